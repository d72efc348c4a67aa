"""Choosing another model in the settings window: prepared, called off, at once, and back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from photoorg.encoders.importing import import_model
from photoorg.errors import ModelUnavailable
from photoorg.gui.settings.model_dialogs import UseDialog
from photoorg.settings import load_settings
from tests.gui.settings.conftest import IMPORTED, Encoders
from tests.tiny_encoder import COLOURS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from photoorg.gui.settings.model_page import ModelPage
    from photoorg.gui.settings.settings_window import SettingsWindow

COUNT = len(COLOURS)


@pytest.fixture
def page(open_settings: Callable[[], SettingsWindow], published: Path) -> ModelPage:
    """The page Model, with an imported model selected that is not used yet."""
    import_model(published)
    page = open_settings().model
    page.list.select(IMPORTED)
    return page


def use(page: ModelPage, qtbot: QtBot, *, at_once: bool = False) -> None:
    """Presses "Use…" and answers the question."""

    def dialogs() -> list[UseDialog]:
        return [found for found in QApplication.topLevelWidgets() if isinstance(found, UseDialog)]

    qtbot.mouseClick(page.use_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(dialogs()) == 1)
    (dialog,) = dialogs()
    assert dialog.when_complete.isChecked()
    dialog.at_once.setChecked(at_once)
    dialog.use_button.click()


def state(page: ModelPage, name: str) -> str:
    return page.list.texts_of(name)[-1]


def test_a_model_is_prepared_takes_over_and_going_back_is_instant(
    page: ModelPage, qtbot: QtBot, encoders: Encoders, library_directory: Path
) -> None:
    assert (state(page, "builtin"), state(page, IMPORTED)) == ("In use", "Imported")
    use(page, qtbot)
    qtbot.waitUntil(lambda: "Searches go on with Built-in model until imported:tiny" in page.errand.outcome)
    qtbot.waitUntil(lambda: state(page, IMPORTED) == f"Preparing: 0 of {COUNT}")
    assert load_settings(library_directory).next_model == IMPORTED
    assert state(page, "builtin") == "In use"
    assert not page.stop_button.isHidden()
    encoders.imported.gate.release(1000)
    qtbot.waitUntil(lambda: state(page, IMPORTED) == "In use")
    assert page.errand.outcome == "Searches use imported:tiny now."
    assert state(page, "builtin") == "Part of photoorg"
    assert not page.use_button.isEnabled()
    assert page.stop_button.isHidden()
    # No question now, since nothing is to be described.
    described = encoders.builtin.images_encoded
    page.list.select("builtin")
    qtbot.waitUntil(lambda: "a change to it is instant" in page.facts.text)
    qtbot.mouseClick(page.use_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: state(page, "builtin") == "In use")
    assert page.errand.outcome == "Searches use Built-in model now."
    assert encoders.builtin.images_encoded == described
    assert load_settings(library_directory).model == "builtin"


def test_preparing_is_stopped(
    page: ModelPage, qtbot: QtBot, encoders: Encoders, library_directory: Path
) -> None:
    use(page, qtbot)
    qtbot.waitUntil(lambda: not page.stop_button.isHidden())
    assert encoders.imported.asked.acquire(timeout=30)
    page.stop_button.click()
    encoders.imported.gate.release(1000)
    qtbot.waitUntil(lambda: state(page, IMPORTED) == "Imported")
    assert "called off" in page.errand.outcome
    assert load_settings(library_directory).next_model == ""
    assert page.stop_button.isHidden()


def test_at_once_does_not_wait(page: ModelPage, qtbot: QtBot, library_directory: Path) -> None:
    use(page, qtbot, at_once=True)
    qtbot.waitUntil(lambda: state(page, IMPORTED) == "In use")
    assert load_settings(library_directory).model == IMPORTED


def test_a_model_that_does_not_load_changes_nothing(
    page: ModelPage, qtbot: QtBot, library_directory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(_self: Encoders, name: str) -> None:
        raise ModelUnavailable(f"The weights of {name} are gone.")

    monkeypatch.setattr(Encoders, "__call__", gone)
    use(page, qtbot)
    qtbot.waitUntil(lambda: page.errand.outcome == f"The weights of {IMPORTED} are gone.")
    assert load_settings(library_directory).model == "builtin"
    qtbot.waitUntil(page.use_button.isEnabled)


def test_enter_in_the_list_means_use(page: ModelPage, qtbot: QtBot) -> None:
    qtbot.keyClick(page.list, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: any(isinstance(found, UseDialog) for found in QApplication.topLevelWidgets()))
    (dialog,) = (found for found in QApplication.topLevelWidgets() if isinstance(found, UseDialog))
    dialog.reject()
    assert state(page, IMPORTED) == "Imported"
