"""Looking through the photos of a library for people and pets, and working out who they are."""

from __future__ import annotations

import logging
import threading
from collections import Counter
from typing import TYPE_CHECKING

from photoorg.errors import PhotoUnreadable
from photoorg.imaging.pictures import reachable_path
from photoorg.library.beings.file_names import take_in
from photoorg.library.beings.records import PERSON
from photoorg.library.beings.regions import NOBODY_DESCRIBED
from photoorg.people.looking import LookAt

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from photoorg.index.neighbour_graph import RememberedPairs
    from photoorg.library.beings.regions import Described, RegionStore
    from photoorg.library.catalogue import Catalogue
    from photoorg.library.photos import PhotoStore
    from photoorg.people.crops import CropStore
    from photoorg.people.finders import Finder
    from photoorg.people.looking import Looked
    from photoorg.people.roster import Joining

_log = logging.getLogger(__name__)

_PHOTOS_AT_ONCE = 200
# After so many more faces than at the last time, everybody is worked out anew in the midst of a run.
_GROWTH = 1.5
_FIRST_TIME = 50
_MOST_TRIES = 3


class Analysis:
    """Safe between threads; one of them looks at a photo or makes a roster at a time."""

    def __init__(
        self,
        catalogue: Catalogue,
        regions: RegionStore,
        photos: PhotoStore,
        crops: CropStore,
        finders: Sequence[Finder],
        look_at: Callable[[LookAt], Looked],
        on_change: Callable[[frozenset[int]], None],
    ) -> None:
        """Args:
        finders: of which kinds and names they are.
        look_at: has them look at a photo; raises as :func:`photoorg.people.looking.look_at`.
        on_change: is told the photos about which something else is known.
        """
        self._catalogue = catalogue
        self._regions = regions
        self._photos = photos
        self._crops = crops
        self._finders = {finder.kind: finder for finder in finders}
        self._look_at = look_at
        self._on_change = on_change
        self._turn = threading.Lock()
        # Of looking through photos, which may pause.
        self._looking = threading.Lock()
        self._joining: Joining | None = None
        # Of faces: after each word of the user all are grouped anew, and compared with each other once only.
        self._remembered: RememberedPairs | None = None
        # How many were there when all were worked out last, and were found since.
        self._known: Counter[str] = Counter()
        self._found: Counter[str] = Counter()
        self._unsettled: set[str] = set(self._finders)
        self._said = 0
        # Photos whose files may name somebody else than before; None for all.
        self._changed: set[int] | None = None
        self._changing = threading.Lock()
        # What is found in a photo is written only if nothing was forgotten while it was looked at.
        self._writing = threading.Lock()
        self._times_forgotten = 0

    def waiting(self) -> int:
        """How many photos have not been looked through."""
        return max(self._regions.waiting_count(kind, finder.key) for kind, finder in self._finders.items())

    def has_said(self) -> None:
        """Somebody said something: whoever is worked out at this moment is so by old verdicts."""
        self._said += 1
        self._unsettled |= set(self._finders)

    def forget(self, do: Callable[[], None]) -> None:
        """Lets ``do`` delete everything; of what is looked at in that moment nothing is written."""
        with self._writing:
            self._times_forgotten += 1
            try:
                do()
            finally:
                self._joining = self._remembered = None
                with self._changing:
                    self._changed = None
                self.has_said()

    @property
    def is_settled(self) -> bool:
        """Whether everybody was worked out since anything was found or said, also by files."""
        return not self._unsettled and not self._changed

    def files_changed(self, photo_ids: frozenset[int]) -> None:
        """Files of these photos may name somebody else than before."""
        with self._changing:
            if self._changed is not None:
                self._changed |= photo_ids

    def run(self, wait: Callable[[], bool], on_progress: Callable[[int, int], None]) -> int:
        """Looks through all photos that wait, and works out who is on them; returns how many photos those
        were.

        Args:
            wait: called before each photo; may take its time. False ends the run.
            on_progress: is told photos done, and photos in all.

        Raises:
            ModelUnavailable: what finds them cannot be loaded.
            DiskFull, LibraryError: what was found until then is kept.
        """
        done, total = 0, self.waiting()
        passed_over: set[int] = set()
        with self._looking:
            with self._turn:
                self._begin()
            while by_photo := self._next(passed_over):
                # Who is named in a file has that name before the last photo was looked through.
                with self._turn:
                    self._take_in_files()
                for photo_id, finders in by_photo.items():
                    # While this waits, what is said can be followed.
                    if not wait():
                        return done
                    with self._turn:
                        is_done = self._look_through(photo_id, finders)
                    if is_done:
                        done += 1
                    else:
                        passed_over.add(photo_id)
                    on_progress(min(done, total), total)
        self.settle()
        return done

    def settle(self) -> None:
        """Works out who everybody is, where something was found or said since the last time."""
        with self._turn:
            self._take_in_files()
            for kind in sorted(self._unsettled):
                self._settle(kind)

    def _take_in_files(self) -> None:
        with self._changing:
            files, self._changed = self._changed, set()
        changed = take_in(self._catalogue, None if files is None else sorted(files))
        if changed:
            self._on_change(changed)
            self.has_said()

    def _begin(self) -> None:
        for kind, finder in self._finders.items():
            described = self._regions.described(kind, finder.key)
            self._known[kind] = len(described.ids)
            if kind == PERSON:
                self._joining = _joining(described)

    def _next(self, passed_over: set[int]) -> dict[int, list[Finder]]:
        """The next photos to be looked through, and by which."""
        by_photo: dict[int, list[Finder]] = {}
        for kind, finder in self._finders.items():
            for photo_id in self._regions.waiting(kind, finder.key, _PHOTOS_AT_ONCE + len(passed_over)):
                if photo_id not in passed_over:
                    by_photo.setdefault(photo_id, []).append(finder)
        return by_photo

    def _look_through(self, photo_id: int, finders: Sequence[Finder]) -> bool:
        """False where the photo cannot be seen now."""
        photo = next(iter(self._photos.by_ids([photo_id])), None)
        if photo is None:
            return False
        forgotten = self._times_forgotten
        marked = {finder.kind: self._regions.marked(photo_id, finder.kind) for finder in finders}
        places = {kind: [box for _, box in regions] for kind, regions in marked.items()}
        try:
            looked = self._look_at(LookAt(reachable_path(photo), places))
        except PhotoUnreadable as error:
            # Whatever is wrong with it, indexing tells.
            _log.info("people and pets were not looked for in a photo: %s", error)
            return False
        with self._writing:
            if self._times_forgotten != forgotten:
                return False
            for box, jpeg in looked.crops:
                self._crops.keep(photo.content_hash, box, jpeg)
            for finder in finders:
                kind = finder.kind
                described = {
                    region_id: each
                    for (region_id, _), each in zip(marked[kind], looked.marked[kind], strict=True)
                }
                self._regions.write(photo_id, kind, finder.key, looked.found[kind], described)
                if looked.found[kind] or described:
                    self._unsettled.add(kind)
                    self._found[kind] += len(looked.found[kind])
        if any(looked.found.values()) or any(marked.values()):
            self._join(photo_id)
            self._on_change(frozenset([photo_id]))
        return True

    def _join(self, photo_id: int) -> None:
        """New faces find their like at once. After many of them, and for animals, everybody is worked out
        anew."""
        joining = self._joining or _joining(NOBODY_DESCRIBED)
        for region_id, descriptor, is_clear, taken in self._regions.unplaced(photo_id, PERSON):
            placing = joining.place(descriptor, is_clear=is_clear, taken=taken)
            self._regions.place_one(region_id, placing)
        for kind, found in self._found.items():
            if found > _FIRST_TIME and self._known[kind] + found > _GROWTH * self._known[kind]:
                self._settle(kind)

    def _settle(self, kind: str) -> None:
        from photoorg.index.neighbour_graph import RememberedPairs
        from photoorg.people.roster import make_roster

        finder = self._finders[kind]
        for _ in range(_MOST_TRIES):
            said = self._said
            self._unsettled.discard(kind)
            described = self._regions.described(kind, finder.key)
            self._known[kind], self._found[kind] = len(described.ids), 0
            if self._remembered is None:
                self._remembered = RememberedPairs()
            roster = make_roster(kind, described, self._remembered)
            if said == self._said:
                self._on_change(self._regions.place(kind, roster.placings(), roster.new_groups))
                if kind == PERSON:
                    self._joining = _joining(self._regions.described(kind, finder.key))
                return
            # Renamed, merged or refused meanwhile: what the user said is not written over.
        self._unsettled.add(kind)


def _joining(described: Described) -> Joining:
    # Brings scipy, which nobody needs who only looks.
    from photoorg.people.roster import Joining

    return Joining(described)
