"""Who is on a photo, after some were named."""

from __future__ import annotations

import time

import numpy as np

from photoorg.people.grouping import ALONE, grown_groups
from photoorg.people.recognition import Certainty, Gallery, recognise
from tests.people.made_up_people import faces_of


def test_others_of_a_named_person_are_found_and_strangers_are_not() -> None:
    faces, who = faces_of(30, 8)
    names = np.full(len(who), ALONE)
    for person in range(15):
        names[np.flatnonzero(who == person)[:3]] = person
    found = recognise(faces, names)
    sure = found.certainty == Certainty.YES
    assert (found.people[sure] == who[sure]).all()
    assert sure[who < 15].mean() > 0.97
    assert not sure[who >= 15].any()


def test_what_the_user_said_is_so_and_a_rejected_face_stays_rejected() -> None:
    faces, who = faces_of(2, 8)
    anna, other = np.flatnonzero(who == 0), np.flatnonzero(who == 1)
    names = np.full(len(who), ALONE)
    names[anna[:3]] = 5
    names[other[0]] = 5
    found = recognise(faces, names, rejected=[(anna[4], 5)])
    assert found.people[other[0]] == 5
    assert found.certainty[other[0]] == Certainty.YES
    assert found.certainty[anna[4]] == Certainty.NO
    assert found.certainty[anna[5]] == Certainty.YES


def test_a_person_is_in_a_photo_once() -> None:
    faces, _ = faces_of(1, 8)
    names = np.full(8, ALONE)
    names[:3] = 1
    photos = np.arange(8)
    photos[7] = photos[6]
    photos[5] = photos[0]
    found = recognise(faces, names, photos=photos)
    assert sorted(found.certainty[6:]) == [Certainty.NO, Certainty.YES]
    assert found.certainty[5] == Certainty.NO


def test_an_unclear_face_is_asked_about() -> None:
    faces, _ = faces_of(1, 8)
    names = np.full(8, ALONE)
    names[:3] = 1
    found = recognise(faces, names, clear=np.arange(8) != 7)
    assert found.certainty.tolist() == [Certainty.YES] * 7 + [Certainty.ASK]


def test_nobody_is_asked_where_somebody_else_is_likelier() -> None:
    faces, who = faces_of(40, 4, within=0.5)
    names = np.full(len(who), ALONE)
    for person in range(20):
        names[np.flatnonzero(who == person)[0]] = person
    found = recognise(faces, names)
    asked = found.certainty == Certainty.ASK
    assert asked.any()
    assert (found.evidence[asked] >= 0).all()


def test_a_face_that_was_marked_badly_is_not_found_again_in_others() -> None:
    """A box by hand around somebody else, or nobody: it is said to be Anna, but not known as her looks."""
    faces, who = faces_of(2, 8)
    anna, other = np.flatnonzero(who == 0), np.flatnonzero(who == 1)
    names, clear = np.full(len(who), ALONE), np.ones(len(who), bool)
    names[anna[:4]] = names[other[0]] = 5
    clear[other[0]] = False
    found = recognise(faces, names, clear=clear)
    assert (found.certainty[anna] == Certainty.YES).all()
    assert (found.people[other[0]], found.certainty[other[0]]) == (5, Certainty.YES)
    assert (found.certainty[other[1:]] == Certainty.NO).all()
    # Of one who is known by nothing else, it is all there is.
    names[anna] = ALONE
    assert (recognise(faces, names, clear=clear).people[other] == 5).all()


def test_a_person_who_looks_different_in_two_ways_is_found_in_both() -> None:
    faces, who = faces_of(3, 8)
    names = np.full(len(who), ALONE)
    names[np.flatnonzero(who == 0)[0]] = names[np.flatnonzero(who == 1)[0]] = 9
    found = recognise(faces, names)
    assert (found.people[who < 2] == 9).all()
    assert (found.certainty[who < 2] == Certainty.YES).all()
    assert (found.certainty[who == 2] == Certainty.NO).all()


def test_nobody_named_nobody_found() -> None:
    faces, _ = faces_of(2, 3)
    found = recognise(faces, np.full(6, ALONE))
    assert set(found.people) == {ALONE}
    assert set(found.certainty) == {Certainty.NO}


def test_one_new_face_is_compared_in_milliseconds() -> None:
    faces, who = faces_of(200, 10)
    names = np.where(np.arange(len(who)) % 2 == 0, who, ALONE)
    gallery = Gallery(grown_groups(faces[1:], names=names[1:]))
    start = time.perf_counter()
    for _ in range(10):
        found = gallery.compare(faces[:1])
    assert (time.perf_counter() - start) / 10 < 0.05
    assert found.people[0] == who[0]
    assert found.certainty[0] == Certainty.YES
