"""Texts that are longer than their place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLabel

from photoorg.gui.elided_label import LEAST_WIDTH_PX, ElidedLabel
from photoorg.gui.message_page import MessagePage

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


def test_a_long_line_gives_way_and_is_whole_in_the_tooltip(qtbot: QtBot) -> None:
    label = ElidedLabel("Looking at photos: 123 of 45,678 · 3.4 a second · 2.0 hours left")
    qtbot.addWidget(label)
    assert label.minimumSizeHint().width() == LEAST_WIDTH_PX
    label.resize(120, 30)
    label.show()
    qtbot.waitUntil(lambda: label.toolTip() == label.text())
    label.resize(label.sizeHint())
    qtbot.waitUntil(lambda: label.toolTip() == "")


def test_a_message_of_many_lines_is_not_cut(qtbot: QtBot) -> None:
    page = MessagePage()
    qtbot.addWidget(page)
    page.resize(400, 400)
    path = "/a/folder/with/a/very/long/path" * 6
    page.say("warning", "This search is not possible now", f"It is not there: {path}")
    page.show()
    assert page.text.endswith(path)
    assert page.minimumSizeHint().width() < 400
    for label in page.findChildren(QLabel):
        if label.text():
            assert label.height() >= label.heightForWidth(label.width())
