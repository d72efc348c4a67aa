"""Suggested albums: found, decided about, and found again by other runs, models and photos."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from photoorg.albums.suggestions import EVENT, GROUP, title_of
from photoorg.changes import AlbumsChanged, SuggestionsChanged
from photoorg.errors import UserInputError
from photoorg.jobs import Cancelled
from photoorg.library.records import Place
from photoorg.photo_library import PhotoLibrary
from tests.albums.suggested_photos import EACH, KINDS, write_photos
from tests.pictures import make_jpeg
from tests.tiny_encoder import TinyEncoder, WideTinyEncoder

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from photoorg.changes import Change
    from photoorg.library.suggestions.records import Suggestion


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A directory with photos and a library in which suggestions were found; only to be copied."""
    directory = tmp_path_factory.mktemp("original")
    write_photos(directory / "photos")
    with PhotoLibrary.open(directory / "library", encoder=TinyEncoder()) as library:
        library.add_folder(directory / "photos")
        library.sync()
        library.suggestions.find()
    return directory


@pytest.fixture
def found(original: Path, tmp_path: Path) -> Iterator[PhotoLibrary]:
    """A library like that, about photos of its own, for one test."""
    shutil.copytree(original, tmp_path, dirs_exist_ok=True)
    with PhotoLibrary.open(tmp_path / "library", encoder=TinyEncoder()) as library:
        library.relocate_folder(original / "photos", tmp_path / "photos")
        yield library


def of_colour(library: PhotoLibrary, colour: str, kind: str = GROUP) -> Suggestion:
    """The suggestion of photos of a colour."""
    (only,) = [each for each in library.suggestions.list(kind) if colours(library, each.id) == {colour}]
    return only


def colours(library: PhotoLibrary, suggestion_id: int) -> set[str]:
    photos = library.photos(library.suggestions.photo_ids(suggestion_id))
    return {photo.path.name.split("-")[0] for photo in photos}


def names(library: PhotoLibrary, ids: list[int]) -> set[str]:
    return {photo.path.name for photo in library.photos(ids)}


def add_photos(library: PhotoLibrary, tmp_path: Path, *, first: int, count: int) -> None:
    write_photos(tmp_path / "photos", first=first, count=count)
    library.sync()


def test_photos_that_look_alike_are_groups_and_those_of_one_occasion_an_event(found: PhotoLibrary) -> None:
    groups = found.suggestions.list(GROUP)
    assert [(each.photo_count, each.state) for each in groups] == [(EACH, "suggested")] * len(KINDS)
    assert {frozenset(colours(found, each.id)) for each in groups} == {frozenset([kind]) for kind in KINDS}
    (event,) = found.suggestions.list(EVENT)
    assert colours(found, event.id) == {"red"}
    assert title_of(event).endswith(", 10 June 2023")
    assert event.words
    assert not found.suggestions.is_stale(GROUP)


def test_what_is_found_again_is_the_same(found: PhotoLibrary) -> None:
    before = {kind: found.suggestions.list(kind) for kind in (GROUP, EVENT)}
    assert found.suggestions.find() == {EVENT: 1, GROUP: len(KINDS)}
    assert {kind: found.suggestions.list(kind) for kind in (GROUP, EVENT)} == before


def test_where_it_was_is_known_to_be_a_country_or_a_town(found: PhotoLibrary) -> None:
    red, green = of_colour(found, "red"), of_colour(found, "green")
    found.set_place(
        found.suggestions.photo_ids(red.id), Place(41.0, -85.0, None, "Peru", None, "United States")
    )
    for number, photo_id in enumerate(found.suggestions.photo_ids(green.id)):
        found.set_place([photo_id], Place(52.0, 10.0, None, f"Town {number}", None, "Germany"))
    found.suggestions.find()
    town, country = (found.suggestions.get(each.id) for each in (red, green))
    assert (town.place, town.is_in_country) == ("Peru", False)
    assert (country.place, country.is_in_country) == ("Germany", True)


