"""What a model consists of: its architecture, how it sees pictures, and where its files are published."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from photoorg.encoders.imported_models import ImportedModels
from photoorg.encoders.model_name import ModelName, ModelSource
from photoorg.encoders.name_hints import did_you_mean, published_tags
from photoorg.errors import ModelUnavailable, UserInputError
from photoorg.sentences import Sentence

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

# Says nothing, since open_clip concludes on tokenizers from names, and users choose theirs freely.
IMPORTED_ARCHITECTURE = "imported"
CONFIG_FILE = "open_clip_config.json"
WEIGHTS_FILE = "open_clip_model.safetensors"
# Entries of a model's text configuration that name a repository on the hub.
_TEXT_REPOSITORY_KEYS = ("hf_tokenizer_name", "hf_model_name")


@dataclass(frozen=True)
class Specification:
    """A model as open_clip describes it.

    Attributes:
        architecture: a name for it.
        model_cfg: open_clip's model configuration.
        preprocess_cfg: what differs from open_clip's default preprocessing.
        repository: hub repository with the weights; None for a local or imported checkpoint.
        weights_file: name of the safetensors file in it.
    """

    architecture: str
    model_cfg: dict[str, Any]
    preprocess_cfg: dict[str, Any]
    repository: str | None
    weights_file: str = WEIGHTS_FILE

    @property
    def text_repositories(self) -> frozenset[str]:
        """Hub repositories with the tokenizer and the configuration of the text tower, if it needs any."""
        text_cfg = self.model_cfg.get("text_cfg", {})
        return frozenset(text_cfg[key] for key in _TEXT_REPOSITORY_KEYS if text_cfg.get(key))

    def with_local_text_files(self, directories: dict[str, str]) -> dict[str, Any]:
        """``model_cfg`` with local directories in place of the text repositories."""
        text_cfg = dict(self.model_cfg.get("text_cfg", {}))
        for key in _TEXT_REPOSITORY_KEYS:
            if text_cfg.get(key):
                text_cfg[key] = directories[text_cfg[key]]
        return {**self.model_cfg, "text_cfg": text_cfg}


def specify(name: ModelName, read_hub_config: Callable[[str], dict[str, Any]]) -> Specification:
    """Looks ``name`` up in open_clip's registries, or reads the configuration its repository holds.

    Args:
        name: any model but the built-in one.
        read_hub_config: repository to the content of its ``open_clip_config.json``.

    Raises:
        ModelUnavailable: open_clip knows no such architecture or tag.
    """
    if name.source is ModelSource.BUILTIN:
        raise UserInputError(
            Sentence("The built-in model comes with photoorg; there is nothing to download.")
        )
    if name.source is ModelSource.IMPORTED:
        config = read_config(ImportedModels().get(name.weights).directory / CONFIG_FILE)
        return specification_of(IMPORTED_ARCHITECTURE, config, None)
    if name.source is ModelSource.HUB:
        config = read_hub_config(name.weights)
        return specification_of(name.weights.replace("/", "--"), config, name.weights)
    import open_clip

    model_cfg = open_clip.get_model_config(name.architecture)
    if model_cfg is None:
        meant = did_you_mean(name.architecture, open_clip.list_models())
        raise ModelUnavailable(
            Sentence(
                "open_clip knows no architecture “{architecture}”.{meant}",
                architecture=name.architecture,
                meant=meant,
            )
        )
    if name.source is ModelSource.CHECKPOINT:
        return Specification(name.architecture, model_cfg, {}, None)
    tag = open_clip.get_pretrained_cfg(name.architecture, name.weights)
    if not tag:
        known = published_tags(name.architecture)
        raise ModelUnavailable(
            Sentence(
                "open_clip knows no weights “{weights}” for {architecture} (known: {known}).{meant}",
                weights=name.weights,
                architecture=name.architecture,
                known=", ".join(known) or "–",
                meant=did_you_mean(name.weights, known),
            )
        )
    if not tag.get("hf_hub"):
        raise ModelUnavailable(
            Sentence("The weights of {name} are not published in a safe format.", name=name)
        )
    if tag.get("quick_gelu"):
        # Weights trained with this activation give poor vectors without it; open_clip itself only warns.
        model_cfg["quick_gelu"] = True
    repository, _, file = tag["hf_hub"].rpartition("/")
    preprocess_cfg = open_clip.transform.merge_preprocess_dict({}, tag)
    return Specification(name.architecture, model_cfg, preprocess_cfg, repository, _safe_file(file))


def specification_of(architecture: str, config: dict[str, Any], repository: str | None) -> Specification:
    """What an ``open_clip_config.json`` describes."""
    return Specification(
        architecture, dict(config["model_cfg"]), dict(config.get("preprocess_cfg", {})), repository
    )


def read_config(path: Path) -> dict[str, Any]:
    """Reads an ``open_clip_config.json``. Raises ModelUnavailable when it does not describe a model."""
    try:
        config = json.loads(path.read_text(encoding="utf-8"))
        described = isinstance(config["model_cfg"], dict)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ModelUnavailable(Sentence("The configuration {path} is damaged.", path=path)) from error
    if not described:
        raise ModelUnavailable(Sentence("The configuration {path} describes no model.", path=path))
    return dict(config)


def _safe_file(published: str) -> str:
    """The safetensors file beside a published pickle, which photoorg never loads."""
    if not published:
        return WEIGHTS_FILE
    stem, _, _ = published.rpartition(".")
    return f"{stem}.safetensors"
