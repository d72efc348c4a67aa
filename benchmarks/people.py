"""People in libraries of many faces: grouping all of them, one that joins, and what it costs to ask.

The faces are made up, with the spread that real ones have; the catalogue, and all that is done with it, is
real. Growth is told as a ratio of ten times as many faces.
"""

from __future__ import annotations

import resource
import time
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from photoorg.library.beings.records import PERSON
from photoorg.library.beings.regions import RegionStore
from photoorg.library.catalogue import Catalogue
from photoorg.library.embeddings import STORED_DTYPE
from photoorg.people.roster import Joining, make_roster
from tests.people.made_up_people import faces_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy as np

FACES = (1_000, 10_000, 100_000)
EACH = 20
ANALYZER = "made-up/1"
JOINING = 200


def run() -> Iterator[str]:
    """Lines of a table, and ratios."""
    yield f"{'faces':>8} {'read s':>7} {'group s':>8} {'write s':>8} {'one joins ms':>13} {'list s':>7} MiB"
    grouped = {}
    for count in FACES:
        with TemporaryDirectory(prefix="photoorg-people-") as directory:
            grouped[count], line = _measured(Path(directory), count)
            yield line
    for few, many in pairwise(FACES):
        yield f"grouping {many:,} faces takes {grouped[many] / grouped[few]:.1f} times as long as {few:,}"


def _measured(directory: Path, count: int) -> tuple[float, str]:
    faces, _ = faces_of(count // EACH, EACH)
    catalogue = Catalogue(directory / "catalogue.sqlite3")
    _fill(catalogue, faces)
    regions = RegionStore(catalogue)
    start = time.perf_counter()
    described = regions.described(PERSON, ANALYZER)
    read = time.perf_counter()
    roster = make_roster(PERSON, described)
    grouped = time.perf_counter()
    regions.place(PERSON, roster.placings(), roster.new_groups)
    written = time.perf_counter()
    joining = Joining(regions.described(PERSON, ANALYZER))
    new, _ = faces_of(count // EACH, 1, seed=0)
    before = time.perf_counter()
    for face in new[:JOINING]:
        joining.place(face, is_clear=True, taken=set())
    joined = (time.perf_counter() - before) / min(JOINING, len(new))
    from photoorg.library.beings.store import BeingStore

    before = time.perf_counter()
    BeingStore(catalogue).beings()
    listed = time.perf_counter() - before
    catalogue.close()
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    line = (
        f"{count:>8,} {read - start:>7.2f} {grouped - read:>8.2f} {written - grouped:>8.2f}"
        f" {1000 * joined:>13.2f} {listed:>7.2f} {memory:.0f}"
    )
    return grouped - read, line


def _fill(catalogue: Catalogue, faces: np.ndarray[tuple[int, int], np.dtype[np.float32]]) -> None:
    """A photo for each face, by the tables' own columns, which takes a tenth of the time of indexing."""
    moment = datetime(2020, 1, 1)
    with catalogue.writing() as connection:
        for number, face in enumerate(faces, 1):
            path = f"/photos/{number}.jpg".encode()
            taken = (moment + timedelta(minutes=number)).isoformat(" ")
            connection.exec_driver_sql(
                "INSERT INTO photo (id, content_hash, last_path, format, width, height, orientation,"
                " taken_at,"
                " taken_at_source, has_video, file_keywords, file_faces, added_at, rating, is_rated,"
                " favourite, text)"
                " VALUES (?, ?, ?, 'JPEG', 4000, 3000, 1, ?, 'exif', 0, '[]', '[]', ?, 0, 0, 0, '')",
                (number, number.to_bytes(32, "big"), path, taken, taken),
            )
            connection.exec_driver_sql(
                "INSERT INTO file (path, photo_id, content_hash, size_bytes, modified_ns, sidecar_stamp,"
                " presence, state, is_raw) VALUES (?, ?, ?, 1, 1, 0, 'present', 'read', 0)",
                (path, number, number.to_bytes(32, "big")),
            )
            connection.exec_driver_sql(
                "INSERT INTO region (photo_id, kind, left, top, width, height, is_marked, analyzer, score,"
                " is_clear, descriptor) VALUES (?, 'person', 0.4, 0.3, 0.2, 0.3, 0, ?, 0.99, 1, ?)",
                (number, ANALYZER, face.astype(STORED_DTYPE).tobytes()),
            )
