"""People and pets in queries: those whom nobody knows, those who are meant by a number, new names."""

from __future__ import annotations

from typing import Protocol

from photoorg.errors import QueryError
from photoorg.library.beings.names import number_in
from photoorg.library.criteria import Has, Shows
from photoorg.library.stored_text import tidy
from photoorg.search.known_names import did_you_mean, near_names, parts_naming
from photoorg.search.language.completion import written
from photoorg.search.language.parsing import parse
from photoorg.search.language.syntax import Node, Where
from photoorg.sentences import Sentence

_SEEN = ("faces", "pets", "unnamed")


class Names(Protocol):
    """See :class:`photoorg.library.beings.names.BeingNames`."""

    def is_known(self, kind: str, name: str, *, is_name: bool = False) -> bool:
        """Whether anybody is called so; ``is_name`` where ``#17`` is no number."""

    def all(self, kind: str) -> list[str]:
        """All names."""

    def of_number(self, name: str) -> str:
        """The name of the one whom ``#17`` means, or ""."""


def require_known_beings(query: Node, names: Names) -> None:
    """Raises QueryError at the first person or pet whom nobody knows, with names that are written alike."""
    for part, shown in parts_naming(query, Shows):
        if names.is_known(shown.kind, shown.name, is_name=shown.is_name):
            continue
        hint = _hint(shown, names)
        unknown = (
            Sentence("There is no pet ‘{name}’.{hint}", name=shown.name, hint=hint)
            if shown.kind == "pet"
            else Sentence("There is no person ‘{name}’.{hint}", name=shown.name, hint=hint)
        )
        raise QueryError(unknown, part.span.start)


def _hint(shown: Shows, names: Names) -> str:
    other = "person" if shown.kind == "pet" else "pet"
    if names.is_known(other, shown.name):
        return did_you_mean([written(other, shown.name)])
    near = near_names(shown.name, names.all(shown.kind))
    if not near:
        near = [written(other, name) for name in near_names(shown.name, names.all(other))]
    return did_you_mean(near)


def asks_whether_anybody_is_seen(query: Node) -> bool:
    """Whether the answer depends on photos having been looked through for people and pets."""
    return any(has.state in _SEEN for _, has in parts_naming(query, Has))


def name_of(part: Node, names: Names) -> str:
    """What to call ``person:#17`` by the name of that person; "" for any other part."""
    match part:
        case Where(chosen=Shows(kind=kind, name=name, is_name=False)) if called := names.of_number(name):
            return written(kind, called)
        case _:
            return ""


def renamed(query: str, kind: str, name: str, now: str) -> str:
    """A query with ``now`` in place of every part that asks for somebody by this name.

    What cannot be read stays as it is.
    """
    try:
        parsed = parse(query)
    except QueryError:
        return query
    asked = [] if parsed is None else list(parts_naming(parsed, Shows))
    for part, shown in sorted(asked, key=lambda found: -found[0].span.start):
        if shown.is_name and number_in(name) is not None:
            continue
        if shown.kind == kind and tidy(shown.name).casefold() == tidy(name).casefold():
            query = query[: part.span.start] + now + query[part.span.end :]
    return query
