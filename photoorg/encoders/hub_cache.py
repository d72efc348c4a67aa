"""What the hub's cache on this machine holds; nothing here speaks to a network."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from photoorg.encoders.specification import CONFIG_FILE, Specification
from photoorg.errors import ModelUnavailable

# Files of a text repository that are not weights: tokenizer, vocabulary and configuration.
TEXT_FILE_SUFFIXES = (".json", ".txt", ".model")


class NotCached(Exception):
    """A file of the model is not on this machine."""


def forbid_network() -> None:
    """Tells the hub's client, and transformers through it, to refuse every request of this process."""
    from huggingface_hub import constants

    constants.HF_HUB_OFFLINE = True


def cached_file(repository: str, file: str) -> Path:
    """The newest cached version of a file. Raises NotCached."""
    from huggingface_hub import try_to_load_from_cache

    found = try_to_load_from_cache(repository, file)
    if not isinstance(found, str):
        raise NotCached(f"{repository}/{file}")
    return Path(found)


def cached_config(repository: str) -> dict[str, Any]:
    """The cached ``open_clip_config.json`` of a repository. Raises NotCached, ModelUnavailable."""
    return read_config(cached_file(repository, CONFIG_FILE))


def read_config(path: Path) -> dict[str, Any]:
    """Reads an ``open_clip_config.json``. Raises ModelUnavailable when it does not describe a model."""
    try:
        config = json.loads(path.read_text(encoding="utf-8"))
        described = isinstance(config["model_cfg"], dict)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ModelUnavailable(f"The configuration {path} is damaged.") from error
    if not described:
        raise ModelUnavailable(f"The configuration {path} describes no model.")
    return dict(config)


def cached_weights(specification: Specification) -> Path:
    """The cached safetensors file of a published model. Raises NotCached."""
    if specification.repository is None:
        raise NotCached(specification.architecture)
    return cached_file(specification.repository, specification.weights_file)


def cached_text_files(specification: Specification) -> dict[str, str]:
    """For each text repository the directory with its cached files. Raises NotCached."""
    return {repository: str(_text_directory(repository)) for repository in specification.text_repositories}


def _text_directory(repository: str) -> Path:
    for file in ("tokenizer_config.json", "tokenizer.json", "config.json"):
        try:
            return cached_file(repository, file).parent
        except NotCached:
            continue
    raise NotCached(repository)
