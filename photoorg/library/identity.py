"""Which photo a file is: the rules that keep a photo's id through renames, copies and edits.

A photo is known by two hashes: of its bytes, and of the picture in them (``imaging/image_data``), which
stays the same when EXIF, XMP or a comment is edited.

1. Bytes that are already known are that photo, wherever they lie.
2. So is a picture that is already known, whatever its metadata: files that lie side by side and differ in
   their metadata alone are one photo with several places. What the user said hangs on that one photo, and
   its vectors stay. Its facts (date, camera, position, ...) are those of its first place, which is the
   one that is shown: of those that are there the first by path. When that changes, they are read anew.
   Where nothing says the date but the files' own, the oldest of them does: a copy made today is no photo
   of today.
   The vectors go only where the orientation of the facts changed, for a model sees the photo turned then.
   Catalogues of older versions may hold several photos of one picture; these stay apart, each known by
   its bytes and its place.
3. A file whose picture changed in place stays the photo it was (somebody edited it), unless another
   place still holds the old picture: then the old photo lives on there and the edit is a new photo. Where
   that other place cannot be seen at the moment (an unplugged drive), the new photo inherits what the
   user said, for it would be hidden otherwise.
4. Bytes or a picture that a photo had before an edit, turning up again as a file of their own, are a
   new photo that inherits what the user said.
5. Everything else is a new photo.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import (
    ColumnElement,
    Integer,
    and_,
    bindparam,
    case,
    delete,
    func,
    insert,
    literal,
    or_,
    select,
    update,
)
from sqlalchemy.dialects.sqlite import insert as upsert

from photoorg.library.album_verdicts import copy_album_verdicts
from photoorg.library.beings.regions import forget_analysis
from photoorg.library.beings.verdicts import copy_verdicts
from photoorg.library.corrected_facts import copy_corrections, write_facts
from photoorg.library.denials import copy_denials
from photoorg.library.embeddings import forget_embeddings
from photoorg.library.file_conditions import present_first
from photoorg.library.files import modified_at, read_again_for_facts
from photoorg.library.label_verdicts import copy_label_verdicts
from photoorg.library.locations import Locations
from photoorg.library.pairs import SAID, meet
from photoorg.library.schema import (
    AlbumPhotoRow,
    CorrectedTimeRow,
    FileRow,
    FormerContentRow,
    HiddenRow,
    PhotoRow,
    PhotoTagRow,
    RemovedRow,
)

if TYPE_CHECKING:
    from collections.abc import Collection

    from sqlalchemy import Connection

    from photoorg.library.files import KnownFile
    from photoorg.library.records import PhotoFacts, PlaceFacts

_NOTHING_SAID = {"rating": 0, "is_rated": False, "favourite": False, "title": "", "text": ""}


def _is_as_looked_at() -> ColumnElement[bool]:
    """The file is still what was read, about to be compared with :func:`_as_looked_at`."""
    return and_(
        FileRow.path == bindparam("seen_path"),
        FileRow.size_bytes == bindparam("seen_size_bytes"),
        FileRow.modified_ns == bindparam("seen_modified_ns"),
        FileRow.sidecar_stamp == bindparam("seen_sidecar_stamp"),
    )


# Statements that every new photo needs are made once: making them takes longer than carrying them out.
_WITH_CONTENT = select(PhotoRow.id).where(PhotoRow.content_hash == bindparam("content_hash"))
_WITH_PICTURE = (
    select(PhotoRow.id)
    .where(PhotoRow.image_hash == bindparam("image_hash"))
    .order_by(PhotoRow.id != bindparam("preferred_id"), PhotoRow.id)
    .limit(1)
)
_PHOTO_AT = select(FileRow.photo_id).where(FileRow.id == bindparam("file"))
_NEW_PHOTO = insert(PhotoRow)
_FORMERLY_WITH = (
    select(FormerContentRow.photo_id)
    .where(
        or_(
            FormerContentRow.content_hash == bindparam("content_hash"),
            FormerContentRow.image_hash == bindparam("image_hash"),
        )
    )
    .order_by(FormerContentRow.content_hash != bindparam("content_hash"), FormerContentRow.photo_id)
    .limit(1)
)
# If the disk changed again while the photo was on its way, the file stays pending and is read again.
_MARK_READ = (
    update(FileRow)
    .where(FileRow.id == bindparam("file"))
    .values(
        photo_id=bindparam("new_photo_id"),
        content_hash=bindparam("new_content_hash"),
        state=case((_is_as_looked_at(), "read"), else_=FileRow.state),
        failure=case((_is_as_looked_at(), None), else_=FileRow.failure),
    )
)
_SHOW_AT = update(PhotoRow).where(PhotoRow.id == bindparam("photo")).values(last_path=bindparam("new_path"))


@dataclass(frozen=True, slots=True)
class Identified:
    """The photo a file turned out to be.

    Attributes:
        is_new, was_edited: exclude each other; an edit may be one of metadata.
        is_seen_alike: the file shows the photo turned as the photo's facts say, so that a vector of the
            file is one of the photo.
    """

    photo_id: int
    is_new: bool = False
    was_edited: bool = False
    is_seen_alike: bool = True


def photo_with_content(connection: Connection, content_hash: bytes) -> int | None:
    """The id of the photo with these bytes, if known."""
    return connection.execute(_WITH_CONTENT, {"content_hash": content_hash}).scalar_one_or_none()


def known_pictures(connection: Connection, image_hashes: Collection[bytes]) -> set[bytes]:
    """Those image hashes that belong to a photo."""
    known = select(PhotoRow.image_hash).where(PhotoRow.image_hash.in_(image_hashes))
    return {image_hash for image_hash in connection.execute(known).scalars() if image_hash is not None}


def attach_known(
    connection: Connection,
    file: KnownFile,
    photo_id: int,
    content_hash: bytes,
    image_hash: bytes | None,
    facts: PlaceFacts | None,
) -> None:
    """The file holds the bytes of a known photo: another place, or the same one moved."""
    _drop_vanished_places(connection, photo_id, except_file_id=file.id)
    _mark_read(connection, file, photo_id, content_hash)
    # A photo of an older version's catalogue has no image hash yet.
    values: dict[str, object] = {"image_hash": image_hash}
    if facts is not None and _is_first_place(connection, photo_id, file):
        values |= asdict(facts)
    write_facts(connection, photo_id, values)
    _date_by_oldest_file(connection, photo_id)


def attach(connection: Connection, file: KnownFile, facts: PhotoFacts) -> Identified:
    """Finds or makes the photo for a file just read, by the rules of this module."""
    known_id = photo_with_content(connection, facts.content_hash)
    if known_id is not None:
        attach_known(connection, file, known_id, facts.content_hash, facts.image_hash, facts.of_place())
        return Identified(known_id)
    former_id = _photo_at(connection, file)
    same_picture_id = _photo_with_picture(connection, facts.image_hash, former_id)
    if same_picture_id is not None:
        return _attach_same_picture(connection, file, facts, same_picture_id)
    others = [] if former_id is None else _other_places(connection, former_id, file)
    if former_id is not None and not others:
        _replace_content(connection, former_id, facts)
        _mark_read(connection, file, former_id, facts.content_hash)
        return Identified(former_id, was_edited=True)
    photo_id = _new_photo(connection, file, facts)
    if former_id is not None and "present" not in others:
        copy_annotations(connection, former_id, photo_id)
    _mark_read(connection, file, photo_id, facts.content_hash)
    return Identified(photo_id, is_new=True)


def mark_unreadable(connection: Connection, file: KnownFile, reason: str, state: str) -> None:
    """Remembers why a file is ``unreadable`` or ``inaccessible``."""
    unchanged = update(FileRow).where(FileRow.id == bindparam("file"), _is_as_looked_at())
    connection.execute(unchanged.values(state=state, failure=reason), _as_looked_at(file))


def mark_missing(connection: Connection, file: KnownFile) -> None:
    """The file vanished before it could be read."""
    still_watched = FileRow.presence == "present"
    presence = "missing" if Locations(connection).can_be_asked(file.path) else "offline"
    unchanged = update(FileRow).where(FileRow.id == bindparam("file"), _is_as_looked_at())
    connection.execute(unchanged.where(still_watched).values(presence=presence), _as_looked_at(file))
    if file.photo_id is not None:
        read_again_for_facts(connection, [file.photo_id])


def _attach_same_picture(
    connection: Connection, file: KnownFile, facts: PhotoFacts, photo_id: int
) -> Identified:
    """The file holds a known picture with metadata that are not those of the photo's facts."""
    _drop_vanished_places(connection, photo_id, except_file_id=file.id)
    _mark_read(connection, file, photo_id, facts.content_hash)
    gives_facts = _is_first_place(connection, photo_id, file)
    if gives_facts:
        _replace_content(connection, photo_id, facts)
    _date_by_oldest_file(connection, photo_id)
    orientation = select(PhotoRow.orientation).where(PhotoRow.id == photo_id)
    is_seen_alike = connection.execute(orientation).scalar_one() == facts.orientation
    return Identified(photo_id, was_edited=gives_facts, is_seen_alike=is_seen_alike)


