"""photoorg people, in text and in JSON: whoever was found is named, told apart, handed on, forgotten."""

from __future__ import annotations

import io
import json
import shutil
import sqlite3
import sys
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import typer

from photoorg.cli import app
from photoorg.commands.context import GlobalOptions
from photoorg.commands.people import look_for_people
from photoorg.library.beings.records import PET, Box
from photoorg.photo_library import PhotoLibrary
from tests.tiny_encoder import TinyEncoder
from tests.tiny_finder import TinyFinder, finders_like_own, make_group_photo

if TYPE_CHECKING:
    from collections.abc import Callable

    from PIL import Image

    from photoorg.library.beings.records import Found
    from tests.commands.conftest import CommandLine


def opened(directory: Path, finders: list[TinyFinder] | None = None) -> PhotoLibrary:
    return PhotoLibrary.open(directory, encoder=TinyEncoder(), finders=finders or finders_like_own())


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Photos of two people, one or both in each, and of one whom nobody else is like; looked through."""
    directory = tmp_path_factory.mktemp("people")
    for colour, count in {"red": 4, "blue": 3}.items():
        for number in range(count):
            make_group_photo(directory / "photos" / f"{colour}{number}.jpg", [colour], number=number)
    make_group_photo(directory / "photos" / "two.jpg", ["red", "blue"], number=20)
    make_group_photo(directory / "photos" / "stranger.jpg", ["purple"], number=21)
    with opened(directory / "library") as library:
        library.add_folder(directory / "photos")
        library.sync()
        library.people.find()
    return directory


@pytest.fixture
def photos(original: Path, tmp_path: Path) -> Path:
    """Gives ``photoorg`` a copy of that library; where its photos lie, which are only looked at."""
    shutil.copytree(original / "library", tmp_path / "library")
    return original / "photos"


@pytest.fixture
def ids(photoorg: CommandLine, photos: Path) -> dict[str, int]:
    """Those in the photos, by colour."""
    (red, blue) = photoorg("people", "list", "--json").json["beings"]
    assert (red["photo_count"], blue["photo_count"]) == (5, 4)
    return {"red": red["being_id"], "blue": blue["being_id"]}


@pytest.fixture
def answering(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Somebody who types this when asked."""
    return lambda text: monkeypatch.setattr(sys, "stdin", io.StringIO(text))


def region_in(photoorg: CommandLine, photo: Path) -> int:
    (region,) = photoorg("people", "show", "--photo", photo, "--json").json["regions"]
    return int(region["region_id"])


def names_in(photoorg: CommandLine, who: str | int) -> set[str]:
    return {Path(r["path"]).name for r in photoorg("people", "show", str(who), "--json").json["regions"]}


def test_a_life_in_text(photoorg: CommandLine, photos: Path, ids: dict[str, int]) -> None:
    red, blue = ids["red"], ids["blue"]
    assert photoorg("people", "list").out == (
        f"unnamed person  (person {red}, 5 photos)\nunnamed person  (person {blue}, 4 photos)\n"
    )
    assert (
        photoorg("people", "name", str(red), "  Anna  B. ").out
        == f"Named: Anna B.  (person {red}, 5 photos)\n"
    )
    title, *lines = photoorg("people", "show", "anna b.").out.splitlines()
    assert title == f"Anna B.  (person {red}, 5 photos)"
    assert {Path(line.split()[-1]).name for line in lines} == {*(f"red{n}.jpg" for n in range(4)), "two.jpg"}
    assert all("said" in line for line in lines)
    assert len(photoorg("search", 'person:"anna b."', "--json").json["hits"]) == 5
    assert photoorg("people", "list", "--named").out == f"Anna B.  (person {red}, 5 photos)\n"
    born = photoorg("people", "birthday", f"#{red}", "1990-01-31").out
    assert born == f"Said: Anna B.  (person {red}, 5 photos, born 1990-01-31)\n"
    assert photoorg("people", "birthday", "Anna B.").out.endswith("born 1990-01-31)\n")
    assert "born" not in photoorg("people", "birthday", "Anna B.", "--none").out
    assert photoorg("people", "ignore", "Anna B.").out.endswith("ignored)\n")
    assert photoorg("people", "list").out == f"unnamed person  (person {blue}, 4 photos)\n"
    assert len(photoorg("people", "list", "--ignored").out.splitlines()) == 2
    assert photoorg("people", "ignore", "Anna B.", "--undo").out.startswith("Shown again: Anna B.")
    assert photoorg("people", "name", "Anna B.", "").out.startswith("Without a name now: unnamed person")
    assert photoorg("people", "list", "--named").out == ""


