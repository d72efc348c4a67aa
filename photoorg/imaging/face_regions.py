"""Face regions in XMP: the Metadata Working Group's (MWG 2.0, section 5.9) and Microsoft's."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from photoorg.library.records import FaceRegion

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

_MWG = "{http://www.metadataworkinggroup.com/schemas/regions/}"
_AREA = "{http://ns.adobe.com/xmp/sType/Area#}"
_MPREG = "{http://ns.microsoft.com/photo/1.2/t/Region#}"
_MOST_REGIONS = 500

Box = tuple[float, float, float, float]


def read_face_regions(root: Element, orientation: int) -> tuple[FaceRegion, ...]:
    """Regions of people and pets, as the photo is seen upright.

    Programs that write both kinds mean the same faces: Microsoft's count where there are no others.

    Args:
        orientation: EXIF orientation of the file, 1..8. The Group's regions are written for pixels as they
            are stored, Microsoft's for the photo as it is seen.
    """
    regions = [(name, kind, _upright(box, orientation)) for name, kind, box in _mwg(root)]
    found = [FaceRegion(name, kind, *box) for name, kind, box in regions or _microsoft(root)]
    return tuple(dict.fromkeys(found))[:_MOST_REGIONS]


def _mwg(root: Element) -> Iterator[tuple[str, str, Box]]:
    for region in _structs(root, f"{_MWG}Name", f"{_MWG}Type", f"{_MWG}Area"):
        kind = _field(region, f"{_MWG}Type") or "Face"
        area = next(region.iter(f"{_MWG}Area"), None)
        if area is None or kind not in ("Face", "Pet"):
            continue
        holder = next((item for item in area.iter() if _field(item, f"{_AREA}x")), area)
        if (_field(holder, f"{_AREA}unit") or "normalized") != "normalized":
            continue
        x, y, width, height = (_number(_field(holder, f"{_AREA}{name}")) for name in "xywh")
        box = _box(x - width / 2, y - height / 2, width, height)
        if box is not None:
            yield _field(region, f"{_MWG}Name"), kind.lower(), box


def _microsoft(root: Element) -> Iterator[tuple[str, str, Box]]:
    for region in _structs(root, f"{_MPREG}Rectangle", f"{_MPREG}PersonDisplayName"):
        numbers = [_number(part) for part in _field(region, f"{_MPREG}Rectangle").split(",")]
        box = _box(*numbers) if len(numbers) == 4 else None
        if box is not None:
            yield _field(region, f"{_MPREG}PersonDisplayName"), "face", box


def _structs(root: Element, *fields: str) -> Iterator[Element]:
    """Elements that have one of the fields, written as an attribute or as an element."""
    for element in root.iter():
        if any(field in element.attrib for field in fields) or any(child.tag in fields for child in element):
            yield element


def _field(element: Element, name: str) -> str:
    child = element.find(name)
    return element.attrib.get(name) or (child.text if child is not None else None) or ""


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return math.nan


def _box(left: float, top: float, width: float, height: float) -> Box | None:
    """None where it makes no sense; cut where it reaches out of the photo, as faces at an edge do."""
    right, bottom = left + width, top + height
    left, top, right, bottom = (max(0.0, min(1.0, value)) for value in (left, top, right, bottom))
    is_box = all(map(math.isfinite, (left, top, right, bottom, width, height))) and width > 0 and height > 0
    return (left, top, right - left, bottom - top) if is_box and right > left and bottom > top else None


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
