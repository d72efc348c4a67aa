"""Which properties of an XMP packet photoorg wrote, and for which library.

A packet remembers them as library, name and digest of each value, so that what others wrote, also later and
in the place of ours, is told from it: their words are never taken away, and ours are not taken for news.
"""

from __future__ import annotations

import hashlib

RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
XMP = "{http://ns.adobe.com/xap/1.0/}"
EXIF = "{http://ns.adobe.com/exif/1.0/}"
DC = "{http://purl.org/dc/elements/1.1/}"
PHOTOSHOP = "{http://ns.adobe.com/photoshop/1.0/}"
IPTC = "{http://iptc.org/std/Iptc4xmpExt/2008-02-29/}"
MWG = "{http://www.metadataworkinggroup.com/schemas/regions/}"
PHOTOORG = "{urn:photoorg:xmp:1.0/}"

CLAIMS, NO_PLACE = f"{PHOTOORG}Wrote", f"{PHOTOORG}NoPlace"
RATING, SUBJECT, TITLE, DESCRIPTION = f"{XMP}Rating", f"{DC}subject", f"{DC}title", f"{DC}description"
TAKEN, CREATED = f"{EXIF}DateTimeOriginal", f"{PHOTOSHOP}DateCreated"
LATITUDE, LONGITUDE = f"{EXIF}GPSLatitude", f"{EXIF}GPSLongitude"
ALTITUDE, ALTITUDE_REF = f"{EXIF}GPSAltitude", f"{EXIF}GPSAltitudeRef"
CITY, REGION, COUNTRY = f"{PHOTOSHOP}City", f"{PHOTOSHOP}State", f"{PHOTOSHOP}Country"
PEOPLE, REGIONS = f"{IPTC}PersonInImage", f"{MWG}Regions"
MICROSOFT_REGIONS = "{http://ns.microsoft.com/photo/1.2/}RegionInfo"
TIME = (TAKEN, CREATED)
PLACE = (LATITUDE, LONGITUDE, ALTITUDE, ALTITUDE_REF, CITY, REGION, COUNTRY, NO_PLACE)
# All that photoorg ever writes, but for its notes.
WRITTEN = (RATING, SUBJECT, PEOPLE, REGIONS, TITLE, DESCRIPTION, *TIME, *PLACE)


def value_claimed(claim: str) -> str:
    """What a claim says, whichever library makes it."""
    return claim.partition(" ")[2]


def value_of(name: str, value: str) -> str:
    """As :func:`value_claimed`."""
    return f"{name.rpartition('}')[2]} {hashlib.sha256(value.encode()).hexdigest()[:16]}"


def claim(library: str, name: str, value: str) -> str:
    """The note that a library, by its ``sidecar_id``, wrote a value."""
    return f"{library} {value_of(name, value)}"
