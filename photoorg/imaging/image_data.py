"""The part of a photo's file that is the picture: the same before and after its metadata were edited.

JPEG (ITU-T T.81), PNG (third edition, with APNG) and WebP (RFC 9649) are taken apart. In TIFF, HEIF and
other formats metadata and pictures are woven together by offsets; there the whole file counts.
"""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_JPEG_START = b"\xff\xd8"
_SCAN, _JPEG_END = 0xDA, 0xD9
_COMMENT, _ADOBE = 0xFE, 0xEE
_APPLICATION = range(0xE0, 0xF0)
# Inside a scan 0xff is followed by 0 (a byte of the picture), a restart marker, or 0xff (padding).
_MARKER_AFTER_SCAN = re.compile(rb"\xff[\x01-\xcf\xd8-\xfe]")

_PNG_START = b"\x89PNG\r\n\x1a\n"
_PNG_PICTURE = frozenset({b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"acTL", b"fcTL", b"fdAT"})
_WEBP_PICTURE = frozenset({b"VP8 ", b"VP8L", b"ALPH", b"ANIM", b"ANMF"})


def image_hash(data: bytes) -> bytes:
    """SHA-256 (32 bytes) of what is the picture in a file; of all of it where that cannot be told.

    Left out are EXIF, XMP, IPTC, comments, colour profiles and whatever follows the picture. The
    orientation is a part of EXIF: files of one hash may be shown turned against one another.
    """
    for is_format, parts in _FORMATS:
        if is_format(data):
            digest = hashlib.sha256()
            try:
                for part in parts(data):
                    digest.update(part)
            except _NotTakenApart:
                break
            return digest.digest()
    return hashlib.sha256(data).digest()


class _NotTakenApart(Exception):
    """The file does not keep to its format."""


def _jpeg_parts(data: bytes) -> Iterator[bytes | memoryview]:
    view = memoryview(data)
    at = 2
    scans = 0
    while at + 2 <= len(data):
        if data[at] != 0xFF:
            raise _NotTakenApart
        marker = data[at + 1]
        if marker == 0xFF:  # padding
            at += 1
            continue
        if marker == _JPEG_END:
            break
        end = at + 2 + int.from_bytes(view[at + 2 : at + 4], "big")
        if end < at + 4 or end > len(data):
            raise _NotTakenApart
        if marker == _SCAN:
            scans += 1
            following = _MARKER_AFTER_SCAN.search(data, end)
            end = following.start() if following else len(data)
        # Adobe's segment says whether the scans hold RGB, YCbCr or CMYK.
        if marker == _ADOBE or (marker != _COMMENT and marker not in _APPLICATION):
            yield view[at:end]
        at = end
    if not scans:
        raise _NotTakenApart


def _png_parts(data: bytes) -> Iterator[bytes | memoryview]:
    view = memoryview(data)
    at = len(_PNG_START)
    kind = before = b""
    while kind != b"IEND":
        length, kind = int.from_bytes(view[at : at + 4], "big"), data[at + 4 : at + 8]
        end = at + 8 + length
        if len(kind) < 4 or end > len(data):
            raise _NotTakenApart
        if kind in _PNG_PICTURE:
            # How a picture is cut into IDAT chunks means nothing; where other chunks begin does.
            if kind != b"IDAT" or before != b"IDAT":
                yield kind
            if kind != b"IDAT":
                yield length.to_bytes(4, "big")
            yield view[at + 8 : end]
            before = kind
        at = end + 4
    if not before:
        raise _NotTakenApart


def _webp_parts(data: bytes) -> Iterator[bytes | memoryview]:
    view = memoryview(data)
    at = 12
    found = False
    while at + 8 <= len(data):
        kind, length = data[at : at + 4], int.from_bytes(view[at + 4 : at + 8], "little")
        end = at + 8 + length
        if end > len(data):
            raise _NotTakenApart
        if kind in _WEBP_PICTURE:
            found = True
            yield view[at:end]
        at = end + length % 2
    if not found:
        raise _NotTakenApart


_FORMATS: tuple[tuple[Callable[[bytes], bool], Callable[[bytes], Iterator[bytes | memoryview]]], ...] = (
    (lambda data: data.startswith(_JPEG_START), _jpeg_parts),
    (lambda data: data.startswith(_PNG_START), _png_parts),
    (lambda data: data[:4] == b"RIFF" and data[8:12] == b"WEBP", _webp_parts),
)
