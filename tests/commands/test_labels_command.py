"""photoorg labels, in text and in JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from tests.commands.conftest import CommandLine

USUAL = "‘receipt’, ‘screenshot’, ‘whiteboard’, ‘food’, ‘document’, ‘meme’"


def test_a_life_of_labels_in_text(photoorg: CommandLine, small_library: Path) -> None:
    red, blue = small_library / "red.jpg", small_library / "blue.jpg"
    assert "photoorg labels define" in photoorg("labels", "list").err
    made = photoorg("labels", "define")
    assert made.out == f"Made {USUAL}.\n"
    assert "label:" in made.err
    assert photoorg("labels", "define", "Receipt").out == "These labels are there already.\n"
    assert photoorg("labels", "define", "my label").out == "Made ‘my label’.\n"
    assert photoorg("labels", "confirm", "My Label", red, blue).out == "my label  (2 confirmed, 0 rejected)\n"
    assert photoorg("labels", "reject", "my label", blue).out == "my label  (1 confirmed, 1 rejected)\n"
    assert photoorg("search", 'label:"my label"').out.splitlines()[-1].endswith("red.jpg")
    assert "my label (confirmed)" in photoorg("labels", "show", red).out
    taught = photoorg("labels", "taught", "my label")
    assert "five" in taught.err
    assert photoorg("labels", "unsay", "my label", blue).out == "my label  (1 confirmed, 0 rejected)\n"
    assert photoorg("labels", "rename", "my label", "Ours").out == "Renamed to ‘Ours’.\n"
    assert "photos stay" in photoorg("labels", "delete", "ours").out
    assert red.exists()


def test_labels_in_json(photoorg: CommandLine, small_library: Path) -> None:
    made = photoorg("labels", "define", "a", "B", "--json").json
    assert made["made"] == ["a", "B"]
    confirmed = photoorg("--json", "labels", "confirm", "a", small_library / "red.jpg").json
    assert confirmed == {
        "label_id": made["labels"][0]["label_id"],
        "name": "a",
        "confirmed": 1,
        "rejected": 0,
    }
    assert photoorg("labels", "list", "--json").json == {"labels": [confirmed, made["labels"][1]]}
    (photo,) = photoorg("labels", "show", small_library / "red.jpg", "--json").json["photos"]
    assert photo["labels"][0] == {"name": "a", "probability": 1.0, "said": True, "fits": True}
    assert photoorg("labels", "taught", "a", "--json").json == {**confirmed, "lesson": None}
    assert photoorg("labels", "rename", "a", "c", "--json").json == {**confirmed, "name": "c"}
    assert photoorg("labels", "delete", "C", "--json").json == {"deleted": "c"}


def test_what_cannot_be_done_is_one_line_and_code_1(photoorg: CommandLine, small_library: Path) -> None:
    photoorg("labels", "define", "bill")
    for arguments, sentence in (
        (("define", " "), "A label needs a name."),
        (("define", "x" * 5000), "A label may have at most 100 characters."),
        (("rename", "nothing", "more"), "There is no label ‘nothing’."),
        (("confirm", "bill", "nowhere.jpg"), "‘nowhere.jpg’ is not a photo of this library."),
        (("taught", "nothing"), "There is no label ‘nothing’."),
    ):
        outcome = photoorg("labels", *arguments, "--json")
        assert (outcome.code, outcome.json["error"]) == (1, sentence)
    unknown = photoorg("search", "label:bil")
    assert unknown.code == 1
    assert "There is no label ‘bil’. Did you mean ‘bill’?" in unknown.err
