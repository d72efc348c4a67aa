"""Names in other languages: each name of the vocabulary has one, and no other has."""

from __future__ import annotations

import re

import pytest

from photoorg.albums.naming.translated_names import name_in, translations_into
from photoorg.albums.naming.vocabulary import is_name, shipped_vocabulary

CHINESE = "zh_CN"
# Brands that nobody writes in Chinese.
AS_THEY_ARE = {"iPod"}


def test_every_name_is_translated_and_no_other_in_the_same_order() -> None:
    assert list(translations_into(CHINESE)) == list(shipped_vocabulary().names)


def test_translations_are_names_in_chinese() -> None:
    for name, translation in translations_into(CHINESE).items():
        assert is_name(translation), name
        assert translation == translation.strip(), name
        assert re.search("[\u4e00-\u9fff]", translation) or name in AS_THEY_ARE, name


def test_what_differs_is_called_differently() -> None:
    # Some English words mean the same thing, such as groom and bridegroom.
    translations = translations_into(CHINESE).values()
    assert len(set(translations)) > 0.98 * len(translations)


@pytest.mark.parametrize(
    ("language", "name", "said"),
    [
        (CHINESE, "beach", "海滩"),
        (CHINESE, "American robin", "旅鸫"),
        (CHINESE, "the lake house", "the lake house"),
        ("en", "beach", "beach"),
    ],
)
def test_what_is_not_known_stays_as_it_is(language: str, name: str, said: str) -> None:
    assert name_in(language, name) == said
