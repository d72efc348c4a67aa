"""Filters as SQL conditions on photos, so that the catalogue answers them without loading photos."""

from __future__ import annotations

import json
import os
from functools import singledispatch
from typing import TYPE_CHECKING, Any

from sqlalchemy import (
    JSON,
    ColumnElement,
    LargeBinary,
    SQLColumnExpression,
    and_,
    case,
    exists,
    extract,
    false,
    func,
    literal,
    not_,
    or_,
    select,
    true,
)
from sqlalchemy.orm import aliased

from photoorg.library.criteria import (
    Contains,
    Every,
    Filter,
    Has,
    HasExtension,
    HasLabel,
    HasTag,
    InAlbum,
    InCountry,
    InFolder,
    InTown,
    Near,
    Number,
    OneOfPhotos,
    Shows,
    Some,
    Taken,
    TakenOnDays,
    TakenOnWeekdays,
    Without,
)
from photoorg.library.denials import is_denied
from photoorg.library.file_conditions import at_or_below, is_shown
from photoorg.library.pairs import of_raw_beside
from photoorg.library.schema import (
    AlbumPhotoRow,
    AlbumRow,
    BeingRow,
    DeniedRow,
    FileRow,
    LabelRow,
    LabelVerdictRow,
    PhotoRow,
    PhotoTagRow,
    RegionRow,
    TagRow,
    VerdictRow,
)
from photoorg.library.sql_functions import folded
from photoorg.library.stack_tables import StackedPhotoRow
from photoorg.library.stored_text import tidy
from photoorg.library.visibility import is_hidden

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

KM_PER_DEGREE = 111.2
# The user's own rating or, while there is none, the file's.
_RATING = case((PhotoRow.is_rated, PhotoRow.rating), else_=func.coalesce(PhotoRow.file_rating, 0))
_LIES_TURNED = PhotoRow.quarter_turns.in_((1, 3))
_NUMBERS: dict[str, SQLColumnExpression[Any]] = {
    "rating": _RATING,
    "iso": PhotoRow.iso,
    "aperture": PhotoRow.f_number,
    "focal": PhotoRow.focal_length_mm,
    "width": case((_LIES_TURNED, PhotoRow.height), else_=PhotoRow.width),
    "height": case((_LIES_TURNED, PhotoRow.width), else_=PhotoRow.height),
}
_TEXTS = {
    "camera": (PhotoRow.camera_make, PhotoRow.camera_model),
    "lens": (PhotoRow.lens,),
    "place": (PhotoRow.city, PhotoRow.region, PhotoRow.country),
    "text": (
        PhotoRow.title,
        PhotoRow.text,
        case((~is_denied("title"), PhotoRow.file_title)),
        case((~is_denied("description"), PhotoRow.file_description)),
    ),
}


# What a raw photo that hangs on another fulfils, the other one fulfils.
_ALSO_OF_RAW = (Contains, InTown, InCountry, HasTag, Shows, HasExtension, Has)


def condition(chosen: Filter) -> ColumnElement[bool]:
    """True, in SQL about ``PhotoRow``, for the photos that fulfil ``chosen``."""
    own = _fulfils(chosen)
    return or_(own, of_raw_beside(own)) if isinstance(chosen, _ALSO_OF_RAW) else own


@singledispatch
def _fulfils(chosen: Filter) -> ColumnElement[bool]:
    raise TypeError(f"no SQL for {chosen!r}")


@_fulfils.register
def _(chosen: Every) -> ColumnElement[bool]:
    return and_(true(), *map(condition, chosen.parts))


@_fulfils.register
def _(chosen: Some) -> ColumnElement[bool]:
    return or_(false(), *map(condition, chosen.parts))


@_fulfils.register
def _(chosen: Without) -> ColumnElement[bool]:
    # Where a fact is not known, the part does not hold either.
    return not_(func.coalesce(condition(chosen.part), false()))


@_fulfils.register
def _(chosen: Taken) -> ColumnElement[bool]:
    bounds = []
    if chosen.start is not None:
        bounds.append(PhotoRow.taken_at >= chosen.start)
    if chosen.end is not None:
        bounds.append(PhotoRow.taken_at < chosen.end)
    return and_(true(), *bounds)


@_fulfils.register
def _(chosen: TakenOnDays) -> ColumnElement[bool]:
    month_and_day = extract("month", PhotoRow.taken_at) * 100 + extract("day", PhotoRow.taken_at)
    return month_and_day.in_(sorted(month * 100 + day for month, day in chosen.days))


@_fulfils.register
def _(chosen: TakenOnWeekdays) -> ColumnElement[bool]:
    return extract("dow", PhotoRow.taken_at).in_(sorted(chosen.weekdays))


