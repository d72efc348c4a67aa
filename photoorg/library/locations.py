"""Whether the disk can be asked at this moment about what the catalogue knows, or the drive is gone."""

from __future__ import annotations

import hashlib
import os
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import Connection, delete, func, select
from sqlalchemy.dialects.sqlite import insert

from photoorg.library.file_conditions import at_or_below
from photoorg.library.mounts import Location, location_of, mount_of, mounts
from photoorg.library.schema import FileRow, FolderRow, LocationRow

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from photoorg.library.mounts import Mount

# So many known files are looked for, and of those found so many are read, before a place is believed to be
# the one that was known.
FILES_SOUGHT = 32
FILES_READ = 2


class Locations:
    """What was known of places when this was made, and how they are now. Each place is looked at once."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._mounted: list[Mount] | None = None
        rows = connection.execute(
            select(LocationRow.path, LocationRow.volume, LocationRow.inside, LocationRow.device)
        )
        self.recorded = {path: Location(volume, inside, device) for path, volume, inside, device in rows}
        self.folders = set(connection.execute(select(FolderRow.path)).scalars())
        self._places = self.folders | set(self.recorded)
        self._answers: dict[Path, bool] = {}

    @property
    def mounted(self) -> list[Mount]:
        """What is mounted."""
        if self._mounted is None:
            self._mounted = mounts()
        return self._mounted

    def can_be_asked(self, path: Path) -> bool:
        """Whether something absent at ``path`` was deleted, rather than gone with its drive."""
        answer = self._answers.get(path)
        if answer is None:
            above = path.parent
            # A mount point inside of a folder is there only if the folder is.
            is_above_there = above == path or self.can_be_asked(above)
            answer = is_above_there and (path not in self._places or self.is_there(path))
            self._answers[path] = answer
        return answer

    def is_there(self, place: Path) -> bool:
        """Whether a folder, or a mount point below one, holds the volume that was seen there last.

        Where that cannot be told by the volume alone, the known files decide; and an empty directory is
        what an unmounted drive leaves behind.
        """
        now = location_of(place, self.mounted)
        if now is None:
            return False
        before = self.recorded.get(place)
        if before is None or before.volume == now.volume != "":
            return True
        if before.volume == now.volume and before.device == now.device:
            return True
        found = resemblance(self._connection, place, place)
        if found.is_the_same:
            return True
        is_another = found.is_another or bool(before.volume and now.volume)
        return not is_another and _has_entries(place)


def record_locations(connection: Connection, root: Path, borders: Iterable[Path]) -> None:
    """Remembers where a folder that was just looked at lies, and the volumes that begin at ``borders``."""
    mounted = mounts()
    borders = set(borders)
    for place in connection.execute(select(LocationRow.path)).scalars().all():
        # No volume begins here any more, and not because it is gone.
        if root in place.parents and place not in borders and _has_entries(place):
            connection.execute(delete(LocationRow).where(LocationRow.path == place))
    is_folder = connection.execute(select(FolderRow.id).where(FolderRow.path == root)).first() is not None
    for place in [*([root] if is_folder else []), *borders]:
        now = location_of(place, mounted)
        if now is None:
            continue
        values = {"volume": now.volume, "inside": now.inside, "device": now.device}
        statement = insert(LocationRow).values(path=place, **values)
        connection.execute(statement.on_conflict_do_update(index_elements=[LocationRow.path], set_=values))


class Resemblance(NamedTuple):
    """Of files that are known below one directory, and looked for below another: how many are there as they
    were, with other bytes, and not at all."""

    alike: int
    other: int
    absent: int

    @property
    def is_the_same(self) -> bool:
        """Whether most are there, and not one that was read had other bytes. True where nothing is known."""
        return 2 * self.alike >= self.alike + self.other + self.absent and self.other <= self.alike

    @property
    def is_another(self) -> bool:
        """Whether other photos have the names of the known ones, as on two cards of one camera."""
        return self.other > self.alike


def resemblance(connection: Connection, root: Path, at: Path) -> Resemblance:
    """Looks below ``at`` for what the catalogue knows to be below ``root``: a sample of its files by name and
    size, and some of those found by their bytes; where these differ, nothing is alike.

    Works on any drive, and writes nothing to it.
    """
    known = connection.execute(
        select(FileRow.path, FileRow.size_bytes, FileRow.content_hash)
        .where(at_or_below(root), FileRow.photo_id.is_not(None), FileRow.presence != "missing")
        # Spread over the folder, and the same whenever it is asked.
        .order_by(func.abs(FileRow.id * 40503 % 65537), FileRow.id)
        .limit(FILES_SOUGHT)
    ).all()
    alike, other = [], 0
    for path, size_bytes, content_hash in known:
        place = at / path.relative_to(root)
        with suppress(OSError):
            if place.stat().st_size == size_bytes:
                alike.append((size_bytes, place, content_hash))
            else:
                other += 1
    alike.sort(key=lambda file: file[0])
    absent = len(known) - len(alike) - other
    if any(content_hash not in (None, _hash(place)) for _, place, content_hash in alike[:FILES_READ]):
        return Resemblance(0, len(alike) + other, absent)
    return Resemblance(len(alike), other, absent)


def found_again(connection: Connection, folder: Path, locations: Locations) -> Path | None:
    """Where a folder that is not there is mounted now, if that is certain.

    Its volume is known by its identity. Where it has none that can be read, what it holds decides: at the
    root of any volume mounted since, or below by the same names.
    """
    before = locations.recorded.get(folder)
    others = locations.folders - {folder}
    candidates: dict[Path, None] = {}
    for mount in locations.mounted:
        if folder.is_relative_to(mount.point) and mount.point != folder:
            continue  # it was there all along
        volume = mount.volume()
        if before is not None and before.volume and volume == before.volume:
            if before.inside.is_relative_to(mount.inside):
                place = mount.point / before.inside.relative_to(mount.inside)
                if _is_directory(place) and _lies_apart(place, others):
                    return place
        elif not (before is not None and before.volume and volume):
            # A volume of another identity may be a copy, and a backup is not the folder.
            for place in _by_the_same_names(folder, mount.point):
                if place != folder and _is_directory(place) and _lies_apart(place, others):
                    candidates[place] = None
    holding = [
        place
        for place in candidates
        if _is_seen_through(place, locations.mounted) and resemblance(connection, folder, place).is_the_same
    ]
    return holding[0] if len(holding) == 1 and _is_known(connection, folder) else None


def below_new_folder(connection: Connection, folder: Path, new: Path) -> Path | None:
    """The directory at or below ``new``, which the user is adding, that holds what ``folder`` held."""
    if not _is_known(connection, folder):
        return None
    for place in _by_the_same_names(folder, new):
        if _is_directory(place) and resemblance(connection, folder, place).is_the_same:
            return place
    return None


def _by_the_same_names(folder: Path, root: Path) -> list[Path]:
    """``root``, and below it what ends as ``folder`` does; the longest first."""
    names = folder.parts[1:]
    return [root.joinpath(*names[start:]) for start in range(len(names) + 1)]


def _is_seen_through(place: Path, mounted: list[Mount]) -> bool:
    """Whether the directory lies on what is mounted above it by name, and not behind a link."""
    mount = mount_of(place, mounted)
    return mount is not None and place.is_relative_to(mount.point)


def _is_known(connection: Connection, folder: Path) -> bool:
    known = select(FileRow.id).where(
        at_or_below(folder), FileRow.photo_id.is_not(None), FileRow.presence != "missing"
    )
    return connection.execute(known.limit(1)).first() is not None


def _lies_apart(place: Path, folders: set[Path]) -> bool:
    return not any(place.is_relative_to(other) or other.is_relative_to(place) for other in folders)


def _is_directory(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:
        return False


def _has_entries(directory: Path) -> bool:
    with suppress(OSError), os.scandir(directory) as entries:
        return any(not entry.name.startswith(".") for entry in entries)
    return False


def _hash(file: Path) -> bytes | None:
    with suppress(OSError), file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").digest()
    return b""
