"""Writing regions of people and pets into ``mwg-rs:Regions``, beside those of others; ``face_regions`` tells
what they are shares of."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as Tree

from photoorg.imaging.face_regions import (
    AREA,
    DIMENSIONS,
    is_same_face,
    orientation_of_areas,
    read_region,
    region_entries,
    region_list,
    region_text,
    struct_of,
    turned_box,
)
from photoorg.imaging.xmp_claims import MWG, RDF, REGIONS, value_of

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Sequence
    from xml.etree.ElementTree import Element

    from photoorg.imaging.stored_picture import StoredPicture
    from photoorg.library.records import FaceRegion

_RESOURCE = {f"{RDF}parseType": "Resource"}
_INVERSE = {6: 8, 8: 6}


class RegionProperty:
    """``mwg-rs:Regions`` of a packet, and what the user says about regions.

    Attributes:
        ours: entries for what the user says and nobody else, by their :func:`region_text`; none where others
            wrote theirs for a picture of another shape, since the property has one shape for all.
    """

    def __init__(
        self,
        element: Element | None,
        said: Sequence[FaceRegion],
        stored: StoredPicture,
        former: Container[str],
    ) -> None:
        """Args:
        element: what is there; None for nothing.
        stored: the picture that the packet is about.
        former: what was ours until now, as ``xmp_claims.value_of`` has it.
        """
        self._former = former
        if element is None or all(map(self._was_ours, region_entries(element))):
            element = _empty(stored)
        self._element = element
        self._said = said
        self._stored = stored
        self._orientation = orientation_of_areas(element, stored)
        others = [self._read(entry) for entry in region_entries(element) if not self._was_ours(entry)]
        self.ours: dict[str, Element] = {}
        for region in said:
            if not any(other is not None and _says(other, region) for other in others):
                self._add_to(self.ours, region)

    def written(self, besides: Iterable[FaceRegion] = ()) -> Element | None:
        """The property with ours in place of what was ours, and of regions of others that name the same face
        otherwise; None where nothing is left in it.

        Args:
            besides: regions of others that are added where ours are.
        """
        entries = _list_in(self._element)
        for entry in list(region_entries(self._element)):
            if self._was_ours(entry) or self._is_named_otherwise(self._read(entry)):
                entries.remove(entry)
        added = dict(self.ours)
        for region in besides if added else ():
            if not any(is_same_face(region, one) for one in self._said):
                self._add_to(added, region)
        entries.extend(added.values())
        return self._element if len(entries) else None

    def _add_to(self, entries: dict[str, Element], region: FaceRegion) -> None:
        if self._orientation is not None:
            entry = _entry(region, self._orientation)
            entries[region_text(entry)] = entry

    def _was_ours(self, entry: Element) -> bool:
        return value_of(REGIONS, region_text(entry)) in self._former

    def _read(self, entry: Element) -> FaceRegion | None:
        return read_region(entry, self._element, self._stored)

    def _is_named_otherwise(self, other: FaceRegion | None) -> bool:
        return other is not None and any(
            is_same_face(other, region) and not _says(other, region) for region in self._said if region.name
        )


def _says(one: FaceRegion, other: FaceRegion) -> bool:
    return (one.name, one.kind) == (other.name, other.kind) and is_same_face(one, other)


def _empty(stored: StoredPicture) -> Element:
    element = Tree.Element(REGIONS, _RESOURCE)
    if stored.width and stored.height:
        sides = {"w": str(stored.width), "h": str(stored.height), "unit": "pixel"}
        fields = {f"{DIMENSIONS[0]}{name}": value for name, value in sides.items()}
        Tree.SubElement(element, f"{MWG}AppliedToDimensions", fields)
    return element


def _list_in(regions: Element) -> Element:
    """The list of regions; a new one where there is none."""
    found = region_list(regions)
    if found is None:
        found = Tree.SubElement(Tree.SubElement(struct_of(regions), f"{MWG}RegionList"), f"{RDF}Bag")
    return found


def _entry(region: FaceRegion, orientation: int) -> Element:
    """To a ten-thousandth of a percent."""
    box = (region.left, region.top, region.width, region.height)
    left, top, width, height = turned_box(box, _INVERSE.get(orientation, orientation))
    sides = {"x": left + width / 2, "y": top + height / 2, "w": width, "h": height}
    fields = {f"{AREA[0]}{name}": f"{value:.6f}" for name, value in sides.items()}
    entry = Tree.Element(f"{RDF}li")
    named = {f"{MWG}Name": region.name} if region.name else {}
    struct = Tree.SubElement(
        entry, f"{RDF}Description", {**named, f"{MWG}Type": "Pet" if region.kind == "pet" else "Face"}
    )
    Tree.SubElement(struct, f"{MWG}Area", {**fields, f"{AREA[0]}unit": "normalized"})
    return entry
