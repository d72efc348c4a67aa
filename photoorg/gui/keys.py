"""The keys of every place in the window, beside those that the menus name themselves.

``tests/gui/test_shortcuts.py`` presses every key there is and compares what is taken with this list.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QKeySequence


@dataclass(frozen=True, slots=True)
class Shortcut:
    """What keys do; each of them, as Qt writes it portably, does it alone.

    Attributes:
        shown: how they are written, where that is not one after the other.
    """

    text: str
    keys: tuple[str, ...]
    shown: str = ""

    @property
    def written(self) -> str:
        """The keys as the user's system writes them."""
        return self.shown or ", ".join(
            QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText) for key in self.keys
        )


@dataclass(frozen=True, slots=True)
class ShortcutGroup:
    """The keys of one place."""

    title: str
    shortcuts: tuple[Shortcut, ...]


RATINGS = tuple("012345")


def _tr(text: str) -> str:
    return QCoreApplication.translate("Keys", text)


def browsing_keys() -> ShortcutGroup:
    """Those that are about the photos selected on a page; :class:`MainWindow` takes them."""
    return ShortcutGroup(
        _tr("Photos of a page"),
        (
            Shortcut(_tr("Rate the selected photos, 0 takes the rating away"), RATINGS, _tr("0 to 5")),
            Shortcut(_tr("Make them favourites, or no longer"), ("F",)),
            Shortcut(_tr("Move them to the trash, after a question"), ("Del",)),
            Shortcut(_tr("In a search: more like them"), ("+",)),
            Shortcut(_tr("In a search: less like them"), ("-",)),
            Shortcut(_tr("One page back"), ("Backspace", "Esc")),
        ),
    )


def grid_keys() -> ShortcutGroup:
    """Those by which one moves among the photos of a page."""
    return ShortcutGroup(
        _tr("Moving among photos"),
        (
            Shortcut(_tr("From photo to photo"), ("Left", "Right", "Up", "Down")),
            Shortcut(_tr("To the first or last photo"), ("Home", "End")),
            Shortcut(_tr("A screen up or down"), ("PgUp", "PgDown")),
            Shortcut(
                _tr("Select on the way"),
                ("Shift+Left", "Shift+Right", "Shift+Up", "Shift+Down"),
                _tr("Shift and an arrow"),
            ),
            Shortcut(_tr("Open the photo"), ("Return", "Enter")),
        ),
    )


def viewer_keys() -> ShortcutGroup:
    """Those of the large view."""
    return ShortcutGroup(
        _tr("Large view"),
        (
            Shortcut(_tr("Next photo; in a slideshow Space halts it"), ("Right", "Space", "PgDown")),
            Shortcut(_tr("Previous photo"), ("Left", "PgUp")),
            Shortcut(_tr("Rate the photo, 0 takes the rating away"), RATINGS, _tr("0 to 5")),
            Shortcut(_tr("Make it a favourite, or no longer"), ("F",)),
            Shortcut(_tr("Move it to the trash, after a question"), ("Del",)),
            Shortcut(_tr("What is known about it"), ("I",)),
            Shortcut(_tr("Leave the full screen; else close"), ("Esc",)),
        ),
    )


def search_keys() -> ShortcutGroup:
    """Those of the search field."""
    return ShortcutGroup(
        _tr("Search field"),
        (
            Shortcut(_tr("Recent and saved searches, in the empty field; else to the results"), ("Down",)),
            Shortcut(_tr("To the results"), ("Return", "Enter")),
            Shortcut(_tr("Empty the field; the empty one is left"), ("Esc",)),
            Shortcut(_tr("Forget the marked recent search"), ("Del",)),
        ),
    )


def side_bar_keys() -> ShortcutGroup:
    """Those of the side bar's lists."""
    return ShortcutGroup(
        _tr("Side bar"),
        (
            Shortcut(_tr("Open"), ("Return", "Enter")),
            Shortcut(_tr("Show or hide the towns of a country"), ("Right", "Left")),
            Shortcut(_tr("Rename an album or a tag"), ("F2",)),
            Shortcut(_tr("Delete an album or a tag, remove a folder, after a question"), ("Del",)),
        ),
    )


def key_groups() -> tuple[ShortcutGroup, ...]:
    """All of them."""
    return (browsing_keys(), grid_keys(), viewer_keys(), search_keys(), side_bar_keys())
