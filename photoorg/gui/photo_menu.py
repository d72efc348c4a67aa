"""The context menu of photos, in the grid and in large."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu

from photoorg.gui.icons import icon
from photoorg.gui.pages import (
    Finding,
    Fitting,
    Hidden,
    InAlbum,
    OneStack,
    OneSuggestion,
    Removed,
    TrashedPhotos,
)
from photoorg.library.beings.records import PERSON, PET

if TYPE_CHECKING:
    from photoorg.gui.main_window import MainWindow

translate = QCoreApplication.translate


def photo_menu(window: MainWindow, photo_ids: tuple[int, ...]) -> QMenu:
    """What can be done with photos on the page that is on the screen."""
    menu = QMenu(window)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    page = window.browse.trail.current
    if window.pages.is_browsing:
        menu.addAction(translate("PhotoMenu", "Open"), lambda: window.pages.open_photo(photo_ids[0]))
    if isinstance(page, TrashedPhotos):
        menu.addAction(
            translate("PhotoMenu", "Restore from the trash"), partial(window.trash.restore, photo_ids)
        )
        return menu
    similar = menu.addAction(icon("similar"), translate("PhotoMenu", "Find similar photos"))
    similar.setShortcut(QKeySequence("Ctrl+L"))
    similar.triggered.connect(lambda: window.find_similar(photo_ids[0]))
    if isinstance(page, Finding) and window.pages.is_browsing:
        for text, icon_name, more in (
            (translate("PhotoMenu", "More like this\t+"), "plus", True),
            (translate("PhotoMenu", "Less like this\t-"), "minus", False),
        ):
            menu.addAction(icon(icon_name), text, partial(window.pages.mark, more=more))
    menu.addSeparator()
    menu.addMenu(window.albums.menu(photo_ids, menu))
    if isinstance(page, InAlbum) and not page.query:
        menu.addAction(
            translate("PhotoMenu", "Remove from this album"),
            partial(window.albums.remove, page.name, photo_ids),
        )
    if isinstance(page, OneSuggestion) and window.pages.is_browsing:
        menu.addAction(
            translate("PhotoMenu", "Does not belong to this suggestion"),
            partial(window.suggestions.actions_of_user.remove, page.suggestion_id, photo_ids),
        )
    if isinstance(page, InAlbum):
        menu.addAction(
            translate("PhotoMenu", "Use as cover of this album"),
            partial(window.album_content.set_cover, page.name, photo_ids[0]),
        )
    if isinstance(page, Fitting):
        for text, icon_name, more in (
            (translate("PhotoMenu", "Fits: add to “{album}”\t+").format(album=page.album), "plus", True),
            (translate("PhotoMenu", "Does not fit\t-"), "minus", False),
        ):
            menu.addAction(icon(icon_name), text, partial(window.pages.mark, more=more))
    menu.addSeparator()
    window.files.extend_menu(menu, photo_ids)
    export = menu.addAction(translate("PhotoMenu", "Export copies…"), partial(window.exports.ask, photo_ids))
    export.setShortcut(QKeySequence("Ctrl+Shift+E"))
    menu.addAction(translate("PhotoMenu", "Write to XMP sidecars…"), partial(window.sidecars.ask, photo_ids))
    menu.addSeparator()
    menu.addAction(
        icon("heart"), translate("PhotoMenu", "Favourite"), partial(window.photos.flip_favourite, photo_ids)
    )
    rating = menu.addMenu(icon("star"), translate("PhotoMenu", "Rating"))
    for stars in range(6):
        action = QAction("★" * stars or translate("PhotoMenu", "No rating"), rating)
        action.triggered.connect(lambda _=False, stars=stars: window.photos.rate(photo_ids, stars))
        rating.addAction(action)
    tags = menu.addAction(
        icon("tag"), translate("PhotoMenu", "Tags…"), partial(window.photo_tags.ask, photo_ids)
    )
    tags.setShortcut(QKeySequence("Ctrl+T"))
    menu.addMenu(window.labels.menu(photo_ids, menu))
    for text, keys, ask in (
        (translate("PhotoMenu", "Title and description…"), "Ctrl+D", window.corrections.ask_for_words),
        (translate("PhotoMenu", "Date and place…"), "Ctrl+Shift+D", window.corrections.ask),
    ):
        menu.addAction(text, partial(ask, photo_ids)).setShortcut(QKeySequence(keys))
    if window.pages.is_viewing:
        for text, keys, kind in (
            (translate("PhotoMenu", "Mark a person…"), "Ctrl+M", PERSON),
            (translate("PhotoMenu", "Mark a pet…"), "Ctrl+Shift+M", PET),
        ):
            mark = menu.addAction(text, partial(window.commands.mark, kind))
            mark.setShortcut(QKeySequence(keys))
    for text, keys, quarters in (
        (translate("PhotoMenu", "Rotate right"), "Ctrl+R", 1),
        (translate("PhotoMenu", "Rotate left"), "Ctrl+Shift+R", -1),
    ):
        turn = menu.addAction(text, partial(window.photos.turn, photo_ids, quarters))
        turn.setShortcut(QKeySequence(keys))
    menu.addSeparator()
    if isinstance(page, Removed):
        menu.addAction(
            translate("PhotoMenu", "Put back into the library"), partial(window.put_aside.put_back, photo_ids)
        )
        menu.addAction(translate("PhotoMenu", "Put all back"), window.put_aside.forget_removed)
        return menu
    records = window.grid.photos.records
    known = [records.record(photo_id) for photo_id in photo_ids[:1]]
    if len(photo_ids) > 1:
        stack = menu.addAction(
            icon("duplicates"), translate("PhotoMenu", "Stack"), partial(window.stacks.stack, photo_ids)
        )
        stack.setShortcut(QKeySequence("Ctrl+G"))
    if any(record is not None and record.stacked for record in known):
        if not isinstance(page, OneStack):
            menu.addAction(
                icon("duplicates"),
                translate("PhotoMenu", "Show the stack"),
                partial(window.show_stack, photo_ids[0]),
            )
        elif len(photo_ids) == 1:
            menu.addAction(
                translate("PhotoMenu", "Lay on top of the stack"),
                partial(window.stacks.set_top, photo_ids[0]),
            )
        if isinstance(page, OneStack):
            menu.addAction(
                translate("PhotoMenu", "Take out of the stack"), partial(window.stacks.take_out, photo_ids)
            )
        unstack = menu.addAction(translate("PhotoMenu", "Unstack"), partial(window.stacks.unstack, photo_ids))
        unstack.setShortcut(QKeySequence("Ctrl+Shift+G"))
    if isinstance(page, Hidden) or any(record is not None and record.hidden for record in known):
        menu.addAction(
            icon("hidden"), translate("PhotoMenu", "Show again"), partial(window.put_aside.unhide, photo_ids)
        )
    else:
        hide = menu.addAction(
            icon("hidden"),
            translate("PhotoMenu", "Hide"),
            partial(window.commands.take_away, window.put_aside.hide),
        )
        hide.setShortcut(QKeySequence("Ctrl+H"))
    remove = menu.addAction(
        icon("removed"),
        translate("PhotoMenu", "Remove from library"),
        partial(window.commands.take_away, window.put_aside.remove),
    )
    remove.setShortcut(QKeySequence("Ctrl+Del"))
    menu.addAction(
        icon("trash"), translate("PhotoMenu", "Move to trash…\tDel"), window.menus.trash_wanted.emit
    )
    return menu
