"""Taking a model from a file or folder of the user's into the imported models, once it loads."""

from __future__ import annotations

import errno
import hashlib
import json
import math
import re
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from photoorg.encoders.hub_cache import TEXT_FILE_SUFFIXES, NotCached, cached_text_directory, forbid_network
from photoorg.encoders.imported_models import (
    TEXT_DIRECTORY,
    UNFINISHED,
    ImportedModels,
    hash_of,
    write_record,
)
from photoorg.encoders.loading import fault_of_weights, load_weights
from photoorg.encoders.model_name import (
    BUILTIN,
    IMPORT_NAME,
    IMPORT_PREFIX,
    KEY_HASH_CHARACTERS,
    ModelName,
    ModelSource,
)
from photoorg.encoders.specification import (
    CONFIG_FILE,
    IMPORTED_ARCHITECTURE,
    WEIGHTS_FILE,
    Specification,
    read_config,
    specification_of,
    specify,
)
from photoorg.encoders.trial import require_usable
from photoorg.errors import DiskFull, ModelUnavailable, PhotoOrgError, UserInputError
from photoorg.sentences import Sentence, reason_of

if TYPE_CHECKING:
    from collections.abc import Iterator

_PICKLE_SUFFIXES = frozenset({".pt", ".pth", ".bin", ".ckpt", ".pkl"})
# Any of these tells that a folder holds a tokenizer.
_TOKENIZER_FILES = ("tokenizer.json", "tokenizer_config.json", "vocab.json")
_CONVERT = (
    'python -c "import sys, torch, safetensors.torch as s; '
    "w = torch.load(sys.argv[1], map_location='cpu', weights_only=True); w = w.get('state_dict', w); "
    's.save_file({k: v.clone().contiguous() for k, v in w.items()}, sys.argv[2])"'
)


def import_model(path: Path, *, architecture: str | None = None, name: str | None = None) -> ModelName:
    """Copies a model to where photoorg keeps it, so that the original may go, and returns its name.

    Args:
        path: a safetensors file, or a directory as published on the hub: ``open_clip_config.json`` beside
            ``open_clip_model.safetensors``, with the tokenizer's files if the model has one of its own.
        architecture: open_clip's name of it, for a file.
        name: what to call it; by default the name of the file or directory.

    Raises:
        UserInputError: nothing that can be imported, or the name is taken.
        ModelUnavailable: the weights do not load into the architecture, its tokenizer is not there, or
            another process is importing.
        DiskFull: too little space.
    """
    weights = _weights(path, architecture)
    models = ImportedModels()
    # First, since what follows may take a while.
    name = _free_name(models, name, path)
    forbid_network()
    specification, key = _describe(path, weights, architecture)
    try:
        with models.alone():
            # Another process may have been quicker.
            target = models.directory / _free_name(models, name, path)
            _store(path, weights, specification, key, architecture, target)
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise DiskFull(
                Sentence("No space is left for the model at {directory}.", directory=models.directory)
            ) from error
        raise ModelUnavailable(
            Sentence("‘{path}’ could not be imported: {reason}.", path=path, reason=reason_of(error))
        ) from error
    return ModelName.parse(IMPORT_PREFIX + name)


def _store(
    path: Path,
    weights: Path,
    specification: Specification,
    key: str,
    architecture: str | None,
    target: Path,
) -> None:
    for left in target.parent.glob(f"*{UNFINISHED}*"):
        # Of an import that was killed: nobody else imports now.
        shutil.rmtree(left, ignore_errors=True)
    _require_space(weights, target.parent)
    with tempfile.TemporaryDirectory(
        prefix=f"{target.name}{UNFINISHED}", dir=target.parent, ignore_cleanup_errors=True
    ) as unfinished:
        directory = Path(unfinished) / target.name
        _copy(path, weights, specification, directory)
        _require_loadable(specification, directory, path, architecture)
        write_record(directory, key)
        shutil.rmtree(target, ignore_errors=True)
        directory.rename(target)


def _weights(path: Path, architecture: str | None) -> Path:
    if path.is_dir():
        if architecture is not None:
            raise UserInputError(
                Sentence(
                    "A directory says its architecture itself, in {config_file}.", config_file=CONFIG_FILE
                )
            )
        missing = [file for file in (CONFIG_FILE, WEIGHTS_FILE) if not (path / file).is_file()]
        if missing:
            names = missing[0]
            if len(missing) == 2:
                names = Sentence("{first} and no {second}", first=missing[0], second=missing[1])
            raise UserInputError(
                Sentence("‘{path}’ holds no {names}, as models on the hub do.", path=path, names=names)
            )
        return path / WEIGHTS_FILE
    if not path.is_file():
        raise UserInputError(Sentence("‘{path}’ does not exist.", path=path))
    if path.suffix.lower() in _PICKLE_SUFFIXES:
        raise UserInputError(
            Sentence(
                "‘{name}’ is a pickle, which photoorg never keeps, as opening one can run programs; "
                "convert it once: {convert} {name} {stem}.safetensors",
                name=path.name,
                convert=_CONVERT,
                stem=path.stem,
            )
        )
    if path.suffix.lower() != ".safetensors":
        raise UserInputError(
            Sentence("‘{path}’ is neither a .safetensors file nor a directory with a model.", path=path)
        )
    if architecture is None:
        raise UserInputError(
            Sentence(
                "Say which architecture the weights are of, for example --architecture ViT-B-32; or import "
                "the whole directory if {config_file} is in it.",
                config_file=CONFIG_FILE,
            )
        )
    return path


