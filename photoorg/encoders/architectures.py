"""The one door to open_clip's registry of architectures, kept off the network and quiet."""

from __future__ import annotations

import contextlib
import json
import logging
import tempfile
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_REGISTRATION = threading.Lock()


def register_architecture(name: str, model_cfg: Mapping[str, Any]) -> None:
    """Makes ``name`` an architecture that every function of open_clip knows, in this process.

    Args:
        name: becomes open_clip's architecture name; registering it again replaces it.
        model_cfg: what open_clip's own architecture files hold: ``embed_dim``, ``vision_cfg``, ``text_cfg``.
    """
    import open_clip

    # open_clip learns architectures from files only, and has read the file when add_model_config returns.
    with _REGISTRATION, tempfile.TemporaryDirectory(prefix="photoorg-") as directory:
        file = Path(directory) / f"{name}.json"
        file.write_text(json.dumps(model_cfg), encoding="utf-8")
        open_clip.add_model_config(file)


@contextlib.contextmanager
def quiet_root_logger() -> Iterator[None]:
    """Keeps open_clip's notes on the root logger (it has no logger of its own) out of the user's sight.

    The null handler also stops ``logging.warning`` from configuring the root logger on its own account.
    """
    root = logging.getLogger()
    handler = logging.NullHandler()
    root.addHandler(handler)
    root.addFilter(_drop)
    try:
        yield
    finally:
        root.removeFilter(_drop)
        root.removeHandler(handler)


def _drop(_record: logging.LogRecord) -> bool:
    return False
