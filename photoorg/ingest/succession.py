"""From one model to the next: which one searches use, and which one is being prepared to take over."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, NamedTuple

from photoorg.changes import ModelChanged, ModelChoice, ModelState, NoticeRaised
from photoorg.encoders.lazy_encoder import GivenEncoder, NamedEncoders
from photoorg.errors import LibraryError, ModelUnavailable, UserInputError
from photoorg.index.embedding_space import EmbeddingSpace
from photoorg.sentences import Sentence

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from photoorg.changes import Change, Listener
    from photoorg.encoders.encoder import Encoder
    from photoorg.encoders.lazy_encoder import NamedEncoder
    from photoorg.library.catalogue import Catalogue
    from photoorg.library.photos import PhotoStore
    from photoorg.settings import LibrarySettings


class Models(NamedTuple):
    """The spaces of a library at one moment; ``coming`` is None while no change of model goes on."""

    active: EmbeddingSpace
    coming: EmbeddingSpace | None


class ModelSuccession:
    """The active and the coming model of a library. Safe between threads.

    Photos are described under the active model first, so that searches find them, then under the coming
    one. As soon as that knows every photo that can be reached, it becomes the active one. Both are
    exchanged as one value: whoever looks sees the state before or after, never one between.
    """

    def __init__(
        self,
        *,
        settings: LibrarySettings,
        given: Encoder | None,
        find: Callable[[str], Encoder] | None,
        threads: Callable[[], int],
        catalogue: Catalogue,
        photos: PhotoStore,
        indexes: Path,
        emit: Listener,
    ) -> None:
        """Takes up what the settings say; a model that is not there is told of when it is needed.

        Args:
            settings: keep ``model`` and ``next_model`` from now on.
            given: is the active encoder in place of a named one.
            find: finds encoders by name in place of photoorg's own loader.
            threads: says how many processor threads a model may use, asked whenever one is loaded.
            indexes: directory where the index of every model is saved.
        """
        self._settings = settings
        self._catalogue = catalogue
        self._photos = photos
        self._indexes = indexes
        self._emit = emit
        self._encoders = NamedEncoders(find, threads, self._on_encoder_changed)
        self._lock = threading.Lock()
        self._closed = False
        self._set_aside: EmbeddingSpace | None = None
        chosen = settings.current
        named = self._encoders.named_or_reason
        active = self._space(named(chosen.model) if given is None else GivenEncoder(given))
        coming = self._space(named(chosen.next_model)) if chosen.next_model else None
        self._models = Models(active, None if coming is None or coming.key == active.key else coming)

    @property
    def models(self) -> Models:
        """Both at one moment."""
        return self._models

    @property
    def active(self) -> EmbeddingSpace:
        """Searches use this one."""
        return self._models.active

    @property
    def to_prepare(self) -> EmbeddingSpace | None:
        """The coming space, unless it was set aside."""
        coming = self._models.coming
        return None if coming is self._set_aside else coming

    @property
    def choice(self) -> ModelChoice:
        """What listeners are told."""
        active, coming = self._models
        return ModelChoice(active.name, coming.name if coming else None)

    def choose(self, name: str, *, at_once: bool) -> EmbeddingSpace:
        """Lets a model become the active one: now if it is complete or ``at_once``, else when it will be.

        Choosing the active one calls a change off. Raises UserInputError, or ModelUnavailable when the
        model cannot be loaded; nothing is changed then.
        """
        space = self._known_or_opened(name)
        space.encoder.get()
        self._require_open()
        now = at_once or self.is_complete(space) or self._nothing_to_lose()
        if now:
            # Here, and not within the first search.
            space.index.refresh()
        with self._lock:
            # Another thread may have made it the active one meanwhile.
            if now or space is self._models.active:
                self._become(Models(space, None), model=space.name, next_model="")
            else:
                self._become(Models(self._models.active, space), next_model=space.name)
        self._tell()
        return space

    def call_off(self) -> None:
        """Goes on with the active model alone; vectors of the coming one stay."""
        with self._lock:
            self._become(Models(self._models.active, None), next_model="")
        self._tell()

    def complete(self, space: EmbeddingSpace) -> bool:
        """Makes the coming space the active one if it knows every photo and nobody called it off."""
        if not self.is_complete(space):
            return False
        space.index.refresh()
        with self._lock:
            if self._closed or self._models.coming is not space:
                return False
            self._become(Models(space, None), model=space.name, next_model="")
        self._tell()
        return True

    def is_complete(self, space: EmbeddingSpace) -> bool:
        """Whether the model has described every photo that can be reached and read now."""
        model_id = space.embeddings.model_id
        counts = self._photos.counts(model_id)
        if counts.photos == counts.offline:
            # A drive that is unplugged must not pass for an empty library.
            return space.embeddings.extent()[1] >= self.active.embeddings.extent()[1]
        return not self._photos.without_embedding(model_id, 1)

    def set_aside(self, space: EmbeddingSpace, reason: ModelUnavailable) -> None:
        """The coming model cannot be used in this session: everything goes on without it. Told once."""
        with self._lock:
            if self._set_aside is space:
                return
            self._set_aside = space
        self._emit(
            NoticeRaised(
                Sentence(
                    "{problem} Searches go on with {name}.", problem=reason.problem, name=self.active.name
                )
            )
        )

    def described(self, name: str) -> int:
        """How many of the photos that can be reached a model has described; loads none."""
        try:
            space = self._known_or_opened(name)
        except (UserInputError, ModelUnavailable):
            return 0
        return self._photos.counts(space.embeddings.model_id).embedded

    def save_indexes(self) -> None:
        """Saves what changed. Raises OSError; the catalogue loses nothing by that."""
        for space in self._models:
            if space is not None:
                space.index.save()

    def close(self) -> None:
        """A model that is still being loaded for :meth:`choose` is not chosen any more."""
        with self._lock:
            self._closed = True

    def _on_encoder_changed(self, change: Change) -> None:
        # What goes on with any encoder but the active one is not the listeners' business.
        if not isinstance(change, ModelChanged) or change.model == self.active.key:
            self._emit(change)

    def _space(self, encoder: NamedEncoder) -> EmbeddingSpace:
        return EmbeddingSpace(encoder, self._catalogue, self._indexes)

    def _known_or_opened(self, name: str) -> EmbeddingSpace:
        space = self._space(self._encoders.named(name))
        for known in self._models:
            if known is not None and (known.key, known.name) == (space.key, space.name):
                return known
        return space

    def _nothing_to_lose(self) -> bool:
        """Whether searches with the active model find nothing anyway."""
        active = self.active
        if active.embeddings.extent()[1] == 0:
            return True
        try:
            active.encoder.get()
        except ModelUnavailable:
            return True
        return False

    def _require_open(self) -> None:
        if self._closed:
            raise LibraryError(Sentence("The library was closed before the model was changed."))

    def _become(self, models: Models, **names: str) -> None:
        self._require_open()
        self._settings.change(**names)
        self._models = models
        self._set_aside = None

    def _tell(self) -> None:
        # Without the lock, which a listener may be waiting for; so it is the state of now that is told, and
        # the last word is right whatever the order.
        active = self.active
        self._emit(self.choice)
        if active.encoder.state is ModelState.READY:
            # Whoever was told of the encoder that was active before hears of this one, too.
            self._emit(ModelChanged(ModelState.READY, model=active.key))
