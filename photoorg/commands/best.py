"""The best of some photos, as commands about albums and events choose and tell them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from photoorg.commands.context import (
    options,
    photo_document,
    print_json,
    print_line,
    step_bar,
    with_paired,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from photoorg.albums.best.choice import Choice
    from photoorg.photo_library import PhotoLibrary

Limit = Annotated[
    int | None,
    typer.Option("--limit", "-n", min=1, show_default=False, help="At most so many. Default: a part."),
]


def best_photos(library: PhotoLibrary, photo_ids: Sequence[int], count: int | None) -> tuple[Choice, ...]:
    """At most ``count`` of them, the best first; their progress is shown."""
    with step_bar("Looking at photos") as show:
        return library.best.of(photo_ids, count, progress=show)


def tell_best(
    context: typer.Context, library: PhotoLibrary, chosen: Sequence[Choice], of: dict[str, object]
) -> None:
    """Lists the photos that were chosen, with reasons; ``of`` begins the JSON document."""
    photos = {photo.id: photo for photo in library.photos([choice.photo_id for choice in chosen])}
    if options(context).json:
        listed = [
            {
                **photo_document(photos[choice.photo_id]),
                "score": round(choice.score, 3),
                "reasons": list(choice.reasons),
            }
            for choice in chosen
        ]
        print_json({**of, "photos": listed})
        return
    for choice in chosen:
        photo = photos[choice.photo_id]
        print_line(with_paired(photo.path, photo.paired))
        if choice.reasons:
            print_line(f"    {' '.join(choice.reasons)}")
