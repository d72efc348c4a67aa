"""Saves what can be read of a damaged catalogue, row by row, and fills the gaps from a backup."""

from __future__ import annotations

import sqlite3
from collections import deque
from contextlib import closing, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from photoorg.errors import BackupError, LibraryDamaged, LibraryTooNew
from photoorg.library.backups import automatic_backups, open_for_reading, read_backup
from photoorg.library.catalogue import checked_revision, migrate
from photoorg.library.consistency import find_inconsistencies, remove_inconsistencies
from photoorg.library.damaged_values import find_damaged_values, mend
from photoorg.library.restoring import copy_bare, forget, settle

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# Referred to before they refer.
TABLES = (
    "folder",
    "location",
    "photo",
    "corrected_time",
    "corrected_place",
    "denied",
    "hidden",
    "removed",
    "stacked_photo",
    "former_content",
    "file",
    "tag",
    "photo_tag",
    "album_folder",
    "album",
    "album_photo",
    "label",
    "label_verdict",
    "album_verdict",
    "suggestion",
    "suggestion_photo",
    "suggestion_verdict",
    "suggestion_run",
    "being",
    "verdict",
    "region",
    "analysed",
    "copy_verdict",
    "copy_verdict_photo",
    "model",
    "embedding",
)
# Around a damaged page rows are asked for one by one; a bound for a catalogue that is nothing but damage.
PROBES_PER_TABLE = 5_000
# What is tried beyond the last row that can be read, where nothing says which one is the last.
ROWS_BEYOND = 100_000
# Python cannot always take SQLite's message, which may quote what lies in the file.
UNREADABLE = (sqlite3.DatabaseError, UnicodeDecodeError)
_FILLINGS = {
    # Ids of photos are never used twice, so the same id is the same photo.
    "folder": "INSERT OR IGNORE INTO folder (path, added_at) SELECT path, added_at FROM spare.folder",
    "location": "INSERT OR IGNORE INTO location SELECT * FROM spare.location",
    "photo": "INSERT OR IGNORE INTO photo SELECT * FROM spare.photo",
    # Only where the photo still says so: the user may have taken it back since.
    "corrected_time": (
        "INSERT OR IGNORE INTO corrected_time SELECT said.* FROM spare.corrected_time AS said"
        " JOIN photo ON photo.id = said.photo_id AND photo.taken_at_source = 'user'"
    ),
    "corrected_place": (
        "INSERT OR IGNORE INTO corrected_place SELECT said.* FROM spare.corrected_place AS said"
        " JOIN photo ON photo.id = said.photo_id AND photo.latitude IS said.latitude"
        " AND photo.longitude IS said.longitude"
    ),
    "denied": "INSERT OR IGNORE INTO denied SELECT * FROM spare.denied",
    "hidden": "INSERT OR IGNORE INTO hidden SELECT * FROM spare.hidden",
    "removed": "INSERT OR IGNORE INTO removed SELECT * FROM spare.removed",
    "stacked_photo": "INSERT OR IGNORE INTO stacked_photo SELECT * FROM spare.stacked_photo",
    "former_content": "INSERT OR IGNORE INTO former_content SELECT * FROM spare.former_content",
    "file": "INSERT OR IGNORE INTO file SELECT * FROM spare.file WHERE path NOT IN (SELECT path FROM file)",
    "tag": "INSERT OR IGNORE INTO tag (name) SELECT name FROM spare.tag",
    "photo_tag": (
        "INSERT OR IGNORE INTO photo_tag (photo_id, tag_id) SELECT put.photo_id, tag.id"
        " FROM spare.photo_tag AS put JOIN spare.tag AS said ON said.id = put.tag_id"
        " JOIN tag ON tag.name = said.name"
    ),
    # No id of a folder is ever used twice, and those of their parents stay right.
    "album_folder": "INSERT OR IGNORE INTO album_folder SELECT * FROM spare.album_folder",
    "album": (
        "INSERT OR IGNORE INTO album"
        " (name, folded_name, created_at, query, description, cover_photo_id, folder_id)"
        " SELECT was.name, was.folded_name, was.created_at, was.query, was.description, was.cover_photo_id,"
        " was.folder_id FROM spare.album AS was"
    ),
    "album_photo": (
        "INSERT OR IGNORE INTO album_photo (album_id, photo_id, position)"
        " SELECT album.id, put.photo_id, put.position FROM spare.album_photo AS put"
        " JOIN spare.album AS said ON said.id = put.album_id"
        " JOIN album ON album.folded_name = said.folded_name"
    ),
    "album_verdict": (
        "INSERT OR IGNORE INTO album_verdict (album_id, photo_id, fits, source, said_at)"
        " SELECT album.id, put.photo_id, put.fits, put.source, put.said_at FROM spare.album_verdict AS put"
        " JOIN spare.album AS said ON said.id = put.album_id"
        " JOIN album ON album.folded_name = said.folded_name"
    ),
    # As with photos, no id is ever used twice; an album may have got another one.
    "suggestion": (
        "INSERT OR IGNORE INTO suggestion (id, kind, state, said_name, album_id, began_at, ended_at, place,"
        " words, beings, newest_photo_id) SELECT old.id, old.kind, old.state, old.said_name, album.id,"
        " old.began_at, old.ended_at, old.place, old.words, old.beings, old.newest_photo_id"
        " FROM spare.suggestion AS old LEFT JOIN spare.album AS said ON said.id = old.album_id"
        " LEFT JOIN album ON album.folded_name = said.folded_name"
    ),
    "suggestion_photo": "INSERT OR IGNORE INTO suggestion_photo SELECT * FROM spare.suggestion_photo",
    "suggestion_verdict": "INSERT OR IGNORE INTO suggestion_verdict SELECT * FROM spare.suggestion_verdict",
    # As with photos, no id is ever used twice.
    "label": "INSERT OR IGNORE INTO label SELECT * FROM spare.label",
    "label_verdict": "INSERT OR IGNORE INTO label_verdict SELECT * FROM spare.label_verdict",
    "being": "INSERT OR IGNORE INTO being SELECT * FROM spare.being",
    "verdict": "INSERT OR IGNORE INTO verdict SELECT * FROM spare.verdict",
    "copy_verdict": "INSERT OR IGNORE INTO copy_verdict SELECT * FROM spare.copy_verdict",
    "copy_verdict_photo": "INSERT OR IGNORE INTO copy_verdict_photo SELECT * FROM spare.copy_verdict_photo",
    "model": "INSERT OR IGNORE INTO model (key, dimension) SELECT key, dimension FROM spare.model",
    # A vector of bytes that the photo no longer has is worth nothing.
    "embedding": (
        "INSERT OR IGNORE INTO embedding (model_id, photo_id, vector)"
        " SELECT model.id, old.photo_id, old.vector FROM spare.embedding AS old"
        " JOIN spare.model AS known ON known.id = old.model_id JOIN model ON model.key = known.key"
        " JOIN spare.photo AS was ON was.id = old.photo_id"
        " JOIN photo ON photo.id = was.id AND photo.content_hash = was.content_hash"
    ),
}
# What is said about a thing and the thing itself: where one has gaps, both are filled.
_TOGETHER = (
    ("tag", "photo_tag"),
    ("album_folder", "album"),
    ("album", "album_photo"),
    ("album", "album_verdict"),
    ("label", "label_verdict"),
    ("being", "verdict"),
    ("copy_verdict", "copy_verdict_photo"),
    ("suggestion", "suggestion_photo", "suggestion_verdict"),
    ("model", "embedding"),
)


