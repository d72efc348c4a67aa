"""What a suggestion is called, and why."""

from __future__ import annotations

from functools import reduce
from typing import TYPE_CHECKING

from photoorg.library.suggestions.records import EVENT
from photoorg.sentences import CountryName, Day, Listing, Month, Sentence, Word

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from photoorg.library.suggestions.records import Suggestion


def title_of(suggestion: Suggestion) -> Sentence:
    """The user's name, or one made of place, what is seen, who is there, and when."""
    if suggestion.said_name:
        return Sentence("{name}", name=suggestion.said_name)
    what = _what(suggestion)
    if suggestion.kind != EVENT or suggestion.began is None or suggestion.ended is None:
        return what or Sentence("Similar photos")
    when = _when(suggestion.began, suggestion.ended, is_exact=not suggestion.place)
    return when if what is None else Sentence("{what}, {when}", what=what, when=when)


def reason_of(suggestion: Suggestion) -> Sentence:
    """Why these photos belong together, and are called as they are."""
    parts = []
    if suggestion.kind == EVENT:
        is_long = suggestion.began != suggestion.ended
        parts.append(
            Sentence("taken on days that follow each other")
            if is_long
            else Sentence("taken within a short time")
        )
    else:
        parts.append(Sentence("they look alike"))
    if suggestion.place:
        parts.append(Sentence("most were taken in {place}", place=_where(suggestion)))
    if suggestion.words:
        parts.append(Sentence("they show: {words}", words=Listing(tuple(map(Word, suggestion.words)))))
    if suggestion.beings:
        parts.append(Sentence("{names} can be seen on many of them", names=_listed(suggestion.beings)))
    return reduce(lambda said, more: Sentence("{reason}; {further}", reason=said, further=more), parts)


def days_of(suggestion: Suggestion) -> Sentence | None:
    """From which day to which; None where no date is known."""
    if suggestion.began is None or suggestion.ended is None:
        return None
    if suggestion.began == suggestion.ended:
        return Sentence("{day}", day=Day(suggestion.began))
    return Sentence(
        "{first_day} to {last_day}", first_day=Day(suggestion.began), last_day=Day(suggestion.ended)
    )


def _what(suggestion: Suggestion) -> Sentence | None:
    seen = suggestion.words[0] if suggestion.words else ""
    who = _listed(suggestion.beings)
    if suggestion.kind == EVENT and suggestion.place:
        return Sentence("{place}", place=_where(suggestion))
    if seen and who:
        return Sentence("{seen} with {names}", seen=Word(seen, begins=True), names=who)
    if seen:
        return Sentence("{seen}", seen=Word(seen, begins=True))
    if who:
        return who
    return Sentence("{place}", place=_where(suggestion)) if suggestion.place else None


def _where(suggestion: Suggestion) -> CountryName | str:
    return CountryName(suggestion.place) if suggestion.is_in_country else suggestion.place


def _when(began: date, ended: date, *, is_exact: bool) -> Sentence:
    if (began.year, began.month) != (ended.year, ended.month):
        return Sentence(
            "{month} to {last_month}",
            month=Month(began.year, began.month),
            last_month=Month(ended.year, ended.month),
        )
    if is_exact and began == ended:
        return Sentence("{day}", day=Day(began))
    return Sentence("{month}", month=Month(began.year, began.month))


def _listed(names: Sequence[str]) -> Sentence | None:
    if not names:
        return None
    if len(names) == 1:
        return Sentence("{name}", name=names[0])
    return Sentence("{names} and {name}", names=Listing(tuple(names[:-1])), name=names[-1])
