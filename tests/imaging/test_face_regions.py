"""Face regions that other programs marked lie where they are seen; bad ones cost only themselves."""

from __future__ import annotations

import math
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from photoorg.imaging.decode import decode_photo
from photoorg.imaging.embedded_metadata import read_metadata
from photoorg.imaging.examine import examine_photo
from photoorg.imaging.metadata import MAX_KEYWORD_LENGTH
from photoorg.imaging.photo_file import opened_photo
from photoorg.imaging.sidecar_metadata import with_sidecars
from photoorg.imaging.stored_picture import StoredPicture, stored_picture
from photoorg.imaging.xmp import read_xmp
from photoorg.library.sidecars import Sidecar
from tests.imaging.xmp_packets import ADA, mwg, packet
from tests.pictures import encoded, exif, plain

if TYPE_CHECKING:
    from photoorg.library.records import FaceRegion

PHOTOS = Path("../shared/photos")
needs_photos = pytest.mark.skipif(not PHOTOS.is_dir(), reason="needs the collection ../shared/photos")
BOX = (0.2, 0.15, 0.2, 0.1)
# Where that is once a picture is upright, by its orientation.
UPRIGHT = {
    1: BOX,
    2: (0.6, 0.15, 0.2, 0.1),
    3: (0.6, 0.75, 0.2, 0.1),
    4: (0.2, 0.75, 0.2, 0.1),
    5: (0.15, 0.2, 0.1, 0.2),
    6: (0.75, 0.2, 0.1, 0.2),
    7: (0.75, 0.6, 0.1, 0.2),
    8: (0.15, 0.6, 0.1, 0.2),
}
ADA_BY_MICROSOFT = '<rdf:li MPReg:PersonDisplayName="Ada" MPReg:Rectangle="0.2, 0.15, 0.2, 0.1"/>'


def microsoft(*regions: str) -> str:
    return (
        '<MP:RegionInfo rdf:parseType="Resource"><MPRI:Regions><rdf:Bag>'
        + "".join(regions)
        + "</rdf:Bag></MPRI:Regions></MP:RegionInfo>"
    )


def applied_to(width: float, height: float, unit: str = "pixel") -> str:
    return f'<mwg-rs:AppliedToDimensions stDim:w="{width}" stDim:h="{height}" stDim:unit="{unit}"/>'


def faces(body: str, stored: StoredPicture | None = None) -> tuple[FaceRegion, ...]:
    return read_xmp(packet(body), stored or StoredPicture()).faces


def box(face: FaceRegion) -> tuple[float, ...]:
    return face.left, face.top, face.width, face.height


@pytest.mark.parametrize(("orientation", "upright"), UPRIGHT.items())
@pytest.mark.parametrize("also_by_microsoft", [False, True])
def test_they_are_upright_and_said_once(
    orientation: int, upright: tuple[float, ...], also_by_microsoft: bool
) -> None:
    body = mwg(ADA, size=applied_to(60, 40)) + microsoft(ADA_BY_MICROSOFT) * also_by_microsoft
    (face,) = faces(body, StoredPicture(6000, 4000, orientation))
    assert (face.name, face.kind) == ("Ada", "face")
    assert box(face) == pytest.approx(upright)


def test_orientation_does_to_boxes_what_it_does_to_pixels() -> None:
    for orientation in range(1, 9):
        picture = plain("white", (100, 80))
        picture.paste("black", (20, 12, 40, 20))
        photo = encoded(picture, "PNG", exif=exif(orientation=orientation))
        with opened_photo(photo) as image:
            stored = stored_picture(image)
        assert stored == StoredPicture(100, 80, orientation)
        (face,) = faces(mwg(ADA, size=applied_to(100, 80)), stored)
        seen = decode_photo(photo, 80).image
        left, top, right, bottom = seen.convert("L").point(lambda level: 255 - level).getbbox() or ()
        shares = (left / seen.width, top / seen.height, right / seen.width, bottom / seen.height)
        assert shares == pytest.approx(
            (face.left, face.top, face.left + face.width, face.top + face.height), abs=1e-6
        )


@pytest.mark.parametrize("orientation", [1, 6])
def test_microsofts_are_upright_already(orientation: int) -> None:
    (face,) = faces(microsoft(ADA_BY_MICROSOFT), StoredPicture(60, 40, orientation))
    assert box(face) == pytest.approx(BOX)


def test_dimensions_tell_which_picture_is_meant() -> None:
    # Said of the picture as it is seen.
    (face,) = faces(mwg(ADA, size=applied_to(40, 60)), StoredPicture(6000, 4000, 6))
    assert box(face) == pytest.approx(BOX)
    # Cropped, or turned by a program that left the areas alone.
    for stored in (StoredPicture(6000, 4000), StoredPicture(4000, 4000, 6)):
        assert faces(mwg(ADA, size=applied_to(40, 60)), stored) == ()
    # A small copy, rounded; nothing that could be dimensions; a picture that nobody knows.
    stored = StoredPicture(6000, 4000)
    for size in (
        applied_to(160, 107),
        applied_to(1, 1, "normalized"),
        applied_to(0, -3),
        applied_to(math.nan, 2),
    ):
        assert [box(face) for face in faces(mwg(ADA, size=size), stored)] == [pytest.approx(BOX)]
    assert faces(mwg(ADA, size=applied_to(40, 60)), StoredPicture(orientation=3))


