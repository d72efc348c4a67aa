"""Thumbnails of the photos on the screen, and of no others."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage, QPixmap

from photoorg.gui.library_bridge import LibraryBridge, Track
from photoorg.gui.photo_grid.pixmap_cache import PixmapCache
from photoorg.imaging.thumbnail_scaler import ThumbnailScaler, WantedThumbnail

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from photoorg.errors import PhotoOrgError
    from photoorg.first_look import FirstLook
    from photoorg.photo_library import PhotoLibrary

# What is on the screen, before and after it, and some rows that are half outside.
SCREENS_HELD = 4
LEAST_HELD_BYTES = 24_000_000
BYTES_PER_PIXEL = 4
STORED_SIDE_PX = 384
# A stored thumbnail is enlarged so far without anyone seeing it.
ENLARGED_UNSEEN = 1.25
# Read in one go, as each way to the lane, to the catalogue and back takes longer than a small thumbnail does.
PIXELS_PER_BATCH = 100_000
# Enough to keep the lane busy, few enough that a scroll changes direction at once.
IN_FLIGHT_LIMIT = 4


@dataclass(frozen=True, slots=True)
class ThumbnailShape:
    """The size a thumbnail is drawn at, in device pixels: what of a photo does not fit is cropped.

    Attributes:
        is_sharp: read from the photo itself, for where the stored thumbnail is too small.
    """

    width_px: int
    height_px: int
    is_sharp: bool = False


Wish = tuple[int, ThumbnailShape]


def render_stored(
    wishes: Sequence[Wish], scaler: ThumbnailScaler, library: FirstLook | PhotoLibrary
) -> list[QImage]:
    """Reads and scales thumbnails that lie in the library (blocking; a QImage, unlike a QPixmap, may be made
    on any thread). A null image stands for each that has to be made, or mended, first."""
    files = library.thumbnail_files([photo_id for photo_id, _ in wishes])
    known = [wish for wish in wishes if wish[0] in files]
    pixels = scaler.pixels(
        [WantedThumbnail(files[id_], shape.width_px, shape.height_px) for id_, shape in known]
    )
    images = {wish: _image(wish[1], one) for wish, one in zip(known, pixels, strict=True)}
    return [images.get(wish, QImage()) for wish in wishes]


def render_thumbnail(photo_id: int, shape: ThumbnailShape, library: PhotoLibrary) -> QImage:
    """Reads and scales one thumbnail, which is made if there is none (blocking).

    By Pillow, which leaves Python to other threads meanwhile. Qt's reader does not; and to find the format
    it connects signals, for which it may have to wait for the GUI thread, which may wait for Python.
    """
    # Imported here: the window must appear first.
    from PIL import Image

    from photoorg.imaging.scaling import screen_pixels, thumbnail_pixels

    size = (shape.width_px, shape.height_px)
    if not shape.is_sharp:
        return _image(shape, thumbnail_pixels(library.thumbnail(photo_id), *size))
    picture = library.picture(photo_id, max(size))
    image = Image.frombuffer("RGB", (picture.width, picture.height), picture.rgb, "raw", "RGB", 0, 1)
    return _image(shape, screen_pixels(image, *size))


def _image(shape: ThumbnailShape, pixels: bytes | None) -> QImage:
    """Pixels as they lie in memory, so that nothing is left to convert on the GUI thread."""
    if pixels is None:
        return QImage()
    size = (shape.width_px, shape.height_px)
    return QImage(pixels, *size, BYTES_PER_PIXEL * size[0], QImage.Format.Format_RGB32).copy()


class ThumbnailLoader(QObject):
    """Loads wanted thumbnails in order; what is no longer wanted is not loaded.

    Where a stored thumbnail is too small, it is shown at first, and the photo itself read once all others
    have something to show.

    Signals:
        loaded(frozenset[int]): pixmaps of these photos can be drawn, or are known to be unreadable.
    """

    loaded = Signal(object)

    def __init__(self, bridge: LibraryBridge, parent: QObject) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._scaler = ThumbnailScaler()
        self._scaler.warm_up()
        bridge.closing.connect(self._scaler.close)
        self._cache = PixmapCache(LEAST_HELD_BYTES)
        self._wanted: deque[Wish] = deque()
        self._postponed: list[Wish] = []
        self._batches_in_flight = 0
        self._in_flight: set[int] = set()
        self._unstored: set[int] = set()
        self._unreadable: set[int] = set()
        self._sharp: set[int] = set()
        self._stale: set[int] = set()
        # What changed while it was on its way: it may arrive as it was before.
        self._changed_meanwhile: set[int] = set()

    def pixmap(self, photo_id: int) -> QPixmap | None:
        """What is known of a photo; while its shape is being changed, the old shape."""
        return self._cache.get(photo_id)

    def is_unreadable(self, photo_id: int) -> bool:
        """Whether the last attempt to make a thumbnail failed."""
        return photo_id in self._unreadable

    def set_screen(self, pixel_count: int) -> None:
        """Holds pixmaps for some screens of so many device pixels."""
        self._cache.limit_bytes = max(SCREENS_HELD * BYTES_PER_PIXEL * pixel_count, LEAST_HELD_BYTES)

    def want(self, *areas: Sequence[tuple[int, int, int]]) -> None:
        """Replaces the photos to load: id, width and height in device pixels. The area on the screen comes
        first; of each area those that have nothing to show, not even in another shape."""
        self._wanted.clear()
        self._postponed.clear()
        enlarged: list[Wish] = []
        for photos in areas:
            for photo_id, width_px, height_px in sorted(photos, key=lambda photo: photo[0] in self._cache):
                self._wanted.append((photo_id, ThumbnailShape(width_px, height_px)))
                if max(width_px, height_px) > STORED_SIDE_PX * ENLARGED_UNSEEN:
                    enlarged.append((photo_id, ThumbnailShape(width_px, height_px, is_sharp=True)))
        self._wanted.extend(enlarged)
        self._load_more()

    def forget(self, photo_ids: frozenset[int]) -> None:
        """These photos changed: they are shown as they were until they are loaded again."""
        self._unreadable -= photo_ids
        self._unstored -= photo_ids
        self._sharp -= photo_ids
        self._stale |= {photo_id for photo_id in photo_ids if photo_id in self._cache}
        self._changed_meanwhile |= photo_ids & self._in_flight

    def _lacks(self, photo_id: int, shape: ThumbnailShape) -> bool:
        if photo_id in self._unreadable:
            return False
        if photo_id in self._stale:
            return True
        pixmap = self._cache.peek(photo_id)
        if pixmap is None or (pixmap.width(), pixmap.height()) != (shape.width_px, shape.height_px):
            return True
        return shape.is_sharp and photo_id not in self._sharp

    def _load_more(self) -> None:
        while self._batches_in_flight < IN_FLIGHT_LIMIT and (batch := self._next_batch()):
            self._batches_in_flight += 1
            photo_id, shape = batch[0]
            if self._has_to_be_made(photo_id, shape):
                self._bridge.run(
                    Track.THUMBNAILS,
                    partial(render_thumbnail, photo_id, shape),
                    partial(self._on_rendered, photo_id, shape),
                    partial(self._on_failed, photo_id, shape),
                )
            else:
                self._bridge.run_early(
                    Track.THUMBNAILS,
                    partial(render_stored, batch, self._scaler),
                    partial(self._on_batch_rendered, batch),
                    partial(self._on_batch_failed, batch),
                )

    def _next_batch(self) -> list[Wish]:
        """Thumbnails to load in one go; one that has to be made, which may take long, goes alone."""
        batch: list[Wish] = []
        pixels = 0
        while self._wanted and pixels < PIXELS_PER_BATCH:
            photo_id, shape = wish = self._wanted[0]
            if self._lacks(photo_id, shape) and photo_id not in self._in_flight:
                if goes_alone := self._has_to_be_made(photo_id, shape):
                    pixels = PIXELS_PER_BATCH
                if goes_alone and batch:
                    break
                batch.append(wish)
                self._in_flight.add(photo_id)
                pixels += shape.width_px * shape.height_px
            elif photo_id in self._in_flight:
                # Perhaps in another shape: looked at again when it has arrived.
                self._postponed.append(wish)
            self._wanted.popleft()
        return batch

    def _has_to_be_made(self, photo_id: int, shape: ThumbnailShape) -> bool:
        return shape.is_sharp or photo_id in self._unstored

    def _on_batch_rendered(self, batch: Sequence[Wish], images: Sequence[QImage]) -> None:
        for (photo_id, shape), image in zip(batch, images, strict=True):
            if image.isNull():
                self._unstored.add(photo_id)
                self._wanted.append((photo_id, shape))
            else:
                self._keep(photo_id, shape, image)
        self._on_arrived(photo_id for photo_id, _ in batch)

    def _on_batch_failed(self, batch: Sequence[Wish], error: PhotoOrgError) -> None:
        self._unreadable.update(photo_id for photo_id, _ in batch)
        self._on_arrived(photo_id for photo_id, _ in batch)

    def _on_rendered(self, photo_id: int, shape: ThumbnailShape, image: QImage) -> None:
        self._unstored.discard(photo_id)
        if image.isNull():
            self._unreadable.add(photo_id)
        else:
            self._keep(photo_id, shape, image)
        self._on_arrived([photo_id])

    def _on_failed(self, photo_id: int, shape: ThumbnailShape, error: PhotoOrgError) -> None:
        # The enlarged thumbnail stays where the photo itself cannot be read.
        (self._sharp if shape.is_sharp else self._unreadable).add(photo_id)
        self._on_arrived([photo_id])

    def _keep(self, photo_id: int, shape: ThumbnailShape, image: QImage) -> None:
        self._cache.put(photo_id, QPixmap.fromImage(image))
        self._stale.discard(photo_id)
        self._sharp.discard(photo_id)
        if shape.is_sharp:
            self._sharp.add(photo_id)

    def _on_arrived(self, photo_ids: Iterable[int]) -> None:
        arrived = frozenset(photo_ids)
        self._batches_in_flight -= 1
        self._in_flight -= arrived
        changed = self._changed_meanwhile & arrived
        self._changed_meanwhile -= changed
        self._stale |= changed
        self._sharp -= changed
        self._wanted.extend(self._postponed)
        self._postponed.clear()
        self.loaded.emit(arrived)
        self._load_more()
