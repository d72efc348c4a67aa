"""Events from dates, places and sights that are made up, with everyday photos around them."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import pytest

from photoorg.albums.events.finding import Event, find_events

DAY_S = 86_400.0
HOME, LISBON = (48.14, 11.58), (38.72, -9.14)


@dataclass
class Year:
    """Photos of a year, and the occasion that each belongs to, "" for none."""

    chance: np.random.Generator = field(default_factory=lambda: np.random.default_rng(0))
    taken_s: list[float] = field(default_factory=list)
    places: list[tuple[float, float]] = field(default_factory=list)
    occasions: list[str] = field(default_factory=list)

    def take(
        self, day: float, hours: float, count: int, place: tuple[float, float], occasion: str = ""
    ) -> None:
        for moment in day * DAY_S + np.sort(self.chance.uniform(0, hours * 3600, count)):
            self.taken_s.append(float(moment))
            self.places.append(place)
            self.occasions.append(occasion)

    def everyday(self, *, busy: set[int], place: tuple[float, float] = HOME) -> None:
        for day in range(365):
            if day not in busy and self.chance.random() < 0.4:
                self.take(day + 9 / 24, 12, int(self.chance.integers(1, 5)), place)

    def events(self, *, with_places: bool = True) -> list[Event]:
        places = np.array(self.places)
        if not with_places:
            places = np.full_like(places, np.nan)
        return find_events(np.array(self.taken_s), places[:, 0], places[:, 1])

    def occasions_of(self, event: Event) -> list[str]:
        return [self.occasions[row] for row in event.rows]


@pytest.mark.parametrize("with_places", [True, False])
def test_a_journey_is_one_event_with_its_days_in_it(with_places: bool) -> None:
    year = Year()
    year.everyday(busy=set(range(150, 157)))
    for day in range(150, 157):
        year.take(day + 10 / 24, 9, 40, LISBON, "Lisbon")
    found = year.events(with_places=with_places)
    (journey,) = [event for event in found if "Lisbon" in year.occasions_of(event) and event.parent < 0]
    assert year.occasions_of(journey) == ["Lisbon"] * 280
    days = [event for event in found if event.parent == found.index(journey)]
    assert [len(event.rows) for event in days] == [40] * 7


def test_the_only_journey_of_a_small_library_is_one_event() -> None:
    """Where home is, nobody can tell."""
    salzburg, vienna, oslo = (47.80, 13.04), (48.21, 16.37), (59.91, 10.75)
    small = Year()
    for day, count, place in (
        (120, 5, HOME),
        (121, 5, HOME),
        (122, 10, salzburg),
        (123, 5, vienna),
        (124, 5, vienna),
    ):
        small.take(day + 10 / 24, 6, count, place, "journey")
    small.take(200 + 10 / 24, 6, 5, oslo)
    whole, part = small.events()
    assert small.occasions_of(whole) == ["journey"] * 30
    assert (part.parent, len(part.rows)) == (0, 10)


def test_a_week_away_is_a_journey_though_home_is_known_from_a_few_days_only() -> None:
    small = Year()
    for day in (90, 97, 104, 125, 140):
        small.take(day + 10 / 24, 6, 9, HOME)
    for day in range(110, 117):
        small.take(day + 10 / 24, 6, 10, LISBON, "Lisbon")
    (journey,) = [event for event in small.events() if event.parent < 0]
    assert small.occasions_of(journey) == ["Lisbon"] * 70


@pytest.mark.parametrize("a_day", [4, 10])
def test_two_journeys_are_all_there_is(a_day: int) -> None:
    small = Year()
    for first, days, place, name in ((100, 3, LISBON, "Lisbon"), (300, 4, HOME, "Munich")):
        for day in range(first, first + days):
            small.take(day + 10 / 24, 6, a_day, place, name)
    wholes = [event for event in small.events() if event.parent < 0]
    assert [set(small.occasions_of(event)) for event in wholes] == [{"Munich"}, {"Lisbon"}]
    assert [len(event.rows) for event in wholes] == [4 * a_day, 3 * a_day]


def test_places_tell_no_less_than_none() -> None:
    small = Year()
    for day in (100, 101, 102):
        small.take(day + 10 / 24, 6, 10, LISBON)
    with_places, without = small.events(), small.events(with_places=False)
    assert [len(event.rows) for event in with_places] == [30, 10, 10, 10]
    assert [len(event.rows) for event in without] == [30, 10, 10, 10]


def test_weeks_at_home_are_no_journey() -> None:
    small = Year()
    for day in range(100, 130):
        small.take(day + 9 / 24, 12, 9, HOME)
    small.take(10.5, 2, 3, LISBON)
    assert small.events() == []


def test_parties_stand_out_from_everyday_photos() -> None:
    year = Year()
    parties = {30: "birthday", 200: "wedding"}
    year.everyday(busy=set(parties))
    for day, name in parties.items():
        year.take(day + 14 / 24, 5, 60, HOME, name)
    large = [event for event in year.events() if len(event.rows) >= 30]
    assert [set(year.occasions_of(event)) for event in large] == [{"wedding"}, {"birthday"}]


def test_a_day_at_home_like_all_others_is_no_event() -> None:
    year = Year()
    for day in range(200):
        year.take(day + 9 / 24, 12, 9, HOME)
    assert year.events() == []


def test_two_occasions_on_one_day_are_two_events_where_places_or_gaps_tell() -> None:
    year = Year()
    year.take(100 + 8 / 24, 1.5, 30, HOME, "breakfast")
    year.take(100 + 15 / 24, 1.5, 30, LISBON, "dinner")
    found = [event for event in year.events() if event.parent < 0]
    assert [set(year.occasions_of(event)) for event in found] == [{"dinner"}, {"breakfast"}]


def test_what_photos_show_tells_occasions_apart_where_time_hardly_does() -> None:
    chance = np.random.default_rng(1)
    taken_s = np.concatenate([np.arange(20) * 120.0, 19 * 120 + 1700 + np.arange(20) * 120.0])
    nowhere = np.full(40, np.nan)
    sights = chance.normal(size=(2, 16))
    looks = np.repeat(sights, 20, axis=0) + 0.1 * chance.normal(size=(40, 16))
    looks /= np.linalg.norm(looks, axis=1, keepdims=True)
    same = looks.astype(np.float32)[np.tile(np.arange(20), 2)]
    assert len(find_events(taken_s, nowhere, nowhere, same)) == 1
    assert len(find_events(taken_s, nowhere, nowhere, looks.astype(np.float32))) == 2


def test_photos_without_dates_are_in_no_event() -> None:
    nowhere = np.full(50, np.nan)
    assert find_events(nowhere, nowhere, nowhere) == []
    assert find_events(nowhere[:0], nowhere[:0], nowhere[:0]) == []


def test_a_photo_without_a_date_glues_nothing_together() -> None:
    taken_s = np.concatenate([np.arange(10) * 60.0, [np.nan], 90 * DAY_S + np.arange(10) * 60.0])
    nowhere = np.full(21, np.nan)
    found = find_events(taken_s, nowhere, nowhere)
    assert sorted(map(len, (event.rows for event in found))) == [10, 10]
    assert 10 not in {row for event in found for row in event.rows.tolist()}


def test_thousands_of_photos_of_one_second_are_one_event() -> None:
    nowhere = np.full(5000, np.nan)
    (event,) = find_events(np.full(5000, 1e9), nowhere, nowhere)
    assert len(event.rows) == 5000
