"""Names that the user gave go into sidecars, and nothing that photoorg only takes for likely."""

from __future__ import annotations

from typing import TYPE_CHECKING

from photoorg.imaging.xmp import read_xmp
from photoorg.photo_library import PhotoLibrary
from tests.tiny_encoder import TinyEncoder
from tests.tiny_finder import TinyFinder, make_group_photo

if TYPE_CHECKING:
    from pathlib import Path


def test_sidecars_say_who_is_where_if_that_is_wanted(tmp_path: Path) -> None:
    folder = tmp_path / "photos"
    for number, colours in enumerate((["red"], ["red"], ["red", "blue"])):
        make_group_photo(folder / f"{number}.jpg", colours, number=number)
    with PhotoLibrary.open(tmp_path / "library", encoder=TinyEncoder(), finders=[TinyFinder()]) as library:
        library.add_folder(folder)
        library.sync()
        library.people.find()
        ids = library.photo_ids()
        assert library.sidecars.write(ids, people=True).written == ()
        regions = library.people.in_photos(ids)
        red = next(found[0].being_id for found in regions.values() if len(found) == 1)
        assert red is not None
        library.people.name(red, "Anna")
        # Found afterwards: nobody has said yet that it is she.
        make_group_photo(folder / "later.jpg", ["red"], number=9)
        library.sync()
        library.people.find()
        # The setting was never answered.
        assert library.sidecars.write(ids).written == ()
        written = library.sidecars.write(library.photo_ids(), people=True).written
        assert sorted(path.name for path in written) == ["0.jpg.xmp", "1.jpg.xmp", "2.jpg.xmp"]
        facts = read_xmp((folder / "2.jpg.xmp").read_bytes())
        assert [(face.name, face.kind) for face in facts.faces] == [("Anna", "face")]
        assert "Anna" in facts.keywords
        library.sync()
        library.change_setting("find_people", "on")
        assert library.sidecars.write(ids).written == ()
        library.sidecars.write(ids, people=False)
        # Nothing else was in it.
        assert not (folder / "2.jpg.xmp").exists()
