"""photoorg: find, group and name your own photos on your own machine, offline."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from photoorg.photo_library import PhotoLibrary

__version__ = "0.1.0"
__all__ = ["PhotoLibrary", "__version__"]


def __getattr__(name: str) -> object:
    # Imported when first asked for, so that `import photoorg.errors` stays as light as it looks.
    if name == "PhotoLibrary":
        from photoorg.photo_library import PhotoLibrary

        return PhotoLibrary
    raise AttributeError(f"module 'photoorg' has no attribute {name!r}")
