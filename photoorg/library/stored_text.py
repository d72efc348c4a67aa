"""Texts in a form that the catalogue can keep."""

from __future__ import annotations


def tidy(name: str) -> str:
    """A name as it is kept: on one line, without surplus space, and possible to store."""
    return " ".join(storable_text(name).split())


def storable_text(text: str) -> str:
    """Bytes of a command line that are not UTF-8 arrive as lone surrogates, which no database takes."""
    return text.encode("utf-8", "replace").decode()
