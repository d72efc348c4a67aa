"""The user's labels, and of which photos they said that a label fits, or does not."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, delete, func, insert, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from photoorg.errors import UserInputError
from photoorg.library.id_lists import IDS_PER_STATEMENT
from photoorg.library.pairs import with_partners
from photoorg.library.photos import require_photos
from photoorg.library.schema import LabelRow, LabelVerdictRow
from photoorg.library.stored_text import tidy
from photoorg.sentences import Sentence

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlalchemy import Connection

    from photoorg.library.catalogue import Catalogue

# Characters; models understand some sixty words.
NAME_LIMIT = 100
MOST_LABELS = 100
# They have a meaning in queries.
_SIGNS = '"“”<>'


@dataclass(frozen=True, slots=True)
class Label:
    """One label.

    Attributes:
        confirmed, rejected: of how many photos the user said that it fits, or does not.
    """

    id: int
    name: str
    confirmed: int = 0
    rejected: int = 0


class LabelStore:
    """Labels in the catalogue. Names are unique regardless of case; methods that take the name of a label
    raise UserInputError where there is none."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue

    def all(self) -> list[Label]:
        """Every label, in the order in which they were made."""
        with self._catalogue.reading() as connection:
            return _labels(connection)

    def get(self, name: str) -> Label:
        """One of them."""
        with self._catalogue.reading() as connection:
            return _find(connection, name)

    def define(self, names: Iterable[str]) -> list[Label]:
        """Makes labels that are not there yet, and returns these.

        Raises UserInputError for a name that is empty, too long or no name, and where there would be too many
        labels; then none is made.
        """
        wanted: dict[str, str] = {}
        for name in map(clean_name, names):
            wanted.setdefault(name.casefold(), name)
        with self._catalogue.writing() as connection:
            known = {label.name.casefold() for label in _labels(connection)}
            new = {folded: name for folded, name in wanted.items() if folded not in known}
            if len(known) + len(new) > MOST_LABELS:
                raise UserInputError(Sentence("There can be at most {most} labels.", most=MOST_LABELS))
            if new:
                made_at = datetime.now()
                rows = [
                    {"name": name, "folded_name": folded, "made_at": made_at} for folded, name in new.items()
                ]
                connection.execute(insert(LabelRow), rows)
            return [label for label in _labels(connection) if label.name.casefold() in new]

    def rename(self, name: str, new_name: str) -> tuple[Label, Label]:
        """Calls a label otherwise and keeps what was said under it: how it was, and how it is. Raises
        UserInputError where the name is taken, or cannot be one."""
        new_name = clean_name(new_name)
        with self._catalogue.writing() as connection:
            before = _find(connection, name)
            folded = new_name.casefold()
            is_other = (LabelRow.folded_name == folded, LabelRow.id != before.id)
            if connection.execute(select(LabelRow.id).where(*is_other)).first() is not None:
                raise UserInputError(Sentence("There is already a label ‘{name}’.", name=new_name))
            renamed = update(LabelRow).where(LabelRow.id == before.id)
            connection.execute(renamed.values(name=new_name, folded_name=folded))
            return before, _find(connection, new_name)

    def delete(self, name: str) -> frozenset[int]:
        """Deletes a label and what was said under it; returns the photos of which it was said."""
        with self._catalogue.writing() as connection:
            label = _find(connection, name)
            about = select(LabelVerdictRow.photo_id).where(LabelVerdictRow.label_id == label.id)
            photo_ids = frozenset(connection.execute(about).scalars())
            # Not left to the reference, so that history sees the rows go before the label.
            connection.execute(delete(LabelVerdictRow).where(LabelVerdictRow.label_id == label.id))
            connection.execute(delete(LabelRow).where(LabelRow.id == label.id))
            return photo_ids

    def say(self, photo_ids: Iterable[int], name: str, is_yes: bool | None) -> None:
        """That a label fits photos, or does not; None takes back what was said. Raises UserInputError for an
        unknown id, and then changes nothing."""
        photo_ids = tuple(photo_ids)
        with self._catalogue.writing() as connection:
            label = _find(connection, name)
            require_photos(connection, photo_ids)
            wanted = with_partners(connection, photo_ids)
            if not wanted:
                return
            if is_yes is None:
                row = (LabelVerdictRow.photo_id == bindparam("id"), LabelVerdictRow.label_id == label.id)
                connection.execute(delete(LabelVerdictRow).where(*row), [{"id": id_} for id_ in wanted])
                return
            said = upsert(LabelVerdictRow).values(
                photo_id=bindparam("id"), label_id=label.id, is_yes=is_yes, said_at=datetime.now()
            )
            # Said once more, it is no news: what was learned from it stays as it is.
            is_news = said.excluded.is_yes != LabelVerdictRow.is_yes
            changed = {"is_yes": said.excluded.is_yes, "said_at": said.excluded.said_at}
            connection.execute(
                said.on_conflict_do_update(set_=changed, where=is_news), [{"id": id_} for id_ in wanted]
            )

    def said_of(self, photo_ids: Sequence[int]) -> dict[int, dict[int, bool]]:
        """What was said of photos: by their ids, whether labels fit, by the labels' ids."""
        found: dict[int, dict[int, bool]] = defaultdict(dict)
        with self._catalogue.reading() as connection:
            for start in range(0, len(photo_ids), IDS_PER_STATEMENT):
                chunk = photo_ids[start : start + IDS_PER_STATEMENT]
                about = LabelVerdictRow.photo_id.in_(chunk)
                columns = LabelVerdictRow.photo_id, LabelVerdictRow.label_id, LabelVerdictRow.is_yes
                for photo_id, label_id, is_yes in connection.execute(select(*columns).where(about)):
                    found[photo_id][label_id] = is_yes
        return dict(found)

    def said_under(self, label_id: int) -> list[tuple[int, bool]]:
        """Photos and whether the label fits them, what was said first coming first."""
        columns = LabelVerdictRow.photo_id, LabelVerdictRow.is_yes
        in_order = (LabelVerdictRow.said_at, LabelVerdictRow.photo_id)
        asked = select(*columns).where(LabelVerdictRow.label_id == label_id).order_by(*in_order)
        with self._catalogue.reading() as connection:
            return [(photo_id, is_yes) for photo_id, is_yes in connection.execute(asked)]


def _labels(connection: Connection) -> list[Label]:
    counted = select(
        LabelRow.id,
        LabelRow.name,
        func.count().filter(LabelVerdictRow.is_yes),
        func.count().filter(~LabelVerdictRow.is_yes),
    ).outerjoin(LabelVerdictRow, LabelVerdictRow.label_id == LabelRow.id)
    return [Label(*row) for row in connection.execute(counted.group_by(LabelRow.id).order_by(LabelRow.id))]


def _find(connection: Connection, name: str) -> Label:
    folded = tidy(name).casefold()
    for label in _labels(connection):
        if label.name.casefold() == folded:
            return label
    raise UserInputError(Sentence("There is no label ‘{name}’.", name=tidy(name)[:NAME_LIMIT]))


def clean_name(name: str) -> str:
    """A name as it is kept. Raises UserInputError for what can be none."""
    name = tidy(name)
    if not any(character.isalnum() for character in name):
        raise UserInputError(Sentence("A label needs a name."))
    if len(name) > NAME_LIMIT:
        raise UserInputError(Sentence("A label may have at most {most} characters.", most=NAME_LIMIT))
    for character in name:
        if character in _SIGNS:
            raise UserInputError(
                Sentence(
                    "‘{name}’ is no label: it cannot have the sign {sign} in it.", name=name, sign=character
                )
            )
    return name
