"""People and pets as the commands about them name and show them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from photoorg.commands.context import counted, options, print_json, print_line
from photoorg.errors import UserInputError
from photoorg.search.known_names import did_you_mean, near_names

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import typer

    from photoorg.people.people import Being, Region
    from photoorg.photo_library import PhotoLibrary

# Names that were typed are repeated in errors up to here.
_SHOWN = 60
_MOST_DIGITS = 19


def being_of(library: PhotoLibrary, who: str) -> Being:
    """Somebody named by id, as 3 or #3, or by name, in any case.

    Raises UserInputError where nobody, or more than one, is called so.
    """
    number = who.strip().removeprefix("#")
    is_number = number.isdecimal() and len(number) <= _MOST_DIGITS
    found = library.people.named(who)
    # Somebody may be called 17; whoever has that number goes before.
    if is_number and (not found or any(one.id == int(number) for one in library.people.list())):
        return library.people.get(int(number))
    if not found:
        near = near_names(who, [one.name for one in library.people.identities()])
        hint = did_you_mean(near) or " See: photoorg people list"
        raise UserInputError(f"Nobody is called ‘{shortened(who)}’.{hint}")
    if len(found) > 1:
        raise UserInputError(
            f"{len(found)} are called ‘{shortened(who)}’: {listed(found)}. Say which one by its id."
        )
    return found[0]


def shortened(name: str) -> str:
    """A name as errors repeat it."""
    return name if len(name) <= _SHOWN else f"{name[:_SHOWN]}…"


def listed(beings: Iterable[Being]) -> str:
    """Several by their ids, with what tells them apart, those with the most photos first."""
    ordered = sorted(beings, key=lambda being: (-being.photos, being.id))
    return ", ".join(f"{being.id} ({being.kind}, {counted(being.photos, 'photo')})" for being in ordered)


def being_title(being: Being) -> str:
    """``Anna``, or what there is to say of somebody whom nobody named."""
    return being.name or f"unnamed {being.species or being.kind}"


def being_line(being: Being) -> str:
    """One line of a list."""
    known = [f"{being.kind} {being.id}", counted(being.photos, "photo")]
    if being.species and being.name:
        known.append(being.species)
    if being.birthday is not None:
        known.append(f"born {being.birthday.isoformat()}")
    if being.is_ignored:
        known.append("ignored")
    return f"{being_title(being)}  ({', '.join(known)})"


def being_document(being: Being) -> dict[str, object]:
    """What ``--json`` tells about somebody."""
    return {
        "being_id": being.id,
        "kind": being.kind,
        "name": being.name,
        "species": being.species or None,
        "birthday": None if being.birthday is None else being.birthday.isoformat(),
        "ignored": being.is_ignored,
        "photo_count": being.photos,
        "region_count": being.regions,
        "cover_region_id": being.cover_id,
    }


def region_document(region: Region, path: Path | None) -> dict[str, object]:
    """What ``--json`` tells about a face or an animal in a photo; its box in shares of the upright photo."""
    return {
        "region_id": region.id,
        "photo_id": region.photo_id,
        "path": path,
        "kind": region.kind,
        "left": region.box.left,
        "top": region.box.top,
        "width": region.box.width,
        "height": region.box.height,
        "being_id": region.being_id,
        "said": region.is_said,
        "suggested_id": region.suggested_id,
        "evidence": region.evidence,
    }


def region_line(region: Region, path: Path | None, title: str = "") -> str:
    """One line of a list: id, who, how sure that is, where, and in which photo."""
    box = region.box
    place = f"{box.left:.2f},{box.top:.2f} {box.width:.2f}x{box.height:.2f}"
    sure = f"evidence {region.evidence:+.1f}" if region.being_id or region.suggested_id else ""
    sure = "said" if region.is_said else sure
    return "  ".join(filter(None, [f"{region.id:>6}", title, sure, place, str(path or "")]))


def paths_of(library: PhotoLibrary, regions: Sequence[Region]) -> dict[int, Path]:
    """Where the photos of regions lie, by their ids."""
    ids = list(dict.fromkeys(region.photo_id for region in regions))
    return {photo.id: photo.path for photo in library.photos(ids)}


def tell_being(context: typer.Context, library: PhotoLibrary, being_id: int, sentence: str) -> None:
    """Works out who everybody is after something was said, and tells about the one it was said of."""
    library.people.settle()
    being = library.people.get(being_id)
    if options(context).json:
        print_json(being_document(being))
    else:
        print_line(f"{sentence}: {being_line(being)}")
