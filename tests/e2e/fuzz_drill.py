"""Damages photos in many ways, and checks what a real library promises about bad files."""

from __future__ import annotations

import random
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import psutil

from photoorg.imaging.formats import PHOTO_SUFFIXES
from photoorg.jobs import Worker
from photoorg.photo_library import PhotoLibrary
from tests.pictures import dng, encoded, exif, quadrants
from tests.tiny_encoder import TinyEncoder

if TYPE_CHECKING:
    from collections.abc import Iterator

    from photoorg.jobs import Cancellation

SHARED_PHOTOS = Path(__file__).resolve().parents[3] / "shared" / "photos"
# Larger ones say nothing more, and take longer.
LARGEST_SEED_BYTES = 3_000_000
MEMORY_LIMIT_BYTES = 1_500_000_000
SAMPLE_S = 0.05

_MADE: dict[str, tuple[str, str, dict[str, object]]] = {
    "baseline.jpg": ("RGB", "JPEG", {}),
    "progressive.jpg": ("RGB", "JPEG", {"progressive": True}),
    "restarts.jpg": ("RGB", "JPEG", {"restart_marker_rows": 1}),
    "grey.jpg": ("L", "JPEG", {}),
    "print.jpg": ("CMYK", "JPEG", {}),
    "burst.mpo": ("RGB", "MPO", {}),
    "plain.png": ("RGB", "PNG", {}),
    "alpha.png": ("RGBA", "PNG", {}),
    "palette.png": ("P", "PNG", {}),
    "deep.png": ("I;16", "PNG", {}),
    "lossy.webp": ("RGB", "WEBP", {}),
    "lossless.webp": ("RGBA", "WEBP", {"lossless": True}),
    "still.gif": ("P", "GIF", {}),
    "plain.tif": ("RGB", "TIFF", {}),
    "lzw.tif": ("RGB", "TIFF", {"compression": "tiff_lzw"}),
    "deflate.tif": ("RGBA", "TIFF", {"compression": "tiff_adobe_deflate"}),
    "jpeg.tif": ("RGB", "TIFF", {"compression": "jpeg"}),
    "deep.tif": ("I;16", "TIFF", {}),
    "float.tif": ("F", "TIFF", {}),
    "print.tif": ("CMYK", "TIFF", {}),
    "plain.bmp": ("RGB", "BMP", {}),
    "palette.bmp": ("P", "BMP", {}),
    "plain.avif": ("RGB", "AVIF", {"speed": 10}),
    "alpha.avif": ("RGBA", "AVIF", {"speed": 10}),
}


def seeds() -> list[tuple[str, bytes]]:
    """Whole files, (name, content): of every format, and the real ones that lie beside the project."""
    tags = exif(make="Maker", orientation=6, latitude=48.1, longitude=11.6)
    picture = quadrants((160, 120))
    made = []
    for name, (mode, picture_format, options) in _MADE.items():
        image = picture.convert("L").convert("I").convert("I;16") if mode == "I;16" else picture.convert(mode)
        # libtiff does not write tags that lie elsewhere.
        without_tags = picture_format in ("GIF", "BMP") or "compression" in options
        with_tags = {} if without_tags else {"exif": tags}
        made.append((name, encoded(image, picture_format, **options, **with_tags)))
    made.append(("sensor.dng", dng((64, 48))))
    made.append(("preview.dng", dng((64, 48), encoded(picture, "JPEG"))))
    real = [
        (path.name, path.read_bytes())
        for name in ("camera", "exif", "immich", "raw", "dups")
        for path in sorted((SHARED_PHOTOS / name).rglob("*"))
        if path.suffix.lower() in PHOTO_SUFFIXES and path.stat().st_size <= LARGEST_SEED_BYTES
    ]
    return made + real


def damaged(data: bytes, other: bytes, chance: random.Random) -> bytes:
    """One way of several in which files go bad; formats keep what matters at their start."""
    changed = bytearray(data)
    near_start = chance.random() < 0.5
    reach = min(len(data), 512) if near_start else len(data)
    match chance.choice(("cut", "bits", "splice", "overwrite", "huge number", "hole")):
        case "cut":
            del changed[chance.randrange(len(data)) :]
        case "bits":
            for _ in range(chance.choice((1, 1, 4, 16, 64))):
                changed[chance.randrange(reach)] ^= 1 << chance.randrange(8)
        case "splice":
            changed = changed[: chance.randrange(len(data))] + other[chance.randrange(len(other)) :]
        case "overwrite":
            start = chance.randrange(reach)
            end = min(len(data), start + chance.choice((2, 16, 256, 4096)))
            changed[start:end] = bytes([chance.choice((0, 0x7F, 0xFF))]) * (end - start)
        case "huge number":
            start = chance.randrange(reach)
            changed[start : start + 4] = bytes.fromhex(chance.choice(("ffffffff", "7fffffff", "0000ffff")))
        case "hole":
            start = chance.randrange(reach)
            del changed[start : start + chance.choice((1, 2, 64, 1000))]
    return bytes(changed)


