"""What the user said about who is where, as faces that files can carry."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from photoorg.library.beings.records import PET, SAME_PLACE, Box
from photoorg.library.beings.verdict_meaning import box_of
from photoorg.library.id_lists import IDS_PER_STATEMENT
from photoorg.library.records import FaceRegion
from photoorg.library.schema import BeingRow, PhotoRow, RegionRow

if TYPE_CHECKING:
    from collections.abc import Sequence

    from photoorg.library.catalogue import Catalogue


def said_faces(catalogue: Catalogue, photo_ids: Sequence[int]) -> dict[int, list[FaceRegion]]:
    """For photos by id: who is on them, by name, upright and before the user's turns, from left to right.

    Only what the user said; what photoorg takes for likely is no fact for other programs. What the file says
    itself is left out.
    """
    asked = (
        select(
            *(RegionRow.photo_id, RegionRow.kind, BeingRow.name, PhotoRow.file_faces),
            *(RegionRow.left, RegionRow.top, RegionRow.width, RegionRow.height),
        )
        .join(BeingRow, BeingRow.id == RegionRow.being_id)
        .join(PhotoRow, PhotoRow.id == RegionRow.photo_id)
        .where(RegionRow.is_said, ~RegionRow.is_refused, BeingRow.name != "")
        .order_by(RegionRow.left, RegionRow.id)
    )
    found: dict[int, list[FaceRegion]] = defaultdict(list)
    with catalogue.reading() as connection:
        for start in range(0, len(photo_ids), IDS_PER_STATEMENT):
            some = photo_ids[start : start + IDS_PER_STATEMENT]
            for row in connection.execute(asked.where(RegionRow.photo_id.in_(some))):
                kind = "pet" if row.kind == PET else "face"
                box = box_of(row)
                if not any(_says(face, kind, row.name, box) for face in row.file_faces):
                    found[row.photo_id].append(
                        FaceRegion(row.name, kind, box.left, box.top, box.width, box.height)
                    )
    return dict(found)


def _says(face: dict[str, Any], kind: str, name: str, box: Box) -> bool:
    there = Box(face["left"], face["top"], face["width"], face["height"])
    return (face["kind"], face["name"]) == (kind, name) and there.overlap(box) >= SAME_PLACE
