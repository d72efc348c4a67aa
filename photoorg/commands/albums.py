"""photoorg albums: named, ordered sets of photos, chosen or found by a search."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from photoorg.commands import suggestions
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
    from photoorg.library.records import Album

albums = typer.Typer(help="Make, fill, show and suggest albums.", no_args_is_help=True)

Name = Annotated[str, typer.Argument(help="The album's name; case does not matter.")]
Photos = Annotated[list[str], typer.Argument(metavar="PHOTO...", help="Paths or ids of photos.")]


@albums.command()
def create(
    context: typer.Context,
    name: Name,
    search: Annotated[
        str, typer.Option(help="A smart album: holds what this search finds, now and later.")
    ] = "",
    folder: Annotated[str, typer.Option("--in", metavar="FOLDER", help="The folder of albums.")] = "",
) -> None:
    """Make an empty album, or one that a search fills."""
    with opened_library(context) as library:
        tell_album(context, library.albums.create(name, search, folder=folder), "Made")


@albums.command()
def search(
    context: typer.Context, name: Name, query: Annotated[str, typer.Argument(help="The other search.")]
) -> None:
    """Have another search fill a smart album."""
    with opened_library(context) as library:
        tell_album(context, library.albums.set_query(name, query), "Changed")


@albums.command("list")
def list_albums(context: typer.Context) -> None:
    """List every album."""
    with opened_library(context, read_only=True) as library:
        found = library.albums.list()
    if options(context).json:
        print_json({"albums": [_document(album) for album in found]})
        return
    for album in found:
        place = f"{album.folder} / " if album.folder else ""
        print_line(f"{place}{album.name}  ({_content(album)})")


@albums.command()
def show(context: typer.Context, name: Name) -> None:
    """List the photos of an album, in its order."""
    with opened_library(context, read_only=True) as library:
        album = library.albums.get(name)
        photos = library.photos(library.albums.photo_ids(name))
        unseen = library.albums.about_unseen(name)
    if options(context).json:
        print_json({**_document(album), "photos": [photo_document(photo) for photo in photos]})
        return
    for photo in photos:
        print_line(f"{with_paired(photo.path, photo.paired)}{'  (offline)' if photo.offline else ''}")
    if not photos and unseen:
        print_note(unseen)


@albums.command()
def add(context: typer.Context, name: Name, photos: Photos) -> None:
    """Append photos to an album."""
    with opened_library(context) as library:
        ids = {photo_id_of(library, photo): None for photo in photos}
        added = library.albums.add(name, ids)
        tell_album(context, library.albums.get(name), "Filled", {"added": added})
    if added < len(ids):
        print_note(f"New in it: {added:,} of {counted(len(ids), 'photo')}.")


@albums.command()
def remove(context: typer.Context, name: Name, photos: Photos) -> None:
    """Take photos out of an album; the files stay where they are."""
    with opened_library(context) as library:
        library.albums.remove(name, [photo_id_of(library, photo) for photo in photos])
        tell_album(context, library.albums.get(name), "Changed")


@albums.command()
def rename(
    context: typer.Context, name: Name, new_name: Annotated[str, typer.Argument(help="The new name.")]
) -> None:
    """Rename an album."""
    with opened_library(context) as library:
        tell_album(context, library.albums.rename(name, new_name), "Renamed to")


@albums.command()
def delete(context: typer.Context, name: Name) -> None:
    """Delete an album; its photos stay."""
    with opened_library(context) as library:
        searching = library.albums.searching_in(name)
        library.albums.delete(name)
    if searching:
        print_note(f"Smart albums that still search in it: {', '.join(f'‘{album}’' for album in searching)}.")
    if options(context).json:
        print_json({"deleted": name})
    else:
        print_line(f"Deleted the album ‘{name}’; its photos stay.")


for command in (
    *(suggestions.suggest, suggestions.suggested, suggestions.accept, suggestions.dismiss),
    *(suggestions.name, suggestions.correct),
):
    albums.command()(command)


def _document(album: Album) -> dict[str, object]:
    document: dict[str, object] = {"album_id": album.id, "name": album.name, "photo_count": album.photo_count}
    if album.query:
        document["query"] = album.query
    if album.description:
        document["description"] = album.description
    if album.folder:
        document["folder"] = album.folder
    if album.has_chosen_cover:
        document["cover_photo_id"] = album.cover_photo_id
    return document


def _content(album: Album) -> str:
    return f"search: {album.query}" if album.photo_count is None else counted(album.photo_count, "photo")


def tell_album(
    context: typer.Context, album: Album, verb: str, more: dict[str, object] | None = None
) -> None:
    """What was done with an album; ``more`` is told in JSON."""
    if options(context).json:
        print_json({**_document(album), **(more or {})})
    else:
        print_line(f"{verb} ‘{album.name}’ ({_content(album)}).")
