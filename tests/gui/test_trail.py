"""The trail of pages."""

from __future__ import annotations

from pathlib import Path

import pytest

from photoorg.gui.breadcrumb import page_title, shortened
from photoorg.gui.pages import (
    AllPhotos,
    BestOf,
    Favourites,
    Finding,
    ImageData,
    InAlbum,
    InFolder,
    LibraryPhoto,
    Manner,
    OneBeing,
    PeopleAndPets,
    Removed,
    StartPage,
    TrashedPhotos,
)
from photoorg.gui.trail import Trail
from photoorg.search.marks import NO_MARKS, Marks
from photoorg.search.results import Order

RED = LibraryPhoto(1, "red.jpg")
BLUE = LibraryPhoto(2, "blue.jpg")


@pytest.mark.parametrize("page", [TrashedPhotos(), Removed(), InAlbum("Trip"), Favourites()])
def test_a_search_is_about_all_photos_wherever_it_was_begun(page: StartPage) -> None:
    trail = Trail()
    trail.restart(page)
    trail.type("d")
    trail.type("dog")
    assert trail.pages == (AllPhotos(), Finding("dog"))
    trail.type("")
    assert trail.pages == (page,)
    trail.type("dog")
    assert trail.back()
    assert trail.pages == (page,)
    trail.find_like(RED)
    trail.back_to(0)
    assert trail.pages == (AllPhotos(),)
    trail.type("dog")
    trail.back()
    assert trail.pages == (AllPhotos(),)


def test_a_search_gets_back_to_the_way_it_left_as_that_is_now() -> None:
    trail = Trail()
    trail.restart(PeopleAndPets())
    trail.go_on(OneBeing(7, "Ann"))
    trail.type("dog")
    trail.go_on(BestOf(Finding("dog")))
    trail.search_on("cat")
    assert trail.pages == (AllPhotos(), Finding("cat"))
    assert not trail.name_being(7, "Anna")
    assert trail.back()
    assert trail.pages == (AllPhotos(), Finding("dog"), BestOf(Finding("dog")))
    assert trail.back()
    assert trail.back()
    assert trail.pages == (PeopleAndPets(), OneBeing(7))
    assert [getattr(page, "name", "") for page in trail.pages] == ["", "Anna"]
    trail.type("dog")
    assert not trail.lose_being(7, None)
    trail.back()
    assert trail.pages == (PeopleAndPets(),)
    trail.restart(InAlbum("Trip"))
    trail.type("dog")
    assert not trail.follow_starts(lambda page: InAlbum("Rome") if page == InAlbum("Trip") else page)
    assert trail.current == Finding("dog")
    trail.back()
    assert trail.pages == (InAlbum("Rome"),)
    assert trail.follow_starts(lambda page: AllPhotos() if page == InAlbum("Rome") else page)
    assert trail.pages == (AllPhotos(),)


def test_typing_changes_one_search_and_leaves_it_when_empty() -> None:
    trail = Trail()
    for text in ("d", "do", "dog"):
        trail.type(text)
    assert trail.pages == (AllPhotos(), Finding("dog"))
    trail.type("")
    assert trail.pages == (AllPhotos(),)
    trail.type("")
    assert trail.pages == (AllPhotos(),)


def test_words_join_an_example_and_leave_it_again() -> None:
    trail = Trail()
    trail.find_like(RED)
    trail.type("dog")
    assert trail.current == Finding("dog", RED)
    trail.type("")
    assert trail.pages == (AllPhotos(), Finding(example=RED))


def test_the_same_example_twice_is_one_step() -> None:
    trail = Trail()
    trail.find_like(RED)
    trail.find_like(RED)
    trail.find_like(BLUE)
    assert len(trail.pages) == 3


def test_weaker_matches_are_shown_until_the_words_change() -> None:
    trail = Trail()
    trail.show_weaker()
    assert trail.pages == (AllPhotos(),)
    trail.type("dog")
    trail.show_weaker()
    trail.type("dog")
    assert trail.pages == (AllPhotos(), Finding("dog", weaker=True))
    trail.type("dogs")
    assert trail.current == Finding("dogs")
    trail.find_like(RED)
    trail.show_weaker()
    trail.find_like(RED)
    assert trail.pages[2:] == (Finding(example=RED, weaker=True),)
    assert trail.back()
    assert trail.current == Finding("dogs")


def test_the_way_back_ends_at_the_start() -> None:
    trail = Trail()
    trail.restart(InAlbum("Holiday"))
    trail.find_like(RED)
    trail.find_like(BLUE)
    trail.back_to(1)
    assert trail.current == Finding(example=RED)
    assert trail.back()
    assert not trail.back()
    assert trail.current == InAlbum("Holiday")


def test_titles() -> None:
    assert page_title(AllPhotos()) == "All photos"
    assert page_title(InAlbum("Ö & Ü")) == "Ö & Ü"
    assert page_title(Favourites()) == "Favourites"
    assert page_title(InFolder(Path("/home/me/Pictures"))) == "Pictures"
    assert page_title(InFolder(Path("/"))) == "/"
    assert page_title(Finding("dog")) == "“dog”"
    assert page_title(Finding(example=RED)) == "Similar to red.jpg"
    assert page_title(Finding("at night", RED)) == "Similar to red.jpg and “at night”"
    assert page_title(Finding(example=ImageData("the pasted image", b""))) == "Similar to the pasted image"
    assert len(shortened("a\nb " * 100)) <= 40


def marks_on(trail: Trail) -> Marks:
    assert isinstance(trail.current, Finding)
    return trail.current.marks


def test_marks_can_be_taken_back_one_by_one() -> None:
    trail = Trail()
    trail.mark(NO_MARKS.with_more([1]))
    assert not trail.undo_mark()
    trail.type("dog")
    trail.mark(marks_on(trail).with_more([1]))
    trail.mark(marks_on(trail).with_more([2]))
    trail.mark(marks_on(trail).with_less([1]))
    assert marks_on(trail) == Marks((2,), (1,))
    assert trail.undo_mark()
    assert marks_on(trail) == Marks((1, 2))
    assert trail.undo_mark()
    assert trail.undo_mark()
    assert marks_on(trail) == NO_MARKS
    assert not trail.undo_mark()
    assert trail.pages == (AllPhotos(), Finding("dog"))


def test_marks_stay_while_only_filters_change() -> None:
    trail = Trail()
    trail.type("dog")
    trail.mark(Marks((1,)))
    trail.type("dog is:favourite")
    trail.set_manner(Manner(order=Order.NEWEST))
    trail.show_weaker()
    assert marks_on(trail) == Marks((1,))
    assert trail.undo_mark()
    trail.mark(Marks((1,)))
    trail.type("dog is:favourite beach")
    assert marks_on(trail) == NO_MARKS


def test_a_photo_is_marked_one_way_or_none() -> None:
    marks = NO_MARKS.with_more([1, 2, 1]).with_less([2, 3])
    assert marks == Marks((1,), (2, 3))
    assert marks.without([2]) == Marks((1,), (3,))
    assert marks.photo_ids == (1, 2, 3)
