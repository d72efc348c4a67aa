"""A query as the parts that a person sees and takes away one by one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from photoorg.search.language.parsing import parse
from photoorg.search.language.syntax import All, Any, Node, Words

if TYPE_CHECKING:
    from collections.abc import Sequence


def chips(typed: str) -> list[str]:
    """The parts that must all hold, from left to right, as they were typed. Raises QueryError."""
    return [_source(part, typed) for part in _parts(typed)]


def without(typed: str, place: int) -> str:
    """The query without the chip at ``place``; "" when it was the last one. Raises QueryError."""
    parts = _parts(typed)
    del parts[place]
    return _joined(parts, typed)


def _parts(typed: str) -> list[Node]:
    query = parse(typed)
    if query is None:
        return []
    parts = query.parts if isinstance(query, All) else (query,)
    return sorted(parts, key=lambda part: part.span.start)


def _source(part: Node, typed: str) -> str:
    if isinstance(part, Words):
        return " ".join(typed[span.start : span.end] for span in part.spans)
    source = typed[part.span.start : part.span.end]
    return f"({source})" if isinstance(part, Any) else source


def _joined(parts: Sequence[Node], typed: str) -> str:
    joined = ""
    for number, part in enumerate(parts):
        if number:
            # Side by side, words would become one thing to look for.
            joined += " AND " if isinstance(part, Words) and isinstance(parts[number - 1], Words) else " "
        joined += _source(part, typed)
    return joined
