"""Regions of ours in sidecars: read back where they were, beside those of others, and taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from photoorg.imaging.stored_picture import StoredPicture
from photoorg.imaging.xmp import read_xmp
from photoorg.imaging.xmp_writing import Said, with_said
from photoorg.library.records import FaceRegion
from tests.imaging.xmp_packets import ADA, mwg, packet

if TYPE_CHECKING:
    from photoorg.imaging.metadata import PhotoMetadata

PORTRAIT = StoredPicture(6000, 4000, 6)
OURS = FaceRegion("Grace Hopper", "face", 0.5, 0.6, 0.2, 0.25)
REX = FaceRegion("Rex", "pet", 0.1, 0.7, 0.15, 0.2)
# What the packet below says of Ada, in PORTRAIT.
ADA_UPRIGHT = FaceRegion("Ada", "face", 0.75, 0.2, 0.1, 0.2)
BY_OTHERS = packet(
    mwg(
        ADA,
        ADA.replace("Face", "Focus").replace("Ada", "here"),
        size='<mwg-rs:AppliedToDimensions stDim:w="6000" stDim:h="4000" stDim:unit="pixel"/>',
    )
)


def said(
    *regions: FaceRegion, stored: StoredPicture = PORTRAIT, in_file: tuple[FaceRegion, ...] = ()
) -> Said:
    names = tuple(region.name for region in regions if region.name)
    people = tuple(region.name for region in regions if region.name and region.kind == "face")
    return Said({}, names, (), people, regions, in_file, stored)


def written(before: bytes | None, what: Said, library: str = "library") -> bytes:
    after = with_said(before, what, library)
    assert after is not None
    # Nothing is to be changed then.
    assert with_said(after, what, library) is None
    return after


def assert_read(found: PhotoMetadata, *regions: FaceRegion) -> None:
    by_name = {face.name: face for face in found.faces}
    assert set(by_name) == {region.name for region in regions}
    assert len(found.faces) == len(regions)
    for region in regions:
        face = by_name[region.name]
        assert face.kind == region.kind
        box = (face.left, face.top, face.width, face.height)
        assert box == pytest.approx((region.left, region.top, region.width, region.height), abs=2e-6)


shares = st.floats(0.01, 0.5)


@given(
    box=st.tuples(shares, shares, shares, shares),
    orientation=st.integers(1, 8),
    size=st.tuples(st.integers(0, 9000), st.integers(0, 9000)),
)
@settings(max_examples=100, deadline=None)
def test_what_is_written_is_read(
    box: tuple[float, float, float, float], orientation: int, size: tuple[int, int]
) -> None:
    stored = StoredPicture(*size, orientation)
    region = FaceRegion("Ada & <Bob>", "face", *box)
    found = read_xmp(written(None, said(region, stored=stored)), stored)
    assert_read(found, region)
    assert found.keywords == ("Ada & <Bob>",)


def test_it_is_what_other_programs_read() -> None:
    text = written(None, said(OURS, REX)).decode()
    assert '<mwg-rs:AppliedToDimensions stDim:w="6000" stDim:h="4000" stDim:unit="pixel" />' in text
    # In the picture as it is stored: turned back by 90 degrees.
    area = 'stArea:x="0.725000" stArea:y="0.400000" stArea:w="0.250000" stArea:h="0.200000"'
    assert f'<mwg-rs:Area {area} stArea:unit="normalized" />' in text
    assert 'mwg-rs:Type="Pet"' in text
    people = text[text.index("<Iptc4xmpExt:PersonInImage>") : text.index("</Iptc4xmpExt:PersonInImage>")]
    assert "Grace Hopper" in people
    assert "Rex" not in people


def test_it_is_no_news_to_the_library_that_wrote_it() -> None:
    packet_now = written(BY_OTHERS, said(OURS, REX))
    assert_read(read_xmp(packet_now, PORTRAIT, "library"), ADA_UPRIGHT)
    assert read_xmp(packet_now, PORTRAIT, "library").keywords == ()
    assert_read(read_xmp(packet_now, PORTRAIT, "another"), ADA_UPRIGHT, OURS, REX)
    # Moved by another program, it is.
    moved = packet_now.replace(b'stArea:x="0.725000"', b'stArea:x="0.735000"')
    assert {face.name for face in read_xmp(moved, PORTRAIT, "library").faces} == {"Ada", "Grace Hopper"}


def test_what_others_wrote_stays_when_ours_is_taken_back() -> None:
    packet_now = written(BY_OTHERS, said(OURS, REX))
    packet_now = written(packet_now, said(REX))
    assert_read(read_xmp(packet_now, PORTRAIT), ADA_UPRIGHT, REX)
    packet_now = written(packet_now, said())
    assert_read(read_xmp(packet_now, PORTRAIT), ADA_UPRIGHT)
    assert b'mwg-rs:Type="Focus"' in packet_now
    for ours in (b"Rex", b"PersonInImage", b"photoorg:"):
        assert ours not in packet_now


def test_nothing_is_left_of_ours_alone() -> None:
    # What holds nothing any more goes.
    assert with_said(written(None, said(OURS)), said(), "library") == b""


def test_what_others_said_already_is_theirs() -> None:
    nearly = FaceRegion("Ada", "face", 0.76, 0.21, 0.09, 0.19)
    packet_now = written(BY_OTHERS, said(nearly, OURS))
    assert_read(read_xmp(packet_now, PORTRAIT), ADA_UPRIGHT, OURS)
    assert_read(read_xmp(written(packet_now, said()), PORTRAIT), ADA_UPRIGHT)


def test_the_user_names_a_face_otherwise() -> None:
    renamed = FaceRegion("Augusta", "face", 0.75, 0.2, 0.1, 0.2)
    assert_read(read_xmp(written(BY_OTHERS, said(renamed)), PORTRAIT), renamed)
    # A box without a name says nothing against it.
    nameless = FaceRegion("", "face", 0.75, 0.2, 0.1, 0.2)
    found = read_xmp(written(BY_OTHERS, said(nameless)), PORTRAIT)
    assert sorted(face.name for face in found.faces) == ["", "Ada"]


def test_others_said_it_of_the_picture_as_it_is_seen() -> None:
    seen = BY_OTHERS.replace(b'stDim:w="6000" stDim:h="4000"', b'stDim:w="4000" stDim:h="6000"')
    assert_read(
        read_xmp(written(seen, said(OURS)), PORTRAIT), FaceRegion("Ada", "face", 0.2, 0.15, 0.2, 0.1), OURS
    )


def test_regions_of_a_cropped_photo() -> None:
    cropped = BY_OTHERS.replace(b'stDim:w="6000"', b'stDim:w="9000"')
    # Theirs cannot stand beside ours, so there is the name alone.
    packet_now = written(cropped, said(OURS))
    assert read_xmp(packet_now, PORTRAIT).faces == ()
    assert read_xmp(packet_now, PORTRAIT).keywords == ("Grace Hopper",)
    assert b'mwg-rs:Name="Ada"' in packet_now
    # Where all were ours, they are written anew.
    before = written(None, said(OURS))
    square = StoredPicture(4000, 4000, 6)
    assert_read(read_xmp(written(before, said(REX, stored=square)), square), REX)


def test_a_sidecar_has_all_that_the_photo_has() -> None:
    beside = FaceRegion("Ada", "face", 0.1, 0.1, 0.1, 0.1)
    same = FaceRegion("", "face", 0.51, 0.6, 0.2, 0.25)
    packet_now = written(None, said(OURS, in_file=(beside, same)))
    assert_read(read_xmp(packet_now, PORTRAIT), OURS, beside)
    assert_read(read_xmp(packet_now, PORTRAIT, "library"), beside)


def test_libraries_leave_each_others_regions() -> None:
    both = written(written(None, said(OURS)), said(OURS, REX), "another")
    assert_read(read_xmp(both, PORTRAIT), OURS, REX)
    assert_read(read_xmp(written(both, said()), PORTRAIT), REX)
    assert_read(read_xmp(written(both, said(), "another"), PORTRAIT), OURS)


@pytest.mark.parametrize(
    "body",
    [
        "<mwg-rs:Regions/>",
        "<mwg-rs:Regions>text</mwg-rs:Regions>",
        "<mwg-rs:Regions><mwg-rs:RegionList>text</mwg-rs:RegionList></mwg-rs:Regions>",
        "<mwg-rs:Regions><rdf:Description><mwg-rs:RegionList><rdf:Seq/></mwg-rs:RegionList></rdf:Description></mwg-rs:Regions>",
        mwg("", "<rdf:Description/>", "<mwg-rs:Area/>"),
    ],
)
def test_odd_forms_are_no_hindrance(body: str) -> None:
    packet_now = written(packet(body), said(OURS))
    assert_read(read_xmp(packet_now, PORTRAIT), OURS)
    assert read_xmp(with_said(packet_now, said(), "library") or b"", PORTRAIT).faces == ()
