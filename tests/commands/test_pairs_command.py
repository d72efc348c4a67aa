"""Raw photos beside the picture of the same shot, on the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from photoorg.photo_library import PhotoLibrary
from tests.pictures import dng, encoded, make_jpeg, plain
from tests.tiny_encoder import TinyEncoder

if TYPE_CHECKING:
    from pathlib import Path

    from tests.commands.conftest import CommandLine

pytest.importorskip("rawpy", reason="needs the extra photoorg[raw]")


def test_a_pair_is_one_item_that_tells_its_partner(photoorg: CommandLine, tmp_path: Path) -> None:
    jpeg = make_jpeg(tmp_path / "photos" / "IMG_1.JPG", "red")
    raw = jpeg.with_suffix(".dng")
    raw.write_bytes(dng((64, 48), encoded(plain("red"), "JPEG")))
    make_jpeg(tmp_path / "photos" / "alone.jpg", "blue")
    with PhotoLibrary.open(tmp_path / "library", encoder=TinyEncoder()) as library:
        library.add_folder(tmp_path / "photos")
        library.sync()
        (photo_id,) = library.matching("ext:dng")
    item = {"photo_id": photo_id, "path": str(jpeg), "paired": [str(raw)]}

    (hit,) = photoorg("--json", "search", "ext:dng").json["hits"]
    assert {name: hit[name] for name in item} == item
    assert photoorg("search", "ext:dng").out.endswith(f"{jpeg}  (with IMG_1.dng)\n")
    assert photoorg("--json", "status").json["photos"] == 2
    photoorg("albums", "create", "Reds")
    assert photoorg("--json", "albums", "add", "Reds", raw).json["photo_count"] == 1
    assert photoorg("--json", "albums", "show", "Reds").json["photos"] == [item]
    assert photoorg("albums", "show", "Reds").out == f"{jpeg}  (with IMG_1.dng)\n"
    assert photoorg("--json", "albums", "remove", "Reds", jpeg).json["photo_count"] == 0

    jpeg.unlink()
    with PhotoLibrary.open(tmp_path / "library", encoder=TinyEncoder()) as library:
        library.sync()
    (hit,) = photoorg("--json", "search", "ext:dng").json["hits"]
    assert (hit["path"], hit["paired"]) == (str(raw), [])
