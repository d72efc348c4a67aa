"""Everything photoorg raises on purpose, as one tree.

::

    PhotoOrgError                  one clear sentence for the user; str(error) is that sentence
    ├── UserInputError             the request makes no sense: unknown album, empty name, ...
    │   └── QueryError             a query cannot be read; says at which character
    └── EnvironmentProblem         the machine or its data is not as needed
        ├── LibraryError           the library directory
        │   ├── LibraryMissing     there is none, and this is not what makes one
    │   ├── LibraryTooNew      written by a newer photoorg; nothing was changed
        │   ├── LibraryInUse       another process holds it
        │   └── LibraryDamaged     the catalogue cannot be read
        ├── FolderUnavailable      a folder is missing, not a folder, or may not be read
        ├── PhotoUnreadable        one photo cannot be decoded; a line in a report, never a stop
        ├── SidecarUnreadable      a sidecar of another program is damaged, and left alone
        ├── TrashError             files cannot be moved to the trash, or back from it
        ├── BackupError            a backup cannot be written, or what should be one cannot be used
        ├── ExportError            copies of photos cannot be written to a folder
        ├── DiskFull               no space left where the library, a backup, a copy or a model lives
        └── ModelUnavailable       an encoder cannot be loaded: not downloaded, damaged, unknown

    InternalError                  a bug of ours; never caught to be shown as the user's problem
"""

from __future__ import annotations


class PhotoOrgError(Exception):
    """Base of all errors whose text is written for the user.

    Attributes:
        problem: the text as windows show it.
        command: a sentence on what to type into a shell to go on; "" for none.
    """

    def __init__(self, problem: str, command: str = "") -> None:
        super().__init__(f"{problem} {command}" if command else problem)
        self.problem = problem
        self.command = command


class UserInputError(PhotoOrgError):
    """The request cannot be carried out as asked; the text says why."""


class QueryError(UserInputError):
    """What was typed into the search field cannot be read.

    Attributes:
        position: index of the character where it stops making sense, from 0.
    """

    def __init__(self, sentence: str, position: int) -> None:
        super().__init__(sentence)
        self.position = position


class EnvironmentProblem(PhotoOrgError):
    """The machine, its files or its data are not as needed."""


class LibraryError(EnvironmentProblem):
    """The library directory cannot be used."""


class LibraryMissing(LibraryError):
    """There is no library here, and what was asked for does not make one. Nothing was made."""


class LibraryTooNew(LibraryError):
    """The catalogue was written by a newer photoorg. Nothing was changed."""


class LibraryInUse(LibraryError):
    """Another process is writing to this library."""


class LibraryDamaged(LibraryError):
    """The catalogue cannot be read."""


class FolderUnavailable(EnvironmentProblem):
    """A folder is missing, is not a folder, or may not be read."""


class PhotoUnreadable(EnvironmentProblem):
    """One photo cannot be decoded. ``str(error)`` is a short reason without the path."""


class SidecarUnreadable(EnvironmentProblem):
    """What another program wrote into a sidecar cannot be read, so nothing is written there."""


class TrashError(EnvironmentProblem):
    """Files cannot be moved to the trash of the system, or back from it."""


class BackupError(EnvironmentProblem):
    """A backup cannot be written, or a file that should be one cannot be used."""


class ExportError(EnvironmentProblem):
    """Copies of photos cannot be written to a folder."""


class DiskFull(EnvironmentProblem):
    """No space is left where the library, a backup, a copy or a model lives."""


class ModelUnavailable(EnvironmentProblem):
    """An encoder cannot be loaded: unknown, not downloaded, or damaged."""


class InternalError(Exception):
    """A bug of photoorg. Deliberately not a :class:`PhotoOrgError`."""
