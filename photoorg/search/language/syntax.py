"""A query once it was read: a tree of words, examples and filters."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from photoorg.library.criteria import Filter


@dataclass(frozen=True, slots=True)
class Span:
    """Where a part stands in what was typed: from ``start`` to before ``end``."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Words:
    """What a picture shows, in words; ``weight`` says how much that counts beside the others, above 0."""

    text: str
    weight: float
    span: Span


@dataclass(frozen=True, slots=True)
class Like:
    """A picture that looks like this file."""

    picture: Path
    weight: float
    span: Span


@dataclass(frozen=True, slots=True)
class Where:
    """What the catalogue knows."""

    chosen: Filter
    span: Span


@dataclass(frozen=True, slots=True)
class Not:
    """The part must not hold."""

    part: Node
    span: Span


@dataclass(frozen=True, slots=True)
class All:
    """Every part must hold."""

    parts: tuple[Node, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Any:
    """One of the parts is enough."""

    parts: tuple[Node, ...]
    span: Span


Node = Words | Like | Where | Not | All | Any


def top_parts(query: Node) -> tuple[Node, ...]:
    """The parts that must all hold, as a person reads them from left to right: the chips of the window."""
    parts = query.parts if isinstance(query, All) else (query,)
    return tuple(sorted(parts, key=lambda part: part.span.start))
