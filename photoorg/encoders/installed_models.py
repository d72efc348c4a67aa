"""Which models are on this machine, what they cost in disk, and how they go away again."""

from __future__ import annotations

import contextlib
import shutil
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from photoorg.encoders.hub_cache import (
    TEXT_FILE_SUFFIXES,
    NotCached,
    cache_directory,
    cached_config,
    repository_directory,
)
from photoorg.encoders.imported_models import ImportedModels
from photoorg.encoders.loading import not_here
from photoorg.encoders.model_name import (
    BUILTIN,
    HUB_PREFIX,
    IMPORT_PREFIX,
    SEE_MODELS,
    ModelName,
    ModelSource,
    encoder_key,
)
from photoorg.encoders.model_store import ModelStore, disk_use
from photoorg.encoders.openvino_runtime import keeps_int8
from photoorg.encoders.recommended_models import RECOMMENDED
from photoorg.encoders.specification import CONFIG_FILE, WEIGHTS_FILE, Specification, specify
from photoorg.errors import ModelUnavailable, UserInputError
from photoorg.sentences import Sentence

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator


class Origin(StrEnum):
    """Where the weights on this machine come from."""

    SHIPPED = "shipped"
    DOWNLOADED = "downloaded"
    PARTLY_DOWNLOADED = "partly downloaded"
    IMPORTED = "imported"
    FILE = "a file where it lies"
    CONVERTED_ONLY = "converted only"
    DAMAGED = "damaged import"


@dataclass(frozen=True)
class InstalledModel:
    """A model on this machine.

    Attributes:
        name: as the user types it; for a converted form whose weights are not here, the key of its encoder.
        origin: where its weights come from.
        weights_bytes: disk use of weights and tokenizer; 0 for the built-in one, which is part of photoorg.
        converted_bytes: disk use of the form that processors run.
        int8: whether that describes photos in 8-bit integers.
    """

    name: str
    origin: Origin
    weights_bytes: int
    converted_bytes: int
    int8: bool = False

    @property
    def has_weights(self) -> bool:
        """False for a converted form alone, whose name is a key and no name that could be loaded."""
        return self.origin is not Origin.CONVERTED_ONLY

    @property
    def is_damaged(self) -> bool:
        """Whether files of an import are missing or cut, as far as a quick look tells."""
        return self.origin is Origin.DAMAGED

    @property
    def is_complete(self) -> bool:
        """False for weights that are missing, damaged, or there in part only."""
        return self.origin not in (Origin.CONVERTED_ONLY, Origin.PARTLY_DOWNLOADED, Origin.DAMAGED)


def models_in_use(*names: str) -> frozenset[ModelName]:
    """The models that settings name; an empty name, or one that makes no sense, names none."""
    found = set()
    for name in names:
        with contextlib.suppress(UserInputError):
            found.add(ModelName.parse(name))
    return frozenset(found)


def installed_models(used: Collection[ModelName] = ()) -> list[InstalledModel]:
    """The built-in model first, then what was downloaded and imported, then what is left of others.

    Args:
        used: also listed where they are files of the user's.
    """
    converted = ModelStore().entries()

    def installed(name: str, key: str, origin: Origin, weights_bytes: int) -> InstalledModel:
        entry = converted.pop(key, None)
        if entry is None:
            return InstalledModel(name, origin, weights_bytes, 0)
        return InstalledModel(name, origin, weights_bytes, entry.size_bytes, _is_int8(entry.description))

    found = [installed(BUILTIN, encoder_key(ModelName.parse(BUILTIN)), Origin.SHIPPED, 0)]
    for repository, directory in _cached_repositories():
        for name, origin in _names_of(repository, directory):
            # The key of a published model is its name.
            found.append(installed(name, name, origin, disk_use(directory)))
    models = ImportedModels()
    for given in models.names():
        weights_bytes = disk_use(models.directory / given)
        try:
            model = models.get(given)
        except ModelUnavailable:
            found.append(InstalledModel(IMPORT_PREFIX + given, Origin.DAMAGED, weights_bytes, 0))
        else:
            origin = Origin.IMPORTED if model.seems_whole else Origin.DAMAGED
            found.append(installed(IMPORT_PREFIX + given, model.key, origin, weights_bytes))
    for model_name in sorted(used, key=str):
        if model_name.source is ModelSource.CHECKPOINT:
            with contextlib.suppress(ModelUnavailable, OSError):
                weights_bytes = Path(model_name.weights).stat().st_size
                found.append(installed(str(model_name), encoder_key(model_name), Origin.FILE, weights_bytes))
    return found + [installed(key, key, Origin.CONVERTED_ONLY, 0) for key in sorted(converted)]