def test_an_accepted_one_is_an_album_which_new_photos_join(found: PhotoLibrary, tmp_path: Path) -> None:
    red, blue = of_colour(found, "red"), of_colour(found, "blue")
    changes: list[Change] = []
    found.subscribe(changes.append)
    assert found.suggestions.accept(red.id, "Roses") == "Roses"
    assert changes == [AlbumsChanged(), SuggestionsChanged()]
    assert found.suggestions.get(red.id).album == "Roses"
    assert red.id not in {each.id for each in found.suggestions.list(GROUP)}
    found.suggestions.name(blue.id, "Sea")
    taken_out, *_ = found.albums.photo_ids("Roses")
    found.albums.remove("Roses", [taken_out])
    found.albums.add("Roses", found.suggestions.photo_ids(blue.id)[:1])
    found.albums.rename("Roses", "My roses")
    add_photos(found, tmp_path, first=EACH, count=2)
    assert found.suggestions.is_stale(GROUP)
    found.suggestions.find()
    members = found.albums.photo_ids("My roses")
    assert names(found, members) >= {f"red-{EACH}.jpg", f"red-{EACH + 1}.jpg"}
    assert len(members) == EACH - 1 + 1 + 2
    assert taken_out not in members
    assert found.suggestions.photo_ids(red.id) == members
    assert found.suggestions.get(blue.id).photo_count == EACH + 2
    assert title_of(found.suggestions.get(blue.id)) == "Sea"
    # A new one that was taken out, too, stays out.
    found.albums.remove("My roses", members[-1:])
    found.suggestions.find()
    assert found.albums.photo_ids("My roses") == members[:-1]


def test_a_photo_that_was_there_before_never_slips_into_an_album(found: PhotoLibrary) -> None:
    red, green = of_colour(found, "red"), of_colour(found, "green")
    away = found.suggestions.photo_ids(red.id)[-1]
    found.suggestions.remove(red.id, [away])
    found.suggestions.add(red.id, found.suggestions.photo_ids(green.id)[:1])
    found.suggestions.accept(red.id, "Roses")
    before = found.albums.photo_ids("Roses")
    found.suggestions.find()
    assert found.albums.photo_ids("Roses") == before
    assert away not in before
    assert len(before) == EACH


def test_what_was_dismissed_does_not_come_back(found: PhotoLibrary, tmp_path: Path) -> None:
    for kind in (GROUP, EVENT):
        found.suggestions.dismiss(of_colour(found, "red", kind).id)
    add_photos(found, tmp_path, first=EACH, count=3)
    found.suggestions.find()
    assert "red" not in {
        colour for each in found.suggestions.list(GROUP) for colour in colours(found, each.id)
    }
    assert found.suggestions.list(EVENT) == []


def test_whoever_deletes_the_album_has_dismissed_it(found: PhotoLibrary) -> None:
    red = of_colour(found, "red")
    found.suggestions.accept(red.id, "Roses")
    found.albums.delete("Roses")
    found.suggestions.find()
    assert found.suggestions.get(red.id).state == "dismissed"
    assert len(found.suggestions.list(GROUP)) == len(KINDS) - 1
    assert found.albums.list() == []


def test_another_model_finds_the_same_suggestions(found: PhotoLibrary, tmp_path: Path) -> None:
    red, blue, green = (of_colour(found, colour) for colour in ("red", "blue", "green"))
    found.suggestions.accept(red.id, "Roses")
    found.suggestions.dismiss(blue.id)
    found.suggestions.name(green.id, "Meadows")
    kept = found.albums.photo_ids("Roses")
    found.close()
    with PhotoLibrary.open(tmp_path / "library", encoder=WideTinyEncoder("other")) as library:
        library.sync()
        assert library.suggestions.is_stale(GROUP)
        library.suggestions.find()
        assert {each.id for each in library.suggestions.list(GROUP)} == {
            green.id,
            of_colour(library, "yellow").id,
        }
        assert title_of(library.suggestions.get(green.id)) == "Meadows"
        assert library.albums.photo_ids("Roses") == kept


def test_corrections_count_whatever_is_found_later(found: PhotoLibrary) -> None:
    red = of_colour(found, "red")
    first, *rest = found.suggestions.photo_ids(red.id)
    other, *_ = found.suggestions.photo_ids(of_colour(found, "blue").id)
    found.suggestions.remove(red.id, [first])
    found.suggestions.add(red.id, [other])
    found.suggestions.find()
    assert set(found.suggestions.photo_ids(red.id)) == {*rest, other}
    found.suggestions.add(red.id, [first])
    assert first in found.suggestions.photo_ids(red.id)


