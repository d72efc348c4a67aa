"""Which animals are the same one, and which of the named ones: a stranger's dog is nobody's Luna."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from photoorg.people.pets.linkage import average_linkage

if TYPE_CHECKING:
    from collections.abc import Sequence

    from photoorg.encoders.encoder import FloatArray
    from photoorg.people.pets.linkage import IntArray

# From here on a name is right at least 19 times in 20 even where half of the animals have none: so it was for
# each of twelve random halves of 27 dogs.
SUGGESTED_COSINE = 0.91
# From here on it is worth asking.
MAYBE_COSINE = 0.75
# Groups of animals that are less alike on average stay apart: a wrong merge hurts more than a split.
GROUP_COSINE = 0.65


def group_pets(vectors: FloatArray) -> IntArray:
    """Numbers of groups from 0, one for each of the vectors (n, d) that
    :func:`~photoorg.people.pets.pet_space.comparable` gave at once; n may be 0."""
    return average_linkage(vectors, GROUP_COSINE)


@dataclass(frozen=True)
class Recognition:
    """The name whose examples an animal is most like.

    Attributes:
        name: of that animal.
        cosine: how alike they are, -1..1; at least :data:`SUGGESTED_COSINE` for a suggestion.
    """

    name: str
    cosine: float

    @property
    def is_suggested(self) -> bool:
        """Whether this is sure enough to be suggested; below, it may well be somebody nobody named."""
        return self.cosine >= SUGGESTED_COSINE


class NamedPets:
    """Named animals by examples. All examples are kept: from the side and asleep, a dog looks different."""

    def __init__(self, names: Sequence[str], vectors: FloatArray) -> None:
        """``vectors`` (n, d) are examples, ``names`` whose they are; a name may have any number.

        Examples and what is asked for are vectors that :func:`~photoorg.people.pets.pet_space.comparable`
        gave at once.
        """
        self._names = list(dict.fromkeys(names))
        owners = np.array([self._names.index(name) for name in names], dtype=np.int64)
        self._examples = [vectors[owners == number] for number in range(len(self._names))]

    def recognize(self, vectors: FloatArray) -> list[Recognition | None]:
        """For each of (n, d) the nearest name; None where there are no names at all."""
        if not self._names:
            return [None] * len(vectors)
        alike = np.stack([(vectors @ examples.T).max(axis=1) for examples in self._examples], axis=1)
        best = alike.argmax(axis=1)
        return [
            Recognition(self._names[name], float(row[name])) for name, row in zip(best, alike, strict=True)
        ]
