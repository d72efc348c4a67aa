"""Composition root of the command line. Works without Qt until a window is asked for."""

from __future__ import annotations

import contextlib
import errno
import logging
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TextIO

import typer
from typer.core import TyperGroup

from photoorg import __version__
from photoorg.commands import (
    album_arranging,
    album_exporting,
    correcting,
    demo,
    doctor,
    finding,
    indexing,
    organizing,
    rating,
    window,
)
from photoorg.commands.albums import albums
from photoorg.commands.backup import backup, restore
from photoorg.commands.context import (
    GlobalOptions,
    given_path,
    interruptible,
    print_json,
    print_note,
)
from photoorg.commands.duplicates import duplicates
from photoorg.commands.evaluation import evaluation
from photoorg.commands.events import events
from photoorg.commands.exporting import export
from photoorg.commands.folders import folders
from photoorg.commands.labels import labels
from photoorg.commands.models import models
from photoorg.commands.people import people
from photoorg.commands.quantizing import quantize
from photoorg.commands.settings import settings
from photoorg.commands.sidecars import sidecars
from photoorg.commands.stacks import stacks
from photoorg.commands.turning import rotate
from photoorg.errors import PhotoOrgError
from photoorg.interrupts import INTERRUPTED

if TYPE_CHECKING:
    from collections.abc import Iterator

_GLOBAL_FLAGS = {"--json", "-v", "--verbose"}
_GLOBAL_VALUES = {"--library", "--model"}
# As shells have it of a program that a closed pipe ended.
NOBODY_READS = 141
_SECONDS_OF_THE_HUB = ("HF_HUB_DOWNLOAD_TIMEOUT", "HF_HUB_ETAG_TIMEOUT")

# For what some versions of typer say in the words of what checks values for them.
_SENTENCES = {
    "Input should be a valid integer": "It must be a whole number.",
    "Input should be a valid number": "It must be a number.",
}


# The base of all errors about what was typed, wherever this version of typer keeps it.
_UsageError: Any = typer.BadParameter.__mro__[1]


class _AnywhereGroup(TyperGroup):
    """Takes the global options before or after the command, as people type them.

    Whatever ends a command, it is said in one line, and scripts that asked for a document get one.
    """

    def __init__(self, **extra: Any) -> None:
        super().__init__(**extra)
        _show_no_type_of_flags(self)

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        return super().parse_args(ctx, _global_options_first(args))

    def make_context(self, *args: Any, **extra: Any) -> Any:
        with _ending_with_the_reader(), _documented_usage_errors():
            return super().make_context(*args, **extra)

    def invoke(self, ctx: Any) -> Any:
        with _ending_with_the_reader(), interruptible(ctx, "Stopped."), _documented_usage_errors():
            return super().invoke(ctx)


def _show_no_type_of_flags(command: Any) -> None:
    """Help would else give them a value, as in ``--json <bool>``."""
    for parameter in command.params:
        if getattr(parameter, "is_flag", False):
            parameter.metavar = ""
    for inner in getattr(command, "commands", {}).values():
        _show_no_type_of_flags(inner)


@contextlib.contextmanager
def _ending_with_the_reader() -> Iterator[None]:
    try:
        yield
    except BrokenPipeError:
        _forget(sys.stdout, sys.stderr)
        raise typer.Exit(NOBODY_READS) from None


@contextlib.contextmanager
def _documented_usage_errors() -> Iterator[None]:
    try:
        yield
    except _UsageError as error:
        for begins, sentence in _SENTENCES.items():
            if error.message.startswith(begins):
                error.message = sentence
        if _wants_json():
            print_json({"error": error.format_message()})
        raise


def _wants_json() -> bool:
    return "--json" in sys.argv[1:]


def _global_options_first(arguments: list[str]) -> list[str]:
    first: list[str] = []
    rest: list[str] = []
    waiting = iter(arguments)
    for argument in waiting:
        if argument == "--":
            rest += [argument, *waiting]
        elif argument in _GLOBAL_FLAGS or argument.split("=")[0] in _GLOBAL_VALUES:
            first.append(argument)
            if argument in _GLOBAL_VALUES:
                first += [value for value in [next(waiting, None)] if value is not None]
        else:
            rest.append(argument)
    return first + rest


