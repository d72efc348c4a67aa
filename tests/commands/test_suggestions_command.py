"""photoorg albums suggest and what follows it, in text and in JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from photoorg.photo_library import PhotoLibrary
from tests.albums.suggested_photos import EACH, KINDS, write_photos
from tests.tiny_encoder import TinyEncoder

if TYPE_CHECKING:
    from pathlib import Path

    from tests.commands.conftest import CommandLine


@pytest.fixture
def coloured(tmp_path: Path) -> Path:
    """Fills the library of ``photoorg`` with photos that fall into groups, described by a model that is gone
    since; their folder."""
    write_photos(tmp_path / "photos")
    PhotoLibrary.open(tmp_path / "library").close()
    (tmp_path / "library" / "settings.toml").write_text('model = "ViT-B-32:/gone.safetensors"\n')
    with PhotoLibrary.open(tmp_path / "library") as library:
        key = library.model
    with PhotoLibrary.open(tmp_path / "library", encoder=TinyEncoder(key)) as library:
        library.add_folder(tmp_path / "photos")
        library.sync()
    return tmp_path / "photos"


def test_suggestions_are_found_looked_at_and_decided_about(photoorg: CommandLine, coloured: Path) -> None:
    said = photoorg("albums", "suggest")
    assert said.code == 0
    lines = said.out.splitlines()
    assert len(lines) == len(KINDS) + 1
    assert lines[-1].endswith(f"10 June 2023  ({EACH} photos, 10 June 2023)")
    assert "Next: photoorg albums suggested ID" in said.err
    found = photoorg("--json", "albums", "suggest", "--kind", "group").json["suggestions"]
    assert {each["kind"] for each in found} == {"group"}
    first, second, *_ = found
    shown = photoorg("--json", "albums", "suggested", str(first["suggestion_id"])).json
    assert {**shown, "finer": 0, "photos": 0} == {**first, "finer": 0, "photos": 0}
    assert len(shown["photos"]) == EACH
    photo = shown["photos"][0]
    corrected = photoorg(
        "--json", "albums", "correct", str(first["suggestion_id"]), "--remove", photo["path"]
    )
    assert corrected.json["photo_count"] == EACH - 1
    named = photoorg("--json", "albums", "name", str(first["suggestion_id"]), "Roses").json
    assert (named["name"], named["is_named_by_user"]) == ("Roses", True)
    unnamed = photoorg("albums", "name", str(first["suggestion_id"]), "")
    assert unnamed.err == "It is called again as photoorg found it.\n"
    photoorg("albums", "name", str(first["suggestion_id"]), "Roses")
    made = photoorg("albums", "accept", str(first["suggestion_id"]))
    assert made.out == f"Made the album ‘Roses’ ({EACH - 1} photos).\n"
    assert photoorg("albums", "dismiss", str(second["suggestion_id"])).out == "Dismissed.\n"
    assert photoorg("albums", "dismiss", str(second["suggestion_id"])).out == "It was dismissed already.\n"
    of_group = photoorg("events", "best", str(second["suggestion_id"]))
    assert (of_group.code, of_group.out) == (1, "")
    assert "is a group, not an event" in of_group.err
    left = photoorg("--json", "albums", "suggest", "--all").json["suggestions"]
    states = {each["suggestion_id"]: each["state"] for each in left}
    assert states[first["suggestion_id"]] == "accepted"
    assert states[second["suggestion_id"]] == "dismissed"


def test_events_are_listed_and_told_to_be_old(photoorg: CommandLine, coloured: Path) -> None:
    before = photoorg("events", "list")
    assert before.code == 0
    assert before.out == ""
    assert "photoorg albums suggest" in before.err
    photoorg("albums", "suggest", "--kind", "event")
    (event,) = photoorg("events", "list", "--json").json["suggestions"]
    assert (event["name"], event["first_day"], event["photo_count"]) == ("10 June 2023", "2023-06-10", EACH)
    assert event["reason"] == "taken within a short time"
    assert "Look again" not in photoorg("events", "list").err
    shown = photoorg("--json", "albums", "suggested", event["suggestion_id"]).json["photos"]
    best = photoorg("--json", "events", "best", event["suggestion_id"], "-n", "1").json
    assert best["suggestion"] == event["suggestion_id"]
    assert {one["path"] for one in best["photos"]} <= {one["path"] for one in shown}
    assert photoorg("events", "best", event["suggestion_id"], "-n", "1").out.startswith(
        best["photos"][0]["path"]
    )


def test_what_cannot_be_done_is_one_line(photoorg: CommandLine, coloured: Path) -> None:
    for arguments, sentence, code in (
        (("albums", "accept", "77"), "There is no suggestion with the id 77.", 1),
        (("events", "best", "77"), "There is no event with the number 77.", 1),
        (("albums", "suggested", "77"), "There is no suggestion with the id 77.", 1),
        (("albums", "suggest", "--kind", "tree"), "neither group nor event", 2),
        (("albums", "correct", "77"), "Name a photo with --add or --remove.", 2),
    ):
        outcome = photoorg(*arguments)
        assert outcome.code == code
        assert sentence in " ".join(outcome.err.replace("│", " ").split())


def test_a_library_without_photos_says_what_comes_next(photoorg: CommandLine, empty_library: Path) -> None:
    assert "photoorg add FOLDER" in photoorg("albums", "suggest").err
