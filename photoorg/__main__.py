"""``python -m photoorg``, and the command ``photoorg``; imports nothing heavy."""

from __future__ import annotations

import os
import signal


def main() -> None:
    """Runs the command line. Ctrl-C is silent while that is still being imported: nothing was begun."""
    # Whoever starts a program in the background may have it ignore Ctrl-C.
    attended = signal.getsignal(signal.SIGINT) is signal.default_int_handler
    if attended:
        # An exception in the midst of an import can be swallowed, or come out as another one.
        signal.signal(signal.SIGINT, lambda _number, _frame: os._exit(130))
    from photoorg.cli import main as run

    if attended:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    run()


if __name__ == "__main__":
    main()
