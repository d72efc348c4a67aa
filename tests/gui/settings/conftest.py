"""A real window with its settings open, on real models of a few kilobytes."""

from __future__ import annotations

import json
from functools import partial
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QApplication, QMessageBox

from photoorg.gui.main_window import MainWindow
from photoorg.photo_library import PhotoLibrary
from tests.encoders.small_hub import SmallHub, serve
from tests.encoders.tiny_checkpoint import MODEL_CFG, write_tiny_checkpoint
from tests.gui.conftest import delete_now
from tests.tiny_encoder import TinyEncoder
from tests.tiny_models import GatedEncoder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from photoorg.gui.settings.settings_window import SettingsWindow

REPOSITORY = "someone/tiny"
HUB_NAME = f"hf-hub:{REPOSITORY}"
IMPORTED = "imported:tiny"


@pytest.fixture(autouse=True)
def own_places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keeps this test from models of others; the hub's cache."""
    monkeypatch.setenv("PHOTOORG_MODELS", str(tmp_path / "store"))
    monkeypatch.setenv("PHOTOORG_IMPORTED_MODELS", str(tmp_path / "imports"))
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_CACHE", str(tmp_path / "hf" / "hub"))
    return tmp_path / "hf" / "hub"


@pytest.fixture
def published(tmp_path: Path) -> Path:
    """A model as on the hub, in a folder."""
    directory = tmp_path / "tiny"
    directory.mkdir()
    write_tiny_checkpoint(directory / "open_clip_model.safetensors")
    (directory / "open_clip_config.json").write_text(json.dumps({"model_cfg": MODEL_CFG}))
    return directory


@pytest.fixture
def hub(published: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[SmallHub]:
    """A hub on this machine that this process would ask."""
    files = {file.name: file.read_bytes() for file in published.iterdir()}
    monkeypatch.delenv("HF_HUB_OFFLINE", raising=False)
    with serve(SmallHub({REPOSITORY: files})) as hub:
        monkeypatch.setattr("huggingface_hub.constants.ENDPOINT", hub.endpoint)
        monkeypatch.setattr(
            "huggingface_hub.constants.HUGGINGFACE_CO_URL_TEMPLATE",
            hub.endpoint + "/{repo_id}/resolve/{revision}/{filename}",
        )
        monkeypatch.setattr(
            "huggingface_hub.file_download.HUGGINGFACE_CO_URL_TEMPLATE",
            hub.endpoint + "/{repo_id}/resolve/{revision}/{filename}",
            raising=False,
        )
        yield hub


class Encoders:
    """The built-in name and one imported name, each with an encoder in microseconds."""

    def __init__(self) -> None:
        self.builtin = TinyEncoder("builtin@1")
        self.imported = GatedEncoder("imported@1")

    def __call__(self, name: str) -> TinyEncoder:
        return self.builtin if name == "builtin" else self.imported


@pytest.fixture
def encoders() -> Iterator[Encoders]:
    """Whatever still waits at a gate is let through afterwards."""
    encoders = Encoders()
    yield encoders
    encoders.imported.gate.release(1000)


@pytest.fixture
def open_settings(
    qtbot: QtBot, library_directory: Path, photo_folder: Path, encoders: Encoders
) -> Iterator[Callable[[], SettingsWindow]]:
    """Opens a window on a library of twelve photos described by "builtin", and its settings by the menu."""
    bugs: list[BaseException] = []
    windows: list[MainWindow] = []

    def opened() -> SettingsWindow:
        with PhotoLibrary.open(library_directory, encoders=encoders) as library:
            library.add_folder(photo_folder)
            library.sync()
        window = MainWindow(partial(PhotoLibrary.open, library_directory, encoders=encoders))
        windows.append(window)
        window.bridge.bug_found.connect(bugs.append)
        window.show()
        qtbot.waitUntil(lambda: window.is_ready)
        window.menus.settings_wanted.emit()
        assert window.commands.settings is not None
        settings = window.commands.settings
        qtbot.waitUntil(lambda: bool(settings.model.list.names))
        return settings

    yield opened
    encoders.imported.gate.release(1000)
    for window in windows:
        window.close()
        window.deleteLater()
    windows.clear()
    delete_now()
    if bugs:
        raise bugs[0]


def answer(qtbot: QtBot, text: str) -> str:
    """Waits for a question, presses the button that begins with ``text``, and returns what was asked."""

    def boxes() -> list[QMessageBox]:
        return [
            box for box in QApplication.topLevelWidgets() if isinstance(box, QMessageBox) and box.isVisible()
        ]

    qtbot.waitUntil(lambda: len(boxes()) == 1)
    (box,) = boxes()
    (button,) = (button for button in box.buttons() if button.text().replace("&", "").startswith(text))
    asked = f"{box.text()}\n{box.informativeText()}".replace("\u200b", "")
    button.click()
    qtbot.waitUntil(lambda: not boxes())
    return asked
