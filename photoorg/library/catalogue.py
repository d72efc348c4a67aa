"""Opens the catalogue: SQLite in WAL mode, migrated by Alembic, guarded against newer versions."""

from __future__ import annotations

import sqlite3
import threading
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from sqlalchemy import Connection, RootTransaction, create_engine, event
from sqlalchemy.exc import OperationalError

from photoorg.errors import LibraryDamaged, LibraryTooNew, UserInputError
from photoorg.library.backups import (
    LOCK_WAIT_S,
    open_beside_writers,
    open_for_reading,
    write_automatic_backup,
    write_backup,
)
from photoorg.library.database_errors import REPAIR, described_errors, has_place_beside
from photoorg.library.new_catalogue import make_new
from photoorg.library.sql_functions import add_functions
from photoorg.sentences import Sentence

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from photoorg.library.history import Recording

MIGRATIONS = Path(__file__).parent / "migrations"
CURRENT_REVISION = "0020"


class _Joint(threading.local):
    """The transaction that several of a thread are within."""

    def __init__(self) -> None:
        self.connection: Connection | None = None
        self.once_kept: list[Callable[[], None]] = []


class Catalogue:
    """The database of one library.

    Reads run on a pooled connection each, beside one another and beside the writer. Writes are
    serialised here, so that a thread never meets "database is locked" from its own process.
    """

    def __init__(self, path: Path, *, read_only: bool = False) -> None:
        """Opens, creates or migrates.

        Args:
            read_only: where nobody may write, an older catalogue is read from a copy that is up to date.

        Raises:
            LibraryTooNew, LibraryDamaged, DiskFull, LibraryError: nothing was changed.
        """
        self.path = path
        self._copy: TemporaryDirectory[str] | None = None
        self._read_only = read_only
        self._write_lock = threading.RLock()
        self._observer: Recording | None = None
        self._joint = _Joint()
        with described_errors(path):
            if read_only and not has_place_beside(path) and needs_migration(path):
                self._copy = TemporaryDirectory(prefix="photoorg-", ignore_cleanup_errors=True)
                path = write_backup(path, Path(self._copy.name) / path.name).file
            _bring_up_to_date(path, backed_up=self._copy is not None)
            self._engine = create_engine(f"sqlite:///{path}", connect_args={"timeout": LOCK_WAIT_S})
            if read_only:
                event.listen(self._engine, "do_connect", lambda *_: open_beside_writers(path))
            event.listen(self._engine, "connect", _configure_connection)
            event.listen(self._engine, "begin", _begin)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees one consistent state and changes nothing."""
        if self._joint.connection is not None:
            yield self._joint.connection
            return
        with described_errors(self.path), self._engine.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """One transaction: all of it is kept, or none. Raises UserInputError when opened for reading."""
        self.require_writable()
        if self._joint.connection is not None:
            yield self._joint.connection
            return
        with self._write_lock, described_errors(self.path):
            connection, transaction = self._begun()
            with connection, transaction:
                if self._observer is None:
                    yield connection
                else:
                    self._observer.begin(connection)
                    yield connection
                    self._observer.end(connection)

    @contextmanager
    def together(self) -> Iterator[None]:
        """What this thread writes meanwhile is one transaction, which it sees when it reads."""
        if self._joint.connection is not None:
            yield
            return
        with self.writing() as connection:
            self._joint.connection = connection
            try:
                yield
            finally:
                self._joint.connection = None
                kept, self._joint.once_kept = self._joint.once_kept, []
        for tell in kept:
            tell()

    def once_kept(self, tell: Callable[[], None]) -> None:
        """Calls ``tell`` once what this thread has just written can be read by others; never if it is not
        kept."""
        if self._joint.connection is None:
            tell()
        else:
            self._joint.once_kept.append(tell)

    @contextmanager
    def observed(self, observer: Recording) -> Iterator[None]:
        """The transactions of this thread are told to ``observer``; other threads wait with theirs."""
        with self._write_lock:
            before, self._observer = self._observer, observer
            try:
                yield
            finally:
                self._observer = before

    def _begun(self) -> tuple[Connection, RootTransaction]:
        try:
            return self._begun_on_any()
        except OperationalError as error:
            if not getattr(error.orig, "sqlite_errorname", "").startswith("SQLITE_READONLY"):
                raise
        # A connection made while the file might not be written never notices that now it may.
        self._engine.dispose()
        return self._begun_on_any()

    def _begun_on_any(self) -> tuple[Connection, RootTransaction]:
        connection = self._engine.connect().execution_options(photoorg_write=True)
        try:
            transaction = connection.begin()
            # On a connection that cannot write, BEGIN IMMEDIATE begins to read, and says nothing.
            connection.exec_driver_sql("DELETE FROM library WHERE 0")
            return connection, transaction
        except BaseException:
            connection.close()
            raise

    def require_writable(self) -> None:
        """Raises UserInputError when opened for reading."""
        if self._read_only:
            raise UserInputError(Sentence("This library was opened for reading only."))

    def faults(self) -> list[str]:
        """What SQLite's integrity and foreign key checks report; empty when all is sound."""
        with self.reading() as connection:
            report = [row[0] for row in connection.exec_driver_sql("PRAGMA integrity_check")]
            dangling = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
        faults = [line for line in report if line != "ok"]
        return faults + [f"table {row[0]} refers to a missing row of {row[2]}" for row in dangling]

    def close_connections(self) -> None:
        """Closes every connection that is not in use; new ones are made when needed."""
        self._engine.dispose()

    def close(self) -> None:
        """Closes every connection."""
        self.close_connections()
        if self._copy is not None:
            self._copy.cleanup()


