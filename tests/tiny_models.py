"""Tiny encoders by name, found the way a library finds models."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from photoorg.errors import ModelUnavailable
from tests.tiny_encoder import TinyEncoder, WideTinyEncoder

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt


class GatedEncoder(WideTinyEncoder):
    """Encodes one batch at a time, whenever the gate is opened; fails while ``failure`` is set."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.asked = threading.Semaphore(0)
        self.gate = threading.Semaphore(0)
        self.failure: ModelUnavailable | None = None

    def encode_images(self, inputs: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
        self.asked.release()
        assert self.gate.acquire(timeout=30)
        if self.failure is not None:
            raise self.failure
        return super().encode_images(inputs)


class TinyModels:
    """Two models, "old" and "new", and "gated", whose keys are ``NAME@1``. To be given as ``encoders``."""

    def __init__(self) -> None:
        self.old = TinyEncoder("old@1")
        self.new = WideTinyEncoder("new@1")
        self.gated = GatedEncoder("gated@1")
        self.vanished: set[str] = set()

    def __call__(self, name: str) -> TinyEncoder:
        if name in self.vanished:
            raise ModelUnavailable(f"The weights of {name} are gone.")
        if name not in ("old", "new", "gated"):
            raise ModelUnavailable(f"There are no weights of {name}.")
        found: TinyEncoder = getattr(self, name)
        return found

    @property
    def photos_encoded(self) -> tuple[int, int]:
        """Photos that "old" and "new" have encoded so far."""
        return self.old.images_encoded, self.new.images_encoded
