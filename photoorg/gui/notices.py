"""Quiet notices at the bottom of the window."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from photoorg.gui import wording
from photoorg.gui.icon_label import IconLabel
from photoorg.gui.icons import icon
from photoorg.gui.library_bridge import REFUSED
from photoorg.gui.text_dialogs import DetailsDialog

if TYPE_CHECKING:
    from collections.abc import Callable

    from photoorg.changes import NoticeRaised

MOST_SHOWN = 3
PASSING_MS = 6000
MARK_PX = 18
REFUSED_MS = 20_000


class NoticeRow(QFrame):
    """One notice: a sentence, perhaps "Details…" or what can be done about it, and a cross to dismiss it.

    Attributes:
        passing: what takes it away, where it goes by itself.
    """

    def __init__(self, notice: NoticeRaised, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notice")
        self.notice = notice
        self.passing: QTimer | None = None
        mark = IconLabel(MARK_PX, "info")
        text = QLabel(wording.said(notice.text))
        text.setTextFormat(Qt.TextFormat.PlainText)
        text.setWordWrap(True)
        self.details_button = QPushButton(self.tr("Details…"))
        self.details_button.setVisible(bool(notice.details))
        self.action_button = QPushButton()
        self.action_button.hide()
        self.dismiss_button = QToolButton()
        self.dismiss_button.setIcon(icon("close"))
        self.dismiss_button.setToolTip(self.tr("Dismiss"))
        self.dismiss_button.setAccessibleName(self.tr("Dismiss"))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(14, 6, 8, 6)
        layout.setSpacing(10)
        layout.addWidget(mark)
        layout.addWidget(text, 1)
        layout.addWidget(self.details_button)
        layout.addWidget(self.action_button)
        layout.addWidget(self.dismiss_button)

    def show_for_a_while(self, is_seen: bool) -> None:
        """One that passes by itself does so some time after it came on the screen."""
        if self.passing is not None:
            if is_seen:
                self.passing.start()
            else:
                self.passing.stop()


class Notices(QWidget):
    """The latest notices, newest last; the oldest goes when there are more than fit quietly."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)
        self._rows: list[NoticeRow] = []
        self._waits = False

    def wait(self, wanted: bool) -> None:
        """Shows nothing for as long as that is wanted; what passes by itself is seen as long as ever
        afterwards."""
        if wanted == self._waits:
            return
        self._waits = wanted
        self.setVisible(not wanted)
        for row in self.rows:
            row.show_for_a_while(not wanted)

    @property
    def rows(self) -> tuple[NoticeRow, ...]:
        """What is shown now."""
        return tuple(self._rows)

    def add_passing(self, notice: NoticeRaised) -> NoticeRow:
        """Shows a notice that goes by itself: something was done as asked."""
        self.settle(REFUSED)
        row = self.add(notice)
        self._remove_later(row, PASSING_MS)
        return row

    def offer(self, notice: NoticeRaised, text: str, slot: Callable[[], None]) -> None:
        """Shows a passing notice with a button."""
        row = self.add_passing(notice)
        row.action_button.setText(text)
        row.action_button.show()
        row.action_button.clicked.connect(partial(self._remove, row))
        row.action_button.clicked.connect(slot)

    def withdraw_offers(self) -> None:
        """Takes away what has a button: it would do something else now."""
        for row in self.rows:
            if not row.action_button.isHidden():
                self._remove(row)

    def add(self, notice: NoticeRaised, details: Callable[[], None] | None = None) -> NoticeRow:
        """Shows a notice, in place of one with the same text or topic; ``details`` shows its details in
        place of a dialog."""
        for row in self.rows:
            if row.notice.text == notice.text or (notice.topic and row.notice.topic == notice.topic):
                self._remove(row)
        if len(self._rows) == MOST_SHOWN:
            self._remove(self._rows[0])
        row = NoticeRow(notice)
        if details is not None:
            row.details_button.show()
        row.details_button.clicked.connect(details or partial(self._on_details_clicked, notice))
        row.dismiss_button.clicked.connect(partial(self._remove, row))
        self._rows.append(row)
        self._layout.addWidget(row)
        if notice.topic == REFUSED:
            self._remove_later(row, REFUSED_MS)
        return row

    def settle(self, topic: str) -> None:
        """Takes the notice of this topic away: what it said is no longer so."""
        for row in self.rows:
            if row.notice.topic == topic:
                self._remove(row)

    def _remove_later(self, row: NoticeRow, after_ms: int) -> None:
        row.passing = QTimer(row)
        row.passing.setSingleShot(True)
        row.passing.setInterval(after_ms)
        row.passing.timeout.connect(partial(self._remove, row))
        row.show_for_a_while(not self._waits)

    def _remove(self, row: NoticeRow) -> None:
        if row not in self._rows:
            return
        self._rows.remove(row)
        self._layout.removeWidget(row)
        row.hide()
        row.deleteLater()

    def _on_details_clicked(self, notice: NoticeRaised) -> None:
        DetailsDialog(
            self.tr("Details"), wording.said(notice.text), wording.said(notice.details), self.window()
        ).show()
