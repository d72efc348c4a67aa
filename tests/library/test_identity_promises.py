"""Random lives of a small folder, held against what the library promises about identity."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from photoorg.photo_library import PhotoLibrary
from tests.pictures import encoded, plain
from tests.tiny_encoder import TinyEncoder

NAMES = tuple(f"{folder}/{name}.jpg" for folder in ("one", "two") for name in "abc")

places = st.sampled_from(NAMES)
numbers = st.integers(0, 7)


def picture(number: int) -> bytes:
    """Distinct bytes of distinct length: of two files of one size and time, none can tell that they were
    exchanged."""
    return encoded(plain((number * 30, 90, 200)), "JPEG") + bytes(number)


class FolderLife(RuleBasedStateMachine):
    """The folder on disk is the model: what is there must be found, each once, with what was said."""

    @initialize()
    def start(self) -> None:
        self._directory = TemporaryDirectory()
        self.root = Path(self._directory.name) / "photos"
        for name in NAMES:
            (self.root / name).parent.mkdir(parents=True, exist_ok=True)
        self.encoder = TinyEncoder()
        self.library = PhotoLibrary.open(Path(self._directory.name) / "library", encoder=self.encoder)
        for folder in ("one", "two"):
            self.library.add_folder(self.root / folder)
        self.ids: set[int] = set()
        self.said: set[str] = set()

    def teardown(self) -> None:
        if hasattr(self, "library"):
            self.sync()
            self.library.close()
            self._directory.cleanup()

    @rule(place=places, number=numbers)
    def save(self, place: str, number: int) -> None:
        """A new file, an edit, or a copy, as it happens."""
        (self.root / place).write_bytes(picture(number))

    @rule(place=places)
    def delete(self, place: str) -> None:
        (self.root / place).unlink(missing_ok=True)

    @rule(origin=places, destination=places)
    def rename(self, origin: str, destination: str) -> None:
        if (self.root / origin).exists():
            (self.root / origin).rename(self.root / destination)

    @rule(origin=places, destination=places)
    def copy(self, origin: str, destination: str) -> None:
        if (self.root / origin).exists() and origin != destination:
            shutil.copy2(self.root / origin, self.root / destination)

    @rule(first=places, second=places)
    def swap(self, first: str, second: str) -> None:
        if (self.root / first).exists() and (self.root / second).exists() and first != second:
            aside = (self.root / first).rename(self.root / "aside")
            (self.root / second).rename(self.root / first)
            aside.rename(self.root / second)

    @precondition(lambda self: self.library.photo_ids())
    @rule(data=st.data(), word=st.sampled_from(["sea", "dog", "snow"]))
    def tag(self, data: st.DataObject, word: str) -> None:
        photo_id = data.draw(st.sampled_from(self.library.photo_ids()))
        self.library.add_tag([photo_id], word)
        self.said.add(word)

    @rule(folder=st.sampled_from(["one", "two"]))
    def remove_and_add(self, folder: str) -> None:
        self.library.remove_folder(self.root / folder)
        self.library.add_folder(self.root / folder)

    @rule()
    def sync(self) -> None:
        on_disk: dict[bytes, set[Path]] = {}
        for path in self.root.rglob("*.jpg"):
            on_disk.setdefault(hashlib.sha256(path.read_bytes()).digest(), set()).add(path)
        known = {photo.content_hash for photo in self.library.photos(sorted(self.ids))}
        tagged = {
            (photo.content_hash, tag)
            for photo in self.library.photos(sorted(self.ids))
            for tag in photo.tags
            if photo.content_hash in on_disk
        }
        encoded_before = self.encoder.images_encoded

        self.library.sync()

        photos = self.library.photos(self.library.photo_ids())
        self.ids |= {photo.id for photo in photos}
        found = {
            photo.content_hash: {file.path for file in photo.files if not file.missing} for photo in photos
        }
        assert found == on_disk, "every content is one photo, with every place it lies at"
        assert len(photos) == len(on_disk)
        assert self.encoder.images_encoded - encoded_before == len(on_disk.keys() - known)
        assert self.library.status().embedded == len(on_disk)
        assert self.library.status().pending == 0
        assert set(self.library.tags()) == self.said
        assert tagged <= {(photo.content_hash, tag) for photo in photos for tag in photo.tags}
        assert self.library.indexed_count() == len(self.ids)
        assert self.library.catalogue_faults() == []


FolderLife.TestCase.settings = settings(max_examples=25, stateful_step_count=20, deadline=None)
TestFolderLife = FolderLife.TestCase
