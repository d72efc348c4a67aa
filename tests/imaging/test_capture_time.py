"""Dates in names, and which source is believed."""

from __future__ import annotations

from datetime import datetime

import pytest

from photoorg.imaging.capture_time import CaptureTime, best_time, time_in_name
from photoorg.library.records import TAKEN_AT_CERTAINTY

AT = datetime(2024, 5, 17, 18, 30, 5)


@pytest.mark.parametrize(
    "name",
    [
        "IMG_20240517_183005.jpg",
        "20240517_183005.jpg",
        "20240517183005.jpg",
        "Screenshot_20240517-183005_Chrome.png",
        "2024-05-17 18.30.05.jpg",
        "2024-05-17_18-30-05.jpg",
        "signal-2024-05-17-18-30-05-123.jpg",
        "Screen Shot 2024-05-17 at 18.30.05.png",
        "Photo 2024-05-17T18:30:05.heic",
        "WhatsApp Image 2024-05-17 at 18.30.05.jpeg",
    ],
)
def test_moments_in_names(name: str) -> None:
    found = time_in_name(name)
    assert found is not None
    assert (found.moment.replace(microsecond=0), found.source) == (AT, "file_name")


def test_pixel_phones_name_photos_in_utc_and_to_the_millisecond() -> None:
    expected = CaptureTime(AT.replace(microsecond=123_000), "file_name", 0)
    assert time_in_name("PXL_20240517_183005123.jpg") == expected


@pytest.mark.parametrize("name", ["IMG-20240517-WA0001.jpg", "2024-05-17 Rome.jpg", "scan_2024.05.17.tif"])
def test_days_in_names(name: str) -> None:
    assert time_in_name(name) == CaptureTime(datetime(2024, 5, 17), "file_name_day")


@pytest.mark.parametrize(
    "name",
    ["IMG_1234.jpg", "20241399.jpg", "DSC20240230.jpg", "120240517183005.jpg", "19000101.jpg", "29990101.jpg",
     "1920x1080.png", "2024-0517.jpg", "photo.jpg"],
)  # fmt: skip
def test_other_numbers_are_no_dates(name: str) -> None:
    assert time_in_name(name) is None


def test_the_most_trustworthy_source_wins_and_may_borrow_a_time_zone() -> None:
    original = CaptureTime(AT, "exif_original")
    xmp = CaptureTime(AT.replace(microsecond=9), "xmp", 120)
    name = CaptureTime(datetime(2020, 1, 1), "file_name", 0)
    assert best_time([name, None, xmp, original]) == CaptureTime(AT, "exif_original", 120)
    assert best_time([name, original]) == original
    assert best_time([name, xmp]) == xmp
    assert best_time([None]) is None


def test_every_source_has_a_certainty_and_their_order_is_one() -> None:
    from photoorg.imaging.capture_time import _RANKS

    # What the user says in this library comes from no file.
    assert tuple(TAKEN_AT_CERTAINTY) == ("user", *_RANKS)
    grades = [["certain", "likely", "guessed"].index(grade) for grade in TAKEN_AT_CERTAINTY.values()]
    assert grades == sorted(grades)
