"""Opening, making, migrating and refusing catalogues, on real SQLite files."""

from __future__ import annotations

import hashlib
import shutil
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import create_engine, event, insert, select

from photoorg.errors import LibraryDamaged, LibraryError, LibraryTooNew, UserInputError
from photoorg.library import catalogue as catalogue_module
from photoorg.library.backups import write_automatic_backup
from photoorg.library.catalogue import CURRENT_REVISION, Catalogue, needs_migration, run_migrations
from photoorg.library.schema import Base, FileRow, FormerContentRow, PhotoRow, TagRow

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

NEXT_REVISION = """
from alembic import op
import sqlalchemy as sa

revision = "9999"
down_revision = "{before}"


def upgrade():
    op.add_column("tag", sa.Column("colour", sa.String(), nullable=True))
    {then}
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "catalogue.sqlite3"


@pytest.fixture
def next_version(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Makes this photoorg one revision newer; its migration ends with the given statement."""

    def install(then: str = "pass") -> None:
        migrations = tmp_path / "migrations"
        shutil.copytree(catalogue_module.MIGRATIONS, migrations, ignore=shutil.ignore_patterns("__pycache__"))
        (migrations / "versions" / "9999_colours.py").write_text(
            NEXT_REVISION.format(then=then, before=CURRENT_REVISION)
        )
        monkeypatch.setattr(catalogue_module, "MIGRATIONS", migrations)
        monkeypatch.setattr(catalogue_module, "CURRENT_REVISION", "9999")

    return install


def with_tag(path: Path, name: str) -> None:
    catalogue = Catalogue(path)
    with catalogue.writing() as connection:
        connection.execute(insert(TagRow).values(name=name))
    catalogue.close()


