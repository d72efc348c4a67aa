"""From a file to an opened picture: the boundary where every fault becomes :class:`PhotoUnreadable`."""

from __future__ import annotations

import stat
import struct
import threading
import warnings
from contextlib import AbstractContextManager, ExitStack, contextmanager
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image, JpegImagePlugin, PngImagePlugin, UnidentifiedImageError

from photoorg.errors import PhotoUnreadable
from photoorg.imaging.formats import DECODERS
from photoorg.imaging.memory import bytes_to_decode
from photoorg.imaging.raw import open_raw
from photoorg.sentences import Sentence, reason_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

# The largest that leaves room for pixels in ``memory.MEMORY_PER_PHOTO_BYTES``.
MAX_FILE_BYTES = 1_000_000_000
_PILLOW_MODULES = r"PIL\."
# Several photos are read at the same time, but only one that takes more than this.
LARGE_BYTES = 256_000_000
# Entered before such a photo is read or decoded, perhaps twice. A process that is one of several has another.
turn_of_large: AbstractContextManager[object] = threading.RLock()
_WITHOUT_LIMIT: dict[bytes, Callable[[BytesIO], Image.Image]] = {
    b"\xff\xd8\xff": JpegImagePlugin.jpeg_factory,
    b"\x89PNG\r\n\x1a\n": PngImagePlugin.PngImageFile,
}


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
            raise PhotoUnreadable(Sentence("it is a folder, not a file"))
        if not stat.S_ISREG(status.st_mode):
            raise PhotoUnreadable(Sentence("it is not a regular file"))
        if status.st_size > MAX_FILE_BYTES:
            raise PhotoUnreadable(
                Sentence("the file is too large ({size} GB)", size=f"{status.st_size / 1e9:.1f}")
            )
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise PhotoUnreadable(Sentence("the file does not exist")) from error
    except PermissionError as error:
        raise PhotoUnreadable(Sentence("no permission to read the file")) from error
    except OSError as error:
        raise PhotoUnreadable(
            Sentence("the file cannot be read: {reason}", reason=reason_of(error))
        ) from error
    except ValueError as error:  # a NUL character in the name
        raise PhotoUnreadable(Sentence("the file name is not valid")) from error
    return data


@contextmanager
def opened_photo(source: Path | bytes, min_side_px: int | None = None) -> Iterator[Image.Image]:
    """Opens a picture by its content; whatever goes wrong inside the ``with`` body is told as one sentence.

    Args:
        min_side_px: what the body is going to decode (see ``memory.reduction``), None if no pixels.

    Raises:
        PhotoUnreadable: the file cannot be read, is no picture of an accepted format, is damaged, has too
            many pixels for the memory that one photo may take, or needs more than there is.
    """
    _quieten_pillow()
    try:
        with ExitStack() as stack:
            if isinstance(source, Path) and _size_bytes(source) > LARGE_BYTES:
                stack.enter_context(turn_of_large)
            data = read_photo(source) if isinstance(source, Path) else source
            if not data:
                raise PhotoUnreadable(Sentence("the file is empty"))
            image = stack.enter_context(open_raw(data, min_side_px) or _open(data))
            if min_side_px is not None and bytes_to_decode(image, min_side_px, len(data)) > LARGE_BYTES:
                stack.enter_context(turn_of_large)
            yield image
    except PhotoUnreadable:
        raise
    except UnidentifiedImageError as error:
        raise PhotoUnreadable(
            Sentence("it is not a photo of a known format, or its start is damaged")
        ) from error
    except Image.DecompressionBombError as error:
        raise PhotoUnreadable(Sentence("it claims too many pixels to be decoded safely")) from error
    except MemoryError as error:
        raise PhotoUnreadable(Sentence("not enough memory to decode it")) from error
    except Exception as error:
        # Decoders meet hostile bytes here and raise nearly anything: OSError, SyntaxError, struct.error,
        # OverflowError, KeyError, ... One bad photo must stay one line in a report.
        raise PhotoUnreadable(_reason(error)) from error


def _open(data: bytes) -> Image.Image:
    # Pillow's general limit of pixels does not know that a JPEG can be decoded at 1/8 of its size, nor how
    # much memory there is for a panorama; ``memory.bytes_to_decode`` does.
    for start, open_format in _WITHOUT_LIMIT.items():
        if data.startswith(start):
            try:
                return open_format(BytesIO(data))
            except (SyntaxError, IndexError, TypeError, struct.error) as error:
                raise UnidentifiedImageError("a damaged start") from error
    return Image.open(BytesIO(data), formats=DECODERS)


def _size_bytes(path: Path) -> int:
    try:
        return path.stat().st_size
    except (OSError, ValueError):
        return 0  # reading it says why


def _reason(error: Exception) -> str:
    text = str(error).lower()
    if any(sign in text for sign in ("truncated", "unexpected end", "end of file", "not enough")):
        return Sentence("the file is cut short")
    return Sentence("the picture data are damaged")


def _quieten_pillow() -> None:
    """Keeps remarks about odd files ("Corrupt EXIF data", large but allowed) off the terminal.

    Test runners swap the list of filters, hence the look at every call; ``catch_warnings`` is no
    alternative because it is not safe between threads.
    """
    if not any(getattr(module, "pattern", None) == _PILLOW_MODULES for *_, module, _line in warnings.filters):
        warnings.filterwarnings("ignore", module=_PILLOW_MODULES)
