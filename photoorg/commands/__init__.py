"""The commands of ``photoorg``, one module a group. None of them imports Qt."""
