"""The command line, run in this process, on a library that the built-in model described."""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

import pytest

from photoorg.cli import main
from photoorg.photo_library import PhotoLibrary
from photoorg.sample_photos import write_sample_photos
from tests.pictures import make_jpeg
from tests.tiny_encoder import TinyEncoder

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True)
class Outcome:
    """What a call of the command line left behind."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The one document on stdout."""
        return json.loads(self.out)


class CommandLine(Protocol):
    """Calls ``photoorg`` with arguments."""

    def __call__(self, *arguments: str | Path) -> Outcome: ...


@pytest.fixture
def photoorg(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> CommandLine:
    """The command line with a library of its own, which is not made yet."""
    monkeypatch.setenv("PHOTOORG_LIBRARY", str(tmp_path / "library"))

    def call(*arguments: str | Path) -> Outcome:
        monkeypatch.setattr(sys, "argv", ["photoorg", *map(str, arguments)])
        capsys.readouterr()
        try:
            main()
            code = 0
        except SystemExit as end:
            code = end.code if isinstance(end.code, int) else 0
        return Outcome(code, *capsys.readouterr())

    return call


@pytest.fixture(scope="session")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the sample photos of installed packages."""
    folder = tmp_path_factory.mktemp("samples") / "photos"
    write_sample_photos(folder)
    return folder


@pytest.fixture(scope="session")
def described(tmp_path_factory: pytest.TempPathFactory, samples: Path) -> Path:
    """A library of the sample photos, described by the built-in model. Only to be looked at."""
    directory = tmp_path_factory.mktemp("described") / "library"
    with PhotoLibrary.open(directory) as library:
        library.add_folder(samples)
        library.sync()
    return directory


@pytest.fixture
def empty_library(tmp_path: Path) -> Path:
    """Makes the library of ``photoorg``, without folders; its directory."""
    PhotoLibrary.open(tmp_path / "library").close()
    return tmp_path / "library"


@pytest.fixture
def small_library(tmp_path: Path) -> Path:
    """Fills the library of ``photoorg`` with three photos that no real model has seen; their folder."""
    folder = tmp_path / "photos"
    for colour in ("blue", "green", "red"):
        make_jpeg(folder / f"{colour}.jpg", colour)
    with PhotoLibrary.open(tmp_path / "library", encoder=TinyEncoder()) as library:
        library.add_folder(folder)
        library.sync()
    return folder
