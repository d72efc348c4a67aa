"""photoorg eval duplicates: the figures as lines and as JSON, and one sentence for a folder that is none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PIL import Image

from tests.photo_copies import ATTACKS

if TYPE_CHECKING:
    from pathlib import Path

    from tests.commands.conftest import CommandLine


def test_figures_as_json_and_as_lines(photoorg: CommandLine, tmp_path: Path, samples: Path) -> None:
    for name in ("cat", "coffee"):
        (tmp_path / "copies" / name).mkdir(parents=True)
        with Image.open(samples / f"{name}.png") as photo:
            photo.save(tmp_path / "copies" / name / "original.png")
            ATTACKS["crop 80 %"](photo.convert("RGB")).save(tmp_path / "copies" / name / "cropped.jpg")
    outcome = photoorg("eval", "duplicates", tmp_path / "copies", "--json")
    assert outcome.code == 0, outcome.err
    scores = ("precision", "recall", "f1", "pairs_right", "photos")
    assert [outcome.json[name] for name in scores] == [1, 1, 1, 2, 4]
    outcome = photoorg("eval", "duplicates", tmp_path / "copies")
    assert "pairs of copies: precision 100.0%, recall 100.0%, F1 1.000" in outcome.out
    assert "4 photos of 2 originals, 2 groups" in outcome.out


def test_a_folder_that_is_none(photoorg: CommandLine, tmp_path: Path) -> None:
    outcome = photoorg("eval", "duplicates", tmp_path / "gone")
    assert outcome.code == 1
    assert "is no folder; name one that has a folder for each original." in outcome.err
    assert outcome.err.count("\n") == 1
