"""photoorg albums export: an album for others, as copies, links, a list or a web page."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from photoorg.commands.albums import Name
from photoorg.commands.context import given_path, opened_library, options, print_json, print_line, step_bar
from photoorg.commands.exporting import report_document, tell_report
from photoorg.errors import UserInputError

if TYPE_CHECKING:
    from collections.abc import Callable

    from photoorg.export.report import ExportReport
    from photoorg.library.records import Album
    from photoorg.photo_library import PhotoLibrary

FORMS = ("copies", "symlinks", "hardlinks", "web", "txt", "csv", "json", "m3u8")


def export(
    context: typer.Context,
    name: Name,
    to: Annotated[
        Path,
        typer.Option(
            "--to", metavar="FOLDER", help="Where it goes; made if it is not there.", parser=given_path
        ),
    ],
    form: Annotated[str, typer.Option("--as", metavar="FORM", help=f"One of {', '.join(FORMS)}.")] = "copies",
    size: Annotated[
        int | None,
        typer.Option(
            "--size", min=1, show_default=False, help="Of copies and pictures of a web page: longest side."
        ),
    ] = None,
    dates: Annotated[
        bool, typer.Option("--dates", help="Of a web page: say when photos were taken.")
    ] = False,
    no_captions: Annotated[
        bool, typer.Option("--no-captions", help="Of a web page: no titles and descriptions of photos.")
    ] = False,
    metadata: Annotated[
        bool | None,
        typer.Option(
            "--metadata/--no-metadata",
            show_default=False,
            help="Whether files keep place, camera, date and words; by default copies do, web pages do not.",
        ),
    ] = None,
) -> None:
    """Export an album as copies, links, a list or a web page.

    A web page is a new folder with an index.html that any browser opens, also
    without a network; its pictures tell neither where nor when they were
    taken, unless asked to. A list is a file that is called as the album, or
    as said: --to family.csv.

    No file is ever replaced: names that are taken get a number.
    """
    if form not in FORMS:
        raise typer.BadParameter(f"‘{form}’ is none of {', '.join(FORMS)}.", param_hint="--as")
    with opened_library(context, read_only=True) as library:
        album = library.albums.get(name)
        photo_ids = library.albums.photo_ids(name)
        if not photo_ids:
            raise UserInputError(
                library.albums.about_unseen(name)
                or f"There are no photos in ‘{album.name}’, so nothing is exported."
            )
        if form in ("txt", "csv", "json", "m3u8"):
            file = _list(library, album, photo_ids, to, form)
            if options(context).json:
                print_json({"file": file, "photo_count": len(photo_ids)})
            else:
                print_line(f"Wrote {file}")
            return
        with step_bar("Linking" if form.endswith("links") else "Copying") as show:
            report = _written(
                library, album, photo_ids, to, form, (size, dates, not no_captions, metadata), show
            )
    if options(context).json:
        print_json(report_document(report))
    else:
        tell_report(report)
    if report.failed and not report.exported:
        raise typer.Exit(1)


def _list(library: PhotoLibrary, album: Album, photo_ids: list[int], to: Path, form: str) -> Path:
    from photoorg.export.photo_list import ListFormat

    name = album.name
    if to.suffix.lower() == f".{form}" and not to.is_dir():
        to, name = to.parent, to.stem
    return library.album_exports.list_file(name, photo_ids, to, ListFormat(form))


def _written(
    library: PhotoLibrary,
    album: Album,
    photo_ids: list[int],
    to: Path,
    form: str,
    wishes: tuple[int | None, bool, bool, bool | None],
    show: Callable[[int, int], None],
) -> ExportReport:
    from photoorg.export.links import LinkKind
    from photoorg.export.options import CopyOptions
    from photoorg.export.web_album import USUAL_PX, WebOptions

    size, dates, captions, metadata = wishes
    match form:
        case "copies":
            copies = CopyOptions(longest_side_px=size, metadata=metadata is not False)
            return library.exports.write(photo_ids, to, copies, progress=show)
        case "web":
            page = WebOptions(size or USUAL_PX, captions, dates, bool(metadata))
            return library.album_exports.web_page(
                album.name, album.description, photo_ids, to, page, progress=show
            )
        case _:
            return library.album_exports.links(photo_ids, to, LinkKind(form), progress=show)
