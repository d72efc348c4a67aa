"""Which of the files of one photo to keep: a proposal by rules, and its reason. The user decides."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import takewhile
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

# Some file systems, as those of memory cards, know times to two seconds.
_SAME_TIME_NS = 2 * 10**9


@dataclass(frozen=True, slots=True)
class KeptPlace:
    """Attributes:
    path: of the file that should be kept.
    reason: the rule that decided.
    """

    path: Path
    reason: str


def propose_place(photo: Photo) -> KeptPlace:
    """The place of a photo that is best by these rules, each of which decides only between those that are
    equal by all before it:

    1. a raw file of the same shot lies beside it; 2. its name is not that of a copy; 3. it does not lie in a
    folder for backups; 4. it is older than the others; 5. it lies in fewer folders; 6. it is older by
    however little; 7. its path comes first.

    Of places on drives that are not connected none is proposed, unless there are no others.
    """
    there = [file for file in photo.files if not (file.missing or file.offline)] or list(photo.files)
    # What all of them lie in says nothing of one.
    levels = zip(*(file.path.parent.parts for file in there), strict=False)
    shared = sum(1 for _ in takewhile(lambda level: len(set(level)) == 1, levels))
    raws = {shot_key(path) for path in photo.paired}
    rules: tuple[tuple[Callable[[PhotoFile], object], Sentence], ...] = (
        (lambda file: shot_key(file.path) in raws, Sentence("The raw file of the shot lies beside it.")),
        (lambda file: not _COPY_NAME.search(file.path.stem), Sentence("Its name is not that of a copy.")),
        (
            lambda file: not any(map(_COPY_FOLDERS.match, file.path.parent.parts[shared:])),
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
    old = [file for file in left if file.modified_ns <= oldest + _SAME_TIME_NS]
    if len(old) == 1:
        return KeptPlace(old[0].path, Sentence("It is older than the others."))
    highest = min(len(file.path.parts) for file in old)
    high = [file for file in old if len(file.path.parts) == highest]
    if len(high) == 1:
        return KeptPlace(high[0].path, Sentence("It is as old as the others, and lies in fewer folders."))
    first = min(high, key=lambda file: (file.modified_ns, file.path))
    if [file.modified_ns for file in high].count(first.modified_ns) == 1:
        return KeptPlace(first.path, Sentence("It is older than the others."))
    return KeptPlace(first.path, Sentence("It is as good as the others, and the first by name."))
