"""Says in one line when this Python is too old, before pip says it in forty."""

import sys

if sys.hexversion < 0x030B0000:
    here = ".".join(str(part) for part in sys.version_info[:2])
    sys.exit("photoorg needs Python 3.11 or newer, this is " + here + ". Try: make run PYTHON=python3.12")
