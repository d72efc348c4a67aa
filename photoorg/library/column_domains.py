"""Which values of a column are possible, where its type does not say it all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Protocol

from photoorg.library.records import TAKEN_AT_CERTAINTY, FaceRegion


class Domain(Protocol):
    """Values that are possible."""

    @property
    def unknown(self) -> Any:
        """Read in place of any other, where the column cannot be empty."""

    def allows(self, value: Any) -> bool:
        """Whether the value is one of them."""


@dataclass(frozen=True, slots=True)
class Within:
    """Numbers from ``least`` to ``most``."""

    least: float
    most: float
    unknown: float = 0

    def allows(self, value: Any) -> bool:
        return bool(self.least <= value <= self.most)


@dataclass(frozen=True, slots=True)
class OneOf:
    """Words."""

    words: frozenset[str]
    unknown: str

    def allows(self, value: Any) -> bool:
        return value in self.words


@dataclass(frozen=True, slots=True)
class OfLength:
    """Bytes of a length."""

    length: int

    @property
    def unknown(self) -> bytes:
        """Nobody's hash."""
        return bytes(self.length)

    def allows(self, value: Any) -> bool:
        return len(value) == self.length


@dataclass(frozen=True, slots=True)
class Words:
    """Lists of texts."""

    unknown: tuple[str, ...] = ()

    def allows(self, value: Any) -> bool:
        return all(isinstance(word, str) for word in value)


@dataclass(frozen=True, slots=True)
class Faces:
    """Lists of :class:`FaceRegion` as JSON has them."""

    unknown: tuple[str, ...] = ()

    def allows(self, value: Any) -> bool:
        return all(isinstance(face, dict) and _is_face(face) for face in value)


SIDE_PX = Within(1, 2**31 - 1, unknown=1)
SHA_256 = OfLength(32)
KIND = OneOf(frozenset({"person", "pet"}), "person")
DOMAINS: dict[str, Domain] = {
    "photo.content_hash": SHA_256,
    "photo.image_hash": SHA_256,
    "photo.width": SIDE_PX,
    "photo.height": SIDE_PX,
    "photo.orientation": Within(1, 8, unknown=1),
    "photo.quarter_turns": Within(0, 3),
    "photo.taken_at_source": OneOf(frozenset(TAKEN_AT_CERTAINTY), "file_modified"),
    # Round the globe and back.
    "photo.utc_offset_minutes": Within(-24 * 60, 24 * 60),
    "photo.latitude": Within(-90, 90),
    "photo.longitude": Within(-180, 180),
    "corrected_time.utc_offset_minutes": Within(-24 * 60, 24 * 60),
    "corrected_time.file_taken_at_source": OneOf(frozenset(TAKEN_AT_CERTAINTY), "file_modified"),
    "corrected_time.file_utc_offset_minutes": Within(-24 * 60, 24 * 60),
    "corrected_place.latitude": Within(-90, 90),
    "corrected_place.longitude": Within(-180, 180),
    "corrected_place.file_latitude": Within(-90, 90),
    "corrected_place.file_longitude": Within(-180, 180),
    "denied.fact": OneOf(frozenset({"keyword", "title", "description"}), "keyword"),
    "photo.file_rating": Within(0, 5),
    "photo.rating": Within(0, 5),
    "photo.file_keywords": Words(),
    "photo.file_faces": Faces(),
    "former_content.content_hash": SHA_256,
    "former_content.image_hash": SHA_256,
    "file.content_hash": SHA_256,
    # Of no file at all, so that it is read again.
    "file.size_bytes": Within(-1, 2**63 - 1, unknown=-1),
    "file.presence": OneOf(frozenset({"present", "offline", "missing", "unwatched"}), "missing"),
    "file.state": OneOf(frozenset({"pending", "read", "unreadable", "inaccessible"}), "pending"),
    **{f"{table}.kind": KIND for table in ("being", "verdict", "region", "analysed")},
    **{
        f"{table}.{side}": Within(0, 1)
        for table in ("verdict", "region")
        for side in ("left", "top", "width", "height")
    },
    "album_verdict.source": OneOf(frozenset({"user", "removal"}), "user"),
    "verdict.source": OneOf(frozenset({"user", "group", "file"}), "user"),
    **{
        f"{table}.kind": OneOf(frozenset({"group", "event"}), "group")
        for table in ("suggestion", "suggestion_run")
    },
    "suggestion.state": OneOf(frozenset({"suggested", "accepted", "dismissed"}), "suggested"),
    "suggestion.words": Words(),
    "suggestion.beings": Words(),
    "model.dimension": Within(1, 2**16, unknown=1),
}


def _is_face(face: dict[str, Any]) -> bool:
    shares = ("left", "top", "width", "height")
    return (
        face.keys() == set(FaceRegion.__slots__)
        and all(isinstance(face[name], str) for name in ("name", "kind"))
        and all(isinstance(face[name], int | float) for name in shares)
    )
