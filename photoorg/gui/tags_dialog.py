"""The tags of some photos: those that all have, those that some have, and new ones."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from photoorg.gui import wording
from photoorg.gui.completed_field import CompletedField

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence


TAG_LIMIT = 200
ON, SOME, OFF = Qt.CheckState.Checked, Qt.CheckState.PartiallyChecked, Qt.CheckState.Unchecked


def typed_tags(text: str, known: Collection[str] = ()) -> list[str]:
    """The tags in what was typed, between commas; one that is known with a comma in it (``known``, each
    case-folded) is one."""
    whole = " ".join(text.split())
    parts = [whole] if whole.casefold() in known else re.split("[,\uff0c\u3001]", whole)
    return list(dict.fromkeys(part.strip() for part in parts if part.strip()))


class TagsDialog(QDialog):
    """A box to tick for each tag: ticked for all photos, half ticked where only some have it.

    Signals:
        changed(tuple[str, ...], tuple[str, ...]): tags that all photos are to have, and that none is to have.
    """

    changed = Signal(object, object)

    def __init__(
        self,
        photo_count: int,
        counts: Mapping[str, int],
        keywords: Mapping[str, int],
        known: Sequence[str],
        parent: QWidget | None = None,
    ) -> None:
        """Args:
        counts: how many of the photos have which tag.
        keywords: how many have it from their files alone.
        known: every tag that there is, to complete what is typed.
        """
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Tags"))
        self.resize(400, 420)
        self._photo_count = photo_count
        self._counts = _together(counts, keywords)
        self._of_files = keywords
        self._known = {name.casefold(): name for name in known}
        photos = wording.photo_count(photo_count)
        prompt = QLabel(self.tr("Tags of {photos}: tick those that all are to have.").format(photos=photos))
        prompt.setWordWrap(True)
        self.field = CompletedField(known)
        self.field.setPlaceholderText(self.tr("Add a tag…"))
        self.field.setAccessibleName(self.tr("Add a tag"))
        self.field.setMaxLength(TAG_LIMIT)
        self.add_button = QPushButton(self.tr("Add"))
        self.add_button.setAutoDefault(False)
        self.add_button.setEnabled(False)
        self.list = QTreeWidget()
        self.list.setObjectName("tagList")
        self.list.setAccessibleName(self.tr("Tags"))
        self.list.setColumnCount(2)
        self.list.setHeaderHidden(True)
        self.list.setRootIsDecorated(False)
        self.list.header().setStretchLastSection(False)
        self.list.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.list.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        for name, count in sorted(self._counts.items(), key=lambda item: (-item[1], item[0].casefold())):
            self._put(name, ON if count == photo_count else SOME, at=self.list.topLevelItemCount())
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        self.field.textChanged.connect(lambda text: self.add_button.setEnabled(bool(text.strip())))
        self.field.returnPressed.connect(self._on_entered)
        self.add_button.clicked.connect(self._take_typed)
        self.accepted.connect(self._on_accepted)
        row = QHBoxLayout()
        row.addWidget(self.field, 1)
        row.addWidget(self.add_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(12)
        layout.addWidget(prompt)
        layout.addLayout(row)
        layout.addWidget(self.list, 1)
        layout.addWidget(buttons)

    @property
    def states(self) -> dict[str, Qt.CheckState]:
        """Each tag in the list, and whether its box is ticked."""
        items = [self.list.topLevelItem(row) for row in range(self.list.topLevelItemCount())]
        return {item.text(0): item.checkState(0) for item in items if item is not None}

    def _put(self, name: str, state: Qt.CheckState, at: int) -> None:
        item = QTreeWidgetItem([name])
        item.setToolTip(0, name)
        item.setCheckState(0, state)
        count = self._counts.get(name, 0)
        if count == 0:
            item.setText(1, self.tr("new"))
        elif count < self._photo_count:
            text = self.tr("{count} of {all}")
            item.setText(1, text.format(count=wording.number(count), all=wording.number(self._photo_count)))
        if self._of_files.get(name) == count:
            of_file = self.tr("from the file") if self._photo_count == 1 else self.tr("from files")
            item.setText(1, " · ".join(filter(None, (of_file, item.text(1)))))
            item.setToolTip(1, self.tr("Without the tick it is not shown any more; files stay as they are."))
        item.setTextAlignment(1, Qt.AlignmentFlag.AlignRight)
        item.setForeground(1, self.palette().placeholderText())
        self.list.insertTopLevelItem(at, item)

    def _take_typed(self) -> None:
        """Ticks the tags that were typed, in their known spelling."""
        typed = typed_tags(self.field.text(), {*self._known, *map(str.casefold, self.states)})
        self.field.clear()
        for tag in typed:
            self._tick(tag)

    def _tick(self, typed: str) -> None:
        listed = {name.casefold(): row for row, name in enumerate(self.states)}
        row = listed.get(typed.casefold(), 0)
        if typed.casefold() not in listed:
            self._put(self._known.get(typed.casefold(), typed), ON, at=0)
        item = self.list.topLevelItem(row)
        assert item is not None
        item.setCheckState(0, ON)
        self.list.setCurrentItem(item)

    def _on_accepted(self) -> None:
        self._take_typed()
        before = {name: ON if count == self._photo_count else SOME for name, count in self._counts.items()}
        now = {name: state for name, state in self.states.items() if state is not before.get(name, OFF)}
        added = tuple(name for name, state in now.items() if state is ON)
        removed = tuple(name for name, state in now.items() if state is OFF)
        if added or removed:
            self.changed.emit(added, removed)

    def _on_entered(self) -> None:
        # The first Enter takes the tag, one more the dialog.
        if self.field.text().strip():
            self._take_typed()
        else:
            self.accept()


def _together(counts: Mapping[str, int], keywords: Mapping[str, int]) -> dict[str, int]:
    """How many photos have a tag or keyword, in the spelling of the tag."""
    spellings = {name.casefold(): name for name in counts}
    total = dict(counts)
    for word, count in keywords.items():
        name = spellings.get(word.casefold(), word)
        total[name] = total.get(name, 0) + count
    return total