def test_documents(photoorg: CommandLine, photos: Path, ids: dict[str, int]) -> None:
    named = photoorg("people", "--json", "name", str(ids["red"]), "Anna").json
    assert named == {
        "being_id": ids["red"],
        "kind": "person",
        "name": "Anna",
        "species": None,
        "birthday": None,
        "ignored": False,
        "photo_count": 5,
        "region_count": 5,
        "cover_region_id": named["cover_region_id"],
    }
    assert photoorg("people", "list", "--json").json["beings"][0] == named
    shown = photoorg("people", "show", "Anna", "--json").json
    regions = shown.pop("regions")
    assert shown == named
    region = next(region for region in regions if region["path"] == str(photos / "red0.jpg"))
    box = [region.pop(side) for side in ("left", "top", "width", "height")]
    assert box == pytest.approx([0.2, 0.2, 0.2, 0.27], abs=0.02)
    assert region == {
        "region_id": region["region_id"],
        "photo_id": region["photo_id"],
        "path": str(photos / "red0.jpg"),
        "kind": "person",
        "being_id": ids["red"],
        "said": True,
        "suggested_id": None,
        "evidence": region["evidence"],
    }
    on_two = photoorg("people", "show", "--photo", photos / "two.jpg", "--json").json["regions"]
    assert [region["being_id"] for region in on_two] == [ids["red"], ids["blue"]]
    (alone,) = photoorg("people", "show", "--alone", "--json").json["regions"]
    assert (alone["path"], alone["being_id"]) == (str(photos / "stranger.jpg"), None)


def test_a_name_that_is_there_already(
    photoorg: CommandLine, ids: dict[str, int], answering: Callable[[str], None]
) -> None:
    red, blue = ids["red"], ids["blue"]
    photoorg("people", "name", str(red), "Anna")
    answering("")
    unanswered = photoorg("people", "name", str(blue), "anna", "--json")
    sentence = f"‘anna’ is there already: {red} (person, 5 photos). Say --same or --another."
    assert (unanswered.code, unanswered.json) == (1, {"error": sentence})
    assert photoorg("people", "name", str(blue), "anna", "--same", "--another").code == 2
    answering("n\n")
    assert (
        photoorg("people", "name", str(blue), "anna").out.lstrip()
        == f"Named: anna  (person {blue}, 4 photos)\n"
    )
    ambiguous = photoorg("people", "show", "ANNA")
    assert (ambiguous.code, ambiguous.err) == (
        1,
        f"photoorg: 2 are called ‘ANNA’: {red} (person, 5 photos), {blue} (person, 4 photos). "
        "Say which one by its id.\n",
    )
    # To call her once more as she is called is no question about the other one.
    assert photoorg("people", "name", str(red), "Anna", "--another").code == 0
    answering("n\n")
    told_apart = photoorg("people", "merge", str(red), str(blue))
    assert told_apart.code == 1
    assert f"{red} (person, 5 photos), {blue} (person, 4 photos) have one name." in told_apart.err
    assert photoorg("people", "merge", str(red), str(blue), "--yes").code == 0


