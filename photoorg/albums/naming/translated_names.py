"""What the names of the shipped vocabulary are called in other languages."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


def name_in(language: str, name: str) -> str:
    """A name in a language such as ``zh_CN``; as given where that has no word for it."""
    return translations_into(language).get(name, name)


@cache
def translations_into(language: str) -> dict[str, str]:
    """Translations by names, in the order of the vocabulary: what stands in
    ``resources/vocabulary/group_names.zh_CN.tsv``, some milliseconds, once. None where there is no such file,
    as for English."""
    resource = files("photoorg.resources") / "vocabulary" / f"group_names.{language}.tsv"
    if not resource.is_file():
        return {}
    lines = resource.read_text(encoding="utf-8").splitlines()
    pairs = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return {name: translation for name, translation in pairs}
