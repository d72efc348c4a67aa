"""When int8 is good enough: every bound refuses on its own."""

from __future__ import annotations

import json
import math
from dataclasses import replace
from typing import Any

import pytest

from photoorg.encoders.precision import Measurement, Recall

GOOD = Measurement(
    processor="a processor",
    pictures="photos",
    count=200,
    least_cosine=0.98,
    mean_cosine=0.99,
    words=Recall(1.0, 0.995, 0.995),
    examples=Recall(0.9, 0.91, 0.9),
    f32_per_s=50.0,
    int8_per_s=100.0,
)


def test_what_just_keeps_to_the_bounds_is_kept() -> None:
    assert GOOD.objections == ()
    assert GOOD.as_json()["kept"] is True


@pytest.mark.parametrize(
    ("worse", "objection"),
    [
        ({"least_cosine": 0.9799}, "cosine below 0.98"),
        ({"least_cosine": math.nan}, "cosine below 0.98"),
        ({"words": Recall(1.0, 0.994, 1.0)}, "words find less"),
        ({"words": Recall(1.0, 1.0, 0.994)}, "words find less"),
        ({"examples": Recall(0.9, 0.89, 0.9)}, "examples find less"),
        ({"int8_per_s": 52.0}, "not quicker"),
    ],
)
def test_each_bound_refuses(worse: dict[str, Any], objection: str) -> None:
    measured = replace(GOOD, **worse)
    assert len(measured.objections) == 1
    assert objection in measured.objections[0]
    stored = json.loads(json.dumps(measured.as_json()))
    assert (stored["kept"], stored["objections"]) == (False, list(measured.objections))
    assert stored["words"]["mixed"] == measured.words.mixed
