"""The page of an album for a browser: one file of HTML that holds its style and script, and asks nobody."""

from __future__ import annotations

import html
import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from string import Template


@dataclass(frozen=True, slots=True)
class WebPhoto:
    """A photo on the page.

    Attributes:
        thumbnail, picture: paths from the page, with slashes.
        width, height: of the picture, in pixels.
        caption, date: "" for none.
    """

    thumbnail: str
    picture: str
    width: int
    height: int
    caption: str = ""
    date: str = ""


def page_of(title: str, description: str, photos: list[WebPhoto], language: str = "en") -> bytes:
    """The page as UTF-8."""
    words = _WORDS.get(language, _WORDS["en"])
    tiles = "\n".join(_tile(place, photo, words) for place, photo in enumerate(photos))
    # In a script, nothing may look like its end.
    data = json.dumps(
        [[photo.picture, photo.width, photo.height, photo.caption, photo.date] for photo in photos]
    ).replace("<", "\\u003c")
    paragraphs = "".join(f"<p>{html.escape(line)}</p>" for line in description.splitlines() if line.strip())
    filled = Template(_resource("page.html")).substitute(
        language=language,
        title=html.escape(title),
        description=paragraphs,
        count=html.escape(words["one" if len(photos) == 1 else "count"].format(count=len(photos))),
        style=_resource("style.css"),
        script=_resource("script.js"),
        tiles=tiles or f'<p class="empty">{html.escape(words["empty"])}</p>',
        photos=data,
        **{name: html.escape(words[name], quote=True) for name in ("close", "previous", "next")},
    )
    # Bytes of names that are not UTF-8.
    return filled.encode("utf-8", "replace")


def _tile(place: int, photo: WebPhoto, words: dict[str, str]) -> str:
    text = html.escape(photo.caption or photo.date or words["photo"].format(number=place + 1), quote=True)
    ratio = photo.width / max(photo.height, 1)
    return (
        f'<a class="tile" href="{html.escape(photo.picture, quote=True)}" data-place="{place}"'
        f' style="--ratio:{ratio:.4f}">'
        f'<img src="{html.escape(photo.thumbnail, quote=True)}" alt="{text}" loading="lazy"'
        f' width="{photo.width}" height="{photo.height}"></a>'
    )


@cache
def _resource(name: str) -> str:
    return (files("photoorg") / "resources" / "web_album" / name).read_text("utf-8")


_WORDS = {
    "en": {
        "count": "{count} photos",
        "one": "1 photo",
        "photo": "Photo {number}",
        "empty": "There are no photos in this album.",
        "close": "Close (Esc)",
        "previous": "Previous (←)",
        "next": "Next (→)",
    },
    "zh": {
        "count": "{count} 张照片",
        "one": "1 张照片",
        "photo": "照片 {number}",
        "empty": "此相册中没有照片。",
        "close": "关闭 (Esc)",
        "previous": "上一张 (←)",
        "next": "下一张 (→)",
    },
}
