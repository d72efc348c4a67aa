"""Plain one-word queries: which words people used for a photo, counted over its captions."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

import torch

if TYPE_CHECKING:
    from collections.abc import Sequence

    from torch import Tensor

# Share of a photo's captions that must say a word before it counts as said of the photo: two of five.
AGREED = 0.4
_SHORTEST = 3


def caption_words(captions: Sequence[Sequence[str]], least_photos: int) -> list[str]:
    """The words, sorted, on which enough captions agree for ``least_photos`` photos."""
    agreed = Counter(
        word for texts in captions for word, count in _counts(texts).items() if count >= AGREED * len(texts)
    )
    return sorted(word for word, photos in agreed.items() if photos >= least_photos)


def mentions(captions: Sequence[Sequence[str]], words: Sequence[str]) -> Tensor:
    """For each photo (n) and word (m): the share of its captions that say the word, 0..1."""
    counts = [(_counts(texts), len(texts)) for texts in captions]
    return torch.tensor([[count[word] / texts for word in words] for count, texts in counts])


def _counts(texts: Sequence[str]) -> Counter[str]:
    """In how many of the texts each word stands, without words that say nothing about a photo."""
    from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS

    return Counter(
        word
        for text in texts
        for word in set(re.findall("[a-z]+", text.lower()))
        if len(word) >= _SHORTEST and word not in ENGLISH_STOP_WORDS
    )
