r"""Quotes in a query, and what stands between them.

``\"`` is a quotation mark among what straight quotes enclose. A backslash is itself anywhere else, so that
paths need no care: only those right before a quotation mark count in pairs, two for one.
"""

from __future__ import annotations

import re

STRAIGHT = r'"(?:[^"\\]|\\+[^"\\]|(?:\\\\)*\\")*(?:\\\\)*"'
# As of a folder that ends with a backslash, where nothing closes the quote otherwise.
PLAIN = '"[^"]*"'
CURLY = "“[^”“]*”"
QUOTED = f"{STRAIGHT}|{PLAIN}|{CURLY}"
_STRAIGHT = re.compile(STRAIGHT)
_BEFORE_A_QUOTE = re.compile(r'(\\+)(?="|$)')


def unquoted(token: str) -> str:
    """What a quoted text says."""
    inner = token[1:-1]
    if not _STRAIGHT.fullmatch(token):
        return inner
    return _BEFORE_A_QUOTE.sub(lambda run: run[1][: len(run[1]) // 2], inner)


def quoted(text: str) -> str:
    """The text in straight quotes, so that :func:`unquoted` gives it back."""
    doubled = _BEFORE_A_QUOTE.sub(lambda run: run[1] * 2, text)
    return '"' + doubled.replace('"', r"\"") + '"'
