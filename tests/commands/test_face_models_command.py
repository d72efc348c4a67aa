"""photoorg models download yunet-sface, and eval people with it."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from photoorg.encoders import face_models
from photoorg.people.analyzer_name import AnalyzerName

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from tests.commands.conftest import CommandLine


def test_the_command_line_asks_and_says_where_it_is(
    photoorg: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_CACHE", str(tmp_path / "hub"))
    assert face_models.FACE_MODELS == AnalyzerName.YUNET_SFACE
    monkeypatch.setattr("sys.stdin", io.StringIO("n\n"))
    outcome = photoorg("models", "download", "yunet-sface")
    assert "Download 39 MB for yunet-sface?" in outcome.err
    assert "Nothing was downloaded." in outcome.err
    outcome = photoorg("models", "remove", "yunet-sface", "--yes")
    assert outcome.code == 1
    assert "Nothing of yunet-sface is on this machine" in outcome.err
    (tmp_path / "people" / "ada").mkdir(parents=True)
    (tmp_path / "people" / "ada" / "1.jpg").write_bytes(b"")
    outcome = photoorg("eval", "people", tmp_path / "people", "--analyzer", "yunet-sface")
    assert outcome.code == 1
    assert "Get it with: photoorg models download yunet-sface" in outcome.err
