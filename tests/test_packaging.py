"""A wheel built from this checkout holds all that the app needs at run time."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

ROOT = Path(__file__).parent.parent


def test_wheel_contains_code_migrations_and_resources(tmp_path: Path) -> None:
    build = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation"]
    subprocess.run([*build, "--wheel-dir", str(tmp_path), str(ROOT)], check=True)
    (wheel,) = tmp_path.glob("photoorg-*.whl")
    names = set(zipfile.ZipFile(wheel).namelist())
    packaged = {
        str(path.relative_to(ROOT))
        for path in (ROOT / "photoorg").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert packaged <= names
    assert "photoorg/resources/builtin/heads.safetensors" in names
    assert "photoorg/library/migrations/script.py.mako" in names
    # Compiled by the build.
    assert {
        f"photoorg/resources/translations/photoorg_{language}.qm" for language in ("en", "zh_CN")
    } <= names
