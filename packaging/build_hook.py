"""Makes what is no source when photoorg is built or installed: compiled translations, and the towns."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

sys.path.insert(0, str(Path(__file__).parent))

from towns import TARGET, make_towns
from translations import TRANSLATIONS, compile_all


class ResourcesHook(BuildHookInterface[Any]):
    """Of hatchling; the files lie beside the sources, for an editable installation has no other place."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Runs before files are gathered."""
        compile_all(Path(self.root) / TRANSLATIONS)
        if not TARGET.exists():
            make_towns()
