"""Regions of people and pets that other programs marked in XMP: those of the Metadata Working Group (MWG 2.0,
section 5.9; digiKam, Lightroom, Picasa, Apple, Immich) and Microsoft's (Windows Photo Gallery).

The Group's areas are shares of the picture *as its file stores it*, so the EXIF orientation is applied to
them as to the pixels; digiKam and Immich do so, too. Some writers mean the picture as it is seen; they are
known by the dimensions they say it has. Microsoft does not say what its rectangles are shares of; they are
taken for shares of the picture as it is seen.
"""

from __future__ import annotations

import math
from itertools import islice
from typing import TYPE_CHECKING

from photoorg.imaging.metadata import tidy_keyword
from photoorg.imaging.xmp_claims import MWG, RDF, REGIONS, value_of
from photoorg.library.records import FaceRegion

if TYPE_CHECKING:
    from collections.abc import Container, Iterator
    from xml.etree.ElementTree import Element

    from photoorg.imaging.stored_picture import StoredPicture

_MPRI = "{http://ns.microsoft.com/photo/1.2/t/RegionInfo#}"
_MPREG = "{http://ns.microsoft.com/photo/1.2/t/Region#}"
# Adobe's types are written with both beginnings.
AREA = ("{http://ns.adobe.com/xmp/sType/Area#}", "{http://ns.adobe.com/xap/1.0/sType/Area#}")
DIMENSIONS = (
    "{http://ns.adobe.com/xap/1.0/sType/Dimensions#}",
    "{http://ns.adobe.com/xmp/sType/Dimensions#}",
)
_LISTS = tuple(f"{RDF}{kind}" for kind in ("Bag", "Seq", "Alt"))
_KINDS = {"": "face", "face": "face", "pet": "pet"}
_MOST_REGIONS = 500
# How much the shape of a picture may differ from that of the one the areas were written for: small copies are
# rounded, and raw files have edges that not every program shows. More than that was cut off.
_SHAPE_TOLERANCE = 0.02

Box = tuple[float, float, float, float]
Size = tuple[float, float]


def read_face_regions(
    root: Element, stored: StoredPicture, ours: Container[str] = ()
) -> tuple[FaceRegion, ...]:
    """Regions of people and pets, as the photo is seen upright; at most 500.

    Areas of a picture of another shape are left out, since the photo was cropped afterwards. The box of a
    face is taken as it is where its ``mwg-rs:Rotation`` says that the head is tilted.

    Args:
        stored: the picture of the file that the packet is in or belongs to.
        ours: regions that are left out, as :func:`~photoorg.imaging.xmp_claims.value_of` has them.
    """
    found = dict.fromkeys(islice(_mwg(root, stored, ours), _MOST_REGIONS))
    names = {region.name for region in found}
    # Programs that write both kinds mean the same people.
    for region in islice(_microsoft(root), _MOST_REGIONS):
        if region.name in names or (found and not region.name):
            continue
        found = {other: None for other in found if other.name or not is_same_face(other, region)}
        found[region] = None
    return tuple(found)[:_MOST_REGIONS]


def _mwg(root: Element, stored: StoredPicture, ours: Container[str]) -> Iterator[FaceRegion]:
    for regions in root.iter(REGIONS):
        for entry in region_entries(regions):
            if value_of(REGIONS, region_text(entry)) not in ours:
                region = read_region(entry, regions, stored)
                if region is not None:
                    yield region


def region_list(regions: Element) -> Element | None:
    """The list in ``mwg-rs:Regions``."""
    lists = struct_of(regions).findall(f"{MWG}RegionList/*")
    return next((one for one in lists if one.tag in _LISTS), None)


def region_entries(regions: Element) -> list[Element]:
    """What is in that list."""
    found = region_list(regions)
    return [] if found is None else found.findall(f"{RDF}li")


def region_text(entry: Element) -> str:
    """What an entry says in a form of its own, whichever of RDF's ways of writing it uses."""
    region = struct_of(entry)
    area = region.find(f"{MWG}Area")
    sides = () if area is None else [_area_field(struct_of(area), name) for name in "xywh"]
    return "\n".join((_field(region, f"{MWG}Type"), _field(region, f"{MWG}Name"), *sides))


def read_region(entry: Element, regions: Element, stored: StoredPicture) -> FaceRegion | None:
    """An entry of ``mwg-rs:Regions``, upright; None where it is of something else or makes no sense."""
    orientation = orientation_of_areas(regions, stored)
    region = struct_of(entry)
    kind = _KINDS.get(_field(region, f"{MWG}Type").lower())
    area = region.find(f"{MWG}Area")
    if orientation is None or kind is None or area is None:
        return None
    box = _area(struct_of(area), _applied_to(regions), stored)
    if box is None:
        return None
    return FaceRegion(tidy_keyword(_field(region, f"{MWG}Name")), kind, *turned_box(box, orientation))


