"""How many photos have which tag: of the user, or as a keyword of their files, as ``tag:`` finds them.

Photos of one trip have the same keywords: they are counted together, and only the few about which the user
said something, or which nobody sees, one by one.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from sqlalchemy import func, literal_column, select

from photoorg.library.denials import denials_of, denied_photos
from photoorg.library.id_lists import IDS_PER_STATEMENT
from photoorg.library.pairs import file_words_beside, with_partners
from photoorg.library.schema import FileRow, PhotoRow, PhotoTagRow, TagRow
from photoorg.library.sql_functions import folded

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from sqlalchemy import Connection

# The same few words, many times.
_folded = lru_cache(maxsize=20_000)(folded)
# More words than anybody looks through; those on the fewest photos are left out.
MOST_TAGS = 2000


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag of the user (``is_own``) or a keyword of files, and how many photos have it."""

    name: str
    photos: int
    is_own: bool = field(default=True, compare=False)


def counted_tags(connection: Connection, unseen: Collection[int]) -> tuple[Tag, ...]:
    """The tags on photos that are not ``unseen``, by name."""
    spellings: dict[str, Counter[str]] = {}
    counts: Counter[str] = Counter()
    for keywords, times in connection.execute(
        select(PhotoRow.file_keywords, func.count()).where(_HAS_KEYWORDS).group_by(PhotoRow.file_keywords)
    ):
        for name, spelling in _by_name(keywords).items():
            counts[name] += times
            spellings.setdefault(name, Counter())[spelling] += times
    names = {tag_id: name for tag_id, name in connection.execute(select(TagRow.id, TagRow.name)) if name}
    _count_tags(connection, names, counts)
    for chunk in _chunks({*unseen, *denied_photos(connection, "keyword"), *_beside_raws(connection)}):
        _count_again(connection, chunk, unseen, names, counts)
    known = {folded(name): name for name in names.values()}
    found = [
        Tag(known.get(name) or spellings[name].most_common(1)[0][0], count, is_own=name in known)
        for name, count in counts.most_common(MOST_TAGS)
        if count > 0
    ]
    return tuple(sorted(found, key=lambda tag: tag.name.casefold()))


_HAS_KEYWORDS = literal_column("photo.file_keywords") != "[]"


def _count_tags(connection: Connection, names: dict[int, str], counts: Counter[str]) -> None:
    """Counts the tags of the user, but not again where they are keywords of the file."""
    for tag_id, times in connection.execute(
        select(PhotoTagRow.tag_id, func.count()).group_by(PhotoTagRow.tag_id)
    ):
        if tag_id in names:
            counts[folded(names[tag_id])] += times
    both = (
        select(PhotoTagRow.tag_id, PhotoRow.file_keywords, func.count())
        .join(PhotoRow, PhotoRow.id == PhotoTagRow.photo_id)
        .where(_HAS_KEYWORDS)
        .group_by(PhotoTagRow.tag_id, PhotoRow.file_keywords)
    )
    for tag_id, keywords, times in connection.execute(both):
        name = folded(names.get(tag_id, ""))
        if name in _by_name(keywords):
            counts[name] -= times


def _count_again(
    connection: Connection,
    photo_ids: list[int],
    unseen: Collection[int],
    names: dict[int, str],
    counts: Counter[str],
) -> None:
    """Takes off what was counted of a few photos, and counts what they have where they are seen."""
    denied = denials_of(connection, photo_ids)
    beside = file_words_beside(connection, photo_ids)
    tagged: dict[int, set[str]] = {}
    for photo_id, tag_id in connection.execute(
        select(PhotoTagRow.photo_id, PhotoTagRow.tag_id).where(PhotoTagRow.photo_id.in_(photo_ids))
    ):
        if tag_id in names:
            tagged.setdefault(photo_id, set()).add(folded(names[tag_id]))
    for photo_id, keywords in connection.execute(
        select(PhotoRow.id, PhotoRow.file_keywords).where(PhotoRow.id.in_(photo_ids))
    ):
        own, of_file = tagged.get(photo_id, set()), set(_by_name(keywords))
        counts.subtract(own | of_file)
        if photo_id not in unseen:
            away = {value for fact, value in denied.get(photo_id, ()) if fact == "keyword"}
            of_raw = set(_by_name(beside[photo_id][1])) if photo_id in beside else set()
            counts.update(own | ((of_file | of_raw) - away))


def _beside_raws(connection: Connection) -> list[int]:
    """Raws with keywords, and the pictures of the same shots, of which they count as well."""
    raws = (
        select(FileRow.photo_id)
        .join(PhotoRow, PhotoRow.id == FileRow.photo_id)
        .where(FileRow.is_raw, _HAS_KEYWORDS)
    )
    found = [photo_id for photo_id in connection.execute(raws).scalars() if photo_id is not None]
    return list(with_partners(connection, found))


def _by_name(keywords: list[str]) -> dict[str, str]:
    """Folded, and as they are written."""
    return {name: word for word in keywords if (name := _folded(word))}


def _chunks(photo_ids: Collection[int]) -> Iterator[list[int]]:
    ordered = sorted(photo_ids)
    for start in range(0, len(ordered), IDS_PER_STATEMENT):
        yield ordered[start : start + IDS_PER_STATEMENT]
