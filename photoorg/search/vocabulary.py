"""Texts that photoorg ships for searching."""

from __future__ import annotations

from importlib.resources import files


def photo_words() -> list[str]:
    """Words for what photos show, in no order (``resources/vocabulary/photo_words.txt``)."""
    return _lines("photo_words.txt")


def everyday_queries() -> list[str]:
    """Phrases people type into a photo search (``resources/vocabulary/everyday_queries.txt``)."""
    return _lines("everyday_queries.txt")


def _lines(name: str) -> list[str]:
    text = (files("photoorg.resources") / "vocabulary" / name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]
