"""Shapes and days of photos, for pages small and large."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from photoorg.library import outlines
from photoorg.photo_library import PhotoLibrary
from tests.pictures import make_jpeg
from tests.tiny_encoder import TinyEncoder

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("looked_up_limit", [0, 20_000], ids=["whole table", "looked up"])
def test_outlines_come_in_the_order_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, looked_up_limit: int
) -> None:
    monkeypatch.setattr(outlines, "LOOKED_UP_LIMIT", looked_up_limit)
    for name, size in {"wide": (120, 40), "high": (30, 90), "square": (50, 50)}.items():
        make_jpeg(tmp_path / "photos" / f"{name}.jpg", "red", size=size)
    with PhotoLibrary.open(tmp_path / "library", encoder=TinyEncoder()) as library:
        library.add_folder(tmp_path / "photos")
        library.sync()
        photos = sorted(library.photos(library.photo_ids()), key=lambda photo: -photo.width / photo.height)
        unknown = 10**9
        found = library.outlines([photo.id for photo in photos] + [unknown])
    assert found.aspects.tolist() == pytest.approx([3.0, 1.0, 1 / 3, outlines.USUAL_ASPECT])
    days = [np.datetime64(photo.taken_at.date(), "D").astype(int) for photo in photos]
    assert found.days.tolist() == [*days, 0]


def test_no_photos_have_no_outlines(tmp_path: Path) -> None:
    with PhotoLibrary.open(tmp_path / "library", encoder=TinyEncoder()) as library:
        found = library.outlines([])
    assert len(found.aspects) == len(found.days) == 0
