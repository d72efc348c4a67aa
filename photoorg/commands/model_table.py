"""Models as ``models list`` tells them: the recommended ones and what is on this machine, in one list."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from photoorg.commands.context import print_line, print_note

if TYPE_CHECKING:
    from photoorg.encoders.installed_models import InstalledModel
    from photoorg.encoders.recommended_models import RecommendedModel

_BUILTIN_LANGUAGES = "English"
_BUILTIN_LICENCE = "Apache-2.0, see README"
_NOT_ON_DISK = "not on this machine"


@dataclass(frozen=True)
class ListedModel:
    """One line of the list.

    Attributes:
        used: whether this library uses it.
        coming: whether it takes over in this library once it has described every photo.
        recommended: what is published about it; None for models outside the short list.
        installed: what is on this machine; None if nothing is.
        photos_per_s: as measured here; None if it was not.
        measurable: whether its speed can be measured now.
    """

    name: str
    used: bool
    coming: bool
    recommended: RecommendedModel | None
    installed: InstalledModel | None
    photos_per_s: float | None
    measurable: bool


def listed_models(used: str, coming: str = "") -> list[ListedModel]:
    """The built-in model, the recommended ones, then what else is on this machine or named by settings."""
    from photoorg.encoders.installed_models import installed_models, models_in_use
    from photoorg.encoders.model_name import ModelName
    from photoorg.encoders.recommended_models import RECOMMENDED
    from photoorg.encoders.speed import known_speed

    named = models_in_use(used, coming)
    recommended = {model.name: model for model in RECOMMENDED}
    installed = {model.name: model for model in installed_models(named)}
    names = dict.fromkeys(("builtin", *recommended, *installed, *map(str, named)))
    lines = []
    for name in names:
        here = installed.get(name)
        loadable = here is None or here.has_weights
        speed = known_speed(ModelName.parse(name)) if loadable else None
        lines.append(
            ListedModel(
                name,
                name == used.strip(),
                name == coming.strip(),
                recommended.get(name),
                here,
                speed,
                loadable,
            )
        )
    return lines


def model_document(model: ListedModel) -> dict[str, object]:
    """What ``--json`` tells about one model; null where nothing is known."""
    published, here = model.recommended, model.installed
    return {
        "name": model.name,
        "used": model.used,
        "coming": model.coming,
        "recommended": published is not None,
        "download_bytes": published.download_mb * 10**6 if published else None,
        "languages": _languages(model) or None,
        "licence": _licence(model) or None,
        "coco_recall_at_1": published.coco_recall if published else None,
        "coco_recall_source": published.source if published else None,
        "photos_per_s": model.photos_per_s,
        "on_this_machine": here.origin.value if here else None,
        "weights_bytes": here.weights_bytes if here else 0,
        "converted_bytes": here.converted_bytes if here else 0,
    }


def print_models(listed: list[ListedModel]) -> None:
    """Two lines a model, at most 80 columns where names allow it."""
    print_line(f"  {'Model':<32}{'Download':>9}  {'Finds':>5}  {'Speed here'}")
    for model in listed:
        published = model.recommended
        size = f"{published.download_mb:,} MB" if published else ""
        found = f"{published.coco_recall:.0%}" if published else ""
        speed = f"{model.photos_per_s:,.1f} photos/s" if model.photos_per_s is not None else "not measured"
        mark = "*" if model.used else "+" if model.coming else " "
        print_line(f"{mark} {model.name:<32}{size:>9}  {found:>5}  {speed:<13}".rstrip())
        facts = [_languages(model), _licence(model), _place(model)]
        print_line(f"    {'; '.join(fact for fact in facts if fact)}")
    print_note("")
    if any(model.coming for model in listed):
        print_note("+ used by this library as soon as it has described every photo.")
    print_note("* used by this library. Any other model of open_clip can be typed as ARCH:TAG.")
    print_note("Finds: how often a photo described in one sentence comes first of 5,000 (COCO,")
    print_note("recall at 1), as published; --json names the sources. Speed: the model alone.")
    if any(model.photos_per_s is None and model.measurable for model in listed):
        print_note("Measure with: photoorg models list --measure")


def _languages(model: ListedModel) -> str:
    if model.name == "builtin":
        return _BUILTIN_LANGUAGES
    return model.recommended.languages if model.recommended else ""


def _licence(model: ListedModel) -> str:
    if model.name == "builtin":
        return _BUILTIN_LICENCE
    return model.recommended.licence if model.recommended else ""


def _place(model: ListedModel) -> str:
    here = model.installed
    if here is None:
        return _NOT_ON_DISK
    if not here.has_weights:
        return f"only its converted form ({here.converted_bytes / 1e6:,.0f} MB)"
    parts = [
        f"{here.origin} ({here.weights_bytes / 1e6:,.0f} MB)" if here.weights_bytes else str(here.origin)
    ]
    if here.converted_bytes:
        parts.append(f"converted ({here.converted_bytes / 1e6:,.0f} MB)")
    return ", ".join(parts)
