"""Which places of a photo's map are an animal, and of what kind."""

from __future__ import annotations

import functools
from importlib.resources import files
from typing import TYPE_CHECKING

import numpy as np

from photoorg.errors import ModelUnavailable
from photoorg.sentences import Sentence

if TYPE_CHECKING:
    from collections.abc import Iterable

    from photoorg.encoders.encoder import FloatArray
    from photoorg.encoders.spatial_encoder import SpatialEncoder

WEIGHTS_FILE = "animals.safetensors"
# A kind of animal, and its ImageNet classes: first and last number of each run. What crawls and swims is left
# out: hardly anybody names it, and textures are often taken for it.
_KINDS = {
    "dog": ((151, 268),),
    "cat": ((281, 285),),
    "bird": ((7, 24), (80, 100), (127, 146)),
    "horse": ((339, 339),),
    "bear": ((294, 297),),
    # Wolves, big cats, marsupials, rodents, hoofed animals, apes, elephants and pandas.
    "animal": (
        *((101, 106), (147, 147), (269, 280), (286, 293)),
        *((298, 299), (330, 338), (340, 388)),
    ),
}
KINDS = tuple(_KINDS)
_CLASSES = 1000


class AnimalMap:
    """Tells animals from the rest, place by place."""

    def __init__(self, encoder: SpatialEncoder) -> None:
        """Raises ModelUnavailable if what photoorg was taught about animals is damaged."""
        self._weight, self._bias = encoder.class_weight, encoder.class_bias
        taught = animal_weights()
        self._taught_weight, self._taught_bias = taught["weight"], taught["bias"]
        self._kinds = [_class_numbers(runs) for runs in _KINDS.values()]
        animals = np.concatenate(self._kinds)
        self._others = np.setdiff1d(np.arange(_CLASSES), animals)

    def kinds(self, places: FloatArray) -> FloatArray:
        """(1280, rows, columns) to log odds (6, rows, columns) of each of :data:`KINDS` against what is
        no animal, as the ImageNet classifier has it."""
        rows, columns = places.shape[1:]
        classes = self._weight @ places.reshape(len(places), -1) + self._bias[:, None]
        nothing = _log_sum(classes[self._others])
        kinds = np.stack([_log_sum(classes[numbers]) - nothing for numbers in self._kinds])
        return kinds.reshape(len(KINDS), rows, columns)

    def taught(self, places: FloatArray) -> FloatArray:
        """(1280, rows, columns) to log odds (rows, columns) of an animal, as photos of everyday life taught:
        less sharp, but not taken in by people and things that ImageNet does not know."""
        taught: FloatArray = np.tensordot(self._taught_weight, places, 1) + self._taught_bias
        return taught


def any_kind(kinds: FloatArray) -> FloatArray:
    """Log odds (6, rows, columns) of each kind to those of any, (rows, columns)."""
    return _log_sum(kinds)


@functools.cache
def animal_weights() -> dict[str, FloatArray]:
    """``weight`` (1280,) and ``bias`` () of what tells animals from the rest, and ``mean`` (1280,), what
    :class:`~photoorg.people.pets.pet_describer.PetDescriber` sees in animals on average.

    Raises ModelUnavailable if the file is missing or damaged.
    """
    from safetensors import SafetensorError
    from safetensors.numpy import load

    try:
        tensors = load((files("photoorg.resources") / "pets" / WEIGHTS_FILE).read_bytes())
        return {name: tensors[name].astype(np.float32) for name in ("weight", "bias", "mean")}
    except (OSError, KeyError, SafetensorError) as error:
        raise ModelUnavailable(
            Sentence("What photoorg learned of animals is lost: install it again.")
        ) from error


def _class_numbers(runs: Iterable[tuple[int, int]]) -> np.ndarray[tuple[int, ...], np.dtype[np.int64]]:
    return np.concatenate([np.arange(first, last + 1) for first, last in runs])


def _log_sum(values: FloatArray) -> FloatArray:
    """log(sum(exp)) over the first axis."""
    highest = values.max(axis=0)
    total: FloatArray = highest + np.log(np.exp(values - highest).sum(axis=0))
    return total
