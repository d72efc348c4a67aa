"""photoorg export: copies of photos, for whoever does not use photoorg."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from photoorg.commands.context import (
    counted,
    given_path,
    opened_library,
    options,
    photo_id_of,
    print_json,
    print_line,
    print_note,
    step_bar,
    tell_notice,
)
from photoorg.errors import UserInputError

if TYPE_CHECKING:
    from photoorg.export.options import CopyFormat
    from photoorg.export.report import ExportReport
    from photoorg.photo_library import PhotoLibrary

# What a search by meaning ranks; the photos at its end show little of what was asked for.
MOST_RANKED = 500

# The name of a field, which makes a word part of a query whatever follows; a single letter is a drive.
_FIELD = re.compile(r"(?:^|[\s(])-?[^\W\d]\w+:")


def export(
    context: typer.Context,
    photos: Annotated[
        list[str], typer.Argument(metavar="QUERY|PHOTO...", help="A query, or paths or ids of photos.")
    ],
    to: Annotated[
        Path,
        typer.Option(
            "--to", metavar="FOLDER", help="Where copies go; made if it is not there.", parser=given_path
        ),
    ],
    copy_format: Annotated[str, typer.Option("--format", help="as-is, jpeg, png or webp.")] = "as-is",
    size: Annotated[
        int | None,
        typer.Option("--size", min=1, show_default=False, help="Longest side in pixels; never enlarges."),
    ] = None,
    quality: Annotated[int, typer.Option(min=1, max=100, help="Of JPEG and WebP.")] = 90,
    no_metadata: Annotated[
        bool, typer.Option("--no-metadata", help="Pixels only: no place, camera, date or words.")
    ] = False,
    limit: Annotated[
        int | None,
        typer.Option(
            "--limit",
            "-n",
            min=1,
            show_default=False,
            help=f"At most so many that a query finds. Default: all for filters, {MOST_RANKED} for words.",
        ),
    ] = None,
) -> None:
    """Copy photos into a folder: as they are, or smaller, as JPEG, PNG or WebP, and without metadata.

    No file is ever replaced: copies of the same name are numbered. Hidden
    photos are copied only where the query asks for them (is:hidden), or where
    they are named. Where one word is a number, a path or a file name of a
    photo, all are photos; a query with such words is put in quotes.
    """
    from photoorg.export.options import CopyOptions

    if not " ".join(photos).strip():
        raise typer.BadParameter("Type a query, or name some photos.", param_hint="QUERY|PHOTO")
    wanted = CopyOptions(_format(copy_format), size, quality, not no_metadata)
    with opened_library(context, read_only=True) as library:
        library.subscribe(tell_notice)
        photo_ids, cut = _chosen(library, photos, limit)
        with step_bar("Copying") as show:
            report = library.exports.write(photo_ids, to, wanted, progress=show)
    if cut:
        print_note(cut)
    if options(context).json:
        print_json(report_document(report))
    else:
        tell_report(report)
    if report.failed and not report.exported:
        raise typer.Exit(1)


def tell_report(report: ExportReport) -> None:
    """What came of an export, in lines."""
    for failed in report.failed:
        print_note(f"{failed.path}: {failed.reason}")
    if smaller := sum(one.is_smaller for one in report.exported):
        print_note(f"{counted(smaller, 'copy has', 'copies have')} fewer pixels than the original.")
    print_line(f"Exported {counted(len(report.exported), 'photo')} to {report.folder}")


def _chosen(library: PhotoLibrary, words: list[str], limit: int | None) -> tuple[list[int], str]:
    """Photos where one word says that they are named, else those that a query finds; and a sentence where
    these may not be all."""
    if any(_names_photo(word) for word in words):
        return list(dict.fromkeys(_named(library, word) for word in words)), ""
    query = " ".join(words)
    if not library.needs_model(query):
        found = library.matching(query)
        kept = found[:limit]
        cut = f"Only {len(kept):,} of {counted(len(found), 'photo')} that were found are taken (--limit)."
        return kept, cut if len(kept) < len(found) else ""
    most = limit or MOST_RANKED
    ranked = [hit.photo_id for hit in library.search(query, limit=most).hits]
    cut = f"Only the most relevant ({most:,}) are taken; there may be more: see --limit."
    return ranked, cut if len(ranked) == most else ""


def _names_photo(word: str) -> bool:
    """Whether a word is meant as a photo, be it there or not: copies of others would be worse than none."""
    from photoorg.imaging.formats import PHOTO_SUFFIXES
    from photoorg.library.shot_names import RAW_SUFFIXES

    # Unlike pathlib's, this says no to what no file can be called.
    if word.isdecimal() or os.path.isfile(word):  # noqa: PTH113
        return True
    if _FIELD.search(word):
        return False
    return Path(word).name != word or Path(word).suffix.lower() in PHOTO_SUFFIXES | RAW_SUFFIXES


def _named(library: PhotoLibrary, word: str) -> int:
    try:
        return photo_id_of(library, word)
    except UserInputError as unknown:
        quoting = "" if _names_photo(word) else " A query with numbers or paths is put in quotes as a whole."
        raise typer.BadParameter(f"{unknown}{quoting}", param_hint="PHOTO") from unknown


def _format(name: str) -> CopyFormat:
    from photoorg.export.options import CopyFormat

    try:
        return CopyFormat({"jpg": "jpeg"}.get(name.lower(), name.lower()))
    except ValueError:
        raise typer.BadParameter(
            f"‘{name}’ is none of as-is, jpeg, png and webp.", param_hint="--format"
        ) from None


def report_document(report: ExportReport) -> dict[str, object]:
    """What came of an export, for ``--json``."""
    return {
        "folder": report.folder,
        "exported": [
            {"photo_id": one.photo_id, "path": one.path, "copy": one.copy, "is_smaller": one.is_smaller}
            for one in report.exported
        ],
        "failed": [
            {"photo_id": one.photo_id, "path": one.path, "reason": one.reason} for one in report.failed
        ],
    }
