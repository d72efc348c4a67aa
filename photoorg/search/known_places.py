"""Places in a query that no photo and no town has: perhaps a mistake in typing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from photoorg.errors import QueryError
from photoorg.ingest.countries import countries_beginning
from photoorg.ingest.towns import towns_named, towns_written_like
from photoorg.library.criteria import Contains
from photoorg.search.known_names import did_you_mean, near_names, parts_naming
from photoorg.sentences import Sentence

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from photoorg.library.criteria import Filter
    from photoorg.search.language.syntax import Node


def require_known_places(
    query: Node, is_any: Callable[[Filter], bool], names: Callable[[], Sequence[str]]
) -> None:
    """Raises QueryError at the first place that no photo has, and that is written like another one. A place
    that is there, or is like nothing, is a question like any other.

    Args:
        is_any: whether any photo fulfils a filter.
        names: of the places where photos were taken.
    """
    for part, chosen in parts_naming(query, Contains):
        # What is the name of a town or country is more than a text that is to be contained.
        if chosen.fact != "place" or countries_beginning(chosen.part) or towns_named(chosen.part, 1):
            continue
        alike = near_names(chosen.part, names()) or towns_written_like(chosen.part)
        # Last, for every photo is asked.
        if alike and not is_any(chosen):
            unknown = Sentence(
                "No photo is known to be from ‘{name}’.{hint}", name=chosen.part, hint=did_you_mean(alike)
            )
            raise QueryError(unknown, part.span.start)
