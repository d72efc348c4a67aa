"""Importing models from files and folders of the user's: kept whole, proved to load, never a pickle."""

from __future__ import annotations

import contextlib
import json
import re
import shlex
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import numpy as np
import pytest
import torch
from PIL import Image
from safetensors.torch import load_file, save_file
from tokenizers import Tokenizer
from tokenizers.models import WordLevel
from tokenizers.pre_tokenizers import Whitespace
from tokenizers.processors import TemplateProcessing

from photoorg.encoders.architectures import register_architecture
from photoorg.encoders.imported_models import LOCK_FILE, ImportedModels
from photoorg.encoders.importing import import_model
from photoorg.encoders.lazy_encoder import LazyEncoder
from photoorg.encoders.loading import load_encoder
from photoorg.encoders.model_name import ModelName, encoder_key
from photoorg.encoders.model_store import ModelStore
from photoorg.errors import ModelUnavailable, UserInputError
from tests.encoders.tiny_checkpoint import ARCHITECTURE, MODEL_CFG, write_tiny_checkpoint

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(autouse=True)
def imports(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where this test's imported models are kept."""
    monkeypatch.setenv("PHOTOORG_IMPORTED_MODELS", str(tmp_path / "imports"))
    return tmp_path / "imports"


@pytest.fixture
def original(tmp_path: Path) -> Path:
    path = tmp_path / "my weights.safetensors"
    write_tiny_checkpoint(path, seed=5)
    return path


@pytest.fixture
def published(tmp_path: Path, original: Path) -> Path:
    """A directory as on the hub, of a model that sees pictures in its own way."""
    directory = tmp_path / "published"
    directory.mkdir()
    shutil.copyfile(original, directory / "open_clip_model.safetensors")
    config = {"model_cfg": MODEL_CFG, "preprocess_cfg": {"mean": [0.5] * 3, "std": [0.5] * 3}}
    (directory / "open_clip_config.json").write_text(json.dumps(config))
    return directory


def _kept(imports: Path) -> list[str]:
    """Everything there but the lock."""
    return [path.name for path in imports.iterdir() if path.name != LOCK_FILE] if imports.is_dir() else []


def test_an_imported_file_needs_its_original_no_more(original: Path) -> None:
    there = ModelName.parse(f"{ARCHITECTURE}:{original}")
    key, texts = encoder_key(there), ["a dog", "two cats"]
    before = load_encoder(there).encode_texts(texts)
    name = import_model(original, architecture=ARCHITECTURE)
    assert str(name) == "imported:my-weights"
    assert ModelName.parse(str(name)) == name
    # Vectors that were made with the original stay those of the imported model.
    assert encoder_key(name) == key
    original.unlink()
    np.testing.assert_allclose(load_encoder(name).encode_texts(texts), before, atol=1e-5)


def test_an_imported_directory_brings_its_preprocessing(published: Path, original: Path) -> None:
    name = import_model(published, name="mine")
    assert str(name) == "imported:mine"
    assert encoder_key(name) != encoder_key(ModelName.parse(f"{ARCHITECTURE}:{original}"))
    shutil.rmtree(published)
    encoder = load_encoder(name)
    black = encoder.preprocess(Image.new("RGB", (40, 40)))
    np.testing.assert_allclose(black, -1.0, atol=1e-6)


def test_weights_that_open_clip_would_resize_are_refused(original: Path, imports: Path) -> None:
    register_architecture(
        "tiny-vit-64", MODEL_CFG | {"vision_cfg": MODEL_CFG["vision_cfg"] | {"image_size": 64}}
    )
    with pytest.raises(ModelUnavailable, match=r"not of tiny-vit-64 \(visual.positional_embedding has"):
        import_model(original, architecture="tiny-vit-64")
    assert not _kept(imports)


@pytest.mark.parametrize("tensor", ["visual.proj", "text_projection"])
def test_weights_that_make_no_vectors_are_refused(original: Path, imports: Path, tensor: str) -> None:
    weights = load_file(original)
    weights[tensor] = torch.full_like(weights[tensor], torch.nan)
    save_file(weights, original)
    with pytest.raises(ModelUnavailable, match="damaged") as error:
        import_model(original, architecture=ARCHITECTURE)
    assert "\n" not in str(error.value)
    assert not _kept(imports)
    name, notices = ModelName.parse(f"{ARCHITECTURE}:{original}"), list[str]()
    with pytest.raises(ModelUnavailable, match="damaged"):
        load_encoder(name, on_notice=notices.append)
    # Before anything is converted, so that no later start finds it in the store.
    assert ModelStore().find(encoder_key(name)) is None
    assert not notices
    with pytest.raises(ModelUnavailable, match="damaged"):
        LazyEncoder(name, lambda: 1, lambda _change: None).get()


def test_a_damaged_model_is_mended_by_importing_it_again(original: Path, imports: Path) -> None:
    name = import_model(original, architecture=ARCHITECTURE, name="mine")
    with pytest.raises(UserInputError, match="already"):
        import_model(original, architecture=ARCHITECTURE, name="mine")
    (imports / "mine" / "open_clip_model.safetensors").write_bytes(b"damaged")
    with pytest.raises(ModelUnavailable, match="import it again"):
        ImportedModels().get("mine").require_whole()
    assert import_model(original, architecture=ARCHITECTURE, name="mine") == name
    ImportedModels().get("mine").require_whole()


def test_weights_of_another_architecture_leave_nothing_behind(original: Path, imports: Path) -> None:
    with pytest.raises(ModelUnavailable, match="do not fit the architecture ViT-B-32"):
        import_model(original, architecture="ViT-B-32")
    with pytest.raises(ModelUnavailable, match="knows no architecture"):
        import_model(original, architecture="ViT-Nonsense")
    original.write_bytes(original.read_bytes()[:5000])
    with pytest.raises(ModelUnavailable, match="was not imported") as error:
        import_model(original, architecture=ARCHITECTURE)
    assert "\n" not in str(error.value)
    assert not _kept(imports)


def test_a_pickle_is_refused_and_the_printed_way_out_works(tmp_path: Path, imports: Path) -> None:
    pickle = tmp_path / "weights.pt"
    write_tiny_checkpoint(pickle)
    with pytest.raises(UserInputError, match="pickle") as error:
        import_model(pickle, architecture=ARCHITECTURE)
    command = re.search(r"python (-c .*)", str(error.value))
    assert command is not None
    subprocess.run([sys.executable, *shlex.split(command[1])], cwd=tmp_path, check=True, timeout=100)
    import_model(tmp_path / "weights.safetensors", architecture=ARCHITECTURE)
    assert not list(imports.rglob("*.pt"))


def test_what_cannot_be_imported_is_one_sentence(tmp_path: Path, original: Path, published: Path) -> None:
    with pytest.raises(UserInputError, match="--architecture"):
        import_model(original)
    with pytest.raises(UserInputError, match="does not exist"):
        import_model(tmp_path / "gone.safetensors", architecture=ARCHITECTURE)
    with pytest.raises(UserInputError, match="cannot be a name"):
        import_model(original, architecture=ARCHITECTURE, name="../elsewhere")
    with pytest.raises(UserInputError, match="means the built-in model"):
        import_model(original, architecture=ARCHITECTURE, name="builtin")
    with pytest.raises(UserInputError, match="says its architecture itself"):
        import_model(published, architecture=ARCHITECTURE)
    import_model(published)
    with pytest.raises(UserInputError, match="already"):
        import_model(published)
    (published / "open_clip_config.json").unlink()
    with pytest.raises(UserInputError, match=r"no open_clip_config\.json"):
        import_model(published)


def test_a_tokenizer_beside_the_weights_is_kept_with_them(published: Path) -> None:
    vocabulary = {"[PAD]": 0, "[CLS]": 1, "[SEP]": 2, "[UNK]": 3, "dog": 4, "cat": 5}
    tokenizer = Tokenizer(WordLevel(vocabulary, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = Whitespace()
    tokenizer.post_processor = TemplateProcessing(
        single="[CLS] $A [SEP]", special_tokens=[("[CLS]", 1), ("[SEP]", 2)]
    )
    tokenizer.save(str(published / "tokenizer.json"))
    names = {"pad_token": "[PAD]", "cls_token": "[CLS]", "sep_token": "[SEP]", "unk_token": "[UNK]"}
    settings = {"tokenizer_class": "PreTrainedTokenizerFast", "model_max_length": 16, **names}
    (published / "tokenizer_config.json").write_text(json.dumps(settings))
    text_cfg = {**MODEL_CFG["text_cfg"], "hf_tokenizer_name": "someone/tokenizer"}
    config = {"model_cfg": {**MODEL_CFG, "text_cfg": text_cfg}}
    (published / "open_clip_config.json").write_text(json.dumps(config))
    # A name from which open_clip alone would conclude on another tokenizer.
    name = import_model(published, name="my-siglip")
    shutil.rmtree(published)
    dog, cat, other = load_encoder(name).encode_texts(["dog", "cat", "bird"])
    assert dog @ cat < 0.999
    assert dog @ other < 0.999


def test_a_tokenizer_that_is_nowhere_is_named(published: Path) -> None:
    text_cfg = {**MODEL_CFG["text_cfg"], "hf_tokenizer_name": "someone/tokenizer"}
    config = {"model_cfg": {**MODEL_CFG, "text_cfg": text_cfg}}
    (published / "open_clip_config.json").write_text(json.dumps(config))
    with pytest.raises(ModelUnavailable, match="tokenizer of someone/tokenizer"):
        import_model(published)


def test_damage_after_the_import_is_noticed_before_it_is_converted(published: Path) -> None:
    name = import_model(published, name="damaged")
    weights = ImportedModels().get("damaged").directory / "open_clip_model.safetensors"
    content = bytearray(weights.read_bytes())
    content[-1] ^= 1
    weights.write_bytes(content)
    # Another key, since the same weights were converted by other tests.
    record = weights.with_name("imported.json")
    record.write_text(record.read_text().replace("imported@", "damaged@"))
    with pytest.raises(ModelUnavailable, match="import it again"):
        load_encoder(name)


def test_what_a_killed_import_left_is_cleared(original: Path, imports: Path) -> None:
    left = imports / "mine.unfinished-abc" / "mine"
    left.mkdir(parents=True)
    (left / "open_clip_model.safetensors").write_bytes(b"half")
    assert ImportedModels().names() == []
    import_model(original, architecture=ARCHITECTURE, name="mine")
    assert _kept(imports) == ["mine"]


def test_a_disk_without_space_is_found_out_before_copying(original: Path, imports: Path) -> None:
    on_small_disk = ("unshare", "--mount", "--map-root-user", "sh", "-c")
    mount = f"mount -t tmpfs -o size=1m none '{imports}'"
    imports.mkdir()
    if shutil.which("unshare") is None or subprocess.run([*on_small_disk, mount], check=False).returncode:
        pytest.skip("this machine lets nobody mount a small disk")
    # Of an architecture that open_clip knows without the test's help; the disk is looked at before it loads.
    command = shlex.join(
        [sys.executable, "-m", "photoorg", "models", "import", str(original), "--architecture", "ViT-B-32"]
    )
    done = subprocess.run(
        [*on_small_disk, f"{mount} && {command}"], capture_output=True, text=True, check=False, timeout=100
    )
    assert done.returncode == 1
    assert re.search(r"needs \d+ MB, and only 1 MB are free", done.stderr)


def test_an_unknown_import_is_one_sentence() -> None:
    with pytest.raises(ModelUnavailable, match="no imported model"):
        encoder_key(ModelName.parse("imported:nothing"))
    with pytest.raises(UserInputError, match="names no imported model"):
        ModelName.parse("imported:../../etc")


def test_two_imports_at_once_are_told_apart_from_a_bad_file(original: Path, imports: Path) -> None:
    with ImportedModels().alone(), pytest.raises(ModelUnavailable, match="is importing a model") as error:
        import_model(original, architecture=ARCHITECTURE, name="mine")
    assert "damaged" not in str(error.value)
    assert not _kept(imports)
    assert str(import_model(original, architecture=ARCHITECTURE, name="mine")) == "imported:mine"


def test_what_another_import_left_under_the_name_meanwhile_is_not_overwritten(
    original: Path, imports: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    quicker = ImportedModels.alone

    @contextlib.contextmanager
    def late(models: ImportedModels) -> Iterator[None]:
        monkeypatch.setattr(ImportedModels, "alone", quicker)
        import_model(original, architecture=ARCHITECTURE, name="mine")
        with quicker(models):
            yield

    monkeypatch.setattr(ImportedModels, "alone", late)
    with pytest.raises(UserInputError, match="already"):
        import_model(original, architecture=ARCHITECTURE, name="mine")
