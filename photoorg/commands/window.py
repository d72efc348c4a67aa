"""Opening the window from the command line, and saying plainly when there is no screen for it."""

from __future__ import annotations

import ctypes
import os
import shutil
import socket
import sys
from pathlib import Path

import typer

from photoorg.commands.context import options
from photoorg.errors import EnvironmentProblem

# What Qt's own libraries and platform plugins link to, by the Debian package it comes from. Desktops have
# all of it; a bare machine with a display forwarded to it may not.
QT_LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libxkbcommon.so.0": "libxkbcommon0",
}
X11_LIBRARIES = {
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
}
WAYLAND_LIBRARIES = {
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
}
# Display N of another machine, or forwarded by ssh, is reached at this port plus N.
X_PORT = 6000
PATIENCE_S = 3.0


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


def why_no_window() -> str:
    """A sentence that says why no window can be opened here; "" where one can."""
    if sys.platform != "linux":
        return ""
    wanted = _platform()
    needed = dict(QT_LIBRARIES)
    if wanted in ("", "wayland") and _wayland_answers():
        needed |= WAYLAND_LIBRARIES
    elif wanted == "wayland":
        return "The Wayland display does not answer."
    elif wanted in ("", "xcb"):
        display = os.environ.get("DISPLAY", "")
        if not display:
            return "There is no display."
        if not _x_answers(display):
            return f"The display ‘{display}’ does not answer."
        needed |= X11_LIBRARIES
    missing = [library for library in needed if not _is_there(library)]
    if not missing:
        return ""
    if shutil.which("apt-get"):
        packages = " ".join(needed[library] for library in missing)
        return f"Qt needs system libraries that are missing: sudo apt install {packages}."
    return f"Qt needs system libraries that are missing: {', '.join(missing)}."


def why_nobody_sees_it() -> str:
    """A sentence when Qt was told to draw into memory only; "" otherwise."""
    wanted = _platform()
    if wanted in ("offscreen", "minimal"):
        return f"QT_QPA_PLATFORM={wanted} shows no window."
    return ""


def _platform() -> str:
    """Qt's platform as the user wants it, without arguments and second choices; "" for Qt's own choice."""
    first = os.environ.get("QT_QPA_PLATFORM", "").split(";")[0].split(":")[0]
    return "wayland" if first.startswith("wayland") else first


def _is_there(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _wayland_answers() -> bool:
    name = os.environ.get("WAYLAND_DISPLAY", "")
    return bool(name) and _listens(str(Path(os.environ.get("XDG_RUNTIME_DIR", "")) / name))


def _x_answers(display: str) -> bool:
    host, _, number = display.rpartition(":")
    number = number.split(".")[0]
    if host in ("", "unix"):
        return any(map(_listens, (f"/tmp/.X11-unix/X{number}", f"\0/tmp/.X11-unix/X{number}")))
    try:
        with socket.create_connection((host, X_PORT + int(number)), PATIENCE_S):
            return True
    except (OSError, ValueError):
        return False


def _listens(address: str) -> bool:
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connection:
        return connection.connect_ex(address) == 0
