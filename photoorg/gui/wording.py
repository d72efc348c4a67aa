"""Numbers, dates and durations in the words of the user's language."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime
from pathlib import PurePath
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QDate, QDateTime, QLocale, QObject, QTime

from photoorg.albums.naming.translated_names import name_in
from photoorg.ingest.countries import country_in
from photoorg.library.beings.records import PERSON
from photoorg.sentences import CountryName, Day, Listing, Month, Sentence, Word

if TYPE_CHECKING:
    from datetime import date

    from photoorg.changes import ModelChanged
    from photoorg.errors import PhotoOrgError
    from photoorg.library.beings.records import Identity
    from photoorg.library.records import Place

translate = QCoreApplication.translate


# A zero width space: a label may break a line there.
BREAK = "\u200b"
BREAK_AFTER = ("/", "\\", "_", "-", ":")


def breakable(text: str) -> str:
    """Lets a label break a path or the name of a model, which would else widen it or be cut off."""
    for separator in BREAK_AFTER:
        text = text.replace(separator, separator + BREAK)
    return text


def said(text: str) -> str:
    """A sentence of the library in the user's language; what is none stays as it is."""
    if not isinstance(text, Sentence):
        return text
    # Sentences are extracted without a context, for whoever makes one knows nothing of translations.
    template = translate("", text.template)
    values = {name: _said_value(value) for name, value in text.values.items()}
    return template.format(**values) if values else template


def _said_value(value: object) -> object:
    match value:
        case str():
            return said(value)
        case Month(year, number):
            return month(year, number)
        case Day(at):
            return short_day(at)
        case Word(name):
            named = name_in(_language(), name)
            # Capitals are of the English.
            return value if named == name else named
        case Listing(things):
            return translate("wording", ", ").join(dict.fromkeys(str(_said_value(thing)) for thing in things))
        case CountryName(name):
            return country(name)
    return value


def problem(error: PhotoOrgError) -> str:
    """What is wrong, in the user's language."""
    return said(error.problem)


def country(name: str) -> str:
    """What a country is called in the user's language."""
    return country_in(_language(), name)


def _language() -> str:
    #: The code of the language that this is translated into, such as zh_CN: countries are called by it.
    return translate("wording", "en")


def place(place: Place) -> str:
    """``Lisbon, Portugal``, with the country in the user's language; "" where nothing is known."""
    return replace(place, country=country(place.country)).name if place.country else place.name


def model_name(name: str) -> str:
    """A model as it fits into a line: a checkpoint without the folders it lies in."""
    architecture, colon, weights = name.rpartition(":")
    return f"{architecture}{colon}{PurePath(weights).name}" if PurePath(weights).is_absolute() else name


def about_model(change: ModelChanged) -> str:
    """Why the model of the library cannot be used, and what can be done about it."""
    return translate("wording", "{reason} Choose a model in Settings (Ctrl+,).").format(
        reason=said(change.reason)
    )


def number(value: int) -> str:
    """``12,345`` as the user's locale writes it, grouped also where there is no locale."""
    locale = QLocale()
    locale.setNumberOptions(locale.numberOptions() & ~QLocale.NumberOption.OmitGroupSeparator)
    return locale.toString(value)


class _Counts(QObject):
    """Plurals: an object, for ``lupdate`` finds those of ``tr`` only."""

    def photos(self, count: int) -> str:
        return self.tr("{count} photo(s)", None, count).format(count=number(count))

    def files(self, count: int) -> str:
        return self.tr("{count} file(s)", None, count).format(count=number(count))

    def unreadable(self, count: int) -> str:
        return self.tr("{count} file(s) could not be read.", None, count).format(count=number(count))

    def faces(self, count: int) -> str:
        return self.tr("{count} face(s)", None, count).format(count=number(count))

    def animals(self, count: int) -> str:
        return self.tr("{count} animal(s)", None, count).format(count=number(count))

    def seconds(self, count: int) -> str:
        return self.tr("{count} second(s)", None, count).format(count=number(count))

    def minutes(self, count: int) -> str:
        return self.tr("{count} minute(s)", None, count).format(count=number(count))

    def months(self, count: int) -> str:
        return self.tr("{count} month(s)", None, count).format(count=number(count))

    def years(self, count: int) -> str:
        return self.tr("{count} year(s)", None, count).format(count=number(count))


