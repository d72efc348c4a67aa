"""Where each of up to millions of photos lies in a grid of justified rows.

Rows of about equal height fill the width: a row is scaled until its photos, uncropped, reach the right edge.
Every row's place is known exactly; that of a photo is worked out when it is asked for, so that the layout of
a million photos takes a fraction of a second and a few megabytes. No Qt here.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

# Beyond these a photo is cropped: a panorama would be a line, a scroll of receipts a thread.
NARROWEST, WIDEST = 0.45, 3.0
# A row is stretched to at most this many times the wished height.
HIGHEST_ROW = 1.5
HIGHEST_LAST_ROW = 1.12

Places = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class GridMetrics:
    """Sizes in logical pixels.

    Attributes:
        width_px: between the left edge of the first and the right edge of the last photo of a full row.
        row_height_px: wished; full rows are a little higher or lower.
        header_px: kept free above each section.
        top_px: kept free above all.
        squares: photos are cropped to squares of one size.
    """

    width_px: int
    row_height_px: int
    gap_px: int = 4
    header_px: int = 0
    top_px: int = 0
    squares: bool = False


class Cell(NamedTuple):
    """A photo's place on the page and its rectangle, in logical pixels."""

    place: int
    x: int
    y: int
    width: int
    height: int


class GridLayout:
    """Rows of photos below each other, in sections that each begin with a row of their own."""

    def __init__(self, aspects: NDArray[np.float32], section_starts: Places, metrics: GridMetrics) -> None:
        """Lays out ``aspects`` (n,), width to height of each photo; ``section_starts`` (k,) are ascending
        places, the first of them 0."""
        self.metrics = metrics
        self.section_starts = section_starts if len(aspects) else np.empty(0, np.int64)
        # No photo is wider than a row.
        widest = max(min(WIDEST, metrics.width_px / metrics.row_height_px), NARROWEST)
        shapes = np.ones(len(aspects), np.float32) if metrics.squares else np.clip(aspects, NARROWEST, widest)
        # Sum of the aspects of all photos before each.
        self._before = np.zeros(len(aspects) + 1)
        np.cumsum(shapes, out=self._before[1:])
        stops = np.append(self.section_starts[1:], len(aspects))
        if metrics.squares:
            heads, heights, full = _square_rows(self.section_starts, stops, metrics)
        else:
            heads, heights, full = _justified_rows(self._before, self.section_starts, stops, metrics)
        self._starts = np.append(heads, len(aspects))
        self._exact_heights = heights.astype(np.float32)
        self._full = full
        self._heights = np.maximum(np.rint(heights), 1).astype(np.int32)
        self._section_rows = np.searchsorted(heads, self.section_starts)
        extents = self._heights + np.int32(metrics.gap_px)
        extents[self._section_rows] += metrics.header_px
        # Where the rows end, and from there where they begin.
        self._tops = np.cumsum(extents, dtype=np.int64)
        self._tops += metrics.top_px - metrics.gap_px
        self._tops -= self._heights
        self._header_tops = self._tops[self._section_rows] - metrics.header_px
        self.height_px = int(self._tops[-1] + self._heights[-1]) if len(heads) else 0

    @property
    def place_count(self) -> int:
        """How many photos there are."""
        return int(self._starts[-1])

    @property
    def row_count(self) -> int:
        """How many rows there are."""
        return len(self._heights)

    def row_of(self, place: int) -> int:
        """The row a photo lies in."""
        return int(np.searchsorted(self._starts, place, side="right")) - 1

    def row_at(self, y: float) -> int:
        """The row at a height, or the one above where there is none; 0 above all."""
        return max(int(np.searchsorted(self._tops, math.floor(y), side="right")) - 1, 0)

    def places_in_row(self, row: int) -> range:
        """The photos of a row."""
        return range(int(self._starts[row]), int(self._starts[row + 1]))

    def places_between(self, top: float, bottom: float) -> range:
        """The photos of all rows that reach into ``top`` to ``bottom``."""
        if not self.row_count or bottom <= top:
            return range(0)
        first = self.row_at(top)
        if self._tops[first] + self._heights[first] <= top:
            first += 1
        last = int(np.searchsorted(self._tops, math.ceil(bottom)))
        return range(int(self._starts[first]), int(self._starts[max(last, first)]))

    def cells(self, places: range) -> list[Cell]:
        """The rectangles of successive photos."""
        if not places:
            return []
        at = np.arange(places.start, places.stop)
        left, right, rows = self._edges(at)
        columns = (at, left, self._tops[rows], right - left, self._heights[rows])
        return [Cell(*cell) for cell in zip(*(column.tolist() for column in columns), strict=True)]

    def cell(self, place: int) -> Cell:
        """The rectangle of a photo."""
        return self.cells(range(place, place + 1))[0]

    def place_at(self, x: float, y: float) -> int:
        """The photo at a point, or -1."""
        if not self.row_count:
            return -1
        row = self.row_at(y)
        if not self._tops[row] <= y < self._tops[row] + self._heights[row]:
            return -1
        return next(
            (cell.place for cell in self.cells(self.places_in_row(row)) if cell.x <= x < cell.x + cell.width),
            -1,
        )

    def place_in_row_near(self, row: int, x: float) -> int:
        """The photo of a row that is closest to a horizontal place."""
        cells = self.cells(self.places_in_row(row))
        return min(cells, key=lambda cell: max(cell.x - x, x - cell.x - cell.width, 0)).place

    def runs_within(self, left: float, top: float, right: float, bottom: float) -> list[range]:
        """Runs of successive photos that a rectangle touches."""
        places = self.places_between(top, bottom)
        if not places or right <= left:
            return []
        lefts, rights, _ = self._edges(np.arange(places.start, places.stop))
        touched = np.concatenate(([False], (lefts < right) & (rights > left), [False]))
        bounds = np.flatnonzero(touched[1:] != touched[:-1]) + places.start
        return [range(first, stop) for first, stop in bounds.reshape(-1, 2).tolist()]

    def headers_between(self, top: float, bottom: float) -> list[tuple[int, int]]:
        """(section, top) of the headers that reach into ``top`` to ``bottom``."""
        tops = self._header_tops
        first = int(np.searchsorted(tops, math.floor(top - self.metrics.header_px), side="right"))
        last = int(np.searchsorted(tops, math.ceil(bottom)))
        return list(zip(range(first, last), tops[first:last].tolist(), strict=True))

    def _edges(self, at: Places) -> tuple[Places, Places, Places]:
        """Left and right edges and rows of photos. Edges are rounded once, so that all gaps are equal."""
        rows = np.searchsorted(self._starts, at, side="right") - 1
        heads = self._starts[rows]
        gaps = self.metrics.gap_px * (at - heads)
        heights = self._exact_heights[rows]
        left = np.rint((self._before[at] - self._before[heads]) * heights).astype(np.int64) + gaps
        right = np.rint((self._before[at + 1] - self._before[heads]) * heights).astype(np.int64) + gaps
        ends = self._full[rows] & (at + 1 == self._starts[rows + 1])
        return left, np.where(ends, self.metrics.width_px, np.maximum(right, left + 1)), rows


