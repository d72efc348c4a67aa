"""What happened in this session: the last messages, in memory and in a file beside the catalogue."""

from __future__ import annotations

import logging
import traceback
from collections import deque
from dataclasses import dataclass
from datetime import datetime
from logging.handlers import RotatingFileHandler
from pathlib import PurePath
from typing import TYPE_CHECKING

from photoorg.sentences import Sentence

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

LOG_FILE = "photoorg.log"
MOST = 500
FILE_BYTES = 500_000
OLD_FILES = 2
# What is written by us, not by a library: its templates name no file.
OUR_LOGGER = "photoorg"
NOTICES = "photoorg.notices"


@dataclass(frozen=True, slots=True)
class Message:
    """One message.

    Attributes:
        level: as in ``logging``: ``INFO``, ``WARNING``, ``ERROR``, ...
        source: the logger.
        text: in full, which may name files and folders of the user.
        details: further lines, as a traceback; may name them as well.
        nameless: what can be said of it without any name: no words of the user, no path, no error's text.
    """

    when: datetime
    level: str
    source: str
    text: str
    details: str
    nameless: str


class SessionLog(logging.Handler):
    """Keeps the last ``MOST`` messages, and writes all to a file once it is told where. Safe between threads.

    A log that cannot be written is no reason to trouble anybody: then it is kept in memory only.
    """

    def __init__(self, on_message: Callable[[], None] = lambda: None) -> None:
        """``on_message`` is called for every message, on the thread that logs it."""
        super().__init__(logging.INFO)
        self._messages: deque[Message] = deque(maxlen=MOST)
        self._file: RotatingFileHandler | None = None
        self._on_message = on_message

    @property
    def messages(self) -> list[Message]:
        """The last ones, the oldest first."""
        self.acquire()
        try:
            return list(self._messages)
        finally:
            self.release()

    def install(self) -> None:
        """Hears everything that is logged from now on."""
        logging.getLogger().addHandler(self)

    def write_to(self, directory: Path) -> None:
        """Writes to ``LOG_FILE`` in a directory from now on, beginning with what is known already."""
        file = _QuietFileHandler(
            directory / LOG_FILE, maxBytes=FILE_BYTES, backupCount=OLD_FILES, encoding="utf-8", delay=True
        )
        file.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
        self.acquire()
        try:
            if self._file is not None:
                self._file.close()
            self._file = file
        finally:
            self.release()

    def note(self, text: str, details: str = "") -> None:
        """Keeps a notice that the user saw."""
        record = logging.LogRecord(NOTICES, logging.INFO, __file__, 0, text, None, None)
        record.details = details
        self.handle(record)

    def emit(self, record: logging.LogRecord) -> None:
        """Of ``logging.Handler``."""
        try:
            self._messages.append(_message(record))
            if self._file is not None:
                self._file.emit(record)
        except Exception:  # noqa: BLE001  # nothing that is logged may stop what it tells of
            return
        self._on_message()

    def close(self) -> None:
        """Hears nothing any more, and lets go of the file."""
        logging.getLogger().removeHandler(self)
        if self._file is not None:
            self._file.close()
            self._file = None
        super().close()


class _QuietFileHandler(RotatingFileHandler):
    """Says nothing on stderr where the disk is full or may not be written."""

    def handleError(self, record: logging.LogRecord) -> None:
        """Of ``logging.Handler``."""


def _message(record: logging.LogRecord) -> Message:
    error = record.exc_info[1] if record.exc_info else None
    # A notice stays a sentence that the window can say in another language.
    text = record.msg if isinstance(record.msg, Sentence) else record.getMessage()
    details = getattr(record, "details", "")
    if error is not None:
        text += f": {type(error).__name__}: {error}"
        details = "".join(traceback.format_exception(error))
    return Message(
        when=datetime.fromtimestamp(record.created),
        level=record.levelname,
        source=record.name,
        text=text,
        details=details,
        nameless=_nameless(record, error),
    )


def _nameless(record: logging.LogRecord, error: BaseException | None) -> str:
    is_ours = record.name == OUR_LOGGER or record.name.startswith(f"{OUR_LOGGER}.")
    # The template has only our own words, and values come in its arguments.
    lines = [str(record.msg)] if is_ours and record.name != NOTICES else ["(text left out)"]
    while error is not None:
        lines.append(f"{type(error).__module__}.{type(error).__name__}")
        lines += [
            f"  {_module(frame.filename)}:{frame.lineno} in {frame.name}"
            for frame in traceback.extract_tb(error.__traceback__)
        ]
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    return "\n".join(lines)


def _module(filename: str) -> str:
    """A file of code without the folders that tell where, and whose, the machine's installation is."""
    parts = PurePath(filename).parts
    for root in ("site-packages", OUR_LOGGER):
        if root in parts:
            place = len(parts) - 1 - parts[::-1].index(root)
            return "/".join(parts[place:] if root == OUR_LOGGER else parts[place + 1 :])
    return parts[-1] if parts else ""
