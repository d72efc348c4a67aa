"""Where the user is, and the way back."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QWidget

from photoorg.gui import wording
from photoorg.gui.elided_label import ElidedLabel
from photoorg.gui.icons import icon
from photoorg.gui.pages import (
    AllPhotos,
    Alone,
    BestOf,
    DuplicateGroups,
    Favourites,
    Finding,
    FinerSuggestions,
    Fitting,
    Hidden,
    ImageData,
    InAlbum,
    InAlbumFolder,
    InFolder,
    InPlace,
    Labelled,
    MissingPhotos,
    OfflinePhotos,
    OneBeing,
    OneStack,
    OneSuggestion,
    Page,
    PeopleAndPets,
    Questions,
    RecentlyAdded,
    Removed,
    SuggestedAlbums,
    Tagged,
    TrashedPhotos,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

LONGEST_WORDS = 40


def shortened(text: str, longest: int = LONGEST_WORDS) -> str:
    """One line of at most ``longest`` characters."""
    text = " ".join(text.split())
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"


def page_title(page: Page) -> str:
    """What a page is called."""

    translate = QCoreApplication.translate
    match page:
        case AllPhotos():
            return translate("Breadcrumb", "All photos")
        case Favourites():
            return translate("Breadcrumb", "Favourites")
        case Hidden():
            return translate("Breadcrumb", "Hidden")
        case Removed():
            return translate("Breadcrumb", "Removed from the library")
        case RecentlyAdded():
            return translate("Breadcrumb", "Recently added")
        case OfflinePhotos():
            return translate("Breadcrumb", "Offline")
        case MissingPhotos():
            return translate("Breadcrumb", "Missing")
        case TrashedPhotos():
            return translate("Breadcrumb", "Trash")
        case PeopleAndPets():
            return translate("Breadcrumb", "People & Pets")
        case DuplicateGroups():
            return translate("Breadcrumb", "Duplicates")
        case SuggestedAlbums("event"):
            return translate("Breadcrumb", "Events")
        case SuggestedAlbums():
            return translate("Breadcrumb", "Suggested")
        case OneSuggestion(title=title):
            return shortened(title)
        case FinerSuggestions(title=title):
            return translate("Breadcrumb", "In “{title}”").format(title=shortened(title))
        case OneBeing(_, name):
            return shortened(name) if name else translate("Breadcrumb", "No name yet")
        case Alone():
            return translate("Breadcrumb", "Others")
        case Questions():
            return translate("Breadcrumb", "Who is this?")
        case InPlace(country, town):
            where = wording.country(country)
            return shortened(f"{town}, {where}" if town else where)
        case InAlbum(name) | InAlbumFolder(name) | Tagged(name) | Labelled(name):
            return shortened(name)
        case Fitting(album):
            return translate("Breadcrumb", "Photos that fit “{album}”").format(album=shortened(album))
        case OneStack():
            return translate("Breadcrumb", "Stack")
        case BestOf():
            return translate("Breadcrumb", "The best")
        case InFolder(path):
            return shortened(path.name or str(path))
        case Finding(text, None):
            return translate("Breadcrumb", "“{words}”").format(words=shortened(text))
        case Finding("", ImageData(name)):
            return translate("Breadcrumb", "Similar to {name}").format(name=name)
        case Finding(text, example):
            name = shortened(example.name) if example is not None else ""
            title = translate("Breadcrumb", "Similar to {name}").format(name=name)
            if not text:
                return title
            return translate("Breadcrumb", "{title} and “{words}”").format(title=title, words=shortened(text))


class Breadcrumb(QWidget):
    """The trail as buttons; the last step is where the user is.

    Signals:
        step_chosen(int): the depth of an earlier page.
        back_wanted(): one page back.
    """

    step_chosen = Signal(int)
    back_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(2)
        self._back = QToolButton()
        self._back.setIcon(icon("back"))
        self._back.setToolTip(self.tr("Back (Alt+Left)"))
        self._back.setAccessibleName(self.tr("Back"))
        self._back.clicked.connect(self.back_wanted)
        self._layout.addWidget(self._back)
        self._steps: list[QWidget] = []
        self._note = ElidedLabel()
        self._note.setObjectName("quiet")
        self._layout.addSpacing(8)
        self._layout.addWidget(self._note)
        self._layout.addStretch()

    @property
    def titles(self) -> list[str]:
        """The titles from the first to the current page."""
        return [step.property("title") for step in self._steps if step.property("title")]

    @property
    def note(self) -> str:
        """The quiet word beside the trail."""
        return self._note.text()

    def show_trail(self, pages: Sequence[Page]) -> None:
        """Shows other steps."""
        for step in self._steps:
            step.hide()
            self._layout.removeWidget(step)
            step.deleteLater()
        self._steps.clear()
        self._back.setVisible(len(pages) > 1)
        for depth, page in enumerate(pages):
            if depth:
                self._add(QLabel("›"), "")
            title = page_title(page)
            if depth == len(pages) - 1:
                here = ElidedLabel(title)
                here.setObjectName("breadcrumbHere")
                self._add(here, title)
            else:
                button = QToolButton()
                button.setObjectName("breadcrumbStep")
                button.setText(title.replace("&", "&&"))
                button.clicked.connect(partial(self._on_step_clicked, depth))
                self._add(button, title)

    def show_note(self, note: str) -> None:
        """A quiet word beside the trail: a count, or what the search did."""
        self._note.setText(note)

    def _add(self, step: QWidget, title: str) -> None:
        step.setProperty("title", title)
        self._steps.append(step)
        self._layout.insertWidget(len(self._steps), step)

    def _on_step_clicked(self, depth: int) -> None:
        self.step_chosen.emit(depth)
