"""Names that stand in files count as said by them: they come and go with the file, and the user's word goes
before."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from photoorg.errors import QueryError
from tests.imaging.xmp_packets import packet
from tests.library.beings.looks import faces_in, found_by, look_through, said_in
from tests.tiny_finder import make_group_photo

if TYPE_CHECKING:
    from photoorg.photo_library import PhotoLibrary


def region(name: str, x: float, y: float, kind: str = "Face") -> str:
    """A region of the Metadata Working Group around a point, as large as the squares of test photos."""
    area = f'stArea:x="{x}" stArea:y="{y}" stArea:w="0.2" stArea:h="0.27" stArea:unit="normalized"'
    return (
        f'<rdf:li><rdf:Description mwg-rs:Name="{name}" mwg-rs:Type="{kind}"><mwg-rs:Area {area}/>'
        "</rdf:Description></rdf:li>"
    )


def write_names(photo: Path, *regions: str) -> None:
    """Another program marks who is on a photo."""
    body = (
        '<mwg-rs:Regions rdf:parseType="Resource"><mwg-rs:RegionList><rdf:Bag>'
        f"{''.join(regions)}</rdf:Bag></mwg-rs:RegionList></mwg-rs:Regions>"
    )
    photo.with_name(photo.name + ".xmp").write_bytes(packet(body))


RED = {"x": 0.3, "y": 0.33}


@pytest.fixture
def photo(library: PhotoLibrary, tmp_path: Path) -> Path:
    """A photo of one face, in the library, with a sidecar that names it; and one that names nobody."""
    file = make_group_photo(tmp_path / "photos" / "red.jpg", ["red"])
    make_group_photo(tmp_path / "photos" / "other.jpg", ["blue"], number=1)
    write_names(file, region("Anna", **RED))
    look_through(library)
    return file


def test_a_name_in_a_file_names_the_face(library: PhotoLibrary, photo: Path) -> None:
    (face,) = faces_in(library, "red.jpg")
    assert (face.is_marked, said_in(library, "red.jpg")) == (False, ["Anna"])
    assert found_by(library, "person:anna") == {"red.jpg"}
    assert [(being.name, being.photos) for being in library.people.named("anna")] == [("Anna", 1)]


def test_it_goes_with_the_file_and_comes_back(library: PhotoLibrary, photo: Path) -> None:
    sidecar = photo.with_name("red.jpg.xmp")
    kept = sidecar.read_bytes()
    sidecar.unlink()
    look_through(library)
    assert said_in(library, "red.jpg") == [None]
    with pytest.raises(QueryError, match="no person ‘Anna’"):
        found_by(library, "person:Anna")
    assert library.people.named("Anna") == []
    sidecar.write_bytes(kept)
    look_through(library)
    assert found_by(library, "person:Anna") == {"red.jpg"}


def test_another_name_takes_its_place(library: PhotoLibrary, photo: Path) -> None:
    write_names(photo, region("Ann", **RED))
    library.sync()
    library.people.settle()
    assert said_in(library, "red.jpg") == ["Ann"]
    assert [being.name for being in library.people.list() if being.name] == ["Ann"]


def test_somebody_whom_the_user_knows_stays(library: PhotoLibrary, photo: Path) -> None:
    (other,) = faces_in(library, "other.jpg")
    (anna,) = library.people.named("Anna")
    library.people.assign([other.id], anna.id)
    photo.with_name("red.jpg.xmp").unlink()
    look_through(library)
    assert [being.id for being in library.people.named("Anna")] == [anna.id]
    assert "other.jpg" in found_by(library, "person:Anna")


def test_a_being_that_is_called_otherwise_is_still_meant(
    library: PhotoLibrary, photo: Path, tmp_path: Path
) -> None:
    (anna,) = library.people.named("Anna")
    library.people.name(anna.id, "Anna Schmidt")
    new = make_group_photo(tmp_path / "photos" / "new.jpg", ["green"], number=2)
    write_names(new, region("Anna", **RED))
    look_through(library)
    assert said_in(library, "new.jpg") == ["Anna Schmidt"]
    assert {*map(Path, found_by(library, 'person:"Anna Schmidt"'))} >= {Path("red.jpg"), Path("new.jpg")}
    assert library.people.named("Anna") == []


def test_one_that_became_one_with_another_is_meant(library: PhotoLibrary, photo: Path) -> None:
    (anna,) = library.people.named("Anna")
    ben = library.people.split([faces_in(library, "other.jpg")[0].id], "Ben")
    library.people.merge(ben.id, [anna.id])
    library.people.settle()
    assert found_by(library, "person:Ben") == {"red.jpg", "other.jpg"}
    assert library.people.named("Anna") == []


def test_what_the_user_says_goes_before(library: PhotoLibrary, photo: Path) -> None:
    (anna,) = library.people.named("Anna")
    (face,) = faces_in(library, "red.jpg")
    library.people.reject([face.id], anna.id)
    library.people.settle()
    assert said_in(library, "red.jpg") == [None]
    assert found_by(library, "person:Anna") == set()
    ben = library.people.split([face.id], "Ben")
    look_through(library)
    assert said_in(library, "red.jpg") == ["Ben"]
    library.people.refuse([face.id])
    look_through(library)
    assert faces_in(library, "red.jpg") == []
    assert library.people.get(ben.id).photos == 0


def test_a_name_where_nothing_was_found_marks_the_place(library: PhotoLibrary, photo: Path) -> None:
    write_names(photo, region("Anna", **RED), region("Rex", 0.8, 0.8, "Pet"), region(" ", 0.6, 0.6))
    look_through(library)
    assert [(face.kind, face.is_marked) for face in faces_in(library, "red.jpg")] == [
        ("person", False),
        ("pet", True),
    ]
    assert found_by(library, "pet:Rex") == {"red.jpg"}
    write_names(photo, region("Anna", **RED))
    look_through(library)
    assert len(faces_in(library, "red.jpg")) == 1


def test_the_name_is_there_while_others_are_looked_through(library: PhotoLibrary, tmp_path: Path) -> None:
    for number in range(3):
        file = make_group_photo(tmp_path / "photos" / f"{number}.jpg", ["red"], number=number)
        write_names(file, region("Anna", **RED))
    library.sync()
    named: list[int] = []

    def note(done: int, _total: int) -> None:
        looked = [one for found in library.people.in_photos(library.photo_ids()).values() for one in found]
        named.append(sum(one.is_said for one in looked if not one.is_marked))
        assert library.people.named("Anna")

    library.people.find(progress=note)
    assert named == [1, 2, 3]
