"""Which of the files of one photo to keep: a proposal by rules, and its reason. The user decides."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from photoorg.library.shot_names import shot_key
from photoorg.sentences import Sentence

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from photoorg.library.records import Photo, PhotoFile

# What systems and browsers add to the name of a copy, in some languages.
_COPY_NAME = re.compile(
    r"(\(\d+\)|[ _-](copy|copie|kopie|copia|kopia|cópia|副本|复制)( \d+)?|^copy of .*|.* - copy)$",
    re.IGNORECASE,
)
_COPY_FOLDERS = re.compile(r"^(backup|backups|copies|duplicates|old|trash|tmp|temp|备份)$", re.IGNORECASE)

_TOGETHER_NS = 60 * 10**9


@dataclass(frozen=True, slots=True)
class KeptPlace:
    """Attributes:
    path: of the file that should be kept.
    reason: the rule that decided; "" where the files are as good as each other, and the first by name stays.
    """

    path: Path
    reason: str


def propose_place(photo: Photo) -> KeptPlace:
    """The place of a photo that is best by these rules, each of which decides only between those that are
    equal by all before it:

    1. a raw file of the same shot lies beside it; 2. its name is not that of a copy; 3. it does not lie in a
    folder for backups; 4. it is older than the others; 5. its path comes first.

    Of places on drives that are not connected none is proposed, unless there are no others.
    """
    there = [file for file in photo.files if not (file.missing or file.offline)] or list(photo.files)
    raws = {shot_key(path) for path in photo.paired}
    rules: tuple[tuple[Callable[[PhotoFile], object], Sentence], ...] = (
        (lambda file: shot_key(file.path) in raws, Sentence("The raw file of the shot lies beside it.")),
        (lambda file: not _COPY_NAME.search(file.path.stem), Sentence("Its name is not that of a copy.")),
        (
            lambda file: not any(map(_COPY_FOLDERS.match, file.path.parent.parts)),
            Sentence("It does not lie in a folder for backups."),
        ),
    )
    left: Sequence[PhotoFile] = there
    for is_good, reason in rules:
        good = [file for file in left if is_good(file)]
        if good and len(good) < len(left):
            if len(good) == 1:
                return KeptPlace(good[0].path, reason)
            left = good
    oldest = min(file.modified_ns for file in left)
    # Files that were copied together are as old as each other.
    old = [file for file in left if file.modified_ns < oldest + _TOGETHER_NS]
    first = min(old, key=lambda file: (len(file.path.parts), file.path))
    is_older = len(old) == 1 and len(left) > 1
    return KeptPlace(first.path, Sentence("It is older than the others.") if is_older else "")
