"""What the user says about photos: ratings, favourites, turns, tags, words."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from sqlalchemy import JSON, bindparam, delete, func, literal, select, true, update
from sqlalchemy.dialects.sqlite import insert

from photoorg.errors import UserInputError
from photoorg.library.denials import admit, denials_of, deny, is_denied
from photoorg.library.id_lists import IDS_PER_STATEMENT
from photoorg.library.pairs import file_words_beside, with_partners
from photoorg.library.photos import require_photos
from photoorg.library.schema import PhotoRow, PhotoTagRow, TagRow
from photoorg.library.sql_functions import folded
from photoorg.library.stored_text import storable_text, tidy
from photoorg.sentences import Sentence

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from sqlalchemy import Connection

    from photoorg.library.catalogue import Catalogue
    from photoorg.library.denials import Fact

TAG_LIMIT = 200
TITLE_LIMIT = 1_000
TEXT_LIMIT = 100_000


class AnnotationStore:
    """Writes what the user says; it hangs on photo ids and outlives files, paths and models.

    Every method raises UserInputError for an unknown id, and then changes nothing.
    """

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue

    def set_rating(self, photo_ids: Collection[int], rating: int) -> None:
        """0 takes the rating away. Raises UserInputError outside 0..5."""
        if not 0 <= rating <= 5:
            raise UserInputError(Sentence("A rating is a number from 0 to 5."))
        self._update(photo_ids, rating=rating, is_rated=True)

    def reset_rating(self, photo_ids: Collection[int]) -> None:
        """The ratings in files count."""
        self._update(photo_ids, rating=0, is_rated=False)

    def set_favourite(self, photo_ids: Collection[int], favourite: bool) -> None:
        """Marks or unmarks favourites."""
        self._update(photo_ids, favourite=favourite)

    def turn(self, photo_ids: Collection[int], quarters: int) -> None:
        """Turns photos by so many quarters clockwise, from how they are shown now."""
        turned = (PhotoRow.quarter_turns + quarters % 4) % 4
        self._update(photo_ids, quarter_turns=turned)

    def set_title(self, photo_ids: Collection[int], title: str) -> None:
        """What photos are called; "" for nothing, whatever their files call them. Raises UserInputError when
        overlong."""
        title = tidy(title)
        if len(title) > TITLE_LIMIT:
            raise UserInputError(Sentence("A title may have at most {most} characters.", most=TITLE_LIMIT))
        self._set_words(photo_ids, "title", title, is_said=True)

    def reset_title(self, photo_ids: Collection[int]) -> None:
        """Photos are called what their files call them."""
        self._set_words(photo_ids, "title", "", is_said=False)

    def set_text(self, photo_ids: Collection[int], text: str) -> None:
        """The user's own words about photos; "" for none, whatever their files say. Raises UserInputError
        when overlong."""
        if len(text) > TEXT_LIMIT:
            raise UserInputError(Sentence("A text may have at most {most} characters.", most=TEXT_LIMIT))
        self._set_words(photo_ids, "description", storable_text(text), is_said=True)

    def reset_text(self, photo_ids: Collection[int]) -> None:
        """What files say about photos counts."""
        self._set_words(photo_ids, "description", "", is_said=False)

    def add_tag(self, photo_ids: Collection[int], tag: str) -> None:
        """Tags photos; the first spelling of a tag stays. Raises UserInputError if empty or overlong."""
        tag = _checked_tag(tag)
        if not photo_ids:
            return
        with self._catalogue.writing() as connection:
            _put_tag(connection, all_meant(connection, photo_ids), tag)

    def remove_tag(self, photo_ids: Collection[int], tag: str) -> None:
        """Takes a tag off photos, also where it is a keyword of their files, which keep it; a tag on no photo
        disappears."""
        tag = tidy(tag)
        with self._catalogue.writing() as connection:
            meant = all_meant(connection, photo_ids)
            having = _with_keyword(connection, meant, folded(tag))
            deny(connection, with_partners(connection, having), "keyword", folded(tag))
            tag_id = connection.execute(select(TagRow.id).where(TagRow.name == tag)).scalar_one_or_none()
            if tag_id is None:
                return
            if not meant:
                return
            connection.execute(
                delete(PhotoTagRow).where(
                    PhotoTagRow.photo_id == bindparam("wanted_id"), PhotoTagRow.tag_id == tag_id
                ),
                [{"wanted_id": photo_id} for photo_id in meant],
            )
            used = select(func.count()).where(PhotoTagRow.tag_id == tag_id)
            if connection.execute(used).scalar_one() == 0:
                connection.execute(delete(TagRow).where(TagRow.id == tag_id))

    def tag_counts(self, photo_ids: Sequence[int]) -> dict[str, int]:
        """How many of these photos have which tag, of those that any has."""
        counts: Counter[str] = Counter()
        with self._catalogue.reading() as connection:
            for start in range(0, len(photo_ids), IDS_PER_STATEMENT):
                chunk = photo_ids[start : start + IDS_PER_STATEMENT]
                statement = (
                    select(TagRow.name, func.count())
                    .join(PhotoTagRow, PhotoTagRow.tag_id == TagRow.id)
                    .where(PhotoTagRow.photo_id.in_(chunk))
                    .group_by(TagRow.id)
                )
                for name, count in connection.execute(statement):
                    counts[name] += count
        return dict(counts)

    def keyword_counts(self, photo_ids: Sequence[int]) -> dict[str, int]:
        """How many of these photos have which keyword from their files, and not as a tag of the user."""
        counts: Counter[str] = Counter()
        spellings: dict[str, str] = {}
        with self._catalogue.reading() as connection:
            for start in range(0, len(photo_ids), IDS_PER_STATEMENT):
                chunk = photo_ids[start : start + IDS_PER_STATEMENT]
                for words in _keywords(connection, chunk).values():
                    for name, word in words.items():
                        counts[spellings.setdefault(name, word)] += 1
        return dict(counts)

    def rename_tag(self, tag: str, new_name: str) -> frozenset[int]:
        """Gives a tag another name and returns the photos that have it. Where a tag of that name is there
        already, the two become one. Photos of which files say the tag have the other one from now on; files
        stay as they are. Raises UserInputError if there is no such tag, or the name is empty or overlong."""
        new_name = _checked_tag(new_name)
        with self._catalogue.writing() as connection:
            of_files = _denied_to_files(connection, tag) if folded(tidy(tag)) != folded(new_name) else []
            if of_files:
                _put_tag(connection, of_files, new_name)
            tag_id = _tag_id(connection, tag, is_known=bool(of_files))
            if tag_id is None:
                return frozenset(of_files)
            other_id = connection.execute(
                select(TagRow.id).where(TagRow.name == new_name)
            ).scalar_one_or_none()
            photo_ids = _with_tag(connection, tag_id)
            if other_id is None or other_id == tag_id:
                connection.execute(update(TagRow).where(TagRow.id == tag_id).values(name=new_name))
            else:
                both = select(PhotoTagRow.photo_id, literal(other_id)).where(PhotoTagRow.tag_id == tag_id)
                connection.execute(
                    insert(PhotoTagRow).from_select(["photo_id", "tag_id"], both).on_conflict_do_nothing()
                )
                connection.execute(delete(TagRow).where(TagRow.id == tag_id))
            return photo_ids.union(of_files)

    def delete_tag(self, tag: str) -> frozenset[int]:
        """Takes a tag off every photo, also where it is a keyword of files, which keep it, and returns those
        that had it. Raises UserInputError if there is no such tag."""
        with self._catalogue.writing() as connection:
            of_files = _denied_to_files(connection, tag)
            tag_id = _tag_id(connection, tag, is_known=bool(of_files))
            if tag_id is None:
                return frozenset(of_files)
            photo_ids = _with_tag(connection, tag_id)
            connection.execute(delete(TagRow).where(TagRow.id == tag_id))
            return photo_ids.union(of_files)

    def tagged(self, tag_ids: Collection[int]) -> frozenset[int]:
        """The photos that have any of these tags, which are few, by their ids."""
        with self._catalogue.reading() as connection:
            return frozenset[int]().union(*(_with_tag(connection, tag_id) for tag_id in tag_ids))

    def tags(self) -> list[str]:
        """Every tag in use, by name."""
        with self._catalogue.reading() as connection:
            return list(connection.execute(select(TagRow.name).order_by(TagRow.name)).scalars())

    def _set_words(self, photo_ids: Collection[int], fact: Fact, words: str, *, is_said: bool) -> None:
        """``words`` are the user's; "" and said means that there are none."""
        words = words if words.strip() else ""
        column = PhotoRow.title if fact == "title" else PhotoRow.text
        if photo_ids:
            with self._catalogue.writing() as connection:
                meant = all_meant(connection, photo_ids)
                is_meant = PhotoRow.id == bindparam("wanted_id")
                connection.execute(
                    update(PhotoRow).where(is_meant).values({column: words}),
                    [{"wanted_id": photo_id} for photo_id in meant],
                )
                (deny if is_said and not words else admit)(connection, meant, fact)

    def _update(self, photo_ids: Collection[int], **values: object) -> None:
        if photo_ids:
            with self._catalogue.writing() as connection:
                rows = [{"wanted_id": photo_id} for photo_id in all_meant(connection, photo_ids)]
                connection.execute(
                    update(PhotoRow).where(PhotoRow.id == bindparam("wanted_id")).values(**values), rows
                )


