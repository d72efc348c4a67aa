"""A part of a photo, whatever size the photo is shown in."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Region:
    """A box in shares of the upright photo's width and height, 0..1 from the left and the top.

    Attributes:
        left, top, right, bottom: ``left < right`` and ``top < bottom``.
    """

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """Share of the photo's width."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """Share of the photo's height."""
        return self.bottom - self.top

    @property
    def area(self) -> float:
        """Share of the photo."""
        return self.width * self.height

    def pixels(self, size: tuple[int, int]) -> tuple[int, int, int, int]:
        """Left, top, right and bottom in a photo of ``size`` (width, height); at least one pixel."""
        width, height = size
        left = min(int(self.left * width), width - 1)
        top = min(int(self.top * height), height - 1)
        return left, top, max(left + 1, round(self.right * width)), max(top + 1, round(self.bottom * height))

    def overlap(self, other: Region) -> float:
        """Share of the photo that lies in both."""
        width = min(self.right, other.right) - max(self.left, other.left)
        height = min(self.bottom, other.bottom) - max(self.top, other.top)
        return max(0.0, width) * max(0.0, height)

    def widened(self, x: float, y: float) -> Region:
        """With so much more on the left and right, above and below, as far as the photo goes."""
        right, bottom = min(1.0, self.right + x), min(1.0, self.bottom + y)
        return Region(max(0.0, self.left - x), max(0.0, self.top - y), right, bottom)

    def within(self, part: Region) -> Region:
        """This region, given in shares of a part of the photo, in shares of the photo."""
        return Region(
            part.left + self.left * part.width,
            part.top + self.top * part.height,
            part.left + self.right * part.width,
            part.top + self.bottom * part.height,
        )

    def seen_from(self, part: Region) -> Region:
        """The inverse of :meth:`within`."""
        return Region(
            (self.left - part.left) / part.width,
            (self.top - part.top) / part.height,
            (self.right - part.left) / part.width,
            (self.bottom - part.top) / part.height,
        )
