"""Names in a query that nothing in the library has: a mistake in typing, not a search that finds nothing."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING, TypeVar

from photoorg.errors import QueryError
from photoorg.ingest.gazetteer import plain
from photoorg.library.criteria import Contains, Has, HasLabel, InAlbum, Shows
from photoorg.library.stored_text import tidy
from photoorg.search.language.syntax import All, Any, Node, Not, Where
from photoorg.sentences import Sentence

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence


Naming = TypeVar("Naming", Contains, Has, HasLabel, InAlbum, Shows)
Named = TypeVar("Named", HasLabel, InAlbum)
MOST_NEAR = 3
# Of 1: a word is short, and more of them are alike by chance than whole names.
_WORD_CUTOFF = 0.75


def require_known(
    query: Node, kind: type[Named], names: Callable[[], Collection[str]], unknown: Sentence
) -> None:
    """Raises QueryError at the first name that none of ``names`` is, whatever the case.

    Args:
        kind: of the filters that name something.
        names: asked only where the query has such a filter.
        unknown: what is to be said, with places for ``name`` and ``hint``.
    """
    asked = [(part, tidy(chosen.name)) for part, chosen in parts_naming(query, kind)]
    if not asked:
        return
    known = sorted(names())
    folded = {name.casefold() for name in known}
    for part, name in asked:
        if name.casefold() not in folded:
            hint = did_you_mean(near_names(name, known))
            raise QueryError(Sentence(unknown.template, name=name, hint=hint), part.span.start)


def parts_naming(query: Node, kind: type[Naming]) -> Iterator[tuple[Where, Naming]]:
    """The parts of a query that filter by names of a kind, and their filters."""
    match query:
        case Where(chosen=chosen) if isinstance(chosen, kind):
            yield query, chosen
        case Not(part=part):
            yield from parts_naming(part, kind)
        case All(parts=parts) | Any(parts=parts):
            for part in parts:
                yield from parts_naming(part, kind)


def did_you_mean(near: Sequence[str]) -> str:
    """A sentence to follow another; "" where there is nothing to offer."""
    if not near:
        return ""
    return Sentence(" Did you mean {near}?", near=", ".join(f"‘{one}’" for one in near))


def near_names(name: str, known: Sequence[str]) -> list[str]:
    """Those that begin so or are written alike, in all or in one of their words, accents or not, at most
    three."""
    wanted = plain(name)
    by_folded = {plain(one): one for one in reversed(known)}
    begun = [one for one in by_folded if one.startswith(wanted) or f" {wanted}" in one]
    alike = difflib.get_close_matches(wanted, by_folded, MOST_NEAR)
    words = {word: one for one in by_folded for word in one.split()}
    in_part = [words[word] for word in difflib.get_close_matches(wanted, words, MOST_NEAR, _WORD_CUTOFF)]
    return [by_folded[one] for one in dict.fromkeys([*alike, *begun, *in_part])][:MOST_NEAR]
