"""XMP packets made for tests."""

from __future__ import annotations

_NAMESPACES = {
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "exif": "http://ns.adobe.com/exif/1.0/",
    "aux": "http://ns.adobe.com/exif/1.0/aux/",
    "photoshop": "http://ns.adobe.com/photoshop/1.0/",
    "MicrosoftPhoto": "http://ns.microsoft.com/photo/1.0/",
    "GCamera": "http://ns.google.com/photos/1.0/camera/",
    "mwg-rs": "http://www.metadataworkinggroup.com/schemas/regions/",
    "stArea": "http://ns.adobe.com/xmp/sType/Area#",
    "stDim": "http://ns.adobe.com/xap/1.0/sType/Dimensions#",
    "MP": "http://ns.microsoft.com/photo/1.2/",
    "MPRI": "http://ns.microsoft.com/photo/1.2/t/RegionInfo#",
    "MPReg": "http://ns.microsoft.com/photo/1.2/t/Region#",
}


def packet(body: str, attributes: str = "") -> bytes:
    """A packet whose description has these elements and attributes, by the usual prefixes."""
    names = " ".join(f'xmlns:{prefix}="{name}"' for prefix, name in _NAMESPACES.items())
    return (
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        f'<rdf:Description rdf:about="" {names} {attributes}>{body}</rdf:Description></rdf:RDF></x:xmpmeta>'
    ).encode()


def mwg(*regions: str, size: str = "") -> str:
    """Regions of the Metadata Working Group; ``size`` is what they were applied to."""
    return (
        f'<mwg-rs:Regions rdf:parseType="Resource">{size}<mwg-rs:RegionList><rdf:Bag>'
        + "".join(f"<rdf:li>{region}</rdf:li>" for region in regions)
        + "</rdf:Bag></mwg-rs:RegionList></mwg-rs:Regions>"
    )


ADA = (
    '<rdf:Description mwg-rs:Name="Ada" mwg-rs:Type="Face">'
    '<mwg-rs:Area stArea:x="0.3" stArea:y="0.2" stArea:w="0.2" stArea:h="0.1" stArea:unit="normalized"/>'
    "</rdf:Description>"
)
