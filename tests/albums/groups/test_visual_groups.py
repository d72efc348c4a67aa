"""Groups of vectors that are made up, in two levels: kinds within themes."""

from __future__ import annotations

import numpy as np
import pytest

from photoorg.albums.groups.linkage import linked
from photoorg.albums.groups.looks import looks_of
from photoorg.albums.groups.visual_groups import visual_groups
from tests.index.vectors import unit

DIMENSION = 96


def themes(chance: np.random.Generator, count: int, kinds: int, each: int) -> tuple[np.ndarray, np.ndarray]:
    """Unit vectors, and (theme, kind) of each."""
    shared = 3 * chance.normal(size=DIMENSION)
    found, labels = [], []
    for theme in range(count):
        middle = 4 * chance.normal(size=DIMENSION)
        for kind in range(kinds):
            special = middle + 3 * chance.normal(size=DIMENSION)
            found.append(shared + special + 1.5 * chance.normal(size=(each, DIMENSION)))
            labels += [(theme, kind)] * each
    return unit(np.concatenate(found)), np.array(labels)


def test_groups_open_into_finer_ones() -> None:
    chance = np.random.default_rng(0)
    vectors, labels = themes(chance, 4, 3, 20)
    order = chance.permutation(len(vectors))
    groups = visual_groups(np.arange(len(order)), vectors[order])
    labels = labels[order]
    tops = [group for group in groups if group.parent < 0]
    assert [len(group.photo_ids) for group in tops] == [60] * 4
    kinds = [{tuple(labels[row]) for row in group.photo_ids} for group in groups]
    # Every kind is a group of its own, at some depth, and whole.
    assert (
        sum(len(kind) == 1 and len(group.photo_ids) == 20 for kind, group in zip(kinds, groups, strict=True))
        == 12
    )
    for kind, group in zip(kinds, groups, strict=True):
        assert group.parent < 0 or kind < kinds[group.parent]


def test_what_is_like_nothing_else_is_in_no_group() -> None:
    chance = np.random.default_rng(1)
    vectors, _ = themes(chance, 3, 1, 30)
    strangers = unit(vectors.mean(axis=0) * np.sqrt(DIMENSION) + chance.normal(size=(20, DIMENSION)))
    groups = visual_groups(np.arange(110), np.concatenate([vectors, strangers]))
    inside = {photo for group in groups for photo in group.photo_ids}
    assert inside >= set(range(90))
    assert len(inside) <= 92


def test_the_most_typical_photos_come_first() -> None:
    chance = np.random.default_rng(2)
    vectors, _ = themes(chance, 3, 1, 30)
    group = visual_groups(np.arange(90), vectors)[0]
    looks = looks_of(vectors)[list(group.photo_ids)]
    likeness = looks @ looks.sum(axis=0)
    assert (np.diff(likeness) <= 1e-4).all()


@pytest.mark.parametrize("count", [0, 1, 2, 3])
def test_too_few_photos_make_no_group(count: int) -> None:
    assert visual_groups(np.arange(count), unit(np.random.default_rng(0).normal(size=(count, 8)) + 1)) == []


def test_ten_thousand_copies_of_one_photo_are_one_group() -> None:
    chance = np.random.default_rng(3)
    # As re-encoding them would move them.
    vectors = unit(chance.normal(size=DIMENSION) + 1e-3 * chance.normal(size=(10_000, DIMENSION)))
    groups = visual_groups(np.arange(10_000), vectors)
    assert len(groups[0].photo_ids) == 10_000
    same = visual_groups(np.arange(10_000), np.repeat(vectors[:1], 10_000, axis=0))
    assert [len(group.photo_ids) for group in same] == [10_000]


def test_linkage_is_what_scipy_finds_by_comparing_all() -> None:
    from scipy.cluster.hierarchy import fcluster, linkage
    from sklearn.metrics import adjusted_rand_score

    vectors, _ = themes(np.random.default_rng(4), 5, 4, 12)
    looks = looks_of(vectors)
    apart = 1 - looks @ looks.T
    whole = linkage(apart[np.triu_indices(len(looks), 1)], "average")
    levels = linked(looks, (0.6, 0.4, 0.2))
    for labels, least in zip(levels, (0.6, 0.4, 0.2), strict=True):
        expected = fcluster(whole, 1 - least, "distance")
        assert adjusted_rand_score(expected, labels) > 0.85


def test_looks_of_random_photos_have_nothing_in_common() -> None:
    chance = np.random.default_rng(5)
    vectors = unit(4 + chance.normal(size=(2000, DIMENSION)))
    looks = looks_of(vectors)
    products = looks[:1000] @ looks[1000:].T
    assert abs(float(products.mean())) < 0.05
    assert (vectors[:1000] @ vectors[1000:].T).mean() > 0.9


def test_a_run_can_be_called_off() -> None:
    vectors, _ = themes(np.random.default_rng(6), 2, 2, 10)

    def stop(level: int) -> None:
        if level == 1:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        visual_groups(np.arange(40), vectors, stop)
