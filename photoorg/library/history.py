"""Taking back what the user changed: the rows that an operation touched are noted as they were.

Triggers note them, so that every operation, also one of a later day, can be taken back exactly, whatever rows
it changes on its way (https://www.sqlite.org/undoredo.html). They exist for the transactions of a recording
only. What files say is no part of it: that is for the disk to tell.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from sqlalchemy.exc import IntegrityError

from photoorg.errors import UserInputError
from photoorg.sentences import Sentence

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from sqlalchemy import Connection

    from photoorg.library.catalogue import Catalogue

# What a row was: the kind of change, and values as the statement of that kind takes them.
Entry = tuple[str, tuple[object, ...]]


@dataclass(frozen=True, slots=True)
class _Recorded:
    """A table whose changes can be taken back, and the columns that count; of ``photo`` those of the user.

    Attributes:
        owns_rows: whether rows come and go with operations.
        may_be_gone: columns that refer to rows of another table, which may have gone since.
    """

    name: str
    key: tuple[str, ...]
    columns: tuple[str, ...] = ()
    photo_column: str = ""
    owns_rows: bool = True
    may_be_gone: tuple[tuple[str, str], ...] = ()

    def kinds(self) -> Iterator[tuple[str, str, str, tuple[str, ...]]]:
        """For each kind of change: its name, when it happens, what takes it back, with which values."""
        is_key = " AND ".join(f"{column} = ?" for column in self.key)
        all_columns = (*self.key, *self.columns)
        for column in self.columns:
            # A tag may get other capitals only.
            is_another = f"old.{column} IS NOT new.{column} COLLATE BINARY"
            yield (
                f"{self.name}.{column}",
                f"UPDATE OF {column} ON main.{self.name} WHEN {is_another}",
                f"UPDATE {self.name} SET {column} = {self._value(column)} WHERE {is_key}",
                tuple(f"old.{name}" for name in (column, *self.key)),
            )
        if not self.owns_rows:
            return
        marks = ", ".join("?" * len(all_columns))
        # The same thing in two transactions is no conflict, but another one with its number is.
        known = "" if self.key == ("id",) else "ON CONFLICT DO NOTHING"
        yield (
            f"{self.name} deleted",
            f"DELETE ON main.{self.name}",
            f"INSERT INTO {self.name} ({', '.join(all_columns)}) VALUES ({marks}) {known}",
            tuple(f"old.{name}" for name in all_columns),
        )
        # Indexing may have put the tag on a photo that is an edit of a tagged one.
        unused = " AND id NOT IN (SELECT tag_id FROM photo_tag)" if self.name == "tag" else ""
        yield (
            f"{self.name} inserted",
            f"INSERT ON main.{self.name}",
            f"DELETE FROM {self.name} WHERE {is_key}{unused}",
            tuple(f"new.{name}" for name in self.key),
        )

    def _value(self, column: str) -> str:
        table = dict(self.may_be_gone).get(column)
        return "?" if table is None else f"(SELECT id FROM {table} WHERE id = ?)"


_TABLES = (
    _Recorded(
        "photo",
        ("id",),
        ("rating", "is_rated", "favourite", "title", "text", "quarter_turns"),
        "id",
        owns_rows=False,
    ),
    _Recorded("corrected_time", ("photo_id",), ("taken_at", "utc_offset_minutes"), "photo_id"),
    _Recorded(
        "corrected_place",
        ("photo_id",),
        ("latitude", "longitude", "altitude_m", "city", "region", "country"),
        "photo_id",
    ),
    _Recorded("denied", ("photo_id", "fact", "value"), photo_column="photo_id"),
    _Recorded("hidden", ("photo_id",), photo_column="photo_id"),
    _Recorded("removed", ("photo_id",), ("removed_at",), "photo_id"),
    _Recorded("stacked_photo", ("photo_id",), ("top_id", "position", "stacked_at"), "photo_id"),
    _Recorded("tag", ("id",), ("name",)),
    _Recorded("photo_tag", ("photo_id", "tag_id"), photo_column="photo_id"),
    _Recorded("album_folder", ("id",), ("name", "folded_name", "created_at", "parent_id")),
    _Recorded(
        "album",
        ("id",),
        ("name", "folded_name", "created_at", "query", "folder_id", "cover_photo_id", "description"),
    ),
    _Recorded("album_photo", ("album_id", "photo_id"), ("position",)),
    _Recorded("label", ("id",), ("name", "folded_name", "made_at")),
    _Recorded("label_verdict", ("photo_id", "label_id"), ("is_yes", "said_at"), "photo_id"),
    _Recorded("album_verdict", ("album_id", "photo_id"), ("fits", "source", "said_at")),
    # Which ones there are, photoorg finds by itself.
    _Recorded(
        "suggestion",
        ("id",),
        ("state", "said_name", "album_id"),
        owns_rows=False,
        may_be_gone=(("album_id", "album"),),
    ),
    _Recorded("suggestion_photo", ("suggestion_id", "photo_id"), ("position",)),
    _Recorded("suggestion_verdict", ("suggestion_id", "photo_id"), ("is_in",)),
    _Recorded(
        "being",
        ("id",),
        ("kind", "name", "folded_name", "is_ignored", "birthday", "cover_photo_id", "made_at"),
    ),
    # Follows from what is said, but for groups that nobody named: they are no more than that.
    _Recorded(
        "region",
        ("id",),
        ("being_id", "suggested_id"),
        owns_rows=False,
        may_be_gone=(("being_id", "being"), ("suggested_id", "being")),
    ),
    _Recorded(
        "verdict",
        ("photo_id", "id"),
        (
            *("kind", "left", "top", "width", "height"),
            *("being_id", "is_yes", "source", "said_name", "said_at"),
        ),
        "photo_id",
    ),
    _Recorded("copy_verdict", ("id",), ("are_copies", "said_at")),
    _Recorded("copy_verdict_photo", ("verdict_id", "photo_id"), photo_column="photo_id"),
)
_KINDS = {kind: (when, inverse, values) for table in _TABLES for kind, when, inverse, values in table.kinds()}
_MOST_VALUES = max(len(values) for _, _, values in _KINDS.values())
# Where among the values of a kind the id of a photo stands that looks different now.
_PHOTO_AT = {
    kind: [value.split(".")[1] for value in values].index(table.photo_column)
    for table in _TABLES
    if table.photo_column
    for kind, _, _, values in table.kinds()
}


@dataclass(frozen=True, slots=True)
class Step:
    """What one operation changed; false where that is nothing.

    Attributes:
        entries: the rows as they were, in the order in which they changed.
    """

    entries: tuple[Entry, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.entries)

    @property
    def photo_ids(self) -> frozenset[int]:
        """The photos about which something else is said now."""
        return frozenset(
            photo_id
            for kind, values in self.entries
            if kind in _PHOTO_AT and isinstance(photo_id := values[_PHOTO_AT[kind]], int)
        )

    @property
    def tag_ids(self) -> frozenset[int]:
        """The tags that have another name now, which is something else about every photo that has them."""
        return frozenset(
            tag_id
            for kind, values in self.entries
            if kind == "tag.name" and isinstance(tag_id := values[1], int)
        )

    @property
    def concerns_beings(self) -> bool:
        """Whether something else is said about people or pets."""
        return any(kind.startswith(("being", "verdict")) for kind, _ in self.entries)

    @property
    def concerns_labels(self) -> bool:
        """Whether there are other labels, or something else is said under them."""
        return any(kind.startswith("label") for kind, _ in self.entries)

    @property
    def concerns_albums(self) -> bool:
        """Whether an album, or what is in it, changed."""
        return any(kind.startswith("album") for kind, _ in self.entries)

    @property
    def concerns_suggestions(self) -> bool:
        """Whether something else was decided about a suggestion."""
        return any(kind.startswith("suggestion") for kind, _ in self.entries)


def _begin_statements() -> Iterator[str]:
    columns = ", ".join(f"v{place}" for place in range(_MOST_VALUES))
    yield f"CREATE TEMP TABLE change (id INTEGER PRIMARY KEY, kind, {columns})"
    for place, (kind, (when, _, values)) in enumerate(_KINDS.items()):
        names = ", ".join(f"v{column}" for column in range(len(values)))
        yield (
            f"CREATE TEMP TRIGGER change_{place} AFTER {when} BEGIN"
            f" INSERT INTO change (kind, {names}) VALUES ('{kind}', {', '.join(values)}); END"
        )


_BEGIN = tuple(_begin_statements())
_END = (*(f"DROP TRIGGER temp.change_{place}" for place in range(len(_KINDS))), "DROP TABLE temp.change")


def _execute_all(connection: Connection, statements: Iterable[str]) -> None:
    """Straight by SQLite: there are a hundred of them in everything that can be taken back."""
    sqlite = connection.connection.driver_connection
    assert sqlite is not None
    for statement in statements:
        sqlite.execute(statement)


class Recording:
    """Notes what transactions change, see :meth:`History.recording`.

    Attributes:
        step: what has been committed so far.
    """

    def __init__(self) -> None:
        self.step = Step()

    def begin(self, connection: Connection) -> None:
        """A transaction begins."""
        _execute_all(connection, _BEGIN)

    def end(self, connection: Connection) -> None:
        """The transaction is about to be committed."""
        rows = connection.exec_driver_sql("SELECT * FROM change ORDER BY id").all()
        entries = tuple((row[1], tuple(row[2 : 2 + len(_KINDS[row[1]][2])])) for row in rows)
        self.step = Step(self.step.entries + entries)
        _execute_all(connection, _END)


class History:
    """Records what operations change, and takes it back. Who keeps the steps keeps their order: the last one
    is taken back first."""

    def __init__(self, catalogue: Catalogue, on_change: Callable[[Step], None]) -> None:
        """``on_change`` is called after something was taken back."""
        self._catalogue = catalogue
        self._on_change = on_change

    @contextmanager
    def recording(self) -> Iterator[Recording]:
        """What this thread changes meanwhile is one step: all of it stays, or nothing where an error ends it.
        Others that write wait, so nothing that takes long should be done in here."""
        recording = Recording()
        with self._catalogue.observed(recording):
            try:
                yield recording
            except BaseException:
                done = recording.step
                self._reverse(done)
                self._on_change(done)
                raise

    def take_back(self, step: Step) -> Step:
        """Makes everything as it was before the step; returns the step that takes this back in turn.

        Raises UserInputError where what changed since stands in the way; then nothing is changed.
        """
        recording = Recording()
        try:
            with self._catalogue.observed(recording):
                self._reverse(step)
        except IntegrityError as error:
            raise UserInputError(Sentence("That cannot be done, for things have changed since.")) from error
        self._on_change(recording.step)
        return recording.step

    def _reverse(self, step: Step) -> None:
        if not step:
            return
        with self._catalogue.writing() as connection:
            for kind, entries in groupby(reversed(step.entries), key=lambda entry: entry[0]):
                connection.exec_driver_sql(_KINDS[kind][1], [values for _, values in entries])
