"""Who there is, read at once for the page of people and pets and the side bar."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from photoorg.library.beings.records import PERSON, PET

if TYPE_CHECKING:
    from photoorg.library.beings.records import Being, Region
    from photoorg.photo_library import PhotoLibrary

KINDS = (PERSON, PET)
MOST_STRANGERS = 2000
MOST_QUESTIONS = 1000


@dataclass(frozen=True, slots=True)
class Strangers:
    """Faces, or animals, that are like no other.

    Attributes:
        cover: the clearest of them; None for none.
    """

    count: int = 0
    cover: Region | None = None


@dataclass(frozen=True, slots=True)
class Gallery:
    """All people and pets.

    Attributes:
        wanted: the setting ``find_people``.
        waiting: in how many photos nobody was looked for yet; 0 where somebody is known already.
        beings: as the library lists them, ignored ones included.
        strangers: by kind.
        questions: by kind, how many faces or animals the user is to be asked about.
    """

    wanted: str
    waiting: int
    beings: tuple[Being, ...]
    strangers: dict[str, Strangers]
    questions: dict[str, int]

    @property
    def is_offered(self) -> bool:
        """Whether the page leads anywhere: there is somebody, or somebody may be looked for."""
        return self.wanted != "off" or bool(self.beings)

    @property
    def count(self) -> int:
        """How many people and pets lists show."""
        return sum(not being.is_ignored for being in self.beings)

    def being(self, being_id: int) -> Being | None:
        """One of them."""
        return next((being for being in self.beings if being.id == being_id), None)

    def shown(self, kind: str) -> list[Being]:
        """Those of a kind: named ones first, then groups, those with the most photos first."""
        there = [being for being in self.beings if being.kind == kind and not being.is_ignored]
        return sorted(there, key=lambda being: not being.name)

    @property
    def ignored(self) -> list[Being]:
        """Those whom the user does not want to see."""
        return [being for being in self.beings if being.is_ignored]

    def names(self, kind: str) -> list[str]:
        """All names of a kind, each once."""
        return list(dict.fromkeys(being.name for being in self.beings if being.kind == kind and being.name))

    def namesakes(self, name: str, kind: str) -> list[Being]:
        """Those who have a name, in any case."""
        folded = " ".join(name.split()).casefold()
        return [
            being
            for being in self.beings
            if being.kind == kind and being.name and being.name.casefold() == folded
        ]


def read_gallery(library: PhotoLibrary) -> Gallery:
    """Asks the library who there is (blocking)."""
    people = library.people
    alone = {kind: people.alone(kind, MOST_STRANGERS) for kind in KINDS}
    beings = tuple(people.list())
    return Gallery(
        wanted=library.settings.find_people,
        # Counted over the whole library, and of interest only while nobody is there.
        waiting=0 if beings else people.waiting(),
        beings=beings,
        strangers={
            kind: Strangers(len(regions), regions[0]) if regions else Strangers()
            for kind, regions in alone.items()
        },
        questions=dict(Counter(region.kind for region in people.suggestions(limit=MOST_QUESTIONS))),
    )
