"""Asking when somebody was born."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QLineEdit, QVBoxLayout, QWidget

from photoorg.gui import wording
from photoorg.gui.people.being_name import being_name

if TYPE_CHECKING:
    from photoorg.library.beings.records import Being


class BirthdayDialog(QDialog):
    """One line for a day.

    Signals:
        chosen(date | None): the day; None for not known.
    """

    chosen = Signal(object)

    def __init__(self, being: Being, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Birthday"))
        self.setMinimumWidth(360)
        prompt = self.tr("When was {name} born? Year, month and day, for example 2015-03-28:").format(
            name=being_name(being.name)
        )
        label = QLabel(prompt)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        self.field = QLineEdit("" if being.birthday is None else being.birthday.isoformat())
        self.field.setAccessibleName(prompt)
        self.note = QLabel()
        self.note.setObjectName("quiet")
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        self.ok_button = buttons.button(QDialogButtonBox.StandardButton.Ok)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        self.accepted.connect(lambda: self.chosen.emit(self._day))
        self._day: date | None = being.birthday
        self.field.textChanged.connect(self._on_text_changed)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(12)
        for widget in (label, self.field, self.note, buttons):
            layout.addWidget(widget)
        self._on_text_changed(self.field.text())

    def _on_text_changed(self, text: str) -> None:
        is_day = True
        try:
            self._day = date.fromisoformat(text.strip()) if text.strip() else None
            is_day = self._day is None or self._day <= date.today()
        except ValueError:
            is_day = False
        self.ok_button.setEnabled(is_day)
        if not is_day:
            self.note.setText(self.tr("That is no day of the past."))
        elif self._day is None:
            self.note.setText(self.tr("Not known"))
        else:
            self.note.setText(wording.day(self._day.year, self._day.month, self._day.day))