@dataclass
class MemoryWatch:
    """The most memory that this process and those it started had, in bytes; sampled.

    Attributes:
        together: resident memory of all at one moment; pages that they share count more than once.
        largest_child: of one that was started.
    """

    together: int = 0
    largest_child: int = 0
    before: int = field(default_factory=lambda: psutil.Process().memory_info().rss)

    def run(self, cancellation: Cancellation) -> None:
        """Samples until cancelled."""
        this = psutil.Process()
        while not cancellation.wait(SAMPLE_S):
            children = [
                _resident(child) for child in this.children(recursive=True) if _runs_its_own(child, this)
            ]
            self.largest_child = max([self.largest_child, *children])
            self.together = max(self.together, _resident(this) + sum(children))


def _runs_its_own(child: psutil.Process, parent: psutil.Process) -> bool:
    """Not yet while it is being started: until then it shows its parent's program, and memory."""
    try:
        return child.cmdline() != parent.cmdline()
    except psutil.NoSuchProcess:
        return False


def _resident(process: psutil.Process) -> int:
    try:
        return int(process.memory_info().rss)
    except psutil.NoSuchProcess:
        return 0


@dataclass
class FuzzDrill:
    """Indexes a folder of bad files in a new library.

    Attributes:
        failures: promises that were broken, one sentence each.
        reasons: how many files were refused for which reason.
    """

    directory: Path
    failures: list[str] = field(default_factory=list)
    reasons: Counter[str] = field(default_factory=Counter)
    files: int = 0
    photos: int = 0
    seconds: float = 0.0
    memory: MemoryWatch = field(default_factory=MemoryWatch)

    def write_damaged(self, count: int, seed: int) -> None:
        """``count`` files, of every seed in turn."""
        chance = random.Random(seed)
        whole = seeds()
        folder = self._folder()
        for number in range(count):
            name, data = whole[number % len(whole)]
            other = chance.choice(whole)[1]
            (folder / f"{number:05}-{name}").write_bytes(damaged(data, other, chance))

    def add(self, files: Iterator[Path]) -> None:
        """Files that are bad as they are."""
        folder = self._folder()
        for number, file in enumerate(files):
            # The content says what a file is, but only what may be a photo is looked at.
            suffix = "" if file.suffix.lower() in PHOTO_SUFFIXES else ".jpg"
            (folder / f"given-{number:03}-{file.name}{suffix}").write_bytes(file.read_bytes())

    def _folder(self) -> Path:
        folder = self.directory / "photos"
        folder.mkdir(exist_ok=True)
        return folder

    def run(self) -> None:
        """Indexes, checks, and indexes again."""
        names = {path.name for path in self._folder().iterdir()}
        self.files = len(names)
        watch = Worker("memory", self.memory.run)
        encoder = TinyEncoder()
        started = time.monotonic()
        try:
            with PhotoLibrary.open(self.directory / "library", encoder=encoder) as library:
                library.add_folder(self._folder())
                library.sync()
                self.seconds = time.monotonic() - started
                self._check(library, names)
                described = encoder.images_encoded
                again = library.sync()
                if again.added or again.unreadable or encoder.images_encoded != described:
                    self.failures.append("a second sync tried something again")
        finally:
            watch.stop()
        # What the process that runs this had before is not the engine's.
        if self.memory.together - self.memory.before > MEMORY_LIMIT_BYTES:
            self.failures.append(f"memory went up to {self.memory.together / 1e9:.2f} GB")

    def _check(self, library: PhotoLibrary, names: set[str]) -> None:
        refused = library.unreadable()
        self.reasons = Counter(file.reason for file in refused)
        if "" in self.reasons:
            self.failures.append("a file was refused without a reason")
        photos = library.photos(library.photo_ids())
        self.photos = len(photos)
        known = {file.path.name for photo in photos for file in photo.files}
        known |= {file.path.name for file in refused}
        if known != names:
            self.failures.append(f"{len(names - known)} files are neither photos nor refused")
        if library.status().pending:
            self.failures.append(f"{library.status().pending} files are still waiting")


def report(drill: FuzzDrill) -> Iterator[str]:
    """Lines for people."""
    yield f"{drill.files} bad files in {drill.seconds:.0f} s: {drill.photos} gave a photo all the same"
    for reason, count in drill.reasons.most_common():
        yield f"  {count:5} refused: {reason}"
    yield (
        f"memory: {drill.memory.together / 1e9:.2f} GB in all processes together, "
        f"{drill.memory.largest_child / 1e9:.2f} GB in one that reads; limit {MEMORY_LIMIT_BYTES / 1e9} GB"
    )
    yield from (f"FAILED: {failure}" for failure in drill.failures)
    yield f"{len(drill.failures)} promises broken"
