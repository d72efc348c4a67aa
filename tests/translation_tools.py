"""The tools of ``packaging/translations.py``, which is no package."""

from __future__ import annotations

import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

ROOT = Path(__file__).parent.parent
_spec = spec_from_file_location("translation_tools", ROOT / "packaging" / "translations.py")
assert _spec is not None
assert _spec.loader is not None
_tools = module_from_spec(_spec)
sys.modules[_spec.name] = _tools
_spec.loader.exec_module(_tools)

TRANSLATIONS: Path = ROOT / _tools.TRANSLATIONS
extract = _tools.extract
compile_all = _tools.compile_all
