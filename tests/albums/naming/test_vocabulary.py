"""Vocabularies: the shipped one keeps its own rules, and a user's file may hold anything."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from photoorg.albums.naming.vocabulary import (
    MOST_NAMES,
    is_name,
    read_vocabulary,
    shipped_vocabulary,
    vocabulary_of,
)
from photoorg.errors import UserInputError

if TYPE_CHECKING:
    from pathlib import Path


def test_the_shipped_names_are_names() -> None:
    vocabulary = shipped_vocabulary()
    assert vocabulary.skipped == ""
    assert len(vocabulary.names) > 2500
    assert {"beach", "birthday party", "receipt", "dog"} <= set(vocabulary.names)


def test_junk_is_passed_over_with_one_sentence(tmp_path: Path) -> None:
    file = tmp_path / "names.txt"
    lines = [
        "# mine",
        "",
        " the  lake house ",
        "Lake",
        "lake",
        "bell\x07",
        "one two three four five",
    ]
    file.write_bytes(("\ufeff" + "\r\n".join([*lines, "x" * 61, "---", "Großmutters Garten", "猫"])).encode())
    vocabulary = read_vocabulary(file)
    assert vocabulary.names == ("the lake house", "Lake", "Großmutters Garten", "猫")
    assert vocabulary.skipped == "Passed over 4 of the lines, which are no names of at most 4 words."


def test_too_many_names_are_cut() -> None:
    vocabulary = vocabulary_of(f"name {number}" for number in range(MOST_NAMES + 7))
    assert len(vocabulary.names) == MOST_NAMES
    assert "Passed over 7 " in vocabulary.skipped


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"\xff\xfe\x00", "no text in UTF-8"),
        (b"# nothing\n\n", "has no names"),
        (b"a\n" * 2_100_000, "too large"),
        (None, "cannot be read"),
    ],
    ids=["bytes", "empty", "large", "missing"],
)
def test_what_is_no_vocabulary_gets_one_sentence(tmp_path: Path, content: bytes | None, told: str) -> None:
    file = tmp_path / "names.txt"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(UserInputError, match=told):
        read_vocabulary(file)


def test_control_characters_are_in_no_name() -> None:
    assert is_name("dog's dinner")
    assert not any(is_name(text) for text in ("", "a\tb\x00", "\ud800", "…", "\x1b[31mred"))
