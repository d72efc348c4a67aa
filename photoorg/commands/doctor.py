"""photoorg doctor: looks the library over and says what is wrong and what to do."""

from __future__ import annotations

import os
import shutil
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Annotated

import typer

from photoorg import __version__
from photoorg.commands.context import (
    GlobalOptions,
    counted,
    model_title,
    opened_library,
    options,
    print_json,
    print_line,
    print_note,
    tell_notice,
)
from photoorg.errors import LibraryMissing, PhotoOrgError
from photoorg.interrupts import interrupted_at_once

if TYPE_CHECKING:
    from pathlib import Path

    from photoorg.library.checkup import Problem
    from photoorg.photo_library import PhotoLibrary

LOW_SPACE_BYTES = 500 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at. ``ok`` is None for what is only worth knowing."""

    subject: str
    ok: bool | None
    text: str


def doctor(
    context: typer.Context,
    repair: Annotated[
        bool, typer.Option("--repair", help="Put right what is found, after a backup of the catalogue.")
    ] = False,
) -> None:
    """Check the library: catalogue, vectors, index, thumbnails, leftovers, folders, model, disk.

    Changes nothing without --repair; never touches a photo. Exit code 1 if
    something is ill and stays so.
    """
    with interrupted_at_once():
        from photoorg.photo_library import PhotoLibrary

    findings = [Finding("photoorg", None, f"version {__version__}")]
    problems: list[Problem] = []
    try:
        problems = PhotoLibrary.check(options(context).library, repair=repair)
        findings += [_finding(problem) for problem in problems]
        if not any(problem.is_blocking for problem in problems):
            with opened_library(context, read_only=True) as library:
                findings += _examine(library, options(context))
    except LibraryMissing:
        raise
    except PhotoOrgError as error:
        findings.append(Finding("library", False, str(error)))
    ill = any(finding.ok is False for finding in findings)
    if options(context).json:
        print_json(
            {
                "ok": not ill,
                "findings": [asdict(finding) for finding in findings],
                "problems": [asdict(problem) for problem in problems],
            }
        )
    else:
        for finding in findings:
            mark = {True: "ok  ", False: "ILL ", None: "    "}[finding.ok]
            print_line(f"{mark} {finding.subject:<10} {finding.text}")
        if any(not problem.repaired for problem in problems):
            print_note("Put this right with: photoorg doctor --repair")
    if ill:
        raise typer.Exit(1)


def _finding(problem: Problem) -> Finding:
    if problem.repaired:
        return Finding(problem.subject, True, f"{problem.text} Repaired: {problem.remedy}")
    ok = False if problem.is_serious else None
    return Finding(problem.subject, ok, f"{problem.text} With --repair: {problem.remedy}")


def _examine(library: PhotoLibrary, chosen: GlobalOptions) -> list[Finding]:
    figures, choice = library.status(), library.model_choice
    model = _model_finding(library, model_title(choice.active, figures.model, chosen))
    faults = library.catalogue_faults()
    findings = [
        Finding("library", None, str(library.directory)),
        Finding(
            "catalogue",
            not faults,
            "; ".join(faults)
            or f"sound; {counted(figures.photos, 'photo')}, {figures.offline:,} of them offline, "
            f"{figures.missing:,} missing, {figures.unreadable:,} unreadable",
        ),
        _disk_finding(library.directory),
        _index_finding(library),
        model,
    ]
    if not model.ok:
        way_out = "Choose a model that is there; see: photoorg models list"
        findings.append(Finding("photos", None, f"none can be described without a model. {way_out}"))
    elif figures.pending:
        waiting = counted(figures.pending, "photo")
        findings.append(Finding("photos", None, f"{waiting} to be described by: photoorg sync"))
    if choice.coming is not None and figures.next_model is not None:
        described = f"{figures.next_embedded:,} of {counted(figures.photos, 'photo')}"
        coming = model_title(choice.coming, figures.next_model, chosen)
        findings.append(Finding("next model", None, f"{coming} has described {described}: photoorg sync"))
    if leftovers := library.models.leftovers():
        size = f"{sum(left.size_bytes for left in leftovers) / 1e6:,.0f} MB"
        text = f"{counted(len(leftovers), 'form')} of models that are gone, {size}"
        findings.append(Finding("leftovers", None, f"{text}: photoorg models remove --leftovers"))
    if orphans := library.sidecars.orphans():
        text = f"{counted(len(orphans), 'sidecar')} of photoorg beside no photo any more"
        findings.append(Finding("sidecars", None, f"{text}: photoorg sidecars orphans"))
    for folder in library.folders():
        text = str(folder.path) if folder.available else f"{folder.path} is not there; its photos are offline"
        findings.append(Finding("folder", True if folder.available else None, text))
    return findings


def _disk_finding(directory: Path) -> Finding:
    if not os.access(directory, os.W_OK):
        return Finding("disk", None, "the library may not be written here, only searched and looked at")
    free = shutil.disk_usage(directory).free
    return Finding("disk", free > LOW_SPACE_BYTES, f"{free / 1e9:.1f} GB free for the library")


def _index_finding(library: PhotoLibrary) -> Finding:
    indexed = library.indexed_count()
    text = f"{counted(indexed, 'described photo')} can be searched"
    fault = library.saved_index_fault()
    if fault:
        # A cache: it was rebuilt from the catalogue for this check, and sync saves it.
        return Finding("index", None, f"{text}; rebuilt, for {fault}")
    return Finding("index", True, text)


def _model_finding(library: PhotoLibrary, title: str) -> Finding:
    library.subscribe(tell_notice)
    try:
        library.load_model()
    except PhotoOrgError as error:
        return Finding("model", False, str(error))
    return Finding("model", True, f"{title} loads")
