"""Listens to a library, and waits for what it hears."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from photoorg.changes import Activity, NoticeRaised, NoticeSettled, PhotosChanged, Progress

if TYPE_CHECKING:
    from collections.abc import Callable

    from photoorg.changes import Change
    from photoorg.photo_library import PhotoLibrary

# Only ends a test that has failed.
PATIENCE_S = 30.0


class Recorder:
    """Everything a library told so far."""

    def __init__(self, library: PhotoLibrary) -> None:
        self._library = library
        self._heard = threading.Condition()
        self._changes: list[Change] = []
        library.subscribe(self._on_change)

    def _on_change(self, change: Change) -> None:
        with self._heard:
            self._changes.append(change)
            self._heard.notify_all()

    @property
    def notices(self) -> list[NoticeRaised]:
        """Notices so far."""
        return [change for change in self._changes if isinstance(change, NoticeRaised)]

    def is_settled(self, topic: str) -> bool:
        """Whether the last word about a topic is that it is settled."""
        told = [
            change
            for change in self._changes
            if isinstance(change, NoticeRaised | NoticeSettled) and change.topic == topic
        ]
        return bool(told) and isinstance(told[-1], NoticeSettled)

    @property
    def progress(self) -> list[Progress]:
        """Progress so far."""
        return [change for change in self._changes if isinstance(change, Progress)]

    @property
    def changed_ids(self) -> set[int]:
        """Ids of all photos that changed so far."""
        return {
            photo_id
            for change in self._changes
            if isinstance(change, PhotosChanged)
            for photo_id in change.photo_ids
        }

    def wait_until(self, condition: Callable[[], bool]) -> None:
        """Returns as soon as the condition holds; it is asked whenever something is heard."""
        with self._heard:
            # A state may settle a moment after its last announcement, hence the second look now and then.
            waited = 0.0
            while not condition():
                assert waited < PATIENCE_S, f"it did not happen; heard {self._changes}"
                if not self._heard.wait(0.1):
                    waited += 0.1

    def wait_for_idle(self) -> None:
        """Returns when the background has nothing left to do."""
        self.wait_until(
            lambda: (
                self._library.progress.activity is Activity.IDLE
                and bool(self.progress)
                and self._library.status().pending == 0
            )
        )