def _photo_with_picture(
    connection: Connection, image_hash: bytes | None, preferred_id: int | None
) -> int | None:
    """The photo with this picture; of several the preferred one, else the first that was known."""
    if image_hash is None:
        return None
    wanted = {"image_hash": image_hash, "preferred_id": preferred_id or 0}
    return connection.execute(_WITH_PICTURE, wanted).scalar_one_or_none()


def _is_first_place(connection: Connection, photo_id: int, file: KnownFile) -> bool:
    """Whether the file is the place at which the photo is shown."""
    first = connection.execute(
        select(FileRow.id)
        .where(FileRow.photo_id == photo_id)
        .order_by(present_first(), FileRow.path)
        .limit(1)
    ).scalar_one_or_none()
    return first == file.id


def _date_by_oldest_file(connection: Connection, photo_id: int) -> None:
    source = connection.execute(
        select(func.coalesce(CorrectedTimeRow.file_taken_at_source, PhotoRow.taken_at_source))
        .select_from(PhotoRow)
        .outerjoin(CorrectedTimeRow, CorrectedTimeRow.photo_id == PhotoRow.id)
        .where(PhotoRow.id == photo_id)
    ).scalar_one()
    if source == "file_modified":
        oldest = connection.execute(
            select(func.min(FileRow.modified_ns)).where(FileRow.photo_id == photo_id)
        ).scalar_one()
        facts = {"taken_at": modified_at(oldest), "taken_at_source": source, "utc_offset_minutes": None}
        write_facts(connection, photo_id, facts)


