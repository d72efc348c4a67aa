"""What the user asked for, made ready for the encoder."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from photoorg.encoders.model_name import BUILTIN
from photoorg.errors import UserInputError
from photoorg.sentences import Sentence

if TYPE_CHECKING:
    from pathlib import Path

# No text tower reads more than a few hundred words; the rest only costs time.
CHARACTERS_READ = 1000
# Letters, numbers, and what emoji are.
_MEANINGFUL = frozenset({"Lu", "Ll", "Lt", "Lm", "Lo", "Nd", "Nl", "No", "So"})
_INVISIBLE = {0xFE0E, 0xFE0F, 0x200D, *range(0x1F3FB, 0x1F400)}


@dataclass(frozen=True, slots=True)
class Query:
    """Words, an example picture, or both.

    Attributes:
        text: the user's words, "" without any.
        example: what to call the picture when the query is shown, "" without one.
        text_weight: share of the words, 0..1, when there are both.
    """

    text: str
    example: str = ""
    text_weight: float = 0.5

    def __str__(self) -> str:
        return " + ".join(part for part in (self.text, self.example) if part)


def make_query(text: str, example: Path | bytes | None, text_weight: float) -> Query:
    """Checks and tidies a request. Raises UserInputError when there is nothing to search for."""
    # Bytes of a command line that are not UTF-8 arrive as lone surrogates, which no text tower takes.
    text = " ".join(text.encode("utf-8", "replace").decode().split())
    if not text and example is None:
        raise UserInputError(Sentence("Type some words or give an example photo to search for."))
    if not 0.0 <= text_weight <= 1.0:
        raise UserInputError(Sentence("The weight of the words is a number from 0 to 1."))
    name = "" if example is None else (Sentence("a picture") if isinstance(example, bytes) else str(example))
    return Query(text, name, text_weight)


def says_something(text: str) -> bool:
    """Whether there is a letter, a digit or an emoji in it."""
    return any(unicodedata.category(character) in _MEANINGFUL for character in text)


def words_for_encoder(text: str) -> str:
    """Emoji become their names ("dog face"), since text towers were taught words; overlong text is cut."""
    words = []
    for character in text[:CHARACTERS_READ]:
        if ord(character) in _INVISIBLE:
            continue
        if unicodedata.category(character) == "So":
            words.append(f" {unicodedata.name(character, '').lower()} ")
        else:
            words.append(character)
    return " ".join("".join(words).split()) or text[:CHARACTERS_READ]


def is_foreign(text: str, languages: frozenset[str]) -> bool:
    """Whether most letters are of no language that the model understands, or any is Chinese; ``languages``:
    as of ``Encoder``."""
    if languages != {"en"}:
        return False
    names = [unicodedata.name(character, "") for character in text if character.isalpha()]
    foreign = sum(not name.startswith("LATIN") for name in names)
    return foreign * 2 > len(names) or any(map(_is_chinese, names))


def _is_chinese(name: str) -> bool:
    return name.startswith("CJK")


def notice_about(text: str, model: str, languages: frozenset[str]) -> str:
    """A sentence where the words are not what the model can read well, else ""."""
    if len(text) > CHARACTERS_READ:
        return Sentence("The query is very long; only its beginning was used.")
    if not is_foreign(text, languages):
        return ""
    names = [unicodedata.name(character, "") for character in text]
    called = Sentence("The model {name}", name=model)
    if model == BUILTIN:
        called = Sentence("The built-in model")
    # Japanese has such letters, too.
    if any(map(_is_chinese, names)) and not any(name.startswith(("HIRAGANA", "KATAKANA")) for name in names):
        return Sentence("{model} understands English; for Chinese choose a multilingual model.", model=called)
    return Sentence("{model} understands English; words in other languages find little.", model=called)
