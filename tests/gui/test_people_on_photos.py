"""Who is on the photo in the large view: seen, said, marked, and taken back."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, QRectF, QSizeF, Qt
from PySide6.QtTest import QTest

from photoorg.gui.main_window import MainWindow
from photoorg.gui.viewer.photo_facts import PhotoPeople
from photoorg.gui.viewer.tag_layout import placed_tags
from photoorg.gui.window_state import WindowState
from photoorg.library.beings.records import Box, Identity, Region
from photoorg.photo_library import PhotoLibrary
from tests.gui.conftest import delete_now, id_of
from tests.gui.test_accessibility import check
from tests.tiny_encoder import TinyEncoder
from tests.tiny_finder import TinyFinder, make_group_photo

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from photoorg.gui.viewer.name_tag import NameTag
    from photoorg.gui.viewer.people_layer import PeopleLayer

PHOTOS = {
    "red0.jpg": ["red"],
    "red1.jpg": ["red"],
    "red2.jpg": ["red"],
    "two.jpg": ["red", "blue"],
    "blue0.jpg": ["blue"],
    "blue1.jpg": ["blue"],
    "nobody.jpg": [],
}


def opened(directory: Path) -> PhotoLibrary:
    return PhotoLibrary.open(directory, encoder=TinyEncoder(), finders=[TinyFinder()])


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library that looked for people in its photos."""
    directory = tmp_path_factory.mktemp("people")
    for number, (name, colours) in enumerate(PHOTOS.items()):
        make_group_photo(directory / "photos" / name, colours, number=number)
    with opened(directory / "library") as library:
        library.add_folder(directory / "photos")
        library.sync()
        library.people.find()
    return directory / "library"


@pytest.fixture
def window(qtbot: QtBot, library_directory: Path, original: Path) -> Iterator[MainWindow]:
    """A window on a copy of it."""
    shutil.copytree(original, library_directory)
    bugs: list[BaseException] = []
    window = MainWindow(partial(opened, library_directory))
    window.bridge.bug_found.connect(bugs.append)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(lambda: window.is_ready)
    qtbot.waitUntil(lambda: len(window.grid.photos.photo_ids) == len(PHOTOS))
    yield window
    window.close()
    window.deleteLater()
    delete_now()
    assert not bugs


@pytest.fixture
def layer(window: MainWindow) -> PeopleLayer:
    """What lies over the large picture, with outlines."""
    window.menus.outlines.trigger()
    return window.viewer.people


def open_photo(window: MainWindow, qtbot: QtBot, name: str) -> int:
    """Opens a photo in large and waits until it is known who is on it."""
    photo_id = id_of(window, qtbot, name)
    window.pages.open_photo(photo_id)
    qtbot.waitUntil(lambda: window.viewer.info.shown("file") == name)
    qtbot.waitUntil(lambda: len(window.viewer.people.tags) == len(PHOTOS[name]))
    return photo_id


def texts(layer: PeopleLayer) -> list[str]:
    return [tag.text for tag in layer.tags]


def say(layer: PeopleLayer, qtbot: QtBot, tag: NameTag, name: str) -> None:
    """Opens a tag by the keyboard and types who that is."""
    tag.name.setFocus()
    qtbot.keyClick(tag.name, Qt.Key.Key_Return)
    assert layer.panel.isVisible()
    qtbot.keyClicks(layer.panel.field, name)
    qtbot.keyClick(layer.panel.field, Qt.Key.Key_Return)


def name_all(window: MainWindow, qtbot: QtBot, photo: str, name: str) -> None:
    """Names the one who is in a photo."""
    open_photo(window, qtbot, photo)
    say(window.viewer.people, qtbot, window.viewer.people.tags[0], name)
    qtbot.waitUntil(lambda: texts(window.viewer.people) == [name])


def test_outlines_come_with_a_key_and_lie_on_the_faces(window: MainWindow, qtbot: QtBot) -> None:
    photo_id = id_of(window, qtbot, "two.jpg")
    window.pages.open_photo(photo_id)
    layer = window.viewer.people
    qtbot.waitUntil(lambda: len(layer.tags) == 2)
    assert not layer.isVisible()
    qtbot.keyClick(window.viewer, Qt.Key.Key_P)
    assert layer.isVisible()
    assert window.menus.outlines.isChecked()
    qtbot.waitUntil(lambda: window.viewer.canvas.pixmap.width() > 300)
    image = window.viewer.canvas.grab().toImage()
    scale = image.width() / window.viewer.canvas.width()
    colours = []
    for tag in layer.tags:
        at = layer.outline(tag.region).center() * scale
        colours.append(image.pixelColor(at.toPoint()))
    assert colours[0].red() > 200 > colours[0].blue() + 100
    assert colours[1].blue() > 200 > colours[1].red() + 100
    qtbot.keyClick(window.viewer, Qt.Key.Key_P)
    assert not layer.isVisible()


