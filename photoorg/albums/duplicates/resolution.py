"""What was done to groups."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from photoorg.library.history import Step
from photoorg.library.trash import Trashed, TrashPlan

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class Resolved:
    """What was done.

    Attributes:
        trashed: the files that went to the trash, and what could not be moved.
        step: what was said about the photos that stay, to be taken back by ``history``.
    """

    trashed: Trashed = field(default_factory=Trashed)
    step: Step = field(default_factory=Step)


def together(plans: Iterable[TrashPlan]) -> TrashPlan:
    """Several plans as one."""
    plans = list(plans)
    sidecars = {path: owners for plan in plans for path, owners in plan.sidecars.items()}
    return TrashPlan(
        frozenset[int]().union(*(plan.photo_ids for plan in plans)),
        tuple(dict.fromkeys(path for plan in plans for path in plan.files)),
        sum(plan.copies for plan in plans),
        tuple(dict.fromkeys(path for plan in plans for path in plan.paired)),
        sidecars,
        sum(plan.offline for plan in plans),
    )


def all_trashed(done: Iterable[Trashed]) -> Trashed:
    """What went to the trash in several goes."""
    done = list(done)
    failures = {path: reason for one in done for path, reason in one.failures.items()}
    return Trashed(
        frozenset[int]().union(*(one.photo_ids for one in done)),
        tuple(file for one in done for file in one.files),
        failures,
        sum(one.offline for one in done),
    )
