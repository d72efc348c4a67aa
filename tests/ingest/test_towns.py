"""Towns by name, offline."""

from __future__ import annotations

import pytest

from photoorg.errors import UserInputError
from photoorg.ingest.towns import town_named, towns_named


def test_the_largest_comes_first() -> None:
    first, *others = towns_named("lisb", 5)
    assert (first.name, first.country) == ("Lisbon", "Portugal")
    assert len(others) == 4
    assert all("lisb" in " ".join(town[:3] + town.other_names).casefold() for town in others)
    assert towns_named("", 5) == towns_named(" , ", 5) == []


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Paris", "France"),
        ("paris, tex", "United States"),
        ("Paris, Texas, United States", "United States"),
        ("sao paulo", "Brazil"),
        ("KÖLN", "Germany"),
        ("koln", "Germany"),
        ("Cologne, Deutschland", "Germany"),
        ("科隆, 德国", "Germany"),
    ],
)
def test_case_accents_and_areas(text: str, country: str) -> None:
    town = town_named(text)
    assert town.country == country
    assert town.place.name.endswith(country)


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("Cologne", "Köln", "Germany"),
        ("Cologne, Italy", "Cologne", "Italy"),
        ("München", "Munich", "Germany"),
        ("munchen", "Munich", "Germany"),
        ("慕尼黑", "Munich", "Germany"),
        ("北京", "Beijing", "China"),
        ("Москва", "Moscow", "Russian Federation"),
        ("Genova", "Genoa", "Italy"),
        # Larger towns are called so, too: Delhi, Bordeaux, Perm.
        ("Dili", "Dili", "Timor-Leste"),
        ("Porto", "Porto", "Portugal"),
        ("Parma", "Parma", "Italy"),
    ],
)
def test_names_of_all_languages(text: str, name: str, country: str) -> None:
    town = town_named(text)
    assert (town.name, town.country) == (name, country)
    assert towns_named(text, 3)[0] == town


def test_what_is_offered_while_one_types_names_each_town_once() -> None:
    offered = towns_named("münch", 5)
    assert offered[0].name == "Munich"
    assert len({(town.name, town.latitude) for town in offered}) == 5


@pytest.mark.parametrize(("text", "meant"), [("Londno", "London"), ("Frankfurt a", "Frankfurt am Main")])
def test_one_that_is_not_there(text: str, meant: str) -> None:
    with pytest.raises(UserInputError, match=meant):
        town_named(text)
    with pytest.raises(UserInputError):
        town_named("Qqqqqq")
    with pytest.raises(UserInputError):
        town_named(" ")
