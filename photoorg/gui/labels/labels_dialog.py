"""The labels there are: new ones, other words, what each learned from what the user said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from photoorg.albums.labels.labels import USUAL_LABELS
from photoorg.albums.labels.teaching import LEAST_VERDICTS
from photoorg.errors import UserInputError
from photoorg.gui import wording
from photoorg.library.labels import NAME_LIMIT, clean_name

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from PySide6.QtGui import QKeyEvent

    from photoorg.albums.labels.teaching import Lesson
    from photoorg.library.labels import Label

LEARNED = 2


class LabelsDialog(QDialog):
    """A list of labels with what was said under them and what they learned, and a field for new ones.

    Signals:
        wanted(list[str]): labels to be made.
        rename_wanted(str), delete_wanted(str), photos_wanted(str): of a label.
    """

    wanted = Signal(object)
    rename_wanted = Signal(str)
    delete_wanted = Signal(str)
    photos_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Labels"))
        self.resize(680, 440)
        # Labels of which enough was said to learn from.
        self._taught: set[str] = set()
        prompt = QLabel(
            self.tr(
                "Words of your own, such as “receipt” or “at the lake”. photoorg says of each photo how "
                "surely they fit; label:receipt in the search field finds those that do. Confirm and reject "
                "that, and the label learns from it."
            )
        )
        prompt.setWordWrap(True)
        self.field = QLineEdit()
        self.field.setPlaceholderText(self.tr("New label…"))
        self.field.setAccessibleName(self.tr("New label"))
        # Of several at once.
        self.field.setMaxLength(10 * NAME_LIMIT)
        self.add_button = self._button(self.tr("Add"), self._take_typed)
        self.add_button.setEnabled(False)
        self.field.returnPressed.connect(self._take_typed)
        self.field.textChanged.connect(lambda text: self.add_button.setEnabled(bool(text.strip())))
        self.usual_button = self._button(self.tr("Add the usual ones"), self._take_usual)
        self.usual_button.setToolTip(", ".join(USUAL_LABELS))
        self.problem = QLabel()
        self.problem.setTextFormat(Qt.TextFormat.PlainText)
        self.problem.setWordWrap(True)
        self.problem.hide()
        self.list = QTreeWidget()
        self.list.setObjectName("tagList")
        self.list.setAccessibleName(self.tr("Labels"))
        self.list.setColumnCount(3)
        self.list.setHeaderLabels([self.tr("Label"), self.tr("You said"), self.tr("It learned")])
        self.list.setRootIsDecorated(False)
        header = self.list.header()
        header.setStretchLastSection(True)
        for column in range(2):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        self.list.currentItemChanged.connect(lambda *_: self._show_state())
        self.list.itemActivated.connect(lambda *_: self._on_show())
        self.show_button = self._button(self.tr("Show photos"), self._on_show)
        self.rename_button = self._button(self.tr("Rename…"), self._on_rename)
        self.delete_button = self._button(self.tr("Delete…"), self._on_delete)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        close = buttons.button(QDialogButtonBox.StandardButton.Close)
        close.setAutoDefault(False)
        buttons.rejected.connect(self.reject)
        new = QHBoxLayout()
        new.addWidget(self.field, 1)
        new.addWidget(self.add_button)
        new.addWidget(self.usual_button)
        row = QHBoxLayout()
        for button in (self.show_button, self.rename_button, self.delete_button):
            row.addWidget(button)
        row.addStretch()
        row.addWidget(buttons)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(12)
        layout.addWidget(prompt)
        layout.addLayout(new)
        layout.addWidget(self.problem)
        layout.addWidget(self.list, 1)
        layout.addLayout(row)
        self._show_state()
        self.field.setFocus()

    @property
    def current(self) -> str:
        """The label that is marked; "" for none."""
        item = self.list.currentItem()
        return "" if item is None else item.text(0)

    def show_labels(self, labels: Sequence[Label]) -> None:
        """Shows the labels there are; what they learned stays until it is known anew."""
        current = self.current
        learned = {item.text(0): item.text(LEARNED) for item in self._items()}
        self.list.clear()
        for label in labels:
            said = "" if not (label.confirmed or label.rejected) else self.tr("{yes} yes, {no} no")
            said = said.format(yes=wording.number(label.confirmed), no=wording.number(label.rejected))
            item = QTreeWidgetItem([label.name, said, learned.get(label.name, "")])
            self.list.addTopLevelItem(item)
            if label.name == current:
                self.list.setCurrentItem(item)
        self._taught = {
            label.name for label in labels if min(label.confirmed, label.rejected) >= LEAST_VERDICTS
        }
        known = {label.name.casefold() for label in labels}
        self.usual_button.setVisible(not known.issuperset(USUAL_LABELS))
        self._show_state()

    def show_measuring(self) -> None:
        """What was learned is being measured; what is known from before stays until then."""
        for item in self._items():
            if item.text(0) in self._taught and not item.text(LEARNED):
                item.setText(LEARNED, self.tr("measuring…"))

    def show_lessons(self, lessons: Mapping[str, Lesson | None]) -> None:
        """Shows what labels learned, measured on photos that were held back."""
        for item in self._items():
            lesson = lessons.get(item.text(0))
            text = "" if lesson is None else self._in_words(lesson)
            item.setText(LEARNED, text)
            item.setToolTip(LEARNED, text)

    def _in_words(self, lesson: Lesson) -> str:
        def percent(share: float | None) -> str:
            return "–" if share is None else f"{share:.0%}"

        text = (
            self.tr("right {right_before} → {right}, found {found_before} → {found}; counts")
            if lesson.is_applied
            else self.tr("right {right_before} → {right}, found {found_before} → {found}; does not count")
        )
        return text.format(
            right_before=percent(lesson.precision_before),
            right=percent(lesson.precision),
            found_before=percent(lesson.recall_before),
            found=percent(lesson.recall),
        )

    def _items(self) -> list[QTreeWidgetItem]:
        items = (self.list.topLevelItem(row) for row in range(self.list.topLevelItemCount()))
        return [item for item in items if item is not None]

    def _button(self, text: str, slot: Callable[[], None]) -> QPushButton:
        button = QPushButton(text)
        button.setAutoDefault(False)
        button.clicked.connect(slot)
        return button

    def _show_state(self) -> None:
        for button in (self.show_button, self.rename_button, self.delete_button):
            button.setEnabled(bool(self.current))

    def _take_typed(self) -> None:
        # Several at once, as people write lists.
        names = [" ".join(part.split()) for part in self.field.text().split(",")]
        names = [name for name in names if name]
        try:
            for name in names:
                clean_name(name)
        except UserInputError as error:
            # What was typed stays, to be put right.
            self._say(wording.said(error.problem))
            return
        self._say("")
        self.field.clear()
        if names:
            self.wanted.emit(names)

    def _say(self, problem: str) -> None:
        self.problem.setText(problem)
        self.problem.setVisible(bool(problem))

    def _take_usual(self) -> None:
        self.wanted.emit(list(USUAL_LABELS))
        self.field.setFocus()

    def _on_show(self) -> None:
        if self.current:
            self.photos_wanted.emit(self.current)
            self.accept()

    def _on_rename(self) -> None:
        self.rename_wanted.emit(self.current)

    def _on_delete(self) -> None:
        self.delete_wanted.emit(self.current)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.field.hasFocus():
            # The field took it; no button is to.
            event.accept()
        elif key == Qt.Key.Key_Delete and self.list.hasFocus() and self.current:
            self._on_delete()
        elif key == Qt.Key.Key_F2 and self.list.hasFocus() and self.current:
            self._on_rename()
        else:
            super().keyPressEvent(event)
