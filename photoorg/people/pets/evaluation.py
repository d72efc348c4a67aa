"""How well animals are found, told apart, grouped and named, measured on a folder for each individual."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from photoorg.errors import PhotoUnreadable, UserInputError
from photoorg.imaging.decode import decode_photo
from photoorg.imaging.labelled_folders import labelled_photos
from photoorg.people.pets.animal_finder import PHOTO_SIDE_PX
from photoorg.people.pets.pet_describer import DIMENSION
from photoorg.people.pets.pet_identity import SUGGESTED_COSINE, NamedPets, group_pets
from photoorg.people.pets.pet_space import comparable

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from photoorg.encoders.encoder import FloatArray
    from photoorg.people.pets.linkage import IntArray
    from photoorg.people.pets.pet_analyzer import PetAnalyzer

    # Called with the photos looked at so far, and with how many there are.
    Progress = Callable[[int, int], None]

# How many photos of each individual are named.
NAMED_COUNTS = (1, 3, 5)
# Which photos are named is drawn anew so often; figures are means over the draws.
DRAWS = 50
OPEN_SET_NAMED = 3


@dataclass(frozen=True)
class NamingScore:
    """What naming some photos buys, over the other photos.

    Attributes:
        precision: share of the names given that are right; 1.0 where none is given.
        recall: share of the photos of named animals that get the right name.
    """

    precision: float
    recall: float


@dataclass(frozen=True)
class PetScores:
    """Shares are 0..1. A photo in which no animal is found counts as not grouped and not named.

    Attributes:
        detection_rate: photos in which an animal was found.
        ari: adjusted Rand index of the groups (Hubert and Arabie 1985).
        precision, recall: of the pairs that groups put together, those of one individual; of the pairs of
            one individual, those put together.
        named: by the number of photos named of each individual, at the suggested threshold.
        top1: likewise; photos whose nearest name is theirs, whatever the threshold.
        open_set: half of the individuals are named, with three photos each, and all other photos asked.
        threshold: the cosine from which on a name is suggested.
        individuals, photos: how many were measured.
        skipped: photos that could not be read.
    """

    detection_rate: float
    ari: float
    precision: float
    recall: float
    named: dict[str, NamingScore]
    top1: dict[str, float]
    open_set: NamingScore
    threshold: float
    individuals: int
    photos: int
    skipped: tuple[str, ...]


def evaluate_pets(
    analyzer: Callable[[], PetAnalyzer], directory: Path, *, progress: Progress | None = None
) -> PetScores:
    """Measures on ``directory``, in which each folder has the photos of one individual.

    Args:
        analyzer: loads it; called when the folder was found to be good.
        directory: photos beside the folders are not looked at.
        progress: called after each photo.

    Raises:
        FolderUnavailable: there is no such folder, or it may not be read.
        UserInputError: it has fewer than two folders with photos, or none of the photos can be read.
        ModelUnavailable: the built-in model cannot be loaded.
    """
    folders = labelled_photos(directory, "each animal", least=2)
    analyze = analyzer().analyze
    total = sum(map(len, folders.values()))
    owners: list[int] = []
    features: list[FloatArray | None] = []
    skipped: list[str] = []
    for number, (name, files) in enumerate(folders.items()):
        for file in files:
            try:
                pets = analyze(decode_photo(file, PHOTO_SIDE_PX).image)
            except PhotoUnreadable:
                skipped.append(f"{name}/{file.name}")
            else:
                owners.append(number)
                features.append(pets[0].features if pets else None)
            if progress is not None:
                progress(len(owners) + len(skipped), total)
    if len(set(owners)) < 2:
        raise UserInputError(f"Of the photos in {directory} too few can be read to tell animals apart.")
    return _scores(np.array(owners), features, tuple(skipped))


def _scores(owners: IntArray, found: Sequence[FloatArray | None], skipped: tuple[str, ...]) -> PetScores:
    from sklearn.metrics import adjusted_rand_score
    from sklearn.metrics.cluster import pair_confusion_matrix

    seen = np.array([features is not None for features in found])
    vectors = np.zeros((len(owners), DIMENSION), dtype=np.float32)
    # An animal that was not found is in a group of its own.
    groups = np.arange(len(owners)) + len(owners)
    if seen.any():
        vectors[seen] = comparable(np.stack([features for features in found if features is not None]))
        groups[seen] = group_pets(vectors[seen])
    (_, wrong), (missed, right) = pair_confusion_matrix(owners, groups)
    draws = _Draws(owners, vectors, seen)
    closed = {str(count): draws.closed_set(count) for count in NAMED_COUNTS}
    return PetScores(
        detection_rate=float(seen.mean()),
        ari=float(adjusted_rand_score(owners, groups)),
        precision=_share(right, right + wrong),
        recall=_share(right, right + missed),
        named={count: score for count, (score, _) in closed.items()},
        top1={count: top1 for count, (_, top1) in closed.items()},
        open_set=draws.open_set(),
        threshold=SUGGESTED_COSINE,
        individuals=len(np.unique(owners)),
        photos=len(owners),
        skipped=skipped,
    )


def _share(part: float, whole: float) -> float:
    return float(part / whole) if whole else 1.0


@dataclass(frozen=True)
class _Draws:
    """Names photos drawn by chance and asks for the others; the same draws at every call."""

    owners: IntArray
    vectors: FloatArray
    seen: np.ndarray[tuple[int, ...], np.dtype[np.bool_]]

    def closed_set(self, count: int) -> tuple[NamingScore, float]:
        """All individuals are named; also the share whose nearest name is right."""
        chance = np.random.default_rng(count)
        everyone = np.unique(self.owners)
        return self._mean([self._draw(everyone, count, chance) for _ in range(DRAWS)])

    def open_set(self) -> NamingScore:
        """Half of the individuals are named."""
        chance = np.random.default_rng(0)
        everyone = np.unique(self.owners)
        half = (len(everyone) + 1) // 2
        draws = [
            self._draw(chance.choice(everyone, half, replace=False), OPEN_SET_NAMED, chance)
            for _ in range(DRAWS)
        ]
        return self._mean(draws)[0]

    def _draw(
        self, individuals: IntArray, count: int, chance: np.random.Generator
    ) -> tuple[int, int, int, int]:
        """How many were named rightly, were named at all, have the right name nearest, should be named."""
        examples = np.concatenate([self._examples(number, count, chance) for number in individuals])
        taught = examples[self.seen[examples]]
        pets = NamedPets([str(number) for number in self.owners[taught]], self.vectors[taught])
        others = np.setdiff1d(np.arange(len(self.owners)), examples)
        asked = others[self.seen[others]]
        right = named = nearest = 0
        for number, answer in zip(self.owners[asked], pets.recognize(self.vectors[asked]), strict=True):
            if answer is None:
                continue
            is_right = answer.name == str(number)
            nearest += is_right
            named += answer.is_suggested
            right += is_right and answer.is_suggested
        return right, named, nearest, int(np.isin(self.owners[others], individuals).sum())

    def _examples(self, individual: int, count: int, chance: np.random.Generator) -> IntArray:
        """All photos of an individual that has no more; nothing is asked of those then."""
        photos = np.flatnonzero(self.owners == individual)
        return chance.choice(photos, min(count, len(photos)), replace=False)

    @staticmethod
    def _mean(draws: list[tuple[int, int, int, int]]) -> tuple[NamingScore, float]:
        right, named, nearest, asked = np.sum(draws, axis=0)
        return NamingScore(_share(right, named), _share(right, asked)), _share(nearest, asked)
