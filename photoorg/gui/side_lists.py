"""The lists of the side bar."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QIcon, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListWidget,
    QListWidgetItem,
    QMenu,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from photoorg.gui import wording
from photoorg.gui.icons import icon
from photoorg.gui.pages import Tagged

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent, QPainter

    from photoorg.gui.pages import Page, StartPage
    from photoorg.library.tag_counts import Tag

PageRole = Qt.ItemDataRole.UserRole
CountRole = Qt.ItemDataRole.UserRole + 1
# How many levels a row is below the first.
DepthRole = Qt.ItemDataRole.UserRole + 2
# Whether the name is quiet, too.
DimmedRole = Qt.ItemDataRole.UserRole + 3

Index = QModelIndex | QPersistentModelIndex
State = QStyle.StateFlag
COUNT_MARGIN_PX = 10
# The padding of the style sheet; an icon and its gap.
PADDING_PX = 16
ROW_PADDING_PX = 12
ICON_PX = 24
INDENTATION_PX = 16
# The icon of a row that can be opened.
ARROW_PX = 30


@dataclass(frozen=True, slots=True)
class SideRow:
    """What a row of a list shows, and where it leads; without a count, None."""

    page: StartPage
    icon_name: str
    name: str
    count: int | None = None


class CountDelegate(QStyledItemDelegate):
    """Draws a quiet count at the right end of a row. Rows without icon are as high as those with one."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        least = option.decorationSize.height() + ROW_PADDING_PX
        return super().sizeHint(option, index).expandedTo(QSize(0, least))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        count = index.data(CountRole)
        text = "" if count is None else wording.number(count)
        rect = option.rect
        width = option.fontMetrics.horizontalAdvance(text) + 2 * COUNT_MARGIN_PX if text else 0
        row = QStyleOptionViewItem(option)
        self.initStyleOption(row, index)
        if index.data(DimmedRole):
            # Not kept with the row: it would stay as it is where the theme becomes another one.
            row.palette.setBrush(QPalette.ColorRole.Text, option.palette.placeholderText())
        if depth := index.data(DepthRole) or 0:
            # The ground of a selected row goes on under the indentation.
            row.rect = row.rect.adjusted(depth * INDENTATION_PX, 0, 0, 0)
            if row.state & (State.State_Selected | State.State_MouseOver | State.State_HasFocus):
                ground = QStyleOptionViewItem(row)
                ground.rect, ground.text = rect, ""
                ground.icon = QIcon()
                row.widget.style().drawControl(
                    QStyle.ControlElement.CE_ItemViewItem, ground, painter, row.widget
                )
                for state in (State.State_Selected, State.State_MouseOver, State.State_HasFocus):
                    row.state &= ~state
        room = row.rect.width() - width - PADDING_PX - (0 if row.icon.isNull() else ICON_PX)
        row.text = row.fontMetrics.elidedText(row.text, Qt.TextElideMode.ElideMiddle, room)
        style = row.widget.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, row, painter, row.widget)
        painter.setPen(option.palette.placeholderText().color())
        flags = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(rect.adjusted(0, 0, -COUNT_MARGIN_PX, 0), flags, text)


