"""PhotoLibrary: the one public Python API. Command line, window and scripts all speak to it."""

from __future__ import annotations

import os
from dataclasses import replace
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
from photoorg.imaging.motion_video import MotionVideo, motion_video_of
from photoorg.imaging.pictures import Picture, picture_of, reachable_path, thumbnail_of, turned_jpeg
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
from photoorg.library.known_names import known_names, names_of
from photoorg.library.lock import LibraryLock
from photoorg.library.outlines import OutlineStore
from photoorg.library.overview import Overviews
from photoorg.library.photos import PhotoStore
from photoorg.library.put_aside import PutAside
from photoorg.library.records import LibraryStatus
from photoorg.library.restoring import Restored, restore
from photoorg.library.trash import Trash
from photoorg.library.trashed_files import TrashedFiles
from photoorg.people.people import People
from photoorg.sample_photos import SAMPLE_FOLDER
from photoorg.search.album_contents import AlbumContents
from photoorg.search.calibration import CUTOFF
from photoorg.search.marks import NO_MARKS, Marks
from photoorg.search.recent_searches import RecentSearches
from photoorg.search.results import Hit, Order, SearchResult
from photoorg.search.searcher import Searcher
from photoorg.sentences import Sentence
from photoorg.settings import LibrarySettings, Settings
from photoorg.settings_file import CATALOGUE_FILE

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from photoorg.encoders.encoder import Encoder
    from photoorg.library.backups import Backup
    from photoorg.library.beings.records import Identity
    from photoorg.library.carrying_over import CarriedOver
    from photoorg.library.newest_photos import Outlines
    from photoorg.library.records import Folder, Photo, UnreadableFile
    from photoorg.people.finders import Finder
    from photoorg.search.explanation import PartRelevance

__all__ = ["Hit", "LibraryStatus", "Marks", "Order", "PhotoLibrary", "Picture", "SearchResult", "SyncReport"]

DEFAULT_LIMIT = 500
# How long a process that only reads waits for the one that makes or migrates the catalogue.
MIGRATION_WAIT_S = 10.0


