"""add, remove, sync, watch, status: what the library holds and how it is kept in step."""

from __future__ import annotations

import time
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from photoorg.changes import Activity, Change, ModelChoice, PhotosChanged, Progress
from photoorg.commands.context import (
    confirm,
    counted,
    given_path,
    model_title,
    opened_library,
    options,
    photo_document,
    print_json,
    print_line,
    print_note,
    progress_bar,
    stop,
    tell_notice,
)
from photoorg.commands.people import look_for_people
from photoorg.errors import UserInputError
from photoorg.interrupts import INTERRUPTED

if TYPE_CHECKING:
    from photoorg.library.records import Folder, Photo, UnreadableFile
    from photoorg.photo_library import PhotoLibrary, SyncReport

UNREADABLE_SHOWN = 10


def add(
    context: typer.Context,
    folders: Annotated[
        list[Path], typer.Argument(metavar="FOLDER...", help="Folders with photos.", parser=given_path)
    ],
) -> None:
    """Add folders to the library, made if need be. `sync` or `watch` then describes their photos."""
    with opened_library(context, make=True) as library:
        library.subscribe(tell_notice)
        added = []
        for folder in folders:
            added.append(library.add_folder(folder).path)
            if not options(context).json:
                print_line(f"Added {added[-1]}")
    if options(context).json:
        print_json({"added": added})
    else:
        print_note("Next: photoorg sync")


def remove(
    context: typer.Context,
    paths: Annotated[
        list[Path],
        typer.Argument(
            metavar="FOLDER|PHOTO...",
            help="A folder of the library, or photos of it by path or id.",
            parser=given_path,
        ),
    ],
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Remove photos without a question.")] = False,
) -> None:
    """Remove a folder, or single photos, from the library. No file is touched, and what you said about photos
    is kept. `put-back` brings single photos back."""
    with opened_library(context) as library:
        photos = [photo for path in paths if (photo := _photo_named(library, path)) is not None]
        if photos and len(photos) == len(paths):
            _remove_photos(context, library, photos, yes=yes)
            return
        for path in paths[1:]:
            raise UserInputError(f"‘{path}’ is one too many: remove one folder at a time, or only photos.")
        removed = library.remove_folder(paths[0])
    if options(context).json:
        print_json({"removed": removed})
    else:
        print_line(f"Removed {removed} from the library; its files are untouched.")


def _photo_named(library: PhotoLibrary, path: Path) -> Photo | None:
    """A photo by its path or, where no folder or file is called so, by its id; None for a folder.

    Raises UserInputError if it is neither a photo nor a folder.
    """
    from photoorg.library.folders import absolute

    if (photo := library.photo_at(path)) is not None:
        return photo
    if path.is_dir() or absolute(path) in (folder.path for folder in library.folders()):
        return None
    if str(path).isdecimal() and not path.exists():
        return library.photo(int(str(path)))
    raise UserInputError(f"‘{path}’ is neither a folder nor a photo of this library.")


def _remove_photos(context: typer.Context, library: PhotoLibrary, photos: list[Photo], *, yes: bool) -> None:
    ids = list(dict.fromkeys(photo.id for photo in photos))
    if not yes:
        question = f"Remove {counted(len(ids), 'photo')} from the library? The files stay where they are."
        confirm(context, question, "Nothing was removed.")
    library.put_aside.remove(ids)
    if options(context).json:
        print_json({"removed": [photo_document(photo) for photo in library.photos(ids)]})
    else:
        print_line(f"Removed {counted(len(ids), 'photo')} from the library; the files are untouched.")


def sync(context: typer.Context) -> None:
    """Bring the library in step with its folders: describe every new photo, complete a change of model, and
    look for people and pets if you want that (see `people find`)."""
    started = time.monotonic()
    with opened_library(context) as library:
        library.subscribe(tell_notice)
        if not library.folders():
            print_note("The library has no folders yet. Add one with: photoorg add FOLDER")
        try:
            with progress_bar() as show:
                report = library.sync(show)
        except KeyboardInterrupt:
            figures = library.status()
            stop(
                context,
                f"Stopped: {figures.embedded:,} photos are described, {figures.pending:,} wait. "
                f"{_preparing(library)}Go on with: photoorg sync",
                INTERRUPTED,
            )
        preparing = _preparing(library)
        choice = library.model_choice
        seconds = time.monotonic() - started
        looked_through = look_for_people(context, library) if library.people.is_wanted else None
    if options(context).json:
        people = {} if looked_through is None else {"looked_through": looked_through}
        print_json(asdict(report) | people)
        return
    print_line(sync_sentence(report, seconds, choice))
    if looked_through:
        print_line(f"Looked for people and pets in {counted(looked_through, 'photo')}.")
    if report.switched_to is not None:
        print_line(f"Searches now use {choice.active}.")
    elif preparing:
        print_note(preparing)
    for sentence in report.unreachable:
        print_note(f"Not looked into: {sentence}")
    for sentence in report.rule_faults:
        print_note(sentence)
    for file in report.unreadable[:UNREADABLE_SHOWN]:
        print_note(f"Not readable: {file.path}: {file.reason}")
    if len(report.unreadable) > UNREADABLE_SHOWN:
        print_note(f"... and {len(report.unreadable) - UNREADABLE_SHOWN} more; see photoorg status -v")


