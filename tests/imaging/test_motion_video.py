"""Where the video of a motion photo lies."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from photoorg.errors import PhotoUnreadable
from photoorg.imaging.motion_video import MotionVideo, motion_video_of
from tests.pictures import make_jpeg

if TYPE_CHECKING:
    from pathlib import Path

VIDEO = (24).to_bytes(4) + b"ftypmp42" + bytes(12) + b"moov and all the rest"


def test_a_video_behind_the_picture(tmp_path: Path) -> None:
    photo = make_jpeg(tmp_path / "motion.jpg")
    picture = photo.read_bytes()
    photo.write_bytes(picture + b"MotionPhoto_Data" + VIDEO)
    video = motion_video_of(photo)
    assert video == MotionVideo(photo, len(picture) + 16)
    assert video.read() == VIDEO


def test_a_video_beside_the_picture(tmp_path: Path) -> None:
    photo = make_jpeg(tmp_path / "live.jpg")
    (tmp_path / "live.MOV").write_bytes(VIDEO)
    (tmp_path / "live.xmp").write_text("<x/>")
    video = motion_video_of(photo)
    assert video == MotionVideo(tmp_path / "live.MOV")
    assert video.read() == VIDEO


@pytest.mark.parametrize(
    "behind", [b"", b"ftyp", (4).to_bytes(4) + b"ftypmp42", (24).to_bytes(4) + b"ftypheic"]
)
def test_no_video(tmp_path: Path, behind: bytes) -> None:
    photo = make_jpeg(tmp_path / "still.jpg")
    photo.write_bytes(photo.read_bytes() + behind)
    assert motion_video_of(photo) is None


def test_a_heic_is_no_video(tmp_path: Path) -> None:
    photo = tmp_path / "still.heic"
    photo.write_bytes((24).to_bytes(4) + b"ftypheic" + bytes(12) + b"meta and all the rest")
    assert motion_video_of(photo) is None
    photo.write_bytes(photo.read_bytes() + VIDEO)
    video = motion_video_of(photo)
    assert video is not None
    assert video.read() == VIDEO


def test_a_photo_that_is_gone(tmp_path: Path) -> None:
    with pytest.raises(PhotoUnreadable):
        motion_video_of(tmp_path / "nowhere.jpg")
