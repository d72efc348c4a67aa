"""Examines the files named on the command line with capped memory; one JSON object a file on stdout.

Run in a process of its own: some files try to exhaust memory or to hang a decoder.
"""

from __future__ import annotations

import json
import resource
import signal
import sys
from pathlib import Path

from photoorg.errors import PhotoUnreadable
from photoorg.imaging.examine import examine_photo

MEMORY_LIMIT_BYTES = 2 << 30
SECONDS_PER_FILE = 60


def peak_bytes() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def main() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_LIMIT_BYTES, MEMORY_LIMIT_BYTES))
    for name in sys.argv[1:]:
        # Nothing handles the alarm: a decoder that hangs ends the process, and the test sees it.
        signal.alarm(SECONDS_PER_FILE)
        before = peak_bytes()
        try:
            decoded = examine_photo(Path(name), 256).decoded
            result: dict[str, object] = {"file": name, "size": [decoded.width, decoded.height]}
            result["grew_by_bytes"] = peak_bytes() - before
        except PhotoUnreadable as error:
            result = {"file": name, "reason": str(error), "cause": repr(error.__cause__)}
        sys.stdout.write(json.dumps(result) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
