"""Numbers and durations in words."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QLocale

from photoorg.changes import Activity, Progress
from photoorg.gui import wording
from photoorg.gui.status_area import StatusArea

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


@pytest.fixture(autouse=True)
def _english(qtbot: QtBot):
    before = QLocale()
    QLocale.setDefault(QLocale("en_GB"))
    yield
    QLocale.setDefault(before)


@pytest.mark.parametrize(
    ("count", "text"), [(0, "No photos"), (1, "1 photo"), (2, "2 photos"), (12345, "12,345 photos")]
)
def test_photo_count(count: int, text: str) -> None:
    assert wording.photo_count(count) == text


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(0, "a few seconds"), (44, "40 seconds"), (90, "2 minutes"), (3599, "60 minutes"), (9000, "2.5 hours")],
)
def test_duration(seconds: float, text: str) -> None:
    assert wording.duration(seconds) == text


def test_coordinates_name_their_half() -> None:
    assert wording.coordinates(-33.8568, 151.2153) == "33.85680° S, 151.21530° E"


def test_a_moment_follows_the_locale() -> None:
    assert wording.moment(datetime(2024, 5, 3, 9, 7)).startswith("03/05/2024")


def test_a_moment_without_a_locale_is_written_as_the_standard_says() -> None:
    QLocale.setDefault(QLocale.c())
    moment = datetime(2026, 11, 28, 9, 7, 5)
    assert wording.moment(moment) == "2026-11-28 09:07"
    assert wording.moment(moment, with_seconds=True) == "2026-11-28 09:07:05"
    assert wording.typed_moment("2026-11-28 09:07:05") == moment
    assert wording.typed_moment("2026-11-28") == datetime(2026, 11, 28)


def test_progress_says_count_rate_and_time_left(qtbot: QtBot) -> None:
    area = StatusArea()
    qtbot.addWidget(area)
    area.show_progress(Progress(Activity.DESCRIBING, 320, 1204, 12.4, 71.0))
    assert area.text == "Looking at photos: 320 of 1,204 · 12 a second · 70 seconds left"
    area.show_progress(Progress(Activity.SCANNING, 0, 0, 0.0, None))
    assert area.text == "Looking for photos…"
    with qtbot.waitSignal(area.pause_chosen) as chosen:
        area.pause_button.click()
    assert chosen.args == [True]
    area.show_progress(Progress(Activity.WAITING, 0, 0, 0.0, None, reason="other programs are busy"))
    assert area.text == "Waiting until the computer is idle"
    assert not area.pause_button.isHidden()
    area.show_progress(Progress(Activity.PAUSED, 0, 0, 0.0, None))
    with qtbot.waitSignal(area.pause_chosen) as chosen:
        area.pause_button.click()
    assert chosen.args == [False]


def test_numbers_are_grouped_without_a_locale_too() -> None:
    QLocale.setDefault(QLocale.c())
    assert wording.megabytes(1_212_000_000) == "1,212 MB"
