"""Pictures of faces and animals as files, for people to look at."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from photoorg.commands.context import given_path, print_note
from photoorg.errors import PhotoUnreadable, UserInputError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from photoorg.people.people import Region
    from photoorg.photo_library import PhotoLibrary

Crops = Annotated[
    Path | None,
    typer.Option(
        "--crops",
        metavar="DIR",
        help="Also write a picture of each there; no file is replaced.",
        parser=given_path,
        show_default=False,
    ),
]


def write_crops(library: PhotoLibrary, regions: Sequence[Region], folder: Path | None) -> dict[int, Path]:
    """Writes a JPEG for each into ``folder``, made if need be; gives the files by the ids of regions. What
    cannot be read is a line on stderr, and has no file. Does nothing without a folder.

    Raises UserInputError where nothing can be written.
    """
    from photoorg.export.placing import place
    from photoorg.sentences import reason_of

    written: dict[int, Path] = {}
    if folder is None:
        return written
    folder = folder.absolute()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for region in regions:
            try:
                written[region.id] = place(library.people.crop(region.id), folder, f"region-{region.id}.jpg")
            except PhotoUnreadable as error:
                print_note(f"No picture of {region.id}: {error}")
    except OSError as error:
        raise UserInputError(f"‘{folder}’ cannot be written: {reason_of(error)}.") from error
    return written
