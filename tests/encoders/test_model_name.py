from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from photoorg.encoders.model_name import ModelName, ModelSource, encoder_key
from photoorg.errors import ModelUnavailable, UserInputError

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("builtin", ModelName(ModelSource.BUILTIN)),
        ("  builtin ", ModelName(ModelSource.BUILTIN)),
        ("ViT-B-32:laion2b_s34b_b79k", ModelName(ModelSource.TAG, "ViT-B-32", "laion2b_s34b_b79k")),
        ("ViT-B-32:/a/b c.safetensors", ModelName(ModelSource.CHECKPOINT, "ViT-B-32", "/a/b c.safetensors")),
        ("RN50:/a/b:c.pt", ModelName(ModelSource.CHECKPOINT, "RN50", "/a/b:c.pt")),
        ("hf-hub:timm/ViT-B-16-SigLIP2", ModelName(ModelSource.HUB, "", "timm/ViT-B-16-SigLIP2")),
    ],
)
def test_every_form_is_understood_and_survives_a_round_trip(text: str, expected: ModelName) -> None:
    name = ModelName.parse(text)
    assert name == expected
    assert ModelName.parse(str(name)) == name


def test_relative_and_home_paths_become_absolute(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert ModelName.parse("ViT-B-32:mine.pt").weights == str(tmp_path / "mine.pt")
    monkeypatch.setenv("HOME", str(tmp_path))
    assert ModelName.parse("ViT-B-32:~/mine.pt").weights == str(tmp_path / "mine.pt")


NONSENSE = """
nonsense
ViT-B-32
ViT-B-32:
:tag
a b:tag
ViT-B-32:two words
hf-hub:
hf-hub:org
hf-hub:a/b/c
ViT-B-32:/weights.bin
ViT-B-32:/weights.pickle
"""


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("ViT-B-32", "Say which weights of ViT-B-32: ViT-B-32:laion2b_s34b_b79k, .* more"),
        ("ViT-B-32:", "Say which weights"),
        ("bultin", r"Did you mean builtin\?"),
        ("vit-b-32-siglip2-256", r"Did you mean ViT-B-32-SigLIP2-256\?"),
    ],
)
def test_what_was_nearly_right_is_helped_on(text: str, sentence: str) -> None:
    with pytest.raises(UserInputError, match=sentence):
        ModelName.parse(text)


@pytest.mark.parametrize("text", NONSENSE.splitlines())
def test_nonsense_is_refused_in_one_sentence(text: str) -> None:
    with pytest.raises(UserInputError) as error:
        ModelName.parse(text)
    assert "\n" not in str(error.value)


@given(st.text())
def test_any_text_is_parsed_or_refused(text: str) -> None:
    try:
        name = ModelName.parse(text)
    except UserInputError:
        return
    assert ModelName.parse(str(name)) == name


def test_the_key_of_a_checkpoint_follows_its_content(tmp_path: Path) -> None:
    first, second, path = tmp_path / "a.pt", tmp_path / "b.pt", tmp_path / "weights.pt"
    first.write_bytes(b"one")
    second.write_bytes(b"one")
    keys = [encoder_key(ModelName.parse(f"ViT-B-32:{file}")) for file in (first, second)]
    assert keys[0] == keys[1]
    path.write_bytes(b"one")
    before = encoder_key(ModelName.parse(f"ViT-B-32:{path}"))
    path.write_bytes(b"other weights")
    assert encoder_key(ModelName.parse(f"ViT-B-32:{path}")) != before
    assert encoder_key(ModelName.parse(f"ViT-L-14:{first}")) != keys[0]


def test_a_missing_checkpoint_has_no_key(tmp_path: Path) -> None:
    with pytest.raises(ModelUnavailable, match="cannot be read"):
        encoder_key(ModelName.parse(f"ViT-B-32:{tmp_path / 'gone.pt'}"))


def test_names_and_keys_need_no_torch() -> None:
    program = (
        "import sys\n"
        "from photoorg.encoders import loading, downloading\n"
        "from photoorg.encoders.model_name import ModelName, encoder_key\n"
        "assert encoder_key(ModelName.parse('builtin')).startswith('builtin@')\n"
        "heavy = {'torch', 'open_clip', 'transformers', 'timm', 'huggingface_hub'} & set(sys.modules)\n"
        "assert not heavy, heavy\n"
    )
    subprocess.run([sys.executable, "-c", program], check=True, timeout=60)
