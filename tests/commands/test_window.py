"""Saying plainly why no window can be opened."""

from __future__ import annotations

import socket
import sys
from typing import TYPE_CHECKING

import pytest

from photoorg.commands import window
from photoorg.commands.window import why_no_window, why_nobody_sees_it

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Linux has X and Wayland")

GONE = "libphotoorg-does-not-exist.so.1"


@pytest.fixture(autouse=True)
def bare_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """No display, and Qt's own choice of platform; the libraries of this machine do not matter."""
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    for libraries in ("QT_LIBRARIES", "X11_LIBRARIES", "WAYLAND_LIBRARIES"):
        monkeypatch.setattr(window, libraries, {})


@pytest.fixture
def display(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """An X display of "another machine" that listens."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        monkeypatch.setattr(window, "X_PORT", server.getsockname()[1])
        monkeypatch.setenv("DISPLAY", "127.0.0.1:0.0")
        yield "127.0.0.1:0.0"


def test_no_display() -> None:
    assert why_no_window() == "There is no display."


@pytest.mark.parametrize("dead", [":99999", "unix:99999", "127.0.0.1:x"])
def test_a_display_that_does_not_answer(monkeypatch: pytest.MonkeyPatch, dead: str) -> None:
    monkeypatch.setenv("DISPLAY", dead)
    assert why_no_window() == f"The display ‘{dead}’ does not answer."


def test_a_display_that_answers(display: str) -> None:
    assert why_no_window() == ""
    assert why_nobody_sees_it() == ""


def test_only_libraries_that_are_missing_are_named(
    monkeypatch: pytest.MonkeyPatch, display: str, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(window, "QT_LIBRARIES", {"libc.so.6": "libc6"})
    monkeypatch.setattr(window, "X11_LIBRARIES", {GONE: "libgone1"})
    assert why_no_window() == f"Qt needs system libraries that are missing: {GONE}."
    (tmp_path / "apt-get").touch(0o755)
    expected = "Qt needs system libraries that are missing: sudo apt install libgone1."
    assert why_no_window() == expected
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    assert why_no_window() == ""


def test_wayland_is_asked_first(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    assert why_no_window() == "There is no display."
    monkeypatch.setenv("QT_QPA_PLATFORM", "wayland-egl")
    assert why_no_window() == "The Wayland display does not answer."
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "wayland-0"))
        server.listen()
        assert why_no_window() == ""
        monkeypatch.delenv("QT_QPA_PLATFORM")
        assert why_no_window() == ""


def test_a_window_in_memory_is_seen_by_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen:size=800x600")
    assert why_no_window() == ""
    assert why_nobody_sees_it() == "QT_QPA_PLATFORM=offscreen shows no window."
