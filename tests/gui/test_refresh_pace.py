"""How long a window waits before it reads again; what readings took is told by the test."""

from __future__ import annotations

import pytest

from photoorg.gui.refresh_pace import LONGEST_MS, SHARE, RefreshPace


def test_a_small_library_is_read_again_soon() -> None:
    pace = RefreshPace(800)
    assert pace.delay_ms == 800
    pace.took(0.01)
    assert pace.delay_ms == 800


@pytest.mark.parametrize("seconds", [0.2, 0.5, 1.0])
def test_reading_a_large_one_takes_no_more_than_its_share_of_the_time(seconds: float) -> None:
    pace = RefreshPace(800)
    pace.took(seconds)
    assert seconds / (seconds + pace.delay_ms / 1000) == pytest.approx(SHARE, rel=0.01)


def test_the_wait_ends_however_slow_the_last_reading_was_and_is_forgotten_after_a_quick_one() -> None:
    pace = RefreshPace(800)
    pace.took(100)
    assert pace.delay_ms == LONGEST_MS
    pace.took(0.02)
    assert pace.delay_ms == 800


def test_an_end_without_a_beginning_says_nothing() -> None:
    pace = RefreshPace(800)
    pace.took(1)
    before = pace.delay_ms
    pace.end()
    assert pace.delay_ms == before
