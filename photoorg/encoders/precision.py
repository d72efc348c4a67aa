"""What 8-bit integers cost and bring, measured for one model on one processor, and the decision."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

# Every photo described in int8 must stay the same photo to a library described in float32.
LEAST_COSINE = 0.98
# So much of R@10 (0..1) may be lost; a rounding error is none.
GREATEST_LOSS = 0.005 + 1e-9
# Below this there is nothing to be had for what is lost.
LEAST_GAIN = 1.1


@dataclass(frozen=True, slots=True)
class Recall:
    """R@10 (0..1): how often the right photo is among the first ten.

    Attributes:
        f32: of a library described in float32.
        int8: of a library described in int8.
        mixed: of a library of which every other photo was described before there was an int8 tower.
    """

    f32: float
    int8: float
    mixed: float

    @property
    def loss(self) -> float:
        """What the worse of the two libraries with int8 vectors loses."""
        return self.f32 - min(self.int8, self.mixed)


@dataclass(frozen=True, slots=True)
class Measurement:
    """An image tower in int8 beside the same one in float32.

    Attributes:
        processor: on which it was measured; another may round otherwise.
        pictures: what was measured on, as part of a sentence.
        count: how many pictures that were.
        least_cosine, mean_cosine: between both vectors of a picture.
        words: R@10 of everyday queries, each asking for the picture that float32 puts first.
        examples: R@10 of queries that each are a quarter of a picture's area and ask for that picture.
        f32_per_s, int8_per_s: photos encoded in a second.
    """

    processor: str
    pictures: str
    count: int
    least_cosine: float
    mean_cosine: float
    words: Recall
    examples: Recall
    f32_per_s: float
    int8_per_s: float

    @property
    def objections(self) -> tuple[str, ...]:
        """Why int8 is not good enough, each as part of a sentence; empty where it is. NaN is not."""
        found = []
        if not self.least_cosine >= LEAST_COSINE:
            found.append(f"a picture's vector moves by too much (to a cosine below {LEAST_COSINE})")
        for name, recall in (("words", self.words), ("examples", self.examples)):
            if not recall.loss <= GREATEST_LOSS:
                found.append(f"{name} find less (more than 0.5 points of R@10)")
        if not self.int8_per_s >= LEAST_GAIN * self.f32_per_s:
            found.append("it is not quicker here")
        return tuple(found)

    def as_json(self) -> dict[str, Any]:
        """Everything measured, and the decision."""
        return {"kept": not self.objections, "objections": list(self.objections), **asdict(self)}