def tags(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as connection:
        return [name for (name,) in connection.execute("SELECT name FROM tag ORDER BY name")]


def columns(path: Path, table: str) -> set[str]:
    with closing(sqlite3.connect(path)) as connection:
        return {row[1] for row in connection.execute(f"PRAGMA table_info({table})")}


def what_is_in(path: Path) -> dict[str, object]:
    """All that makes one new catalogue differ from another, but for names of its own and the time."""
    pragmas = ("page_size", "encoding", "auto_vacuum", "user_version", "application_id", "journal_mode")
    with closing(sqlite3.connect(path)) as connection:
        made = connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_master").fetchall()
        tables = [name for kind, name, *_ in made if kind == "table"]
        ((number, *names, made_at),) = connection.execute(
            "SELECT id, uuid, sidecar_id, created_at FROM library"
        )
        return {
            # Alembic writes the constraints of a table that it copies in any order.
            "made": sorted(
                (*names, sorted(line.strip("\t ,") for line in (sql or "").splitlines()))
                for *names, sql in made
            ),
            "columns": {name: list(connection.execute(f"PRAGMA table_xinfo('{name}')")) for name in tables},
            "rows": {
                name: connection.execute(f"SELECT count(*) FROM '{name}'").fetchone() for name in tables
            },
            "pragmas": {name: connection.execute(f"PRAGMA {name}").fetchone() for name in pragmas},
            "revision": connection.execute("SELECT * FROM alembic_version").fetchall(),
            "library": (number, [len(name) for name in names], len(made_at)),
        }


def state_of(directory: Path) -> dict[str, str]:
    return {
        str(file.relative_to(directory)): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in directory.rglob("*")
        if file.is_file()
    }


def test_made_from_nothing_it_has_what_the_models_say(path: Path) -> None:
    catalogue = Catalogue(path)
    with catalogue.reading() as connection:
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
        assert compare_metadata(MigrationContext.configure(connection), Base.metadata) == []
    assert catalogue.faults() == []
    catalogue.close()


def test_a_new_catalogue_is_as_all_migrations_make_one(path: Path) -> None:
    migrated = path.with_name("migrated.sqlite3")
    run_migrations(migrated)
    Catalogue(path).close()
    assert what_is_in(path) == what_is_in(migrated), "python packaging/new_catalogue.py makes it so"


@pytest.mark.parametrize("at", ["CREATE TABLE photo", "INSERT INTO library", "COMMIT"])
def test_a_making_that_is_cut_short_leaves_nothing_half_done(path: Path, at: str) -> None:
    program = f"""
import os, sqlite3
from pathlib import Path
from photoorg.library import catalogue

class Connection(sqlite3.Connection):
    def execute(self, statement, *rest):
        if statement.lstrip().startswith({at!r}):
            os._exit(9)
        return super().execute(statement, *rest)

connect = sqlite3.connect
catalogue.sqlite3.connect = lambda *of, **how: connect(*of, factory=Connection, **how)
catalogue.Catalogue(Path({str(path)!r}))
"""
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 9
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT * FROM sqlite_master").fetchall() == []
    catalogue = Catalogue(path)
    assert catalogue.faults() == []
    catalogue.close()
    assert not needs_migration(path)


def test_two_that_make_the_same_catalogue_make_one(path: Path) -> None:
    started, made = threading.Barrier(4), []

    def make() -> None:
        started.wait()
        catalogue = Catalogue(path)
        with catalogue.reading() as connection:
            made.append(connection.exec_driver_sql("SELECT uuid FROM library").all())
        catalogue.close()

    threads = [threading.Thread(target=make) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(made) == 4
    assert all(known == made[0] for known in made)
    assert len(made[0]) == 1


def test_a_new_catalogue_of_a_version_without_statements_is_migrated(
    path: Path, next_version: Callable[[], None]
) -> None:
    next_version()
    Catalogue(path).close()
    assert not needs_migration(path)
    assert "colour" in columns(path, "tag")


def test_foreign_keys_hold(path: Path) -> None:
    catalogue = Catalogue(path)
    with pytest.raises(Exception, match="FOREIGN KEY"), catalogue.writing() as connection:
        connection.execute(insert(FormerContentRow).values(content_hash=b"x", photo_id=7))
    catalogue.close()


def test_a_failed_transaction_leaves_nothing(path: Path) -> None:
    catalogue = Catalogue(path)

    def write_half() -> None:
        with catalogue.writing() as connection:
            connection.execute(insert(TagRow).values(name="half"))
            raise RuntimeError("on the way")

    with pytest.raises(RuntimeError):
        write_half()
    with catalogue.reading() as connection:
        assert connection.execute(select(TagRow.name)).all() == []
    catalogue.close()


def test_writers_of_many_threads_wait_for_each_other(path: Path) -> None:
    catalogue = Catalogue(path)

    def write(name: str) -> None:
        for number in range(10):
            with catalogue.writing() as connection:
                connection.execute(insert(TagRow).values(name=f"{name} {number}"))

    threads = [threading.Thread(target=write, args=(name,)) for name in "abcd"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    catalogue.close()
    assert len(tags(path)) == 40


def test_a_connection_made_while_the_file_may_not_be_written_is_not_kept(path: Path) -> None:
    catalogue = Catalogue(path)
    # As SQLite opens a file that may not be written.
    only_reading = sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True, check_same_thread=False)
    only_reading.isolation_level = None
    catalogue._engine.dispose()
    made = iter([only_reading])
    event.listen(catalogue._engine, "do_connect", lambda *_: next(made, None))
    with catalogue.reading() as connection:
        connection.execute(select(TagRow.name)).all()
    with catalogue.writing() as connection:
        connection.execute(insert(TagRow).values(name="beach"))
    catalogue.close()
    assert tags(path) == ["beach"]


def test_opened_for_reading_it_takes_no_writes(path: Path) -> None:
    Catalogue(path).close()
    catalogue = Catalogue(path, read_only=True)
    with pytest.raises(UserInputError, match="reading only"), catalogue.writing():
        pass
    catalogue.close()


def test_a_newer_catalogue_is_refused_and_left_alone(path: Path) -> None:
    with_tag(path, "beach")
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '99999'")
        connection.commit()
    before = state_of(path.parent)
    for read_only in (False, True):
        with pytest.raises(LibraryTooNew, match=r"newer photoorg .*99999.* Nothing was changed"):
            Catalogue(path, read_only=read_only)
    with pytest.raises(LibraryTooNew):
        needs_migration(path)
    assert state_of(path.parent) == before


def test_a_migration_keeps_a_copy_of_what_was(path: Path, next_version: Callable[[], None]) -> None:
    with_tag(path, "beach")
    assert not needs_migration(path)
    next_version()
    assert needs_migration(path)
    Catalogue(path).close()
    assert not needs_migration(path)
    assert "colour" in columns(path, "tag")
    assert tags(path) == ["beach"]
    (backup,) = (path.parent / "backups").iterdir()
    assert backup.name == f"catalogue-{CURRENT_REVISION}.sqlite3"
    assert tags(backup) == ["beach"]
    assert "colour" not in columns(backup, "tag")


def test_a_migration_that_fails_changes_nothing(path: Path, next_version: Callable[[str], None]) -> None:
    with_tag(path, "beach")
    next_version("op.execute('INSERT INTO nowhere VALUES (1)')")
    with pytest.raises(LibraryError, match="nowhere"):
        Catalogue(path)
    assert "colour" not in columns(path, "tag")
    assert tags(path) == ["beach"]
    assert needs_migration(path)


def test_a_catalogue_from_before_image_hashes_knows_the_bytes_of_every_place(path: Path) -> None:
    config = Config()
    config.set_main_option("script_location", str(catalogue_module.MIGRATIONS))
    engine = create_engine(f"sqlite:///{path}")
    with engine.connect() as connection, connection.begin():
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
    engine.dispose()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(
            "INSERT INTO photo (id, content_hash, last_path, format, width, height, orientation, taken_at,"
            " taken_at_source, added_at, rating, favourite, text)"
            f" VALUES (7, x'{'aa' * 32}', '/a', 'JPEG', 1, 1, 1,"
            " '2020-01-01', 'file_modified', '2020-01-01', 5, 0, 'words')"
        )
        connection.execute(f"INSERT INTO former_content VALUES (x'{'bb' * 32}', 7)")
        for name, photo, state in (("/a", 7, "read"), ("/b", None, "pending"), ("/c", 7, "pending")):
            connection.execute(
                "INSERT INTO file (path, photo_id, size_bytes, modified_ns, presence, state)"
                " VALUES (?, ?, 1, 1, 'present', ?)",
                (name.encode(), photo, state),
            )
        connection.commit()
    catalogue = Catalogue(path)
    assert catalogue.faults() == []
    with catalogue.reading() as upgraded:
        assert compare_metadata(MigrationContext.configure(upgraded), Base.metadata) == []
        photos = upgraded.execute(select(PhotoRow.content_hash, PhotoRow.image_hash, PhotoRow.text)).all()
        hashes = upgraded.execute(select(FileRow.content_hash).order_by(FileRow.id)).scalars().all()
        former = upgraded.execute(select(FormerContentRow.content_hash, FormerContentRow.image_hash)).all()
    catalogue.close()
    assert photos == [(b"\xaa" * 32, None, "words")]
    assert hashes == [b"\xaa" * 32, None, b"\xaa" * 32]
    assert former == [(b"\xbb" * 32, None)]


def test_few_backups_are_kept(path: Path) -> None:
    with_tag(path, "beach")
    for revision in range(8):
        write_automatic_backup(path, f"{revision:04}")
    kept = sorted(file.name for file in (path.parent / "backups").iterdir())
    assert kept == [f"catalogue-{revision:04}.sqlite3" for revision in (5, 6, 7)]


@pytest.mark.parametrize(
    "spoil",
    [
        lambda data: b"this is no database" * 100,
        lambda data: data[:5000],
        lambda data: data[:4096] + bytes(len(data) - 4096),
    ],
    ids=["other content", "cut short", "zeros"],
)
def test_a_damaged_catalogue_is_named_and_left_alone(path: Path, spoil: Callable[[bytes], bytes]) -> None:
    with_tag(path, "beach")
    path.write_bytes(spoil(path.read_bytes()))
    before = path.read_bytes()
    with pytest.raises(LibraryDamaged, match=r"is damaged .*photoorg doctor --repair"):
        Catalogue(path).faults()
    assert path.read_bytes() == before


def test_a_database_of_another_program_is_refused(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE recipes (name TEXT)")
    before = state_of(path.parent)
    with pytest.raises(LibraryDamaged, match="not a photoorg catalogue"):
        Catalogue(path)
    assert state_of(path.parent) == before


def test_a_directory_in_its_place_is_one_clear_sentence(path: Path) -> None:
    path.mkdir()
    with pytest.raises(LibraryError, match="cannot be used"):
        Catalogue(path)


def test_faults_are_found(path: Path) -> None:
    with_tag(path, "beach")
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("INSERT INTO photo_tag VALUES (41, 1)")
        connection.commit()
    catalogue = Catalogue(path)
    assert catalogue.faults() == ["table photo_tag refers to a missing row of photo"]
    catalogue.close()


def test_an_emptied_catalogue_is_damaged_and_not_new(path: Path) -> None:
    Catalogue(path).close()
    (path.parent / "cache").mkdir()
    path.write_bytes(b"")
    with pytest.raises(LibraryDamaged, match=r"is empty, though it was in use.*doctor --repair"):
        needs_migration(path)
    assert path.read_bytes() == b""


def test_a_catalogue_whose_making_was_cut_short_is_made(path: Path) -> None:
    path.touch()
    assert needs_migration(path)
    Catalogue(path).close()
    assert not needs_migration(path)
