"""IPTC-IIM 4.2, the older captions of press photos, which Picasa and many programs still write."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from PIL import ImageFile, IptcImagePlugin

from photoorg.imaging.capture_time import parse_time
from photoorg.imaging.metadata import PhotoMetadata, tidy_keywords, tidy_text

if TYPE_CHECKING:
    from PIL import Image

_TITLE, _KEYWORDS, _DAY, _TIME, _CAPTION = (2, 5), (2, 25), (2, 55), (2, 60), (2, 120)


def read_iptc(image: Image.Image) -> PhotoMetadata:
    """Facts from the IPTC of an opened JPEG or TIFF; without any where there is none, or it is damaged."""
    if not isinstance(image, ImageFile.ImageFile):
        return PhotoMetadata()
    try:
        records = IptcImagePlugin.getiptcinfo(image) or {}
    except Exception:  # noqa: BLE001 - damaged records raise nearly anything; the photo has no such facts then
        return PhotoMetadata()
    texts = {key: [_decoded(value) for value in _listed(values)] for key, values in records.items()}
    day, time = (next(iter(texts.get(key, [])), "") for key in (_DAY, _TIME))
    captured = None
    # A day without a time would be wrong by hours; then other sources know more.
    if len(day) >= 8 and len(time) >= 6:
        zone = time[6:].strip()
        captured = parse_time(f"{day[:4]}-{day[4:6]}-{day[6:8]} {time[:2]}:{time[2:4]}:{time[4:6]}{zone}")
    return PhotoMetadata(
        captured_at=captured[0] if captured else None,
        utc_offset_minutes=captured[1] if captured else None,
        capture_source="iptc" if captured else None,
        title=tidy_text(next(iter(texts.get(_TITLE, [])), "")),
        description=tidy_text(next(iter(texts.get(_CAPTION, [])), "")),
        keywords=tidy_keywords(texts.get(_KEYWORDS, [])),
    )


def _listed(values: bytes | list[bytes]) -> list[bytes]:
    return values if isinstance(values, list) else [values]


def _decoded(value: bytes) -> str:
    # Whatever the record says about its encoding: what can be read as UTF-8 is UTF-8.
    with suppress(UnicodeDecodeError):
        return value.decode("utf-8")
    return value.decode("latin-1")
