"""photoorg rate, favourite, unfavourite."""

from __future__ import annotations

from typing import TYPE_CHECKING

from photoorg.imaging.xmp_claims import RATING
from photoorg.imaging.xmp_writing import Said, with_said

if TYPE_CHECKING:
    from pathlib import Path

    from tests.commands.conftest import CommandLine


def test_photos_are_rated_and_that_is_taken_back(photoorg: CommandLine, small_library: Path) -> None:
    red, blue = small_library / "red.jpg", small_library / "blue.jpg"
    packet = with_said(None, Said({RATING: "2"}, (), ()), "another program")
    red.with_name("red.jpg.xmp").write_bytes(packet or b"")
    photoorg("sync")
    assert photoorg("rate", red, blue).out == f"{red}: 2 stars\n{blue}: no stars\n"
    assert photoorg("rate", red, blue, "--stars", "4").out == "Changed 2 photos.\n"
    assert len(photoorg("search", "rating:4").out.splitlines()) == 2
    assert photoorg("rate", red, "-s", "0").out == f"{red}: no stars  (set by you)\n"
    (rated,) = photoorg("rate", red, "--as-found", "--json").json["photos"]
    assert (rated["path"], rated["rating"], rated["set_by_you"]) == (str(red), 2, False)
    for nonsense in (("--stars", "6"), ("--stars", "many"), ("--stars", "1", "--as-found")):
        assert photoorg("rate", red, *nonsense).code == 2
    assert photoorg("rate", "nowhere.jpg", "--stars", "1").code == 1


def test_favourites_come_and_go(photoorg: CommandLine, small_library: Path) -> None:
    red, blue = small_library / "red.jpg", small_library / "blue.jpg"
    assert photoorg("favourite", red, blue).out == "Favourites now: 2 photos.\n"
    (photo,) = photoorg("unfavourite", blue, "--json").json["photos"]
    assert (photo["path"], photo["favourite"]) == (str(blue), False)
    (hit,) = photoorg("search", "is:favourite", "--json").json["hits"]
    assert hit["path"] == str(red)