def orientation_of_areas(regions: Element, stored: StoredPicture) -> int | None:
    """EXIF orientation that makes areas in ``mwg-rs:Regions`` upright; None where they are those of another
    picture."""
    size = _applied_to(regions)
    if size is None or not (stored.width and stored.height):
        return stored.orientation
    if _is_alike(size, (stored.width, stored.height)):
        return stored.orientation
    if stored.orientation >= 5 and _is_alike(size, (stored.height, stored.width)):
        return 1
    return None


def _applied_to(regions: Element) -> Size | None:
    """Width and height, in one unit, of the picture that areas were written for."""
    element = struct_of(regions).find(f"{MWG}AppliedToDimensions")
    if element is None:
        return None
    dimensions = struct_of(element)
    width, height = (_number(_field(dimensions, *(f"{kind}{name}" for kind in DIMENSIONS))) for name in "wh")
    # Some write 1 x 1 for areas that are shares.
    return (width, height) if min(width, height) > 1 and max(width, height) < math.inf else None


def _is_alike(size: Size, other: Size) -> bool:
    return abs(math.log(size[0] * other[1] / (size[1] * other[0]))) <= _SHAPE_TOLERANCE


def _area(area: Element, size: Size | None, stored: StoredPicture) -> Box | None:
    """A rectangle; circles and points are of no face."""
    x, y, width, height = (_number(_area_field(area, name)) for name in "xywh")
    unit = _area_field(area, "unit") or "normalized"
    if unit == "pixel":
        whole = size or (stored.width or math.nan, stored.height or math.nan)
        x, width, y, height = x / whole[0], width / whole[0], y / whole[1], height / whole[1]
    elif unit != "normalized":
        return None
    return _box(x - width / 2, y - height / 2, width, height)


def _microsoft(root: Element) -> Iterator[FaceRegion]:
    for entry in root.iterfind(f".//{_MPRI}Regions/*/{RDF}li"):
        region = struct_of(entry)
        numbers = [_number(part) for part in _field(region, f"{_MPREG}Rectangle").split(",", 4)]
        box = _box(*numbers) if len(numbers) == 4 else None
        if box is not None:
            yield FaceRegion(tidy_keyword(_field(region, f"{_MPREG}PersonDisplayName")), "face", *box)


def struct_of(element: Element) -> Element:
    """What has the fields: the element itself, or the description in it."""
    inner = element.find(f"{RDF}Description")
    return element if inner is None else inner


def _area_field(area: Element, name: str) -> str:
    return _field(area, *(f"{kind}{name}" for kind in AREA))


def _field(element: Element, *names: str) -> str:
    """Written as an attribute or as an element; the first of several names that is there."""
    for name in names:
        value = element.attrib.get(name) or element.findtext(name)
        if value:
            return value.strip()
    return ""


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return math.nan


def _box(left: float, top: float, width: float, height: float) -> Box | None:
    """None where it makes no sense; cut where it reaches out of the photo, as faces at an edge do."""
    right, bottom = left + width, top + height
    if not all(map(math.isfinite, (left, top, right, bottom))) or width <= 0 or height <= 0:
        return None
    left, top, right, bottom = (max(0.0, min(1.0, value)) for value in (left, top, right, bottom))
    return (left, top, right - left, bottom - top) if right > left and bottom > top else None


def is_same_face(one: FaceRegion, other: FaceRegion) -> bool:
    """Whether the centre of each lies in the other."""
    return all(
        abs(one.left + one.width / 2 - other.left - other.width / 2) < box.width / 2
        and abs(one.top + one.height / 2 - other.top - other.height / 2) < box.height / 2
        for box in (one, other)
    )


def turned_box(box: Box, orientation: int) -> Box:
    """Where a box of a picture is once an EXIF orientation of it is undone."""
    left, top, width, height = box
    corners = (turned_point(x, y, orientation) for x, y in ((left, top), (left + width, top + height)))
    (left, right), (top, bottom) = (sorted(axis) for axis in zip(*corners, strict=True))
    return left, top, right - left, bottom - top


def turned_point(x: float, y: float, orientation: int) -> tuple[float, float]:
    """As :func:`turned_box`, for a place; EXIF 2.32, tag 0x0112."""
    match orientation:
        case 2:
            return 1 - x, y
        case 3:
            return 1 - x, 1 - y
        case 4:
            return x, 1 - y
        case 5:
            return y, x
        case 6:
            return 1 - y, x
        case 7:
            return 1 - y, 1 - x
        case 8:
            return y, 1 - x
        case _:
            return x, y
