"""photoorg demo: the whole path on sample photos, with a window or without."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import platformdirs
import typer

from photoorg.commands.context import (
    counted,
    options,
    print_json,
    print_line,
    print_note,
    progress_bar,
    tell_notice,
)
from photoorg.commands.finding import result_document
from photoorg.commands.window import gui, open_window, why_no_window, why_nobody_sees_it
from photoorg.interrupts import interrupted_at_once
from photoorg.sample_photos import SAMPLE_FOLDER, write_sample_photos

if TYPE_CHECKING:
    from photoorg.photo_library import PhotoLibrary
    from photoorg.search.results import SearchResult

QUERIES = (
    "a cat",
    "a cup of coffee",
    "an astronaut",
    "a rocket launch",
    "a pink flower",
    "an old temple",
    "stars and galaxies",
    "a motorcycle",
)
HITS_SHOWN = 4


def demo(
    context: typer.Context,
    headless: Annotated[bool, typer.Option("--headless", help="Without a window: print and draw.")] = False,
    output: Annotated[Path | None, typer.Option(help="Where to write the contact sheet (PNG).")] = None,
) -> None:
    """Try photoorg on sample photos, in a library of its own."""
    with interrupted_at_once():
        from photoorg.photo_library import PhotoLibrary

    chosen = options(context)
    directory = _demo_library(chosen.library)
    with PhotoLibrary.open(directory, model=chosen.model) as library:
        library.subscribe(tell_notice)
        samples = library.directory / SAMPLE_FOLDER
        write_sample_photos(samples)
        if all(folder.path != samples for folder in library.folders()):
            library.add_folder(samples)
        if headless:
            _run_headless(context, library, output)
    if not headless:
        open_window(directory, chosen.model)


def _demo_library(chosen: Path | None) -> Path:
    """Where the demo lives: the chosen library if it is new or the demo's own, else a directory in it.

    A library with folders of the user is left alone.
    """
    from photoorg.photo_library import PhotoLibrary
    from photoorg.settings_file import CATALOGUE_FILE

    if chosen is None:
        return Path(platformdirs.user_data_dir("photoorg-demo", appauthor=False))
    if (chosen / CATALOGUE_FILE).exists():
        with PhotoLibrary.open(chosen, read_only=True) as library:
            if any(folder.path != library.directory / SAMPLE_FOLDER for folder in library.folders()):
                return chosen / "demo"
    return chosen


def run_window_or_demo(context: typer.Context) -> None:
    """What `make run` does: the window, or the headless demo where there is no screen."""
    reason = why_no_window() or why_nobody_sees_it()
    if reason:
        print_note(f"{reason} Running the demo without a window instead.")
        demo(context, headless=True)
    else:
        gui(context)


def _run_headless(context: typer.Context, library: PhotoLibrary, output: Path | None) -> None:
    print_note("Describing the sample photos ...")
    with progress_bar() as show:
        library.sync(show)
    results = [library.search(query, limit=HITS_SHOWN) for query in QUERIES]
    sheet = output or library.directory / "contact-sheet.png"
    _draw(library, results, sheet)
    if options(context).json:
        print_json({"contact_sheet": sheet, "results": [result_document(result) for result in results]})
        return
    model = library.model_choice.active
    print_line(f"{counted(library.status().photos, 'sample photo')} described by the model {model}.")
    for result in results:
        print_line("")
        print_line(result.query)
        for hit in result.hits:
            print_line(f"  {hit.relevance:4.0%}  {hit.path.name}")
        if not result.hits:
            print_line("  nothing relevant")
    print_line("")
    print_line(f"Contact sheet: {sheet}")


def _draw(library: PhotoLibrary, results: list[SearchResult], sheet: Path) -> None:
    from photoorg.imaging.contact_sheet import make_contact_sheet

    rows = [
        (
            result.query,
            [(library.thumbnail(hit.photo_id), f"{hit.relevance:.0%}") for hit in result.hits],
        )
        for result in results
    ]
    make_contact_sheet(rows).save(sheet)
