"""PhotoLibrary: the one public Python API. Command line, window and scripts all speak to it."""

from __future__ import annotations

import os
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Self

from photoorg.albums.best.best_photos import BestPhotos
from photoorg.albums.best.quality_cache import QualityCache
from photoorg.albums.duplicates.duplicates import Duplicates
from photoorg.albums.labels.labels import Labels
from photoorg.albums.suggestions import Suggestions
from photoorg.annotating import Annotating
from photoorg.cache_checkup import examine_caches
from photoorg.changes import (
    Activity,
    AlbumsChanged,
    Change,
    FoldersChanged,
    LabelsChanged,
    Listener,
    Listeners,
    ModelChoice,
    ModelState,
    NoticeRaised,
    PhotosChanged,
    Progress,
    SuggestionsChanged,
)
from photoorg.encoders.lazy_encoder import UnavailableEncoder
from photoorg.encoders.library_models import LibraryModels
from photoorg.encoders.model_name import ModelName
from photoorg.errors import UserInputError
from photoorg.export.album_exports import AlbumExports
from photoorg.export.exports import Exports
from photoorg.export.sidecars import SidecarFiles
from photoorg.first_look import THUMBNAIL_FOLDERS
from photoorg.imaging.pictures import Picture
from photoorg.imaging.thumbnails import ThumbnailStore
from photoorg.ingest.engine import IngestEngine
from photoorg.ingest.idleness import Idleness
from photoorg.ingest.indexing import Indexing, SyncReport
from photoorg.ingest.succession import ModelSuccession
from photoorg.library.album_folders import AlbumFolders
from photoorg.library.albums import Albums
from photoorg.library.backups import require_outside, write_backup
from photoorg.library.beings.names import BeingNames
from photoorg.library.beings.said_faces import said_faces
from photoorg.library.catalogue import Catalogue, can_be_migrated, needs_migration
from photoorg.library.checkup import Problem, examine
from photoorg.library.directories import existing_directory, made_directory
from photoorg.library.files import FileStore
from photoorg.library.folders import FolderStore, absolute
from photoorg.library.history import History, Step
from photoorg.library.known_names import names_of
from photoorg.library.lock import LibraryLock
from photoorg.library.overview import Overviews
from photoorg.library.put_aside import PutAside
from photoorg.library.records import LibraryStatus
from photoorg.library.restoring import Restored, restore
from photoorg.library.stacks import Stacks
from photoorg.library.trash import Trash
from photoorg.library.trashed_files import TrashedFiles
from photoorg.people.people import People
from photoorg.sample_photos import SAMPLE_FOLDER
from photoorg.search.album_contents import AlbumContents
from photoorg.search.marks import Marks
from photoorg.search.query_reader import QueryReader
from photoorg.search.recent_searches import RecentSearches
from photoorg.search.results import Hit, Order, SearchResult
from photoorg.search.searcher import Searcher
from photoorg.searching import Searching
from photoorg.sentences import Sentence
from photoorg.settings import LibrarySettings, Settings
from photoorg.settings_file import CATALOGUE_FILE

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from photoorg.encoders.encoder import Encoder
    from photoorg.library.backups import Backup
    from photoorg.library.beings.records import Identity
    from photoorg.library.carrying_over import CarriedOver
    from photoorg.library.records import Folder, UnreadableFile
    from photoorg.people.finders import Finder

__all__ = ["Hit", "LibraryStatus", "Marks", "Order", "PhotoLibrary", "Picture", "SearchResult", "SyncReport"]

# How long a process that only reads waits for the one that makes or migrates the catalogue.
MIGRATION_WAIT_S = 10.0


