"""The hash of a picture: deaf to metadata, and to nothing else."""

from __future__ import annotations

import hashlib
import struct
import zlib
from datetime import datetime
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from photoorg.imaging.image_data import image_hash
from tests.pictures import encoded, exif, plain, quadrants

if TYPE_CHECKING:
    from collections.abc import Callable

TAKEN_APART = ["JPEG", "progressive JPEG", "PNG", "WEBP", "lossless WEBP", "animated PNG", "animated WEBP"]
TAGS = exif(datetime(2021, 5, 6, 7, 8, 9), make="Maker", model="Model", latitude=48.1, longitude=11.5)


def file_of(kind: str, colour: str = "red", with_tags: bool = False) -> bytes:
    image = quadrants()
    image.paste(plain(colour, (8, 8)), (4, 4))
    options: dict[str, object] = {"exif": TAGS, "icc_profile": b"\0" * 200} if with_tags else {}
    name = kind.split()[-1]
    if kind.startswith("progressive"):
        options["progressive"] = True
    if kind.startswith("lossless"):
        options["lossless"] = True
    if kind.startswith("animated"):
        options |= {"save_all": True, "append_images": [plain(colour), plain("white")], "duration": 100}
    return encoded(image, name, **options)


@pytest.mark.parametrize("kind", TAKEN_APART)
def test_metadata_are_left_out_and_pictures_tell(kind: str) -> None:
    bare, tagged = file_of(kind), file_of(kind, with_tags=True)
    assert bare != tagged
    assert image_hash(bare) == image_hash(tagged) != hashlib.sha256(bare).digest()
    assert image_hash(file_of(kind, "blue")) != image_hash(bare)


@pytest.mark.parametrize("kind", ["TIFF", "GIF", "BMP"])
def test_elsewhere_the_whole_file_counts(kind: str) -> None:
    data = encoded(quadrants(), kind)
    assert image_hash(data) == hashlib.sha256(data).digest()


def segment(marker: int, content: bytes) -> bytes:
    return bytes((0xFF, marker)) + struct.pack(">H", len(content) + 2) + content


def png_chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


@pytest.mark.parametrize(
    "edit",
    [
        lambda data: data[:2] + segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0<x/>") + data[2:],
        lambda data: data[:2] + segment(0xED, b"Photoshop 3.0\0") + data[2:],
        lambda data: data[:2] + segment(0xFE, b"a comment with \xff\xda and \xff\xd9") + data[2:],
        lambda data: data[:2] + b"\xff\xff" + data[2:],
        lambda data: data + b"the film of a moving picture \xff\xda",
        lambda data: data[:2] + data[data.index(b"\xff\xdb") :],
    ],
    ids=["XMP", "IPTC", "comment", "padding", "film behind it", "no JFIF segment"],
)
def test_whatever_an_editor_writes_into_a_jpeg(edit: Callable[[bytes], bytes]) -> None:
    data = encoded(quadrants(), "JPEG")
    assert edit(data) != data
    assert image_hash(edit(data)) == image_hash(data)


def test_the_segment_that_says_how_colours_are_stored_belongs_to_the_picture() -> None:
    data = encoded(plain("red").convert("CMYK"), "JPEG")
    at = data.index(b"\xff\xee")
    other = bytearray(data)
    other[at + 15] ^= 2
    assert image_hash(bytes(other)) != image_hash(data)


@pytest.mark.parametrize("kind", TAKEN_APART)
def test_a_file_cut_short_is_not_the_whole_one(kind: str) -> None:
    data = file_of(kind)
    for length in (*range(0, len(data) - 12, 7), len(data) - 12):
        assert image_hash(data[:length]) != image_hash(data)


def test_png_text_and_the_cutting_of_the_picture_do_not_matter() -> None:
    data = encoded(quadrants((300, 200)), "PNG")
    at = data.index(b"IDAT") - 4
    (length,) = struct.unpack(">I", data[at : at + 4])
    content = data[at + 8 : at + 8 + length]
    in_two = png_chunk(b"IDAT", content[:9]) + png_chunk(b"IDAT", content[9:])
    edited = data[:at] + png_chunk(b"tEXt", b"Comment\0hello") + in_two + data[at + 12 + length :]
    assert image_hash(edited) == image_hash(data)
    assert image_hash(data[:at] + png_chunk(b"tRNS", b"\0\1\0\1\0\1") + data[at:]) != image_hash(data)


@given(st.data())
def test_any_bytes_get_a_hash(data: st.DataObject) -> None:
    start = data.draw(
        st.sampled_from([b"", b"\xff\xd8", b"\xff\xd8\xff\xda", b"\x89PNG\r\n\x1a\n", b"RIFF\0\0\0\0WEBP"])
    )
    assert len(image_hash(start + data.draw(st.binary(max_size=200)))) == 32


@given(place=st.integers(0, 10_000), bit=st.integers(0, 7))
def test_a_bit_that_fell_over_in_the_picture_is_noticed(place: int, bit: int) -> None:
    data = bytearray(encoded(quadrants(), "JPEG"))
    scan = data.index(b"\xff\xda") + 14
    before = image_hash(bytes(data))
    data[scan + place % (len(data) - 2 - scan)] ^= 1 << bit
    assert image_hash(bytes(data)) != before