@pytest.mark.parametrize("quarters", [1, 2, 3])
def test_outlines_follow_turns(window: MainWindow, layer: PeopleLayer, qtbot: QtBot, quarters: int) -> None:
    photo_id = open_photo(window, qtbot, "red0.jpg")
    window.photos.turn((photo_id,), quarters)
    box = layer.tags[0].region.box
    picture = window.viewer.canvas.picture_rect
    qtbot.waitUntil(lambda: window.viewer.canvas.picture_rect != picture or quarters == 2)
    seen = box.turned(quarters)

    def is_there() -> bool:
        picture, outline = window.viewer.canvas.picture_rect, layer.outline(layer.tags[0].region)
        return abs(outline.left() - picture.left() - seen.left * picture.width()) < 0.5

    qtbot.waitUntil(is_there)
    image = window.viewer.canvas.grab().toImage()
    at = layer.outline(layer.tags[0].region).center() * (image.width() / window.viewer.canvas.width())
    assert image.pixelColor(at.toPoint()).red() > 200


def test_a_name_for_one_face_names_its_group(
    window: MainWindow, layer: PeopleLayer, qtbot: QtBot, library_directory: Path
) -> None:
    open_photo(window, qtbot, "red0.jpg")
    assert texts(layer) == ["Who is this?"]
    say(layer, qtbot, layer.tags[0], "Anna")
    qtbot.waitUntil(lambda: texts(layer) == ["Anna"])
    assert window.focusWidget() is window.viewer
    open_photo(window, qtbot, "two.jpg")
    assert texts(layer) == ["Anna", "Who is this?"]
    window.undo.undo()
    qtbot.waitUntil(lambda: texts(layer) == ["Who is this?", "Who is this?"])
    window.undo.redo()
    qtbot.waitUntil(lambda: texts(layer) == ["Anna", "Who is this?"])
    window.close()
    with opened(library_directory) as library:
        assert len(library.matching("person:Anna")) == 4


def test_a_click_on_a_face_asks_and_known_names_are_offered(
    window: MainWindow, layer: PeopleLayer, qtbot: QtBot
) -> None:
    name_all(window, qtbot, "red0.jpg", "Anna Schmidt")
    open_photo(window, qtbot, "blue0.jpg")
    at = layer.outline(layer.tags[0].region).center().toPoint()
    qtbot.mouseClick(layer, Qt.MouseButton.LeftButton, pos=at)
    assert layer.panel.isVisible()
    qtbot.waitUntil(lambda: layer.panel.offered == ["Anna Schmidt"])
    qtbot.keyClicks(layer.panel.field, "schm")
    assert layer.panel.offered == ["Anna Schmidt"]
    qtbot.keyClick(layer.panel.field, Qt.Key.Key_Down)
    qtbot.keyClick(layer.panel.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: texts(layer) == ["Anna Schmidt"])
    # The group of that face is she, too.
    open_photo(window, qtbot, "blue1.jpg")
    assert texts(layer) == ["Anna Schmidt"]
    window.undo.undo()
    qtbot.waitUntil(lambda: texts(layer) == ["Who is this?"])


def test_somebody_else_is_said_of_that_face_only(
    window: MainWindow, layer: PeopleLayer, qtbot: QtBot
) -> None:
    name_all(window, qtbot, "red0.jpg", "Anna")
    open_photo(window, qtbot, "red1.jpg")
    say(layer, qtbot, layer.tags[0], "Berta")
    qtbot.waitUntil(lambda: texts(layer) == ["Berta"])
    open_photo(window, qtbot, "red2.jpg")
    assert texts(layer) == ["Anna"]


