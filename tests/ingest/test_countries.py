"""Countries by any of their names, offline."""

from __future__ import annotations

import csv
from importlib.resources import files

import pytest

from photoorg.ingest.countries import countries_beginning, country_called, country_in


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Deutschland", "Germany"),
        ("德国", "Germany"),
        ("osterreich", "Austria"),
        ("USA", "United States"),
        ("South Korea", "Korea, Republic of"),
        ("Россия", "Russian Federation"),
        ("香港", "Hong Kong"),
        # The Democratic Republic is called so in some languages, too.
        ("Congo", "Congo"),
    ],
)
def test_a_country_is_known_by_any_name(text: str, name: str) -> None:
    country = country_called(text)
    assert country is not None
    assert country.name == name
    assert text.casefold() in {plain.casefold() for plain in country.all_names} or text == "osterreich"


def test_what_is_no_country_is_none() -> None:
    assert country_called("Atlantis") is None
    assert country_called("") is None


def test_names_in_the_language_of_the_window() -> None:
    assert country_in("zh_CN", "Germany") == "德国"
    assert country_in("en", "Korea, Republic of") == "South Korea"
    # As another program wrote it into a photo.
    assert country_in("zh_CN", "Deutschland") == "德国"
    assert country_in("zh_CN", "Atlantis") == "Atlantis"
    assert country_in("xx", "Germany") == "Germany"


def test_the_beginning_of_a_name() -> None:
    assert countries_beginning("deutschl") == {"Germany"}
    assert not countries_beginning("atlant")


def test_each_country_that_photos_are_given_is_known_in_chinese() -> None:
    """As the package writes it that names where photos were taken; two of its names are of no country."""
    lines = files("reverse_geocode").joinpath("countries.csv").read_text("utf-8").splitlines()
    given = {name for _, name in csv.reader(lines)}
    unknown = {name for name in given if country_in("zh_CN", name) == name}
    assert len(given) > 200
    assert unknown <= {"Asia/Pacific Region", "Netherlands Antilles"}
