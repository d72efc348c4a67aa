"""A window on a library of a million photos: how soon it shows some, how smoothly it scrolls, what it holds.

The catalogue is written directly. Thumbnails lie there for photos that are scrolled over; their files and all
other photos do not exist, and nobody looks for them.
"""

from __future__ import annotations

import io
import os
import sqlite3
import subprocess
import sys
import tempfile
import time
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import psutil

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

PHOTOS = 1_000_000
WITH_THUMBNAIL = 8_000
FRAMES = 400
FRAME_MS = 16
SHAPES = [(4032, 3024), (3024, 4032), (6000, 4000), (4000, 6000), (1920, 1080), (9000, 3000)]
PHOTO_COLUMNS = (
    "id, content_hash, image_hash, last_path, format, width, height, orientation, taken_at, taken_at_source,"
    " has_video, file_keywords, file_faces, added_at, rating, is_rated, favourite, text"
)
FILE_OF_PHOTO = (
    "INSERT INTO file (path, photo_id, content_hash, size_bytes, modified_ns, sidecar_stamp, presence, state)"
    " SELECT last_path, id, content_hash, 1, 1, 0, 'present', 'read' FROM photo"
)


def run() -> Iterator[str]:
    """Seconds, milliseconds a frame against the 16 of a smooth screen, and megabytes."""
    from photoorg.settings_file import CATALOGUE_FILE

    with tempfile.TemporaryDirectory() as work:
        library = Path(work) / "library"
        started = time.perf_counter()
        make_library(library, Path(work) / "photos")
        yield f"catalogue of {PHOTOS:,} photos made in {time.perf_counter() - started:.0f} s"
        for part in ("first_photos", "scrolling"):
            _forget_cached(library / CATALOGUE_FILE)
            done = subprocess.run(
                [sys.executable, "-c", f"from benchmarks.grid import {part}; {part}()", str(library)],
                check=True,
                env=os.environ | {"QT_QPA_PLATFORM": "offscreen", "STARTED": repr(time.time())},
                stdout=subprocess.PIPE,
                text=True,
            )
            yield from done.stdout.splitlines()


def make_library(directory: Path, photos: Path) -> None:
    """A library of a million photos of 23 years."""
    photos.mkdir(parents=True)
    from photoorg import PhotoLibrary
    from photoorg.settings_file import CATALOGUE_FILE

    with PhotoLibrary.open(directory, model="builtin") as library:
        library.add_folder(photos)
    random = np.random.default_rng(0)
    shapes = random.integers(0, len(SHAPES), PHOTOS).tolist()
    seconds = np.sort(random.integers(0, 23 * 365 * 86_400, PHOTOS)).tolist()
    first = datetime(2002, 1, 1)

    def rows() -> Iterator[tuple[object, ...]]:
        for number, (shape, second) in enumerate(zip(shapes, seconds, strict=True), 1):
            path = os.fsencode(photos / f"{number // 500:04}" / f"IMG_{number:07}.jpg")
            taken_at = str(first + timedelta(seconds=second)) + ".000000"
            yield (
                *(number, _hash(number), _hash(number), path, "JPEG", *SHAPES[shape], 1, taken_at),
                *("exif_original", 0, "[]", "[]", taken_at, 0, 0, number % 50 == 0, ""),
            )

    catalogue = sqlite3.connect(directory / CATALOGUE_FILE)
    with catalogue:
        marks = ", ".join("?" * len(PHOTO_COLUMNS.split(",")))
        catalogue.executemany(f"INSERT INTO photo ({PHOTO_COLUMNS}) VALUES ({marks})", rows())
        catalogue.execute(FILE_OF_PHOTO)
    catalogue.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    catalogue.close()
    _make_thumbnails(directory, shapes, random)