@_fulfils.register
def _(chosen: Number) -> ColumnElement[bool]:
    column = _NUMBERS[chosen.fact]
    if chosen.fact == "rating":
        # Where nobody rated the photo itself, the raw that hangs on it may have a rating in its metadata.
        is_rated = or_(PhotoRow.is_rated, PhotoRow.file_rating.is_not(None))
        of_raw = of_raw_beside(and_(PhotoRow.file_rating.is_not(None), _within(chosen, PhotoRow.file_rating)))
        rated_raw = of_raw_beside(PhotoRow.file_rating.is_not(None))
        return case((or_(is_rated, not_(rated_raw)), _within(chosen, column)), else_=of_raw)
    return _within(chosen, column)


def _within(chosen: Number, column: SQLColumnExpression[Any]) -> ColumnElement[bool]:
    bounds: list[ColumnElement[bool]] = [column.is_not(None)]
    if chosen.least is not None:
        bounds.append(column >= chosen.least)
    if chosen.most is not None:
        bounds.append(column <= chosen.most)
    return and_(*bounds)


@_fulfils.register
def _(chosen: Contains) -> ColumnElement[bool]:
    part = folded(tidy(chosen.part))
    if chosen.fact == "name":
        return _has_file(func.instr(func.file_name(FileRow.path), part) > 0)
    columns = _TEXTS[chosen.fact]
    # "canon eos" spans maker and model, "lisbon portugal" town and country: each word somewhere.
    together: ColumnElement[str] = literal("")
    for column in columns:
        together = together + " " + func.coalesce(column, "")
    found = and_(*(func.instr(func.folded(together), word) > 0 for word in part.split()))
    if chosen.fact == "text":
        return or_(found, _has_keyword(lambda keyword: func.instr(keyword, part) > 0))
    if chosen.fact == "lens" and part.endswith("mm") and part[:-2].replace(".", "", 1).isdigit():
        return or_(found, func.round(PhotoRow.focal_length_mm, 1) == float(part[:-2]))
    return found


@_fulfils.register
def _(chosen: InTown) -> ColumnElement[bool]:
    return func.folded(PhotoRow.city).in_(sorted(map(folded, chosen.names)))


@_fulfils.register
def _(chosen: InCountry) -> ColumnElement[bool]:
    return func.folded(PhotoRow.country).in_(sorted(map(folded, chosen.names)))


@_fulfils.register
def _(chosen: Near) -> ColumnElement[bool]:
    # The band of latitudes first, which is cheap; what is left is measured.
    band = chosen.km / KM_PER_DEGREE + 0.01
    return and_(
        PhotoRow.latitude.is_not(None),
        PhotoRow.longitude.is_not(None),
        PhotoRow.latitude.between(chosen.latitude - band, chosen.latitude + band),
        func.distance_km(PhotoRow.latitude, PhotoRow.longitude, chosen.latitude, chosen.longitude)
        <= chosen.km,
    )


@_fulfils.register
def _(chosen: HasTag) -> ColumnElement[bool]:
    name = folded(tidy(chosen.name))
    begins = name.endswith("*")
    start = name.rstrip("*")

    def fits(text: ColumnElement[str]) -> ColumnElement[bool]:
        return func.substr(text, 1, len(start)) == start if begins else text == name

    tagged = select(PhotoTagRow.photo_id).join(TagRow, TagRow.id == PhotoTagRow.tag_id)
    own = tagged.where(fits(func.folded(TagRow.name)))
    if begins:
        return or_(PhotoRow.id.in_(own), _has_keyword(fits))
    # Found once and for all, and word lists at a time: asking of each photo whether a word of its file fits
    # takes ten times as long.
    photo = aliased(PhotoRow)
    denied = select(DeniedRow.photo_id).where(DeniedRow.fact == "keyword", DeniedRow.value == name)
    of_files = select(photo.id).where(func.has_word(photo.file_keywords, name), photo.id.not_in(denied))
    return PhotoRow.id.in_(own.union_all(of_files))


@_fulfils.register
def _(chosen: Shows) -> ColumnElement[bool]:
    wanted = tidy(chosen.name)
    name = and_(BeingRow.name != "", func.folded(BeingRow.name) == (folded(wanted) or ""))
    if not chosen.is_name and wanted.startswith("#") and wanted[1:].isdecimal():
        # Of several who are called the same, or of a group that nobody named.
        name = or_(name, BeingRow.id == min(int(wanted[1:]), 2**63 - 1))
    seen = select(RegionRow.photo_id).join(BeingRow, BeingRow.id == RegionRow.being_id)
    is_seen = PhotoRow.id.in_(seen.where(BeingRow.kind == chosen.kind, name, ~RegionRow.is_refused))
    return or_(is_seen, and_(_named_in_file(chosen.kind, wanted), ~_is_taken_in()))


def _named_in_file(kind: str, name: str) -> ColumnElement[bool]:
    """The file says so."""
    face = func.json_each(PhotoRow.file_faces, type_=JSON).table_valued("value")
    is_named = func.folded(func.json_extract(face.c.value, "$.name")) == (folded(name) or "")
    is_kind = func.json_extract(face.c.value, "$.kind") == ("pet" if kind == "pet" else "face")
    return exists(select(literal(1)).select_from(face).where(is_kind, is_named))


