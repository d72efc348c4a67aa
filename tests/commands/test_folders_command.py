"""folders, and what other commands say of folders that are not there."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from tests.commands.conftest import CommandLine


def test_folders_are_listed_and_relocated(photoorg: CommandLine, small_library: Path, tmp_path: Path) -> None:
    assert photoorg("folders", "list").out == f"{small_library}\n"
    away = tmp_path / "nowhere" / "to be found"
    away.parent.mkdir()
    small_library.rename(away)
    assert photoorg("folders", "list").out == f"{small_library}  (offline)\n"
    assert photoorg("folders", "list", "--json").json == [
        {"path": str(small_library), "available": False, "replaced": False}
    ]
    assert f"{small_library}  (offline)\n" in photoorg("status", "-v").out

    assert photoorg("folders", "relocate", small_library, away).out == f"The folder is {away} now.\n"
    assert photoorg("folders", "list").out == f"{away}\n"
    for arguments, reason in (
        ((small_library, away), "is not a folder of this library"),
        ((away, small_library), "does not exist"),
    ):
        outcome = photoorg("folders", "relocate", *arguments)
        assert (outcome.code, outcome.out) == (1, "")
        assert reason in outcome.err
        assert outcome.err.count("\n") == 1


def test_a_folder_added_at_its_new_place_is_told(
    photoorg: CommandLine, small_library: Path, tmp_path: Path
) -> None:
    away = tmp_path / "nowhere" / "to be found"
    away.parent.mkdir()
    small_library.rename(away)
    outcome = photoorg("add", away)
    assert outcome.out == f"Added {away}\n"
    assert f"{away} holds the photos of {small_library} and replaces it." in outcome.err


def test_a_folder_around_another_says_that_it_takes_its_place(
    photoorg: CommandLine, small_library: Path, tmp_path: Path
) -> None:
    outcome = photoorg("add", tmp_path)
    assert outcome.out == f"Added {tmp_path}\n"
    assert f"{tmp_path} takes the place of ‘{small_library}’, which lies in it.\n" in outcome.err
    removed = photoorg("remove", small_library)
    assert removed.code == 1
    assert f"is not a folder of this library; it lies in ‘{tmp_path}’, which is one." in removed.err


def test_the_library_itself_is_no_folder_of_photos(photoorg: CommandLine, tmp_path: Path) -> None:
    (tmp_path / "library" / "cache").mkdir(parents=True)
    for folder in (tmp_path / "library", tmp_path / "library" / "cache"):
        outcome = photoorg("add", folder)
        assert (outcome.code, outcome.out) == (1, "")
        assert outcome.err == (
            f"photoorg: ‘{folder}’ is part of the library itself, which holds no photos of yours.\n"
        )
    assert photoorg("folders", "list").out == ""


def test_offline_photos_are_found_and_marked(
    photoorg: CommandLine, small_library: Path, tmp_path: Path
) -> None:
    away = tmp_path / "nowhere" / "to be found"
    away.parent.mkdir()
    small_library.rename(away)
    report = photoorg("sync", "--json").json
    assert (report["offline"], report["missing"]) == (3, 0)
    assert photoorg("status", "--json").json["offline"] == 3
    hits = photoorg("search", "is:offline", "--json").json["hits"]
    assert [hit["offline"] for hit in hits] == [True] * 3
    assert f"{small_library / 'red.jpg'}  (offline)\n" in photoorg("search", "is:offline").out
