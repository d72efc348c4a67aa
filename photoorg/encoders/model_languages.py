"""Which languages the text side of a model understands, told by its name."""

from __future__ import annotations

from photoorg.encoders.model_name import ModelName, ModelSource

ENGLISH = frozenset({"en"})
# Parts of the names of those that were taught captions in many languages: their text towers or tokenizers
# (XLM-RoBERTa, mT5, NLLB), or the data (WebLI unfiltered, MetaCLIP 2 worldwide).
_MANY_LANGUAGES = ("xlm-roberta", "mt5", "nllb", "i18n", "siglip2", "worldwide", "multilingual")


def is_multilingual(name: ModelName) -> bool:
    """Whether one can search in Chinese, and in many other languages."""
    # Of a pair the architecture says it, of a repository its name.
    told = name.weights if name.source is ModelSource.HUB else name.architecture
    return any(part in told.lower() for part in _MANY_LANGUAGES)


def languages_of(name: ModelName) -> frozenset[str]:
    """ISO 639-1 codes; empty for many languages, and where it cannot be told."""
    if is_multilingual(name) or name.source in (ModelSource.HUB, ModelSource.IMPORTED):
        return frozenset()
    return ENGLISH
