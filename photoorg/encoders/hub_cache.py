"""What the hub's cache on this machine holds; nothing here speaks to a network."""

from __future__ import annotations

import contextlib
import os
import re
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any

from photoorg.encoders.specification import CONFIG_FILE, Specification, read_config
from photoorg.errors import ModelUnavailable
from photoorg.sentences import Sentence

if TYPE_CHECKING:
    from collections.abc import Iterator

# Files of a text repository that are not weights: tokenizer, vocabulary and configuration.
TEXT_FILE_SUFFIXES = (".json", ".txt", ".model")


class NotCached(Exception):
    """A file of the model is not on this machine."""


class _Ban:
    """Whether the hub's client of this process may make requests."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._is_lifted = False
        self._is_wanted = False

    def set(self) -> None:
        """Forbids requests, from the end of :meth:`lifted` on where that goes on."""
        from huggingface_hub import constants

        with self._lock:
            self._is_wanted = True
            if not self._is_lifted:
                constants.HF_HUB_OFFLINE = True

    @contextlib.contextmanager
    def lifted(self) -> Iterator[None]:
        """Allows requests for this block."""
        from huggingface_hub import constants

        with self._lock:
            self._is_lifted = True
            before, constants.HF_HUB_OFFLINE = constants.HF_HUB_OFFLINE, False
        try:
            yield
        finally:
            with self._lock:
                self._is_lifted = False
                constants.HF_HUB_OFFLINE = before or self._is_wanted


_ban = _Ban()


def forbid_network() -> None:
    """Tells the hub's client, and transformers through it, to refuse every request of this process.

    A download that goes on meanwhile is not disturbed, and ends with the ban in force.
    """
    _ban.set()


def lifted_ban() -> contextlib.AbstractContextManager[None]:
    """Lifts the ban for a block; one at a time."""
    return _ban.lifted()


def cache_directory() -> Path:
    """Where the hub's cache lies; ``HF_HOME`` and ``HF_HUB_CACHE`` choose it."""
    from huggingface_hub import constants

    return Path(constants.HF_HUB_CACHE)


def repository_directory(repository: str) -> Path:
    """What the cache holds of one repository: ``blobs``, ``snapshots`` and ``refs``."""
    return cache_directory() / f"models--{repository.replace('/', '--')}"


def blob_place(repository: str, content_hash: str) -> Path:
    """Where the content of a file is kept."""
    return repository_directory(repository) / "blobs" / content_hash


def snapshot_place(repository: str, commit: str, file: str) -> Path:
    """Where a file of one commit is found: a link to its content."""
    if not re.fullmatch(r"[^\\/:]+(/[^\\/:]+)*", file) or ".." in file.split("/"):
        raise ModelUnavailable(
            Sentence("The hub names a file ‘{file}’, which is no safe name; nothing was stored.", file=file)
        )
    return repository_directory(repository) / "snapshots" / commit / file


def lock_place(repository: str, content_hash: str) -> Path:
    """The lock that the hub's client takes while it fetches a file."""
    return cache_directory() / ".locks" / repository_directory(repository).name / f"{content_hash}.lock"


def link_into_snapshot(blob: Path, pointer: Path) -> None:
    """Makes ``pointer`` lead to ``blob``; where links are not possible, moves it, as the client does."""
    pointer.parent.mkdir(parents=True, exist_ok=True)
    pointer.unlink(missing_ok=True)
    try:
        pointer.symlink_to(os.path.relpath(blob, pointer.parent))
    except OSError:
        blob.replace(pointer)


def point_main_at(repository: str, commit: str) -> None:
    """Makes ``commit`` the version that is found when none is named."""
    reference = repository_directory(repository) / "refs" / "main"
    reference.parent.mkdir(parents=True, exist_ok=True)
    reference.write_text(commit, encoding="utf-8")


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


def cached_weights(specification: Specification) -> Path:
    """The cached safetensors file of a published model. Raises NotCached."""
    if specification.repository is None:
        raise NotCached(specification.architecture)
    return cached_file(specification.repository, specification.weights_file)


def cached_text_files(specification: Specification) -> dict[str, str]:
    """For each text repository the directory with its cached files. Raises NotCached."""
    return {
        repository: str(cached_text_directory(repository)) for repository in specification.text_repositories
    }


def cached_text_directory(repository: str) -> Path:
    """The directory with the cached files of a text repository. Raises NotCached."""
    for file in ("tokenizer_config.json", "tokenizer.json", "config.json"):
        try:
            return cached_file(repository, file).parent
        except NotCached:
            continue
    raise NotCached(repository)
