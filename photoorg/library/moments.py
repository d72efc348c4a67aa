"""Moments and differences of time, as people type them."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from photoorg.errors import UserInputError
from photoorg.sentences import Sentence

# Of the oldest photo that there is; what claims to be older cannot be read back from a file either.
FIRST_YEAR = 1826
_MOST_OFFSET = timedelta(hours=14)
_DAY_FIRST = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})(.*)", re.DOTALL)
# A month, which is no difference of time, is not taken for a minute.
_PART = re.compile(
    r"(\d+(?:\.\d+)?)\s*(?:(d)(?:ays?)?|(h)(?:ours?)?|(m)(?:in(?:utes?)?)?|(s)(?:ec(?:onds?)?)?)(?![a-z])"
)
_TOO_FAR = Sentence("No photo can have been taken so much earlier or later.")
_UNITS = {"d": "days", "h": "hours", "m": "minutes", "s": "seconds"}


def parse_moment(text: str) -> datetime:
    """``2023-05-01T12:30``, with a space and with seconds too, ``2023-05-01`` (midnight), ``1.5.2023 12:30``;
    a zone such as ``+02:00`` may follow.

    Raises UserInputError.
    """
    written = text.strip()
    if german := _DAY_FIRST.fullmatch(written):
        day, month, year, rest = german.groups()
        written = f"{year}-{int(month):02}-{int(day):02}{rest}"
    try:
        moment = datetime.fromisoformat(written)
    except ValueError:
        raise UserInputError(
            Sentence("‘{text}’ is no date; write it as 2023-05-01 12:30.", text=text)
        ) from None
    offset = moment.utcoffset()
    if offset is not None and abs(offset) > _MOST_OFFSET:
        raise UserInputError(Sentence("‘{text}’ has a time zone that there is nowhere.", text=text))
    require_possible(moment)
    return moment


def parse_shift(text: str) -> timedelta:
    """``-1h30m``, ``+2d``, ``1d 2h 5m 10s``. Raises UserInputError."""
    written = text.strip().lower()
    sign = -1 if written.startswith(("-", "\u2212")) else 1
    body = written.lstrip("+-\u2212").strip()
    parts = [(amount, "".join(units)) for amount, *units in _PART.findall(body)]
    if not parts or _PART.sub("", body).strip():
        raise UserInputError(
            Sentence("‘{text}’ is no difference of time; write it as -1h30m or +2d.", text=text)
        )
    try:
        return sign * timedelta(**_summed(parts))
    except OverflowError:
        raise UserInputError(_TOO_FAR) from None


def require_possible(moment: datetime) -> None:
    """Raises UserInputError for a moment before there were photos."""
    if moment.year < FIRST_YEAR:
        raise UserInputError(Sentence("There are no photos from before {year}.", year=FIRST_YEAR))


def shifted(moment: datetime, by: timedelta) -> datetime:
    """The moment so much later. Raises UserInputError where no photo can have been taken then."""
    try:
        later = moment + by
    except OverflowError:
        raise UserInputError(_TOO_FAR) from None
    require_possible(later)
    return later


def _summed(parts: list[tuple[str, str]]) -> dict[str, float]:
    amounts: dict[str, float] = {}
    for amount, unit in parts:
        amounts[_UNITS[unit]] = amounts.get(_UNITS[unit], 0.0) + float(amount)
    return amounts