app = typer.Typer(
    name="photoorg",
    cls=_AnywhereGroup,
    help="Find, group and name your own photos, on your own machine, offline.",
    epilog="The options above may also stand after a command. Exit codes: 0 done, 1 failed, 2 wrong usage, "
    "130 stopped by Ctrl-C, 141 nobody read the output to its end.",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@app.callback(invoke_without_command=True)
def _global_options(
    context: typer.Context,
    library: Annotated[
        Path | None,
        typer.Option(
            envvar="PHOTOORG_LIBRARY", help="Directory of the library.", parser=given_path, metavar="DIR"
        ),
    ] = None,
    model: Annotated[
        str | None,
        typer.Option(
            help="Model for this call, for example builtin, ViT-B-32:laion2b_s34b_b79k, imported:mine, "
            "hf-hub:org/name or ViT-B-32:/path/to/weights.safetensors."
        ),
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="Print one JSON document on stdout.")] = False,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Say more on stderr.")] = False,
    version: Annotated[bool, typer.Option("--version", help="Print the version and exit.")] = False,
) -> None:
    if version:
        typer.echo(f"photoorg {__version__}")
        raise typer.Exit
    for name in _SECONDS_OF_THE_HUB:
        if (value := os.environ.get(name)) and not value.isdecimal():
            # The hub's client would end in a traceback, even where nothing is downloaded.
            raise typer.BadParameter(f"{name} must be a whole number of seconds, not “{value}”.")
    logging.basicConfig(
        level=logging.INFO if verbose else logging.WARNING, stream=sys.stderr, format="%(name)s: %(message)s"
    )
    context.obj = GlobalOptions(library, model, json, verbose)
    if context.invoked_subcommand is None:
        window.gui(context)


app.command()(window.gui)
app.command()(demo.demo)
app.command("run-or-demo", hidden=True)(demo.run_window_or_demo)
app.command()(indexing.add)
app.command()(indexing.remove)
app.command()(indexing.sync)
app.command()(indexing.watch)
app.command()(indexing.status)
app.command(cls=finding.QueryCommand)(finding.search)
app.command()(finding.similar)
app.command()(organizing.tag)
app.command()(rating.rate)
app.command()(rating.favourite)
app.command()(rating.unfavourite)
app.command()(organizing.hide)
app.command()(organizing.unhide)
app.command()(organizing.removed)
app.command("put-back")(organizing.put_back)
app.command()(organizing.trash)
app.command()(organizing.trashed)
app.command()(organizing.untrash)
app.command(cls=finding.QueryCommand)(export)
app.command()(rotate)
app.command()(correcting.date)
app.command()(correcting.place)
app.command()(correcting.describe)
app.command()(backup)
app.command()(restore)
app.command()(doctor.doctor)
app.add_typer(folders, name="folders")
app.add_typer(settings, name="settings")
albums.add_typer(album_arranging.folders, name="folders")
albums.command()(album_exporting.export)
app.add_typer(albums, name="albums")
app.add_typer(events, name="events")
app.add_typer(people, name="people")
app.add_typer(labels, name="labels")
app.add_typer(duplicates, name="duplicates")
app.add_typer(stacks, name="stacks")
app.add_typer(sidecars, name="sidecars")
models.command()(quantize)
app.add_typer(models, name="models")
app.add_typer(evaluation, name="eval")


def main() -> None:
    """Runs the command line; known problems become one line on stderr and exit code 1, Ctrl-C becomes 130."""
    try:
        try:
            app()
        finally:
            sys.stdout.flush()
    except PhotoOrgError as error:
        print_note(f"photoorg: {error}")
        if _wants_json():
            print_json({"error": str(error)})
        sys.exit(1)
    except KeyboardInterrupt:
        # Before the command began, or after it was done.
        sys.exit(INTERRUPTED)
    except BrokenPipeError:
        # Whoever read our output has seen enough.
        _forget(sys.stdout, sys.stderr)
        sys.exit(NOBODY_READS)
    except OSError as error:
        if error.errno not in (errno.ENOSPC, errno.EIO):
            raise
        print_note(f"photoorg: the output cannot be written: {os.strerror(error.errno).lower()}.")
        _forget(sys.stdout)
        sys.exit(1)


def _forget(*streams: TextIO) -> None:
    """Points them at nothing, since Python would try once more to write at its end, and complain."""
    for stream in streams:
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


if __name__ == "__main__":
    main()
