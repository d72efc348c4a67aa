"""photoorg sidecars: what you said about photos, beside them, for other programs."""

from __future__ import annotations

from typing import Annotated

import typer

from photoorg.commands.context import (
    counted,
    opened_library,
    options,
    photo_id_of,
    print_json,
    print_line,
    print_note,
    step_bar,
)
from photoorg.commands.organizing import All, SomePhotos

WithPeople = Annotated[
    bool | None,
    typer.Option(
        "--people/--no-people",
        help="Write names of people and pets, and where they are. By default if they are looked for.",
    ),
]

sidecars = typer.Typer(help="XMP files beside photos, for other programs.", no_args_is_help=True)


@sidecars.callback()
def _sidecars() -> None:
    """A group, though it has one command."""


@sidecars.command()
def write(
    context: typer.Context, photos: SomePhotos = None, everything: All = False, people: WithPeople = None
) -> None:
    """Write what you said about photos into XMP sidecars: ratings, tags, titles,
    descriptions, dates and places, and who is where on them. The photos themselves are not written, and what
    other programs wrote into sidecars stays."""
    if everything == bool(photos):
        raise typer.BadParameter("Name some photos, or say --all.", param_hint="PHOTO")
    with opened_library(context) as library:
        if everything:
            ids = [*library.photo_ids(), *library.put_aside.hidden()]
        else:
            ids = list(dict.fromkeys(photo_id_of(library, photo) for photo in photos or []))
        with step_bar("Writing") as show:
            report = library.sidecars.write(ids, people=people, progress=show)
    for path, reason in report.failures.items():
        print_note(f"{path}: {reason}")
    if report.away:
        print_note(f"{counted(report.away, 'photo is', 'photos are')} not within reach.")
    if options(context).json:
        print_json(
            {
                "written": report.written,
                "failed": [{"path": path, "reason": reason} for path, reason in report.failures.items()],
                "away": report.away,
            }
        )
    else:
        print_line(f"Wrote {counted(len(report.written), 'sidecar')}.")
    if report.failures and not report.written:
        raise typer.Exit(1)
