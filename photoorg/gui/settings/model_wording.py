"""What is known of a model, in the words of the user's language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from photoorg.encoders.installed_models import Origin
from photoorg.gui import wording

if TYPE_CHECKING:
    from photoorg.encoders.listed_models import ListedModel
    from photoorg.gui.settings.model_actions import ModelRow

BUILTIN = "builtin"

translate = QCoreApplication.translate


def title(name: str) -> str:
    """A model as people call it."""
    return translate("Models", "Built-in model") if name == BUILTIN else wording.model_name(name)


def languages(model: ListedModel) -> str:
    """In which one can search."""
    return wording.said(model.languages) if model.languages else "–"


def size(model: ListedModel) -> str:
    """What it takes on disk, or would take to download."""
    here = model.installed
    if here is not None and here.is_complete and here.weights_bytes:
        return wording.megabytes(here.weights_bytes)
    if model.recommended is not None:
        return wording.megabytes(model.recommended.download_mb * 10**6)
    return "–"


def found(model: ListedModel) -> str:
    """Published quality."""
    return wording.share(model.recommended.coco_recall) if model.recommended else "–"


def found_in_full(model: ListedModel) -> str:
    """Published quality, what it means, and who published it."""
    if model.recommended is None:
        return translate("Models", "No figure is published that compares with those of the others.")
    return translate(
        "Models",
        "{share}: so often a photo described in one sentence comes first of 5,000 (COCO, recall at 1), "
        "as published in {source}.",
    ).format(share=wording.share(model.recommended.coco_recall), source=model.recommended.source)


def speed(model: ListedModel) -> str:
    """Measured on this machine."""
    if model.photos_per_s is None:
        return translate("Models", "not measured")
    return translate("Models", "{rate} photos/s").format(rate=wording.rate(model.photos_per_s))


def state(row: ModelRow, photos: int) -> str:
    """What it is to this library, else where it is."""
    model = row.model
    here = model.installed
    int8 = " · int8" if here is not None and here.int8 else ""
    if model.used:
        return translate("Models", "In use") + int8
    if model.coming:
        return translate("Models", "Preparing: {done} of {total}").format(
            done=wording.number(row.described), total=wording.number(photos)
        )
    return place(model) + int8


def place(model: ListedModel) -> str:
    """Where its weights are."""
    if model.installed is None:
        return translate("Models", "Not on this machine")
    return {
        Origin.SHIPPED: translate("Models", "Part of photoorg"),
        Origin.DOWNLOADED: translate("Models", "Downloaded"),
        Origin.PARTLY_DOWNLOADED: translate("Models", "Partly downloaded"),
        Origin.IMPORTED: translate("Models", "Imported"),
        Origin.FILE: translate("Models", "A file where it lies"),
        Origin.DAMAGED: translate("Models", "Damaged; import it again, or delete it"),
        Origin.CONVERTED_ONLY: translate("Models", "Only its converted form"),
    }[model.installed.origin]


def place_in_full(model: ListedModel) -> str:
    """Where it is, in which forms, and how much disk each takes."""
    here = model.installed
    if here is None:
        return place(model)
    parts = [place(model)]
    if here.weights_bytes:
        parts[0] = f"{parts[0]} ({wording.megabytes(here.weights_bytes)})"
    if here.converted_bytes:
        converted = translate("Models", "converted for this processor ({size})")
        parts.append(converted.format(size=wording.megabytes(here.converted_bytes)))
    if here.int8:
        parts.append(translate("Models", "quickened to int8"))
    return ", ".join(parts)


def described(row: ModelRow, photos: int) -> str:
    """How many photos of the library it has described, and what follows from that."""
    if not photos:
        return translate("Models", "There are no photos yet.")
    if row.described >= photos and row.model.used:
        return translate("Models", "All described.")
    if row.described >= photos:
        return translate("Models", "All described: a change to it is instant.")
    return translate("Models", "{done} of {total} described.").format(
        done=wording.number(row.described), total=wording.number(photos)
    )
