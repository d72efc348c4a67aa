"""photoorg albums: covers, order, folders, what fits, the best, and exports."""

from __future__ import annotations

import csv
import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from tests.commands.conftest import CommandLine


def test_albums_lie_in_folders(photoorg: CommandLine, small_library: Path) -> None:
    assert photoorg("albums", "folders", "create", "Trips").out == "Made the folder of albums ‘Trips’.\n"
    assert photoorg("--json", "albums", "folders", "create", "Italy", "--in", "trips").json == {
        "name": "Italy",
        "parent": "Trips",
    }
    photoorg("albums", "create", "Rome", "--in", "Italy")
    photoorg("albums", "add", "Rome", small_library / "red.jpg")
    assert photoorg("albums", "list").out == "Italy / Rome  (1 photo)\n"
    assert photoorg("albums", "folders", "list").out == "Italy  (in Trips): Rome\nTrips: Italy\n"
    assert photoorg("search", "in:Trips").out.strip().endswith("red.jpg")
    outcome = photoorg("albums", "folders", "move", "Trips", "Italy")
    assert (outcome.code, outcome.err) == (1, "photoorg: ‘Trips’ would contain itself.\n")
    assert photoorg("albums", "put", "Rome", "").code == 0
    assert photoorg("--json", "albums", "folders", "delete", "Trips").json == {"deleted": "Trips"}
    assert photoorg("--json", "albums", "folders", "list").json == {
        "folders": [{"name": "Italy", "parent": "", "members": []}]
    }


def test_order_cover_and_description(photoorg: CommandLine, small_library: Path) -> None:
    red, green, blue = (small_library / f"{name}.jpg" for name in ("red", "green", "blue"))
    photoorg("albums", "create", "A")
    photoorg("albums", "add", "A", red, green, blue)
    photoorg("albums", "move", "A", blue, "--before", red)
    assert photoorg("albums", "show", "A").out == f"{blue}\n{red}\n{green}\n"
    photoorg("albums", "sort", "A", "--by", "name")
    assert photoorg("albums", "show", "A").out == f"{blue}\n{green}\n{red}\n"
    assert photoorg("albums", "sort", "A", "--by", "size").code == 2
    photoorg("rate", red, "--stars", "5")
    photoorg("albums", "cover", "A", "best")
    photoorg("albums", "describe", "A", "Colours")
    shown = photoorg("--json", "albums", "show", "A").json
    ids = {one["path"]: one["photo_id"] for one in shown["photos"]}
    assert (shown["cover_photo_id"], shown["description"]) == (ids[str(red)], "Colours")
    photoorg("albums", "sort", "A", "--by", "best")
    assert photoorg("albums", "show", "A").out.splitlines()[0] == str(red)
    best = photoorg("--json", "albums", "best", "A", "-n", "1").json["photos"]
    assert [one["path"] for one in best] == [str(red)]
    assert "It is rated 5 of 5." in best[0]["reasons"]
    assert photoorg("albums", "cover", "A", "first").code == 0
    photoorg("albums", "create", "Empty")
    assert photoorg("albums", "best", "Empty").out == ""
    assert photoorg("albums", "cover", "Empty", "best").err == (
        "photoorg: There is no photo in ‘Empty’ to choose from.\n"
    )
    assert photoorg("albums", "best", "A", "-n", "1").out.split("\n    ")[0] == str(red)
    outcome = photoorg("albums", "fitting", "Empty")
    assert outcome.err == "photoorg: ‘Empty’ is empty: what fits it is known by the photos in it.\n"


def test_an_album_of_photos_that_are_gone_is_not_called_empty(
    photoorg: CommandLine, small_library: Path
) -> None:
    red = small_library / "red.jpg"
    photoorg("albums", "create", "A")
    photoorg("albums", "add", "A", red)
    red.unlink()
    photoorg("sync")
    for command in ("best", "show", "fitting", "export"):
        more = ("--to", small_library / "out") if command == "export" else ()
        outcome = photoorg("albums", command, "A", *more)
        assert "The photos of ‘A’ cannot be seen now: they are missing" in outcome.err
    assert not (small_library / "out").exists()
    small_library.rename(small_library.with_name("away"))
    photoorg("sync")
    photoorg("albums", "add", "A", small_library / "blue.jpg")
    assert photoorg("albums", "show", "A").out.endswith("blue.jpg  (offline)\n")


