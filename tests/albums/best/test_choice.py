"""Which photos are the best, and the reasons that are given."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import numpy as np
from PIL import Image, ImageFilter

from photoorg.albums.best.choice import Candidate, best_of, usual_count
from photoorg.albums.best.quality import Quality, quality_of
from photoorg.albums.best.quality_cache import QualityCache

if TYPE_CHECKING:
    from pathlib import Path

START = datetime(2023, 5, 1, 10)


def candidate(number: int, sharpness: float = 1.0, exposure: float = 1.0, **said: object) -> Candidate:
    """One of photos that were taken an hour after another."""
    taken_at = START + timedelta(hours=number)
    return Candidate(number, taken_at, quality=Quality(sharpness, exposure), **said)  # type: ignore[arg-type]


def vectors(count: int) -> dict[int, np.ndarray[tuple[int], np.dtype[np.float32]]]:
    """Of photos that have nothing in common."""
    return dict(enumerate(np.eye(count, dtype=np.float32)))


def test_what_the_user_said_goes_before_what_was_measured() -> None:
    photos = [candidate(0, 9.0), candidate(1, 1.0, rating=5), candidate(2, 1.0, 0.1, favourite=True)]
    chosen = best_of(photos, vectors(3), 3)
    assert [choice.photo_id for choice in chosen] == [1, 2, 0]
    assert "It is rated 5 of 5." in chosen[0].reasons
    assert chosen[1].reasons == ("It is a favourite.",)
    assert chosen[2].reasons == ("It is among the sharpest.", "It is neither too dark nor too bright.")


def test_of_nearly_the_same_there_is_one_the_best() -> None:
    photos = [candidate(0, 1.0), candidate(1, 3.0), candidate(2, 2.0), candidate(3, 0.5)]
    known = vectors(4)
    known[1] = known[0] = known[2]
    chosen = best_of(photos, known, 2)
    assert [choice.photo_id for choice in chosen] == [1, 3]
    assert chosen[0].reasons[0] == "It is the best of 3 photos that look nearly the same."
    # Where nothing else is left, they come all the same.
    assert {choice.photo_id for choice in best_of(photos, known, 4)} == {0, 1, 2, 3}


def test_without_vectors_shots_of_a_burst_are_the_same() -> None:
    burst = [Candidate(n, START + timedelta(seconds=n), quality=Quality(float(n), 1.0)) for n in range(3)]
    assert [choice.photo_id for choice in best_of([*burst, candidate(9)], {}, 2)] == [2, 9]


def test_few_photos_and_none() -> None:
    assert best_of([], {}, 5) == ()
    assert [choice.photo_id for choice in best_of([candidate(7)], {}, 5)] == [7]
    assert [usual_count(n) for n in (0, 1, 2, 5, 6, 100, 10_000)] == [0, 1, 1, 3, 5, 20, 200]


def test_sharp_and_well_exposed_pictures_are_told_from_others() -> None:
    noise = np.random.default_rng(1).integers(40, 215, (240, 320, 3)).astype(np.uint8)
    sharp = Image.fromarray(noise)
    blurred = sharp.filter(ImageFilter.GaussianBlur(3))
    assert quality_of(sharp).sharpness > 2 * quality_of(blurred).sharpness
    assert quality_of(sharp).exposure == 1.0
    assert quality_of(Image.fromarray(noise // 16)).exposure < 0.2
    assert quality_of(Image.new("RGB", (20, 20), "white")).exposure == 0.0


def test_what_was_measured_is_kept_and_damage_is_measured_again(tmp_path: Path) -> None:
    first, second = bytes(range(31)) + b"\0", b"\1" * 32
    cache = QualityCache(tmp_path)
    cache.add({first: Quality(1.5, 0.5)})
    cache.add({second: Quality(2.5, 0.25)})
    assert cache.get(b"\2" * 32) is None
    again = QualityCache(tmp_path)
    assert again.get(first) == Quality(1.5, 0.5)
    (file,) = tmp_path.iterdir()
    file.write_bytes(file.read_bytes()[:-3])
    torn = QualityCache(tmp_path)
    assert torn.get(first) == Quality(1.5, 0.5)
    assert torn.get(second) is None
    torn.add({second: Quality(2.5, 0.25)})
    assert QualityCache(tmp_path).get(second) == Quality(2.5, 0.25)
