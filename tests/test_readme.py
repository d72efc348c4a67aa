"""What the README promises is run as it stands there."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from photoorg.encoders.importing import import_model
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


def test_the_configuration_of_a_model_is_one_that_can_be_imported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import open_clip
    from safetensors.torch import save_file

    monkeypatch.setenv("PHOTOORG_IMPORTED_MODELS", str(tmp_path / "imports"))
    (printed,) = re.findall(r"```json\n(.*?)```", README.read_text(encoding="utf-8"), flags=re.DOTALL)
    config = json.loads(printed)
    # The same words with smaller numbers, or this would take as long as a real one.
    model = config["model_cfg"]
    model["embed_dim"] = 16
    model["vision_cfg"] |= {"image_size": 64, "layers": 1, "width": 64}
    model["text_cfg"] |= {"width": 32, "heads": 2, "layers": 1}
    directory = tmp_path / "mine"
    directory.mkdir()
    save_file(
        open_clip.CLIP(**json.loads(json.dumps(model))).state_dict(),
        directory / "open_clip_model.safetensors",
    )
    (directory / "open_clip_config.json").write_text(json.dumps(config))
    assert str(import_model(directory)) == "imported:mine"


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
