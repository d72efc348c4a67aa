"""What the user said, written beside the photos for other programs. Photos themselves are never written."""

from __future__ import annotations

import errno
import os
import secrets
import shutil
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from photoorg.errors import DiskFull, PhotoUnreadable, SidecarUnreadable
from photoorg.export.orphaned_sidecars import orphaned_sidecars, remove_orphan
from photoorg.imaging.formats import PHOTO_SUFFIXES
from photoorg.imaging.photo_file import opened_photo
from photoorg.imaging.stored_picture import stored_picture
from photoorg.imaging.xmp import MAX_XMP_BYTES
from photoorg.imaging.xmp_writing import said_about, with_said
from photoorg.library.shot_names import RAW_SUFFIXES, is_raw
from photoorg.library.sidecars import XMP_SUFFIX, sidecars_of, stamp
from photoorg.sentences import Sentence, reason_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from photoorg.export.orphaned_sidecars import OrphanedSidecar
    from photoorg.imaging.xmp_writing import Said
    from photoorg.jobs import Cancellation
    from photoorg.library.files import FileStore, KnownFile
    from photoorg.library.photos import PhotoStore
    from photoorg.library.records import FaceRegion, Photo

    # Who is where on photos, by their ids; upright, before the user turned them.
    RegionsOf = Callable[[Sequence[int]], Mapping[int, Sequence[FaceRegion]]]

PHOTOS_AT_ONCE = 200
_NO_SPACE = (errno.ENOSPC, errno.EDQUOT)
_NOT_ALLOWED = (errno.EACCES, errno.EPERM, errno.EROFS)


@dataclass(frozen=True, slots=True)
class SidecarReport:
    """What came of writing sidecars.

    Attributes:
        written: sidecars that were made or changed; all others said already what they should.
        emptied: those in which nothing was left, which are gone.
        failures: why some could not be written, by sidecar or, where none of it may be written, by folder.
        away: photos with no file that is there at the moment.
    """

    written: tuple[Path, ...]
    emptied: tuple[Path, ...]
    failures: dict[Path, str]
    away: int


class SidecarFiles:
    """Writes ratings, tags, titles, descriptions, corrected times and places, and who is where on a photo,
    into XMP sidecars."""

    def __init__(
        self,
        photos: PhotoStore,
        files: FileStore,
        regions_of: RegionsOf = lambda _photo_ids: {},
        with_regions: Callable[[], bool] = lambda: True,
    ) -> None:
        """``with_regions``: whether people and pets are written where nobody says so."""
        self._photos = photos
        self._files = files
        self._regions_of = regions_of
        self._with_regions = with_regions

    def write(
        self,
        photo_ids: Sequence[int],
        *,
        people: bool | None = None,
        progress: Callable[[int, int], None] = lambda _done, _total: None,
        cancellation: Cancellation | None = None,
    ) -> SidecarReport:
        """Writes what the user said about photos, and about the raw files that hang on them, beside every
        file of theirs. A sidecar that is there keeps all that others wrote into it; one that cannot be read
        is told in the report and left alone.

        Args:
            people: whether to write who is where, too, by the names that the user gave; those names become
                keywords as well. By default where the library looks for people. Without, what was written
                before is taken away.
            progress: is told photos done and photos in all.
            cancellation: looked at before each few hundred photos; sidecars written until then stay.

        Raises:
            DiskFull: what was written until then stays.
            Cancelled: as well.
        """
        library = self._files.sidecar_id()
        is_with_people = self._with_regions() if people is None else people
        ids = self._photos.with_partners(photo_ids)
        written: list[Path] = []
        emptied: list[Path] = []
        failures: dict[Path, str] = {}
        away = 0
        for start in range(0, len(ids), PHOTOS_AT_ONCE):
            if cancellation is not None:
                cancellation.check()
            some = ids[start : start + PHOTOS_AT_ONCE]
            photos = {photo.id: photo for photo in self._photos.by_ids(some)}
            regions = self._regions_of(some) if is_with_people else {}
            files = [file for file in self._files.present_of(some) if file.state in ("read", "pending")]
            away += len(photos.keys() - {file.photo_id for file in files})
            own: list[tuple[KnownFile, int]] = []
            # The picture has the last word in a sidecar that it shares with its raw file.
            for file in sorted(files, key=lambda file: not is_raw(file.path)):
                photo = photos[file.photo_id or 0]
                marked = regions.get(photo.id, ())
                if not (said_about(photo, marked) or file.sidecar_stamp) or file.path.parent in failures:
                    continue
                before = stamp(sidecars_of(file.path))
                sidecar = sidecar_to_write(file.path)
                try:
                    if _write(sidecar, _said(photo, marked, file.path), library):
                        (written if sidecar.is_file() else emptied).append(sidecar)
                        if before == file.sidecar_stamp:
                            own.append((file, stamp(sidecars_of(file.path))))
                except SidecarUnreadable as error:
                    failures[sidecar] = error.problem
                except PhotoUnreadable as error:
                    failures[sidecar] = Sentence("It cannot be written: {reason}.", reason=error.problem)
                except OSError as error:
                    failures.update([_failure(sidecar, error)])
            self._files.record_own_sidecars(own)
            progress(min(start + PHOTOS_AT_ONCE, len(ids)), len(ids))
        there = [sidecar for sidecar in dict.fromkeys(written) if sidecar not in emptied]
        return SidecarReport(tuple(there), tuple(emptied), failures, away)

    def orphans(self) -> list[OrphanedSidecar]:
        """Sidecars of this library that lie beside no photo any more, by path; looks through all folders."""
        return list(orphaned_sidecars(self._files.watched_folders(), self._files.sidecar_id()))

    def remove_orphans(self) -> tuple[list[Path], dict[Path, str]]:
        """Deletes those in which nothing is but what this library wrote, and knows. Returns which, and why
        some could not be deleted."""
        library = self._files.sidecar_id()
        removed: list[Path] = []
        failures: dict[Path, str] = {}
        for orphan in self.orphans():
            try:
                if orphan.is_ours and remove_orphan(orphan.path, library):
                    removed.append(orphan.path)
            except OSError as error:
                failures[orphan.path] = Sentence("It cannot be deleted: {reason}.", reason=reason_of(error))
        return removed, failures


