"""photoorg duplicates: listed with what to keep, resolved after a question, settled for good."""

from __future__ import annotations

import shutil
from io import StringIO
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from photoorg.photo_library import PhotoLibrary
from tests.photo_copies import ATTACKS
from tests.tiny_encoder import TinyEncoder

if TYPE_CHECKING:
    from pathlib import Path

    from tests.commands.conftest import CommandLine


@pytest.fixture
def folder(tmp_path: Path, samples: Path, trash_folder: Path) -> Path:
    """Two photos with a copy each, and one that lies in two files, in the library of ``photoorg``."""
    folder = tmp_path / "photos"
    folder.mkdir()
    for name in ("cat", "coffee"):
        with Image.open(samples / f"{name}.png") as opened:
            picture = opened.convert("RGB")
        picture.thumbnail((400, 400))
        picture.save(folder / f"{name}.jpg", quality=95)
        ATTACKS["half the size"](picture).save(folder / f"{name}-small.jpg")
    shutil.copy(folder / "cat.jpg", folder / "cat (1).jpg")
    with PhotoLibrary.open(tmp_path / "library", encoder=TinyEncoder()) as library:
        library.add_folder(folder)
        library.sync()
    return folder


def test_a_list_says_what_to_keep_and_why(photoorg: CommandLine, folder: Path) -> None:
    outcome = photoorg("duplicates", "list", "--json")
    assert outcome.code == 0, outcome.err
    groups = {group["kind"]: group for group in outcome.json["groups"] if "coffee" not in str(group)}
    assert groups["files"]["keep"] == str(folder / "cat.jpg")
    kept = groups["copies"]["keep"]
    photos = {photo["photo_id"]: photo for photo in groups["copies"]["photos"]}
    assert photos[kept]["width"] == 400 or photos[kept]["height"] == 400
    assert "most pixels" in groups["copies"]["why"][0]
    told = photoorg("duplicates", "list", "--kind", "copies").out
    assert f"  keep  {folder / 'cat'}" in told
    assert "coffee-small.jpg" in told
    assert "photos" not in photoorg("duplicates", "list", "--kind", "bursts").out
    assert photoorg("duplicates", "find").out.startswith(
        "Groups: 1 of one file in several places, 2 of copies"
    )


def test_resolving_asks_and_keeps_one(
    photoorg: CommandLine, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", StringIO())
    names = {
        group["kind"]: group["group"]
        for group in photoorg("duplicates", "list", "--json").json["groups"]
        if "coffee" not in str(group)
    }
    refused = photoorg("duplicates", "resolve", names["copies"])
    assert refused.code == 1
    assert "cat-small.jpg" in refused.err
    assert "with --yes nobody is asked" in refused.err
    small = folder / "cat-small.jpg"
    outcome = photoorg("duplicates", "resolve", names["copies"], "--keep", small, "--yes", "--json")
    assert outcome.code == 0, outcome.err
    assert sorted(outcome.json["trashed"]) == [str(folder / "cat (1).jpg"), str(folder / "cat.jpg")]
    assert sorted(path.name for path in folder.iterdir()) == [
        "cat-small.jpg",
        "coffee-small.jpg",
        "coffee.jpg",
    ]
    assert photoorg("duplicates", "resolve", "--all", "--yes").out == "Moved 1 file to the trash.\n"
    assert photoorg("duplicates", "list").err.endswith("There are no duplicates.\n")
    gone = photoorg("duplicates", "resolve", names["copies"], "--yes")
    assert (gone.code, gone.err) == (1, f"photoorg: There is no group ‘{names['copies']}’ of duplicates.\n")


def test_a_copy_of_what_stayed_comes_back_from_the_trash(photoorg: CommandLine, folder: Path) -> None:
    (group,) = (
        one for one in photoorg("duplicates", "list", "--json").json["groups"] if one["kind"] == "files"
    )
    photoorg("duplicates", "resolve", group["group"], "--yes")
    kept, copy = folder / "cat.jpg", folder / "cat (1).jpg"
    assert not copy.exists()
    assert photoorg("trashed").out == f"{copy}  (a copy of {kept})\n"
    (told,) = photoorg("trashed", "--json").json["copies"]
    assert (told["path"], told["photo"]["path"]) == (str(copy), str(kept))
    assert photoorg("untrash", copy).out == "Restored from the trash: 1 photo.\n"
    assert copy.exists()
    assert kept.exists()
    assert photoorg("trashed").out == ""
    photoorg("duplicates", "resolve", group["group"], "--yes")
    assert photoorg("untrash", "--all").code == 0
    assert copy.exists()


def test_groups_are_stacked_and_nothing_is_moved(photoorg: CommandLine, folder: Path) -> None:
    listed = photoorg("duplicates", "list", "--json").json["groups"]
    (cat,) = (group for group in listed if group["kind"] == "copies" and "cat" in str(group))
    other = next(photo for photo in cat["photos"] if photo["photo_id"] != cat["keep"])
    told = photoorg("duplicates", "resolve", cat["group"], "--stack", "--keep", other["path"], "--json")
    (stack,) = told.json["stacks"]
    assert [photo["photo_id"] for photo in stack["photos"]] == [other["photo_id"], cat["keep"]]
    (files,) = (group["group"] for group in listed if group["kind"] == "files")
    refused = photoorg("duplicates", "resolve", files, "--stack")
    assert (refused.code, "cannot be stacked" in refused.err) == (1, True)
    assert photoorg("duplicates", "resolve", "--all", "--stack").out == "Stacked 2 photos of 1 group.\n"
    assert len(photoorg("stacks", "list", "--json").json["stacks"]) == 2
    assert "of copies" not in photoorg("duplicates", "list").out
    assert {group["kind"] for group in photoorg("duplicates", "list", "--json").json["groups"]} == {"files"}
    # As long as they lie together.
    photoorg("stacks", "remove", other["path"])
    kinds = [group["kind"] for group in photoorg("duplicates", "list", "--json").json["groups"]]
    assert sorted(kinds) == ["copies", "files"]
    assert len(list(folder.iterdir())) == 5


def test_what_is_dismissed_is_not_listed_again(photoorg: CommandLine, folder: Path) -> None:
    names = [group["group"] for group in photoorg("duplicates", "list", "--json").json["groups"]]
    assert photoorg("duplicates", "dismiss", names[0]).out == "Not listed again: 1 group.\n"
    outcome = photoorg("duplicates", "dismiss", *names[1:], "--not-copies", "--json")
    assert outcome.json == {"dismissed": names[1:]}
    assert photoorg("duplicates", "list", "--json").json == {"groups": []}
    assert len(list(folder.iterdir())) == 5


def test_what_makes_no_sense_is_told_in_a_line(photoorg: CommandLine, folder: Path) -> None:
    assert photoorg("duplicates", "resolve").code == 2
    assert photoorg("duplicates", "dismiss").code == 2
    assert "is none of files, copies, bursts, similar" in photoorg("duplicates", "list", "--kind", "x").err
    assert photoorg("duplicates", "resolve", "--all", "--keep", "1").code == 2
