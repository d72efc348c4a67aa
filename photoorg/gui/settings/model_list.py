"""The list of models on the page Model."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from photoorg.gui.settings import model_wording

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent, QResizeEvent

    from photoorg.gui.settings.model_actions import ModelRow, Models

NAME, LANGUAGES, SIZE, FOUND, SPEED, STATE = range(6)
_FIGURES = (SIZE, FOUND, SPEED)
NameRole = Qt.ItemDataRole.UserRole


class ModelList(QTreeWidget):
    """One line a model.

    Signals:
        model_selected(str): another model is the current one.
        use_wanted(): Enter or a double click.
        remove_wanted(): the Delete key.
    """

    model_selected = Signal(str)
    use_wanted = Signal()
    remove_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("modelList")
        self.setAccessibleName(self.tr("Models"))
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setAllColumnsShowFocus(True)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setColumnCount(6)
        self.setHeaderLabels(
            [
                self.tr("Model"),
                self.tr("Languages"),
                self.tr("Size"),
                self.tr("Finds"),
                self.tr("Speed here"),
                self.tr("State"),
            ]
        )
        self.headerItem().setToolTip(
            FOUND,
            self.tr("How often a photo described in one sentence comes first of 5,000, as published"),
        )
        self.headerItem().setToolTip(
            SPEED, self.tr("Photos the model alone describes in a second, measured on this machine")
        )
        for column in _FIGURES:
            alignment = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            self.headerItem().setTextAlignment(column, alignment)
        header = self.header()
        header.setSectionsMovable(False)
        header.setStretchLastSection(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        # Of a name both ends say the most: where it gets less room than it needs one scrolls sideways.
        header.setSectionResizeMode(NAME, QHeaderView.ResizeMode.Fixed)
        header.geometriesChanged.connect(self._widen_names)
        self.currentItemChanged.connect(self._on_current_changed)
        self.itemActivated.connect(lambda _item, _column: self.use_wanted.emit())

    @property
    def current(self) -> str:
        """Name of the current model; "" for none."""
        item = self.currentItem()
        return "" if item is None else item.data(NAME, NameRole)

    @property
    def names(self) -> list[str]:
        """Names of all models, as listed."""
        return [item.data(NAME, NameRole) for item in self._items()]

    def show_models(self, models: Models) -> None:
        """Shows what was read; the current model stays the current one."""
        names = [row.model.name for row in models.rows]
        if names != self.names:
            self._fill(models.rows)
        for item, row in zip(self._items(), models.rows, strict=True):
            self._show(item, row, models.photos)
        self._widen_names()

    def select(self, name: str) -> None:
        """Makes a model the current one, if it is in the list."""
        for item in self._items():
            if item.data(NAME, NameRole) == name:
                self.setCurrentItem(item)

    def texts_of(self, name: str) -> list[str]:
        """What the list says about a model, column by column."""
        (item,) = (item for item in self._items() if item.data(NAME, NameRole) == name)
        return [item.text(column) for column in range(self.columnCount())]

    def _items(self) -> list[QTreeWidgetItem]:
        found = (self.topLevelItem(row) for row in range(self.topLevelItemCount()))
        return [item for item in found if item is not None]

    def _fill(self, rows: Sequence[ModelRow]) -> None:
        current = self.current or next((row.model.name for row in rows if row.model.used), "")
        self.blockSignals(True)
        self.clear()
        for row in rows:
            item = QTreeWidgetItem(self)
            item.setData(NAME, NameRole, row.model.name)
        self.select(current)
        self.blockSignals(False)
        self.model_selected.emit(self.current)

    def _show(self, item: QTreeWidgetItem, row: ModelRow, photos: int) -> None:
        model = row.model
        texts = {
            NAME: model_wording.title(model.name),
            LANGUAGES: model_wording.languages(model),
            SIZE: model_wording.size(model),
            FOUND: model_wording.found(model),
            SPEED: model_wording.speed(model),
            STATE: model_wording.state(row, photos),
        }
        font = QFont(self.font())
        font.setBold(model.used)
        for column, text in texts.items():
            item.setText(column, text)
            item.setFont(column, font)
        item.setToolTip(NAME, model.name)
        if model.is_multilingual:
            item.setToolTip(LANGUAGES, self.tr("Searches in Chinese and in many other languages"))
        item.setToolTip(FOUND, model_wording.found_in_full(model))
        item.setToolTip(STATE, model_wording.place_in_full(model))
        for column in _FIGURES:
            item.setTextAlignment(column, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)

    def _widen_names(self) -> None:
        """Gives the names what the others leave, and what they need at least."""
        header = self.header()
        others = sum(header.sectionSize(column) for column in range(self.columnCount()) if column != NAME)
        needed = max(self.sizeHintForColumn(NAME), header.sectionSizeHint(NAME))
        header.resizeSection(NAME, max(needed, self.viewport().width() - others))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._widen_names()

    def _on_current_changed(self) -> None:
        self.model_selected.emit(self.current)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete:
            self.remove_wanted.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.use_wanted.emit()
        else:
            super().keyPressEvent(event)
