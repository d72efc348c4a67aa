"""Why a photo is found: how relevant it is to each part of a query, told apart."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

import numpy as np

from photoorg.search.calibration import CUTOFF
from photoorg.search.composition import as_filter, relevance
from photoorg.search.language.syntax import All, Any, Node, Not, Words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from photoorg.encoders.encoder import FloatArray
    from photoorg.index.vector_index import IdArray
    from photoorg.library.criteria import Filter
    from photoorg.search.language.syntax import Like
    from photoorg.search.weighing import Sources


class PartKind(Enum):
    """What a part does in its query."""

    SOUGHT = "sought"
    KEPT_OUT = "kept out"
    FACT = "fact"


class Degree(Enum):
    """A relevance in words."""

    SURE = "sure"
    LIKELY = "likely"
    PERHAPS = "perhaps"
    HARDLY = "hardly there"

    @classmethod
    def of(cls, relevance: float) -> Degree:
        """The word for 0..1."""
        if relevance >= SURE_FROM:
            return cls.SURE
        if relevance >= LIKELY_FROM:
            return cls.LIKELY
        return cls.PERHAPS if relevance >= CUTOFF else cls.HARDLY


_SIGN = re.compile(r"(-|NOT\b)\s*")
SURE_FROM = 0.85
LIKELY_FROM = 0.5


@dataclass(frozen=True, slots=True)
class PartRelevance:
    """One part of a query and one photo.

    Attributes:
        part: as it was typed, without the sign that keeps it out.
        presence: how relevant the photo is to the part, 0..1; of a fact, whether it holds. What is kept out
            should have little of it.
        relevance: what that counts for in the whole, 0..1: see ``composition``.
    """

    part: str
    kind: PartKind
    presence: float
    relevance: float

    @property
    def in_words(self) -> str:
        """For people who read English: ``sure (0.93)``, ``yes``."""
        if self.kind is PartKind.FACT:
            return "yes" if self.relevance else "no"
        return f"{Degree.of(self.presence).value} ({self.presence:.2f})"

    @property
    def title(self) -> str:
        """The part with what it does in front."""
        return f"NOT {self.part}" if self.kind is PartKind.KEPT_OUT else self.part


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a query that is worth a word.

    Attributes:
        name: as it was typed.
        node: what it stands for, smart albums included.
    """

    name: str
    kind: PartKind
    node: Node

    @classmethod
    def of(cls, part: Node, node: Node, query: str, name: str = "") -> Part:
        """One of :func:`parts_of` that stands for ``node`` in a query, perhaps under another name."""
        if as_filter(node) is not None:
            kind = PartKind.FACT
        else:
            kind = PartKind.KEPT_OUT if isinstance(part, Not) else PartKind.SOUGHT
        # A filter may stand between the words of one phrase.
        typed = part.text if isinstance(part, Words) else query[part.span.start : part.span.end]
        if kind is PartKind.KEPT_OUT:
            typed = _SIGN.sub("", typed)
        return cls(name or typed, kind, node)


def parts_of(query: Node) -> Iterator[Node]:
    """The parts of a query from left to right: no AND and OR, and NOT with all that it keeps out."""
    match query:
        case All(parts=parts) | Any(parts=parts):
            for part in parts:
                yield from parts_of(part)
        case _:
            yield query


def explained(
    parts: Sequence[Part], vectors: Mapping[Words | Like, FloatArray], ids: IdArray, sources: Sources
) -> dict[int, tuple[PartRelevance, ...]]:
    """How relevant each of the photos is to each part, weighed as a search does.

    Args:
        vectors: the unit vector of every part with words or an example.
    """
    described, photos = sources.vectors(ids) if vectors else (ids[:0], np.empty(0, np.float32))

    def of_meaning(part: Words | Like) -> FloatArray:
        found = np.zeros(len(ids), np.float32)
        if len(described):
            vector = vectors[part]
            found[np.isin(ids, described)] = sources.relevance(part, vector, photos @ vector, photos)
        return found

    def of_filter(chosen: Filter) -> FloatArray:
        return np.isin(ids, sources.fulfilling(chosen)).astype(np.float32)

    columns = []
    for part in parts:
        counts = relevance(part.node, of_meaning, of_filter)
        shows = counts
        if isinstance(part.node, Not) and part.kind is PartKind.KEPT_OUT:
            shows = relevance(part.node.part, of_meaning, of_filter)
        pairs = zip(shows.tolist(), counts.tolist(), strict=True)
        columns.append([PartRelevance(part.name, part.kind, *pair) for pair in pairs])
    return {photo_id: tuple(column[at] for column in columns) for at, photo_id in enumerate(ids.tolist())}
