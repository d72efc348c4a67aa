"""photoorg tag, hide, unhide, remove, removed and put-back, in text and in JSON."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from tests.commands.conftest import CommandLine


def test_tags_of_several_photos(photoorg: CommandLine, small_library: Path) -> None:
    red, blue = small_library / "red.jpg", small_library / "blue.jpg"
    assert photoorg("tag", red).out == f"{red}: no tags\n"
    outcome = photoorg("tag", red, blue, "--add", "Sea", "--add", "Holiday")
    assert outcome.out == f"{red}: Holiday, Sea\n{blue}: Holiday, Sea\n"
    shown = photoorg("--json", "tag", red, "--remove", "sea", "-a", "Mountain").json
    assert [photo["tags"] for photo in shown["photos"]] == [["Holiday", "Mountain"]]
    assert len(photoorg("search", "tag:sea").out.splitlines()) == 1
    refused = photoorg("tag", red, "nowhere.jpg", "--add", "x")
    assert (refused.code, refused.err) == (1, "photoorg: ‘nowhere.jpg’ is not a photo of this library.\n")
    refused = photoorg("tag", red, "--add", "Good", "--add", " ")
    assert refused.code == 1
    assert "Good" not in photoorg("tag", red).out


def test_hidden_photos_are_found_by_is_hidden(photoorg: CommandLine, small_library: Path) -> None:
    red = small_library / "red.jpg"
    assert photoorg("hide", red).out == "Hidden: 1 photo.\n"
    assert str(red) not in photoorg("search", "ext:jpg").out
    assert str(red) in photoorg("search", "is:hidden").out
    assert photoorg("unhide").code == 2
    (shown,) = photoorg("unhide", "--all", "--json").json["shown"]
    assert shown["path"] == str(red)
    assert str(red) in photoorg("search", "ext:jpg").out


def test_single_photos_are_removed_after_a_question(
    photoorg: CommandLine, small_library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    red = small_library / "red.jpg"
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    unanswered = photoorg("remove", red, "--json")
    assert unanswered.code == 1
    assert "with --yes nobody is asked" in unanswered.json["error"]
    monkeypatch.setattr("sys.stdin", io.StringIO("n\n"))
    refused = photoorg("remove", red)
    assert refused.code == 1
    assert refused.err.endswith("Nothing was removed.\n")
    monkeypatch.setattr("sys.stdin", io.StringIO("y\n"))
    agreed = photoorg("remove", red)
    assert agreed.out.strip() == "Removed 1 photo from the library; the files are untouched."
    assert red.exists()
    assert photoorg("removed").out == f"{red}\n"
    assert str(red) not in photoorg("search", "ext:jpg").out
    assert photoorg("put-back", red).out == "Back in the library: 1 photo.\n"
    assert photoorg("removed", "--json").json == {"photos": []}
    (gone,) = photoorg("remove", red, "--yes", "--json").json["removed"]
    assert gone["path"] == str(red)
    assert len(photoorg("put-back", "--all", "--json").json["put_back"]) == 1


def test_folders_are_removed_as_ever(photoorg: CommandLine, small_library: Path) -> None:
    mixed = photoorg("remove", small_library, small_library / "red.jpg", "--yes")
    assert "one too many" in mixed.err
    assert "untouched" in photoorg("remove", small_library).out
    assert photoorg("remove", small_library / "nothing.jpg").code == 1


def test_photos_go_to_the_trash_after_a_question(
    photoorg: CommandLine, small_library: Path, trash_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    red, blue = small_library / "red.jpg", small_library / "blue.jpg"
    (small_library / "red.xmp").write_text("<x:xmpmeta xmlns:x='adobe:ns:meta/'/>")
    monkeypatch.setattr("sys.stdin", io.StringIO("n\n"))
    refused = photoorg("trash", red)
    assert refused.code == 1
    assert refused.err.startswith("Move 2 files of 1 photo to the trash?")
    assert red.exists()
    assert photoorg("trash", red, "--yes").out == "Moved 2 files to the trash.\n"
    assert not red.exists()
    assert (trash_folder / "red.jpg").exists()
    assert photoorg("trash", blue, "--yes", "--json").json == {
        "trashed": [str(blue)],
        "failed": [],
        "offline": 0,
    }
    again = photoorg("trash", blue, "--yes")
    assert again.code == 1
    assert again.err.count("\n") == 1
