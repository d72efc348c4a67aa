"""photoorg rate, favourite, unfavourite: which photos you like best."""

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
    with_paired,
)
from photoorg.commands.organizing import Photos

if TYPE_CHECKING:
    from photoorg.library.records import Photo

MOST_STARS = 5


def rate(
    context: typer.Context,
    photos: Photos,
    stars: Annotated[
        int | None,
        typer.Option("--stars", "-s", min=0, max=MOST_STARS, help="1 to 5; 0 takes the stars away."),
    ] = None,
    as_found: Annotated[bool, typer.Option("--as-found", help="What their files say counts again.")] = False,
) -> None:
    """Show the stars of photos, or rate them; their files stay as they are."""
    if stars is not None and as_found:
        raise typer.BadParameter("--stars and --as-found exclude each other.", param_hint="--stars")
    changes = stars is not None or as_found
    with opened_library(context, read_only=not changes) as library:
        ids = list(dict.fromkeys(photo_id_of(library, photo) for photo in photos))
        if stars is not None:
            library.set_rating(ids, stars)
        elif as_found:
            library.reset_rating(ids)
        found = library.photos(ids)
    if options(context).json:
        print_json({"photos": [{**photo_document(photo), **_rating_document(photo)} for photo in found]})
    elif changes and len(found) > 1:
        print_line(f"Changed {counted(len(found), 'photo')}.")
    else:
        for photo in found:
            print_line(f"{with_paired(photo.path, photo.paired)}: {_rating_line(photo)}")


def favourite(context: typer.Context, photos: Photos) -> None:
    """Make photos favourites, which `search is:favourite` finds. `unfavourite` takes that back."""
    _set_favourite(context, photos, True)


def unfavourite(context: typer.Context, photos: Photos) -> None:
    """Make photos no favourites any more."""
    _set_favourite(context, photos, False)


def _set_favourite(context: typer.Context, names: list[str], is_favourite: bool) -> None:
    with opened_library(context) as library:
        ids = list(dict.fromkeys(photo_id_of(library, name) for name in names))
        library.set_favourite(ids, is_favourite)
        found = library.photos(ids)
    if options(context).json:
        print_json({"photos": [{**photo_document(photo), "favourite": photo.favourite} for photo in found]})
    else:
        sentence = "Favourites now" if is_favourite else "No favourites any more"
        print_line(f"{sentence}: {counted(len(found), 'photo')}.")


def _rating_document(photo: Photo) -> dict[str, object]:
    return {"rating": photo.rating, "set_by_you": photo.rating_is_users}


def _rating_line(photo: Photo) -> str:
    stars = counted(photo.rating, "star") if photo.rating else "no stars"
    return f"{stars}  (set by you)" if photo.rating_is_users else stars
