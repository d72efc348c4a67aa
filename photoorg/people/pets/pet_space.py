"""In which animals are compared: what they have in common taken away, and each steadied by its like."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from photoorg.people.pets.animal_map import animal_weights
from photoorg.people.pets.linkage import average_linkage

if TYPE_CHECKING:
    from photoorg.encoders.encoder import FloatArray

# The shipped mean counts like so many groups of the library: that of a single dog has no mean of its own.
_SHIPPED_GROUPS = 30
# So alike (cosine, about the shipped mean) are photos of one moment, which count once for the mean.
_SAME_MOMENT_COSINE = 0.8
_NEIGHBOURS = 2
# Rows of cosines that are held at the same time.
_ROWS = 1024


def comparable(features: FloatArray) -> FloatArray:
    """Features of all animals of a library (n, 1280) to unit vectors (n, 1280) whose cosines tell who is who.

    Each is centred by the mean animal, and then moved towards its nearest neighbours: photos that are no
    burst of one moment come together where others lie between them (database-side augmentation, Turcot and
    Lowe 2009). So vectors of two calls do not compare.

    Args:
        features: of :class:`~photoorg.people.pets.pet_describer.PetDescriber`; n may be 0.
    """
    if len(features) == 0:
        return features
    return _towards_neighbours(_unit(features - _mean_animal(features)))


def _mean_animal(features: FloatArray) -> FloatArray:
    shipped = animal_weights()["mean"]
    groups = average_linkage(_unit(features - shipped), _SAME_MOMENT_COSINE)
    sums = np.zeros((groups.max() + 1, features.shape[1]), dtype=np.float64)
    np.add.at(sums, groups, features)
    means = sums / np.bincount(groups)[:, None]
    mean: FloatArray = (_SHIPPED_GROUPS * shipped + means.sum(axis=0)) / (_SHIPPED_GROUPS + len(means))
    return mean.astype(np.float32)


def _towards_neighbours(vectors: FloatArray) -> FloatArray:
    moved = vectors.copy()
    count = min(_NEIGHBOURS, len(vectors) - 1)
    if count < 1:
        return moved
    for start in range(0, len(vectors), _ROWS):
        cosines = vectors[start : start + _ROWS] @ vectors.T
        rows = np.arange(len(cosines))[:, None]
        cosines[rows[:, 0], start + rows[:, 0]] = -1
        nearest = np.argpartition(-cosines, count - 1, axis=1)[:, :count]
        # Squared, so that those that are merely less far than others hardly count.
        weights = np.maximum(cosines[rows, nearest], 0) ** 2
        moved[start : start + _ROWS] += np.einsum("nk,nkd->nd", weights, vectors[nearest])
    return _unit(moved)


def _unit(vectors: FloatArray) -> FloatArray:
    unit: FloatArray = vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-12)
    return unit
