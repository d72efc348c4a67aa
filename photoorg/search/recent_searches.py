"""What was searched for lately: a file of ours beside the catalogue, which may be deleted."""

from __future__ import annotations

import json
import logging
import re
import threading
from contextlib import suppress
from typing import TYPE_CHECKING

from photoorg.library.beings.names import ASKS_FOR_SOMEBODY

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

logger = logging.getLogger(__name__)

RECENT_FILE = "recent_searches.json"
MOST = 50


class RecentSearches:
    """The last ``MOST`` searches, the latest first. Safe between threads.

    They are a convenience: a file that cannot be read counts as none, and where nothing can be written,
    nothing is kept.
    """

    def __init__(self, directory: Path, is_kept: Callable[[], bool]) -> None:
        """``is_kept`` tells whether the user wants searches to be remembered at all."""
        self._path = directory / RECENT_FILE
        self._is_kept = is_kept
        self._lock = threading.Lock()

    def latest(self) -> list[str]:
        """The searches, the latest first."""
        try:
            texts = json.loads(self._path.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return []
        except (OSError, ValueError, RecursionError) as error:
            logger.warning("recent searches cannot be read: %s", error)
            return []
        return [text for text in texts if isinstance(text, str)][:MOST] if isinstance(texts, list) else []

    def add(self, text: str) -> None:
        """Remembers a search; one that is known already becomes the latest."""
        text = " ".join(text.split())
        if text and self._is_kept():
            with self._lock:
                self._write([text, *(other for other in self.latest() if other != text)][:MOST])

    def remove(self, text: str) -> None:
        """Forgets one search."""
        with self._lock:
            self._write([other for other in self.latest() if other != text])

    def forget_naming(self, names: Sequence[str]) -> None:
        """Forgets those that ask for people or pets, or in which one of the names stands."""
        naming = re.compile(
            "|".join([ASKS_FOR_SOMEBODY, *map(_standing, filter(None, names))]), re.IGNORECASE
        )
        with self._lock:
            texts = self.latest()
            kept = [text for text in texts if not naming.search(text)]
            if len(kept) < len(texts):
                self._write(kept)

    def clear(self) -> None:
        """Forgets all searches, and leaves no file."""
        with self._lock, suppress(OSError):
            self._path.unlink(missing_ok=True)

    def _write(self, texts: list[str]) -> None:
        unfinished = self._path.with_suffix(".part")
        try:
            unfinished.write_text(json.dumps(texts, ensure_ascii=False, indent=1), encoding="utf-8")
            unfinished.replace(self._path)
        except (OSError, UnicodeEncodeError) as error:
            logger.warning("recent searches cannot be kept: %s", error)
            with suppress(OSError):
                unfinished.unlink(missing_ok=True)


def _standing(name: str) -> str:
    """A pattern for a name: as a word of its own, but not in scripts that know no blanks."""
    return rf"\b{re.escape(name)}\b" if name.isascii() and name.isalnum() else re.escape(name)
