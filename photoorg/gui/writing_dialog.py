"""Asking how files are to be written, and telling how far that is."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QProgressBar, QVBoxLayout, QWidget


class WritingDialog(QDialog):
    """Fields; then a bar with progress, and again the fields where it did not work.

    Signals:
        cancel_wanted(): the user wants no more of what is being written.
    """

    cancel_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._running = False
        # What had the focus when writing began.
        self._focused: QWidget | None = None
        self._fields = QWidget()
        self.progress = QLabel()
        self.progress.setWordWrap(True)
        self.progress.hide()
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.hide()
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.start_button = self._buttons.addButton("", QDialogButtonBox.ButtonRole.AcceptRole)
        self.cancel_button = self._buttons.button(QDialogButtonBox.StandardButton.Cancel)
        self._buttons.accepted.connect(self._start)
        self._buttons.rejected.connect(self.reject)

    def show_progress(self, done: int, total: int) -> None:
        """Shows how many photos are done."""
        self.bar.setRange(0, max(total, 1))
        self.bar.setValue(done)

    def finish(self) -> None:
        """Closes: there is nothing left to be cancelled."""
        self._running = False
        self.accept()

    def allow_another_try(self, reason: str) -> None:
        """Shows the fields again, and why it did not work."""
        self._show_running(False)
        self.progress.setText(reason)
        self.progress.show()
        self._make_room()

    def reject(self) -> None:
        """Esc, Cancel or the window's cross."""
        if self._running:
            self._running = False
            self.cancel_wanted.emit()
        super().reject()

    def _lay_out(self, heading: QLabel) -> None:
        heading.setWordWrap(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(12)
        for widget in (heading, self._fields, self.progress, self.bar, self._buttons):
            layout.addWidget(widget)

    def _start(self) -> None:
        """The user said that it may begin."""
        raise NotImplementedError

    def _show_running(self, running: bool) -> None:
        self._running = running
        if running:
            self._focused = self.focusWidget()
        self._fields.setEnabled(not running)
        self.start_button.setEnabled(not running)
        self.bar.setVisible(running)
        self.progress.hide()
        if not running and self._focused is not None:
            # Qt takes it from what is disabled, and gives it back to nobody.
            self._focused.setFocus()
        self._make_room()

    def _make_room(self) -> None:
        # By itself Qt squeezes what is there, since texts of several lines have no least height.
        layout = self.layout()
        if layout is None:
            # Not yet.
            return
        layout.activate()
        self.resize(self.width(), max(self.height(), layout.totalHeightForWidth(self.width())))
