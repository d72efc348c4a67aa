"""Models that come to this machine and go, in the settings window, with a real hub on 127.0.0.1."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from photoorg.gui.settings.model_dialogs import ImportDialog
from tests.gui.settings.conftest import HUB_NAME, IMPORTED, answer

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from photoorg.gui.settings.model_page import ModelPage
    from photoorg.gui.settings.settings_window import SettingsWindow
    from tests.encoders.small_hub import SmallHub


def type_model(page: ModelPage, qtbot: QtBot, text: str) -> None:
    page.typed.setFocus()
    qtbot.keyClicks(page.typed, text)
    qtbot.keyClick(page.typed, Qt.Key.Key_Return)


def add_hub_model(page: ModelPage, qtbot: QtBot) -> None:
    type_model(page, qtbot, HUB_NAME)
    qtbot.waitUntil(lambda: page.list.current == HUB_NAME)
    qtbot.waitUntil(page.download_button.isEnabled)


def weights(cache: Path) -> list[Path]:
    return list(cache.rglob("*.safetensors"))


def test_a_model_is_typed_downloaded_after_a_yes_and_removed(
    open_settings: Callable[[], SettingsWindow], qtbot: QtBot, hub: SmallHub, own_places: Path
) -> None:
    page = open_settings().model
    add_hub_model(page, qtbot)
    assert not page.use_button.isEnabled()
    page.download_button.click()
    asked = answer(qtbot, "Cancel")
    assert f"Download 7 MB for {HUB_NAME}?" in asked
    assert hub.endpoint.removeprefix("http://") in asked
    assert "Licence: not known here" in asked
    assert not weights(own_places)
    page.download_button.click()
    answer(qtbot, "Download")
    qtbot.waitUntil(lambda: "is on this machine now" in page.errand.outcome)
    qtbot.waitUntil(lambda: page.list.texts_of(HUB_NAME)[-1] == "Downloaded")
    assert weights(own_places)
    assert page.list.current == HUB_NAME
    assert page.use_button.isEnabled()
    assert not page.download_button.isEnabled()
    page.remove_button.click()
    assert "vectors of your photos are kept" in answer(qtbot, "Delete")
    qtbot.waitUntil(lambda: "was deleted, which freed 7 MB" in page.errand.outcome)
    qtbot.waitUntil(lambda: HUB_NAME not in page.list.names)
    assert not weights(own_places)


def test_a_download_shows_how_far_it_is_is_cancelled_and_goes_on(
    open_settings: Callable[[], SettingsWindow], qtbot: QtBot, hub: SmallHub, own_places: Path
) -> None:
    hub.stall = True
    page = open_settings().model
    add_hub_model(page, qtbot)
    page.download_button.click()
    answer(qtbot, "Download")
    qtbot.waitUntil(lambda: page.errand.errand.endswith(": 66 kB of 7 MB"))
    assert not page.errand.bar.isHidden()
    assert not page.download_button.isEnabled()
    page.errand.cancel_button.click()
    assert page.errand.outcome == "Stopped. 66 kB are kept, and the next download goes on from there."
    assert page.errand.errand == ""
    qtbot.waitUntil(lambda: page.list.texts_of(HUB_NAME)[-1] == "Partly downloaded")
    hub.stall = False
    hub.released.set()
    page.download_button.click()
    answer(qtbot, "Download")
    qtbot.waitUntil(lambda: page.list.texts_of(HUB_NAME)[-1] == "Downloaded")
    assert f"bytes={2**16}-" in hub.ranges
    assert weights(own_places)


def test_closing_the_window_ends_a_download_and_keeps_the_part(
    open_settings: Callable[[], SettingsWindow], qtbot: QtBot, hub: SmallHub, own_places: Path
) -> None:
    hub.stall = True
    settings = open_settings()
    page = settings.model
    add_hub_model(page, qtbot)
    page.download_button.click()
    answer(qtbot, "Download")
    qtbot.waitUntil(lambda: page.errand.errand.endswith(": 66 kB of 7 MB"))
    settings.parent().close()
    assert not settings.isVisible()
    hub.released.set()
    (part,) = own_places.rglob("*.incomplete")
    qtbot.waitUntil(lambda: not settings.parent().bridge.is_at_work_aside)
    assert part.stat().st_size == 2**16


def test_a_download_goes_on_while_the_settings_are_closed(
    open_settings: Callable[[], SettingsWindow], qtbot: QtBot, hub: SmallHub
) -> None:
    hub.stall = True
    settings = open_settings()
    add_hub_model(settings.model, qtbot)
    settings.model.download_button.click()
    answer(qtbot, "Download")
    qtbot.waitUntil(lambda: settings.model.errand.errand.endswith(": 66 kB of 7 MB"))
    qtbot.keyClick(settings, Qt.Key.Key_Escape)
    assert not settings.isVisible()
    hub.stall = False
    hub.released.set()
    window = settings.parent()
    qtbot.waitUntil(lambda: any("is on this machine now" in row.notice.text for row in window.notices.rows))


def test_a_failed_download_is_one_sentence_and_no_dialog(
    open_settings: Callable[[], SettingsWindow], qtbot: QtBot, hub: SmallHub
) -> None:
    hub.files.clear()
    page = open_settings().model
    add_hub_model(page, qtbot)
    page.download_button.click()
    qtbot.waitUntil(lambda: page.errand.outcome == f"The hub has no public model for {HUB_NAME}.")
    assert page.errand.errand == ""
    assert page.download_button.isEnabled()


def test_what_is_no_model_is_said_and_stays_in_the_line(
    open_settings: Callable[[], SettingsWindow], qtbot: QtBot
) -> None:
    page = open_settings().model
    before = page.list.names
    for text, sentence in (
        ("nonsense", "names no model"),
        ("ViT-B-32:nothing", "knows no weights"),
        ("ViT-B-32:/nowhere/weights.pt", "cannot be read"),
    ):
        page.typed.clear()
        type_model(page, qtbot, text)
        qtbot.waitUntil(lambda sentence=sentence: sentence in page.errand.outcome)
        assert page.typed.text() == text
        assert "photoorg models" not in page.errand.outcome
    assert page.list.names == before


def import_dialog(qtbot: QtBot) -> ImportDialog:
    def dialogs() -> list[ImportDialog]:
        return [found for found in QApplication.topLevelWidgets() if isinstance(found, ImportDialog)]

    qtbot.waitUntil(lambda: len(dialogs()) == 1)
    return dialogs()[0]


def test_a_folder_and_a_file_are_imported(
    open_settings: Callable[[], SettingsWindow], qtbot: QtBot, published: Path
) -> None:
    page = open_settings().model
    page.choose_file(published)
    import_dialog(qtbot).import_button.click()
    qtbot.waitUntil(lambda: "imported:tiny is imported" in page.errand.outcome)
    qtbot.waitUntil(lambda: page.list.current == IMPORTED)
    assert page.use_button.isEnabled()
    page.choose_file(published / "open_clip_model.safetensors")
    dialog = import_dialog(qtbot)
    assert not dialog.import_button.isEnabled()
    qtbot.waitUntil(lambda: dialog.architecture.findText("tiny-vit") >= 0)
    dialog.architecture.setEditText("tiny-vit")
    dialog.name.setText("mine")
    dialog.import_button.click()
    qtbot.waitUntil(lambda: page.list.current == "imported:mine")


def test_a_damaged_file_is_not_imported(
    open_settings: Callable[[], SettingsWindow], qtbot: QtBot, tmp_path: Path
) -> None:
    page = open_settings().model
    broken = tmp_path / "broken.safetensors"
    broken.write_bytes(b"junk" * 100)
    page.choose_file(broken)
    dialog = import_dialog(qtbot)
    dialog.architecture.setEditText("ViT-B-32")
    dialog.import_button.click()
    qtbot.waitUntil(lambda: "was not imported" in page.errand.outcome)
    assert "imported:broken" not in page.list.names


def test_speed_is_measured_when_asked(
    open_settings: Callable[[], SettingsWindow], qtbot: QtBot, published: Path
) -> None:
    page = open_settings().model
    name = f"tiny-vit:{published / 'open_clip_model.safetensors'}"
    type_model(page, qtbot, name)
    qtbot.waitUntil(lambda: page.list.current == name)
    qtbot.waitUntil(page.measure_button.isEnabled)
    assert page.list.texts_of(name)[4] == "not measured"
    page.measure_button.click()
    qtbot.waitUntil(lambda: page.list.texts_of(name)[4].endswith(" photos/s"))
    assert "photos a second here" in page.errand.outcome
