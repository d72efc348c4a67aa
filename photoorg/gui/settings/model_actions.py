"""What the user does with models: everything that takes its time, off the GUI thread."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Qt, Signal

from photoorg.changes import Activity, ModelChoice, Progress
from photoorg.gui import wording
from photoorg.gui.library_bridge import LibraryBridge, Request, Track
from photoorg.gui.settings import model_wording

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from photoorg.encoders.downloading import ModelDownload
    from photoorg.encoders.listed_models import ListedModel
    from photoorg.errors import PhotoOrgError
    from photoorg.jobs import Cancellation
    from photoorg.photo_library import PhotoLibrary

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class ModelRow:
    """A model, and how many of the library's photos it has described."""

    model: ListedModel
    described: int


@dataclass(frozen=True, slots=True)
class Models:
    """All models as last read, and how many photos the library has, with those that are not read yet."""

    rows: tuple[ModelRow, ...]
    photos: int


@dataclass(frozen=True, slots=True)
class Errand:
    """Something that goes on for a while.

    Attributes:
        text: what it is, as a sentence.
        done, total: bytes of a download; 0 where nothing is counted.
        when_cancelled: what to say when :meth:`ModelActions.cancel` ended it; "" where that cannot be.
    """

    text: str
    done: int = 0
    total: int = 0
    when_cancelled: str = ""


def _read(typed: tuple[str, ...], library: PhotoLibrary) -> Models:
    rows = tuple(
        ModelRow(model, library.described_by(model.name) if model.loadable or model.used else 0)
        for model in library.models.list(typed)
    )
    status = library.status()
    # No model has described what is not even read.
    unread = max(status.pending - (status.photos - status.embedded), 0)
    return Models(rows, status.photos + unread)


