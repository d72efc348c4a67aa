"""photoorg date, place, describe, sidecars."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.commands.conftest import CommandLine


def test_dates_are_set_shifted_and_taken_back(photoorg: CommandLine, small_library: Path) -> None:
    red, blue = small_library / "red.jpg", small_library / "blue.jpg"
    (found,) = photoorg("date", red, "--json").json["photos"]
    assert found["source"] == "file_modified"
    said = photoorg("date", red, blue, "--set", "2023-05-01T12:30")
    assert (said.code, said.out) == (0, "Changed 2 photos.\n")
    said = photoorg("date", red, "--shift", "-1h30m")
    assert said.out == f"{red}: 2023-05-01 11:00:00  (set by you)\n"
    (photo,) = photoorg("date", red, "--set", "1.5.2023 12:30+02:00", "--json").json["photos"]
    assert photo["taken_at"] == "2023-05-01T12:30:00"
    assert (photo["utc_offset_minutes"], photo["source"]) == (120, "user")
    assert "+02:00" in photoorg("date", red).out
    (photo,) = photoorg("date", red, "--as-found", "--json").json["photos"]
    assert photo == found
    (hit,) = photoorg("search", "date:2023", "--json").json["hits"]
    assert (hit["path"], hit["taken_at"], hit["place"]) == (str(blue), "2023-05-01T12:30:00", None)


def test_places_are_set_by_position_name_and_example(photoorg: CommandLine, small_library: Path) -> None:
    red, blue = small_library / "red.jpg", small_library / "blue.jpg"
    assert photoorg("place", red).out == f"{red}: no place\n"
    said = photoorg("place", red, "--at", "48.137,11.575")
    assert said.out == f"{red}: 48.13700, 11.57500  Munich, Bavaria, Germany  (set by you)\n"
    (photo,) = photoorg("place", blue, "--like", red, "--json").json["photos"]
    assert (photo["city"], photo["latitude"], photo["set_by_you"]) == ("Munich", 48.137, True)
    (photo,) = photoorg("place", blue, "--named", "lisbon", "--json").json["photos"]
    assert (photo["city"], photo["country"]) == ("Lisbon", "Portugal")
    (hit,) = photoorg("search", "place:Portugal", "--json").json["hits"]
    assert (hit["path"], hit["place"]) == (str(blue), "Lisbon, Portugal")
    assert photoorg("place", blue, "--none").out == f"{blue}: no place  (set by you)\n"
    assert photoorg("place", blue, "--as-found").out == f"{blue}: no place\n"


def test_titles_and_descriptions(photoorg: CommandLine, small_library: Path) -> None:
    red = small_library / "red.jpg"
    assert photoorg("describe", red).out == f"{red}: no words\n"
    assert photoorg("describe", red, "--title", "Red", "--text", "All of it").code == 0
    (photo,) = photoorg("describe", red, "--title", "", "--json").json["photos"]
    assert (photo["title"], photo["text"]) == ("", "All of it")
    assert photo["set_by_you"] == {"title": True, "text": True}
    assert photoorg("describe", red, "--as-found").out == f"{red}: no words\n"
    assert photoorg("describe", red, "--as-found", "--text", "x").code == 2


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("date", "--set", "yesterday"), 1),
        (("date", "--set", "1700-01-01"), 1),
        (("date", "--shift", "soon"), 1),
        (("date", "--shift", "99999999d"), 1),
        (("date", "--set", "2023-05-01", "--as-found"), 2),
        (("place", "--at", "Lisbon"), 1),
        (("place", "--at", "91,0"), 1),
        (("place", "--named", "Lisbno"), 1),
        (("place", "--none", "--as-found"), 2),
        (("describe", "--title", "x" * 2_000), 1),
    ],
)
def test_what_makes_no_sense_is_one_sentence_and_changes_nothing(
    photoorg: CommandLine, small_library: Path, arguments: tuple[str, ...], code: int
) -> None:
    red = small_library / "red.jpg"
    before = [photoorg(command, red).out for command in ("date", "place", "describe")]
    failed = photoorg(arguments[0], red, *arguments[1:])
    assert failed.code == code
    if code == 1:
        assert failed.err.count("\n") == 1
    assert [photoorg(command, red).out for command in ("date", "place", "describe")] == before


def test_sidecars_of_some_photos_and_of_all(photoorg: CommandLine, small_library: Path) -> None:
    red, blue = small_library / "red.jpg", small_library / "blue.jpg"
    photoorg("tag", red, blue, "--add", "sea")
    said = photoorg("sidecars", "write", red)
    assert (said.code, said.out) == (0, "Wrote 1 sidecar.\n")
    done = photoorg("sidecars", "write", "--all", "--json").json
    assert done == {"written": [str(blue.with_name("blue.jpg.xmp"))], "emptied": [], "failed": [], "away": 0}
    assert photoorg("sidecars", "write", red, "--all").code == 2
    assert photoorg("sidecars", "write").code == 2
    red.rename(red.with_name("moved.jpg"))
    orphan = red.with_name("red.jpg.xmp")
    assert "1 sidecar of photoorg beside no photo" in photoorg("doctor").out
    told = photoorg("sidecars", "orphans", "--json").json
    assert told["orphans"] == [{"path": str(orphan), "only_ours": True}]
    assert photoorg("sidecars", "orphans").out == f"{orphan}\n"
    assert photoorg("sidecars", "orphans", "--remove").out == "Removed 1 sidecar.\n"
    assert not orphan.exists()
    red.with_name("moved.jpg").rename(red)
    photoorg("sync")
    red.with_name("red.jpg.xmp").write_text("damaged")
    failed = photoorg("sidecars", "write", "--all")
    assert (failed.code, failed.err.count("\n")) == (1, 1)
