"""photoorg rotate."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from tests.commands.conftest import CommandLine


def test_photos_are_turned_by_path_and_id(photoorg: CommandLine, small_library: Path) -> None:
    red = small_library / "red.jpg"
    before = red.read_bytes()
    said = photoorg("rotate", red)
    assert (said.code, said.out) == (0, "Turned 1 photo.\n")
    (photo,) = photoorg("rotate", red, "--left", "--json").json["photos"]
    assert (photo["path"], photo["quarter_turns"]) == (str(red), 0)
    (photo,) = photoorg("rotate", str(photo["photo_id"]), red, "--half", "--json").json["photos"]
    assert photo["quarter_turns"] == 2
    assert red.read_bytes() == before


def test_what_makes_no_sense(photoorg: CommandLine, small_library: Path) -> None:
    assert photoorg("rotate", small_library / "red.jpg", "--left", "--half").code == 2
    unknown = photoorg("rotate", small_library / "nowhere.jpg")
    assert (unknown.code, unknown.err.count("\n")) == (1, 1)
