"""How large a picture is shown, and which part of it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import QPointF, QRectF

# Pixels of the screen for one of the photo, at most: beyond there is nothing more to be seen.
MOST_ENLARGED = 8.0
STEP = 1.25
_NEARLY = 1e-3


@dataclass(frozen=True)
class Zoom:
    """As large as fits, or larger.

    Attributes:
        factor: times as large as what fits; 1 for that.
        x, y: what of the picture is in the middle of the space, in shares of its width and height.
    """

    factor: float = 1.0
    x: float = 0.5
    y: float = 0.5

    @property
    def is_fit(self) -> bool:
        """Whether all of the picture is seen."""
        return self.factor <= 1 + _NEARLY

    def rect(self, fitted: QRectF, space: QRectF) -> QRectF:
        """Where the picture lies, which ``fitted`` into ``space``."""
        if self.is_fit:
            return fitted
        width, height = fitted.width() * self.factor, fitted.height() * self.factor
        return QRectF(
            _start(width, self.x, space.left(), space.width()),
            _start(height, self.y, space.top(), space.height()),
            width,
            height,
        )

    def to(self, factor: float, at: QPointF, fitted: QRectF, space: QRectF, most: float) -> Zoom:
        """Another factor, 1 to ``most``; what is ``at`` a point of the space stays there."""
        before = self.rect(fitted, space)
        factor = min(max(factor, 1.0), max(most, 1.0))
        if factor <= 1 + _NEARLY:
            return Zoom()
        share_x = (at.x() - before.left()) / before.width()
        share_y = (at.y() - before.top()) / before.height()
        middle = space.center()
        return Zoom(
            factor,
            share_x + (middle.x() - at.x()) / (fitted.width() * factor),
            share_y + (middle.y() - at.y()) / (fitted.height() * factor),
        )._within(fitted, space)

    def moved(self, by: QPointF, fitted: QRectF, space: QRectF) -> Zoom:
        """The picture shifted by so many pixels, as far as it goes on."""
        width, height = fitted.width() * self.factor, fitted.height() * self.factor
        shifted = replace(self, x=self.x - by.x() / width, y=self.y - by.y() / height)
        return shifted._within(fitted, space)

    def _within(self, fitted: QRectF, space: QRectF) -> Zoom:
        """Not beyond the edges: from there one would have to come back first."""
        return replace(
            self,
            x=_kept(self.x, space.width() / (2 * fitted.width() * self.factor)),
            y=_kept(self.y, space.height() / (2 * fitted.height() * self.factor)),
        )


def _kept(share: float, half: float) -> float:
    return 0.5 if half >= 0.5 else min(max(share, half), 1 - half)


def _start(length: float, share: float, start: float, room: float) -> float:
    share = _kept(share, room / (2 * length))
    return start + room / 2 - share * length
