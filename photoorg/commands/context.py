"""What every command shares: the global options, opening the library, and how results are told."""

from __future__ import annotations

import json
import os
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import typer
from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
from rich.progress import Progress as ProgressBar

from photoorg.changes import Activity, Change, NoticeRaised, Progress
from photoorg.errors import UserInputError
from photoorg.interrupts import INTERRUPTED, interrupted_at_once

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from photoorg.photo_library import PhotoLibrary


# U+2400 and following. Tabs and line ends of our own texts are not among them: those go out line by line.
_CONTROL_PICTURES = {code: 0x2400 + code for code in range(32)} | {127: 0x2421}
_CONTROL_PICTURES |= dict.fromkeys(range(128, 160), 0xFFFD)


# Where no bar can be drawn, a line tells how far things are whenever so much time has passed.
PLAIN_EVERY_S = 10.0


@dataclass(frozen=True, slots=True)
class GlobalOptions:
    """Options that stand before or after any command."""

    library: Path | None = None
    model: str | None = None
    json: bool = False
    verbose: bool = False


def given_path(text: str) -> Path:
    """A path typed by the user. An empty one is a shell variable without a value, never this directory."""
    if not text:
        raise typer.BadParameter("The path is empty.")
    return Path(text)


def options(context: typer.Context) -> GlobalOptions:
    """The global options of this call."""
    found = context.find_object(GlobalOptions)
    return found or GlobalOptions()


@contextmanager
def opened_library(
    context: typer.Context, *, read_only: bool = False, make: bool = False
) -> Iterator[PhotoLibrary]:
    """The library the user means; one that is not there is made only if asked to, so that a typing error
    leaves nothing behind. Imported late: ``--help`` needs none of it."""
    with interrupted_at_once():
        from photoorg.photo_library import PhotoLibrary

    chosen = options(context)
    with PhotoLibrary.open(chosen.library, model=chosen.model, read_only=read_only, make=make) as library:
        yield library


def print_json(document: object) -> None:
    """One JSON document on stdout. Paths become text; names that are not UTF-8 survive as escapes."""
    sys.stdout.write(json.dumps(document, indent=2, default=os.fspath) + "\n")


def print_line(text: str) -> None:
    """One line on stdout."""
    sys.stdout.write(shown(text) + "\n")


def print_note(text: str) -> None:
    """One line on stderr: what is worth knowing beside the result."""
    sys.stderr.write(shown(text) + "\n")


def tell_notice(change: Change) -> None:
    """A listener of libraries: notices become lines on stderr."""
    if isinstance(change, NoticeRaised):
        for line in (change.text, *change.details.splitlines()):
            print_note(line)


def shown(value: object) -> str:
    """Text that any terminal takes: bytes of a name that are not UTF-8 become replacement marks, and control
    characters, which could rewrite the screen, become visible pictures of themselves."""
    text = os.fsencode(str(value)).decode("utf-8", "replace").translate(_CONTROL_PICTURES)
    encoding = sys.stdout.encoding or "utf-8"
    return text.encode(encoding, "replace").decode(encoding)


def confirm(context: typer.Context, question: str, otherwise: str) -> None:
    """Returns if the user says yes to ``question``; else the command ends with the sentence ``otherwise``.

    Raises UserInputError where nobody answers, as in a script.
    """
    try:
        agreed = typer.confirm(question, err=True)
    except typer.Abort as nobody:
        sys.stderr.write("\n")
        raise UserInputError(f"{otherwise} Nobody answered; with --yes nobody is asked.") from nobody
    if not agreed:
        stop(context, otherwise)


def stop(context: typer.Context, sentence: str, code: int = 1) -> NoReturn:
    """Ends a command that the user does not want to go on: one line, and one document for scripts."""
    print_note(sentence)
    if options(context).json:
        print_json({"error": sentence})
    raise typer.Exit(code)


@contextmanager
def interruptible(context: typer.Context, sentence: str) -> Iterator[None]:
    """Ctrl-C ends the command with this sentence, which says what it leaves behind."""
    try:
        yield
    except KeyboardInterrupt:
        stop(context, sentence, INTERRUPTED)


def counted(count: int, singular: str, plural: str | None = None) -> str:
    """``1 photo``, ``2 photos``."""
    return f"{count:,} {singular if count == 1 else plural or singular + 's'}"


@contextmanager
def progress_bar() -> Iterator[Callable[[Progress], None]]:
    """Shows indexing progress on a terminal's stderr, and nothing elsewhere."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield lambda _progress: None
        return
    bar = ProgressBar(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(),
        console=console,
        transient=True,
    )
    with bar:
        task = bar.add_task("Looking for photos", total=None, rate="")

        def show(progress: Progress) -> None:
            if progress.activity in (Activity.DESCRIBING, Activity.PREPARING):
                bar.update(
                    task,
                    description=f"Preparing {progress.model}" if progress.model else "Describing photos",
                    completed=progress.done,
                    total=progress.total,
                    rate=f"{progress.photos_per_s:.1f}/s",
                )

        yield show


@contextmanager
def download_bar() -> Iterator[Callable[[int, int], None]]:
    """Shows bytes done of bytes in all on stderr: a bar on a terminal, now and then a line elsewhere."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield _now_and_then(lambda done, total: f"Downloading: {done / 1e6:,.0f} of {total / 1e6:,.0f} MB")
        return
    bar = ProgressBar(
        TextColumn("Downloading"), BarColumn(), DownloadColumn(), TimeRemainingColumn(), console=console
    )
    with bar:
        task = bar.add_task("", total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


@contextmanager
def step_bar(description: str) -> Iterator[Callable[[int, int], None]]:
    """Shows steps done of steps in all on stderr: a bar on a terminal, now and then a line elsewhere."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield _now_and_then(lambda done, total: f"{description}: {done:,} of {total:,}")
        return
    bar = ProgressBar(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=console,
        transient=True,
    )
    with bar:
        task = bar.add_task(description, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


def _now_and_then(line: Callable[[int, int], str]) -> Callable[[int, int], None]:
    told = time.monotonic()

    def show(done: int, total: int) -> None:
        nonlocal told
        if time.monotonic() - told >= PLAIN_EVERY_S:
            told = time.monotonic()
            print_note(line(done, total))

    return show


def model_title(name: str, key: str, chosen: GlobalOptions) -> str:
    """The name that a person chose, and in detail the key that tells its weights apart from others."""
    return f"{name} ({key})" if (chosen.verbose or chosen.json) and key != name else name


def photo_id_of(library: PhotoLibrary, photo: str) -> int:
    """A photo named by its id or its path. Raises UserInputError if the library does not know it."""
    at_path = library.photo_at(photo)
    if at_path is not None:
        return at_path.id
    if photo.isdecimal():
        return library.photo(int(photo)).id
    raise UserInputError(f"‘{photo}’ is not a photo of this library.")


def with_paired(path: Path, paired: Sequence[Path]) -> str:
    """A photo's path and, where raw files of the same shot hang on it, their names."""
    return f"{path}  (with {', '.join(other.name for other in paired)})" if paired else str(path)


def photo_document(photo: Any) -> dict[str, object]:
    """What ``--json`` tells about one photo."""
    return {"photo_id": photo.id, "path": photo.path, "paired": photo.paired}