@pytest.mark.parametrize("way", [("--same",), ()])
def test_a_name_onto_the_same_one_makes_them_one(
    photoorg: CommandLine, ids: dict[str, int], answering: Callable[[str], None], way: tuple[str, ...]
) -> None:
    photoorg("people", "name", str(ids["red"]), "Anna")
    answering("y\n")
    outcome = photoorg("people", "name", str(ids["blue"]), "anna", *way)
    assert outcome.out.lstrip() == f"Named: Anna  (person {ids['red']}, 8 photos)\n"
    assert ("Is unnamed person" in outcome.err) == (not way)
    assert photoorg("people", "show", str(ids["blue"])).code == 1


def test_merging_asks_before_a_name_ends(
    photoorg: CommandLine, ids: dict[str, int], answering: Callable[[str], None]
) -> None:
    photoorg("people", "name", str(ids["red"]), "Anna")
    photoorg("people", "name", str(ids["blue"]), "Ben")
    answering("n\n")
    refused = photoorg("people", "merge", "Anna", "Ben")
    assert refused.code == 1
    assert "and no longer ‘Ben’" in refused.err
    assert len(photoorg("people", "list").out.splitlines()) == 2
    merged = photoorg("people", "merge", "Anna", "Ben", "--yes")
    assert merged.out == f"One now: Anna  (person {ids['red']}, 8 photos)\n"
    assert photoorg("people", "merge", "Anna", f"#{ids['red']}").code == 1


def test_single_faces(photoorg: CommandLine, photos: Path, ids: dict[str, int]) -> None:
    photoorg("people", "name", str(ids["red"]), "Anna")
    wrong = region_in(photoorg, photos / "red3.jpg")
    assert photoorg("people", "reject", "Anna", str(wrong)).out.startswith("Said: Anna")
    assert "red3.jpg" not in names_in(photoorg, "Anna")
    assert photoorg("people", "assign", "Anna", str(wrong)).code == 0
    assert "red3.jpg" in names_in(photoorg, "Anna")
    twin = photoorg("people", "split", str(wrong), "--name", "Twin", "--json").json
    assert (twin["name"], twin["photo_count"]) == ("Twin", 1)
    assert "red3.jpg" not in names_in(photoorg, "Anna")
    again = photoorg("people", "split", str(region_in(photoorg, photos / "red2.jpg")), "--name", "twin")
    assert (again.code, "people assign" in again.err) == (1, True)
    assert photoorg("people", "refuse", str(wrong)).out == "Nobody is there: 1 place.\n"
    assert photoorg("people", "show", "--photo", photos / "red3.jpg").out == ""


@pytest.mark.parametrize("said", ["yes", "no"])
def test_a_question_is_answered(
    photoorg: CommandLine, photos: Path, ids: dict[str, int], tmp_path: Path, said: str
) -> None:
    photoorg("people", "name", str(ids["red"]), "Anna")
    assert photoorg("people", "suggest", "--json").json == {"suggestions": []}
    assert "There is no question" in photoorg("people", "suggest").err
    stranger = region_in(photoorg, photos / "stranger.jpg")
    with closing(sqlite3.connect(tmp_path / "library" / "catalogue.sqlite3")) as catalogue, catalogue:
        catalogue.execute("UPDATE region SET suggested_id = ? WHERE id = ?", (ids["red"], stranger))
    asked = photoorg("people", "suggest", "Anna", "--crops", tmp_path / "crops")
    assert asked.out.split()[:2] == [str(stranger), "Anna?"]
    assert "people answer REGION yes" in asked.err
    assert (tmp_path / "crops" / f"region-{stranger}.jpg").read_bytes().startswith(b"\xff\xd8")
    (document,) = photoorg("people", "suggest", "--json").json["suggestions"]
    assert (document["region_id"], document["suggested_name"]) == (stranger, "Anna")
    assert photoorg("people", "answer", str(stranger), "perhaps").code == 2
    assert photoorg("people", "answer", str(stranger), said).code == 0
    assert ("stranger.jpg" in names_in(photoorg, "Anna")) == (said == "yes")
    assert photoorg("people", "suggest").out == ""