def test_what_does_not_fit_is_not_offered_again(photoorg: CommandLine, small_library: Path) -> None:
    red, green = small_library / "red.jpg", small_library / "green.jpg"
    photoorg("albums", "create", "A")
    photoorg("albums", "fits", "A", red)
    said = photoorg("--json", "albums", "unfit", "A", green).json
    assert said["fits"] is False
    listed = photoorg("--json", "albums", "fitting", "A").json["photos"]
    assert not {str(red), str(green)} & {one["path"] for one in listed}
    assert photoorg("albums", "unfit", "A", green, "--undo").code == 0
    photoorg("albums", "create", "Smart", "--search", "ext:jpg")
    assert "is filled by its search" in photoorg("albums", "fitting", "Smart").err


def test_exports_of_every_form(photoorg: CommandLine, small_library: Path, tmp_path: Path) -> None:
    red, blue = small_library / "red.jpg", small_library / "blue.jpg"
    photoorg("albums", "create", "A: <b>")
    photoorg("albums", "describe", "A: <b>", "</script><i>words</i>")
    photoorg("albums", "add", "A: <b>", red, blue)
    to = tmp_path / "out"

    def export(form: str, *more: object) -> object:
        outcome = photoorg("--json", "albums", "export", "A: <b>", "--to", to / form, "--as", form, *more)
        assert outcome.code == 0, outcome.err
        return outcome.json

    export("copies")
    assert (to / "copies" / "red.jpg").read_bytes() == red.read_bytes()
    export("symlinks")
    assert (to / "symlinks" / "red.jpg").readlink() == red
    export("hardlinks")
    export("hardlinks")
    assert (to / "hardlinks" / "red (2).jpg").samefile(red)
    page = export("web", "--dates", "--size", "400")
    folder = to / "web" / "A b"
    assert page["folder"] == str(folder)  # type: ignore[index]
    text = (folder / "index.html").read_text()
    assert "<title>A: &lt;b&gt;</title>" in text
    assert "&lt;/script&gt;&lt;i&gt;words" in text
    assert "http" not in text.replace("http-equiv", "")
    assert sorted(path.name for path in (folder / "pictures").iterdir()) == ["00001.jpg", "00002.jpg"]
    assert sorted(path.name for path in (folder / "thumbnails").iterdir()) == ["00001.jpg", "00002.jpg"]
    export("web")
    assert (to / "web" / "A b (2)" / "index.html").exists()
    export("txt")
    assert (to / "txt" / "A b.txt").read_text() == f"{red}\n{blue}\n"
    export("csv")
    table = (to / "csv" / "A b.csv").read_text("utf-8-sig").splitlines()
    assert [row["path"] for row in csv.DictReader(table)] == [str(red), str(blue)]
    export("json")
    document = json.loads((to / "json" / "A b.json").read_text())
    assert [one["path"] for one in document["photos"]] == [str(red), str(blue)]
    export("m3u8")
    assert (
        (to / "m3u8" / "A b.m3u8").read_text().startswith("#EXTM3U\n#PLAYLIST:A: <b>\n#EXTINF:-1,red.jpg\n")
    )
    assert photoorg("albums", "export", "A: <b>", "--to", to, "--as", "pdf").code == 2
    for _ in range(2):
        photoorg("albums", "export", "A: <b>", "--to", to / "mine.txt", "--as", "txt")
    assert sorted(path.name for path in to.glob("mine*")) == ["mine (2).txt", "mine.txt"]


def test_missing_photos_are_told_and_stop_nothing(
    photoorg: CommandLine, small_library: Path, tmp_path: Path
) -> None:
    red, blue = small_library / "red.jpg", small_library / "blue.jpg"
    photoorg("albums", "create", "A")
    photoorg("albums", "add", "A", red, blue)
    red.unlink()
    for form in ("copies", "symlinks", "web"):
        report = photoorg("--json", "albums", "export", "A", "--to", tmp_path / form, "--as", form).json
        assert [one["path"] for one in report["failed"]] == [str(red)]
        assert [one["path"] for one in report["exported"]] == [str(blue)]
