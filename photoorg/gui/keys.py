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

translate = QCoreApplication.translate


def browsing_keys() -> ShortcutGroup:
    """Those that are about the photos selected on a page; :class:`MainWindow` takes them."""
    return ShortcutGroup(
        translate("Keys", "Photos of a page"),
        (
            Shortcut(
                translate("Keys", "Rate the selected photos, 0 takes the rating away"),
                RATINGS,
                translate("Keys", "0 to 5"),
            ),
            Shortcut(translate("Keys", "Make them favourites, or no longer"), ("F",)),
            Shortcut(translate("Keys", "Move them to the trash, after a question"), ("Del",)),
            Shortcut(translate("Keys", "In a search: more like them; for an album: they fit"), ("+",)),
            Shortcut(translate("Keys", "In a search: less like them; for an album: they do not fit"), ("-",)),
            Shortcut(translate("Keys", "One page back"), ("Backspace", "Esc")),
        ),
    )


def grid_keys() -> ShortcutGroup:
    """Those by which one moves among the photos of a page."""
    return ShortcutGroup(
        translate("Keys", "Moving among photos"),
        (
            Shortcut(translate("Keys", "From photo to photo"), ("Left", "Right", "Up", "Down")),
            Shortcut(translate("Keys", "To the first or last photo"), ("Home", "End")),
            Shortcut(translate("Keys", "A screen up or down"), ("PgUp", "PgDown")),
            Shortcut(
                translate("Keys", "Select on the way"),
                ("Shift+Left", "Shift+Right", "Shift+Up", "Shift+Down"),
                translate("Keys", "Shift and an arrow"),
            ),
            Shortcut(translate("Keys", "Open the photo"), ("Return", "Enter")),
        ),
    )


def viewer_keys() -> ShortcutGroup:
    """Those of the large view."""
    return ShortcutGroup(
        translate("Keys", "Large view"),
        (
            Shortcut(
                translate("Keys", "Next photo; in a slideshow Space halts it"), ("Right", "Space", "PgDown")
            ),
            Shortcut(translate("Keys", "Previous photo"), ("Left", "PgUp")),
            Shortcut(
                translate("Keys", "Rate the photo, 0 takes the rating away"),
                RATINGS,
                translate("Keys", "0 to 5"),
            ),
            Shortcut(translate("Keys", "Make it a favourite, or no longer"), ("F",)),
            Shortcut(translate("Keys", "Among photos that may fit an album: this one fits"), ("+",)),
            Shortcut(translate("Keys", "Among photos that may fit an album: this one does not"), ("-",)),
            Shortcut(translate("Keys", "Move it to the trash, after a question"), ("Del",)),
            Shortcut(translate("Keys", "What is known about it"), ("I",)),
            Shortcut(translate("Keys", "Pixel by pixel, or all of it; the wheel zooms, too"), ("Z",)),
            Shortcut(
                translate("Keys", "Shift an enlarged picture"),
                ("Shift+Left", "Shift+Right", "Shift+Up", "Shift+Down"),
                translate("Keys", "Shift and an arrow"),
            ),
            Shortcut(translate("Keys", "Outline faces and animals, with names, or no longer"), ("P",)),
            Shortcut(translate("Keys", "Leave the full screen; else close"), ("Esc",)),
        ),
    )


def search_keys() -> ShortcutGroup:
    """Those of the search field."""
    return ShortcutGroup(
        translate("Keys", "Search field"),
        (
            Shortcut(
                translate("Keys", "Recent and saved searches, in the empty field; else to the results"),
                ("Down",),
            ),
            Shortcut(translate("Keys", "To the results"), ("Return", "Enter")),
            Shortcut(translate("Keys", "Empty the field; the empty one is left"), ("Esc",)),
            Shortcut(translate("Keys", "Forget the marked recent search"), ("Del",)),
        ),
    )


def side_bar_keys() -> ShortcutGroup:
    """Those of the side bar's lists."""
    return ShortcutGroup(
        translate("Keys", "Side bar"),
        (
            Shortcut(translate("Keys", "Open"), ("Return", "Enter", "Space")),
            Shortcut(translate("Keys", "What else can be done with it"), ("Shift+F10",)),
            Shortcut(
                translate("Keys", "Show or hide the towns of a country, or what is in a folder of albums"),
                ("Right", "Left"),
            ),
            Shortcut(translate("Keys", "Rename an album, a folder of albums, a tag or a label"), ("F2",)),
            Shortcut(
                translate("Keys", "Delete an album, a tag or a label, remove a folder, after a question"),
                ("Del",),
            ),
        ),
    )


