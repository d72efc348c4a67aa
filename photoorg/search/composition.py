"""How relevant a photo is to a query of several parts, from how relevant it is to each of them.

The rule, with every relevance in 0..1:

* a filter is 1 where it holds, else 0;
* NOT: a half where the part would just find the photo, ever less beyond: what ``B`` finds is what ``-B``
  pushes out. (The odds of the part, counted in those at the cutoff, against one.)
* AND: the geometric mean of the parts, each to the power of its weight, so that a photo that has both beats
  one that has much of one; then times every filter and every NOT beside them, which can only take away;
* words on both sides of an AND count once more as "A with B", which weighs most: an encoder learned from
  captions what things look like together (see :func:`seen_together`);
* OR: the best part; a weight lifts a part, by the root of that order.

These are means of the parts, of order 0 and of order infinity: a part that is absent cannot be made good, and
one that is present is enough. (Salton, Fox and Wu's extended Boolean model of 1983 lies between.)
"""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np

from photoorg.library.criteria import Every, Filter, Has, Some, Without, mentions
from photoorg.search.calibration import CUTOFF
from photoorg.search.language.syntax import All, Any, Like, Node, Not, Where, Words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from photoorg.encoders.encoder import FloatArray

    # Of every photo in question, in one order: relevance to a part, 0..1, and whether a filter holds, 0 or 1.
    OfMeaning = Callable[[Words | Like], FloatArray]
    OfFilter = Callable[[Filter], FloatArray]

# How much "A with B" counts beside A and B. Measured on captions: ``python -m benchmarks operators``.
TOGETHER = 4.0
# Words under one AND; every pair costs a text to be encoded.
MOST_TOGETHER = 4


def relevance(query: Node, of_meaning: OfMeaning, of_filter: OfFilter) -> FloatArray:
    """Relevance of each photo to the whole query, 0..1, shape (n,)."""
    match query:
        case Words() | Like():
            return of_meaning(query)
        case Where(chosen=chosen):
            return of_filter(chosen)
        case Not(part=part):
            return _absence(relevance(part, of_meaning, of_filter))
        case Any(parts=parts):
            lifted = [relevance(part, of_meaning, of_filter) ** (1.0 / _weight(part)) for part in parts]
            return np.asarray(np.max(lifted, axis=0), np.float32)
        case All(parts=parts):
            beside = [part for part in parts if isinstance(part, Not) or as_filter(part) is not None]
            meant = [part for part in parts if part not in beside]
            whole = sum(map(_weight, meant))
            factors = [relevance(part, of_meaning, of_filter) for part in beside]
            factors += [relevance(part, of_meaning, of_filter) ** (_weight(part) / whole) for part in meant]
            return np.asarray(np.prod(factors, axis=0), np.float32)


def _absence(found: FloatArray) -> FloatArray:
    """1 where nothing was found, a half at the cutoff, 0 where all was, shape (n,)."""
    at_cutoff = CUTOFF / (1.0 - CUTOFF)
    return np.asarray((1.0 - found) * at_cutoff / ((1.0 - found) * at_cutoff + found), np.float32)


def as_filter(query: Node) -> Filter | None:
    """The query as one question to the catalogue; None where it has words or examples."""
    match query:
        case Where(chosen=chosen):
            return chosen
        case Not(part=part):
            inner = as_filter(part)
            return None if inner is None else Without(inner)
        case All(parts=parts) | Any(parts=parts):
            inners = [as_filter(part) for part in parts]
            known = tuple(inner for inner in inners if inner is not None)
            if len(known) < len(parts):
                return None
            return Every(known) if isinstance(query, All) else Some(known)
        case _:
            return None


def seen_together(query: Node | None) -> Node | None:
    """The query to be weighed for one as it was typed: with the words of each AND in one sentence, too."""
    match query:
        case Not(part=part):
            return replace(query, part=_seen_together(part))
        case Any(parts=parts):
            return replace(query, parts=tuple(map(_seen_together, parts)))
        case All(parts=parts):
            words = [part for part in parts if isinstance(part, Words)]
            # In an order of their own, so that the one they are typed in makes no difference.
            words.sort(key=lambda part: part.text)
            pairs = combinations(words, 2) if len(words) <= MOST_TOGETHER else ()
            joint = (
                Words(
                    f"{one.text} with {other.text}",
                    TOGETHER * (one.weight * other.weight) ** 0.5 / (len(words) - 1),
                    (*one.spans, *other.spans),
                )
                for one, other in pairs
            )
            return replace(query, parts=(*map(_seen_together, parts), *joint))
        case _:
            return query


def _seen_together(query: Node) -> Node:
    changed = seen_together(query)
    assert changed is not None
    return changed


def asks_for_hidden(query: Node | None) -> bool:
    """Whether any part of a query says which photos are hidden: then none is kept from it."""
    match query:
        case Where(chosen=chosen):
            return mentions(chosen, Has("hidden"))
        case Not(part=part):
            return asks_for_hidden(part)
        case All(parts=parts) | Any(parts=parts):
            return any(map(asks_for_hidden, parts))
        case _:
            return False


def split(query: Node) -> tuple[Filter, Node | None]:
    """What the catalogue can say beforehand, and what is left to weigh (None for nothing).

    A photo that does not pass the filter has no relevance to the query.
    """
    whole = as_filter(query)
    if whole is not None:
        return whole, None
    if not isinstance(query, All):
        return Every(()), query
    filters = [as_filter(part) for part in query.parts]
    left = tuple(part for part, chosen in zip(query.parts, filters, strict=True) if chosen is None)
    chosen = Every(tuple(chosen for chosen in filters if chosen is not None))
    return chosen, left[0] if len(left) == 1 else All(left, query.span)


def sought(query: Node) -> Iterator[Words | Like]:
    """Those parts of which a photo should have much: near one of them, good photos are found."""
    match query:
        case Words() | Like():
            yield query
        case All(parts=parts) | Any(parts=parts):
            for part in parts:
                yield from sought(part)


def is_open(query: Node) -> bool:
    """Whether photos near none of the sought parts may fulfil it, as with ``-snow``: then all are weighed."""
    match query:
        # A filter stands here only beside words under an OR; what it lets through may be anything.
        case Not() | Where():
            return True
        case All(parts=parts):
            return all(is_open(part) for part in parts)
        case Any(parts=parts):
            return any(is_open(part) for part in parts)
        case _:
            return False


def _weight(part: Node) -> float:
    return part.weight if isinstance(part, Words | Like) else 1.0
