"""``library.people``: the people and pets of a library, as scripts, commands and the window use them."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from photoorg.changes import PeopleChanged, PhotosChanged
from photoorg.errors import UserInputError
from photoorg.library.beings.exchange import Exported, Imported, read_exchange, write_exchange
from photoorg.library.beings.forgetting import forget_all
from photoorg.library.beings.records import PERSON, Being, Box, Identity, Region
from photoorg.library.beings.regions import RegionStore
from photoorg.library.beings.store import BeingStore
from photoorg.people.analysis import Analysis
from photoorg.people.background import BackgroundAnalysis
from photoorg.people.crops import CROP_PX, CropStore
from photoorg.people.finders import own_finders
from photoorg.people.looking import look_at
from photoorg.people.remote_looking import RemoteLooking
from photoorg.sentences import Sentence

if TYPE_CHECKING:
    import builtins
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date

    from photoorg.changes import Change
    from photoorg.library.catalogue import Catalogue
    from photoorg.library.photos import PhotoStore
    from photoorg.people.finders import Finder

__all__ = ["Being", "Box", "Identity", "People", "Region"]


class People:
    """Who is on the photos. Every method blocks and may be called from any thread.

    Beings have ids, and those whom the user named have names as well. Whatever is said is kept as a verdict
    about a place in a photo, and counts for ever: also for other analyzers, and when the photo is renamed.
    Methods raise UserInputError for an unknown id, and then change nothing.
    """

    def __init__(
        self,
        catalogue: Catalogue,
        photos: PhotoStore,
        crops: Path,
        is_wanted: Callable[[], bool],
        emit: Callable[[Change], None],
        threads: Callable[[], int],
        on_renamed: Callable[[str, str, Identity], None],
        finders: Sequence[Finder] | None = None,
        on_forgotten: Callable[[Sequence[str]], None] = lambda _names: None,
    ) -> None:
        """Args:
        crops: a directory for pictures of faces, which is a cache.
        is_wanted: whether the user wants people and pets to be looked for.
        threads: of the processor that may be used.
        finders: look at photos in this process, in place of photoorg's own in another one.
        on_forgotten: is told the names that are about to be forgotten with all else; from then on the user
            does not want people and pets to be looked for.
        on_renamed: told of a kind, a name (or ``#`` and an id) that nobody of it has any more, and who had
            it.
        """
        self._catalogue = catalogue
        self._photos = photos
        self._is_wanted = is_wanted
        self._emit = emit
        self._on_forgotten = on_forgotten
        self._on_renamed = on_renamed
        self._beings = BeingStore(catalogue)
        self._crops = CropStore(crops)
        self._remote = RemoteLooking(threads)
        self._analysis = Analysis(
            catalogue,
            RegionStore(catalogue),
            photos,
            self._crops,
            own_finders() if finders is None else finders,
            self._remote.look_at if finders is None else partial(look_at, finders),
            self._tell,
        )
        self._background: BackgroundAnalysis | None = None

    # --- who there is ---

    def list(self, kind: str | None = None) -> builtins.list[Being]:
        """All people and pets, those with the most photos first: named ones, ignored ones, and groups that
        nobody named. ``kind``: ``person`` or ``pet`` only."""
        return self._beings.beings(kind)

    def get(self, being_id: int) -> Being:
        """One of them."""
        return self._beings.being(being_id)

    def named(self, name: str, kind: str | None = None) -> builtins.list[Being]:
        """Those who have a name, in any case; several may have the same."""
        return [self._beings.being(being_id) for being_id in self._beings.named(name, kind)]

    def identities(self, being_ids: Sequence[int] | None = None) -> builtins.list[Identity]:
        """Who these are, or all who have a name: what lists of names need, read in little time."""
        return self._beings.identities(being_ids)

    def regions(self, being_id: int) -> builtins.list[Region]:
        """Where a being is seen; what is most doubtful comes first."""
        return self._beings.regions_of(being_id)

    def alone(self, kind: str = PERSON, limit: int = 500) -> builtins.list[Region]:
        """Faces, or animals, that are like no other, the clearest first."""
        return self._beings.alone(kind, limit)

    def by_ids(self, region_ids: Sequence[int]) -> builtins.list[Region]:
        """Regions in the given order."""
        return self._beings.regions(region_ids)

    def in_photos(self, photo_ids: Sequence[int]) -> dict[int, builtins.list[Region]]:
        """Who is in photos, from left to right."""
        return self._beings.in_photos(photo_ids)

    def suggestions(
        self, being_id: int | None = None, *, kind: str | None = None, limit: int = 100
    ) -> builtins.list[Region]:
        """Regions that may be a being (``suggested_id``), or any, likely ones first: to be answered by
        :meth:`assign` or :meth:`reject`."""
        return self._beings.suggested(being_id, limit, kind)

    def crop(self, region_id: int, side_px: int = CROP_PX) -> bytes:
        """A face or an animal as a JPEG file, from the pixels of the photo, with some of what is around it;
        ``side_px``: of its longer side, at most. One larger than usual takes as long as its photo to decode.

        Raises PhotoUnreadable."""
        (region,) = self._beings.regions([region_id])
        photo = self._photos.by_ids([region.photo_id])[0]
        return self._crops.crop(photo, region, side_px)

    # --- what the user says ---

    def name(self, being_id: int, name: str) -> Being:
        """Gives a name, or takes it away (""). All in the group are this being then. Raises UserInputError
        for an overlong one."""
        before = self._beings.identities([being_id])
        with self._catalogue.together():
            photo_ids = self._beings.set_name(being_id, name)
            self._tell_of_names(before, being_id)
        self._said(photo_ids)
        return self.get(being_id)

    def set_birthday(self, being_id: int, birthday: date | None) -> None:
        """When a being was born."""
        self._said(self._beings.set_birthday(being_id, birthday))

    def ignore(self, being_id: int, ignored: bool = True) -> None:
        """Leaves somebody out of lists and suggestions, or no longer."""
        self._said(self._beings.set_ignored(being_id, ignored))

    def set_cover(self, region_id: int) -> None:
        """The being of a region is shown by it in lists."""
        self._said(self._beings.set_cover(region_id))

    def merge(self, being_id: int, others: Sequence[int]) -> Being:
        """All of them are one, and the first name there is counts. Raises UserInputError for a person and a
        pet."""
        before = self._beings.identities([being_id, *others])
        with self._catalogue.together():
            photo_ids = self._beings.merge(being_id, others)
            self._tell_of_names(before, being_id)
        self._said(photo_ids)
        return self.get(being_id)

    def split(self, region_ids: Sequence[int], name: str = "") -> Being:
        """These regions are of one being, and nobody who was known: somebody new."""
        regions = self._beings.regions(region_ids)
        if not regions:
            raise UserInputError(Sentence("Choose at least one face or animal."))
        if len({region.kind for region in regions}) > 1:
            raise UserInputError(Sentence("A person and a pet cannot be the same."))
        being_id = self._beings.make(regions[0].kind, name, region_ids)
        self._said(frozenset(region.photo_id for region in regions))
        return self.get(being_id)

    def assign(self, region_ids: Sequence[int], being_id: int) -> None:
        """These regions show the being."""
        self._said(self._beings.assign(region_ids, being_id))

    def reject(self, region_ids: Sequence[int], being_id: int) -> None:
        """These regions do not show the being, and it is never suggested for them again."""
        self._said(self._beings.reject(region_ids, being_id))

    def refuse(self, region_ids: Sequence[int]) -> None:
        """In these places is no face, or no animal."""
        self._said(self._beings.refuse(region_ids))

    def mark(self, photo_id: int, box: Box, kind: str = PERSON, being_id: int | None = None) -> Region:
        """There is somebody in a place where nobody was found. Raises UserInputError for a place that is not
        within the photo."""
        region = self._beings.mark(photo_id, kind, box, being_id)
        self._said(frozenset([photo_id]))
        return region

    # --- finding ---

    @property
    def is_wanted(self) -> bool:
        """Whether people and pets are looked for."""
        return self._is_wanted()

    def waiting(self) -> int:
        """How many photos nobody was looked for in yet."""
        return self._analysis.waiting()

    @property
    def unfinished(self) -> str:
        """Why not all are known who are on photos, as a sentence; "" where all were looked through."""
        if not self.waiting():
            return ""
        if self.is_wanted:
            return Sentence("Not all photos were looked through for people and pets yet.")
        return Sentence(
            "People and pets are not looked for yet: People & Pets in the window, or photoorg people find, "
            "begin with that."
        )

    def find(
        self,
        *,
        cancelled: Callable[[], bool] = lambda: False,
        progress: Callable[[int, int], None] = lambda _done, _total: None,
    ) -> int:
        """Looks through all photos that wait, whether or not that is wanted in the background, works out who
        is on them, and returns how many photos those were.

        Raises ModelUnavailable and DiskFull; what was found until then is kept.
        """
        self._catalogue.require_writable()
        try:
            return self._analysis.run(lambda: not cancelled(), progress)
        finally:
            self._remote.rest()

    def settle(self) -> None:
        """Works out who everybody is, by all that was said since the last time."""
        self._catalogue.require_writable()
        if not self._analysis.is_settled:
            self._analysis.settle()

    def forget_all(self) -> None:
        """Deletes all that is known of people and pets: where they are, what they look like, names, and what
        was said about them, also in the backups that photoorg made by itself, and searches that name them,
        with the smart albums that they fill. Nobody is looked for any more. Files of photos, and names in
        them, stay as they are.

        Raises:
            LibraryInUse: another process reads; what it has open cannot be overwritten.
            LibraryError: a backup cannot be overwritten. With both all the rest is deleted.
        """
        self._catalogue.require_writable()
        touched = self._beings.known_photos()
        names = [being.name for being in self.list() if being.name]
        self._on_forgotten(names)
        try:
            self._analysis.forget(lambda: forget_all(self._catalogue))
        finally:
            self._crops.clear()
            self._tell(touched)

    # --- handing on ---

    def export_to(self, file: Path | str, *, overwrite: bool = False) -> Exported:
        """Writes names, birthdays and all that the user said about who is who into a JSON file, for another
        library that has the same photos; no pictures, and nothing that analyzers found.

        Raises BackupError where it cannot be written, or is there already and not to be replaced, and
        DiskFull.
        """
        return write_exchange(self._catalogue, Path(file), overwrite=overwrite)

    def import_from(self, file: Path | str) -> Imported:
        """Takes over what :meth:`export_to` wrote: about photos that are known by their content, wherever
        they lie. Those of one name and kind are one. Of two verdicts that contradict each other the later
        counts.

        Raises UserInputError for a file that is none of those; nothing is changed then.
        """
        imported = read_exchange(self._catalogue, Path(file))
        self._said(imported.changed)
        return imported

    # --- inside ---

    def start_background(self, is_busy: Callable[[], bool]) -> None:
        """Looks through photos as they come, while ``is_busy`` says no, until :meth:`close`."""
        if self._background is None:
            self._background = BackgroundAnalysis(
                self._analysis, self._is_wanted, is_busy, self._remote.rest, self._emit
            )

    def look_again(self) -> None:
        """There may be photos to look through."""
        if self._background is not None:
            self._background.look_again()

    def files_changed(self, photo_ids: frozenset[int]) -> None:
        """Files of these photos may name somebody else than before."""
        self._analysis.files_changed(photo_ids)

    def follow(self, photo_ids: Iterable[int]) -> None:
        """Verdicts about these photos were taken back."""
        self._beings.apply(photo_ids)
        self._said(frozenset(photo_ids))

    def recall(self) -> None:
        """What was found in photos may be lost, after a repair: what was said about them is found again."""
        self._beings.apply(self._beings.photos_spoken_of())

    def close(self) -> None:
        """Ends the background, and whoever looks at a photo."""
        self._remote.close()
        if self._background is not None:
            self._background.close()

    def _tell_of_names(self, before: Sequence[Identity], being_id: int) -> None:
        """What these were called, they are no more: all of them are this being."""
        (now,) = self._beings.identities([being_id])
        if not now.name:
            return
        for one in before:
            if one.id != being_id:
                self._on_renamed(one.kind, f"#{one.id}", now)
            is_other = one.name.casefold() != now.name.casefold()
            if one.name and is_other and not self._beings.named(one.name, one.kind):
                self._on_renamed(one.kind, one.name, now)

    def _said(self, photo_ids: frozenset[int]) -> None:
        self._analysis.has_said()
        self._tell(photo_ids)
        self.look_again()

    def _tell(self, photo_ids: frozenset[int]) -> None:
        self._emit(PeopleChanged())
        self._emit(PhotosChanged(photo_ids))