def test_pictures_of_faces_replace_no_file(
    photoorg: CommandLine, ids: dict[str, int], tmp_path: Path
) -> None:
    (tmp_path / "file").write_bytes(b"")
    folder = tmp_path / "new" / "crops"
    first = photoorg("people", "show", str(ids["blue"]), "--crops", folder, "--json").json["regions"]
    assert all(Path(region["crop"]).is_file() for region in first)
    photoorg("people", "show", str(ids["blue"]), "--crops", folder)
    assert len(list(folder.iterdir())) == 8
    refused = photoorg("people", "show", str(ids["blue"]), "--crops", tmp_path / "file" / "x")
    assert (refused.code, refused.err.count("\n")) == (1, 1)


def test_what_cannot_be_done_is_one_line_and_code_1(
    photoorg: CommandLine, photos: Path, ids: dict[str, int], tmp_path: Path
) -> None:
    red, blue = str(ids["red"]), str(ids["blue"])
    in_blue = str(region_in(photoorg, photos / "blue0.jpg"))
    with opened(tmp_path / "library") as library:
        photo = library.photo_at(photos / "stranger.jpg")
        assert photo is not None
        region = library.people.mark(photo.id, Box(0.7, 0.1, 0.2, 0.3), PET)
        pet = str(library.people.split([region.id], "Rex").id)
    before = photoorg("people", "list", "--json").out
    for arguments, sentence in (
        (("show", "4711"), "There is no person or pet with the id 4711."),
        (("show", "9" * 5000), f"Nobody is called ‘{'9' * 60}…’."),
        (("show", "Nobody"), "Nobody is called ‘Nobody’. See: photoorg people list"),
        (("show", "Rx"), "Nobody is called ‘Rx’. Did you mean ‘Rex’?"),
        (("show", ""), "Nobody is called ‘’."),
        (("show", "--photo", "nowhere.jpg"), "‘nowhere.jpg’ is not a photo of this library."),
        (("name", red, "x" * 5000), "A name may have at most 200 characters."),
        (("merge", red, pet), "A person and a pet cannot be the same."),
        (("merge", red, red), "Name at least two who are the same."),
        (("merge", red, "4711"), "There is no person or pet with the id 4711."),
        (("reject", red, in_blue), f"{in_blue} is not taken for unnamed person ({red})."),
        (("reject", red, "4711"), "There is no face or animal with the id 4711."),
        (("split", in_blue, "4711"), "There is no face or animal with the id 4711."),
        (("split", in_blue, str(region.id)), "A person and a pet cannot be the same."),
        (("refuse", str(2**70)), "There is no face or animal with the id"),
        (("answer", in_blue, "yes"), f"Nobody is suggested for {in_blue}."),
        (("birthday", blue, "31.1.1990"), "‘31.1.1990’ is no date"),
        (("birthday", blue, "2990-01-31"), "2990-01-31 is still to come."),
        (("import", "nowhere.json"), f"‘{Path.cwd() / 'nowhere.json'}’ cannot be read: no such file"),
        (("export", str(tmp_path / "library" / "x.json")), f"‘{tmp_path / 'library' / 'x.json'}’ lies in"),
        (("export", str(tmp_path / "no" / "x.json")), f"The directory ‘{tmp_path / 'no'}’ does not exist."),
    ):
        outcome = photoorg("people", *arguments, "--json")
        assert (outcome.code, outcome.json["error"]) == (1, outcome.err.removeprefix("photoorg: ").strip())
        assert outcome.err.startswith(f"photoorg: {sentence}")
        assert outcome.err.count("\n") == 1
    for wrong in (
        ("show",),
        ("show", red, "--alone"),
        ("list", "--kind", "fish"),
        ("refuse", "x"),
        ("find", "x"),
    ):
        assert photoorg("people", *wrong).code == 2
    assert photoorg("people", "list", "--json").out == before


