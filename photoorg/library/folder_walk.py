"""The photos below a folder, as the file system shows them at this moment. No database here."""

from __future__ import annotations

import errno
import os
import stat
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from photoorg.errors import FolderUnavailable
from photoorg.library.ignore_rules import IgnoreRules, is_skipped_name
from photoorg.library.sidecars import Sidecar, is_sidecar, sidecars_among, sidecars_of, stamp
from photoorg.sentences import Sentence, reason_of

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

# The entry itself is gone or is a link that leads nowhere: nothing to report about it.
_LEADS_NOWHERE = frozenset({errno.ENOENT, errno.ENOTDIR, errno.ELOOP})

LISTED_FROM = 8


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A regular file (or a link to one): where, how large, when last modified (ns since the epoch).

    ``sidecar_stamp`` changes with the sidecars beside it, see ``library.sidecars``.
    """

    path: Path
    size_bytes: int
    modified_ns: int
    sidecar_stamp: int = 0


@dataclass(frozen=True, slots=True)
class UnreachableDirectory:
    """A directory that could not be read; nothing is known about what lies below it."""

    path: Path
    reason: str


def walk_photos(
    root: Path,
    *,
    suffixes: frozenset[str],
    cancelled: Callable[[], bool],
    excluded: Collection[Path] = (),
    rules: IgnoreRules | None = None,
) -> Iterator[FoundFile | UnreachableDirectory]:
    """Yields every photo file below ``root`` that no rule ignores, directory by directory, names in order.

    Links are followed; a directory that is reached twice (loops included) is visited once. Names that
    are not UTF-8 come as Python's surrogate-escaped text.

    Args:
        suffixes: lower case, with the dot (``.jpg``); compared without regard to case.
        cancelled: looked at before every entry; the walk then ends early, so a caller that
            concludes from absence asks it once more afterwards.
        excluded: directories that are not entered, by whatever path they are reached.
        rules: of the watched folder that ``root`` lies in; by default ``root`` is that folder.

    Raises:
        FolderUnavailable: ``root`` is missing, is not a directory or may not be read; raised by the
            first step of the iteration.
    """
    rules = IgnoreRules([root]) if rules is None else rules
    visited = _identities(excluded)
    waiting = [root]
    while waiting and not cancelled():
        directory = waiting.pop()
        try:
            identity = _identity(directory)
            if identity in visited:
                continue
            visited.add(identity)
            entries = _entries(directory)
        except OSError as error:
            if directory is root:
                raise FolderUnavailable(
                    Sentence(
                        "The folder {root} cannot be read: {reason}.", root=root, reason=reason_of(error)
                    )
                ) from error
            yield UnreachableDirectory(directory, reason_of(error))
            continue
        here = rules.inside(directory)
        if here is None:
            continue
        inside: list[Path] = []
        trouble = ""
        listing = _sidecar_listing(entries)
        for entry in entries:
            if cancelled():
                return
            if is_skipped_name(entry.name):
                continue
            try:
                if entry.is_dir():
                    if not here.ignores(entry.name, is_directory=True):
                        inside.append(Path(entry.path))
                elif (
                    _has_suffix(entry.name, suffixes)
                    and not here.ignores(entry.name, is_directory=False)
                    and entry.is_file()
                ):
                    path = Path(entry.path)
                    yield _found(path, entry.stat(), sidecars_among(path, listing))
            except OSError as error:
                if error.errno not in _LEADS_NOWHERE:
                    trouble = reason_of(error)
        if trouble or not directory.is_dir():
            # Entries that are gone because the whole directory went away were not deleted one by one.
            yield UnreachableDirectory(directory, trouble or Sentence("it went away while it was read"))
        waiting.extend(reversed(inside))


def as_found_file(path: Path, listing: Mapping[str, os.stat_result] | None = None) -> FoundFile | None:
    """The regular file at ``path`` (links followed), or None where there is none to be seen; ``listing`` has
    the sidecars of its directory."""
    try:
        status = path.stat()
    except OSError:
        return None
    if not stat.S_ISREG(status.st_mode):
        return None
    return _found(path, status, sidecars_of(path) if listing is None else sidecars_among(path, listing))


def as_found_files(paths: Iterable[Path]) -> list[FoundFile]:
    """:func:`as_found_file` of each, without the absent ones. A directory with many of them is listed once
    for their sidecars: a photo may have some thirty."""
    found = [as_found_file(path, listing) for path, listing in _with_listings(paths)]
    return [file for file in found if file is not None]


def sidecars_of_each(paths: Iterable[Path]) -> dict[Path, tuple[Sidecar, ...]]:
    """The sidecars that are there of each photo; directories are listed as for :func:`as_found_files`."""
    return {
        path: sidecars_of(path) if listing is None else sidecars_among(path, listing)
        for path, listing in _with_listings(paths)
    }


def is_photo_path(path: Path, suffixes: frozenset[str], *, root: Path | None = None) -> bool:
    """Whether a walk of ``root`` would yield a file at ``path``, judged by names alone.

    Without ``root`` only the last name is looked at. A hidden ``root`` is fine: the user chose it.
    """
    names = (path.name,) if root is None else path.relative_to(root).parts
    return _has_suffix(path.name, suffixes) and not any(map(is_skipped_name, names))


def _has_suffix(name: str, suffixes: frozenset[str]) -> bool:
    return PurePath(name).suffix.lower() in suffixes


def _found(path: Path, status: os.stat_result, sidecars: tuple[Sidecar, ...]) -> FoundFile:
    return FoundFile(path, status.st_size, status.st_mtime_ns, stamp(sidecars))


def _with_listings(paths: Iterable[Path]) -> Iterator[tuple[Path, Mapping[str, os.stat_result] | None]]:
    """Each path with the sidecars of its directory, where there are many paths in it."""
    by_directory: dict[Path, list[Path]] = {}
    for path in paths:
        by_directory.setdefault(path.parent, []).append(path)
    for directory, inside in by_directory.items():
        listing = None
        if len(inside) >= LISTED_FROM:
            with suppress(OSError):
                listing = _sidecar_listing(_entries(directory))
        for path in inside:
            yield path, listing


def _sidecar_listing(entries: list[os.DirEntry[str]]) -> dict[str, os.stat_result]:
    """Files among the entries that may be sidecars, by name; one that cannot be looked at is none."""
    listing: dict[str, os.stat_result] = {}
    for entry in entries:
        if is_sidecar(PurePath(entry.name)):
            with suppress(OSError):
                if entry.is_file():
                    listing[entry.name] = entry.stat()
    return listing


def _entries(directory: Path) -> list[os.DirEntry[str]]:
    with os.scandir(directory) as entries:
        return sorted(entries, key=lambda entry: entry.name)


def _identity(directory: Path) -> tuple[int, int]:
    status = directory.stat()
    return status.st_dev, status.st_ino


def _identities(directories: Collection[Path]) -> set[tuple[int, int]]:
    return {_identity(directory) for directory in directories if directory.is_dir()}
