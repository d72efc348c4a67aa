"""The large view."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication, QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QToolButton

from photoorg.gui.pages import Favourites, Finding, MissingPhotos
from photoorg.photo_library import PhotoLibrary
from tests.gui.conftest import id_of, names_on_page
from tests.pictures import dng, encoded, plain
from tests.tiny_encoder import COLOURS, TinyEncoder

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from photoorg.gui.main_window import MainWindow
    from photoorg.gui.viewer.picture_canvas import PictureCanvas


def open_photo(window: MainWindow, qtbot: QtBot, file_name: str) -> int:
    """Clicks on a photo."""
    photo_id = id_of(window, qtbot, file_name)
    index = window.grid.photos.index_of(photo_id)
    window.grid.scrollTo(index)
    at = window.grid.visualRect(index).center()
    qtbot.mouseClick(window.grid.viewport(), Qt.MouseButton.LeftButton, pos=at)
    qtbot.waitUntil(lambda: window.viewer.info.shown("file") == file_name)
    return photo_id


def test_a_click_opens_and_escape_closes(window: MainWindow, qtbot: QtBot) -> None:
    photo_id = open_photo(window, qtbot, "red.jpg")
    assert window.viewer.isVisible()
    assert window.viewer.photo_id == photo_id
    qtbot.waitUntil(lambda: not window.viewer.canvas.pixmap.isNull())
    qtbot.keyClick(window.viewer, Qt.Key.Key_Escape)
    assert window.grid.isVisible()
    assert window.grid.current_id == photo_id


def test_enter_opens(window: MainWindow, qtbot: QtBot) -> None:
    photo_id = id_of(window, qtbot, "red.jpg")
    window.grid.make_current(photo_id)
    qtbot.keyClick(window.grid, Qt.Key.Key_Return)
    assert window.viewer.isVisible()
    assert window.viewer.photo_id == photo_id


def test_arrows_walk_along_the_page(window: MainWindow, qtbot: QtBot) -> None:
    names = names_on_page(window, qtbot)
    open_photo(window, qtbot, names[0])
    qtbot.keyClick(window.viewer, Qt.Key.Key_Left)
    assert window.viewer.photo_id == window.grid.photos.photo_ids[0]
    for name in names[1:3]:
        qtbot.keyClick(window.viewer, Qt.Key.Key_Right)
        qtbot.waitUntil(lambda name=name: window.viewer.info.shown("file") == name)
    qtbot.keyClick(window.viewer, Qt.Key.Key_Escape)
    assert window.grid.current_id == window.grid.photos.photo_ids[2]


def test_rating_favourite_and_tags_are_kept(
    window: MainWindow, qtbot: QtBot, library_directory: Path
) -> None:
    photo_id = open_photo(window, qtbot, "red.jpg")
    qtbot.keyClick(window.viewer, Qt.Key.Key_4)
    qtbot.keyClick(window.viewer, Qt.Key.Key_F)
    qtbot.keyClicks(window.viewer.info.new_tag, "ripe <fruit>")
    qtbot.keyClick(window.viewer.info.new_tag, Qt.Key.Key_Return)
    assert window.viewer.isVisible()
    qtbot.waitUntil(lambda: "ripe" in window.viewer.info.shown("tags"))
    window.close()
    with PhotoLibrary.open(library_directory, encoder=TinyEncoder()) as library:
        photo = library.photo(photo_id)
    assert (photo.rating, photo.favourite, photo.tags) == (4, True, ("ripe <fruit>",))


def test_rating_keys_work_on_the_selection(window: MainWindow, qtbot: QtBot) -> None:
    photo_id = id_of(window, qtbot, "red.jpg")
    window.grid.make_current(photo_id)
    window.grid.setFocus()
    qtbot.keyClick(window.grid, Qt.Key.Key_3)
    qtbot.keyClick(window.grid, Qt.Key.Key_F)

    def said() -> tuple[int, bool]:
        record = window.grid.photos.records.record(photo_id)
        return record.rating, record.favourite

    qtbot.waitUntil(lambda: said() == (3, True))


def test_information_says_where_a_photo_belongs(window: MainWindow, qtbot: QtBot, photo_folder: Path) -> None:
    photo_id = id_of(window, qtbot, "red.jpg")
    # Not by its name in the side bar: that is there before the photo is in it.
    with qtbot.waitSignal(window.albums.done, timeout=30_000):
        window.albums.add("Holiday", (photo_id,))
    open_photo(window, qtbot, "red.jpg")
    info = window.viewer.info
    assert info.shown("folder") == str(photo_folder)
    assert info.shown("albums") == "Holiday"
    assert info.shown("size").startswith("64 × 48")
    assert info.shown("place") == ""
    qtbot.keyClick(window.viewer, Qt.Key.Key_I)
    assert not info.isVisible()


def test_similar_from_the_large_view(window: MainWindow, qtbot: QtBot) -> None:
    open_photo(window, qtbot, "red.jpg")
    window.menus.similar_wanted.emit()
    assert isinstance(window.browse.trail.current, Finding)
    assert not window.viewer.isVisible()


def test_information_names_every_file_of_a_photo(
    window: MainWindow, qtbot: QtBot, photo_folder: Path
) -> None:
    shutil.copy2(photo_folder / "red.jpg", photo_folder / "z copy.jpg")
    open_photo(window, qtbot, "red.jpg")
    info = window.viewer.info
    qtbot.waitUntil(lambda: info.shown("copies") == str(photo_folder / "z copy.jpg"))


def test_a_photo_that_vanished_is_explained(window: MainWindow, qtbot: QtBot, photo_folder: Path) -> None:
    photo_id = id_of(window, qtbot, "red.jpg")
    (photo_folder / "red.jpg").unlink()
    window.grid.photo_opened.emit(photo_id)
    qtbot.waitUntil(lambda: "cannot be shown" in window.viewer.canvas.message)


def test_a_photo_whose_file_goes_gives_way_to_the_next_and_is_not_counted(
    window: MainWindow, qtbot: QtBot, photo_folder: Path
) -> None:
    viewer, ids = window.viewer, list(window.grid.photos.photo_ids)
    gone = open_photo(window, qtbot, "red.jpg")
    at = ids.index(gone)
    assert viewer.position == f"{at + 1} of {len(ids)}"
    (photo_folder / "red.jpg").unlink()
    qtbot.waitUntil(lambda: viewer.photo_id != gone)
    left = [photo_id for photo_id in ids if photo_id != gone]
    assert viewer.photo_id == left[min(at, len(left) - 1)]
    assert viewer.position == f"{left.index(viewer.photo_id) + 1} of {len(left)}"
    assert viewer.canvas.note == "red.jpg is not there any more."
    window.pages.leave_photo()
    window.browse.open_page(MissingPhotos())
    qtbot.waitUntil(lambda: list(window.grid.photos.photo_ids) == [gone])
    window.grid.photo_opened.emit(gone)
    qtbot.waitUntil(lambda: viewer.title == "red.jpg (missing)")


def test_a_photo_that_leaves_its_page_stays_until_one_goes_on(window: MainWindow, qtbot: QtBot) -> None:
    viewer = window.viewer
    ids = tuple(id_of(window, qtbot, name) for name in ("red.jpg", "blue.jpg", "green.jpg"))
    for photo_id in ids:
        window.photos.set_favourite(photo_id, True)
    window.browse.open_page(Favourites())
    qtbot.waitUntil(lambda: len(window.grid.photos.photo_ids) == 3)
    page = list(window.grid.photos.photo_ids)
    window.grid.photo_opened.emit(page[1])
    qtbot.waitUntil(lambda: viewer.title != "")
    qtbot.waitUntil(lambda: viewer._facts is not None)
    qtbot.keyClick(viewer, Qt.Key.Key_F)
    qtbot.waitUntil(lambda: len(window.grid.photos.photo_ids) == 2)
    assert (viewer.photo_id, viewer.position) == (page[1], "2 of 3")
    qtbot.keyClick(viewer, Qt.Key.Key_Left)
    assert (viewer.photo_id, viewer.position) == (page[0], "1 of 2")
    qtbot.keyClick(viewer, Qt.Key.Key_Right)
    assert (viewer.photo_id, viewer.position) == (page[2], "2 of 2")


def test_a_raw_of_the_same_shot_is_told_and_seen_once(
    window: MainWindow, qtbot: QtBot, photo_folder: Path
) -> None:
    pytest.importorskip("rawpy", reason="needs the extra photoorg[raw]")
    before = list(window.grid.photos.photo_ids)
    photo_id = open_photo(window, qtbot, "red.jpg")
    (photo_folder / "red.dng").write_bytes(dng((64, 48), encoded(plain("red"), "JPEG")))
    qtbot.waitUntil(lambda: window.viewer.info.shown("file") == "red.jpg, with red.dng")
    assert window.viewer.photo_id == photo_id
    assert window.grid.photos.photo_ids == before
    (photo_folder / "red.jpg").unlink()
    qtbot.waitUntil(lambda: len(set(window.grid.photos.photo_ids) - set(before)) == 1)
    assert len(window.grid.photos.photo_ids) == len(before)


def zoomed_at(window: MainWindow, qtbot: QtBot, file_name: str) -> PictureCanvas:
    """A photo that is larger than the window, zoomed by the wheel at a point beside the middle."""
    open_photo(window, qtbot, file_name)
    canvas = window.viewer.canvas
    qtbot.waitUntil(lambda: canvas.pixmap.width() > 200)
    assert canvas.zoom.is_fit
    turn_wheel(canvas, notches=4)
    return canvas


def turn_wheel(canvas: PictureCanvas, notches: int) -> None:
    at = QPointF(canvas.width() * 0.4, canvas.height() * 0.3)
    turned = QWheelEvent(
        at,
        canvas.mapToGlobal(at),
        QPoint(),
        QPoint(0, 120 * notches),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QCoreApplication.sendEvent(canvas, turned)


@pytest.fixture
def large_photo(window: MainWindow, qtbot: QtBot, photo_folder: Path) -> str:
    """A photo of more pixels than the window has."""
    plain("pink", (3000, 2000)).save(photo_folder / "large.jpg")
    qtbot.waitUntil(lambda: len(window.grid.photos.photo_ids) == len(COLOURS) + 1)
    return "large.jpg"


def test_the_wheel_zooms_and_the_mouse_shifts(large_photo: str, window: MainWindow, qtbot: QtBot) -> None:
    canvas = zoomed_at(window, qtbot, large_photo)
    before = canvas.picture_rect
    assert canvas.zoom.factor == pytest.approx(1.25**4)
    assert before.width() > canvas.width()
    # As sharp as it is large.
    qtbot.waitUntil(lambda: canvas.pixmap.width() >= min(3000, round(before.width())))
    middle = canvas.rect().center()
    qtbot.mousePress(canvas, Qt.MouseButton.LeftButton, pos=middle)
    qtbot.mouseMove(canvas, middle + QPoint(-40, -30))
    qtbot.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=middle + QPoint(-40, -30))
    assert canvas.picture_rect.left() == pytest.approx(before.left() - 40)
    turn_wheel(canvas, notches=-9)
    assert canvas.zoom.is_fit


def test_what_is_under_the_mouse_stays_there(large_photo: str, window: MainWindow, qtbot: QtBot) -> None:
    canvas = zoomed_at(window, qtbot, large_photo)
    at = QPointF(canvas.width() * 0.4, canvas.height() * 0.3)
    before = canvas.picture_rect
    share = (at.x() - before.left()) / before.width()
    turn_wheel(canvas, notches=2)
    after = canvas.picture_rect
    assert (at.x() - after.left()) / after.width() == pytest.approx(share, abs=1e-6)


def test_keys_zoom_too_and_another_photo_is_seen_whole(
    large_photo: str, window: MainWindow, qtbot: QtBot
) -> None:
    open_photo(window, qtbot, large_photo)
    canvas = window.viewer.canvas
    qtbot.waitUntil(lambda: canvas.pixmap.width() > 200)
    qtbot.keyClick(window.viewer, Qt.Key.Key_Z)
    # A pixel for a pixel.
    assert canvas.picture_rect.width() * canvas.devicePixelRatioF() == pytest.approx(3000, rel=1e-3)
    before = canvas.picture_rect.left()
    qtbot.keyClick(window.viewer, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert canvas.picture_rect.left() == pytest.approx(before - 100)
    qtbot.keyClick(window.viewer, Qt.Key.Key_Z)
    assert canvas.zoom.is_fit
    qtbot.keyClick(window, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert canvas.zoom.factor == pytest.approx(1.25)
    qtbot.keyClick(window, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert canvas.zoom.is_fit
    turn_wheel(canvas, notches=3)
    qtbot.keyClick(window.viewer, Qt.Key.Key_Right)
    qtbot.keyClick(window.viewer, Qt.Key.Key_Left)
    assert canvas.zoom.is_fit


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_a_button_with_the_focus_is_pressed_by_return_as_by_space(
    window: MainWindow, qtbot: QtBot, key: Qt.Key
) -> None:
    names = names_on_page(window, qtbot)
    open_photo(window, qtbot, names[0])
    following = next(
        button
        for button in window.viewer.findChildren(QToolButton)
        if button.accessibleName() == "Next photo (Right)"
    )
    window.activateWindow()
    following.setFocus()
    qtbot.waitUntil(following.hasFocus)
    qtbot.keyClick(following, key)
    assert window.viewer.photo_id == window.grid.photos.photo_ids[1]
    assert not following.isDown()


def test_return_in_a_dialog_presses_the_tool_button_and_not_the_default_one(
    window: MainWindow, qtbot: QtBot
) -> None:
    dialog = QDialog(window)
    row = QHBoxLayout(dialog)
    tool, default = QToolButton(), QPushButton("OK")
    default.setDefault(True)
    row.addWidget(tool)
    row.addWidget(default)
    pressed: list[str] = []
    tool.clicked.connect(lambda: pressed.append("tool"))
    default.clicked.connect(lambda: pressed.append("default"))
    dialog.show()
    tool.setFocus()
    qtbot.waitUntil(tool.hasFocus)
    qtbot.keyClick(tool, Qt.Key.Key_Return)
    assert pressed == ["tool"]
    default.setFocus()
    qtbot.keyClick(default, Qt.Key.Key_Return)
    assert pressed == ["tool", "default"]
    dialog.deleteLater()
