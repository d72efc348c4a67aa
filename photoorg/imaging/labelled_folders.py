"""Photos that somebody sorted into folders, to measure on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from photoorg.errors import FolderUnavailable, UserInputError
from photoorg.imaging.formats import PHOTO_SUFFIXES

if TYPE_CHECKING:
    from pathlib import Path


def labelled_photos(directory: Path, of_what: str, least: int = 1) -> dict[str, list[Path]]:
    """Photos by the name of their folder, both in order. What is hidden, no photo, or beside the folders is
    left out, and so are folders without photos.

    Args:
        of_what: what each folder stands for, as part of a sentence: ``each person``.
        least: so many folders have to have photos.

    Raises:
        FolderUnavailable: there is no such folder, or it may not be read.
        UserInputError: it has fewer than ``least`` folders with photos.
    """
    if not directory.is_dir():
        raise FolderUnavailable(f"{directory} is no folder; name one that has a folder for {of_what}.")
    try:
        folders = {
            folder.name: [file for file in sorted(folder.iterdir()) if _is_photo(file)]
            for folder in sorted(directory.iterdir())
            if folder.is_dir() and not folder.name.startswith(".")
        }
    except OSError as error:
        raise FolderUnavailable(f"{error.filename} cannot be read: {error.strerror}.") from error
    with_photos = {name: files for name, files in folders.items() if files}
    if len(with_photos) < least:
        wanted = "at least one of them" if least == 1 else f"at least {least} of them"
        raise UserInputError(f"{directory} must have a folder with photos for {of_what}, and {wanted}.")
    return with_photos


def _is_photo(file: Path) -> bool:
    return file.suffix.lower() in PHOTO_SUFFIXES and not file.name.startswith(".") and file.is_file()
