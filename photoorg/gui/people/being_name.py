"""What somebody is called in a sentence."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from photoorg.gui.breadcrumb import shortened


def being_name(name: str) -> str:
    """A name as it fits into a sentence; words for "this one" where nobody gave any."""
    return shortened(name) if name else QCoreApplication.translate("BeingName", "this one")
