"""What verdicts teach about a label: a small linear model on the vectors of photos, beside the base model.

It is a logistic regression (scikit-learn) on the directions of the vectors and on the log odds that words
gave. Photos at random that words think nothing of stand beside the rejected ones, since users reject what
looked right, and the rest of the library is something else. It counts only where it was better than words on
verdicts that were held back from it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import numpy.typing as npt

    from photoorg.encoders.encoder import FloatArray

    BoolArray = npt.NDArray[np.bool_]

# Of each kind, before anything is learned.
LEAST_VERDICTS = 5
FOLDS = 5
# Beyond, more verdicts do not change much; and fitting takes time.
MOST_VERDICTS = 2_000
# Inverse strength of regularization, and how much all random photos count beside all verdicts. Measured with
# labels that mean several things each on labelled photos ("groceries", "musical instrument"): 10 confirmed
# and 10 rejected ones bring F1 over the other photos from 0.34 to 0.65. Less of either was worse in log loss.
REGULARIZATION = 100.0
BACKGROUND_WEIGHT = 1.0
# Log odds beyond are certain enough, and would only outweigh everything else.
MOST_LOG_ODDS = 8.0


@dataclass(frozen=True, slots=True)
class Lesson:
    """How well a label is told, on verdicts that were held back while it was learned from the others.

    Attributes:
        confirmed, rejected: verdicts that it was learned from.
        precision_before, precision: share (0..1) of the photos that the label was taken to fit that it does,
            by words alone and as learned; None where it was taken to fit none.
        recall_before, recall: share of the photos that it fits that were found.
        is_applied: whether it was better, and counts now.
    """

    confirmed: int
    rejected: int
    precision_before: float | None
    precision: float | None
    recall_before: float
    recall: float
    is_applied: bool


# Compared by identity: arrays have no truth of their own.
@dataclass(frozen=True, slots=True, eq=False)
class TaughtLabel:
    """Log odds of a label are ``photos @ direction + trust * words + offset``.

    Attributes:
        direction: (dimension,).
        trust: in the log odds that words gave.
    """

    direction: FloatArray
    trust: float
    offset: float

    def log_odds(self, photos: FloatArray, by_words: FloatArray) -> FloatArray:
        """For unit vectors (n, dimension) and the log odds (n,) that words gave."""
        known = np.clip(by_words, -MOST_LOG_ODDS, MOST_LOG_ODDS)
        return np.asarray(photos @ self.direction + self.trust * known + self.offset, np.float32)


def counted_verdicts(said: Sequence[tuple[int, bool]]) -> list[tuple[int, bool]]:
    """Of verdicts in the order in which they were given, those that are learned from: of either kind a few
    later ones wait, so that not every click has all photos looked at anew."""
    left = {kind: _counted(sum(is_yes is kind for _, is_yes in said)) for kind in (True, False)}
    counted = []
    for photo_id, is_yes in said if all(left.values()) else ():
        if left[is_yes]:
            left[is_yes] -= 1
            counted.append((photo_id, is_yes))
    return counted


def _counted(total: int) -> int:
    counted = LEAST_VERDICTS if total >= LEAST_VERDICTS else 0
    while counted and (following := max(counted + 1, counted * 6 // 5)) <= total:
        counted = following
    return counted


def teach(
    photos: FloatArray,
    by_words: FloatArray,
    is_yes: BoolArray,
    background: FloatArray,
    background_by_words: FloatArray,
) -> tuple[TaughtLabel | None, Lesson | None]:
    """Learns from verdicts. Both are None with too few of either kind; the first also where words were
    better.

    Args:
        photos: unit vectors (n, dimension) of the photos that the user spoke of.
        by_words: their log odds (n,) by words.
        is_yes: what was said, (n,).
        background: unit vectors (m, dimension) of other photos; m may be 0.
        background_by_words: their log odds (m,).
    """
    if len(photos) > MOST_VERDICTS:
        # The latest.
        photos, by_words, is_yes = photos[-MOST_VERDICTS:], by_words[-MOST_VERDICTS:], is_yes[-MOST_VERDICTS:]
    confirmed, rejected = int(is_yes.sum()), int((~is_yes).sum())
    if min(confirmed, rejected) < LEAST_VERDICTS:
        return None, None
    is_other = (background_by_words < 0.0) & ~_as_near_as_confirmed(photos[is_yes], background)
    others, others_by_words = background[is_other], background_by_words[is_other]
    held_out = np.zeros(len(photos), np.float32)
    for fold in _folds(is_yes):
        kept = ~fold
        learned = _fit(photos[kept], by_words[kept], is_yes[kept], others, others_by_words)
        held_out[fold] = learned.log_odds(photos[fold], by_words[fold])
    precision_before, recall_before = _scores(by_words > 0.0, is_yes)
    precision, recall = _scores(held_out > 0.0, is_yes)
    # Where words make no mistake, another order of what they find would help nobody.
    is_applied = (
        precision is not None
        and precision >= (precision_before or 0.0)
        and _f1(precision, recall) > _f1(precision_before or 0.0, recall_before)
        and _log_loss(held_out, is_yes) < _log_loss(by_words, is_yes)
    )
    lesson = Lesson(confirmed, rejected, precision_before, precision, recall_before, recall, is_applied)
    if not is_applied:
        return None, lesson
    return _fit(photos, by_words, is_yes, others, others_by_words), lesson


def _fit(
    photos: FloatArray,
    by_words: FloatArray,
    is_yes: BoolArray,
    others: FloatArray,
    others_by_words: FloatArray,
) -> TaughtLabel:
    # Not before: it takes a second to import, and most never teach a label.
    from sklearn.linear_model import LogisticRegression

    vectors = np.concatenate([photos, others])
    centre = vectors.mean(axis=0)
    # Vectors of photos lie in a narrow cone; what tells them apart is made about as large as the log odds.
    scale = float(np.sqrt(np.mean(np.sum((vectors - centre) ** 2, axis=1)))) or 1.0
    known = np.clip(np.concatenate([by_words, others_by_words]), -MOST_LOG_ODDS, MOST_LOG_ODDS)
    features = np.concatenate([(vectors - centre) / scale, known[:, np.newaxis] / MOST_LOG_ODDS], axis=1)
    wanted = np.concatenate([is_yes, np.zeros(len(others), np.bool_)])
    weights = np.ones(len(vectors))
    if len(others):
        weights[len(photos) :] = BACKGROUND_WEIGHT * len(photos) / len(others)
    model = LogisticRegression(C=REGULARIZATION, max_iter=1000).fit(features, wanted, sample_weight=weights)
    direction = np.asarray(model.coef_[0, :-1] / scale, np.float32)
    offset = float(model.intercept_[0] - centre @ direction)
    return TaughtLabel(direction, float(model.coef_[0, -1]) / MOST_LOG_ODDS, offset)


def _as_near_as_confirmed(confirmed: FloatArray, background: FloatArray) -> BoolArray:
    """Which other photos (m,) are as near to a confirmed one as those mostly are to each other: the label may
    well fit them."""
    among = confirmed @ confirmed.T
    np.fill_diagonal(among, -1.0)
    nearest = (background @ confirmed.T).max(axis=1, initial=-1.0)
    return np.asarray(nearest >= np.median(among.max(axis=1)))


def _folds(is_yes: BoolArray) -> Iterator[BoolArray]:
    """Which verdicts are held back in turn: of both kinds as many each time."""
    rank = np.where(is_yes, np.cumsum(is_yes), np.cumsum(~is_yes))
    yield from (rank % FOLDS == number for number in range(FOLDS))


def _scores(found: BoolArray, is_yes: BoolArray) -> tuple[float | None, float]:
    right = int((found & is_yes).sum())
    return (right / int(found.sum()) if found.any() else None), right / int(is_yes.sum())


def _f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def _log_loss(log_odds: FloatArray, is_yes: BoolArray) -> float:
    """Mean of -log p of what was said."""
    known = np.clip(log_odds, -MOST_LOG_ODDS, MOST_LOG_ODDS)
    return float(np.mean(np.logaddexp(0.0, np.where(is_yes, -known, known))))
