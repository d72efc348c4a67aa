"""What was said about copies of a photo is said about the photo itself, so that the copies can go.

The user's own words go before what files say, and what is said about the photo before what is said about its
copies. What only the file of a copy says (keywords, a title, where and when it was taken) is taken over where
the photo knows nothing: it would be gone with the file.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import Integer, bindparam, literal, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from photoorg.library.annotations import TAG_LIMIT, all_meant
from photoorg.library.beings.verdict_meaning import FILE, Place, box_of
from photoorg.library.beings.verdicts import Saying, apply, say_of_then
from photoorg.library.denials import denials_of
from photoorg.library.id_lists import IDS_PER_STATEMENT
from photoorg.library.label_verdicts import copy_label_verdicts
from photoorg.library.photo_records import photo_records
from photoorg.library.records import TAKEN_AT_CERTAINTY
from photoorg.library.schema import (
    AlbumPhotoRow,
    AlbumRow,
    BeingRow,
    CorrectedPlaceRow,
    CorrectedTimeRow,
    PhotoRow,
    PhotoTagRow,
    TagRow,
    VerdictRow,
)
from photoorg.library.sql_functions import folded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from sqlalchemy import Connection

    from photoorg.library.beings.records import Box
    from photoorg.library.catalogue import Catalogue
    from photoorg.library.records import Photo

    # Where a place in a copy lies in the photo; None where the photo does not show it.
    BoxMap = Callable[[Box], Box | None]

_SOURCES = list(TAKEN_AT_CERTAINTY)


@dataclass(frozen=True, slots=True)
class CarriedOver:
    """Attributes:
    photo_ids: about which something else is said now.
    has_albums: whether albums changed.
    has_beings: whether something was said about people or pets.
    """

    photo_ids: frozenset[int] = frozenset()
    has_albums: bool = False
    has_beings: bool = False


def carry_over(
    catalogue: Catalogue,
    copies: Sequence[int],
    photo_id: int,
    box_maps: Mapping[int, BoxMap],
    *,
    is_one_shot: bool = True,
) -> CarriedOver:
    """Says about a photo, and the raw files of its shot, what is said about its copies, in one transaction.

    Args:
        box_maps: by copy; of those that have none nothing is said about people and pets.
        is_one_shot: whether they are copies indeed. Of other shots the time is another.

    Raises UserInputError for an unknown id.
    """
    with catalogue.writing() as connection:
        targets = all_meant(connection, [photo_id])
        sources = [id_ for id_ in all_meant(connection, copies) if id_ not in targets]
        records = {
            id_: record
            for part in (targets, sources)
            for start in range(0, len(part), IDS_PER_STATEMENT)
            for id_, record in photo_records(connection, part[start : start + IDS_PER_STATEMENT]).items()
        }
        kept, gone = records[photo_id], [records[id_] for id_ in sources if id_ in records]
        words = _words(kept, gone)
        if words:
            is_meant = PhotoRow.id == bindparam("wanted_id")
            rows = [{"wanted_id": id_} for id_ in targets]
            connection.execute(update(PhotoRow).where(is_meant).values(**words), rows)
        if is_one_shot:
            _correct_time(connection, targets, kept, gone)
            for source in sources:
                for target in targets:
                    copy_label_verdicts(connection, source, target)
        _correct_place(connection, targets, kept, gone)
        _tag(connection, targets, kept, gone)
        has_albums = _put_into_albums(connection, sources, targets)
        has_beings = _say_who(connection, sources, targets, box_maps)
    return CarriedOver(frozenset(targets), has_albums, has_beings)


def with_verdicts(catalogue: Catalogue, photo_ids: Iterable[int]) -> list[int]:
    """Those of photos about whose places the user said something."""
    ids = list(photo_ids)
    found: list[int] = []
    with catalogue.reading() as connection:
        for start in range(0, len(ids), IDS_PER_STATEMENT):
            part = VerdictRow.photo_id.in_(ids[start : start + IDS_PER_STATEMENT])
            spoken_of = select(VerdictRow.photo_id).where(part, VerdictRow.source != FILE).distinct()
            found += connection.execute(spoken_of).scalars()
    return found


def _words(kept: Photo, gone: Sequence[Photo]) -> dict[str, object]:
    words: dict[str, object] = {}
    if not kept.favourite and any(photo.favourite for photo in gone):
        words["favourite"] = True
    if not kept.rating_is_users:
        rated = [photo.rating for photo in gone if photo.rating_is_users]
        best = max(rated, default=0) or max((photo.rating for photo in gone), default=0)
        if best and (rated or not kept.rating):
            words |= {"rating": best, "is_rated": True}
    titles = [photo.title for photo in gone if photo.title]
    if not (kept.shown_title or kept.has_no_title):
        titles += [photo.shown_title for photo in gone if photo.shown_title]
    if titles and not kept.title and not kept.has_no_title:
        words["title"] = titles[0]
    texts = [photo.text for photo in gone if photo.text]
    if not (kept.shown_text or kept.has_no_text):
        texts += [photo.shown_text for photo in gone if photo.shown_text]
    text = kept.text
    for other in texts:
        if other not in text:
            text = f"{text}\n{other}" if text and text not in other else other
    if text != kept.text and not kept.has_no_text:
        words["text"] = text
    return words


def _correct_time(connection: Connection, targets: Sequence[int], kept: Photo, gone: Sequence[Photo]) -> None:
    if kept.taken_at_source != "user":
        best = min(gone, key=lambda photo: _SOURCES.index(photo.taken_at_source), default=kept)
        is_better = kept.taken_at_certainty == "guessed" and best.taken_at_certainty != "guessed"
        if best.taken_at_source == "user" or is_better:
            said = {"taken_at": best.taken_at, "utc_offset_minutes": best.utc_offset_minutes}
            rows = [{"photo_id": id_, **said} for id_ in targets]
            connection.execute(upsert(CorrectedTimeRow).on_conflict_do_nothing(), rows)


def _correct_place(
    connection: Connection, targets: Sequence[int], kept: Photo, gone: Sequence[Photo]
) -> None:
    if not kept.place_is_users:
        users = [photo for photo in gone if photo.place_is_users]
        known = [photo for photo in gone if photo.latitude is not None and kept.latitude is None]
        if users or known:
            place = (users or known)[0].place
            columns = ("latitude", "longitude", "altitude_m", "city", "region", "country")
            where = {name: getattr(place, name) for name in columns}
            rows = [{"photo_id": id_, **where} for id_ in targets]
            connection.execute(upsert(CorrectedPlaceRow).on_conflict_do_nothing(), rows)


def _tag(connection: Connection, targets: Sequence[int], kept: Photo, gone: Sequence[Photo]) -> None:
    away = {value for fact, value in denials_of(connection, [kept.id]).get(kept.id, ()) if fact == "keyword"}
    known = {folded(word) for word in (*kept.tags, *kept.file_keywords)}
    tags = {folded(tag): tag for photo in gone for tag in photo.tags}
    for photo in gone:
        for word in photo.file_keywords:
            if folded(word) not in away | known and 0 < len(word.strip()) <= TAG_LIMIT:
                tags.setdefault(folded(word), word)
    for tag in tags.values():
        connection.execute(upsert(TagRow).values(name=tag).on_conflict_do_nothing())
        tag_id = connection.execute(select(TagRow.id).where(TagRow.name == tag)).scalar_one()
        rows = [{"photo_id": id_, "tag_id": tag_id} for id_ in targets]
        connection.execute(upsert(PhotoTagRow).on_conflict_do_nothing(), rows)


def _put_into_albums(connection: Connection, sources: Sequence[int], targets: Sequence[int]) -> bool:
    before = connection.execute(select(AlbumPhotoRow.album_id).where(AlbumPhotoRow.photo_id.in_(targets)))
    known = set(before.scalars())
    has_changed = False
    for source in sources:
        for target in targets:
            albums = select(AlbumPhotoRow.album_id, literal(target, Integer), AlbumPhotoRow.position).where(
                AlbumPhotoRow.photo_id == source
            )
            put = upsert(AlbumPhotoRow).from_select(["album_id", "photo_id", "position"], albums)
            connection.execute(put.on_conflict_do_nothing())
        of_source = select(AlbumPhotoRow.album_id).where(AlbumPhotoRow.photo_id == source)
        has_changed |= not known.issuperset(connection.execute(of_source).scalars())
        shown_by = update(AlbumRow).where(AlbumRow.cover_photo_id == source)
        has_changed |= bool(connection.execute(shown_by.values(cover_photo_id=targets[0])).rowcount)
    return has_changed


def _say_who(
    connection: Connection, sources: Sequence[int], targets: Sequence[int], box_maps: Mapping[int, BoxMap]
) -> bool:
    said: list[tuple[Place, Saying]] = []
    for source in sources:
        if (box_map := box_maps.get(source)) is None:
            continue
        rows = connection.execute(
            select(VerdictRow.__table__)
            .where(VerdictRow.photo_id == source, VerdictRow.source != FILE)
            .order_by(VerdictRow.id)
        ).all()
        for row in rows:
            if (box := box_map(box_of(row))) is not None:
                saying = Saying(row.being_id, bool(row.is_yes), row.source, row.said_at)
                said += [(Place(target, row.kind, box), saying) for target in targets]
    if not said:
        return False
    nameless = set(connection.execute(select(BeingRow.id).where(BeingRow.name == "")).scalars())
    outcome = say_of_then(connection, said, nameless)
    apply(connection, outcome.photo_ids)
    return bool(outcome.photo_ids)
