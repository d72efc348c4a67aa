"""Any name can be asked for: what photoorg writes of it reads as that name again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from photoorg.library.criteria import Contains, HasTag, InAlbum, Shows
from photoorg.library.stored_text import tidy
from photoorg.search.language.chips import chips, without
from photoorg.search.language.completion import completions, written
from photoorg.search.language.parsing import parse
from photoorg.search.language.quoting import quoted, unquoted
from photoorg.search.language.syntax import All, Where, Words

if TYPE_CHECKING:
    from photoorg.library.criteria import Filter

SIGNS = "ab \"“”\\#17^():/-*ä\u3000'\uff1a"
ANY_NAME = st.one_of(st.text(SIGNS, max_size=12), st.text(max_size=12)).map(tidy).filter(bool)


def asked(query: str) -> Filter:
    part = parse(query)
    assert isinstance(part, Where)
    return part.chosen


@given(ANY_NAME)
@example('Anna "Nan" Smith')
@example("Anna \\")
@example('\\\\"')
@example("#17")
@example("17")
@example("//x")
def test_what_is_written_of_a_name_reads_as_it(name: str) -> None:
    person = asked(written("person", name))
    assert isinstance(person, Shows)
    assert tidy(person.name) == name
    # It is no number of somebody else.
    assert person.is_name or not (name.startswith("#") and name[1:].isdecimal())
    assert asked(written("tag", name)) == HasTag(name)
    assert asked(written("in", name)) == InAlbum(name)
    assert unquoted(quoted(name)) == name


@given(ANY_NAME, ANY_NAME)
def test_names_stay_apart_in_a_query_and_as_chips(name: str, other: str) -> None:
    query = f"dog {written('person', name)} -{written('tag', other)}"
    parts = parse(query)
    assert isinstance(parts, All)
    assert len(parts.parts) == 3
    first, second, third = chips(query)
    assert (parse(first), parse(second), parse(third)) != (None, None, None)
    assert asked(second) == asked(written("person", name))
    left = parse(without(query, 0))
    assert isinstance(left, All)
    assert len(left.parts) == 2


@given(ANY_NAME)
def test_what_is_offered_reads_as_the_name(name: str) -> None:
    for offered in completions("tag:", {"tag": [name]}):
        assert asked(offered.text) == HasTag(name)


@pytest.mark.parametrize(
    ("query", "value"),
    [
        # Backslashes are themselves: paths need no care.
        (r'name:"C:\photos\2021"', r"C:\photos\2021"),
        (r'name:"C:\photos\"', "C:\\photos\\"),
        (r'name:"\\nas\photos"', r"\\nas\photos"),
        (r'name:"say \"cheese\" now"', 'say "cheese" now'),
        ('name:“say "cheese"”', 'say "cheese"'),
    ],
)
def test_backslashes_and_quotes(query: str, value: str) -> None:
    assert asked(query) == Contains("name", value)


def test_words_may_have_quotes_in_them() -> None:
    part = parse(r'"a sign that says \"open\""^2')
    assert isinstance(part, Words)
    assert (part.text, part.weight) == ('a sign that says "open"', 2)


def test_a_number_in_quotes_is_a_name() -> None:
    assert asked("person:#17") == Shows("person", "#17")
    assert asked('person:"#17"') == Shows("person", "#17", is_name=True)
