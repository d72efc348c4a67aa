"""One file from the hub into the hub's cache: resumed where it broke off, and compared with the hub's hash.

The hub's own client starts a file anew after an interruption (its part has a name of chance and is deleted),
which is hard on slow lines, so this uses its session, addresses, headers and cache layout instead.
"""

from __future__ import annotations

import contextlib
import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from filelock import FileLock, Timeout

from photoorg.encoders.hub_cache import blob_place, link_into_snapshot, lock_place, snapshot_place
from photoorg.encoders.hub_connection import TRIES, is_passing, timeout_s, wait_after
from photoorg.errors import ModelUnavailable
from photoorg.sentences import Sentence

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator
    from pathlib import Path

_SHA256_CHARACTERS = 64


@dataclass(frozen=True)
class RemoteFile:
    """One file on the hub, pinned to a commit.

    Attributes:
        content_hash: SHA-256 of a large file, git's blob id (SHA-1) of a small one, in hexadecimal digits.
    """

    repository: str
    commit: str
    name: str
    size_bytes: int
    content_hash: str


def fetch_file(file: RemoteFile, report: Callable[[int], None]) -> Path:
    """The file in the hub's cache, fetched if it is not there or not whole.

    Args:
        file: which one.
        report: called often with the bytes present; what it raises ends the transfer and keeps the part.

    Raises:
        ModelUnavailable: another process is fetching it, or the content is not what the hub says.
        OSError, or what the hub's client raises: see ``hub_connection.online``.
    """
    blob = blob_place(file.repository, file.content_hash)
    pointer = snapshot_place(file.repository, file.commit, file.name)
    blob.parent.mkdir(parents=True, exist_ok=True)
    with _alone(file):
        for present in (pointer, blob):
            if present.exists() and not _is_whole(file, present):
                present.resolve().unlink(missing_ok=True)
                present.unlink(missing_ok=True)
        if not pointer.exists():
            if not blob.exists():
                part = part_of(file)
                _receive(file, part, report)
                _accept(file, part, blob)
            link_into_snapshot(blob, pointer)
    report(file.size_bytes)
    return pointer


def missing_bytes(file: RemoteFile) -> int:
    """How much of it must still be transferred."""
    if any(
        place.exists()
        for place in (
            snapshot_place(file.repository, file.commit, file.name),
            blob_place(file.repository, file.content_hash),
        )
    ):
        return 0
    return max(0, file.size_bytes - _present_bytes(part_of(file)))


def part_of(file: RemoteFile) -> Path:
    """Where an unfinished transfer is kept; named after its content, so it fits whenever it is resumed."""
    blob = blob_place(file.repository, file.content_hash)
    return blob.with_name(f"{blob.name}.incomplete")


def _receive(file: RemoteFile, part: Path, report: Callable[[int], None]) -> None:
    failures = 0
    while (before := _present_bytes(part)) < file.size_bytes:
        report(before)
        try:
            with contextlib.closing(_stream(file, part, before)) as pieces:
                for present in pieces:
                    report(present)
        except Exception as error:
            failures = 1 if _present_bytes(part) > before else failures + 1
            if not is_passing(error) or failures == TRIES:
                raise
            wait_after(failures, lambda: report(_present_bytes(part)))


def _stream(file: RemoteFile, part: Path, offset: int) -> Generator[int]:
    """Appends to ``part`` what the hub sends, and yields the bytes present after each piece."""
    from huggingface_hub import hf_hub_url, utils

    hub: Any = utils

    headers = {**hub.build_hf_headers(), "Accept-Encoding": "identity"}
    if offset:
        headers["Range"] = f"bytes={offset}-"
    # Asked for anew each time, since the hub forwards to addresses that are valid for a while only.
    url = hf_hub_url(file.repository, file.name, revision=file.commit)
    with hub.get_session().stream("GET", url, headers=headers, timeout=timeout_s()) as response:
        hub.hf_raise_for_status(response)
        resumed = response.status_code == 206
        with part.open("ab" if resumed else "wb") as stream:
            present = offset if resumed else 0
            for piece in response.iter_bytes():
                stream.write(piece)
                present += len(piece)
                yield present
                if present > file.size_bytes:
                    # Not the file that was announced; the hash will say so.
                    return
    if present < file.size_bytes:
        raise ModelUnavailable(
            Sentence("The hub sent only a part of {name}; download it again to go on.", name=file.name)
        )


def _accept(file: RemoteFile, part: Path, blob: Path) -> None:
    if not _is_whole(file, part):
        part.unlink()
        raise ModelUnavailable(
            Sentence("{name} arrived damaged and was deleted; download it again.", name=file.name)
        )
    part.replace(blob)


def _is_whole(file: RemoteFile, path: Path) -> bool:
    large = len(file.content_hash) == _SHA256_CHARACTERS
    digest = hashlib.sha256() if large else hashlib.sha1(usedforsecurity=False)
    if not large:
        digest.update(b"blob %d\0" % path.stat().st_size)
    with path.open("rb") as content:
        while piece := content.read(2**20):
            digest.update(piece)
    return digest.hexdigest() == file.content_hash


def _present_bytes(part: Path) -> int:
    return part.stat().st_size if part.exists() else 0


@contextlib.contextmanager
def _alone(file: RemoteFile) -> Iterator[None]:
    """Keeps other processes, the hub's own client too, from fetching the same file at the same time."""
    lock = lock_place(file.repository, file.content_hash)
    lock.parent.mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(lock, timeout=0, thread_local=False):
            yield
    except Timeout as error:
        raise ModelUnavailable(
            Sentence("Another window or command is downloading this model already.")
        ) from error
