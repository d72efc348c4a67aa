"""Dates as people write them in a query: a day, a month, a year, from one to another, or a name."""

from __future__ import annotations

import calendar
import re
from datetime import date, datetime, timedelta

from dateutil.easter import easter

from photoorg.library.criteria import Some, Taken, TakenOnDays, TakenOnWeekdays

_PERIOD = re.compile(r"(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?")
_MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_name) if name}
_MONTHS |= {name.lower(): number for number, name in enumerate(calendar.month_abbr) if name}
_WEEKDAYS = {
    name: number
    for number, name in enumerate(
        ("sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday")
    )
}
# (month, day) from and to, both included.
_FESTIVALS = {
    "christmas": ((12, 24), (12, 26)),
    "newyear": ((12, 31), (1, 1)),
    "halloween": ((10, 31), (10, 31)),
    "valentine": ((2, 14), (2, 14)),
}
# Of the northern half of the world, by whole months.
_SEASONS = {"spring": (3, 4, 5), "summer": (6, 7, 8), "autumn": (9, 10, 11), "winter": (12, 1, 2)}
_EASTER_YEARS = range(1900, 2101)
NAMED = (*_FESTIVALS, "easter", *_SEASONS, "today", "yesterday", "weekend", *_WEEKDAYS)

TakenFilter = Taken | TakenOnDays | TakenOnWeekdays | Some


def period(text: str) -> tuple[datetime, datetime]:
    """The first moment of a year, month or day, and the first after it. Raises ValueError."""
    name = text.lower()
    if name in ("today", "yesterday"):
        day = date.today() - timedelta(days=name == "yesterday")
        return _whole_days(day, day)
    found = _PERIOD.fullmatch(text)
    if found is None:
        raise ValueError(text)
    year, month, day_of_month = (int(part) if part else None for part in found.groups())
    assert year is not None
    if month is None:
        return _whole_days(date(year, 1, 1), date(year, 12, 31))
    if day_of_month is None:
        return _whole_days(date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]))
    return _whole_days(date(year, month, day_of_month), date(year, month, day_of_month))


def taken(text: str) -> TakenFilter:
    """A period, ``from..to`` (either may be absent), or a name. Raises ValueError."""
    name = text.lower().replace("_", "").replace("-", "") if text[:1].isalpha() else text
    if name in ("today", "yesterday"):
        return Taken(*period(name))
    if name in _FESTIVALS:
        (month, day), (last_month, last_day) = _FESTIVALS[name]
        start = date(2023, month, day)
        end = date(2023 + (last_month < month), last_month, last_day)
        days = (start + timedelta(days=number) for number in range((end - start).days + 1))
        return TakenOnDays(frozenset((day.month, day.day) for day in days))
    if name == "easter":
        sundays = [easter(year) for year in _EASTER_YEARS]
        # From Good Friday to Easter Monday.
        return Some(
            tuple(
                Taken(*_whole_days(sunday - timedelta(days=2), sunday + timedelta(days=1)))
                for sunday in sundays
            )
        )
    if name in _SEASONS or name in _MONTHS:
        months = _SEASONS.get(name) or (_MONTHS[name],)
        return TakenOnDays(frozenset((month, day) for month in months for day in range(1, 32)))
    if name == "weekend":
        return TakenOnWeekdays(frozenset({0, 6}))
    if name in _WEEKDAYS:
        return TakenOnWeekdays(frozenset({_WEEKDAYS[name]}))
    if ".." in text:
        first, last = text.split("..", 1)
        if not first and not last:
            raise ValueError(text)
        return Taken(period(first)[0] if first else None, period(last)[1] if last else None)
    return Taken(*period(text))


def _whole_days(first: date, last: date) -> tuple[datetime, datetime]:
    midnight = datetime.min.time()
    return datetime.combine(first, midnight), datetime.combine(last, midnight) + timedelta(days=1)
