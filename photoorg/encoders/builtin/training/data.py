"""The training data on disk: captioned photos and labelled photos."""

from __future__ import annotations

import csv
import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

# One labelled photo in six is held back, chosen by its name, so that the choice never moves.
DEVELOPMENT_SHARE = 6


@dataclass(frozen=True)
class CaptionedPhotos:
    """Photos and several captions for each.

    Attributes:
        images: one path a photo.
        captions: for each photo its captions.
    """

    images: tuple[Path, ...]
    captions: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class LabelledPhotos:
    """Photos with one label each; the same label may come from several sources."""

    images: tuple[Path, ...]
    labels: tuple[str, ...]


def read_captioned(folder: Path, split: str) -> CaptionedPhotos:
    """``folder/captions.csv`` (image, caption, split) and ``folder/images``, rows of one split."""
    captions: dict[str, list[str]] = {}
    for row in _rows(folder / "captions.csv"):
        if row["split"] == split:
            captions.setdefault(row["image"], []).append(row["caption"])
    images = tuple(folder / "images" / image for image in captions)
    return CaptionedPhotos(images, tuple(tuple(texts) for texts in captions.values()))


def read_labelled(folder: Path, *, development: bool) -> LabelledPhotos:
    """``folder/labels.csv`` (image, label) and ``folder/images``: the held-back part, or the rest."""
    rows = [row for row in _rows(folder / "labels.csv") if _is_development(row["image"]) == development]
    return LabelledPhotos(
        tuple(folder / "images" / row["image"] for row in rows), tuple(row["label"] for row in rows)
    )


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _is_development(image: str) -> bool:
    return hashlib.sha256(image.encode()).digest()[0] % DEVELOPMENT_SHARE == 0
