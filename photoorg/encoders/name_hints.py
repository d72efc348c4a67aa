"""What somebody may have meant who typed the name of a model nearly right."""

from __future__ import annotations

import difflib
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from photoorg.encoders.imported_models import ImportedModels
from photoorg.encoders.recommended_models import RECOMMENDED
from photoorg.sentences import Sentence

if TYPE_CHECKING:
    from collections.abc import Iterable

TAGS_SHOWN = 6
# Of difflib: between "nothing in common" (0) and "equal" (1).
_ALIKE = 0.7


def hint(text: str) -> str:
    """A sentence, with a space before it, for a text that names no model; "" where none comes to mind.

    Only for an architecture without a tag, open_clip is imported, which takes seconds.
    """
    known, text = architectures(), text.rstrip(":")
    if text in known:
        tags = published_tags(text)
        further = (
            Sentence(" and {count} more", count=len(tags) - TAGS_SHOWN) if len(tags) > TAGS_SHOWN else ""
        )
        names = ", ".join(f"{text}:{tag}" for tag in tags[:TAGS_SHOWN])
        return (
            Sentence(
                " Say which weights of {text}: {names}{further}.", text=text, names=names, further=further
            )
            if tags
            else ""
        )
    recommended = (model.name for model in RECOMMENDED)
    return did_you_mean(text, ("builtin", *ImportedModels().names(), *recommended, *known))


def did_you_mean(text: str, known: Iterable[str]) -> str:
    """A question, with a space before it, for what is most like ``text``; "" where nothing is."""
    by_lower_case = {name.lower(): name for name in known}
    near = difflib.get_close_matches(text.lower(), by_lower_case, n=1, cutoff=_ALIKE)
    return Sentence(" Did you mean {name}?", name=by_lower_case[near[0]]) if near else ""


def architectures() -> list[str]:
    """The architectures that open_clip brings, without importing it."""
    package = find_spec("open_clip")
    places = list(package.submodule_search_locations or []) if package else []
    return sorted(file.stem for place in places for file in Path(place).glob("model_configs/*.json"))


def published_tags(architecture: str) -> list[str]:
    """open_clip's names of weights in a safe format, those of the short list first; takes seconds."""
    import open_clip

    tags = [
        tag
        for tag in open_clip.pretrained.list_pretrained_tags_by_model(architecture)
        if open_clip.get_pretrained_cfg(architecture, tag).get("hf_hub")
    ]
    recommended = {model.name for model in RECOMMENDED}
    return sorted(tags, key=lambda tag: f"{architecture}:{tag}" not in recommended)
