"""The one bridge between window and library: work goes out on lanes, results come home in one signal."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal

from photoorg.changes import (
    MODEL_FAULT,
    AlbumsChanged,
    Change,
    FoldersChanged,
    LabelsChanged,
    ModelChanged,
    ModelChoice,
    ModelState,
    NoticeRaised,
    NoticeSettled,
    PeopleChanged,
    PeopleProgress,
    PhotosChanged,
    Progress,
    SuggestionsChanged,
)
from photoorg.errors import ModelUnavailable, PhotoOrgError
from photoorg.jobs import Cancellation, Cancelled, Lane, Worker

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Future

    # Imported for real only on a lane: it brings SQLAlchemy, and the window must appear first.
    from photoorg.first_look import FirstLook
    from photoorg.photo_library import PhotoLibrary

Result = TypeVar("Result")

# How long closing waits for work that was asked to stop, and may be deep inside of something.
ASIDE_PATIENCE_S = 0.3


def _load_model(library: PhotoLibrary) -> None:
    # The library itself tells of a failure, through the change of the model's state.
    with suppress(ModelUnavailable):
        library.load_model()


class Track(Enum):
    """Which lane a piece of work takes, and with how many threads."""

    OPENING = ("opening", 1)
    READS = ("reads", 1)
    # Beside the reads, of which one may go through the whole library.
    RECORDS = ("records", 1)
    WRITES = ("writes", 1)
    QUERIES = ("queries", 1)
    THUMBNAILS = ("thumbnails", 2)
    PICTURES = ("pictures", 1)


# The topic of notices that something cannot be done as it was asked for: they go with the next thing that is
# done, or by themselves.
REFUSED = "refused"


class Request:
    """Work on its way. After :meth:`cancel` nobody hears of its result."""

    def __init__(self, then: Callable[[Any], None], failed: Callable[[PhotoOrgError], None] | None) -> None:
        self.cancellation = Cancellation()
        self.then = then
        self.failed = failed

    def cancel(self) -> None:
        """Drops the work if it has not begun, and its result if it has."""
        self.cancellation.cancel()


@dataclass(frozen=True, slots=True)
class _Delivery:
    request: Request
    result: object
    error: BaseException | None


class LibraryBridge(QObject):
    """Opens the library and speaks to it off the GUI thread; every signal arrives on the GUI thread.

    Signals:
        looked(FirstLook): photos can be shown already, though the library cannot be used yet.
        opened(): the library can be used.
        open_failed(PhotoOrgError): it cannot be opened.
        photos_changed(frozenset[int]): ids of the photos that changed.
        albums_changed(): some album changed.
        labels_changed(): there are other labels, or something else is said under them.
        suggestions_changed(): groups or events were found, or something was decided about them.
        people_changed(): who there is among people and pets, or where somebody is seen, changed.
        people_progressed(PeopleProgress): looking for them went on.
        folders_changed(): some folder changed.
        progress_changed(Progress): indexing went on.
        model_changed(ModelChanged): the model was loaded, or not.
        model_chosen(ModelChoice): searches use another model, or one is being prepared to take over.
        notice_raised(NoticeRaised): something to show quietly.
        notice_settled(str): a notice of this topic has become wrong.
        bug_found(BaseException): an error that is no PhotoOrgError came out of the library.
        closing(): lanes are about to end; what runs on them had better be cut short.
    """

    looked = Signal(object)
    opened = Signal()
    open_failed = Signal(object)
    photos_changed = Signal(object)
    albums_changed = Signal()
    labels_changed = Signal()
    suggestions_changed = Signal()
    people_changed = Signal()
    people_progressed = Signal(object)
    folders_changed = Signal()
    progress_changed = Signal(object)
    model_changed = Signal(object)
    model_chosen = Signal(object)
    notice_raised = Signal(object)
    notice_settled = Signal(str)
    bug_found = Signal(object)
    closing = Signal()
    _arrived = Signal(object)

    def __init__(self, open_library: Callable[[], PhotoLibrary], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._open_library = open_library
        self._library: PhotoLibrary | None = None
        self._first_look: FirstLook | None = None
        self._waiting: list[Callable[[], None]] = []
        self._lanes: dict[Track, Lane] = {}
        self._pending: set[Request] = set()
        self._unsubscribe: Callable[[], None] = lambda: None
        self._closed = False
        self._loading: Worker | None = None
        self._aside: dict[Request, Worker] = {}
        self._model = ModelChanged(ModelState.NOT_LOADED)
        self._arrived.connect(self._on_arrived, Qt.ConnectionType.QueuedConnection)

    @property
    def model(self) -> ModelChanged:
        """The last known state of the model."""
        return self._model

    @property
    def is_at_work_aside(self) -> bool:
        """Whether a thread loads a model or does something else that :meth:`close` does not wait for."""
        workers = (self._loading, *self._aside.values())
        return any(worker is not None and worker.running for worker in workers)

    def look(self, take: Callable[[], FirstLook | None]) -> None:
        """Takes a first look in the background; ``looked`` follows where there is one."""
        self._submit(Track.OPENING, take, Request(self._on_looked, None))

    def open(self) -> None:
        """Opens the library in the background; ``opened`` or ``open_failed`` follows."""
        if self._closed:
            return
        self._submit(Track.OPENING, self._open, Request(self._on_opened, self.open_failed.emit))

    def run(
        self,
        track: Track,
        work: Callable[[PhotoLibrary], Result],
        then: Callable[[Result], None] = lambda _: None,
        failed: Callable[[PhotoOrgError], None] | None = None,
    ) -> Request:
        """Runs ``work`` on a lane; then ``then(result)`` or ``failed(error)`` on the GUI thread.

        Without ``failed`` an error becomes a notice. Before ``opened`` was sent it waits for that.
        """
        request = Request(then, failed)
        if self._closed:
            request.cancel()
        elif (library := self._library) is not None:
            self._submit(track, lambda: work(library), request)
        else:
            self._waiting.append(lambda: self._submit_when_open(track, work, request))
        return request

    def run_early(
        self,
        track: Track,
        work: Callable[[FirstLook | PhotoLibrary], Result],
        then: Callable[[Result], None] = lambda _: None,
        failed: Callable[[PhotoOrgError], None] | None = None,
    ) -> Request:
        """As :meth:`run`, for work that can also be done with the first look, while there is no more."""
        if (look := self._first_look) is None or self._library is not None or self._closed:
            return self.run(track, work, then, failed)
        request = Request(then, failed)
        self._submit(track, lambda: work(look), request)
        return request

    def run_aside(
        self,
        work: Callable[[PhotoLibrary, Cancellation], Result],
        then: Callable[[Result], None] = lambda _: None,
        failed: Callable[[PhotoOrgError], None] | None = None,
    ) -> Request:
        """As :meth:`run`, on a thread of its own, for work of minutes that no closing window waits for.

        ``work`` is given the cancellation of its request, and had better look at it often.
        """
        request = Request(then, failed)
        library = self._library
        if library is None or self._closed:
            request.cancel()
            return request

        def job(_: Cancellation) -> None:
            result: object = None
            failure: BaseException | None = None
            try:
                result = work(library, request.cancellation)
            except Cancelled:
                request.cancel()
            except BaseException as error:  # noqa: BLE001  # whatever it is, the GUI thread decides
                failure = error
            # The bridge may be gone by now.
            if not self._closed:
                with suppress(RuntimeError):
                    self._arrived.emit(_Delivery(request, result, failure))

        self._pending.add(request)
        self._aside[request] = Worker("aside", job)
        return request

    def load_model(self) -> None:
        """Loads the model in the background; ``model_changed`` tells how that went."""
        library = self._library
        if library is not None and not self._closed:
            self._loading = Worker("model", lambda _: _load_model(library))

    def close(self) -> None:
        """Drops what is queued, waits for what runs, and closes the library.

        A model that is being loaded, and what runs aside, is not waited for: that cannot be cut short, needs
        no catalogue, and the next window should find the library free.
        """
        self._closed = True
        self.closing.emit()
        for request in self._pending:
            request.cancel()
        self._pending.clear()
        self._waiting.clear()
        for lane in self._lanes.values():
            lane.close()
        self._lanes.clear()
        if self._loading is not None:
            is_ready = self._model.state in (ModelState.READY, ModelState.FAILED)
            self._loading.stop(None if is_ready else 0)
        for worker in self._aside.values():
            worker.stop(ASIDE_PATIENCE_S)
        # Last, as it may have been opened only now.
        library, self._library = self._library, None
        if library is not None:
            self._unsubscribe()
            library.close()

    def _open(self) -> ModelState:
        library = self._open_library()
        self._unsubscribe = library.subscribe(self._arrived.emit)
        self._library = library
        return library.model_state

    def _on_looked(self, look: FirstLook | None) -> None:
        if look is not None and self._library is None:
            self._first_look = look
            self.looked.emit(look)

    def _on_opened(self, model_state: ModelState) -> None:
        self._first_look = None
        self._on_arrived(ModelChanged(model_state))
        self.opened.emit()
        waiting, self._waiting = self._waiting, []
        for submit in waiting:
            submit()

    def _submit_when_open(
        self, track: Track, work: Callable[[PhotoLibrary], Result], request: Request
    ) -> None:
        library = self._library
        if library is not None and not request.cancellation.cancelled:
            self._submit(track, lambda: work(library), request)

    def _submit(self, track: Track, work: Callable[[], object], request: Request) -> None:
        def job() -> object:
            request.cancellation.check()
            return work()

        def home(future: Future[object]) -> None:
            if not future.cancelled():
                error = future.exception()
                result = None if error else future.result()
                self._arrived.emit(_Delivery(request, result, error))

        self._pending.add(request)
        if track not in self._lanes:
            self._lanes[track] = Lane(*track.value)
        self._lanes[track].submit(job).add_done_callback(home)

    def _deliver(self, delivery: _Delivery) -> None:
        request, error = delivery.request, delivery.error
        self._pending.discard(request)
        if (worker := self._aside.pop(request, None)) is not None:
            # It ends right after this delivery.
            worker.stop()
        if request.cancellation.cancelled:
            return
        if error is None:
            request.then(delivery.result)
        elif not isinstance(error, PhotoOrgError):
            self.bug_found.emit(error)
        elif request.failed is not None:
            request.failed(error)
        else:
            self.notice_raised.emit(NoticeRaised(error.problem, topic=REFUSED))

    def _on_arrived(self, arrival: _Delivery | Change) -> None:
        if self._closed:
            return
        match arrival:
            case _Delivery():
                self._deliver(arrival)
            case PhotosChanged(photo_ids):
                self.photos_changed.emit(photo_ids)
            case AlbumsChanged():
                self.albums_changed.emit()
            case LabelsChanged():
                self.labels_changed.emit()
            case SuggestionsChanged():
                self.suggestions_changed.emit()
            case PeopleChanged():
                self.people_changed.emit()
            case PeopleProgress():
                self.people_progressed.emit(arrival)
            case FoldersChanged():
                self.folders_changed.emit()
            case Progress():
                self.progress_changed.emit(arrival)
            case ModelChanged():
                self._model = arrival
                self.model_changed.emit(arrival)
            case ModelChoice():
                self.model_chosen.emit(arrival)
            case NoticeRaised(topic=topic) if topic == MODEL_FAULT:
                # In words for the command line; the window has its own about the model.
                pass
            case NoticeRaised():
                self.notice_raised.emit(arrival)
            case NoticeSettled(topic):
                self.notice_settled.emit(topic)
