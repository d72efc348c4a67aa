"""What the commands share that measure something on files of the user's."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from photoorg.commands.context import counted, interruptible, options, print_note, step_bar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import typer

    from photoorg.encoders.encoder import Encoder


@contextmanager
def measuring(context: typer.Context, doing: str) -> Iterator[Callable[[int, int], None]]:
    """Shows on stderr how far things are, and lets go of everything at Ctrl-C."""
    with interruptible(context, "Stopped; nothing was measured."), step_bar(doing) as show:
        yield show


def chosen_encoder(context: typer.Context) -> Encoder:
    """Loads the model of ``--model`` or, without it, of the library. Raises ModelUnavailable."""
    from photoorg.encoders.loading import load_encoder
    from photoorg.encoders.model_name import ModelName
    from photoorg.settings import load_settings
    from photoorg.settings_file import default_library_directory

    chosen = options(context)
    name = chosen.model or load_settings(chosen.library or default_library_directory()).model
    return load_encoder(ModelName.parse(name), on_notice=print_note, on_preparing=print_note)


def tell_skipped(skipped: tuple[str, ...]) -> None:
    """A note on pictures that could not be read, if there are any."""
    if skipped:
        print_note(
            f"Skipped {counted(len(skipped), 'picture')} that could not be read, the first: {skipped[0]}"
        )
