"""photoorg date, place, describe: what you know better about photos than their files."""

from __future__ import annotations

from dataclasses import asdict
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
)
from photoorg.commands.organizing import Photos
from photoorg.errors import UserInputError

if TYPE_CHECKING:
    from collections.abc import Callable

    from photoorg.library.positions import Position
    from photoorg.library.records import Photo
    from photoorg.photo_library import PhotoLibrary

AsFound = Annotated[bool, typer.Option("--as-found", help="What their files say counts again.")]


def date(
    context: typer.Context,
    photos: Photos,
    moment: Annotated[
        str | None,
        typer.Option(
            "--set", metavar="MOMENT", help="For example 2023-05-01T12:30, also with a zone (+02:00)."
        ),
    ] = None,
    shift: Annotated[
        str | None,
        typer.Option("--shift", metavar="TIME", help="All by so much, for example -1h30m or +2d."),
    ] = None,
    as_found: AsFound = False,
) -> None:
    """Show when photos were taken, or say it better than their files, which stay as they are."""
    from photoorg.library.moments import parse_moment, parse_shift

    changes = _one_of({"--set": moment is not None, "--shift": shift is not None, "--as-found": as_found})

    def change(library: PhotoLibrary, ids: list[int]) -> None:
        if moment is not None:
            library.set_date(ids, parse_moment(moment))
        elif shift is not None:
            library.shift_dates(ids, parse_shift(shift))
        else:
            library.reset_date(ids)

    _carry_out(context, photos, change if changes else None, _date_document, _date_line)


def place(
    context: typer.Context,
    photos: Photos,
    at: Annotated[
        str | None, typer.Option("--at", metavar="LAT,LON", help="Degrees, for example 48.137,11.575.")
    ] = None,
    named: Annotated[
        str | None, typer.Option("--named", metavar="TOWN", help="For example Lisbon, or “Paris, Texas”.")
    ] = None,
    like: Annotated[
        str | None, typer.Option("--like", metavar="PHOTO", help="Where another photo was taken.")
    ] = None,
    nowhere: Annotated[bool, typer.Option("--none", help="They have no place.")] = False,
    as_found: AsFound = False,
) -> None:
    """Show where photos were taken, or say it better than their files, which stay as they are."""
    from photoorg.library.records import Place

    changes = _one_of(
        {
            "--at": at is not None,
            "--named": named is not None,
            "--like": like is not None,
            "--none": nowhere,
            "--as-found": as_found,
        }
    )

    def change(library: PhotoLibrary, ids: list[int]) -> None:
        if as_found:
            library.reset_place(ids)
        elif nowhere:
            library.set_place(ids, Place())
        elif like is not None:
            library.set_place(ids, library.photo(photo_id_of(library, like)).place)
        elif at is not None:
            library.set_place(ids, library.place_at(*_position(at)))
        else:
            library.set_place(ids, library.place_named(named or ""))

    _carry_out(context, photos, change if changes else None, _place_document, _place_line)


def describe(
    context: typer.Context,
    photos: Photos,
    title: Annotated[
        str | None, typer.Option("--title", help="What they are called; an empty one for no title.")
    ] = None,
    text: Annotated[
        str | None, typer.Option("--text", help="A description; an empty one for no description.")
    ] = None,
    as_found: AsFound = False,
) -> None:
    """Show titles and descriptions of photos, or write your own; their files stay as they are."""
    words = {"--title": title is not None, "--text": text is not None}
    for name, is_given in words.items():
        _one_of({name: is_given, "--as-found": as_found})

    def change(library: PhotoLibrary, ids: list[int]) -> None:
        with library.history.recording():
            if as_found:
                library.reset_title(ids)
                library.reset_text(ids)
            if title is not None:
                library.set_title(ids, title)
            if text is not None:
                for photo_id in ids:
                    library.set_text(photo_id, text)

    changes = as_found or any(words.values())
    _carry_out(context, photos, change if changes else None, _words_document, _words_line)


def _carry_out(
    context: typer.Context,
    names: list[str],
    change: Callable[[PhotoLibrary, list[int]], None] | None,
    document: Callable[[Photo], dict[str, object]],
    line: Callable[[Photo], str],
) -> None:
    with opened_library(context, read_only=change is None) as library:
        ids = list(dict.fromkeys(photo_id_of(library, name) for name in names))
        if change is not None:
            change(library, ids)
        found = library.photos(ids)
    if options(context).json:
        print_json({"photos": [{**photo_document(photo), **document(photo)} for photo in found]})
    elif change is not None and len(found) > 1:
        print_line(f"Changed {counted(len(found), 'photo')}.")
    else:
        for photo in found:
            print_line(f"{photo.path}: {line(photo)}")


def _one_of(given: dict[str, bool]) -> bool:
    """Whether one option was given; more than one make no sense."""
    named = [name for name, is_given in given.items() if is_given]
    if len(named) > 1:
        raise typer.BadParameter(f"{' and '.join(named)} exclude each other.", param_hint=named[0])
    return bool(named)


def _position(text: str) -> Position:
    from photoorg.library.positions import parse_position

    found = parse_position(text)
    if found is None:
        raise UserInputError(f"‘{text}’ is no position; write it as 48.137,11.575.")
    return found


def _date_document(photo: Photo) -> dict[str, object]:
    return {
        "taken_at": photo.taken_at.isoformat(),
        "utc_offset_minutes": photo.utc_offset_minutes,
        "source": photo.taken_at_source,
    }


def _date_line(photo: Photo) -> str:
    by = "  (set by you)" if photo.taken_at_source == "user" else ""
    return f"{photo.taken_at:%Y-%m-%d %H:%M:%S}{_zone(photo.utc_offset_minutes)}{by}"


def _zone(minutes: int | None) -> str:
    if minutes is None:
        return ""
    hours, rest = divmod(abs(minutes), 60)
    return f" {'-' if minutes < 0 else '+'}{hours:02}:{rest:02}"


def _place_document(photo: Photo) -> dict[str, object]:
    return {**asdict(photo.place), "set_by_you": photo.place_is_users}


def _place_line(photo: Photo) -> str:
    place = photo.place
    known = [] if place.latitude is None else [f"{place.latitude:.5f}, {place.longitude:.5f}"]
    words = "  ".join(filter(None, [*known, place.name])) or "no place"
    return f"{words}  (set by you)" if photo.place_is_users else words


def _words_document(photo: Photo) -> dict[str, object]:
    return {
        "title": photo.shown_title,
        "text": photo.shown_text,
        "set_by_you": {
            "title": bool(photo.title or photo.has_no_title),
            "text": bool(photo.text or photo.has_no_text),
        },
    }


def _words_line(photo: Photo) -> str:
    return " / ".join(filter(None, (photo.shown_title, photo.shown_text))) or "no words"
