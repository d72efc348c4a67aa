"""Fetching a published model from the hub, after the user agreed; the only code here that uses a network."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from photoorg.encoders.hub_cache import TEXT_FILE_SUFFIXES, read_config
from photoorg.encoders.specification import CONFIG_FILE, Specification, specify
from photoorg.errors import DiskFull, ModelUnavailable, PhotoOrgError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from photoorg.encoders.model_name import ModelName


_going_online = threading.Lock()


@dataclass(frozen=True)
class RemoteFile:
    """One file on the hub, pinned to a commit.

    Attributes:
        sha256: of large files, as the hub states it; None for small ones, which git's own hash protects.
    """

    repository: str
    commit: str
    name: str
    size_bytes: int
    sha256: str | None


@dataclass(frozen=True)
class ModelDownload:
    """What a model needs from the hub: safetensors weights, and small text files of its tokenizer."""

    name: ModelName
    files: tuple[RemoteFile, ...]

    @property
    def size_bytes(self) -> int:
        """Size of all files; what is cached already is not fetched again."""
        return sum(file.size_bytes for file in self.files)


def plan_download(name: ModelName) -> ModelDownload:
    """Asks the hub which files ``name`` needs and how large they are. Honours ``HF_ENDPOINT`` and proxies.

    Raises:
        ModelUnavailable: unknown model, no safetensors weights, hub not reachable, or offline mode is set.
        UserInputError: ``name`` is the built-in model.
    """
    with _online(name):
        specification = specify(name, _fetch_config)
        if specification.repository is None:
            raise ModelUnavailable(f"{name} is a file on this machine; there is nothing to download.")
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

    Call this only after the user agreed to the size. Large files are compared with the hash the hub states.

    Args:
        download: what :func:`plan_download` returned.
        progress: called with the bytes present so far and the total.
        check: called often; what it raises ends the download (``Cancellation.check``) and keeps the part.

    Raises:
        ModelUnavailable: the hub or the connection failed, or a file is not what the hub says.
        DiskFull: no space is left.
    """
    done_bytes = 0
    for file in download.files:
        offset = done_bytes

        def report(present: int, offset: int = offset) -> None:
            if check is not None:
                check()
            if progress is not None:
                progress(min(offset + present, download.size_bytes), download.size_bytes)

        with _online(download.name):
            path = _fetch(file.repository, file.name, file.commit, report)
        _verify(file, path)
        done_bytes += file.size_bytes
        report(0, done_bytes)


def _weights(name: ModelName, specification: Specification) -> RemoteFile:
    found = _files(specification.repository or "", lambda file: file == specification.weights_file)
    if not found:
        raise ModelUnavailable(f"{name} is not published as safetensors, the only format photoorg downloads.")
    return found[0]


def _files(repository: str, wanted: Callable[[str], bool]) -> list[RemoteFile]:
    from huggingface_hub import HfApi

    info = HfApi().model_info(repository, files_metadata=True)
    return [
        RemoteFile(
            repository,
            info.sha or "main",
            file.rfilename,
            file.size or 0,
            file.lfs.sha256 if file.lfs else None,
        )
        for file in info.siblings or []
        if wanted(file.rfilename)
    ]


def _fetch_config(repository: str) -> dict[str, Any]:
    return read_config(_fetch(repository, CONFIG_FILE, "main", lambda _present: None))


def _fetch(repository: str, file: str, revision: str, report: Callable[[int], None]) -> Path:
    from huggingface_hub import hf_hub_download
    from huggingface_hub.utils.tqdm import tqdm

    class Progress(tqdm):
        """Hands on what the hub's client counts, and draws nothing."""

        def __init__(self, *args: Any, **kwargs: Any) -> None:
            super().__init__(*args, **{**kwargs, "disable": True})  # type: ignore[no-untyped-call]  # tqdm's
            self._present = int(kwargs.get("initial") or 0)

        def update(self, n: float | None = 1) -> None:
            self._present += int(n or 0)
            report(self._present)

    return Path(hf_hub_download(repository, file, revision=revision, tqdm_class=Progress))


def _verify(file: RemoteFile, path: Path) -> None:
    if file.sha256 is None:
        return
    with path.open("rb") as content:
        if hashlib.file_digest(content, "sha256").hexdigest() == file.sha256:
            return
    # The cache holds a link to the content; both must go, or the next download would find them.
    path.resolve().unlink(missing_ok=True)
    path.unlink(missing_ok=True)
    raise ModelUnavailable(f"{file.name} arrived damaged and was deleted; download it again.")


@contextlib.contextmanager
def _online(name: ModelName) -> Iterator[None]:
    """Lifts the ban of ``forbid_network`` for this block; loading uses local paths only in the meantime."""
    from huggingface_hub import constants
    from huggingface_hub.errors import RepositoryNotFoundError

    if os.environ.get("HF_HUB_OFFLINE", "0").upper() in ("1", "TRUE", "YES", "ON"):
        raise ModelUnavailable("HF_HUB_OFFLINE is set, so nothing is downloaded.")
    with _going_online:
        before, constants.HF_HUB_OFFLINE = constants.HF_HUB_OFFLINE, False
        try:
            yield
        except PhotoOrgError:
            raise
        except RepositoryNotFoundError as error:
            raise ModelUnavailable(f"The hub has no public model for {name}.") from error
        except OSError as error:
            if error.errno == errno.ENOSPC:
                raise DiskFull(f"There is no space left for {name}.") from error
            raise ModelUnavailable(f"{name} could not be downloaded: {_reason(error)}.") from error
        except _transport_errors() as error:
            raise ModelUnavailable(f"{name} could not be downloaded: {_reason(error)}.") from error
        finally:
            constants.HF_HUB_OFFLINE = before


def _transport_errors() -> tuple[type[Exception], ...]:
    """What the hub's HTTP client raises; which client it is depends on the version of huggingface_hub."""
    from huggingface_hub.errors import HfHubHTTPError

    return tuple(
        kind for kind in HfHubHTTPError.__mro__ if kind.__name__ in ("HTTPError", "RequestException")
    )


def _reason(error: Exception) -> str:
    lines = str(error).strip().splitlines()
    return lines[0][:200].rstrip(".") if lines else type(error).__name__
