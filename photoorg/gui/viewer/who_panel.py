"""The small field by which the user says who is in a place of a photo."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLineEdit, QListWidget, QListWidgetItem, QPushButton, QVBoxLayout

from photoorg.gui import wording
from photoorg.gui.breadcrumb import shortened
from photoorg.library.beings.records import PET

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QWidget

    from photoorg.library.beings.records import Identity

NAME_LIMIT = 200
MOST_OFFERED = 5
WIDTH_PX = 290
IdentityRole = Qt.ItemDataRole.UserRole


class _NameField(QLineEdit):
    """Leaves the keys that go through the names to the panel."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Escape):
            event.ignore()
        else:
            super().keyPressEvent(event)


class WhoPanel(QFrame):
    """A field with the names there are, and what else can be said of a place: not this one, no face at all.

    Signals:
        named(str): somebody new of that name; "" where the user does not know.
        chosen(int): the id of somebody who is known.
        rejected(): it is not the one whom it was taken for.
        refused(): there is no face, or no animal.
        photos_wanted(): all photos of the one it shows are wanted.
        left(): the user has nothing to say.
        resized(): it takes more or less room.
    """

    named = Signal(str)
    chosen = Signal(int)
    rejected = Signal()
    refused = Signal()
    photos_wanted = Signal()
    left = Signal()
    resized = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("whoPanel")
        self.setFixedWidth(WIDTH_PX)
        self._known: tuple[Identity, ...] = ()
        self.field = _NameField()
        self.field.setMaxLength(NAME_LIMIT)
        self.field.textEdited.connect(self._offer)
        self.field.returnPressed.connect(self._on_entered)
        self.list = QListWidget()
        self.list.setObjectName("offers")
        self.list.setAccessibleName(self.tr("Known names"))
        # The arrows of the field go through it.
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.itemClicked.connect(self._choose)
        self.list.currentItemChanged.connect(self._tell_current)
        self.photos_button = self._button(self.photos_wanted.emit)
        self.reject_button = self._button(self.rejected.emit)
        self.refuse_button = self._button(self.refused.emit)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 8, 8)
        layout.setSpacing(4)
        layout.addWidget(self.field)
        layout.addWidget(self.list)
        for button in (self.photos_button, self.reject_button, self.refuse_button):
            layout.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        self.hide()

    @property
    def offered(self) -> list[str]:
        """The names in the list."""
        return [self.list.item(row).text() for row in range(self.list.count())]

    def ask(self, kind: str, name: str, *, is_found: bool) -> None:
        """Opens. ``name``: of the one whom the place shows now, or may show; "" for nobody. ``is_found``:
        False for a place that the user has just marked."""
        is_pet = kind == PET
        question = self.tr("Which animal?") if is_pet else self.tr("Who is this?")
        self.field.clear()
        self.field.setPlaceholderText(self.tr("Somebody else…") if name else question)
        self.field.setAccessibleName(
            self.tr("Who is this, if not {name}?").format(name=name) if name else question
        )
        short = shortened(name, 24).replace("&", "&&")
        self.photos_button.setText(self.tr("All photos of {name}").format(name=short))
        self.reject_button.setText(self.tr("Not {name}").format(name=short))
        self.refuse_button.setText(self.tr("Not an animal") if is_pet else self.tr("Not a face"))
        self.photos_button.setVisible(bool(name))
        self.reject_button.setVisible(bool(name))
        self.refuse_button.setVisible(is_found)
        self.know(())
        self.show()
        self.raise_()
        self.field.setFocus()

    def know(self, known: Sequence[Identity]) -> None:
        """Who has a name, those with the most photos first."""
        self._known = tuple(known)
        self._offer(self.field.text())

    def _button(self, slot: Callable[[], None]) -> QPushButton:
        button = QPushButton()
        button.setObjectName("link")
        button.clicked.connect(slot)
        return button

    def _offer(self, typed: str) -> None:
        wanted = " ".join(typed.split()).casefold()
        folded = [(one, one.name.casefold()) for one in self._known]
        fitting = [one for one, name in folded if name.startswith(wanted)]
        fitting += [one for one, name in folded if f" {wanted}" in name and not name.startswith(wanted)]
        self.list.clear()
        for one in fitting[:MOST_OFFERED]:
            item = QListWidgetItem(wording.identity(one))
            item.setData(IdentityRole, one.id)
            self.list.addItem(item)
        rows = self.list.count()
        height = sum(self.list.sizeHintForRow(row) for row in range(rows)) + 2 * self.list.frameWidth()
        self.list.setFixedHeight(height)
        self.list.setVisible(rows > 0)
        self.adjustSize()
        self.resized.emit()

    def _on_entered(self) -> None:
        typed = " ".join(self.field.text().split())
        current = self.list.currentItem()
        same = [one for one in self._known if one.name.casefold() == typed.casefold()]
        if current is not None:
            self._choose(current)
        elif len(same) > 1:
            # Which of them is for the user to say.
            self.list.setCurrentRow(0)
        elif same:
            self.chosen.emit(same[0].id)
        else:
            self.named.emit(typed)

    def _choose(self, item: QListWidgetItem) -> None:
        self.chosen.emit(item.data(IdentityRole))

    def _tell_current(self, current: QListWidgetItem | None) -> None:
        self.field.setAccessibleDescription("" if current is None else current.text())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif step is not None:
            row = self.list.currentRow() + step
            self.list.setCurrentRow(min(row, self.list.count() - 1) if row >= 0 else -1)
        # Whatever is pressed here is not for the large view behind.
        event.accept()
