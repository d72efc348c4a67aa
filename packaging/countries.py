"""Makes ``photoorg/resources/countries/countries.tsv``: what the countries of the package reverse_geocode are
called in other languages, by Unicode's CLDR in the package Babel.

The file is in the repository; ``python packaging/countries.py`` renews it where Babel is installed, which
photoorg itself does not need.
"""

from __future__ import annotations

import csv
from importlib.resources import files
from pathlib import Path

from babel import Locale

TARGET = Path(__file__).parent.parent / "photoorg" / "resources" / "countries" / "countries.tsv"
# The window's languages first; then those that many people type, or that a country speaks.
LANGUAGES = (
    *("en", "zh_CN", "zh_TW", "ar", "bg", "bn", "ca", "cs", "da", "de", "el", "es", "et", "eu", "fa", "fi"),
    *("fr", "ga", "gl", "he", "hi", "hr", "hu", "hy", "id", "is", "it", "ja", "ka", "ko", "lt", "lv", "mk"),
    *("ms", "nb", "nl", "pl", "pt", "pt_PT", "ro", "ru", "sk", "sl", "sq", "sr", "sv", "sw", "ta", "te"),
    *("th", "tr", "uk", "ur", "vi"),
)
# As people call them, and no list of official names does.
ALSO = {
    "AE": ("UAE", "Emirates"),
    "CD": ("DR Congo",),
    "CI": ("Ivory Coast",),
    "CZ": ("Czech Republic",),
    "GB": ("UK", "Great Britain", "Britain", "Großbritannien", "Grande-Bretagne"),
    "KR": ("Korea",),
    "MM": ("Burma",),
    "MO": ("Macau",),
    "NL": ("Holland",),
    "SZ": ("Swaziland",),
    "TR": ("Turkey",),
    "US": ("USA", "America", "美國"),
}
# CLDR's short forms, which Babel leaves out.
SHORT = {
    "HK": {"en": "Hong Kong", "zh_CN": "香港", "zh_TW": "香港"},
    "MO": {"en": "Macao", "zh_CN": "澳门", "zh_TW": "澳門"},
}


def make_countries() -> None:
    """Writes the file: a line of languages, then a line for each country; tabs between."""
    rows = csv.reader(files("reverse_geocode").joinpath("countries.csv").read_text("utf-8").splitlines())
    locales = [Locale.parse(language) for language in LANGUAGES]
    lines = ["\t".join(("", "", *LANGUAGES))]
    for code, name in sorted(rows):
        short = SHORT.get(code, {})
        names = [
            short.get(language) or locale.territories.get(code, "")
            for language, locale in zip(LANGUAGES, locales, strict=True)
        ]
        lines.append("\t".join((name, "|".join(ALSO.get(code, ())), *names)))
    TARGET.write_text("\n".join(lines) + "\n", "utf-8")
    print(f"{len(lines) - 1} countries, {TARGET.stat().st_size / 1e3:.0f} kB")  # noqa: T201


if __name__ == "__main__":
    make_countries()
