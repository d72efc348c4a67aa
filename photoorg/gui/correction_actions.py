"""When and where photos were taken, and what they are called, as the user says."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from photoorg.errors import UserInputError
from photoorg.gui import wording
from photoorg.gui.corrections_dialog import Correction, CorrectionsDialog, LookedUp
from photoorg.gui.library_bridge import LibraryBridge, Request, Track
from photoorg.gui.words_dialog import Words, WordsDialog

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from photoorg.gui.undo import Undo
    from photoorg.library.records import Photo, Place
    from photoorg.photo_library import PhotoLibrary

# Enough to see what they have in common, and to show what becomes of them.
LOOKED_AT = 200
OFFERED = 8


@dataclass(frozen=True, slots=True)
class _Asked:
    photo_ids: tuple[int, ...]
    photos: list[Photo]
    places: list[Place]


def _read(photo_ids: tuple[int, ...], library: PhotoLibrary) -> _Asked:
    photos = library.photos(photo_ids[:LOOKED_AT])
    own = [photo.place for photo in photos if photo.latitude is not None]
    return _Asked(photo_ids, photos, own + (library.places_around(photos[0].id) if photos else []))


def _look_up(text: str, library: PhotoLibrary) -> LookedUp:
    offers = tuple(dict.fromkeys(town.place.name for town in library.towns(text, OFFERED)))
    try:
        return LookedUp(text, library.place_named(text), "", offers)
    except UserInputError as error:
        return LookedUp(text, None, error.problem, offers)


def _correct(photo_ids: tuple[int, ...], correction: Correction, library: PhotoLibrary) -> None:
    if correction.moment is not None:
        library.set_date(photo_ids, correction.moment)
    if correction.shift is not None:
        library.shift_dates(photo_ids, correction.shift)
    if correction.reset_date:
        library.reset_date(photo_ids)
    if correction.place is not None:
        library.set_place(photo_ids, correction.place)
    if correction.reset_place:
        library.reset_place(photo_ids)


def _describe(photo_ids: tuple[int, ...], words: Words, library: PhotoLibrary) -> None:
    if words.reset_title:
        library.reset_title(photo_ids)
    if words.reset_text:
        library.reset_text(photo_ids)
    if words.title is not None:
        library.set_title(photo_ids, words.title)
    if words.text is not None:
        for photo_id in photo_ids:
            library.set_text(photo_id, words.text)


class CorrectionActions(QObject):
    """Asks what the user knows better about photos, and lets the library write it.

    Signals:
        dates_changed(): photos have other places in time, for which pages are read again.
    """

    dates_changed = Signal()

    def __init__(self, bridge: LibraryBridge, undo: Undo, window: QWidget) -> None:
        super().__init__(window)
        self._bridge = bridge
        self._undo = undo
        self._window = window
        self._last_place: Place | None = None
        self._looking: Request | None = None

    def ask(self, photo_ids: tuple[int, ...]) -> None:
        """Asks when and where photos were taken."""
        if photo_ids:
            self._bridge.run(Track.READS, partial(_read, photo_ids), self._on_read)

    def ask_for_words(self, photo_ids: tuple[int, ...]) -> None:
        """Asks for a title and a description."""
        if photo_ids:
            self._bridge.run(Track.READS, partial(_read, photo_ids), self._on_words_read)

    def _on_read(self, asked: _Asked) -> None:
        if not asked.photos:
            return
        count = len(asked.photo_ids)
        places = ([] if self._last_place is None else [self._last_place]) + asked.places
        dialog = CorrectionsDialog(asked.photos, count, places, self._window)
        dialog.place_typed.connect(partial(self._on_place_typed, dialog))
        dialog.corrected.connect(partial(self._correct, asked.photo_ids))
        dialog.finished.connect(self._stop_looking)
        dialog.open()

    def _on_words_read(self, asked: _Asked) -> None:
        if asked.photos:
            dialog = WordsDialog(asked.photos, len(asked.photo_ids), self._window)
            dialog.described.connect(partial(self._describe, asked.photo_ids))
            dialog.open()

    def _on_place_typed(self, dialog: CorrectionsDialog, text: str) -> None:
        self._stop_looking()
        if text:
            self._looking = self._bridge.run(Track.READS, partial(_look_up, text), dialog.show_looked_up)

    def _stop_looking(self) -> None:
        if self._looking is not None:
            self._looking.cancel()
            self._looking = None

    def _correct(self, photo_ids: tuple[int, ...], correction: Correction) -> None:
        if correction.place is not None and correction.place.latitude is not None:
            self._last_place = correction.place
        is_date = correction.moment or correction.shift or correction.reset_date
        is_place = correction.place or correction.reset_place
        text = self.tr("date and place of {photos}")
        if not is_place:
            text = self.tr("date of {photos}")
        elif not is_date:
            text = self.tr("place of {photos}")
        self._undo.run(
            text.format(photos=wording.photo_count(len(photo_ids))),
            partial(_correct, photo_ids, correction),
            moved=lambda _: self.dates_changed.emit(),
        )

    def _describe(self, photo_ids: tuple[int, ...], words: Words) -> None:
        text = self.tr("words about {photos}").format(photos=wording.photo_count(len(photo_ids)))
        self._undo.run(text, partial(_describe, photo_ids, words))
