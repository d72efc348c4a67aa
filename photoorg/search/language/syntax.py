"""A query once it was read: a tree of words, examples and filters."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from photoorg.library.criteria import Filter


@dataclass(frozen=True, slots=True)
class Span:
    """Where a part stands in what was typed: from ``start`` to before ``end``."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Words:
    """What a picture shows, in words.

    Attributes:
        weight: how much it counts beside the others, above 0.
        spans: where the words stand; there are several where something else stands between them.
    """

    text: str
    weight: float
    spans: tuple[Span, ...]

    @property
    def span(self) -> Span:
        """From the first word to the last."""
        return Span(self.spans[0].start, self.spans[-1].end)


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


def meanings(query: Node) -> Iterator[Words | Like]:
    """Every part that needs the encoder, from left to right."""
    match query:
        case Words() | Like():
            yield query
        case Not(part=part):
            yield from meanings(part)
        case All(parts=parts) | Any(parts=parts):
            for part in parts:
                yield from meanings(part)
