"""Nobody is left out: names for screen readers, the keyboard everywhere, contrast, larger text."""

from __future__ import annotations

import re
from importlib.resources import files
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDialog,
    QLabel,
    QLineEdit,
    QWidget,
)

from photoorg.changes import NoticeRaised
from photoorg.gui.settings.model_dialogs import ImportDialog, UseDialog
from photoorg.gui.theme import DARK, LIGHT, Colours, palette_of
from tests.gui.conftest import delete_now, id_of
from tests.gui.test_albums import make_album

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from photoorg.gui.main_window import MainWindow

TEXT_CONTRAST, SHAPE_CONTRAST = 4.5, 3.0


def controls(top: QWidget) -> list[QWidget]:
    """Every control below ``top`` that one can get to with the Tab key now."""
    return [
        widget
        for widget in (top, *top.findChildren(QWidget))
        if widget.isVisible()
        and widget.window() is top.window()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.isEnabled()
        and widget.focusProxy() is None
    ]


def name_of(widget: QWidget) -> str:
    """What a screen reader says: the name, the text of a button, or of the label that belongs to a field.

    Not asked of QAccessible: what that gives to Python outlives the widget it is about.
    """
    buddies = [label.text() for label in widget.window().findChildren(QLabel) if label.buddy() is widget]
    own = widget.text() if isinstance(widget, QAbstractButton) else ""
    return widget.accessibleName() or own or "".join(buddies)


def check(top: QWidget) -> None:
    """Every control has a name, and Tab comes to every one."""
    expected = controls(top)
    assert expected
    nameless = [f"{type(one).__name__} {one.objectName()}" for one in expected if not name_of(one).strip()]
    assert not nameless
    reached = []
    current = expected[0]
    for _ in range(500):
        current = current.nextInFocusChain()
        if current in expected:
            reached.append(current)
        if current is expected[0]:
            break
    missed = [f"{type(one).__name__} {name_of(one)}" for one in expected if one not in reached]
    assert not missed


def dialogs(window: MainWindow) -> list[QDialog]:
    """The dialogs on the screen."""
    return [one for one in window.findChildren(QDialog) if one.isVisible()]


