"""The labels of a library: which there are, which photos they fit, and what the user says about that."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from photoorg.albums.labels.label_scores import LabelScorer, LabelScores
from photoorg.albums.labels.probabilities import fits_best, probabilities, with_verdicts, zero_shot_log_odds
from photoorg.albums.labels.teaching import Lesson, TaughtLabel, counted_verdicts, teach
from photoorg.changes import LabelsChanged, PhotosChanged
from photoorg.encoders.prompts import LABEL_TEMPLATES
from photoorg.index.encoded_texts import EncodedTexts
from photoorg.library.labels import Label, LabelStore

if TYPE_CHECKING:
    import builtins
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from photoorg.albums.labels.probabilities import WordSense
    from photoorg.changes import Listener
    from photoorg.encoders.encoder import FloatArray
    from photoorg.index.embedding_space import EmbeddingSpace
    from photoorg.index.vector_index import IdArray
    from photoorg.library.catalogue import Catalogue
    from photoorg.library.criteria import HasLabel

# Offered to whoever has none yet.
USUAL_LABELS = ("receipt", "screenshot", "whiteboard", "food", "document", "meme")
# Random photos beside the verdicts that a label is taught by.
_BACKGROUND_PHOTOS = 200


@dataclass(frozen=True, slots=True)
class PhotoLabel:
    """One label of one photo.

    Attributes:
        probability: that it fits, 0..1; 1 or 0 where the user said so, None while no model has described the
            photo.
        said: what the user said of it; None for nothing.
        fits: whether ``label:NAME`` finds the photo.
    """

    name: str
    probability: float | None
    said: bool | None
    fits: bool


class Labels:
    """Labels of one library, under the model that is active. Safe between threads.

    What the user says hangs on photos and is kept; probabilities are computed from the vectors of photos and
    texts, and asked for anew after every change. Methods that take the name of a label raise UserInputError
    where there is none; those that look at photos may raise ModelUnavailable.
    """

    def __init__(
        self,
        catalogue: Catalogue,
        sense: Callable[[], tuple[EmbeddingSpace, WordSense]],
        cache: Path,
        *,
        emit: Listener,
        on_renamed: Callable[[str, str], None],
    ) -> None:
        """Args:
        sense: the space in use, and what words mean in it; the index is in step.
        cache: a directory that may be deleted at any time.
        on_renamed: told of a label's former and new name.
        """
        self._store = LabelStore(catalogue)
        self._sense = sense
        self._cache = cache
        self._emit = emit
        self._on_renamed = on_renamed
        self._lock = threading.RLock()
        self._scores: tuple[EmbeddingSpace, LabelScores] | None = None
        # What was learned under a label, by what it was learned from.
        self._lessons: dict[int, tuple[object, TaughtLabel | None, Lesson | None]] = {}

    # --- which there are ---

    def list(self) -> builtins.list[Label]:
        """Every label, in the order in which they were made."""
        return self._store.all()

    def names(self) -> builtins.list[str]:
        """Their names."""
        return [label.name for label in self._store.all()]

    def get(self, name: str) -> Label:
        """One of them."""
        return self._store.get(name)

    def define(self, names: Iterable[str] = USUAL_LABELS) -> builtins.list[Label]:
        """Makes labels that are not there yet, and returns these.

        Raises UserInputError for a name that is none, and for more labels than there can be.
        """
        made = self._store.define(names)
        if made:
            self._emit(LabelsChanged())
        return made

    def rename(self, name: str, new_name: str) -> Label:
        """Calls a label otherwise; what was said under it stays, and smart albums ask for the new name.

        From now on the new words decide which photos it fits. Raises UserInputError for a name that is taken.
        """
        before, now = self._store.rename(name, new_name)
        self._on_renamed(before.name, now.name)
        self._emit(LabelsChanged())
        return now

    def delete(self, name: str) -> None:
        """Deletes a label and what was said under it; never a photo."""
        photo_ids = self._store.delete(name)
        self._emit(LabelsChanged())
        self._emit(PhotosChanged(photo_ids))

    # --- what the user says ---

    def confirm(self, photo_ids: Iterable[int], name: str) -> None:
        """The label fits these photos. Raises UserInputError for an unknown id, and then changes nothing."""
        self._say(photo_ids, name, is_yes=True)

    def reject(self, photo_ids: Iterable[int], name: str) -> None:
        """The label does not fit these photos. Raises as :meth:`confirm`."""
        self._say(photo_ids, name, is_yes=False)

    def unsay(self, photo_ids: Iterable[int], name: str) -> None:
        """Nothing is said of these photos under the label any more. Raises as :meth:`confirm`."""
        self._say(photo_ids, name, is_yes=None)

    def _say(self, photo_ids: Iterable[int], name: str, *, is_yes: bool | None) -> None:
        ids = frozenset(photo_ids)
        self._store.say(ids, name, is_yes)
        self._emit(LabelsChanged())
        self._emit(PhotosChanged(ids))

    # --- what photos show ---

    def of_photos(self, photo_ids: Sequence[int]) -> dict[int, builtins.list[PhotoLabel]]:
        """The labels of photos, each with all labels, the surest first."""
        labels = self._store.all()
        if not labels or not photo_ids:
            return {photo_id: [] for photo_id in photo_ids}
        with self._lock:
            space, scorer = self._scorer(labels)
            vectors = space.embeddings.vectors(photo_ids)
            known = list(vectors)
            stacked = np.stack([vectors[id_] for id_ in known]) if known else None
            rows = () if stacked is None else scorer.log_odds(stacked)
        log_odds = dict(zip(known, rows, strict=True))
        said = self._store.said_of(photo_ids)
        return {
            photo_id: _labels_of(labels, log_odds.get(photo_id), said.get(photo_id, {}))
            for photo_id in photo_ids
        }

    def fitting(self, wanted: HasLabel) -> frozenset[int]:
        """The photos that a label fits, by what was said or shown; also those that cannot be reached."""
        labels = self._store.all()
        label = self._store.get(wanted.name)
        place = [one.id for one in labels].index(label.id)
        with self._lock:
            space, scorer = self._scorer(labels)
            ids, log_odds = self._scores_in(space).by(scorer)
        if not len(ids):
            fits = np.empty(0, np.bool_)
        elif wanted.least is None:
            fits = fits_best(log_odds)[:, place]
        else:
            fits = probabilities(log_odds)[:, place] >= wanted.least
        found = set(ids[fits].tolist())
        found |= self._spoken_of(labels, place, wanted.least, ids, log_odds, found)
        for photo_id, is_yes in self._store.said_under(label.id):
            (found.add if is_yes else found.discard)(photo_id)
        return frozenset(found)

    def lesson(self, name: str) -> Lesson | None:
        """What verdicts taught about a label, and whether that counts; None with too few."""
        label = self._store.get(name)
        labels = self._store.all()
        with self._lock:
            self._scorer(labels)
            return self._lessons[label.id][2]

    def _spoken_of(
        self,
        labels: Sequence[Label],
        place: int,
        least: float | None,
        ids: IdArray,
        log_odds: FloatArray,
        found: set[int],
    ) -> set[int]:
        """Photos that the label fits for something was said of them under another label; takes those out of
        ``found`` that it does not fit any more."""
        about = {
            photo_id
            for label in labels
            if label.confirmed or label.rejected
            for photo_id, _ in self._store.said_under(label.id)
        }
        added: set[int] = set()
        if not about or not len(ids):
            return added
        rows = np.flatnonzero(np.isin(ids, np.fromiter(about, np.int64)))
        said = self._store.said_of(ids[rows].tolist())
        for row in rows.tolist():
            photo_id = int(ids[row])
            of_photo = _labels_of(labels, log_odds[row], said.get(photo_id, {}), in_order=False)[place]
            fits = of_photo.fits if least is None else (of_photo.probability or 0.0) >= least
            (added.add if fits else found.discard)(photo_id)
        return added

    def _scores_in(self, space: EmbeddingSpace) -> LabelScores:
        if self._scores is None or self._scores[0] is not space:
            self._scores = space, LabelScores(space.embeddings)
        return self._scores[1]

    def _scorer(self, labels: Sequence[Label]) -> tuple[EmbeddingSpace, LabelScorer]:
        space, sense = self._sense()
        texts = EncodedTexts("labels", [label.name for label in labels], space, self._cache, LABEL_TEMPLATES)
        vectors = texts.vectors()
        taught: dict[int, TaughtLabel] = {}
        for place, label in enumerate(labels):
            learned = self._taught(label, space, sense, vectors[place])
            if learned is not None:
                taught[place] = learned
        return space, LabelScorer(sense, vectors, taught)

    def _taught(
        self, label: Label, space: EmbeddingSpace, sense: WordSense, vector: FloatArray
    ) -> TaughtLabel | None:
        is_spoken_of = label.confirmed and label.rejected
        said = dict(counted_verdicts(self._store.said_under(label.id))) if is_spoken_of else {}
        basis = (space.key, label.name, tuple(said.items()))
        known = self._lessons.get(label.id)
        if known is None or known[0] != basis:
            self._lessons[label.id] = known = (basis, *_learned(said, space, sense, vector))
        return known[1]


def _learned(
    said: dict[int, bool], space: EmbeddingSpace, sense: WordSense, vector: FloatArray
) -> tuple[TaughtLabel | None, Lesson | None]:
    described = space.embeddings.vectors(list(said))
    if not described:
        return None, None
    # In the order in which it was said.
    ids = [photo_id for photo_id in said if photo_id in described]
    photos = np.stack([described[photo_id] for photo_id in ids])
    others = space.index.sample(_BACKGROUND_PHOTOS)
    labels = vector[np.newaxis]
    return teach(
        photos,
        zero_shot_log_odds(sense, labels, photos)[:, 0],
        np.array([said[photo_id] for photo_id in ids]),
        others,
        zero_shot_log_odds(sense, labels, others)[:, 0] if len(others) else np.empty(0, np.float32),
    )


def _labels_of(
    labels: Sequence[Label], log_odds: FloatArray | None, said: dict[int, bool], *, in_order: bool = True
) -> builtins.list[PhotoLabel]:
    shares = fits = None
    if log_odds is not None:
        left = with_verdicts(log_odds, np.array([label.id in said for label in labels]))[np.newaxis]
        shares, fits = probabilities(left)[0], fits_best(left)[0]
    found = [
        PhotoLabel(
            label.name,
            float(said[label.id]) if label.id in said else None if shares is None else float(shares[place]),
            said.get(label.id),
            said[label.id] if label.id in said else bool(fits is not None and fits[place]),
        )
        for place, label in enumerate(labels)
    ]
    if in_order:
        found.sort(key=lambda one: -1.0 if one.probability is None else one.probability, reverse=True)
    return found
