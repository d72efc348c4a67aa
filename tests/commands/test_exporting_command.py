"""photoorg export."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PIL import Image

if TYPE_CHECKING:
    from tests.commands.conftest import CommandLine


def test_photos_that_a_query_finds(
    photoorg: CommandLine, described: Path, samples: Path, tmp_path: Path
) -> None:
    out = tmp_path / "new" / "out"
    done = photoorg(
        *("export", "a", "cup", "of", "coffee", "--to", out, "--library", described, "--json"),
        *("--format", "jpeg", "--size", "50", "--no-metadata", "--limit", "1"),
    )
    assert done.code == 0, done.err
    document = done.json
    assert document["folder"] == str(out)
    assert document["failed"] == []
    (one,) = document["exported"]
    assert (one["path"], one["copy"]) == (str(samples / "coffee.png"), str(out / "coffee.jpg"))
    assert one["is_smaller"] is False
    with Image.open(one["copy"]) as image:
        assert image.format == "JPEG"
        assert max(image.size) == 50


def test_photos_by_path_and_by_id(
    photoorg: CommandLine, described: Path, samples: Path, tmp_path: Path
) -> None:
    by_path = photoorg("export", samples / "cat.png", "--to", tmp_path / "a", "--library", described)
    assert (by_path.code, by_path.out) == (0, f"Exported 1 photo to {tmp_path / 'a'}\n")
    assert (tmp_path / "a" / "cat.png").read_bytes() == (samples / "cat.png").read_bytes()
    by_id = photoorg("export", "1", "2", "--to", tmp_path / "b", "--library", described, "--json")
    assert [one["photo_id"] for one in by_id.json["exported"]] == [1, 2]


def test_photos_by_filters_and_what_has_a_dash(
    photoorg: CommandLine, described: Path, tmp_path: Path
) -> None:
    out = ("--to", tmp_path / "out", "--library", described, "--json")
    filtered = photoorg("export", "text:nowhere", *out)
    assert (filtered.code, filtered.json["exported"]) == (0, [])
    # A word that photos must not show, not options.
    assert photoorg("export", "coffee", "-cat", *out).code == 0


@pytest.mark.usefixtures("small_library")
def test_filters_have_no_limit_but_the_one_given(
    photoorg: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("photoorg.commands.exporting.MOST_RANKED", 1)
    everything = photoorg("export", "width:>0", "--to", tmp_path / "a")
    assert (everything.out, everything.err) == (f"Exported 3 photos to {tmp_path / 'a'}\n", "")
    some = photoorg("export", "width:>0", "--to", tmp_path / "b", "-n", "2", "--json")
    assert len(some.json["exported"]) == 2
    assert some.err == "Only 2 of 3 photos that were found are taken (--limit).\n"
    assert photoorg("export", "width:>0", "--to", tmp_path / "c", "-n", "3").err == ""


def test_words_say_where_there_may_be_more(
    photoorg: CommandLine, described: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = photoorg("export", "coffee", "--to", tmp_path / "a", "-n", "1", "--library", described)
    assert "Only the most relevant (1) are taken; there may be more: see --limit.\n" in given.err
    whole = photoorg("export", "coffee", "--to", tmp_path / "b", "--library", described)
    assert "there may be more" not in whole.err
    monkeypatch.setattr("photoorg.commands.exporting.MOST_RANKED", 1)
    own = photoorg("export", "coffee", "--to", tmp_path / "c", "--library", described)
    assert "there may be more" in own.err
    assert own.out.startswith("Exported 1 photo ")


@pytest.mark.usefixtures("small_library")
def test_hidden_photos_are_copied_where_they_are_asked_for(photoorg: CommandLine, tmp_path: Path) -> None:
    everything = photoorg("export", "width:>0", "--to", tmp_path / "a", "--json").json["exported"]
    hidden = everything[0]["photo_id"]
    assert photoorg("hide", hidden).code == 0
    others = photoorg("export", "width:>0", "--to", tmp_path / "b", "--json").json["exported"]
    assert {one["photo_id"] for one in others} == {one["photo_id"] for one in everything} - {hidden}
    for name, words in (("c", ("is:hidden",)), ("d", (str(hidden),))):
        asked = photoorg("export", *words, "--to", tmp_path / name, "--json").json["exported"]
        assert [one["photo_id"] for one in asked] == [hidden]


@pytest.mark.parametrize(
    ("arguments", "code", "sentence"),
    [
        (("999",), 2, "There is no photo with the id 999."),
        (("1", "nosuch.jpg"), 2, "‘nosuch.jpg’ is not a photo of this library."),
        (("1", "nosuch"), 2, "is put in quotes as a whole"),
        (("cat", "nosuch.JPG"), 2, "‘cat’ is not a photo"),
        (("nosuch.cr2",), 2, "‘nosuch.cr2’ is not a photo"),
        (("/nowhere/a", "/nowhere/b"), 2, "‘/nowhere/a’ is not a photo"),
        (("",), 2, "Type a query, or name some photos."),
        ((" ", ""), 2, "Type a query, or name some photos."),
        (("cat", "--format", "tiff"), 2, "none of as-is, jpeg, png and webp"),
        (("cat", "--quality", "0"), 2, "--quality"),
    ],
)
def test_what_makes_no_sense(
    photoorg: CommandLine,
    described: Path,
    tmp_path: Path,
    arguments: tuple[str, ...],
    code: int,
    sentence: str,
) -> None:
    done = photoorg("export", *arguments, "--to", tmp_path / "out", "--library", described)
    assert done.code == code
    assert sentence in " ".join(done.err.replace("│", "").split())
    assert not (tmp_path / "out").exists()


def test_paths_and_numbers_in_a_query_name_no_photos(
    photoorg: CommandLine, described: Path, samples: Path, tmp_path: Path
) -> None:
    out = ("--to", tmp_path / "out", "--library", described, "--json")
    below = photoorg("export", f"folder:{samples}", "-folder:/no/where", *out)
    assert len(below.json["exported"]) > 1
    assert photoorg("export", "2 cups of coffee", *out).json["exported"]
    assert photoorg("export", "coffee" * 100, *out).code == 0


@pytest.mark.usefixtures("small_library")
def test_a_photo_that_is_gone_is_a_line(photoorg: CommandLine, tmp_path: Path) -> None:
    listed = photoorg("export", "1", "2", "--to", tmp_path / "a", "--json")
    gone = Path(listed.json["exported"][0]["path"])
    gone.unlink()
    done = photoorg("export", "1", "2", "--to", tmp_path / "b")
    assert (done.code, done.out) == (0, f"Exported 1 photo to {tmp_path / 'b'}\n")
    assert done.err == f"{gone}: the file does not exist\n"
    alone = photoorg("export", "1", "--to", tmp_path / "c")
    assert (alone.code, alone.out) == (1, f"Exported 0 photos to {tmp_path / 'c'}\n")
    assert photoorg("export", "1", "--to", tmp_path / "c", "--json").code == 1
