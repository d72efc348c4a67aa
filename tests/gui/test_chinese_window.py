"""The window in Simplified Chinese: no English is left, and the setting and the system choose it."""

from __future__ import annotations

import os
import pickle
import re
import subprocess
import sys
from datetime import date
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QDialogButtonBox,
    QGroupBox,
    QLabel,
    QLineEdit,
    QMenu,
    QSpinBox,
    QTreeWidget,
    QWidget,
)

from photoorg.changes import Activity, ModelState, NoticeRaised, Progress
from photoorg.errors import LibraryDamaged, UserInputError
from photoorg.gui import wording
from photoorg.gui.breadcrumb import page_title
from photoorg.gui.languages import language_for
from photoorg.gui.pages import (
    Favourites,
    Finding,
    Hidden,
    InPlace,
    MissingPhotos,
    OfflinePhotos,
    RecentlyAdded,
    Removed,
)
from photoorg.gui.photo_grid.grid_view import PhotoGrid
from photoorg.gui.photo_menu import photo_menu
from photoorg.gui.place_tree import PlaceTree
from photoorg.gui.settings.model_dialogs import ImportDialog, UseDialog
from photoorg.gui.suggestions.suggestion_wording import reason_of, title_of
from photoorg.library.catalogue import REPAIR
from photoorg.library.files import REASONS_WITH_VALUES
from photoorg.library.overview import Country
from photoorg.library.records import Place
from photoorg.library.suggestions.records import EVENT, GROUP, SUGGESTED, Suggestion
from photoorg.sentences import Sentence
from photoorg.settings import load_settings
from photoorg.settings_file import stored_setting
from tests.gui.conftest import delete_now, id_of
from tests.gui.test_accessibility import dialogs
from tests.gui.test_albums import make_album
from tests.translation_tools import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from photoorg.gui.main_window import MainWindow

# Names, also of what tests make, keys, units, and what is typed: every model understands English.
NAMES = re.compile(
    r"""<[^>]*>|dog\ on\ the\ beach|red\ car|people\ at\ a\ table
    |XMP|photoorg|open_clip|OpenCLIP|OpenVINO|COCO|recall@1|int8|safetensors|pickle|README\w*\.?m?d?|Apache-2\.0|MIT
    |Apple|AMLR|ml-mobileclip|results/\S*|big_vision|docs/\S*|timm|hf-hub:[\w-]+/\w+|English|JPEG|PNG|WebP|RAW
    |Ctrl|Delete|Alt|Shift|Del|Esc|Enter|Return|Tab|F\d+|PgUp|PgDown|Home|End|Space|Backspace|ISO|MB|kB|UTF-8
    |is:hidden|[\w-]+\.jpg|red|rating:>=0|Holiday|Beach|ViT\S*|MobileCLIP\S*|SigLIP\S*|tiny\S*|builtin|/\S*|[\d.]+x?""",
    re.VERBOSE,
)
ENGLISH = re.compile(r"[A-Za-z]{2,}")


def shown_by(widget: QWidget) -> Iterator[str]:
    """Every text that a widget shows or tells, tooltips and names for screen readers among them."""
    yield from (
        widget.windowTitle(),
        widget.toolTip(),
        widget.accessibleName(),
        widget.accessibleDescription(),
    )
    if isinstance(widget, QLabel | QAbstractButton):
        yield widget.text()
    elif isinstance(widget, QGroupBox):
        yield widget.title()
    elif isinstance(widget, QLineEdit):
        yield widget.placeholderText()
    elif isinstance(widget, QSpinBox):
        yield from (widget.suffix(), widget.specialValueText())
    elif isinstance(widget, QComboBox):
        yield from (widget.itemText(place) for place in range(widget.count()))
    elif isinstance(widget, QMenu):
        for action in widget.actions():
            yield from (action.text().partition("\t")[0], action.toolTip())
    elif isinstance(widget, QAbstractItemView):
        yield from texts_of_model(widget)


