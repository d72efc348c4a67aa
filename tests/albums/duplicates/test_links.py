"""What was compared is known again, for the pictures that it is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from photoorg.albums.duplicates.links import Links
from photoorg.albums.duplicates.looks import Looks
from photoorg.albums.duplicates.memory import CopyMemory
from photoorg.albums.duplicates.pixel_match import PixelMatch
from photoorg.albums.duplicates.sketch import SKETCH_SIZE

if TYPE_CHECKING:
    from pathlib import Path

COPY = PixelMatch(True, is_mirrored=True, is_cut=True)


def test_pairs_are_known_again_and_forgotten() -> None:
    links = Links()
    links.add(7, 3, COPY)
    links.add(3, 9, PixelMatch(False))
    links.add(2**31 + 5, 9, None)
    pairs = np.array([(3, 7), (3, 8), (3, 9), (9, 2**31 + 5)])
    assert links.unknown(pairs).tolist() == [[3, 8]]
    found, matches = links.copies()
    assert (found.tolist(), matches) == ([[3, 7]], [COPY])
    assert links.scenes().tolist() == [[3, 9]]
    # Compared once more, something else comes out.
    links.add(3, 7, None)
    assert links.copies()[0].tolist() == []
    links.forget(np.array([3]))
    assert links.unknown(pairs).tolist() == [[3, 7], [3, 8], [3, 9]]
    assert len(links) == 1


def test_memory_is_read_as_it_was_written(tmp_path: Path) -> None:
    memory = CopyMemory()
    rows = np.eye(3, SKETCH_SIZE, dtype=np.float32)
    memory.add(4, b"a" * 32, rows[:1])
    memory.add(2, b"b" * 32, rows[1:])
    memory.links.add(2, 4, COPY)
    memory.series = {b"x" * 16: ((2, 4), (5, 6, 7)), b"y" * 16: ()}
    memory.space = "model"
    memory.save(tmp_path / "deep" / "memory.npz")
    again = CopyMemory.load(tmp_path / "deep" / "memory.npz")
    assert (again.ids, again.space, again.uncompared) == ([2, 4], "model", {2, 4})
    assert again.series == memory.series
    assert again.links.copies()[1] == [COPY]
    np.testing.assert_array_equal(np.concatenate(again.sketches([4, 2])), rows)
    assert again.knows(4, b"a" * 32)
    again.forget_changed({4: b"c" * 32, 5: b"d" * 32})
    assert (again.ids, again.uncompared, again.links.copies()[1]) == ([2], {2}, [])
    assert CopyMemory.load(tmp_path / "none.npz").ids == []


@pytest.mark.parametrize("count", [40, 600])
def test_neighbours_of_new_photos_are_those_that_all_would_find(count: int) -> None:
    random = np.random.default_rng(3)
    vectors = random.normal(size=(count, 32)).astype(np.float32)
    vectors[-5:] = vectors[:5] + 0.05 * random.normal(size=(5, 32))
    sketches = random.normal(size=(count, SKETCH_SIZE)).astype(np.float32)
    sketches[-3:] = sketches[:3]
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    sketches /= np.linalg.norm(sketches, axis=1, keepdims=True)
    looks = Looks(vectors, sketches, np.arange(count))
    fresh = np.arange(count) >= count - 5
    found = {tuple(pair) for pair in looks.candidates(fresh).tolist()}
    assert {(row, count - 5 + row) for row in range(5)} <= found
    assert {(row, count - 3 + row) for row in range(3)} <= found
    assert all(high >= count - 5 for _, high in found) or count == 40
    assert looks.candidates(np.zeros(count, np.bool_)).tolist() == []
