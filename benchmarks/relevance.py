"""Does relevance mean the same for every query? On captioned photos that no model was trained on.

Each caption is a query whose photo is known. Printed: how often that photo is a hit at all, how many hits a
query gets, and what queries about things that are in none of the photos get. Here the constants of
``photoorg.search.calibration`` were fitted.
"""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from benchmarks.photos import SHARED_PHOTOS
from photoorg import PhotoLibrary

if TYPE_CHECKING:
    from collections.abc import Iterator

ABSENT = (
    "a rocket launch",
    "an x-ray of a hand",
    "a business card",
    "the surface of the moon",
    "a violin concert in an opera house",
    "a submarine under water",
    "a spreadsheet on a screen",
    "a swimming octopus",
    "qwertz uiop asdf",
    "a medieval knight in armour",
)


def run() -> Iterator[str]:
    """Needs the captioned photos beside the project; says so without them."""
    source = SHARED_PHOTOS / "captioned"
    if not source.is_dir():
        yield "skipped: there are no captioned photos beside the project"
        return
    captions = json.loads((source / "captions.json").read_text())
    with tempfile.TemporaryDirectory() as work, PhotoLibrary.open(Path(work)) as library:
        library.add_folder(source)
        library.sync()
        ranks, relevances, counts = [], [], []
        for entry in captions:
            wanted = library.photo_at(source / entry["file"])
            assert wanted is not None
            result = library.search(entry["captions"][0])
            ids = [hit.photo_id for hit in result.hits]
            found = wanted.id in ids
            ranks.append(ids.index(wanted.id) + 1 if found else 0)
            relevances.append(result.hits[ids.index(wanted.id)].relevance if found else 0.0)
            counts.append(len(ids))
        total = len(captions)
        hit_at_10 = sum(1 for rank in ranks if 0 < rank <= 10) / total
        hit = np.mean(np.array(ranks) > 0)
        yield f"photos {total}; the captioned photo is a hit for {hit:.0%} of captions,"
        yield f"among the first ten for {hit_at_10:.0%}; its median relevance {np.median(relevances):.2f}"
        yield f"hits a caption: median {np.median(counts):.0f}, at most {max(counts)} of {total}"
        similar = [len(library.similar(photo_id).hits) for photo_id in library.photo_ids()]
        yield f"similar photos: median {np.median(similar):.0f}, at most {max(similar)}"
        yield f"photos without any similar one: {similar.count(0)}"
        for query in ABSENT:
            hits = library.search(query).hits
            best = f"best {hits[0].relevance:.2f}" if hits else ""
            yield f"absent: {query:<40} {len(hits):3} hits {best}"
