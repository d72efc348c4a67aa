"""The contact sheet shows every result where a reader expects it."""

from __future__ import annotations

from photoorg.imaging.contact_sheet import make_contact_sheet
from tests.pictures import encoded, plain


def test_results_stand_in_order_under_their_query() -> None:
    sheet = make_contact_sheet(
        [
            ("first", [(plain("red"), "99 %"), (encoded(plain("blue"), "PNG"), "80 %")]),
            ("second", [(plain("lime"), "70 %")]),
        ]
    )
    found = {}
    for name, colour in (("red", (255, 0, 0)), ("blue", (0, 0, 255)), ("lime", (0, 255, 0))):
        places = [
            (x, y)
            for y in range(0, sheet.height, 10)
            for x in range(0, sheet.width, 10)
            if sheet.getpixel((x, y)) == colour
        ]
        found[name] = min(places)
    assert found["red"][1] == found["blue"][1]
    assert found["red"][0] < found["blue"][0]
    assert found["lime"][1] > found["red"][1]
    assert found["lime"][0] == found["red"][0]


def test_nothing_found_broken_files_and_long_texts_are_no_trouble() -> None:
    assert make_contact_sheet([]).height > 0
    one = make_contact_sheet([("query " * 2000, [(b"junk", "x" * 500)])])
    two_rows = make_contact_sheet([("猫 🐈", [(plain("red"), "")] * 7)])
    assert two_rows.width == one.width
    assert two_rows.height > one.height > make_contact_sheet([("nothing", [])]).height
