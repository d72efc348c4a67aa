"""Names for groups of photos: the words that are nearest to a group and far from the rest of the library."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from photoorg.albums.naming.vocabulary import Vocabulary, shipped_vocabulary, word_forms
from photoorg.encoders.prompts import LABEL_TEMPLATES
from photoorg.index.encoded_texts import EncodedTexts

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence
    from pathlib import Path

    import numpy.typing as npt

    from photoorg.encoders.encoder import FloatArray
    from photoorg.index.embedding_space import EmbeddingSpace

# How much being near to the group counts beside being nearer to it than to the rest. Where a group is the
# whole library, there is no rest. Between 0 and 0.2 it made no difference on labelled photos.
NEARNESS_WEIGHT = 0.1
# So many imaginary photos, to which all words say the same, stand beside the sample of the library.
PRIOR_PHOTOS = 10
# How far cosines of one word spread over photos, where there are too few to tell.
SPREAD_PRIOR = 0.08
# Photos of the background that are looked at; more change nothing.
MOST_BACKGROUND = 2000
# For each group.
CANDIDATES = 10


@dataclass(frozen=True, slots=True)
class Candidate:
    """A word that may name a group, and why.

    Attributes:
        score: what candidates are ordered by: how many spreads nearer the word is to the group than to the
            rest, and a little how near.
        in_group, elsewhere: mean cosine of the word with the photos of the group, and with those of the
            library and of the other groups.
    """

    name: str
    score: float
    in_group: float
    elsewhere: float


@dataclass(frozen=True, slots=True)
class NamedGroup:
    """What a group may be called.

    Attributes:
        name: that of no other group that was named with it; "" where there is no photo or no word left.
        candidates: the best words, best first, also those that another group got.
    """

    name: str
    candidates: tuple[Candidate, ...]


class GroupNamer:
    """Chooses names from one vocabulary under one model."""

    def __init__(self, names: Sequence[str], vectors: FloatArray) -> None:
        """``vectors``: unit vectors (len(names), dimension) of the names, see :func:`group_namer`."""
        self._names = names
        self._vectors = vectors
        self._forms = [word_forms(name) for name in names]

    def names(
        self, groups: Sequence[FloatArray], background: FloatArray, taken: Collection[str] = ()
    ) -> list[NamedGroup]:
        """A name for each group, no two the same; singular and plural are the same.

        A word is good that is nearer to the photos of the group than to the library, and than to the other
        groups: measured in spreads of its cosines over the library, to which the mean spread is added, so
        that words that mean nothing here do not win by little. Where two groups want a word, the one gets it
        that it suits better.

        Args:
            groups: unit vectors (n, dimension) of the photos of each; n may be 0.
            background: unit vectors (m, dimension) of photos from all over the library; m may be 0.
            taken: names that are not to be given.
        """
        filled = [number for number, members in enumerate(groups) if len(members)]
        if not filled or not self._names:
            return [NamedGroup("", ()) for _ in groups]
        near = np.stack([groups[number].mean(axis=0) for number in filled]) @ self._vectors.T
        elsewhere, spread = self._elsewhere(near, background)
        # 1e-6: a vocabulary of one name has no other that it could be nearer than.
        usual = max(float(spread.mean()), 1e-6)
        nearness = (near - near.mean(axis=1, keepdims=True)) / usual
        scores = (near - elsewhere) / (spread + usual) + NEARNESS_WEIGHT * nearness
        order = np.argsort(-scores, axis=1, kind="stable")
        chosen = self._distribute(scores, order, taken)
        named = {
            number: NamedGroup(
                "" if place is None else self._names[place],
                tuple(
                    Candidate(
                        self._names[word],
                        float(scores[row, word]),
                        float(near[row, word]),
                        float(elsewhere[row, word]),
                    )
                    for word in order[row, :CANDIDATES]
                ),
            )
            for row, (number, place) in enumerate(zip(filled, chosen, strict=True))
        }
        return [named.get(number, NamedGroup("", ())) for number in range(len(groups))]

    def _elsewhere(self, near: FloatArray, background: FloatArray) -> tuple[FloatArray, FloatArray]:
        """Mean cosines (groups, words) outside of each group, and how far those of words spread (words,)."""
        step = max(-(-len(background) // MOST_BACKGROUND), 1)
        cosines = background[::step] @ self._vectors.T if len(background) else np.empty((0, near.shape[1]))
        count = len(cosines)
        usual = float(cosines.mean()) if count else float(near.mean())
        mean = (cosines.sum(axis=0) + PRIOR_PHOTOS * usual) / (count + PRIOR_PHOTOS)
        spread = np.full(near.shape[1], SPREAD_PRIOR)
        if count > PRIOR_PHOTOS:
            spread = cosines.std(axis=0)
        elsewhere = np.broadcast_to(mean, near.shape)
        if len(near) > 1:
            siblings = (near.sum(axis=0, keepdims=True) - near) / (len(near) - 1)
            elsewhere = (elsewhere + siblings) / 2
        return np.asarray(elsewhere, np.float32), np.asarray(spread, np.float32)

    def _distribute(
        self,
        scores: FloatArray,
        order: npt.NDArray[np.intp],
        taken: Collection[str],
    ) -> list[int | None]:
        """For each group the best word that no group took that it suits better."""
        gone = {word_forms(name) for name in taken}
        chosen: list[int | None] = [None] * len(scores)
        next_rank = [0] * len(scores)
        waiting = list(range(len(scores)))
        while waiting:
            best = max(waiting, key=lambda row: scores[row, order[row, next_rank[row]]])
            word = int(order[best, next_rank[best]])
            if self._forms[word] not in gone:
                gone.add(self._forms[word])
                chosen[best] = word
                waiting.remove(best)
                continue
            next_rank[best] += 1
            if next_rank[best] == scores.shape[1]:
                waiting.remove(best)
        return chosen


def group_namer(
    space: EmbeddingSpace,
    cache: Path,
    vocabulary: Vocabulary | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> GroupNamer:
    """A namer for photos of one space. The first one under a model encodes the whole vocabulary, half a
    minute with the built-in model; later ones read it from ``cache``, a directory that may be deleted at any
    time.

    Args:
        vocabulary: that of photoorg by default.
        progress: called while words are encoded, with texts done and the total; what it raises ends it.

    Raises ModelUnavailable.
    """
    names = (vocabulary or shipped_vocabulary()).names
    encoded = EncodedTexts("group-names", names, space, cache, LABEL_TEMPLATES)
    return GroupNamer(names, encoded.vectors(progress))