@dataclass(frozen=True, slots=True)
class Salvage:
    """What could be saved.

    Attributes:
        rows: number of rows in each table of the new catalogue.
        gaps: tables of which not everything could be read.
        filled_from: the backup that the gaps were filled from; None where there were none, or no backup.
        mended: number of values that could not be right.
    """

    rows: dict[str, int]
    gaps: tuple[str, ...]
    filled_from: Path | None
    mended: int


def salvage(damaged: Path, new: Path) -> Salvage:
    """Writes a sound catalogue to ``new`` from what can be read of a damaged one that nobody writes to.

    Raises LibraryDamaged where nothing can be read and there is no backup; else as
    :func:`photoorg.library.restoring.restore`.
    """
    forget(new)
    migrate(new, _revision(damaged))
    with closing(sqlite3.connect(new)) as target:
        gaps = _copy_tables(damaged, target)
        values = find_damaged_values(target)
        with target:
            mend(target, values, whole_backups(damaged) if values else ())
        # A page that holds another's content is read without complaint; what refers to its rows tells.
        for table, _, parent in find_inconsistencies(target).dangling:
            gaps |= {table, parent}
    migrate(new)
    spare = next(whole_backups(damaged), None) if gaps else None
    if spare is None and len(gaps) == len(TABLES):
        raise LibraryDamaged(
            f"Nothing of the catalogue ‘{damaged}’ can be read, and there is no backup beside it. "
            "Put one of yours in its place with: photoorg restore FILE"
        )
    if spare is not None:
        _fill(new, spare, gaps)
    with closing(sqlite3.connect(new)) as target:
        with target:
            remove_inconsistencies(target, find_inconsistencies(target))
            _apply_corrections(target)
            if "region" in gaps:
                # Photos are looked through again.
                target.execute("DELETE FROM analysed")
        rows = {table: target.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in TABLES}
    settle(new)
    return Salvage(rows, tuple(sorted(gaps)), spare, len(values))


def _revision(damaged: Path) -> str:
    """The damaged catalogue's own, so that a migration sees what it expects; ours where it is unreadable."""
    with suppress(*UNREADABLE, LibraryDamaged):
        return checked_revision(damaged) or "head"
    return "head"


def whole_backups(catalogue: Path) -> Iterator[Path]:
    """The backups beside a catalogue that can be relied on, newest first."""
    for file in automatic_backups(catalogue):
        with suppress(BackupError, LibraryTooNew):
            read_backup(file)
            checked_revision(file)
            yield file


