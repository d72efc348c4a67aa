"""Help, Messages and log: what happened in this session, and a report to copy."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QGuiApplication
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QSplitter,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from photoorg.gui import wording
from photoorg.gui.library_bridge import LibraryBridge, Track
from photoorg.gui.report import report

if TYPE_CHECKING:
    from photoorg.library.records import LibraryStatus
    from photoorg.photo_library import PhotoLibrary
    from photoorg.session_log import Message, SessionLog

SIZE = QSize(820, 560)
# Many messages at once are shown at once.
REFRESH_DELAY_MS = 200
ROW_PADDING_PX = 10


def _read_status(library: PhotoLibrary) -> LibraryStatus:
    return library.status()


class LogWindow(QDialog):
    """Messages, the latest first; what the chosen one says in full; a report that names no file, unless it is
    to."""

    def __init__(self, log: SessionLog, bridge: LibraryBridge, parent: QWidget) -> None:
        super().__init__(parent)
        self._log = log
        self._bridge = bridge
        self._shown: list[Message] = []
        self.setWindowTitle(self.tr("Messages and log"))
        self.resize(SIZE.boundedTo(parent.size()))
        self.list = QTreeWidget()
        self.list.setObjectName("settingsList")
        self.list.setAccessibleName(self.tr("Messages"))
        self.list.setHeaderLabels([self.tr("Time"), self.tr("Kind"), self.tr("Message")])
        self.list.setRootIsDecorated(False)
        self.list.header().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.list.header().setStretchLastSection(True)
        self.list.currentItemChanged.connect(self._on_current_changed)
        self.details = QPlainTextEdit()
        self.details.setAccessibleName(self.tr("The message in full"))
        self.details.setReadOnly(True)
        self.empty = QLabel(self.tr("Nothing worth a message has happened yet."))
        self.empty.setObjectName("quiet")
        self.with_names = QCheckBox(self.tr("Report with &names of files and folders"))
        self.copied = QLabel()
        self.copied.setObjectName("quiet")
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self.copy_button = QPushButton(self.tr("&Copy report"))
        self.copy_button.clicked.connect(self._on_copy_clicked)
        buttons.addButton(self.copy_button, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.rejected.connect(self.close)
        splitter = QSplitter(Qt.Orientation.Vertical)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(self.list)
        splitter.addWidget(self.details)
        splitter.setSizes([320, 160])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(10)
        layout.addWidget(self.empty)
        layout.addWidget(splitter, 1)
        layout.addWidget(self.with_names)
        layout.addWidget(self.copied)
        layout.addWidget(buttons)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(REFRESH_DELAY_MS)
        self._timer.timeout.connect(self._show_messages)

    def present(self) -> None:
        """Shows the window, or brings it to the front, with the latest message chosen."""
        self.copied.setText("")
        self._show_messages()
        self._choose(0)
        self.show()
        self.raise_()
        self.activateWindow()

    def follow(self) -> None:
        """There are further messages."""
        if self.isVisible() and not self._timer.isActive():
            self._timer.start()

    def _show_messages(self) -> None:
        messages = self._log.messages[::-1]
        current = self.list.currentIndex().row()
        chosen = self._shown[current] if 0 <= current < len(self._shown) else None
        self._shown = messages
        self.list.clear()
        for message in messages:
            kind = self._kind(message)
            row = QTreeWidgetItem(
                [wording.moment(message.when), kind, wording.said(message.text).partition("\n")[0]]
            )
            row.setToolTip(2, wording.said(message.text))
            row.setSizeHint(0, QSize(0, self.fontMetrics().height() + ROW_PADDING_PX))
            self.list.addTopLevelItem(row)
        if chosen in messages:
            self._choose(messages.index(chosen))
        self.empty.setVisible(not messages)

    def _choose(self, place: int) -> None:
        self.list.setCurrentIndex(self.list.model().index(place, 0))

    def _kind(self, message: Message) -> str:
        number = logging.getLevelNamesMapping().get(message.level, logging.INFO)
        if number >= logging.ERROR:
            return self.tr("Error")
        return self.tr("Warning") if number >= logging.WARNING else self.tr("Notice")

    def _on_current_changed(self, item: QTreeWidgetItem | None) -> None:
        place = self.list.indexOfTopLevelItem(item) if item is not None else -1
        message = self._shown[place] if 0 <= place < len(self._shown) else None
        text = (
            ""
            if message is None
            else "\n\n".join(filter(None, map(wording.said, (message.text, message.details))))
        )
        self.details.setPlainText(text)

    def _on_copy_clicked(self) -> None:
        request = self._bridge.run(Track.READS, _read_status, self._copy, lambda _: self._copy(None))
        if request.cancellation.cancelled:
            # There is no library to ask.
            self._copy(None)

    def _copy(self, status: LibraryStatus | None) -> None:
        text = report(self._log.messages, status, with_names=self.with_names.isChecked())
        QGuiApplication.clipboard().setText(text)
        self.copied.setText(self.tr("The report was copied."))

    def closeEvent(self, event: QCloseEvent) -> None:
        self._timer.stop()
        super().closeEvent(event)
