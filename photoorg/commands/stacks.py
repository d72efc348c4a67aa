"""photoorg stacks: photos that lie on each other, of which lists in the window show the one on top."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from photoorg.commands.context import (
    counted,
    opened_library,
    options,
    photo_document,
    photo_id_of,
    print_json,
    print_line,
    print_note,
    with_paired,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from photoorg.photo_library import PhotoLibrary

stacks = typer.Typer(help="Stack photos, so that lists in the window show one of them.", no_args_is_help=True)

Photos = Annotated[list[str], typer.Argument(metavar="PHOTO...", help="Paths or ids of photos.")]


@stacks.command()
def add(
    context: typer.Context,
    photos: Photos,
    top: Annotated[
        str | None,
        typer.Option(
            "--top", metavar="PHOTO", help="Lies on top, in place of the first.", show_default=False
        ),
    ] = None,
) -> None:
    """Make one stack of photos, and of the stacks that they lie in. The first one lies on top.

    The window shows the top of a stack among all photos, in folders, in places
    and among recently added ones. Searches, albums, tags and favourites show
    each photo, and so does every command. No file is touched.
    """
    with opened_library(context) as library:
        ids = [photo_id_of(library, photo) for photo in photos]
        first = library.stacks.stack(ids, None if top is None else photo_id_of(library, top))
        _tell(context, library, [library.stacks.of(first)])


@stacks.command("list")
def list_(context: typer.Context) -> None:
    """List stacks, with the photo on top first in each."""
    with opened_library(context, read_only=True) as library:
        _tell(context, library, library.stacks.list())


@stacks.command()
def remove(context: typer.Context, photos: Photos) -> None:
    """Take the stacks apart that photos lie in. The photos stay."""
    with opened_library(context) as library:
        ids = [photo_id_of(library, photo) for photo in photos]
        unstacked = library.photos(library.stacks.unstack(ids))
    if options(context).json:
        print_json({"unstacked": [photo_document(photo) for photo in unstacked]})
    elif unstacked:
        print_line(f"Unstacked: {counted(len(unstacked), 'photo')}.")
    else:
        print_note("None of them lies in a stack.")


@stacks.command("take-out")
def take_out(context: typer.Context, photos: Photos) -> None:
    """Take photos out of the stacks that they lie in; the others stay stacked."""
    with opened_library(context) as library:
        ids = [photo_id_of(library, photo) for photo in photos]
        taken = [photo_id for photo_id in ids if library.stacks.of(photo_id)]
        library.stacks.take_out(taken)
        found = library.photos(taken)
    if options(context).json:
        print_json({"taken_out": [photo_document(photo) for photo in found]})
    elif found:
        print_line(f"Taken out: {counted(len(found), 'photo')}.")
    else:
        print_note("None of them lies in a stack.")


def _tell(context: typer.Context, library: PhotoLibrary, found: Sequence[Sequence[int]]) -> None:
    """Prints stacks."""
    stacked = [library.photos(list(photo_ids)) for photo_ids in found]
    if options(context).json:
        print_json({"stacks": [{"photos": [photo_document(photo) for photo in one]} for one in stacked]})
        return
    for photos in stacked:
        for place, photo in enumerate(photos):
            print_line(f"{'top' if place == 0 else '   '}  {with_paired(photo.path, photo.paired)}")
    if not stacked:
        print_note("There are no stacks.")
