"""Models as ``models list`` tells them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from photoorg.commands.context import print_line, print_note

if TYPE_CHECKING:
    from photoorg.encoders.listed_models import ListedModel

_NOT_ON_DISK = "not on this machine"


def model_document(model: ListedModel) -> dict[str, object]:
    """What ``--json`` tells about one model; null where nothing is known."""
    published, here = model.recommended, model.installed
    return {
        "name": model.name,
        "used": model.used,
        "coming": model.coming,
        "recommended": published is not None,
        "download_bytes": published.download_mb * 10**6 if published else None,
        "languages": model.languages or None,
        "licence": model.licence or None,
        "coco_recall_at_1": published.coco_recall if published else None,
        "coco_recall_source": published.source if published else None,
        "photos_per_s": model.photos_per_s,
        "on_this_machine": here.origin.value if here else None,
        "weights_bytes": here.weights_bytes if here else 0,
        "converted_bytes": here.converted_bytes if here else 0,
        "int8": here.int8 if here else False,
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
        facts = [model.languages, model.licence, _place(model)]
        print_line(f"    {'; '.join(fact for fact in facts if fact)}")
    print_note("")
    if any(model.coming for model in listed):
        print_note("+ used by this library as soon as it has described every photo.")
    print_note("* used by this library. Any other model of open_clip can be typed as ARCH:TAG.")
    print_note("Finds: how often a photo described in one sentence comes first of 5,000 (COCO,")
    print_note("recall at 1), as published; --json names the sources. Speed: the model alone.")
    if any(model.photos_per_s is None and model.measurable for model in listed):
        print_note("Measure with: photoorg models list --measure")


def _place(model: ListedModel) -> str:
    here = model.installed
    if here is None:
        return _NOT_ON_DISK
    if here.is_damaged:
        return f"damaged ({here.weights_bytes / 1e6:,.0f} MB): import it again, or remove it"
    if not here.has_weights:
        return f"only its converted form ({here.converted_bytes / 1e6:,.0f} MB)"
    parts = [
        f"{here.origin} ({here.weights_bytes / 1e6:,.0f} MB)" if here.weights_bytes else str(here.origin)
    ]
    if here.converted_bytes:
        parts.append(f"converted ({here.converted_bytes / 1e6:,.0f} MB)")
    if here.int8:
        parts.append("int8")
    return ", ".join(parts)
