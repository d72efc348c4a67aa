"""photoorg eval: figures with intervals, and mistakes found before the model is loaded."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PIL import Image
from skimage.data import astronaut

if TYPE_CHECKING:
    from pathlib import Path

    from tests.commands.conftest import CommandLine

CAPTIONS = ("image,caption", "cat.png,a cat", "cat.png,a tabby cat", "coffee.png,a cup of coffee")


def _csv(folder: Path, *lines: str) -> Path:
    path = folder / "table.csv"
    path.write_text("\n".join(lines))
    return path


def test_retrieval_as_json(photoorg: CommandLine, tmp_path: Path, samples: Path) -> None:
    outcome = photoorg(
        "eval", "retrieval", "--captions", _csv(tmp_path, *CAPTIONS), "--images", samples, "--json"
    )
    assert outcome.code == 0, outcome.err
    keys = {"r1", "r5", "r10", "median_rank", "queries", "images", "skipped"}
    intervals = {"r1_interval", "r5_interval", "r10_interval", "median_rank_interval"}
    assert set(outcome.json) == keys | intervals
    assert (outcome.json["queries"], outcome.json["images"], outcome.json["r1"]) == (3, 2, 1.0)
    assert outcome.json["r1_interval"] == [pytest.approx(0.158, abs=0.001), 1.0]


def test_figures_are_told_with_their_intervals(photoorg: CommandLine, tmp_path: Path, samples: Path) -> None:
    outcome = photoorg("eval", "retrieval", "--captions", _csv(tmp_path, *CAPTIONS), "--images", samples)
    assert "R@10  100.0%  (95 %: 15.8% to 100.0%)" in outcome.out
    assert "3 captions asked among 2 photos" in outcome.out
    labels = _csv(tmp_path, "image,label", "cat.png,cat", "coffee.png,coffee", "gone.png,moon")
    outcome = photoorg("eval", "zeroshot", "--labels", labels, "--images", samples)
    assert "top-1 100.0%" in outcome.out
    assert "top-5" not in outcome.out
    assert "top-5 is left out: among five labels or fewer" in outcome.err
    assert "2 photos judged over 3 labels" in outcome.out
    assert "Skipped 1 picture that could not be read, the first: gone.png" in outcome.err


def test_a_bad_table_is_found_before_the_model_is_loaded(
    photoorg: CommandLine, tmp_path: Path, samples: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "photoorg.encoders.loading.load_encoder", lambda *_args, **_kwargs: pytest.fail("loaded the model")
    )
    for kind, option in (("retrieval", "--captions"), ("zeroshot", "--labels")):
        outcome = photoorg("eval", kind, option, _csv(tmp_path, "picture,words"), "--images", samples)
        assert outcome.code == 1
        assert "has no column “image”" in outcome.err
        assert outcome.err.count("\n") == 1


def test_people_as_lines_and_as_json(photoorg: CommandLine, tmp_path: Path) -> None:
    (tmp_path / "Eileen").mkdir()
    picture = Image.fromarray(astronaut())
    for number in range(2):
        picture.crop((number, 0, 512, 512)).save(tmp_path / "Eileen" / f"{number}.png")
    outcome = photoorg("eval", "people", tmp_path, "--json")
    assert outcome.code == 0, outcome.err
    assert {"detection_rate", "ari", "precision", "recall", "named", "skipped"} <= set(outcome.json)
    assert set(outcome.json["named"]) == {"1", "3", "5"}
    assert outcome.json["named"]["1"]["recall"] == 1
    assert outcome.json["detection_rate"] == 1
    outcome = photoorg("eval", "people", tmp_path)
    assert "found     a face in 100.0% of the photos" in outcome.out
    assert "2 photos of 1 person, 2 faces in 1 group" in outcome.out


def test_people_need_photos_in_folders(photoorg: CommandLine, tmp_path: Path) -> None:
    outcome = photoorg("eval", "people", tmp_path)
    assert outcome.code == 1
    assert outcome.err.count("\n") == 1
    assert "must have a folder with photos for each person" in outcome.err
