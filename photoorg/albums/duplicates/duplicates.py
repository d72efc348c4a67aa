"""``library.duplicates``: photos that belong together, as scripts, commands and the window use them."""

from __future__ import annotations

import errno
import threading
from functools import partial
from io import BytesIO
from typing import TYPE_CHECKING

from PIL import Image

from photoorg.albums.duplicates.choice import Choice, GroupDetails
from photoorg.albums.duplicates.groups import GroupKind, PhotoGroup
from photoorg.albums.duplicates.resolution import Resolved, all_trashed, together
from photoorg.albums.duplicates.surplus_files import propose_place
from photoorg.errors import DiskFull, LibraryError, PhotoUnreadable, TrashError, UserInputError
from photoorg.imaging.pictures import thumbnail_of
from photoorg.jobs import Cancellation, Cancelled
from photoorg.library.carrying_over import CarriedOver, carry_over, with_verdicts
from photoorg.library.copies import CopyStore
from photoorg.library.trash import Trashed
from photoorg.sentences import Sentence, reason_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from photoorg.albums.duplicates.memory import CopyMemory
    from photoorg.imaging.thumbnails import ThumbnailStore
    from photoorg.index.embedding_space import EmbeddingSpace
    from photoorg.library.carrying_over import BoxMap
    from photoorg.library.catalogue import Catalogue
    from photoorg.library.history import History
    from photoorg.library.photos import PhotoStore
    from photoorg.library.records import Photo
    from photoorg.library.stacks import Stacks
    from photoorg.library.trash import Trash, TrashPlan

__all__ = ["Choice", "Duplicates", "GroupDetails", "GroupKind", "PhotoGroup", "Resolved"]

# Of more photos it takes too long to look at each.
_MOST_COMPARED = 60


