"""A process that indexes a library with the tiny encoder, to be killed, capped, or run without rights.

    python -m tests.e2e.indexing_process LIBRARY [--add FOLDER] [--delay-ms N] [--memory-mb N] [--named]

With ``--named`` models have names ("old", "new") and the library says which ones it uses.

Prints a line when the library is open, one for every batch, and last a JSON document of what ``sync``
reported. A problem of the user's is one line on stderr and exit code 1.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import sys
import time
from dataclasses import asdict
from typing import TYPE_CHECKING

from photoorg.errors import PhotoOrgError
from photoorg.photo_library import PhotoLibrary
from tests.tiny_encoder import TinyEncoder

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from photoorg.changes import Progress


class SlowEncoder(TinyEncoder):
    """Takes its time for every batch, as a real model does."""

    def __init__(self, delay_s: float, key: str = "tiny-1") -> None:
        super().__init__(key)
        self._delay_s = delay_s

    def encode_images(self, inputs: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
        time.sleep(self._delay_s)
        return super().encode_images(inputs)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("library")
    parser.add_argument("--add")
    parser.add_argument("--delay-ms", type=float, default=0)
    parser.add_argument("--memory-mb", type=int)
    parser.add_argument("--named", action="store_true")
    arguments = parser.parse_args()
    if arguments.memory_mb:
        limit = arguments.memory_mb << 20
        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    delay_s = arguments.delay_ms / 1000
    encoder = SlowEncoder(delay_s)
    try:
        with (
            PhotoLibrary.open(arguments.library, encoders=lambda name: SlowEncoder(delay_s, f"{name}@1"))
            if arguments.named
            else PhotoLibrary.open(arguments.library, encoder=encoder)
        ) as library:
            _say("open")
            if arguments.add:
                library.add_folder(arguments.add)
            report = library.sync(_tell)
            _say(json.dumps({**asdict(report), "described": encoder.images_encoded}, default=os.fspath))
    except PhotoOrgError as error:
        sys.stderr.write(f"{type(error).__name__}: {error}\n")
        sys.exit(1)


def _tell(progress: Progress) -> None:
    _say(f"{progress.activity.value} {progress.done}/{progress.total}")


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
