"""photoorg stacks: made, listed and taken apart, in text and in JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from tests.commands.conftest import CommandLine


def test_stacks_are_made_listed_and_taken_apart(photoorg: CommandLine, small_library: Path) -> None:
    red, green, blue = (small_library / f"{name}.jpg" for name in ("red", "green", "blue"))
    assert photoorg("stacks", "list").err == "There are no stacks.\n"
    assert photoorg("stacks", "list", "--json").json == {"stacks": []}
    assert photoorg("stacks", "add", red, green).out == f"top  {red}\n     {green}\n"
    told = photoorg("stacks", "add", green, blue, "--top", blue, "--json").json
    assert [photo["path"] for photo in told["stacks"][0]["photos"]] == list(map(str, (blue, green, red)))
    assert photoorg("stacks", "list").out == f"top  {blue}\n     {green}\n     {red}\n"
    # Every command goes on seeing each of them.
    assert len(photoorg("search", "is:stacked").out.splitlines()) == 3
    assert photoorg("stacks", "take-out", blue).out == "Taken out: 1 photo.\n"
    assert photoorg("stacks", "list").out == f"top  {green}\n     {red}\n"
    assert photoorg("stacks", "take-out", blue).err == "None of them lies in a stack.\n"
    photoorg("stacks", "add", blue, green)
    assert photoorg("stacks", "remove", red).out == "Unstacked: 3 photos.\n"
    assert photoorg("stacks", "remove", red).err == "None of them lies in a stack.\n"
    assert photoorg("stacks", "remove", red, "--json").json == {"unstacked": []}


def test_what_cannot_be_stacked_is_told_in_a_line(photoorg: CommandLine, small_library: Path) -> None:
    red = small_library / "red.jpg"
    refused = photoorg("stacks", "add", red)
    assert (refused.code, refused.err) == (1, "photoorg: A stack needs two photos at least.\n")
    refused = photoorg("stacks", "add", red, "nowhere.jpg")
    assert (refused.code, refused.err) == (1, "photoorg: ‘nowhere.jpg’ is not a photo of this library.\n")
    assert photoorg("stacks", "add").code == 2
