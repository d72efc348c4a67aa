"""Whatever a file is, it gives a photo or one clear reason."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from pathlib import Path

import pytest

from photoorg.errors import PhotoUnreadable
from photoorg.imaging.decode import decode_photo
from photoorg.imaging.photo_file import MAX_FILE_BYTES, read_photo
from tests.pictures import encoded, exif, make_jpeg, plain, quadrants

CORRUPT = Path("../shared/photos/corrupt")
PHOTOS = Path("../shared/photos")
FORMATS = ("JPEG", "MPO", "PNG", "WEBP", "GIF", "TIFF", "BMP", "AVIF")


def reason(source: Path | bytes) -> str:
    with pytest.raises(PhotoUnreadable) as caught:
        decode_photo(source, 64)
    return str(caught.value)


def decode_capped(files: list[Path]) -> dict[str, dict[str, object]]:
    """Results by file name, from a process with a memory cap; fails if that process did not survive."""
    process = subprocess.run(
        [sys.executable, "-W", "error", "-m", "tests.imaging.decode_capped", *map(str, files)],
        capture_output=True,
        text=True,
        check=False,
    )
    results = {Path(result["file"]).name: result for result in map(json.loads, process.stdout.splitlines())}
    assert process.returncode == 0, f"ended after {len(results)} files: {process.stderr[-2000:]}"
    assert set(results) == {file.name for file in files}
    return results


def test_what_is_not_a_file_is_told_apart(tmp_path: Path) -> None:
    assert reason(tmp_path) == "it is a folder, not a file"
    assert reason(tmp_path / "gone.jpg") == "the file does not exist"
    assert reason(Path(f"{tmp_path}/\0.jpg")) == "the file name is not valid"
    os.mkfifo(tmp_path / "pipe.jpg")
    assert reason(tmp_path / "pipe.jpg") == "it is not a regular file"
    (tmp_path / "loop.jpg").symlink_to("loop.jpg")
    assert reason(tmp_path / "loop.jpg").startswith("the file cannot be read: ")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission(tmp_path: Path) -> None:
    photo = make_jpeg(tmp_path / "secret.jpg")
    photo.chmod(0)
    assert reason(photo) == "no permission to read the file"


def test_a_huge_file_is_not_read(tmp_path: Path) -> None:
    huge = tmp_path / "huge.jpg"
    with huge.open("wb") as file:
        file.truncate(MAX_FILE_BYTES + 1)
    with pytest.raises(PhotoUnreadable, match="too large"):
        read_photo(huge)


def test_empty_text_and_foreign_files(tmp_path: Path) -> None:
    assert reason(b"") == "the file is empty"
    unknown = "it is not a photo of a known format, or its start is damaged"
    assert reason(b"Dear diary") == unknown
    assert reason(b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 10 10\n") == unknown
    assert reason(encoded(plain("red"), "SGI")) == unknown
    assert reason(encoded(plain("red"), "ICO")) == unknown


def test_the_content_decides_not_the_suffix(tmp_path: Path) -> None:
    photo = tmp_path / "really a png.jpg"
    photo.write_bytes(encoded(plain("red"), "PNG"))
    assert decode_photo(photo, 16).format == "PNG"


def test_a_truncated_photo_says_so() -> None:
    for picture_format in ("JPEG", "PNG"):
        data = encoded(quadrants((400, 300)), picture_format)
        assert reason(data[: len(data) // 2]) == "the file is cut short"


def test_damaged_files_of_every_format_never_do_worse(tmp_path: Path) -> None:
    random_source = random.Random(20)
    files = []
    for picture_format in FORMATS:
        whole = encoded(quadrants((96, 64)), picture_format, exif=exif(orientation=6, make="Maker"))
        for number in range(30):
            data = bytearray(whole[: random_source.randrange(len(whole))] if number % 3 == 0 else whole)
            for _ in range(random_source.choice((1, 4, 32))):
                if data:
                    # Mostly in the header, where sizes and offsets lie.
                    at = random_source.randrange(min(len(data), random_source.choice((64, 512, len(data)))))
                    data[at] = random_source.randrange(256)
            files.append(tmp_path / f"{picture_format}-{number}")
            files[-1].write_bytes(data)
    results = decode_capped(files)
    assert any("size" in result for result in results.values())
    assert any("reason" in result for result in results.values())


@pytest.mark.skipif(not CORRUPT.is_dir(), reason="needs the collection ../shared/photos/corrupt")
def test_files_made_to_break_decoders() -> None:
    files = sorted(file for file in CORRUPT.iterdir() if file.is_file())
    results = decode_capped(files)
    assert "too many pixels" in str(results["decompression_bomb.gif"]["reason"])
    assert results["truncated_jpeg.jpg"]["reason"] == "the file is cut short"
    for name, result in results.items():
        # Pictures whose EXIF alone is odd are shown.
        if "exif" in name:
            assert "size" in result, name
        assert not name.endswith((".sgi", ".j2k", ".fli", ".tga", ".ico")) or "reason" in result, name


@pytest.mark.skipif(not PHOTOS.is_dir(), reason="needs the collection ../shared/photos")
def test_every_real_photo_is_decoded() -> None:
    suffixes = {".jpg", ".jpeg", ".png", ".webp", ".gif", ".tiff", ".bmp", ".heic", ".avif"}
    photos = [
        path
        for folder in ("camera", "dups", "exif", "immich")
        for path in sorted((PHOTOS / folder).rglob("*"))
        if path.suffix in suffixes and not path.stem.endswith("_corrupt")
    ]
    assert len(photos) > 90
    for path in photos:
        photo = decode_photo(path, 64)
        assert min(photo.image.size) >= min(64, photo.width, photo.height), path
