"""Names and verdicts for another library that has the same photos, and taking them over there."""

from __future__ import annotations

import os
from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import UTC, datetime, time
from typing import TYPE_CHECKING, Any

from sqlalchemy import insert, or_, select, update

from photoorg.library.backups import require_outside
from photoorg.library.beings import verdicts
from photoorg.library.beings.exchange_file import (
    BeingPart,
    Exchange,
    PhotoPart,
    VerdictPart,
    read_file,
    write_file,
)
from photoorg.library.beings.verdict_meaning import FILE, Place, box_of
from photoorg.library.beings.verdicts import Saying
from photoorg.library.folders import FolderStore, absolute
from photoorg.library.id_lists import IDS_PER_STATEMENT
from photoorg.library.schema import BeingRow, PhotoRow, VerdictRow
from photoorg.library.stored_text import tidy

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from sqlalchemy import Connection

    from photoorg.library.catalogue import Catalogue

_DIGITS = 6
_EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Exported:
    """What went into a file: how many beings, photos that something is said about, and verdicts."""

    file: Path
    beings: int
    photos: int
    verdicts: int


@dataclass(frozen=True, slots=True)
class Imported:
    """What came of a file.

    Attributes:
        new_beings: how many were not known before.
        verdicts: how many came in.
        given_way: how many did not, since they contradict what was said here later.
        photos_not_found: of how many photos nothing was found, neither content nor picture.
        changed: the ids of the photos about which something else is said now.
    """

    new_beings: int
    verdicts: int
    given_way: int
    photos_not_found: int
    changed: frozenset[int]


def write_exchange(catalogue: Catalogue, file: Path, *, overwrite: bool = False) -> Exported:
    """Writes all that the user said; at ``file`` is all of it or what was there before.

    Raises:
        BackupError: it is there already and not to be replaced, lies in the library or among the photos, or
            cannot be written.
        DiskFull: on the disk of ``file``.
    """
    target = absolute(file)
    require_outside(target, catalogue.path.parent, [folder.path for folder in FolderStore(catalogue).all()])
    with catalogue.reading() as connection:
        content = _content(connection)
    write_file(target, content, overwrite=overwrite)
    said = sum(len(photo.verdicts) for photo in content.photos)
    return Exported(target, len(content.beings), len(content.photos), said)


def read_exchange(catalogue: Catalogue, file: Path) -> Imported:
    """Takes over what another library wrote, all of it or nothing. Raises UserInputError for a file that
    cannot be read, or is none of those."""
    catalogue.require_writable()
    content = read_file(absolute(file))
    with catalogue.writing() as connection:
        return _take_over(connection, content)


def _content(connection: Connection) -> Exchange:
    by_photo: dict[int, list[VerdictPart]] = defaultdict(list)
    by_user = select(VerdictRow.__table__).where(VerdictRow.source != FILE).order_by(VerdictRow.id)
    spoken_of = set()
    for row in connection.execute(by_user):
        box = box_of(row)
        if not box.is_within:
            continue
        spoken_of.add(row.being_id)
        by_photo[row.photo_id].append(
            VerdictPart(
                kind=row.kind,
                left=box.left,
                top=box.top,
                width=box.width,
                height=box.height,
                being=row.being_id,
                yes=row.is_yes,
                source=row.source,
                said_at=row.said_at.astimezone(UTC),
            )
        )
    beings = [
        BeingPart(
            id=row.id,
            kind=row.kind,
            name=row.name,
            birthday=None if row.birthday is None else row.birthday.date(),
            ignored=row.is_ignored,
        )
        for row in connection.execute(select(BeingRow.__table__).order_by(BeingRow.id))
        if row.name or row.is_ignored or row.birthday is not None or row.id in spoken_of
    ]
    photos = []
    wanted = select(PhotoRow.id, PhotoRow.content_hash, PhotoRow.image_hash, PhotoRow.last_path)
    ids = sorted(by_photo)
    for start in range(0, len(ids), IDS_PER_STATEMENT):
        for row in connection.execute(wanted.where(PhotoRow.id.in_(ids[start : start + IDS_PER_STATEMENT]))):
            photos.append(
                PhotoPart(
                    content_hash=row.content_hash.hex(),
                    image_hash=None if row.image_hash is None else row.image_hash.hex(),
                    path=os.fsencode(row.last_path).decode("utf-8", "replace"),
                    verdicts=by_photo[row.id],
                )
            )
    return Exchange(exported_at=datetime.now(UTC), beings=beings, photos=photos)


def _take_over(connection: Connection, content: Exchange) -> Imported:
    known = _photos_with(connection, content.photos)
    now = datetime.now(UTC)
    said = [
        (Place(photo_id, part.kind, part.box), part)
        for number, photo_id in known.items()
        for part in content.photos[number].verdicts
    ]
    wanted = {part.being for _, part in said if part.being is not None}
    beings = _Beings(connection, said)
    for being in content.beings:
        if being.id in wanted:
            beings.take_over(being)
    sayings = [
        (place, Saying(beings.here(part.being), part.yes, part.source, _local(min(part.said_at, now))))
        for place, part in said
    ]
    nameless = connection.execute(select(BeingRow.id).where(BeingRow.name == "")).scalars()
    outcome = verdicts.say_of_then(connection, sayings, frozenset(nameless))
    verdicts.apply(connection, outcome.photo_ids)
    return Imported(
        new_beings=beings.made,
        verdicts=outcome.written,
        given_way=outcome.given_way,
        photos_not_found=len(content.photos) - len(known),
        changed=frozenset(outcome.photo_ids),
    )


