"""What is offered while a query is typed."""

from __future__ import annotations

import pytest

from photoorg.search.language.completion import MOST, completions
from photoorg.search.language.parsing import parse

NAMES = {
    "person": ["Anna Schmidt", "Bert", "Karl Annasohn"],
    "tag": ["annual", "beach", 'with "quotes"'],
    "in": ["Summer 2023", "Anniversary"],
    "place": [*(f"Town {number}" for number in range(100)), "Lisbon"],
    "near": ["Lisbon"],
}


@pytest.mark.parametrize(
    ("before", "offered"),
    [
        ("cam", ["camera:"]),
        ("dog Cam", ["camera:"]),
        ("-cam", ["camera:"]),
        ("(ra", ["rating:"]),
        ("person:", ['person:"Anna Schmidt"', "person:Bert", 'person:"Karl Annasohn"']),
        ("person:an", ['person:"Anna Schmidt"', 'person:"Karl Annasohn"']),
        ('dog person:"anna s', ['person:"Anna Schmidt"']),
        ("-tag:b", ["tag:beach"]),
        (r'tag:"with \"q', [r'tag:"with \"quotes\""']),
        ("near:li", ["near:Lisbon"]),
        ("lisb", ["place:Lisbon"]),
        ("tag:with", [r'tag:"with \"quotes\""']),
        ("is:fav", ["is:favourite"]),
        ("date:chr", ["date:christmas"]),
        ("ann", ['person:"Anna Schmidt"', 'person:"Karl Annasohn"', "tag:annual", "in:Anniversary"]),
        ("a", []),
        ("af", ["after:"]),
        ("person:Bert", []),
        ("person:Bert ", []),
        ("zzz:an", []),
        ('"an', []),
        ("", []),
        ("dog ", []),
    ],
)
def test_what_is_offered(before: str, offered: list[str]) -> None:
    found = completions(before, NAMES)
    assert [one.text for one in found] == offered
    for one in found:
        if not one.text.endswith(":"):
            # What is offered can be read once it was taken.
            completed = before[: one.start] + one.text
            assert parse(completed + ")" * completed.count("(")) is not None


def test_not_more_than_a_glance_takes_in() -> None:
    assert len(completions("place:town", NAMES)) == MOST
