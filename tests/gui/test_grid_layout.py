"""Where photos lie in the grid: no Qt needed."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from photoorg.gui.photo_grid.date_sections import DateSections, Grain
from photoorg.gui.photo_grid.grid_layout import HIGHEST_ROW, GridLayout, GridMetrics
from photoorg.gui.photo_grid.photo_ids import PhotoIds

SHAPES = st.lists(st.floats(0.1, 12.0), min_size=0, max_size=120)


@st.composite
def layouts(draw: st.DrawFn) -> GridLayout:
    """Any photos, in any sections, at any size."""
    aspects = np.array(draw(SHAPES), np.float32)
    breaks = draw(st.lists(st.integers(1, max(len(aspects) - 1, 1)), max_size=10)) if len(aspects) > 1 else []
    metrics = GridMetrics(
        draw(st.integers(56, 3000)),
        draw(st.integers(56, 480)),
        4,
        draw(st.sampled_from([0, 46])),
        6,
        draw(st.booleans()),
    )
    return GridLayout(aspects, np.array(sorted({0, *breaks}), np.int64), metrics)


@given(layouts())
def test_photos_fill_rows_in_order_and_never_overlap(layout: GridLayout) -> None:
    cells = layout.cells(range(layout.place_count))
    assert [cell.place for cell in cells] == list(range(layout.place_count))
    width, gap = layout.metrics.width_px, layout.metrics.gap_px
    for cell in cells:
        assert 0 <= cell.x < cell.x + cell.width <= max(width, cell.x + 1)
        assert cell.height > 0
    for before, after in pairwise(cells):
        if layout.row_of(before.place) == layout.row_of(after.place):
            assert (before.y, before.height) == (after.y, after.height)
            assert after.x - before.x - before.width == gap
        else:
            assert after.x == 0
            assert after.y >= before.y + before.height + gap
    assert layout.height_px == max((cell.y + cell.height for cell in cells), default=0)


@given(layouts())
def test_a_point_on_a_photo_finds_it(layout: GridLayout) -> None:
    for cell in layout.cells(range(layout.place_count)):
        assert layout.place_at(cell.x, cell.y) == cell.place
        assert layout.place_at(cell.x + cell.width - 1, cell.y + cell.height - 1) == cell.place
        assert layout.place_at(cell.x, cell.y - 1) == -1
        assert cell == layout.cell(cell.place)


@given(layouts(), st.integers(-100, 4000), st.integers(0, 3000), st.integers(0, 1500), st.integers(0, 1500))
def test_what_a_rectangle_touches(layout: GridLayout, top: int, left: int, height: int, width: int) -> None:
    bottom, right = top + height, left + width
    touched = [
        cell.place
        for cell in layout.cells(range(layout.place_count))
        if cell.x < right
        and cell.x + cell.width > left
        and cell.y < bottom
        and cell.y + cell.height > top
        and height
        and width
    ]
    assert [place for run in layout.runs_within(left, top, right, bottom) for place in run] == touched
    assert set(touched) <= set(layout.places_between(top, bottom))


@given(layouts())
def test_sections_begin_below_their_header(layout: GridLayout) -> None:
    starts = set(layout.section_starts.tolist())
    headers = dict(layout.headers_between(-1, layout.height_px))
    assert len(headers) == (len(starts) if layout.metrics.header_px else len(headers))
    for section, top in headers.items():
        first = layout.cell(int(layout.section_starts[section]))
        assert first.x == 0
        assert first.y == top + layout.metrics.header_px


def test_full_rows_end_at_the_right_edge_and_are_about_as_high_as_wished() -> None:
    random = np.random.default_rng(7)
    aspects = random.choice([0.67, 0.75, 1.0, 1.33, 1.5, 1.78], 5000).astype(np.float32)
    layout = GridLayout(aspects, np.zeros(1, np.int64), GridMetrics(1200, 186))
    for row in range(layout.row_count - 1):
        cells = layout.cells(layout.places_in_row(row))
        assert cells[-1].x + cells[-1].width == 1200
        assert 186 / HIGHEST_ROW <= cells[0].height <= 186 * HIGHEST_ROW
        for cell in cells:
            # No photo is cropped by more than the rounding to whole pixels.
            assert cell.width == pytest.approx(cell.height * aspects[cell.place], abs=2)
    assert layout.cell(4999).height <= 1.2 * 186


def test_few_photos_are_not_blown_up() -> None:
    layout = GridLayout(np.array([1.5, 0.75], np.float32), np.zeros(1, np.int64), GridMetrics(1200, 186))
    assert [cell.height for cell in layout.cells(range(2))] == [186, 186]


def test_a_million_photos_lie_where_they_should() -> None:
    count = 1_000_000
    aspects = np.full(count, 1.5, np.float32)
    layout = GridLayout(aspects, np.arange(0, count, 1000), GridMetrics(1200, 186, 4, 46))
    assert layout.place_count == count
    last = layout.cell(count - 1)
    assert layout.place_at(last.x, last.y) == count - 1
    assert last.y + last.height == layout.height_px


def test_sections_of_days_months_and_years() -> None:
    days = [np.datetime64(day, "D").astype(int) for day in ("2024-03-02", "2024-03-02", "2024-03-01")]
    days += [np.datetime64(day, "D").astype(int) for day in ("2024-02-29", "2023-12-31", "1969-07-20")]
    dates = DateSections(np.array(days, np.int32))
    assert dates.starts(Grain.DAY).tolist() == [0, 2, 3, 4, 5]
    assert dates.starts(Grain.MONTH).tolist() == [0, 3, 4, 5]
    assert dates.starts(Grain.YEAR).tolist() == [0, 4, 5]
    assert dates.date(Grain.DAY, 2) == (2024, 2, 29)
    assert dates.date_of(Grain.MONTH, 5) == (1969, 7, 1)


def test_days_that_would_not_fill_a_row_become_months() -> None:
    a_photo_a_day = DateSections(np.arange(19_000, 18_000, -1, dtype=np.int32))
    assert a_photo_a_day.grain_for(Grain.DAY, photos_per_row=6) is Grain.MONTH
    many_a_day = DateSections(np.repeat(np.arange(19_000, 18_900, -1, dtype=np.int32), 20))
    assert many_a_day.grain_for(Grain.DAY, photos_per_row=6) is Grain.DAY
    assert many_a_day.grain_for(Grain.MONTH, photos_per_row=6) is Grain.MONTH


@given(st.lists(st.integers(0, 2**40), unique=True), st.lists(st.integers(0, 2**40)))
def test_ids_behave_as_a_list_and_find_their_places(ids: list[int], others: list[int]) -> None:
    photo_ids = PhotoIds(ids)
    assert photo_ids == ids
    assert list(photo_ids) == ids
    assert photo_ids[1:3] == ids[1:3]
    wanted = [*others, *ids[::2]]
    assert photo_ids.places_of(wanted).tolist() == [ids.index(each) for each in wanted if each in ids]
    for photo_id in ids[:3]:
        assert photo_ids.index(photo_id) == ids.index(photo_id)
        assert photo_id in photo_ids
    with pytest.raises(ValueError, match="not among"):
        photo_ids.index(-1)
