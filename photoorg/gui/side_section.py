"""A section of the side bar: a heading that folds what is below it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from photoorg.gui.icons import icon

if TYPE_CHECKING:
    from collections.abc import Callable


class SideSection(QWidget):
    """The heading is a button; folded, only the heading is left.

    Signals:
        folded(bool): the user folded or unfolded it.
    """

    folded = Signal(bool)

    def __init__(self, title: str, *content: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        # As high as its rows: what is left belongs below all sections.
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.heading = QToolButton()
        self.heading.setObjectName("sidebarHeading")
        self.heading.setText(title.replace("&", "&&"))
        self.heading.setIconSize(QSize(14, 14))
        self.heading.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.heading.setCheckable(True)
        self.heading.setChecked(True)
        self.heading.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.heading.setAccessibleName(title)
        self._body = QWidget()
        body = QVBoxLayout(self._body)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(0)
        for widget in content:
            body.addWidget(widget)
        self._head = QHBoxLayout()
        self._head.setSpacing(2)
        self._head.addWidget(self.heading, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 8)
        layout.setSpacing(2)
        layout.addLayout(self._head)
        layout.addWidget(self._body)
        self._show_state()
        self.heading.clicked.connect(self._on_heading_clicked)

    @property
    def is_folded(self) -> bool:
        """Whether only the heading is shown."""
        return not self.heading.isChecked()

    def fold(self, folded: bool) -> None:
        """Folds or unfolds it."""
        self.heading.setChecked(not folded)
        self._show_state()

    def add_button(self, text: str, slot: Callable[[], None]) -> None:
        """A plus at the right end of the heading."""
        button = QToolButton()
        button.setIcon(icon("plus"))
        button.setIconSize(QSize(16, 16))
        button.setToolTip(text)
        button.setAccessibleName(text)
        button.clicked.connect(slot)
        self._head.addWidget(button)

    def _show_state(self) -> None:
        self._body.setVisible(not self.is_folded)
        self.heading.setIcon(icon("unfold" if self.is_folded else "fold"))
        self.heading.setToolTip(self.tr("Show") if self.is_folded else self.tr("Hide"))

    def _on_heading_clicked(self) -> None:
        self._show_state()
        self.folded.emit(self.is_folded)
