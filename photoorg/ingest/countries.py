"""Countries by any of their names, offline: those of Unicode's CLDR, beside the ones that photos carry."""

from __future__ import annotations

from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple

from photoorg.ingest.gazetteer import plain

if TYPE_CHECKING:
    from collections.abc import Mapping


class Country(NamedTuple):
    """A country; ``name`` is GeoNames', which photos carry, ``names`` those in each language."""

    name: str
    other_names: tuple[str, ...]
    names: Mapping[str, str]

    @property
    def all_names(self) -> frozenset[str]:
        """In whatever language."""
        return frozenset((self.name, *self.other_names, *self.names.values()))


def country_called(text: str) -> Country | None:
    """The country that has a name in any language, without regard to case, accents and spaces."""
    return _by_plain_name().get(plain(text))


def country_in(language: str, name: str) -> str:
    """What a country is called in a language such as ``zh_CN``; as given where that is not known."""
    # Nearly all photos carry GeoNames' names, for which nothing more has to be read.
    country = _countries().get(name) or (country_called(name) if name else None)
    return name if country is None else country.names.get(language, name)


@lru_cache(100)
def countries_beginning(text: str) -> frozenset[str]:
    """GeoNames' names of the countries of which a name in any language begins so."""
    wanted = plain(text)
    return frozenset(country.name for name, country in _by_plain_name().items() if name.startswith(wanted))


@cache
def _countries() -> dict[str, Country]:
    """By the names that photos carry."""
    resource = files("photoorg.resources").joinpath("countries", "countries.tsv")
    header, *lines = resource.read_text("utf-8").splitlines()
    languages = header.split("\t")[2:]
    found: dict[str, Country] = {}
    for line in lines:
        name, others, *names = line.split("\t")
        in_languages = {language: one for language, one in zip(languages, names, strict=True) if one}
        found[name] = Country(name, tuple(filter(None, others.split("|"))), in_languages)
    return found


@cache
def _by_plain_name() -> dict[str, Country]:
    """By all names, which takes some ten milliseconds, once."""
    countries = _countries()
    # Where two share a name, the one that photos carry is meant.
    found = {plain(name): country for name, country in countries.items()}
    for country in countries.values():
        for name in (*country.other_names, *country.names.values()):
            found.setdefault(plain(name), country)
    return found
