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
from photoorg.imaging.xmp_claims import RDF
from photoorg.library.records import FaceRegion

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

    from photoorg.imaging.stored_picture import StoredPicture

_MWG = "{http://www.metadataworkinggroup.com/schemas/regions/}"
_MPRI = "{http://ns.microsoft.com/photo/1.2/t/RegionInfo#}"
_MPREG = "{http://ns.microsoft.com/photo/1.2/t/Region#}"
# Adobe's types are written with both beginnings.
_AREA = ("{http://ns.adobe.com/xmp/sType/Area#}", "{http://ns.adobe.com/xap/1.0/sType/Area#}")
_DIMENSIONS = (
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


def read_face_regions(root: Element, stored: StoredPicture) -> tuple[FaceRegion, ...]:
    """Regions of people and pets, as the photo is seen upright; at most 500.

    Areas of a picture of another shape are left out, since the photo was cropped afterwards. The box of a
    face is taken as it is where its ``mwg-rs:Rotation`` says that the head is tilted.

    Args:
        stored: the picture of the file that the packet is in or belongs to.
    """
    found = dict.fromkeys(islice(_mwg(root, stored), _MOST_REGIONS))
    names = {region.name for region in found}
    # Programs that write both kinds mean the same people.
    for region in islice(_microsoft(root), _MOST_REGIONS):
        if region.name in names or (found and not region.name):
            continue
        found = {other: None for other in found if other.name or not _is_same_face(other, region)}
        found[region] = None
    return tuple(found)[:_MOST_REGIONS]


def _mwg(root: Element, stored: StoredPicture) -> Iterator[FaceRegion]:
    for element in root.iter(f"{_MWG}Regions"):
        regions = _struct(element)
        size = _applied_to(regions)
        orientation = _orientation(size, stored)
        if orientation is None:
            continue
        for region in _entries(regions.find(f"{_MWG}RegionList")):
            kind = _KINDS.get(_field(region, f"{_MWG}Type").lower())
            area = region.find(f"{_MWG}Area")
            box = None if kind is None or area is None else _area(_struct(area), size, stored)
            if kind is not None and box is not None:
                name = tidy_keyword(_field(region, f"{_MWG}Name"))
                yield FaceRegion(name, kind, *_upright(box, orientation))


def _applied_to(regions: Element) -> Size | None:
    """Width and height, in one unit, of the picture that areas were written for."""
    element = regions.find(f"{_MWG}AppliedToDimensions")
    if element is None:
        return None
    dimensions = _struct(element)
    width, height = (_number(_field(dimensions, *(f"{kind}{name}" for kind in _DIMENSIONS))) for name in "wh")
    # Some write 1 x 1 for areas that are shares.
    return (width, height) if min(width, height) > 1 and max(width, height) < math.inf else None


def _orientation(size: Size | None, stored: StoredPicture) -> int | None:
    """What makes areas upright; None where they are those of another picture."""
    if size is None or not (stored.width and stored.height):
        return stored.orientation
    if _is_alike(size, (stored.width, stored.height)):
        return stored.orientation
    if stored.orientation >= 5 and _is_alike(size, (stored.height, stored.width)):
        return 1
    return None


def _is_alike(size: Size, other: Size) -> bool:
    return abs(math.log(size[0] * other[1] / (size[1] * other[0]))) <= _SHAPE_TOLERANCE


def _area(area: Element, size: Size | None, stored: StoredPicture) -> Box | None:
    """A rectangle; circles and points are of no face."""
    x, y, width, height = (_number(_field(area, *(f"{kind}{name}" for kind in _AREA))) for name in "xywh")
    unit = _field(area, *(f"{kind}unit" for kind in _AREA)) or "normalized"
    if unit == "pixel":
        whole = size or (stored.width or math.nan, stored.height or math.nan)
        x, width, y, height = x / whole[0], width / whole[0], y / whole[1], height / whole[1]
    elif unit != "normalized":
        return None
    return _box(x - width / 2, y - height / 2, width, height)


def _microsoft(root: Element) -> Iterator[FaceRegion]:
    for element in root.iter(f"{_MPRI}Regions"):
        for region in _entries(element):
            numbers = [_number(part) for part in _field(region, f"{_MPREG}Rectangle").split(",", 4)]
            box = _box(*numbers) if len(numbers) == 4 else None
            if box is not None:
                yield FaceRegion(tidy_keyword(_field(region, f"{_MPREG}PersonDisplayName")), "face", *box)


def _entries(element: Element | None) -> Iterator[Element]:
    """The structs in a list."""
    for values in () if element is None else element:
        if values.tag in _LISTS:
            yield from map(_struct, values.findall(f"{RDF}li"))


def _struct(element: Element) -> Element:
    """What has the fields: the element itself, or the description in it."""
    inner = element.find(f"{RDF}Description")
    return element if inner is None else inner


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


def _is_same_face(one: FaceRegion, other: FaceRegion) -> bool:
    """Whether the centre of each lies in the other."""
    return all(
        abs(one.left + one.width / 2 - other.left - other.width / 2) < box.width / 2
        and abs(one.top + one.height / 2 - other.top - other.height / 2) < box.height / 2
        for box in (one, other)
    )


def _upright(box: Box, orientation: int) -> Box:
    """Where a box of the stored picture is once its orientation is undone."""
    left, top, width, height = box
    corners = (_upright_point(x, y, orientation) for x, y in ((left, top), (left + width, top + height)))
    (left, right), (top, bottom) = (sorted(axis) for axis in zip(*corners, strict=True))
    return left, top, right - left, bottom - top


def _upright_point(x: float, y: float, orientation: int) -> tuple[float, float]:
    """EXIF 2.32, tag 0x0112."""
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
