"""All that is known of some photos, put together from its tables."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import BindParameter, bindparam, select

from photoorg.library.denials import denials_of
from photoorg.library.file_conditions import present_first
from photoorg.library.pairs import file_words_beside, files_beside
from photoorg.library.records import FaceRegion, Photo, PhotoFile
from photoorg.library.schema import (
    CorrectedPlaceRow,
    FileRow,
    HiddenRow,
    PhotoRow,
    PhotoTagRow,
    RemovedRow,
    TagRow,
)
from photoorg.library.sql_functions import folded
from photoorg.library.stack_tables import StackedPhotoRow

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from sqlalchemy import Connection, Select


def photo_records(connection: Connection, photo_ids: Sequence[int]) -> dict[int, Photo]:
    """Photos by id; unknown ids are left out."""
    wanted = {"photo_ids": photo_ids}
    files: dict[int, list[PhotoFile]] = defaultdict(list)
    for row in connection.execute(_files(), wanted):
        files[row.photo_id].append(
            PhotoFile(
                row.path,
                row.size_bytes,
                row.modified_ns,
                missing=row.presence not in ("present", "offline"),
                offline=row.presence == "offline",
            )
        )
    tags: dict[int, list[str]] = defaultdict(list)
    for photo_id, name in connection.execute(_tags(), wanted):
        tags[photo_id].append(name)
    spoken_of = [
        set(connection.execute(_listed_in(table), wanted).scalars())
        for table in (HiddenRow, RemovedRow, CorrectedPlaceRow, StackedPhotoRow)
    ]
    denied = denials_of(connection, photo_ids)
    beside = files_beside(connection, photo_ids)
    words_beside = file_words_beside(connection, sorted(beside)) if beside else {}
    photos = {}
    for row in connection.execute(_photos(), wanted):
        values = dict(row._mapping)
        raw_rating, raw_keywords = words_beside.get(row.id, (None, []))
        del values["added_at"]
        if row.quarter_turns % 2:
            values["width"], values["height"] = row.height, row.width
        if not row.is_rated:
            values["rating"] = (raw_rating if row.file_rating is None else row.file_rating) or 0
        away = denied.get(row.id, ())
        values["file_keywords"] = tuple(
            word
            for word in dict.fromkeys([*row.file_keywords, *raw_keywords])
            if not away or ("keyword", folded(word)) not in away
        )
        values["file_faces"] = tuple(FaceRegion(**face) for face in row.file_faces)
        last_path = values.pop("last_path")
        values["rating_is_users"] = values.pop("is_rated")
        places = tuple(files[row.id]) or (PhotoFile(last_path, 0, 0, missing=True),)
        shown_at = places[0]
        photos[row.id] = Photo(
            **values,
            files=places,
            tags=tuple(tags[row.id]),
            missing=shown_at.missing,
            offline=shown_at.offline,
            paired=beside.get(row.id, ()),
            hidden=row.id in spoken_of[0],
            removed=row.id in spoken_of[1],
            place_is_users=row.id in spoken_of[2],
            stacked=row.id in spoken_of[3],
            has_no_title=("title", "") in away,
            has_no_text=("description", "") in away,
        )
    return photos


# Statements are made once: a grid that is scrolled asks many times a second, and making one takes longer than
# SQLite does, and leaves thousands of objects in cycles.


def _these_photos() -> BindParameter[Any]:
    return bindparam("photo_ids", expanding=True)


@cache
def _photos() -> Select[Any]:
    return select(PhotoRow.__table__).where(PhotoRow.id.in_(_these_photos()))


@cache
def _files() -> Select[int | None, Path, int, int, str]:
    columns = (FileRow.photo_id, FileRow.path, FileRow.size_bytes, FileRow.modified_ns, FileRow.presence)
    of_these = select(*columns).where(FileRow.photo_id.in_(_these_photos()))
    return of_these.order_by(present_first(), FileRow.path)


@cache
def _tags() -> Select[int, str]:
    names = select(PhotoTagRow.photo_id, TagRow.name).join(TagRow, TagRow.id == PhotoTagRow.tag_id)
    return names.where(PhotoTagRow.photo_id.in_(_these_photos())).order_by(TagRow.name)


@cache
def _listed_in(table: type[HiddenRow | RemovedRow | CorrectedPlaceRow | StackedPhotoRow]) -> Select[Any]:
    return select(table.photo_id).where(table.photo_id.in_(_these_photos()))
