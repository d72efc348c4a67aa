"""What the user says about single photos of an answer: more of this kind, or less."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class Marks:
    """Photos, by id, whose likes are wanted more or less. One that is in both is wanted less."""

    more: tuple[int, ...] = ()
    less: tuple[int, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.more or self.less)

    @property
    def photo_ids(self) -> tuple[int, ...]:
        """All of them."""
        return tuple(dict.fromkeys(self.more + self.less))

    def with_more(self, photo_ids: Iterable[int]) -> Marks:
        """Marks these "more like this" too, whatever was said of them before."""
        said = tuple(photo_ids)
        return Marks(tuple(dict.fromkeys(self.more + said)), _without(self.less, said))

    def with_less(self, photo_ids: Iterable[int]) -> Marks:
        """Marks these "less like this" too, whatever was said of them before."""
        said = tuple(photo_ids)
        return Marks(_without(self.more, said), tuple(dict.fromkeys(self.less + said)))

    def without(self, photo_ids: Iterable[int]) -> Marks:
        """Says nothing of these any more."""
        said = tuple(photo_ids)
        return Marks(_without(self.more, said), _without(self.less, said))


NO_MARKS = Marks()


def _without(photo_ids: tuple[int, ...], gone: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(photo_id for photo_id in photo_ids if photo_id not in gone)