def _mark_read(connection: Connection, file: KnownFile, photo_id: int, content_hash: bytes) -> None:
    read = {"new_photo_id": photo_id, "new_content_hash": content_hash}
    connection.execute(_MARK_READ, _as_looked_at(file) | read)
    if file.photo_id is not None and file.photo_id != photo_id:
        read_again_for_facts(connection, [file.photo_id])
    meet(connection, file.id)
    connection.execute(_SHOW_AT, {"photo": photo_id, "new_path": file.path})


def _as_looked_at(file: KnownFile) -> dict[str, object]:
    return {
        "file": file.id,
        "seen_path": file.path,
        "seen_size_bytes": file.size_bytes,
        "seen_modified_ns": file.modified_ns,
        "seen_sidecar_stamp": file.sidecar_stamp,
    }


def _photo_at(connection: Connection, file: KnownFile) -> int | None:
    """The photo that the file was when it was last read."""
    return connection.execute(_PHOTO_AT, {"file": file.id}).scalar_one_or_none()


def _other_places(connection: Connection, photo_id: int, file: KnownFile) -> list[str]:
    """The presence of each other place that holds the photo, as far as can be known."""
    _drop_vanished_places(connection, photo_id, except_file_id=file.id)
    others = connection.execute(
        select(FileRow.presence, FileRow.state).where(FileRow.photo_id == photo_id, FileRow.id != file.id)
    )
    # The state is looked at here: asked for it, SQLite goes through all files that were read.
    return [presence for presence, state in others if state == "read"]


