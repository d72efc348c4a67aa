"""Searching by a picture: similar photos, dropped files, pasted images."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QColor, QDragEnterEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtWidgets import QMessageBox

from photoorg.gui.pages import Finding, ImageData, ImageFile, LibraryPhoto
from photoorg.gui.photo_grid.grid_delegate import PhotoGridDelegate
from tests.gui.conftest import id_of, names_on_page, wait_for_page
from tests.gui.test_searching import wait_for_first
from tests.pictures import make_jpeg
from tests.tiny_encoder import COLOURS

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from photoorg.gui.main_window import MainWindow


def drop(window: MainWindow, mime: QMimeData) -> bool:
    """Drags ``mime`` over the window and drops it if that is accepted."""
    actions, button, keys = (
        Qt.DropAction.CopyAction,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    enter = QDragEnterEvent(QPoint(300, 300), actions, mime, button, keys)
    enter.ignore()
    window.dragEnterEvent(enter)
    if enter.isAccepted():
        window.dropEvent(QDropEvent(QPointF(300, 300), actions, mime, button, keys))
    return enter.isAccepted()


def files(*paths: Path) -> QMimeData:
    """What a file manager puts into a drag."""
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return mime


def test_similar_photos_and_back(window: MainWindow, qtbot: QtBot) -> None:
    photo_id = id_of(window, qtbot, "red.jpg")
    window.grid.make_current(photo_id)
    window.menus.similar_wanted.emit()
    qtbot.waitUntil(lambda: window.browse.trail.current == Finding(example=LibraryPhoto(photo_id, "red.jpg")))
    assert window.browse.breadcrumb.titles == ["All photos", "Similar to red.jpg"]
    qtbot.waitUntil(lambda: photo_id not in window.grid.photos.photo_ids)
    window.menus.back_wanted.emit()
    wait_for_page(qtbot, window, len(COLOURS))
    assert window.browse.breadcrumb.titles == ["All photos"]


def test_the_button_on_a_photo_finds_similar_ones(window: MainWindow, qtbot: QtBot) -> None:
    photo_id = id_of(window, qtbot, "blue.jpg")
    index = window.grid.photos.index_of(photo_id)
    delegate = window.grid.itemDelegate()
    assert isinstance(delegate, PhotoGridDelegate)
    at = delegate.similar_button(window.grid.visualRect(index)).center()
    qtbot.mouseClick(window.grid.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert window.browse.trail.current == Finding(example=LibraryPhoto(photo_id, "blue.jpg"))
    assert not window.viewer.isVisible()


def test_a_trail_of_three_steps_is_walked_back_at_once(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.keyClicks(window.browse.search, "red")
    wait_for_first(window, qtbot, "red.jpg")
    window.grid.similar_wanted.emit(window.grid.photos.photo_ids[0])
    assert len(window.browse.breadcrumb.titles) == 3
    assert window.browse.search.text() == ""
    window.browse.back()
    assert window.browse.search.text() == "red"
    window.grid.similar_wanted.emit(window.grid.photos.photo_ids[0])
    window.browse.breadcrumb.step_chosen.emit(0)
    wait_for_page(qtbot, window, len(COLOURS))


def test_a_dropped_file_is_searched_for(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    example = tmp_path / "mine.jpg"
    make_jpeg(example, COLOURS["purple"])
    assert drop(window, files(example))
    assert window.browse.trail.current == Finding(example=ImageFile(example))
    wait_for_first(window, qtbot, "purple.jpg")


def test_words_and_an_example_are_combined(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    example = tmp_path / "mine.jpg"
    make_jpeg(example, COLOURS["purple"])
    drop(window, files(example))
    wait_for_first(window, qtbot, "purple.jpg")
    qtbot.keyClicks(window.browse.search, "green")
    qtbot.waitUntil(lambda: window.browse.trail.current == Finding("green", ImageFile(example)))
    qtbot.waitUntil(lambda: {"purple.jpg", "green.jpg"} <= set(names_on_page(window, qtbot)[:2]))
    assert window.browse.breadcrumb.titles == ["All photos", "Similar to mine.jpg and “green”"]


def test_a_dropped_file_that_is_no_picture_is_explained(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    text = tmp_path / "letter.jpg"
    text.write_text("Dear Sir")
    drop(window, files(text))
    qtbot.waitUntil(lambda: window.browse.message.isVisible())
    assert window.browse.message.text


def test_a_dropped_folder_is_offered(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    folder = tmp_path / "more"
    make_jpeg(folder / "one.jpg", (1, 2, 3))
    drop(window, files(folder))
    box = window.findChild(QMessageBox)
    accept = next(b for b in box.buttons() if box.buttonRole(b) is QMessageBox.ButtonRole.AcceptRole)
    qtbot.mouseClick(accept, Qt.MouseButton.LeftButton)
    wait_for_page(qtbot, window, len(COLOURS) + 1)


def test_an_image_from_a_browser_is_searched_for(window: MainWindow, qtbot: QtBot) -> None:
    mime = QMimeData()
    image = QImage(40, 30, QImage.Format.Format_RGB32)
    image.fill(QColor(*COLOURS["orange"]))
    mime.setImageData(image)
    mime.setUrls([QUrl("https://example.org/orange.png")])
    drop(window, mime)
    wait_for_first(window, qtbot, "orange.jpg")
    assert window.browse.breadcrumb.titles[-1] == "Similar to the dropped image"


def test_a_mere_link_is_never_opened(window: MainWindow, qtbot: QtBot) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl("https://example.org/orange.png")])
    drop(window, mime)
    assert "never goes online" in window.notices.rows[0].notice.text


def test_a_pasted_image_is_searched_for_even_from_the_search_field(window: MainWindow, qtbot: QtBot) -> None:
    image = QImage(40, 30, QImage.Format.Format_RGB32)
    image.fill(QColor(*COLOURS["cyan"]))
    QGuiApplication.clipboard().setImage(image)
    window.browse.search.setFocus()
    qtbot.keyClick(window.browse.search, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    wait_for_first(window, qtbot, "cyan.jpg")
    page = window.browse.trail.current
    assert isinstance(page, Finding)
    assert isinstance(page.example, ImageData)
    QGuiApplication.clipboard().clear()


def test_text_is_still_pasted_into_the_search_field(window: MainWindow, qtbot: QtBot) -> None:
    QGuiApplication.clipboard().setText("yellow")
    qtbot.keyClick(window.browse.search, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    wait_for_first(window, qtbot, "yellow.jpg")
    QGuiApplication.clipboard().clear()


def test_our_own_photos_dragged_about_are_no_example(window: MainWindow, qtbot: QtBot) -> None:
    photo_id = id_of(window, qtbot, "red.jpg")
    mime = window.grid.photos.mime_of([photo_id])
    assert mime.urls()[0].fileName() == "red.jpg"
    assert not drop(window, mime)
