"""photoorg backup and photoorg restore: all that cannot be computed again, as one file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from photoorg.commands.context import (
    counted,
    given_path,
    opened_library,
    options,
    print_json,
    print_line,
    print_note,
    step_bar,
)
from photoorg.interrupts import interrupted_at_once

if TYPE_CHECKING:
    from photoorg.library.backups import Backup


def backup(
    context: typer.Context,
    file: Annotated[
        Path,
        typer.Argument(metavar="FILE", help="The file to write, outside the library.", parser=given_path),
    ],
    force: Annotated[bool, typer.Option("--force", help="Replace FILE if it is there.")] = False,
) -> None:
    """Copy all that you said, the vectors and the settings into one file; also while the window is open.

    Your photos are not in it, nor what can be computed again (thumbnails, search
    index), nor imported models.
    """
    with opened_library(context, read_only=True) as library, step_bar("Copying") as show:
        written = library.backup(file, overwrite=force, progress=show)
    if options(context).json:
        print_json(_document(written))
    else:
        print_line(f"Backed up {_contents(written)} to {written.file}, checked.")


def restore(
    context: typer.Context,
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="What `photoorg backup` wrote.", parser=given_path)
    ],
) -> None:
    """Make a backup the content of the library. What is there now is set aside, not deleted."""
    with interrupted_at_once():
        from photoorg.photo_library import PhotoLibrary

    done = PhotoLibrary.restore(file, options(context).library)
    if options(context).json:
        print_json(_document(done.backup) | {"aside": done.aside})
        return
    print_line(f"Restored {_contents(done.backup)}.")
    if done.aside is not None:
        print_line(f"What the library held before lies in {done.aside}")
    print_note("Next: photoorg sync")


def _contents(backup: Backup) -> str:
    made = "" if backup.made_at is None else f" of {backup.made_at.astimezone():%Y-%m-%d %H:%M}"
    counts = (
        counted(backup.photos, "photo"),
        counted(backup.albums, "album"),
        counted(backup.tags, "tag"),
        counted(backup.vectors, "vector"),
    )
    return f"{', '.join(counts)}{made} ({backup.size_bytes / 1e6:,.1f} MB)"


def _document(backup: Backup) -> dict[str, object]:
    return {
        "file": backup.file,
        "size_bytes": backup.size_bytes,
        "made_at": None if backup.made_at is None else backup.made_at.isoformat(),
        "photos": backup.photos,
        "albums": backup.albums,
        "tags": backup.tags,
        "vectors": backup.vectors,
    }
