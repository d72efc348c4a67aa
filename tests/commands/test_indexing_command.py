"""photoorg add, remove, sync, watch, status, doctor."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
from typing import TYPE_CHECKING

import pytest

from photoorg.photo_library import PhotoLibrary
from photoorg.settings_file import CATALOGUE_FILE
from tests.pictures import make_jpeg
from tests.tiny_encoder import TinyEncoder

if TYPE_CHECKING:
    from pathlib import Path

    from tests.commands.conftest import CommandLine


def test_folders_are_added_and_removed(photoorg: CommandLine, tmp_path: Path) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    one.mkdir()
    two.mkdir()
    outcome = photoorg("add", one, two)
    assert (outcome.code, outcome.out) == (0, f"Added {one}\nAdded {two}\n")
    assert outcome.err == "Next: photoorg sync\n"
    assert photoorg("remove", two).out == f"Removed {two} from the library; its files are untouched.\n"
    assert photoorg("--json", "add", two).json == {"added": [str(two)]}
    assert photoorg("remove", f"{one}/../two", "--json").json == {"removed": str(two)}
    for arguments, reason in (
        (("add", one), "already in the library"),
        (("add", tmp_path / "nowhere"), "does not exist"),
        (("remove", two), "is not a folder of this library"),
    ):
        outcome = photoorg(*arguments)
        assert (outcome.code, outcome.out) == (1, "")
        assert reason in outcome.err
        assert outcome.err.count("\n") == 1


def test_status_counts(photoorg: CommandLine, small_library: Path, tmp_path: Path) -> None:
    (small_library / "broken.jpg").write_bytes(b"broken")
    (small_library / "blue.jpg").unlink()
    with PhotoLibrary.open(tmp_path / "library", encoder=TinyEncoder()) as library:
        library.sync()
    document = photoorg("status", "--json").json
    assert document == {
        "photos": 2,
        "offline": 0,
        "missing": 1,
        "unreadable": 1,
        # No photo was described by the model that the library uses.
        "pending": 2,
        "embedded": 0,
        "model": document["model"],
        "library": str(tmp_path / "library"),
        "next_model": None,
        "next_embedded": 0,
        "model_known": True,
        "model_name": "builtin",
        "model_fault": None,
        "next_model_name": None,
        "next_model_fault": None,
    }
    assert document["model"].startswith("builtin@")
    text = photoorg("status", "-v").out
    assert f"Library     {tmp_path / 'library'}\n" in text
    assert "Photos      2\n" in text
    assert f"  {small_library}\n" in text
    assert f"  {small_library / 'broken.jpg'}: it is not a photo" in text


def test_status_leaves_nothing_beside_the_catalogue(photoorg: CommandLine, empty_library: Path) -> None:
    assert photoorg("status", "--json").json["photos"] == 0
    assert not (empty_library / f"{CATALOGUE_FILE}-wal").exists()


def test_sync_reports(photoorg: CommandLine, small_library: Path) -> None:
    (small_library / "broken.jpg").write_bytes(b"broken")
    (small_library / "blue.jpg").unlink()
    outcome = photoorg("sync")
    assert outcome.code == 0
    assert outcome.out.startswith("0 new photos, 1 missing, 1 not readable; 2 described in ")
    assert f"Not readable: {small_library / 'broken.jpg'}: it is not a photo" in outcome.err
    make_jpeg(small_library / "red.jpg", "red", size=(70, 70))
    (small_library / "broken.jpg").write_bytes(b"broken again")
    report = photoorg("--json", "sync").json
    (unreadable,) = report.pop("unreadable")
    assert report == {
        "added": 0,
        "updated": 1,
        "missing": 0,
        "offline": 0,
        "restored": 0,
        "embedded": 1,
        "unreachable": [],
        "prepared": 0,
        "switched_to": None,
        "ignored": 0,
        "rule_faults": [],
    }
    assert unreadable["path"] == str(small_library / "broken.jpg")
    assert unreadable["reason"].startswith("it is not a photo")


@pytest.mark.usefixtures("empty_library")
def test_sync_of_a_library_without_folders_says_what_to_do(photoorg: CommandLine) -> None:
    outcome = photoorg("sync")
    assert (outcome.code, outcome.err) == (
        0,
        "The library has no folders yet. Add one with: photoorg add FOLDER\n",
    )


def test_a_model_that_is_not_there_is_one_line(
    photoorg: CommandLine, small_library: Path, tmp_path: Path
) -> None:
    for name in (f"ViT-B-32:{tmp_path}/nowhere.safetensors", "no such model", "ViT-B-32:no_such_tag"):
        outcome = photoorg("sync", "--model", name)
        assert (outcome.code, outcome.out) == (1, ""), name
        assert outcome.err.startswith("photoorg: ")
        assert outcome.err.count("\n") == 1, outcome.err
    with PhotoLibrary.open(tmp_path / "library", encoder=TinyEncoder()) as library:
        assert library.status().photos == 3


def test_junk_in_the_settings_is_one_line(photoorg: CommandLine, empty_library: Path) -> None:
    (empty_library / "settings.toml").write_text("threads = 'all of them'")
    outcome = photoorg("status")
    assert outcome.code == 1
    assert "settings.toml’ are wrong at ‘threads’" in outcome.err
    assert outcome.err.count("\n") == 1


def test_doctor_finds_a_sound_library_sound(photoorg: CommandLine, described: Path) -> None:
    outcome = photoorg("doctor", "--json", "--library", described)
    assert outcome.code == 0
    document = outcome.json
    assert document["ok"]
    found = {finding["subject"]: finding for finding in document["findings"]}
    assert found["index"] == {"subject": "index", "ok": True, "text": "18 described photos can be searched"}
    assert found["catalogue"]["ok"]
    assert found["model"]["ok"]


def test_doctor_finds_what_is_wrong(photoorg: CommandLine, small_library: Path, tmp_path: Path) -> None:
    catalogue = tmp_path / "library" / CATALOGUE_FILE
    catalogue.write_bytes(catalogue.read_bytes()[:6000])
    before = catalogue.read_bytes()
    outcome = photoorg("doctor")
    assert outcome.code == 1
    assert "ILL  damage     The catalogue is damaged: " in outcome.out
    assert "doctor --repair" in outcome.err
    assert catalogue.read_bytes() == before


def test_watch_follows_until_ctrl_c(tmp_path: Path, small_library: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "photoorg", "--library", str(tmp_path / "library"), "--json", "watch"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    ) as process:
        assert process.stderr is not None
        assert process.stdout is not None
        # Only ends a test that has failed; what watches lets other tests go first.
        watchdog = threading.Timer(280, process.kill)
        watchdog.start()
        try:
            lines = iter(process.stderr.readline, "")
            assert next(line for line in lines if line.startswith("Watching")) == (
                "Watching 1 folder. Ctrl-C ends.\n"
            )
            assert next(line for line in lines if line == "In step.\n")
            make_jpeg(small_library / "new.jpg", "pink")
            assert next(line for line in lines if line == "In step.\n")
            process.send_signal(signal.SIGINT)
            rest = process.stderr.read()
            out = process.stdout.read()
        finally:
            watchdog.cancel()
    assert process.returncode == 0, rest
    assert rest == "Stopping.\n"
    figures = json.loads(out)
    assert (figures["photos"], figures["embedded"], figures["pending"]) == (4, 4, 0)
