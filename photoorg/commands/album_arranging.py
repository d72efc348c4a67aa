"""photoorg albums ...: covers, descriptions, order, folders, what fits them, and the best of them."""

from __future__ import annotations

from typing import Annotated

import typer

from photoorg.commands.albums import Name, Photos, albums, tell_album
from photoorg.commands.best import Limit, best_photos, tell_best
from photoorg.commands.context import (
    counted,
    opened_library,
    options,
    photo_id_of,
    print_json,
    print_line,
    print_note,
    with_paired,
)
from photoorg.errors import UserInputError

folders = typer.Typer(help="Make and arrange folders of albums.", no_args_is_help=True)
FolderName = Annotated[str, typer.Argument(metavar="FOLDER", help="The folder's name; case does not matter.")]


@albums.command()
def describe(
    context: typer.Context,
    name: Name,
    text: Annotated[str, typer.Argument(help="What is in it, in your words; '' for nothing.")],
) -> None:
    """Say in words what is in an album."""
    with opened_library(context) as library:
        tell_album(context, library.albums.set_description(name, text), "Described")


@albums.command()
def cover(
    context: typer.Context,
    name: Name,
    photo: Annotated[
        str,
        typer.Argument(metavar="PHOTO|best|first", help="Path or id of a photo; the best, or the first one."),
    ],
) -> None:
    """Choose the photo that stands for an album."""
    with opened_library(context) as library:
        chosen: int | None = None
        if photo == "best":
            best = library.best.of(library.albums.photo_ids(name), 1)
            if not best:
                raise UserInputError(f"There is no photo in ‘{name}’ to choose from.")
            chosen = best[0].photo_id
        elif photo != "first":
            chosen = photo_id_of(library, photo)
        tell_album(context, library.albums.set_cover(name, chosen), "Changed the cover of")


@albums.command()
def sort(
    context: typer.Context,
    name: Name,
    by: Annotated[str, typer.Option(help="oldest, newest, name or best.")] = "oldest",
) -> None:
    """Put the photos of an album in another order: once, what is added later follows."""
    from photoorg.library.album_order import AlbumOrder

    if by not in (*(order.value for order in AlbumOrder), "best"):
        raise typer.BadParameter(f"‘{by}’ is none of oldest, newest, name and best.", param_hint="--by")
    with opened_library(context) as library:
        if by == "best":
            photo_ids = library.albums.photo_ids(name)
            best = best_photos(library, photo_ids, len(photo_ids))
            library.albums.reorder(name, [choice.photo_id for choice in best])
        else:
            library.albums.sort(name, AlbumOrder(by))
        tell_album(context, library.albums.get(name), "Sorted")


@albums.command()
def move(
    context: typer.Context,
    name: Name,
    photos: Photos,
    before: Annotated[
        str | None, typer.Option(metavar="PHOTO", help="Put them before this one; without it, at the end.")
    ] = None,
) -> None:
    """Move photos within an album; they keep their order."""
    with opened_library(context) as library:
        ids = [photo_id_of(library, photo) for photo in photos]
        library.albums.move(name, ids, None if before is None else photo_id_of(library, before))
        tell_album(context, library.albums.get(name), "Changed")


@albums.command()
def put(
    context: typer.Context,
    name: Name,
    folder: Annotated[str, typer.Argument(help="The folder of albums; '' for none.")],
) -> None:
    """Put an album into a folder of albums."""
    with opened_library(context) as library:
        library.album_folders.take_album(name, folder)
        tell_album(context, library.albums.get(name), "Moved")


# --- what fits ---


@albums.command()
def fitting(
    context: typer.Context,
    name: Name,
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, help="At most so many.")] = 30,
) -> None:
    """List photos that would fit an album, the best first.

    They are like the photos in it. What you say with fits and unfit is learned
    from, and kept; photos that do not fit, or were taken out of the album, are
    never listed again.
    """
    with opened_library(context, read_only=True) as library:
        result = library.fitting(name, limit=limit)
    if options(context).json:
        hits = [
            {"photo_id": hit.photo_id, "path": hit.path, "relevance": round(hit.relevance, 4)}
            for hit in result.hits
        ]
        print_json({"album": name, "photos": hits})
        return
    for hit in result.hits:
        print_line(f"{hit.relevance:.2f}  {with_paired(hit.path, hit.paired)}")
    if not result.hits:
        print_note("Nothing else in the library is like the photos of this album.")


