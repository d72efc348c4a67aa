"""Converted models on disk: a cache that may be deleted, and is believed only if every checksum agrees."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import re
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import platformdirs
from filelock import FileLock

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

# Raised whenever what a model is converted to, or how it is described, changes.
FORMAT = 1
MANIFEST_FILE = "manifest.json"
LOCK_FILE = "store.lock"
_UNFINISHED = ".unfinished-"
_HASH_CHARACTERS = 16


@dataclass(frozen=True)
class StoredModel:
    """A model whose files were found to be whole.

    Attributes:
        directory: holds the files.
        description: what whoever stored the model wanted to know again.
    """

    directory: Path
    description: dict[str, Any]


@dataclass(frozen=True)
class StoreEntry:
    """What lies in the store under one key; nobody looked whether it is whole.

    Attributes:
        size_bytes: disk use.
        description: as of :class:`StoredModel`.
    """

    size_bytes: int
    description: dict[str, Any]


class ModelStore:
    """One directory a model, named after the key of its encoder.

    Models appear at once or not at all, whenever the process is killed. Any number of processes may use one
    store.
    """

    def __init__(self, directory: Path | None = None) -> None:
        """By default ``PHOTOORG_MODELS``, else the platform's cache folder. Nothing is created yet."""
        chosen = os.environ.get("PHOTOORG_MODELS")
        default = Path(platformdirs.user_cache_dir("photoorg", appauthor=False)) / "models"
        self.directory = directory or (Path(chosen) if chosen else default)

    def find(self, key: str) -> StoredModel | None:
        """The model with this key; None if it is absent, damaged, or of another format."""
        return read_model(self._place(key), key)

    @contextlib.contextmanager
    def alone(self) -> Iterator[None]:
        """Waits until no other thread or process is adding a model. Raises OSError where none can add.

        One lock for all models: two conversions at once would want the memory of two, and a lock for each
        name somebody mistyped would lie here for ever.
        """
        self.directory.mkdir(parents=True, exist_ok=True)
        with FileLock(self.directory / LOCK_FILE, thread_local=False):
            yield

    def add(self, key: str, fill: Callable[[Path], dict[str, Any]]) -> StoredModel:
        """Stores a model under ``key`` in place of what is there. Only inside :meth:`alone`.

        Args:
            key: of its encoder.
            fill: writes files into an empty directory and returns the description, which must fit into JSON.

        Raises:
            OSError: the store cannot be written, or is full.
        """
        place = self._place(key)
        # Whoever made these was killed: nobody else adds anything now.
        for left in self._unfinished():
            shutil.rmtree(left, ignore_errors=True)
        unfinished = Path(tempfile.mkdtemp(prefix=place.name + _UNFINISHED, dir=self.directory))
        try:
            description = write_model(unfinished, key, fill)
            if place.exists():
                shutil.rmtree(place)
            unfinished.rename(place)
        except BaseException:
            shutil.rmtree(unfinished, ignore_errors=True)
            raise
        return StoredModel(place, description)

    def remove(self, key: str) -> None:
        """Forgets a model; it is made again when it is next loaded."""
        shutil.rmtree(self._place(key), ignore_errors=True)

    def entries(self) -> dict[str, StoreEntry]:
        """All stored models by their keys, of any format and whether whole or not."""
        found: dict[str, StoreEntry] = {}
        for manifest in self.directory.glob(f"*/{MANIFEST_FILE}"):
            described = _described(manifest)
            if described is not None and manifest.parent == self._place(described[0]):
                found[described[0]] = StoreEntry(disk_use(manifest.parent), described[1])
        return found

    def unusable(self) -> list[Path]:
        """Directories that hold no model: unfinished ones, and those whose manifest cannot be read."""
        damaged = [
            manifest.parent
            for manifest in self.directory.glob(f"*-{'[0-9a-f]' * _HASH_CHARACTERS}/{MANIFEST_FILE}")
            if _described(manifest) is None
        ]
        return self._unfinished() + damaged

    def _place(self, key: str) -> Path:
        # The readable part is for people who look into the folder, the hash tells models apart.
        readable = re.sub(r"[^\w-]+", "-", key)[:40].strip("-")
        return self.directory / f"{readable}-{hashlib.sha256(key.encode()).hexdigest()[:_HASH_CHARACTERS]}"

    def _unfinished(self) -> list[Path]:
        return list(self.directory.glob(f"*-{'[0-9a-f]' * _HASH_CHARACTERS}{_UNFINISHED}*"))


def write_model(directory: Path, key: str, fill: Callable[[Path], dict[str, Any]]) -> dict[str, Any]:
    """Lets ``fill`` write into ``directory``, adds the manifest, and returns the description."""
    description = fill(directory)
    files = sorted(path for path in directory.iterdir() if path.is_file())
    content = {
        "format": FORMAT,
        "key": key,
        "description": description,
        "files": {path.name: _checksum(path) for path in files},
    }
    manifest = {"checksum": _checksum_of(content), "content": content}
    (directory / MANIFEST_FILE).write_text(json.dumps(manifest, indent=1), encoding="utf-8")
    # Otherwise a power cut could leave a directory with empty files, which costs a conversion.
    for path in (*files, directory / MANIFEST_FILE):
        with path.open("rb+") as stream:
            os.fsync(stream.fileno())
    return description


def read_model(directory: Path, key: str) -> StoredModel | None:
    """The model in ``directory`` if it is whole and has this key and today's format."""
    try:
        manifest = json.loads((directory / MANIFEST_FILE).read_text(encoding="utf-8"))
        content = manifest["content"]
        whole = (
            manifest["checksum"] == _checksum_of(content)
            and (content["format"], content["key"]) == (FORMAT, key)
            and all(_checksum(directory / name) == checksum for name, checksum in content["files"].items())
        )
        return StoredModel(directory, content["description"]) if whole else None
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def disk_use(directory: Path) -> int:
    """Bytes of the files in a directory and below it; links are not followed."""
    files = (file for file in directory.rglob("*") if file.is_file() and not file.is_symlink())
    return sum(file.stat().st_size for file in files)


def _described(manifest: Path) -> tuple[str, dict[str, Any]] | None:
    """Key and description as a manifest states them, whether they are true or not."""
    try:
        content = json.loads(manifest.read_text(encoding="utf-8"))["content"]
        return str(content["key"]), dict(content["description"])
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def _checksum(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _checksum_of(content: Any) -> str:
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()
