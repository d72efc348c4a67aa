"""Moments, differences of time and positions, as people type them."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest

from photoorg.errors import UserInputError
from photoorg.library.moments import parse_moment, parse_shift
from photoorg.library.positions import parse_position


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2023-05-01T12:30", datetime(2023, 5, 1, 12, 30)),
        (" 2023-05-01 12:30:05 ", datetime(2023, 5, 1, 12, 30, 5)),
        ("2023-05-01", datetime(2023, 5, 1)),
        ("1.5.2023 12:30", datetime(2023, 5, 1, 12, 30)),
        ("1.12.2023", datetime(2023, 12, 1)),
        ("2023-05-01T12:30-03:30", datetime(2023, 5, 1, 12, 30, tzinfo=timezone(-timedelta(hours=3.5)))),
        ("2023-05-01T12:30Z", datetime(2023, 5, 1, 12, 30, tzinfo=timezone(timedelta()))),
    ],
)
def test_moments(text: str, moment: datetime) -> None:
    assert parse_moment(text) == moment


@pytest.mark.parametrize(
    "text", ["", "12:30", "2023-13-01", "32.1.2023", "1500-01-01", "2023-05-01 12:00+20:00"]
)
def test_no_moments(text: str) -> None:
    with pytest.raises(UserInputError):
        parse_moment(text)


@pytest.mark.parametrize(
    ("text", "shift"),
    [
        ("-1h30m", -timedelta(hours=1, minutes=30)),
        ("+2d", timedelta(days=2)),
        ("1d 2h 5m 10s", timedelta(days=1, hours=2, minutes=5, seconds=10)),
        ("\N{MINUS SIGN}90 min", -timedelta(minutes=90)),
        ("1.5h", timedelta(minutes=90)),
        ("1 day 2 hours 3 minutes 4 seconds", timedelta(days=1, hours=2, minutes=3, seconds=4)),
    ],
)
def test_shifts(text: str, shift: timedelta) -> None:
    assert parse_shift(text) == shift


@pytest.mark.parametrize(
    "text", ["", "-", "1", "h", "1x", "one hour", "1h later", "1month", "2 mon", "9" * 30 + "d"]
)
def test_no_shifts(text: str) -> None:
    with pytest.raises(UserInputError):
        parse_shift(text)


@pytest.mark.parametrize(
    ("text", "position"),
    [
        ("48.137, 11.575", (48.137, 11.575)),
        ("48.137,11.575", (48.137, 11.575)),
        ("-33.9 18.4", (-33.9, 18.4)),
        ("33.9° S, 18.4° W", (-33.9, -18.4)),
        ("48N;11E", (48, 11)),
    ],
)
def test_positions(text: str, position: tuple[float, float]) -> None:
    assert parse_position(text) == position


def test_no_positions() -> None:
    for text in ("Lisbon", "48.137", "", "48,1,2"):
        assert parse_position(text) is None
    for text in ("91, 0", "0, 181"):
        with pytest.raises(UserInputError):
            parse_position(text)
