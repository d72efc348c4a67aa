"""``photoorg backup`` and ``photoorg restore`` as people call them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from tests.commands.conftest import CommandLine


def test_there_and_back(photoorg: CommandLine, small_library: Path, tmp_path: Path) -> None:
    file = tmp_path / "my photos.backup"
    assert photoorg("albums", "create", "Kept").code == 0
    done = photoorg("backup", file)
    assert done.code == 0, done.err
    assert done.out.startswith("Backed up 3 photos, 1 album, 0 tags, 3 vectors of ")
    again = photoorg("backup", file)
    assert (again.code, again.out) == (1, "")
    assert "exists already; --force" in again.err
    told = photoorg("backup", file, "--force", "--json").json
    assert (told["file"], told["photos"], told["vectors"]) == (str(file), 3, 3)

    assert photoorg("albums", "delete", "Kept").code == 0
    restored = photoorg("restore", file)
    assert restored.code == 0, restored.err
    assert "What the library held before lies in " in restored.out
    assert photoorg("albums", "list").out == "Kept  (0 photos)\n"
    document = photoorg("restore", file, "--json", "--library", tmp_path / "new").json
    assert (document["albums"], document["aside"]) == (1, None)
    file.write_bytes(file.read_bytes()[:9000])
    broken = photoorg("restore", file)
    assert broken.code == 1
    assert "is damaged" in broken.err
    assert len(broken.err.splitlines()) == 1


def test_a_damaged_catalogue_is_one_sentence_everywhere_and_the_doctor_mends_it(
    photoorg: CommandLine, small_library: Path, tmp_path: Path
) -> None:
    catalogue = tmp_path / "library" / "catalogue.sqlite3"
    assert photoorg("albums", "create", "Kept").code == 0
    assert photoorg("backup", tmp_path / "mine").code == 0
    (tmp_path / "library" / "backups").mkdir()
    (tmp_path / "mine").rename(tmp_path / "library" / "backups" / "catalogue-0003.sqlite3")
    data = bytearray(catalogue.read_bytes())
    data[:2000] = b"x" * 2000
    catalogue.write_bytes(data)
    for arguments in (
        ("status",),
        ("sync",),
        ("search", "red"),
        ("similar", small_library / "red.jpg"),
        ("add", tmp_path),
        ("albums", "list"),
        ("albums", "create", "Other"),
        ("models", "use", "builtin"),
        ("backup", tmp_path / "other"),
    ):
        outcome = photoorg(*arguments)
        assert outcome.code == 1, arguments
        assert len(outcome.err.splitlines()) == 1, outcome.err
        assert outcome.err.endswith(
            "is damaged (file is not a database). Save all that can be read with: photoorg doctor --repair\n"
        )
    assert photoorg("doctor").code == 1
    assert catalogue.read_bytes() == data
    mended = photoorg("doctor", "--repair", "--json")
    (problem,) = [found for found in mended.json["problems"] if found["subject"] == "damage"]
    assert problem["repaired"]
    assert photoorg("albums", "list").out == "Kept  (0 photos)\n"
    assert "damage     " not in photoorg("doctor").out