class PhotoLibrary(Annotating, Searching):
    """A library directory, opened. Every method blocks and may be called from any thread.

    Attributes:
        directory: holds catalogue, settings and caches; photos stay where they are.
        albums: the user's albums.
        album_folders: the folders that they lie in.
        best: the best of many photos, and why.
        suggestions: groups and events that could be albums.
        put_aside: hides photos, and removes them from the library.
        stacks: lays photos on each other, so that lists show one of them.
        trash: moves files to the trash of the system, and back, also on another day.
        duplicates: photos that lie in several files, copies, bursts and similar shots.
        history: takes back what was changed by other methods.
        labels: words of the user's, and which photos they fit.
        people: the people and pets on the photos, and what the user says about them.
        overview: how many photos there are of each place, tag and state, and which.
        recent_searches: what was searched for lately in the window.
        exports: copies of photos for others.
        album_exports: links, lists and web pages of albums.
        sidecars: writes what the user said beside the photos, for other programs.
        models: those to choose from, and how they come to this machine and go.
    """

    def __init__(
        self,
        directory: Path,
        settings: LibrarySettings,
        lock: LibraryLock | None,
        encoder: Encoder | None,
        encoders: Callable[[str], Encoder] | None,
        finders: Sequence[Finder] | None = None,
    ):
        """Use :meth:`open`."""
        self.directory = directory
        self._settings = settings
        self._lock = lock
        self._listeners = Listeners()
        self._closed = False
        self._idleness = Idleness()
        cache = directory / "cache"
        self._catalogue = Catalogue(directory / CATALOGUE_FILE, read_only=lock is None)
        self._folders = FolderStore(self._catalogue)
        self._files = FileStore(self._catalogue)
        Searching.__init__(self, self._catalogue, ThumbnailStore(directory.joinpath(*THUMBNAIL_FOLDERS)))
        Annotating.__init__(self, self._catalogue, self._emit)
        self.overview = Overviews(self._catalogue, self._photos)
        self._models = ModelSuccession(
            settings=settings,
            given=encoder,
            find=encoders,
            threads=self._worker_threads,
            catalogue=self._catalogue,
            photos=self._photos,
            indexes=cache / "index",
            emit=self._emit,
        )
        engine = IngestEngine(
            catalogue=self._catalogue,
            files=self._files,
            photos=self._photos,
            models=self._models,
            thumbnails=self._thumbnails,
            threads=self._worker_threads,
        )
        self._indexing = Indexing(
            engine=engine,
            models=self._models,
            files=self._files,
            folders=self._folders,
            photos=self._photos,
            excluded=(cache,),
            emit=self._emit,
        )
        self._queries = QueryReader(
            albums=AlbumContents(
                lambda name: self.albums.query_of(name), lambda name: self.album_folders.members(name)
            ),
            beings=BeingNames(self._catalogue),
            album_names=lambda: self.albums.names() + [folder.name for folder in self.album_folders.list()],
            is_any=self._photos.is_any,
            place_names=lambda: names_of(self._catalogue, "place"),
            label_names=lambda: self.labels.names(),
        )
        self._searcher = Searcher(
            space=lambda: self._models.active,
            photos=self._photos,
            cache=cache / "search",
            queries=self._queries,
            labelled=lambda wanted: self.labels.fitting(wanted),
        )
        self.labels = Labels(
            self._catalogue,
            self._searcher.word_sense,
            cache / "search",
            emit=self._emit,
            on_renamed=self._follow_label,
        )
        self.recent_searches = RecentSearches(
            directory, lambda: lock is not None and settings.current.keep_searches
        )
        self.models = LibraryModels(lambda: self._models.choice)
        self.exports = Exports(self._photos.by_ids, directory)
        self.album_exports = AlbumExports(self._photos.by_ids, directory)
        self.sidecars = SidecarFiles(
            self._photos,
            self._files,
            regions_of=partial(said_faces, self._catalogue),
            with_regions=lambda: settings.current.find_people == "on",
        )
        self.albums = Albums(
            self._catalogue,
            on_change=lambda: self._emit(AlbumsChanged()),
            search=self._filling,
            require_readable=self._queries.needs_model,
            albums_in=self._queries.albums_in,
        )
        self.album_folders = AlbumFolders(
            self._catalogue,
            on_change=lambda: self._emit(AlbumsChanged()),
            albums_in=self._queries.albums_in,
        )
        self.best = BestPhotos(
            photos=self._photos,
            thumbnails=self._thumbnails,
            space=lambda: self._models.active,
            regions=lambda photo_ids: self.people.in_photos(photo_ids),
            cache=QualityCache(cache / "quality"),
        )
        self.suggestions = Suggestions(
            self._catalogue, lambda: self._models.active, cache / "search", self._emit
        )
        self.put_aside = PutAside(self._catalogue, on_change=lambda ids: self._emit(PhotosChanged(ids)))
        self.stacks = Stacks(
            self._catalogue, self._photos, on_change=lambda ids: self._emit(PhotosChanged(ids))
        )
        self.trash = Trash(
            self._files,
            self._photos,
            TrashedFiles(self._catalogue),
            on_change=lambda ids: self._emit(PhotosChanged(ids)),
        )
        self.people = People(
            self._catalogue,
            self._photos,
            cache / "beings",
            is_wanted=lambda: settings.current.find_people == "on",
            emit=self._emit,
            threads=self._worker_threads,
            on_renamed=self._follow_being,
            finders=finders,
            on_forgotten=self._forget_searches_for,
        )
        self.history = History(self._catalogue, on_change=self._on_taken_back)
        self.duplicates = Duplicates(
            self._catalogue,
            self._photos,
            self.trash,
            self.stacks,
            lambda: self.history,
            self._thumbnails,
            cache / "duplicates" / "compared.npz",
            space=lambda: self._models.active,
            on_said=self._on_carried_over,
        )

    # --- opening and closing ---

    @classmethod
    def open(
        cls,
        directory: Path | str | None = None,
        *,
        model: str | None = None,
        encoder: Encoder | None = None,
        encoders: Callable[[str], Encoder] | None = None,
        finders: Sequence[Finder] | None = None,
        read_only: bool = False,
        make: bool = True,
    ) -> PhotoLibrary:
        """Opens a library. Loads no model.

        A change of model that was under way goes on, unless this session has a model of its own.

        Args:
            directory: ``PHOTOORG_LIBRARY`` or the platform's data folder by default.
            model: for this session in place of the library's own choice: ``builtin``, ``ARCH:TAG`` or
                ``ARCH:/path``.
            encoder: for this session in place of any named model.
            encoders: finds encoders by name in place of photoorg's own loader; may raise UserInputError
                or ModelUnavailable.
            finders: what looks for people and pets in place of photoorg's own.
            read_only: for searching and looking only, beside another process that writes, or where nobody
                may write or no space is left.
            make: whether a library that is not there is made; never with ``read_only``.

        Raises:
            LibraryMissing: it is not there, and is not to be made.
            LibraryInUse: another process writes to this library.
            LibraryTooNew: a newer photoorg wrote it; nothing was changed.
            LibraryDamaged, LibraryError: it cannot be read or made.
            UserInputError: ``model`` makes no sense. Where the library's own choice makes none, or a
                checkpoint is not there, the library opens, and whatever needs the model says so.
        """
        directory = made_directory(directory) if make and not read_only else existing_directory(directory)
        # First of all: a newer photoorg may have settings that are unknown here.
        must_migrate = needs_migration(directory / CATALOGUE_FILE)
        if model is not None and encoders is None:
            ModelName.parse(model)
        # A session with a model of its own has no part in a change from one of the library's to another.
        own = {} if model is None and encoder is None else {"next_model": ""}
        own |= {} if model is None else {"model": model}

        def opened(lock: LibraryLock | None) -> PhotoLibrary:
            try:
                return cls(
                    directory,
                    LibrarySettings(directory, own, read_only=lock is None),
                    lock,
                    encoder,
                    encoders,
                    finders,
                )
            except BaseException:
                if lock is not None:
                    lock.release()
                raise

        if must_migrate and read_only and can_be_migrated(directory / CATALOGUE_FILE):
            # Another process may be at it this very moment, or be an older photoorg that is not done yet.
            opened(LibraryLock(directory, MIGRATION_WAIT_S)).close()
        return opened(None if read_only else LibraryLock(directory))

    def close(self) -> None:
        """Stops background work within a batch, saves the index and lets the next process in."""
        if self._closed:
            return
        self._closed = True
        self.people.close()
        self._models.close()
        if self._lock is None:
            self._catalogue.close()
        else:
            self._indexing.close(then=self._let_go)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc_info: object) -> None:
        self.close()

    # --- backups ---

    def backup(
        self,
        file: Path | str,
        *,
        overwrite: bool = False,
        progress: Callable[[int, int], None] = lambda _done, _total: None,
    ) -> Backup:
        """Copies all that cannot be computed again, the vectors and the settings into one file, as they are
        at one moment, while others may write. The copy is checked before it takes its place.

        Args:
            overwrite: whether a file of that name may be replaced; until the copy is whole, it stays.
            progress: is told parts done and parts in all.

        Raises:
            BackupError: the place cannot be written, is in use already, or lies in the library or among
                the photos.
            DiskFull, LibraryDamaged, LibraryError: nothing was written.
        """
        target = absolute(Path(file))
        require_outside(target, self.directory, [folder.path for folder in self._folders.all()])
        return write_backup(self._catalogue.path, target, overwrite=overwrite, on_progress=progress)

    @classmethod
    def restore(cls, file: Path | str, directory: Path | str | None = None) -> Restored:
        """Makes a backup, or any catalogue that photoorg kept, the content of a library that is not open.
        What was in it is set aside and not deleted.

        Args:
            directory: as for :meth:`open`; made if it is not there.

        Raises:
            BackupError: the file is no whole backup.
            LibraryTooNew: a newer photoorg wrote it.
            LibraryInUse: another process has the library open.
            DiskFull, LibraryError: it cannot be put in place. The library is as it was, as it is with all
                of these.
        """
        directory = made_directory(directory)
        lock = LibraryLock(directory)
        try:
            return restore(absolute(Path(file)), directory)
        finally:
            lock.release()

    @classmethod
    def check(cls, directory: Path | str | None = None, *, repair: bool = False) -> list[Problem]:
        """What is wrong with a library, in words: its catalogue, vectors, index, thumbnails, what a killed
        process left behind. Changes nothing unless asked to ``repair`` what it finds.

        A repair needs the library for itself. Before the catalogue is changed it is backed up or, where it is
        damaged, set aside; originals are only read.

        Raises:
            LibraryMissing: there is none.
            LibraryInUse: with ``repair``, while another process has the library open.
            LibraryDamaged: with ``repair``, where nothing can be saved.
            LibraryTooNew, DiskFull, LibraryError: the library cannot be looked at, or not be written.
        """
        directory = existing_directory(directory)
        problems = examine(directory, repair=repair)
        if any(problem.is_blocking for problem in problems):
            return problems
        with cls.open(directory, read_only=not repair) as library:
            if repair and problems:
                library.people.recall()
            return problems + examine_caches(
                library._models, library._photos, library._thumbnails, repair=repair
            )

    # --- folders ---

    def folders(self) -> list[Folder]:
        """The folders of the library, by path."""
        return self._folders.all()

    def add_folder(self, path: Path | str) -> Folder:
        """Adds a folder; its photos appear with the next :meth:`sync`, or soon in the background. Where it
        holds what a folder of the library held that is not there any more, it takes that one's place, and
        its photos are known at once.

        Raises:
            FolderUnavailable: it is not there, is not a folder, or may not be read.
            UserInputError: it is already in the library, covered by a folder that is, or the library itself.
        """
        self._require_no_part_of_library(absolute(Path(path)))
        folder = self._folders.add(Path(path))
        self._indexing.follow_folders()
        self._emit(FoldersChanged())
        if folder.former is not None:
            self._emit(PhotosChanged(frozenset(self._photos.reachable_ids(folder=folder.path))))
            self._emit(
                NoticeRaised(
                    Sentence(
                        "{path} holds the photos of {former} and replaces it.",
                        path=folder.path,
                        former=folder.former,
                    )
                )
            )
        if folder.enclosed:
            inner = ", ".join(f"‘{path}’" for path in folder.enclosed)
            self._emit(
                NoticeRaised(
                    Sentence(
                        "{path} takes the place of {inner}, which lies in it.", path=folder.path, inner=inner
                    )
                    if len(folder.enclosed) == 1
                    else Sentence(
                        "{path} takes the place of {inner}, which lie in it.", path=folder.path, inner=inner
                    )
                )
            )
        return folder

    def relocate_folder(self, folder: Path | str, new: Path | str) -> Path:
        """What the library knows of a folder lies at ``new`` now, and keeps all that was said about it. For
        folders that were moved, or whose drive cannot be recognised; returns the new path.

        With ``new`` being the folder's own path, what is there now is believed to be the folder, though it
        is on another drive.

        Raises:
            FolderUnavailable: ``new`` is not there, is not a folder, or may not be read.
            UserInputError: the first is not a folder of the library.
        """
        photo_ids = self._folders.relocate(Path(folder), Path(new))
        self._indexing.follow_folders()
        self._indexing.scan_soon(absolute(Path(new)))
        self._emit(FoldersChanged())
        self._emit(PhotosChanged(frozenset(photo_ids)))
        return absolute(Path(new))

    def remove_folder(self, path: Path | str) -> Path:
        """Removes a folder from the library and returns its path. Nothing on disk changes, and everything
        said about its photos is kept for the day the folder is added again.

        Raises UserInputError if it is not in the library.
        """
        removed = self._folders.remove(Path(path))
        self._indexing.follow_folders()
        files = self._files.below(removed).values()
        self._emit(FoldersChanged())
        self._emit(PhotosChanged(frozenset(file.photo_id for file in files if file.photo_id is not None)))
        return removed

    # --- indexing ---

    def sync(self, progress: Callable[[Progress], None] | None = None) -> SyncReport:
        """Brings the library in step with its folders and describes every new photo, then returns.

        A cut-short sync loses nothing: the next one goes on where it stopped. While the background is at
        work, this waits for its turn. Without anything new, the model is not loaded. A change of model
        that is under way is brought to its end.

        Raises:
            ModelUnavailable: folders were compared, but no photo could be described.
            DiskFull: what was committed so far is kept.
        """
        self._catalogue.require_writable()
        return self._indexing.sync(progress)

    def start_background(self) -> None:
        """Watches all folders and keeps the library in step until :meth:`close`; see :meth:`subscribe`."""
        self._catalogue.require_writable()
        self._indexing.start_background(self._settings.current, self._reason_to_wait)
        self.people.start_background(self._is_busy)

    def pause(self) -> None:
        """Stops describing photos in the background, also after a restart, until :meth:`resume`."""
        self._set_paused(True)

    def resume(self) -> None:
        """Goes on describing photos in the background."""
        self._set_paused(False)

    @property
    def paused(self) -> bool:
        """Whether describing in the background is paused."""
        return self._settings.current.paused

    @property
    def threads(self) -> int:
        """Processor threads for models and reading photos, 0 to 256; 0 means all."""
        return self._settings.current.threads

    def set_threads(self, count: int) -> None:
        """Takes effect with the next photos that are read, and when a model is loaded next.

        Raises UserInputError outside 0..256.
        """
        self._settings.change(threads=count)

    @property
    def settings(self) -> Settings:
        """What the user chose, as it counts in this session."""
        return self._settings.current

    def change_setting(self, name: str, value: object) -> Settings:
        """Changes one setting and returns all of them. Counts at once, except for how folders are watched:
        that counts from the next :meth:`start_background`.

        Raises UserInputError for an unknown setting, or a value that it cannot have; models are chosen by
        :meth:`choose_model`.
        """
        if name in ("model", "next_model"):
            raise UserInputError(Sentence("A model is chosen with: photoorg models use NAME"))
        self._settings.change(**{name: value})
        self._indexing.set_paused(self._settings.current.paused)
        self.people.look_again()
        if not self._settings.current.keep_searches:
            self.recent_searches.clear()
        return self._settings.current

    @property
    def progress(self) -> Progress:
        """What the background does right now."""
        return self._indexing.progress

    # --- the model ---

    @property
    def model(self) -> str:
        """The key of the encoder: equal keys give comparable vectors."""
        return self._models.active.key

    @property
    def model_choice(self) -> ModelChoice:
        """The names of the model that searches use and of the one that is to take over."""
        return self._models.choice

    @property
    def model_state(self) -> ModelState:
        """Whether the encoder is in memory."""
        return self._models.active.encoder.state

    def load_model(self) -> None:
        """Loads the encoder if it is not in memory, so that the first query waits for nothing.

        Raises ModelUnavailable.
        """
        self._models.active.encoder.get().encode_texts(["photo"])

    def choose_model(self, name: str, *, at_once: bool = False) -> str:
        """Makes a model the library's own and returns its key; blocks while the model is loaded.

        Searches go on with the model they use now until the new one has described every photo, by
        :meth:`sync` or in the background, also after a restart. A model that has done so before, and one
        that follows a model which has described nothing or cannot be loaded, takes over at once.
        Vectors of other models stay. Choosing the model that searches use calls a change off.

        Args:
            at_once: search with the new model from now on, though it finds only what it has described.

        Raises UserInputError for a name that makes no sense and ModelUnavailable when the model cannot be
        loaded; nothing is changed then.
        """
        self._catalogue.require_writable()
        chosen = self._models.choose(name, at_once=at_once)
        self._indexing.look_again()
        return chosen.key

    def described_by(self, name: str) -> int:
        """How many of the photos that can be reached now a model has described, by its name."""
        return self._models.described(name)

    def cancel_model_change(self) -> None:
        """Goes on with the model that searches use. What the other one has described is kept."""
        self._catalogue.require_writable()
        self._models.call_off()
        self._indexing.look_again()

    # --- state ---

    def unreadable(self) -> list[UnreadableFile]:
        """Files that look like photos but cannot be read, and why."""
        return self._files.unreadable()

    def status(self) -> LibraryStatus:
        """The figures of ``photoorg status``."""
        active, coming = self._models.models
        counts = self._photos.counts(active.embeddings.model_id)
        return LibraryStatus(
            photos=counts.photos,
            offline=counts.offline,
            missing=counts.missing,
            unreadable=counts.unreadable,
            pending=counts.pending,
            embedded=counts.embedded,
            model=active.key,
            library=self.directory,
            next_model=coming.key if coming else None,
            next_embedded=self._photos.counts(coming.embeddings.model_id).embedded if coming else 0,
            model_known=not isinstance(active.encoder, UnavailableEncoder),
        )

    def catalogue_faults(self) -> list[str]:
        """What SQLite's own check finds wrong with the catalogue; empty when it is sound."""
        return self._catalogue.faults()

    def indexed_count(self) -> int:
        """How many photos, missing ones included, a search looks at."""
        index = self._models.active.index
        index.refresh()
        return len(index)

    def saved_index_fault(self) -> str:
        """Why the search index on disk cannot be used, as part of a sentence; "" where it can."""
        return self._models.active.index.saved_fault()

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Calls ``listener`` for every change, on the thread that made it, until the returned function
        is called. A listener must return at once."""
        return self._listeners.add(listener)

    # --- inside ---

    def _require_no_part_of_library(self, folder: Path) -> None:
        # Sample photos lie there on purpose.
        if folder.is_relative_to(self.directory) and folder != self.directory / SAMPLE_FOLDER:
            raise UserInputError(
                Sentence(
                    "‘{folder}’ is part of the library itself, which holds no photos of yours.", folder=folder
                )
            )

    def _reason_to_wait(self) -> str:
        return self._idleness.reason_to_wait() if self._settings.current.only_when_idle else ""

    def _is_busy(self) -> bool:
        """Whether looking for people has to wait."""
        is_idle = self.progress.activity in (Activity.IDLE, Activity.PAUSED)
        return self.paused or not is_idle or bool(self._reason_to_wait())

    def _worker_threads(self) -> int:
        return self._settings.current.threads or os.cpu_count() or 1

    def _emit(self, change: Change) -> None:
        if isinstance(change, PhotosChanged) and not change.photo_ids:
            return
        if isinstance(change, PhotosChanged):
            self.people.files_changed(change.photo_ids)
        if isinstance(change, Progress) and change.activity is Activity.IDLE:
            self.people.look_again()
        self._listeners.tell(change)

    def _forget_searches_for(self, names: Sequence[str]) -> None:
        self._settings.change(find_people="off")
        self.recent_searches.forget_naming(names)
        for album in self.albums.searching_for_somebody():
            self.albums.delete(album)

    def _on_taken_back(self, step: Step) -> None:
        self._emit(PhotosChanged(step.photo_ids | self._annotations.tagged(step.tag_ids)))
        if step.concerns_beings:
            self.people.follow(step.photo_ids)
        if step.concerns_labels:
            self._emit(LabelsChanged())
        if step.concerns_albums:
            self._emit(AlbumsChanged())
        if step.concerns_suggestions:
            self._emit(SuggestionsChanged())

    def _on_carried_over(self, said: CarriedOver) -> None:
        self._emit(PhotosChanged(said.photo_ids))
        if said.has_beings:
            self.people.follow(said.photo_ids)
        if said.has_albums:
            self._emit(AlbumsChanged())

    def _follow_being(self, kind: str, name: str, now: Identity) -> None:
        """Searches of smart albums ask for somebody by the name that they have now."""
        # Not before: the language of queries is not needed for a library to open.
        from photoorg.search.known_beings import renamed
        from photoorg.search.language.beings import query_for

        self.albums.rewrite(lambda query: renamed(query, kind, name, query_for(now)))

    def _follow_label(self, name: str, now: str) -> None:
        from photoorg.search.known_labels import renamed_label

        self.albums.rewrite(lambda query: renamed_label(query, name, now))

    def _let_go(self) -> None:
        self._catalogue.close()
        if self._lock is not None:
            self._lock.release()

    def _set_paused(self, paused: bool) -> None:
        self._settings.change(paused=paused)
        self._indexing.set_paused(paused)
