"""Searches that were saved as albums, and folders of albums, as parts of other searches."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from photoorg.errors import QueryError
from photoorg.library.criteria import InAlbum
from photoorg.library.stored_text import tidy
from photoorg.search.composition import seen_together
from photoorg.search.language.parsing import parse
from photoorg.search.language.syntax import All, Any, Node, Not, Where
from photoorg.sentences import Sentence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from photoorg.search.album_contents import AlbumContents


def albums_in(text: str) -> frozenset[str]:
    """The names, in lower case, of the albums that a query searches in by itself. Raises QueryError."""
    parsed = parse(text)
    return frozenset() if parsed is None else frozenset(_names_in(parsed))


def with_smart_albums(query: Node, contents: AlbumContents, within: tuple[str, ...] = ()) -> Node:
    """The query with what smart albums, and folders of albums, stand for in place of ``in:NAME``.

    Args:
        within: names of smart albums and folders that led here.

    Raises QueryError where one contains itself.
    """
    match query:
        case Where(chosen=InAlbum(name=name), span=span):
            members = contents.members_of(name)
            typed = contents.query_of(name) if members is None else ""
            if (typed or members) and name.casefold() in within:
                raise QueryError(Sentence("The smart album ‘{name}’ contains itself.", name=name), span.start)
            inner = (*within, name.casefold())
            if members:
                parts = (Where(InAlbum(member), span) for member in members)
                return Any(tuple(with_smart_albums(part, contents, inner) for part in parts), span)
            part = seen_together(parse(typed)) if typed else None
            return query if part is None else with_smart_albums(part, contents, inner)
        case Not(part=part):
            return replace(query, part=with_smart_albums(part, contents, within))
        case All(parts=parts) | Any(parts=parts):
            return replace(query, parts=tuple(with_smart_albums(part, contents, within) for part in parts))
        case _:
            return query


def _names_in(query: Node) -> Iterator[str]:
    match query:
        case Where(chosen=InAlbum(name=name)):
            yield tidy(name).casefold()
        case Not(part=part):
            yield from _names_in(part)
        case All(parts=parts) | Any(parts=parts):
            for part in parts:
                yield from _names_in(part)
