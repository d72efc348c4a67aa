"""Who is the same as whom, on made-up features: animals around centres, photos around animals."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from sklearn.cluster import AgglomerativeClustering
from sklearn.metrics import adjusted_rand_score

from photoorg.people.pets.animal_map import animal_weights
from photoorg.people.pets.linkage import average_linkage
from photoorg.people.pets.pet_identity import NamedPets, group_pets
from photoorg.people.pets.pet_space import comparable

if TYPE_CHECKING:
    from photoorg.encoders.encoder import FloatArray


def _features(animals: int, photos: int, spread: float = 0.5) -> tuple[FloatArray, list[str]]:
    """Around the shipped mean, as real ones are."""
    chance = np.random.default_rng(3)
    centres = chance.normal(size=(animals, 1, 1280))
    noise = chance.normal(size=(animals, photos, 1280)) * spread
    features = animal_weights()["mean"] + 0.1 * (centres + noise).reshape(-1, 1280)
    return features.astype(np.float32), [f"pet {number // photos}" for number in range(animals * photos)]


def test_average_linkage_in_parts_is_that_of_the_whole() -> None:
    chance = np.random.default_rng(1)
    vectors = chance.normal(size=(120, 6)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    whole = AgglomerativeClustering(
        n_clusters=None, metric="precomputed", linkage="average", distance_threshold=0.2
    ).fit_predict(np.clip(1 - vectors @ vectors.T, 0, 2))
    groups = average_linkage(vectors, 0.8)
    assert 10 < len(np.unique(groups)) < 110
    assert adjusted_rand_score(whole, groups) == 1
    assert sorted(np.unique(groups)) == list(range(groups.max() + 1))


def test_photos_of_each_animal_become_a_group() -> None:
    features, names = _features(animals=6, photos=5)
    vectors = comparable(features)
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(1, abs=1e-4)
    assert adjusted_rand_score(names, group_pets(vectors)) == 1


def test_a_library_with_a_single_animal_is_one_group() -> None:
    features, _ = _features(animals=1, photos=9)
    assert group_pets(comparable(features)).max() == 0


def test_known_animals_are_named_and_strangers_are_not() -> None:
    features, names = _features(animals=8, photos=4)
    vectors = comparable(features)
    named = [place for place, name in enumerate(names) if name < "pet 4" and place % 4 < 2]
    pets = NamedPets([names[place] for place in named], vectors[named])
    for place, answer in enumerate(pets.recognize(vectors)):
        assert answer is not None
        if names[place] < "pet 4":
            assert answer.is_suggested
            assert answer.name == names[place]
        else:
            assert not answer.is_suggested


def test_nothing_comes_of_nothing() -> None:
    nothing = comparable(np.empty((0, 1280), dtype=np.float32))
    assert nothing.shape == (0, 1280)
    assert len(group_pets(nothing)) == 0
    one = comparable(_features(1, 1)[0])
    assert list(group_pets(one)) == [0]
    assert NamedPets([], nothing).recognize(one) == [None]
    assert NamedPets(["Luna"], one).recognize(nothing) == []