def people_keys() -> ShortcutGroup:
    """Those of the cards of people and pets."""
    return ShortcutGroup(
        translate("Keys", "People and pets"),
        (
            Shortcut(translate("Keys", "Open the page of the one marked"), ("Return", "Enter")),
            Shortcut(translate("Keys", "Type the name"), ("F2",)),
            Shortcut(translate("Keys", "Ignore, or show again"), ("Del",)),
            Shortcut(translate("Keys", "One page back"), ("Backspace", "Esc")),
        ),
    )


def being_keys() -> ShortcutGroup:
    """Those of the page of one person or pet; the letters need no modifier."""
    return ShortcutGroup(
        translate("Keys", "One person or pet"),
        (
            Shortcut(translate("Keys", "Show the photo of the face"), ("Return", "Enter")),
            Shortcut(translate("Keys", "The selected faces are not this one"), ("Del",)),
            Shortcut(translate("Keys", "They are somebody else"), ("A",)),
            Shortcut(translate("Keys", "They are no faces, or no animals"), ("X",)),
            Shortcut(translate("Keys", "Use the selected face as cover"), ("C",)),
            Shortcut(translate("Keys", "Type the name"), ("F2",)),
            Shortcut(translate("Keys", "Birthday"), ("B",)),
            Shortcut(translate("Keys", "Show all photos"), ("P",)),
            Shortcut(translate("Keys", "Merge with somebody"), ("M",)),
            Shortcut(translate("Keys", "Ignore, or show again"), ("I",)),
            Shortcut(translate("Keys", "One page back"), ("Backspace", "Esc")),
        ),
    )


def question_keys() -> ShortcutGroup:
    """Those by which one answers whether somebody is somebody."""
    return ShortcutGroup(
        translate("Keys", "“Is this …?”"),
        (
            Shortcut(translate("Keys", "Yes"), ("Y",)),
            Shortcut(translate("Keys", "No"), ("N",)),
            Shortcut(translate("Keys", "Skip"), ("S",)),
            Shortcut(translate("Keys", "Show the photo"), ("P",)),
            Shortcut(translate("Keys", "One page back"), ("Backspace", "Esc")),
        ),
    )


def duplicate_keys() -> ShortcutGroup:
    """Those of the page of duplicates; the letters need no modifier."""
    return ShortcutGroup(
        translate("Keys", "Duplicates"),
        (
            Shortcut(translate("Keys", "From group to group"), ("Up", "Down")),
            Shortcut(translate("Keys", "From photo to photo"), ("Left", "Right")),
            Shortcut(translate("Keys", "Keep this photo in place of the proposed one"), ("K",)),
            Shortcut(translate("Keys", "Keep this one, too, or no longer"), ("Space",)),
            Shortcut(
                translate("Keys", "Move the others to the trash, after a question"), ("Return", "Enter")
            ),
            Shortcut(translate("Keys", "Keep all of them, in a stack"), ("S",)),
            Shortcut(translate("Keys", "Keep all of them"), ("A",)),
            Shortcut(translate("Keys", "They are no copies"), ("X",)),
            Shortcut(translate("Keys", "Pixel by pixel, or all of them"), ("Z",)),
            Shortcut(translate("Keys", "One page back"), ("Backspace", "Esc")),
        ),
    )


def suggestion_keys() -> ShortcutGroup:
    """Those of the rows of suggested albums and events."""
    return ShortcutGroup(
        translate("Keys", "Suggested albums and events"),
        (
            Shortcut(translate("Keys", "Show the photos"), ("Return", "Enter")),
            Shortcut(translate("Keys", "Make an album of it"), ("A",)),
            Shortcut(translate("Keys", "Type the name"), ("F2",)),
            Shortcut(translate("Keys", "Never suggest it again"), ("Del",)),
            Shortcut(translate("Keys", "One page back"), ("Backspace", "Esc")),
        ),
    )


def key_groups() -> tuple[ShortcutGroup, ...]:
    """All of them."""
    return (
        browsing_keys(),
        grid_keys(),
        viewer_keys(),
        search_keys(),
        people_keys(),
        being_keys(),
        question_keys(),
        suggestion_keys(),
        duplicate_keys(),
        side_bar_keys(),
    )
