"""From a file to an opened picture: the boundary where every fault becomes :class:`PhotoUnreadable`."""

from __future__ import annotations

import stat
import warnings
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image, UnidentifiedImageError

from photoorg.errors import PhotoUnreadable
from photoorg.imaging.formats import DECODERS

if TYPE_CHECKING:
    from collections.abc import Iterator

# No photo of the accepted formats under Pillow's pixel limit needs more.
MAX_FILE_BYTES = 1 << 30
_PILLOW_MODULES = r"PIL\."


def read_photo(path: Path) -> bytes:
    """The bytes of a photo file.

    The file is read whole, never mapped: a mapped file that shrinks while it is decoded kills the process.

    Raises:
        PhotoUnreadable: missing, not a regular file, not permitted, empty, or above ``MAX_FILE_BYTES``.
    """
    try:
        status = path.stat()
        # Opening a named pipe or a device could block for ever.
        if stat.S_ISDIR(status.st_mode):
            raise PhotoUnreadable("it is a folder, not a file")
        if not stat.S_ISREG(status.st_mode):
            raise PhotoUnreadable("it is not a regular file")
        if status.st_size > MAX_FILE_BYTES:
            raise PhotoUnreadable(f"the file is too large ({status.st_size / (1 << 30):.1f} GiB)")
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise PhotoUnreadable("the file does not exist") from error
    except PermissionError as error:
        raise PhotoUnreadable("no permission to read the file") from error
    except OSError as error:
        raise PhotoUnreadable(f"the file cannot be read: {error.strerror or 'input/output error'}") from error
    except ValueError as error:  # a NUL character in the name
        raise PhotoUnreadable("the file name is not valid") from error
    return data


@contextmanager
def opened_photo(source: Path | bytes) -> Iterator[Image.Image]:
    """Opens a picture by its content; whatever goes wrong inside the ``with`` body is told as one sentence.

    Raises:
        PhotoUnreadable: the file cannot be read, is no picture of an accepted format, is damaged, has more
            than twice ``PIL.Image.MAX_IMAGE_PIXELS`` pixels, or needs more memory than there is.
    """
    data = read_photo(source) if isinstance(source, Path) else source
    if not data:
        raise PhotoUnreadable("the file is empty")
    _quieten_pillow()
    try:
        with Image.open(BytesIO(data), formats=DECODERS) as image:
            yield image
    except PhotoUnreadable:
        raise
    except UnidentifiedImageError as error:
        raise PhotoUnreadable("it is not a photo of a known format, or its start is damaged") from error
    except Image.DecompressionBombError as error:
        raise PhotoUnreadable("it claims too many pixels to be decoded safely") from error
    except MemoryError as error:
        raise PhotoUnreadable("not enough memory to decode it") from error
    except Exception as error:
        # Decoders meet hostile bytes here and raise nearly anything: OSError, SyntaxError, struct.error,
        # OverflowError, KeyError, ... One bad photo must stay one line in a report.
        raise PhotoUnreadable(_reason(error)) from error


def _reason(error: Exception) -> str:
    text = str(error).lower()
    if any(sign in text for sign in ("truncated", "unexpected end", "end of file", "not enough")):
        return "the file is cut short"
    return "the picture data are damaged"


def _quieten_pillow() -> None:
    """Keeps remarks about odd files ("Corrupt EXIF data", large but allowed) off the terminal.

    Test runners swap the list of filters, hence the look at every call; ``catch_warnings`` is no
    alternative because it is not safe between threads.
    """
    if not any(getattr(module, "pattern", None) == _PILLOW_MODULES for *_, module, _line in warnings.filters):
        warnings.filterwarnings("ignore", module=_PILLOW_MODULES)
