"""What came of an export; imports nothing heavy, for the window asks before it needs the rest."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from photoorg.jobs import Cancelled

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class ExportedPhoto:
    """A photo that was copied.

    Attributes:
        path: of the photo.
        copy: of the copy.
        is_smaller: see ``PhotoCopy``.
    """

    photo_id: int
    path: Path
    copy: Path
    is_smaller: bool


@dataclass(frozen=True, slots=True)
class UnexportedPhoto:
    """A photo that could not be copied, and why, without its path."""

    photo_id: int
    path: Path
    reason: str


@dataclass(frozen=True, slots=True)
class ExportReport:
    """What came of an export."""

    folder: Path
    exported: tuple[ExportedPhoto, ...]
    failed: tuple[UnexportedPhoto, ...]


class ExportStopped(Cancelled):
    """An export was cancelled; ``report`` tells what was copied until then."""

    def __init__(self, report: ExportReport) -> None:
        super().__init__()
        self.report = report
