"""photoorg eval pets: the figures as lines and as JSON, and one sentence for a folder that is none."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PIL import Image

if TYPE_CHECKING:
    from pathlib import Path

    from tests.commands.conftest import CommandLine


def test_figures_as_json_and_as_lines(photoorg: CommandLine, tmp_path: Path, samples: Path) -> None:
    with Image.open(samples / "cat.png") as cat:
        for name, picture in (("ginger", cat), ("grey", cat.convert("L"))):
            (tmp_path / "pets" / name).mkdir(parents=True)
            for number in range(2):
                picture.resize((300, 200)).save(tmp_path / "pets" / name / f"{number}.png")
    outcome = photoorg("eval", "pets", tmp_path / "pets", "--json")
    assert outcome.code == 0, outcome.err
    figures = {"detection_rate", "ari", "precision", "recall", "named", "top1", "open_set", "threshold"}
    assert set(outcome.json) == figures | {"individuals", "photos", "skipped"}
    assert set(outcome.json["named"]["3"]) == {"precision", "recall"}
    assert outcome.json["detection_rate"] == outcome.json["top1"]["1"] == 1
    outcome = photoorg("eval", "pets", tmp_path / "pets")
    assert "an animal found in 100.0% of the photos" in outcome.out
    assert "1 photo of each named: nearest name right 100.0%" in outcome.out
    assert "4 photos of 2 animals" in outcome.out


@pytest.mark.parametrize("arguments", [(), ("--json",)])
def test_a_folder_that_is_none(photoorg: CommandLine, tmp_path: Path, arguments: tuple[str, ...]) -> None:
    outcome = photoorg("eval", "pets", tmp_path / "gone", *arguments)
    assert outcome.code == 1
    assert "is no folder; name one that has a folder for each animal." in outcome.err
    assert outcome.err.count("\n") == 1