def test_it_is_not_her_and_it_is_no_face(window: MainWindow, layer: PeopleLayer, qtbot: QtBot) -> None:
    name_all(window, qtbot, "red0.jpg", "Anna")
    layer.tags[0].name.click()
    assert layer.panel.reject_button.text() == "Not Anna"
    layer.panel.reject_button.click()
    qtbot.waitUntil(lambda: texts(layer) == ["Who is this?"])
    layer.tags[0].name.click()
    assert not layer.panel.reject_button.isVisible()
    layer.panel.refuse_button.click()
    qtbot.waitUntil(lambda: texts(layer) == [])
    window.undo.undo()
    qtbot.waitUntil(lambda: texts(layer) == ["Who is this?"])
    window.undo.undo()
    qtbot.waitUntil(lambda: texts(layer) == ["Anna"])


def test_escape_leaves_the_question_and_not_the_photo(
    window: MainWindow, layer: PeopleLayer, qtbot: QtBot
) -> None:
    open_photo(window, qtbot, "red0.jpg")
    layer.tags[0].name.click()
    qtbot.keyClick(layer.panel.field, Qt.Key.Key_Escape)
    assert not layer.panel.isVisible()
    assert window.viewer.isVisible()
    assert window.focusWidget() is window.viewer
    # Letters of a name are no commands.
    layer.tags[0].name.click()
    qtbot.keyClicks(layer.panel.field, "pif5")
    assert layer.has_outlines
    assert layer.panel.field.text() == "pif5"
    window.pages.open_photo(id_of(window, qtbot, "red1.jpg"))
    assert not layer.panel.isVisible()


def test_an_answer_about_another_photo_is_dropped(
    window: MainWindow, layer: PeopleLayer, qtbot: QtBot
) -> None:
    two, nobody = id_of(window, qtbot, "two.jpg"), id_of(window, qtbot, "nobody.jpg")
    window.pages.open_photo(two)
    window.pages.open_photo(nobody)
    qtbot.waitUntil(lambda: window.viewer.info.shown("file") == "nobody.jpg")
    assert layer.tags == []


