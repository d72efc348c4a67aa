"""The places of the side bar: countries, and below each its towns."""

from __future__ import annotations

from functools import cmp_to_key
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QCollator,
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QMenu,
    QTreeWidget,
    QTreeWidgetItem,
    QTreeWidgetItemIterator,
    QWidget,
)

from photoorg.gui import wording
from photoorg.gui.icons import icon
from photoorg.gui.pages import InPlace
from photoorg.gui.side_lists import CountDelegate, CountRole, PageRole

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from PySide6.QtGui import QKeyEvent, QPainter

    from photoorg.gui.pages import Page, StartPage
    from photoorg.library.overview import Country

# Names stand below those of other lists, which have an icon there.
INDENTATION_PX = 24
ARROW_PX = 18


class PlaceTree(QTreeWidget):
    """As high as its open rows; the side bar as a whole scrolls.

    Signals:
        page_chosen(StartPage): a row was clicked, or Enter or Space pressed on it.
    """

    page_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._page: Page | None = None
        self._countries: tuple[Country, ...] = ()
        self.setAccessibleName(self.tr("Places"))
        self.setHeaderHidden(True)
        self.setUniformRowHeights(True)
        self.setIndentation(INDENTATION_PX)
        self.setIconSize(QSize(18, 18))
        self.setItemDelegate(CountDelegate(self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.itemClicked.connect(self._on_item_chosen)
        self.itemActivated.connect(self._on_item_chosen)
        self.itemExpanded.connect(self._fit_height)
        self.itemCollapsed.connect(self._fit_height)

    @property
    def pages(self) -> list[StartPage]:
        """The pages, as listed, those of folded countries included."""
        return [item.data(0, PageRole) for item in self._items()]

    def item_of(self, page: StartPage) -> QTreeWidgetItem | None:
        """The row of a page."""
        return next((item for item in self._items() if item.data(0, PageRole) == page), None)

    def show_places(self, countries: Sequence[Country]) -> None:
        """Shows other places; countries that are open stay open."""
        if tuple(countries) == self._countries:
            return
        opened = {item.text(0) for item in self._items() if item.isExpanded()}
        at = self.currentItem()
        current = None if at is None else at.data(0, PageRole)
        self._countries = tuple(countries)
        self.clear()
        by_name = cmp_to_key(QCollator().compare)
        # Photos may have one country by names of two languages.
        called = [(wording.country(country.name), country) for country in countries]
        for name, country in sorted(called, key=lambda pair: by_name(pair[0])):
            row = self._row(InPlace(country.name), name, country.photos)
            self.addTopLevelItem(row)
            for town in country.towns:
                row.addChild(self._row(InPlace(country.name, town.name), town.name, town.photos))
            row.setExpanded(name in opened)
        self.mark(self._page)
        if self.currentItem() is None and current is not None:
            # Who goes through the places with the keyboard stays where they are.
            item = self.item_of(current)
            if item is not None:
                self.setCurrentItem(item, 0, self.selectionModel().SelectionFlag.NoUpdate)
        self._fit_height()

    def mark(self, page: Page | None) -> None:
        """Selects the row of the page on the screen, or none."""
        self._page = page
        item = self.item_of(page) if isinstance(page, InPlace) else None
        if item is None:
            self.clearSelection()
        else:
            self.setCurrentItem(item)

    def _items(self) -> Iterator[QTreeWidgetItem]:
        iterator = QTreeWidgetItemIterator(self)
        while (item := iterator.value()) is not None:
            yield item
            iterator += 1

    def _row(self, page: InPlace, name: str, photos: int) -> QTreeWidgetItem:
        item = QTreeWidgetItem([name])
        item.setData(0, PageRole, page)
        item.setData(0, CountRole, photos)
        item.setToolTip(0, name)
        return item

    def _on_item_chosen(self, item: QTreeWidgetItem) -> None:
        self.page_chosen.emit(item.data(0, PageRole))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        item = self.currentItem()
        if item is not None and event.key() == Qt.Key.Key_Space and not event.modifiers():
            self._on_item_chosen(item)
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_key = event.reason() is QContextMenuEvent.Reason.Keyboard
        item = self.currentItem() if by_key else self.itemAt(event.pos())
        if item is None:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        page = item.data(0, PageRole)
        menu.addAction(self.tr("Open"), lambda: self.page_chosen.emit(page))
        at = self.visualItemRect(item).center() if by_key else event.pos()
        menu.popup(self.viewport().mapToGlobal(at))

    def drawBranches(
        self, painter: QPainter, rect: QRect, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """The arrows of the other lists."""
        if self.model().hasChildren(index):
            arrow = QRect(0, 0, ARROW_PX, ARROW_PX)
            arrow.moveCenter(QPoint(rect.right() - INDENTATION_PX // 3, rect.center().y()))
            icon("fold" if self.isExpanded(index) else "unfold").paint(painter, arrow)

    def selectionCommand(
        self, index: QModelIndex | QPersistentModelIndex, event: QEvent | None = None
    ) -> QItemSelectionModel.SelectionFlag:
        """As in :class:`SideList`."""
        return QItemSelectionModel.SelectionFlag.NoUpdate

    def _fit_height(self) -> None:
        tops = [self.topLevelItem(row) for row in range(self.topLevelItemCount())]
        count = sum(1 + (top.childCount() if top.isExpanded() else 0) for top in tops if top is not None)
        self.setFixedHeight(max(self.sizeHintForRow(0), 0) * count + 2 * self.frameWidth())
