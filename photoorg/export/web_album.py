"""An album as a folder that any browser shows, also from a disk: a page, thumbnails, larger pictures."""

from __future__ import annotations

import os
import secrets
import shutil
from dataclasses import dataclass
from io import BytesIO
from itertools import count
from typing import TYPE_CHECKING

from PIL import Image

from photoorg.errors import PhotoUnreadable, UserInputError
from photoorg.export.each_photo import read_in_order, require_not_offline
from photoorg.export.file_names import safe_name
from photoorg.export.options import CopyFormat, CopyOptions
from photoorg.export.photo_copy import copy_of
from photoorg.export.report import ExportedPhoto, ExportReport, ExportStopped, UnexportedPhoto
from photoorg.export.web_page import WebPhoto, page_of
from photoorg.export.writing import require_outside_library, told_in_sentences
from photoorg.imaging.pictures import reachable_path
from photoorg.jobs import Cancellation, Cancelled
from photoorg.sentences import Sentence

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from photoorg.library.records import Photo

PAGE = "index.html"
THUMBNAILS, PICTURES = "thumbnails", "pictures"
THUMBNAIL_PX = 480
LEAST_PX, USUAL_PX, MOST_PX = 320, 1600, 8000
_QUALITY = 85


@dataclass(frozen=True, slots=True)
class WebOptions:
    """How the page is to be.

    Attributes:
        longest_side_px: of the pictures.
        captions: titles and descriptions of photos below them.
        dates: when they were taken.
        metadata: whether pictures keep what their files say: camera, time, and where they were taken.
        language: of the few words on the page, ``en`` or ``zh``.

    Raises UserInputError for a size that makes no sense.
    """

    longest_side_px: int = USUAL_PX
    captions: bool = True
    dates: bool = False
    metadata: bool = False
    language: str = "en"

    def __post_init__(self) -> None:
        if not LEAST_PX <= self.longest_side_px <= MOST_PX:
            raise UserInputError(
                Sentence(
                    "Pictures of a web page have {least:,} to {most:,} pixels on their longest side.",
                    least=LEAST_PX,
                    most=MOST_PX,
                )
            )


def write_web_album(
    title: str,
    description: str,
    photo_ids: Sequence[int],
    photos: Callable[[Sequence[int]], list[Photo]],
    parent: Path,
    library: Path,
    options: WebOptions,
    progress: Callable[[int, int], None],
    cancellation: Cancellation,
) -> ExportReport:
    """Makes a new folder, called as the album, in ``parent``: it is there as a whole or not at all, as where
    none of the photos can be read.

    Raises as :meth:`photoorg.export.exports.Exports.write`; where it is cancelled, nothing is left.
    """
    parent = parent.absolute()
    done = [0]
    total = len(photo_ids)
    require_not_offline(photo_ids, photos)
    with told_in_sentences(parent, lambda: (done[0], total)):
        require_outside_library(parent, library)
        parent.mkdir(parents=True, exist_ok=True)
        unfinished = parent / f".photoorg-{secrets.token_hex(8)}.part"
        try:
            for part in (THUMBNAILS, PICTURES):
                (unfinished / part).mkdir(parents=True)
            shown: list[WebPhoto] = []
            made: list[tuple[Photo, str, bool]] = []
            failed: list[UnexportedPhoto] = []
            for photo in read_in_order(photo_ids, photos):
                cancellation.check()
                # Not the photo's own name, which may say more than its owner wants to.
                name = f"{len(shown) + 1:05}.jpg"
                try:
                    picture, is_smaller = _write(photo, unfinished, name, options)
                except PhotoUnreadable as error:
                    failed.append(UnexportedPhoto(photo.id, photo.path, error.problem))
                else:
                    shown.append(picture)
                    made.append((photo, name, is_smaller))
                    done[0] += 1
                progress(len(shown) + len(failed), total)
            if failed and not shown:
                shutil.rmtree(unfinished, ignore_errors=True)
                return ExportReport(parent, (), tuple(failed))
            page = page_of(title, description, shown, options.language)
            (unfinished / PAGE).write_bytes(page)
            folder = _named(unfinished, parent, safe_name(title, "album"))
        except Cancelled as cancelled:
            shutil.rmtree(unfinished, ignore_errors=True)
            raise ExportStopped(ExportReport(parent, (), ())) from cancelled
        except BaseException:
            shutil.rmtree(unfinished, ignore_errors=True)
            raise
    exported = (
        ExportedPhoto(photo.id, photo.path, folder / PICTURES / name, is_smaller)
        for photo, name, is_smaller in made
    )
    return ExportReport(folder, tuple(exported), tuple(failed))


def _write(photo: Photo, folder: Path, name: str, options: WebOptions) -> tuple[WebPhoto, bool]:
    wanted = CopyOptions(CopyFormat.JPEG, options.longest_side_px, _QUALITY, options.metadata)
    copy = copy_of(photo, reachable_path(photo), wanted)
    with Image.open(BytesIO(copy.data)) as picture:
        width, height = picture.size
        picture.draft("RGB", (THUMBNAIL_PX, THUMBNAIL_PX))
        thumbnail = picture.convert("RGB")
    thumbnail.thumbnail((THUMBNAIL_PX, THUMBNAIL_PX), Image.Resampling.LANCZOS)
    encoded = BytesIO()
    thumbnail.info = {}
    thumbnail.save(encoded, "JPEG", quality=_QUALITY)
    (folder / THUMBNAILS / name).write_bytes(encoded.getvalue())
    (folder / PICTURES / name).write_bytes(copy.data)
    caption = " · ".join(filter(None, (photo.shown_title, photo.shown_text))) if options.captions else ""
    date = f"{photo.taken_at:%Y-%m-%d %H:%M}" if options.dates else ""
    return WebPhoto(
        f"{THUMBNAILS}/{name}", f"{PICTURES}/{name}", width, height, caption, date
    ), copy.is_smaller


def _named(unfinished: Path, parent: Path, name: str) -> Path:
    for number in count(1):
        # What follows a dot is part of the name of an album.
        target = parent / (name if number == 1 else f"{name} ({number})")
        if os.path.lexists(target):
            continue
        unfinished.rename(target)
        return target
    raise AssertionError("numbers do not end")
