"""The directory of a library: which one it is, and whether there is a library in it."""

from __future__ import annotations

from pathlib import Path

from photoorg.errors import LibraryError, LibraryMissing
from photoorg.library.database_errors import described_errors
from photoorg.library.folders import absolute
from photoorg.sentences import Sentence, reason_of
from photoorg.settings_file import CATALOGUE_FILE, default_library_directory


def existing_directory(directory: Path | str | None) -> Path:
    """The absolute path of a library that is there; the default one for None. Raises LibraryMissing or, where
    nobody can tell, LibraryError."""
    chosen = _chosen(directory)
    with described_errors(chosen / CATALOGUE_FILE):
        if not (chosen / CATALOGUE_FILE).exists():
            raise LibraryMissing(
                Sentence(
                    "There is no library at ‘{directory}’ yet. Make one with: photoorg add FOLDER",
                    directory=chosen,
                )
            )
    return chosen


def made_directory(directory: Path | str | None) -> Path:
    """The absolute path of a directory for a library, which is made if it is not there; the default one for
    None. Raises LibraryError."""
    chosen = _chosen(directory)
    try:
        chosen.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise LibraryError(
            Sentence(
                "The library ‘{directory}’ cannot be made: {reason}.",
                directory=chosen,
                reason=reason_of(error),
            )
        ) from error
    return chosen


def _chosen(directory: Path | str | None) -> Path:
    return absolute(Path(directory) if directory is not None else default_library_directory())
