"""Names of files and folders that every system takes."""

from __future__ import annotations

import re
import unicodedata

# What some system does not take in a name, and what rewrites a terminal.
_FORBIDDEN = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]')
_RESERVED = re.compile(r"^(con|prn|aux|nul|com\d|lpt\d)(\..*)?$", re.IGNORECASE)
# File systems count bytes, or units of UTF-16, to 255; numbers and endings are added.
MOST_BYTES = 180


def safe_name(name: str, otherwise: str) -> str:
    """A name without what some system refuses; ``otherwise`` where nothing is left of it."""
    kept = _FORBIDDEN.sub(" ", name.encode("utf-8", "replace").decode())
    kept = " ".join(unicodedata.normalize("NFC", kept).split()).strip(" .")
    kept = kept.encode()[:MOST_BYTES].decode("utf-8", "ignore").strip(" .")
    if not kept:
        return otherwise
    return f"_{kept}" if _RESERVED.match(kept) else kept
