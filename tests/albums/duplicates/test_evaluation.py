"""What `photoorg eval duplicates` counts."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from photoorg.albums.duplicates.evaluation import evaluate_duplicates
from photoorg.errors import FolderUnavailable, UserInputError
from tests.photo_copies import ATTACKS
from tests.tiny_encoder import TinyEncoder

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from PIL import Image

    from photoorg.encoders.encoder import Encoder

MADE = ["sepia", "crop 80 %", "half the size"]


@pytest.fixture
def originals(tmp_path: Path, photos: Mapping[str, Image.Image]) -> Path:
    """Two originals with copies, one without."""
    for name in ("coffee", "cat"):
        (tmp_path / name).mkdir()
        photos[name].save(tmp_path / name / "original.png")
        for attack in MADE:
            ATTACKS[attack](photos[name]).save(tmp_path / name / f"{attack}.jpg")
    (tmp_path / "alone").mkdir()
    photos["astronaut"].save(tmp_path / "alone" / "original.jpg")
    return tmp_path


def test_all_is_counted(originals: Path) -> None:
    (originals / "alone" / "torn.jpg").write_bytes(b"no photo")
    (originals / "alone" / "notes.txt").write_text("no photo either")
    shutil.copy(originals / "cat" / "original.png", originals / "cat" / "same.png")
    steps: list[tuple[int, int]] = []
    scores = evaluate_duplicates(TinyEncoder, originals, progress=lambda *step: steps.append(step))
    assert (scores.precision, scores.recall, scores.f1, scores.false_positive_rate) == (1, 1, 1, 0)
    assert (scores.pairs_right, scores.pairs_wrong, scores.pairs_missed) == (6 + 10, 0, 0)
    assert (scores.groups, scores.originals, scores.photos) == (2, 3, 10)
    assert scores.skipped == ("alone/torn.jpg",)
    assert steps[10] == (11, 11)
    assert steps[-1][0] == steps[-1][1]


def test_what_is_found_wrongly_and_what_is_missed(originals: Path, photos: Mapping[str, Image.Image]) -> None:
    ATTACKS["sepia"](photos["coffee"]).save(originals / "alone" / "wrong.jpg")
    photos["coins"].save(originals / "cat" / "missed.jpg")
    scores = evaluate_duplicates(TinyEncoder, originals)
    assert (scores.pairs_right, scores.pairs_wrong, scores.pairs_missed) == (6 + 6, 4, 4 + 1)
    assert scores.precision == 12 / 16
    assert scores.recall == 12 / 17
    assert 0 < scores.false_positive_rate < 4 / 16
    assert scores.f1 == pytest.approx(2 * 12 / (16 + 17))


def _never() -> Encoder:
    pytest.fail("loaded the model")


def test_folders_that_do_not_serve(tmp_path: Path) -> None:
    with pytest.raises(FolderUnavailable, match="is no folder; name one that has a folder for each original"):
        evaluate_duplicates(_never, tmp_path / "gone")
    with pytest.raises(UserInputError, match="must have a folder with photos for each original"):
        evaluate_duplicates(_never, tmp_path)
    (tmp_path / "one").mkdir()
    (tmp_path / "one" / "torn.jpg").write_bytes(b"no photo")
    with pytest.raises(UserInputError, match="None of the photos"):
        evaluate_duplicates(TinyEncoder, tmp_path)
