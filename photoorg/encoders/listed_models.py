"""Models worth a line: the built-in one, the recommended ones, and what else is on this machine."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from photoorg.encoders.installed_models import installed_models, models_in_use
from photoorg.encoders.model_languages import ENGLISH, is_multilingual, languages_of
from photoorg.encoders.model_name import BUILTIN, HUB_PREFIX, ModelName, ModelSource
from photoorg.encoders.recommended_models import RECOMMENDED
from photoorg.encoders.speed import known_speed
from photoorg.errors import PhotoOrgError, UserInputError
from photoorg.sentences import Sentence

if TYPE_CHECKING:
    from collections.abc import Collection

    from photoorg.changes import ModelChoice
    from photoorg.encoders.installed_models import InstalledModel
    from photoorg.encoders.recommended_models import RecommendedModel

_BUILTIN_LICENCE = Sentence("Apache-2.0, see README")


@dataclass(frozen=True)
class ListedModel:
    """One line of the list.

    Attributes:
        used: whether searches of the library use it.
        coming: whether it takes over in the library once it has described every photo.
        recommended: what is published about it; None for models outside the short list.
        installed: what is on this machine; None if nothing is.
        photos_per_s: as measured here; None if it was not.
        measurable: whether its speed can be measured now.
        downloadable: whether a hub may have it, or what is missing of it.
    """

    name: str
    used: bool
    coming: bool
    recommended: RecommendedModel | None
    installed: InstalledModel | None
    photos_per_s: float | None
    measurable: bool
    downloadable: bool

    @property
    def languages(self) -> str:
        """In words; "" where that is not known."""
        if self.recommended is not None:
            return self.recommended.languages
        if self.is_multilingual:
            return Sentence("many languages")
        name = _parsed(self.name)
        return Sentence("English") if name is not None and languages_of(name) == ENGLISH else ""

    @property
    def is_multilingual(self) -> bool:
        """Whether one can search in Chinese, and in many other languages."""
        name = _parsed(self.name)
        return name is not None and is_multilingual(name)

    @property
    def licence(self) -> str:
        """Of the weights; "" where that is not known."""
        if self.name == BUILTIN:
            return _BUILTIN_LICENCE
        return self.recommended.licence if self.recommended else ""

    @property
    def loadable(self) -> bool:
        """Whether all that is needed seems to be on this machine."""
        return self.installed is not None and self.installed.is_complete

    @property
    def removable(self) -> bool:
        """Whether something of it can be deleted from this machine."""
        return self.installed is not None and self.name != BUILTIN and not (self.used or self.coming)


def listed_models(choice: ModelChoice, typed: Collection[str] = ()) -> list[ListedModel]:
    """The built-in model, the recommended ones, then what else is on this machine, used, or typed.

    Args:
        choice: what the library uses.
        typed: names of further models.
    """
    active, coming = choice.active.strip(), (choice.coming or "").strip()
    recommended = {model.name: model for model in RECOMMENDED}
    named = models_in_use(active, coming, *typed)
    installed = {model.name: model for model in installed_models(named)}
    others = [name for name in (active, coming, *typed) if name]
    return [
        _listed(name, active, coming, recommended.get(name), installed.get(name))
        for name in dict.fromkeys((BUILTIN, *recommended, *installed, *others))
    ]


def _listed(
    name: str,
    active: str,
    coming: str,
    recommended: RecommendedModel | None,
    installed: InstalledModel | None,
) -> ListedModel:
    parsed = _parsed(name) if installed is None or installed.has_weights else None
    published = parsed is not None and parsed.source in (ModelSource.TAG, ModelSource.HUB)
    whole = installed is not None and installed.is_complete
    return ListedModel(
        name,
        used=name == active,
        coming=name == coming,
        recommended=recommended,
        installed=installed,
        photos_per_s=_known_speed(parsed) if parsed else None,
        measurable=parsed is not None and (whole or not name.startswith(HUB_PREFIX)),
        downloadable=published and not whole,
    )


def _parsed(name: str) -> ModelName | None:
    try:
        return ModelName.parse(name)
    except UserInputError:
        return None


def _known_speed(name: ModelName) -> float | None:
    try:
        return known_speed(name)
    except PhotoOrgError:
        # An imported model that is gone, but still named by settings.
        return None
