"""The page of duplicates: groups at the left, the current one at the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QPushButton,
    QSplitter,
    QWidget,
)

from photoorg.albums.duplicates.groups import GroupKind
from photoorg.gui import wording
from photoorg.gui.duplicates.duplicate_actions import DuplicateActions
from photoorg.gui.duplicates.duplicate_search import DuplicateSearch
from photoorg.gui.duplicates.found_groups import FoundGroups, read_found
from photoorg.gui.duplicates.group_list import GroupList
from photoorg.gui.duplicates.group_pane import GroupPane
from photoorg.gui.duplicates.photo_tiles import TilePictures
from photoorg.gui.library_bridge import LibraryBridge, Track
from photoorg.gui.search_page import SearchPage

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from photoorg.albums.duplicates.duplicates import PhotoGroup
    from photoorg.errors import PhotoOrgError
    from photoorg.gui.undo import Undo

SEARCHING_DELAY_MS = 5_000


class DuplicatesPage(SearchPage):
    """Compares what is new when it is opened, and shows what was found until then.

    Signals:
        photo_wanted(int, tuple[int, ...]): a photo in large, among these.
        counted(int): so many groups there are.
    """

    photo_wanted = Signal(int, object)
    counted = Signal(int)

    def __init__(self, bridge: LibraryBridge, undo: Undo, parent: QWidget | None = None) -> None:
        super().__init__(bridge, parent)
        self.actions_of_user = DuplicateActions(bridge, undo, self)
        self.search = DuplicateSearch(bridge, self)
        self._pictures = TilePictures(bridge, self)
        self._found: FoundGroups | None = None
        self._going: frozenset[str] = frozenset()
        self._is_shown = False
        self._may_search = True
        self.kinds = QComboBox()
        self.kinds.setAccessibleName(self.tr("What is shown"))
        self.list = GroupList(self._pictures)
        self.pane = GroupPane(bridge, self._pictures)
        self.progress.setAccessibleName(self.tr("How far comparing is"))
        self.search_button.setText(self.tr("Compare the rest"))
        self.all_button = QPushButton(self.tr("Keep the best of all…"))
        self.all_button.setObjectName("small")
        for control in (self.kinds, self.stop_button, self.search_button, self.all_button):
            # After a click the keys go on being those of the page.
            control.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._build()
        self._connect()
        self._allow_choices()

    def show_page(self) -> None:
        """The page is on the screen; what is new is compared."""
        if not self._is_shown:
            self._is_shown = True
            self._may_search = True
            self.take_focus()
        self.refresh()
        if self._found is None:
            # In a large library the groups are there after some seconds.
            self._explain()
            self._stack.setCurrentWidget(self.message)
            self._show_search()

    def leave(self) -> None:
        """Another page is on the screen. What is being compared goes on."""
        self._is_shown = False
        self._timer.stop()

    def refresh(self) -> None:
        """Reads all groups again, now."""
        self._timer.stop()
        if self._request is not None:
            self._request.cancel()
        self._pace.begin()
        self._request = self._bridge.run(Track.READS, read_found, self._on_found, self._on_failed)

    def refresh_soon(self) -> None:
        """Reads them again, once for many calls."""
        if self._is_shown and not self._timer.isActive():
            self._timer.start(self._pace.delay_ms)

    def take_focus(self) -> None:
        """Gives the focus to the list, if there is one."""
        (self.list if self.list.groups.records else self).setFocus()

    @property
    def groups(self) -> list[PhotoGroup]:
        """Those that are listed."""
        return list(self.list.groups.records)

    def _build(self) -> None:
        for text, kind in (
            (self.tr("All kinds"), None),
            (self.tr("Several files"), GroupKind.EXACT),
            (self.tr("Copies"), GroupKind.COPIES),
            (self.tr("Bursts"), GroupKind.BURST),
            (self.tr("Similar shots"), GroupKind.SIMILAR),
        ):
            self.kinds.addItem(text, kind)
        bar = QHBoxLayout()
        bar.setContentsMargins(12, 6, 12, 6)
        bar.setSpacing(10)
        bar.addWidget(self.kinds)
        bar.addWidget(self._status)
        bar.addWidget(self.progress, 1)
        bar.addWidget(self.stop_button)
        bar.addWidget(self.search_button)
        bar.addStretch()
        bar.addWidget(self.all_button)
        both = QSplitter()
        both.setHandleWidth(1)
        both.setChildrenCollapsible(False)
        self.list.setMinimumWidth(200)
        both.addWidget(self.list)
        both.addWidget(self.pane)
        both.setSizes([280, 700])
        both.setStretchFactor(1, 1)
        self._both = both
        self._lay_out(bar, both)
        self._show_search()

    def _connect(self) -> None:
        self._bridge.photos_changed.connect(self._pictures_changed)
        self._bridge.notice_raised.connect(lambda _: self.refresh_soon())
        self.kinds.currentIndexChanged.connect(lambda _: self._show())
        self.list.group_chosen.connect(self.pane.show_group)
        self.pane.resolve_wanted.connect(self.actions_of_user.ask_to_resolve)
        self.pane.stack_wanted.connect(self.actions_of_user.stack)
        self.pane.dismiss_wanted.connect(
            lambda group, are_copies: self.actions_of_user.dismiss(group, are_copies=are_copies)
        )
        self.pane.photo_wanted.connect(self.photo_wanted)
        self.pane.gone.connect(self.refresh_soon)
        self.actions_of_user.came_back.connect(lambda group_ids: self.list.go_to(group_ids[0]))
        self.actions_of_user.changed.connect(self._on_changed)
        self.actions_of_user.decided.connect(self._on_decided)
        self.search.progressed.connect(self._on_progressed)
        self.search.ended.connect(self._on_search_ended)
        self.stop_button.clicked.connect(self._on_stop_clicked)
        self.search_button.clicked.connect(self._on_search_clicked)
        self.all_button.clicked.connect(self._on_all_clicked)

    # --- showing ---

    def _on_found(self, found: FoundGroups) -> None:
        self._pace.end()
        self._found = found
        self._going = frozenset()
        self.counted.emit(len(found.groups))
        if found.waiting and self._is_shown and self._may_search:
            self.search.start()
        self._show()

    def _on_failed(self, error: PhotoOrgError) -> None:
        self._status.setText("")
        self.progress.hide()
        self._say_problem(self.tr("Duplicates cannot be shown"), error)

    def _show(self) -> None:
        found = self._found
        if found is None:
            return
        kind = self.kinds.currentData()
        shown = [
            group
            for group in found.groups
            if group.id not in self._going and (kind is None or group.kind is kind)
        ]
        had_focus = self._is_focus_inside()
        self.list.show_groups(shown)
        self._allow_choices()
        self.all_button.setVisible(len(self._resolvable) > 1)
        self._show_search()
        self._show_found(is_any=bool(shown), focus=self.list, had_focus=had_focus)

    @property
    def _resolvable(self) -> tuple[PhotoGroup, ...]:
        """Groups of which one may well keep the best without looking at each: of other shots than copies
        only where the user chose to see nothing else."""
        kind = self.kinds.currentData()
        return tuple(
            group for group in self.list.groups.records if kind is not None or group.kind.is_one_shot
        )

    def _explain(self) -> None:
        found = self._found
        if found is None:
            self.message.say(
                "duplicates",
                self.tr("Looking for duplicates…"),
                self.tr("They appear here when they are found; you can go on working."),
            )
        elif self.search.is_running:
            self.message.say(
                "duplicates",
                self.tr("Comparing photos…"),
                self.tr("Copies and similar shots appear here as they are found; you can go on working."),
            )
        elif found.waiting:
            self.message.say(
                "duplicates",
                self.tr("Not all photos were compared"),
                self.tr("Nothing was found among those that were."),
            )
        elif any(group.id not in self._going for group in found.groups):
            self.message.say("duplicates", self.tr("Nothing of this kind"), "")
        else:
            self.message.say(
                "duplicates",
                self.tr("No duplicates"),
                self.tr("Copies, bursts and similar shots appear here when there are some."),
            )

    def _show_search(self) -> None:
        is_running = self.search.is_running
        is_read = self._found is not None
        waiting = 0 if self._found is None else self._found.waiting
        self.progress.setVisible(is_running or not is_read)
        if not is_read:
            # How long it takes is not known.
            self.progress.setRange(0, 0)
        self.stop_button.setVisible(is_running)
        self.search_button.setVisible(not is_running and waiting > 0)
        if is_running:
            self._status.setText(self.tr("Comparing photos…"))
        elif not is_read:
            self._status.setText(self.tr("Looking for duplicates…"))
        elif waiting:
            text = self.tr("Not compared yet: {photos}.")
            self._status.setText(text.format(photos=wording.photo_count(waiting)))
        else:
            count = len(self.list.groups.records)
            text = self.tr("{count} group(s)", None, count).format(count=wording.number(count))
            self._status.setText(text if count else "")

    def _allow_choices(self) -> None:
        """Before it is known what there is, nothing can be chosen of it."""
        for control in (self.kinds, self.all_button):
            control.setEnabled(self._found is not None)

    # --- reacting ---

    def _pictures_changed(self, photo_ids: frozenset[int]) -> None:
        self._pictures.forget()
        if self._is_shown:
            self.pane.comparison.forget(photo_ids)
        self.refresh_soon()

    def _on_progressed(self, done: int, total: int) -> None:
        self._show_progress(done, total)
        # What was found until now is written down from time to time.
        if self._is_shown and not self._timer.isActive():
            self._timer.start(max(self._pace.delay_ms, SEARCHING_DELAY_MS))

    def _on_search_ended(self) -> None:
        # What came meanwhile is compared with the next visit, or by the button.
        self._may_search = False
        self.refresh()

    def _on_stop_clicked(self) -> None:
        self.search.stop()

    def _on_search_clicked(self) -> None:
        self.search.start()
        self._show()

    def _on_all_clicked(self) -> None:
        self.actions_of_user.ask_to_resolve_all(self._resolvable)

    def _on_changed(self) -> None:
        self.refresh()

    def _on_decided(self, group_ids: tuple[str, ...]) -> None:
        self._going |= frozenset(group_ids)
        self._show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # The one place that decides, whatever has the focus.
        act = {
            Qt.Key.Key_Up: lambda: self.list.step(-1),
            Qt.Key.Key_Down: lambda: self.list.step(1),
            Qt.Key.Key_Left: lambda: self.pane.tiles.step(-1),
            Qt.Key.Key_Right: lambda: self.pane.tiles.step(1),
            Qt.Key.Key_Space: self.pane.flip_current,
            Qt.Key.Key_K: self.pane.keep_current,
            Qt.Key.Key_S: self.pane.stack,
            Qt.Key.Key_A: lambda: self.pane.dismiss(True),
            Qt.Key.Key_X: lambda: self.pane.dismiss(False),
            Qt.Key.Key_Z: self.pane.comparison.flip_pixels,
            Qt.Key.Key_Return: self.pane.resolve,
            Qt.Key.Key_Enter: self.pane.resolve,
        }.get(Qt.Key(event.key()))
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if act is None or not plain or self._stack.currentWidget() is not self._both:
            super().keyPressEvent(event)
        else:
            act()
