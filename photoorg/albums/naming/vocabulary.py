"""The names that groups may get: one a line, shipped with photoorg or from a file of the user's."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING

from photoorg.errors import UserInputError
from photoorg.sentences import Sentence

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

MOST_WORDS = 4
# Characters of a name.
LONGEST_NAME = 60
# Encoding more would take minutes with the smallest model.
MOST_NAMES = 20_000
# Bytes of a file; far more than so many names need.
LARGEST_FILE = 4_000_000


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Names to choose from.

    Attributes:
        names: each once, at most :data:`MOST_WORDS` words.
        skipped: one sentence on the lines that are no names; "" for none.
    """

    names: tuple[str, ...]
    skipped: str = ""


def shipped_vocabulary() -> Vocabulary:
    """``resources/vocabulary/group_names.txt``, which says where it comes from."""
    text = (files("photoorg.resources") / "vocabulary" / "group_names.txt").read_text(encoding="utf-8")
    return vocabulary_of(text.splitlines())


def read_vocabulary(path: Path) -> Vocabulary:
    """Names from a file in UTF-8, one a line; lines that begin with # are comments.

    Raises UserInputError: it cannot be read, is no text, or has no names.
    """
    try:
        with path.open("rb") as stream:
            content = stream.read(LARGEST_FILE + 1)
    except OSError as error:
        raise UserInputError(
            Sentence("{path} cannot be read: {reason}.", path=path, reason=error.strerror or "")
        ) from error
    if len(content) > LARGEST_FILE:
        raise UserInputError(Sentence("{path} is too large for a list of names.", path=path))
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UserInputError(Sentence("{path} is no text in UTF-8.", path=path)) from error
    # Not by splitlines, for which some control characters end a line.
    vocabulary = vocabulary_of(text.replace("\r\n", "\n").split("\n"))
    if not vocabulary.names:
        raise UserInputError(Sentence("{path} has no names, one a line.", path=path))
    return vocabulary


def vocabulary_of(lines: Iterable[str]) -> Vocabulary:
    """The names among lines; what is no name is counted."""
    names: dict[str, str] = {}
    skipped = 0
    for line in lines:
        name = " ".join(line.split())
        if not name or name.startswith("#"):
            continue
        if len(names) >= MOST_NAMES or not is_name(line.strip()):
            skipped += 1
        else:
            names.setdefault(name.casefold(), name)
    if not skipped:
        return Vocabulary(tuple(names.values()))
    return Vocabulary(
        tuple(names.values()),
        Sentence(
            "Passed over {count} of the lines, which are no names of at most {words} words.",
            count=skipped,
            words=MOST_WORDS,
        ),
    )


def is_name(text: str) -> bool:
    """Whether a text can be the name of a group."""
    return (
        0 < len(text) <= LONGEST_NAME
        and len(text.split()) <= MOST_WORDS
        and not any(unicodedata.category(character) in ("Cc", "Cs", "Co", "Cn") for character in text)
        and any(character.isalnum() for character in text)
    )


def word_forms(name: str) -> frozenset[str]:
    """The words of a name without case and the s of a plural: by these "Dog" and "dogs" are one."""
    words = name.casefold().replace("-", " ").replace("'s", "").split()
    return frozenset(_singular(word) for word in words)


def _singular(word: str) -> str:
    if len(word) > 4 and word.endswith("ies"):
        return f"{word[:-3]}y"
    if len(word) > 4 and word.endswith(("ches", "shes", "sses", "xes", "toes")):
        return word[:-2]
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word