def _preparing(library: PhotoLibrary) -> str:
    """How far a change of model is; "" while there is none."""
    coming, figures = library.model_choice.coming, library.status()
    if coming is None:
        return ""
    return f"{coming} has described {figures.next_embedded:,} of {counted(figures.photos, 'photo')}. "


def _details(folders: list[Folder], unreadable: list[UnreadableFile]) -> dict[str, object]:
    return {
        "folders": [{"path": folder.path, "available": folder.available} for folder in folders],
        "unreadable_files": [asdict(file) for file in unreadable],
    }


def sync_sentence(report: SyncReport, seconds: float, choice: ModelChoice) -> str:
    """One line about a sync; ``choice`` is that of the library afterwards."""
    parts = [counted(report.added, "new photo")]
    if report.updated:
        parts.append(f"{report.updated:,} changed")
    if report.restored:
        parts.append(f"{report.restored:,} back")
    if report.offline:
        parts.append(f"{report.offline:,} offline")
    if report.missing:
        parts.append(f"{report.missing:,} missing")
    if report.ignored:
        parts.append(f"{report.ignored:,} ignored")
    if report.unreadable:
        parts.append(f"{len(report.unreadable):,} not readable")
    described = [f"{report.embedded:,} described"] if report.embedded or not report.prepared else []
    if report.prepared:
        # What the coming model described is nothing new to the library.
        described.append(f"{report.prepared:,} described by {choice.coming or choice.active}")
    return f"{', '.join(parts)}; {', '.join(described)} in {seconds:.1f} s."


def watch(context: typer.Context) -> None:
    """Keep the library in step while photos come and go, until Ctrl-C."""
    with opened_library(context, make=True) as library:
        json_lines = options(context).json

        def tell(change: Change) -> None:
            tell_notice(change)
            match change:
                case ModelChoice(active=active, coming=None):
                    print_note(f"Searches now use {active}.")
                case PhotosChanged(photo_ids=ids) if not json_lines:
                    # New, changed, gone, or described by a model that was chosen to be used at once.
                    print_line(f"{counted(len(ids), 'photo')} brought in step")
                case Progress(activity=Activity.IDLE):
                    print_note("In step.")
                case Progress(activity=Activity.PAUSED):
                    print_note("Paused. Go on with: photoorg settings set paused false")
                case Progress(activity=Activity.WAITING, reason=reason):
                    print_note(f"Waiting: {reason}.")

        unsubscribe = library.subscribe(tell)
        try:
            library.start_background()
            print_note(f"Watching {counted(len(library.folders()), 'folder')}. Ctrl-C ends.")
            while True:
                time.sleep(3600)
        except KeyboardInterrupt:
            # What is said while everything ends is not about the photos.
            unsubscribe()
            print_note("Stopping.")
        if json_lines:
            print_json(asdict(library.status()))


def status(context: typer.Context) -> None:
    """Show what the library holds. With -v also its folders, files that cannot be read, keys of models."""
    chosen = options(context)
    with opened_library(context, read_only=True) as library:
        figures, choice = library.status(), library.model_choice
        folders = library.folders()
        unreadable = library.unreadable() if chosen.verbose else []
        fault = library.models.fault(choice.active)
        next_fault = library.models.fault(choice.coming) if choice.coming is not None else ""
    unknown = {} if figures.model_known else {"embedded": None, "pending": None}
    if chosen.json:
        names = unknown | {
            "model_name": choice.active,
            "model_fault": fault or None,
            "next_model_name": choice.coming,
            "next_model_fault": next_fault or None,
        }
        print_json(asdict(figures) | names | (_details(folders, unreadable) if chosen.verbose else {}))
        return
    print_line(f"Library     {figures.library}")
    print_line(f"Model       {model_title(choice.active, figures.model, chosen)}")
    _print_fault(fault)
    if choice.coming is not None and figures.next_model is not None:
        print_line(f"Next model  {model_title(choice.coming, figures.next_model, chosen)}")
        _print_fault(next_fault)
    for label, count in (
        ("Photos", figures.photos),
        ("Offline", figures.offline),
        ("Described", None if unknown else figures.embedded),
        *([("By the next", figures.next_embedded)] if figures.next_model is not None else []),
        ("Pending", None if unknown else figures.pending),
        ("Missing", figures.missing),
        ("Unreadable", figures.unreadable),
    ):
        print_line(f"{label:<11} {'unknown' if count is None else f'{count:,}'}")
    print_line(f"{'Folders':<11} {len(folders):,}")
    if chosen.verbose:
        for folder in folders:
            print_line(f"  {folder.path}{'' if folder.available else '  (offline)'}")
        for file in unreadable:
            print_line(f"  {file.path}: {file.reason}")


def _print_fault(fault: str) -> None:
    if fault:
        print_line(f"            cannot be used: {fault}")
