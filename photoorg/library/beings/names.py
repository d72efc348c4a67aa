"""How people and pets are called, as far as queries have to know."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sqlalchemy import exists, func, select

from photoorg.library.known_names import names_of
from photoorg.library.schema import BeingRow
from photoorg.library.sql_functions import folded
from photoorg.library.stored_text import tidy

if TYPE_CHECKING:
    from photoorg.library.catalogue import Catalogue

# As a pattern, since it is asked also of what cannot be read as a query.
ASKS_FOR_SOMEBODY = r"(?<!\w)(?:person|pet)[:\uff1a]"


class BeingNames:
    """Looks names up. ``kind``: ``person`` or ``pet``; names in any case, or ``#`` and an id."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue

    def is_known(self, kind: str, name: str, *, is_name: bool = False) -> bool:
        """Whether anybody is called so, by the user or in files; ``is_name`` where ``#17`` is no number."""
        wanted = folded(tidy(name)) or ""
        is_so = func.folded(BeingRow.name) == wanted
        if not is_name and (being_id := number_in(name)) is not None:
            # Also a group that nobody named.
            is_so = is_so | (BeingRow.id == being_id)
        with self._catalogue.reading() as connection:
            asked = select(exists().where(BeingRow.kind == kind, is_so))
            if connection.execute(asked).scalar_one():
                return True
        # Files are looked through only where nobody in the catalogue has the name.
        return any(folded(known) == wanted for known in self.all(kind))

    def all(self, kind: str) -> list[str]:
        """All names, most frequent first."""
        return names_of(self._catalogue, kind)

    def of_number(self, name: str) -> str:
        """The name of the one whom ``#17`` means; "" where that is nobody, or it is no number."""
        being_id = number_in(name)
        if being_id is None:
            return ""
        with self._catalogue.reading() as connection:
            asked = select(BeingRow.name).where(BeingRow.id == being_id)
            return connection.execute(asked).scalar_one_or_none() or ""


def asks_for_somebody(query: str) -> bool:
    """Whether a search is for a person or a pet, by name or number."""
    return re.search(ASKS_FOR_SOMEBODY, query, re.IGNORECASE) is not None


def number_in(name: str) -> int | None:
    """17 for ``#17``; None for what is no number."""
    name = tidy(name)
    if name.startswith("#") and name[1:].isdecimal():
        return min(int(name[1:]), 2**63 - 1)
    return None