def _has_region(kind: str) -> ColumnElement[bool]:
    """There is one, or the file says so and was not taken in yet."""
    seen = select(RegionRow.photo_id).where(RegionRow.kind == kind, ~RegionRow.is_refused)
    face = func.json_each(PhotoRow.file_faces, type_=JSON).table_valued("value")
    is_kind = func.json_extract(face.c.value, "$.kind") == ("pet" if kind == "pet" else "face")
    in_file = exists(select(literal(1)).select_from(face).where(is_kind))
    return or_(PhotoRow.id.in_(seen), and_(in_file, ~_is_taken_in()))


def _is_taken_in() -> ColumnElement[bool]:
    """What the file says stands among the verdicts, and the user may have said otherwise."""
    return PhotoRow.id.in_(select(VerdictRow.photo_id).where(VerdictRow.source == "file"))


@_fulfils.register
def _(chosen: HasLabel) -> ColumnElement[bool]:
    # What the user said, which is all that the catalogue knows.
    said = select(LabelVerdictRow.photo_id).join(LabelRow, LabelRow.id == LabelVerdictRow.label_id)
    is_it = LabelRow.folded_name == tidy(chosen.name).casefold()
    return PhotoRow.id.in_(said.where(is_it, LabelVerdictRow.is_yes))


@_fulfils.register
def _(chosen: OneOfPhotos) -> ColumnElement[bool]:
    # As one value, however many those are.
    one = func.json_each(json.dumps(sorted(chosen.photo_ids))).table_valued("value")
    return PhotoRow.id.in_(select(one.c.value))


@_fulfils.register
def _(chosen: InAlbum) -> ColumnElement[bool]:
    members = select(AlbumPhotoRow.photo_id).join(AlbumRow, AlbumRow.id == AlbumPhotoRow.album_id)
    return PhotoRow.id.in_(members.where(AlbumRow.folded_name == tidy(chosen.name).casefold()))


@_fulfils.register
def _(chosen: InFolder) -> ColumnElement[bool]:
    if chosen.directory.is_absolute():
        return _has_file(at_or_below(chosen.directory))
    return _has_file(func.instr(FileRow.path, literal(_between_slashes(chosen.directory), LargeBinary())) > 0)


@_fulfils.register
def _(chosen: HasExtension) -> ColumnElement[bool]:
    name = func.file_name(FileRow.path)
    endings = (
        func.substr(name, -len(extension) - 1) == f".{extension}" for extension in sorted(chosen.extensions)
    )
    return _has_file(or_(false(), *endings))


@_fulfils.register
def _(chosen: Has) -> ColumnElement[bool]:
    match chosen.state:
        case "favourite":
            return PhotoRow.favourite.expression
        case "video":
            return PhotoRow.has_video.expression
        case "raw":
            return PhotoRow.format == "RAW"
        case "rated":
            return _RATING > 0
        case "tagged":
            own = exists().where(PhotoTagRow.photo_id == PhotoRow.id)
            return or_(own, _has_keyword(lambda _: true()))
        case "gps":
            return and_(PhotoRow.latitude.is_not(None), PhotoRow.longitude.is_not(None))
        case "place":
            return PhotoRow.country.is_not(None)
        case "faces":
            return _has_region("person")
        case "pets":
            return _has_region("pet")
        case "unnamed":
            is_nobody = or_(BeingRow.id.is_(None), and_(BeingRow.name == "", ~BeingRow.is_ignored))
            seen = select(RegionRow.photo_id).outerjoin(BeingRow, BeingRow.id == RegionRow.being_id)
            return PhotoRow.id.in_(seen.where(is_nobody, ~RegionRow.is_refused))
        case "text":
            return or_(
                PhotoRow.title != "",
                PhotoRow.text != "",
                and_(PhotoRow.file_title.is_not(None), ~is_denied("title")),
                and_(PhotoRow.file_description.is_not(None), ~is_denied("description")),
            )
        case "offline":
            # As the photo's own record says, from its first place.
            place = exists().where(FileRow.photo_id == PhotoRow.id)
            return and_(
                place.where(FileRow.presence == "offline"), ~place.where(FileRow.presence == "present")
            )
        case "hidden":
            return is_hidden(PhotoRow.id)
        case "stacked":
            return PhotoRow.id.in_(select(StackedPhotoRow.photo_id))
        case "album":
            return exists().where(AlbumPhotoRow.photo_id == PhotoRow.id)


def _has_file(fits: ColumnElement[bool]) -> ColumnElement[bool]:
    return PhotoRow.id.in_(select(FileRow.photo_id).where(is_shown(), fits))


def _has_keyword(fits: Callable[[ColumnElement[str]], ColumnElement[bool]]) -> ColumnElement[bool]:
    keyword = func.json_each(PhotoRow.file_keywords, type_=JSON).table_valued("value")
    name = func.folded(keyword.c.value)
    return exists(select(literal(1)).select_from(keyword).where(fits(name), ~is_denied("keyword", name)))


def _between_slashes(directory: Path) -> bytes:
    return b"/" + os.fsencode(directory).strip(b"/") + b"/"