def texts_of_model(view: QAbstractItemView) -> Iterator[str]:
    """Cells and headers of lists and trees."""
    model = view.model()
    if model is None or isinstance(view, PhotoGrid):
        return
    roles = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole)
    columns = range(view.columnCount() if isinstance(view, QTreeWidget) else 1)
    if isinstance(view, QTreeWidget):
        yield from (str(model.headerData(column, Qt.Orientation.Horizontal) or "") for column in columns)
    for row in range(model.rowCount(QModelIndex())):
        for column in columns:
            top = model.index(row, column)
            below = [model.index(place, column, model.index(row, 0)) for place in range(model.rowCount(top))]
            yield from (str(index.data(role) or "") for index in (top, *below) for role in roles)


def english_in(*tops: QWidget) -> set[str]:
    """What is left in English; of item views also what is not on the screen."""
    texts = {
        text for top in tops for widget in (top, *top.findChildren(QWidget)) for text in shown_by(widget)
    }
    # The folder of the test is called so.
    texts.discard("photos")
    return {text for text in texts if ENGLISH.search(NAMES.sub("", text.replace(wording.BREAK, "")))}


@pytest.fixture
def chinese_window(chinese: None, window: MainWindow) -> MainWindow:
    """A window with photos, an album and a tag."""
    return window


def test_the_main_window_in_its_states(chinese_window: MainWindow, qtbot: QtBot) -> None:
    window = chinese_window
    assert window.menuBar().actions()[0].text() == "文件(&F)"
    make_album(window, qtbot, "Holiday", "red.jpg")
    red = id_of(window, qtbot, "red.jpg")
    window.photo_tags.add(red, "Beach")
    qtbot.waitUntil(lambda: window.sidebar.tags.isVisible())
    assert english_in(window) == set()
    qtbot.keyClicks(window.browse.search, "red rating:>=0")
    qtbot.waitUntil(lambda: window.browse.controls.isVisible())
    window.grid.selectAll()
    for activity in Activity:
        window.status.show_progress(Progress(activity, 3, 4000, 2.5, 100.0, model="builtin"))
        assert english_in(window.status) == set()
    assert english_in(window) == set()
    window.pages.open_photo(red)
    qtbot.waitUntil(lambda: window.viewer.info.shown("file") == "red.jpg")
    assert english_in(window) == set()
    assert window.viewer.info.shown("taken")
    window.viewer.closed.emit()
    menu = photo_menu(window, (red,))
    assert english_in(menu) == set()
    menu.deleteLater()


@pytest.mark.parametrize(
    "page", [Favourites(), Hidden(), Removed(), RecentlyAdded(), OfflinePhotos(), MissingPhotos()]
)
def test_empty_pages(chinese_window: MainWindow, qtbot: QtBot, page: object) -> None:
    window = chinese_window
    window.browse.open_page(page)
    qtbot.waitUntil(lambda: window.browse.message.isVisible() or isinstance(page, RecentlyAdded))
    assert english_in(window.browse.message, window.browse.breadcrumb) == set()


def test_settings(chinese_window: MainWindow, qtbot: QtBot) -> None:
    window = chinese_window
    window.menus.settings_wanted.emit()
    settings = window.commands.settings
    qtbot.waitUntil(lambda: settings.model.list.topLevelItemCount() > 0)
    qtbot.waitUntil(lambda: settings.model.facts.text.strip() != "")
    # Other tests of the run may have imported models, which are called by their keys.
    assert {text for text in english_in(settings) if not text.startswith("imported@")} == set()


