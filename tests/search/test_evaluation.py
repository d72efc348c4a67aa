"""Evaluation: known rankings give known figures, and files as people make them are read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from PIL import Image

from photoorg.encoders.prompts import LABEL_TEMPLATES
from photoorg.errors import UserInputError
from photoorg.search.evaluation import evaluate_retrieval, evaluate_zero_shot
from photoorg.search.evaluation_table import read_rows
from photoorg.search.vocabulary import photo_words
from tests.tiny_encoder import TinyEncoder

if TYPE_CHECKING:
    from pathlib import Path

COLOURS = ["red", "green", "blue", "yellow", "black", "white", "pink"]


@pytest.fixture
def images(tmp_path: Path) -> Path:
    folder = tmp_path / "images"
    folder.mkdir()
    for colour in COLOURS:
        Image.new("RGB", (40, 30), colour).save(folder / f"{colour}.png")
    return folder


def _file(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    path = folder / "table.csv"
    path.write_text(text, encoding=encoding)
    return path


def _table(folder: Path, header: str, rows: list[str]) -> Path:
    return _file(folder, "\n".join([header, *rows]) + "\n")


def test_perfect_captions_score_one(tmp_path: Path, images: Path) -> None:
    table = _table(tmp_path, "image,caption", [f"{c}.png,a {c} photo" for c in COLOURS for _ in range(2)])
    encoder = TinyEncoder()
    scores = evaluate_retrieval(encoder, table, images)
    assert (scores.r1, scores.r5, scores.r10, scores.median_rank) == (1.0, 1.0, 1.0, 1.0)
    assert (scores.queries, scores.images, scores.skipped) == (14, 7, ())
    # Seven photos that agree are no certainty about others.
    assert scores.r1_interval == scores.r10_interval == (pytest.approx(0.59, abs=0.01), 1.0)
    assert scores.median_rank_interval == (1.0, 1.0)
    assert (encoder.images_encoded, encoder.texts_encoded) == (7, 14)


def test_wrong_captions_are_counted_by_their_rank(tmp_path: Path, images: Path) -> None:
    rows = [f"{c}.png,{c}" for c in COLOURS[:6]] + ["pink.png,red"]
    scores = evaluate_retrieval(TinyEncoder(), _table(tmp_path, "image,caption", rows), images)
    assert scores.r1 == pytest.approx(6 / 7)
    assert scores.r10 == 1.0
    assert scores.median_rank == 1.0
    low, high = scores.r1_interval
    assert 0.4 < low < scores.r1 < high == 1.0


def test_an_encoder_that_says_the_same_about_everything_scores_nothing(tmp_path: Path, images: Path) -> None:
    class Indifferent(TinyEncoder):
        def encode_images(self, inputs: np.ndarray) -> np.ndarray:
            return np.ones((len(inputs), self.dimension), np.float32) / np.sqrt(self.dimension)

    rows = [f"{c}.png,{c}" for c in COLOURS]
    scores = evaluate_retrieval(Indifferent(), _table(tmp_path, "image,caption", rows), images)
    assert (scores.r1, scores.r5, scores.median_rank) == (0.0, 0.0, 7.0)


def test_only_the_split_is_asked(tmp_path: Path, images: Path) -> None:
    rows = ["red.png,red,train", "green.png,green,dev", "blue.png,blue,dev"]
    table = _table(tmp_path, "image,caption,split", rows)
    scores = evaluate_retrieval(TinyEncoder(), table, images, split="dev")
    assert (scores.queries, scores.images) == (2, 2)
    with pytest.raises(UserInputError, match="no row with the split"):
        evaluate_retrieval(TinyEncoder(), table, images, split="test")


def test_missing_and_damaged_photos_are_named_and_their_captions_not_asked(
    tmp_path: Path, images: Path
) -> None:
    (images / "damaged.jpg").write_bytes(b"\xff\xd8\xff\xe0 no photo")
    rows = ["red.png,red", "gone.png,green", "damaged.jpg,blue", "damaged.jpg,sky", "white.png,white"]
    scores = evaluate_retrieval(TinyEncoder(), _table(tmp_path, "image,caption", rows), images)
    assert (scores.r1, scores.queries, scores.images) == (1.0, 2, 2)
    assert scores.skipped == ("gone.png", "damaged.jpg")


def test_no_readable_photo_is_an_error(tmp_path: Path, images: Path) -> None:
    with pytest.raises(UserInputError, match="None of the 1 photos"):
        evaluate_retrieval(TinyEncoder(), _table(tmp_path, "image,caption", ["gone.png,red"]), images)


def test_labels_are_chosen_over_all_labels_in_the_file(tmp_path: Path, images: Path) -> None:
    rows = [f"{c}.png,{c}" for c in COLOURS[:5]] + ["white.png,black"]
    encoder = TinyEncoder()
    scores = evaluate_zero_shot(encoder, _table(tmp_path, "image,label", rows), images)
    assert scores.top1 == pytest.approx(5 / 6)
    assert (scores.photos, scores.labels, scores.skipped) == (6, 5, ())
    # Among five labels, every one is among the first five.
    assert (scores.top5, scores.top5_interval) == (None, None)
    low, high = scores.top1_interval
    assert 0.3 < low < scores.top1 < high == 1.0
    assert encoder.texts_encoded == 5 * len(LABEL_TEMPLATES) + len(photo_words())


def test_from_six_labels_on_the_first_five_say_something(tmp_path: Path, images: Path) -> None:
    rows = [f"{colour}.png,{colour}" for colour in COLOURS[:6]]
    scores = evaluate_zero_shot(TinyEncoder(), _table(tmp_path, "image,label", rows), images)
    assert (scores.labels, scores.top5) == (6, 1.0)
    assert scores.top5_interval is not None


def test_labels_of_unreadable_photos_stay_choices(tmp_path: Path, images: Path) -> None:
    table = _table(tmp_path, "image,label", ["red.png,red", "gone.png,green"])
    scores = evaluate_zero_shot(TinyEncoder(), table, images)
    assert (scores.top1, scores.photos, scores.labels, scores.skipped) == (1.0, 1, 2, ("gone.png",))


def test_files_as_spreadsheets_write_them(tmp_path: Path, images: Path) -> None:
    text = (
        'split,image,caption\r\ndev, red.png ,"a red, plain photo"\r\n\r\n,green.png,green\r\ndev,,lost\r\n'
    )
    path = tmp_path / "table.csv"
    path.write_bytes(text.encode("utf-8-sig"))
    assert evaluate_retrieval(TinyEncoder(), path, images).queries == 2


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "no column “image”"),
        ("image,caption\n", "no rows with a value in each of image, caption"),
        ("image,text\nred.png,red\n", "no column “caption”"),
        ("image|caption\nred.png|red\n", "no column “image”; .*separated by commas, semicolons or tabs"),
        ("image,caption\nred.png,a \0 photo\n", "holds NUL bytes"),
        (
            'image,caption\nred.png,red\nblue.png,"blue\ngreen.png,green\n',
            "line 3: a quote is opened",
        ),
        (f"image,caption\nred.png,red\nblue.png,{'x' * 200_000}\n", "line 3: a value has more than 131,072"),
        ('image,caption\nred.png,"red" photo\n', "line 2: it is no line of a CSV file"),
    ],
)
def test_files_that_say_nothing_are_refused(tmp_path: Path, images: Path, text: str, sentence: str) -> None:
    with pytest.raises(UserInputError, match=sentence):
        evaluate_retrieval(TinyEncoder(), _file(tmp_path, text), images)
    with pytest.raises(UserInputError):
        evaluate_zero_shot(TinyEncoder(), _file(tmp_path, text), images)


@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_what_separates_values_is_seen_in_the_first_line(
    tmp_path: Path, images: Path, delimiter: str
) -> None:
    lines = [("image", "caption"), ("red.png", '"red, as a ""rose"""'), ("blue.png", "blue, not red")]
    path = _file(tmp_path, "\n".join(map(delimiter.join, lines)))
    assert read_rows(path, ["image", "caption"]) == [
        {"image": "red.png", "caption": 'red, as a "rose"'},
        {"image": "blue.png", "caption": "blue, not red"},
    ]


