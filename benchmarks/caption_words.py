"""What photos show, by the words of their captions."""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from photoorg.photo_library import PhotoLibrary

NO_TOPICS = frozenset(
    [
        *("and", "are", "for", "front", "has", "her", "his", "into", "large", "near", "next", "off", "one"),
        *("other", "out", "over", "small", "some", "that", "the", "their", "there", "this", "three", "two"),
        *("while", "who", "with", "another", "down", "from", "four", "its", "through"),
    ]
)


def mentions(library: PhotoLibrary, source: Path) -> dict[str, Counter[int]]:
    """How many captions of a photo (by id) say a word, for each word that may be a topic.

    Args:
        source: a folder of the library with ``captions.json``.
    """
    counts: dict[str, Counter[int]] = defaultdict(Counter)
    for entry in json.loads((source / "captions.json").read_text()):
        photo = library.photo_at(source / entry["file"])
        assert photo is not None
        for caption in entry["captions"]:
            for word in set(re.findall("[a-z]{3,}", caption.lower())) - NO_TOPICS:
                counts[word][photo.id] += 1
    return counts
