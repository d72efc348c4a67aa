"""The sample photos are real photographs, copied from installed packages."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from photoorg.errors import EnvironmentProblem
from photoorg.imaging.decode import decode_photo
from photoorg.sample_photos import write_sample_photos

if TYPE_CHECKING:
    from pathlib import Path


def test_photos_a_person_recognises(tmp_path: Path) -> None:
    photos = write_sample_photos(tmp_path / "samples")
    names = {path.stem for path in photos}
    assert {"cat", "coffee", "astronaut", "rocket", "temple", "flower", "motorcycle"} <= names
    for path in photos:
        assert min(decode_photo(path, 64).image.size) >= 64
    assert sorted((tmp_path / "samples").iterdir()) == photos


def test_a_second_call_changes_nothing(tmp_path: Path) -> None:
    (tmp_path / "cat.png").write_text("my own cat")
    photos = write_sample_photos(tmp_path)
    times = {path: path.stat().st_mtime_ns for path in tmp_path.iterdir()}
    assert write_sample_photos(tmp_path) == photos
    assert {path: path.stat().st_mtime_ns for path in tmp_path.iterdir()} == times
    assert (tmp_path / "cat.png").read_text() == "my own cat"


def test_a_place_that_cannot_be_written_is_said_in_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(EnvironmentProblem, match="cannot be written"):
        write_sample_photos(tmp_path / "file")


def test_missing_packages_are_said_in_one_sentence(tmp_path: Path) -> None:
    # -S: an interpreter without installed packages.
    script = (
        "import sys; from pathlib import Path; from photoorg.errors import EnvironmentProblem\n"
        "from photoorg.sample_photos import write_sample_photos\n"
        "try: write_sample_photos(Path(sys.argv[1]))\n"
        "except EnvironmentProblem as error: sys.exit(str(error))\n"
    )
    process = subprocess.run(
        [sys.executable, "-S", "-c", script, str(tmp_path / "samples")],
        capture_output=True,
        text=True,
        check=False,
    )
    assert "scikit-image and scikit-learn" in process.stderr
    assert not (tmp_path / "samples").exists()
