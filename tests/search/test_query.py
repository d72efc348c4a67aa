"""Words made ready for an encoder."""

from __future__ import annotations

import pytest

from photoorg.search.query import CHARACTERS_READ, make_query, notice_about, words_for_encoder


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a dog", "a dog"),
        ("🐶 on the 🏖️", "dog face on the beach with umbrella"),
        ("👍🏽", "thumbs up sign"),
        ("x" * 5000, "x" * CHARACTERS_READ),
        ("\ufe0f", "\ufe0f"),
        ("狗", "狗"),
    ],
)
def test_emoji_become_words(text: str, words: str) -> None:
    assert words_for_encoder(text) == words


def test_a_query_says_what_it_is() -> None:
    assert str(make_query("  a   dog ", None, 0.5)) == "a dog"
    assert str(make_query("a dog", b"...", 0.5)) == "a dog + a picture"
    assert str(make_query("caf\udce9", None, 0.5)) == "caf?"


def test_only_a_model_of_english_warns_of_other_scripts() -> None:
    english = frozenset({"en"})
    assert "for Chinese choose a multilingual model" in notice_about("狗", "small", english)
    assert "The model small understands English" in notice_about("a dog 在沙滩上", "small", english)
    assert notice_about("狗", "builtin", english).startswith("The built-in model understands English")
    assert "words in other languages" in notice_about("собака", "small", english)
    assert "words in other languages" in notice_about("犬と猫", "small", english)
    assert not notice_about("狗", "large", frozenset({"en", "zh"}))
    assert not notice_about("狗", "large", frozenset())
    assert not notice_about("a chien at the café", "small", english)
