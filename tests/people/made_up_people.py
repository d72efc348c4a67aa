"""Descriptors of people that do not exist, as near and as far from each other as those of real ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from photoorg.people.faces import FloatArray
    from photoorg.people.grouping import IntArray

DIMENSION = 128


def faces_of(people: int, each: int, seed: int = 0, within: float = 0.3) -> tuple[FloatArray, IntArray]:
    """Faces (people * each, 128) in random order, and who is on each.

    Args:
        within: part of the variance that lies within a person.
    """
    chance = np.random.default_rng(seed)
    centres = chance.normal(size=(people, DIMENSION)) * np.sqrt(1 - within)
    who = chance.permutation(np.repeat(np.arange(people), each))
    faces = centres[who] + chance.normal(size=(len(who), DIMENSION)) * np.sqrt(within)
    return (faces / np.linalg.norm(faces, axis=1, keepdims=True)).astype(np.float32), who
