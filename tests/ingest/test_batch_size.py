"""How batches grow and shrink; what they took is told by the test."""

from __future__ import annotations

from photoorg.ingest.batch_size import BATCH_S, FEW, MOST, BatchSize


def sizes(*seconds_per_batch: float) -> list[int]:
    """The sizes of batches that took so long each, and that of the one after them."""
    size = BatchSize()
    found = [size.photos]
    for seconds in seconds_per_batch:
        size.adapt(size.photos, seconds)
        found.append(size.photos)
    return found


def test_the_first_photo_comes_alone_and_quick_batches_grow_to_a_limit() -> None:
    assert sizes(*[0.0] * 5) == [1, FEW, 8, 16, MOST, MOST]


def test_a_batch_grows_no_further_than_what_goes_in_the_time() -> None:
    assert sizes(0.0, 0.3 * BATCH_S, 0.6 * BATCH_S, 0.6 * BATCH_S) == [1, FEW, 8, 8, 8]


def test_slow_batches_shrink_and_recover() -> None:
    assert sizes(2 * BATCH_S, 0.0, 0.0, 2 * BATCH_S, 2 * BATCH_S, 2 * BATCH_S, 0.0) == [
        1, FEW, 8, 16, 8, FEW, FEW, 8,
    ]  # fmt: skip


def test_a_last_batch_that_is_short_says_nothing_about_a_full_one() -> None:
    size = BatchSize()
    size.photos = 8
    size.adapt(3, 0.0)
    assert size.photos == 8
