"""What a page says that has no photos: why, and what to do about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from photoorg.changes import Activity, ModelState
from photoorg.gui import wording
from photoorg.gui.breadcrumb import page_title, shortened
from photoorg.gui.pages import (
    BestOf,
    Favourites,
    Finding,
    Fitting,
    Hidden,
    InAlbum,
    InAlbumFolder,
    InFolder,
    InPlace,
    Labelled,
    MissingPhotos,
    OfflinePhotos,
    OneStack,
    RecentlyAdded,
    Removed,
    Tagged,
    TrashedPhotos,
)

if TYPE_CHECKING:
    from photoorg.changes import ModelChanged
    from photoorg.gui.page_photos import PagePhotos
    from photoorg.gui.pages import Page

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class EmptyState:
    """An icon, a sentence and a hint.

    Attributes:
        offer_closest: whether there are photos that fit less well.
        offer_model: whether another model would help.
    """

    icon_name: str
    title: str
    text: str
    offer_closest: bool = False
    offer_model: bool = False


def empty_state(
    answer: PagePhotos, *, has_parts: bool, activity: Activity, model: ModelChanged
) -> EmptyState:
    """Why a page has no photos.

    Args:
        has_parts: whether its query has parts that can be taken away.
        activity: what the library does at this moment.
    """
    notice = "" if answer.is_foreign else wording.said(answer.notice)
    match answer.page:
        case Finding(weaker=True):
            return EmptyState(
                "search",
                translate("EmptyState", "There is nothing to compare with yet"),
                translate("EmptyState", "Photos can be found as soon as they have been looked at."),
            )
        case Finding(text, None) if has_parts:
            title = translate("EmptyState", "No photo fits “{query}”").format(query=shortened(text, 60))
            hint = notice or translate("EmptyState", "Take one of the parts above away to see more.")
            return EmptyState("search", title, hint, offer_closest=answer.is_weighed)
        case Finding(text, None):
            title = translate("EmptyState", "Nothing here looks like “{words}”").format(
                words=shortened(text, 60)
            )
            hint = notice or translate(
                "EmptyState",
                "Try plainer words for what can be seen, for example “red car” or “people at a table”.",
            )
            return EmptyState("search", title, hint, offer_closest=True)
        case Finding():
            title = translate("EmptyState", "Nothing here looks like this picture")
            return EmptyState("similar", title, notice, offer_closest=True)
        case Favourites():
            return EmptyState(
                "heart",
                translate("EmptyState", "No favourites yet"),
                translate("EmptyState", "Select a photo and press F, or click the heart in its large view."),
            )
        case Hidden():
            return EmptyState(
                "hidden",
                translate("EmptyState", "Nothing is hidden"),
                translate(
                    "EmptyState", "Select photos and press Ctrl+H: they are seen here only, and by is:hidden."
                ),
            )
        case Removed():
            return EmptyState(
                "removed",
                translate("EmptyState", "No photo is removed from the library"),
                translate(
                    "EmptyState", "Select photos and press Ctrl+Delete: their files stay where they are."
                ),
            )
        case Fitting(album):
            return EmptyState(
                "album",
                translate("EmptyState", "Nothing else fits “{album}”").format(album=shortened(album, 60)),
                translate(
                    "EmptyState", "Photos like those in the album appear here, once there are some in it."
                ),
            )
        case OneStack():
            return EmptyState(
                "duplicates",
                translate("EmptyState", "There is no stack any more"),
                translate("EmptyState", "Select photos and press Ctrl+G: the first one lies on top."),
            )
        case BestOf():
            return EmptyState(
                "star",
                translate("EmptyState", "There are no photos to choose from"),
                translate("EmptyState", "The best are chosen from the page before."),
            )
        case InAlbumFolder(name):
            return EmptyState(
                "folder",
                translate("EmptyState", "No photos in “{folder}”").format(folder=shortened(name, 60)),
                translate(
                    "EmptyState",
                    "Drag albums onto the folder in the side bar: their photos appear here together.",
                ),
            )
        case RecentlyAdded():
            return EmptyState(
                "clock",
                translate("EmptyState", "Nothing was added lately"),
                translate(
                    "EmptyState", "Photos that came to the library within the last 30 days appear here."
                ),
            )
        case InPlace() as place:
            return EmptyState(
                "place",
                translate("EmptyState", "No photos from {place}").format(place=page_title(place)),
                translate("EmptyState", "Photos that know where they were taken appear here."),
            )
        case Tagged(tag):
            return EmptyState(
                "tag",
                translate("EmptyState", "No photo has the tag “{tag}”").format(tag=shortened(tag, 60)),
                translate("EmptyState", "Open a photo and add the tag beside it."),
            )
        case Labelled(label):
            return EmptyState(
                "tag",
                translate("EmptyState", "No photo has the label “{label}”").format(
                    label=shortened(label, 60)
                ),
                translate(
                    "EmptyState", "Say of some photos that it fits: in their menu, or beside the large view."
                ),
            )
        case OfflinePhotos():
            return EmptyState(
                "offline",
                translate("EmptyState", "Every drive is connected"),
                translate("EmptyState", "Photos on a drive that is not connected appear here."),
            )
        case MissingPhotos():
            return EmptyState(
                "broken",
                translate("EmptyState", "No photo is missing"),
                translate(
                    "EmptyState",
                    "Photos of which no file is left appear here, with all that you said about them.",
                ),
            )
        case TrashedPhotos():
            return EmptyState(
                "trash",
                translate("EmptyState", "Nothing is in the trash"),
                translate(
                    "EmptyState",
                    "Photos that you move to the trash of the system stay here until it is emptied. "
                    "Select some and press Delete.",
                ),
            )
        case InAlbum(name, query) if query:
            return EmptyState(
                "search",
                translate("EmptyState", "Nothing is in “{name}” now").format(name=name),
                translate("EmptyState", "It shows what this search finds: {query}").format(query=query),
            )
        case InAlbum(name):
            return EmptyState(
                "album",
                translate("EmptyState", "“{name}” is empty").format(name=name),
                translate("EmptyState", "Select photos and press Ctrl+Shift+A, or drag them onto the album."),
            )
        case InFolder(path) if not answer.is_reachable:
            return EmptyState(
                "folder-missing",
                translate("EmptyState", "“{name}” is not reachable").format(name=path.name or path),
                translate("EmptyState", "Its photos come back when the folder does: {path}").format(
                    path=path
                ),
            )
    return _no_photos(answer.page, activity, model)


def _no_photos(page: Page, activity: Activity, model: ModelChanged) -> EmptyState:
    if activity in (Activity.SCANNING, Activity.DESCRIBING):
        return EmptyState(
            "photos",
            translate("EmptyState", "Looking for photos…"),
            translate(
                "EmptyState", "They appear here one after the other; you can search while the rest is read."
            ),
        )
    if model.state is ModelState.FAILED:
        title = translate("EmptyState", "Photos cannot be looked at yet")
        return EmptyState("warning", title, wording.about_model(model), offer_model=True)
    if isinstance(page, InFolder):
        return EmptyState(
            "folder",
            translate("EmptyState", "There are no photos in this folder"),
            translate("EmptyState", "New ones appear here by themselves."),
        )
    return EmptyState(
        "photos",
        translate("EmptyState", "No photos yet"),
        translate("EmptyState", "Add a folder with photos: File, Add folder… or drop one here."),
    )
