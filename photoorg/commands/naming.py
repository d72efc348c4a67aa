"""people name, merge, split, assign, reject, suggest, answer, refuse, ignore, birthday: saying who is who."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from photoorg.commands.beings import (
    being_document,
    being_line,
    being_of,
    being_title,
    listed,
    paths_of,
    region_document,
    region_line,
    shortened,
    tell_being,
)
from photoorg.commands.context import (
    confirm,
    counted,
    opened_library,
    options,
    print_json,
    print_line,
    print_note,
)
from photoorg.commands.crops import Crops, write_crops
from photoorg.errors import UserInputError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from photoorg.people.people import Being, Region
    from photoorg.photo_library import PhotoLibrary

Who = Annotated[str, typer.Argument(metavar="WHO", help="A name, or an id (7 or #7).")]
Regions = Annotated[
    list[int], typer.Argument(metavar="REGION...", help="Ids of faces or animals, as `show` lists them.")
]
Same = Annotated[bool, typer.Option("--same", help="Whoever is called so already is the same one.")]
Another = Annotated[bool, typer.Option("--another", help="It is another one of the same name.")]


def name(
    context: typer.Context,
    who: Who,
    new_name: Annotated[str, typer.Argument(metavar="NAME", help="An empty one takes the name away.")],
    same: Same = False,
    another: Another = False,
) -> None:
    """Give somebody a name. All photos of the group are theirs then, and new ones are recognised."""
    if same and another:
        raise typer.BadParameter("--same and --another exclude each other.", param_hint="--same")
    with opened_library(context) as library:
        being = being_of(library, who)
        called_so = [one for one in library.people.named(new_name, being.kind) if one.id != being.id]
        if called_so and not another and (same or _is_same(being, called_so, new_name)):
            if len(called_so) > 1:
                raise UserInputError(
                    f"{len(called_so)} are called ‘{shortened(new_name)}’: {listed(called_so)}. "
                    "Say which one with: photoorg people merge ID ID"
                )
            being = library.people.merge(called_so[0].id, [being.id])
        else:
            being = library.people.name(being.id, new_name)
        tell_being(context, library, being.id, "Named" if being.name else "Without a name now")


def _is_same(being: Being, called_so: Sequence[Being], new_name: str) -> bool:
    there = f"‘{shortened(new_name)}’ is there already: {listed(called_so)}."
    try:
        return typer.confirm(f"{there} Is {being_title(being)} {being.id} the same one?", err=True)
    except typer.Abort as nobody:
        print_note("")
        raise UserInputError(f"{there} Say --same or --another.") from nobody


def merge(
    context: typer.Context,
    who: Who,
    others: Annotated[list[str], typer.Argument(metavar="OTHER...", help="Names or ids of the same one.")],
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Also where two have names.")] = False,
) -> None:
    """Say that several are one and the same. The first name there is counts."""
    with opened_library(context) as library:
        beings = list({one.id: one for one in (being_of(library, each) for each in (who, *others))}.values())
        if len(beings) < 2:
            raise UserInputError("Name at least two who are the same.")
        names = list(dict.fromkeys(one.name for one in beings if one.name))
        if len({one.casefold() for one in names}) > 1 and not yes:
            ending = ", ".join(f"‘{one}’" for one in names[1:])
            confirm(context, f"All of them are ‘{names[0]}’ then, and no longer {ending}?", "Nobody changed.")
        if len({one.name.casefold() for one in beings if one.name}) < sum(bool(one.name) for one in beings):
            _confirm_same(context, beings, yes=yes)
        merged = library.people.merge(beings[0].id, [one.id for one in beings[1:]])
        tell_being(context, library, merged.id, "One now")


def _confirm_same(context: typer.Context, beings: Sequence[Being], *, yes: bool) -> None:
    """Two of one name were told apart once."""
    if not yes:
        named = [one for one in beings if one.name]
        confirm(context, f"{listed(named)} have one name. Are they one and the same?", "Nobody changed.")


def split(
    context: typer.Context,
    regions: Regions,
    new_name: Annotated[str, typer.Option("--name", help="What this one is called.")] = "",
    another: Another = False,
) -> None:
    """Say that some faces or animals are of one who was not known: they leave their groups."""
    with opened_library(context) as library:
        if not another and (called_so := library.people.named(new_name)):
            raise UserInputError(
                f"‘{shortened(new_name)}’ is there already: {listed(called_so)}. Say --another, or for the "
                "same one: photoorg people assign ID REGION..."
            )
        being = library.people.split(regions, new_name)
        tell_being(context, library, being.id, "Somebody of their own now")


def assign(context: typer.Context, who: Who, regions: Regions) -> None:
    """Say that some faces or animals are somebody who is known."""
    with opened_library(context) as library:
        being = being_of(library, who)
        library.people.assign(regions, being.id)
        tell_being(context, library, being.id, "Said")


def reject(context: typer.Context, who: Who, regions: Regions) -> None:
    """Say that some faces or animals are not somebody; they are never taken for them again."""
    with opened_library(context) as library:
        being = being_of(library, who)
        for region in library.people.by_ids(regions):
            if being.id not in (region.being_id, region.suggested_id):
                raise UserInputError(f"{region.id} is not taken for {being_title(being)} ({being.id}).")
        library.people.reject(regions, being.id)
        tell_being(context, library, being.id, "Said")


def refuse(context: typer.Context, regions: Regions) -> None:
    """Say that in some places is no face, or no animal."""
    with opened_library(context) as library:
        library.people.refuse(regions)
        library.people.settle()
    if options(context).json:
        print_json({"refused": regions})
    else:
        print_line(f"Nobody is there: {counted(len(set(regions)), 'place')}.")


def suggest(
    context: typer.Context,
    who: Annotated[
        str | None,
        typer.Argument(metavar="[WHO]", help="Only whether it is this one.", show_default=False),
    ] = None,
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, help="At most so many.")] = 20,
    crops: Crops = None,
) -> None:
    """List faces and animals that may be somebody whom you named, likely ones first."""
    with opened_library(context, read_only=True) as library:
        being_id = None if who is None else being_of(library, who).id
        regions = library.people.suggestions(being_id, limit=limit)
        names = _names(library, regions)
        paths = paths_of(library, regions)
        files = write_crops(library, regions, crops)
        next_step = _how_to_answer(library, is_asked=bool(regions))
    if options(context).json:
        documents = [
            {
                **region_document(region, paths.get(region.photo_id)),
                "suggested_name": names[region.suggested_id or 0],
                **({"crop": files.get(region.id)} if crops else {}),
            }
            for region in regions
        ]
        print_json({"suggestions": documents})
        return
    for region in regions:
        print_line(region_line(region, paths.get(region.photo_id), f"{names[region.suggested_id or 0]}?"))
    print_note(next_step)


def _how_to_answer(library: PhotoLibrary, *, is_asked: bool) -> str:
    """What to do next; where nothing is asked, why, and what may change that."""
    if is_asked:
        return "Answer with: photoorg people answer REGION yes (or no)"
    beings = library.people.list()
    if not beings:
        return "Nobody was found yet. Begin with: photoorg people find"
    if not any(one.name for one in beings):
        return "Nobody has a name yet. Begin with: photoorg people name ID NAME"
    return "There is no question: whoever may be somebody you named surely is, or you said so."


def _names(library: PhotoLibrary, regions: Sequence[Region]) -> dict[int, str]:
    ids = {region.suggested_id for region in regions if region.suggested_id is not None}
    return {being_id: being_title(library.people.get(being_id)) for being_id in ids}


def answer(
    context: typer.Context,
    region: Annotated[int, typer.Argument(metavar="REGION", help="As `suggest` lists it.")],
    said: Annotated[str, typer.Argument(metavar="yes|no", help="Whether it is the one suggested.")],
) -> None:
    """Answer what `suggest` asks."""
    if said.lower() not in ("yes", "y", "no", "n"):
        raise typer.BadParameter("Say yes or no.", param_hint="yes|no")
    with opened_library(context) as library:
        (asked,) = library.people.by_ids([region])
        if asked.suggested_id is None:
            raise UserInputError(f"Nobody is suggested for {region}. See: photoorg people suggest")
        if said.lower().startswith("y"):
            library.people.assign([region], asked.suggested_id)
        else:
            library.people.reject([region], asked.suggested_id)
        tell_being(context, library, asked.suggested_id, "Said")


def ignore(
    context: typer.Context,
    who: Who,
    undo: Annotated[bool, typer.Option("--undo", help="Shown again.")] = False,
) -> None:
    """Leave somebody out of lists and questions."""
    with opened_library(context) as library:
        being = being_of(library, who)
        library.people.ignore(being.id, not undo)
        tell_being(context, library, being.id, "Shown again" if undo else "Ignored")


def birthday(
    context: typer.Context,
    who: Who,
    born: Annotated[
        str | None,
        typer.Argument(metavar="[DATE]", help="For example 1990-01-31.", show_default=False),
    ] = None,
    none: Annotated[bool, typer.Option("--none", help="It is not known.")] = False,
) -> None:
    """Say when somebody was born, or show it."""
    if none and born is not None:
        raise typer.BadParameter("A date and --none exclude each other.", param_hint="--none")
    day = None if born is None else _day(born)
    with opened_library(context, read_only=day is None and not none) as library:
        being = being_of(library, who)
        if day is None and not none:
            _tell_birthday(context, being)
            return
        library.people.set_birthday(being.id, day)
        tell_being(context, library, being.id, "Said")


def _tell_birthday(context: typer.Context, being: Being) -> None:
    if options(context).json:
        print_json(being_document(being))
    else:
        print_line(being_line(being))


def _day(text: str) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise UserInputError(f"‘{shortened(text)}’ is no date; write it as 1990-01-31.") from None
    if day > date.today():
        raise UserInputError(f"{day.isoformat()} is still to come.")
    return day
