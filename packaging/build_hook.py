"""Compiles the translations when photoorg is built or installed."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

sys.path.insert(0, str(Path(__file__).parent))

from translations import TRANSLATIONS, compile_all


class TranslationsHook(BuildHookInterface[Any]):
    """Of hatchling; the compiled files lie beside their sources, for an editable installation has no other
    place."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Runs before files are gathered."""
        compile_all(Path(self.root) / TRANSLATIONS)