class PhotoLibrary(Annotating):
    """A library directory, opened. Every method blocks and may be called from any thread.

    Attributes:
        directory: holds catalogue, settings and caches; photos stay where they are.
        albums: the user's albums.
        album_folders: the folders that they lie in.
        best: the best of many photos, and why.
        suggestions: groups and events that could be albums.
        put_aside: hides photos, and removes them from the library.
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
        self._photos = PhotoStore(self._catalogue)
        self._outlines = OutlineStore(self._catalogue)
        super().__init__(self._catalogue, self._emit)
        self.overview = Overviews(self._catalogue, self._photos)
        self._thumbnails = ThumbnailStore(directory.joinpath(*THUMBNAIL_FOLDERS))
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
        self._searcher = Searcher(
            space=lambda: self._models.active,
            photos=self._photos,
            cache=cache / "search",
            albums=AlbumContents(
                lambda name: self.albums.query_of(name), lambda name: self.album_folders.members(name)
            ),
            beings=BeingNames(self._catalogue),
            album_names=lambda: self.albums.names() + [folder.name for folder in self.album_folders.list()],
            place_names=lambda: names_of(self._catalogue, "place"),
            label_names=lambda: self.labels.names(),
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
            require_readable=self._searcher.needs_model,
            albums_in=self._searcher.albums_in,
        )
        self.album_folders = AlbumFolders(
            self._catalogue,
            on_change=lambda: self._emit(AlbumsChanged()),
            albums_in=self._searcher.albums_in,
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

    # --- finding ---

    def search(
        self,
        text: str = "",
        *,
        image: Path | bytes | None = None,
        text_weight: float = 0.5,
        limit: int = DEFAULT_LIMIT,
        least_relevance: float = CUTOFF,
        order: Order = Order.RELEVANCE,
        marks: Marks = NO_MARKS,
    ) -> SearchResult:
        """Photos that fit words, an example picture (a file or its bytes), or the weighted sum of both.

        Args:
            text_weight: share of the words, 0..1, when there are words and an example.
            limit: at most so many hits; there are fewer where relevance ends.
            least_relevance: where that is, 0..1; 0 gives the closest photos however far they are.
            order: of the hits; with any, they are the most relevant ones.
            marks: photos of which more, or less, is wanted; see ``search.refinement``.

        Raises:
            UserInputError: nothing to search for, or a limit below 1.
            PhotoUnreadable: the example cannot be decoded.
            ModelUnavailable: the encoder cannot be loaded.
        """
        _check_limit(limit)
        found = self._searcher.search(text, image, text_weight, limit, least_relevance, marks)
        if not found.notice:
            found = replace(found, notice=self.notice_about(text))
        return self._searcher.ordered(found, order)

    def similar(
        self,
        photo: int | Path,
        *,
        limit: int = DEFAULT_LIMIT,
        least_relevance: float = CUTOFF,
        order: Order = Order.RELEVANCE,
        marks: Marks = NO_MARKS,
    ) -> SearchResult:
        """Photos like one of the library (by id or path), itself left out, or like any image file.

        Raises as :meth:`search`.
        """
        _check_limit(limit)
        photo_id = photo if isinstance(photo, int) else self._photos.id_at_path(absolute(photo))
        if photo_id is None:
            assert isinstance(photo, Path)
            found = self._searcher.search("", photo, 0.0, limit, least_relevance, marks)
            return self._searcher.ordered(found, order)
        known = self.photo(self._photos.shown_instead(photo_id))
        similar = self._searcher.similar_to_photo(known.id, str(known.path), limit, least_relevance, marks)
        found = similar or self._searcher.search("", known.path, 0.0, limit, least_relevance, marks)
        return self._searcher.ordered(found, order)

    def explain(
        self, text: str, photo_ids: Sequence[int], *, image: Path | bytes | None = None
    ) -> dict[int, tuple[PartRelevance, ...]]:
        """Why photos are found: for each, how relevant it is to each part of a query, as a search weighs
        them, and to an example beside it. Raises as :meth:`search`."""
        return self._searcher.explain(text, photo_ids, image)

    def notice_about(self, query: str) -> str:
        """Why fewer photos may be found than there are, as a sentence; "" where that is not so. Raises
        QueryError."""
        return self.people.unfinished if self._searcher.asks_whether_anybody_is_seen(query) else ""

    def matching(self, query: str) -> list[int]:
        """Reachable photos that a query of filters alone lets through, newest first; needs no model.

        Raises QueryError, also where the query has words or examples.
        """
        return self._searcher.matching(query)

    def needs_model(self, query: str) -> bool:
        """Whether a query asks what photos show; if not, :meth:`matching` answers it. Raises QueryError."""
        return self._searcher.needs_model(query)

    def _filling(self, query: str) -> list[int]:
        if not self.needs_model(query):
            return self.matching(query)
        return [hit.photo_id for hit in self.search(query).hits]

    def fitting(self, album: str, *, limit: int = 60, least_relevance: float = CUTOFF) -> SearchResult:
        """Photos that fit an album: like those in it, and not what the user said does not fit, or took out of
        it; :meth:`Albums.accept` and :meth:`Albums.reject` say so. Loads no model.

        Raises UserInputError where there is no such album, nothing is in it, or a search fills it.
        """
        _check_limit(limit)
        known = self.albums.get(album)
        if known.query:
            raise UserInputError(
                Sentence("‘{name}’ is filled by its search: {query}", name=known.name, query=known.query)
            )
        members, said = self.albums.photo_ids(album), self.albums.fits(album)
        if not members:
            raise UserInputError(
                Sentence("‘{name}’ is empty: what fits it is known by the photos in it.", name=known.name)
            )
        left_out = {*said.no, *said.removed}
        return self._searcher.fitting(members, said.no, left_out, limit, least_relevance)

    def photos_in_folder(self, name: str) -> list[int]:
        """The photos of all albums in a folder of albums, at any depth, newest first, each once.

        Raises UserInputError where there is no such folder; as :meth:`Albums.photo_ids`.
        """
        found = {
            photo_id
            for album in self.album_folders.albums_below(name)
            for photo_id in self.albums.photo_ids(album)
        }
        return self._photos.newest_first(list(found))

    def names(self) -> dict[str, list[str]]:
        """For each field of a query that takes names (tag, in, person, ...): those in use."""
        return known_names(self._catalogue)

    # --- photos ---

    def photo_ids(
        self, *, folder: Path | str | None = None, favourites: bool = False, limit: int | None = None
    ) -> list[int]:
        """Reachable photos, newest first: all, those at or below a folder, or the favourites.

        With ``limit`` only the first of them, which costs what they are, however large the library is.
        """
        below = None if folder is None else absolute(Path(folder))
        return self._photos.reachable_ids(folder=below, favourites=favourites, limit=limit)

    def outlines(self, photo_ids: Sequence[int]) -> Outlines:
        """Shapes and days of photos as compact arrays, in the given order."""
        return self._outlines.of(photo_ids)

    def newest_first(self) -> tuple[NDArray[np.int64], Outlines]:
        """Ids, (n,), and outlines of all reachable photos, newest first: what :meth:`photo_ids` and
        :meth:`outlines` say, read at once and as arrays, which for a million photos takes half the time."""
        return self._outlines.newest_first()

    def photo(self, photo_id: int) -> Photo:
        """One photo. Raises UserInputError for an unknown id."""
        found = self._photos.by_ids([photo_id])
        if not found:
            raise UserInputError(Sentence("There is no photo with the id {photo_id}.", photo_id=photo_id))
        return found[0]

    def photos(self, photo_ids: Sequence[int]) -> list[Photo]:
        """Photos in the given order; unknown ids are left out."""
        return self._photos.by_ids(photo_ids)

    def photo_at(self, path: Path | str) -> Photo | None:
        """The photo that lies at a path, None if the library does not know it; for a raw file, the photo that
        it hangs on."""
        photo_id = self._photos.id_at_path(absolute(Path(path)))
        return None if photo_id is None else self.photo(photo_id)

    @property
    def thumbnail_directory(self) -> Path:
        """Where thumbnails lie; a cache."""
        return self._thumbnails.directory

    def thumbnail(self, photo_id: int) -> bytes:
        """JPEG bytes, long side 384 px at most; rebuilt from the photo when absent or damaged.

        Raises PhotoUnreadable when that cannot be done, as for an offline photo.
        """
        # One is nearly always stored, and its name takes a tenth of the time of all that is known of a photo.
        look = self._photos.looks([photo_id]).get(photo_id)
        stored = None if look is None else self._thumbnails.load(look.content_hash)
        if look is None or stored is None:
            return thumbnail_of(self.photo(photo_id), self._thumbnails)
        return turned_jpeg(stored, look.quarter_turns, self._thumbnails.size_px)

    def thumbnail_files(self, photo_ids: Sequence[int]) -> dict[int, Path]:
        """Where thumbnails lie, or would lie, that need no more than to be read, by photo id; unknown and
        turned photos are left out. Absent and damaged ones are made by :meth:`thumbnail`."""
        looks = self._photos.looks(photo_ids).items()
        return {
            id_: self._thumbnails.path(look.content_hash) for id_, look in looks if not look.quarter_turns
        }

    def picture(self, photo_id: int, max_side_px: int) -> Picture:
        """Pixels of a photo, its long side at most ``max_side_px``; of an offline one those of its thumbnail.

        Raises PhotoUnreadable.
        """
        return picture_of(self.photo(photo_id), max_side_px, self._thumbnails)

    def video(self, photo_id: int) -> MotionVideo | None:
        """Where the video of a motion or live photo lies; None for none. Raises PhotoUnreadable."""
        return motion_video_of(reachable_path(self.photo(photo_id)))

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


def _check_limit(limit: int) -> None:
    if limit < 1:
        raise UserInputError(Sentence("The limit is a number from 1 up."))
