"""What may follow what was typed: names of fields, and the names that the library knows."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from photoorg.search.language.fields import FIELDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

MOST = 8
# Of a word without field; with fewer, every article would bring a list up.
LEAST_LETTERS = 2
# The end of what stands before the cursor: a field with the beginning of its value, or a word.
_FIELD = re.compile(r"""(?:^|[\s(\-])([A-Za-z]+)[:\uff1a](["“]?)([^"“”]*)$""")
_WORD = re.compile(r"""(?:^|[\s(\-])([^\s()"“”:^\-][^\s()"“”:^]*)$""")
_NEEDS_QUOTES = re.compile(r"""[\s()"“”^]""")


@dataclass(frozen=True, slots=True)
class Completion:
    """``text`` may take the place of what was typed from ``start`` to the cursor."""

    start: int
    text: str


def completions(before: str, names: Mapping[str, Sequence[str]]) -> list[Completion]:
    """What may stand at the end of ``before``, the text before the cursor; best first, at most eight.

    Args:
        names: for fields of names (tag, person, in, place, ...) those that the library knows.
    """
    if field := _FIELD.search(before):
        name, quote, value = field[1].lower(), field[2], field[3]
        if name in FIELDS and (quote or " " not in value):
            known = names.get(name) or FIELDS[name].values
            texts = (written(name, one) for one in _beginning(known, value))
            return _at_most(field.start(1), texts, before)
        if quote or " " not in value:
            return []
    word = _WORD.search(before)
    if word is None:
        return []
    start, typed = word.start(1), word[1]
    if len(typed) < LEAST_LETTERS:
        return []
    offered = [f"{name}:" for name in FIELDS if name.startswith(typed.lower())]
    offered += [written(name, one) for name, known in names.items() for one in _beginning(known, typed)]
    return _at_most(start, offered, before)


def _at_most(start: int, texts: Iterator[str] | list[str], before: str) -> list[Completion]:
    found: dict[str, Completion] = {}
    for text in texts:
        # What is there already need not be offered.
        if text != before[start:]:
            found.setdefault(text, Completion(start, text))
        if len(found) == MOST:
            break
    return list(found.values())


def _beginning(known: Sequence[str], typed: str) -> Iterator[str]:
    """Those that begin so come first, then those of which a later word does."""
    wanted = typed.casefold()
    folded = [(one, one.casefold()) for one in known]
    yield from (one for one, text in folded if text.startswith(wanted))
    if wanted:
        yield from (one for one, text in folded if f" {wanted}" in text and not text.startswith(wanted))


def written(field: str, value: str) -> str:
    """``field:value``, in quotes where it needs them."""
    value = value.replace('"', "")
    return f'{field}:"{value}"' if _NEEDS_QUOTES.search(value) else f"{field}:{value}"
