"""A screen for every test that wants one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.e2e.screen import Screen

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def screen(tmp_path: Path) -> Iterator[Screen]:
    """A screen of its own."""
    directory = tmp_path / "screen"
    directory.mkdir()
    screen = Screen(directory)
    yield screen
    screen.close()
