"""Random lives of a small folder, held against what the library promises about identity."""

from __future__ import annotations

import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from photoorg.imaging.image_data import image_hash
from photoorg.photo_library import PhotoLibrary
from tests.pictures import encoded, plain
from tests.tiny_encoder import TinyEncoder

NAMES = tuple(f"{folder}/{name}.jpg" for folder in ("one", "two") for name in "abc")

places = st.sampled_from(NAMES)
numbers = st.integers(0, 7)
notes = st.sampled_from([b"", b"a note", b"some other note"])


def picture(number: int, note: bytes) -> bytes:
    """Distinct bytes of distinct length: of two files of one size and time, none can tell that they were
    exchanged. Pictures of one number differ in a comment."""
    data = encoded(plain((number * 30, 90, 200)), "JPEG") + bytes(number)
    comment = b"\xff\xfe" + (len(note) + 2).to_bytes(2, "big") + note
    return data[:2] + comment + data[2:] if note else data


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

    @rule(place=places, number=numbers, note=notes)
    def save(self, place: str, number: int, note: bytes) -> None:
        """A new file, an edit of picture or metadata, or a copy, as it happens."""
        (self.root / place).write_bytes(picture(number, note))

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
        on_disk: dict[bytes | None, set[Path]] = {}
        for path in self.root.rglob("*.jpg"):
            on_disk.setdefault(image_hash(path.read_bytes()), set()).add(path)
        known = {photo.image_hash for photo in self.library.photos(sorted(self.ids))}
        tagged = {
            (photo.image_hash, tag)
            for photo in self.library.photos(sorted(self.ids))
            for tag in photo.tags
            if photo.image_hash in on_disk
        }
        encoded_before = self.encoder.images_encoded

        self.library.sync()

        photos = self.library.photos(self.library.photo_ids())
        self.ids |= {photo.id for photo in photos}
        found = {
            photo.image_hash: {file.path for file in photo.files if not file.missing} for photo in photos
        }
        assert found == on_disk, "every picture is one photo, with every place it lies at"
        assert len(photos) == len(on_disk)
        assert self.encoder.images_encoded - encoded_before == len(on_disk.keys() - known)
        assert self.library.status().embedded == len(on_disk)
        assert self.library.status().pending == 0
        assert set(self.library.tags()) == self.said
        assert tagged <= {(photo.image_hash, tag) for photo in photos for tag in photo.tags}
        assert self.library.indexed_count() == len(self.ids)
        assert self.library.catalogue_faults() == []


FolderLife.TestCase.settings = settings(max_examples=25, stateful_step_count=20, deadline=None)
TestFolderLife = FolderLife.TestCase
