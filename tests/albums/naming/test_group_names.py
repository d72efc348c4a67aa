"""Names of groups: what tells them apart, none twice, and reasons."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from PIL import Image

from photoorg.albums.naming.evaluation import evaluate_naming, is_right
from photoorg.albums.naming.group_names import GroupNamer, group_namer
from photoorg.albums.naming.vocabulary import Vocabulary, shipped_vocabulary
from photoorg.encoders.lazy_encoder import GivenEncoder
from photoorg.encoders.prompts import LABEL_TEMPLATES
from photoorg.errors import UserInputError
from photoorg.index.embedding_space import EmbeddingSpace
from photoorg.library.catalogue import Catalogue
from tests.tiny_encoder import COLOURS, TinyEncoder

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from photoorg.encoders.encoder import FloatArray

# Directions of a space in which every word has one of its own.
WORDS = ("beach", "dog", "dogs", "running dog", "snow")


def _namer() -> GroupNamer:
    vectors = np.eye(len(WORDS), dtype=np.float32)
    vectors[2] = vectors[1] * 0.9 + vectors[4] * 0.1
    vectors[3] += vectors[1]
    return GroupNamer(WORDS, vectors / np.linalg.norm(vectors, axis=1, keepdims=True))


def _photos(count: int, **shown: float) -> FloatArray:
    """So many photos that show these things so much, and each a little of everything."""
    vectors = np.random.default_rng(count).normal(0, 0.02, (count, len(WORDS))).astype(np.float32)
    for name, share in shown.items():
        vectors[:, WORDS.index(name)] += share
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


def test_what_all_photos_show_is_no_name() -> None:
    beach_dogs, beach_snow = _photos(8, beach=0.8, dog=0.5), _photos(9, beach=0.8, snow=0.5)
    background = np.concatenate([beach_dogs, beach_snow, _photos(40, beach=0.9)])
    first, second = _namer().names([beach_dogs, beach_snow], background)
    assert (first.name, second.name) == ("dog", "snow")
    best = first.candidates[0]
    assert best.name == "dog"
    assert best.in_group > best.elsewhere + 0.2
    assert [one.score for one in first.candidates] == sorted(
        (one.score for one in first.candidates), reverse=True
    )


def test_no_two_groups_are_called_the_same_not_even_in_the_plural() -> None:
    groups = [_photos(8, dog=1.0), _photos(9, dog=0.9, **{"running dog": 0.3}), _photos(10, snow=1.0)]
    named = _namer().names(groups, _photos(50, beach=0.3, snow=0.3))
    assert sorted(group.name for group in named) == ["dog", "running dog", "snow"]
    # Why is told, though another group got the word.
    assert "dog" in {candidate.name for candidate in named[1].candidates}
    assert _namer().names(groups[:1], _photos(50), taken=["Dogs"])[0].name == "running dog"


def test_a_group_that_is_the_whole_library_is_called_what_it_shows() -> None:
    dogs = _photos(12, dog=1.0)
    assert _namer().names([dogs], dogs)[0].name == "dog"


def test_without_photos_or_words_there_is_no_name() -> None:
    nothing = np.empty((0, len(WORDS)), np.float32)
    assert _namer().names([], nothing) == []
    assert [group.name for group in _namer().names([nothing, _photos(1, snow=1.0)], nothing)] == ["", "snow"]
    assert GroupNamer((), nothing).names([_photos(1)], nothing)[0].name == ""
    many = [_photos(count, dog=1.0) for count in range(1, 8)]
    names = [group.name for group in _namer().names(many, _photos(20))]
    # Four words that differ, seven groups.
    assert sorted(names) == ["", "", "", "beach", "dog", "running dog", "snow"]


@pytest.fixture
def space(tmp_path: Path) -> Iterator[EmbeddingSpace]:
    catalogue = Catalogue(tmp_path / "catalogue.sqlite")
    yield EmbeddingSpace(GivenEncoder(TinyEncoder()), catalogue, tmp_path / "index")
    catalogue.close()


def test_words_are_encoded_once_for_a_model(space: EmbeddingSpace, tmp_path: Path) -> None:
    encoder = space.encoder.get()
    assert isinstance(encoder, TinyEncoder)
    told: list[tuple[int, int]] = []
    vocabulary = Vocabulary(tuple(COLOURS))
    texts = len(COLOURS) * len(LABEL_TEMPLATES)
    for _ in range(2):
        namer = group_namer(space, tmp_path / "cache", vocabulary, lambda *step: told.append(step))
    assert encoder.texts_encoded == texts
    assert told == [(texts, texts)]
    red = encoder.encode_images(encoder.preprocess(Image.new("RGB", (32, 32), COLOURS["red"]))[None])
    assert namer.names([red], np.empty((0, 32), np.float32))[0].name == "red"


def test_encoding_words_can_be_stopped(space: EmbeddingSpace, tmp_path: Path) -> None:
    def stop(_done: int, _total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        group_namer(space, tmp_path / "cache", progress=stop)
    assert not list(tmp_path.glob("cache/*"))


def test_folders_are_named_by_their_photos_alone(tmp_path: Path) -> None:
    for colour in ("red", "blue", "green"):
        (tmp_path / colour).mkdir()
        for number in range(2):
            Image.new("RGB", (40, 30 + number), colour).save(tmp_path / colour / f"{number}.png")
    (tmp_path / "red" / "broken.jpg").write_bytes(b"no photo")
    told: list[tuple[int, int]] = []
    scores = evaluate_naming(TinyEncoder, tmp_path, progress=lambda *step: told.append(step))
    assert (scores.groups, scores.photos, scores.skipped) == (3, 6, ("red/broken.jpg",))
    assert (scores.named_right, scores.right_of_3) == (1.0, 1.0)
    assert scores.vocabulary == len(shipped_vocabulary().names) > 2500
    assert told[-1][0] == told[-1][1]
    (tmp_path / "one" / "only").mkdir(parents=True)
    with pytest.raises(UserInputError, match="at least 2 of them"):
        evaluate_naming(TinyEncoder, tmp_path / "one")


@pytest.mark.parametrize(
    ("name", "label", "right"),
    [
        ("dogs", "Dog", True),
        ("tabby cat", "cat", True),
        ("cat", "tabby_cat", True),
        ("berries", "berry", True),
        ("Christmas trees", "christmas-tree", True),
        ("cat", "dog", False),
        ("cat", "", False),
    ],
)
def test_what_counts_as_right(name: str, label: str, right: bool) -> None:
    assert is_right(name, label) is right
