"""Writing what the user said into an XMP packet (ISO 16684-1), beside what others wrote there."""

from __future__ import annotations

import io
import re
import threading
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from xml.etree import ElementTree as Tree

from defusedxml import ElementTree as SafeTree
from defusedxml.common import DefusedXmlException

from photoorg.errors import SidecarUnreadable
from photoorg.imaging import xmp_claims
from photoorg.imaging.face_regions import AREA, DIMENSIONS, region_entries, region_text
from photoorg.imaging.metadata import tidy_keyword
from photoorg.imaging.region_writing import RegionProperty
from photoorg.imaging.stored_picture import StoredPicture
from photoorg.imaging.xmp import MAX_XMP_BYTES, without_padding
from photoorg.imaging.xmp_claims import (
    CLAIMS,
    DC,
    EXIF,
    IPTC,
    MWG,
    PEOPLE,
    PHOTOORG,
    PHOTOSHOP,
    RDF,
    REGIONS,
    SUBJECT,
    XMP,
    value_claimed,
    value_of,
)
from photoorg.sentences import Sentence

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence, Set
    from datetime import datetime
    from xml.etree.ElementTree import Element

    from photoorg.library.records import FaceRegion, Photo

_META = "{adobe:ns:meta/}xmpmeta"
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_ANY_LANGUAGE = "x-default"
_LISTS = tuple(f"{RDF}{kind}" for kind in ("Bag", "Seq", "Alt"))
_ALTERNATIVES = (xmp_claims.TITLE, xmp_claims.DESCRIPTION)
_MANIFOLD = (SUBJECT, PEOPLE, REGIONS)
_NOT_KNOWN = StoredPicture()
_USUAL_PREFIXES = {
    "x": "adobe:ns:meta/",
    **{
        prefix: name[1:-1]
        for prefix, name in (
            ("rdf", RDF),
            ("xmp", XMP),
            ("exif", EXIF),
            ("dc", DC),
            ("photoshop", PHOTOSHOP),
            ("Iptc4xmpExt", IPTC),
            ("mwg-rs", MWG),
            ("stArea", AREA[0]),
            ("stDim", DIMENSIONS[0]),
            ("photoorg", PHOTOORG),
        )
    },
}
_PACKET_BEGIN = b'<?xpacket begin="\xef\xbb\xbf" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'
_PACKET_END = b'\n<?xpacket end="w"?>\n'
# ElementTree makes these up itself and lets nobody else use them.
_RESERVED_PREFIX = re.compile(r"ns\d+")
# XML 1.0, 2.2.
_NOT_IN_XML = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# It keeps prefixes for the whole process.
_prefixes = threading.Lock()


@dataclass(frozen=True, slots=True)
class Said:
    """What the user said about a photo, as properties of XMP.

    Attributes:
        values: the value of each property that is a single one, in the form that is written.
        tags: for ``dc:subject``. file_keywords: those that the photo has already.
        people: for ``Iptc4xmpExt:PersonInImage``.
        regions: for ``mwg-rs:Regions``, upright. file_regions: those that the photo has already.
        stored: the picture that the regions are in.
    """

    values: dict[str, str]
    tags: tuple[str, ...]
    file_keywords: tuple[str, ...]
    people: tuple[str, ...] = ()
    regions: tuple[FaceRegion, ...] = ()
    file_regions: tuple[FaceRegion, ...] = ()
    stored: StoredPicture = _NOT_KNOWN

    def __bool__(self) -> bool:
        return bool(self.values or self.tags or self.people or self.regions)


