"""photoorg events: trips, parties and days out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from photoorg.commands.best import Limit, best_photos, tell_best
from photoorg.commands.context import opened_library, options, print_note
from photoorg.commands.suggestions import All, tell_suggestions
from photoorg.errors import UserInputError

if TYPE_CHECKING:
    from photoorg.photo_library import PhotoLibrary

Number = Annotated[int, typer.Argument(metavar="ID", help="The number of an event.", show_default=False)]

events = typer.Typer(help="List trips, parties and days out, and their best photos.", no_args_is_help=True)


@events.command("list")
def list_(context: typer.Context, everything: All = False) -> None:
    """List the events that were found, the newest first. `photoorg albums suggest` looks for them."""
    with opened_library(context, read_only=True) as library:
        is_stale = library.suggestions.is_stale("event")
        tell_suggestions(context, library, ("event",), everything=everything)
    if is_stale and not options(context).json:
        print_note("Photos came or went since events were looked for. Look again: photoorg albums suggest")


@events.command()
def best(context: typer.Context, event: Number, limit: Limit = None) -> None:
    """List the best photos of an event, and why.

    What counts says `photoorg albums best --help`.
    """
    with opened_library(context, read_only=True) as library:
        _require_event(library, event)
        chosen = best_photos(library, library.suggestions.photo_ids(event), limit)
        tell_best(context, library, chosen, {"suggestion": event})


def _require_event(library: PhotoLibrary, event: int) -> None:
    try:
        kind = library.suggestions.get(event).kind
    except UserInputError:
        raise UserInputError(f"There is no event with the number {event}.") from None
    if kind != "event":
        raise UserInputError(f"{event} is a {kind}, not an event: see photoorg albums suggested {event}")
