"""What fills albums that are no chosen photos."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


@dataclass(frozen=True, slots=True)
class AlbumContents:
    """Asked for each ``in:NAME`` of a query.

    Attributes:
        query_of: the search that fills the smart album of a name; "" for any other name.
        members_of: the names of what lies in the folder of albums of a name; None for any other name.
    """

    query_of: Callable[[str], str]
    members_of: Callable[[str], Sequence[str] | None]
