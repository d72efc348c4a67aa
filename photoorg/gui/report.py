"""A report on photoorg for those who make it: versions, figures, the last errors."""

from __future__ import annotations

import platform
from importlib.metadata import version
from pathlib import PurePath
from typing import TYPE_CHECKING

import PySide6

if TYPE_CHECKING:
    from collections.abc import Sequence

    from photoorg.library.records import LibraryStatus
    from photoorg.session_log import Message

MOST_MESSAGES = 40


def report(messages: Sequence[Message], status: LibraryStatus | None, *, with_names: bool) -> str:
    """The report; for developers, hence in English.

    Args:
        status: the figures of the library; None where it is not open.
        with_names: also the texts of messages and the library's place, which name files and folders. Without
            it the report says nothing about them.
    """
    lines = [
        f"photoorg {version('photoorg')}",
        f"Python {platform.python_version()}, PySide6 {PySide6.__version__}",
        platform.platform(),
        "",
    ]
    if status is None:
        lines.append("The library is not open.")
    else:
        lines += [
            f"Model: {_model(status.model, with_names=with_names)}",
            f"Photos: {status.photos}, described: {status.embedded}, pending: {status.pending}, "
            f"offline: {status.offline}, missing: {status.missing}, unreadable files: {status.unreadable}",
        ]
        if with_names:
            lines.append(f"Library: {status.library}")
    for message in messages[-MOST_MESSAGES:]:
        text = "\n".join(filter(None, (message.text, message.details))) if with_names else message.nameless
        lines += ["", f"{message.when:%Y-%m-%d %H:%M:%S} {message.level} {message.source}: {text}"]
    return "\n".join(lines)


def _model(name: str, *, with_names: bool) -> str:
    architecture, _, weights = name.partition(":")
    if with_names or not PurePath(weights.partition("@")[0]).is_absolute():
        return name
    return f"{architecture}, from a file"