def test_areas_in_pixels() -> None:
    area = '<mwg-rs:Area stArea:x="30" stArea:y="20" stArea:w="20" stArea:h="10" stArea:unit="pixel"/>'
    body = f'<rdf:Description mwg-rs:Type="Face">{area}</rdf:Description>'
    for size in ("", applied_to(100, 100)):
        (face,) = faces(mwg(body, size=size), StoredPicture(100, 100, 6))
        assert box(face) == pytest.approx(UPRIGHT[6])
    assert faces(mwg(body)) == ()


def test_every_way_of_writing() -> None:
    fields = "".join(
        f"<stArea:{name}>{value}</stArea:{name}>"
        for name, value in {"x": 0.3, "y": 0.2, "w": 0.2, "h": 0.1, "unit": "normalized"}.items()
    )
    elements = (
        f'<mwg-rs:Area rdf:parseType="Resource">{fields}</mwg-rs:Area>'
        "<mwg-rs:Name>Ada</mwg-rs:Name><mwg-rs:Type>Face</mwg-rs:Type>"
    )
    described = f"<mwg-rs:Area><rdf:Description>{fields}</rdf:Description></mwg-rs:Area>"
    nested = (
        "<mwg-rs:Extensions rdf:parseType='Resource'><dc:subject><rdf:Bag>"
        f"<rdf:li>{elements}</rdf:li></rdf:Bag></dc:subject></mwg-rs:Extensions>"
    )
    lists = [
        f'<rdf:Seq><rdf:li rdf:parseType="Resource">{elements}</rdf:li></rdf:Seq>',
        f'<rdf:Bag><rdf:li mwg-rs:Name=" Ada " mwg-rs:Type="face">{described}{nested}</rdf:li></rdf:Bag>',
    ]
    for regions in lists:
        inner = f"<mwg-rs:RegionList>{regions}</mwg-rs:RegionList>"
        for body in (
            f'<mwg-rs:Regions rdf:parseType="Resource">{inner}</mwg-rs:Regions>',
            f"<mwg-rs:Regions><rdf:Description>{inner}</rdf:Description></mwg-rs:Regions>",
        ):
            (face,) = faces(body)
            assert (face.name, face.kind, box(face)) == ("Ada", "face", pytest.approx(BOX))
    old = packet(mwg(ADA)).replace(b"xmp/sType/Area", b"xap/1.0/sType/Area")
    assert [face.name for face in read_xmp(old).faces] == ["Ada"]


def test_pets_are_pets_and_what_is_no_face_is_left_out() -> None:
    body = mwg(ADA, ADA.replace("Ada", "Rex").replace("Face", "Pet"), ADA.replace("Face", "BarCode"))
    assert [(face.name, face.kind) for face in faces(body)] == [("Ada", "face"), ("Rex", "pet")]
    bad = [ADA.replace("0.3", value) for value in ("nan", "inf", "x", "7", "", "-1", "1e400")]
    bad += [ADA.replace('w="0.2"', f'w="{value}"') for value in ("0", "-0.2")]
    bad += [ADA.replace("normalized", "inch"), ADA.replace("stArea:w", "stArea:d")]
    assert faces(mwg(*bad)) == ()
    (face,) = faces(mwg(ADA.replace("0.3", "0.0")))
    assert (face.left, face.width) == pytest.approx((0, 0.1))


def test_names_of_two_programs_are_joined() -> None:
    nameless = ADA.replace("Ada", "")
    other = ADA_BY_MICROSOFT.replace("Ada", "Bob").replace("0.2, 0.15", "0.7, 0.7")
    # A camera found the face, another program named it; there is one more that only this one knows.
    found = faces(mwg(nameless) + microsoft(ADA_BY_MICROSOFT, other))
    assert sorted(face.name for face in found) == ["Ada", "Bob"]
    nobody = ADA_BY_MICROSOFT.replace('PersonDisplayName="Ada"', 'PersonDisplayName=""')
    assert [face.name for face in faces(microsoft(nobody))] == [""]
    assert [face.name for face in faces(mwg(ADA) + microsoft(nobody))] == ["Ada"]


def test_long_and_odd_names() -> None:
    odd = "&#x85;Ada\N{RIGHT-TO-LEFT OVERRIDE}  &#9;Byron\N{ZERO WIDTH NO-BREAK SPACE}"
    (one, two) = faces(mwg(ADA.replace("Ada", "x" * 5000), ADA.replace("Ada", odd)))
    assert one.name == "x" * MAX_KEYWORD_LENGTH
    assert two.name == "Ada Byron"