def require_loadable(name: ModelName) -> None:
    """Raises ModelUnavailable for a model of which a quick look tells that it cannot be loaded here.

    Loads nothing, and so misses damage that leaves files as long as they were.
    """
    if name.source is ModelSource.BUILTIN or encoder_key(name) in ModelStore().entries():
        # The converted form is enough.
        return
    if name.source is ModelSource.IMPORTED:
        ImportedModels().get(name.weights).require_seemingly_whole()
    elif name.source in (ModelSource.TAG, ModelSource.HUB):
        published = {model.name: model.repository for model in RECOMMENDED}
        # Of other tags only open_clip knows where their weights lie, and importing it takes seconds.
        repository = published.get(str(name), name.weights if name.source is ModelSource.HUB else "")
        if repository and not any(repository_directory(repository).glob("snapshots/*/*.safetensors")):
            raise not_here(name, WEIGHTS_FILE)


def remove_model(text: str, *, used: Collection[ModelName]) -> int:
    """Deletes the weights of a model from this machine, and its converted form; returns the bytes freed.

    Vectors in libraries stay. Of the hub's cache only goes what photoorg downloads for this model.

    Args:
        text: name of the model, or the key of a converted form whose weights are not here.
        used: the models of the user's library, which are not removed.

    Raises:
        UserInputError: it is built in or in use, or nothing of it is on this machine.
        ModelUnavailable: it cannot be told what belongs to it.
    """
    require_removable(text, used=used)
    store = ModelStore()
    if text in _converted_only():
        return _freed_converted(store, text)
    name = ModelName.parse(text)
    freed = 0
    try:
        key = encoder_key(name)
        freed = 0 if _has_key(used, key) else _freed_converted(store, key)
    except ModelUnavailable:
        # Of an import whose record is damaged, the converted form is left over.
        if name.source is not ModelSource.IMPORTED or name.weights not in ImportedModels().names():
            raise
    if name.source is ModelSource.IMPORTED:
        models = ImportedModels()
        freed += disk_use(models.directory / name.weights)
        models.remove(name.weights)
    elif name.source is not ModelSource.CHECKPOINT:
        freed += sum(_remove_files(directory, wanted) for directory, wanted in _places_in_cache(name))
    if not freed:
        raise UserInputError(Sentence("Nothing of {name} is on this machine.", name=name))
    return freed


def require_removable(text: str, *, used: Collection[ModelName], coming: Collection[ModelName] = ()) -> None:
    """Raises UserInputError for the built-in model, those in use, and those of which nothing is here, and
    ModelUnavailable where it cannot be told what belongs to it.

    Args:
        text: as for :func:`remove_model`.
        used: the models of the user's library.
        coming: those of ``used`` that searches do not use yet.
    """
    left_over = _converted_only()
    if text in left_over:
        in_use, is_coming = _has_key(used, text), _has_key(coming, text)
    else:
        name = ModelName.parse(text)
        if name.source is ModelSource.BUILTIN:
            raise UserInputError(Sentence("The built-in model is part of photoorg and stays."))
        in_use, is_coming = name in used, name in coming
    if is_coming:
        raise UserInputError(
            Sentence(
                "{text} is to take over in this library; call that off first, by choosing the model that "
                "searches use now.",
                text=text,
            )
        )
    if in_use:
        raise UserInputError(Sentence("This library uses {text}; choose another model first.", text=text))
    if text not in left_over and not _is_here(name):
        raise UserInputError(Sentence("Nothing of {name} is on this machine.", name=name), SEE_MODELS)


