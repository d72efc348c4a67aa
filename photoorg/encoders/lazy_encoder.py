"""An encoder that is loaded when first needed, and tells how far it is."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Protocol

from photoorg.changes import Listener, ModelChanged, ModelState, NoticeRaised, NoticeSettled
from photoorg.encoders.model_name import ModelName, encoder_key
from photoorg.errors import ModelUnavailable, PhotoOrgError, UserInputError
from photoorg.sentences import Sentence

if TYPE_CHECKING:
    from collections.abc import Callable

    from photoorg.encoders.encoder import Encoder


class NamedEncoder(Protocol):
    """A model by name, on its way to an encoder. Safe between threads.

    Attributes:
        name: as the user writes it.
        key: of the encoder; the name, where that cannot be known.
    """

    name: str
    key: str

    @property
    def state(self) -> ModelState:
        """Whether the encoder is in memory."""

    def get(self) -> Encoder:
        """The encoder; may block while it loads. Raises ModelUnavailable."""


class LazyEncoder:
    """Loads one model at most once; safe to ask from any thread."""

    def __init__(self, name: ModelName, threads: Callable[[], int], emit: Listener) -> None:
        """``threads`` is asked when the model is loaded.

        Raises ModelUnavailable where the key cannot be known: a checkpoint that is not there.
        """
        self.name = str(name)
        self.key = encoder_key(name)
        self._model_name = name
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
                try:
                    self._encoder = self._load()
                except ModelUnavailable as error:
                    self._set(ModelState.FAILED, error.problem)
                    raise
                self._set(ModelState.READY)
            return self._encoder

    def _load(self) -> Encoder:
        # Imported here: whoever brings an encoder along needs none of the loaders.
        from photoorg.encoders.loading import load_encoder

        topic = f"preparing {self.key}"
        try:
            encoder = load_encoder(
                self._model_name,
                threads=self._threads(),
                on_notice=lambda text: self._emit(NoticeRaised(text)),
                on_preparing=lambda text: self._emit(NoticeRaised(text, topic=topic)),
            )
        finally:
            self._emit(NoticeSettled(topic))
        if encoder.key != self.key:
            # Its vectors must not be kept under the key of the others.
            raise ModelUnavailable(
                Sentence("The weights of {name} were replaced; open the library again.", name=self.name)
            )
        return encoder

    def _set(self, state: ModelState, reason: str = "") -> None:
        self.state = state
        self._emit(ModelChanged(state, reason, self.key))


class GivenEncoder:
    """An encoder that a caller brought along: always ready."""

    def __init__(self, encoder: Encoder, name: str = "") -> None:
        self.name = name or encoder.key
        self.key = encoder.key
        self._encoder = encoder
        self.state = ModelState.READY

    def get(self) -> Encoder:
        """The encoder."""
        return self._encoder


class UnavailableEncoder:
    """A model that a library was to use, but that is not there: a reason in place of an encoder."""

    def __init__(self, name: str, fault: PhotoOrgError, emit: Listener) -> None:
        self.name = self.key = name
        self._fault = fault
        self._emit = emit
        self.state = ModelState.FAILED

    def get(self) -> Encoder:
        """Raises ModelUnavailable."""
        self._emit(ModelChanged(self.state, self._fault.problem, self.key))
        raise ModelUnavailable(self._fault.problem, self._fault.command) from self._fault


class NamedEncoders:
    """Finds models by name; loads none."""

    def __init__(
        self, find: Callable[[str], Encoder] | None, threads: Callable[[], int], emit: Listener
    ) -> None:
        """``find`` takes the place of photoorg's own loader, if given."""
        self._find = find
        self._threads = threads
        self._emit = emit

    def named(self, name: str) -> NamedEncoder:
        """Raises UserInputError for a name that makes no sense, ModelUnavailable for a checkpoint that is
        not there."""
        if self._find is not None:
            return GivenEncoder(self._find(name), name)
        return LazyEncoder(ModelName.parse(name), self._threads, self._emit)

    def named_or_reason(self, name: str) -> NamedEncoder:
        """Raises nothing: whoever asks for the encoder gets to hear what is wrong with the name."""
        try:
            return self.named(name)
        except (UserInputError, ModelUnavailable) as error:
            return UnavailableEncoder(name, error, self._emit)
