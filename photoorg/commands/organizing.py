"""tag, hide, unhide, removed, put-back, trash, trashed, untrash: what you say about photos, and which you
want to see."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from photoorg.commands.context import (
    confirm,
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
from photoorg.library.stored_text import tidy
from photoorg.search.known_names import did_you_mean, near_names

if TYPE_CHECKING:
    from collections.abc import Callable

    from photoorg.library.records import Photo
    from photoorg.photo_library import PhotoLibrary

Photos = Annotated[list[str], typer.Argument(metavar="PHOTO...", help="Paths or ids of photos.")]
SomePhotos = Annotated[
    list[str] | None, typer.Argument(metavar="[PHOTO...]", help="Paths or ids of photos.", show_default=False)
]
# Before the question whether they may go to the trash.
MOST_FILES_NAMED = 20
All = Annotated[bool, typer.Option("--all", help="All of them, in place of some.")]


def tag(
    context: typer.Context,
    photos: Photos,
    add: Annotated[
        list[str] | None, typer.Option("--add", "-a", help="A tag to add; may be given several times.")
    ] = None,
    remove: Annotated[
        list[str] | None, typer.Option("--remove", "-r", help="A tag to take away; as often as you like.")
    ] = None,
) -> None:
    """Show the tags of photos and the keywords of their files; add tags, and take either away. The files
    themselves stay as they are."""
    changes = bool(add or remove)
    with opened_library(context, read_only=not changes) as library:
        ids = [photo_id_of(library, photo) for photo in photos]
        had = {**library.tag_counts(ids), **library.keyword_counts(ids)} if remove else {}
        with library.history.recording():
            for name in remove or []:
                library.remove_tag(ids, name)
            for name in add or []:
                library.add_tag(ids, name)
        found = library.photos(list(dict.fromkeys(ids)))
    for name in remove or []:
        if tidy(name).casefold() not in {one.casefold() for one in had}:
            hint = did_you_mean(near_names(name, [*had]))
            print_note(f"No photo of these has the tag ‘{tidy(name)}’.{hint}")
    if options(context).json:
        print_json({"photos": [{**photo_document(photo), **_tags_document(photo)} for photo in found]})
        return
    for photo in found:
        print_line(f"{with_paired(photo.path, photo.paired)}: {_tags_line(photo)}")


def hide(context: typer.Context, photos: Photos) -> None:
    """Hide photos: only searches for is:hidden find them. `unhide` shows them again."""
    with opened_library(context) as library:
        ids = [photo_id_of(library, photo) for photo in photos]
        library.put_aside.hide(ids)
        _tell(context, library.photos(list(dict.fromkeys(ids))), "hidden", "Hidden")


def unhide(context: typer.Context, photos: SomePhotos = None, everything: All = False) -> None:
    """Show hidden photos again."""
    with opened_library(context) as library:
        ids = _meant(library, photos, everything, library.put_aside.hidden)
        hidden = [photo.id for photo in library.photos(ids) if photo.hidden]
        library.put_aside.unhide(hidden)
        _tell(context, library.photos(hidden), "shown", "Shown again")
    _tell_others(len(hidden), len(ids), "hidden")


def removed(context: typer.Context) -> None:
    """List the photos that were removed from the library, the last removed first."""
    with opened_library(context, read_only=True) as library:
        found = library.photos(library.put_aside.removed())
    if options(context).json:
        print_json({"photos": [photo_document(photo) for photo in found]})
        return
    for photo in found:
        print_line(with_paired(photo.path, photo.paired))


def put_back(context: typer.Context, photos: SomePhotos = None, everything: All = False) -> None:
    """Bring photos back that were removed from the library, with all that you said about them."""
    with opened_library(context) as library:
        ids = _meant(library, photos, everything, library.put_aside.removed)
        gone = [photo.id for photo in library.photos(ids) if photo.removed]
        if everything:
            # Also those whose files are not there at the moment.
            library.put_aside.forget_removed()
        else:
            library.put_aside.put_back(gone)
        _tell(context, library.photos(gone), "put_back", "Back in the library")
    _tell_others(len(gone), len(ids), "removed")


def trash(
    context: typer.Context,
    photos: Photos,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Move them without a question.")] = False,
) -> None:
    """Move the files of photos to the trash of the system, with raw files and sidecars that belong to them.
    What you said about the photos is kept for the day their files are restored."""
    with opened_library(context) as library:
        ids = list(dict.fromkeys(photo_id_of(library, photo) for photo in photos))
        plan = library.trash.plan(ids)
        if plan.file_count and not yes:
            for path in (*plan.files, *plan.paired, *plan.sidecars)[:MOST_FILES_NAMED]:
                print_note(str(path))
            what = f"{counted(plan.file_count, 'file')} of {counted(len(ids) - plan.offline, 'photo')}"
            confirm(context, f"Move {what} to the trash?", "Nothing was moved.")
        trashed = library.trash.move(ids)
    if trashed.problem:
        print_note(trashed.problem)
    if options(context).json:
        print_json(
            {
                "trashed": [file.path for file in trashed.files],
                "failed": [{"path": path, "reason": reason} for path, reason in trashed.failures.items()],
                "offline": trashed.offline,
            }
        )
    else:
        print_line(f"Moved {counted(len(trashed.files), 'file')} to the trash.")
        if plan.copies:
            print_note(f"Among them {counted(plan.copies, 'copy', 'copies')} in other places.")


def trashed(context: typer.Context) -> None:
    """List the photos that photoorg moved to the trash and that are still there, the last moved first.

    Then the files of photos of which another file stayed.
    """
    with opened_library(context, read_only=True) as library:
        found = library.photos(library.trash.photo_ids())
        copies = library.trash.copies()
        kept = {photo.id: photo for photo in library.photos(list(dict.fromkeys(copies.values())))}
    if options(context).json:
        print_json(
            {
                "photos": [photo_document(photo) for photo in found],
                "copies": [
                    {"path": path, "photo": photo_document(kept[photo_id])}
                    for path, photo_id in copies.items()
                ],
            }
        )
        return
    for photo in found:
        print_line(with_paired(photo.path, photo.paired))
    for path, photo_id in copies.items():
        print_line(f"{path}  (a copy of {kept[photo_id].path})")


def untrash(context: typer.Context, photos: SomePhotos = None, everything: All = False) -> None:
    """Move the files of photos back from the trash, with all that belongs to them."""
    with opened_library(context) as library:
        library.trash.forget_what_is_gone()
        known = dict.fromkeys([*library.trash.photo_ids(), *library.trash.copies().values()])
        ids = _meant(library, photos, everything, lambda: list(known))
        there = [photo_id for photo_id in ids if photo_id in known]
        restored = library.trash.restore_photos(there) if there else None
        back = [photo for photo in library.photos(there) if not photo.missing]
        _tell(context, back, "restored", "Restored from the trash")
    if restored is not None and restored.problem:
        print_note(restored.problem)
    _tell_others(len(there), len(ids), "in the trash")
    if ids and not back:
        raise typer.Exit(1)


def _tags_document(photo: Photo) -> dict[str, object]:
    return {"tags": photo.tags, "keywords": photo.file_keywords}


def _tags_line(photo: Photo) -> str:
    own = {tag.casefold() for tag in photo.tags}
    brought = [word for word in photo.file_keywords if word.casefold() not in own]
    of_file = f"from the file: {', '.join(brought)}" if brought else ""
    return "; ".join(filter(None, (", ".join(photo.tags), of_file))) or "no tags"


def _meant(
    library: PhotoLibrary, photos: list[str] | None, everything: bool, known: Callable[[], list[int]]
) -> list[int]:
    if everything == bool(photos):
        raise typer.BadParameter("Name some photos, or say --all.", param_hint="PHOTO")
    ids = known() if everything else [photo_id_of(library, photo) for photo in photos or []]
    return list(dict.fromkeys(ids))


def _tell(context: typer.Context, photos: list[Photo], key: str, sentence: str) -> None:
    if options(context).json:
        print_json({key: [photo_document(photo) for photo in photos]})
    else:
        print_line(f"{sentence}: {counted(len(photos), 'photo')}.")


def _tell_others(count: int, named: int, state: str) -> None:
    if count < named:
        print_note(f"{count:,} of {named:,} {'was' if count == 1 or named == 1 else 'were'} {state}.")