@pytest.mark.parametrize(
    "opened",
    [
        lambda window: window.menus.shortcuts_wanted.emit(),
        lambda window: window.menus.log_wanted.emit(),
        lambda window: window.exports.ask(tuple(window.grid.photos.photo_ids[:2])),
        lambda window: window.albums.ask_for_new(),
        lambda window: window.albums.ask_to_delete("Holiday"),
        lambda window: window.albums.ask_to_save("red.jpg"),
        lambda window: window.photo_tags.ask(tuple(window.grid.photos.photo_ids[:2])),
        lambda window: window.trash.ask(tuple(window.grid.photos.photo_ids[:2]), leave=lambda _: None),
        lambda window: window.tags.ask_to_rename("Beach"),
        lambda window: window.tags.ask_to_delete("Beach"),
        lambda window: window.menus.unreadable_wanted.emit(),
    ],
)
def test_dialogs(chinese_window: MainWindow, qtbot: QtBot, opened: Callable[[MainWindow], object]) -> None:
    opened(chinese_window)
    qtbot.waitUntil(lambda: bool(dialogs(chinese_window)))
    for dialog in dialogs(chinese_window):
        assert english_in(dialog) == set()
        # Qt's own.
        for box in dialog.findChildren(QDialogButtonBox):
            assert all(not ENGLISH.search(button.text()) for button in box.buttons())
        dialog.close()
    delete_now()


def test_dialogs_about_models(chinese_window: MainWindow, tmp_path: Path) -> None:
    for dialog in (
        UseDialog("builtin", 3, chinese_window),
        ImportDialog(tmp_path / "model.safetensors", chinese_window),
    ):
        dialog.show()
        assert english_in(dialog) == set()
        dialog.close()
    delete_now()


def test_sentences_of_the_library(chinese_window: MainWindow, qtbot: QtBot) -> None:
    window = chinese_window
    window.folders.add(window.grid.photos.records.record(id_of(window, qtbot, "red.jpg")).path)
    qtbot.waitUntil(lambda: bool(window.notices.rows))
    assert english_in(window.notices) == set()
    assert "不是文件夹" in next(
        shown for shown in map(QLabel.text, window.notices.findChildren(QLabel)) if shown
    )


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        (Sentence("There is no album ‘{name}’.", name="Holiday"), "没有名为“Holiday”的相册。"),
        (
            Sentence("‘{path}’{more} {reason}.", path="a", more="", reason=Sentence("the file is empty")),
            "“a”文件为空。",
        ),
        (Sentence.recalled("the file is empty"), "文件为空"),
        (Sentence.recalled("the file is too large (1.5 GB)", REASONS_WITH_VALUES), "文件过大（1.5 GB）"),
        (pickle.loads(pickle.dumps(Sentence("There is no tag ‘{tag}’.", tag="a"))), "没有标签“a”。"),
        (Sentence.joined("\n", [Sentence("the file is empty"), "b"]), "文件为空\nb"),
        ("Albums", "Albums"),
    ],
)
def test_values_that_are_sentences_are_translated_too(chinese: None, sentence: str, said: str) -> None:
    assert wording.said(sentence) == said


def test_errors_are_said_with_their_reasons(chinese: None) -> None:
    inner = UserInputError(Sentence("There is no tag ‘{tag}’.", tag="Beach"))
    outer = LibraryDamaged(
        Sentence(
            "The catalogue ‘{catalogue}’ is damaged ({error}). {repair}",
            catalogue="c",
            error=inner,
            repair=REPAIR,
        )
    )
    assert wording.problem(outer) == (
        "目录文件“c”已损坏（没有标签“Beach”。）。要挽救所有可读内容，请运行：photoorg doctor --repair"
    )
    assert str(outer).startswith("The catalogue ‘c’ is damaged (There is no tag ‘Beach’.).")