def sidecar_to_write(photo: Path) -> Path:
    """``photo.jpg.xmp``; or ``photo.xmp`` where that is there and no other shot's, too."""
    names = [photo.name + suffix for suffix in (XMP_SUFFIX, XMP_SUFFIX.upper())]
    for name in names:
        if photo.with_name(name).is_file():
            return photo.with_name(name)
    for suffix in (XMP_SUFFIX, XMP_SUFFIX.upper()):
        shared = photo.with_name(photo.stem + suffix)
        if shared.is_file() and not _is_of_others(photo):
            return shared
    return photo.with_name(names[0])


def _is_of_others(photo: Path) -> bool:
    """Whether another picture than that of the same shot has this stem."""
    with os.scandir(photo.parent) as entries:
        beside = [Path(entry.name) for entry in entries if entry.name.startswith(f"{photo.stem}.")]
    same_stem = [path for path in beside if path.stem == photo.stem and path.name != photo.name]
    pictures = [path for path in same_stem if path.suffix.lower() in PHOTO_SUFFIXES | RAW_SUFFIXES]
    return any(is_raw(path) == is_raw(photo) for path in pictures)


def _said(photo: Photo, regions: Sequence[FaceRegion], path: Path) -> Said:
    """Raises PhotoUnreadable."""
    if not regions:
        return said_about(photo)
    with opened_photo(path) as image:
        return said_about(photo, regions, stored_picture(image))


def _write(sidecar: Path, said: Said, library: str) -> bool:
    """Whether there was anything to be changed. Raises SidecarUnreadable and OSError."""
    # A link stays a link.
    target = sidecar.resolve() if sidecar.is_symlink() else sidecar
    packet = None
    if target.exists():
        with target.open("rb") as stream:
            packet = stream.read(MAX_XMP_BYTES + 1)
    changed = with_said(packet, said, library)
    if changed is None:
        return False
    if not changed:
        target.unlink()
        if sidecar != target:
            sidecar.unlink()
        return True
    part = target.with_name(f".photoorg-{secrets.token_hex(8)}.part")
    try:
        with part.open("xb") as stream:
            stream.write(changed)
            stream.flush()
            os.fsync(stream.fileno())
        if packet is not None:
            shutil.copymode(target, part)
        part.replace(target)
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)
    return True


def _failure(sidecar: Path, error: OSError) -> tuple[Path, str]:
    if error.errno in _NO_SPACE:
        raise DiskFull(
            Sentence("No space is left for sidecars in ‘{folder}’.", folder=sidecar.parent)
        ) from error
    if error.errno in _NOT_ALLOWED and not os.access(sidecar.parent, os.W_OK):
        return sidecar.parent, "Nothing may be written in this folder."
    return sidecar, Sentence("It cannot be written: {reason}.", reason=reason_of(error))
