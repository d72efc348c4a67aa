"""Known confidences give known errors."""

from __future__ import annotations

import numpy as np
import pytest

from photoorg.search.reliability import reliability_of


def test_confidence_that_is_right_as_often_as_it_says_has_no_error() -> None:
    confidence = np.array([0.75] * 4 + [0.5] * 2, np.float32)
    right = np.array([True, True, True, False, True, False])
    reliability = reliability_of(confidence, right)
    assert reliability.ece == pytest.approx(0.0)
    assert [(one.least, one.most, one.accuracy, one.count) for one in reliability.bins] == [
        (0.4, 0.5, 0.5, 2),
        (0.7, 0.8, 0.75, 4),
    ]


def test_errors_are_weighed_by_how_many_answers_there_are() -> None:
    confidence = np.array([1.0, 1.0, 1.0, 0.2], np.float32)
    right = np.array([False, False, True, True])
    assert reliability_of(confidence, right).ece == pytest.approx((3 * (2 / 3) + 0.8) / 4)


def test_the_ends_are_in_a_bin() -> None:
    bins = reliability_of(np.array([0.0, 1.0], np.float32), np.array([False, True])).bins
    assert [(one.least, one.most) for one in bins] == [(0.0, 0.1), (0.9, 1.0)]
