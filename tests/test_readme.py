"""What the README promises is run as it stands there."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from photoorg.sample_photos import write_sample_photos
from photoorg.settings import Settings

README = Path(__file__).parent.parent / "README.md"


def python_example() -> str:
    """The one Python block."""
    (example,) = re.findall(r"```python\n(.*?)```", README.read_text(encoding="utf-8"), flags=re.DOTALL)
    return str(example)


def test_python_example_runs_as_printed(tmp_path: Path) -> None:
    write_sample_photos(tmp_path / "my-photos")
    done = subprocess.run(
        [sys.executable, "-c", python_example()], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    first, *hits = done.stdout.splitlines()
    assert re.fullmatch(r"\d+ new photos, 0 unreadable", first)
    assert hits[0].endswith("cat.png")
    assert len(python_example().strip().splitlines()) <= 11


@pytest.mark.parametrize("name", Settings.model_fields)
def test_every_setting_is_documented(name: str) -> None:
    assert f"| `{name}` |" in README.read_text(encoding="utf-8")


def test_every_command_of_the_readme_exists() -> None:
    from typer.main import get_command

    from photoorg.cli import app

    commands = set(get_command(app).commands)  # type: ignore[attr-defined] # Typer's group, known at run time
    blocks = re.findall(r"```\n(.*?)```", README.read_text(encoding="utf-8"), flags=re.DOTALL)
    named = set(re.findall(r"^photoorg ([a-z]+)", "\n".join(blocks), flags=re.MULTILINE))
    assert named
    assert named <= commands
