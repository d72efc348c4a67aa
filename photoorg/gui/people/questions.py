"""Whether faces and animals are those whom they look like, as questions that are answered one by one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from photoorg.gui.people.gallery import MOST_QUESTIONS

if TYPE_CHECKING:
    from photoorg.library.beings.records import Being, Region
    from photoorg.photo_library import PhotoLibrary


@dataclass(frozen=True, slots=True)
class Question:
    """Is this the being?

    Attributes:
        regions: what the question is about, the likeliest first: one, or a whole group.
        group_id: the group that nobody named; None where it is about one region.
    """

    being: Being
    regions: tuple[Region, ...]
    group_id: int | None = None

    @property
    def region_ids(self) -> tuple[int, ...]:
        """The ids of the regions."""
        return tuple(region.id for region in self.regions)

    @property
    def about(self) -> tuple[tuple[int, int], ...]:
        """What is asked: of each region, whether it is the being."""
        return tuple((region.id, self.being.id) for region in self.regions)


def read_questions(being_id: int | None, library: PhotoLibrary) -> list[Question]:
    """What is to be asked about one being, or all, likely ones first (blocking).

    Where all of a group look like the same being, one answer does for all of them. Raises UserInputError for
    an unknown being.
    """
    people = library.people
    beings = {being.id: being for being in people.list()}
    suggested = people.suggestions(being_id, limit=MOST_QUESTIONS)
    asked = {region.id for region in suggested}
    groups: dict[int, list[Region]] = {}
    for region in suggested:
        if region.being_id is not None and region.being_id not in groups:
            groups[region.being_id] = people.regions(region.being_id)
    questions: list[Question] = []
    done: set[int] = set()
    for region in suggested:
        being = beings.get(region.suggested_id or 0)
        if being is None or region.id in done:
            continue
        members = groups.get(region.being_id or 0, [])
        if len(members) > 1 and all(
            member.id in asked and member.suggested_id == being.id for member in members
        ):
            done |= {member.id for member in members}
            questions.append(Question(being, tuple(reversed(members)), region.being_id))
        else:
            questions.append(Question(being, (region,)))
    return questions