def search(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.keyClicks(window.browse.search, "red rating:>=0")
    qtbot.waitUntil(lambda: bool(window.browse.chips.texts))
    qtbot.waitUntil(lambda: window.browse.controls.isVisible())
    window.grid.selectAll()


def view_a_photo(window: MainWindow, qtbot: QtBot) -> None:
    window.pages.open_photo(id_of(window, qtbot, "red.jpg"))
    qtbot.waitUntil(lambda: window.viewer.info.shown("file") == "red.jpg")


@pytest.mark.parametrize(
    "get_there",
    [
        lambda _window, _qtbot: None,
        search,
        view_a_photo,
        lambda window, _: window.pages.setCurrentWidget(window.pages.welcome),
        lambda window, _: window.pages.setCurrentWidget(window.pages.failure),
    ],
    ids=["photos", "search", "large view", "welcome", "failure"],
)
def test_the_main_window_in_its_states(
    window: MainWindow, qtbot: QtBot, get_there: Callable[[MainWindow, QtBot], None]
) -> None:
    make_album(window, qtbot, "Holiday", "red.jpg")
    window.photo_tags.add(id_of(window, qtbot, "red.jpg"), "Beach")
    window.notices.add(NoticeRaised("Something happened", "details"))
    qtbot.waitUntil(lambda: window.sidebar.tags.isVisible())
    get_there(window, qtbot)
    # Last: along the focus Python takes each widget for the child of the one before, and when one goes later,
    # all others seem to be gone.
    check(window)


def test_the_empty_page(window: MainWindow, qtbot: QtBot) -> None:
    window.browse.search_for("tag:nothing")
    qtbot.waitUntil(lambda: window.browse.message.isVisible())
    check(window)


def test_every_page_of_the_settings(window: MainWindow, qtbot: QtBot) -> None:
    window.menus.settings_wanted.emit()
    settings = window.commands.settings
    qtbot.waitUntil(lambda: settings.model.list.topLevelItemCount() > 0)
    for row in range(settings.sections.count()):
        settings.sections.setCurrentRow(row)
        check(settings)


@pytest.mark.parametrize(
    "opened",
    [
        lambda window: window.menus.about_wanted.emit(),
        lambda window: window.menus.shortcuts_wanted.emit(),
        lambda window: window.menus.log_wanted.emit(),
        lambda window: window.exports.ask(tuple(window.grid.photos.photo_ids[:2])),
        lambda window: window.albums.ask_for_new(),
        lambda window: window.albums.ask_to_delete("x"),
        lambda window: window.albums.ask_to_save("red"),
        lambda window: window.photo_tags.ask(tuple(window.grid.photos.photo_ids[:2])),
        lambda window: window.corrections.ask(tuple(window.grid.photos.photo_ids[:2])),
        lambda window: window.corrections.ask_for_words(tuple(window.grid.photos.photo_ids[:2])),
        lambda window: window.sidecars.ask(tuple(window.grid.photos.photo_ids[:2])),
        lambda window: window.trash.ask(tuple(window.grid.photos.photo_ids[:2]), leave=lambda _: None),
        lambda window: window.tags.ask_to_rename("x"),
        lambda window: window.tags.ask_to_delete("x"),
        lambda window: window.menus.unreadable_wanted.emit(),
    ],
)
def test_every_dialog(window: MainWindow, qtbot: QtBot, opened: Callable[[MainWindow], object]) -> None:
    opened(window)
    qtbot.waitUntil(lambda: bool(dialogs(window)))
    for dialog in dialogs(window):
        assert dialog.windowTitle()
        check(dialog)
        dialog.close()
    delete_now()


def test_the_dialogs_about_models(window: MainWindow, tmp_path: Path) -> None:
    for dialog in (UseDialog("builtin", 3, window), ImportDialog(tmp_path / "model.safetensors", window)):
        dialog.show()
        check(dialog)
        dialog.close()
    delete_now()


def test_tab_really_goes_from_the_side_bar_through_the_page(window: MainWindow, qtbot: QtBot) -> None:
    window.activateWindow()
    window.sidebar.photos.setFocus()
    seen = []
    for _ in range(40):
        focused = window.focusWidget()
        if focused in seen:
            break
        seen.append(focused)
        qtbot.keyClick(focused, Qt.Key.Key_Tab)
    side, browse = window.sidebar, window.browse
    wanted = [side.photos, side.sections["albums"].heading, side.folders, browse.search, window.grid]
    assert [widget for widget in seen if widget in wanted] == wanted


# --- contrast ---


def luminance(colour: str) -> float:
    """WCAG 2.2, relative luminance."""
    parts = (QColor(colour).redF(), QColor(colour).greenF(), QColor(colour).blueF())
    red, green, blue = (one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """WCAG 2.2, 1 to 21."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


ROLES = {
    "window": QPalette.ColorRole.Window,
    "base": QPalette.ColorRole.Base,
    "alternate-base": QPalette.ColorRole.AlternateBase,
    "text": QPalette.ColorRole.Text,
    "placeholder-text": QPalette.ColorRole.PlaceholderText,
    "button": QPalette.ColorRole.Button,
    "button-text": QPalette.ColorRole.ButtonText,
    "highlight": QPalette.ColorRole.Highlight,
    "highlighted-text": QPalette.ColorRole.HighlightedText,
    "link": QPalette.ColorRole.Link,
    "dark": QPalette.ColorRole.Dark,
    "mid": QPalette.ColorRole.Mid,
    "midlight": QPalette.ColorRole.Midlight,
}
SHEET = re.sub(
    r"/\*.*?\*/",
    "",
    (files("photoorg") / "resources" / "styles" / "window.qss").read_text("utf-8"),
    flags=re.S,
)
RULES = [(name.strip(), body) for name, body in re.findall(r"([^{}]+)\{([^}]*)\}", SHEET)]


def of_sheet(body: str, *properties: str) -> str:
    """The role of a colour in a rule, or ""."""
    for name in properties:
        if found := re.search(rf"(?:^|[;\s]){name}:[^;]*palette\(([a-z-]+)\)", body):
            return found[1]
    return ""


@pytest.fixture(params=[LIGHT, DARK], ids=["light", "dark"])
def role(request: pytest.FixtureRequest) -> Callable[[str], str]:
    """The colour of a palette's role."""
    palette = palette_of(request.param)
    return lambda name: palette.color(ROLES[name]).name()


def test_the_sheet_has_no_colour_of_its_own() -> None:
    assert not re.findall(r"#[0-9a-fA-F]{6}\b|\brgba?\(", SHEET)
    assert set(re.findall(r"palette\(([a-z-]+)\)", SHEET)) <= set(ROLES)


def test_text_can_be_read_on_every_ground(role: Callable[[str], str]) -> None:
    for ground in ("window", "base", "alternate-base", "midlight", "mid", "button"):
        assert contrast(role("text"), role(ground)) >= TEXT_CONTRAST, ground
    for ground in ("window", "base", "alternate-base", "midlight", "mid"):
        assert contrast(role("placeholder-text"), role(ground)) >= TEXT_CONTRAST, ground
    for ground in ("window", "base", "alternate-base"):
        assert contrast(role("link"), role(ground)) >= TEXT_CONTRAST, ground
    for rule, body in RULES:
        ground, text = of_sheet(body, "background"), of_sheet(body, "color")
        if ground and text:
            assert contrast(role(text), role(ground)) >= TEXT_CONTRAST, rule


def test_what_is_no_text_can_be_seen(role: Callable[[str], str]) -> None:
    """The focus, the frames of fields and boxes, what a slider and a bar show (WCAG 1.4.11)."""
    for ground in ("window", "base", "alternate-base", "midlight"):
        assert contrast(role("highlight"), role(ground)) >= SHAPE_CONTRAST, ground
    for rule, body in RULES:
        frame = of_sheet(body, "border")
        # What cannot be used need not be seen.
        if (
            frame
            and ":disabled" not in rule
            and any(
                part in rule
                for part in (
                    "QLineEdit",
                    "QSpinBox",
                    "QPushButton",
                    "QComboBox",
                    "indicator",
                    "slider",
                    "handle",
                )
            )
        ):
            assert contrast(role(frame), role("base")) >= SHAPE_CONTRAST, rule
            assert contrast(role(frame), role("window")) >= SHAPE_CONTRAST, rule
    handle = next(body for rule, body in RULES if rule == "QScrollBar::handle:vertical")
    assert contrast(role(of_sheet(handle, "background")), role("base")) >= SHAPE_CONTRAST


def test_the_palette_is_the_scheme() -> None:
    for colours in (LIGHT, DARK):
        assert isinstance(colours, Colours)
        assert palette_of(colours).color(QPalette.ColorRole.Window).name() == colours.window


# --- larger text ---


@pytest.fixture
def large_text(qapp: QApplication) -> Iterator[float]:
    """The desktop asks for text twice as large."""
    before = qapp.font()
    doubled = QFont(before)
    doubled.setPointSizeF(before.pointSizeF() * 2)
    qapp.setFont(doubled)
    yield doubled.pointSizeF()
    qapp.setFont(before)


def test_all_text_grows_with_the_desktop(large_text: float, window: MainWindow, qtbot: QtBot) -> None:
    assert not re.findall(r"font-size|font:\s", SHEET)
    make_album(window, qtbot, "Holiday", "red.jpg")
    window.notices.add(NoticeRaised("Something happened", "details"))
    window.menus.settings_wanted.emit()
    for top in (window, window.commands.settings):
        for widget in top.findChildren(QWidget):
            assert widget.font().pointSizeF() >= large_text * 0.8, f"{type(widget)} {widget.objectName()}"
    # Rows grow with their text.
    for rows in (window.sidebar.photos, window.sidebar.albums, window.sidebar.folders):
        assert rows.sizeHintForRow(0) >= rows.fontMetrics().height()
        assert rows.height() >= rows.sizeHintForRow(0) * rows.count()
    for label in window.findChildren(QLabel):
        if label.isVisible() and label.text() and not label.wordWrap():
            assert label.height() >= label.fontMetrics().height(), label.text()
    for field in window.findChildren(QLineEdit):
        if field.isVisible():
            assert field.height() >= field.fontMetrics().height()
