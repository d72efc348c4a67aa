"""Where name tags stand beside faces, so that they cover none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from PySide6.QtCore import QSizeF

GAP_PX = 4


def placed_tags(faces: Sequence[QRectF], tags: Sequence[QSizeF], room: QRectF) -> list[QRectF]:
    """One place within ``room`` for each face's tag: below, above or beside it, the first that covers no
    face and no other tag; where there is none, the one that covers least."""
    taken: list[QRectF] = []
    for face, size in zip(faces, tags, strict=True):
        taken.append(place_beside(face, size, room, (*faces, *taken)))
    return taken


def place_beside(face: QRectF, size: QSizeF, room: QRectF, kept_free: Sequence[QRectF]) -> QRectF:
    """As :func:`placed_tags`, for one face."""
    return min(_places(face, size, room), key=lambda place: _covered(place, kept_free))


def _places(face: QRectF, size: QSizeF, room: QRectF) -> Iterator[QRectF]:
    middle = face.center()
    left, top = middle.x() - size.width() / 2, middle.y() - size.height() / 2
    below, above = face.bottom() + GAP_PX, face.top() - size.height() - GAP_PX
    right, before = face.right() + GAP_PX, face.left() - size.width() - GAP_PX
    corners = ((left, below), (left, above), (right, top), (before, top))
    aside = ((right, below), (before, below), (right, above), (before, above))
    for x, y in (*corners, *aside):
        yield _kept_within(QRectF(QPointF(x, y), size), room)


def _kept_within(place: QRectF, room: QRectF) -> QRectF:
    x = max(room.left(), min(place.left(), room.right() - place.width()))
    y = max(room.top(), min(place.top(), room.bottom() - place.height()))
    return QRectF(QPointF(x, y), place.size())


def _covered(place: QRectF, others: Sequence[QRectF]) -> float:
    """In square pixels."""
    shared = (place.intersected(other) for other in others if place.intersects(other))
    return sum(one.width() * one.height() for one in shared)