def said_about(photo: Photo, regions: Iterable[FaceRegion] = (), stored: StoredPicture = _NOT_KNOWN) -> Said:
    """Rating, tags, title, description, time and place, as far as the user said them.

    Args:
        regions: who the user said is where, upright, before the photo is turned by the user. Names are
            written as tags, too, since every program shows those.
        stored: the picture in the file, which the regions are in.
    """
    values: dict[str, str] = {}
    if photo.rating_is_users:
        values[xmp_claims.RATING] = str(photo.rating)
    if photo.title:
        values[xmp_claims.TITLE] = _writable(photo.title)
    if photo.text.strip():
        values[xmp_claims.DESCRIPTION] = _writable(photo.text)
    if photo.taken_at_source == "user":
        moment = _written_moment(photo.taken_at, photo.utc_offset_minutes)
        values |= dict.fromkeys(xmp_claims.TIME, moment)
    if photo.place_is_users:
        values |= _place_values(photo)
    values = {name: value for name, value in values.items() if value}
    named = [replace(region, name=tidy_keyword(_writable(region.name))) for region in regions]
    names = [region.name for region in named if region.name]
    tags = dict.fromkeys(filter(None, [*map(_writable, photo.tags), *names]))
    people = dict.fromkeys(region.name for region in named if region.name and region.kind == "face")
    return Said(
        values, tuple(tags), photo.file_keywords, tuple(people), tuple(named), photo.file_faces, stored
    )


def with_said(packet: bytes | None, said: Said, library: str) -> bytes | None:
    """The packet with what the user says now in place of what photoorg wrote there for this library before;
    what others wrote stays, but where the user says something else. Empty where nothing would be left that
    others wrote or the user says; None where nothing is to be changed.

    Args:
        packet: what is there, None for nothing.
        library: its ``sidecar_id``.

    Raises SidecarUnreadable.
    """
    if packet is None:
        if not said:
            return None
        root = Tree.Element(_META)
        Tree.SubElement(root, f"{RDF}RDF")
        prefixes = _USUAL_PREFIXES
    else:
        root, prefixes = _parsed(packet)
    document = _Document(root)
    claims = {claim for claim in document.values(CLAIMS) if claim.startswith(f"{library} ")}
    former = frozenset(map(value_claimed, claims))
    now = _claims(said, document, former)
    if packet is not None and now == former and document.holds(now):
        return None
    others = set(document.values(CLAIMS)) - claims
    _apply(document, said, former - set(map(value_claimed, others)))
    # What another library wrote is still its own, but where we say something else now.
    kept = {claim for claim in others if document.holds({value_claimed(claim)})}
    document.remove(CLAIMS)
    if now or kept:
        claims = kept | {f"{library} {value}" for value in now}
        document.put(CLAIMS, _list(CLAIMS, "Bag", sorted(claims)))
    if former and document.is_empty():
        return b""
    if packet is None:
        Tree.indent(root)
    return _serialized(root, prefixes)


def without_properties(packet: bytes, names: Iterable[str]) -> bytes:
    """A packet that says nothing about them. Raises SidecarUnreadable."""
    root, prefixes = _parsed(packet)
    document = _Document(root)
    for name in names:
        document.remove(name)
    return _serialized(root, prefixes)


def _apply(document: _Document, said: Said, former: frozenset[str]) -> None:
    for name in xmp_claims.WRITTEN:
        if name in _MANIFOLD:
            continue
        if name in said.values:
            if name in _ALTERNATIVES:
                document.put_in_any_language(name, said.values[name])
            else:
                document.put(name, _plain(name, said.values[name]))
        elif name in xmp_claims.PLACE and any(other in said.values for other in xmp_claims.PLACE):
            # A place is one thing: half of another one would be a third.
            document.remove(name)
        elif (value := document.value(name)) and value_of(name, value) in former:
            document.take_out(name, value)
    # A sidecar's words and regions go before those in the photo, so they have to be all of them.
    _apply_list(document, SUBJECT, said.tags, said.file_keywords, former)
    _apply_list(document, PEOPLE, said.people, (), former)
    element = document.element(REGIONS)
    if element is not None or said.regions:
        besides = said.file_regions if element is None else ()
        regions = RegionProperty(element, said.regions, said.stored, former).written(besides)
        if regions is None:
            document.remove(REGIONS)
        elif regions is not element:
            document.put(REGIONS, regions)


def _apply_list(
    document: _Document, name: str, said: Sequence[str], in_file: Sequence[str], former: frozenset[str]
) -> None:
    present = document.values(name)
    kept = [word for word in present if value_of(name, word) not in former]
    if not present and said:
        kept = list(in_file)
    wanted = list(dict.fromkeys([*kept, *said]))
    if wanted != present:
        document.put_list(name, wanted)


