"""How well faces are found, grouped and recognised, on photos sorted into one folder a person."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from sklearn.metrics import adjusted_rand_score
from sklearn.metrics.cluster import pair_confusion_matrix

from photoorg.errors import PhotoUnreadable, UserInputError
from photoorg.imaging.decode import decode_photo
from photoorg.imaging.labelled_folders import labelled_photos
from photoorg.people.grouping import ALONE, group_faces
from photoorg.people.recognition import Certainty, recognise

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from photoorg.people.faces import Face, FaceAnalyzer, FloatArray
    from photoorg.people.grouping import BoolArray, IntArray

    # Called with how many photos were looked at, and how many there are.
    Progress = Callable[[int, int], None]

NAMED = (1, 3, 5)
# Which photos are named is drawn so many times, the same in every run.
_DRAWS = 5
_ALL_PIXELS = 1 << 30


@dataclass(frozen=True, slots=True)
class NamingScores:
    """What the user gets for naming so many photos of each person: all photos, those named among them.

    Attributes:
        precision: share (0..1) of the photos shown for a person that do show them.
        recall: share of a person's photos, those without a face found among them, that are shown.
        asked: share of all photos that the user is asked about instead.
    """

    precision: float
    recall: float
    asked: float


@dataclass(frozen=True, slots=True)
class PeopleScores:
    """Of photos with one known person each.

    Attributes:
        detection_rate: share (0..1) of photos in which a face was found.
        ari: adjusted Rand index of the groups (1 is perfect, 0 is chance) over the known people's faces.
        precision, recall: of pairs of faces: how many in one group are one person, and the other way round.
        named: by the number of photos named for each person.
        photos, people, groups: how many there are; a face alone is no group.
        faces: found in all, bystanders among them.
        ms_per_photo: for finding and describing, without decoding.
        skipped: photos that could not be read.
    """

    detection_rate: float
    ari: float
    precision: float
    recall: float
    named: dict[str, NamingScores]
    photos: int
    people: int
    groups: int
    faces: int
    ms_per_photo: float
    skipped: tuple[str, ...]


def evaluate_people(
    analyzer: Callable[[], FaceAnalyzer], directory: Path, *, progress: Progress | None = None
) -> PeopleScores:
    """Looks at all photos in the folders of ``directory``; the name of a folder says who is on its photos.

    In each photo, a large face near the middle is taken for that person; all others are bystanders, who are
    grouped as in a library, but not counted.

    Args:
        analyzer: loads what finds faces; called when the folder was found to be good.

    Raises:
        FolderUnavailable: there is no such folder, or it may not be read.
        UserInputError: it has no photos in folders, none can be read, or no face was found.
        ModelUnavailable: see ``analyzer``.
    """
    folders = labelled_photos(directory, "each person")
    paths = [path for photos in folders.values() for path in photos]
    ready = analyzer()
    faces: list[Face] = []
    photos: list[int] = []
    subjects: dict[int, int] = {}
    readable: list[int] = []
    skipped: list[str] = []
    seconds = 0.0
    for index, path in enumerate(paths):
        try:
            pixels = np.asarray(decode_photo(path, _ALL_PIXELS).image)
        except PhotoUnreadable:
            skipped.append(str(path.relative_to(directory)))
        else:
            start = time.perf_counter()
            found = ready.analyze(pixels)
            seconds += time.perf_counter() - start
            readable.append(index)
            if found:
                subjects[index] = len(faces) + _subject(found)
            faces += found
            photos += [index] * len(found)
        if progress is not None:
            progress(index + 1, len(paths))
    if not readable:
        raise UserInputError(f"None of the photos in {directory} could be read.")
    if not faces:
        raise UserInputError(f"No face was found on the photos in {directory}.")
    people = np.unique([path.parent.name for path in paths], return_inverse=True)[1]
    measured = _Measured(
        np.stack([face.descriptor for face in faces]),
        np.array([face.is_clear for face in faces]),
        np.array(photos),
        np.array(list(subjects.values())),
        people[list(subjects)],
        people[readable],
    )
    labels, ari, precision, recall = measured.grouping()
    return PeopleScores(
        detection_rate=len(subjects) / len(readable),
        ari=ari,
        precision=precision,
        recall=recall,
        named={str(count): measured.naming(count) for count in NAMED},
        photos=len(readable),
        people=len(np.unique(people)),
        groups=int(labels.max()) + 1,
        faces=len(faces),
        ms_per_photo=1000 * seconds / len(readable),
        skipped=tuple(skipped),
    )


@dataclass(frozen=True, slots=True, eq=False)
class _Measured:
    """All faces (n); ``subjects`` are rows of those whose ``people`` are known; ``wanted`` has one for each
    photo."""

    descriptors: FloatArray
    clear: BoolArray
    photos: IntArray
    subjects: IntArray
    people: IntArray
    wanted: IntArray

    def grouping(self) -> tuple[IntArray, float, float, float]:
        """Groups of all faces; adjusted Rand index, precision and recall of pairs, of the known ones."""
        labels = group_faces(self.descriptors, photos=self.photos, clear=self.clear)
        groups = labels[self.subjects].copy()
        alone = groups == ALONE
        groups[alone] = labels.max() + 1 + np.arange(alone.sum())
        pairs = pair_confusion_matrix(self.people, groups)
        together = int(pairs[1, 1])
        precision = together / max(1, together + int(pairs[0, 1]))
        recall = together / max(1, together + int(pairs[1, 0]))
        return labels, float(adjusted_rand_score(self.people, groups)), precision, recall

    def naming(self, count: int) -> NamingScores:
        """Averages over several choices of what is named."""
        draws = [self._named_once(count, seed) for seed in range(_DRAWS)]
        right, shown, asked = (sum(column) for column in zip(*draws, strict=True))
        photos = _DRAWS * len(self.wanted)
        return NamingScores(right / max(1, shown), right / photos, asked / photos)

    def _named_once(self, count: int, seed: int) -> tuple[int, int, int]:
        """Photos shown for the right person, for anybody, and asked about."""
        chance = np.random.default_rng(seed)
        names = np.full(len(self.photos), ALONE)
        for person in np.unique(self.people):
            rows = self.subjects[self.people == person]
            names[chance.permutation(rows)[:count]] = person
        found = recognise(self.descriptors, names, photos=self.photos, clear=self.clear)
        known = np.full(len(self.photos), ALONE)
        known[self.subjects] = self.people
        sure = found.certainty == Certainty.YES
        # Bystanders are shown wrongly whenever they are shown: those people are others, or not known.
        right = sure & (found.people == known)
        return int(right.sum()), int(sure.sum()), int((found.certainty == Certainty.ASK).sum())


def _subject(faces: tuple[Face, ...]) -> int:
    """Which is the largest face, those near the edges counting for less."""

    def prominence(face: Face) -> float:
        offset = np.hypot(face.left + face.width / 2 - 0.5, face.top + face.height / 2 - 0.5)
        return face.width * face.height * float(1 - offset)

    return int(np.argmax([prominence(face) for face in faces]))
