"""Links to photos in a folder: nothing is copied, and what was there stays."""

from __future__ import annotations

import errno
from enum import Enum
from itertools import count
from typing import TYPE_CHECKING

from photoorg.errors import PhotoUnreadable
from photoorg.export.placing import numbered
from photoorg.sentences import Sentence

if TYPE_CHECKING:
    from pathlib import Path


class LinkKind(Enum):
    """``SYMBOLIC`` leads to where the photo lies; ``HARD`` is the same file under another name, on the same
    drive only."""

    SYMBOLIC = "symlinks"
    HARD = "hardlinks"


def link(path: Path, folder: Path, name: str, kind: LinkKind) -> Path:
    """Makes a link called ``name``, or ``name (2)`` and so on where there is something; gives its path.

    Raises PhotoUnreadable where the file systems do not allow it, and OSError.
    """
    if not path.is_file():
        # A link to nothing could be made, and would help nobody.
        raise PhotoUnreadable(Sentence("it is not where it was"))
    for number in count(1):
        target = folder / numbered(name, number)
        try:
            if kind is LinkKind.SYMBOLIC:
                target.symlink_to(path)
            else:
                target.hardlink_to(path)
        except FileExistsError:
            continue
        except OSError as error:
            if error.errno == errno.EXDEV:
                raise PhotoUnreadable(
                    Sentence("it lies on another drive, where no hard link leads")
                ) from error
            if error.errno in (errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP):
                raise PhotoUnreadable(Sentence("this file system knows no such links")) from error
            raise
        return target
    raise AssertionError("numbers do not end")