def _keywords(connection: Connection, photo_ids: Sequence[int]) -> dict[int, dict[str, str]]:
    """Of these few photos, the keywords of their files and of the raw files of their shots that are no tags
    and were not taken away: folded, and as they are written."""
    rows = connection.execute(
        select(PhotoRow.id, PhotoRow.file_keywords).where(PhotoRow.id.in_(photo_ids))
    ).all()
    beside = file_words_beside(connection, photo_ids)
    denied = denials_of(connection, photo_ids)
    tagged: dict[int, set[str]] = defaultdict(set)
    for photo_id, name in connection.execute(
        select(PhotoTagRow.photo_id, TagRow.name)
        .join(TagRow, TagRow.id == PhotoTagRow.tag_id)
        .where(PhotoTagRow.photo_id.in_(photo_ids))
    ):
        tagged[photo_id].add(folded(name))
    found = {}
    for photo_id, own in rows:
        words = {folded(word): word for word in [*own, *beside.get(photo_id, (None, []))[1]]}
        away = {value for fact, value in denied.get(photo_id, ()) if fact == "keyword"}
        found[photo_id] = {name: word for name, word in words.items() if name not in away | tagged[photo_id]}
    return found


def _with_keyword(connection: Connection, photo_ids: Sequence[int], name: str) -> list[int]:
    found: list[int] = []
    for start in range(0, len(photo_ids), IDS_PER_STATEMENT):
        keyword = func.json_each(PhotoRow.file_keywords, type_=JSON).table_valued("value")
        statement = (
            select(PhotoRow.id)
            .distinct()
            .join(keyword, true())
            .where(PhotoRow.id.in_(photo_ids[start : start + IDS_PER_STATEMENT]))
            .where(func.folded(keyword.c.value) == name)
        )
        found += connection.execute(statement).scalars()
    return found


