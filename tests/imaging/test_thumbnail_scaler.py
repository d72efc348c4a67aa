"""Thumbnails in the sizes of a screen, from a process that may be killed."""

from __future__ import annotations

import os
import signal
from typing import TYPE_CHECKING

import pytest

from photoorg.imaging.thumbnail_scaler import ThumbnailScaler, WantedThumbnail
from tests.pictures import make_jpeg

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def scaler() -> Iterator[ThumbnailScaler]:
    scaler = ThumbnailScaler()
    yield scaler
    scaler.close()


@pytest.fixture
def red(tmp_path: Path) -> Path:
    return make_jpeg(tmp_path / "red.jpg", "red", size=(384, 288))


def is_red(pixels: bytes | None, width_px: int, height_px: int) -> bool:
    """Whether these are rows of blue, green, red and nothing."""
    assert pixels is not None
    assert len(pixels) == 4 * width_px * height_px
    blue, green, red, _ = pixels[:4]
    return red > 200 and blue < 50 and green < 50


@pytest.mark.parametrize("size", [(75, 56), (56, 75), (384, 288), (640, 480)])
def test_a_thumbnail_fills_the_size_asked_for(
    scaler: ThumbnailScaler, red: Path, size: tuple[int, int]
) -> None:
    (pixels,) = scaler.pixels([WantedThumbnail(red, *size)])
    assert is_red(pixels, *size)


def test_what_is_not_there_or_damaged_does_not_hold_up_others(
    scaler: ThumbnailScaler, red: Path, tmp_path: Path
) -> None:
    cut = tmp_path / "cut.jpg"
    cut.write_bytes(red.read_bytes()[:200])
    files = [tmp_path / "absent.jpg", cut, tmp_path, red]
    *nothing, pixels = scaler.pixels([WantedThumbnail(file, 40, 30) for file in files])
    assert nothing == [None, None, None]
    assert is_red(pixels, 40, 30)


def test_a_killed_process_is_replaced(scaler: ThumbnailScaler, red: Path) -> None:
    wanted = [WantedThumbnail(red, 40, 30)] * 2
    scaler.pixels(wanted)
    (pid,) = scaler.pids
    os.kill(pid, signal.SIGKILL)
    answers = [scaler.pixels(wanted) for _ in range(2)]
    assert answers[0] in ([None, None], answers[1])
    assert is_red(answers[1][0], 40, 30)


def test_a_closed_one_gives_nothing(scaler: ThumbnailScaler, red: Path) -> None:
    scaler.close()
    assert scaler.pixels([WantedThumbnail(red, 40, 30)]) == [None]