def test_beside_another_process_that_writes(
    photoorg: CommandLine, ids: dict[str, int], tmp_path: Path
) -> None:
    with opened(tmp_path / "library"):
        refused = photoorg("people", "name", str(ids["red"]), "Anna")
        assert (refused.code, refused.err.count("\n")) == (1, 1)
        assert photoorg("people", "show", str(ids["red"])).code == 0


def test_an_empty_library(photoorg: CommandLine, empty_library: Path) -> None:
    assert photoorg("people", "list").err == "Nobody was looked for yet. Begin with: photoorg people find\n"
    assert photoorg("people", "suggest").out == photoorg("people", "show", "--alone").out == ""
    assert photoorg("people", "suggest").err == "Nobody was found yet. Begin with: photoorg people find\n"
    found = photoorg("people", "find", "--yes")
    assert found.out == "Looked through 0 photos; there are 0 with names and 0 unnamed groups.\n"
    assert "no photos yet" in found.err
    assert photoorg("people", "forget-all", "--yes").code == 0


def test_finding_asks_first(photoorg: CommandLine, photos: Path, answering: Callable[[str], None]) -> None:
    answering("n\n")
    refused = photoorg("people", "find")
    assert (refused.code, "on this machine" in refused.err) == (1, True)
    assert photoorg("settings", "list", "--json").json["find_people"] == "ask"
    answering("y\n")
    assert photoorg("people", "find", "--json").json == {
        "looked_through": 0,
        "waiting": 0,
        "named": 0,
        "groups": 2,
    }
    assert photoorg("settings", "list", "--json").json["find_people"] == "on"
    again = photoorg("people", "find")
    assert (again.code, "on this machine" in again.err) == (0, False)


def test_a_sync_looks_for_them_where_that_is_wanted(photoorg: CommandLine, empty_library: Path) -> None:
    assert "looked_through" not in photoorg("sync", "--json").json
    photoorg("people", "find", "--yes")
    assert photoorg("sync", "--json").json["looked_through"] == 0
    assert "people" not in photoorg("sync").out


class Interrupted(TinyFinder):
    """Somebody presses Ctrl-C while it looks at its third picture."""

    def find(self, image: Image.Image) -> list[Found]:
        found = super().find(image)
        if self.pictures == 3:
            raise KeyboardInterrupt
        return found


