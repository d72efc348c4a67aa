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
                "emptied": report.emptied,
                "failed": [{"path": path, "reason": reason} for path, reason in report.failures.items()],
                "away": report.away,
            }
        )
    else:
        print_line(f"Wrote {counted(len(report.written), 'sidecar')}.")
        if report.emptied:
            print_line(f"Removed {counted(len(report.emptied), 'sidecar')} with nothing left to say.")
    if report.failures and not report.written:
        raise typer.Exit(1)


@sidecars.command()
def orphans(
    context: typer.Context,
    remove: Annotated[
        bool, typer.Option("--remove", help="Delete those in which nothing is but what photoorg wrote.")
    ] = False,
) -> None:
    """List sidecars that photoorg wrote and whose photos another program moved,
    renamed or deleted. What you said is in the library; `sidecars write PHOTO`
    writes it beside the photo where that is now."""
    with opened_library(context, read_only=not remove) as library:
        found = library.sidecars.orphans()
        removed, failures = library.sidecars.remove_orphans() if remove else ([], {})
    for path, reason in failures.items():
        print_note(f"{path}: {reason}")
    left = [orphan for orphan in found if orphan.path not in removed]
    if options(context).json:
        print_json(
            {
                "orphans": [{"path": orphan.path, "only_ours": orphan.is_ours} for orphan in left],
                "removed": removed,
                "failed": [{"path": path, "reason": reason} for path, reason in failures.items()],
            }
        )
        return
    for orphan in left:
        print_line(f"{orphan.path}{'' if orphan.is_ours else '  (with words of other programs)'}")
    if remove:
        print_line(f"Removed {counted(len(removed), 'sidecar')}.")
    elif any(orphan.is_ours for orphan in left):
        print_note("Delete those in which nothing else is with: photoorg sidecars orphans --remove")
