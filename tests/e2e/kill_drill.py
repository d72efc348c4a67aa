"""Kills a library at random moments of everything that writes, and checks every promise after each kill.

    python -m tests.e2e.kill_drill DIRECTORY [--kills N] [--seed N]

Each phase runs in a forked process that is sent SIGKILL; forking spares every kill the start of an
interpreter. The process reports each thing the user said once the library has taken it, so that after it is
known what must be there: all that was acknowledged, and of what was under way either all or nothing. Prints a
table; exit code 1 after a failure.
"""

from __future__ import annotations

import argparse
import copy
import hashlib
import os
import random
import signal
import sqlite3
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from photoorg.library.backups import read_backup
from photoorg.photo_library import PhotoLibrary
from photoorg.settings import Settings, save_settings
from tests.pictures import encoded, exif, plain
from tests.tiny_encoder import TinyEncoder

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

PHOTOS_AT_ONCE = 20
SAYINGS_AT_ONCE = 12
FIRST_WINDOW_S = 0.1
Saying = tuple[Any, ...]


class SlowEncoder(TinyEncoder):
    """Takes its time for every batch, as a real model does."""

    def encode_images(self, inputs: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
        """As the tiny one, later."""
        time.sleep(0.01)
        return super().encode_images(inputs)


@dataclass
class Said:
    """What the user said, by the SHA-256 of photos; albums in their order."""

    photos: dict[str, dict[str, Any]] = field(default_factory=dict)
    albums: dict[str, list[str]] = field(default_factory=dict)

    def about(self, photo: str) -> dict[str, Any]:
        """What was said about a photo so far."""
        return self.photos.setdefault(photo, {"tags": set(), "rating": 0, "favourite": False, "text": ""})

    def apply(self, saying: Saying) -> None:
        """What one saying makes of it."""
        match saying:
            case ("tag", photo, tag):
                self.about(photo)["tags"].add(tag)
            case ("untag", photo, tag):
                self.about(photo)["tags"].discard(tag)
            case ("rating" | "favourite" | "text" as kind, photo, value):
                self.about(photo)[kind] = value
            case ("album", name):
                self.albums[name] = []
            case ("fill", name, photos):
                self.albums[name] += [photo for photo in photos if photo not in self.albums[name]]
            case ("take", name, photo):
                self.albums[name].remove(photo)
            case ("name", old, new):
                self.albums[new] = self.albums.pop(old)
            case ("delete", name):
                del self.albums[name]


def say(library: PhotoLibrary, saying: Saying) -> None:
    """The same to a library."""
    ids = {photo.content_hash.hex(): photo.id for photo in library.photos(library.photo_ids())}
    match saying:
        case ("tag", photo, tag):
            library.add_tag([ids[photo]], tag)
        case ("untag", photo, tag):
            library.remove_tag([ids[photo]], tag)
        case ("rating", photo, value):
            library.set_rating([ids[photo]], value)
        case ("favourite", photo, value):
            library.set_favourite([ids[photo]], value)
        case ("text", photo, value):
            library.set_text(ids[photo], value)
        case ("album", name):
            library.albums.create(name)
        case ("fill", name, photos):
            library.albums.add(name, [ids[photo] for photo in photos])
        case ("take", name, photo):
            library.albums.remove(name, [ids[photo]])
        case ("name", old, new):
            library.albums.rename(old, new)
        case ("delete", name):
            library.albums.delete(name)


def heard(library: PhotoLibrary) -> Said:
    """What a library knows the user said."""
    photos = library.photos(library.photo_ids())
    hashes = {photo.id: photo.content_hash.hex() for photo in photos}
    said = Said()
    for photo in photos:
        said.photos[hashes[photo.id]] = {
            "tags": set(photo.tags),
            "rating": photo.rating,
            "favourite": photo.favourite,
            "text": photo.text,
        }
    for album in library.albums.list():
        said.albums[album.name] = [hashes[photo_id] for photo_id in library.albums.photo_ids(album.name)]
    return said


Work = Callable[[Callable[[], None]], None]
"""Does something in the other process; calls its argument for each saying the library has taken."""
Phase = tuple[Work, list[Said]]
"""What to do, and the states of which one must be found afterwards."""


class KillDrill:
    """One library, what it must hold, and the phases in which it is killed."""

    def __init__(self, directory: Path, seed: int) -> None:
        self.folder, self.library = directory / "photos", directory / "library"
        self.backup = directory / "backup"
        self.chance = random.Random(seed)
        self.kills: Counter[str] = Counter()
        self.unharmed: Counter[str] = Counter()
        self.failures: list[str] = []
        self._made = 0
        self._said = Said()
        self._windows_s: dict[str, float] = {}
        self.phases: dict[str, Callable[[], Phase]] = {
            "indexing": self._indexing,
            "renaming": self._renaming,
            "saying": self._saying,
            "model change": self._model_change,
            "backup": self._backing_up,
            "restore": self._restoring,
            "repair": self._repairing,
        }
        self.library.mkdir(parents=True)
        save_settings(self.library, Settings(model="a"))
        self._add_photos()
        with self._open() as library:
            library.add_folder(self.folder)
            library.sync()
            library.backup(self.backup)

    def run(self, kills: int) -> None:
        """Goes through the phases in turn until so many processes were killed, checking after each."""
        names = list(self.phases)
        while sum(self.kills.values()) < kills:
            name = names[sum((*self.kills.values(), *self.unharmed.values())) % len(names)]
            work, possible = self.phases[name]()
            acknowledged, was_killed = self._killed_during(name, work)
            (self.kills if was_killed else self.unharmed)[name] += 1
            # Of a list of sayings: those acknowledged, and the next one or not; else whichever is possible.
            if name == "saying":
                possible = possible[acknowledged : acknowledged + 2]
            try:
                if name == "repair":
                    PhotoLibrary.check(self.library, repair=True)
                    assert [
                        problem for problem in PhotoLibrary.check(self.library) if problem.is_serious
                    ] == []
                self._check(possible)
            except Exception:  # noqa: BLE001 - whatever it is, the kill after which it came is to be told
                number = sum(self.kills.values())
                self.failures.append(f"kill {number}, {name}: {traceback.format_exc(limit=-2)}")
                with self._open() as library:
                    self._said = heard(library)

    def _killed_during(self, name: str, work: Work) -> tuple[int, bool]:
        """Runs a phase in a process of its own; how much it acknowledged, and whether it was killed."""
        window_s = self._windows_s.setdefault(name, FIRST_WINDOW_S)
        reading, writing = os.pipe()
        process = os.fork()
        if process == 0:
            code = 1
            try:
                os.close(reading)
                os.write(writing, b"b")
                work(lambda: void(os.write(writing, b"+")))
                code = 0
            except BaseException:  # noqa: BLE001 - the process must end here, whatever it met
                traceback.print_exc()
            finally:
                os._exit(code)
        os.close(writing)
        assert os.read(reading, 1) == b"b"
        time.sleep(self.chance.uniform(0, window_s))
        os.kill(process, signal.SIGKILL)
        said = b""
        while more := os.read(reading, 4096):
            said += more
        os.close(reading)
        _, status = os.waitpid(process, 0)
        was_killed = os.WIFSIGNALED(status)
        if not was_killed and os.waitstatus_to_exitcode(status):
            self.failures.append(f"{name} ended with an error of its own")
        # Most kills should come while there is something to interrupt, and at all moments of it.
        self._windows_s[name] = max(0.01, window_s * (1.15 if was_killed else 0.8))
        return len(said), was_killed

    def _check(self, possible: list[Said]) -> None:
        with self._open() as library:
            assert library.catalogue_faults() == []
            library.sync()
            now = heard(library)
            for said in possible:
                for photo in now.photos:
                    said.about(photo)
            assert now in possible, f"said: {differences(now, possible[0])}"
            self._said = now
            photos = library.photos(library.photo_ids())
            places = [file.path for photo in photos for file in photo.files if not file.missing]
            originals = {
                path: hashlib.sha256(path.read_bytes()).digest() for path in self.folder.rglob("*.jpg")
            }
            assert len(originals) == len(set(originals.values())) == self._made, (
                "an original is lost or changed"
            )
            assert sorted(places) == sorted(originals), "each photo once, where it lies"
            assert all(originals[photo.path] == photo.content_hash for photo in photos)
            status = library.status()
            assert (status.photos, status.embedded, status.pending) == (self._made, self._made, 0), status
            assert (status.next_model, library.indexed_count()) == (None, self._made)
            assert library.similar(photos[0].id, least_relevance=0).hits
            again = library.sync()
            assert (again.added, again.updated, again.embedded, again.missing) == (0, 0, 0, 0)
        with self._open() as library:
            assert library.saved_index_fault() == ""
        assert read_backup(self.backup).photos > 0

    def _open(self, encoder: type[TinyEncoder] = TinyEncoder) -> PhotoLibrary:
        return PhotoLibrary.open(self.library, encoders=lambda name: encoder(f"{name}@1"))

    def _add_photos(self) -> None:
        self.folder.mkdir(exist_ok=True)
        for number in range(self._made, self._made + PHOTOS_AT_ONCE):
            image = plain((number % 16 * 16, number // 16 % 16 * 16, number // 256 * 40), (24, 16))
            data = encoded(image, "JPEG", exif=exif(make=f"camera {number}"))
            (self.folder / f"{number:05}.jpg").write_bytes(data)
        self._made += PHOTOS_AT_ONCE

    def _indexing(self) -> Phase:
        self._add_photos()

        def work(_done: Callable[[], None]) -> None:
            with self._open(SlowEncoder) as library:
                library.sync()

        return work, [self._said]

    def _renaming(self) -> Phase:
        paths = self.chance.sample(sorted(self.folder.rglob("*.jpg")), 8)
        mark = f"{self.chance.randrange(10**6):06}"

        def work(_done: Callable[[], None]) -> None:
            with self._open(SlowEncoder) as library:
                for number, path in enumerate(paths):
                    target = self.folder / f"moved {number % 3}" / f"{mark} {number}.jpg"
                    target.parent.mkdir(exist_ok=True)
                    path.rename(target)
                    if number % 3 == 0:
                        library.sync()
                library.sync()

        return work, [self._said]

    def _saying(self) -> Phase:
        states, sayings = [copy.deepcopy(self._said)], []
        for _ in range(SAYINGS_AT_ONCE):
            said = copy.deepcopy(states[-1])
            saying = self._something_to_say(said)
            said.apply(saying)
            sayings.append(saying)
            states.append(said)

        def work(done: Callable[[], None]) -> None:
            with self._open() as library:
                for saying in sayings:
                    say(library, saying)
                    done()

        return work, states

    def _something_to_say(self, said: Said) -> Saying:
        chance = self.chance
        photo = chance.choice(sorted(said.photos))
        word = f"word {chance.randrange(20)}"
        filled = [name for name, photos in said.albums.items() if photos]
        choices: list[Saying] = [
            ("tag", photo, word),
            ("untag", photo, word),
            ("rating", photo, chance.randrange(6)),
            ("favourite", photo, chance.random() < 0.5),
            ("text", photo, word * 50),
        ]
        if len(said.albums) < 8:
            choices.append(("album", f"album {chance.randrange(10**9)}"))
        if said.albums:
            album = chance.choice(sorted(said.albums))
            choices.append(("fill", album, chance.sample(sorted(said.photos), 5)))
            choices.append(("name", album, f"album {chance.randrange(10**9)}"))
            choices.append(("delete", album))
        if filled:
            album = chance.choice(filled)
            choices.append(("take", album, chance.choice(said.albums[album])))
        return chance.choice(choices)

    def _model_change(self) -> Phase:
        with self._open() as library:
            # A third name each time, or there would be nothing to describe.
            name = f"m{self.chance.randrange(10**6)}"
            assert library.model_choice.coming is None

        def work(_done: Callable[[], None]) -> None:
            with self._open(SlowEncoder) as library:
                library.choose_model(name)
                library.sync()

        return work, [self._said]

    def _backing_up(self) -> Phase:
        def work(_done: Callable[[], None]) -> None:
            with self._open() as library:
                library.backup(self.backup, overwrite=True)

        return work, [self._said]

    def _restoring(self) -> Phase:
        earlier, later = copy.deepcopy(self._said), copy.deepcopy(self._said)
        with self._open() as library:
            library.backup(self.backup, overwrite=True)
            for _ in range(3):
                saying = self._something_to_say(later)
                later.apply(saying)
                say(library, saying)

        def work(_done: Callable[[], None]) -> None:
            PhotoLibrary.restore(self.backup, self.library)

        return work, [earlier, later]

    def _repairing(self) -> Phase:
        thumbnails = sorted((self.library / "cache" / "thumbnails").rglob("*.jpg"))
        for thumbnail in self.chance.sample(thumbnails, min(5, len(thumbnails))):
            thumbnail.write_bytes(b"junk")
        catalogue = self.library / "catalogue.sqlite3"
        if self.chance.random() < 0.5:
            # An index page is damaged, of which a repair must save everything.
            _spoil_index(catalogue)

        def work(_done: Callable[[], None]) -> None:
            PhotoLibrary.check(self.library, repair=True)

        return work, [self._said]


def _spoil_index(catalogue: Path) -> None:
    with closing(sqlite3.connect(catalogue)) as connection:
        (page,) = connection.execute(
            "SELECT rootpage FROM sqlite_master WHERE name = 'photo_taken_at'"
        ).fetchone()
        (page_bytes,) = connection.execute("PRAGMA page_size").fetchone()
    with catalogue.open("rb+") as stream:
        stream.seek((page - 1) * page_bytes)
        stream.write(b"\xff" * 100)


def void(_value: object) -> None:
    """Nothing."""


def differences(now: Said, expected: Said) -> str:
    """Where two differ, for a message."""
    photos = [
        f"{photo[:8]}: {now.photos.get(photo)} not {expected.photos.get(photo)}"
        for photo in now.photos.keys() | expected.photos.keys()
        if now.photos.get(photo) != expected.photos.get(photo)
    ]
    albums = [
        f"{name}: {now.albums.get(name)} not {expected.albums.get(name)}"
        for name in now.albums.keys() | expected.albums.keys()
        if now.albums.get(name) != expected.albums.get(name)
    ]
    return "; ".join((photos + albums)[:5])


def report(drill: KillDrill, seconds: float) -> list[str]:
    """Lines of a table, and the failures."""
    lines = [f"{'phase':<14} {'killed':>6} {'ended before':>13}"]
    lines += [f"{name:<14} {drill.kills[name]:>6} {drill.unharmed[name]:>13}" for name in drill.phases]
    total = sum(drill.kills.values())
    lines.append(f"{total} kills in {seconds:.0f} s, {len(drill.failures)} failures")
    return lines + drill.failures


def main() -> None:
    """Runs a drill in a directory that is not there yet."""
    parser = argparse.ArgumentParser()
    parser.add_argument("directory", type=Path)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=20240501)
    arguments = parser.parse_args()
    started = time.monotonic()
    drill = KillDrill(arguments.directory, arguments.seed)
    drill.run(arguments.kills)
    sys.stdout.write("\n".join(report(drill, time.monotonic() - started)) + "\n")
    sys.exit(1 if drill.failures else 0)


if __name__ == "__main__":
    main()