def _claims(said: Said, document: _Document, former: frozenset[str]) -> frozenset[str]:
    """What is ours afterwards: every single value, and what nobody else wrote of tags, people and regions."""
    claims = {value_of(name, value) for name, value in said.values.items()}
    for name, words, in_file in ((SUBJECT, said.tags, said.file_keywords), (PEOPLE, said.people, ())):
        present = document.values(name) or (in_file if words else ())
        foreign = {word for word in present if value_of(name, word) not in former}
        claims |= {value_of(name, word) for word in words if word not in foreign}
    regions = RegionProperty(document.element(REGIONS), said.regions, said.stored, former)
    return frozenset(claims | {value_of(REGIONS, text) for text in regions.ours})


class _Document:
    """The properties of a packet, whichever of RDF's ways of writing they use."""

    def __init__(self, root: Element) -> None:
        self._root = root
        self._rdf = root if root.tag == f"{RDF}RDF" else root.find(f".//{RDF}RDF")
        if self._rdf is None:
            raise SidecarUnreadable(Sentence("It holds no XMP."))

    def is_empty(self) -> bool:
        """Whether nothing is left but what photoorg puts around properties."""
        known = {_META, f"{RDF}RDF", f"{RDF}Description"}
        return all(
            element.tag in known and not element.attrib.keys() - {f"{RDF}about"}
            for element in self._root.iter()
        )

    def values(self, name: str) -> list[str]:
        """What the reader of ``imaging.xmp`` takes, too; of regions, their texts."""
        if name == REGIONS:
            regions = self.element(REGIONS)
            return [] if regions is None else [region_text(entry) for entry in region_entries(regions)]
        for description in self._descriptions():
            if name in description.attrib:
                return [description.attrib[name]]
            element = description.find(name)
            if element is not None and (found := _texts(element)):
                return found
        return []

    def value(self, name: str) -> str:
        return next(iter(self.values(name)), "")

    def element(self, name: str) -> Element | None:
        """The first of that name."""
        return next((found for one in self._descriptions() if (found := one.find(name)) is not None), None)

    def holds(self, claimed: Set[str]) -> bool:
        """Whether all these values are there, see :func:`value_claimed`."""
        there = {value_of(name, value) for name in xmp_claims.WRITTEN for value in self.values(name)}
        return claimed <= there

    def put(self, name: str, element: Element) -> None:
        """In place of what was there."""
        home = self._home(name)
        self.remove(name)
        element.tail = "\n"
        home.append(element)

    def put_list(self, name: str, values: list[str]) -> None:
        """As entries of the list that is there, which keeps its kind and the entries that stay."""
        element = self.element(name)
        entries = None if element is None else next((one for one in element if one.tag in _LISTS), None)
        if entries is None:
            self.remove(name)
            if values:
                self.put(name, _list(name, "Bag", values))
            return
        there = {(entry.text or ""): entry for entry in entries.findall(f"{RDF}li")}
        for text, entry in there.items():
            if text not in values:
                entries.remove(entry)
        for value in values:
            if value not in there:
                Tree.SubElement(entries, f"{RDF}li").text = value
        if not values:
            self.remove(name)

    def put_in_any_language(self, name: str, value: str) -> None:
        """As the text of no particular language; those of others stay."""
        element = self.element(name)
        entries = None if element is None else element.find(f"{RDF}Alt")
        if entries is None:
            self.put(name, _list(name, "Alt", [value]))
            return
        for entry in entries.findall(f"{RDF}li"):
            if entry.get(_LANGUAGE, _ANY_LANGUAGE) == _ANY_LANGUAGE:
                entries.remove(entry)
        entries.insert(0, _entry("Alt", value))

    def take_out(self, name: str, value: str) -> None:
        """One value; others in the same list stay."""
        others = [text for text in self.values(name) if text != value]
        if others:
            self.put_list(name, others)
        else:
            self.remove(name)

    def remove(self, name: str) -> None:
        for description in self._descriptions():
            description.attrib.pop(name, None)
            for element in description.findall(name):
                description.remove(element)

    def _descriptions(self) -> list[Element]:
        assert self._rdf is not None
        return self._rdf.findall(f"{RDF}Description")

    def _home(self, name: str) -> Element:
        """Where a property is, or else belongs."""
        known = self._descriptions()
        for description in known:
            if name in description.attrib or description.find(name) is not None:
                return description
        assert self._rdf is not None
        return known[0] if known else Tree.SubElement(self._rdf, f"{RDF}Description", {f"{RDF}about": ""})


