"""Changing the model from the command line, with two small real models."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from photoorg.encoders.model_name import encoder_key
from tests.encoders.tiny_checkpoint import write_tiny_checkpoint
from tests.pictures import make_jpeg

if TYPE_CHECKING:
    from pathlib import Path

    from photoorg.encoders.model_name import ModelName
    from tests.commands.conftest import CommandLine


@pytest.fixture(scope="session")
def two_models(tmp_path_factory: pytest.TempPathFactory) -> tuple[ModelName, ModelName]:
    folder = tmp_path_factory.mktemp("weights")
    return (
        write_tiny_checkpoint(folder / "first.safetensors", seed=1),
        write_tiny_checkpoint(folder / "second.safetensors", seed=2),
    )


@pytest.fixture
def described(
    photoorg: CommandLine, tmp_path: Path, two_models: tuple[ModelName, ModelName]
) -> tuple[str, str]:
    """Three photos described by the first of two models; the names of both."""
    for colour in ("blue", "green", "red"):
        make_jpeg(tmp_path / "photos" / f"{colour}.jpg", colour)
    first, second = map(str, two_models)
    assert photoorg("add", tmp_path / "photos").code == 0
    assert photoorg("models", "use", first, "--json").json["next_model"] is None
    assert photoorg("sync", "--json").json["embedded"] == 3
    return first, second


def test_a_change_goes_on_until_sync_completes_it(
    photoorg: CommandLine, described: tuple[str, str], two_models: tuple[ModelName, ModelName]
) -> None:
    first, second = described
    first_key, second_key = map(encoder_key, two_models)
    chosen = photoorg("models", "use", second)
    assert chosen.code == 0
    assert f"will use {second}; until then searches go on with {first}" in chosen.out
    assert "0 of 3 photos described. Next: photoorg sync" in chosen.err
    status = photoorg("status", "--json").json
    assert (status["model"], status["next_model"], status["next_embedded"]) == (first_key, second_key, 0)
    assert f"Next model  {second}\n" in photoorg("status").out
    assert "has described 0 of 3 photos" in photoorg("doctor").out
    assert photoorg("search", "red", "--closest", "--json").json["model"] == first_key

    synced = photoorg("sync")
    assert synced.out.startswith(f"0 new photos; 3 described by {second} in ")
    assert synced.out.endswith(f"\nSearches now use {second}.\n")
    status = photoorg("status", "--json").json
    assert (status["model"], status["next_model"], status["embedded"]) == (second_key, None, 3)
    found = photoorg("search", "red", "--closest", "--json").json
    assert (found["model"], len(found["hits"])) == (second_key, 3)

    # Going back is instant.
    assert photoorg("models", "use", first, "--json").json == {
        "model": first_key,
        "next_model": None,
        "next_embedded": 0,
        "photos": 3,
        "pending": 0,
    }


def test_a_change_is_called_off_by_choosing_the_old_model_and_made_at_once_by_now(
    photoorg: CommandLine, described: tuple[str, str], two_models: tuple[ModelName, ModelName]
) -> None:
    first, second = described
    _, second_key = map(encoder_key, two_models)
    assert photoorg("models", "use", second, "--json").json["next_model"] == second_key
    assert photoorg("models", "use", first, "--json").json["next_model"] is None
    assert photoorg("sync", "--json").json["prepared"] == 0
    now = photoorg("models", "use", "--now", second)
    assert f"This library now uses {second}." in now.out
    assert "3 photos wait to be described and cannot be found until then. Next: photoorg sync" in now.err
    assert photoorg("sync", "--json").json["embedded"] == 3


def test_a_vanished_checkpoint_is_one_sentence_and_another_model_the_way_out(
    photoorg: CommandLine, described: tuple[str, str], tmp_path: Path
) -> None:
    first, second = described
    gone = write_tiny_checkpoint(tmp_path / "gone.safetensors", seed=3)
    photoorg("models", "use", str(gone))
    weights = tmp_path / "gone.safetensors"
    saved = weights.read_bytes()
    weights.unlink()
    # As the coming model it only says so ...
    synced = photoorg("sync")
    assert synced.code == 0
    assert "gone.safetensors cannot be read" in synced.err
    assert f"Searches go on with {first}" in synced.err
    assert "has described 0 of 3 photos" in synced.err
    assert photoorg("search", "red", "--closest").code == 0
    # ... and goes on when it is back.
    weights.write_bytes(saved)
    assert photoorg("sync", "--json").json["prepared"] == 3
    weights.write_bytes(b"damaged")
    assert photoorg("search", "red").code == 1
    weights.unlink()
    failed = photoorg("search", "red")
    assert failed.code == 1
    assert failed.err.count("\n") == 1
    assert (
        "cannot be read: no such file or directory. Choose another model with: photoorg models use"
        in failed.err
    )
    assert photoorg("status", "--json").json["photos"] == 3
    assert photoorg("doctor").code == 1
    # The other model knows all photos, or is used at once though it knows none.
    assert photoorg("models", "use", second, "--json").json["pending"] == 3
    assert photoorg("models", "use", first, "--json").json["pending"] == 0
    assert photoorg("search", "red", "--closest").code == 0
