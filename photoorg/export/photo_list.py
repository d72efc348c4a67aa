"""Lists of photos as text: paths alone, a table, JSON, or a playlist that viewers open."""

from __future__ import annotations

import csv
import io
import json
import os
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from photoorg.library.records import Photo


class ListFormat(Enum):
    """By the ending of the file."""

    TEXT = "txt"
    CSV = "csv"
    JSON = "json"
    M3U = "m3u8"


def list_of(photos: Sequence[Photo], title: str, form: ListFormat) -> bytes:
    """The photos in order, as a file. Names that are not UTF-8 keep their bytes, but in JSON, which escapes
    them, and in tables, where they are marked."""
    match form:
        case ListFormat.TEXT:
            return b"".join(os.fsencode(photo.path) + b"\n" for photo in photos)
        case ListFormat.M3U:
            lines = [b"#EXTM3U", b"#PLAYLIST:" + " ".join(title.split()).encode("utf-8", "replace")]
            for photo in photos:
                caption = " ".join((photo.shown_title or photo.path.name).split())
                lines += [b"#EXTINF:-1," + caption.encode("utf-8", "replace"), os.fsencode(photo.path)]
            return b"\n".join(lines) + b"\n"
        case ListFormat.JSON:
            document = {"album": title, "photos": [_facts(photo) for photo in photos]}
            return json.dumps(document, indent=2).encode()
        case ListFormat.CSV:
            table = io.StringIO()
            writer = csv.DictWriter(table, list(_COLUMNS), lineterminator="\r\n")
            writer.writeheader()
            writer.writerows(_row(photo) for photo in photos)
            # Programs of offices take a table for one of their own code page without the mark.
            return b"\xef\xbb\xbf" + table.getvalue().encode("utf-8", "replace")


_COLUMNS = ("path", "taken_at", "title", "description", "rating", "favourite", "tags")


def _facts(photo: Photo) -> dict[str, object]:
    return {
        "path": os.fspath(photo.path),
        "taken_at": photo.taken_at.isoformat(),
        "title": photo.shown_title,
        "description": photo.shown_text,
        "rating": photo.rating,
        "favourite": photo.favourite,
        "tags": list(photo.tags),
    }


def _row(photo: Photo) -> dict[str, object]:
    return {name: _cell(value) for name, value in _facts(photo).items()}


def _cell(value: object) -> object:
    if isinstance(value, list):
        value = "; ".join(value)
    if isinstance(value, bool):
        return int(value)
    # A spreadsheet would take it for a formula.
    return f"'{value}" if isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t", "\r") else value
