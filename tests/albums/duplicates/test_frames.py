"""Frames are told from photos that end in one colour."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from photoorg.albums.duplicates.frames import has_frame
from tests.albums.duplicates.conftest import thumbnail
from tests.photo_copies import ATTACKS, jpeg

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PIL import Image


@pytest.mark.parametrize("attack", ["screenshot", "white border"])
def test_framed_photos_are_told(photos: Mapping[str, Image.Image], attack: str) -> None:
    framed = [has_frame(thumbnail(jpeg(ATTACKS[attack](photo), 60))) for photo in photos.values()]
    assert sum(framed) >= 0.9 * len(framed)


def test_no_photo_passes_for_a_framed_one(photos: Mapping[str, Image.Image]) -> None:
    for name, photo in photos.items():
        for attack in ("JPEG 25", "crop 80 %", "rotated by 90", "grey"):
            assert not has_frame(thumbnail(ATTACKS[attack](photo))), (name, attack)
