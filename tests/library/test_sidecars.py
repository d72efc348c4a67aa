"""Which files belong to which photo."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from photoorg.library.folder_walk import as_found_file, walk_photos
from photoorg.library.sidecars import sidecar_names, sidecars_of, stamp
from tests.pictures import make_jpeg

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("photo", "sidecar"),
    [
        ("photo.jpg", "photo.jpg.xmp"),
        ("photo.jpg", "photo.xmp"),
        ("PHOTO.JPG", "PHOTO.XMP"),
        ("a.b.jpg", "a.b.xmp"),
        ("IMG_1.HEIC", "IMG_1.MOV"),
        ("IMG_1.jpg", "IMG_1.jpg.json"),
        ("IMG_1.jpg", "IMG_1.jpg.supplemental-metadata.json"),
        ("PXL_20240517_163005123.jpg", "PXL_20240517_163005123.jpg.supplemental-metada.json"),
        ("IMG_1.jpg", "IMG_1.jpg.supplemental-met.json"),
        ("IMG_1(2).jpg", "IMG_1.jpg(2).json"),
        ("IMG_1(2).jpg", "IMG_1.jpg.supplemental-metadata(2).json"),
        ("IMG_1-edited.jpg", "IMG_1.jpg.supplemental-metadata.json"),
        (f"{'x' * 44}.jpg", f"{'x' * 44}.j.json"),
        (f"{'x' * 60}.jpg", f"{'x' * 46}.json"),
    ],
)
def test_names_that_belong_together(photo: str, sidecar: str) -> None:
    assert sidecar in sidecar_names(photo)


@pytest.mark.parametrize("other", ["photo2.xmp", "photo.xmp.jpg", "metadata.json", "photo.txt", "photo.json"])
def test_names_that_do_not(other: str) -> None:
    assert other not in sidecar_names("photo.jpg")


def test_the_stamp_follows_what_lies_beside_a_photo(tmp_path: Path) -> None:
    photo = make_jpeg(tmp_path / "photo.jpg")
    stamps = [stamp(sidecars_of(photo))]
    assert stamps == [0]
    sidecar = tmp_path / "photo.xmp"
    for text in ("one", "three"):
        sidecar.write_text(text)
        stamps.append(stamp(sidecars_of(photo)))
    os.utime(sidecar, ns=(1, 1))
    stamps.append(stamp(sidecars_of(photo)))
    (tmp_path / "photo.jpg.json").write_text("{}")
    stamps.append(stamp(sidecars_of(photo)))
    assert len(set(stamps)) == 5
    assert all(0 <= number < 2**63 for number in stamps)


def test_walking_and_asking_agree(tmp_path: Path) -> None:
    photo = make_jpeg(tmp_path / "IMG_1.jpg")
    for name in ("IMG_1.XMP", "IMG_1.jpg.xmp", "IMG_1.jpg.supplemental-met.json", "IMG_1.mov", "other.xmp"):
        (tmp_path / name).write_text(name)
    (tmp_path / "IMG_1.mp4").mkdir()
    (found,) = walk_photos(tmp_path, suffixes=frozenset({".jpg"}), cancelled=lambda: False)
    assert found == as_found_file(photo)
    assert [item.path.name for item in sidecars_of(photo)] == [
        "IMG_1.jpg.xmp",
        "IMG_1.XMP",
        "IMG_1.mov",
        "IMG_1.jpg.supplemental-met.json",
    ]


def test_the_stamp_survives_renaming_both(tmp_path: Path) -> None:
    photo, sidecar = make_jpeg(tmp_path / "a.jpg"), tmp_path / "a.jpg.xmp"
    sidecar.write_text("words")
    before = stamp(sidecars_of(photo))
    sidecar.rename(tmp_path / "b.jpg.xmp")
    assert stamp(sidecars_of(photo.rename(tmp_path / "b.jpg"))) == before
