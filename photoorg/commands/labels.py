"""photoorg labels: words of your own, and which photos they fit."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from photoorg.commands.context import (
    counted,
    opened_library,
    options,
    photo_document,
    photo_id_of,
    print_json,
    print_line,
    print_note,
    with_paired,
)
from photoorg.commands.organizing import Photos

if TYPE_CHECKING:
    from photoorg.albums.labels.labels import PhotoLabel
    from photoorg.albums.labels.teaching import Lesson
    from photoorg.library.labels import Label

labels = typer.Typer(
    help="Have photos labelled with words of your own, and correct that.", no_args_is_help=True
)

Name = Annotated[str, typer.Argument(metavar="LABEL", help="The label; case does not matter.")]


@labels.command()
def define(
    context: typer.Context,
    names: Annotated[
        list[str] | None,
        typer.Argument(metavar="[LABEL]...", help="Words or phrases.", show_default=False),
    ] = None,
) -> None:
    """Add labels; without any: receipt, screenshot, whiteboard, food, document, meme.

    All labels share one whole with “none of these”, so a photo has the label that
    fits it best, if one does. `photoorg search label:receipt` finds its photos.
    """
    from photoorg.albums.labels.labels import USUAL_LABELS

    with opened_library(context) as library:
        made = library.labels.define(names or USUAL_LABELS)
        known = library.labels.list()
    if options(context).json:
        print_json({"labels": [_document(label) for label in known], "made": [label.name for label in made]})
        return
    told = ", ".join(f"‘{label.name}’" for label in made)
    print_line(f"Made {told}." if made else "These labels are there already.")
    if made:
        print_note(f"Next: photoorg search 'label:\"{made[0].name}\"'")


@labels.command("list")
def list_labels(context: typer.Context) -> None:
    """List every label, and of how many photos you said that it fits, or does not."""
    with opened_library(context, read_only=True) as library:
        found = library.labels.list()
    if options(context).json:
        print_json({"labels": [_document(label) for label in found]})
        return
    for label in found:
        print_line(_line(label))
    if not found:
        print_note("There are no labels yet. Begin with: photoorg labels define")


@labels.command()
def show(context: typer.Context, photos: Photos) -> None:
    """Show how surely each label fits photos."""
    with opened_library(context, read_only=True) as library:
        ids = list(dict.fromkeys(photo_id_of(library, photo) for photo in photos))
        found = library.labels.of_photos(ids)
        shown = library.photos(ids)
    if options(context).json:
        documents = [
            {**photo_document(photo), "labels": [asdict(label) for label in found[photo.id]]}
            for photo in shown
        ]
        print_json({"photos": documents})
        return
    for photo in shown:
        told = ", ".join(_told(label) for label in found[photo.id]) or "no labels"
        print_line(f"{with_paired(photo.path, photo.paired)}: {told}")


@labels.command()
def confirm(context: typer.Context, name: Name, photos: Photos) -> None:
    """Say that a label fits photos. It is learned from, and never forgotten."""
    _say(context, name, photos, is_yes=True)


@labels.command()
def reject(context: typer.Context, name: Name, photos: Photos) -> None:
    """Say that a label does not fit photos. It is learned from, and never forgotten."""
    _say(context, name, photos, is_yes=False)


@labels.command()
def unsay(context: typer.Context, name: Name, photos: Photos) -> None:
    """Take back what you said of photos under a label."""
    _say(context, name, photos, is_yes=None)


@labels.command()
def taught(context: typer.Context, name: Name) -> None:
    """Show what a label learned from what you said, measured on photos that were held back from it."""
    with opened_library(context, read_only=True) as library:
        label = library.labels.get(name)
        lesson = library.labels.lesson(name)
    if options(context).json:
        print_json({**_document(label), "lesson": None if lesson is None else asdict(lesson)})
        return
    print_line(_line(label))
    if lesson is None:
        print_note("It learns once you confirmed five photos or more, and rejected five.")
    else:
        print_line(_lesson_line(lesson))


@labels.command()
def rename(
    context: typer.Context, name: Name, new_name: Annotated[str, typer.Argument(help="The new name.")]
) -> None:
    """Rename a label: the new words decide what it fits, what you said stays, smart albums follow."""
    with opened_library(context) as library:
        label = library.labels.rename(name, new_name)
    if options(context).json:
        print_json(_document(label))
    else:
        print_line(f"Renamed to ‘{label.name}’.")


@labels.command()
def delete(context: typer.Context, name: Name) -> None:
    """Delete a label and what you said under it; photos stay."""
    with opened_library(context) as library:
        label = library.labels.get(name)
        library.labels.delete(name)
    if options(context).json:
        print_json({"deleted": label.name})
    else:
        print_line(f"Deleted the label ‘{label.name}’; photos stay.")


def _say(context: typer.Context, name: str, photos: list[str], *, is_yes: bool | None) -> None:
    with opened_library(context) as library:
        ids = list(dict.fromkeys(photo_id_of(library, photo) for photo in photos))
        if is_yes is None:
            library.labels.unsay(ids, name)
        elif is_yes:
            library.labels.confirm(ids, name)
        else:
            library.labels.reject(ids, name)
        label = library.labels.get(name)
    if options(context).json:
        print_json(_document(label))
    else:
        print_line(_line(label))


def _document(label: Label) -> dict[str, object]:
    return {
        "label_id": label.id,
        "name": label.name,
        "confirmed": label.confirmed,
        "rejected": label.rejected,
    }


def _line(label: Label) -> str:
    return f"{label.name}  ({label.confirmed:,} confirmed, {label.rejected:,} rejected)"


def _told(label: PhotoLabel) -> str:
    if label.said is not None:
        return f"{label.name} ({'confirmed' if label.said else 'rejected'})"
    return label.name if label.probability is None else f"{label.name} {label.probability:.0%}"


def _lesson_line(lesson: Lesson) -> str:
    def scores(precision: float | None, recall: float) -> str:
        right = "none found" if precision is None else f"{precision:.0%} of those found are right"
        return f"{right}, {recall:.0%} of the right ones are found"

    verdicts = counted(lesson.confirmed + lesson.rejected, "photo")
    before = scores(lesson.precision_before, lesson.recall_before)
    end = (
        "What it learned counts." if lesson.is_applied else "What it learned is no better and does not count."
    )
    return (
        f"Of {verdicts} that you spoke of: by its words alone {before}; as it learned "
        f"{scores(lesson.precision, lesson.recall)}. {end}"
    )
