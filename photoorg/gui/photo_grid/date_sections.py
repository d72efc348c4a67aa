"""The days, months or years that a page of photos in order of time falls into."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray


class Grain(Enum):
    """How long a section of the grid is; values are numpy's units of time."""

    DAY = "D"
    MONTH = "M"
    YEAR = "Y"


class DateSections:
    """Where among the photos of a page each day, month and year begins."""

    def __init__(self, days: NDArray[np.int32]) -> None:
        """``days`` (n,) are days since 1970-01-01, in the order of the page."""
        changes = np.flatnonzero(days[1:] != days[:-1]) + 1
        self._day_starts = np.concatenate(([0], changes)).astype(np.int64) if len(days) else changes
        dates = days[self._day_starts].astype("datetime64[D]")
        self._photo_count = len(days)
        self._starts: dict[Grain, NDArray[np.int64]] = {}
        self._dates: dict[Grain, NDArray[np.datetime64]] = {}
        for grain in Grain:
            spans = dates.astype(f"datetime64[{grain.value}]")
            first = np.ones(len(spans), np.bool_)
            np.not_equal(spans[1:], spans[:-1], out=first[1:])
            self._starts[grain] = self._day_starts[first]
            self._dates[grain] = spans[first]

    def starts(self, grain: Grain) -> NDArray[np.int64]:
        """(k,) place of the first photo of each section."""
        return self._starts[grain]

    def date(self, grain: Grain, section: int) -> tuple[int, int, int]:
        """Year, month and day that a section begins with."""
        day = self._dates[grain][section].astype("datetime64[D]")
        year, month, number = str(day).rsplit("-", 2)
        return int(year), int(month), int(number)

    def date_of(self, grain: Grain, place: int) -> tuple[int, int, int]:
        """Year, month and day that the section of a photo begins with."""
        return self.date(grain, int(np.searchsorted(self._starts[grain], place, side="right")) - 1)

    def grain_for(self, finest: Grain, photos_per_row: float) -> Grain:
        """The finest grain, not finer than ``finest``, whose sections on average fill a row.

        Where people take a photo a day, a header for every photo would be all that one sees.
        """
        grains = list(Grain)
        for grain in grains[grains.index(finest) :]:
            if self._photo_count >= photos_per_row * len(self._starts[grain]):
                return grain
        return Grain.YEAR

    def looks_like(self, other: DateSections) -> bool:
        """Whether every photo is of the same day."""
        return np.array_equal(self._day_starts, other._day_starts) and np.array_equal(
            self._dates[Grain.DAY], other._dates[Grain.DAY]
        )
