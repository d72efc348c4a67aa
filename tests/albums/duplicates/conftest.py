"""Real photos, packaged with a library, as thumbnails."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PIL import Image

from photoorg.sample_photos import write_sample_photos

if TYPE_CHECKING:
    from collections.abc import Mapping

THUMBNAIL_PX = 384


@pytest.fixture(scope="session")
def photos(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Image.Image]:
    """By name, in colour, the longer side at most 512 px."""
    found = {}
    for path in write_sample_photos(tmp_path_factory.mktemp("samples") / "photos"):
        picture = Image.open(path).convert("RGB")
        picture.thumbnail((512, 512))
        found[path.stem] = picture
    return found


def thumbnail(picture: Image.Image) -> Image.Image:
    """As a library keeps it."""
    small = picture.convert("RGB")
    small.thumbnail((THUMBNAIL_PX, THUMBNAIL_PX))
    return small
