"""Threads: named, stoppable, and gone when closed."""

from __future__ import annotations

import os
import sys
import threading

import pytest

from photoorg.jobs import BACKGROUND_NICENESS, Cancellation, Cancelled, Lane, Worker


def test_a_cancellation_is_seen_and_wakes_whoever_sleeps() -> None:
    cancellation = Cancellation()
    cancellation.check()
    assert not cancellation.cancelled
    assert not cancellation.wait(0)
    woken: list[bool] = []
    sleeper = Worker("sleeper", lambda _: woken.append(cancellation.wait(60)))
    cancellation.cancel()
    sleeper.stop()
    assert woken == [True]
    assert cancellation.cancelled
    with pytest.raises(Cancelled):
        cancellation.check()


def test_a_lane_runs_jobs_in_order_on_named_threads() -> None:
    lane = Lane("test")
    order: list[int] = []
    futures = [lane.submit(lambda number=number: order.append(number)) for number in range(20)]
    name = lane.submit(lambda: threading.current_thread().name).result()
    lane.close()
    assert order == list(range(20))
    assert all(future.done() for future in futures)
    assert name.startswith("photoorg-test")


def test_a_lane_hands_back_what_went_wrong() -> None:
    lane = Lane("test")
    future = lane.submit(lambda: [][1])
    with pytest.raises(IndexError):
        future.result()
    lane.close()


def test_closing_a_lane_drops_what_waits_and_waits_for_what_runs() -> None:
    lane = Lane("test")
    started, go_on = threading.Event(), threading.Event()

    def work() -> str:
        started.set()
        assert go_on.wait(30)
        return "done"

    running, waiting = lane.submit(work), lane.submit(work)
    assert started.wait(30)
    closer = threading.Thread(target=lane.close)
    closer.start()
    go_on.set()
    closer.join()
    assert running.result() == "done"
    assert waiting.cancelled()


def test_a_worker_runs_until_it_is_stopped() -> None:
    rounds = threading.Semaphore(0)

    def work(cancellation: Cancellation) -> None:
        while not cancellation.wait(0.001):
            rounds.release()

    worker = Worker("test", work)
    for _ in range(3):
        assert rounds.acquire(timeout=30)
    assert worker.running
    worker.stop()
    assert not worker.running


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has priorities of single threads")
def test_a_lane_that_gives_way_passes_that_on_and_leaves_other_threads_alone() -> None:
    def niceness() -> int:
        return os.getpriority(os.PRIO_PROCESS, threading.get_native_id())

    def of_a_lane_made_here() -> int:
        inner = Lane("inner")
        try:
            return inner.submit(niceness).result()
        finally:
            inner.close()

    ours = niceness()
    lane, other = Lane("test", gives_way=True), Lane("other")
    try:
        assert lane.submit(niceness).result() == max(ours, BACKGROUND_NICENESS)
        assert lane.submit(of_a_lane_made_here).result() == max(ours, BACKGROUND_NICENESS)
        assert other.submit(niceness).result() == niceness() == ours
    finally:
        lane.close()
        other.close()
