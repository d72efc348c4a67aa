"""A change of model in a running window."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pytest

from photoorg.changes import Activity, ModelState, Progress
from photoorg.gui import wording
from photoorg.gui.library_bridge import Track
from photoorg.gui.main_window import MainWindow
from photoorg.gui.status_area import StatusArea
from photoorg.photo_library import PhotoLibrary
from photoorg.settings import Settings, save_settings
from tests.gui.conftest import delete_now, wait_for_first
from tests.tiny_encoder import COLOURS, TinyEncoder
from tests.tiny_models import TinyModels

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot


class Reversed(TinyEncoder):
    """Takes red for blue: whoever asks it finds other photos."""

    def encode_texts(self, texts: list[str]) -> object:  # type: ignore[override]
        return super().encode_texts([text.replace("red", "blue") for text in texts])


@pytest.fixture
def models() -> Iterator[TinyModels]:
    models = TinyModels()
    models.new = Reversed("new@1")  # type: ignore[assignment]
    yield models
    models.gated.gate.release(100)


@pytest.fixture
def window(
    qtbot: QtBot, library_directory: Path, photo_folder: Path, models: TinyModels
) -> Iterator[MainWindow]:
    """A window on a library described by "old"."""
    library_directory.mkdir()
    save_settings(library_directory, Settings(model="old"))
    with PhotoLibrary.open(library_directory, encoders=models) as library:
        library.add_folder(photo_folder)
        library.sync()
    window = MainWindow(partial(PhotoLibrary.open, library_directory, encoders=models))
    window.show()
    qtbot.waitUntil(lambda: window.is_ready)
    yield window
    window.close()
    window.deleteLater()
    delete_now()


def choose(window: MainWindow, name: str) -> None:
    window.bridge.run(Track.WRITES, lambda library: library.choose_model(name))


def test_the_search_on_the_screen_is_asked_again_when_another_model_answers(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.browse.search.text_typed.emit("red")
    wait_for_first(window, qtbot, "red.jpg")
    choose(window, "new")
    wait_for_first(window, qtbot, "blue.jpg")
    assert window.bridge.model.state is ModelState.READY
    choose(window, "old")
    wait_for_first(window, qtbot, "red.jpg")


def test_preparing_a_model_is_told_quietly_and_the_window_goes_on(
    window: MainWindow, qtbot: QtBot, models: TinyModels
) -> None:
    choose(window, "gated")
    assert models.gated.asked.acquire(timeout=30)
    window.browse.search.text_typed.emit("green")
    wait_for_first(window, qtbot, "green.jpg")
    assert window.bridge.model.state is ModelState.READY
    models.gated.gate.release(1)
    qtbot.waitUntil(lambda: window.status.text == "Up to date")
    assert window.notices.rows == ()


def test_how_far_a_model_is_stands_in_the_status_bar(qtbot: QtBot) -> None:
    area = StatusArea()
    qtbot.addWidget(area)
    area.show_progress(Progress(Activity.PREPARING, 1234, 5000, 0.0, None, "ViT-B-32:laion2b_s34b_b79k"))
    figures = f"{wording.number(1234)} of {wording.number(5000)}"
    assert area.text == f"Preparing ViT-B-32:laion2b_s34b_b79k: {figures}"
    assert not area.pause_button.isHidden()
    area.show_progress(Progress(Activity.PREPARING, 1, 2, 0.0, None, "ViT-B-32:/far/away/w.safetensors"))
    assert area.text == "Preparing ViT-B-32:w.safetensors: 1 of 2"


def test_a_window_whose_model_vanished_shows_photos_and_takes_another(
    window: MainWindow, qtbot: QtBot, models: TinyModels, library_directory: Path
) -> None:
    window.close()
    models.vanished = {"old"}
    again = MainWindow(partial(PhotoLibrary.open, library_directory, encoders=models))
    again.show()
    qtbot.waitUntil(lambda: len(again.grid.photos.photo_ids) == len(COLOURS))
    qtbot.waitUntil(lambda: again.bridge.model.reason != "")
    again.browse.search.text_typed.emit("red")
    told = "The weights of old are gone. Choose a model in Settings (Ctrl+,)."
    assert [row.notice.text for row in again.notices.rows] == [told]
    qtbot.waitUntil(lambda: again.browse.message.text == told)
    again.browse.model_button.click()
    assert again.commands.settings is not None
    assert again.commands.settings.sections.currentRow() == 0
    assert again.commands.settings.isVisible()
    again.commands.settings.close()
    choose(again, "new")
    # The search that was not possible is asked by itself.
    wait_for_first(again, qtbot, "blue.jpg")
    assert [row.notice.text for row in again.notices.rows] == []
    again.close()
    again.deleteLater()