def _texts(element: Element) -> list[str]:
    entries = list(element.iter(f"{RDF}li"))
    if entries:
        entries.sort(key=lambda entry: entry.get(_LANGUAGE, _ANY_LANGUAGE) != _ANY_LANGUAGE)
        return [entry.text for entry in entries if entry.text]
    return [element.text] if element.text and element.text.strip() else []


def _plain(name: str, value: str) -> Element:
    element = Tree.Element(name)
    element.text = value
    return element


def _list(name: str, kind: str, values: list[str]) -> Element:
    element = Tree.Element(name)
    entries = Tree.SubElement(element, f"{RDF}{kind}")
    entries.extend(_entry(kind, value) for value in values)
    return element


def _entry(kind: str, value: str) -> Element:
    entry = Tree.Element(f"{RDF}li", {_LANGUAGE: _ANY_LANGUAGE} if kind == "Alt" else {})
    entry.text = value
    return entry


def _written_moment(moment: datetime, offset_minutes: int | None) -> str:
    if offset_minutes is None:
        return moment.isoformat()
    hours, minutes = divmod(abs(offset_minutes), 60)
    return f"{moment.isoformat()}{'-' if offset_minutes < 0 else '+'}{hours:02}:{minutes:02}"


def _writable(text: str) -> str:
    """A text as it comes back from XML, which takes not every sign, and knows one end of lines."""
    return _NOT_IN_XML.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def _place_values(photo: Photo) -> dict[str, str]:
    place = photo.place
    if place.latitude is None or place.longitude is None:
        return {xmp_claims.NO_PLACE: "True"}
    values = {
        xmp_claims.LATITUDE: _written_degrees(place.latitude, "NS"),
        xmp_claims.LONGITUDE: _written_degrees(place.longitude, "EW"),
    }
    if place.altitude_m is not None:
        values[xmp_claims.ALTITUDE] = f"{round(abs(place.altitude_m) * 100)}/100"
        values[xmp_claims.ALTITUDE_REF] = "1" if place.altitude_m < 0 else "0"
    names = {xmp_claims.CITY: place.city, xmp_claims.REGION: place.region, xmp_claims.COUNTRY: place.country}
    return values | {name: value for name, value in names.items() if value}


def _written_degrees(degrees: float, directions: str) -> str:
    """As ``48,8.22N``; exact to a centimetre."""
    whole, minutes = divmod(round(abs(degrees) * 60, 7), 60)
    return f"{whole:.0f},{minutes:.7f}{directions[degrees < 0]}"


def _parsed(packet: bytes) -> tuple[Element, dict[str, str]]:
    if len(packet) > MAX_XMP_BYTES:
        raise SidecarUnreadable(Sentence("It is too large for a sidecar."))
    try:
        parser = SafeTree.DefusedXMLParser(
            target=Tree.TreeBuilder(insert_comments=True, insert_pis=True), forbid_dtd=True
        )
        parser.feed(without_padding(packet))
        root: Element = parser.close()
        return root, dict(_declared(without_padding(packet)))
    except (SafeTree.ParseError, DefusedXmlException, ValueError, LookupError) as error:
        raise SidecarUnreadable(Sentence("It is no sound XML.")) from error


def _declared(packet: bytes) -> Iterator[tuple[str, str]]:
    """Prefixes and what they stand for."""
    for _, (prefix, name) in SafeTree.iterparse(io.BytesIO(packet), events=("start-ns",), forbid_dtd=True):
        if prefix and not _RESERVED_PREFIX.fullmatch(prefix):
            yield prefix, name


def _serialized(root: Element, prefixes: dict[str, str]) -> bytes:
    with _prefixes:
        for prefix, name in (_USUAL_PREFIXES | prefixes).items():
            Tree.register_namespace(prefix, name)
        text: bytes = Tree.tostring(root, "utf-8")
    return _PACKET_BEGIN + text + _PACKET_END