def test_there_is_an_end_to_many() -> None:
    many = [ADA.replace("Ada", f"Nr {number}") for number in range(10_000)]
    began = time.process_time()
    assert len(faces(mwg(*many))) == 500
    by_microsoft = [ADA_BY_MICROSOFT.replace("Ada", f"Nr {number}") for number in range(10_000)]
    assert len(faces(mwg(*many[:300]) + microsoft(*by_microsoft))) == 500
    deep = "<mwg-rs:Regions><mwg-rs:RegionList><rdf:Bag><rdf:li mwg-rs:Name='a'>" * 20_000
    faces(deep + "</rdf:li></rdf:Bag></mwg-rs:RegionList></mwg-rs:Regions>" * 20_000)
    assert time.process_time() - began < 10


numbers = st.one_of(st.floats().map(str), st.integers().map(str), st.text(max_size=5))
whole = [ADA, mwg(ADA), microsoft(ADA_BY_MICROSOFT), applied_to(3, 2)]
pieces = st.sampled_from([*whole, "<rdf:li>", "</rdf:Bag>", "<rdf:Bag>", "<", "&", ""])
units = st.sampled_from(["pixel", "normalized", ""])


@given(x=numbers, width=numbers, of=numbers, unit=units, data=st.data())
@settings(max_examples=200, deadline=None)
def test_whatever_is_written_boxes_lie_in_the_picture(
    x: str, width: str, of: str, unit: str, data: st.DataObject
) -> None:
    from xml.sax.saxutils import quoteattr

    region = (
        f"<rdf:Description><mwg-rs:Area stArea:x={quoteattr(x)} stArea:y='0.5' stArea:w={quoteattr(width)}"
        f" stArea:h='0.2' stArea:unit='{unit}'/></rdf:Description>"
    )
    size = f"<mwg-rs:AppliedToDimensions stDim:w={quoteattr(of)} stDim:h='2'/>"
    other = f"<rdf:li MPReg:Rectangle={quoteattr(f'{x},0.1,{width},{of}')}/>"
    body = mwg(region, ADA, size=size) + microsoft(other) + data.draw(pieces) + data.draw(pieces)
    stored = StoredPicture(*data.draw(st.tuples(st.integers(0, 9), st.integers(0, 9), st.integers(1, 8))))
    for face in faces(body, stored):
        assert 0 <= face.left < face.left + face.width <= 1 + 1e-9
        assert 0 <= face.top < face.top + face.height <= 1 + 1e-9


@given(st.lists(st.tuples(st.integers(0, 10_000), st.integers(0, 255)), min_size=1, max_size=8))
@settings(max_examples=200, deadline=None)
def test_damaged_packets_never_raise(changes: list[tuple[int, int]]) -> None:
    damaged = bytearray(packet(mwg(ADA, size=applied_to(3, 2)) + microsoft(ADA_BY_MICROSOFT)))
    for place, value in changes:
        damaged[place % len(damaged)] = value
    read_xmp(bytes(damaged), StoredPicture(3, 2, 6))


@pytest.mark.parametrize("picture_format", ["JPEG", "TIFF", "PNG", "WEBP", "AVIF"])
def test_pictures_are_known_as_they_are_stored(picture_format: str) -> None:
    photo = encoded(plain("red", (96, 64)), picture_format, exif=exif(orientation=6))
    examined = examine_photo(photo, 32)
    assert examined.stored == StoredPicture(96, 64, 6)
    assert (examined.decoded.width, examined.decoded.height) == (64, 96)


def test_sidecars_are_about_the_stored_picture(tmp_path: Path) -> None:
    sidecar = tmp_path / "photo.xmp"
    sidecar.write_bytes(packet(mwg(ADA, size=applied_to(96, 64))))
    beside = Sidecar(sidecar, 0, 0)
    photo = encoded(plain("red", (96, 64)), "JPEG", exif=exif(orientation=6))
    examined = examine_photo(photo, 32)
    (face,) = with_sidecars(examined.metadata, [beside], examined.stored).faces
    assert box(face) == pytest.approx(UPRIGHT[6])
    cropped = replace(examined.stored, height=96)
    assert with_sidecars(examined.metadata, [beside], cropped).faces == ()


@needs_photos
@pytest.mark.parametrize("name", ["portrait.jpg", "portrait-orientation-6.jpg"])
def test_real_ones(name: str) -> None:
    found = {face.name: face for face in read_metadata(PHOTOS / "immich/metadata/faces" / name).faces}
    assert set(found) == {"Marie Curie", "Pierre Curie"}
    assert box(found["Marie Curie"]) == pytest.approx((0.31, 0.21, 0.11, 0.2), abs=0.02)


@needs_photos
def test_real_heif_lies_as_its_file_says() -> None:
    for path in sorted((PHOTOS / "immich/formats").rglob("*.heic")):
        with opened_photo(path) as image:
            stored = stored_picture(image)
        upright = decode_photo(path, 1)
        size = (stored.width, stored.height)
        assert (size[::-1] if stored.orientation >= 5 else size) == (upright.width, upright.height)