def _copy_tables(damaged: Path, target: sqlite3.Connection) -> set[str]:
    """Copies every row that can be read; returns the tables with gaps."""
    gaps = set()
    with closing(open_for_reading(damaged)) as source:
        source.text_factory = _text_or_bytes
        # A value that cannot be right is mended afterwards; its row is none the worse for it.
        target.execute("PRAGMA ignore_check_constraints = ON")
        for table in TABLES:
            columns = [row[1] for row in target.execute(f"PRAGMA table_info({table})")]
            reader = _Rows(source, table, columns)
            marks = ", ".join("?" * len(columns))
            with target:
                for row in reader:
                    # A row whose values cannot be right is a gap as well.
                    done = target.execute(
                        f"INSERT OR IGNORE INTO {table} ({', '.join(columns)}) VALUES ({marks})", row
                    )
                    reader.has_gaps |= done.rowcount == 0
            if reader.has_gaps:
                gaps.add(table)
        with suppress(*UNREADABLE), target:
            # An id that was given to a photo once is never given again.
            for name, last in source.execute("SELECT name, seq FROM sqlite_sequence").fetchall():
                target.execute("UPDATE sqlite_sequence SET seq = max(seq, ?) WHERE name = ?", (last, name))
    return gaps


def _text_or_bytes(data: bytes) -> str | bytes:
    try:
        return data.decode()
    except UnicodeDecodeError:
        return data


class _Rows:
    """The rows of a table that can be read, each once.

    Attributes:
        has_gaps: whether some cannot; known after the last one.
    """

    def __init__(self, source: sqlite3.Connection, table: str, columns: list[str]) -> None:
        self.has_gaps = False
        self._is_whole = True
        self._source = source
        self._table = table
        # Not from an index, which may be damaged where the table is not.
        self._select = (
            f"SELECT rowid, {', '.join(columns)} FROM {table} NOT INDEXED"
            " WHERE rowid BETWEEN ? AND ? ORDER BY rowid"
        )

    def __iter__(self) -> Iterator[tuple[object, ...]]:
        """From the first until damage, from the last until damage, then what lies between by halves."""
        low = 1
        for rowid, *values in self._read(low, 2**63 - 1):
            low = rowid + 1
            yield tuple(values)
        if self._is_whole:
            return
        high = self._last_rowid(low)
        for rowid, *values in self._read(low, high, "DESC"):
            high = rowid - 1
            yield tuple(values)
        ranges, probes = deque([(low, high)]), 0
        while ranges and probes < PROBES_PER_TABLE:
            low, high = ranges.popleft()
            probes += 1
            for rowid, *values in self._read(low, high):
                low = rowid + 1
                yield tuple(values)
            if not self._is_whole and low < high:
                middle = (low + high) // 2
                ranges += [(low, middle), (middle + 1, high)]

    def _read(self, low: int, high: int, order: str = "") -> Iterator[tuple[int, *tuple[object, ...]]]:
        try:
            yield from self._source.execute(f"{self._select} {order}", (low, high))
            self._is_whole = True
        except UNREADABLE:
            self._is_whole, self.has_gaps = False, True

    def _last_rowid(self, known: int) -> int:
        for question in (
            f"SELECT max(rowid) FROM {self._table} NOT INDEXED",
            f"SELECT seq FROM sqlite_sequence WHERE name = '{self._table}'",
        ):
            with suppress(*UNREADABLE):
                row = self._source.execute(question).fetchone()
                if row is not None and isinstance(row[0], int):
                    return row[0]
        return known + ROWS_BEYOND


def _apply_corrections(target: sqlite3.Connection) -> None:
    """Photos and corrections of their times and places may have been saved from different days."""
    # Triggers put it into the photos.
    target.execute("UPDATE corrected_time SET taken_at = taken_at")
    target.execute("UPDATE corrected_place SET latitude = latitude")
    known = "SELECT photo_id FROM corrected_time"
    lost = f"SELECT id FROM photo WHERE taken_at_source = 'user' AND id NOT IN ({known})"
    target.execute(f"UPDATE file SET state = 'pending' WHERE state = 'read' AND photo_id IN ({lost})")
    # What the file says is read from it again.
    target.execute(
        "INSERT INTO corrected_time (photo_id, taken_at, utc_offset_minutes, keeps_file)"
        f" SELECT id, taken_at, utc_offset_minutes, 1 FROM photo WHERE id IN ({lost})"
    )


def _fill(new: Path, spare: Path, gaps: set[str]) -> None:
    """Puts rows of a backup where rows are missing; what is there stays as it is."""
    unfinished = new.with_name(f"{new.name}.spare.part")
    try:
        copy_bare(spare, unfinished)
        migrate(unfinished)
        incomplete = {*gaps, *(table for pair in _TOGETHER if {*pair} & {*gaps} for table in pair)}
        with closing(sqlite3.connect(new)) as target:
            target.execute("ATTACH ? AS spare", (str(unfinished),))
            with target:
                for table, statement in _FILLINGS.items():
                    if table in incomplete:
                        target.execute(statement)
    finally:
        forget(unfinished)
