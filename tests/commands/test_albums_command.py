"""photoorg albums, in text and in JSON."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from photoorg.photo_library import PhotoLibrary
from tests.pictures import make_jpeg
from tests.tiny_encoder import TinyEncoder

if TYPE_CHECKING:
    from tests.commands.conftest import CommandLine


def test_a_life_of_an_album_in_text(photoorg: CommandLine, small_library: Path) -> None:
    red, blue = small_library / "red.jpg", small_library / "blue.jpg"
    assert photoorg("albums", "create", "Summer").out == "Made ‘Summer’ (0 photos).\n"
    assert photoorg("albums", "add", "summer", red, blue).out == "Filled ‘Summer’ (2 photos).\n"
    again = photoorg("albums", "add", "summer", red, blue)
    assert (again.out, again.err) == ("Filled ‘Summer’ (2 photos).\n", "New in it: 0 of 2 photos.\n")
    assert photoorg("--json", "albums", "add", "summer", red).json["added"] == 0
    assert photoorg("albums", "list").out == "Summer  (2 photos)\n"
    assert photoorg("albums", "show", "Summer").out == f"{red}\n{blue}\n"
    assert photoorg("albums", "remove", "Summer", red).out == "Changed ‘Summer’ (1 photo).\n"
    assert photoorg("albums", "rename", "Summer", "Winter").out == "Renamed to ‘Winter’ (1 photo).\n"
    assert "photos stay" in photoorg("albums", "delete", "Winter").out
    assert photoorg("albums", "list").out == ""
    assert red.exists()
    assert blue.exists()


def test_a_life_of_an_album_in_json(photoorg: CommandLine, small_library: Path) -> None:
    red = small_library / "red.jpg"
    made = photoorg("albums", "create", "Summer", "--json").json
    assert made == {"album_id": made["album_id"], "name": "Summer", "photo_count": 0}
    filled = photoorg("--json", "albums", "add", "Summer", red).json
    assert filled.pop("added") == 1
    assert filled == {**made, "photo_count": 1}
    assert photoorg("albums", "--json", "list").json == {"albums": [filled]}
    shown = photoorg("albums", "show", "--json", "Summer").json
    (photo,) = shown.pop("photos")
    assert shown == filled
    assert photo == {"photo_id": photo["photo_id"], "path": str(red), "paired": []}
    by_id = photoorg("--json", "albums", "remove", "Summer", str(photo["photo_id"])).json
    assert by_id == made
    assert photoorg("--json", "albums", "rename", "Summer", "Winter").json == {**made, "name": "Winter"}
    assert photoorg("--json", "albums", "delete", "Winter").json == {"deleted": "Winter"}


def test_what_cannot_be_done_is_one_line_and_code_1(photoorg: CommandLine, small_library: Path) -> None:
    photoorg("albums", "create", "Summer")
    for arguments, sentence in (
        (("create", "SUMMER"), "There is already an album ‘Summer’."),
        (("create", " "), "An album needs a name."),
        (("show", "Nowhere"), "There is no album ‘Nowhere’."),
        (("add", "Summer", "nowhere.jpg"), "‘nowhere.jpg’ is not a photo of this library."),
        (("add", "Summer", "4711"), "There is no photo with the id 4711."),
        (("add", "Summer", "9" * 40), "There is no photo with the id"),
    ):
        outcome = photoorg("albums", *arguments, "--json")
        assert (outcome.code, outcome.json["error"]) == (1, outcome.err.removeprefix("photoorg: ").strip())
        assert outcome.err.startswith(f"photoorg: {sentence}")
        assert outcome.err.count("\n") == 1
    for arguments in (("create",), ("add", "Summer"), ("paint", "Summer")):
        assert photoorg("albums", *arguments).code == 2


def test_names_that_are_not_utf_8_survive_json_and_fit_a_terminal(
    photoorg: CommandLine, small_library: Path, tmp_path: Path
) -> None:
    odd = make_jpeg(Path(os.fsdecode(os.fsencode(small_library) + b"/caf\xe9.jpg")), "pink")
    with PhotoLibrary.open(tmp_path / "library", encoder=TinyEncoder()) as library:
        library.sync()
    photoorg("albums", "create", "Odd")
    assert photoorg("albums", "add", "Odd", odd).code == 0
    (photo,) = photoorg("albums", "show", "Odd", "--json").json["photos"]
    assert os.fsencode(photo["path"]) == os.fsencode(odd)
    assert photoorg("albums", "show", "Odd").out == f"{small_library}/caf\ufffd.jpg\n"


def test_a_smart_album(photoorg: CommandLine, small_library: Path) -> None:
    made = photoorg("albums", "create", "Kept", "--search", "ext:jpg")
    assert made.out == "Made ‘Kept’ (search: ext:jpg).\n"
    assert str(small_library / "red.jpg") in photoorg("albums", "show", "kept").out.splitlines()
    assert photoorg("albums", "search", "kept", "ext:gif").out == "Changed ‘Kept’ (search: ext:gif).\n"
    assert photoorg("albums", "show", "kept").out == ""
    assert photoorg("albums", "list").out == "Kept  (search: ext:gif)\n"
    (listed,) = photoorg("albums", "list", "--json").json["albums"]
    assert listed == {"album_id": listed["album_id"], "name": "Kept", "photo_count": None, "query": "ext:gif"}
    refused = photoorg("albums", "add", "kept", small_library / "red.jpg")
    assert refused.code != 0
    assert "filled by its search: ext:gif" in refused.err


def test_a_ring_of_smart_albums_is_one_sentence_and_deleting_names_who_searches_there(
    photoorg: CommandLine, small_library: Path
) -> None:
    refused = photoorg("albums", "create", "S", "--search", "in:S")
    assert refused.code == 1
    assert refused.err == "photoorg: The smart album ‘S’ would contain itself by its search: in:S\n"
    photoorg("albums", "create", "X", "--search", "ext:jpg")
    photoorg("albums", "create", "Y", "--search", "in:X")
    closing = photoorg("albums", "search", "X", "in:Y")
    assert (closing.code, closing.err.count("\n")) == (1, 1)
    assert "‘X’ would contain itself" in closing.err
    deleted = photoorg("albums", "delete", "X")
    assert deleted.code == 0
    assert deleted.err == "Smart albums that still search in it: ‘Y’.\n"
    assert photoorg("albums", "delete", "Y").err == ""
