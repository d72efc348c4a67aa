"""The name beside a face, which is also the way to say who that is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QWidget

from photoorg.gui.breadcrumb import shortened
from photoorg.gui.icons import icon
from photoorg.library.beings.records import PET

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QKeyEvent

    from photoorg.gui.viewer.photo_facts import PhotoPeople
    from photoorg.library.beings.records import Region

LONGEST_NAME = 30
# With more people on a photo than these, questions are one sign, or they would hide the people.
MOST_SPELLED_OUT = 6
# They are for the large view: the photo before, the photo after.
STEPPING_KEYS = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down)


class _TagButton(QToolButton):
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in STEPPING_KEYS:
            event.ignore()
        else:
            super().keyPressEvent(event)


class NameTag(QFrame):
    """Says who a region shows, may show, or that nobody knows.

    Signals:
        opened(): the user wants to say something about it.
        confirmed(), denied(): it shows, or does not show, the one who is suggested.
    """

    opened = Signal()
    confirmed = Signal()
    denied = Signal()

    def __init__(self, people: PhotoPeople, region: Region, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("nameTag")
        self.region = region
        layout = QHBoxLayout(self)
        layout.setContentsMargins(2, 2, 2, 2)
        layout.setSpacing(0)
        self.name = self._button(self.opened.emit)
        text, suggested = self._text(people)
        is_crowded = len(people.regions) > MOST_SPELLED_OUT and people.is_unknown(region)
        self.name.setText("?" if is_crowded else shortened(text, LONGEST_NAME).replace("&", "&&"))
        self.name.setToolTip(text if is_crowded else "")
        self.name.setAccessibleName(text)
        layout.addWidget(self.name)
        self.answers: tuple[QToolButton, ...] = ()
        if suggested:
            yes = self._answer("yes", self.tr("This is {name}").format(name=suggested), self.confirmed.emit)
            no = self._answer("close", self.tr("Not {name}").format(name=suggested), self.denied.emit)
            self.answers = (yes, no)
        for button in self.answers:
            layout.addWidget(button)
        self.setFixedSize(self.sizeHint())

    @property
    def text(self) -> str:
        """What it says."""
        return self.name.accessibleName()

    @property
    def buttons(self) -> tuple[QToolButton, ...]:
        """All that one can press, from left to right."""
        return (self.name, *self.answers)

    def _text(self, people: PhotoPeople) -> tuple[str, str]:
        """What it says, and the name that is suggested, if any."""
        shown, suggested = people.shown_by(self.region), people.suggested_for(self.region)
        if shown is not None and shown.name:
            return shown.name, ""
        if suggested is not None:
            return self.tr("{name}?").format(name=suggested.name), suggested.name
        if shown is not None and shown.is_ignored:
            return self.tr("Ignored"), ""
        return self.tr("Which animal?") if self.region.kind == PET else self.tr("Who is this?"), ""

    def _button(self, slot: Callable[[], None]) -> QToolButton:
        button = _TagButton()
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.clicked.connect(slot)
        return button

    def _answer(self, icon_name: str, text: str, slot: Callable[[], None]) -> QToolButton:
        button = self._button(slot)
        button.setIcon(icon(icon_name))
        button.setIconSize(QSize(16, 16))
        button.setToolTip(text)
        button.setAccessibleName(text)
        return button
