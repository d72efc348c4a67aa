"""photoorg people: who is on the photos, found, listed, handed on and forgotten."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from photoorg.commands import naming
from photoorg.commands.beings import (
    being_document,
    being_line,
    being_of,
    being_title,
    paths_of,
    region_document,
    region_line,
)
from photoorg.commands.context import (
    confirm,
    counted,
    given_path,
    opened_library,
    options,
    photo_id_of,
    print_json,
    print_line,
    print_note,
    step_bar,
    stop,
    tell_notice,
)
from photoorg.commands.crops import Crops, write_crops
from photoorg.interrupts import INTERRUPTED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from photoorg.people.people import Region
    from photoorg.photo_library import PhotoLibrary

people = typer.Typer(help="Find, name and list the people and pets on your photos.", no_args_is_help=True)

WHAT_IT_DOES = (
    "photoorg looks for faces and animals in your photos, on this machine. It keeps where they are and what "
    "they look like in the library, and groups those that are alike, so that you can name them. Nothing is "
    "sent anywhere. `photoorg people forget-all` deletes all of it again."
)
WHAT_IS_FORGOTTEN = (
    "This deletes where people and pets are on your photos, what they look like, their names and birthdays, "
    "and all that you said about who is who; also in the backups that photoorg made by itself, searches "
    "that name them, and smart albums that search for them. It cannot be undone. Photos, names that other "
    "programs wrote into them, and backups and exports that you made yourself stay as they are; so do XMP "
    "sidecars beside your photos, and names that photoorg wrote into them. Nobody is looked for any more "
    "afterwards."
)
Kind = Annotated[
    str | None, typer.Option("--kind", help="Only these: person or pet.", show_default=False, metavar="KIND")
]


@people.command()
def find(
    context: typer.Context,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Begin without a question.")] = False,
) -> None:
    """Look through photos for people and pets, from now on in each sync, too. Says first what that means."""
    with opened_library(context) as library:
        library.subscribe(tell_notice)
        if not library.people.is_wanted:
            print_note(WHAT_IT_DOES)
            if not yes:
                confirm(context, "Look for people and pets?", "Nobody was looked for.")
            library.change_setting("find_people", "on")
        done = look_for_people(context, library)
        beings = [being for being in library.people.list() if not being.is_ignored]
        waiting = library.people.waiting()
        is_empty = not library.status().photos
    named = sum(bool(being.name) for being in beings)
    if options(context).json:
        print_json(
            {"looked_through": done, "waiting": waiting, "named": named, "groups": len(beings) - named}
        )
        return
    print_line(
        f"Looked through {counted(done, 'photo')}; there are {named:,} with names and "
        f"{counted(len(beings) - named, 'unnamed group')}."
    )
    if is_empty:
        print_note("The library has no photos yet. Next: photoorg add FOLDER, and photoorg sync")
    if waiting:
        print_note(f"{counted(waiting, 'photo')} cannot be seen at the moment.")
    if len(beings) > named:
        print_note("Next: photoorg people list, and photoorg people name ID NAME")


def look_for_people(context: typer.Context, library: PhotoLibrary) -> int:
    """Looks through all photos that wait, and returns how many those were. Ctrl-C ends the command, and what
    was found until then is kept."""
    try:
        with step_bar("Looking for people and pets") as show:
            return library.people.find(progress=show)
    except KeyboardInterrupt:
        # Once more, and it ends here, too.
        with suppress(KeyboardInterrupt):
            library.people.settle()
        stop(
            context,
            f"Stopped: {counted(library.people.waiting(), 'photo')} still to be looked through. "
            "What was found is kept. Go on with: photoorg people find",
            INTERRUPTED,
        )


@people.command("list")
def list_(
    context: typer.Context,
    kind: Kind = None,
    named: Annotated[bool, typer.Option("--named", help="Only those with names.")] = False,
    ignored: Annotated[bool, typer.Option("--ignored", help="Also those whom you ignore.")] = False,
) -> None:
    """List people and pets, those with the most photos first."""
    kind = _kind(kind)
    with opened_library(context, read_only=True) as library:
        beings = [
            being
            for being in library.people.list(kind)
            if (ignored or not being.is_ignored) and (being.name or not named)
        ]
        is_wanted = library.people.is_wanted
        waiting = library.people.waiting() if is_wanted else 0
    if options(context).json:
        print_json({"beings": [being_document(being) for being in beings]})
        return
    for being in beings:
        print_line(being_line(being))
    if not beings and not is_wanted:
        print_note("Nobody was looked for yet. Begin with: photoorg people find")
    elif waiting:
        print_note(f"{counted(waiting, 'photo')} to be looked through. Go on with: photoorg people find")


@people.command()
def show(
    context: typer.Context,
    who: Annotated[
        str | None, typer.Argument(metavar="[WHO]", help="A name, or an id (7 or #7).", show_default=False)
    ] = None,
    photo: Annotated[
        str | None, typer.Option("--photo", metavar="PHOTO", help="Who is on this photo.", show_default=False)
    ] = None,
    alone: Annotated[bool, typer.Option("--alone", help="Faces and animals that are like no other.")] = False,
    kind: Kind = None,
    crops: Crops = None,
) -> None:
    """List where somebody is seen: ids of the places, and how sure that is, the most doubtful first."""
    if [who is not None, photo is not None, alone].count(True) != 1:
        raise typer.BadParameter("Name somebody, or say --photo or --alone.", param_hint="WHO")
    kind = _kind(kind)
    with opened_library(context, read_only=True) as library:
        being = None if who is None else being_of(library, who)
        if being is not None:
            regions = library.people.regions(being.id)
        elif photo is not None:
            photo_id = photo_id_of(library, photo)
            regions = library.people.in_photos([photo_id])[photo_id]
        else:
            kinds = (kind,) if kind else ("person", "pet")
            regions = [region for each in kinds for region in library.people.alone(each)]
        regions = [region for region in regions if kind in (None, region.kind)]
        titles = {} if being is not None else _titles(library, regions)
        paths = paths_of(library, regions)
        files = write_crops(library, regions, crops)
    if options(context).json:
        documents = [
            {
                **region_document(region, paths.get(region.photo_id)),
                **({"crop": files.get(region.id)} if crops else {}),
            }
            for region in regions
        ]
        print_json({**(being_document(being) if being else {}), "regions": documents})
        return
    if being is not None:
        print_line(being_line(being))
    for region in regions:
        title = "" if being is not None else titles.get(region.being_id, f"unknown {region.kind}")
        print_line(region_line(region, paths.get(region.photo_id), title))


def _titles(library: PhotoLibrary, regions: Sequence[Region]) -> dict[int | None, str]:
    beings = {region.being_id for region in regions if region.being_id is not None}
    return {being_id: being_title(library.people.get(being_id)) for being_id in beings}


def _kind(text: str | None) -> str | None:
    if text in (None, "person", "pet"):
        return text
    raise typer.BadParameter(f"‘{text}’ is neither person nor pet.", param_hint="--kind")


for command in (
    *(naming.name, naming.merge, naming.split, naming.assign, naming.reject, naming.suggest, naming.answer),
    *(naming.refuse, naming.ignore, naming.birthday),
):
    people.command()(command)


@people.command()
def export(
    context: typer.Context,
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="The file to write (JSON).", parser=given_path)
    ],
    force: Annotated[bool, typer.Option("--force", help="Replace FILE if it is there.")] = False,
) -> None:
    """Write names, and all that you said about who is who, into one file for another library.

    It holds no pictures and no descriptions of faces; but names, birthdays and
    where photos lie.
    """
    with opened_library(context, read_only=True) as library:
        exported = library.people.export_to(file, overwrite=force)
    if options(context).json:
        print_json(asdict(exported))
    else:
        print_line(
            f"Exported {counted(exported.beings, 'person or pet', 'people and pets')} with "
            f"{counted(exported.verdicts, 'verdict')} about {counted(exported.photos, 'photo')} to "
            f"{exported.file}"
        )


@people.command("import")
def import_(
    context: typer.Context,
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="What `people export` wrote.", parser=given_path)
    ],
) -> None:
    """Take over names and verdicts from another library that has the same photos, wherever they lie.

    Of two that contradict each other the later counts. Importing a file twice
    changes nothing more.
    """
    with opened_library(context) as library:
        imported = library.people.import_from(file)
        library.people.settle()
    if options(context).json:
        print_json(
            {
                "verdicts": imported.verdicts,
                "photos": len(imported.changed),
                "new_beings": imported.new_beings,
                "given_way": imported.given_way,
                "photos_not_found": imported.photos_not_found,
            }
        )
        return
    print_line(
        f"Imported {counted(imported.verdicts, 'verdict')} about {counted(len(imported.changed), 'photo')}; "
        f"{counted(imported.new_beings, 'new person or pet', 'new people and pets')}."
    )
    if imported.given_way:
        what = counted(imported.given_way, "verdict gives", "verdicts give")
        print_note(f"{what} way to what was said here later.")
    if imported.photos_not_found:
        print_note(
            f"{counted(imported.photos_not_found, 'photo')} of the file are not in this library. Once they "
            "are, import the file again."
        )


@people.command("forget-all")
def forget_all(
    context: typer.Context,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Delete without a question.")] = False,
) -> None:
    """Delete all that is known of people and pets, to the last byte, and look for nobody any more."""
    with opened_library(context) as library:
        print_note(WHAT_IS_FORGOTTEN)
        if albums := library.albums.searching_for_somebody():
            names = ", ".join(f"‘{name}’" for name in albums)
            print_note(f"Deleted with it: {counted(len(albums), 'smart album')} ({names}).")
        if not yes:
            confirm(context, "Delete all of it?", "Nothing was deleted.")
        library.people.forget_all()
    if options(context).json:
        print_json({"forgotten": True})
    else:
        print_line("All that was known of people and pets is deleted.")
