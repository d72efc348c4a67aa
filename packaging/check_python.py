"""Says in one line when this Python is too old, before pip says it in forty."""

import sys

if sys.version_info < (3, 11):
    sys.exit("photoorg needs Python 3.11 or newer; this is %d.%d. Try: make run PYTHON=python3.12" % sys.version_info[:2])
