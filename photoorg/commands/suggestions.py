"""photoorg albums suggest, suggested, accept, dismiss, name, correct: albums that photoorg finds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from photoorg.commands.context import (
    counted,
    interruptible,
    opened_library,
    options,
    photo_document,
    photo_id_of,
    print_json,
    print_line,
    print_note,
    step_bar,
    with_paired,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from photoorg.library.suggestions.records import Suggestion
    from photoorg.photo_library import PhotoLibrary

Number = Annotated[int, typer.Argument(metavar="ID", help="The number of a suggestion.", show_default=False)]
All = Annotated[bool, typer.Option("--all", help="Also what you accepted or dismissed, and all finer ones.")]
_KINDS = ("group", "event")


def suggest(
    context: typer.Context,
    kind: Annotated[
        str | None,
        typer.Option("--kind", metavar="KIND", help="Only these: group or event.", show_default=False),
    ] = None,
    everything: All = False,
) -> None:
    """Look for photos that look alike (groups) or were taken together (events), and list them.

    What you named, accepted or dismissed before stays so. New photos join albums
    that you accepted.
    """
    if kind not in (None, *_KINDS):
        raise typer.BadParameter(f"‘{kind}’ is neither group nor event.", param_hint="--kind")
    kinds = _KINDS if kind is None else (kind,)
    with opened_library(context) as library:
        with (
            interruptible(context, "Stopped; suggestions are as they were before."),
            step_bar("Looking for groups and events") as show,
        ):
            library.suggestions.find(kinds, progress=show)
        tell_suggestions(context, library, kinds, everything=everything)


def tell_suggestions(
    context: typer.Context, library: PhotoLibrary, kinds: Sequence[str], *, everything: bool
) -> None:
    """Lists suggestions of these kinds: those at the top that wait for a word, or all."""
    found = [each for kind in kinds for each in _listed(library, kind, everything=everything)]
    if options(context).json:
        print_json({"suggestions": [suggestion_document(each) for each in found]})
        return
    for each in found:
        print_line(suggestion_line(each))
    if found:
        print_note("Next: photoorg albums suggested ID, and photoorg albums accept ID or dismiss ID")
    elif not library.status().photos:
        print_note("The library has no photos yet. Next: photoorg add FOLDER, and photoorg sync")
    else:
        print_note("Nothing stands out that could be an album.")


def suggested(context: typer.Context, suggestion: Number) -> None:
    """List the photos of a suggestion, and the finer ones in it."""
    with opened_library(context, read_only=True) as library:
        known = library.suggestions.get(suggestion)
        photos = library.photos(library.suggestions.photo_ids(suggestion))
        finer = library.suggestions.list(known.kind, parent_id=suggestion)
    if options(context).json:
        print_json(
            {
                **suggestion_document(known),
                "finer": [suggestion_document(each) for each in finer],
                "photos": [photo_document(photo) for photo in photos],
            }
        )
        return
    print_line(suggestion_line(known))
    for each in finer:
        print_line(f"  {suggestion_line(each)}")
    for photo in photos:
        print_line(with_paired(photo.path, photo.paired))


def accept(
    context: typer.Context,
    suggestion: Number,
    name: Annotated[
        str,
        typer.Option("--name", help="Of the album, if another.", show_default=False),
    ] = "",
) -> None:
    """Make an album of a suggestion. New photos that belong to it will join it."""
    with opened_library(context) as library:
        made = library.suggestions.accept(suggestion, name)
        album = library.albums.get(made)
    if options(context).json:
        print_json({"suggestion_id": suggestion, "album": album.name, "photo_count": album.photo_count})
    else:
        print_line(f"Made the album ‘{album.name}’ ({counted(album.photo_count or 0, 'photo')}).")


def dismiss(context: typer.Context, suggestion: Number) -> None:
    """Have a suggestion, and what is much the same, never made again."""
    with opened_library(context) as library:
        was_dismissed = library.suggestions.get(suggestion).state == "dismissed"
        library.suggestions.dismiss(suggestion)
    _tell(context, suggestion, "It was dismissed already." if was_dismissed else "Dismissed.")


def name(
    context: typer.Context,
    suggestion: Number,
    name: Annotated[str, typer.Argument(metavar="NAME", help='Its name; "" for the one photoorg found.')],
) -> None:
    """Give a suggestion another name; it keeps that when it is found again.

    An empty name, "", takes yours back.
    """
    with opened_library(context) as library:
        library.suggestions.name(suggestion, name)
        known = library.suggestions.get(suggestion)
    if not known.said_name:
        print_note("It is called again as photoorg found it.")
    if options(context).json:
        print_json(suggestion_document(known))
    else:
        print_line(suggestion_line(known))


def correct(
    context: typer.Context,
    suggestion: Number,
    add: Annotated[
        list[str] | None,
        typer.Option("--add", metavar="PHOTO", help="Path or id of one that belongs to it."),
    ] = None,
    remove: Annotated[
        list[str] | None,
        typer.Option("--remove", metavar="PHOTO", help="One that does not, now and later."),
    ] = None,
) -> None:
    """Say which photos belong to a suggestion, and which do not. Both options may be repeated."""
    if not (add or remove):
        raise typer.BadParameter("Name a photo with --add or --remove.", param_hint="--add")
    with opened_library(context) as library:
        added = [photo_id_of(library, photo) for photo in add or ()]
        removed = [photo_id_of(library, photo) for photo in remove or ()]
        library.suggestions.add(suggestion, added)
        library.suggestions.remove(suggestion, removed)
        known = library.suggestions.get(suggestion)
    if options(context).json:
        print_json(suggestion_document(known))
    else:
        print_line(suggestion_line(known))


def suggestion_line(suggestion: Suggestion) -> str:
    """One suggestion in a line."""
    from photoorg.albums.suggestion_titles import days_of, title_of

    parts = [counted(suggestion.photo_count, "photo")]
    if suggestion.finer:
        parts.append(f"{suggestion.finer} finer")
    if days := days_of(suggestion):
        parts.append(days)
    if suggestion.state != "suggested":
        parts.append(f"the album ‘{suggestion.album}’" if suggestion.album else suggestion.state)
    return f"{suggestion.id:>6}  {title_of(suggestion)}  ({', '.join(parts)})"


def suggestion_document(suggestion: Suggestion) -> dict[str, object]:
    """What ``--json`` tells about one suggestion."""
    from photoorg.albums.suggestion_titles import reason_of, title_of

    return {
        "suggestion_id": suggestion.id,
        "kind": suggestion.kind,
        "state": suggestion.state,
        "name": str(title_of(suggestion)),
        "is_named_by_user": bool(suggestion.said_name),
        "reason": str(reason_of(suggestion)),
        "album": suggestion.album or None,
        "parent_id": suggestion.parent_id,
        "photo_count": suggestion.photo_count,
        "finer_count": suggestion.finer,
        "first_day": None if suggestion.began is None else suggestion.began.isoformat(),
        "last_day": None if suggestion.ended is None else suggestion.ended.isoformat(),
        "place": suggestion.place or None,
        "words": suggestion.words,
        "people": suggestion.beings,
    }


def _listed(library: PhotoLibrary, kind: str, *, everything: bool) -> list[Suggestion]:
    if everything:
        states = ("suggested", "accepted", "dismissed")
        return library.suggestions.list(kind, states=states, everywhere=True)
    return library.suggestions.list(kind)


def _tell(context: typer.Context, suggestion: int, sentence: str) -> None:
    if options(context).json:
        print_json({"suggestion_id": suggestion, "state": "dismissed"})
    else:
        print_line(sentence)
