"""From a page of the trail to the photos on it."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import compress
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from photoorg.changes import ModelChanged, ModelState
from photoorg.errors import QueryError
from photoorg.gui import wording
from photoorg.gui.library_bridge import LibraryBridge, Request, Track
from photoorg.gui.pages import (
    AllPhotos,
    BestOf,
    Example,
    Favourites,
    Finding,
    Fitting,
    Hidden,
    ImageFile,
    InAlbum,
    InAlbumFolder,
    InFolder,
    InPlace,
    Labelled,
    LibraryPhoto,
    MissingPhotos,
    OfflinePhotos,
    OneStack,
    OneSuggestion,
    Page,
    PhotoPage,
    RecentlyAdded,
    Removed,
    Tagged,
    TrashedPhotos,
)
from photoorg.gui.photo_grid.grid_model import Shelf
from photoorg.gui.photo_grid.photo_ids import PhotoIds
from photoorg.jobs import Cancellation
from photoorg.library.newest_photos import Outlines

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from photoorg.errors import PhotoOrgError
    from photoorg.photo_library import PhotoLibrary, SearchResult
    from photoorg.search.explanation import PartRelevance
    from photoorg.sentences import Sentence


# Weaker matches end here, but there are at least so many.
WEAKEST = 0.02
LEAST_WEAKER = 40
# Several screens of photos, which are read in a few milliseconds.
BEGINNING = 1000


@dataclass(frozen=True, slots=True)
class PagePhotos:
    """The photos of a page, in order.

    Attributes:
        shelf: the photos as the grid takes them.
        notice: a sentence about the answer, or "".
        is_foreign: the words are of a language that the model does not understand.
        relevant_count: so many of them, the first ones, are relevant; None where that has no end to show.
        is_reachable: False for a folder that is not there at the moment.
        is_weighed: False where photos are what was asked for or not, and none is closer than another.
        is_whole: False for the beginning of a page, which is shown while the rest is read.
        reasons: why a photo is among the best, by its id.
    """

    page: PhotoPage
    shelf: Shelf
    notice: str = ""
    is_foreign: bool = False
    relevant_count: int | None = None
    is_reachable: bool = True
    is_weighed: bool = True
    is_whole: bool = True
    reasons: Mapping[int, tuple[Sentence, ...]] = field(default_factory=dict)

    @property
    def photo_ids(self) -> PhotoIds:
        """The ids of the photos, in order."""
        return self.shelf.photo_ids


def read_page(
    page: PhotoPage,
    library: PhotoLibrary,
    progress: Callable[[int, int], None] = lambda _done, _total: None,
    cancellation: Cancellation | None = None,
) -> PagePhotos:
    """Asks the library for the photos of a page (blocking). Raises Cancelled."""
    match page:
        case AllPhotos():
            everything, outlines = library.newest_first()
            folded = library.stacks.fold(everything)
            if folded.stacks:
                everything = everything[folded.is_seen]
                outlines = Outlines(outlines.aspects[folded.is_seen], outlines.days[folded.is_seen])
            return PagePhotos(
                page, Shelf.of(PhotoIds(everything), outlines=outlines, dated=True, stacks=folded.stacks)
            )
        case Favourites():
            return PagePhotos(page, _by_date(library, library.photo_ids(favourites=True)))
        case Hidden():
            return PagePhotos(page, _by_date(library, library.put_aside.hidden()))
        case Removed():
            photo_ids = library.put_aside.removed()
            return PagePhotos(page, Shelf.of(photo_ids, outlines=library.outlines(photo_ids)))
        case RecentlyAdded():
            return PagePhotos(page, _folded(library, library.overview.recently_added(), dated=False))
        case InPlace(country, town):
            return PagePhotos(page, _folded(library, library.overview.in_place(country, town)))
        case Tagged(name) | Labelled(name):
            # Not before: the language of queries is not needed for the window to appear.
            from photoorg.search.language.completion import written

            field_name = "tag" if isinstance(page, Tagged) else "label"
            return PagePhotos(page, _by_date(library, library.matching(written(field_name, name))))
        case OfflinePhotos():
            return PagePhotos(page, _by_date(library, library.overview.offline()))
        case MissingPhotos():
            return PagePhotos(page, _by_date(library, library.overview.missing()))
        case TrashedPhotos():
            photo_ids = library.trash.all_photo_ids()
            return PagePhotos(page, Shelf.of(photo_ids, outlines=library.outlines(photo_ids)))
        case InAlbum(query=query) if query and library.needs_model(query):
            # Its own order, the best first, as in the search it was.
            return replace(_read_finding(Finding(query), library), page=page, relevant_count=None)
        case InAlbum(query=query) if query:
            return PagePhotos(page, _by_date(library, library.matching(query)))
        case InAlbum(name):
            photo_ids = library.albums.photo_ids(name)
            return PagePhotos(page, Shelf.of(photo_ids, outlines=library.outlines(photo_ids)))
        case OneSuggestion(suggestion_id):
            photo_ids = library.suggestions.photo_ids(suggestion_id)
            outlines = library.outlines(photo_ids)
            return PagePhotos(page, Shelf.of(photo_ids, outlines=outlines))
        case InAlbumFolder(name):
            return PagePhotos(page, _by_date(library, library.photos_in_folder(name)))
        case OneStack(photo_id):
            members = library.stacks.of(photo_id)
            return PagePhotos(page, Shelf.of(members, outlines=library.outlines(members)))
        case Fitting(album):
            return _read_fitting(page, album, library)
        case BestOf(whole):
            among = list(read_page(whole, library).photo_ids)
            best = library.best.of(among, progress=progress, cancellation=cancellation)
            photo_ids = [choice.photo_id for choice in best]
            shelf = Shelf.of(photo_ids, outlines=library.outlines(photo_ids))
            return PagePhotos(page, shelf, reasons={choice.photo_id: choice.reasons for choice in best})
        case InFolder(path):
            unreachable = {folder.path for folder in library.folders() if not folder.available}
            photo_ids = library.photo_ids(folder=path)
            is_reachable = unreachable.isdisjoint((path, *path.parents))
            return PagePhotos(page, _folded(library, photo_ids), is_reachable=is_reachable)
        case Finding(text, None, marks=marks) if not (marks or library.needs_model(text)):
            # All of them, in order of time, as on any page that is not about what photos show.
            shelf = _by_date(library, library.matching(text))
            return PagePhotos(page, shelf, library.notice_about(text), is_weighed=False)
        case Finding():
            return _read_finding(page, library)


def read_beginning(page: AllPhotos, library: PhotoLibrary) -> PagePhotos:
    """What can be shown at once of the page that takes longest to read (blocking)."""
    photo_ids = library.photo_ids(limit=BEGINNING)
    is_whole = len(photo_ids) < BEGINNING
    return PagePhotos(page, _folded(library, photo_ids), is_whole=is_whole)


def _read_fitting(page: Fitting, album: str, library: PhotoLibrary) -> PagePhotos:
    hits = library.fitting(album).hits if library.albums.photo_ids(album) else ()
    photo_ids = [hit.photo_id for hit in hits]
    relevance = {hit.photo_id: hit.relevance for hit in hits}
    return PagePhotos(page, Shelf.of(photo_ids, relevance, library.outlines(photo_ids)))


def _by_date(library: PhotoLibrary, photo_ids: Sequence[int]) -> Shelf:
    return Shelf.of(photo_ids, outlines=library.outlines(photo_ids), dated=True)


def _folded(library: PhotoLibrary, photo_ids: Sequence[int], *, dated: bool = True) -> Shelf:
    """Photos that nobody chose one by one: of stacks their tops are seen."""
    folded = library.stacks.fold(photo_ids)
    seen = list(compress(photo_ids, folded.is_seen))
    return Shelf.of(seen, outlines=library.outlines(seen), dated=dated, stacks=folded.stacks)


def _read_finding(page: Finding, library: PhotoLibrary) -> PagePhotos:
    find = partial(_finder(library, page.text.strip(), page.example), marks=page.marks)
    result = find(least_relevance=page.manner.least_relevance, order=page.manner.order)
    hits = list(result.hits)
    relevant_count = len(hits)
    if page.weaker:
        known = {hit.photo_id for hit in hits}
        weaker = [hit for hit in find(least_relevance=0.0).hits if hit.photo_id not in known]
        hits += [hit for place, hit in enumerate(weaker) if place < LEAST_WEAKER or hit.relevance >= WEAKEST]
    photo_ids = [hit.photo_id for hit in hits]
    relevance = {hit.photo_id: hit.relevance for hit in hits}
    shelf = Shelf.of(photo_ids, relevance, library.outlines(photo_ids))
    return PagePhotos(page, shelf, result.notice, result.is_foreign, relevant_count)


def _finder(library: PhotoLibrary, text: str, example: Example | None) -> Callable[..., SearchResult]:
    """``search`` or ``similar`` of the library, with what is looked for already given."""
    if isinstance(example, LibraryPhoto) and not text:
        return partial(library.similar, example.photo_id)
    return partial(library.search, text, image=_image_of(example, library))


def reasons_on(page: Page) -> Callable[[int, PhotoLibrary], tuple[PartRelevance, ...]] | None:
    """What tells why a photo is on a page (blocking); None where nobody searched."""
    text, example = "", None
    if isinstance(page, Finding):
        text, example = page.text, page.example
    elif isinstance(page, InAlbum):
        text = page.query
    if not text.strip() and example is None:
        return None

    def explain(photo_id: int, library: PhotoLibrary) -> tuple[PartRelevance, ...]:
        return library.explain(text, [photo_id], image=_image_of(example, library))[photo_id]

    return explain


def _image_of(example: Example | None, library: PhotoLibrary) -> Path | bytes | None:
    match example:
        case None:
            return None
        case LibraryPhoto(photo_id):
            return library.photo(photo_id).path
        case ImageFile(path):
            return path
        case _:
            return example.encoded


class PageReader(QObject):
    """Reads the current page in the background; the answer to an older page is dropped.

    Signals:
        waiting(PhotoPage): the page needs the model, which is not ready yet.
        answered(PagePhotos): the photos of the page asked for last.
        failed(PhotoPage, str): why they could not be found.
        misread(PhotoPage, QueryError): the search itself is why.
        progressed(int, int): photos looked at, and photos in all, of a page that takes long.
    """

    waiting = Signal(object)
    answered = Signal(object)
    failed = Signal(object, str)
    misread = Signal(object, object)
    progressed = Signal(int, int)

    def __init__(self, bridge: LibraryBridge, parent: QObject) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._request: Request | None = None
        self._stop = Cancellation()
        self._postponed: PhotoPage | None = None
        self._answered: PhotoPage | None = None
        bridge.model_changed.connect(self._on_model_changed)

    def read(self, page: PhotoPage) -> None:
        """Asks for the photos of ``page``; forgets any page asked for before."""
        self._forget_request()
        self._postponed = None
        if self._needs_model(page):
            match self._bridge.model.state:
                case ModelState.READY:
                    pass
                case ModelState.FAILED:
                    self.failed.emit(page, wording.about_model(self._bridge.model))
                    return
                case _:
                    self._postponed = page
                    self.waiting.emit(page)
                    return
        is_search = isinstance(page, Finding | Fitting | BestOf | InAlbumFolder | Tagged | Labelled) or (
            isinstance(page, InAlbum) and page.query
        )
        track = Track.QUERIES if is_search else Track.READS
        if isinstance(page, AllPhotos) and page != self._answered:
            self._request = self._bridge.run(
                track,
                partial(read_beginning, page),
                partial(self._on_beginning_read, page),
                partial(self._on_failed, page),
            )
            return
        self._read_whole(page, track)

    def drop(self) -> None:
        """Nobody waits for any page any more."""
        self._forget_request()
        self._postponed = None

    def _forget_request(self) -> None:
        self._stop.cancel()
        if self._request is not None:
            self._request.cancel()

    def _on_beginning_read(self, page: PhotoPage, beginning: PagePhotos) -> None:
        self._on_answered(beginning)
        if not beginning.is_whole:
            self._read_whole(page, Track.READS)

    def _read_whole(self, page: PhotoPage, track: Track) -> None:
        self._stop = stop = Cancellation()

        def work(library: PhotoLibrary) -> PagePhotos:
            return read_page(page, library, partial(self._tell, stop), stop)

        self._request = self._bridge.run(track, work, self._on_answered, partial(self._on_failed, page))

    def _tell(self, stop: Cancellation, done: int, total: int) -> None:
        # On the thread that works; the window may be gone.
        with suppress(RuntimeError):
            if not stop.cancelled:
                self.progressed.emit(done, total)

    def _on_answered(self, answer: PagePhotos) -> None:
        self._answered = answer.page
        self.answered.emit(answer)

    @staticmethod
    def _needs_model(page: PhotoPage) -> bool:
        if isinstance(page, BestOf):
            page = page.page
        if isinstance(page, InAlbum):
            text, example = page.query, None
        elif isinstance(page, Finding):
            text, example = page.text, page.example
        else:
            return False
        if example is None:
            # Not before something was typed: the parser is not needed for the window to appear.
            from photoorg.search.language.parsing import needs_encoder

            return needs_encoder(text)
        return bool(text.strip()) or not isinstance(example, LibraryPhoto)

    def _on_failed(self, page: PhotoPage, error: PhotoOrgError) -> None:
        if isinstance(error, QueryError) and isinstance(page, Finding):
            self.misread.emit(page, error)
        else:
            self.failed.emit(page, wording.problem(error))

    def _on_model_changed(self, change: ModelChanged) -> None:
        if self._postponed is not None and change.state in (ModelState.READY, ModelState.FAILED):
            self.read(self._postponed)
