"""The fields of a query: their names, what their values may be, and what they ask the catalogue."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, get_args

from photoorg.errors import UserInputError
from photoorg.library.criteria import (
    Contains,
    Every,
    Has,
    HasExtension,
    HasLabel,
    HasTag,
    InAlbum,
    InCountry,
    InFolder,
    InTown,
    Near,
    Number,
    Shows,
    Some,
    State,
    Taken,
    Without,
)
from photoorg.search.language import dates
from photoorg.sentences import Sentence

if TYPE_CHECKING:
    from collections.abc import Callable

    from photoorg.library.criteria import Filter, NumberFact, TextFact

STATES: tuple[State, ...] = get_args(State)
DEFAULT_RADIUS_KM = 1.0
# Of a town, which is no point.
TOWN_RADIUS_KM = 10.0
# Photos further away are of no town of that name, however large.
_WITHIN_TOWN_KM = 100.0
# Names of one format that cameras and programs mix freely.
_SAME_EXTENSIONS = (
    frozenset({"jpg", "jpeg", "jpe"}),
    frozenset({"tif", "tiff"}),
    frozenset({"heic", "heif"}),
)
_COMPARED = re.compile(r"(>=|<=|>|<|=|)\s*(\d+(?:\.\d+)?)")
_FROM_TO = re.compile(r"(\d+(?:\.\d+)?)\.\.(\d+(?:\.\d+)?)")
_DISTANCE = r"\s*(\d+(?:\.\d+)?)\s*(km|m|mi)?"
_POINT = re.compile(rf"(-?\d+(?:\.\d+)?)\s*,\s*(-?\d+(?:\.\d+)?)(?:\s*,{_DISTANCE})?")
_TOWN = re.compile(rf"([^\d,].*?)(?:,{_DISTANCE})?")
_NO_DISTANCE = re.compile(r"([^\d,].*?)\s*,\s*[-+]?\d[^,]*")
_LABEL = re.compile(r"([^<>]*[^<>\s])\s*(?:>=?\s*(\d*\.?\d+%?))?")
_KM = {"km": 1.0, "m": 0.001, "mi": 1.609344, None: 1.0}


@dataclass(frozen=True, slots=True)
class Field:
    """One field.

    Attributes:
        example: as one types it, with the name.
        meaning: in a few words, for help and completion.
        read: from a value to what the catalogue is asked; raises ValueError where it makes no sense.
        values: those to choose from, where there are not many.
    """

    name: str
    example: str
    meaning: str
    read: Callable[[str], Filter]
    values: tuple[str, ...] = ()


def _number(fact: NumberFact, unit: str = "") -> Callable[[str], Filter]:
    def read(value: str) -> Filter:
        bare = value.lower().removeprefix("f/").removesuffix(unit)
        if between := _FROM_TO.fullmatch(bare):
            return Number(fact, float(between[1]), float(between[2]))
        compared = _COMPARED.fullmatch(bare)
        if compared is None:
            raise ValueError(value)
        sign, number = compared[1], float(compared[2])
        match sign:
            case ">=":
                return Number(fact, least=number)
            case "<=":
                return Number(fact, most=number)
            case ">":
                # Numbers of cameras have at most three places after the point.
                return Number(fact, least=number + 1e-4)
            case "<":
                return Number(fact, most=number - 1e-4)
            case _:
                return Number(fact, number, number)

    return read


def _text(fact: TextFact) -> Callable[[str], Filter]:
    return lambda value: Contains(fact, value)


def _place(value: str) -> Filter:
    """Those whose names say so, and the country or town that is called so in any language."""
    from photoorg.ingest.countries import country_called
    from photoorg.ingest.towns import town_called

    ways: list[Filter] = [Contains("place", value.replace(",", " "))]
    country = country_called(value)
    if country is not None:
        ways.append(InCountry(country.all_names))
    town = town_called(value)
    if town is not None:
        # Another town may have one of its names; a photo without position has nothing else.
        is_there = Some((Near(town.latitude, town.longitude, _WITHIN_TOWN_KM), Without(Has("gps"))))
        ways.append(Every((InTown(frozenset((town.name, *town.other_names))), is_there)))
    return Some(tuple(ways)) if len(ways) > 1 else ways[0]


def _near(value: str) -> Filter:
    if point := _POINT.fullmatch(value):
        latitude, longitude = float(point[1]), float(point[2])
        if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
            raise ValueError(value)
        return Near(latitude, longitude, _km(point[3], point[4], DEFAULT_RADIUS_KM))
    if named := _TOWN.fullmatch(value):
        from photoorg.ingest.towns import town_named

        if no_distance := _NO_DISTANCE.fullmatch(named[1]):
            raise UserInputError(
                Sentence(
                    "A distance from a town is written as in near:{town},5km; in km, m or mi.",
                    town=no_distance[1],
                )
            )
        town = town_named(named[1])
        return Near(town.latitude, town.longitude, _km(named[2], named[3], TOWN_RADIUS_KM))
    raise ValueError(value)


def _km(number: str | None, unit: str | None, default: float) -> float:
    return float(number) * _KM[unit] if number else default


def _folder(value: str) -> Filter:
    return InFolder(Path(value).expanduser())


def _label(value: str) -> Filter:
    named = _LABEL.fullmatch(value)
    least = None
    if named is not None and named[2] is not None:
        least = float(named[2].removesuffix("%")) / (100 if named[2].endswith("%") else 1)
    if named is None or (least is not None and not 0 <= least <= 1):
        name = re.split("[<>]", value)[0].strip() or "receipt"
        raise UserInputError(
            Sentence(
                "How surely a label fits lies between 0 and 1, as in label:{name}>0.8.",
                name=f'"{name}"' if " " in name else name,
            )
        )
    return HasLabel(named[1], least)


def _extension(value: str) -> Filter:
    wanted = value.lower().lstrip(".")
    same = next((group for group in _SAME_EXTENSIONS if wanted in group), frozenset({wanted}))
    return HasExtension(same)


def _state(value: str) -> Filter:
    wanted = {"favorite": "favourite", "people": "faces"}.get(value.lower(), value.lower())
    for state in STATES:
        if state == wanted:
            return Has(state)
    raise ValueError(value)


FIELDS = {
    field.name: field
    for field in (
        Field("after", "after:2023-06", "taken in this period or later", lambda v: Taken(dates.period(v)[0])),
        Field(
            "before", "before:2024", "taken earlier than this period", lambda v: Taken(end=dates.period(v)[0])
        ),
        Field(
            "date",
            "date:2023-06..2023-08",
            "taken in a period, or on days such as christmas, july, sunday",
            dates.taken,
            dates.NAMED,
        ),
        Field(
            "person",
            'person:"Anna Schmidt"',
            "shows a person of that name, or person:#17 of that number",
            lambda v: Shows("person", v),
        ),
        Field("pet", "pet:Luna", "shows an animal of that name", lambda v: Shows("pet", v)),
        Field("tag", "tag:family", "has the tag or keyword; tag:fam* begins so", HasTag),
        Field(
            "label",
            "label:receipt",
            "one of your labels fits; label:receipt>0.8 with that probability or more",
            _label,
        ),
        Field("in", 'in:"Summer 2023"', "in the album", InAlbum),
        Field("folder", "folder:/photos/2021", "in or below the folder, or a folder of that name", _folder),
        Field("place", "place:Lisbon", "taken in a town, region or country", _place),
        Field(
            "near", "near:Lisbon,5km", "taken within a distance of a town (10 km) or of a point (1 km)", _near
        ),
        Field("rating", "rating:>=4", "rated, 0 to 5", _number("rating")),
        Field(
            "is",
            "is:favourite",
            "a favourite, a video, raw, rated, tagged, stacked, unnamed (of somebody), offline or hidden",
            _state,
            STATES,
        ),
        Field("has", "has:gps", "has gps, place, faces, pets, text, video or album", _state, STATES),
        Field("camera", "camera:iphone", "taken with the camera", _text("camera")),
        Field("lens", "lens:50mm", "taken with the lens, or that focal length", _text("lens")),
        Field("iso", "iso:>1600", "sensitivity", _number("iso")),
        Field("aperture", "aperture:<=2.8", "f-number", _number("aperture")),
        Field("focal", "focal:24..70", "focal length in mm", _number("focal", "mm")),
        Field("width", "width:>=4000", "width in pixels", _number("width", "px")),
        Field("height", "height:<1000", "height in pixels", _number("height", "px")),
        Field("name", "name:IMG_12", "part of the file's name", _text("name")),
        Field("text", "text:birthday", "part of a description, title or keyword", _text("text")),
        Field("ext", "ext:heic", "file name ends so", _extension),
    )
}
# Read by the parser itself, since a picture is no fact of the catalogue.
LIKE = "like"
LIKE_EXAMPLE = "like:/path/photo.jpg"


def needs_value(name: str) -> str:
    """The sentence for a field without value."""
    example = FIELDS[name.lower()].example if name.lower() in FIELDS else LIKE_EXAMPLE
    return Sentence("‘{name}:’ needs a value, for example {example}.", name=name, example=example)


def read_field(name: str, value: str) -> Filter:
    """What ``name:value`` asks. Raises UserInputError with a sentence that says what would be right."""
    field = FIELDS.get(name.lower())
    if field is None:
        near = difflib.get_close_matches(name.lower(), [*FIELDS, LIKE], 1)
        hint = (
            Sentence("Did you mean ‘{near}:’?", near=near[0])
            if near
            else Sentence("Put it in quotes to search for it as words.")
        )
        raise UserInputError(Sentence("There is no field ‘{name}’. {hint}", name=name, hint=hint))
    if not value.strip():
        raise UserInputError(needs_value(name))
    try:
        return field.read(value.strip())
    except (ValueError, OverflowError) as error:
        choices = Sentence(" It can be {values}.", values=", ".join(field.values)) if field.values else ""
        raise UserInputError(
            Sentence(
                "‘{value}’ is nothing that ‘{name}:’ understands; it looks like {example}.{choices}",
                value=value,
                name=name,
                example=field.example,
                choices=choices,
            )
        ) from error