class SideList(QListWidget):
    """Pages in a list as high as its rows, without a frame, with quiet counts at the right.

    Signals:
        page_chosen(StartPage): a row was clicked, or Enter or Space pressed on it.
    """

    page_chosen = Signal(object)

    def __init__(self, accessible_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._page: Page | None = None
        self.setAccessibleName(accessible_name)
        self.setIconSize(QSize(18, 18))
        self.setItemDelegate(CountDelegate(self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.itemClicked.connect(self._on_item_chosen)
        self.itemActivated.connect(self._on_item_chosen)

    @property
    def pages(self) -> list[StartPage]:
        """The pages, as listed."""
        return [self.item(row).data(PageRole) for row in range(self.count())]

    def add_page(self, page: StartPage, icon_name: str, name: str) -> QListWidgetItem:
        """Adds a row at the end."""
        item = QListWidgetItem(icon(icon_name), name)
        item.setData(PageRole, page)
        self.addItem(item)
        return item

    def show_rows(self, rows: Sequence[SideRow]) -> None:
        """Shows other rows. Where only counts differ, nothing else changes: somebody may be on their way
        through the list."""
        shown = [(self.item(row).data(PageRole), self.item(row).text()) for row in range(self.count())]
        if shown != [(row.page, row.name) for row in rows]:
            at = self.currentItem()
            current = None if at is None else at.data(PageRole)
            self.clear()
            for row in rows:
                self.add_page(row.page, row.icon_name, row.name).setToolTip(row.name)
            self.fit_height()
            self.mark(self._page)
            pages = self.pages
            if self.currentItem() is None and current in pages:
                flag = QItemSelectionModel.SelectionFlag.NoUpdate
                self.setCurrentRow(pages.index(current), flag)
        for place, row in enumerate(rows):
            self.item(place).setData(CountRole, row.count)

    def mark(self, page: Page | None) -> None:
        """Selects the row of the page on the screen, or none."""
        self._page = page
        self.clearSelection()
        pages = self.pages
        self.setCurrentRow(pages.index(page) if page in pages else -1)

    def fill_menu(self, menu: QMenu, item: QListWidgetItem) -> None:
        """Adds what can be done with a row; nothing by default."""

    def _on_item_chosen(self, item: QListWidgetItem) -> None:
        self.page_chosen.emit(item.data(PageRole))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_key = event.reason() is QContextMenuEvent.Reason.Keyboard
        item = self.currentItem() if by_key else self.itemAt(event.pos())
        if item is None:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        page = item.data(PageRole)
        menu.addAction(self.tr("Open"), lambda: self.page_chosen.emit(page))
        menu.addSeparator()
        self.fill_menu(menu, item)
        at = self.visualItemRect(item).center() if by_key else event.pos()
        menu.popup(self.viewport().mapToGlobal(at))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        item = self.currentItem()
        if item is not None and event.key() == Qt.Key.Key_Space and not event.modifiers():
            self._on_item_chosen(item)
        else:
            super().keyPressEvent(event)

    def selectionCommand(
        self, index: QModelIndex | QPersistentModelIndex, event: QEvent | None = None
    ) -> QItemSelectionModel.SelectionFlag:
        """A row is filled where its page is on the screen, see :meth:`mark`; keys move a frame alone."""
        return QItemSelectionModel.SelectionFlag.NoUpdate

    def fit_height(self) -> None:
        """Takes the room of its rows; the side bar as a whole scrolls."""
        row_px = max(self.sizeHintForRow(0), 0)
        shown = sum(not self.item(row).isHidden() for row in range(self.count()))
        self.setFixedHeight(row_px * shown + 2 * self.frameWidth())


class TagList(SideList):
    """The tags of the user and the keywords of files with their counts.

    Signals:
        rename_wanted(str), delete_wanted(str): chosen from the menu of a tag, or with F2 and Delete.
    """

    rename_wanted = Signal(str)
    delete_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.setAccessibleName(self.tr("Tags"))

    def show_tags(self, tags: Sequence[Tag]) -> None:
        """Replaces the tags."""
        self.show_rows([SideRow(Tagged(tag.name), "tag", tag.name, tag.photos) for tag in tags])

    def fill_menu(self, menu: QMenu, item: QListWidgetItem) -> None:
        """Rename and delete."""
        tag = item.data(PageRole).tag
        menu.addAction(self.tr("Rename…"), lambda: self.rename_wanted.emit(tag))
        menu.addAction(self.tr("Delete tag…"), lambda: self.delete_wanted.emit(tag))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        item = self.currentItem()
        if item is not None and event.key() == Qt.Key.Key_Delete:
            self.delete_wanted.emit(item.data(PageRole).tag)
        elif item is not None and event.key() == Qt.Key.Key_F2:
            self.rename_wanted.emit(item.data(PageRole).tag)
        else:
            super().keyPressEvent(event)
