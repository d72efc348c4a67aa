"""Translations of the window, by Qt's own tools.

``make translations`` brings the sources' texts into the ``.ts`` files, for whoever translates; what is gone
from the sources goes from there. The build compiles them, see ``packaging/build_hook.py``.
"""

from __future__ import annotations

import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).parent.parent
TRANSLATIONS = Path("photoorg") / "resources" / "translations"
# Plurals alone are translated into English: "{count} photo(s)" has two forms there.
PLURALS_ONLY = "photoorg_en.ts"


def extract(root: Path, directory: Path) -> None:
    """Brings the texts of ``root``'s sources into all translations of ``directory``."""
    sources = sorted(str(path.relative_to(root)) for path in (root / "photoorg").rglob("*.py"))
    for file in sorted(directory.glob("*.ts")):
        options = ["-silent", "-no-obsolete", "-locations", "none", "-tr-function-alias", "tr+=Sentence"]
        if file.name == PLURALS_ONLY:
            options.append("-pluralonly")
        _run("lupdate", [*options, *sources, "-ts", str(file)], root)


def compile_all(directory: Path) -> list[Path]:
    """Compiles each translation that is newer than its compiled form; returns all compiled forms."""
    compiled = []
    for file in sorted(directory.glob("*.ts")):
        target = file.with_suffix(".qm")
        if not target.exists() or target.stat().st_mtime_ns < file.stat().st_mtime_ns:
            # Others may do the same at this moment.
            unfinished = target.with_suffix(f".{os.getpid()}.part")
            _run("lrelease", ["-silent", str(file), "-qm", str(unfinished)], directory)
            unfinished.replace(target)
        compiled.append(target)
    return compiled


def _run(tool: str, arguments: list[str], directory: Path) -> None:
    package = find_spec("PySide6")
    if package is None or package.origin is None:
        raise SystemExit(f"{tool} comes with PySide6-Essentials, which is not installed.")
    program = Path(package.origin).parent / (f"{tool}.exe" if sys.platform == "win32" else tool)
    subprocess.run([str(program), *arguments], cwd=directory, check=True)


if __name__ == "__main__":
    if "--extract" in sys.argv[1:]:
        extract(ROOT, ROOT / TRANSLATIONS)
    compile_all(ROOT / TRANSLATIONS)
