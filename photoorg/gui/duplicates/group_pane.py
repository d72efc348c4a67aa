"""One group of duplicates: its photos, two of them side by side, and what is to become of them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from photoorg.albums.duplicates.choice import Choice
from photoorg.albums.duplicates.comparison import ComparedFact, Fact, compared
from photoorg.gui import wording
from photoorg.gui.duplicates.comparison_view import ComparisonView
from photoorg.gui.duplicates.fact_table import FactTable
from photoorg.gui.duplicates.found_groups import tiles_of
from photoorg.gui.duplicates.photo_tiles import PhotoTiles
from photoorg.gui.flow_layout import FlowLayout
from photoorg.gui.library_bridge import LibraryBridge, Request, Track
from photoorg.gui.scrolling import scrolling

if TYPE_CHECKING:
    from photoorg.albums.duplicates.duplicates import GroupDetails, PhotoGroup
    from photoorg.gui.duplicates.found_groups import Tile
    from photoorg.gui.duplicates.photo_tiles import TilePictures
    from photoorg.photo_library import PhotoLibrary

MOST_FACTS = 8


def _read(group: PhotoGroup, library: PhotoLibrary) -> GroupDetails:
    return library.duplicates.details(group)


class GroupPane(QFrame):
    """Shows what is kept and why; other photos are chosen by a click or by keys.

    Signals:
        resolve_wanted(Choice): the rest is to be moved to the trash.
        stack_wanted(Choice): all of them stay, in a stack.
        dismiss_wanted(PhotoGroup, bool): all of them stay; whether they are copies.
        photo_wanted(int, tuple[int, ...]): a photo in large, among these.
        gone(): nothing of the group is left.
    """

    resolve_wanted = Signal(object)
    stack_wanted = Signal(object)
    dismiss_wanted = Signal(object, bool)
    photo_wanted = Signal(int, object)
    gone = Signal()

    def __init__(self, bridge: LibraryBridge, pictures: TilePictures, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("people")
        self._bridge = bridge
        self._request: Request | None = None
        self._group: PhotoGroup | None = None
        self._details: GroupDetails | None = None
        self._reason = QLabel()
        self._reason.setTextFormat(Qt.TextFormat.PlainText)
        self._reason.setWordWrap(True)
        self.tiles = PhotoTiles(pictures)
        self.comparison = ComparisonView(bridge, pictures)
        self.facts = FactTable()
        self.resolve_button = QPushButton()
        self.resolve_button.setObjectName("decision")
        self.keep_button = QPushButton(self.tr("Keep this one (K)"))
        self.stack_button = QPushButton(self.tr("Stack (S)"))
        self.stack_button.setToolTip(self.tr("All stay; the one that is kept lies on top of the others"))
        self.all_button = QPushButton(self.tr("Keep all (A)"))
        self.apart_button = QPushButton(self.tr("Not copies (X)"))
        self._build()
        self.tiles.tile_chosen.connect(self._on_tile_chosen)
        self.tiles.flip_wanted.connect(self._flip)
        self.tiles.photo_wanted.connect(self._show_photo)
        self.resolve_button.clicked.connect(self.resolve)
        self.keep_button.clicked.connect(self.keep_current)
        self.stack_button.clicked.connect(self.stack)
        self.all_button.clicked.connect(partial(self.dismiss, True))
        self.apart_button.clicked.connect(partial(self.dismiss, False))

    @property
    def choice(self) -> Choice | None:
        """What stays, as it is chosen now; None until the photos are known."""
        group, kept = self._group, self.tiles.kept
        if group is None or self._details is None or not kept:
            return None
        if self._is_of_files:
            return Choice(group, group.photo_ids, kept[0].path)
        return Choice(group, tuple(tile.photo.id for tile in kept))

    def show_group(self, group: PhotoGroup | None) -> None:
        """Shows another group, or the same one as it is now."""
        if self._request is not None:
            self._request.cancel()
        if group is None:
            self._group = self._details = None
            return
        if self._group is None or group.id != self._group.id:
            self._details = None
            self.resolve_button.setEnabled(False)
        self._group = group
        self._request = self._bridge.run(Track.RECORDS, partial(_read, group), self._on_read)

    def resolve(self) -> None:
        """Has the rest moved to the trash."""
        choice = self.choice
        if choice is not None and self.resolve_button.isEnabled():
            self.resolve_wanted.emit(choice)

    def stack(self) -> None:
        """Has all of them stacked."""
        choice = self.choice
        if choice is not None and choice.place is None:
            self.stack_wanted.emit(choice)

    def dismiss(self, are_copies: bool) -> None:
        """Keeps all."""
        if self._group is not None:
            self.dismiss_wanted.emit(self._group, are_copies)

    def keep_current(self) -> None:
        """Keeps the photo that is looked at, in place of those that were to be kept."""
        tile = self.tiles.current
        if tile is not None:
            self.tiles.keep(frozenset([tile.id]))
            self._show_choice()

    def flip_current(self) -> None:
        """Keeps the photo that is looked at, too, or no longer."""
        tile = self.tiles.current
        if tile is not None:
            self._flip(tile)

    def _build(self) -> None:
        buttons = QWidget()
        row = FlowLayout(8, buttons)
        for button in (
            self.resolve_button,
            self.keep_button,
            self.stack_button,
            self.all_button,
            self.apart_button,
        ):
            row.addWidget(button)
            # After a click the keys go on being those of the page.
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        top = QHBoxLayout()
        top.setContentsMargins(12, 0, 12, 0)
        top.addWidget(self._reason, 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(12, 4, 12, 10)
        foot.addWidget(buttons, 1)
        body = QWidget()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(scrolling(body, takes_keys=False), 1)
        # What is decided is always in sight.
        outer.addLayout(foot)
        layout = QVBoxLayout(body)
        layout.setContentsMargins(0, 8, 0, 0)
        layout.setSpacing(6)
        layout.addLayout(top)
        layout.addWidget(self.tiles)
        layout.addWidget(self.comparison, 1)
        layout.addWidget(self.facts)

    @property
    def _is_of_files(self) -> bool:
        return self._details is not None and self._details.place is not None

    def _flip(self, tile: Tile) -> None:
        kept = {one.id for one in self.tiles.kept}
        if self._is_of_files:
            kept = {tile.id}
        elif tile.id not in kept:
            kept.add(tile.id)
        elif len(kept) > 1:
            kept.discard(tile.id)
        self.tiles.keep(frozenset(kept))
        self._show_choice()

    def _show_photo(self, photo_id: int) -> None:
        if self._group is not None:
            self.photo_wanted.emit(photo_id, self._group.photo_ids)

    def _on_read(self, details: GroupDetails) -> None:
        tiles = tiles_of(details)
        if len(tiles) < 2:
            self.gone.emit()
            return
        is_same = self._details is not None and self._details == details
        self._details = details
        if not is_same:
            self.tiles.show_tiles(tiles)
        self._show_choice()

    def _on_tile_chosen(self, _: Tile) -> None:
        self._show_choice()

    def _show_choice(self) -> None:
        details, kept, current = self._details, self.tiles.kept, self.tiles.current
        if details is None or not kept:
            return
        tiles = self.tiles.tiles.records
        going = [tile for tile in tiles if not tile.is_kept]
        shown = kept[0]
        other = current if current is not None and current.id != shown.id else next(iter(going), None)
        self._reason.setText(self._why(details, shown))
        self.comparison.compare(shown, None if self._is_of_files else other)
        self.facts.show_facts([] if other is None else self._facts(shown, other))
        text = self.tr("Keep {kept}, move {going} to the trash")
        self.resolve_button.setText(
            text.format(kept=wording.number(len(kept)), going=wording.number(len(going)))
        )
        self.resolve_button.setEnabled(bool(going))
        self.keep_button.setEnabled(current is not None and not (current.is_kept and len(kept) == 1))
        self.stack_button.setVisible(not self._is_of_files)
        # Of one photo nobody says that it is no copy of itself.
        self.apart_button.setVisible(not self._is_of_files)

    def _why(self, details: GroupDetails, shown: Tile) -> str:
        if not shown.is_best:
            reason = self.tr("Your choice.")
        elif details.place is not None:
            reason = wording.said(details.place.reason)
        else:
            reasons = details.keeper.reasons if details.keeper is not None else ()
            reason = " ".join(wording.said(reason) for reason in reasons[:2])
        return self.tr("Kept: {name}. {reason}").format(name=shown.path.name, reason=reason).strip()

    def _facts(self, one: Tile, other: Tile) -> list[ComparedFact]:
        if self._is_of_files:
            return [
                ComparedFact(Fact.PATH, one.path, other.path),
                ComparedFact(Fact.CHANGED_AT, one.changed_at, other.changed_at),
            ]
        facts = compared(one.photo, other.photo)
        return [fact for fact in facts if fact.differs][:MOST_FACTS]
