"""The implementations of ``FaceAnalyzer`` by name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from photoorg.people.analyzer_name import AnalyzerName

if TYPE_CHECKING:
    from photoorg.people.faces import FaceAnalyzer


def load_analyzer(name: AnalyzerName, threads: int | None = None) -> FaceAnalyzer:
    """Loads one, some tenths of a second.

    Args:
        name: which one; all but ``EMBEDDED`` have to be downloaded before.
        threads: of the processor; None leaves OpenVINO's own choice.

    Raises ModelUnavailable.
    """
    if name is AnalyzerName.EMBEDDED:
        from photoorg.people.embedded_analyzer import EmbeddedAnalyzer

        return EmbeddedAnalyzer(threads)
    from photoorg.encoders.face_models import face_model_files
    from photoorg.people.yunet_sface_analyzer import YunetSfaceAnalyzer

    detector, describer = face_model_files()
    return YunetSfaceAnalyzer(detector, describer, threads)
