"""What is wrong with a library directory that no window has open, in words; and putting it right."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from photoorg.errors import LibraryDamaged
from photoorg.library.backups import automatic_backups, open_for_reading, write_automatic_backup
from photoorg.library.catalogue import checked_revision
from photoorg.library.consistency import find_inconsistencies, remove_inconsistencies
from photoorg.library.damaged_values import find_damaged_values, mend
from photoorg.library.database_errors import described_errors, is_of_the_place
from photoorg.library.lock import LibraryLock
from photoorg.library.restoring import ASIDE_DIRECTORY, forget, put_in_place
from photoorg.library.salvage import Salvage, salvage, whole_backups
from photoorg.settings_file import CATALOGUE_FILE

if TYPE_CHECKING:
    from collections.abc import Iterator


# The subject of a catalogue that is to be salvaged.
DAMAGE = "damage"
# So many damaged values are told one by one.
VALUES_NAMED = 5


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong.

    Attributes:
        subject: one word: ``damage``, ``catalogue``, ``vectors``, ...
        text: a sentence about what is wrong.
        remedy: a sentence about what a repair does or, once it was ``repaired``, did.
        is_serious: False for what costs nothing but time or space.
    """

    subject: str
    text: str
    remedy: str
    is_serious: bool = True
    repaired: bool = False

    @property
    def is_blocking(self) -> bool:
        """Whether the library cannot be trusted to open before this is repaired."""
        return self.subject == DAMAGE and not self.repaired


def examine(directory: Path, *, repair: bool) -> list[Problem]:
    """Looks at lock, leftovers and catalogue of a library directory.

    Without ``repair`` nothing is changed. With it, everything found is put right: the catalogue is backed up
    first or, where it is damaged, set aside.

    Raises:
        LibraryInUse: with ``repair``, while another process writes or, if the catalogue is damaged, reads.
        LibraryDamaged: with ``repair``, where nothing can be saved.
        LibraryTooNew, DiskFull, LibraryError: nothing was changed.
    """
    catalogue = directory / CATALOGUE_FILE
    owner = LibraryLock.left_behind(directory)
    lock = LibraryLock(directory) if repair else None
    try:
        # While somebody writes, an unfinished file is not a leftover.
        is_free = repair or not LibraryLock.is_held(directory)
        problems = [] if owner is None else [_stale_owner(owner)]
        problems += _leftovers(directory, repair=repair) if is_free else []
        if catalogue.exists():
            with described_errors(catalogue):
                problems += _examine_catalogue(catalogue, repair=repair)
    finally:
        if lock is not None:
            lock.release()
    return [replace(problem, repaired=repair) for problem in problems]


def damage(catalogue: Path) -> str:
    """Why a catalogue cannot be trusted, as part of a sentence; "" where it can.

    Raises LibraryTooNew, and sqlite3.DatabaseError where the catalogue cannot be opened for now.
    """
    try:
        checked_revision(catalogue)
        with closing(open_for_reading(catalogue)) as connection:
            report: str = connection.execute("PRAGMA integrity_check(1)").fetchone()[0]
            return "" if report == "ok" else report
    except LibraryDamaged:
        return "it holds no catalogue of photoorg"
    except sqlite3.DatabaseError as error:
        if is_of_the_place(error, catalogue):
            raise
        return str(error)
    except UnicodeDecodeError:
        # In SQLite's message, which quotes what lies in the file.
        return "its description of itself cannot be read"


def _stale_owner(owner: str) -> Problem:
    text = f"Process {owner} ended without letting go of the library."
    return Problem("lock", text, "Its note is removed; nothing was kept from others.", is_serious=False)


def _leftovers(directory: Path, *, repair: bool) -> list[Problem]:
    files = list(_unfinished_files(directory))
    if not files:
        return []
    size = sum(file.stat().st_size for file in files)
    if repair:
        for file in files:
            with suppress(FileNotFoundError):
                file.unlink()
    text = f"{_counted(len(files), 'unfinished file')} ({size / 1e6:,.1f} MB) of writing that was cut short."
    return [Problem("leftovers", text, "They are deleted.", is_serious=False)]