def _photos_with(connection: Connection, photos: Sequence[PhotoPart]) -> dict[int, int]:
    """For the photos of a file, by their numbers, the ids of those that are the same here: by their bytes,
    else by their picture."""
    by_content: dict[bytes, int] = {}
    by_picture: dict[bytes, int] = {}
    hashes = [(bytes.fromhex(p.content_hash), p.image_hash and bytes.fromhex(p.image_hash)) for p in photos]
    for start in range(0, len(hashes), IDS_PER_STATEMENT):
        part = hashes[start : start + IDS_PER_STATEMENT]
        is_one = or_(
            PhotoRow.content_hash.in_([content for content, _ in part]),
            PhotoRow.image_hash.in_([picture for _, picture in part if picture]),
        )
        columns = select(PhotoRow.id, PhotoRow.content_hash, PhotoRow.image_hash)
        for row in connection.execute(columns.where(is_one).order_by(PhotoRow.id)):
            by_content[row.content_hash] = row.id
            if row.image_hash is not None:
                by_picture.setdefault(row.image_hash, row.id)
    found = {}
    for number, (content, picture) in enumerate(hashes):
        photo_id = by_content.get(content) or (by_picture.get(picture) if picture else None)
        if photo_id is not None:
            found[number] = photo_id
    return found


class _Beings:
    """Who those of a file are in this library."""

    def __init__(self, connection: Connection, said: Sequence[tuple[Place, VerdictPart]]) -> None:
        self._connection = connection
        self._here: dict[int, int] = {}
        self._known_by_verdicts = _said_before(connection, said)
        self.made = 0

    def here(self, being_id: int | None) -> int | None:
        """The id here of one that was taken over."""
        return None if being_id is None else self._here[being_id]

    def take_over(self, being: BeingPart) -> None:
        """Finds, or makes, whom the file means: whoever came from there before, by whichever name; else the
        first of that name and kind for whom nobody else in the file was taken."""
        name = tidy(being.name)
        here = self._known_by_verdicts.get(being.id) or self._called(name, being.kind)
        birthday = None if being.birthday is None else datetime.combine(being.birthday, time())
        if here is None:
            values: dict[str, Any] = {"kind": being.kind, "name": name, "folded_name": name.casefold()}
            values |= {"birthday": birthday, "is_ignored": being.ignored, "made_at": datetime.now()}
            (here,) = self._connection.execute(insert(BeingRow).values(**values)).inserted_primary_key or (0,)
            self.made += 1
        else:
            own = self._connection.execute(select(BeingRow.__table__).where(BeingRow.id == here)).one()
            new: dict[str, Any] = {}
            if not own.name and name:
                new |= {"name": name, "folded_name": name.casefold()}
            if own.birthday is None and birthday is not None:
                new["birthday"] = birthday
            if new:
                self._connection.execute(update(BeingRow).where(BeingRow.id == here).values(**new))
        self._here[being.id] = int(here)

    def _called(self, name: str, kind: str) -> int | None:
        if not name:
            return None
        taken = {*self._here.values(), *self._known_by_verdicts.values()}
        wanted = select(BeingRow.id).where(BeingRow.folded_name == name.casefold(), BeingRow.kind == kind)
        found = self._connection.execute(wanted.order_by(BeingRow.id)).scalars()
        return next((being_id for being_id in found if being_id not in taken), None)


def _said_before(connection: Connection, said: Sequence[tuple[Place, VerdictPart]]) -> dict[int, int]:
    """For beings of a file, those of whom the very same was said here, at the same moment: an earlier import
    brought it, or this is where it was said first."""
    here: dict[tuple[Any, ...], int] = {}
    photo_ids = sorted({place.photo_id for place, _ in said})
    for start in range(0, len(photo_ids), IDS_PER_STATEMENT):
        part = photo_ids[start : start + IDS_PER_STATEMENT]
        rows = select(VerdictRow.__table__).where(VerdictRow.photo_id.in_(part), VerdictRow.source != FILE)
        for row in connection.execute(rows):
            if row.being_id is not None:
                place = Place(row.photo_id, row.kind, box_of(row))
                here[_utterance(place, row.is_yes, row.said_at)] = row.being_id
    votes: dict[int, Counter[int]] = defaultdict(Counter)
    for place, spoken in said:
        being_id = here.get(_utterance(place, spoken.yes, _local(spoken.said_at)))
        if spoken.being is not None and being_id is not None:
            votes[spoken.being][being_id] += 1
    return {being_id: counts.most_common(1)[0][0] for being_id, counts in votes.items()}


def _utterance(place: Place, is_yes: bool, said_at: datetime) -> tuple[Any, ...]:
    box = place.box
    sides = (round(side, _DIGITS) for side in (box.left, box.top, box.width, box.height))
    return place.photo_id, place.kind, *sides, is_yes, said_at


def _local(moment: datetime) -> datetime:
    """As the catalogue has it: in local time."""
    return max(moment, _EARLIEST).astimezone().replace(tzinfo=None)
