"""The quality of photos that was measured before: a cache, one record a picture, written at its end."""

from __future__ import annotations

import threading
from contextlib import suppress
from typing import TYPE_CHECKING

import numpy as np

from photoorg.albums.best.quality import Quality

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

# Says how quality is measured: another way begins another file.
VERSION = 1
_RECORD = np.dtype([("hash", "S32"), ("sharpness", "<f4"), ("exposure", "<f4"), ("check", "<u4")])


class QualityCache:
    """Qualities by the SHA-256 of photos; safe between threads. What cannot be read is measured again."""

    def __init__(self, directory: Path) -> None:
        """``directory`` may be deleted at any time."""
        self._file = directory / f"quality-{VERSION}.bin"
        self._lock = threading.Lock()
        self._known: dict[bytes, Quality] | None = None

    def get(self, content_hash: bytes) -> Quality | None:
        """What was measured; None for nothing yet."""
        with self._lock:
            return self._all().get(content_hash)

    def add(self, measured: Mapping[bytes, Quality]) -> None:
        """Keeps more; where that cannot be written, for this session."""
        if not measured:
            return
        with self._lock:
            self._all().update(measured)
            records = np.zeros(len(measured), _RECORD)
            for record, (content_hash, quality) in zip(records, measured.items(), strict=True):
                record["hash"] = content_hash
                record["sharpness"], record["exposure"] = quality.sharpness, quality.exposure
            records["check"] = _checks(records)
            with suppress(OSError):
                self._file.parent.mkdir(parents=True, exist_ok=True)
                with self._file.open("ab") as stream:
                    stream.write(records.tobytes())

    def _all(self) -> dict[bytes, Quality]:
        if self._known is None:
            self._known = self._read()
        return self._known

    def _read(self) -> dict[bytes, Quality]:
        try:
            data = self._file.read_bytes()
        except OSError:
            return {}
        whole = len(data) - len(data) % _RECORD.itemsize
        records = np.frombuffer(data[:whole], _RECORD)
        is_right = records["check"] == _checks(records)
        if whole != len(data) or not is_right.all():
            # A killed process left half a record, after which none would be found; or the disk is bad.
            with suppress(OSError):
                self._file.unlink()
        return {
            # Zeros at the end of a hash are part of it.
            bytes(record["hash"]).ljust(32, b"\0"): Quality(
                float(record["sharpness"]), float(record["exposure"])
            )
            for record in records[is_right]
        }


def _checks(
    records: np.ndarray[tuple[int], np.dtype[np.void]],
) -> np.ndarray[tuple[int], np.dtype[np.uint32]]:
    """A sum of each record's own bytes, (n,)."""
    body = np.frombuffer(records.tobytes(), np.uint8).reshape(len(records), _RECORD.itemsize)[:, :-4]
    weights = np.arange(1, body.shape[1] + 1, dtype=np.uint32)
    return np.asarray(body.astype(np.uint32) @ weights + VERSION, np.uint32)