_counts = _Counts()


def photo_count(count: int) -> str:
    """``No photos``, ``1 photo`` or ``1,234 photos``."""
    if count == 0:
        return translate("wording", "No photos")
    return _counts.photos(count)


def file_count(count: int) -> str:
    """``1 file`` or ``1,234 files``."""
    return _counts.files(count)


def region_count(count: int, kind: str) -> str:
    """``1 face`` or ``1,234 faces``; of pets, ``kind`` being theirs, ``1 animal``."""
    return _counts.faces(count) if kind == PERSON else _counts.animals(count)


def unreadable_count(count: int) -> str:
    """The sentence of the notice about files that could not be read."""
    return _counts.unreadable(count)


def seconds(count: int) -> str:
    """``1 second`` or ``20 seconds``."""
    return _counts.seconds(count)


def age(born: date, day: date) -> str:
    """``3 years``, below two ``5 months``; "" for a day before the birth."""
    months = 12 * (day.year - born.year) + day.month - born.month - (day.day < born.day)
    if months < 0:
        return ""
    return _counts.months(months) if months < 24 else _counts.years(months // 12)


def identity(who: Identity) -> str:
    """The name of somebody, and what tells apart those who share it: ``Anna (#7, 3 photos, born 2019)``."""
    if not who.is_shared:
        return who.name
    photos = photo_count(who.photos)
    if who.birthday is None:
        return translate("wording", "{name} (#{number}, {photos})").format(
            name=who.name, number=who.id, photos=photos
        )
    return translate("wording", "{name} (#{number}, {photos}, born {year})").format(
        name=who.name, number=who.id, photos=photos, year=who.birthday.year
    )


def shared_name(name: str, count: int) -> str:
    """A name that several have, all of whom are meant: ``Anna (all 2 of this name)``."""
    return translate("wording", "{name} (all {count} of this name)").format(name=name, count=number(count))


def duration(seconds_left: float) -> str:
    """A rough time left: people want to know whether to wait, not the second."""
    if seconds_left < 10:
        return translate("wording", "a few seconds")
    if seconds_left < 90:
        return seconds(round(seconds_left / 10) * 10)
    if seconds_left < 90 * 60:
        minutes = round(seconds_left / 60)
        return _counts.minutes(minutes)
    return translate("wording", "{count} hours").format(count=QLocale().toString(seconds_left / 3600, "f", 1))


def file_size(size_bytes: int) -> str:
    """``3.4 MB`` in the units of the user's locale."""
    return QLocale().formattedDataSize(size_bytes, 1, QLocale.DataSizeFormat.DataSizeTraditionalFormat)


def megabytes(size_bytes: int) -> str:
    """``605 MB``, in millions of bytes as hubs and disks count them; ``66 kB`` below one."""
    if 0 < size_bytes < 1e6:
        return translate("wording", "{count} kB").format(count=number(max(1, round(size_bytes / 1e3))))
    return translate("wording", "{count} MB").format(count=number(round(size_bytes / 1e6)))


def share(value: float) -> str:
    """``43.7 %`` for 0.437, as the user's locale writes the number."""
    return translate("wording", "{count} %").format(count=QLocale().toString(100 * value, "f", 1))


def rate(per_s: float) -> str:
    """A number of photos a second, exact enough to compare."""
    return QLocale().toString(per_s, "f", 0 if per_s >= 10 else 1)


def moment(when: datetime, *, with_seconds: bool = False) -> str:
    """A date and time as written in the user's locale, if need be with seconds that are not zero."""
    at = QDateTime(QDate(when.year, when.month, when.day), QTime(when.hour, when.minute, when.second))
    return QLocale().toString(at, _moment_form(with_seconds=with_seconds and when.second != 0))


def typed_moment(text: str) -> datetime | None:
    """A date, or a date and time, as :func:`moment` writes it; None for what is written otherwise."""
    locale = QLocale()
    for form in (_moment_form(), _moment_form(with_seconds=True)):
        at = locale.toDateTime(text.strip(), form)
        if at.isValid():
            day, time = at.date(), at.time()
            return datetime(day.year(), day.month(), day.day(), time.hour(), time.minute(), time.second())
    day = locale.toDate(text.strip(), _day_form())
    return datetime(day.year(), day.month(), day.day()) if day.isValid() else None


def _moment_form(*, with_seconds: bool = False) -> str:
    locale = QLocale()
    if locale.language() == QLocale.Language.C:
        form = f"{_day_form()} HH:mm"
    else:
        form = _with_whole_year(locale.dateTimeFormat(QLocale.FormatType.ShortFormat))
    return form.replace("mm", "mm:ss") if with_seconds and "ss" not in form else form


def _day_form() -> str:
    locale = QLocale()
    # Without a locale, Qt writes 28 11 2026, as nobody does.
    if locale.language() == QLocale.Language.C:
        return "yyyy-MM-dd"
    return _with_whole_year(locale.dateFormat(QLocale.FormatType.ShortFormat))


def _with_whole_year(form: str) -> str:
    # Of photos of a hundred years two digits do not tell.
    return form if "yyyy" in form else form.replace("yy", "yyyy")


def day(year: int, month: int, number: int) -> str:
    """``Saturday, 14 June 2025`` in the order of the user's locale."""
    return QLocale().toString(QDate(year, month, number), QLocale.FormatType.LongFormat)


def short_day(at: date) -> str:
    """``14 June 2025`` in the order of the user's locale, without the day of the week."""
    locale = QLocale()
    form = re.sub(r"[\s,.]*(?<!d)d{3,4}(?!d)[\s,]*", " ", locale.dateFormat(QLocale.FormatType.LongFormat))
    return locale.toString(QDate(at.year, at.month, at.day), form.strip())


def month(year: int, month: int) -> str:
    """``June 2025``."""
    # Chinese writes the number. Standalone: some languages write the month of a day in another case.
    name = QLocale().standaloneMonthName(month, QLocale.FormatType.LongFormat)
    return translate("wording", "{month} {year}").format(
        month=name[:1].upper() + name[1:], number=month, year=year
    )


def taken(when: datetime, source: str, utc_offset_minutes: int | None) -> str:
    """A date, the time zone where it is known, and whether it may be wrong."""
    text = moment(when)
    if utc_offset_minutes is not None:
        hours, minutes = divmod(abs(utc_offset_minutes), 60)
        text += f" (UTC{'-' if utc_offset_minutes < 0 else '+'}{hours:02}:{minutes:02})"
    if source == "user":
        return translate("wording", "{moment} (set by you)").format(moment=text)
    if source == "file_modified":
        return translate("wording", "{moment} (date of the file)").format(moment=text)
    if source in ("file_name", "file_name_day"):
        return translate("wording", "{moment} (from the name of the file)").format(moment=text)
    return text


def exposure(
    seconds: float | None, f_number: float | None, iso: int | None, focal_length_mm: float | None
) -> str:
    """``1/250 s, f/2.8, ISO 200, 50 mm``, as far as it is known."""
    locale = QLocale()
    parts = []
    if seconds is not None:
        # Cameras name times below a third of a second as fractions.
        written = f"1/{round(1 / seconds)}" if seconds < 0.3 else locale.toString(round(seconds, 1))
        parts.append(f"{written} s")
    if f_number is not None:
        parts.append(f"f/{locale.toString(round(f_number, 1))}")
    if iso is not None:
        parts.append(f"ISO {iso}")
    if focal_length_mm is not None:
        parts.append(f"{locale.toString(round(focal_length_mm, 1))} mm")
    return ", ".join(parts)


def coordinates(latitude: float, longitude: float, altitude_m: float | None = None) -> str:
    """``48.85837° N, 2.29448° E, 35 m`` (WGS 84)."""
    locale = QLocale()
    north = translate("wording", "{degrees}° N") if latitude >= 0 else translate("wording", "{degrees}° S")
    east = translate("wording", "{degrees}° E") if longitude >= 0 else translate("wording", "{degrees}° W")
    north = north.format(degrees=locale.toString(abs(latitude), "f", 5))
    east = east.format(degrees=locale.toString(abs(longitude), "f", 5))
    height = "" if altitude_m is None else f", {locale.toString(round(altitude_m))} m"
    return f"{north}, {east}{height}"
