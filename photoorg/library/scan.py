"""Keeps the file table in step with the disk: what is new, changed, gone or back."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from photoorg.errors import FolderUnavailable
from photoorg.library.folder_walk import FoundFile, as_found_file, as_found_files, walk_photos
from photoorg.library.folders import is_reachable
from photoorg.library.ignore_rules import IgnoreRules
from photoorg.library.sidecars import is_sidecar
from photoorg.sentences import Sentence

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Container, Iterable, Sequence
    from pathlib import Path

    from photoorg.library.files import FileStore, KnownFile
    from photoorg.library.watcher import FileChanges

FILES_PER_WRITE = 1000


@dataclass(slots=True)
class ScanOutcome:
    """What a scan found.

    Attributes:
        to_read: new or changed files, now pending.
        missing, restored, moved: photos that lost, regained or changed a place.
        offline: photos with a place on a drive, or in a folder, that cannot be looked into any more.
        ignored: photos with a place that rules pass over now.
        looked_at: directories that were walked, with everything below.
        unreachable: those that could not be looked into, or could not be walked; a sentence for each.
        rule_faults: rule files of ignored files that make no sense; a sentence for each.
    """

    to_read: int = 0
    missing: set[int] = field(default_factory=set)
    offline: set[int] = field(default_factory=set)
    restored: set[int] = field(default_factory=set)
    moved: set[int] = field(default_factory=set)
    ignored: set[int] = field(default_factory=set)
    looked_at: set[Path] = field(default_factory=set)
    unreachable: dict[Path, str] = field(default_factory=dict)
    rule_faults: dict[Path, str] = field(default_factory=dict)

    @property
    def touched(self) -> frozenset[int]:
        """Every photo about which something else is known now."""
        return frozenset(self.missing | self.offline | self.restored | self.moved | self.ignored)

    def include(self, other: ScanOutcome) -> None:
        """Adds another outcome to this one."""
        self.to_read += other.to_read
        self.missing |= other.missing
        self.offline |= other.offline
        self.restored |= other.restored
        self.moved |= other.moved
        self.ignored |= other.ignored
        self.looked_at |= other.looked_at
        self.unreachable |= other.unreachable
        self.rule_faults |= other.rule_faults


class Scanner:
    """Compares directories, or the paths a watcher names, with the file table."""

    def __init__(
        self,
        files: FileStore,
        suffixes: frozenset[str],
        excluded: Collection[Path],
        cancelled: Callable[[], bool],
        is_being_written: Callable[[Path], bool],
    ) -> None:
        """``is_being_written`` tells of files that are not to be looked at yet, since a watcher will
        report them when they are complete."""
        self._files = files
        self._suffixes = suffixes
        self._excluded = excluded
        self._cancelled = cancelled
        self._is_being_written = is_being_written

    def scan(self, root: Path) -> ScanOutcome:
        """Looks at everything below ``root``. What is no longer there is missing, not forgotten; what cannot
        be looked into, since its drive is gone, is offline; what rules pass over is unwatched, and back once
        they do no longer.

        A cancelled scan marks nothing as either.
        """
        return self._scan(root, IgnoreRules(self._files.watched_folders()))

    def _scan(self, root: Path, rules: IgnoreRules) -> ScanOutcome:
        known = self._files.below(root)
        outcome = ScanOutcome(looked_at={root})
        borders = VolumeBorders(root)
        if known and is_reachable(root) and not self._files.is_there(root):
            # Nothing here is compared with what is known: a file of another drive that has the name of a
            # known one would pass for an edit of it.
            outcome.unreachable[root] = Sentence(
                "The drive with the folder {root} is not connected, or another one is in its place.",
                root=root,
            )
            outcome.include(self._hide(list(known.values())))
            return outcome
        try:
            batch: list[FoundFile] = []
            for entry in walk_photos(
                root,
                suffixes=self._suffixes,
                excluded=self._excluded,
                cancelled=self._cancelled,
                rules=rules,
            ):
                if not isinstance(entry, FoundFile):
                    outcome.unreachable[entry.path] = Sentence(
                        "{path}: {reason}", path=entry.path, reason=entry.reason
                    )
                    continue
                if self._is_being_written(entry.path):
                    known.pop(entry.path, None)
                    continue
                borders.look_at(entry.path.parent)
                batch.append(entry)
                if len(batch) >= FILES_PER_WRITE:
                    outcome.include(self._compare(batch, known))
                    batch = []
            outcome.include(self._compare(batch, known))
        except FolderUnavailable as error:
            outcome.unreachable[root] = str(error)
        if not self._cancelled():
            unseen = [file for file in known.values() if _lies_in_any(file.path, outcome.unreachable)]
            outcome.include(self._hide(unseen))
            for file in unseen:
                del known[file.path]
            outcome.include(self._lose(list(known.values()), rules))
            if root not in outcome.unreachable:
                self._files.record_locations(root, borders.found)
        outcome.rule_faults |= rules.faults
        return outcome

    def apply(self, changes: FileChanges) -> ScanOutcome:
        """Brings what a watcher saw, of photos and of sidecars, into the file table."""
        outcome = ScanOutcome()
        rules = IgnoreRules(self._files.watched_folders())
        changes, sidecars = _without_sidecars(changes)
        for source, target in changes.moved_directories:
            below = self._files.below(source)
            self._files.move([(file, target / path.relative_to(source)) for path, file in below.items()])
            outcome.moved |= _photo_ids(below.values())
            outcome.include(self._scan(target, rules))
        outcome.include(self._move(changes.moved, rules))
        for directory in changes.deleted_directories:
            outcome.include(self._lose(list(self._files.below(directory).values()), rules))
        gone = self._files.by_paths(changes.deleted)
        # An event may be older than the disk: only what is really gone is missing.
        vanished = [file for path, file in gone.items() if as_found_file(path) is None]
        outcome.include(self._lose(vanished, rules))
        outcome.include(self._look_at([*changes.saved, *self._files.beside(sidecars)], rules))
        for directory in changes.rescans:
            outcome.include(self._scan(directory, rules))
        outcome.rule_faults |= rules.faults
        return outcome

    def _move(self, moves: Sequence[tuple[Path, Path]], rules: IgnoreRules) -> ScanOutcome:
        known = self._files.by_paths([source for source, _ in moves])
        moved: list[tuple[KnownFile, Path]] = []
        gone: list[KnownFile] = []
        for source, target in moves:
            file, found = known.get(source), as_found_file(target)
            if file is not None and found is not None and file.has_bytes_of(found):
                moved.append((file, target))
            elif file is not None and as_found_file(source) is None:
                gone.append(file)
        self._files.move(moved)
        outcome = ScanOutcome(moved=_photo_ids(file for file, _ in moved))
        outcome.include(self._lose(gone, rules))
        outcome.include(self._look_at([target for _, target in moves], rules))
        return outcome

    def _look_at(self, paths: Iterable[Path], rules: IgnoreRules) -> ScanOutcome:
        """Compares files by name with what is known about them."""
        found = as_found_files(dict.fromkeys(paths))
        known = self._files.by_paths([file.path for file in found])
        outcome = self._compare([file for file in found if not rules.ignores(file.path)], known)
        outcome.include(self._lose(list(known.values()), rules))
        return outcome

    def _compare(self, batch: list[FoundFile], known: dict[Path, KnownFile]) -> ScanOutcome:
        """Records new and changed files; takes every file found out of ``known``."""
        to_read: list[FoundFile] = []
        back: list[KnownFile] = []
        for found in batch:
            file = known.pop(found.path, None)
            if file is None or not file.matches(found) or file.state == "inaccessible":
                to_read.append(found)
            elif file.presence != "present":
                back.append(file)
        self._files.record_to_read(to_read)
        self._files.mark_present(back)
        return ScanOutcome(to_read=len(to_read), restored=_photo_ids(back))

    def _lose(self, gone: list[KnownFile], rules: IgnoreRules) -> ScanOutcome:
        """The files were not found: rules pass them over, or they are not there."""
        ignored = [file for file in gone if rules.ignores(file.path)]
        left = [file for file in gone if not rules.ignores(file.path)]
        self._files.mark_unwatched([file for file in ignored if file.presence != "unwatched"])
        # "unwatched" ones were deleted while nobody looked at them.
        offline_ids = self._files.mark_gone([file for file in left if file.presence != "missing"])
        offline = [file for file in left if file.id in offline_ids]
        missing = [file for file in left if file.id not in offline_ids]
        return ScanOutcome(
            ignored=_photo_ids(file for file in ignored if file.presence in ("present", "offline")),
            missing=_photo_ids(file for file in missing if file.presence in ("present", "offline")),
            offline=_photo_ids(file for file in offline if file.presence == "present"),
        )

    def _hide(self, unseen: list[KnownFile]) -> ScanOutcome:
        """Nothing can be said about the files, since where they lie cannot be looked into."""
        present = [file for file in unseen if file.presence == "present"]
        self._files.mark_offline(present)
        return ScanOutcome(offline=_photo_ids(present))


class VolumeBorders:
    """Notices where other volumes begin below a folder: mount points, and links to other drives."""

    def __init__(self, root: Path) -> None:
        self.found: set[Path] = set()
        self._root = root
        self._devices = {root: _device(root)}

    def look_at(self, directory: Path) -> int | None:
        """Looks at a directory below the root, and at those above it, once; returns its device."""
        if directory not in self._devices:
            above = self.look_at(directory.parent)
            self._devices[directory] = _device(directory)
            if self._devices[directory] != above:
                self.found.add(directory)
        return self._devices[directory]


def _device(directory: Path) -> int | None:
    try:
        return directory.stat().st_dev
    except OSError:
        return None


def _lies_in_any(path: Path, directories: Container[Path]) -> bool:
    return any(above in directories for above in path.parents)


def _without_sidecars(changes: FileChanges) -> tuple[FileChanges, list[Path]]:
    """The changes of photos, and the sidecars that came, went or changed."""
    moved_paths = [path for move in changes.moved for path in move]
    named = [*changes.deleted, *changes.saved, *moved_paths]
    # A photo that was given the name of a sidecar is gone, and the other way round it has come.
    gone = [source for source, target in changes.moved if is_sidecar(target) and not is_sidecar(source)]
    come = [target for source, target in changes.moved if is_sidecar(source) and not is_sidecar(target)]
    photos = replace(
        changes,
        moved=tuple(move for move in changes.moved if not any(map(is_sidecar, move))),
        deleted=tuple(path for path in (*changes.deleted, *gone) if not is_sidecar(path)),
        saved=tuple(path for path in (*changes.saved, *come) if not is_sidecar(path)),
    )
    return photos, [path for path in named if is_sidecar(path)]


def _photo_ids(files: Iterable[KnownFile]) -> set[int]:
    return {file.photo_id for file in files if file.photo_id is not None}