def _replace_content(connection: Connection, photo_id: int, facts: PhotoFacts) -> None:
    old_content, old_image, old_orientation = connection.execute(
        select(PhotoRow.content_hash, PhotoRow.image_hash, PhotoRow.orientation).where(
            PhotoRow.id == photo_id
        )
    ).one()
    connection.execute(
        upsert(FormerContentRow)
        .values(content_hash=old_content, image_hash=old_image, photo_id=photo_id)
        .on_conflict_do_update(index_elements=[FormerContentRow.content_hash], set_={"photo_id": photo_id})
    )
    write_facts(connection, photo_id, asdict(facts))
    if (old_image, old_orientation) != (facts.image_hash, facts.orientation):
        # Every model's vector describes what was seen before, and faces were found in it.
        forget_embeddings(connection, photo_id)
        forget_analysis(connection, photo_id)


def _new_photo(connection: Connection, file: KnownFile, facts: PhotoFacts) -> int:
    new = {"last_path": file.path, "added_at": datetime.now(), **_NOTHING_SAID}
    (photo_id,) = connection.execute(_NEW_PHOTO, asdict(facts) | new).inserted_primary_key or (0,)
    hashes = {"content_hash": facts.content_hash, "image_hash": facts.image_hash}
    heir_of = connection.execute(_FORMERLY_WITH, hashes).scalar_one_or_none()
    if heir_of is not None:
        copy_annotations(connection, heir_of, photo_id)
    return int(photo_id)


def copy_annotations(connection: Connection, source_id: int, target_id: int) -> None:
    """Gives one photo everything the user said about another: rating, words, turns, time, place, people and
    pets, tags, albums, not to be seen."""
    said = connection.execute(select(*SAID).where(PhotoRow.id == source_id)).one()
    connection.execute(update(PhotoRow).where(PhotoRow.id == target_id).values(**said._mapping))
    copy_corrections(connection, source_id, target_id)
    copy_denials(connection, source_id, target_id)
    copy_verdicts(connection, source_id, target_id)
    copy_label_verdicts(connection, source_id, target_id)
    copy_album_verdicts(connection, source_id, target_id)
    tags = select(PhotoTagRow.tag_id).where(PhotoTagRow.photo_id == source_id)
    for tag_id in connection.execute(tags).scalars().all():
        connection.execute(
            upsert(PhotoTagRow).values(photo_id=target_id, tag_id=tag_id).on_conflict_do_nothing()
        )
    hidden = select(literal(target_id, Integer)).where(HiddenRow.photo_id == source_id)
    connection.execute(upsert(HiddenRow).from_select(["photo_id"], hidden).on_conflict_do_nothing())
    removed = select(literal(target_id, Integer), RemovedRow.removed_at).where(
        RemovedRow.photo_id == source_id
    )
    connection.execute(
        upsert(RemovedRow).from_select(["photo_id", "removed_at"], removed).on_conflict_do_nothing()
    )
    memberships = select(AlbumPhotoRow.album_id, AlbumPhotoRow.position).where(
        AlbumPhotoRow.photo_id == source_id
    )
    for album_id, position in connection.execute(memberships).all():
        connection.execute(
            upsert(AlbumPhotoRow)
            .values(album_id=album_id, photo_id=target_id, position=position)
            .on_conflict_do_nothing()
        )


def _drop_vanished_places(connection: Connection, photo_id: int, except_file_id: int) -> None:
    """Forgets places that are gone for good: missing while their watched folder is there.

    A place on an unplugged drive stays, since its folder is not there to ask.
    """
    missing = connection.execute(
        select(FileRow.id, FileRow.path).where(
            FileRow.photo_id == photo_id, FileRow.presence == "missing", FileRow.id != except_file_id
        )
    ).all()
    if not missing:
        return
    locations = Locations(connection)
    gone = [
        id_
        for id_, path in missing
        if locations.can_be_asked(path) and not locations.folders.isdisjoint(path.parents)
    ]
    connection.execute(delete(FileRow).where(FileRow.id.in_(gone)))
