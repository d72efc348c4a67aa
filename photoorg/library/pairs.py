"""Raw photos beside the JPEG or HEIC of the same shot: the user sees one photo, the raw hangs on it.

Nothing is written down about a pair: columns ``shot_key`` and ``is_raw`` of the files tell, by an index. So
pairs come and go with their files, and a raw shows itself the moment it is alone. Both stay photos of their
own. When they meet, each is told what was said about the other; from then on what is said about one is said
about both.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING

from sqlalchemy import Boolean, ColumnElement, Integer, and_, bindparam, literal, or_, select, update
from sqlalchemy.dialects.sqlite import insert as upsert
from sqlalchemy.orm import aliased

from photoorg.library.album_verdicts import copy_album_verdicts
from photoorg.library.beings.verdicts import copy_verdicts
from photoorg.library.corrected_facts import copy_corrections
from photoorg.library.denials import copy_denials
from photoorg.library.file_conditions import is_shown
from photoorg.library.id_lists import IDS_PER_STATEMENT
from photoorg.library.label_verdicts import copy_label_verdicts
from photoorg.library.schema import AlbumPhotoRow, FileRow, HiddenRow, PhotoRow, PhotoTagRow
from photoorg.library.stack_tables import copy_stack
from photoorg.library.visibility import is_kept, is_wanted

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from sqlalchemy import Connection, Select
    from sqlalchemy.orm import InstrumentedAttribute


# Not asked for what it is: SQLite would go through all files that were read.
_UNREADABLE = ("unreadable", "inaccessible")
# What the user says in the row of a photo itself.
SAID = (
    PhotoRow.rating,
    PhotoRow.is_rated,
    PhotoRow.favourite,
    PhotoRow.title,
    PhotoRow.text,
    PhotoRow.quarter_turns,
)


@cache
def behind() -> ColumnElement[bool]:
    """True for a ``FileRow`` that lies beside the picture that is shown in its place. Most questions about
    photos have it in them, so it is made once."""
    picture = aliased(FileRow)
    beside = select(literal(1)).where(_of_one_shot(FileRow, picture), _is_shown(picture)).correlate(FileRow)
    return and_(FileRow.is_raw, beside.exists())


# As the columns that are asked about are few, these are made once, too.


@cache
def reachable(photo_id: InstrumentedAttribute[int]) -> ColumnElement[bool]:
    """True where the photo has a place that is there and can be decoded."""
    return _has_place(photo_id)


@cache
def shown(photo_id: InstrumentedAttribute[int], *, hidden: bool = False) -> ColumnElement[bool]:
    """True where the photo is reachable and the user sees it, not another one in its place. Hidden ones are
    seen only by those who ask for them."""
    return and_(seen_if_wanted(photo_id), is_kept(photo_id) if hidden else is_wanted(photo_id))


@cache
def seen_if_wanted(photo_id: InstrumentedAttribute[int]) -> ColumnElement[bool]:
    """As :func:`shown`, but for what the user hid or removed."""
    return _has_place(photo_id, ~behind())


@cache
def all_shown() -> Select[int | None]:
    """The ids of all photos that the user sees: for lists of most of them in a third of the time that
    :func:`shown`, which is asked for each, takes."""
    # Of files that wait to be read nobody knows yet what photo they are.
    return select(FileRow.photo_id).where(
        *_there(), FileRow.photo_id.is_not(None), ~behind(), is_wanted(FileRow.photo_id)
    )


def of_raw_beside(condition: ColumnElement[bool]) -> ColumnElement[bool]:
    """True, about ``PhotoRow``, where a raw photo that hangs on it fulfils ``condition``, also about that."""
    raw = aliased(FileRow)
    picture = aliased(FileRow)
    # All raw photos come from an index of theirs: a library without any has nothing to look at.
    all_raw = select(raw.photo_id).where(raw.is_raw)
    fulfilling = select(PhotoRow.id).where(PhotoRow.id.in_(all_raw), condition).correlate(None)
    pictures = (
        select(picture.photo_id)
        .join(raw, _of_one_shot(raw, picture))
        .where(raw.is_raw, is_shown(raw), raw.photo_id.in_(fulfilling))
    )
    return PhotoRow.id.in_(pictures)


def files_beside(connection: Connection, photo_ids: Sequence[int]) -> dict[int, tuple[Path, ...]]:
    """Where those are that have any: the files of the same shots, by path."""
    found: dict[int, dict[Path, None]] = defaultdict(dict)
    for start in range(0, len(photo_ids), IDS_PER_STATEMENT):
        part = photo_ids[start : start + IDS_PER_STATEMENT]
        for photo_id, path in connection.execute(_files_beside(), {"photo_ids": part}):
            if photo_id is not None:
                found[photo_id][path] = None
    return {photo_id: tuple(paths) for photo_id, paths in found.items()}


@cache
def _files_beside() -> Select[int | None, Path]:
    """Asked for all photos that are scrolled over, so it is made once."""
    other = aliased(FileRow)
    beside = select(FileRow.photo_id, other.path).join(other, _of_one_shot(FileRow, other))
    wanted = FileRow.photo_id.in_(bindparam("photo_ids", expanding=True))
    return beside.where(wanted, is_shown(), is_shown(other)).order_by(other.path)


def file_words_beside(
    connection: Connection, photo_ids: Sequence[int]
) -> dict[int, tuple[int | None, list[str]]]:
    """Rating and keywords that stand in the raw files, or their sidecars, that hang on these few photos."""
    found: dict[int, tuple[int | None, list[str]]] = {}
    raw = aliased(FileRow)
    rows = connection.execute(
        select(FileRow.photo_id, PhotoRow.file_rating, PhotoRow.file_keywords)
        .join(raw, _of_one_shot(FileRow, raw))
        .join(PhotoRow, PhotoRow.id == raw.photo_id)
        .where(FileRow.photo_id.in_(photo_ids), _is_raw(raw), is_shown(raw))
        .order_by(raw.path)
    )
    for photo_id, rating, keywords in rows:
        if photo_id is not None:
            known_rating, known_keywords = found.get(photo_id, (None, []))
            both = list(dict.fromkeys([*known_keywords, *keywords]))
            found[photo_id] = (rating if known_rating is None else known_rating, both)
    return found


def shown_instead(connection: Connection, photo_id: int) -> int:
    """The photo that the user sees: the one asked for, or the picture that its raw files hang on."""
    is_seen = select(literal(1)).where(PhotoRow.id == photo_id, seen_if_wanted(PhotoRow.id))
    if connection.execute(is_seen).first() is not None:
        return photo_id
    picture = aliased(FileRow)
    found = connection.execute(
        select(picture.photo_id)
        .join(FileRow, _of_one_shot(FileRow, picture))
        .where(FileRow.photo_id == photo_id, is_shown(), _is_raw(FileRow))
        .where(_is_shown(picture))
        .order_by(FileRow.path, picture.path)
        .limit(1)
    ).scalar_one_or_none()
    return photo_id if found is None else found


def with_partners(connection: Connection, photo_ids: Iterable[int]) -> list[int]:
    """The photos, each followed by those of the same shots: what is said about one is said about them all.

    Whether their files are there does not matter, so that a file that returns knows what was said meanwhile.
    """
    wanted = list(photo_ids)
    pictures = _partners(connection, wanted, are_raw=False)
    known = dict.fromkeys([*wanted, *(one for found in pictures.values() for one in found)])
    raws = _partners(connection, list(known), are_raw=True)
    ordered: dict[int, None] = {}
    for photo_id in wanted:
        for one in (photo_id, *pictures[photo_id]):
            ordered |= dict.fromkeys([one, *raws[one]])
    return list(ordered)


def meet(connection: Connection, file_id: int) -> None:
    """A file was read, or has another name: it may lie beside another of the same shot now."""
    for photo_id, other_id, is_raw in connection.execute(_pairs_of_file(), {"file": file_id}).all():
        if photo_id is not None and other_id is not None and photo_id != other_id:
            picture_id, raw_id = (other_id, photo_id) if is_raw else (photo_id, other_id)
            _share(connection, picture_id, raw_id)


@cache
def _pairs_of_file() -> Select[int | None, int | None, bool]:
    """Asked for every photo that is read, so it is made once."""
    other = aliased(FileRow)
    pairs = select(FileRow.photo_id, other.photo_id, FileRow.is_raw).join(other, _of_one_shot(FileRow, other))
    return pairs.where(FileRow.id == bindparam("file"))


def _share(connection: Connection, picture_id: int, raw_id: int) -> None:
    """Each gets what was said about the other, and loses nothing."""
    said = select(*SAID)
    picture, raw = (connection.execute(said.where(PhotoRow.id == id_)).one() for id_ in (picture_id, raw_id))
    together: dict[str, object] = {
        "favourite": picture.favourite or raw.favourite,
        "quarter_turns": picture.quarter_turns or raw.quarter_turns,
        "title": picture.title or raw.title,
    }
    if raw.text in picture.text or picture.text in raw.text:
        together["text"] = max(picture.text, raw.text, key=len)
    else:
        together["text"] = f"{picture.text}\n{raw.text}"
    for id_, own, others in ((picture_id, picture, raw), (raw_id, raw, picture)):
        new = together if own.is_rated else {**together, "rating": others.rating, "is_rated": others.is_rated}
        if any(own._mapping[name] != value for name, value in new.items()):
            connection.execute(update(PhotoRow).where(PhotoRow.id == id_).values(**new))
    for source, target in ((picture_id, raw_id), (raw_id, picture_id)):
        copy_corrections(connection, source, target)
        copy_denials(connection, source, target)
        copy_verdicts(connection, source, target)
        copy_label_verdicts(connection, source, target)
        copy_album_verdicts(connection, source, target)
        copy_stack(connection, source, target)
        tags = select(literal(target, Integer), PhotoTagRow.tag_id).where(PhotoTagRow.photo_id == source)
        connection.execute(
            upsert(PhotoTagRow).from_select(["photo_id", "tag_id"], tags).on_conflict_do_nothing()
        )
        hidden = select(literal(target, Integer)).where(HiddenRow.photo_id == source)
        connection.execute(upsert(HiddenRow).from_select(["photo_id"], hidden).on_conflict_do_nothing())
        albums = select(AlbumPhotoRow.album_id, literal(target, Integer), AlbumPhotoRow.position).where(
            AlbumPhotoRow.photo_id == source
        )
        connection.execute(
            upsert(AlbumPhotoRow)
            .from_select(["album_id", "photo_id", "position"], albums)
            .on_conflict_do_nothing()
        )


def _has_place(photo_id: InstrumentedAttribute[int], *conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    place = select(literal(1)).where(FileRow.photo_id == photo_id, *_there(), *conditions)
    return place.correlate_except(FileRow).exists()


def _there() -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return is_shown(), FileRow.state.in_(("read", "pending"))


def _of_one_shot(file: type[FileRow], other: type[FileRow]) -> ColumnElement[bool]:
    """One of two files is raw and the other the picture of the same shot, by an index."""
    return and_(
        other.shot_key == file.shot_key,
        other.is_raw != file.is_raw,
        or_(other.photo_id != file.photo_id, other.photo_id.is_(None)),
    )


def _is_raw(file: type[FileRow]) -> ColumnElement[bool]:
    # Computed, lest SQLite begins with all raw photos of the library rather than with those in question.
    return file.is_raw.op("+", return_type=Boolean())(literal(0)) == literal(1)


def _is_shown(picture: type[FileRow]) -> ColumnElement[bool]:
    return and_(
        ~_is_raw(picture),
        picture.photo_id.is_not(None),
        is_shown(picture),
        picture.state.not_in(_UNREADABLE),
    )


def _partners(connection: Connection, photo_ids: Sequence[int], *, are_raw: bool) -> dict[int, list[int]]:
    found: dict[int, list[int]] = defaultdict(list)
    for start in range(0, len(photo_ids), IDS_PER_STATEMENT):
        part = photo_ids[start : start + IDS_PER_STATEMENT]
        for photo_id, partner_id in connection.execute(_partners_of(are_raw), {"photo_ids": part}):
            if photo_id is not None and partner_id is not None:
                found[photo_id].append(partner_id)
    return found


@cache
def _partners_of(are_raw: bool) -> Select[int | None, int | None]:
    """Asked for all that is said about photos, so it is made once."""
    other = aliased(FileRow)
    return (
        select(FileRow.photo_id, other.photo_id)
        .join(other, _of_one_shot(FileRow, other))
        .where(
            FileRow.photo_id.in_(bindparam("photo_ids", expanding=True)),
            other.photo_id.is_not(None),
            _is_raw(other) if are_raw else ~_is_raw(other),
        )
        .order_by(other.path)
    )
