"""The tables of the catalogue. SQLite is the truth; everything else can be rebuilt from it."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from photoorg.library.column_domains import DOMAINS
from photoorg.library.column_types import (
    Blob,
    Flag,
    JsonList,
    Moment,
    PathBytes,
    Real,
    Stored,
    Text,
    Whole,
)
from photoorg.library.shot_names import is_raw, shot_key


def _path_in(context: Any) -> Path:
    """The path of the file that is being inserted."""
    path: Path = context.get_current_parameters()["path"]
    return path


class Base(DeclarativeBase):
    """Base of all tables."""

    type_annotation_map = {  # noqa: RUF012 - SQLAlchemy's own form
        bool: Flag,
        bytes: Blob,
        datetime: Moment,
        float: Real,
        int: Whole,
        list[str]: JsonList,
        list[dict[str, Any]]: JsonList,
        Path: PathBytes,
        str: Text,
    }

    def __init_subclass__(cls, **options: Any) -> None:
        super().__init_subclass__(**options)
        for column in cls.__table__.columns:
            if isinstance(column.type, Stored):
                domain = column.type.domain = DOMAINS.get(f"{cls.__tablename__}.{column.name}")
                if column.nullable:
                    column.type.unknown = None
                elif domain is not None:
                    column.type.unknown = domain.unknown


class FolderRow(Base):
    """A folder the user chose; everything below it belongs to the library."""

    __tablename__ = "folder"

    id: Mapped[int] = mapped_column(primary_key=True)
    path: Mapped[Path] = mapped_column(unique=True)
    added_at: Mapped[datetime]


class LocationRow(Base):
    """Where a folder of the library, or a mount point or link below one, lay when it was last there, see
    ``library.mounts``: so an empty mount point is told from an emptied folder, and a drive known again."""

    __tablename__ = "location"

    path: Mapped[Path] = mapped_column(primary_key=True)
    volume: Mapped[str]
    inside: Mapped[Path]
    device: Mapped[int]


class PhotoRow(Base):
    """One photo. The id is never reused and never changes; everything the user says hangs on it.

    Columns ``file_...`` hold what its file and sidecars say. ``rating`` is the user's, and counts only if
    ``is_rated``: the user may have taken away a rating that the file still has. ``image_hash`` is None until
    a photo of an older version's catalogue is read again. ``width`` and ``height`` are the file's, upright,
    before the user's ``quarter_turns``, clockwise. Time and place are the file's, unless the user corrected
    them, see ``library.corrected_facts``.
    """

    __tablename__ = "photo"
    __table_args__ = (
        CheckConstraint("rating BETWEEN 0 AND 5"),
        Index("photo_taken_at", "taken_at"),
        Index("photo_image_hash", "image_hash"),
        # How many photos there are of each place, without the table.
        Index("photo_place", "country", "city"),
        Index("photo_added_at", "added_at"),
        Index("photo_favourite", "taken_at", sqlite_where=text("favourite = 1")),
        # Whose sides change places.
        Index("photo_turned", "id", sqlite_where=text("quarter_turns IN (1, 3)")),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    content_hash: Mapped[bytes] = mapped_column(unique=True)
    image_hash: Mapped[bytes | None]
    last_path: Mapped[Path]
    format: Mapped[str]
    width: Mapped[int]
    height: Mapped[int]
    orientation: Mapped[int]
    taken_at: Mapped[datetime]
    taken_at_source: Mapped[str]
    utc_offset_minutes: Mapped[int | None]
    camera_make: Mapped[str | None]
    camera_model: Mapped[str | None]
    lens: Mapped[str | None]
    exposure_s: Mapped[float | None]
    f_number: Mapped[float | None]
    iso: Mapped[int | None]
    focal_length_mm: Mapped[float | None]
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]
    altitude_m: Mapped[float | None]
    city: Mapped[str | None]
    region: Mapped[str | None]
    country: Mapped[str | None]
    has_video: Mapped[bool] = mapped_column(default=False)
    file_rating: Mapped[int | None]
    file_title: Mapped[str | None]
    file_description: Mapped[str | None]
    file_keywords: Mapped[list[str]] = mapped_column(default=list)
    file_faces: Mapped[list[dict[str, Any]]] = mapped_column(default=list)
    added_at: Mapped[datetime]
    rating: Mapped[int] = mapped_column(default=0)
    is_rated: Mapped[bool] = mapped_column(default=False)
    favourite: Mapped[bool] = mapped_column(default=False)
    title: Mapped[str] = mapped_column(default="", server_default="")
    text: Mapped[str] = mapped_column(default="")
    quarter_turns: Mapped[int] = mapped_column(default=0, server_default="0")


class CorrectedTimeRow(Base):
    """When the user says that a photo was taken, and what its file says meanwhile (once ``keeps_file``)."""

    __tablename__ = "corrected_time"

    photo_id: Mapped[int] = mapped_column(ForeignKey("photo.id", ondelete="CASCADE"), primary_key=True)
    taken_at: Mapped[datetime]
    utc_offset_minutes: Mapped[int | None]
    file_taken_at: Mapped[datetime | None]
    file_taken_at_source: Mapped[str | None]
    file_utc_offset_minutes: Mapped[int | None]
    keeps_file: Mapped[bool] = mapped_column(server_default="0")


class CorrectedPlaceRow(Base):
    """Where the user says that a photo was taken, all empty for nowhere, and what its file says meanwhile
    (once ``keeps_file``)."""

    __tablename__ = "corrected_place"

    photo_id: Mapped[int] = mapped_column(ForeignKey("photo.id", ondelete="CASCADE"), primary_key=True)
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]
    altitude_m: Mapped[float | None]
    city: Mapped[str | None]
    region: Mapped[str | None]
    country: Mapped[str | None]
    file_latitude: Mapped[float | None]
    file_longitude: Mapped[float | None]
    file_altitude_m: Mapped[float | None]
    file_city: Mapped[str | None]
    file_region: Mapped[str | None]
    file_country: Mapped[str | None]
    keeps_file: Mapped[bool] = mapped_column(server_default="0")


class DeniedRow(Base):
    """What the file of a photo says and the user says is not so, see ``library.denials``."""

    __tablename__ = "denied"

    photo_id: Mapped[int] = mapped_column(ForeignKey("photo.id", ondelete="CASCADE"), primary_key=True)
    fact: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str] = mapped_column(primary_key=True)


class HiddenRow(Base):
    """A photo that only those see who ask for hidden ones."""

    __tablename__ = "hidden"

    photo_id: Mapped[int] = mapped_column(ForeignKey("photo.id", ondelete="CASCADE"), primary_key=True)


class RemovedRow(Base):
    """A photo that is no part of the library any more, though its files are there."""

    __tablename__ = "removed"

    photo_id: Mapped[int] = mapped_column(ForeignKey("photo.id", ondelete="CASCADE"), primary_key=True)
    removed_at: Mapped[datetime]


class TrashedFileRow(Base):
    """A file that photoorg moved to the trash of the system: where it lay, and its ``place`` there.

    A sidecar belongs to the photo that it lay beside.
    """

    __tablename__ = "trashed_file"
    __table_args__ = (Index("trashed_file_photo_id", "photo_id"),)

    path: Mapped[Path] = mapped_column(primary_key=True)
    place: Mapped[Path]
    photo_id: Mapped[int] = mapped_column(ForeignKey("photo.id", ondelete="CASCADE"))
    moved_at: Mapped[datetime]


class FormerContentRow(Base):
    """Bytes a photo had before its file was edited in place: what was said then still counts."""

    __tablename__ = "former_content"
    __table_args__ = (Index("former_content_image_hash", "image_hash"),)

    content_hash: Mapped[bytes] = mapped_column(primary_key=True)
    image_hash: Mapped[bytes | None]
    photo_id: Mapped[int] = mapped_column(ForeignKey("photo.id", ondelete="CASCADE"))


class FileRow(Base):
    """A place on disk. ``content_hash`` is of the bytes that were last read there as ``photo_id``.

    ``presence``: ``present``, ``offline`` (its drive or folder cannot be looked into), ``missing`` (deleted)
    or ``unwatched`` (its folder was removed from the library, or rules pass it over). ``state``: ``pending``
    (to be read), ``read``, ``unreadable`` (cannot be decoded; tried again when it changes) or
    ``inaccessible`` (may not be opened; tried again at every scan). ``sidecar_stamp``: see
    ``library.sidecars``; ``shot_key`` and ``is_raw``, which follow from the path: ``library.shot_names``.
    """

    __tablename__ = "file"
    __table_args__ = (
        CheckConstraint("presence IN ('present', 'offline', 'missing', 'unwatched')"),
        CheckConstraint("state IN ('pending', 'read', 'unreadable', 'inaccessible')"),
        Index("file_photo", "photo_id", "presence"),
        # With the photo, so that waiting files come in order and photos are counted without the table.
        Index("file_state", "state", "presence", "photo_id"),
        Index("file_shot", "shot_key"),
        Index("file_raw", "photo_id", sqlite_where=text("is_raw = 1")),
        # Which edits wait of which a new file may be a copy.
        Index("file_edit", "size_bytes", sqlite_where=text("state = 'pending' AND photo_id IS NOT NULL")),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    path: Mapped[Path] = mapped_column(unique=True)
    photo_id: Mapped[int | None] = mapped_column(ForeignKey("photo.id"))
    content_hash: Mapped[bytes | None]
    size_bytes: Mapped[int]
    modified_ns: Mapped[int]
    sidecar_stamp: Mapped[int] = mapped_column(default=0)
    presence: Mapped[str]
    state: Mapped[str]
    failure: Mapped[str | None]
    shot_key: Mapped[int | None] = mapped_column(default=lambda context: shot_key(_path_in(context)))
    is_raw: Mapped[bool] = mapped_column(default=lambda context: is_raw(_path_in(context)))


class ModelRow(Base):
    """An encoder that has described photos of this library."""

    __tablename__ = "model"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    dimension: Mapped[int]


class EmbeddingRow(Base):
    """The vector of a photo under a model: little-endian float16, unit length.

    ``id`` grows with every write, so an index knows what it has not seen yet.
    """

    __tablename__ = "embedding"
    __table_args__ = (
        UniqueConstraint("model_id", "photo_id"),
        Index("embedding_photo", "photo_id"),
        # Newest id and count of a model without touching the vectors.
        Index("embedding_model", "model_id"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    model_id: Mapped[int] = mapped_column(ForeignKey("model.id", ondelete="CASCADE"))
    photo_id: Mapped[int] = mapped_column(ForeignKey("photo.id", ondelete="CASCADE"))
    vector: Mapped[bytes]


class TagRow(Base):
    """A word the user put on photos."""

    __tablename__ = "tag"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(Text(collation="NOCASE"), unique=True)


class PhotoTagRow(Base):
    """Which photo has which tag."""

    __tablename__ = "photo_tag"
    __table_args__ = (Index("photo_tag_tag", "tag_id", "photo_id"),)

    photo_id: Mapped[int] = mapped_column(ForeignKey("photo.id", ondelete="CASCADE"), primary_key=True)
    tag_id: Mapped[int] = mapped_column(ForeignKey("tag.id", ondelete="CASCADE"), primary_key=True)


class AlbumFolderRow(Base):
    """What albums and other folders of albums lie in, see ``library.album_folders``."""

    __tablename__ = "album_folder"
    __table_args__ = (Index("album_folder_parent", "parent_id"), {"sqlite_autoincrement": True})

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    folded_name: Mapped[str] = mapped_column(unique=True)
    created_at: Mapped[datetime]
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("album_folder.id", ondelete="SET NULL"))


class AlbumRow(Base):
    """A named, ordered set of photos, or a search that fills it (``query``, else "").

    ``folded_name`` makes names unique regardless of case. ``cover_photo_id``: the photo that the user chose
    to stand for it. A folder or photo that is not there any more is none; their numbers are not used again.
    """

    __tablename__ = "album"
    __table_args__ = (Index("album_folder_id", "folder_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    folded_name: Mapped[str] = mapped_column(unique=True)
    created_at: Mapped[datetime]
    query: Mapped[str] = mapped_column(server_default="")
    folder_id: Mapped[int | None]
    cover_photo_id: Mapped[int | None]
    description: Mapped[str] = mapped_column(default="", server_default="")


class AlbumPhotoRow(Base):
    """Membership; ``position`` orders the album, ascending."""

    __tablename__ = "album_photo"
    __table_args__ = (Index("album_photo_photo", "photo_id"),)

    album_id: Mapped[int] = mapped_column(ForeignKey("album.id", ondelete="CASCADE"), primary_key=True)
    photo_id: Mapped[int] = mapped_column(ForeignKey("photo.id", ondelete="CASCADE"), primary_key=True)
    position: Mapped[int]


class LabelRow(Base):
    """A word or phrase that the user wants to know of each photo whether it fits. ``folded_name`` makes names
    unique regardless of case."""

    __tablename__ = "label"
    __table_args__ = ({"sqlite_autoincrement": True},)

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    folded_name: Mapped[str] = mapped_column(unique=True)
    made_at: Mapped[datetime]


class LabelVerdictRow(Base):
    """What the user said: that a label fits a photo (``is_yes``), or does not."""

    __tablename__ = "label_verdict"
    __table_args__ = (Index("label_verdict_label", "label_id"),)

    photo_id: Mapped[int] = mapped_column(ForeignKey("photo.id", ondelete="CASCADE"), primary_key=True)
    label_id: Mapped[int] = mapped_column(ForeignKey("label.id", ondelete="CASCADE"), primary_key=True)
    is_yes: Mapped[bool]
    said_at: Mapped[datetime]


class AlbumVerdictRow(Base):
    """Whether the user says that a photo fits an album, see ``library.album_verdicts``.

    ``source``: ``user`` (asked for just that) or ``removal`` (the photo was taken out of the album).
    """

    __tablename__ = "album_verdict"
    __table_args__ = (Index("album_verdict_photo", "photo_id"),)

    album_id: Mapped[int] = mapped_column(ForeignKey("album.id", ondelete="CASCADE"), primary_key=True)
    photo_id: Mapped[int] = mapped_column(ForeignKey("photo.id", ondelete="CASCADE"), primary_key=True)
    fits: Mapped[bool]
    source: Mapped[str]
    said_at: Mapped[datetime]


class BeingRow(Base):
    """A person or a pet: somebody whom the user named or ignores, or a group of regions that look alike.

    A group has no name, and no verdict speaks of it: it goes when nobody is in it any more.
    """

    __tablename__ = "being"
    __table_args__ = (
        Index("being_name", "folded_name"),
        Index("being_cover", "cover_photo_id"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    name: Mapped[str] = mapped_column(default="", server_default="")
    folded_name: Mapped[str] = mapped_column(default="", server_default="")
    is_ignored: Mapped[bool] = mapped_column(default=False, server_default="0")
    birthday: Mapped[datetime | None]
    cover_photo_id: Mapped[int | None] = mapped_column(ForeignKey("photo.id", ondelete="SET NULL"))
    made_at: Mapped[datetime]


class VerdictRow(Base):
    """What somebody said about a place in a photo, see ``library.verdicts``.

    Places are shares of the upright photo, before the user's turns. With a being: that it is shown there
    (``is_yes``), or is not. Without one: that there is a face or an animal, or is none. ``source``: ``user``,
    ``group`` (said by the user of a whole group at once) or ``file`` (its metadata, which call the being
    ``said_name``).
    """

    __tablename__ = "verdict"
    __table_args__ = (
        Index("verdict_photo", "photo_id"),
        Index("verdict_being", "being_id"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    photo_id: Mapped[int] = mapped_column(ForeignKey("photo.id", ondelete="CASCADE"))
    kind: Mapped[str]
    left: Mapped[float]
    top: Mapped[float]
    width: Mapped[float]
    height: Mapped[float]
    being_id: Mapped[int | None] = mapped_column(ForeignKey("being.id", ondelete="CASCADE"))
    is_yes: Mapped[bool]
    source: Mapped[str]
    said_name: Mapped[str] = mapped_column(default="", server_default="")
    said_at: Mapped[datetime]


class RegionRow(Base):
    """A face or an animal in a photo, and who it is taken for. All of it can be computed again.

    ``is_marked``: by a verdict, where the analyzer found nothing. ``analyzer`` is the one that described it,
    "" for none yet; its ``descriptor`` is little-endian float16. ``is_refused``: a verdict says that it is no
    face. ``being_id``: who it is, ``is_said`` if a verdict says so; ``suggested_id``: who it may be, which is
    to be asked; ``evidence`` for either. ``look`` numbers the groups of alike regions that a being consists
    of, -1 for none.
    """

    __tablename__ = "region"
    __table_args__ = (
        Index("region_photo", "photo_id"),
        Index("region_being", "being_id", "photo_id"),
        Index("region_suggested", "suggested_id", sqlite_where=text("suggested_id IS NOT NULL")),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    photo_id: Mapped[int] = mapped_column(ForeignKey("photo.id", ondelete="CASCADE"))
    kind: Mapped[str]
    left: Mapped[float]
    top: Mapped[float]
    width: Mapped[float]
    height: Mapped[float]
    is_marked: Mapped[bool]
    analyzer: Mapped[str] = mapped_column(default="", server_default="")
    score: Mapped[float] = mapped_column(default=0.0, server_default="0")
    is_clear: Mapped[bool] = mapped_column(default=False, server_default="0")
    species: Mapped[str] = mapped_column(default="", server_default="")
    descriptor: Mapped[bytes | None]
    is_refused: Mapped[bool] = mapped_column(default=False, server_default="0")
    is_said: Mapped[bool] = mapped_column(default=False, server_default="0")
    being_id: Mapped[int | None] = mapped_column(ForeignKey("being.id", ondelete="SET NULL"))
    suggested_id: Mapped[int | None] = mapped_column(ForeignKey("being.id", ondelete="SET NULL"))
    evidence: Mapped[float] = mapped_column(default=0.0, server_default="0")
    look: Mapped[int] = mapped_column(default=-1, server_default="-1")


class AnalysedRow(Base):
    """In which photos an analyzer has looked for beings of a kind, so that those without any are not looked
    through again."""

    __tablename__ = "analysed"

    photo_id: Mapped[int] = mapped_column(ForeignKey("photo.id", ondelete="CASCADE"), primary_key=True)
    kind: Mapped[str] = mapped_column(primary_key=True)
    analyzer: Mapped[str]


class SuggestionRow(Base):
    """A group or an event that photoorg found, and what the user decided about it.

    ``state``: ``suggested``, ``accepted`` or ``dismissed``; accepted ones have an album, until the user
    deletes that. ``said_name`` is the user's; ``place``, ``words`` and ``beings`` (ids of people and pets, as
    text) are what it is named by without one. ``newest_photo_id``: what came later was not looked at for it
    yet.
    """

    __tablename__ = "suggestion"
    __table_args__ = (
        Index("suggestion_parent", "parent_id"),
        Index("suggestion_album", "album_id"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("suggestion.id", ondelete="SET NULL"))
    state: Mapped[str] = mapped_column(default="suggested", server_default="suggested")
    said_name: Mapped[str] = mapped_column(default="", server_default="")
    album_id: Mapped[int | None] = mapped_column(ForeignKey("album.id", ondelete="SET NULL"))
    began_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    place: Mapped[str] = mapped_column(default="", server_default="")
    words: Mapped[list[str]] = mapped_column(default=list, server_default="[]")
    beings: Mapped[list[str]] = mapped_column(default=list, server_default="[]")
    newest_photo_id: Mapped[int] = mapped_column(default=0, server_default="0")


class SuggestionPhotoRow(Base):
    """What photoorg puts into a suggestion; of an accepted one, all that it ever put into its album."""

    __tablename__ = "suggestion_photo"
    __table_args__ = (Index("suggestion_photo_photo", "photo_id"),)

    suggestion_id: Mapped[int] = mapped_column(
        ForeignKey("suggestion.id", ondelete="CASCADE"), primary_key=True
    )
    photo_id: Mapped[int] = mapped_column(ForeignKey("photo.id", ondelete="CASCADE"), primary_key=True)
    position: Mapped[int]


class SuggestionVerdictRow(Base):
    """The user says that a photo belongs to a suggestion, or does not."""

    __tablename__ = "suggestion_verdict"
    __table_args__ = (Index("suggestion_verdict_photo", "photo_id"),)

    suggestion_id: Mapped[int] = mapped_column(
        ForeignKey("suggestion.id", ondelete="CASCADE"), primary_key=True
    )
    photo_id: Mapped[int] = mapped_column(ForeignKey("photo.id", ondelete="CASCADE"), primary_key=True)
    is_in: Mapped[bool]


class SuggestionRunRow(Base):
    """When suggestions of a kind were last looked for: by which ``model``, and in what (``stamp``)."""

    __tablename__ = "suggestion_run"

    kind: Mapped[str] = mapped_column(primary_key=True)
    model: Mapped[str]
    stamp: Mapped[str]
    newest_photo_id: Mapped[int]


class LibraryRow(Base):
    """The one row that tells this library from every other, so that no foreign cache is believed.

    ``sidecar_id`` tells which sidecars it wrote itself, also once it was restored from a backup.
    """

    __tablename__ = "library"

    id: Mapped[int] = mapped_column(primary_key=True)
    uuid: Mapped[str]
    sidecar_id: Mapped[str] = mapped_column(server_default="")
    created_at: Mapped[datetime]
