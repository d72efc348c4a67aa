"""Fetching a published model from the hub, after the user agreed.

Only this module, ``transfer`` and ``hub_connection`` use a network.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from photoorg.encoders.hub_cache import TEXT_FILE_SUFFIXES, cache_directory, point_main_at
from photoorg.encoders.hub_connection import hub_host, online, patiently, timeout_s
from photoorg.encoders.specification import CONFIG_FILE, Specification, read_config, specify
from photoorg.encoders.transfer import RemoteFile, fetch_file, missing_bytes
from photoorg.errors import DiskFull, ModelUnavailable, UserInputError
from photoorg.sentences import Sentence

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from photoorg.encoders.model_name import ModelName

# Left free beside a download, for the rest of the machine.
RESERVE_BYTES = 100 * 1000 * 1000


@dataclass(frozen=True)
class ModelDownload:
    """What a model needs from the hub: weights in a safe format, and small text files of its tokenizer.

    Attributes:
        name: as the user calls it.
    """

    name: ModelName | str
    files: tuple[RemoteFile, ...]

    @property
    def size_bytes(self) -> int:
        """Size of all files; what is cached already is not fetched again."""
        return sum(file.size_bytes for file in self.files)

    @property
    def host(self) -> str:
        """Where the files come from."""
        return hub_host()

    @property
    def missing_bytes(self) -> int:
        """What must still be transferred."""
        return sum(missing_bytes(file) for file in self.files)

    @property
    def is_partly_here(self) -> bool:
        """Whether so much of it has arrived before that people would notice."""
        return self.missing_bytes < 0.99 * self.size_bytes


def plan_download(name: ModelName) -> ModelDownload:
    """Asks the hub which files ``name`` needs and how large they are. Honours ``HF_ENDPOINT`` and proxies.

    Raises:
        ModelUnavailable: unknown model, no safetensors weights, hub not reachable, or offline mode is set.
        UserInputError: ``name`` is the built-in model.
    """
    with online(str(name)):
        specification = specify(name, _fetch_config)
        if specification.repository is None:
            raise ModelUnavailable(
                Sentence("{name} is a file on this machine; there is nothing to download.", name=name)
            )
        files = [_weights(name, specification)]
        if name.weights == specification.repository:
            files += _files(specification.repository, lambda file: file == CONFIG_FILE)
        for repository in sorted(specification.text_repositories):
            files += _files(repository, lambda file: "/" not in file and file.endswith(TEXT_FILE_SUFFIXES))
        return ModelDownload(name, tuple(dict.fromkeys(files)))


def download_model(
    download: ModelDownload,
    *,
    progress: Callable[[int, int], None] | None = None,
    check: Callable[[], None] | None = None,
) -> None:
    """Fetches the files of ``download`` into the hub's cache. An interrupted transfer is resumed.

    Call this only after the user agreed to the size. Every file is compared with the hash the hub states.

    Args:
        download: what :func:`plan_download` returned.
        progress: called with the bytes present so far and the total.
        check: called often; what it raises ends the download (``Cancellation.check``) and keeps the part.

    Raises:
        ModelUnavailable: the hub or the connection failed, or a file is not what the hub says.
        DiskFull: no space is left, or too little for this model.
    """
    _require_space(download)
    done_bytes = 0
    for file in download.files:
        offset = done_bytes

        def report(present: int, offset: int = offset) -> None:
            if check is not None:
                check()
            if progress is not None:
                progress(min(offset + present, download.size_bytes), download.size_bytes)

        with online(str(download.name)):
            fetch_file(file, report)
        done_bytes += file.size_bytes
    for repository, commit in {file.repository: file.commit for file in download.files}.items():
        point_main_at(repository, commit)


def _require_space(download: ModelDownload) -> None:
    free = shutil.disk_usage(_existing(cache_directory())).free
    needed = download.missing_bytes
    if needed and free < needed + RESERVE_BYTES:
        raise DiskFull(
            Sentence(
                "{name} needs {needed:,.0f} MB, and only {free:,.0f} MB are free at {cache_directory}.",
                name=download.name,
                needed=needed / 1e6,
                free=free / 1e6,
                cache_directory=cache_directory(),
            )
        )


def _existing(path: Path) -> Path:
    while not path.exists():
        path = path.parent
    return path


def _weights(name: ModelName, specification: Specification) -> RemoteFile:
    found = _files(specification.repository or "", lambda file: file == specification.weights_file)
    if not found:
        raise ModelUnavailable(
            Sentence("{name} is not published as safetensors, the only format photoorg downloads.", name=name)
        )
    return found[0]


def _fetch_config(repository: str) -> dict[str, Any]:
    found = _files(repository, lambda file: file == CONFIG_FILE)
    if not found:
        raise ModelUnavailable(
            Sentence(
                "{repository} is no OpenCLIP model: it has no {config_file}.",
                repository=repository,
                config_file=CONFIG_FILE,
            )
        )
    return read_config(fetch_file(found[0], lambda _present: None))


def _files(repository: str, wanted: Callable[[str], bool]) -> list[RemoteFile]:
    from huggingface_hub import HfApi
    from huggingface_hub.errors import HFValidationError

    try:
        info = patiently(
            lambda: HfApi().model_info(repository, files_metadata=True, timeout=timeout_s()), lambda: None
        )
        commit = str(info.sha)
        return [
            RemoteFile(
                repository,
                commit,
                file.rfilename,
                int(file.size or 0),
                str(file.lfs.sha256 if file.lfs else file.blob_id),
            )
            for file in info.siblings or []
            if wanted(file.rfilename)
        ]
    except HFValidationError as error:
        raise UserInputError(
            Sentence("“{repository}” cannot be the name of a repository on the hub.", repository=repository)
        ) from error
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise ModelUnavailable(
            Sentence("The hub's answer makes no sense; the login page of a network may stand in the way.")
        ) from error