def _is_here(name: ModelName) -> bool:
    """Whether there is something of it that can be removed."""
    if name.source is ModelSource.IMPORTED:
        return name.weights in ImportedModels().names()
    if encoder_key(name) in ModelStore().entries():
        return True
    return name.source is not ModelSource.CHECKPOINT and any(
        _removable_files(directory, wanted) for directory, wanted in _places_in_cache(name)
    )


def _is_int8(description: dict[str, Any]) -> bool:
    try:
        return keeps_int8(description)
    except (ImportError, OSError, RuntimeError, AttributeError):
        # Without OpenVINO nothing describes photos in int8.
        return False


def _converted_only() -> set[str]:
    return {model.name for model in installed_models() if not model.has_weights}


def _has_key(used: Collection[ModelName], key: str) -> bool:
    for name in used:
        with contextlib.suppress(ModelUnavailable):
            if encoder_key(name) == key:
                return True
    return False


def _freed_converted(store: ModelStore, key: str) -> int:
    entry = store.entries().get(key)
    store.remove(key)
    return entry.size_bytes if entry else 0


def _cached_repositories() -> Iterator[tuple[str, Path]]:
    for directory in sorted(cache_directory().glob("models--*")):
        yield directory.name.removeprefix("models--").replace("--", "/"), directory


def _names_of(repository: str, directory: Path) -> Iterator[tuple[str, Origin]]:
    """The models whose weights are in a repository of the cache; none for tokenizers and the like."""
    names = [model.name for model in RECOMMENDED if model.repository == repository]
    if not any(file.exists() for file in directory.glob("snapshots/*/open_clip*.safetensors")):
        if any(directory.glob("blobs/*.incomplete")):
            yield names[0] if names else HUB_PREFIX + repository, Origin.PARTLY_DOWNLOADED
        return
    described = any(file.exists() for file in directory.glob(f"snapshots/*/{CONFIG_FILE}"))
    if not names and described and any(directory.glob(f"snapshots/*/{WEIGHTS_FILE}")):
        names = [HUB_PREFIX + repository]
    for name in names or _tags_of(repository):
        yield name, Origin.DOWNLOADED


def _tags_of(repository: str) -> list[str]:
    """What open_clip calls the weights of a repository; takes seconds, for open_clip is imported."""
    import open_clip

    return [
        f"{architecture}:{tag}"
        for architecture, tag in open_clip.list_pretrained()
        if open_clip.get_pretrained_cfg(architecture, tag).get("hf_hub", "").rpartition("/")[0] == repository
    ][:1]


def _places_in_cache(name: ModelName) -> list[tuple[Path, set[str]]]:
    """Directories of the hub's cache with files that this model alone needs; which, beside tokenizers."""
    try:
        specification = specify(name, cached_config)
    except NotCached:
        # At most a part was downloaded; its repository is the name.
        return [(repository_directory(name.weights), {WEIGHTS_FILE, CONFIG_FILE})]
    weights = repository_directory(specification.repository or name.weights)
    texts = specification.text_repositories - _text_repositories_of_others(name)
    return [
        (weights, {specification.weights_file, CONFIG_FILE}),
        *((repository_directory(repository), set()) for repository in texts),
    ]


def _text_repositories_of_others(name: ModelName) -> frozenset[str]:
    found: set[str] = set()
    for model in installed_models():
        if model.origin is Origin.DOWNLOADED and model.name != str(name):
            with contextlib.suppress(ModelUnavailable, UserInputError, NotCached):
                found |= _specification(model.name).text_repositories
    return frozenset(found)


def _specification(text: str) -> Specification:
    return specify(ModelName.parse(text), cached_config)


def _removable_files(directory: Path, wanted: set[str]) -> list[Path]:
    snapshots = directory.glob("snapshots/*/*")
    files = [file for file in snapshots if file.name in wanted or file.name.endswith(TEXT_FILE_SUFFIXES)]
    return files + list(directory.glob("blobs/*.incomplete"))


def _remove_files(directory: Path, wanted: set[str]) -> int:
    before = disk_use(directory)
    for file in _removable_files(directory, wanted):
        blob = file.resolve()
        file.unlink()
        blob.unlink(missing_ok=True)
    freed = before - disk_use(directory)
    if not any(file.is_file() for file in directory.glob("snapshots/**/*")):
        shutil.rmtree(directory, ignore_errors=True)
    return freed
