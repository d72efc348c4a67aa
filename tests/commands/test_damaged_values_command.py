"""Values that cannot be right in every column of a catalogue at once: a sentence, never a traceback."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from photoorg.photo_library import PhotoLibrary
from tests.library.damage import COLUMNS, NOT_UTF_8, damage
from tests.pictures import make_jpeg
from tests.tiny_encoder import TinyEncoder

if TYPE_CHECKING:
    from pathlib import Path

    from tests.commands.conftest import CommandLine, Outcome

# Each column of a table is damaged in a row of its own, and some rows are left.
ROWS = max(sum(table == name for name, _ in COLUMNS) for table, _ in COLUMNS) + 3
# Without it there is nothing to look at; it is damaged alone elsewhere.
NEEDED = {("folder", "path")}


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """Fills the library of ``photoorg``; its folder."""
    folder = tmp_path / "photos"
    for number in range(ROWS):
        make_jpeg(folder / f"{number:02}.jpg", (number * 5, 90, 60), (16, 12))
    with PhotoLibrary.open(tmp_path / "library", encoder=TinyEncoder()) as library:
        library.add_folder(folder)
        library.sync()
        for photo_id in library.photo_ids():
            library.albums.create(f"Album {photo_id}")
            library.albums.add(f"Album {photo_id}", [photo_id])
            library.add_tag([photo_id], f"tag {photo_id}")
    return tmp_path / "library"


def spoken(outcome: Outcome) -> bool:
    """Whether a command went as it should, or said in a sentence why not."""
    return outcome.code == 0 or (outcome.code == 1 and bool(outcome.err or outcome.out))


@pytest.mark.parametrize("kind", ["blob", "negative", NOT_UTF_8])
def test_every_column_at_once(photoorg: CommandLine, library: Path, kind: str) -> None:
    numbers: dict[str, int] = {}
    for table, column in COLUMNS:
        if (table, column) not in NEEDED:
            numbers[table] = numbers.get(table, 0) + 1
            damage(library / "catalogue.sqlite3", table, column, kind, numbers[table])
    for arguments in (
        ("doctor",),
        ("status",),
        ("albums", "list"),
        ("albums", "show", f"Album {ROWS}"),
        ("search", "rating:>0"),
        ("search", "person:anna"),
        ("search", "tag:beach"),
    ):
        assert spoken(photoorg(*arguments)), arguments
    repaired = photoorg("doctor", "--repair")
    assert repaired.code == 0, repaired.out
    assert "Repaired: " in repaired.out
    with PhotoLibrary.open(library, encoder=TinyEncoder()) as opened:
        opened.sync()
        assert opened.status().photos == ROWS
        assert len(opened.albums.list()) == ROWS
        assert opened.albums.get(f"Album {ROWS}").photo_count == 1
    again = photoorg("doctor")
    assert again.code == 0, again.out
    assert spoken(photoorg("search", "person:anna"))