def test_ctrl_c_keeps_what_was_found(
    photoorg: CommandLine, photos: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    # Another analyzer, which has to look through everything anew.
    finders = [Interrupted(key="another/1")]
    context = typer.Context(typer.main.get_command(app), obj=GlobalOptions(json=True))
    with opened(tmp_path / "library", finders) as library:
        with pytest.raises(typer.Exit) as ended:
            look_for_people(context, library)
        assert library.people.waiting() == 7
    assert ended.value.exit_code == 130
    told = capsys.readouterr()
    assert "7 photos still to be looked through" in told.err
    assert json.loads(told.out)["error"] == told.err.strip()
    with opened(tmp_path / "library", finders) as library:
        assert look_for_people(context, library) == 7


def test_names_go_to_another_library(
    photoorg: CommandLine, photos: Path, ids: dict[str, int], tmp_path: Path
) -> None:
    photoorg("people", "name", str(ids["red"]), "Anna")
    file = tmp_path / "people.json"
    assert photoorg("people", "export", file).out == (
        f"Exported 1 person or pet with 5 verdicts about 5 photos to {file}\n"
    )
    assert photoorg("people", "export", file).code == 1
    assert photoorg("people", "export", file, "--force", "--json").json["verdicts"] == 5
    other = tmp_path / "other"
    with opened(other) as library:
        library.add_folder(photos)
        library.sync()
    imported = photoorg("--library", other, "people", "import", file)
    assert imported.out == "Imported 5 verdicts about 5 photos; 1 new person or pet.\n"
    again = photoorg("--library", other, "people", "import", file, "--json").json
    assert (again["verdicts"], again["new_beings"], again["photos_not_found"]) == (0, 0, 0)
    assert len(photoorg("--library", other, "search", "person:Anna", "--json").json["hits"]) == 5
    PhotoLibrary.open(tmp_path / "empty").close()
    nothing = photoorg("--library", tmp_path / "empty", "people", "import", file)
    assert "5 photos of the file are not in this library" in nothing.err


def test_all_is_forgotten(
    photoorg: CommandLine, ids: dict[str, int], tmp_path: Path, answering: Callable[[str], None]
) -> None:
    photoorg("people", "name", str(ids["red"]), "Xylophona")
    photoorg("settings", "set", "find_people", "on")
    with opened(tmp_path / "library") as library:
        for text in ("a dog", "person:Ben", "xylophona at the sea"):
            library.recent_searches.add(text)
        library.albums.create("Hers", "person:Xylophona")
    answering("")
    kept = photoorg("people", "forget-all")
    assert (kept.code, "cannot be undone" in kept.err) == (1, True)
    assert "Deleted with it: 1 smart album (‘Hers’)." in kept.err
    assert "sidecars" in " ".join(kept.err.split())
    assert "Xylophona" in photoorg("people", "list").out
    answering("y\n")
    assert (
        photoorg("people", "forget-all").out.lstrip() == "All that was known of people and pets is deleted.\n"
    )
    assert photoorg("people", "list", "--json").json == {"beings": []}
    assert photoorg("settings", "list", "--json").json["find_people"] == "off"
    with opened(tmp_path / "library") as library:
        assert library.recent_searches.latest() == ["a dog"]
        assert library.albums.names() == []
    assert not [
        file
        for file in (tmp_path / "library").rglob("*")
        if file.is_file() and b"xylophona" in file.read_bytes().lower()
    ]


def test_the_list_tells_of_photos_that_wait(photoorg: CommandLine, photos: Path, tmp_path: Path) -> None:
    photoorg("settings", "set", "find_people", "on")
    assert "looked through" not in photoorg("people", "list").err
    with opened(tmp_path / "library") as library, library._catalogue.writing() as connection:
        connection.exec_driver_sql("DELETE FROM analysed WHERE photo_id IN (1, 2)")
    told = photoorg("people", "list").err
    assert "2 photos to be looked through. Go on with: photoorg people find" in told


def test_what_is_no_number_is_refused_in_a_sentence(photoorg: CommandLine, ids: dict[str, int]) -> None:
    red = str(ids["red"])
    for wrong in (
        ("split", "abc"),
        ("assign", red, "abc"),
        ("reject", red, "abc"),
        ("refuse", "1.5"),
        ("answer", "abc", "yes"),
        ("suggest", "--limit", "abc"),
    ):
        refused = photoorg("people", *wrong)
        assert refused.code == 2
        assert "whole number" in " ".join(refused.err.replace("│", " ").split())
        assert "Input" not in refused.err


@pytest.mark.parametrize("name", ["17", "#17", " # 17", "٣"])
def test_a_name_that_is_a_number_is_refused(photoorg: CommandLine, ids: dict[str, int], name: str) -> None:
    red, before = str(ids["red"]), photoorg("people", "list").out
    refused = photoorg("people", "name", red, name)
    if name == " # 17":
        # Nothing else reads it as a number.
        assert refused.code == 0
        return
    assert (refused.code, refused.err.count("\n")) == (1, 1)
    assert "is a number" in refused.err
    region = str(photoorg("people", "show", red, "--json").json["regions"][0]["region_id"])
    assert photoorg("people", "split", region, "--name", name).code == 1
    assert photoorg("people", "list").out == before