Rows = tuple[Places, NDArray[np.float64], NDArray[np.bool_]]


def _square_rows(starts: Places, stops: Places, metrics: GridMetrics) -> Rows:
    """First places, heights and fullness of the rows of equal squares."""
    gap, width = metrics.gap_px, metrics.width_px
    columns = max(int((width + gap) // (metrics.row_height_px + gap)), 1)
    side = max((width - gap * (columns - 1)) / columns, 1.0)
    counts = -(-(stops - starts) // columns)
    first_rows = np.cumsum(counts) - counts
    heads = np.repeat(starts, counts) + columns * (np.arange(counts.sum()) - np.repeat(first_rows, counts))
    lengths = np.append(heads[1:], stops[-1:]) - heads
    return heads, np.full(len(heads), side), lengths == columns


def _justified_rows(before: NDArray[np.float64], starts: Places, stops: Places, metrics: GridMetrics) -> Rows:
    """First places, heights and fullness of justified rows.

    The photos of a section, side by side at the wished height, are one long strip. It is cut wherever a row
    would be full, and each photo goes with the part that its middle lies in. Filling row after row would make
    nearly the same choice, but for a million photos takes ten times as long.
    """
    width, gap, wished = metrics.width_px, metrics.gap_px, metrics.row_height_px
    if not len(starts):
        return starts, np.empty(0), np.empty(0, np.bool_)
    # In rows that are as wide as can be. In place, for each of these arrays has megabytes.
    strip = before * (wished / (width + gap))
    gaps = np.arange(len(before), dtype=np.float64)
    gaps *= gap / (width + gap)
    strip += gaps
    del gaps
    most_rows = np.ceil(strip[stops] - strip[starts]) + 1
    first_rows = np.cumsum(most_rows) - most_rows - strip[starts]
    rows = strip[1:] + strip[:-1]
    del strip
    rows /= 2
    rows += np.repeat(first_rows, stops - starts)
    np.floor(rows, out=rows)
    begins = np.ones(len(rows), np.bool_)
    np.not_equal(rows[1:], rows[:-1], out=begins[1:])
    del rows
    begins[starts] = True
    heads = np.flatnonzero(begins)
    tails = np.append(heads[1:], stops[-1:])
    fitted = np.maximum(width - gap * (tails - heads - 1), 1) / (before[tails] - before[heads])
    # What is left for the last row of a section is not blown up, nor a photo that is alone in its row.
    is_last = np.zeros(len(before), np.bool_)
    is_last[stops] = True
    full = fitted <= np.where(is_last[tails], HIGHEST_LAST_ROW, HIGHEST_ROW) * wished
    return heads, np.where(full, fitted, wished), full
