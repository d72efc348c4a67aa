"""photoorg rotate: which way up photos are shown."""

from __future__ import annotations

from typing import Annotated

import typer

from photoorg.commands.context import counted, opened_library, options, photo_id_of, print_json, print_line


def rotate(
    context: typer.Context,
    photos: Annotated[list[str], typer.Argument(metavar="PHOTO...", help="Paths or ids of photos.")],
    left: Annotated[bool, typer.Option("--left", help="Counter-clockwise.")] = False,
    half: Annotated[bool, typer.Option("--half", help="Upside down.")] = False,
) -> None:
    """Show photos turned by a quarter to the right; their files stay as they are."""
    if left and half:
        raise typer.BadParameter("--left and --half exclude each other.", param_hint="--half")
    with opened_library(context) as library:
        photo_ids = list(dict.fromkeys(photo_id_of(library, photo) for photo in photos))
        library.turn(photo_ids, 2 if half else -1 if left else 1)
        turned = library.photos(photo_ids)
    if options(context).json:
        print_json(
            {
                "photos": [
                    {"photo_id": photo.id, "path": photo.path, "quarter_turns": photo.quarter_turns}
                    for photo in turned
                ]
            }
        )
    else:
        print_line(f"Turned {counted(len(turned), 'photo')}.")
