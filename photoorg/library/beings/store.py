"""People and pets: who there is, where they are seen, and what the user says about it."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, distinct, exists, func, insert, select, update
from sqlalchemy.orm import aliased

from photoorg.errors import UserInputError
from photoorg.library.beings import verdicts
from photoorg.library.beings.asking import is_asked_about
from photoorg.library.beings.records import Identity
from photoorg.library.beings.regions import analyse_again, prune, region_columns, rows_of
from photoorg.library.beings.summaries import being_of, region_of, regions_seen, seen_of
from photoorg.library.beings.verdict_meaning import GROUP, USER, Place, box_of
from photoorg.library.id_lists import IDS_PER_STATEMENT
from photoorg.library.pairs import with_partners
from photoorg.library.photos import require_photos
from photoorg.library.schema import BeingRow, RegionRow, VerdictRow
from photoorg.library.stored_text import tidy
from photoorg.sentences import Sentence

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlalchemy import Connection, Row

    from photoorg.library.beings.records import Being, Box, Region
    from photoorg.library.catalogue import Catalogue

NAME_LIMIT = 200


class BeingStore:
    """Beings in the catalogue. Methods that write return the photos about which something else is known.

    Raises UserInputError for an unknown id of a being, a region or a photo, and then changes nothing.
    """

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue

    # --- looking ---

    def beings(self, kind: str | None = None) -> list[Being]:
        """All, those with the most photos first; those whom no photo shows are among them if they have a
        name."""
        with self._catalogue.reading() as connection:
            wanted = select(BeingRow.__table__)
            rows = connection.execute(wanted if kind is None else wanted.where(BeingRow.kind == kind)).all()
            seen = seen_of(connection)
        beings = [being_of(row, seen[row.id]) for row in rows if seen[row.id] or row.name or row.is_ignored]
        return sorted(beings, key=lambda being: (-being.photos, -being.regions, being.id))

    def being(self, being_id: int) -> Being:
        """One of them."""
        with self._catalogue.reading() as connection:
            row = _require(connection, being_id)
            return being_of(row, seen_of(connection, being_id)[row.id])

    def named(self, name: str, kind: str | None = None) -> list[int]:
        """The ids of those who have a name, in any case."""
        folded = tidy(name).casefold()
        wanted = select(BeingRow.id).where(BeingRow.folded_name == folded).order_by(BeingRow.id)
        if kind is not None:
            wanted = wanted.where(BeingRow.kind == kind)
        with self._catalogue.reading() as connection:
            return list(connection.execute(wanted).scalars()) if folded else []

    def identities(self, being_ids: Sequence[int] | None = None) -> list[Identity]:
        """Of these beings, or of all who have a name; those with the most photos first."""
        photos = (
            select(func.count(distinct(RegionRow.photo_id)))
            .where(RegionRow.being_id == BeingRow.id, ~RegionRow.is_refused)
            .correlate(BeingRow)
            .scalar_subquery()
        )
        other = aliased(BeingRow)
        is_shared = exists().where(
            other.folded_name == BeingRow.folded_name, other.kind == BeingRow.kind, other.id != BeingRow.id
        )
        wanted = BeingRow.name != "" if being_ids is None else BeingRow.id.in_(being_ids)
        columns = (BeingRow.id, BeingRow.kind, BeingRow.name, BeingRow.is_ignored, BeingRow.birthday)
        asked = select(*columns, is_shared.label("is_shared"), photos.label("photos")).where(wanted)
        with self._catalogue.reading() as connection:
            rows = connection.execute(asked).all()
        found = [
            Identity(
                row.id,
                row.kind,
                row.name,
                row.is_ignored,
                None if row.birthday is None else row.birthday.date(),
                bool(row.name) and row.is_shared,
                row.photos,
            )
            for row in rows
        ]
        return sorted(found, key=lambda one: (-one.photos, one.name.casefold(), one.id))

    def regions_of(self, being_id: int) -> list[Region]:
        """Where a being is seen, in photos that the user sees; what is most doubtful comes first."""
        with self._catalogue.reading() as connection:
            _require(connection, being_id)
            return regions_seen(connection, RegionRow.being_id == being_id, order=(RegionRow.evidence,))

    def suggested(self, being_id: int | None, limit: int, kind: str | None = None) -> list[Region]:
        """Regions that may be a being, or any, and of which the user is to be asked; likely ones first."""
        conditions = is_asked_about(being_id)
        if kind is not None:
            conditions.append(RegionRow.kind == kind)
        with self._catalogue.reading() as connection:
            if being_id is not None:
                _require(connection, being_id)
            return regions_seen(connection, *conditions, order=(RegionRow.evidence.desc(),), limit=limit)

    def alone(self, kind: str, limit: int) -> list[Region]:
        """Regions that belong to nobody and no group, the clearest first."""
        with self._catalogue.reading() as connection:
            return regions_seen(
                connection,
                RegionRow.kind == kind,
                RegionRow.being_id.is_(None),
                order=(RegionRow.is_clear.desc(), RegionRow.height.desc()),
                limit=limit,
            )

    def in_photos(self, photo_ids: Sequence[int]) -> dict[int, list[Region]]:
        """What is in photos, from left to right; also in those that the user does not see in lists."""
        found: dict[int, list[Region]] = {photo_id: [] for photo_id in photo_ids}
        with self._catalogue.reading() as connection:
            for start in range(0, len(photo_ids), IDS_PER_STATEMENT):
                rows = connection.execute(
                    select(*region_columns())
                    .where(
                        RegionRow.photo_id.in_(photo_ids[start : start + IDS_PER_STATEMENT]),
                        ~RegionRow.is_refused,
                    )
                    .order_by(RegionRow.left, RegionRow.id)
                )
                for row in rows:
                    found[row.photo_id].append(region_of(row))
        return found

    def known_photos(self) -> frozenset[int]:
        """Photos in which somebody is, or of which it was said."""
        with self._catalogue.reading() as connection:
            return frozenset(
                photo_id
                for table in (RegionRow, VerdictRow)
                for photo_id in connection.execute(select(table.photo_id).distinct()).scalars()
            )

    def regions(self, region_ids: Sequence[int]) -> list[Region]:
        """Regions in the given order."""
        with self._catalogue.reading() as connection:
            return [region_of(row) for row in _require_regions(connection, region_ids)]

    # --- saying ---

    def set_name(self, being_id: int, name: str) -> frozenset[int]:
        """ "" takes the name away. Everybody in the group is said to be this being."""
        name = _clean(name)
        with self._catalogue.writing() as connection:
            _require(connection, being_id)
            photo_ids = _pin(connection, being_id)
            connection.execute(
                update(BeingRow)
                .where(BeingRow.id == being_id)
                .values(name=name, folded_name=name.casefold(), is_ignored=False)
            )
        return photo_ids | self._photos_of(being_id)

    def set_birthday(self, being_id: int, birthday: date | None) -> frozenset[int]:
        """None for not known."""
        moment = None if birthday is None else datetime.combine(birthday, time())
        with self._catalogue.writing() as connection:
            _require(connection, being_id)
            photo_ids = _pin(connection, being_id)
            connection.execute(update(BeingRow).where(BeingRow.id == being_id).values(birthday=moment))
        return photo_ids | self._photos_of(being_id)

    def set_ignored(self, being_id: int, ignored: bool) -> frozenset[int]:
        """Whether lists leave this being out."""
        with self._catalogue.writing() as connection:
            _require(connection, being_id)
            photo_ids = _pin(connection, being_id)
            connection.execute(update(BeingRow).where(BeingRow.id == being_id).values(is_ignored=ignored))
        return photo_ids | self._photos_of(being_id)

    def set_cover(self, region_id: int) -> frozenset[int]:
        """The being of a region is shown by it from now on."""
        with self._catalogue.writing() as connection:
            (row,) = _require_regions(connection, [region_id])
            if row.being_id is None:
                raise UserInputError(Sentence("Nobody is known in this place, so it is nobody's picture."))
            connection.execute(
                update(BeingRow).where(BeingRow.id == row.being_id).values(cover_photo_id=row.photo_id)
            )
        return frozenset([row.photo_id])

    def make(self, kind: str, name: str, region_ids: Sequence[int]) -> int:
        """A new being, whom these regions show."""
        name = _clean(name)
        with self._catalogue.writing() as connection:
            rows = _require_regions(connection, region_ids)
            _pin_rest(connection, rows)
            being_id = _insert(connection, kind, name)
            _say(connection, rows, being_id, is_yes=True, source=USER)
        return being_id

    def assign(self, region_ids: Sequence[int], being_id: int, *, source: str = USER) -> frozenset[int]:
        """These regions show the being."""
        with self._catalogue.writing() as connection:
            kind = _require(connection, being_id).kind
            rows = _require_regions(connection, region_ids)
            if any(row.kind != kind for row in rows):
                raise UserInputError(Sentence("A person and a pet cannot be the same."))
            _pin(connection, being_id)
            _pin_rest(connection, [row for row in rows if row.being_id != being_id])
            _say(connection, rows, being_id, is_yes=True, source=source)
        return frozenset(row.photo_id for row in rows)

    def reject(self, region_ids: Sequence[int], being_id: int) -> frozenset[int]:
        """These regions do not show the being."""
        with self._catalogue.writing() as connection:
            _require(connection, being_id)
            rows = _require_regions(connection, region_ids)
            _pin(connection, being_id, but=frozenset(region_ids))
            _say(connection, rows, being_id, is_yes=False, source=USER)
        return frozenset(row.photo_id for row in rows)

    def refuse(self, region_ids: Sequence[int]) -> frozenset[int]:
        """In these places is no face, or no animal."""
        with self._catalogue.writing() as connection:
            rows = _require_regions(connection, region_ids)
            _say(connection, rows, None, is_yes=False, source=USER)
        return frozenset(row.photo_id for row in rows)

    def mark(self, photo_id: int, kind: str, box: Box, being_id: int | None = None) -> Region:
        """There is somebody in a place in which nobody was found. Raises UserInputError for a place outside
        of the photo."""
        if not box.is_within:
            raise UserInputError(Sentence("That place does not lie within the photo."))
        with self._catalogue.writing() as connection:
            require_photos(connection, [photo_id])
            if being_id is not None:
                _require(connection, being_id)
            place = Place(photo_id, kind, box)
            _say_of(connection, [place], being_id, is_yes=True, source=USER)
            analyse_again(connection, [photo_id], kind)
            rows = connection.execute(
                select(*region_columns()).where(RegionRow.photo_id == photo_id, RegionRow.kind == kind)
            ).all()
            return region_of(max(rows, key=lambda row: box_of(row).overlap(box)))

    def merge(self, being_id: int, others: Sequence[int]) -> frozenset[int]:
        """All of them are the first one, who takes the first name there is."""
        with self._catalogue.writing() as connection:
            rows = [_require(connection, id_) for id_ in (being_id, *others)]
            if len({row.kind for row in rows}) > 1:
                raise UserInputError(Sentence("A person and a pet cannot be the same."))
            photo_ids = _pin(connection, being_id)
            for other in rows[1:]:
                if other.id != being_id:
                    photo_ids |= _merge(connection, being_id, other.id)
            known = {
                column: next((value for row in rows if (value := getattr(row, column))), default)
                for column, default in (("name", ""), ("folded_name", ""), ("birthday", None))
            }
            connection.execute(
                update(BeingRow).where(BeingRow.id == being_id).values(is_ignored=rows[0].is_ignored, **known)
            )
        return photo_ids

    def apply(self, photo_ids: Iterable[int]) -> None:
        """Verdicts about these photos were changed by others."""
        with self._catalogue.writing() as connection:
            verdicts.apply(connection, frozenset(photo_ids))
            prune(connection)

    def photos_spoken_of(self) -> list[int]:
        """Photos about whose places anything was said."""
        with self._catalogue.reading() as connection:
            return list(connection.execute(select(VerdictRow.photo_id).distinct()).scalars())

    def _photos_of(self, being_id: int) -> frozenset[int]:
        with self._catalogue.reading() as connection:
            rows = connection.execute(select(RegionRow.photo_id).where(RegionRow.being_id == being_id))
            return frozenset(rows.scalars())


def _clean(name: str) -> str:
    name = tidy(name)
    if len(name) > NAME_LIMIT:
        raise UserInputError(Sentence("A name may have at most {most} characters.", most=NAME_LIMIT))
    return name


def _require(connection: Connection, being_id: int) -> Row[Any]:
    row = None
    if 0 < being_id < 2**63:
        row = connection.execute(select(BeingRow.__table__).where(BeingRow.id == being_id)).one_or_none()
    if row is None:
        raise UserInputError(Sentence("There is no person or pet with the id {being_id}.", being_id=being_id))
    return row


def _require_regions(connection: Connection, region_ids: Sequence[int]) -> list[Row[Any]]:
    rows = rows_of(connection, region_ids)
    if len(rows) < len(region_ids):
        unknown = next(id_ for id_ in region_ids if id_ not in {row.id for row in rows})
        raise UserInputError(
            Sentence("There is no face or animal with the id {region_id}.", region_id=unknown)
        )
    return rows


def _insert(connection: Connection, kind: str, name: str) -> int:
    values = {"kind": kind, "name": name, "folded_name": name.casefold(), "made_at": datetime.now()}
    (being_id,) = connection.execute(insert(BeingRow).values(**values)).inserted_primary_key or (0,)
    return int(being_id)


def _say(
    connection: Connection, rows: Sequence[Row[Any]], being_id: int | None, *, is_yes: bool, source: str
) -> None:
    places = [Place(row.photo_id, row.kind, box_of(row)) for row in rows]
    _say_of(connection, places, being_id, is_yes=is_yes, source=source)


def _say_of(
    connection: Connection, places: Sequence[Place], being_id: int | None, *, is_yes: bool, source: str
) -> None:
    """Of a photo that a raw of the same shot hangs on it is said about both."""
    photo_ids = list({place.photo_id for place in places})
    is_shared = len(with_partners(connection, photo_ids)) > len(photo_ids)
    shared = [
        Place(photo_id, place.kind, place.box)
        for place in places
        for photo_id in (with_partners(connection, [place.photo_id]) if is_shared else [place.photo_id])
    ]
    verdicts.say(connection, shared, being_id, is_yes=is_yes, source=source)
    verdicts.apply(connection, {place.photo_id for place in shared})


def _pin(connection: Connection, being_id: int, but: frozenset[int] = frozenset()) -> frozenset[int]:
    """Whoever the group has is said to be this being, so that it stays what the user saw."""
    rows = [
        row
        for row in connection.execute(
            select(*region_columns()).where(
                RegionRow.being_id == being_id, ~RegionRow.is_said, ~RegionRow.is_refused
            )
        )
        if row.id not in but
    ]
    if rows:
        _say(connection, rows, being_id, is_yes=True, source=GROUP)
    return frozenset(row.photo_id for row in rows)


def _pin_rest(connection: Connection, rows: Sequence[Row[Any]]) -> None:
    """What is taken out of groups does not go back to them, nor do they come after it."""
    by_being: dict[int, list[Row[Any]]] = defaultdict(list)
    for row in rows:
        if row.being_id is not None:
            by_being[row.being_id].append(row)
    for being_id, taken in by_being.items():
        _pin(connection, being_id, but=frozenset(row.id for row in taken))
        _say(connection, taken, being_id, is_yes=False, source=USER)


def _merge(connection: Connection, being_id: int, other_id: int) -> frozenset[int]:
    photo_ids = _pin(connection, other_id)
    connection.execute(update(VerdictRow).where(VerdictRow.being_id == other_id).values(being_id=being_id))
    verdicts.reconcile(connection, being_id)
    for column in (RegionRow.being_id, RegionRow.suggested_id):
        moved = update(RegionRow).where(column == other_id).values({column.key: being_id})
        connection.execute(moved)
    connection.execute(delete(BeingRow).where(BeingRow.id == other_id))
    spoken_of = connection.execute(
        select(VerdictRow.photo_id).where(VerdictRow.being_id == being_id).distinct()
    )
    photo_ids |= frozenset(spoken_of.scalars())
    verdicts.apply(connection, photo_ids)
    return photo_ids
