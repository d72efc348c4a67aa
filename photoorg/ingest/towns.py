"""Towns by name, offline: those of GeoNames (CC BY 4.0), by any of the names they have in the world."""

from __future__ import annotations

import difflib
from itertools import islice
from typing import TYPE_CHECKING

from photoorg.errors import UserInputError
from photoorg.ingest import gazetteer
from photoorg.ingest.countries import countries_beginning
from photoorg.ingest.gazetteer import Town, plain
from photoorg.sentences import Sentence

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Town", "town_called", "town_named", "towns_named", "towns_written_like"]

# Cologne is above all the large town that others call so, not the village of that name; but Dili, as some
# call Delhi, is Dili. So much larger must a town be than one that has the very name, accents and all.
_OWN_NAME_COUNTS = 100
_SURE_LETTERS = 2
_ALIKE_WHERE_ONE_MUST_BE = 0.6


def towns_named(text: str, limit: int) -> list[Town]:
    """Towns of which a name, in whatever language, begins with what was typed, those likeliest to be meant
    first; what follows a comma is the beginning of region or country. Case and accents do not matter."""
    name, *areas = (plain(part) for part in text.split(","))
    if not name:
        return []
    exact: set[int] = set()
    others: set[int] = set()
    for found, rank in gazetteer.ranks_named(name):
        (exact if found == name else others).add(rank)
    return list(
        islice(_lying_in(areas, _likeliest_first(text.split(",")[0], exact), sorted(others - exact)), limit)
    )


def town_called(text: str) -> Town | None:
    """The town that is most likely meant by a name, if there is any."""
    best = next(iter(towns_named(text, 1)), None)
    wanted = plain(text.split(",")[0])
    is_meant = best is not None and wanted in map(plain, (best.name, *best.other_names))
    return best if is_meant else None


def town_named(text: str) -> Town:
    """The town that is most likely meant by a name. Raises UserInputError where there is none, with those
    that are near."""
    found = town_called(text)
    if found is not None:
        return found
    best = next(iter(towns_named(text, 1)), None)
    wanted = plain(text.split(",")[0])
    if best is None:
        near = towns_written_like(wanted, _ALIKE_WHERE_ONE_MUST_BE)
        best = towns_named(near[0], 1)[0] if near else None
    if best is None:
        raise UserInputError(Sentence("There is no town ‘{text}’.", text=text))
    raise UserInputError(
        Sentence("There is no town ‘{text}’. Did you mean {name}?", text=text, name=best.place.name)
    )


def towns_written_like(text: str, alike: float = 0.8) -> list[str]:
    """The name of the town that is written most like a name, if any is by ``alike`` of 1."""
    wanted = plain(text)
    if not wanted:
        return []
    # Who mistypes a name seldom does so at its beginning.
    names = dict.fromkeys(name for name, _ in gazetteer.ranks_named(wanted[:_SURE_LETTERS]))
    return [towns_named(name, 1)[0].name for name in difflib.get_close_matches(wanted, names, 1, alike)]


def _likeliest_first(name: str, ranks: set[int]) -> list[int]:
    own_name = " ".join(name.split()).casefold()

    def weight(rank: int) -> int:
        town = gazetteer.town(rank)
        return town.population * (_OWN_NAME_COUNTS if town.name.casefold() == own_name else 1)

    return sorted(sorted(ranks), key=weight, reverse=True)


def _lying_in(areas: list[str], *ranks: list[int]) -> Iterator[Town]:
    for rank in (rank for some in ranks for rank in some):
        town = gazetteer.town(rank)
        region = plain(town.region)
        if all(region.startswith(area) or town.country in countries_beginning(area) for area in areas):
            yield town