class ModelActions(QObject):
    """Lists, chooses, downloads, imports, measures and removes models, one errand at a time.

    Choosing is no errand: a model can be chosen while another one is downloaded.

    Signals:
        models_read(Models): the models there are.
        prepared(str, int, int): the coming model has described so many of so many photos.
        errand_changed(Errand | None): what goes on now.
        download_planned(ModelDownload): the user is to be asked.
        architectures_read(tuple[str, ...]): what open_clip knows.
        model_added(str): name of a model that was typed or imported.
        said(str): an outcome; "" when there is none to tell.
        failed(str): why something was not done.
    """

    models_read = Signal(object)
    prepared = Signal(str, int, int)
    errand_changed = Signal(object)
    download_planned = Signal(object)
    architectures_read = Signal(object)
    model_added = Signal(str)
    said = Signal(str)
    failed = Signal(str)
    _bytes_arrived = Signal(object)

    def __init__(self, bridge: LibraryBridge, parent: QObject) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._typed: dict[str, None] = {}
        self._errand: Errand | None = None
        self._request: Request | None = None
        self._is_downloading = False
        self._choosing = ""
        self._coming = ""
        self._is_reading = False
        self._is_stale = False
        self._is_describing = False
        self._bytes_arrived.connect(self._on_bytes_arrived, Qt.ConnectionType.QueuedConnection)
        bridge.model_chosen.connect(self._on_model_chosen)
        bridge.progress_changed.connect(self._on_progress_changed)

    @property
    def is_busy(self) -> bool:
        """Whether an errand goes on."""
        return self._errand is not None

    @property
    def choosing(self) -> str:
        """Name of the model that is being loaded to be used; "" for none."""
        return self._choosing

    def read(self) -> None:
        """Reads the models; ``models_read`` follows. Never twice at a time."""
        if self._is_reading:
            self._is_stale = True
            return
        self._is_reading = True
        typed = tuple(self._typed)
        self._bridge.run_aside(lambda library, _: _read(typed, library), self._on_read, self._on_read_failed)

    def look_up(self, text: str) -> None:
        """Adds a model that was typed to the list, if there can be such a model."""
        self._begin(
            Errand(self.tr("Looking for {model}…").format(model=text), when_cancelled=self.tr("Stopped.")),
            lambda library, _: library.models.look_up(text),
            self._on_found,
        )

    def choose(self, name: str, *, at_once: bool) -> None:
        """Makes a model the library's own; see ``PhotoLibrary.choose_model``."""
        self._choosing = name
        self.said.emit(self.tr("Loading {model}…").format(model=model_wording.title(name)))

        def choose(library: PhotoLibrary, _: Cancellation) -> tuple[ModelChoice, bool]:
            library.choose_model(name, at_once=at_once)
            return library.model_choice, library.paused

        self._bridge.run_aside(choose, self._on_chosen, self._on_not_chosen)

    def call_off(self) -> None:
        """Goes on with the model that searches use."""
        self._bridge.run(
            Track.WRITES,
            lambda library: library.cancel_model_change(),
            lambda _: self.said.emit(self.tr("The change was called off. What was described is kept.")),
            self._on_failed,
        )

    def plan_download(self, name: str) -> None:
        """Asks the hub how large a model is; ``download_planned`` follows."""
        self._begin(
            Errand(
                self.tr("Asking the hub how large {model} is…").format(model=name),
                when_cancelled=self.tr("Stopped; nothing was downloaded."),
            ),
            lambda library, _: library.models.plan_download(name),
            self.download_planned.emit,
        )

    def download(self, plan: ModelDownload) -> None:
        """Fetches a model, after the user agreed."""
        name = str(plan.name)

        def download(library: PhotoLibrary, cancellation: Cancellation) -> None:
            told = ""

            def tell(done: int, total: int) -> None:
                nonlocal told
                cancellation.check()
                errand = self._downloading(name, done, total)
                # A download tells of every piece; eyes see those that change a figure.
                if errand.text != told:
                    told = errand.text
                    self._bytes_arrived.emit(errand)

            library.models.download(plan, progress=tell, check=cancellation.check)

        if self._begin(self._downloading(name, 0, 0), download, lambda _: self._on_downloaded(name)):
            self._is_downloading = True

    def import_(self, path: Path, architecture: str | None, name: str | None) -> None:
        """Takes a model of the user's in."""
        self._begin(
            Errand(self.tr("Importing {name}…").format(name=path.name)),
            lambda library, _: library.models.import_(path, architecture=architecture, name=name),
            self._on_imported,
        )

    def read_architectures(self) -> None:
        """Asks what open_clip knows; ``architectures_read`` follows."""
        self._bridge.run_aside(
            lambda library, _: library.models.architectures(), self.architectures_read.emit
        )

    def measure(self, name: str) -> None:
        """Measures how quick a model is here."""

        def said(photos_per_s: float) -> None:
            text = self.tr("{model} describes {rate} photos a second here, reading them not counted.")
            rate = wording.rate(photos_per_s)
            self.said.emit(text.format(model=model_wording.title(name), rate=rate))
            self.read()

        self._begin(
            Errand(
                self.tr("Measuring {model}; up to a minute…").format(model=model_wording.title(name)),
                when_cancelled=self.tr("Stopped; nothing was measured."),
            ),
            lambda library, cancellation: library.models.measure(name, cancellation.check),
            said,
        )

    def remove(self, name: str) -> None:
        """Deletes a model from this machine."""

        def said(freed_bytes: int) -> None:
            self._typed.pop(name, None)
            text = self.tr("{model} was deleted, which freed {size}.")
            self.said.emit(text.format(model=model_wording.title(name), size=wording.megabytes(freed_bytes)))
            self.read()

        self._begin(
            Errand(self.tr("Deleting {model}…").format(model=name)),
            lambda library, _: library.models.remove(name),
            said,
        )

    def cancel(self) -> None:
        """Ends the errand that goes on. What was downloaded so far is kept."""
        if self._errand is not None and self._request is not None and self._errand.when_cancelled:
            said = self._errand.when_cancelled
            self._request.cancel()
            self._end()
            self.said.emit(said)
            self.read()

    def _begin(
        self,
        errand: Errand,
        work: Callable[[PhotoLibrary, Cancellation], Result],
        then: Callable[[Result], None],
    ) -> bool:
        """Whether it has begun, which it has not while another errand goes on."""
        if self._errand is not None:
            return False

        def done(result: Result) -> None:
            self._end()
            then(result)

        def failed(error: PhotoOrgError) -> None:
            self._end()
            self._on_failed(error)

        self.said.emit("")
        self._errand = errand
        self._request = self._bridge.run_aside(work, done, failed)
        self.errand_changed.emit(errand)
        return True

    def _end(self) -> None:
        self._errand = self._request = None
        self._is_downloading = False
        self.errand_changed.emit(None)

    def _downloading(self, name: str, done: int, total: int) -> Errand:
        text = self.tr("Downloading {model}…").format(model=name)
        kept = self.tr("Stopped. What has arrived is kept, and the next download goes on from there.")
        if total:
            text = self.tr("Downloading {model}: {done} of {total}").format(
                model=name, done=wording.megabytes(done), total=wording.megabytes(total)
            )
            kept = self.tr("Stopped. {size} are kept, and the next download goes on from there.").format(
                size=wording.megabytes(done)
            )
        return Errand(text, done, total, kept)

    def _on_bytes_arrived(self, errand: Errand) -> None:
        # A download that was cancelled may still be telling.
        if self._is_downloading:
            self._errand = errand
            self.errand_changed.emit(errand)

    def _on_read(self, models: Models) -> None:
        self.models_read.emit(models)
        self._on_read_ended()

    def _on_read_failed(self, error: PhotoOrgError) -> None:
        self.failed.emit(wording.problem(error))
        self._on_read_ended()

    def _on_read_ended(self) -> None:
        self._is_reading = False
        if self._is_stale:
            self._is_stale = False
            self.read()

    def _on_progress_changed(self, progress: Progress) -> None:
        was_describing, self._is_describing = self._is_describing, progress.activity is Activity.DESCRIBING
        if progress.activity is Activity.PREPARING:
            self.prepared.emit(progress.model, progress.done, progress.total)
        elif was_describing and not self._is_describing:
            self.read()

    def _on_found(self, name: str) -> None:
        self._typed[name] = None
        self.model_added.emit(name)
        self.read()

    def _on_model_chosen(self, choice: ModelChoice) -> None:
        if choice.active == self._coming:
            self._say_used(choice)
        self._coming = choice.coming or ""
        self.read()

    def _say_used(self, choice: ModelChoice) -> None:
        self.said.emit(self.tr("Searches use {model} now.").format(model=model_wording.title(choice.active)))

    def _on_chosen(self, outcome: tuple[ModelChoice, bool]) -> None:
        self._choosing = ""
        choice, paused = outcome
        if choice.coming is None:
            self._say_used(choice)
        else:
            active = model_wording.title(choice.active)
            text = self.tr("Searches go on with {active} until {coming} has described every photo.")
            sentence = text.format(active=active, coming=model_wording.title(choice.coming))
            if paused:
                sentence += " " + self.tr("Describing is paused; see Performance.")
            self.said.emit(sentence)
        self.read()

    def _on_not_chosen(self, error: PhotoOrgError) -> None:
        self._choosing = ""
        self._on_failed(error)

    def _on_downloaded(self, name: str) -> None:
        text = self.tr("{model} is on this machine now; choose “Use…” to search with it.")
        self.said.emit(text.format(model=name))
        self.model_added.emit(name)
        self.read()

    def _on_imported(self, name: str) -> None:
        text = self.tr("{model} is imported; the original may go. Choose “Use…” to search with it.")
        self.said.emit(text.format(model=name))
        self.model_added.emit(name)
        self.read()

    def _on_failed(self, error: PhotoOrgError) -> None:
        self.failed.emit(wording.problem(error))
        self.read()