def _configure_connection(connection: sqlite3.Connection, _record: object) -> None:
    # SQLAlchemy's advice for pysqlite: take over BEGIN, so that transactions are real.
    connection.isolation_level = None
    # A text with damaged bytes must not keep others from being read.
    connection.text_factory = lambda data: data.decode("utf-8", "replace")
    connection.execute("PRAGMA journal_mode = WAL")
    # What the user said survives a power cut as well: every commit reaches the disk.
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")
    add_functions(connection)


def _begin(connection: Connection) -> None:
    # A deferred transaction that turns into a writer half-way can fail at once; IMMEDIATE waits.
    write = connection.get_execution_options().get("photoorg_write", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")


def needs_migration(path: Path) -> bool:
    """Whether opening the catalogue would make or migrate it, which only its one writer may do.

    Raises:
        LibraryTooNew, LibraryDamaged, LibraryError: nothing was changed.
    """
    with described_errors(path):
        return checked_revision(path) != CURRENT_REVISION


def can_be_migrated(path: Path) -> bool:
    """Whether there is the right and the space to write the catalogue."""
    return has_place_beside(path)


def _bring_up_to_date(path: Path, *, backed_up: bool) -> None:
    revision = checked_revision(path)
    if revision == CURRENT_REVISION:
        return
    if revision is not None and not backed_up:
        write_automatic_backup(path, revision)
    migrate(path)


def checked_revision(path: Path) -> str | None:
    """The revision of the file, None for a new or empty one. Raises LibraryTooNew."""
    revision = _revision(path)
    known = {file.name.split("_")[0] for file in (MIGRATIONS / "versions").glob("[0-9]*.py")}
    if revision is not None and revision not in known:
        raise LibraryTooNew(
            Sentence(
                "This library was written by a newer photoorg (catalogue version {revision}, this program "
                "knows {known}). Nothing was changed; please update photoorg.",
                revision=revision,
                known=CURRENT_REVISION,
            )
        )
    return revision


def _revision(path: Path) -> str | None:
    if not path.exists():
        return None
    if path.stat().st_size == 0:
        # Making a library may be cut short here, but then nothing has been cached yet.
        if (path.parent / "cache").exists():
            raise LibraryDamaged(
                Sentence(
                    "The catalogue ‘{path}’ is empty, though it was in use. {repair}",
                    path=path,
                    repair=REPAIR,
                )
            )
        return None
    with closing(open_for_reading(path)) as connection:
        tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type='table'")}
        if not tables:
            return None
        if "alembic_version" not in tables:
            raise LibraryDamaged(Sentence("‘{path}’ is not a photoorg catalogue.", path=path))
        row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    return None if row is None else str(row[0])


def migrate(path: Path, revision: str = "head") -> None:
    """Makes a catalogue that nobody has open, or brings it to a revision, or leaves it as it was."""
    if not _made(path, revision):
        run_migrations(path, revision)


def _made(path: Path, revision: str) -> bool:
    with closing(sqlite3.connect(path, timeout=LOCK_WAIT_S)) as connection:
        _configure_connection(connection, None)
        return make_new(connection, CURRENT_REVISION if revision == "head" else revision)


def run_migrations(path: Path, revision: str = "head") -> None:
    """As :func:`migrate`, always by one migration after another."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    engine = create_engine(f"sqlite:///{path}", connect_args={"timeout": LOCK_WAIT_S})
    event.listen(engine, "connect", _configure_connection)
    event.listen(engine, "begin", _begin)
    try:
        with engine.connect().execution_options(photoorg_write=True) as connection, connection.begin():
            config.attributes["connection"] = connection
            command.upgrade(config, revision)
    finally:
        engine.dispose()
