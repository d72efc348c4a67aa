"""What `photoorg eval pets` counts, on a real cat that lives in two folders."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from PIL import Image

from photoorg.errors import FolderUnavailable, UserInputError
from photoorg.people.pets.evaluation import evaluate_pets

if TYPE_CHECKING:
    from pathlib import Path

    from photoorg.people.pets.pet_analyzer import PetAnalyzer


def _never() -> PetAnalyzer:
    pytest.fail("loaded the model")


@pytest.fixture
def pets(tmp_path: Path, cat: Image.Image, samples: Path) -> Path:
    """One cat under two names, three photos each, and what is no photo, no animal, or no animal's folder."""
    folder = tmp_path / "pets"
    for name in ("ginger", "grey"):
        (folder / name).mkdir(parents=True)
        for number, left in enumerate((0, 8, 16)):
            cat.crop((left, 0, left + 430, 300)).save(folder / name / f"{number}.png")
    (folder / "ginger" / "notes.txt").write_text("likes fish")
    (folder / "ginger" / "torn.jpg").write_bytes(b"no picture")
    (folder / "grey" / "coffee.png").write_bytes((samples / "coffee.png").read_bytes())
    (folder / "empty").mkdir()
    Image.fromarray(np.zeros((9, 9, 3), np.uint8)).save(folder / "beside.png")
    return folder


def test_figures_of_a_cat_in_two_folders(analyzer: PetAnalyzer, pets: Path) -> None:
    told: list[tuple[int, int]] = []
    scores = evaluate_pets(lambda: analyzer, pets, progress=lambda done, total: told.append((done, total)))
    assert (scores.individuals, scores.photos, scores.skipped) == (2, 7, ("ginger/torn.jpg",))
    assert told[-1] == (8, 8)
    assert scores.detection_rate == pytest.approx(6 / 7)
    # All photos with the cat are one group, of which nine of fifteen pairs are wrong; the coffee is alone.
    assert scores.precision == pytest.approx(6 / 15)
    assert scores.recall == pytest.approx(6 / 9)
    assert scores.ari < 0.1
    assert set(scores.named) == set(scores.top1) == {"1", "3", "5"}
    # The same pictures lie in both folders, so that half of the names are wrong.
    assert scores.named["1"].precision < 0.7
    assert scores == evaluate_pets(lambda: analyzer, pets)


def test_a_useless_folder_is_told_before_the_model_is_loaded(tmp_path: Path) -> None:
    with pytest.raises(FolderUnavailable, match="is no folder"):
        evaluate_pets(_never, tmp_path / "gone")
    (tmp_path / "luna").mkdir()
    with pytest.raises(UserInputError, match="a folder with photos for each animal"):
        evaluate_pets(_never, tmp_path)


def test_photos_of_which_none_can_be_read(analyzer: PetAnalyzer, tmp_path: Path) -> None:
    for name in ("luna", "rex"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "torn.jpg").write_bytes(b"no picture")
    with pytest.raises(UserInputError, match="too few can be read"):
        evaluate_pets(lambda: analyzer, tmp_path)
