"""``python -m photoorg``."""

from photoorg.cli import main

main()
