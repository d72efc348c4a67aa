"""Where a library lies, and a look at one of its settings before anybody validates them.

Apart from ``settings``, for the window must not wait for what that imports before it appears.
"""

from __future__ import annotations

import os
import tomllib
from pathlib import Path

import platformdirs

SETTINGS_FILE = "settings.toml"
CATALOGUE_FILE = "catalogue.sqlite3"


def default_library_directory() -> Path:
    """``PHOTOORG_LIBRARY``, else the platform's data folder."""
    chosen = os.environ.get("PHOTOORG_LIBRARY")
    return Path(chosen) if chosen else Path(platformdirs.user_data_dir("photoorg", appauthor=False))


def stored_setting(directory: Path, name: str) -> object:
    """What stands in the settings, whether it makes sense or not; None where nothing can be read."""
    try:
        return tomllib.loads((directory / SETTINGS_FILE).read_text(encoding="utf-8")).get(name)
    except (OSError, ValueError):
        return None
