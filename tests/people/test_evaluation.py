"""photoorg eval people: what it tells, and on what it refuses to work."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest
from PIL import Image

from photoorg.errors import FolderUnavailable, UserInputError
from photoorg.people.evaluation import evaluate_people
from photoorg.people.faces import Face

if TYPE_CHECKING:
    from photoorg.people.embedded_analyzer import EmbeddedAnalyzer
    from photoorg.people.faces import FloatArray, Pixels

PEOPLE = Path(__file__).parents[3] / "shared" / "photos" / "people"


class ColourAnalyzer:
    """Takes the colour in the middle of a picture for a face, unless it is black."""

    key = "colour/1"
    dimension = 128

    def analyze(self, pixels: Pixels) -> tuple[Face, ...]:
        colour = pixels[len(pixels) // 2, pixels.shape[1] // 2].astype(int)
        return (
            () if colour.sum() < 30 else (self._face(0.4, 0.2, colour), self._face(0.05, 0.1, colour[::-1]))
        )

    def _face(self, left: float, width: float, colour: FloatArray) -> Face:
        person = np.random.default_rng(np.round(np.asarray(colour) / 64).astype(int).tolist())
        photo = np.random.default_rng(np.asarray(colour).tolist())
        vector = person.normal(size=128) * 0.9 + photo.normal(size=128) * 0.3
        return Face(
            left=left,
            top=left,
            width=width,
            height=width,
            score=0.99,
            landmarks=np.zeros((5, 2), np.float32),
            descriptor=(vector / np.linalg.norm(vector)).astype(np.float32),
            height_px=50,
            sharpness=50,
            analyzer=self.key,
        )


def _people(directory: Path) -> None:
    for name, colour in (("Anna", (192, 64, 128)), ("Bob", (64, 128, 192)), ("Cleo", (128, 128, 64))):
        (directory / name).mkdir()
        for number in range(6):
            picture = Image.new("RGB", (40, 40), tuple(part + number for part in colour))
            picture.save(directory / name / f"{number}.png")


def test_all_is_counted(tmp_path: Path) -> None:
    _people(tmp_path)
    Image.new("RGB", (40, 40)).save(tmp_path / "Anna" / "nobody.png")
    (tmp_path / "Bob" / "broken.jpg").write_bytes(b"no photo")
    (tmp_path / "Bob" / "notes.txt").write_text("no photo either")
    steps: list[tuple[int, int]] = []
    scores = evaluate_people(ColourAnalyzer, tmp_path, progress=lambda *step: steps.append(step))
    assert scores.detection_rate == pytest.approx(18 / 19)
    assert (scores.ari, scores.precision, scores.recall) == (1, 1, 1)
    assert (scores.photos, scores.people, scores.faces) == (19, 3, 36)
    assert scores.skipped == (str(Path("Bob", "broken.jpg")),)
    assert list(scores.named) == ["1", "3", "5"]
    # The photo without a face is never found.
    assert scores.named["3"].recall == pytest.approx(18 / 19)
    assert steps[-1] == (20, 20)


def test_people_in_the_same_folder_lower_the_scores(tmp_path: Path) -> None:
    _people(tmp_path)
    for number in range(6):
        (tmp_path / "Cleo" / f"{number}.png").rename(tmp_path / "Anna" / f"more-{number}.png")
    scores = evaluate_people(ColourAnalyzer, tmp_path)
    assert scores.ari < 0.8
    assert scores.precision == 1
    assert scores.recall < 0.7


@pytest.mark.parametrize(
    ("files", "sentence"),
    [
        ((), "must have a folder with photos for each person"),
        (("Anna/notes.txt",), "must have a folder with photos for each person"),
        (("loose.png",), "must have a folder with photos for each person"),
        (("Anna/broken.jpg",), "None of the photos"),
        (("Anna/black.png",), "No face was found"),
    ],
)
def test_a_folder_without_people_is_refused_in_one_sentence(
    tmp_path: Path, files: tuple[str, ...], sentence: str
) -> None:
    for name in files:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"")
        if name.endswith("png"):
            Image.new("RGB", (9, 9)).save(tmp_path / name)
    with pytest.raises(UserInputError, match=sentence) as refused:
        evaluate_people(ColourAnalyzer, tmp_path)
    assert "\n" not in str(refused.value)


def test_no_folder_is_refused_before_anything_is_loaded(tmp_path: Path) -> None:
    with pytest.raises(FolderUnavailable, match="is no folder"):
        evaluate_people(lambda: pytest.fail("loaded"), tmp_path / "gone")


@pytest.mark.skipif(
    not PEOPLE.is_dir(), reason="the photos (../shared/photos/people) are not on this machine"
)
def test_real_people_are_found_grouped_and_recognised(analyzer: EmbeddedAnalyzer) -> None:
    scores = evaluate_people(lambda: analyzer, PEOPLE)
    assert scores.detection_rate >= 0.99
    assert scores.ari >= 0.97
    assert scores.named["3"].recall >= 0.97
    assert scores.named["3"].precision >= 0.99
