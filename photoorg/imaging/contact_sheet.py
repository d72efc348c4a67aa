"""A sheet of search results: one block per query, its photos in order with a caption each."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from PIL import Image, ImageDraw, ImageFont, ImageOps

from photoorg.errors import PhotoUnreadable
from photoorg.imaging.decode import decode_photo

Result = tuple[bytes | Image.Image, str]
Entry = tuple[str, Sequence[Result]]

_COLUMNS = 6
_TILE = (240, 160)
_GAP = 16
_MARGIN = 40
_TITLE_PX, _CAPTION_PX = 24, 15
_TITLE_HEIGHT, _CAPTION_HEIGHT = 44, 30
_BLOCK_GAP = 28
_PAPER, _MAT, _LINE = "#ffffff", "#eef0f3", "#d9dde3"
_INK, _FAINT_INK = "#1d2129", "#5c6470"

_WIDTH = 2 * _MARGIN + _COLUMNS * _TILE[0] + (_COLUMNS - 1) * _GAP


def make_contact_sheet(entries: Sequence[Entry]) -> Image.Image:
    """Draws the results of searches.

    Args:
        entries: for each query its title and its results, best first: a picture (Pillow's, or the bytes of
            a file; an unreadable one leaves its tile empty) and a short caption.

    Returns:
        RGB, 1600 px wide, as high as it needs to be.
    """
    sheet = Image.new("RGB", (_WIDTH, _height(entries)), _PAPER)
    draw = ImageDraw.Draw(sheet)
    top = _MARGIN
    for number, (title, results) in enumerate(entries):
        if number:
            draw.line((_MARGIN, top, _WIDTH - _MARGIN, top), fill=_LINE)
            top += _BLOCK_GAP
        _write(draw, (_MARGIN, top), title, _TITLE_PX, _INK, _WIDTH - 2 * _MARGIN)
        top += _TITLE_HEIGHT
        if not results:
            _write(draw, (_MARGIN, top), "No photo matches.", _CAPTION_PX, _FAINT_INK, _WIDTH)
            top += _CAPTION_HEIGHT
        for start in range(0, len(results), _COLUMNS):
            _draw_row(sheet, draw, top, results[start : start + _COLUMNS])
            top += _TILE[1] + _CAPTION_HEIGHT + _GAP
        top += _BLOCK_GAP - _GAP
    return sheet


def _height(entries: Sequence[Entry]) -> int:
    height = 2 * _MARGIN
    for number, (_, results) in enumerate(entries):
        rows = -(-len(results) // _COLUMNS)
        body = rows * (_TILE[1] + _CAPTION_HEIGHT + _GAP) if rows else _CAPTION_HEIGHT
        height += (_BLOCK_GAP if number else 0) + _TITLE_HEIGHT + body + _BLOCK_GAP - _GAP
    return height


def _draw_row(sheet: Image.Image, draw: ImageDraw.ImageDraw, top: int, results: Sequence[Result]) -> None:
    for column, (picture, caption) in enumerate(results):
        left = _MARGIN + column * (_TILE[0] + _GAP)
        draw.rectangle((left, top, left + _TILE[0] - 1, top + _TILE[1] - 1), fill=_MAT)
        image = _picture(picture)
        if image is not None:
            tile = ImageOps.contain(image, _TILE, Image.Resampling.LANCZOS)
            sheet.paste(tile, (left + (_TILE[0] - tile.width) // 2, top + (_TILE[1] - tile.height) // 2))
        _write(draw, (left, top + _TILE[1] + 8), caption, _CAPTION_PX, _FAINT_INK, _TILE[0])


def _picture(picture: bytes | Image.Image) -> Image.Image | None:
    if isinstance(picture, Image.Image):
        return picture.convert("RGB")
    try:
        return decode_photo(picture, min(_TILE)).image
    except PhotoUnreadable:
        return None


def _write(
    draw: ImageDraw.ImageDraw, place: tuple[int, int], text: str, size_px: int, ink: str, width_px: int
) -> None:
    """One line, shortened with an ellipsis where it does not fit."""
    font = ImageFont.load_default(size_px)
    line = " ".join(text.split())
    if draw.textlength(line, font) > width_px:
        lengths = range(1, len(line))
        kept = bisect_right(
            lengths, width_px, key=lambda length: round(draw.textlength(line[:length] + "…", font))
        )
        line = line[:kept].rstrip() + "…"
    draw.text(place, line, fill=ink, font=font)
