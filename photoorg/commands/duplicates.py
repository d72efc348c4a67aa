"""photoorg duplicates: photos that belong together, found, listed, and settled."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from photoorg.commands.context import (
    confirm,
    counted,
    interruptible,
    opened_library,
    options,
    photo_document,
    photo_id_of,
    print_json,
    print_line,
    print_note,
    step_bar,
)

if TYPE_CHECKING:
    from photoorg.albums.duplicates.duplicates import Choice, GroupDetails, GroupKind, PhotoGroup
    from photoorg.library.records import Photo
    from photoorg.photo_library import PhotoLibrary

duplicates = typer.Typer(help="Find copies and similar shots, and settle what to keep.", no_args_is_help=True)

# Before a question, and of a group in a list.
MOST_FILES_NAMED = 20
_KINDS = {"files": "EXACT", "copies": "COPIES", "bursts": "BURST", "similar": "SIMILAR"}

Kind = Annotated[
    str | None,
    typer.Option(
        "--kind", help="Only these: files, copies, bursts or similar.", show_default=False, metavar="KIND"
    ),
]
Groups = Annotated[
    list[str] | None,
    typer.Argument(metavar="GROUP", help="Names of groups, as list prints them: c17.", show_default=False),
]


@duplicates.command()
def find(context: typer.Context) -> None:
    """Compare photos that are new with all others. What was compared before is not compared again."""
    with opened_library(context) as library:
        _find(context, library)
        groups = library.duplicates.groups()
    counts = {name: sum(group.kind.name == kind for group in groups) for name, kind in _KINDS.items()}
    if options(context).json:
        print_json(counts)
        return
    print_line(
        f"Groups: {counts['files']:,} of one file in several places, {counts['copies']:,} of copies, "
        f"{counted(counts['bursts'], 'burst')}, {counts['similar']:,} of similar shots."
    )


@duplicates.command("list")
def list_(context: typer.Context, kind: Kind = None) -> None:
    """List groups of photos that belong together, and which one should be kept, and why.

    Files are places of one photo. Copies are of one shot, whatever was done to
    them: smaller, cropped, turned, edited. Bursts and similar shots are
    different shots of the same thing.
    """
    with opened_library(context) as library:
        wanted = _kind(kind)
        _find(context, library)
        found = [library.duplicates.details(group) for group in library.duplicates.groups(wanted)]
    if options(context).json:
        print_json({"groups": [_document(details) for details in found]})
        return
    for details in found:
        _print_group(details)
    if not found:
        print_note("There are no duplicates.")


@duplicates.command()
def resolve(
    context: typer.Context,
    groups: Groups = None,
    keep: Annotated[
        list[str] | None,
        typer.Option(
            "--keep",
            metavar="PHOTO",
            help="Keep this one, by path or id, in place of what list proposes; may be repeated.",
            show_default=False,
        ),
    ] = None,
    everything: Annotated[
        bool, typer.Option("--all", help="All groups of files and copies, or those of --kind.")
    ] = False,
    kind: Kind = None,
    stack: Annotated[
        bool,
        typer.Option("--stack", help="Move nothing: lay the best photo of each group on top of the others."),
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Move them without a question.")] = False,
) -> None:
    """Keep the best photo of each group, and move the files of the others to the trash of the system.

    What you said about the others is said about the one that stays: tags,
    ratings, labels, albums, titles and, of copies, dates and names.
    `photoorg untrash` brings files back.

    With --stack all of them stay: `photoorg stacks` says what that means. Groups
    of files are left alone then, since each is one photo.
    """
    if everything == bool(groups):
        raise typer.BadParameter("Name some groups, or say --all.", param_hint="GROUP")
    if keep and (everything or len(groups or []) > 1):
        raise typer.BadParameter("What to keep can be said of one group only.", param_hint="--keep")
    with opened_library(context) as library:
        known = _meant(context, library, groups, kind)
        choices = [library.duplicates.proposal(group) for group in known]
        if keep:
            choices = [_kept(library, known[0], keep)]
        if stack:
            _stack(context, library, choices)
            return
        plan = library.duplicates.plan(choices)
        if plan.file_count and not yes:
            for path in (*plan.files, *plan.paired, *plan.sidecars)[:MOST_FILES_NAMED]:
                print_note(str(path))
            what = f"{counted(plan.file_count, 'file')} of {counted(len(choices), 'group')}"
            confirm(context, f"Move {what} to the trash?", "Nothing was moved.")
        trashed = library.duplicates.resolve(choices).trashed if choices else None
    if trashed is not None and trashed.problem:
        print_note(trashed.problem)
    files = trashed.files if trashed else ()
    if options(context).json:
        failures = trashed.failures if trashed else {}
        print_json(
            {
                "kept": [choice.place or choice.keep for choice in choices],
                "trashed": [file.path for file in files],
                "failed": [{"path": path, "reason": reason} for path, reason in failures.items()],
                "offline": trashed.offline if trashed else 0,
            }
        )
    else:
        print_line(f"Moved {counted(len(files), 'file')} to the trash.")


@duplicates.command()
def dismiss(
    context: typer.Context,
    groups: Groups = None,
    not_copies: Annotated[
        bool, typer.Option("--not-copies", help="They are no copies of each other.")
    ] = False,
) -> None:
    """Keep all photos of groups: these are not listed again, whatever is indexed or compared anew."""
    if not groups:
        raise typer.BadParameter("Name some groups, as list prints them.", param_hint="GROUP")
    with opened_library(context) as library:
        known = _meant(context, library, groups, None)
        for group in known:
            library.duplicates.dismiss(group, are_copies=not not_copies)
    if options(context).json:
        print_json({"dismissed": [group.id for group in known]})
    else:
        print_line(f"Not listed again: {counted(len(known), 'group')}.")


def _find(context: typer.Context, library: PhotoLibrary) -> None:
    sentence = "Stopped; what was compared is kept. Go on with: photoorg duplicates find"
    with interruptible(context, sentence), step_bar("Comparing photos") as show:
        library.duplicates.find(progress=show)


def _kind(name: str | None) -> GroupKind | None:
    from photoorg.albums.duplicates.groups import GroupKind

    if name is None:
        return None
    if name not in _KINDS:
        raise typer.BadParameter(f"‘{name}’ is none of {', '.join(_KINDS)}.", param_hint="--kind")
    return GroupKind[_KINDS[name]]


def _meant(
    context: typer.Context, library: PhotoLibrary, names: list[str] | None, kind: str | None
) -> list[PhotoGroup]:
    if names:
        return [library.duplicates.group(name) for name in dict.fromkeys(names)]
    wanted = _kind(kind)
    _find(context, library)
    found = library.duplicates.groups(wanted)
    return [group for group in found if wanted is not None or group.kind.is_one_shot]


def _kept(library: PhotoLibrary, group: PhotoGroup, keep: list[str]) -> Choice:
    from photoorg.albums.duplicates.duplicates import Choice

    if len(group.photo_ids) == 1:
        return Choice(group, group.photo_ids, Path(keep[0]).absolute())
    return Choice(group, tuple(dict.fromkeys(photo_id_of(library, photo) for photo in keep)))


def _stack(context: typer.Context, library: PhotoLibrary, choices: list[Choice]) -> None:
    # Of one photo there is nothing to stack; all groups may well have some of these.
    stacked = [
        library.duplicates.stack(choice) for choice in choices if choice.place is None or len(choices) == 1
    ]
    if options(context).json:
        photos = [[photo_document(photo) for photo in library.photos(ids)] for ids in stacked]
        print_json({"stacks": [{"photos": one} for one in photos]})
    else:
        count = sum(map(len, stacked))
        print_line(f"Stacked {counted(count, 'photo')} of {counted(len(stacked), 'group')}.")


def _print_group(details: GroupDetails) -> None:
    group = details.group
    print_line(f"{group.id}  {group.reason}")
    if details.place is not None and details.photos:
        rows = [(file.path, file.path == details.place.path) for file in details.photos[0].files]
        reason = details.place.reason
    else:
        keeper = details.keeper
        best = None if keeper is None else keeper.photo_id
        rows = [(photo.path, photo.id == best) for photo in details.photos]
        reason = next(iter(keeper.reasons), "") if keeper else ""
    sizes = {photo.path: _size(photo) for photo in details.photos}
    for path, is_best in rows:
        marks = [sizes.get(path, "") if len(details.photos) > 1 else "", reason if is_best else ""]
        print_line("  ".join(filter(None, ("  keep" if is_best else "      ", str(path), *marks))))


def _size(photo: Photo) -> str:
    return f"{photo.width} × {photo.height}, {photo.files[0].size_bytes / 1e6:.1f} MB"


def _document(details: GroupDetails) -> dict[str, object]:
    group, keeper, place = details.group, details.keeper, details.place
    return {
        "group": group.id,
        "kind": next(name for name, kind in _KINDS.items() if kind == group.kind.name),
        "reason": group.reason,
        "keep": place.path if place else keeper and keeper.photo_id,
        "why": [place.reason] if place else list(keeper.reasons) if keeper else [],
        "photos": [
            {
                **photo_document(photo),
                "files": [file.path for file in photo.files if not file.missing],
                "width": photo.width,
                "height": photo.height,
                "format": photo.format,
                "bytes": photo.files[0].size_bytes,
                "taken_at": photo.taken_at.isoformat(),
            }
            for photo in details.photos
        ],
    }
