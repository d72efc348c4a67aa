"""Shapes and days of photos, for pages small and large."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import numpy as np
import pytest

from photoorg.library import outlines
from photoorg.photo_library import PhotoLibrary
from photoorg.settings_file import CATALOGUE_FILE
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


def test_all_photos_at_once_are_those_one_by_one(tmp_path: Path) -> None:
    for name, size in {"a": (120, 40), "b": (30, 90), "c": (50, 50), "gone": (60, 30)}.items():
        make_jpeg(tmp_path / "photos" / f"{name}.jpg", "red", size=size)
    with PhotoLibrary.open(tmp_path / "library", encoder=TinyEncoder()) as library:
        library.add_folder(tmp_path / "photos")
        library.sync()
        (tmp_path / "photos" / "gone.jpg").unlink()
        library.sync()
        photo_ids, found = library.newest_first()
        assert photo_ids.tolist() == library.photo_ids()
        assert len(photo_ids) == 3
        expected = library.outlines(library.photo_ids())
    assert found.aspects.tolist() == expected.aspects.tolist()
    assert found.days.tolist() == expected.days.tolist()


def test_files_that_wait_to_be_read_are_no_photos_yet(tmp_path: Path) -> None:
    make_jpeg(tmp_path / "photos" / "read.jpg", "red")
    with PhotoLibrary.open(tmp_path / "library", encoder=TinyEncoder()) as library:
        library.add_folder(tmp_path / "photos")
        library.sync()
    with closing(sqlite3.connect(tmp_path / "library" / CATALOGUE_FILE)) as catalogue, catalogue:
        catalogue.execute(
            "INSERT INTO file (path, size_bytes, modified_ns, sidecar_stamp, presence, state, is_raw)"
            " VALUES (x'2f77616974', 1, 1, 0, 'present', 'pending', 0)"
        )
    with PhotoLibrary.open(tmp_path / "library", encoder=TinyEncoder()) as library:
        assert library.newest_first()[0].tolist() == library.photo_ids()


def test_damaged_values_cost_only_themselves(tmp_path: Path) -> None:
    make_jpeg(tmp_path / "photos" / "damaged.jpg", "red", size=(120, 40))
    make_jpeg(tmp_path / "photos" / "sound.jpg", "green", size=(120, 40))
    with PhotoLibrary.open(tmp_path / "library", encoder=TinyEncoder()) as library:
        library.add_folder(tmp_path / "photos")
        library.sync()
        damaged = library.photo_at(tmp_path / "photos" / "damaged.jpg")
        assert damaged is not None
    with closing(sqlite3.connect(tmp_path / "library" / CATALOGUE_FILE)) as catalogue, catalogue:
        catalogue.execute("UPDATE photo SET width = 'wide', taken_at = x'ff' WHERE id = ?", [damaged.id])
    with PhotoLibrary.open(tmp_path / "library", encoder=TinyEncoder()) as library:
        photo_ids, found = library.newest_first()
        assert library.outlines(photo_ids.tolist()).aspects.tolist() == found.aspects.tolist()
    aspects = dict(zip(photo_ids.tolist(), found.aspects.tolist(), strict=True))
    assert len(aspects) == 2
    assert aspects.pop(damaged.id) == pytest.approx(outlines.USUAL_ASPECT)
    assert list(aspects.values()) == [pytest.approx(3.0)]


def test_no_photos_have_no_outlines(tmp_path: Path) -> None:
    with PhotoLibrary.open(tmp_path / "library", encoder=TinyEncoder()) as library:
        found = library.outlines([])
        photo_ids, all_found = library.newest_first()
    assert len(found.aspects) == len(found.days) == 0
    assert len(photo_ids) == len(all_found.aspects) == len(all_found.days) == 0
