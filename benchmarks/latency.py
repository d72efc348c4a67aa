"""How soon a photo that is saved into a watched folder is found while thousands of others are being indexed,
and how long searches take meanwhile.

The others are small JPEGs, so that it is the model that indexing waits for. A photo is found when a search by
its picture gives it; what that search takes is part of the time.
"""

from __future__ import annotations

import itertools
import statistics
import tempfile
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.large_library import write_new_photos
from photoorg import PhotoLibrary
from photoorg.changes import Activity, PhotosChanged

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from photoorg.changes import Change

BACKLOG = 12_000
NEW_PHOTOS = 40
# Between two new photos, and between two searches: about as quick as somebody types.
BETWEEN_PHOTOS_S = 1.0
BETWEEN_SEARCHES_S = 0.1
QUERIES = ("a dog on the beach", "birthday cake", "snowy mountains", "red car", "two people at a table")
# A photo that is not found by then counts as found then.
PATIENCE_S = 60.0
PHOTO_GOAL_S, SEARCH_GOAL_S = 2.0, 0.1


def run() -> Iterator[str]:
    """Seconds at the median and the 95th percentile, and as a ratio to what users are promised."""
    with tempfile.TemporaryDirectory() as work:
        photos, new = Path(work) / "photos", Path(work) / "new"
        write_new_photos(photos, BACKLOG, seed=1)
        arriving = write_new_photos(new, NEW_PHOTOS, seed=2)
        with PhotoLibrary.open(Path(work) / "library", model="builtin") as library:
            library.load_model()
            library.add_folder(photos)
            measured = _Measured(library)
            library.start_background()
            measured.wait_until_describing()
            with _Searches(library) as searches:
                before, started = library.status().embedded, time.perf_counter()
                waits = [measured.seconds_until_found(path, photos) for path in arriving]
                described = library.status().embedded - before
                took = time.perf_counter() - started
            left = library.status().pending
    yield _line("a new photo is found after", waits, PHOTO_GOAL_S)
    yield _line("a search takes", searches.times, SEARCH_GOAL_S)
    yield f"meanwhile {described / took:.1f} photos/s were indexed; {left:,} of {BACKLOG:,} still waited"


class _Measured:
    """Saves photos and waits until they are found."""

    def __init__(self, library: PhotoLibrary) -> None:
        self._library = library
        self._changed = threading.Condition()
        library.subscribe(self._on_change)

    def wait_until_describing(self) -> None:
        """Returns when the backlog is known and some of it is described."""
        with self._changed:
            while self._library.progress.activity is not Activity.DESCRIBING:
                self._changed.wait(PATIENCE_S)

    def seconds_until_found(self, photo: Path, folder: Path) -> float:
        """Saves ``photo`` into the watched ``folder``, as a camera or browser does, and looks for it."""
        data = photo.read_bytes()
        target = folder / photo.name
        started = time.perf_counter()
        target.write_bytes(data)
        while (waited := time.perf_counter() - started) < PATIENCE_S:
            with self._changed:
                self._changed.wait(0.1)
            if self._library.photo_at(target) is not None and self._finds(target, data):
                waited = time.perf_counter() - started
                break
        time.sleep(max(0.0, BETWEEN_PHOTOS_S - waited))
        return waited

    def _finds(self, photo: Path, data: bytes) -> bool:
        return any(hit.path == photo for hit in self._library.search(image=data, limit=5).hits)

    def _on_change(self, change: Change) -> None:
        if isinstance(change, PhotosChanged):
            with self._changed:
                self._changed.notify_all()


class _Searches:
    """A thread that searches by words until it is left.

    Attributes:
        times: seconds of each search.
    """

    def __init__(self, library: PhotoLibrary) -> None:
        self.times: list[float] = []
        self._library = library
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._search)

    def __enter__(self) -> _Searches:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def _search(self) -> None:
        for query in itertools.cycle(QUERIES):
            started = time.perf_counter()
            self._library.search(query)
            self.times.append(time.perf_counter() - started)
            if self._over.wait(BETWEEN_SEARCHES_S):
                return


def _line(what: str, times: Sequence[float], goal_s: float) -> str:
    middle, late = statistics.median(times), statistics.quantiles(times, n=20, method="inclusive")[-1]
    return (
        f"{what:<27} p50 {middle:.3f} s, p95 {late:.3f} s: {late / goal_s:.2f} of the {goal_s:g} s promised "
        f"({len(times)} times)"
    )
