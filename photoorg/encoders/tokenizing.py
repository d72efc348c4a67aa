"""open_clip's tokenizers without torch and transformers: words to the numbers a text tower reads."""

from __future__ import annotations

import html
import string
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

TokenArray = npt.NDArray[np.int64]

_PUNCTUATION = str.maketrans("", "", string.punctuation)


class NotConvertible(Exception):
    """A model does something that only torch and open_clip can do; the text says what."""


@dataclass(frozen=True)
class TokenizerRules:
    """What open_clip does around the tokenizer proper.

    Attributes:
        clean: ``lower``, ``whitespace`` or ``canonicalize``, what happens to a text first.
        context_length: longer texts are cut to this many tokens.
        pad_id: fills short rows up to ``context_length``.
        fixed_length: whether every row is that long, or only as long as the longest text of its batch.
        zeroed_id: a token to be replaced by 0; None for none.
    """

    clean: str
    context_length: int
    pad_id: int
    fixed_length: bool = True
    zeroed_id: int | None = None

    def as_json(self) -> dict[str, Any]:
        """The keyword arguments of this class."""
        return asdict(self)


class Tokenizer:
    """Texts to token ids. Several threads may use one at the same time."""

    def __init__(self, definition: str, rules: Mapping[str, Any]) -> None:
        """``definition`` is the content of a tokenizer.json, ``rules`` those of :class:`TokenizerRules`."""
        import tokenizers

        self._rules = TokenizerRules(**rules)
        self._clean = CLEANING[self._rules.clean]
        self._tokenizer = tokenizers.Tokenizer.from_str(definition)
        self._tokenizer.enable_truncation(self._rules.context_length)
        # Rows are filled up here, since the library pads single texts to a fixed length only.
        self._tokenizer.no_padding()

    def __call__(self, texts: Sequence[str]) -> TokenArray:
        """n texts to ids (n, context_length), or (n, longest) where the rules say so. n is at least 1."""
        # One by one: a batch would start threads that do not survive a fork of the process.
        rows = [self._tokenizer.encode(self._clean(well_formed(text))).ids for text in texts]
        rules = self._rules
        length = rules.context_length if rules.fixed_length else max(map(len, rows))
        ids = np.full((len(rows), length), rules.pad_id, dtype=np.int64)
        for place, row in enumerate(rows):
            ids[place, : len(row)] = row
        if rules.zeroed_id is not None:
            ids[ids == rules.zeroed_id] = 0
        return ids


def well_formed(text: str) -> str:
    """A lone surrogate (a file name that is not UTF-8, pasted) cannot be tokenised; it becomes a ``?``."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _unescaped(text: str) -> str:
    import ftfy

    return html.unescape(html.unescape(ftfy.fix_text(text)))


def _one_space(text: str) -> str:
    return " ".join(text.split())


def _canonical(text: str) -> str:
    """big_vision's form of a prompt: no punctuation, lower case."""
    return _one_space(_unescaped(text).strip().replace("_", " ").translate(_PUNCTUATION).lower())


# By the names open_clip gives them in a model's configuration.
CLEANING: dict[str, Callable[[str], str]] = {
    "lower": lambda text: _one_space(_unescaped(text)).lower(),
    "whitespace": lambda text: _one_space(_unescaped(text)),
    "canonicalize": _canonical,
}