def _unfinished_files(directory: Path) -> Iterator[Path]:
    for folder, folders, names in os.walk(directory):
        if Path(folder) == directory:
            folders[:] = [name for name in folders if name != ASIDE_DIRECTORY]
        # SQLite puts its own files beside an unfinished catalogue.
        yield from (Path(folder, name) for name in names if name.endswith(".part") or ".part-" in name)


def _examine_catalogue(catalogue: Path, *, repair: bool) -> list[Problem]:
    if reason := damage(catalogue):
        return [_salvaged(catalogue, reason) if repair else _to_salvage(catalogue, reason)]
    with closing(open_for_reading(catalogue)) as connection:
        found = find_inconsistencies(connection)
        values = find_damaged_values(connection)
    problems = []
    if values:
        which = ", ".join(str(value) for value in values[:VALUES_NAMED])
        problems.append(
            Problem(
                "values",
                f"{_counted(len(values), 'value')} cannot be right: {which}"
                f"{', ...' if len(values) > VALUES_NAMED else ''}.",
                "What you said is taken from the newest backup that has it, else kept as far as it can be "
                "read; what files say is read from them again by photoorg sync.",
            )
        )
    if found.dangling:
        tables = sorted({f"{table} to {parent}" for table, _, parent in found.dangling})
        problems.append(
            Problem(
                "catalogue",
                f"{_counted(len(found.dangling), 'row')} refer to what is not there ({', '.join(tables)}).",
                "They are removed; places of photos are kept and read again.",
            )
        )
    if found.vectors:
        problems.append(
            Problem(
                "vectors",
                f"{_counted(len(found.vectors), 'vector')} have a wrong length or are no numbers.",
                "They are removed; photoorg sync describes these photos again.",
            )
        )
    if found.shots:
        problems.append(
            Problem(
                "shots",
                f"{_counted(len(found.shots), 'file')} lay elsewhere once, and may not be paired with the "
                "raw or JPEG beside them.",
                "Where they are now decides.",
                is_serious=False,
            )
        )
    if problems and repair:
        try:
            write_automatic_backup(catalogue, f"before-repair-{datetime.now():%Y%m%d-%H%M%S}")
        except LibraryDamaged:
            # SQLite looks at its own rules about values only where it might write.
            return [_salvaged(catalogue, "it has values that its own rules forbid")]
        # Without the one just made, which has the same damage.
        backups = list(whole_backups(catalogue))[1:] if values else []
        with closing(sqlite3.connect(catalogue)) as connection, connection:
            mend(connection, values, backups)
            remove_inconsistencies(connection, find_inconsistencies(connection))
    return problems


def _to_salvage(catalogue: Path, reason: str) -> Problem:
    backups = automatic_backups(catalogue)
    gaps = "there is no backup beside it to fill gaps from"
    if backups:
        made = datetime.fromtimestamp(backups[0].stat().st_mtime)
        gaps = f"gaps are filled from the backup of {made:%Y-%m-%d %H:%M}"
    return Problem(
        DAMAGE,
        f"The catalogue is damaged: {reason}.",
        f"All that can be read is saved in a new one, {gaps}, and the damaged one is set aside.",
    )


def _salvaged(catalogue: Path, reason: str) -> Problem:
    new = catalogue.with_name(f"{catalogue.name}.repair.part")
    try:
        saved = salvage(catalogue, new)
        aside = put_in_place(new, catalogue)
    finally:
        forget(new)
    return Problem(
        DAMAGE, f"The catalogue was damaged: {reason}.", f"{_account(saved)} The damaged one is in {aside}."
    )


def _account(saved: Salvage) -> str:
    rows = saved.rows
    counts = (
        _counted(rows["photo"], "photo"),
        _counted(rows["album"], "album"),
        _counted(rows["tag"], "tag"),
        _counted(rows["embedding"], "vector"),
    )
    text = f"Saved {', '.join(counts)}."
    if saved.mended:
        text += f" {_counted(saved.mended, 'value')} could not be right and were replaced."
    if not saved.gaps:
        return f"{text} Nothing was lost."
    text += f" Not all could be read of: {', '.join(saved.gaps)}"
    if saved.filled_from is None:
        return f"{text}; there was no backup to fill the gaps from."
    return f"{text}; gaps were filled from {saved.filled_from}."


def _counted(count: int, singular: str) -> str:
    return f"{count:,} {singular}{'' if count == 1 else 's'}"
