"""Photos in the trash of the system, with all the files that belong to them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from photoorg.errors import TrashError
from photoorg.library.folder_walk import as_found_file, as_found_files, sidecars_of_each
from photoorg.library.shot_names import shot_key
from photoorg.library.sidecars import is_sidecar
from photoorg.library.system_trash import InTrash, LostFromTrash, move_to_trash, restore_from_trash
from photoorg.sentences import Sentence, reason_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

    from photoorg.library.files import FileStore, KnownFile
    from photoorg.library.photos import PhotoStore
    from photoorg.library.trashed_files import TrashedFiles


@dataclass(frozen=True, slots=True)
class TrashPlan:
    """What would go to the trash.

    Attributes:
        photo_ids: the photos of which there are files.
        files: their files, every copy of each.
        copies: so many of these are copies in other places.
        paired: the raw files, or pictures, of the same shots.
        sidecars: what else lies beside them and belongs to no other photo, and to which files it belongs.
        offline: so many photos are on drives that are not connected, and stay.
    """

    photo_ids: frozenset[int]
    files: tuple[Path, ...]
    copies: int
    paired: tuple[Path, ...]
    sidecars: Mapping[Path, frozenset[Path]]
    offline: int

    @property
    def file_count(self) -> int:
        """Files of all kinds."""
        return len(self.files) + len(self.paired) + len(self.sidecars)


@dataclass(frozen=True, slots=True)
class Trashed:
    """What went to the trash.

    Attributes:
        photo_ids: the photos it is about, with those of the same shots.
        files: what lies there.
        failures: what could not be moved, there or back, and why, as part of a sentence.
        offline: so many photos were left where they are, for nobody can get at them now.
        back: where files are again that were brought back.
    """

    photo_ids: frozenset[int] = frozenset()
    files: tuple[InTrash, ...] = ()
    failures: Mapping[Path, str] = field(default_factory=dict)
    offline: int = 0
    back: tuple[Path, ...] = ()

    @property
    def problem(self) -> str:
        """A sentence about what was left out; "" for nothing."""
        sentences = []
        if self.offline:
            sentences.append(
                Sentence("1 photo is on a drive that is not connected, and left out.")
                if self.offline == 1
                else Sentence(
                    "{count:,} photos are on a drive that is not connected, and left out.", count=self.offline
                )
            )
        if self.failures:
            path, reason = next(iter(self.failures.items()))
            further = len(self.failures) - 1
            more = Sentence(" (and {count:,} more)", count=further) if further else ""
            sentences.append(Sentence("‘{path}’{more} {reason}.", path=path, more=more, reason=reason))
        return Sentence.joined(" ", sentences)


class Trash:
    """Moves files of photos to the trash of the system, and back. What was said about the photos is kept."""

    def __init__(
        self,
        files: FileStore,
        photos: PhotoStore,
        records: TrashedFiles,
        on_change: Callable[[frozenset[int]], None],
    ) -> None:
        """``on_change`` is called with the ids of photos that went or came."""
        self._files = files
        self._records = records
        self._photos = photos
        self._on_change = on_change

    def plan(self, photo_ids: Iterable[int], *, keeping: Iterable[int] = ()) -> TrashPlan:
        """What :meth:`move` would move. Unknown ids are left out.

        Args:
            keeping: photos that stay, with the raw files or pictures of their shots, whatever else these
                belong to.
        """
        chosen = dict.fromkeys(photo_ids)
        kept = set(self._photos.with_partners(dict.fromkeys(keeping)))
        photos = [id_ for id_ in self._photos.with_partners(chosen) if id_ not in kept]
        files = [*self._files.present_of(photos), *self._unread_beside(photos, sorted(kept))]
        with_photo = [file for file in files if file.photo_id in chosen]
        own = [file.path for file in with_photo]
        if not own:
            # A shot of which nothing is chosen but what is away stays together.
            files = []
        return TrashPlan(
            frozenset(file.photo_id for file in files if file.photo_id is not None),
            tuple(own),
            len(own) - len({file.photo_id for file in with_photo}),
            tuple(file.path for file in files if file.photo_id not in chosen),
            self._sidecars([file.path for file in files]),
            self._photos.offline_count(chosen),
        )

    def plan_surplus(self, photo_id: int, kept: Path) -> TrashPlan:
        """What :meth:`move_surplus` would move."""
        places = self._files.present_of([photo_id])
        beside = self._photos.files_beside([photo_id]).get(photo_id, ())
        of_shots = self._files.present_of(
            [file.photo_id for file in self._files.by_paths(beside).values() if file.photo_id is not None]
        )
        kept_shot = shot_key(kept)
        own: list[KnownFile] = []
        paired: list[KnownFile] = []
        for file in places:
            shot = shot_key(file.path)
            others = [other for other in of_shots if shot is not None and shot_key(other.path) == shot]
            # What is of one shot stays together: a raw file goes along if it is surplus as well.
            is_surplus = shot != kept_shot and all(
                any(twin.photo_id == other.photo_id and shot_key(twin.path) == kept_shot for twin in of_shots)
                for other in others
            )
            if file.path != kept and (not others or is_surplus):
                own.append(file)
                paired += others
        files = [*own, *paired]
        return TrashPlan(
            frozenset(file.photo_id for file in files if file.photo_id is not None),
            tuple(file.path for file in own),
            len(own),
            tuple(file.path for file in paired),
            self._sidecars([file.path for file in files]),
            self._photos.offline_count([photo_id]),
        )

    def move_surplus(self, photo_id: int, kept: Path) -> Trashed:
        """Moves the files of a photo that lies in several places, but for the one ``kept``, with the raw
        files beside them, where these lie beside that, too. Raises TrashError where nothing could be moved,
        or ``kept`` is not there as the library knows it."""
        known = self._files.by_paths([kept]).get(kept)
        if known is None or known.photo_id != photo_id or known.presence != "present" or _why_not(known):
            raise TrashError(
                Sentence("‘{path}’ is not there as the library knows it. Nothing was moved.", path=kept)
            )
        return self._move(self.plan_surplus(photo_id, kept))

    def require_there(self, photo_id: int) -> None:
        """Raises TrashError where no file of a photo is there as the library knows it; asks the disk."""
        if all(_why_not(file) for file in self._files.present_of([photo_id])):
            raise TrashError(Sentence("The photo that is to be kept is not there as the library knows it."))

    def move(self, photo_ids: Iterable[int], *, keeping: Iterable[int] = ()) -> Trashed:
        """Moves all files of photos, with the raw files or pictures of the same shots and what lies beside
        them and belongs to them (XMP sidecars, Takeout's JSON, videos of live photos).

        A file that changed since the library looked at it is not moved, nor is one on a drive that is not
        connected. Raises TrashError where nothing could be moved. ``keeping``: see :meth:`plan`.
        """
        return self._move(self.plan(photo_ids, keeping=keeping))

    def move_again(self, restored: Trashed) -> Trashed:
        """Moves the files that a restore brought ``back``, and no other of their photos, with what lies
        beside them. Raises TrashError where nothing could be moved."""
        known = self._files.by_paths([path for path in restored.back if not is_sidecar(path)])
        return self._move(
            TrashPlan(restored.photo_ids, tuple(known), 0, (), self._sidecars(list(known)), offline=0)
        )

    def _move(self, plan: TrashPlan) -> Trashed:
        known = self._files.by_paths([*plan.files, *plan.paired])
        owner_of = _owners(plan, known)
        moved: list[InTrash] = []
        failures: dict[Path, str] = {}

        def move(path: Path) -> None:
            try:
                file = move_to_trash(path)
            except OSError as error:
                failures[path] = Sentence("cannot be moved to the trash: {reason}", reason=reason_of(error))
                return
            moved.append(file)
            # One by one: whoever is killed meanwhile can bring back what went.
            self._records.record({file: owner_of(path)})

        for path in known:
            if reason := _why_not(known[path]):
                failures[path] = reason
            else:
                move(path)
        for sidecar, owners in plan.sidecars.items():
            if failures.keys().isdisjoint(owners):
                move(sidecar)
        trashed = Trashed(plan.photo_ids, tuple(moved), failures, plan.offline)
        if not moved:
            raise TrashError(trashed.problem or Sentence("There is no file to move to the trash."))
        gone = {file.path for file in moved}
        self._files.mark_gone([file for path, file in known.items() if path in gone])
        self._on_change(plan.photo_ids)
        return trashed

    def photo_ids(self) -> list[int]:
        """Photos that were moved to the trash, are still there and nowhere else, the last moved first."""
        there = self._records.photos_there()
        return [photo_id for photo_id in self._records.photo_ids() if photo_id in there]

    def copies(self) -> dict[Path, int]:
        """Where files lay that were moved to the trash, and are still there, while another file of the photo
        stayed; and these photos, the last moved first."""
        gone = self._records.gone()
        return {path: photo_id for path, photo_id in self._records.copies().items() if path not in gone}

    def all_photo_ids(self) -> list[int]:
        """Photos of :meth:`photo_ids` and of :meth:`copies`, the last moved first."""
        known = {*self.photo_ids(), *self.copies().values()}
        return [photo_id for photo_id in self._records.all_photo_ids() if photo_id in known]

    def forget_what_is_gone(self) -> None:
        """Looks into the trash: it may have been emptied, or somebody may have restored files."""
        if gone := self._records.gone():
            self._records.forget(gone)
            self._on_change(frozenset(gone.values()))

    def restore_photos(self, photo_ids: Iterable[int]) -> Trashed:
        """Moves the files of photos back, with those of the same shots, on whatever day they went; as
        :meth:`restore`. Raises TrashError where nothing of them is in the trash."""
        photos = frozenset(self._photos.with_partners(dict.fromkeys(photo_ids)))
        files = self._records.of(photos)
        if not files:
            raise TrashError(Sentence("Nothing of that is in the trash any more."))
        return self.restore(Trashed(photos, tuple(files)))

    def restore(self, trashed: Trashed) -> Trashed:
        """Moves files back to where they were, over nothing that lies there by now, and into no folder of the
        library that is not there. Returns what is left and can be tried again; what is in the trash no more
        is among its failures only."""
        failures: dict[Path, str] = {}
        back: list[Path] = []
        left: list[InTrash] = []
        roots = self._files.roots_of([file.path for file in trashed.files])
        # A sidecar beside another file than the one it belongs to would be taken for that one's.
        for file in sorted(trashed.files, key=lambda file: is_sidecar(file.path)):
            if file.is_there and any(_is_sidecar_of(file.path, path) for path in failures):
                left.append(file)
                continue
            try:
                if file.path not in roots:
                    raise OSError(Sentence("its folder is not there now"))
                restore_from_trash(file, roots[file.path])
            except OSError as error:
                failures[file.path] = Sentence(
                    "cannot be restored from the trash: {reason}", reason=reason_of(error)
                )
                if not isinstance(error, LostFromTrash):
                    left.append(file)
            else:
                back.append(file.path)
        self._records.forget({file.path for file in trashed.files} - {file.path for file in left})
        self._know_again([path for path in back if not is_sidecar(path)])
        self._on_change(trashed.photo_ids)
        return Trashed(trashed.photo_ids, tuple(left), failures, back=tuple(back))

    def _know_again(self, paths: list[Path]) -> None:
        found = {file.path: file for file in as_found_files(paths)}
        known = self._files.by_paths(list(found))
        same: list[KnownFile] = [file for path, file in known.items() if file.matches(found[path])]
        self._files.mark_present(same)
        read = {file.path for file in same}
        self._files.record_to_read([file for path, file in found.items() if path not in read])

    def _unread_beside(self, photo_ids: list[int], kept: list[int]) -> list[KnownFile]:
        """Files of the same shots of which nobody knows the photo, as they cannot be decoded; without those
        of the shots of what is kept."""
        beside = {path for paths in self._photos.files_beside(photo_ids).values() for path in paths}
        beside -= {path for paths in self._photos.files_beside(kept).values() for path in paths}
        known = self._files.by_paths(sorted(beside)).values()
        return [file for file in known if file.photo_id is None and file.presence == "present"]

    def _sidecars(self, going: list[Path]) -> dict[Path, frozenset[Path]]:
        owners: dict[Path, set[Path]] = defaultdict(set)
        for path, sidecars in sidecars_of_each(going).items():
            for sidecar in sidecars:
                owners[sidecar.path].add(path)
        return {
            sidecar: frozenset(known)
            for sidecar, known in owners.items()
            if all(path in known or as_found_file(path) is None for path in self._files.beside([sidecar]))
        }


def _owners(plan: TrashPlan, known: Mapping[Path, KnownFile]) -> Callable[[Path], int]:
    """Says which photo a file belongs to; one that cannot be decoded goes with the others of its shot."""
    photo_of = {path: file.photo_id for path, file in known.items() if file.photo_id is not None}
    of_shot = {shot_key(path): photo_id for path, photo_id in photo_of.items()}

    def owner(path: Path) -> int:
        for one in (path, *plan.sidecars.get(path, ())):
            if one in photo_of:
                return photo_of[one]
        return of_shot.get(shot_key(path), min(plan.photo_ids))

    return owner


def _is_sidecar_of(path: Path, photo: Path) -> bool:
    """Whether a file is a sidecar that is called after a photo, with or without its ending."""
    return is_sidecar(path) and path.parent == photo.parent and path.name.startswith(photo.stem)


def _why_not(file: KnownFile) -> str:
    """Why a file must not be moved, as part of a sentence; "" where it may be."""
    try:
        file.path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return Sentence("is not as the library knows it")
    except OSError as error:
        return Sentence("cannot be read: {reason}", reason=reason_of(error))
    found = as_found_file(file.path)
    return (
        "" if found is not None and file.has_bytes_of(found) else Sentence("is not as the library knows it")
    )