def test_counts_dates_and_places(chinese: None) -> None:
    assert wording.photo_count(1) == "1 张照片"
    assert wording.photo_count(1234) == "1,234 张照片"
    assert wording.month(2025, 6) == "2025年6月"
    assert wording.day(2025, 6, 14).startswith("2025年6月14日")
    assert wording.place(Place(50.9, 6.9, None, "Köln", None, "Germany")) == "Köln, 德国"
    assert page_title(InPlace("Germany", "Köln")) == "Köln, 德国"
    tree = PlaceTree()
    tree.show_places([Country("Germany", 2, ()), Country("Atlantis", 1, ())])
    assert {tree.item_of(page).text(0) for page in tree.pages} == {"德国", "Atlantis"}
    tree.deleteLater()
    assert wording.coordinates(-48.5, 2.25) == "南纬 48.50000°, 东经 2.25000°"


def suggested(kind: str, *words: str, **known: object) -> Suggestion:
    """A suggestion of which so much is known."""
    facts: dict[str, object] = {
        "said_name": "",
        "place": "",
        "is_in_country": False,
        "beings": (),
        "began": None,
        "ended": None,
    }
    return Suggestion(
        id=1,
        kind=kind,
        state=SUGGESTED,
        album="",
        parent_id=None,
        photo_count=9,
        shown_ids=(),
        finer=0,
        words=words,
        **facts | known,
    )


JUNE = {"began": date(2023, 6, 3), "ended": date(2023, 6, 3)}
SUMMER = {"began": date(2023, 6, 3), "ended": date(2023, 8, 1)}


@pytest.mark.parametrize(
    ("suggestion", "title", "reason"),
    [
        (suggested(GROUP, "beach", "sunset"), "海滩", "看起来相似；内容：海滩、日落"),
        (
            suggested(GROUP, "beach", beings=("小明", "Anna", "Rex")),
            "海滩 · 小明、Anna和Rex",
            "看起来相似；内容：海滩；常出现：小明、Anna和Rex",
        ),
        (suggested(EVENT, "birthday cake", **JUNE), "生日蛋糕 · 2023年6月3日", None),
        (
            suggested(EVENT, "sandy beach", place="Portugal", is_in_country=True, **SUMMER),
            "葡萄牙 · 2023年6月至2023年8月",
            "在连续几天内拍摄；主要拍摄地：葡萄牙；内容：沙滩",
        ),
        (
            suggested(GROUP, "taxi", "taxicab", place="Lisbon"),
            "出租车",
            "看起来相似；主要拍摄地：Lisbon；内容：出租车",
        ),
        (suggested(GROUP, place="Lebanon"), "Lebanon", None),
        (suggested(GROUP), "相似照片", "看起来相似"),
        # What the user typed stays as it is, and so do words of another vocabulary.
        (suggested(GROUP, "beach", said_name="beach"), "beach", None),
        (suggested(GROUP, "the lake house"), "The lake house", None),
    ],
)
def test_suggestions(chinese: None, suggestion: Suggestion, title: str, reason: str | None) -> None:
    assert title_of(suggestion) == title
    assert reason is None or reason_of(suggestion) == reason


@pytest.mark.parametrize(
    ("choice", "preferred", "language"),
    [
        ("system", ["zh-Hans-CN", "zh-CN"], "zh_CN"),
        ("system", ["zh-SG"], "zh_CN"),
        ("system", ["zh-Hant-TW", "en"], "en"),
        ("system", ["de-DE", "zh-CN", "en-US"], "zh_CN"),
        ("system", ["en-GB", "zh-CN"], "en"),
        ("system", ["C"], "en"),
        ("system", [], "en"),
        (None, ["zh-CN"], "zh_CN"),
        ("zh_CN", ["en-US"], "zh_CN"),
        ("en", ["zh-CN"], "en"),
        ("klingon", ["en-US"], "en"),
        (7, ["zh-CN"], "zh_CN"),
    ],
)
def test_the_setting_chooses_else_the_system(choice: object, preferred: list[str], language: str) -> None:
    assert language_for(choice, preferred) == language