def _checked_tag(tag: str) -> str:
    tag = tidy(tag)
    if not tag or len(tag) > TAG_LIMIT:
        raise UserInputError(Sentence("A tag has 1 to {most} characters.", most=TAG_LIMIT))
    return tag


def _put_tag(connection: Connection, photo_ids: Sequence[int], tag: str) -> None:
    rows = [{"photo_id": photo_id} for photo_id in photo_ids]
    connection.execute(insert(TagRow).values(name=tag).on_conflict_do_nothing())
    tag_id = connection.execute(select(TagRow.id).where(TagRow.name == tag)).scalar_one()
    connection.execute(
        insert(PhotoTagRow).values(photo_id=bindparam("photo_id"), tag_id=tag_id).on_conflict_do_nothing(),
        rows,
    )
    admit(connection, photo_ids, "keyword", folded(tag))


def _denied_to_files(connection: Connection, tag: str) -> list[int]:
    """Photos of which files say a tag have it no more; gives those, in the whole library."""
    name = folded(tidy(tag))
    keyword = func.json_each(PhotoRow.file_keywords, type_=JSON).table_valued("value")
    statement = (
        select(PhotoRow.id)
        .distinct()
        .join(keyword, true())
        .where(func.folded(keyword.c.value) == name, ~is_denied("keyword", literal(name)))
    )
    found = list(with_partners(connection, connection.execute(statement).scalars().all()))
    deny(connection, found, "keyword", name)
    return found


def _tag_id(connection: Connection, tag: str, *, is_known: bool = False) -> int | None:
    """None where photos have it from their files alone (``is_known``)."""
    tag_id = connection.execute(select(TagRow.id).where(TagRow.name == tidy(tag))).scalar_one_or_none()
    if tag_id is None and not is_known:
        raise UserInputError(Sentence("There is no tag ‘{tag}’.", tag=tag))
    return tag_id


def _with_tag(connection: Connection, tag_id: int) -> frozenset[int]:
    return frozenset(
        connection.execute(select(PhotoTagRow.photo_id).where(PhotoTagRow.tag_id == tag_id)).scalars()
    )


def all_meant(connection: Connection, photo_ids: Collection[int]) -> list[int]:
    """Who says something about a photo says it about the raw that hangs on it, too."""
    require_photos(connection, photo_ids)
    return with_partners(connection, photo_ids)