def test_files_that_are_no_text_are_refused(tmp_path: Path, images: Path) -> None:
    with pytest.raises(UserInputError, match="cannot be read"):
        evaluate_retrieval(TinyEncoder(), tmp_path / "gone.csv", images)
    with pytest.raises(UserInputError, match="UTF-8"):
        evaluate_retrieval(TinyEncoder(), _file(tmp_path, "image,caption\nred.png,grün\n", "latin-1"), images)
    with pytest.raises(UserInputError):
        evaluate_retrieval(TinyEncoder(), _file(tmp_path, "image,caption\n" + "x" * 200_000 + ",a\n"), images)


def test_file_and_folder_are_looked_at_before_the_model_is_loaded(tmp_path: Path, images: Path) -> None:
    def load() -> TinyEncoder:
        pytest.fail("loaded the model")

    for measure in (evaluate_retrieval, evaluate_zero_shot):
        with pytest.raises(UserInputError, match="cannot be read"):
            measure(load, tmp_path / "gone.csv", images)
        with pytest.raises(UserInputError, match="no column"):
            measure(load, _table(tmp_path, "image,text", ["red.png,red"]), images)
        with pytest.raises(UserInputError, match="is no folder"):
            measure(load, _table(tmp_path, "image,caption,label", ["red.png,red,red"]), tmp_path / "gone")


def test_the_model_is_loaded_once_by_what_loads_it(tmp_path: Path, images: Path) -> None:
    encoders: list[TinyEncoder] = []

    def load() -> TinyEncoder:
        encoders.append(TinyEncoder())
        return encoders[-1]

    table = _table(tmp_path, "image,caption", ["red.png,red", "blue.png,blue"])
    assert evaluate_retrieval(load, table, images).r1 == 1.0
    assert len(encoders) == 1


def test_order_and_photos_survive_decoding_ahead(tmp_path: Path, images: Path) -> None:
    """More photos than are decoded at a time, some of them missing."""
    for number in range(100):
        if number % 7:
            colour = COLOURS[number % len(COLOURS)]
            Image.new("RGB", (40, 30), colour).save(images / f"{number}.png")
    rows = [f"{number}.png,{COLOURS[number % len(COLOURS)]}" for number in range(100)]
    scores = evaluate_zero_shot(TinyEncoder(), _table(tmp_path, "image,label", rows), images)
    assert scores.top1 == 1.0
    assert scores.skipped == tuple(f"{number}.png" for number in range(0, 100, 7))


def test_progress_reaches_the_end(tmp_path: Path, images: Path) -> None:
    steps: list[tuple[int, int]] = []
    rows = [f"{c}.png,{c} number {n}" for c in COLOURS[1:] for n in range(100)]
    rows += [f"gone.png,nothing {n}" for n in range(100)]
    evaluate_retrieval(
        TinyEncoder(),
        _table(tmp_path, "image,caption", rows),
        images,
        progress=lambda done, total: steps.append((done, total)),
    )
    assert steps[-1] == (707, 707)
    assert steps == sorted(steps)
