"""The side bar: everything one can go to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from photoorg.gui import wording
from photoorg.gui.album_list import AlbumList
from photoorg.gui.folder_list import FolderList
from photoorg.gui.labels.label_list import LabelList
from photoorg.gui.pages import (
    AllPhotos,
    BestOf,
    DuplicateGroups,
    Favourites,
    FinerSuggestions,
    Fitting,
    Hidden,
    InAlbum,
    MissingPhotos,
    OfflinePhotos,
    OneSuggestion,
    Page,
    PeopleAndPets,
    PeoplePage,
    RecentlyAdded,
    Removed,
    SuggestedAlbums,
    TrashedPhotos,
)
from photoorg.gui.place_tree import PlaceTree
from photoorg.gui.side_lists import SideList, SideRow, TagList
from photoorg.gui.side_section import SideSection
from photoorg.library.suggestions.records import EVENT, GROUP

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from photoorg.library.labels import Label
    from photoorg.library.overview import Overview
    from photoorg.library.records import Album
    from photoorg.library.tag_counts import Tag

FEW_TAGS = 12


class Sidebar(QFrame):
    """Photos, albums, places, tags, labels, folders, what was put aside, and what cannot be reached.

    What stands at the top is there from the start and stays, for what is below would move away under the
    mouse. Of what follows, only what has something in it is shown, or is the page on the screen.

    Signals:
        page_chosen(StartPage): where the user wants to go.
        new_album_wanted(): a new album.
        labels_wanted(): other labels.
        add_folder_wanted(): a folder to watch.
        sections_folded(list[str]): the names of the sections that are folded now.
    """

    page_chosen = Signal(object)
    new_album_wanted = Signal()
    labels_wanted = Signal()
    add_folder_wanted = Signal()
    sections_folded = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sidebar")
        self.setMinimumWidth(170)
        self._page: Page = AllPhotos()
        self._overview: Overview | None = None
        # None: they are not to be gone to.
        self._people: int | None = None
        self._duplicates = 0
        self._suggestions: dict[str, int] = {}
        self.photos = SideList(self.tr("Photos"))
        self.albums = AlbumList()
        self.places = PlaceTree()
        self.tags = TagList()
        self._all_tags: tuple[Tag, ...] = ()
        self.more_tags = QPushButton()
        self.more_tags.setObjectName("link")
        self.more_tags.setCheckable(True)
        self.more_tags.toggled.connect(lambda _: self.show_tags(self._all_tags))
        self.labels = LabelList()
        self.folders = FolderList()
        self.put_aside = SideList(self.tr("Put aside"))
        self.unreachable = SideList(self.tr("Out of reach"))
        self._lists = (
            self.photos,
            self.albums,
            self.places,
            self.tags,
            self.labels,
            self.folders,
            self.put_aside,
            self.unreachable,
        )
        for pages in self._lists:
            pages.page_chosen.connect(self.page_chosen)
        self._no_albums = self._hint(self.tr("Make an album with +, then drag photos onto it."))
        self.sections = {
            "albums": SideSection(self.tr("Albums"), self._no_albums, self.albums),
            "places": SideSection(self.tr("Places"), self.places),
            "tags": SideSection(self.tr("Tags"), self.tags, self.more_tags),
            "labels": SideSection(self.tr("Labels"), self.labels),
            "folders": SideSection(self.tr("Folders"), self.folders),
        }
        self.sections["albums"].add_button(self.tr("New album…"), self.new_album_wanted.emit)
        self.sections["labels"].add_button(self.tr("Labels…"), self.labels_wanted.emit)
        self.sections["folders"].add_button(self.tr("Add folder…"), self.add_folder_wanted.emit)
        body = QWidget()
        layout = QVBoxLayout(body)
        layout.setContentsMargins(8, 12, 8, 8)
        layout.setSpacing(4)
        layout.addWidget(self.photos)
        layout.addSpacing(8)
        for section in self.sections.values():
            layout.addWidget(section)
            section.folded.connect(self._on_folded)
        layout.addWidget(self.put_aside)
        layout.addWidget(self.unreachable)
        layout.addStretch()
        scroll = QScrollArea()
        scroll.setWidget(body)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # The rows take the focus; the area around them has nothing to do with it.
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.viewport().setAutoFillBackground(False)
        body.setAutoFillBackground(False)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll)
        self._show_rows()
        self.show_albums([])
        self.show_labels([])
        self.show_tags([])

    def show_overview(self, overview: Overview) -> None:
        """Shows what there is, and how many photos."""
        self._overview = overview
        self._show_rows()

    def show_albums(self, albums: Sequence[Album]) -> None:
        """Replaces the albums."""
        self.albums.show_albums(albums)
        is_empty = not self.albums.pages
        self._no_albums.setVisible(is_empty)
        self.albums.setVisible(not is_empty)

    def show_tags(self, tags: Sequence[Tag]) -> None:
        """Replaces the tags. Files may bring hundreds of keywords: what is below is not to be pushed away."""
        self._all_tags, few = tuple(tags), _few(tags)
        shows_all = self.more_tags.isChecked()
        self.tags.show_tags(tags if shows_all else few)
        self.more_tags.setVisible(len(few) < len(tags))
        all_of_them = self.tr("Show all {count}").format(count=wording.number(len(tags)))
        self.more_tags.setText(self.tr("Show fewer") if shows_all else all_of_them)
        self.sections["tags"].setVisible(bool(tags))

    def show_labels(self, labels: Sequence[Label]) -> None:
        """Replaces the labels."""
        self.labels.show_labels(labels)
        self.sections["labels"].setVisible(bool(labels))

    def show_people(self, count: int | None) -> None:
        """Shows how many people and pets there are; None where their page leads nowhere."""
        self._people = count
        self._show_rows()

    def expect_people(self, wanted: bool) -> None:
        """Leads to people and pets before it is known who there is."""
        if self._people is None and wanted:
            self.show_people(0)

    def show_duplicates(self, count: int) -> None:
        """Shows how many groups of duplicates there are, as far as that is known."""
        self._duplicates = count
        self._show_rows()

    def show_suggestions(self, counts: dict[str, int]) -> None:
        """Shows how many albums and events are suggested, by kind."""
        self._suggestions = counts
        self._show_rows()

    def show_page(self, page: Page) -> None:
        """Marks the page on the screen, or the one that it belongs to."""
        if isinstance(page, BestOf):
            page = page.page
        if isinstance(page, PeoplePage):
            page = PeopleAndPets()
        elif isinstance(page, FinerSuggestions | OneSuggestion):
            page = SuggestedAlbums(page.kind)
        elif isinstance(page, Fitting):
            page = InAlbum(page.album)
        self._page = page
        self._show_rows()
        for pages in self._lists:
            pages.mark(page)

    def fold(self, names: Collection[str]) -> None:
        """Folds the sections of these names, and unfolds the others."""
        for name, section in self.sections.items():
            section.fold(name in names)

    def _show_rows(self) -> None:
        known = self._overview
        self.photos.show_rows(
            [
                SideRow(AllPhotos(), "photos", self.tr("All photos"), known.photos if known else None),
                SideRow(Favourites(), "heart", self.tr("Favourites"), known.favourites if known else None),
                SideRow(RecentlyAdded(), "clock", self.tr("Recently added"), known.recent if known else None),
                *self._people_row(),
                *self._suggestion_rows(),
                SideRow(DuplicateGroups(), "duplicates", self.tr("Duplicates"), self._duplicates or None),
            ]
        )
        self._show_last(
            self.put_aside,
            SideRow(Hidden(), "hidden", self.tr("Hidden"), known.hidden if known else 0),
            SideRow(Removed(), "removed", self.tr("Removed"), known.removed if known else 0),
        )
        self._show_last(
            self.unreachable,
            SideRow(OfflinePhotos(), "offline", self.tr("Offline"), known.offline if known else 0),
            SideRow(MissingPhotos(), "broken", self.tr("Missing"), known.missing if known else 0),
            SideRow(TrashedPhotos(), "trash", self.tr("Trash"), known.trashed if known else 0),
        )
        countries = known.countries if known else ()
        self.places.show_places(countries)
        self.sections["places"].setVisible(bool(countries))

    def _people_row(self) -> list[SideRow]:
        if self._people is None and self._page != PeopleAndPets():
            return []
        # Nobody is no number worth reading: perhaps nobody was looked for.
        return [SideRow(PeopleAndPets(), "people", self.tr("People & Pets"), self._people or None)]

    def _suggestion_rows(self) -> list[SideRow]:
        # None is no number worth reading: perhaps they were not looked for.
        groups, events = (self._suggestions.get(kind) or None for kind in (GROUP, EVENT))
        return [
            SideRow(SuggestedAlbums(GROUP), "suggested", self.tr("Suggested"), groups),
            SideRow(SuggestedAlbums(EVENT), "event", self.tr("Events"), events),
        ]

    def _show_last(self, pages: SideList, *rows: SideRow) -> None:
        """What hardly anybody wants to see needs no heading, and no room where there is nothing of it."""
        there = self._unless_empty(*rows)
        pages.show_rows(there)
        pages.setVisible(bool(there))

    def _unless_empty(self, *rows: SideRow) -> list[SideRow]:
        return [row for row in rows if row.count or row.page == self._page]

    def _on_folded(self) -> None:
        self.sections_folded.emit([name for name, section in self.sections.items() if section.is_folded])

    def _hint(self, text: str) -> QLabel:
        label = QLabel(text)
        label.setObjectName("quiet")
        label.setWordWrap(True)
        label.setContentsMargins(9, 0, 6, 4)
        return label


def _few(tags: Sequence[Tag]) -> Sequence[Tag]:
    """Those of the user and on the most photos, in the same order."""
    if len(tags) <= FEW_TAGS:
        return tags
    likely = sorted(tags, key=lambda tag: (not tag.is_own, -tag.photos))[:FEW_TAGS]
    return [tag for tag in tags if tag in likely]
