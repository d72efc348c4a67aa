"""The archive of towns: what is needed of it is read when it is asked for, which takes milliseconds.

``packaging/towns.py`` makes it. A town's number is its rank by population, 0 being the largest.
"""

from __future__ import annotations

import unicodedata
import zipfile
from bisect import bisect_left
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

from photoorg.library.records import Place

TOWNS_PER_MEMBER = 512
# Of some hundred, each up to some megabytes once read; whoever types goes on with the same initial.
_KEPT_MEMBERS = 32


class Town(NamedTuple):
    """A town; ``name`` is in English or in the language of the country, ``other_names`` in any language. ""
    for what is not known."""

    name: str
    region: str
    country: str
    latitude: float
    longitude: float
    population: int
    other_names: tuple[str, ...]

    @property
    def place(self) -> Place:
        """As the place of a photo."""
        names = self.name or None, self.region or None, self.country or None
        return Place(self.latitude, self.longitude, None, *names)


def town(rank: int) -> Town:
    """The town of this rank."""
    name, region, country, latitude, longitude, population, *others = _lines(town_member(rank))[
        rank % TOWNS_PER_MEMBER
    ].split("\t")
    return Town(name, region, country, float(latitude), float(longitude), int(population), tuple(others))


def ranks_named(beginning: str) -> list[tuple[str, int]]:
    """Names, plain, that begin with a plain text, with the ranks of the towns that have them; by name."""
    lines = _lines(initial_member(beginning))
    start = bisect_left(lines, beginning)
    # No character of a name is beyond this one.
    end = bisect_left(lines, beginning + "\U0010ffff", start)
    found = (line.rpartition("\t") for line in lines[start:end])
    return [(name, int(rank)) for name, _, rank in found]


def plain(text: str) -> str:
    """A name without regard to case, accents and spaces."""
    letters = unicodedata.normalize("NFKD", " ".join(text.split())).casefold()
    return "".join(sign for sign in letters if not unicodedata.combining(sign))


def town_member(rank: int) -> str:
    """Where in the archive the town of a rank stands."""
    return f"towns/{rank // TOWNS_PER_MEMBER:03}"


def initial_member(plain_name: str) -> str:
    """Where in the archive a name stands."""
    initial = plain_name[0]
    return f"names/{initial}" if initial.isascii() and initial.isalnum() else f"names/{ord(initial) >> 8:04x}"


@lru_cache(_KEPT_MEMBERS)
def _lines(member: str) -> list[str]:
    resource = files("photoorg.resources").joinpath("towns", "towns.zip")
    with resource.open("rb") as file, zipfile.ZipFile(file) as archive:
        if member not in archive.NameToInfo:
            return []
        return archive.read(member).decode().split("\n")