def test_a_person_is_marked_with_the_mouse(window: MainWindow, layer: PeopleLayer, qtbot: QtBot) -> None:
    photo_id = open_photo(window, qtbot, "nobody.jpg")
    qtbot.waitUntil(lambda: window.viewer.canvas.pixmap.width() > 300)
    window.menus.mark_wanted.emit("person")
    picture = window.viewer.canvas.picture_rect.toRect()
    start, end = picture.topLeft() + QPoint(40, 50), picture.topLeft() + QPoint(140, 170)
    qtbot.mousePress(layer.frame, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(layer.frame, end)
    qtbot.mouseRelease(layer.frame, Qt.MouseButton.LeftButton, pos=end)
    qtbot.waitUntil(lambda: layer.panel.isVisible())
    assert not layer.panel.refuse_button.isVisible()
    qtbot.keyClicks(layer.panel.field, "Zoe")
    qtbot.keyClick(layer.panel.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: texts(layer) == ["Zoe"])
    outline = layer.outline(layer.tags[0].region)
    assert abs(outline.left() - start.x()) < 2
    assert abs(outline.bottom() - end.y()) < 2
    assert layer.tags[0].region.photo_id == photo_id
    window.undo.undo()
    qtbot.waitUntil(lambda: texts(layer) == [])


def test_a_pet_is_marked_with_the_keyboard(window: MainWindow, layer: PeopleLayer, qtbot: QtBot) -> None:
    open_photo(window, qtbot, "nobody.jpg")
    qtbot.keyClick(
        window, Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    )
    assert layer.frame.isVisible()
    picture = window.viewer.canvas.picture_rect
    for _ in range(200):
        qtbot.keyClick(layer.frame, Qt.Key.Key_Left)
    for _ in range(3):
        qtbot.keyClick(layer.frame, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(layer.frame, Qt.Key.Key_Return)
    assert layer.panel.field.placeholderText() == "Which animal?"
    qtbot.keyClick(layer.panel.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: texts(layer) == ["Which animal?"])
    region = layer.tags[0].region
    assert region.kind == "pet"
    assert region.box.left == pytest.approx(0, abs=1e-6)
    side = 0.25 * min(picture.width(), picture.height())
    assert region.box.width * picture.width() == pytest.approx(side + 24)
    assert region.box.height * picture.height() == pytest.approx(side)


def test_marking_is_given_up(window: MainWindow, layer: PeopleLayer, qtbot: QtBot) -> None:
    open_photo(window, qtbot, "nobody.jpg")
    window.menus.mark_wanted.emit("person")
    qtbot.keyClick(layer.frame, Qt.Key.Key_Escape)
    assert not layer.frame.isVisible()
    window.menus.mark_wanted.emit("person")
    qtbot.keyClick(layer.frame, Qt.Key.Key_Enter)
    qtbot.keyClick(layer.panel.field, Qt.Key.Key_Escape)
    assert not layer.panel.isVisible()
    assert window.viewer.isVisible()
    assert texts(layer) == []


def test_marking_opens_the_selected_photo(window: MainWindow, qtbot: QtBot) -> None:
    window.menus.mark_wanted.emit("person")
    assert not window.viewer.isVisible()
    window.grid.make_current(id_of(window, qtbot, "red0.jpg"))
    qtbot.waitUntil(lambda: bool(window.grid.selected_ids))
    window.menus.mark_wanted.emit("person")
    assert window.viewer.isVisible()
    qtbot.waitUntil(lambda: window.viewer.people.frame.isVisible())


def test_the_information_says_who_and_how_old(window: MainWindow, layer: PeopleLayer, qtbot: QtBot) -> None:
    name_all(window, qtbot, "red0.jpg", "Anna <3")
    region = layer.tags[0].region
    year = date.today().year
    window.undo.run("x", lambda library: library.people.set_birthday(region.being_id, date(year - 4, 1, 1)))
    qtbot.waitUntil(lambda: "4 years" in window.viewer.info.shown("people"))
    assert "Anna &lt;3" in window.viewer.info.shown("people")
    window.viewer.info.query_wanted.emit('person:"Anna <3"')
    assert not window.viewer.isVisible()
    qtbot.waitUntil(lambda: len(window.grid.photos.photo_ids) == 4)


def test_all_photos_of_somebody_are_a_click_away(
    window: MainWindow, layer: PeopleLayer, qtbot: QtBot
) -> None:
    name_all(window, qtbot, "red0.jpg", "Anna")
    layer.tags[0].name.click()
    layer.panel.photos_button.click()
    assert window.browse.search.text() == "person:Anna"
    qtbot.waitUntil(lambda: len(window.grid.photos.photo_ids) == 4)


def test_a_suggestion_is_answered_beside_the_face(
    window: MainWindow, layer: PeopleLayer, qtbot: QtBot
) -> None:
    name_all(window, qtbot, "red0.jpg", "Anna")
    photo_id = open_photo(window, qtbot, "nobody.jpg")
    anna = Identity(7, "person", "Anna", False, None, False, 4)
    region = Region(5, photo_id, "person", Box(0.3, 0.3, 0.2, 0.2), False, 1.0, "", None, False, 7, 1.0)
    layer.show_people(PhotoPeople(photo_id, 0, (region,), {7: anna}))
    (tag,) = layer.tags
    assert tag.text == "Anna?"
    assert [one.accessibleName() for one in tag.answers] == ["This is Anna", "Not Anna"]
    for answer, signal in zip(tag.answers, (layer.region_assigned, layer.region_rejected), strict=True):
        signal.disconnect()
        with qtbot.waitSignal(signal) as told:
            answer.click()
        assert told.args == [region, 7]


@pytest.mark.parametrize("count", [1, 3, 6])
def test_tags_cover_no_face_and_no_other_tag(count: int) -> None:
    room = QRectF(0, 0, 900, 600)
    faces = [QRectF(20 + 140 * number, 250, 100, 120) for number in range(count)]
    places = placed_tags(faces, [QSizeF(130, 28)] * count, room)
    for number, place in enumerate(places):
        assert room.contains(place)
        assert not any(place.intersects(face) for face in faces)
        assert not any(place.intersects(other) for other in places[:number])


def test_a_face_that_fills_the_picture_has_its_tag_within() -> None:
    room = QRectF(0, 0, 300, 300)
    (place,) = placed_tags([room], [QSizeF(100, 28)], room)
    assert room.contains(place)


def test_outlines_are_as_they_were_left(
    window: MainWindow, layer: PeopleLayer, library_directory: Path
) -> None:
    state = WindowState(library_directory)
    state.keep(window)
    layer.show_outlines(False)
    state.restore(window)
    assert layer.has_outlines


def test_a_box_is_turned_there_and_back() -> None:
    box = Box(0.1, 0.2, 0.3, 0.25)
    once = box.turned(1)
    assert (once.left, once.top, once.width, once.height) == pytest.approx((0.55, 0.1, 0.25, 0.3))
    for quarters in range(-3, 5):
        back = box.turned(quarters).turned(-quarters)
        assert (back.left, back.top, back.width, back.height) == pytest.approx((0.1, 0.2, 0.3, 0.25))


def test_everything_has_a_name_and_is_reached_by_tab(
    window: MainWindow, layer: PeopleLayer, qtbot: QtBot
) -> None:
    name_all(window, qtbot, "red0.jpg", "Anna")
    open_photo(window, qtbot, "two.jpg")
    check(window)
    qtbot.keyClick(window.viewer, Qt.Key.Key_Tab)
    assert window.focusWidget() is layer.tags[0].name
    qtbot.keyClick(layer.tags[0].name, Qt.Key.Key_Tab)
    assert window.focusWidget() is layer.tags[1].name
    layer.tags[0].name.click()
    check(window)


def test_two_of_one_name_are_offered_apart_and_shown_by_name(
    window: MainWindow, layer: PeopleLayer, qtbot: QtBot
) -> None:
    name_all(window, qtbot, "red0.jpg", "Anna")
    open_photo(window, qtbot, "blue0.jpg")
    layer.tags[0].name.click()
    region = layer.tags[0].region
    layer._leave()
    window.undo.run("x", lambda library: library.people.split([region.id], "Anna"))
    qtbot.waitUntil(lambda: texts(layer) == ["Anna"])
    second = layer.tags[0].region.being_id
    window.viewer.closed.emit()
    window.browse.read_names()
    qtbot.waitUntil(lambda: len(window.browse.search.completions._namesakes) == 2)
    window.browse.search.setFocus()
    qtbot.keyClicks(window.browse.search, "person:an")
    offered = window.browse.search.completions.offered
    first = next(one.id for one in window.browse.search.completions._namesakes if one.id != second)
    assert offered == [
        "person:Anna (all 2 of this name)",
        f"person:Anna (#{first}, 4 photos)",
        f"person:Anna (#{second}, 1 photo)",
    ]
    window.browse.search.completions._on_chosen(offered[2])
    assert window.browse.search.text() == f"person:#{second} "
    qtbot.waitUntil(lambda: window.browse.chips.texts == [f"person:#{second}"])
    assert [chip.text() for chip in window.browse.chips._chips] == ["person:Anna"]
    qtbot.waitUntil(lambda: len(window.grid.photos.photo_ids) == 1)
    # Among the names to choose from they are told apart, too.
    names = [f"Anna (#{first}, 4 photos)", f"Anna (#{second}, 1 photo)"]
    open_photo(window, qtbot, "blue0.jpg")
    layer.tags[0].name.click()
    qtbot.waitUntil(lambda: layer.panel.offered == names)
    qtbot.keyClicks(layer.panel.field, "anna")
    qtbot.keyClick(layer.panel.field, Qt.Key.Key_Return)
    assert layer.panel.isVisible()
    assert layer.panel.list.currentRow() == 0
    qtbot.keyClick(layer.panel.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: layer.tags[0].region.being_id not in (None, second))
    # There are two of that name still.
    assert f'"person:#{layer.tags[0].region.being_id}"' in window.viewer.info.shown("people")


def test_an_unknown_name_is_one_sentence(window: MainWindow, qtbot: QtBot) -> None:
    window.browse.search_for("person:Nobody")
    qtbot.waitUntil(lambda: window.browse.message.isVisible())
    assert "There is no person ‘Nobody’." in window.browse.message.text


def test_in_a_crowd_questions_are_one_sign(window: MainWindow, layer: PeopleLayer, qtbot: QtBot) -> None:
    photo_id = open_photo(window, qtbot, "nobody.jpg")
    anna = Identity(7, "person", "Anna", False, None, False, 4)
    known = Region(1, photo_id, "person", Box(0.1, 0.3, 0.08, 0.1), False, 1.0, "", 7, True, None, 1.0)
    boxes = [Box(0.1 * number, 0.3, 0.08, 0.1) for number in range(2, 8)]
    others = (replace(known, id=number, box=box, being_id=None) for number, box in enumerate(boxes, 2))
    regions = (known, *others)
    layer.show_people(PhotoPeople(photo_id, 0, regions, {7: anna}))
    assert [tag.name.text() for tag in layer.tags] == ["Anna", *["?"] * 6]
    assert texts(layer) == ["Anna", *["Who is this?"] * 6]
