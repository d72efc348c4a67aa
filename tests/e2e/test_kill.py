"""kill -9 at any moment of indexing, then sync: nothing lost, nothing twice."""

from __future__ import annotations

import random
import shutil
import subprocess
import time
from typing import TYPE_CHECKING

from photoorg.photo_library import PhotoLibrary
from tests.e2e.processes import ROOT, indexing
from tests.pictures import encoded, exif, plain
from tests.tiny_encoder import TinyEncoder

if TYPE_CHECKING:
    from pathlib import Path

    from photoorg.library.records import Photo

PHOTOS_AT_ONCE = 120
EARLY = 6
KILLS = 24
SEED = 20240501


def add_photos(folder: Path, start: int) -> int:
    """Adds distinct photos, one in ten with a copy elsewhere, numbered from ``start``; returns the next."""
    (folder / "sub").mkdir(parents=True, exist_ok=True)
    for number in range(start, start + PHOTOS_AT_ONCE):
        # Nearer to one another, colours may come out as the very same picture. Enough for 2,048 photos.
        image = plain((number % 16 * 16, number // 16 % 16 * 16, number // 256 * 36), (96, 64))
        path = folder / f"{number:03}.jpg"
        path.write_bytes(encoded(image, "JPEG", exif=exif(make=f"camera {number}")))
        if number % 10 == 0:
            shutil.copyfile(path, folder / "sub" / f"copy of {number}.jpg")
    return start + PHOTOS_AT_ONCE


def everything_said(library: PhotoLibrary, photos: list[Photo]) -> dict[int, tuple[object, ...]]:
    albums = {photo_id: "Kept" for photo_id in library.albums.photo_ids("Kept")}
    return {
        photo.id: (photo.content_hash, photo.tags, photo.rating, photo.text, albums.get(photo.id))
        for photo in photos
    }


def test_killed_at_random_moments_nothing_is_lost_and_nothing_twice(tmp_path: Path) -> None:
    moments = random.Random(SEED)
    folder, directory = tmp_path / "photos", tmp_path / "library"
    photo_count = add_photos(folder, 0)
    (folder / "broken.jpg").write_bytes(b"broken")

    # Some photos are known already, and the user has said things about them.
    early = folder / "early"
    for number in range(EARLY):
        path = early / f"{number}.jpg"
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(encoded(plain((10, number * 40, 200)), "JPEG"))
    with PhotoLibrary.open(directory, encoder=TinyEncoder()) as library:
        library.add_folder(early)
        library.sync()
        ids = library.photo_ids()
        for number, photo_id in enumerate(ids):
            library.add_tag([photo_id], f"tag {number}")
            library.set_rating([photo_id], number % 5)
            library.set_text(photo_id, f"text {number}")
        library.albums.create("Kept")
        library.albums.add("Kept", ids)
        said = everything_said(library, library.photos(ids))
        library.add_folder(folder)

    killed = 0
    described = [EARLY]
    longest_s = 0.25
    while killed < KILLS:
        process = subprocess.Popen(
            indexing(directory, "--delay-ms", "30"), cwd=ROOT, stdout=subprocess.PIPE, text=True
        )
        assert process.stdout is not None
        with process.stdout:
            # The clock starts when it starts to work: before, there is nothing to interrupt.
            assert process.stdout.readline() == "open\n"
            time.sleep(moments.uniform(0, longest_s))
            process.kill()
            process.stdout.read()
        if process.wait() != 0:
            killed += 1
        with PhotoLibrary.open(directory, encoder=TinyEncoder()) as library:
            assert library.catalogue_faults() == []
            described.append(library.status().embedded)
        if described[-1] == described[-2]:
            # Where the processes that read take longer to start, so do the first photos.
            longest_s = min(1.25 * longest_s, 5.0)
        # There is always something to interrupt.
        if described[-1] == photo_count + EARLY:
            photo_count = add_photos(folder, photo_count)
    assert len(set(described)) > 3, "the kills came at different stages"

    encoder = TinyEncoder()
    with PhotoLibrary.open(directory, encoder=encoder) as library:
        library.sync()
        photos = library.photos(library.photo_ids())
        assert len(photos) == photo_count + EARLY
        places = [file.path for photo in photos for file in photo.files if not file.missing]
        assert len(places) == len(set(places)) == photo_count + photo_count // 10 + EARLY
        assert set(places) == set(folder.rglob("*.jpg")) - {folder / "broken.jpg"}
        assert [file.path.name for file in library.unreadable()] == ["broken.jpg"]
        assert everything_said(library, library.photos(ids)) == said
        assert library.catalogue_faults() == []
        status = library.status()
        assert (status.embedded, status.pending, status.missing) == (photo_count + EARLY, 0, 0)
        assert library.indexed_count() == photo_count + EARLY
        assert library.saved_index_fault() == ""
        hits = library.similar(ids[0]).hits
        assert hits
        # And nothing is left to do.
        before = encoder.images_encoded
        report = library.sync()
        assert (report.added, report.updated, report.embedded) == (0, 0, 0)
        assert encoder.images_encoded == before
    leftovers = [path for path in directory.rglob("*.part") if "thumbnails" not in path.parts]
    assert leftovers == []