def _free_name(models: ImportedModels, name: str | None, path: Path) -> str:
    chosen = _name_from(path) if name is None else name
    if not chosen:
        raise UserInputError(Sentence("The name is empty."), Sentence("Give one with --name."))
    if not IMPORT_NAME.fullmatch(chosen):
        raise UserInputError(
            Sentence("“{chosen}” cannot be a name; use letters, digits, dots and hyphens.", chosen=chosen)
        )
    if chosen.lower() == BUILTIN:
        raise UserInputError(
            Sentence("“{chosen}” means the built-in model; give another name.", chosen=chosen)
        )
    try:
        models.get(chosen).require_whole()
    except ModelUnavailable:
        # Not there, or damaged: then this import is what mends it.
        return chosen
    raise UserInputError(
        Sentence("There is an imported model “{chosen}” already; give another name.", chosen=chosen)
    )


def _name_from(path: Path) -> str:
    path = path.resolve()
    return re.sub(r"[^\w.+-]+", "-", path.stem if path.is_file() else path.name).strip(".-")[:64]


def _describe(path: Path, weights: Path, architecture: str | None) -> tuple[Specification, str]:
    """What the model is, and the key of its encoder."""
    try:
        content = hash_of(weights)
    except OSError as error:
        raise UserInputError(
            Sentence("‘{weights}’ cannot be read: {reason}.", weights=weights, reason=reason_of(error))
        ) from error
    if architecture is not None:
        named = ModelName(ModelSource.CHECKPOINT, architecture, str(weights.absolute()))
        # The key it has where it lies now, so vectors made with it there stay its vectors.
        return specify(named, read_no_config), f"{architecture}@{content[:KEY_HASH_CHARACTERS]}"
    config = read_config(path / CONFIG_FILE)
    specification = specification_of(IMPORTED_ARCHITECTURE, config, None)
    what = json.dumps([content, specification.model_cfg, specification.preprocess_cfg], sort_keys=True)
    return specification, f"imported@{hashlib.sha256(what.encode()).hexdigest()[:KEY_HASH_CHARACTERS]}"


def read_no_config(_repository: str) -> dict[str, Any]:
    """Stands where no repository is asked for."""
    # Whoever calls it has a mistake: weights with an architecture need no configuration.
    raise NotImplementedError


def _require_space(weights: Path, directory: Path) -> None:
    needed, free = weights.stat().st_size, shutil.disk_usage(directory).free
    if free < needed:
        raise DiskFull(
            Sentence(
                "The model needs {needed:,.0f} MB, and only {free:,.0f} MB are free.",
                needed=needed / 1e6,
                free=free / 1e6,
            )
        )


def _copy(path: Path, weights: Path, specification: Specification, directory: Path) -> None:
    directory.mkdir()
    config = {"model_cfg": specification.model_cfg, "preprocess_cfg": specification.preprocess_cfg}
    (directory / CONFIG_FILE).write_text(json.dumps(config, indent=1), encoding="utf-8")
    shutil.copyfile(weights, directory / WEIGHTS_FILE)
    for repository, source in _text_sources(path, specification):
        target = directory / TEXT_DIRECTORY / repository.replace("/", "--")
        target.mkdir(parents=True)
        for file in source.iterdir():
            if file.is_file() and file.name.endswith(TEXT_FILE_SUFFIXES) and file.name != CONFIG_FILE:
                shutil.copyfile(file, target / file.name)


def _text_sources(path: Path, specification: Specification) -> Iterator[tuple[str, Path]]:
    """For each text repository where its files lie: beside the weights, else in the hub's cache."""
    own_tokenizer = path.is_dir() and any((path / file).is_file() for file in _TOKENIZER_FILES)
    for repository in sorted(specification.text_repositories):
        if own_tokenizer and repository == specification.model_cfg["text_cfg"].get("hf_tokenizer_name"):
            yield repository, path
            continue
        try:
            yield repository, cached_text_directory(repository)
        except NotCached as error:
            raise ModelUnavailable(
                Sentence(
                    "The model needs the tokenizer of {repository}, which is neither beside its weights nor "
                    "on this machine.",
                    repository=repository,
                )
            ) from error


def _require_shapes(model: Any, weights: Path, path: Path, architecture: str) -> None:
    """open_clip resizes some tensors of other sizes silently, which makes a worse model of a good one."""
    from safetensors import safe_open

    state = model.state_dict()
    with safe_open(weights, framework="pt") as tensors:
        for name in tensors.keys():  # noqa: SIM118  (no dict: it cannot be iterated)
            shape = tensors.get_slice(name).get_shape()
            if name in state and math.prod(shape) != state[name].numel():
                raise ModelUnavailable(
                    Sentence(
                        "‘{path}’ was not imported: its weights are not of {architecture} ({name} has the "
                        "shape {shape}, not {expected}).",
                        path=path,
                        architecture=architecture,
                        name=name,
                        shape=tuple(shape),
                        expected=tuple(state[name].shape),
                    )
                )


def _require_loadable(
    specification: Specification, directory: Path, path: Path, architecture: str | None
) -> None:
    texts = {
        repository: str(directory / TEXT_DIRECTORY / repository.replace("/", "--"))
        for repository in specification.text_repositories
    }
    try:
        from photoorg.encoders.openclip import OpenClipEncoder

        model, tokenizer = load_weights(specification, directory / WEIGHTS_FILE, texts)
        _require_shapes(model, directory / WEIGHTS_FILE, path, architecture or Sentence("its configuration"))
        # Proves more than that the tensors fit.
        require_usable(OpenClipEncoder(model, tokenizer, key=specification.architecture), f"‘{path}’")
    except (PhotoOrgError, MemoryError, OSError):
        raise
    except Exception as error:
        fault = fault_of_weights(error, architecture or "")
        raise ModelUnavailable(
            Sentence("‘{path}’ was not imported: {fault}.", path=path, fault=fault)
        ) from error