@albums.command()
def fits(context: typer.Context, name: Name, photos: Photos) -> None:
    """Say that photos fit an album: they are put into it."""
    with opened_library(context) as library:
        library.albums.accept(name, [photo_id_of(library, photo) for photo in photos])
        tell_album(context, library.albums.get(name), "Filled")


@albums.command()
def unfit(
    context: typer.Context,
    name: Name,
    photos: Photos,
    undo: Annotated[bool, typer.Option("--undo", help="Take back what was said about them.")] = False,
) -> None:
    """Say that photos do not fit an album: they are not offered for it again."""
    with opened_library(context) as library:
        ids = [photo_id_of(library, photo) for photo in photos]
        if undo:
            library.albums.forget_fits(name, ids)
        else:
            library.albums.reject(name, ids)
    if options(context).json:
        print_json({"album": name, "photo_ids": ids, "fits": None if undo else False})
    elif undo:
        print_line(f"Nothing is said any more about whether {counted(len(ids), 'photo')} fit ‘{name}’.")
    else:
        print_line(f"{counted(len(ids), 'photo')} will not be offered for ‘{name}’ again.")


@albums.command()
def best(context: typer.Context, name: Name, limit: Limit = None) -> None:
    """List the best photos of an album, and why.

    Ratings and favourites count most, then sharpness, exposure and whether
    faces are seen clearly. Of shots that look nearly the same there is one.
    """
    with opened_library(context, read_only=True) as library:
        chosen = best_photos(library, library.albums.photo_ids(name), limit)
        if not chosen:
            print_note(library.albums.about_unseen(name) or "There are no photos in this album.")
        tell_best(context, library, chosen, {"album": name})


# --- folders ---


@folders.command("list")
def list_folders(context: typer.Context) -> None:
    """List every folder of albums, with what lies in it."""
    with opened_library(context, read_only=True) as library:
        found = [
            (folder, library.album_folders.members(folder.name)) for folder in library.album_folders.list()
        ]
    if options(context).json:
        print_json(
            {
                "folders": [
                    {"name": folder.name, "parent": folder.parent, "members": members or ()}
                    for folder, members in found
                ]
            }
        )
        return
    for folder, members in found:
        place = f"  (in {folder.parent})" if folder.parent else ""
        print_line(f"{folder.name}{place}: {', '.join(members or ()) or 'empty'}")


@folders.command("create")
def create_folder(
    context: typer.Context,
    name: FolderName,
    parent: Annotated[str, typer.Option("--in", metavar="FOLDER", help="The folder that it lies in.")] = "",
) -> None:
    """Make a folder for albums. No album or other folder may have its name."""
    with opened_library(context) as library:
        made = library.album_folders.create(name, parent)
    _tell_folder(context, made.name, made.parent, f"Made the folder of albums ‘{made.name}’.")


@folders.command("rename")
def rename_folder(
    context: typer.Context, name: FolderName, new_name: Annotated[str, typer.Argument(help="The new name.")]
) -> None:
    """Rename a folder of albums."""
    with opened_library(context) as library:
        now = library.album_folders.rename(name, new_name)
    _tell_folder(context, now.name, now.parent, f"Renamed to ‘{now.name}’.")


@folders.command("move")
def move_folder(
    context: typer.Context,
    name: FolderName,
    parent: Annotated[str, typer.Argument(help="The folder to put it into; '' for none.")],
) -> None:
    """Put a folder of albums, with all in it, into another one."""
    with opened_library(context) as library:
        now = library.album_folders.move(name, parent)
    _tell_folder(context, now.name, now.parent, f"Moved ‘{now.name}’.")


@folders.command("delete")
def delete_folder(context: typer.Context, name: FolderName) -> None:
    """Delete a folder of albums; what is in it lies where the folder lay."""
    with opened_library(context) as library:
        searching = library.albums.searching_in(name)
        library.album_folders.delete(name)
    if searching:
        print_note(f"Smart albums that still search in it: {', '.join(f'‘{album}’' for album in searching)}.")
    if options(context).json:
        print_json({"deleted": name})
    else:
        print_line(f"Deleted the folder of albums ‘{name}’; its albums stay.")


def _tell_folder(context: typer.Context, name: str, parent: str, sentence: str) -> None:
    if options(context).json:
        print_json({"name": name, "parent": parent})
    else:
        print_line(sentence)
