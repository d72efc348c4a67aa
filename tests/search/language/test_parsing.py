"""What is typed becomes a tree; what cannot be read says where."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from photoorg.errors import QueryError
from photoorg.library.criteria import HasTag, Shows
from photoorg.search.language.parsing import DEEPEST, LONGEST_QUERY, parse
from photoorg.search.language.syntax import All, Any, Like, Node, Not, Where, Words


def written(node: Node | None) -> str:
    """A tree in few signs, without places."""
    match node:
        case Words(text=text, weight=weight):
            return f"“{text}”" if weight == 1 else f"“{text}”^{weight:g}"
        case Like(picture=picture):
            return f"like {picture}"
        case Where(chosen=HasTag(name=name)):
            return f"#{name}"
        case Where(chosen=Shows(name=name)):
            return f"@{name}"
        case Where():
            return "filter"
        case Not(part=part):
            return f"not {written(part)}"
        case All(parts=parts):
            return f"({' & '.join(map(written, parts))})"
        case Any(parts=parts):
            return f"({' | '.join(map(written, parts))})"
        case _:
            return "nothing"


@pytest.mark.parametrize(
    ("typed", "tree"),
    [
        ("", "nothing"),
        ("   ", "nothing"),
        ("dog", "“dog”"),
        ("dog on the beach -snow", "(“dog on the beach” & not “snow”)"),
        ("(cat OR dog) AND sofa", "((“cat” | “dog”) & “sofa”)"),
        ("black cat OR white dog", "(“black cat” | “white dog”)"),
        ("cat OR dog AND sofa", "(“cat” | (“dog” & “sofa”))"),
        ("cat AND dog AND sofa", "(“cat” & “dog” & “sofa”)"),
        ("cat and dog or sofa", "“cat and dog or sofa”"),
        ('person:"Anna S" pet:Luna', "(@Anna S & @Luna)"),
        ("person:“Anna S”", "@Anna S"),
        ("dog tag:family beach", "(“dog beach” & #family)"),
        ("sunset^2 beach", "(“beach” & “sunset”^2)"),
        ('"red car"^.5 street', "(“street” & “red car”^0.5)"),
        ("NOT (cat OR dog)", "not (“cat” | “dog”)"),
        ("-tag:x -person:y", "(not #x & not @y)"),
        ("NOT NOT cat", "“cat”"),
        ("-(NOT cat)", "“cat”"),
        ("NOT NOT NOT cat", "not “cat”"),
        ("like:/a/b.jpg", "like /a/b.jpg"),
        ('like:"/a/b c.jpg" dog', "(“dog” & like /a/b c.jpg)"),
        ("t-shirt at 12:30", "“t-shirt at 12:30”"),
        ("a - b", "“a - b”"),
        ("https://example.org/x", "“https://example.org/x”"),
        ('"tag:x"', "“tag:x”"),
        ("TAG:x", "#x"),
        ("tag\uff1ax", "#x"),
        ("猫 AND 沙发", "(“猫” & “沙发”)"),
        ("ORANGE NOTE ANDES", "“ORANGE NOTE ANDES”"),
        ("((dog))", "“dog”"),
        ("(dog beach) sofa", "(“sofa” & “dog beach”)"),
        ("🐕 🏖", "“🐕 🏖”"),
    ],
)
def test_what_is_typed_and_what_is_meant(typed: str, tree: str) -> None:
    assert written(parse(typed)) == tree


@pytest.mark.parametrize(
    ("typed", "position", "sentence"),
    [
        ('dog "open', 4, "quote is not closed"),
        ('tag:"open', 4, "quote is not closed"),
        ("dog “open", 4, "quote is not closed"),
        ("(dog", 0, "parenthesis is not closed"),
        ("a (b (c)", 2, "parenthesis is not closed"),
        ("dog)", 3, "closes nothing"),
        ("a ()", 2, "nothing in these parentheses"),
        ("(", 0, "nothing in these parentheses"),
        ("(a OR )", 6, "missing before this parenthesis"),
        ("cat OR", 4, "‘OR’ needs something after it"),
        ("cat AND  ", 4, "‘AND’ needs something after it"),
        ("NOT", 0, "‘NOT’ needs something after it"),
        ("OR cat", 0, "‘OR’ needs something on both sides"),
        ("cat AND OR dog", 8, "‘OR’ needs something on both sides"),
        ("cat ^x", 4, "sunset\\^2"),
        ("^2", 0, "sunset\\^2"),
        ("cat^0", 3, "number above 0"),
        ("cat^1000", 3, "number above 0"),
        ("dog tag:", 4, "‘tag:’ needs a value"),
        ("dog like:", 4, "‘like:’ needs a value"),
        ('like:""', 0, "‘like:’ needs a value"),
        ('dog ""', 4, "nothing between the quotes"),
        ("dog camra:x", 4, "Did you mean ‘camera:’"),
        ("dog date:never", 4, "date:"),
        ("(" * (DEEPEST + 1) + "x" + ")" * (DEEPEST + 1), DEEPEST, "too many parentheses"),
        ("x" * (LONGEST_QUERY + 1), LONGEST_QUERY, "too long"),
    ],
)
def test_errors_point_at_the_character(typed: str, position: int, sentence: str) -> None:
    with pytest.raises(QueryError, match=sentence) as caught:
        parse(typed)
    assert caught.value.position == position


@given(st.text(alphabet='ab :"()^2-ANDORNOT,.>“”\uff1atg', max_size=40))
def test_anything_typed_is_read_or_refused_with_a_place(typed: str) -> None:
    try:
        node = parse(typed)
    except QueryError as refused:
        place = refused.position
        assert 0 <= place <= len(typed)
    else:
        assert (node is None) == (not typed.strip())


def test_thousands_of_negations_are_read() -> None:
    assert written(parse("NOT " * 2000 + "x")) == "“x”"
    assert written(parse(" OR ".join("ab" * 500))).count("|") == 999


def test_an_example_may_lie_at_home() -> None:
    example = parse("like:~/x.jpg")
    assert isinstance(example, Like)
    assert example.picture == Path("~/x.jpg").expanduser()
