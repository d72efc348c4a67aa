"""Texts in a form that the catalogue can keep."""

from __future__ import annotations

import unicodedata

# They turn the text around them, in whatever it is shown, and cannot be seen themselves.
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def tidy(name: str) -> str:
    """A name as it is kept: on one line, without surplus space and what no keyboard types, and possible to
    store."""
    return " ".join("".join(filter(_is_of_names, storable_text(name))).split())


def storable_text(text: str) -> str:
    """Bytes of a command line that are not UTF-8 arrive as lone surrogates, which no database takes."""
    return text.encode("utf-8", "replace").decode()


def _is_of_names(sign: str) -> bool:
    # What joins letters and emoji is invisible, too, but belongs to names.
    return sign.isspace() or not (unicodedata.category(sign) == "Cc" or sign in _TURNING)
