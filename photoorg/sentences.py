"""Sentences for the user that can be said in another language."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from string import Formatter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class Month:
    """A month as the value of a sentence: ``June 2023``, in the language in which that is said."""

    year: int
    number: int

    def __str__(self) -> str:
        return f"{date(self.year, self.number, 1):%B %Y}"


@dataclass(frozen=True, slots=True)
class Day:
    """A day as the value of a sentence: ``3 June 2023``, in the language in which that is said."""

    day: date

    def __str__(self) -> str:
        return f"{self.day.day} {self.day:%B %Y}"


@dataclass(frozen=True, slots=True)
class Word:
    """A name that photoorg gives to groups as the value of a sentence: ``beach``, in the language in which
    that is said. ``begins``: the sentence, or a title, begins with it."""

    name: str
    begins: bool = False

    def __str__(self) -> str:
        return self.name[:1].upper() + self.name[1:] if self.begins else self.name


@dataclass(frozen=True, slots=True)
class Listing:
    """Things one after the other as the value of a sentence: ``beach, dog``, each and the commas in the
    language in which that is said; what has the same name there is said once."""

    things: tuple[Word | str, ...]

    def __str__(self) -> str:
        return ", ".join(map(str, self.things))


@dataclass(frozen=True, slots=True)
class CountryName:
    """A country as the value of a sentence: ``Germany``, in the language in which that is said."""

    name: str

    def __str__(self) -> str:
        return self.name


class Sentence(str):
    """English, for the command line and the log, that remembers what it was made of.

    The window looks the template up in its translations and fills the values in anew; nothing else needs to
    know that this is no ordinary string. Operations of strings make ordinary ones, so parts are put together
    by being values of another sentence, or by :meth:`joined`. Templates are found by ``lupdate``, hence have
    to be written out where a sentence is made.

    Attributes:
        template: as for ``str.format``, with names for the values.
        values: by their names; those that are sentences are translated, too.
    """

    template: str
    values: dict[str, Any]

    def __new__(cls, template: str, /, **values: Any) -> Sentence:
        values = {name: _kept(value) for name, value in values.items()}
        sentence = super().__new__(cls, template.format(**values) if values else template)
        sentence.template = template
        sentence.values = values
        return sentence

    def __getnewargs_ex__(self) -> tuple[tuple[str], dict[str, Any]]:
        return (self.template,), self.values

    @classmethod
    def joined(cls, separator: str, parts: Iterable[str]) -> Sentence:
        """As ``separator.join(parts)``."""
        values = {f"part{place}": part for place, part in enumerate(parts)}
        return cls(separator.join(f"{{{name}}}" for name in values), **values)

    @classmethod
    def recalled(cls, text: str, templates: Iterable[str] = ()) -> Sentence:
        """A sentence that was kept as text.

        Args:
            templates: those that it may be made of if it has values; these are then text as well.
        """
        for template in templates:
            parts = Formatter().parse(template)
            pattern = "".join(
                re.escape(words) + (f"(?P<{name}>.+)" if name else "") for words, name, _, _ in parts
            )
            if found := re.fullmatch(pattern, text, re.DOTALL):
                return cls(template, **found.groupdict())
        return cls(text)


def reason_of(error: OSError | ValueError) -> Sentence:
    """What the system, or whoever raised it, says of an error, as part of a sentence."""
    said = getattr(error, "strerror", None) or (error.args[0] if error.args else None)
    return said if isinstance(said, Sentence) else Sentence(str(said or error or _NO_WORDS).lower())


def _kept(value: Any) -> Any:
    """An error would keep everything alive that was there when it was raised."""
    return getattr(value, "problem", str(value)) if isinstance(value, BaseException) else value


_NO_WORDS = Sentence("input/output error")
# In the words of Linux and macOS, so that they are found in the translations; others are shown as they are.
_OFTEN_SAID = (
    Sentence("no such file or directory"),
    Sentence("permission denied"),
    Sentence("operation not permitted"),
    Sentence("not a directory"),
    Sentence("is a directory"),
    Sentence("file exists"),
    Sentence("file name too long"),
    Sentence("no space left on device"),
    Sentence("read-only file system"),
    Sentence("disk quota exceeded"),
    Sentence("too many open files"),
    Sentence("too many levels of symbolic links"),
    Sentence("device or resource busy"),
    Sentence("no such device"),
    Sentence("transport endpoint is not connected"),
    Sentence("host is down"),
    Sentence("stale file handle"),
    Sentence("connection timed out"),
    Sentence("cannot allocate memory"),
)
