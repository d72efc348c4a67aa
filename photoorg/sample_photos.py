"""Sample photos for a first look: real photographs that installed packages ship, copied, never downloaded."""

from __future__ import annotations

import shutil
from importlib.util import find_spec
from pathlib import Path

from photoorg.errors import EnvironmentProblem
from photoorg.sentences import Sentence, reason_of

# Within the directory of a library.
SAMPLE_FOLDER = "sample-photos"

# What a person would call the photo -> where it lies in the package scikit-image or scikit-learn. Their
# documentation names author and licence of each (public domain, CC0 or CC BY).
_SOURCES = {
    "astronaut.png": "skimage/data/astronaut.png",
    "brick wall.png": "skimage/data/brick.png",
    "cat.png": "skimage/data/chelsea.png",
    "coffee.png": "skimage/data/coffee.png",
    "coins.png": "skimage/data/coins.png",
    "eye.jpg": "skimage/data/retina.jpg",
    "flower.jpg": "sklearn/datasets/images/flower.jpg",
    "galaxies.jpg": "skimage/data/hubble_deep_field.jpg",
    "grass.png": "skimage/data/grass.png",
    "gravel.png": "skimage/data/gravel.png",
    "handwriting.png": "skimage/data/text.png",
    "moon.png": "skimage/data/moon.png",
    "motorcycle.png": "skimage/data/motorcycle_left.png",
    "motorcycle 2.png": "skimage/data/motorcycle_right.png",
    "photographer.png": "skimage/data/camera.png",
    "printed page.png": "skimage/data/page.png",
    "rocket.jpg": "skimage/data/rocket.jpg",
    "temple.jpg": "sklearn/datasets/images/china.jpg",
}


def write_sample_photos(directory: Path) -> list[Path]:
    """Copies the sample photos into ``directory``, which is made if needed; files already there stay.

    A photo that another version of the packages does not ship is left out.

    Returns:
        The paths of the sample photos, sorted.

    Raises:
        EnvironmentProblem: no sample photo is found, or ``directory`` cannot be written.
    """
    sources = {name: path for name, source in _SOURCES.items() if (path := _installed(source)) is not None}
    if not sources:
        raise EnvironmentProblem(
            Sentence(
                "The sample photos come with the packages scikit-image and scikit-learn, which are not "
                "installed."
            )
        )
    try:
        directory.mkdir(parents=True, exist_ok=True)
        return sorted(_copy_once(source, directory / name) for name, source in sources.items())
    except OSError as error:
        raise EnvironmentProblem(
            Sentence(
                "The sample photos cannot be written to {directory}: {reason}.",
                directory=directory,
                reason=reason_of(error),
            )
        ) from error


def _installed(source: str) -> Path | None:
    """The file inside its package, found without importing the package."""
    package, _, inside = source.partition("/")
    spec = find_spec(package)
    for folder in (spec.submodule_search_locations if spec else None) or ():
        path = Path(folder) / inside
        if path.is_file():
            return path
    return None


def _copy_once(source: Path, target: Path) -> Path:
    if not target.exists():
        # Moved into place when whole: a watcher may look at the folder at any time.
        part = target.with_name(target.name + ".part")
        shutil.copyfile(source, part)
        part.replace(target)
    return target
