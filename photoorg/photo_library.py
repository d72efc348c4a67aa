"""PhotoLibrary: the one public Python API. Command line, window and scripts all speak to it.

(Signatures; bodies follow.)
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from photoorg.changes import Listener, ModelState, Progress
from photoorg.encoders.encoder import Encoder
from photoorg.library.records import Album, Folder, Photo, UnreadableFile


@dataclass(frozen=True, slots=True)
class Hit:
    """One result. ``score`` is the raw cosine; ``relevance`` in 0..1 compares between queries."""

    photo_id: int
    path: Path
    score: float
    relevance: float


@dataclass(frozen=True, slots=True)
class SearchResult:
    """Hits, best first, ending where relevance ends. ``notice`` is a sentence for the user, or ""."""

    query: str
    model: str
    hits: tuple[Hit, ...]
    notice: str


@dataclass(frozen=True, slots=True)
class Picture:
    """Pixels for the screen: ``rgb`` is width * height * 3 bytes, upright, sRGB."""

    width: int
    height: int
    rgb: bytes


@dataclass(frozen=True, slots=True)
class SyncReport:
    """What one sync did (counts of photos, and the files that could not be read)."""

    added: int
    updated: int
    missing: int
    restored: int
    embedded: int
    unreadable: tuple[UnreadableFile, ...]


@dataclass(frozen=True, slots=True)
class LibraryStatus:
    photos: int
    missing: int
    unreadable: int
    pending: int
    embedded: int
    model: str
    library: Path


class Albums:
    """``library.albums``. Names are unique regardless of case; unknown names raise UserInputError."""

    def create(self, name: str) -> Album: ...
    def list(self) -> list[Album]: ...
    def get(self, name: str) -> Album: ...
    def photo_ids(self, name: str) -> list[int]: ...
    def add(self, name: str, photo_ids: Iterable[int]) -> None: ...
    def remove(self, name: str, photo_ids: Iterable[int]) -> None: ...
    def rename(self, name: str, new_name: str) -> Album: ...
    def delete(self, name: str) -> None: ...
    def reorder(self, name: str, photo_ids: Sequence[int]) -> None: ...


class PhotoLibrary:
    """A library directory, opened. Every method is blocking and may be called from any thread."""

    directory: Path
    albums: Albums

    @classmethod
    def open(
        cls, directory: Path | str | None = None, *, model: str | None = None,
        encoder: Encoder | None = None, read_only: bool = False,
    ) -> Self:
        """Raises LibraryTooNew, LibraryInUse, LibraryDamaged, UserInputError. Loads no model."""

    def close(self) -> None: ...
    def __enter__(self) -> Self: ...
    def __exit__(self, *exc_info: object) -> None: ...

    # folders
    def folders(self) -> list[Folder]: ...
    def add_folder(self, path: Path | str) -> Folder:
        """Records the folder; indexing happens in sync() or the background. Raises FolderUnavailable,
        UserInputError (already covered by a watched folder)."""
    def remove_folder(self, path: Path | str) -> None:
        """Stops watching; photos are hidden, everything the user said about them is kept."""

    # indexing
    def sync(self, progress: Callable[[Progress], None] | None = None) -> SyncReport: ...
    def start_background(self) -> None:
        """Loads the model, scans, watches and indexes until close(); reports through subscribe()."""
    def pause(self) -> None: ...
    def resume(self) -> None: ...
    @property
    def paused(self) -> bool: ...
    @property
    def progress(self) -> Progress: ...
    @property
    def model(self) -> str: ...
    @property
    def model_state(self) -> ModelState: ...
    def load_model(self) -> None: ...

    # finding
    def search(
        self, text: str = "", *, image: Path | bytes | None = None, text_weight: float = 0.5,
        limit: int = 500,
    ) -> SearchResult:
        """Raises UserInputError (nothing to search for), PhotoUnreadable, ModelUnavailable."""
    def similar(self, photo: int | Path, *, limit: int = 500) -> SearchResult:
        """Photos like one of the library (by id or path) or like any image file; itself left out."""

    # photos
    def photo_ids(self) -> list[int]:
        """Every reachable photo, newest first."""
    def photo(self, photo_id: int) -> Photo: ...
    def photos(self, photo_ids: Sequence[int]) -> list[Photo]:
        """In the given order; unknown ids are left out."""
    def thumbnail(self, photo_id: int) -> bytes:
        """JPEG bytes, long side 384 px; rebuilt from the photo when absent. Raises PhotoUnreadable."""
    def picture(self, photo_id: int, max_side_px: int) -> Picture: ...
    def set_rating(self, photo_ids: Iterable[int], rating: int) -> None: ...
    def set_favourite(self, photo_ids: Iterable[int], favourite: bool) -> None: ...
    def add_tag(self, photo_ids: Iterable[int], tag: str) -> None: ...
    def remove_tag(self, photo_ids: Iterable[int], tag: str) -> None: ...
    def set_text(self, photo_id: int, text: str) -> None: ...

    def unreadable(self) -> list[UnreadableFile]: ...
    def status(self) -> LibraryStatus: ...
    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Calls ``listener`` for every change until the returned function is called."""
