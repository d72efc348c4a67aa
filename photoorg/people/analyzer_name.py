"""What the implementations of ``FaceAnalyzer`` are called."""

from __future__ import annotations

from enum import StrEnum


class AnalyzerName(StrEnum):
    """By which the user chooses one."""

    EMBEDDED = "embedded"
    YUNET_SFACE = "yunet-sface"
