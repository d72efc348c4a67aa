"""What may follow what was typed: names of fields, and the names that the library knows."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from photoorg.search.language.fields import FIELDS
from photoorg.search.language.quoting import quoted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from photoorg.library.beings.records import Identity

    # What may be typed, whom it stands for where it is a number, and for how many where these share a name.
    _Offer = tuple[str, Identity | None, int]

MOST = 8
# Of a word without field; with fewer, every article would bring a list up.
LEAST_LETTERS = 2
# The end of what stands before the cursor: a field with the beginning of its value, or a word.
_FIELD = re.compile(r"""(?:^|[\s(\-])([A-Za-z]+)[:\uff1a](["“]?)((?:[^"“”\\]|\\"|\\)*)$""")
_WORD = re.compile(r"""(?:^|[\s(\-])([^\s()"“”:^\-][^\s()"“”:^]*)$""")
# Also what would be the number of somebody, and no field at all.
_NEEDS_QUOTES = re.compile(r"""[\s()"“”^]|^\s*#\d+\s*$|^//""")


@dataclass(frozen=True, slots=True)
class Completion:
    """``text`` may take the place of what was typed from ``start`` to the cursor.

    Attributes:
        identity: whom it stands for, where the text is a number.
        sharing: how many people or pets it stands for, where these share a name; else 0.
    """

    start: int
    text: str
    identity: Identity | None = None
    sharing: int = 0


def completions(
    before: str, names: Mapping[str, Sequence[str]], namesakes: Sequence[Identity] = ()
) -> list[Completion]:
    """What may stand at the end of ``before``, the text before the cursor; best first, at most eight.

    Args:
        names: for fields of names (tag, person, in, place, ...) those that the library knows.
        namesakes: people and pets who share their names: each is offered by number, after all of the name.
    """
    if field := _FIELD.search(before):
        name, quote, value = field[1].lower(), field[2], field[3].replace(r"\"", '"')
        if name in FIELDS and (quote or " " not in value):
            known = names.get(name) or FIELDS[name].values
            offers = (offer for one in _beginning(known, value) for offer in _offers(name, one, namesakes))
            return _at_most(field.start(1), offers, before)
        if quote or " " not in value:
            return []
    word = _WORD.search(before)
    if word is None:
        return []
    start, typed = word.start(1), word[1]
    if len(typed) < LEAST_LETTERS:
        return []
    offered: list[_Offer] = [(f"{name}:", None, 0) for name in FIELDS if name.startswith(typed.lower())]
    for name, known in names.items():
        # Towns are offered as places already.
        if name == "near":
            continue
        offered += [offer for one in _beginning(known, typed) for offer in _offers(name, one, namesakes)]
    return _at_most(start, offered, before)


def _offers(field: str, value: str, namesakes: Sequence[Identity]) -> list[_Offer]:
    """One, or one for all and one for each of those who are called so."""
    folded = value.casefold()
    same = [one for one in namesakes if one.kind == field and one.name.casefold() == folded]
    by_number: list[_Offer] = [(f"{field}:#{one.id}", one, 0) for one in same]
    return [(written(field, value), None, len(same)), *by_number]


def _at_most(start: int, offers: Iterable[_Offer], before: str) -> list[Completion]:
    found: dict[str, Completion] = {}
    for text, identity, sharing in offers:
        # What is there already need not be offered, but where one should know that it means several.
        if text != before[start:] or sharing:
            # Those of a name in any case are all meant by each way to write it.
            found.setdefault(text.casefold() if sharing else text, Completion(start, text, identity, sharing))
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
    return f"{field}:{quoted(value) if _NEEDS_QUOTES.search(value) else value}"
