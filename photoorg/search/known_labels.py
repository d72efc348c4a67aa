"""Labels in queries, once they are called otherwise."""

from __future__ import annotations

from photoorg.errors import QueryError
from photoorg.library.criteria import HasLabel
from photoorg.library.stored_text import tidy
from photoorg.search.known_names import parts_naming
from photoorg.search.language.completion import written
from photoorg.search.language.parsing import parse


def renamed_label(query: str, name: str, now: str) -> str:
    """A query that asks for the label ``now`` wherever it asked for ``name``.

    What cannot be read stays as it is.
    """
    try:
        parsed = parse(query)
    except QueryError:
        return query
    asked = [] if parsed is None else list(parts_naming(parsed, HasLabel))
    for part, wanted in sorted(asked, key=lambda found: -found[0].span.start):
        if tidy(wanted.name).casefold() == tidy(name).casefold():
            least = "" if wanted.least is None else f">{wanted.least:g}"
            query = query[: part.span.start] + written("label", now + least) + query[part.span.end :]
    return query
