"""How parts of a query weigh together."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from photoorg.library.criteria import Every, HasTag, Some, Without
from photoorg.search.calibration import CUTOFF
from photoorg.search.composition import as_filter, is_open, relevance, seen_together, sought, split
from photoorg.search.language.parsing import parse
from photoorg.search.language.syntax import Words, meanings

if TYPE_CHECKING:
    from photoorg.search.language.syntax import Node

# Relevance of four photos to each word, and which have the tag x.
TO_WORD = {
    "cat": [0.9, 0.9, 0.02, 0.1],
    "sofa": [0.5, 0.02, 0.95, 0.1],
    "snow": [0.01, 0.9, 0.01, 0.0],
}
TAGGED_X = [0.0, 1.0, 0.0, 1.0]


def query(typed: str) -> Node:
    parsed = parse(typed)
    assert parsed is not None
    return parsed


def weighed(typed: str) -> list[float]:
    return relevance(
        query(typed),
        lambda part: np.array(TO_WORD[part.text], np.float32),
        lambda _: np.array(TAGGED_X, np.float32),
    ).tolist()


def order(typed: str) -> list[int]:
    return sorted(range(4), key=lambda photo: -weighed(typed)[photo])


def test_both_beat_one_of_them() -> None:
    assert order("cat AND sofa")[0] == 0
    assert weighed("cat AND sofa")[0] == pytest.approx((0.9 * 0.5) ** 0.5)
    # Much of one does not make up for the other.
    assert max(weighed("cat AND sofa")[1:3]) < 0.15


def test_one_is_enough() -> None:
    assert weighed("cat OR sofa") == pytest.approx([0.9, 0.9, 0.95, 0.1])


def test_what_is_not_wanted_goes_down_and_nothing_goes_up() -> None:
    plain, without = weighed("cat"), weighed("cat -snow")
    assert without == pytest.approx([0.838, 0.0134, 0.0186, 0.1], rel=1e-2)
    assert all(after <= before for after, before in zip(without, plain, strict=True))


def test_what_a_part_just_finds_is_half_pushed_out() -> None:
    found = np.array([0.0, CUTOFF, 1.0], np.float32)
    left = relevance(query("-snow"), lambda _: found, lambda _: found)
    assert left == pytest.approx([1.0, 0.5, 0.0])


def test_filters_let_through_or_not() -> None:
    assert weighed("cat tag:x") == pytest.approx([0, 0.9, 0, 0.1])
    assert weighed("cat -tag:x") == pytest.approx([0.9, 0, 0.02, 0])
    assert weighed("sofa OR tag:x") == pytest.approx([0.5, 1, 0.95, 1])


def test_weights_shift_the_balance() -> None:
    assert weighed("cat^3 AND sofa") == pytest.approx(
        [0.9**0.75 * 0.5**0.25, 0.9**0.75 * 0.02**0.25, 0.02**0.75 * 0.95**0.25, 0.1]
    )
    assert order("cat^9 AND sofa^1")[:2] == [0, 1]
    assert order("cat^1 AND sofa^9")[:2] == [2, 0]
    # Alone, a weight has nothing to weigh against.
    assert weighed("cat^5") == pytest.approx(TO_WORD["cat"])


WORDS = st.sampled_from(["cat", "sofa", "snow", "tag:x"])
QUERIES = st.recursive(
    WORDS,
    lambda part: st.one_of(
        st.tuples(part, part).map(lambda two: f"({two[0]} AND {two[1]})"),
        st.tuples(part, part).map(lambda two: f"({two[0]} OR {two[1]})"),
        part.map(lambda one: f"-({one})"),
    ),
    max_leaves=6,
)


@given(QUERIES)
def test_whatever_is_asked_stays_between_0_and_1_and_splits_without_a_change(typed: str) -> None:
    whole = np.array(weighed(typed))
    assert ((whole >= 0) & (whole <= 1)).all()
    chosen, left = split(query(typed))
    passes = np.array([_passes(chosen, bool(tagged)) for tagged in TAGGED_X], float)
    rest = (
        1.0
        if left is None
        else relevance(
            left,
            lambda part: np.array(TO_WORD[part.text], np.float32),
            lambda asked: np.array([_passes(asked, bool(tagged)) for tagged in TAGGED_X], np.float32),
        )
    )
    np.testing.assert_allclose(passes * rest, whole, atol=1e-5)


def _passes(chosen: object, tagged: bool) -> bool:
    match chosen:
        case Every(parts=parts):
            return all(_passes(part, tagged) for part in parts)
        case Some(parts=parts):
            return any(_passes(part, tagged) for part in parts)
        case Without(part=part):
            return not _passes(part, tagged)
        case _:
            return tagged


def test_filters_go_to_the_catalogue_as_one_question() -> None:
    assert as_filter(query("tag:x OR -tag:y")) == Some((HasTag("x"), Without(HasTag("y"))))
    assert as_filter(query("tag:x OR dog")) is None
    chosen, left = split(query("dog tag:x -tag:y (cat OR tag:z)"))
    assert chosen == Every((HasTag("x"), Without(HasTag("y"))))
    assert left is not None
    assert [part.text for part in meanings(left)] == ["dog", "cat"]


@pytest.mark.parametrize(
    ("typed", "near", "everything"),
    [
        ("dog", ["dog"], False),
        ("dog -snow", ["dog"], False),
        ("dog OR cat", ["dog", "cat"], False),
        ("-snow", [], True),
        ("dog OR -snow", ["dog"], True),
        ("dog OR tag:x", ["dog"], True),
        ("(dog OR tag:x) cat", ["cat", "dog"], False),
    ],
)
def test_where_good_photos_may_lie(typed: str, near: list[str], everything: bool) -> None:
    assert sorted(part.text for part in sought(query(typed))) == sorted(near)
    assert is_open(query(typed)) is everything


@pytest.mark.parametrize(
    ("typed", "added"),
    [
        ("dog AND sofa", {"dog with sofa": 4.0}),
        ("sofa AND dog", {"dog with sofa": 4.0}),
        ("dog^4 AND sofa", {"dog with sofa": 8.0}),
        (
            "dog AND sofa AND cat",
            {"cat with dog": 2.0, "cat with sofa": 2.0, "dog with sofa": 2.0},
        ),
        ("(dog AND sofa) OR cat", {"dog with sofa": 4.0}),
        ("cat -(dog AND sofa)", {"dog with sofa": 4.0}),
        ("dog sofa", {}),
        ("dog OR sofa", {}),
        ("dog -sofa rating:5", {}),
        ("a AND b AND c AND d AND e", {}),
    ],
)
def test_words_of_an_and_are_also_looked_for_in_one_sentence(typed: str, added: dict[str, float]) -> None:
    asked = query(typed)
    before = {part.text for part in meanings(asked) if isinstance(part, Words)}
    together = seen_together(asked)
    assert together is not None
    after = {part.text: part.weight for part in meanings(together) if isinstance(part, Words)}
    assert {text: weight for text, weight in after.items() if text not in before} == added
    assert before <= after.keys()
    assert seen_together(None) is None
