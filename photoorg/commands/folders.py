"""folders: which there are, and where one of them lies now."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from photoorg.commands.context import given_path, opened_library, options, print_json, print_line, print_note

folders = typer.Typer(
    help="The folders of the library: list them, or say where one has moved to.", no_args_is_help=True
)


@folders.command("list")
def list_(context: typer.Context) -> None:
    """List the folders, and which of them are offline."""
    with opened_library(context, read_only=True) as library:
        found = library.folders()
    if options(context).json:
        print_json(
            [
                {"path": folder.path, "available": folder.available, "replaced": folder.replaced}
                for folder in found
            ]
        )
        return
    for folder in found:
        print_line(f"{folder.path}{'' if folder.available else '  (offline)'}")
        if folder.replaced:
            print_note(f"All its photos are elsewhere, too. It can go: photoorg remove {folder.path}")


@folders.command()
def relocate(
    context: typer.Context,
    old: Annotated[Path, typer.Argument(metavar="OLD", help="A folder of the library.", parser=given_path)],
    new: Annotated[
        Path, typer.Argument(metavar="NEW", help="Where the same photos lie now.", parser=given_path)
    ],
) -> None:
    """Say where a folder lies now. Its photos keep all that you said about them.

    Drives that come back under another path are recognised without this. Where
    another drive took the place of the known one, OLD and NEW may be the same.
    """
    with opened_library(context) as library:
        moved = library.relocate_folder(old, new)
        figures = library.status()
    if options(context).json:
        print_json({"folder": moved, "status": asdict(figures)})
    else:
        print_line(f"The folder is {moved} now.")
        print_note("Next: photoorg sync")
