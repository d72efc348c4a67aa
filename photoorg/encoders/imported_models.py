"""Models the user imported: kept beside the libraries, not in a cache, since the original may be gone.

Each is a directory with an ``open_clip_config.json``, the weights as ``open_clip_model.safetensors``, a
directory for each tokenizer it needs below ``text``, and ``imported.json``, which appears last.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import platformdirs
from filelock import FileLock, Timeout

from photoorg.errors import ModelUnavailable
from photoorg.sentences import Sentence

if TYPE_CHECKING:
    from collections.abc import Iterator

RECORD_FILE = "imported.json"
TEXT_DIRECTORY = "text"
UNFINISHED = ".unfinished-"
# No name of a model begins with a dot.
LOCK_FILE = ".lock"
CHOOSE_ANOTHER = Sentence("Choose another model with: photoorg models use builtin")


@dataclass(frozen=True)
class ImportedModel:
    """One imported model.

    Attributes:
        directory: holds its files.
        key: of its encoder.
        hashes: SHA-256 of every file, by its path below the directory.
        sizes: its bytes, likewise.
    """

    directory: Path
    key: str
    hashes: dict[str, str]
    sizes: dict[str, int]

    def text_directories(self) -> dict[str, str]:
        """For each text repository of the model the directory with its files."""
        found = {path.name: path for path in (self.directory / TEXT_DIRECTORY).glob("*")}
        return {name.replace("--", "/"): str(path) for name, path in found.items()}

    @property
    def seems_whole(self) -> bool:
        """Whether every file is there in its size; quick, and blind to what :meth:`require_whole` sees."""
        try:
            return all((self.directory / name).stat().st_size == size for name, size in self.sizes.items())
        except OSError:
            return False

    def require_seemingly_whole(self) -> None:
        """Raises ModelUnavailable where :attr:`seems_whole` says no."""
        if not self.seems_whole:
            raise _damaged(self.directory.name)

    def require_whole(self) -> None:
        """Raises ModelUnavailable if a file is not what was imported."""
        for name, expected in self.hashes.items():
            try:
                if hash_of(self.directory / name) == expected:
                    continue
            except OSError:
                pass
            raise _damaged(self.directory.name)


class ImportedModels:
    """All imported models of this user."""

    def __init__(self, directory: Path | None = None) -> None:
        """By default ``PHOTOORG_IMPORTED_MODELS``, else below the platform's data folder."""
        chosen = os.environ.get("PHOTOORG_IMPORTED_MODELS")
        default = Path(platformdirs.user_data_dir("photoorg", appauthor=False)) / "imported-models"
        self.directory = directory or (Path(chosen) if chosen else default)

    def names(self) -> list[str]:
        """Names of all imported models, sorted."""
        return sorted(record.parent.name for record in self.directory.glob(f"*/{RECORD_FILE}"))

    def get(self, name: str) -> ImportedModel:
        """The model with this name. Raises ModelUnavailable."""
        directory = self.directory / name
        try:
            record = json.loads((directory / RECORD_FILE).read_text(encoding="utf-8"))
            return ImportedModel(
                directory, str(record["key"]), dict(record["files"]), dict(record.get("sizes", {}))
            )
        except FileNotFoundError as error:
            raise ModelUnavailable(
                Sentence("There is no imported model “{name}” on this machine.", name=name), CHOOSE_ANOTHER
            ) from error
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise _damaged(name) from error

    @contextlib.contextmanager
    def alone(self) -> Iterator[None]:
        """For whoever adds a model. Raises ModelUnavailable while another process or thread does, and
        OSError where none can be added."""
        self.directory.mkdir(parents=True, exist_ok=True)
        try:
            with FileLock(self.directory / LOCK_FILE, timeout=0, thread_local=False):
                yield
        except Timeout as error:
            raise ModelUnavailable(
                Sentence("Another window or command is importing a model; try again when it is done.")
            ) from error

    def remove(self, name: str) -> None:
        """Deletes a model, if it is there."""
        directory = self.directory / name
        # Without its record it is no model any more, even if deleting is interrupted.
        (directory / RECORD_FILE).unlink(missing_ok=True)
        shutil.rmtree(directory, ignore_errors=True)


def _damaged(name: str) -> ModelUnavailable:
    return ModelUnavailable(
        Sentence("The imported model {name} is damaged; import it again.", name=name), CHOOSE_ANOTHER
    )


def write_record(directory: Path, key: str) -> None:
    """Completes an imported model whose other files are in ``directory``."""
    files = {
        file.relative_to(directory).as_posix(): hash_of(file)
        for file in sorted(directory.rglob("*"))
        if file.is_file()
    }
    record = directory / RECORD_FILE
    sizes = {name: (directory / name).stat().st_size for name in files}
    record.write_text(json.dumps({"key": key, "files": files, "sizes": sizes}, indent=1), encoding="utf-8")
    for name in (*files, RECORD_FILE):
        with (directory / name).open("rb+") as stream:
            os.fsync(stream.fileno())


def hash_of(path: Path) -> str:
    """SHA-256 of a file in hexadecimal digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
