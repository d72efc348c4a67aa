"""photoorg tag, hide, unhide, remove, removed and put-back, in text and in JSON."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest

from photoorg.imaging.xmp_writing import Said, with_said

if TYPE_CHECKING:
    from pathlib import Path

    from tests.commands.conftest import CommandLine


def test_tags_of_several_photos(photoorg: CommandLine, small_library: Path) -> None:
    red, blue = small_library / "red.jpg", small_library / "blue.jpg"
    assert photoorg("tag", red).out == f"{red}: no tags\n"
    outcome = photoorg("tag", red, blue, "--add", "Sea", "--add", "Holiday")
    assert outcome.out == f"{red}: Holiday, Sea\n{blue}: Holiday, Sea\n"
    shown = photoorg("--json", "tag", red, "--remove", "sea", "-a", "Mountain").json
    assert [photo["tags"] for photo in shown["photos"]] == [["Holiday", "Mountain"]]
    assert len(photoorg("search", "tag:sea").out.splitlines()) == 1
    nothing = photoorg("tag", red, "--remove", "Mountian")
    assert nothing.err == "No photo of these has the tag ‘Mountian’. Did you mean ‘Mountain’?\n"
    assert nothing.out == f"{red}: Holiday, Mountain\n"
    assert photoorg("tag", red, blue, "--remove", "sea").err == ""
    photoorg("tag", blue, "--add", "S\u202ee\x07a\x7f")
    assert photoorg("tag", blue).out == f"{blue}: Holiday, Sea\n"
    refused = photoorg("tag", red, "nowhere.jpg", "--add", "x")
    assert (refused.code, refused.err) == (1, "photoorg: ‘nowhere.jpg’ is not a photo of this library.\n")
    refused = photoorg("tag", red, "--add", "Good", "--add", " ")
    assert refused.code == 1
    assert "Good" not in photoorg("tag", red).out


def test_keywords_of_the_file_are_told_and_taken_away(photoorg: CommandLine, small_library: Path) -> None:
    red = small_library / "red.jpg"
    sidecar = red.with_name("red.jpg.xmp")
    sidecar.write_bytes(with_said(None, Said({}, ("sea", "Trip"), ()), "another program") or b"")
    photoorg("sync")
    assert photoorg("tag", red).out == f"{red}: from the file: sea, Trip\n"
    assert (
        photoorg("tag", red, "--add", "Mine", "--add", "Sea").out
        == f"{red}: Mine, Sea; from the file: Trip\n"
    )
    (shown,) = photoorg("--json", "tag", red, "--remove", "trip").json["photos"]
    assert (shown["tags"], shown["keywords"]) == (["Mine", "Sea"], ["sea"])
    assert b"Trip" in sidecar.read_bytes()


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


@pytest.mark.parametrize(
    ("do", "undo", "state"), [("hide", "unhide", "hidden"), ("remove", "put-back", "removed")]
)
def test_photos_that_were_not_put_aside_are_not_said_to_be_back(
    photoorg: CommandLine, small_library: Path, do: str, undo: str, state: str
) -> None:
    red, blue, green = (small_library / f"{name}.jpg" for name in ("red", "blue", "green"))
    none = photoorg(undo, red)
    assert (none.code, none.err) == (0, f"0 of 1 was {state}.\n")
    assert none.out.endswith(": 0 photos.\n")
    assert photoorg(do, red, *(["--yes"] if do == "remove" else [])).code == 0
    some = photoorg(undo, red, blue, green)
    assert (some.out.split(": ")[1], some.err) == ("1 photo.\n", f"1 of 3 was {state}.\n")
    two = photoorg(undo, red, blue, "--json")
    assert list(two.json.values()) == [[]]
    assert two.err == f"0 of 2 were {state}.\n"


def test_remove_takes_ids_unless_something_is_called_so(
    photoorg: CommandLine, small_library: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (photo,) = photoorg("remove", "1", "--yes", "--json").json["removed"]
    assert photo["photo_id"] == 1
    assert "There is no photo with the id 999." in photoorg("remove", "999", "--yes").err
    for words in (("nosuch.jpg",), ("2", "nosuch.jpg"), ("nosuch.jpg", "2")):
        unknown = photoorg("remove", *words, "--yes")
        assert unknown.code == 1
        assert unknown.err == "photoorg: ‘nosuch.jpg’ is neither a folder nor a photo of this library.\n"
    (tmp_path / "2").mkdir()
    assert "is not a folder of this library" in photoorg("remove", "2", "--yes").err
    assert photoorg("add", "2").code == 0
    assert photoorg("remove", "2", "--json").json == {"removed": str(tmp_path / "2")}
    (tmp_path / "2").rmdir()
    (tmp_path / "2").write_text("a file")
    assert "‘2’ is neither" in photoorg("remove", "2", "--yes").err
    assert small_library.exists()


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
    assert refused.err.startswith(f"{red}\n{red.with_suffix('.xmp')}\nMove 2 files of 1 photo to the trash?")
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


def test_photos_come_back_from_the_trash(
    photoorg: CommandLine, small_library: Path, trash_folder: Path
) -> None:
    red, blue = small_library / "red.jpg", small_library / "blue.jpg"
    assert photoorg("trashed").out == ""
    photoorg("trash", red, "--yes")
    photoorg("trash", blue, "--yes")
    assert photoorg("trashed").out == f"{blue}\n{red}\n"
    assert [photo["path"] for photo in photoorg("trashed", "--json").json["photos"]] == [str(blue), str(red)]
    assert photoorg("untrash").code == 2
    assert photoorg("untrash", red).out == "Restored from the trash: 1 photo.\n"
    assert red.exists()
    assert not blue.exists()
    again = photoorg("untrash", red)
    assert again.err == "0 of 1 was in the trash.\n"
    assert [photo["path"] for photo in photoorg("untrash", "--all", "--json").json["restored"]] == [str(blue)]
    photoorg("trash", blue, "--yes")
    (trash_folder / "blue.jpg").unlink()
    assert photoorg("trashed").out == ""
