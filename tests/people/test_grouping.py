"""One group a person, around what the user said."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import numpy as np
import pytest
from sklearn.metrics import adjusted_rand_score

from photoorg.people.grouping import ALONE, group_faces
from tests.people.made_up_people import faces_of

if TYPE_CHECKING:
    from photoorg.people.grouping import IntArray


def _same(labels: IntArray, first: int, second: int) -> bool:
    return bool(labels[first] == labels[second] != ALONE)


def test_people_become_groups_the_largest_first() -> None:
    faces, who = faces_of(40, 6)
    assert adjusted_rand_score(who, group_faces(faces)) == 1
    more, others = faces_of(1, 9, seed=1)
    labels = group_faces(np.concatenate([faces, more]))
    assert set(labels[-len(others) :]) == {0}


def test_strangers_stay_alone_and_nothing_is_no_problem() -> None:
    faces, _ = faces_of(50, 1)
    assert set(group_faces(faces)) == {ALONE}
    assert group_faces(faces[:1]).tolist() == [ALONE]
    assert group_faces(faces[:0]).tolist() == []


def test_two_faces_in_a_photo_are_two_people() -> None:
    faces, _ = faces_of(1, 12)
    photos = np.arange(12)
    photos[1] = photos[0]
    labels = group_faces(faces, photos=photos)
    assert not _same(labels, 0, 1)
    assert np.bincount(labels[labels != ALONE]).max() >= 10
    assert _same(group_faces(faces, photos=photos, must_link=[(0, 1)]), 0, 1)


def test_verdicts_count_more_than_looks() -> None:
    faces, who = faces_of(2, 8)
    first, second = np.flatnonzero(who == 0), np.flatnonzero(who == 1)
    labels = group_faces(faces, must_link=[(first[0], second[0])])
    assert _same(labels, first[0], second[0])
    labels = group_faces(faces, cannot_link=[(first[0], first[1])])
    assert not _same(labels, first[0], first[1])
    both = [(first[0], first[1])]
    assert _same(group_faces(faces, must_link=both, cannot_link=both), first[0], first[1])


def test_names_keep_apart_who_looks_alike_and_join_who_does_not() -> None:
    faces, who = faces_of(2, 8)
    first, second = np.flatnonzero(who == 0), np.flatnonzero(who == 1)
    names = np.full(16, ALONE)
    names[first[0]], names[first[1]] = 7, 8
    assert not _same(group_faces(faces, names=names), first[0], first[1])
    names[first[1]], names[second[0]] = ALONE, 7
    assert len(set(group_faces(faces, names=names))) == 1


def test_a_named_face_is_a_group_even_if_it_is_the_only_one() -> None:
    faces, _ = faces_of(3, 1)
    assert group_faces(faces, names=[ALONE, 4, ALONE]).tolist() == [ALONE, 0, ALONE]


def test_unclear_faces_join_but_begin_no_group() -> None:
    faces, who = faces_of(2, 6)
    clear = who == 0
    unclear = np.flatnonzero(clear)[0]
    clear[unclear] = False
    labels = group_faces(faces, clear=clear)
    assert set(labels[who == 1]) == {ALONE}
    assert set(labels[who == 0]) == {0}


def test_a_person_of_many_years_is_one_group() -> None:
    """Photos of one year are nearer to each other than to those of other years."""
    chance = np.random.default_rng(0)
    faces, who = faces_of(4, 300, within=0.2)
    years = chance.normal(size=(4, 5, faces.shape[1])) * 0.02
    faces = faces + years[who, chance.integers(0, 5, len(who))].astype(np.float32)
    faces /= np.linalg.norm(faces, axis=1, keepdims=True)
    assert adjusted_rand_score(who, group_faces(faces)) > 0.98


@pytest.mark.timeout(120)
def test_many_faces_are_grouped_within_seconds() -> None:
    faces, who = faces_of(600, 20)
    start = time.process_time()
    labels = group_faces(faces, photos=np.arange(len(faces)))
    assert adjusted_rand_score(who, labels) > 0.99
    assert time.process_time() - start < 60
