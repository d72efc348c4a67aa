"""An encoder that is loaded when first needed, and tells how far it is."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from photoorg.changes import Listener, ModelChanged, ModelState, NoticeRaised
from photoorg.encoders.model_name import encoder_key
from photoorg.errors import ModelUnavailable

if TYPE_CHECKING:
    from photoorg.encoders.encoder import Encoder
    from photoorg.encoders.model_name import ModelName


class LazyEncoder:
    """Loads one model at most once; safe to ask from any thread."""

    def __init__(self, name: ModelName, threads: int, emit: Listener) -> None:
        self.key = encoder_key(name)
        self._name = name
        self._threads = threads
        self._emit = emit
        self._lock = threading.Lock()
        self._encoder: Encoder | None = None
        self.state = ModelState.NOT_LOADED

    def get(self) -> Encoder:
        """The encoder; blocks while it loads. Raises ModelUnavailable; a later call tries again."""
        with self._lock:
            if self._encoder is None:
                self._set(ModelState.LOADING)
                # Imported here: whoever brings an encoder along needs none of the loaders.
                from photoorg.encoders.loading import load_encoder

                try:
                    self._encoder = load_encoder(
                        self._name,
                        threads=self._threads or None,
                        on_notice=lambda text: self._emit(NoticeRaised(text)),
                    )
                except ModelUnavailable as error:
                    self._set(ModelState.FAILED, str(error))
                    raise
                self._set(ModelState.READY)
            return self._encoder

    def _set(self, state: ModelState, reason: str = "") -> None:
        self.state = state
        self._emit(ModelChanged(state, reason))


class GivenEncoder:
    """An encoder that a caller brought along: always ready."""

    def __init__(self, encoder: Encoder) -> None:
        self.key = encoder.key
        self._encoder = encoder
        self.state = ModelState.READY

    def get(self) -> Encoder:
        """The encoder."""
        return self._encoder
