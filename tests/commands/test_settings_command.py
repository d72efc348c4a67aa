"""settings, and what watch says of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from photoorg.settings import Settings, load_settings

if TYPE_CHECKING:
    from pathlib import Path

    from tests.commands.conftest import CommandLine


def test_settings_are_listed_and_changed(photoorg: CommandLine, empty_library: Path) -> None:
    assert photoorg("settings", "list", "--json").json == Settings().model_dump()
    assert photoorg("settings", "set", "only_when_idle", "true").out == "only_when_idle = true\n"
    assert photoorg("settings", "set", "threads", "3", "--json").json == {"threads": 3}
    assert photoorg("settings", "set", "paused", "yes").out == "paused = true\n"
    settings = load_settings(empty_library)
    assert (settings.only_when_idle, settings.threads, settings.paused) == (True, 3, True)
    text = photoorg("settings", "list", "-v").out
    assert "only_when_idle = true\n    Whether photos are described" in text


@pytest.mark.parametrize(
    ("name", "value", "reason"),
    [
        ("speed", "3", "there is no such setting"),
        ("threads", "many", "it cannot be 'many'"),
        ("threads", "999", "0 to 256"),
        ("threads", "-1", "0 to 256"),
        ("watching", "sometimes", "it cannot be 'sometimes'"),
        ("model", "ViT-B-32:openai", "photoorg models use"),
    ],
)
def test_what_makes_no_sense_is_refused(photoorg: CommandLine, name: str, value: str, reason: str) -> None:
    outcome = photoorg("settings", "set", name, value)
    assert (outcome.code, outcome.out) == (1, "")
    assert reason in outcome.err
    assert outcome.err.count("\n") == 1
    assert photoorg("settings", "list", "--json").json == Settings().model_dump()
