"""What happened in a library: frozen values sent to every listener.

Listeners are called on the thread that made the change and must return at once.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from enum import Enum


@dataclass(frozen=True, slots=True)
class PhotosChanged:
    """Photos appeared, disappeared, or what is known about them changed."""

    photo_ids: frozenset[int]


@dataclass(frozen=True, slots=True)
class AlbumsChanged:
    """An album was created, renamed, deleted, or its photos changed."""


@dataclass(frozen=True, slots=True)
class LabelsChanged:
    """Which labels there are, or what was said under them, changed; so did which photos they fit."""


@dataclass(frozen=True, slots=True)
class SuggestionsChanged:
    """Groups or events were found, or something was decided about them."""


@dataclass(frozen=True, slots=True)
class PeopleChanged:
    """Who there is among people and pets, or where somebody is seen, changed."""


@dataclass(frozen=True, slots=True)
class PeopleProgress:
    """Photos in which people and pets were looked for in this run, and all of them; 0 and 0 for none."""

    done: int
    total: int


@dataclass(frozen=True, slots=True)
class FoldersChanged:
    """A folder was added, removed, or became (un)available."""


class Activity(Enum):
    """What the background engine does right now. ``PREPARING`` describes photos once more, under the model
    that is to take over; searches go on meanwhile. ``WAITING``: there is something to do, once the machine is
    idle."""

    IDLE = "idle"
    SCANNING = "scanning"
    DESCRIBING = "describing"
    PREPARING = "preparing"
    PAUSED = "paused"
    WAITING = "waiting"


@dataclass(frozen=True, slots=True)
class Progress:
    """Progress of indexing.

    Attributes:
        done, total: files of the current run; for ``PREPARING``, photos of the library.
        photos_per_s: recent rate, 0 while unknown.
        seconds_left: estimate, None while unknown.
        model: name of the model that is being prepared, "" for any other activity.
        reason: for ``WAITING``, why, as part of a sentence.
    """

    activity: Activity
    done: int
    total: int
    photos_per_s: float
    seconds_left: float | None
    model: str = ""
    reason: str = ""


class ModelState(Enum):
    """Where the encoder is on its way into memory."""

    NOT_LOADED = "not_loaded"
    LOADING = "loading"
    READY = "ready"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class ModelChanged:
    """The state of an encoder changed; ``reason`` is a sentence when it failed.

    Listeners hear of the active model only. ``model`` is the encoder's key, "" where that is not known.
    """

    state: ModelState
    reason: str = ""
    model: str = ""


@dataclass(frozen=True, slots=True)
class ModelChoice:
    """Searches use another model from now on, or another one is being prepared to take over, or none is.

    Attributes:
        active: name of the model that searches use.
        coming: name of the model that takes over once it has described every photo; None for none.
    """

    active: str
    coming: str | None


# Topic of notices that the model cannot be used, of which ModelChanged tells, too.
MODEL_FAULT = "model fault"


@dataclass(frozen=True, slots=True)
class NoticeRaised:
    """Something the user should know, without a dialog.

    Attributes:
        details: may have many lines.
        topic: what it is about, where that can come to an end; a notice replaces an earlier one of its topic.
    """

    text: str
    details: str = ""
    topic: str = ""


@dataclass(frozen=True, slots=True)
class NoticeSettled:
    """What the notice of this topic said is no longer so."""

    topic: str


Change = (
    PhotosChanged
    | AlbumsChanged
    | LabelsChanged
    | SuggestionsChanged
    | PeopleChanged
    | PeopleProgress
    | FoldersChanged
    | Progress
    | ModelChanged
    | ModelChoice
    | NoticeRaised
    | NoticeSettled
)
Listener = Callable[[Change], None]


class Listeners:
    """Who wants to hear of changes. Safe between threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._listeners: list[Listener] = []

    def add(self, listener: Listener) -> Callable[[], None]:
        """Calls ``listener`` for every change until the returned function is called."""
        with self._lock:
            self._listeners.append(listener)

        def remove() -> None:
            with self._lock, suppress(ValueError):
                self._listeners.remove(listener)

        return remove

    def tell(self, change: Change) -> None:
        """Calls every listener, on this thread."""
        with self._lock:
            listeners = list(self._listeners)
        for listener in listeners:
            listener(change)
