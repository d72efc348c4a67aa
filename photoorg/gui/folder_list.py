"""The folders of the side bar, and those in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal

from photoorg.gui.pages import InFolder
from photoorg.gui.side_lists import (
    ARROW_PX,
    INDENTATION_PX,
    CountRole,
    DepthRole,
    DimmedRole,
    PageRole,
    SideList,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from PySide6.QtGui import QKeyEvent, QMouseEvent
    from PySide6.QtWidgets import QListWidgetItem, QMenu, QWidget

    from photoorg.library.folder_tree import FolderNode
    from photoorg.library.records import Folder


def _folder_path(item: QListWidgetItem) -> Path:
    page: InFolder = item.data(PageRole)
    return page.path


class FolderList(SideList):
    """The watched folders with their counts, and below those that are opened the folders in them that hold
    photos. One that cannot be reached is dimmed and says so.

    Signals:
        remove_wanted(Path): chosen from the menu of a watched folder, or with the Delete key.
        opened_changed(frozenset[Path]): what lies in these folders is to be shown.
    """

    remove_wanted = Signal(object)
    opened_changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.setAccessibleName(self.tr("Folders"))
        self._folders: tuple[Folder, ...] = ()
        self._nodes: dict[Path, FolderNode] = {}
        self._opened: frozenset[Path] = frozenset()

    @property
    def paths(self) -> list[Path]:
        """The folders listed."""
        return [_folder_path(self.item(row)) for row in range(self.count())]

    def show_folders(self, folders: Sequence[Folder]) -> None:
        """Replaces the watched folders."""
        self._folders = tuple(folders)
        self._fill()

    def show_tree(self, tree: Sequence[FolderNode]) -> None:
        """Shows how many photos each folder has, and what lies in those that are opened."""
        nodes = {node.path: node for node in tree}
        if _shape(nodes) == _shape(self._nodes):
            self._nodes = nodes
            self._show_counts()
        else:
            self._nodes = nodes
            self._fill()

    def open_folder(self, path: Path, wanted: bool) -> None:
        """Shows, or hides, what lies in a folder; what is not known yet comes in a moment."""
        if wanted != (path in self._opened):
            self._opened ^= {path}
            self._fill()
            self.opened_changed.emit(self._opened)

    def fill_menu(self, menu: QMenu, item: QListWidgetItem) -> None:
        """Remove, where it is one that is watched."""
        path = _folder_path(item)
        if not item.data(DepthRole):
            menu.addAction(self.tr("Remove folder…"), lambda: self.remove_wanted.emit(path))

    def _fill(self) -> None:
        at = self.currentItem()
        current = None if at is None else at.data(PageRole)
        self.clear()
        for folder in self._folders:
            self._add(folder.path, 0, self._nodes.get(folder.path), is_there=folder.available)
        self._show_counts()
        self.fit_height()
        self.mark(self._page)
        pages = self.pages
        if self.currentItem() is None and current in pages:
            self.setCurrentRow(pages.index(current), self.selectionModel().SelectionFlag.NoUpdate)

    def _add(self, path: Path, depth: int, node: FolderNode | None, *, is_there: bool = True) -> None:
        is_open = path in self._opened
        icon_name = "folder" if is_there else "folder-missing"
        if node is not None and node.has_folders:
            icon_name = "fold" if is_open else "unfold"
        name = path.name or str(path)
        item = self.add_page(InFolder(path), icon_name, name)
        item.setData(DepthRole, depth)
        item.setToolTip(str(path))
        if not is_there:
            item.setText(self.tr("{name} (offline)").format(name=name))
            item.setToolTip(
                self.tr("{path}\nOffline: its photos are kept, and come back when it does.").format(path=path)
            )
            item.setData(DimmedRole, True)
        if node is None or not node.has_folders:
            return
        state = self.tr("open") if is_open else self.tr("closed")
        item.setData(
            Qt.ItemDataRole.AccessibleTextRole,
            self.tr("Folder: {name}, {state}").format(name=item.text(), state=state),
        )
        for inner in node.folders if is_open else ():
            self._add(inner.path, depth + 1, inner)

    def _show_counts(self) -> None:
        counts = dict(_counts(self._nodes.values()))
        for row in range(self.count()):
            self.item(row).setData(CountRole, counts.get(_folder_path(self.item(row))))

    def _has_folders(self, item: QListWidgetItem) -> bool:
        return bool(item.data(Qt.ItemDataRole.AccessibleTextRole))

    # --- input ---

    def keyPressEvent(self, event: QKeyEvent) -> None:
        item, key = self.currentItem(), event.key()
        if item is not None and key == Qt.Key.Key_Delete:
            if not item.data(DepthRole):
                self.remove_wanted.emit(_folder_path(item))
        elif item is not None and key in (Qt.Key.Key_Left, Qt.Key.Key_Right) and self._has_folders(item):
            self.open_folder(_folder_path(item), key == Qt.Key.Key_Right)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        item = self.itemAt(at)
        if item is not None and self._has_folders(item) and event.button() is Qt.MouseButton.LeftButton:
            start = item.data(DepthRole) * INDENTATION_PX
            if start <= at.x() <= start + ARROW_PX:
                path = _folder_path(item)
                self.open_folder(path, path not in self._opened)
                return
        super().mousePressEvent(event)


def _shape(nodes: dict[Path, FolderNode]) -> list[object]:
    """What differs where there are other rows, not where only counts do."""
    return [
        (path, node.has_folders, _shape({inner.path: inner for inner in node.folders}))
        for path, node in nodes.items()
    ]


def _counts(nodes: Iterable[FolderNode]) -> Iterator[tuple[Path, int]]:
    for node in nodes:
        yield node.path, node.photos
        yield from _counts(node.folders)
