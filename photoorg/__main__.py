"""``python -m photoorg``, and the command ``photoorg``; imports nothing heavy."""

from __future__ import annotations

import os
import sys

from photoorg.interrupts import interrupted_at_once


def main() -> None:
    """Runs the command line. Ctrl-C is silent while that is still being imported: nothing was begun."""
    _open_what_was_closed()
    with interrupted_at_once():
        from photoorg.cli import main as run
    run()


def _open_what_was_closed() -> None:
    """What the shell closed, as in ``>&-``, leads nowhere. Else no stream would be there to write to, and the
    next file that is opened would take its number."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            # Open as long as the process is, and pathlib is not imported for it.
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: PTH123, SIM115


if __name__ == "__main__":
    main()