def test_a_notice_is_kept_in_english_for_reports(chinese_window: MainWindow, qtbot: QtBot) -> None:
    notice = NoticeRaised(Sentence("There is no album ‘{name}’.", name="Holiday"))
    chinese_window.bridge.notice_raised.emit(notice)
    chinese_window.messages.show_log()
    log = chinese_window.messages.log_window
    assert log.list.topLevelItem(0).text(2) == "没有名为“Holiday”的相册。"
    with qtbot.waitSignal(QApplication.clipboard().dataChanged):
        log.with_names.setChecked(True)
        log.copy_button.click()
    assert "There is no album ‘Holiday’." in QApplication.clipboard().text()
    log.close()


@pytest.mark.parametrize(
    ("choice", "system"),
    [("zh_CN", "en_US"), ("system", "zh_CN"), ("en", "zh_CN"), ("system", "en_US"), ([1], "en_US")],
)
def test_the_application_starts_in_the_language(choice: object, system: str) -> None:
    program = (
        "from photoorg.app import make_application; from PySide6.QtCore import QLocale\n"
        f"application = make_application(['photoorg'], {choice!r})\n"
        "from photoorg.gui.search_bar import SearchBar; from photoorg.gui.wording import photo_count\n"
        "from PySide6.QtWidgets import QDialogButtonBox\n"
        "box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)\n"
        "print(photo_count(1), box.buttons()[0].text(), QLocale().toString(0.5), flush=True)\n"
        "import os; os._exit(0)\n"
    )
    environment = os.environ | {"LANG": f"{system}.UTF-8", "LC_ALL": f"{system}.UTF-8", "LANGUAGE": system}
    said = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", program],
        env=environment,
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    is_chinese = choice == "zh_CN" or (choice, system) == ("system", "zh_CN")
    assert said.stdout.strip() == ("1 张照片 取消 0.5" if is_chinese else "1 photo Cancel 0.5"), said.stderr


def test_words_the_model_does_not_understand_lead_to_the_models(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: window.bridge.model.state is ModelState.READY)
    qtbot.keyClicks(window.browse.search, "red")
    qtbot.waitUntil(lambda: isinstance(window.browse.trail.current, Finding))
    assert not window.browse.foreign.isVisible()
    window.browse.search_for("海滩上的狗")
    qtbot.waitUntil(lambda: window.browse.foreign.isVisible())
    assert "for Chinese choose a multilingual model" in window.browse.foreign.text
    window.browse.search_for("red -海滩 tag:狗")
    qtbot.waitUntil(lambda: window.browse.foreign.isVisible())
    qtbot.mouseClick(window.browse.foreign.button, Qt.MouseButton.LeftButton)
    settings = window.commands.settings
    assert settings.isVisible()
    assert settings.sections.currentRow() == 0
    qtbot.waitUntil(lambda: "ViT-B-32-SigLIP2-256:webli" in settings.model.list.names)
    assert settings.model.list.texts_of("ViT-B-32-SigLIP2-256:webli")[1] == "over 100 languages"
    # Names of the library may be in any language.
    window.browse.search_for("red -tag:狗")
    qtbot.waitUntil(lambda: not window.browse.foreign.isVisible())
    settings.close()


def test_the_language_is_a_setting(window: MainWindow, qtbot: QtBot, library_directory: Path) -> None:
    window.menus.settings_wanted.emit()
    settings = window.commands.settings
    settings.sections.setCurrentRow(4)
    page = settings.appearance
    qtbot.waitUntil(lambda: page.language.currentData() == "system")
    assert [page.language.itemText(place) for place in range(3)] == [
        "As the system has it",
        "English",
        "简体中文",
    ]
    page.language.setFocus()
    qtbot.keyClick(page.language, Qt.Key.Key_End)
    qtbot.waitUntil(lambda: "started again" in page.outcome.text())
    assert load_settings(library_directory).language == "zh_CN"
    assert stored_setting(library_directory, "language") == "zh_CN"
    settings.close()
