"""What was computed to find copies, kept on disk: a cache that may be deleted at any time.

All of it holds for pictures, told by their hashes, so that a photo that was edited is looked at anew.
"""

from __future__ import annotations

import tempfile
import zipfile
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from photoorg.albums.duplicates.links import Links
from photoorg.albums.duplicates.sketch import SKETCH_SIZE

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from photoorg.index.vector_index import FloatArray

# Goes up where sketches, or what is taken for a copy, are made in another way.
VERSION = 1
_HASH_BYTES = 32
STRETCH_BYTES = 16

Series = tuple[tuple[int, ...], ...]


class CopyMemory:
    """Sketches by photo, links between photos, and series by stretch of time. Not safe between threads.

    Attributes:
        links: what pairs of photos have to do with each other.
        series: the series found in each stretch, by a hash of what lies in it.
        space: whose vectors were asked for candidates; "" for nobody's.
        uncompared: photos that were looked at, but not compared with all others yet.
    """

    def __init__(self) -> None:
        self.links = Links()
        self.series: dict[bytes, Series] = {}
        self.space = ""
        self.uncompared: set[int] = set()
        self._pictures: dict[int, bytes] = {}
        self._sketches: dict[int, npt.NDArray[np.float16]] = {}

    @property
    def ids(self) -> list[int]:
        """Photos that were looked at, ascending."""
        return sorted(self._pictures)

    @property
    def links_ids(self) -> list[int]:
        """Photos that have anything to do with another, ascending."""
        pairs = np.concatenate([self.links.copies()[0], self.links.scenes()])
        found: list[int] = np.unique(pairs).tolist()
        return found

    def knows(self, photo_id: int, picture: bytes) -> bool:
        """Whether the photo was looked at as it is now."""
        return self._pictures.get(photo_id) == picture

    def is_framed(self, photo_id: int) -> bool:
        """Whether a photo was found to have a frame of one colour."""
        return len(self._sketches.get(photo_id, ())) > 1

    def forget_changed(self, pictures: Mapping[int, bytes]) -> None:
        """Forgets what was known of photos that have another picture now, given by id."""
        changed = [id_ for id_, picture in pictures.items() if self._pictures.get(id_, picture) != picture]
        for photo_id in changed:
            del self._pictures[photo_id], self._sketches[photo_id]
            self.uncompared.discard(photo_id)
        if changed:
            self.links.forget(np.array(changed, np.int64))

    def add(self, photo_id: int, picture: bytes, sketches: FloatArray) -> None:
        """Remembers how a photo looks; see :func:`.sketch.sketches`."""
        self._pictures[photo_id] = picture
        self._sketches[photo_id] = sketches.astype(np.float16)
        self.uncompared.add(photo_id)

    def sketches(self, photo_ids: Sequence[int]) -> list[FloatArray]:
        """Those of photos that were looked at, float32, each of unit length or zeros."""
        return [self._sketches[photo_id].astype(np.float32) for photo_id in photo_ids]

    def save(self, path: Path) -> None:
        """Writes it, in the place of what is there. Raises OSError."""
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, suffix=".part", delete=False) as part:
            try:
                np.savez(part, allow_pickle=False, **self._arrays())
                part.close()
                Path(part.name).replace(path)
            except BaseException:
                with suppress(OSError):
                    Path(part.name).unlink()
                raise

    @classmethod
    def load(cls, path: Path) -> CopyMemory:
        """What lies there; nothing where that is missing, damaged, or of another version."""
        try:
            # Opened here: what is no archive would stay open.
            with path.open("rb") as file, np.load(file, allow_pickle=False) as arrays:
                return cls._of({name: arrays[name] for name in arrays.files})
        except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile, NotImplementedError):
            return cls()

    def _arrays(self) -> dict[str, npt.NDArray[Any]]:
        ids = self.ids
        keys, codes = self.links.arrays()
        groups = [group for series in self.series.values() for group in series]
        return {
            "version": np.array(VERSION),
            "space": np.array(self.space),
            "ids": np.array(ids, np.int64),
            "uncompared": np.array(sorted(self.uncompared), np.int64),
            "pictures": _stacked([self._pictures[id_] for id_ in ids], _HASH_BYTES),
            "counts": np.array([len(self._sketches[id_]) for id_ in ids], np.int64),
            "sketches": np.concatenate(
                [np.empty((0, SKETCH_SIZE), np.float16), *(self._sketches[id_] for id_ in ids)]
            ),
            "keys": keys,
            "codes": codes,
            "stretches": _stacked(list(self.series), STRETCH_BYTES),
            "series": np.array([len(series) for series in self.series.values()], np.int64),
            "lengths": np.array([len(group) for group in groups], np.int64),
            "members": np.array([id_ for group in groups for id_ in group], np.int64),
        }

    @classmethod
    def _of(cls, arrays: Mapping[str, npt.NDArray[Any]]) -> CopyMemory:
        memory = cls()
        if int(arrays["version"]) != VERSION:
            return memory
        memory.space = str(arrays["space"])
        memory.uncompared = set(arrays["uncompared"].tolist())
        ids = arrays["ids"].tolist()
        sketches = _split(arrays["sketches"], arrays["counts"])
        memory._pictures = dict(zip(ids, map(bytes, arrays["pictures"]), strict=True))
        memory._sketches = dict(zip(ids, sketches, strict=True))
        memory.links = Links(arrays["keys"].astype(np.uint64), arrays["codes"].astype(np.uint8))
        groups = [tuple(part.tolist()) for part in _split(arrays["members"], arrays["lengths"])]
        by_stretch = np.cumsum(arrays["series"])
        firsts = np.concatenate([np.zeros(1, np.int64), by_stretch]).tolist()
        memory.series = {
            bytes(stretch): tuple(groups[first:end])
            for stretch, first, end in zip(arrays["stretches"], firsts[:-1], firsts[1:], strict=True)
        }
        return memory


def _stacked(hashes: Sequence[bytes], length: int) -> npt.NDArray[np.uint8]:
    return np.frombuffer(b"".join(hashes), np.uint8).reshape(-1, length)


def _split(rows: npt.NDArray[Any], counts: npt.NDArray[Any]) -> list[npt.NDArray[Any]]:
    ends = np.cumsum(counts)
    if len(ends) and ends[-1] != len(rows):
        raise ValueError("parts do not make up the whole")
    return np.split(rows, ends[:-1]) if len(ends) else []
