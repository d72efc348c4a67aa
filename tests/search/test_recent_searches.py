"""What was searched for lately."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from photoorg.photo_library import PhotoLibrary
from photoorg.search.recent_searches import MOST, RECENT_FILE

if TYPE_CHECKING:
    from pathlib import Path


def test_the_latest_come_first_and_old_ones_go(library: PhotoLibrary) -> None:
    recent = library.recent_searches
    assert recent.latest() == []
    for number in range(MOST + 2):
        recent.add(f"search {number}")
    recent.add("  search\n  40 ")
    recent.add("")
    assert len(recent.latest()) == MOST
    assert recent.latest()[:2] == ["search 40", f"search {MOST + 1}"]
    assert recent.latest()[-1] == "search 2"
    recent.remove("search 40")
    assert "search 40" not in recent.latest()


def test_they_outlive_the_session_and_are_cleared(library: PhotoLibrary) -> None:
    library.recent_searches.add("a dog “Rex” 🐕")
    directory = library.directory
    library.close()
    with PhotoLibrary.open(directory) as again:
        assert again.recent_searches.latest() == ["a dog “Rex” 🐕"]
        again.recent_searches.clear()
        assert not (directory / RECENT_FILE).exists()
        again.recent_searches.clear()


def test_who_does_not_want_them_has_none(library: PhotoLibrary) -> None:
    library.recent_searches.add("secret")
    library.change_setting("keep_searches", "false")
    assert not (library.directory / RECENT_FILE).exists()
    library.recent_searches.add("secret")
    assert library.recent_searches.latest() == []


@pytest.mark.parametrize("junk", [b"", b"{}", b"[1, null]", b"\xff\xfe", b"[" * 100_000])
def test_a_damaged_file_counts_as_none(library: PhotoLibrary, junk: bytes) -> None:
    (library.directory / RECENT_FILE).write_bytes(junk)
    assert library.recent_searches.latest() == []
    library.recent_searches.add("next")
    assert library.recent_searches.latest() == ["next"]


def test_beside_a_writer_nothing_is_kept(library: PhotoLibrary, tmp_path: Path) -> None:
    with PhotoLibrary.open(library.directory, read_only=True) as reader:
        reader.recent_searches.add("only looking")
    assert library.recent_searches.latest() == []
