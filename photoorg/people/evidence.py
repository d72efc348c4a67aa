"""How much speaks for two sets of faces showing one person, and not two.

A person is taken for a point, spread normally around the average face, and a face for a point spread normally
around its person: probabilistic linear discriminant analysis (Ioffe 2006; Prince & Elder 2007), here with the
same spread in all directions. What speaks for one person then follows from the sums of the descriptors and
their numbers, so sets join without their members being looked at again. Against a distance between means it
knows how sure a mean is: two people who look alike stay two as soon as there are some photos of each.

At zero both are equally likely. The numbers below hold over a range: they were chosen on the faces of a
thousand strangers, hardly two of which belong together, beside people with eight photos each.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float32]
FloatArray = npt.NDArray[np.float64]

# Of descriptors of unit length: the part of their variance that lies within a person.
_WITHIN = 0.5
_BETWEEN = 1 - _WITHIN
# Photos of a person are not independent: a hundred of one summer do not tell what the next one will bring.
# Without a limit, a person would fall apart into the years of their life.
_MOST_COUNTED = 6
# How much has to speak for one person before faces are put together, though most faces are of different
# people and a wrong group is worse than two right ones: two single faces, a face and a group, two groups.
_TO_BEGIN, _TO_JOIN, _TO_MERGE = 33.0, 15.0, 5.0


def evidence_of_one(
    sums: Array, counts: npt.NDArray[np.int64], other_sums: Array, other_counts: npt.NDArray[np.int64]
) -> FloatArray:
    """Logarithm of how much likelier one person is than two, for sets in pairs.

    Args:
        sums, other_sums: (..., dimension), of the descriptors (unit length) in each set.
        counts, other_counts: (...), how many there are.
    """
    dots = np.einsum("...i,...i->...", sums, other_sums)
    squares, other_squares = (np.einsum("...i,...i->...", each, each) for each in (sums, other_sums))
    return evidence_from_products(dots, squares, counts, other_squares, other_counts, sums.shape[-1])


def needed_evidence(counts: npt.NDArray[np.int64], other_counts: npt.NDArray[np.int64]) -> FloatArray:
    """What the evidence for one person has to exceed for two sets of so many faces to become one."""
    singles = (counts == 1).astype(np.int64) + (other_counts == 1)
    return np.asarray(np.array([_TO_MERGE, _TO_JOIN, _TO_BEGIN])[singles], np.float64)


def evidence_from_products(
    dots: npt.NDArray[np.floating],
    squares: npt.NDArray[np.floating],
    counts: npt.NDArray[np.int64],
    other_squares: npt.NDArray[np.floating],
    other_counts: npt.NDArray[np.int64],
    dimension: int,
) -> FloatArray:
    """As :func:`evidence_of_one`, from the products of the sums with each other and with themselves."""
    effective, other_effective = (np.minimum(each, _MOST_COUNTED) for each in (counts, other_counts))
    weight, other_weight = effective / counts, other_effective / other_counts
    ours, theirs = weight**2 * squares, other_weight**2 * other_squares
    both = ours + theirs + 2 * weight * other_weight * dots
    return (
        _log_likelihood(effective + other_effective, both, dimension)
        - _log_likelihood(effective, ours, dimension)
        - _log_likelihood(other_effective, theirs, dimension)
    )


def _log_likelihood(
    counts: npt.NDArray[np.int64], squares: npt.NDArray[np.floating], dimension: int
) -> FloatArray:
    """Of so many faces of one person whose sum has such a square, but for what any division into people
    shares."""
    ratio = _BETWEEN / _WITHIN
    spread = 1 + counts * ratio
    return np.asarray(dimension / 2 * (ratio * squares / (_WITHIN * spread) - np.log(spread)), np.float64)