def test_all_of_it_can_be_undone_and_done_again(found: PhotoLibrary) -> None:
    red = of_colour(found, "red")
    before = found.suggestions.list(GROUP)

    def accept_and_more() -> None:
        found.suggestions.accept(red.id, "Roses")
        blue = of_colour(found, "blue").id
        found.suggestions.name(blue, "Sea")
        found.suggestions.remove(blue, found.suggestions.photo_ids(blue)[:2])
        found.suggestions.dismiss(of_colour(found, "green").id)

    with found.history.recording() as recording:
        accept_and_more()
    after = found.suggestions.list(GROUP)
    changes: list[Change] = []
    found.subscribe(changes.append)
    again = found.history.take_back(recording.step)
    assert found.suggestions.list(GROUP) == before
    assert found.albums.list() == []
    assert {type(change) for change in changes} >= {AlbumsChanged, SuggestionsChanged}
    found.history.take_back(again)
    assert found.suggestions.list(GROUP) == after
    assert len(found.albums.photo_ids("Roses")) == EACH
    # Deleting the album, and undoing that, leads back to an accepted suggestion.
    with found.history.recording() as recording:
        found.albums.delete("Roses")
    found.history.take_back(recording.step)
    assert found.suggestions.get(red.id).album == "Roses"
    assert len(found.albums.photo_ids("Roses")) == EACH


def test_names_of_albums_are_free_or_numbered(found: PhotoLibrary) -> None:
    (event,) = found.suggestions.list(EVENT)
    title = str(title_of(event))
    found.albums.create(title)
    with pytest.raises(UserInputError, match="already an album"):
        found.suggestions.accept(event.id, title.upper())
    assert found.suggestions.accept(event.id) == f"{title} (2)"
    with pytest.raises(UserInputError, match="is an album already"):
        found.suggestions.accept(event.id)
    with pytest.raises(UserInputError, match="change the album"):
        found.suggestions.name(event.id, "Other")


@pytest.mark.parametrize("act", ["get", "photo_ids", "accept", "dismiss"])
def test_an_unknown_id_is_said_to_be_unknown(found: PhotoLibrary, act: str) -> None:
    with pytest.raises(UserInputError, match="no suggestion with the id 999"):
        getattr(found.suggestions, act)(999)
    with pytest.raises(UserInputError, match="neither group nor event"):
        found.suggestions.list("tree")


def test_a_run_that_is_called_off_changes_nothing(found: PhotoLibrary, tmp_path: Path) -> None:
    add_photos(found, tmp_path, first=EACH, count=2)
    before = found.suggestions.list(GROUP)
    steps: list[tuple[int, int]] = []
    with pytest.raises(Cancelled):
        found.suggestions.find(
            cancelled=lambda: len(steps) > 3, progress=lambda done, total: steps.append((done, total))
        )
    assert found.suggestions.list(GROUP) == before
    found.suggestions.find(progress=lambda done, total: steps.append((done, total)))
    assert steps[-1][0] == steps[-1][1]
    assert found.suggestions.list(GROUP) != before


def test_offline_photos_stay_and_hidden_ones_go(found: PhotoLibrary, tmp_path: Path) -> None:
    blue = of_colour(found, "blue")
    found.put_aside.hide(found.suggestions.photo_ids(blue.id)[:2])
    assert found.suggestions.get(blue.id).photo_count == EACH - 2
    (tmp_path / "photos").rename(tmp_path / "unplugged")
    found.sync()
    found.suggestions.find()
    assert len(found.suggestions.list(GROUP)) == len(KINDS)
    assert found.suggestions.get(blue.id).photo_count == EACH - 2


@pytest.mark.parametrize("count", [0, 1, 2])
def test_a_library_of_hardly_any_photos_has_no_suggestions(
    library: PhotoLibrary, photo_folder: Path, count: int
) -> None:
    for number in range(count):
        make_jpeg(photo_folder / f"{number}.jpg", (200, 10 * number, 0))
    library.add_folder(photo_folder)
    library.sync()
    assert library.suggestions.find() == {EVENT: 0, GROUP: 0}
    assert library.suggestions.list(GROUP) == library.suggestions.list(EVENT) == []


def test_photos_that_no_model_has_described_are_grouped_by_time_alone(
    found: PhotoLibrary, tmp_path: Path
) -> None:
    found.close()
    with PhotoLibrary.open(tmp_path / "library", encoder=TinyEncoder("fresh")) as library:
        assert library.suggestions.find()[EVENT] == 1


def test_nothing_is_written_into_a_library_opened_for_reading(found: PhotoLibrary, tmp_path: Path) -> None:
    found.close()
    with PhotoLibrary.open(tmp_path / "library", encoder=TinyEncoder(), read_only=True) as library:
        assert len(library.suggestions.list(GROUP)) == len(KINDS)
        with pytest.raises(UserInputError, match="reading only"):
            library.suggestions.find()
