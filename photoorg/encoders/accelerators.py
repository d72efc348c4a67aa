"""Which graphics processor torch could use, found out without importing torch where there is none."""

from __future__ import annotations

import ctypes
import platform
import sys


def find_accelerator() -> str | None:
    """``cuda`` or ``mps``; None where models run on the processor. Imports torch only beside a driver."""
    if not _has_driver():
        return None
    import torch

    if torch.cuda.is_available():
        return "cuda"
    return "mps" if torch.backends.mps.is_available() else None


def _has_driver() -> bool:
    if sys.platform == "darwin":
        return platform.machine() == "arm64"
    try:
        ctypes.CDLL("nvcuda.dll" if sys.platform == "win32" else "libcuda.so.1")
    except OSError:
        return False
    return True
