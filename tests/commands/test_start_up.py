"""What is imported when, and that the command line needs no Qt."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from photoorg.photo_library import PhotoLibrary

if TYPE_CHECKING:
    from pathlib import Path

HEAVY = ("torch", "open_clip", "transformers", "timm", "openvino", "PySide6", "skimage", "sklearn", "scipy")

WITHOUT_QT = """
import sys
sys.modules["PySide6"] = None
from photoorg.cli import main
main()
"""

REPORTING = """
import atexit, json, sys
report = sys.argv.pop(1)
atexit.register(lambda: open(report, "w").write(json.dumps(sorted(sys.modules))))
from photoorg.cli import main
main()
"""


def python(*arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *map(str, arguments)],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
        env={**os.environ, **environment},
    )


@pytest.mark.parametrize(
    "module", ["photoorg", "photoorg.photo_library", "photoorg.cli", "photoorg.encoders.encoder"]
)
def test_importing_is_light(module: str) -> None:
    result = python("-c", f"import {module}, sys, json; print(json.dumps(list(sys.modules)))")
    assert result.returncode == 0, result.stderr
    assert not set(HEAVY) & set(json.loads(result.stdout))


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["status"], ["albums", "list"], ["sync"]])
def test_light_commands_import_nothing_heavy(arguments: list[str], tmp_path: Path) -> None:
    PhotoLibrary.open(tmp_path / "library").close()
    result = python(
        "-c", REPORTING, tmp_path / "modules", *arguments, PHOTOORG_LIBRARY=str(tmp_path / "library")
    )
    assert result.returncode == 0, result.stderr
    modules = set(json.loads((tmp_path / "modules").read_text()))
    assert not set(HEAVY) & modules
    if arguments[0].startswith("--"):
        assert not {"sqlalchemy", "numpy", "PIL"} & modules


def test_it_works_where_qt_cannot_be_imported(described: Path, samples: Path) -> None:
    library = {"PHOTOORG_LIBRARY": str(described)}
    for arguments in (["status"], ["similar", samples / "cat.png"], ["albums", "list"], ["-h"]):
        result = python("-c", WITHOUT_QT, *arguments, **library)
        assert result.returncode == 0, result.stderr
    result = python("-c", WITHOUT_QT, "gui", **library, QT_QPA_PLATFORM="offscreen")
    assert result.returncode == 1
    assert result.stderr.startswith("photoorg: The window cannot be opened: ")
    assert result.stderr.count("\n") == 1


def test_without_a_display_the_window_says_so_in_one_line(tmp_path: Path) -> None:
    environment = {"DISPLAY": "", "WAYLAND_DISPLAY": "", "QT_QPA_PLATFORM": "xcb"}
    result = python("-m", "photoorg", "--library", tmp_path, **environment)
    assert result.returncode == 1
    assert (
        result.stderr == "photoorg: There is no display. Try it without a window: photoorg demo --headless\n"
    )


def test_python_m_photoorg_is_the_command_line() -> None:
    result = python("-m", "photoorg", "--version")
    assert result.stdout.startswith("photoorg 0.")


def test_logs_go_to_stderr(described: Path) -> None:
    result = python("-m", "photoorg", "search", "a cat", "--json", "-v", "--library", described)
    assert result.returncode == 0, result.stderr
    assert json.loads(result.stdout)["hits"]
    assert result.stderr.count(": ") > 1


@pytest.mark.skipif(sys.platform == "win32", reason="no shell")
def test_whoever_closes_the_pipe_early_ends_the_command_quietly(empty_library: Path) -> None:
    command = (
        f"{sys.executable} -m photoorg --library '{empty_library}' status | true; exit ${{PIPESTATUS[0]}}"
    )
    result = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False, timeout=120)
    assert result.returncode == 141
    assert not result.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="no shell")
@pytest.mark.parametrize("closed", [">&-", "2>&-", "<&- >&- 2>&-"])
def test_what_the_shell_closed_leads_nowhere(empty_library: Path, closed: str) -> None:
    command = f"{sys.executable} -m photoorg --library '{empty_library}' status {closed}"
    result = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False, timeout=120)
    assert result.returncode == 0
    assert not result.stderr
