"""How many photos there are of every kind, and which, through all that happens to a library."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import update

from photoorg.errors import UserInputError
from photoorg.imaging.xmp_writing import Said, with_said
from photoorg.library.folder_tree import FolderNode
from photoorg.library.overview import RECENT_DAYS, Country, Town
from photoorg.library.schema import PhotoRow
from photoorg.library.tag_counts import Tag
from photoorg.search.language.completion import written
from tests.pictures import encoded, exif, make_jpeg, plain

if TYPE_CHECKING:
    from pathlib import Path

    from photoorg.photo_library import PhotoLibrary

PLACES = {"paris": (48.8584, 2.2945), "lyon": (45.764, 4.8357), "berlin": (52.52, 13.405)}


@pytest.fixture
def travels(library: PhotoLibrary, photo_folder: Path) -> PhotoLibrary:
    """A library of three photos that know their place, and one that does not."""
    for name, (latitude, longitude) in PLACES.items():
        make_jpeg(
            photo_folder / f"{name}.jpg", name_colour(name), tags=exif(latitude=latitude, longitude=longitude)
        )
    make_jpeg(photo_folder / "nowhere.jpg", "white")
    library.add_folder(photo_folder)
    library.sync()
    return library


def name_colour(name: str) -> tuple[int, int, int]:
    """A colour for each name."""
    return (len(name) * 20, ord(name[0]) % 200, ord(name[1]) % 200)


def ids(library: PhotoLibrary, folder: Path, *names: str) -> list[int]:
    """The photos of these names."""
    found = [library.photo_at(folder / f"{name}.jpg") for name in names]
    return [photo.id for photo in found if photo is not None]


def check(library: PhotoLibrary) -> None:
    """The counts are those of the lists, and of what is known of each photo."""
    overview = library.overview.read()
    status = library.status()
    assert (overview.photos, overview.offline, overview.missing) == (
        status.photos,
        status.offline,
        status.missing,
    )
    assert overview.photos == len(library.photo_ids())
    assert overview.favourites == len(library.photo_ids(favourites=True))
    assert overview.recent == len(library.overview.recently_added())
    assert overview.offline == len(library.overview.offline())
    assert overview.missing == len(library.overview.missing())
    photos = library.photos(library.photo_ids())
    assert dict(Counter(photo.country for photo in photos if photo.country)) == {
        country.name: country.photos for country in overview.countries
    }
    for country in overview.countries:
        assert len(library.overview.in_place(country.name)) == country.photos
        for town in country.towns:
            assert len(library.overview.in_place(country.name, town.name)) == town.photos
    tags = library.overview.tags()
    assert {tag.casefold() for photo in photos for tag in (*photo.tags, *photo.file_keywords)} == {
        tag.name.casefold() for tag in tags
    }
    for tag in tags:
        assert len(library.matching(written("tag", tag.name))) == tag.photos
    assert overview.hidden == len(library.put_aside.hidden())
    assert overview.removed == len(library.put_aside.removed())
    folders = {folder.path for folder in library.folders()}
    for folder in library.overview.folder_tree(folders):
        for node in (folder, *folder.folders):
            assert node.photos == len(library.photo_ids(folder=node.path))


def test_places_tags_and_favourites(travels: PhotoLibrary, photo_folder: Path) -> None:
    paris, berlin = ids(travels, photo_folder, "paris", "berlin")
    travels.add_tag([paris, berlin], "trip")
    travels.add_tag([paris], "Best")
    travels.set_favourite([paris], True)
    overview = travels.overview.read()
    assert overview.countries == (
        Country("France", 2, (Town("Lyon", 1), Town("Paris", 1))),
        Country("Germany", 1, (Town("Berlin", 1),)),
    )
    assert travels.overview.tags() == (Tag("Best", 1), Tag("trip", 2))
    assert (overview.photos, overview.favourites, overview.recent) == (4, 1, 4)
    assert travels.overview.in_place("France", "Paris") == [paris]
    assert travels.overview.in_place("Spain") == []
    check(travels)


def test_keywords_of_files_are_tags(travels: PhotoLibrary, photo_folder: Path) -> None:
    paris, berlin, lyon, nowhere = ids(travels, photo_folder, "paris", "berlin", "lyon", "nowhere")
    for name, words in {"paris": ("Sea", "Trip"), "berlin": ("sea", "Sea"), "lyon": ("Sea", "Töpfe")}.items():
        packet = with_said(None, Said({}, words, ()), "another program")
        (photo_folder / f"{name}.jpg.xmp").write_bytes(packet or b"")
    travels.sync()
    travels.add_tag([paris, nowhere], "SEA")
    check(travels)
    assert travels.overview.tags() == (Tag("SEA", 4), Tag("Trip", 1), Tag("Töpfe", 1))
    travels.remove_tag([berlin], "sea")
    travels.put_aside.hide([lyon])
    check(travels)
    assert travels.overview.tags() == (Tag("SEA", 2), Tag("Trip", 1))
    # Files stay as they are; what is said of their photos is another thing.
    travels.rename_tag("trip", "Journey")
    check(travels)
    assert travels.overview.tags() == (Tag("Journey", 1), Tag("SEA", 2))
    travels.rename_tag("sea", "Ocean")
    check(travels)
    assert set(travels.matching("tag:ocean")) == {paris, nowhere}
    travels.put_aside.unhide([lyon])
    assert travels.overview.tags() == (Tag("Journey", 1), Tag("Ocean", 3), Tag("Töpfe", 1))
    travels.delete_tag("töpfe")
    check(travels)
    with pytest.raises(UserInputError):
        travels.delete_tag("Töpfe")
    assert travels.photo(lyon).file_keywords == ()


def test_folders_in_folders_are_read_once_they_are_opened(travels: PhotoLibrary, photo_folder: Path) -> None:
    for at, place in enumerate(("2023/Rom/a", "2023/Rom/deep/b", "2023/c", "Ümit/d", "2024/e")):
        make_jpeg(photo_folder / f"{place}.jpg", (at * 40, 0, 0))
    (photo_folder / "empty").mkdir()
    travels.sync()
    assert travels.overview.folder_tree() == (FolderNode(photo_folder, 9, has_folders=True),)
    (tree,) = travels.overview.folder_tree([photo_folder, photo_folder / "2023"])
    rome = FolderNode(photo_folder / "2023" / "Rom", 2, has_folders=True)
    assert tree.folders == (
        FolderNode(photo_folder / "2023", 3, True, (rome,)),
        FolderNode(photo_folder / "2024", 1),
        FolderNode(photo_folder / "Ümit", 1),
    )
    travels.put_aside.hide(travels.photo_ids(folder=photo_folder / "2024"))
    (tree,) = travels.overview.folder_tree([photo_folder])
    assert [node.path.name for node in tree.folders] == ["2023", "Ümit"]
    check(travels)


def test_what_is_not_seen_is_not_counted(travels: PhotoLibrary, photo_folder: Path) -> None:
    everything = ids(travels, photo_folder, "paris", "berlin", "lyon", "nowhere")
    travels.add_tag(everything, "said")
    travels.set_favourite(everything, True)
    (photo_folder / "paris.jpg").unlink()
    (photo_folder / "berlin.jpg").write_bytes(b"no photo any more")
    travels.sync()
    check(travels)
    assert travels.overview.missing() == everything[:1]
    assert [country.name for country in travels.overview.read().countries] == ["France"]
    away = photo_folder.rename(photo_folder.with_name("away"))
    travels.sync()
    check(travels)
    assert len(travels.overview.offline()) == 2
    away.rename(photo_folder)
    travels.sync()
    check(travels)
    travels.remove_folder(photo_folder)
    check(travels)
    assert travels.overview.read().countries == travels.overview.tags() == ()


def test_what_was_put_aside_is_counted_apart(travels: PhotoLibrary, photo_folder: Path) -> None:
    paris, berlin, lyon, nowhere = ids(travels, photo_folder, "paris", "berlin", "lyon", "nowhere")
    travels.add_tag([paris, berlin, lyon, nowhere], "said")
    travels.set_favourite([paris, berlin], True)
    travels.put_aside.hide([paris, lyon])
    travels.put_aside.remove([berlin, lyon])
    check(travels)
    overview = travels.overview.read()
    assert (overview.photos, overview.favourites, overview.recent) == (1, 0, 1)
    assert (overview.hidden, overview.removed) == (1, 2)
    assert overview.countries == ()
    assert travels.overview.tags() == (Tag("said", 1),)
    assert travels.overview.folder_tree() == (FolderNode(photo_folder, 1),)
    for name in ("paris", "berlin"):
        (photo_folder / f"{name}.jpg").unlink()
    travels.sync()
    check(travels)
    assert travels.overview.missing() == []
    travels.put_aside.unhide([paris])
    travels.put_aside.put_back([berlin])
    check(travels)
    assert set(travels.overview.missing()) == {paris, berlin}
    photo_folder.rename(photo_folder.with_name("away"))
    travels.sync()
    check(travels)
    assert travels.overview.offline() == [nowhere]


def test_a_copy_counts_once_and_a_raw_hangs_on_its_picture(travels: PhotoLibrary, photo_folder: Path) -> None:
    pytest.importorskip("rawpy", reason="needs the extra photoorg[raw]")
    from tests.pictures import dng

    make_jpeg(photo_folder / "copies" / "berlin.jpg", name_colour("berlin"))
    (photo_folder / "copies" / "berlin.jpg").write_bytes((photo_folder / "berlin.jpg").read_bytes())
    raw = photo_folder / "paris.dng"
    raw.write_bytes(dng((64, 48), encoded(plain("red", (64, 48)), "JPEG")))
    packet = with_said(None, Said({}, ("Raw",), ()), "another program")
    (photo_folder / "paris.dng.xmp").write_bytes(packet or b"")
    travels.sync()
    travels.set_favourite(ids(travels, photo_folder, "paris"), True)
    check(travels)
    assert travels.overview.tags() == (Tag("Raw", 1),)
    assert (travels.overview.read().photos, travels.overview.read().favourites) == (4, 1)
    (photo_folder / "paris.jpg").unlink()
    travels.sync()
    check(travels)
    assert travels.overview.read().favourites == 1


def test_what_was_added_long_ago_is_not_recent(travels: PhotoLibrary, photo_folder: Path) -> None:
    (paris,) = ids(travels, photo_folder, "paris")
    long_ago = datetime.now() - timedelta(days=RECENT_DAYS + 1)
    with travels._catalogue.writing() as connection:
        connection.execute(update(PhotoRow).where(PhotoRow.id == paris).values(added_at=long_ago))
    assert travels.overview.read().recent == 3
    assert paris not in travels.overview.recently_added()
    make_jpeg(photo_folder / "old.jpg", "green", tags=exif(taken_at=datetime(1999, 1, 1)))
    travels.sync()
    assert travels.overview.recently_added()[:1] == ids(travels, photo_folder, "old")
