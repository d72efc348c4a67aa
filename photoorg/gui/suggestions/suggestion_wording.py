"""What suggestions are called, in the user's language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from photoorg.albums import suggestion_titles
from photoorg.gui import wording

if TYPE_CHECKING:
    from photoorg.library.suggestions.records import Suggestion


class _Counts(QObject):
    """Plurals: an object, for ``lupdate`` finds those of ``tr`` only."""

    def finer(self, count: int) -> str:
        return self.tr("{count} finer group(s)", None, count).format(count=wording.number(count))


_counts = _Counts()


def title_of(suggestion: Suggestion) -> str:
    """``Lisbon, June 2023``."""
    return wording.said(suggestion_titles.title_of(suggestion))


def reason_of(suggestion: Suggestion) -> str:
    """Why it is one, and is called so, as a sentence."""
    text = wording.said(suggestion_titles.reason_of(suggestion))
    return text[:1].upper() + text[1:]


def days_of(suggestion: Suggestion) -> str:
    """From which day to which; "" for groups, whose photos are of any time."""
    if suggestion.kind != "event":
        return ""
    days = suggestion_titles.days_of(suggestion)
    return "" if days is None else wording.said(days)


def finer_count(count: int) -> str:
    """``3 finer groups``."""
    return _counts.finer(count)
