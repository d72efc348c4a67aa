"""A raw photo and the JPEG or HEIC of the same shot are one item, and nothing said about either is lost."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from photoorg.library.shot_names import is_raw, shot_key
from photoorg.photo_library import PhotoLibrary
from tests.ingest.recorder import Recorder
from tests.library.older_catalogues import take_back_to_0005
from tests.pictures import dng, encoded, make_jpeg, plain
from tests.tiny_encoder import TinyEncoder

if TYPE_CHECKING:
    from collections.abc import Callable

    from photoorg.library.records import Photo

pytest.importorskip("rawpy", reason="needs the extra photoorg[raw]")


def make_raw(path: Path, colour: str = "red") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(dng((64, 48), encoded(plain(colour, (64, 48)), "JPEG")))
    return path


@pytest.fixture
def pair(library: PhotoLibrary, photo_folder: Path) -> tuple[Path, Path]:
    """JPEG and raw of a red shot, and a blue JPEG beside them, all in the library."""
    jpeg = make_jpeg(photo_folder / "trip" / "IMG_1.JPG", "red")
    raw = make_raw(photo_folder / "trip" / "IMG_1.dng")
    make_jpeg(photo_folder / "trip" / "IMG_2.JPG", "blue")
    library.add_folder(photo_folder)
    library.sync()
    return jpeg, raw


def items(library: PhotoLibrary) -> dict[str, list[str]]:
    """What the user sees: by file name, the names of what hangs on it."""
    photos = library.photos(library.photo_ids())
    assert library.status().photos == len(photos)
    assert library.status().embedded == len(photos)
    assert [p.id for p in photos] == library.matching("rating:>=0")
    found = {str(p.path.name): sorted(path.name for path in p.paired) for p in photos}
    assert len(found) == len(photos)
    return found


def at(library: PhotoLibrary, path: Path) -> Photo:
    photo = library.photo_at(path)
    assert photo is not None
    return photo


# Names


@pytest.mark.parametrize(
    ("raw", "picture", "is_pair"),
    [
        ("IMG_1.CR2", "IMG_1.JPG", True),
        ("IMG_1.cr3", "img_1.jpeg", True),
        ("DSC.NEF", "dsc.heic", True),
        ("a.b.dng", "a.b.jpg", True),
        ("CAFE\u0301.dng", "caf\u00e9.jpg", True),
        ("IMG_1.JPG.dng", "IMG_1.JPG", False),
        ("IMG_1.dng", "IMG_10.jpg", False),
        ("IMG_1.dng", "x/IMG_1.jpg", False),
        ("IMG_1.dng", "IMG_1.png", False),
        ("IMG_1.dng", "IMG_1.tif", False),
    ],
)
def test_names_tell_which_files_are_of_one_shot(raw: str, picture: str, is_pair: bool) -> None:
    keys = [shot_key(Path("/photos") / name) for name in (raw, picture)]
    assert (keys[0] == keys[1]) == is_pair
    assert is_raw(Path(raw))
    assert not is_raw(Path(picture))
    assert keys[0] is not None


def test_names_that_are_not_utf8_have_keys() -> None:
    assert shot_key(Path("/caf\udce9.dng")) == shot_key(Path("/CAF\udce9.JPG")) is not None


# One item


def test_a_pair_is_one_item_everywhere(library: PhotoLibrary, pair: tuple[Path, Path]) -> None:
    jpeg, raw = pair
    assert items(library) == {"IMG_1.JPG": ["IMG_1.dng"], "IMG_2.JPG": []}
    assert library.photo_ids(folder=jpeg.parent) == library.photo_ids()
    assert library.status().pending == 0
    (hit,) = library.search("red").hits
    assert (hit.path, hit.paired) == (jpeg, (raw,))
    # Whoever names the raw means the item.
    photo = at(library, raw)
    assert (photo.path, photo.paired) == (jpeg, (raw,))
    assert [hit.path.name for hit in library.similar(raw, least_relevance=0).hits] == ["IMG_2.JPG"]
    assert [hit.path.name for hit in library.similar(photo.id, least_relevance=0).hits] == ["IMG_2.JPG"]
    library.albums.create("Reds")
    library.albums.add("Reds", [photo.id])
    assert library.albums.get("Reds").photo_count == 1
    assert library.albums.photo_ids("Reds") == [photo.id]


@pytest.mark.parametrize(
    ("query", "is_found"),
    [
        ("ext:dng", True),
        ("ext:jpg", True),
        ("-ext:dng", False),
        ("name:img_1.dng", True),
        ("is:raw", True),
        ("has:raw", True),
        ("ext:dng ext:jpg", True),
        ("ext:nef", False),
        ("folder:trip", True),
        ("tag:said", True),
        ("in:kept", True),
        ("rating:4", True),
        ("rating:<=2", False),
    ],
)
def test_filters_find_the_item_by_either(
    library: PhotoLibrary, pair: tuple[Path, Path], query: str, is_found: bool
) -> None:
    jpeg, _ = pair
    photo = at(library, jpeg)
    library.add_tag([photo.id], "said")
    library.set_rating([photo.id], 4)
    library.albums.create("Kept")
    library.albums.add("Kept", [photo.id])
    found = library.matching(query)
    assert (photo.id in found) == is_found
    assert len(found) == len(set(found)) <= 2


@pytest.mark.parametrize(
    ("rating_of_picture", "rating_of_raw", "counts"), [(None, 5, 5), (2, 5, 2), (2, None, 2), (None, None, 0)]
)
def test_words_in_a_sidecar_of_the_raw_count_for_the_item(
    library: PhotoLibrary,
    pair: tuple[Path, Path],
    rating_of_picture: int | None,
    rating_of_raw: int | None,
    counts: int,
) -> None:
    from tests.imaging.xmp_packets import ADA, mwg, packet

    for path, rating in zip(pair, (rating_of_picture, rating_of_raw), strict=True):
        if rating is not None:
            path.with_name(path.name + ".xmp").write_bytes(packet(mwg(ADA), f'xmp:Rating="{rating}"'))
    library.sync()
    photo = at(library, pair[0])
    assert photo.rating == counts
    for rating in range(6):
        assert (photo.id in library.matching(f"rating:{rating}")) == (rating == counts)
    # The user's word goes first, also where it takes the rating away.
    library.set_rating([photo.id], 0)
    assert at(library, pair[0]).rating == 0
    assert photo.id in library.matching("rating:0")
    assert photo.id not in library.matching("is:rated")


# Files come, go and move


def both_renamed(jpeg: Path, raw: Path) -> None:
    jpeg.rename(jpeg.with_stem("beach"))
    raw.rename(raw.with_stem("beach"))


def folder_renamed(jpeg: Path, raw: Path) -> None:
    jpeg.parent.rename(jpeg.parent.with_name("journey"))


def both_moved(jpeg: Path, raw: Path) -> None:
    for path in (jpeg, raw):
        path.rename(path.parent.parent / path.name)


def picture_ignored(jpeg: Path, raw: Path) -> None:
    (jpeg.parent / ".photoorgignore").write_text("IMG_1.JPG\n")


def picture_broken(jpeg: Path, raw: Path) -> None:
    jpeg.write_bytes(b"no picture")


def copied_together(jpeg: Path, raw: Path) -> None:
    for path in (jpeg, raw):
        shutil.copy(path, path.parent.parent / path.name)


def raw_copied_alone(jpeg: Path, raw: Path) -> None:
    shutil.copy(raw, raw.parent.parent / "alone.dng")


BLUE = {"IMG_2.JPG": []}
JOURNEYS: list[tuple[Callable[[Path, Path], object], dict[str, list[str]]]] = [
    (both_renamed, {"beach.JPG": ["beach.dng"]}),
    (folder_renamed, {"IMG_1.JPG": ["IMG_1.dng"]}),
    (both_moved, {"IMG_1.JPG": ["IMG_1.dng"]}),
    (copied_together, {"IMG_1.JPG": ["IMG_1.dng", "IMG_1.dng"]}),
    (lambda jpeg, raw: jpeg.unlink(), {"IMG_1.dng": []}),
    (lambda jpeg, raw: raw.unlink(), {"IMG_1.JPG": []}),
    (lambda jpeg, raw: raw.rename(raw.with_stem("other")), {"IMG_1.JPG": [], "other.dng": []}),
    (lambda jpeg, raw: raw.rename(raw.with_stem("IMG_2")), {"IMG_1.JPG": [], "IMG_2.JPG": ["IMG_2.dng"]}),
    (lambda jpeg, raw: jpeg.rename(jpeg.with_suffix(".jpeg")), {"IMG_1.jpeg": ["IMG_1.dng"]}),
    (lambda jpeg, raw: make_jpeg(jpeg, "green"), {"IMG_1.JPG": ["IMG_1.dng"]}),
    (picture_ignored, {"IMG_1.dng": []}),
    (picture_broken, {"IMG_1.dng": ["IMG_1.JPG"]}),
    # Somebody who looks into the other folder sees it there.
    (raw_copied_alone, {"IMG_1.JPG": ["IMG_1.dng"], "alone.dng": ["IMG_1.JPG"]}),
]


@pytest.mark.parametrize("is_watched", [False, True], ids=["scanned", "watched"])
@pytest.mark.parametrize(("journey", "expected"), JOURNEYS)
def test_a_pair_lasts_as_long_as_its_files(
    library: PhotoLibrary,
    pair: tuple[Path, Path],
    journey: Callable[[Path, Path], object],
    expected: dict[str, list[str]],
    is_watched: bool,
) -> None:
    jpeg, raw = pair
    photo = at(library, jpeg)
    library.add_tag([photo.id], "said")
    library.set_text(photo.id, "at sea")
    recorder = Recorder(library)
    if is_watched:
        library.start_background()
        recorder.wait_for_idle()
    journey(jpeg, raw)
    if is_watched:
        recorder.wait_until(lambda: {**BLUE, **expected} == names(library) and not library.status().pending)
    else:
        library.sync()
    assert items(library) == {**BLUE, **expected}
    for shown in library.photos(library.photo_ids()):
        if shown.path.stem != "IMG_2":
            assert (shown.tags, shown.text) == (("said",), "at sea")


def names(library: PhotoLibrary) -> dict[str, list[str]]:
    photos = library.photos(library.photo_ids())
    return {photo.path.name: sorted(path.name for path in photo.paired) for photo in photos}


def test_what_was_said_about_either_is_said_about_both(library: PhotoLibrary, photo_folder: Path) -> None:
    raw = make_raw(photo_folder / "IMG_1.dng")
    library.add_folder(photo_folder)
    library.sync()
    alone = at(library, raw).id
    library.add_tag([alone], "early")
    library.set_favourite([alone], True)
    library.set_text(alone, "of the raw")
    library.set_rating([alone], 3)
    for name in ("First", "Second"):
        library.albums.create(name)
        library.albums.add(name, [alone])
    jpeg = make_jpeg(photo_folder / "IMG_1.jpg", "red")
    library.sync()

    item = at(library, jpeg)
    assert item.id != alone
    assert (item.tags, item.favourite, item.text, item.rating) == (("early",), True, "of the raw", 3)
    assert library.albums.photo_ids("First") == [item.id]
    assert library.albums.containing(item.id) == ["First", "Second"]
    library.add_tag([item.id], "late")
    library.remove_tag([item.id], "early")
    library.set_rating([item.id], 5)
    library.set_favourite([item.id], False)
    library.albums.remove("Second", [item.id])

    # The raw alone knows it all, and what is said about it meanwhile ...
    aside = jpeg.rename(photo_folder / ".aside")
    library.sync()
    raw_alone = at(library, raw)
    assert raw_alone.id == alone
    assert (raw_alone.tags, raw_alone.rating, raw_alone.favourite) == (("late",), 5, False)
    assert library.albums.containing(alone) == ["First"]
    library.remove_tag([alone], "late")
    library.set_text(alone, "said meanwhile")
    # ... is known when the picture is back.
    aside.rename(jpeg)
    library.sync()
    item = at(library, raw)
    assert (item.path, item.tags, item.text, item.rating) == (jpeg, (), "said meanwhile", 5)
    assert library.albums.photo_ids("First") == [item.id]


def test_where_both_say_something_none_is_lost(library: PhotoLibrary, photo_folder: Path) -> None:
    raw = make_raw(photo_folder / "a.dng")
    jpeg = make_jpeg(photo_folder / "b.jpg", "red")
    library.add_folder(photo_folder)
    library.sync()
    ids = {path: at(library, path).id for path in (raw, jpeg)}
    for path, rating in ((raw, 2), (jpeg, 4)):
        library.add_tag([ids[path]], path.suffix)
        library.set_text(ids[path], f"of {path.suffix}")
        library.set_rating([ids[path]], rating)
    raw.rename(photo_folder / "b.dng")
    library.sync()
    item = library.photo(ids[jpeg])
    assert items(library) == {"b.jpg": ["b.dng"]}
    assert (item.tags, item.text, item.rating) == ((".dng", ".jpg"), "of .jpg\nof .dng", 4)
    # Read anew, they are not told twice.
    for path in (jpeg, photo_folder / "b.dng"):
        path.touch()
    library.sync()
    assert library.photo(ids[jpeg]).text == "of .jpg\nof .dng"
    jpeg.unlink()
    library.sync()
    assert library.photo(ids[raw]).text == "of .jpg\nof .dng"
    assert library.photo(ids[raw]).tags == (".dng", ".jpg")


def test_an_album_keeps_its_order_when_a_raw_takes_the_place(
    library: PhotoLibrary, pair: tuple[Path, Path]
) -> None:
    jpeg, raw = pair
    red, blue = at(library, jpeg).id, at(library, jpeg.with_name("IMG_2.JPG")).id
    library.albums.create("Kept")
    library.albums.add("Kept", [red, blue])
    library.albums.reorder("Kept", [blue, red])
    library.albums.reorder("Kept", [red])
    assert library.albums.photo_ids("Kept") == [red, blue]
    jpeg.unlink()
    library.sync()
    assert library.albums.photo_ids("Kept") == [at(library, raw).id, blue]


def test_several_raws_and_several_pictures(library: PhotoLibrary, photo_folder: Path) -> None:
    for suffix, colour in ((".dng", "red"), (".nef", "green")):
        make_raw(photo_folder / f"IMG_1{suffix}", colour)
    make_jpeg(photo_folder / "IMG_1.jpg", "red")
    # The name pairs, the content decides how it is decoded.
    make_jpeg(photo_folder / "blue.jpg", "blue").rename(photo_folder / "IMG_1.heic")
    library.add_folder(photo_folder)
    library.sync()
    raws = ["IMG_1.dng", "IMG_1.nef"]
    assert items(library) == {"IMG_1.jpg": raws, "IMG_1.heic": raws}
    library.add_tag([at(library, photo_folder / "IMG_1.jpg").id], "said")
    assert at(library, photo_folder / "IMG_1.heic").tags == ()
    (photo_folder / "IMG_1.heic").unlink()
    (photo_folder / "IMG_1.jpg").unlink()
    library.sync()
    assert items(library) == {name: [] for name in raws}
    assert all(photo.tags == ("said",) for photo in library.photos(library.photo_ids()))


def test_a_raw_is_described_when_it_shows_itself_under_another_model(
    tmp_path: Path, photo_folder: Path
) -> None:
    jpeg = make_jpeg(photo_folder / "a.jpg", "red")
    raw = make_raw(photo_folder / "a.dng")
    with PhotoLibrary.open(tmp_path / "library", encoder=TinyEncoder()) as library:
        library.add_folder(photo_folder)
        assert library.sync().added == 1
    other = TinyEncoder("tiny-2")
    with PhotoLibrary.open(tmp_path / "library", encoder=other) as library:
        library.sync()
        # The raw would be described for nothing.
        assert (library.status().pending, other.images_encoded) == (0, 1)
        jpeg.unlink()
        library.sync()
        assert [hit.path for hit in library.search("red").hits] == [raw]


# Catalogues of older versions


def test_pairs_of_an_older_catalogue_become_one_item_with_all_that_was_said(
    tmp_path: Path, photo_folder: Path, encoder: TinyEncoder
) -> None:
    raw = make_raw(photo_folder / "a.dng")
    other = make_raw(photo_folder / "other.dng", "green")
    jpeg = make_jpeg(photo_folder / "b.jpg", "red")
    ids = {}
    with PhotoLibrary.open(tmp_path / "library", encoder=encoder) as library:
        library.add_folder(photo_folder)
        library.sync()
        for path, rating in ((raw, 4), (jpeg, None), (other, 1)):
            ids[path] = at(library, path).id
            library.add_tag([ids[path]], path.name)
            library.set_text(ids[path], path.name)
            library.albums.create(path.name)
            library.albums.add(path.name, [ids[path]])
            if rating is not None:
                library.set_rating([ids[path]], rating)
        library.set_favourite([ids[raw]], True)
    catalogue = tmp_path / "library" / "catalogue.sqlite3"
    with closing(sqlite3.connect(catalogue)) as connection, connection:
        # As an older version would have it: it knew nothing of pairs.
        connection.execute(
            "UPDATE file SET path = ? WHERE photo_id = ?", (bytes(photo_folder / "b.dng"), ids[raw])
        )
        take_back_to_0005(connection)
        connection.execute("DROP INDEX file_shot")
        connection.execute("DROP INDEX file_raw")
        for column in ("shot_key", "is_raw"):
            connection.execute(f"ALTER TABLE file DROP COLUMN {column}")
        connection.execute("UPDATE alembic_version SET version_num = '0004'")
    raw.rename(photo_folder / "b.dng")
    with PhotoLibrary.open(tmp_path / "library", encoder=encoder) as library:
        assert library.catalogue_faults() == []
        assert items(library) == {"b.jpg": ["b.dng"], "other.dng": []}
        item = library.photo(ids[jpeg])
        assert (item.rating, item.favourite, item.tags) == (4, True, ("a.dng", "b.jpg"))
        assert item.text == "b.jpg\na.dng"
        assert library.albums.containing(item.id) == ["a.dng", "b.jpg"]
        assert library.photo(ids[raw]).text == "a.dng\nb.jpg"
        assert library.photo(ids[other]).text == "other.dng"
        assert library.sync().embedded == 0


def test_a_raw_finds_its_picture_in_a_folder_that_was_moved(
    library: PhotoLibrary, photo_folder: Path, tmp_path: Path
) -> None:
    make_jpeg(photo_folder / "trip" / "IMG_1.JPG", "red")
    library.add_folder(photo_folder)
    library.sync()
    moved = shutil.move(photo_folder, tmp_path / "moved")
    library.relocate_folder(photo_folder, moved)
    make_raw(moved / "trip" / "IMG_1.dng")
    library.sync()
    assert items(library) == {"IMG_1.JPG": ["IMG_1.dng"]}
