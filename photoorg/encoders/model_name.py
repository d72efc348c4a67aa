"""The name of a model as the user writes it, and the key under which its vectors are kept."""

from __future__ import annotations

import functools
import hashlib
import re
from dataclasses import dataclass
from enum import StrEnum
from importlib.resources import as_file, files
from pathlib import Path

from photoorg.encoders.imported_models import CHOOSE_ANOTHER, ImportedModels
from photoorg.encoders.name_hints import hint
from photoorg.errors import ModelUnavailable, UserInputError
from photoorg.sentences import Sentence, reason_of

BUILTIN = "builtin"
HUB_PREFIX = "hf-hub:"
IMPORT_PREFIX = "imported:"
CHECKPOINT_SUFFIXES = (".safetensors", ".pt")
_EXAMPLES = "builtin, ViT-B-32:laion2b_s34b_b79k, ViT-B-32:/path/to/weights.safetensors or hf-hub:org/name"
SEE_MODELS = "See: photoorg models list"
IMPORT_NAME = re.compile(r"[\w+-][\w.+-]{0,63}")
_PLAIN = re.compile(r"[\w.+-]+")
_REPOSITORY = re.compile(r"[\w.-]+/[\w.-]+")
KEY_HASH_CHARACTERS = 16


class ModelSource(StrEnum):
    """Where the weights come from."""

    BUILTIN = "builtin"
    TAG = "tag"
    CHECKPOINT = "checkpoint"
    HUB = "hub"
    IMPORTED = "imported"


@dataclass(frozen=True)
class ModelName:
    """One model; ``ModelName.parse(str(name)) == name``.

    Attributes:
        source: where the weights come from.
        architecture: open_clip's name of the architecture; only for tags and checkpoints.
        weights: open_clip's pretrained tag, the absolute path of a checkpoint, the hub repository, or the
            name given to an imported model.
    """

    source: ModelSource
    architecture: str = ""
    weights: str = ""

    @classmethod
    def parse(cls, text: str) -> ModelName:
        """``builtin``, ``ARCH:TAG``, ``ARCH:/path/to/checkpoint``, ``hf-hub:org/name`` or ``imported:NAME``.

        ``NAME`` alone is an imported model, too, if it is there. A relative path is read from the working
        directory; the file need not exist yet.

        Raises:
            UserInputError: the text is none of these.
        """
        text = text.strip()
        if text == BUILTIN:
            return cls(ModelSource.BUILTIN)
        if text.startswith(HUB_PREFIX):
            repository = text.removeprefix(HUB_PREFIX)
            if not _REPOSITORY.fullmatch(repository):
                raise UserInputError(
                    Sentence("“{text}” names no hub model; write hf-hub:org/name.", text=text)
                )
            return cls(ModelSource.HUB, weights=repository)
        if text.startswith(IMPORT_PREFIX):
            given = text.removeprefix(IMPORT_PREFIX)
            if not IMPORT_NAME.fullmatch(given):
                raise UserInputError(Sentence("“{text}” names no imported model.", text=text), SEE_MODELS)
            return cls(ModelSource.IMPORTED, weights=given)
        architecture, colon, weights = text.partition(":")
        if not colon and text in ImportedModels().names():
            return cls(ModelSource.IMPORTED, weights=text)
        if not (colon and weights and _PLAIN.fullmatch(architecture)):
            raise UserInputError(
                Sentence(
                    "“{text}” names no model; write for example {examples}.{hint}",
                    text=text,
                    examples=_EXAMPLES,
                    hint=hint(text),
                )
            )
        if _looks_like_path(weights):
            return cls(ModelSource.CHECKPOINT, architecture, str(_checkpoint_path(weights)))
        if not _PLAIN.fullmatch(weights):
            raise UserInputError(
                Sentence(
                    "“{weights}” is neither a pretrained tag nor the path of a checkpoint.", weights=weights
                )
            )
        return cls(ModelSource.TAG, architecture, weights)

    def __str__(self) -> str:
        if self.source is ModelSource.BUILTIN:
            return BUILTIN
        if self.source is ModelSource.HUB:
            return HUB_PREFIX + self.weights
        if self.source is ModelSource.IMPORTED:
            return IMPORT_PREFIX + self.weights
        return f"{self.architecture}:{self.weights}"


def encoder_key(name: ModelName) -> str:
    """The key of the encoder that ``name`` loads, without loading it.

    Shipped and local weights enter by a hash of their content (read once per file and change), so other
    weights under the same name are another key; a pretrained tag and a hub repository stand for themselves.
    An imported checkpoint has the key it had where it lay before.

    Raises:
        ModelUnavailable: a checkpoint file cannot be read, or there is no such imported model.
    """
    if name.source is ModelSource.BUILTIN:
        return f"{BUILTIN}@{_builtin_hash()}"
    if name.source is ModelSource.CHECKPOINT:
        path = Path(name.weights)
        try:
            status = path.stat()
            content = _file_hash(path, status.st_size, status.st_mtime_ns)[:KEY_HASH_CHARACTERS]
        except OSError as error:
            raise ModelUnavailable(
                Sentence(
                    "The checkpoint {path} cannot be read: {reason}.", path=path, reason=reason_of(error)
                ),
                CHOOSE_ANOTHER,
            ) from error
        return f"{name.architecture}@{content}"
    if name.source is ModelSource.IMPORTED:
        return ImportedModels().get(name.weights).key
    return str(name)


def _looks_like_path(weights: str) -> bool:
    return "/" in weights or "\\" in weights or weights.startswith("~") or _has_checkpoint_suffix(weights)


def _has_checkpoint_suffix(weights: str) -> bool:
    return weights.lower().endswith(CHECKPOINT_SUFFIXES)


def _checkpoint_path(weights: str) -> Path:
    if not _has_checkpoint_suffix(weights):
        raise UserInputError(
            Sentence(
                "A checkpoint must be a .safetensors or .pt file, “{weights}” is neither.", weights=weights
            )
        )
    try:
        return Path(weights).expanduser().absolute()
    except RuntimeError as error:
        raise UserInputError(
            Sentence("“{weights}” starts in a home directory that does not exist.", weights=weights)
        ) from error


@functools.lru_cache(maxsize=64)
def _file_hash(path: Path, size_bytes: int, modified_ns: int) -> str:
    """``size_bytes`` and ``modified_ns`` take part in the cache only."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@functools.cache
def _builtin_hash() -> str:
    digest = hashlib.sha256()
    for resource in ("open_clip_config.json", "heads.safetensors"):
        with as_file(files("photoorg.resources") / "builtin" / resource) as path:
            digest.update(path.read_bytes())
    return digest.hexdigest()[:KEY_HASH_CHARACTERS]
