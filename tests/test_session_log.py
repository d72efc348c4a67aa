"""What is kept of a session, and what a report may say of it."""

from __future__ import annotations

import logging
import threading
from typing import TYPE_CHECKING

import pytest

from photoorg.errors import FolderUnavailable
from photoorg.session_log import FILE_BYTES, LOG_FILE, MOST, SessionLog

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def log() -> Iterator[SessionLog]:
    made = SessionLog()
    made.install()
    yield made
    made.close()


def test_messages_of_all_threads_are_kept_and_written(log: SessionLog, tmp_path: Path) -> None:
    log.write_to(tmp_path)
    logger = logging.getLogger("photoorg.somewhere")
    threads = [
        threading.Thread(target=logger.warning, args=("%s was passed over", f"{number}.jpg"))
        for number in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(message.text for message in log.messages) == [
        f"{number}.jpg was passed over" for number in range(8)
    ]
    assert (tmp_path / LOG_FILE).read_text("utf-8").count("WARNING photoorg.somewhere: ") == 8


def test_memory_and_files_are_bounded(log: SessionLog, tmp_path: Path) -> None:
    log.write_to(tmp_path)
    for number in range(MOST + 100):
        log.note(f"{number} " + "x" * 5000)
    assert len(log.messages) == MOST
    assert log.messages[-1].text.startswith(f"{MOST + 99} ")
    files = list(tmp_path.iterdir())
    assert len(files) == 3
    assert sum(file.stat().st_size for file in files) < 3 * FILE_BYTES


def test_where_nothing_can_be_written_it_is_kept_in_memory(
    log: SessionLog, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    log.write_to(tmp_path / "gone" / "library")
    logging.getLogger("photoorg").warning("still heard")
    assert [message.text for message in log.messages] == ["still heard"]
    assert capsys.readouterr().err.count("Traceback") == 0


def test_what_is_said_without_names_has_none(log: SessionLog) -> None:
    try:
        try:
            raise PermissionError(13, "denied", "/home/anna/Photos/Anna.jpg")
        except OSError as error:
            raise FolderUnavailable("‘/home/anna/Photos’ may not be read.") from error
    except FolderUnavailable as error:
        logging.getLogger("photoorg.x").error("cannot read %s", "/home/anna/Photos", exc_info=error)
    logging.getLogger("other").warning("/home/anna/Photos is strange")
    log.note("/home/anna/Photos is full", "Anna.jpg")
    assert all("anna" in (message.text + message.details).lower() for message in log.messages)
    nameless = "\n".join(message.nameless for message in log.messages)
    assert "anna" not in nameless.lower()
    assert "cannot read %s" in nameless
    assert "photoorg.errors.FolderUnavailable" in nameless
    assert "builtins.PermissionError" in nameless
    assert "test_session_log.py:" in nameless
    assert "/" not in nameless.replace("tests/", "")