class Duplicates:
    """Photos that lie in several files, copies, bursts and similar shots. Every method blocks and may be
    called from any thread.

    What the user says of a group is kept by the ids of its photos, and counts for ever: also for other
    models, and when photos are renamed or indexed anew.
    """

    # What compares pictures is imported where it is first needed: a window must open without it.

    def __init__(
        self,
        catalogue: Catalogue,
        photos: PhotoStore,
        trash: Trash,
        stacks: Stacks,
        history: Callable[[], History],
        thumbnails: ThumbnailStore,
        memory: Path,
        space: Callable[[], EmbeddingSpace],
        on_said: Callable[[CarriedOver], None],
    ) -> None:
        """Args:
        memory: a file for what was computed, which is a cache.
        space: of the model that searches use.
        on_said: is told what was said about photos.
        """
        self._catalogue = catalogue
        self._photos = photos
        self._trash = trash
        self._stacks = stacks
        self._history = history
        self._thumbnails = thumbnails
        self._path = memory
        self._space = space
        self._on_said = on_said
        self._store = CopyStore(catalogue, lambda ids: on_said(CarriedOver(ids)))
        self._searching = threading.Lock()
        self._reading = threading.Lock()
        self._memory: CopyMemory | None = None
        self._stamp: tuple[int, int] | None = None

    # --- finding ---

    def waiting(self) -> int:
        """How many photos were not compared with the others yet, as they are now."""
        memory = self._known()
        return sum(
            not memory.knows(known.id, known.picture) or known.id in memory.uncompared
            for known in self._store.pictures()
        )

    def find(
        self,
        *,
        cancelled: Callable[[], bool] = lambda: False,
        progress: Callable[[int, int], None] = lambda _done, _total: None,
    ) -> None:
        """Compares photos that are new, or have changed, with all others. What was done until it is
        cancelled is kept.

        Args:
            cancelled: asked all the time; where it says so, this returns early.
            progress: is told steps done and steps in all, of each part of the work in turn.

        Raises DiskFull, LibraryError.
        """
        from photoorg.albums.duplicates.copy_search import CopySearch
        from photoorg.albums.duplicates.memory import CopyMemory

        self._catalogue.require_writable()
        stop = Cancellation()

        def check() -> None:
            if cancelled():
                stop.cancel()
            stop.check()

        with self._searching:
            memory = CopyMemory.load(self._path)
            pictures = self._store.pictures()
            contents = {known.id: known.content for known in pictures}
            search = CopySearch(
                pictures,
                memory,
                self._space(),
                lambda photo_id: self._upright(photo_id, contents.get(photo_id)),
                partial(self._keep, memory),
            )
            try:
                search.run(check, progress)
            except Cancelled:
                return

    def groups(self, kind: GroupKind | None = None) -> list[PhotoGroup]:
        """The groups that were found and that the user has not settled: exact copies, copies, bursts,
        similar shots."""
        from photoorg.albums.duplicates.known_groups import known_groups

        return [
            group for group in known_groups(self._store, self._known()) if kind is None or group.kind is kind
        ]

    def group(self, group_id: str) -> PhotoGroup:
        """One of them, by its ``id``. Raises UserInputError where there is none."""
        for group in self.groups():
            if group.id == group_id:
                return group
        raise UserInputError(Sentence("There is no group ‘{group}’ of duplicates.", group=group_id))

    def details(self, group: PhotoGroup) -> GroupDetails:
        """All that is known of the photos of a group, and which of them should be kept, and why."""
        from photoorg.albums.duplicates.frames import has_frame
        from photoorg.albums.duplicates.keeper import propose_keeper, sharpness_of

        photos = tuple(photo for photo in self._photos.by_ids(group.photo_ids) if not photo.missing)
        if not photos:
            return GroupDetails(group, (), None)
        place = propose_place(photos[0]) if len(group.photo_ids) == 1 else None
        sharpness: dict[int, float] = {}
        framed: set[int] = set()
        if 1 < len(photos) <= _MOST_COMPARED:
            opened = {photo.id: self._opened(photo.id, photo) for photo in photos}
            pictures = {id_: image for id_, image in opened.items() if image is not None}
            framed = {id_ for id_, image in pictures.items() if has_frame(image)}
            if len({(photo.width, photo.height) for photo in photos}) == 1:
                sharpness = {id_: sharpness_of(image) for id_, image in pictures.items()}
        return GroupDetails(group, photos, propose_keeper(photos, sharpness, framed), place)

    def proposal(self, group: PhotoGroup) -> Choice:
        """What should be kept of a group. Raises UserInputError where nothing of it is left."""
        details = self.details(group)
        if details.keeper is None:
            raise UserInputError(Sentence("Nothing of this group is left."))
        return Choice(group, (details.keeper.photo_id,), details.place.path if details.place else None)

    # --- what the user says ---

    def dismiss(self, group: PhotoGroup, *, are_copies: bool) -> None:
        """The group is not listed again: its photos are no copies of each other or, with ``are_copies``, they
        are, and all of them stay."""
        self._store.say(group.photo_ids, are_copies=are_copies)

    def stack(self, choice: Choice) -> tuple[int, ...]:
        """Stacks the photos of a group, the first that was chosen on top: nothing is moved, and the group is
        not listed as long as they lie together. Returns the photos of the stack, the top first.

        Raises UserInputError for several files of one photo, or where nothing is to be kept.
        """
        if choice.place is not None:
            raise UserInputError(Sentence("Several files of one photo cannot be stacked: it is seen once."))
        if not choice.keep or not set(choice.group.photo_ids).issuperset(choice.keep):
            raise UserInputError(Sentence("Choose a photo of the group that is to be kept."))
        return self._stacks.of(self._stacks.stack([*choice.keep, *choice.goes]))

    def plan(self, choices: Sequence[Choice]) -> TrashPlan:
        """Which files :meth:`resolve` would move to the trash."""
        goes, stays = _parts(choices)
        surplus = [
            self._trash.plan_surplus(choice.group.photo_ids[0], choice.place)
            for choice in choices
            if choice.place is not None
        ]
        return together([*surplus, *([self._trash.plan(goes, keeping=stays)] if goes else [])])

    def resolve(self, choices: Sequence[Choice]) -> Resolved:
        """Keeps what was chosen of each group, and moves the files of the rest to the trash of the system.

        What was said about the rest is said about what stays: tags, albums, titles, ratings and, of copies,
        dates and who is on them. Where several stay, the group is not listed again.

        Raises:
            UserInputError: nothing is to be kept of a group.
            TrashError: nothing could be moved, or what is to be kept is not there. Nothing was changed.
        """
        choices = list(choices)
        for choice in choices:
            self._require_kept(choice)
        goes, stays = _parts(choices)
        moving = self._trash.plan(goes, keeping=stays).photo_ids if goes else frozenset[int]()
        with self._history().recording() as recording:
            for choice in choices:
                self._carry_over(choice, moving)
        done: list[Trashed] = []
        problems: list[TrashError] = []
        for choice in choices:
            if choice.place is not None:
                photo_id = choice.group.photo_ids[0]
                _try(partial(self._trash.move_surplus, photo_id, choice.place), done, problems)
        if goes:
            _try(partial(self._trash.move, goes, keeping=stays), done, problems)
        if not done:
            self._history().take_back(recording.step)
            raise problems[0] if problems else TrashError(Sentence("There is nothing to move to the trash."))
        return Resolved(all_trashed(done), recording.step)

    def take_back(self, resolved: Resolved) -> Resolved:
        """Brings files back from the trash, and takes back what was said about those that stayed. Returns
        what is left and can be tried again.

        Raises UserInputError where what changed since stands in the way of the latter.
        """
        left = self._trash.restore(resolved.trashed) if resolved.trashed.files else Trashed()
        if resolved.step:
            self._history().take_back(resolved.step)
        return Resolved(left)

    # --- inside ---

    def _keep(self, memory: CopyMemory) -> None:
        try:
            memory.save(self._path)
        except OSError as error:
            if error.errno in (errno.ENOSPC, errno.EDQUOT):
                raise DiskFull(Sentence("No space is left on the disk for what was compared.")) from error
            reason = reason_of(error)
            raise LibraryError(
                Sentence("What was compared cannot be kept: {reason}.", reason=reason)
            ) from error

    def _known(self) -> CopyMemory:
        """What was computed until now, also by another process."""
        from photoorg.albums.duplicates.memory import CopyMemory

        with self._reading:
            try:
                status = self._path.stat()
            except OSError:
                return CopyMemory()
            stamp = (status.st_mtime_ns, status.st_size)
            if self._memory is None or stamp != self._stamp:
                self._memory, self._stamp = CopyMemory.load(self._path), stamp
            return self._memory

    def _require_kept(self, choice: Choice) -> None:
        known = set(choice.group.photo_ids)
        if not choice.keep or not known.issuperset(choice.keep):
            raise UserInputError(Sentence("Choose a photo of the group that is to be kept."))
        for photo_id in choice.keep:
            self._trash.require_there(photo_id)

    def _carry_over(self, choice: Choice, moving: frozenset[int]) -> None:
        gone = [photo_id for photo_id in choice.goes if photo_id in moving]
        if gone:
            first = choice.keep[0]
            is_one_shot = choice.group.kind.is_one_shot
            maps = self._box_maps(first, gone) if is_one_shot else {}
            self._on_said(carry_over(self._catalogue, gone, first, maps, is_one_shot=is_one_shot))
        if len(choice.keep) > 1:
            self._store.say(choice.keep, are_copies=True)

    def _box_maps(self, photo_id: int, copies: Iterable[int]) -> dict[int, BoxMap]:
        spoken_of = with_verdicts(self._catalogue, copies)
        if not spoken_of:
            return {}
        from photoorg.albums.duplicates.local_features import local_features
        from photoorg.albums.duplicates.placement import placement

        own = self._opened(photo_id)
        maps = {}
        for copy in spoken_of:
            other = self._opened(copy)
            if own is not None and other is not None:
                found = placement(local_features(own), local_features(other))
                if found is not None:
                    maps[copy] = found
        return maps

    def _opened(self, photo_id: int, photo: Photo | None = None) -> Image.Image | None:
        known = photo or next(iter(self._photos.by_ids([photo_id])), None)
        try:
            return Image.open(BytesIO(self._upright(photo_id, None if known is None else known.content_hash)))
        except (PhotoUnreadable, OSError):
            return None

    def _upright(self, photo_id: int, content: bytes | None) -> bytes:
        """A thumbnail as the file has it, before the user's turns. Raises PhotoUnreadable."""
        stored = None if content is None else self._thumbnails.load(content)
        if stored is None:
            photo = next(iter(self._photos.by_ids([photo_id])), None)
            if photo is None:
                raise PhotoUnreadable(Sentence("it is not where it was"))
            made = thumbnail_of(photo, self._thumbnails)
            stored = self._thumbnails.load(photo.content_hash) or made
        return stored


def _parts(choices: Iterable[Choice]) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The photos that go, and those that stay: whatever stays of one group goes with no other."""
    choices = [choice for choice in choices if choice.place is None]
    stays = dict.fromkeys(photo_id for choice in choices for photo_id in choice.keep)
    goes = dict.fromkeys(photo_id for choice in choices for photo_id in choice.goes)
    return tuple(photo_id for photo_id in goes if photo_id not in stays), tuple(stays)


def _try(move: Callable[[], Trashed], done: list[Trashed], problems: list[TrashError]) -> None:
    try:
        done.append(move())
    except TrashError as error:
        problems.append(error)
