"""Opening the window from the command line, and saying plainly when there is no screen for it."""

from __future__ import annotations

import ctypes.util
import os
import socket
import sys
from pathlib import Path

import typer

from photoorg.commands.context import options, print_note
from photoorg.errors import EnvironmentProblem


def gui(context: typer.Context) -> None:
    """Open the window (what `photoorg` alone does, too)."""
    chosen = options(context)
    open_window(chosen.library, chosen.model)


def open_window(library: Path | None, model: str | None) -> None:
    """Runs the desktop app until its window is closed. Raises EnvironmentProblem without a screen."""
    reason = why_no_window()
    if reason:
        raise EnvironmentProblem(f"{reason} Try it without a window: photoorg demo --headless")
    # Qt stays unknown to the command line until a window is wanted.
    try:
        from photoorg.app import run_app
    except ImportError as error:
        raise EnvironmentProblem(f"The window cannot be opened: {error}.") from error
    raise typer.Exit(run_app(library, model))


def run_window_or_demo(context: typer.Context) -> None:
    """What `make run` does: the window, or the headless demo where there is no screen."""
    from photoorg.commands.demo import demo

    reason = why_no_window()
    if reason:
        print_note(f"{reason} Running the demo without a window instead.")
        demo(context, headless=True)
    else:
        gui(context)


def why_no_window() -> str:
    """A sentence that says why no window can be opened here; "" where one can."""
    if sys.platform != "linux" or os.environ.get("QT_QPA_PLATFORM", "xcb").split(":")[0] not in (
        "xcb",
        "wayland",
    ):
        return ""
    if os.environ.get("WAYLAND_DISPLAY"):
        return ""
    display = os.environ.get("DISPLAY", "")
    if not display:
        return "There is no display."
    if not _answers(display):
        return f"The display ‘{display}’ does not answer."
    missing = [name for name in ("xcb-cursor", "EGL", "xkbcommon-x11") if not ctypes.util.find_library(name)]
    if missing:
        packages = "libxcb-cursor0 libegl1 libxkbcommon-x11-0"
        return f"Qt needs system libraries that are missing (sudo apt install {packages})."
    return ""


def _answers(display: str) -> bool:
    """Whether a local X server listens; one on another machine is believed."""
    host, _, number = display.rpartition(":")
    if host not in ("", "unix"):
        return True
    number = number.split(".")[0]
    for address in (f"/tmp/.X11-unix/X{number}", f"\0/tmp/.X11-unix/X{number}"):
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connection:
            if connection.connect_ex(address) == 0:
                return True
    return False