def _make_thumbnails(directory: Path, shapes: list[int], random: np.random.Generator) -> None:
    from photoorg import PhotoLibrary
    from photoorg.imaging.thumbnails import ThumbnailStore

    with PhotoLibrary.open(directory, read_only=True) as library:
        thumbnails = ThumbnailStore(library.thumbnail_directory)
    from PIL import Image

    encoded = []
    for width, height in SHAPES:
        pixels = random.integers(0, 256, (9, 12, 3), np.uint8)
        picture = Image.fromarray(pixels).resize(
            (384 * width // max(width, height), 384 * height // max(width, height))
        )
        stream = io.BytesIO()
        picture.save(stream, "JPEG", quality=85)
        encoded.append(stream.getvalue())
    for number in range(PHOTOS, PHOTOS - WITH_THUMBNAIL, -1):
        path = thumbnails.path(_hash(number))
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(encoded[shapes[number - 1]])


def _hash(number: int) -> bytes:
    return number.to_bytes(32, "big")


def _forget_cached(file: Path) -> None:
    """Lets the system drop what it keeps of a file in memory."""
    with file.open("rb") as opened:
        os.fsync(opened.fileno())
        os.posix_fadvise(opened.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def first_photos() -> None:
    """A process like the app's, which prints how soon it painted what."""
    from PySide6.QtCore import QEvent, QObject

    from photoorg.app import leave_what_is_at_work

    started = float(os.environ["STARTED"])
    window, application = _window()
    # Seconds by the clock and, for busy machines, of the processor.
    times: dict[str, tuple[float, float]] = {}

    class Watch(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() is QEvent.Type.Paint:
                grid = window.grid
                first, last = grid.visible_rows()
                ids = grid.photos.photo_ids[max(first, 0) : last + 1]
                now = time.time() - started, time.process_time()
                times.setdefault("window", now)
                if ids:
                    times.setdefault("photos in their shapes", now)
                    if all(grid.photos.thumbnails.pixmap(photo_id) for photo_id in ids):
                        times.setdefault("all thumbnails of the first screen", now)
                if len(grid.photos.photo_ids) == PHOTOS:
                    times.setdefault(f"all {PHOTOS:,} photos can be scrolled to", now)
            return False

    watch = Watch()
    window.grid.viewport().installEventFilter(watch)
    window.show()
    _wait(application, lambda: len(times) >= 4)
    for name, (after, processor) in sorted(times.items(), key=lambda item: item[1]):
        sys.stdout.write(
            f"after the start of the process: {name}: {after:.2f} s (processor time {processor:.2f} s)\n"
        )
    window.close()
    leave_what_is_at_work(window)


def scrolling() -> None:
    """Scrolls at several sizes, in several ways; prints percentiles of the time of a frame, and memory."""
    from photoorg.changes import ModelState

    window, application = _window()
    window.show()
    grid = window.grid
    _wait(application, lambda: len(grid.photos.photo_ids) == PHOTOS)
    # What happens once after a start, loading the model and counting, is over.
    _wait(application, lambda: window.bridge.model.state in (ModelState.READY, ModelState.FAILED))
    _wait(application, lambda: not window.bridge._pending)
    bar = grid.verticalScrollBar()
    random = np.random.default_rng(1)
    for cell_px in (56, 186, 480):
        zoomed = time.perf_counter()
        grid.set_cell_px(cell_px)
        zoomed = time.perf_counter() - zoomed
        page = grid.viewport().height()
        ways = {
            "by wheel": np.cumsum(np.full(FRAMES, 48)),
            "a page a frame": np.cumsum(np.full(FRAMES // 4, page)),
            "dragging the timeline": random.integers(0, bar.maximum(), FRAMES // 2),
        }
        for way, values in ways.items():
            frames, processor = [], []
            for value in values.tolist():
                began, began_cpu = time.perf_counter(), time.thread_time()
                bar.setValue(value)
                application.processEvents()
                frames.append(1000 * (time.perf_counter() - began))
                processor.append(1000 * (time.thread_time() - began_cpu))
                # The rest of the frame, in which thumbnails arrive.
                _wait(application, lambda until=began + FRAME_MS / 1000: time.perf_counter() >= until)
            median, p99 = np.percentile(frames, [50, 99])
            # On a busy machine the processor time of this thread tells what the grid itself needs.
            sys.stdout.write(
                f"rows of {cell_px} px, {way}: median {median:.1f} ms, p99 {p99:.1f} ms, "
                f"{p99 / FRAME_MS:.2f} of a frame at 60 Hz (processor time p99 "
                f"{np.percentile(processor, 99):.1f} ms)\n"
            )
        sys.stdout.write(f"rows of {cell_px} px: laid out anew in {1000 * zoomed:.0f} ms\n")
    for name, work in {"all selected": grid.selectAll, "selection taken back": grid.clearSelection}.items():
        began = time.perf_counter()
        work()
        application.processEvents()
        sys.stdout.write(f"{name}: {1000 * (time.perf_counter() - began):.0f} ms\n")
    lines = Path("/proc/self/status").read_text().splitlines()
    held, most = (
        int(next(line for line in lines if line.startswith(name)).split()[1]) / 1024
        for name in ("VmRSS", "VmHWM")
    )
    beside = sum(child.memory_info().rss for child in psutil.Process().children()) / 2**20
    sys.stdout.write(
        f"resident memory: {held:.0f} MB, at most {most:.0f} MB, and {beside:.0f} MB of processes beside\n"
    )
    window.close()


def _open_library(directory: Path) -> object:
    # As in the app: on a lane, once the window is there.
    from photoorg.app import library_class

    class Unwatched(library_class()):  # type: ignore[misc]  # the class is imported when it is first needed
        """A library that does not look for its files, of which there are none."""

        def start_background(self) -> None:
            """Does nothing."""

    return Unwatched.open(directory)


def _window():  # type: ignore[no-untyped-def]  # Qt is imported only in the measured process
    from photoorg.app import make_application, take_first_look
    from photoorg.gui.main_window import MainWindow

    application = make_application(["photoorg"])
    directory = Path(sys.argv[1])
    window = MainWindow(partial(_open_library, directory), partial(take_first_look, directory))
    window.resize(1280, 800)
    return window, application


def _wait(application, until: Callable[[], bool]) -> None:  # type: ignore[no-untyped-def]
    while not until():
        application.processEvents()
        time.sleep(0.0005)
