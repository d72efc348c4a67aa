"""Names of places from the towns that come with the package."""

from __future__ import annotations

import socket
from concurrent.futures import ThreadPoolExecutor

import pytest

from photoorg.ingest.place_names import PlaceName, place_name


@pytest.mark.parametrize(
    ("latitude", "longitude", "city", "country"),
    [
        (43.46744, 11.88512, "Arezzo", "Italy"),
        (39.115, -108.401, "Palisade", "United States"),
        (48.8584, 2.2945, "Paris", "France"),
        (78.22, 15.65, "Longyearbyen", "Svalbard and Jan Mayen"),
        (-33.8568, 151.2153, "Sydney", "Australia"),
    ],
)
def test_towns(latitude: float, longitude: float, city: str, country: str) -> None:
    found = place_name(latitude, longitude)
    assert found is not None
    assert (found.city, found.country) == (city, country)


@pytest.mark.parametrize("position", [(0.0, -150.0), (90.0, 0.0), (-90.0, 180.0), (30.0, -40.0)])
def test_far_from_every_town_there_is_no_name(position: tuple[float, float]) -> None:
    assert place_name(*position) is None


def test_from_many_threads_and_without_a_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_: object) -> None:
        raise AssertionError("a name of a place was looked for on the network")

    monkeypatch.setattr(socket.socket, "connect", never)
    with ThreadPoolExecutor(8) as pool:
        found = set(pool.map(lambda _: place_name(43.46744, 11.88512), range(40)))
    assert found == {PlaceName("Arezzo", "Tuscany", "Italy")}
