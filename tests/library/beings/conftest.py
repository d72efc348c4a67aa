"""Libraries in which faces are coloured squares."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from photoorg.photo_library import PhotoLibrary
from tests.tiny_encoder import TinyEncoder
from tests.tiny_finder import TinyFinder

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def opened(directory: Path, finder: TinyFinder | None = None) -> PhotoLibrary:
    return PhotoLibrary.open(directory, encoder=TinyEncoder(), finders=[finder or TinyFinder()])


@pytest.fixture
def library(tmp_path: Path) -> Iterator[PhotoLibrary]:
    """One whose only folder is ``photos``, which is not there yet."""
    with opened(tmp_path / "library") as found:
        (tmp_path / "photos").mkdir()
        found.add_folder(tmp_path / "photos")
        yield found
