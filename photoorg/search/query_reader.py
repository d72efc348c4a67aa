"""Queries, read by what the library knows: its albums, labels, places, people and pets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from photoorg.errors import QueryError
from photoorg.library.criteria import HasLabel, InAlbum
from photoorg.search.composition import seen_together, split
from photoorg.search.weighing import EVERYTHING
from photoorg.sentences import Sentence

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from photoorg.library.criteria import Filter
    from photoorg.search.album_contents import AlbumContents
    from photoorg.search.explanation import Part
    from photoorg.search.known_beings import Names
    from photoorg.search.language.syntax import Node


class QueryReader:
    """Imports the language of queries when there is one: a library opens without it."""

    def __init__(
        self,
        *,
        albums: AlbumContents,
        beings: Names,
        album_names: Callable[[], Collection[str]],
        is_any: Callable[[Filter], bool],
        place_names: Callable[[], Sequence[str]],
        label_names: Callable[[], Collection[str]],
    ) -> None:
        """Args:
        albums: what fills smart albums and folders of albums.
        beings: the names of people and pets.
        album_names: of all albums, and folders of albums.
        is_any: whether any photo fulfils a filter.
        place_names: of the towns and countries where photos were taken.
        label_names: of all labels.
        """
        self._albums = albums
        self._beings = beings
        self._album_names = album_names
        self._is_any = is_any
        self._place_names = place_names
        self._label_names = label_names

    def parts_of(self, text: str) -> tuple[Filter, Node | None]:
        """What the catalogue is asked, and what is left to weigh. Raises QueryError."""
        from photoorg.search.known_beings import require_known_beings
        from photoorg.search.known_names import parts_naming, require_known
        from photoorg.search.known_places import require_known_places
        from photoorg.search.language.parsing import parse
        from photoorg.search.smart_albums import with_smart_albums

        parsed = seen_together(parse(text))
        if parsed is None:
            return EVERYTHING, None
        require_known_beings(parsed, self._beings)
        require_known(parsed, InAlbum, self._album_names, Sentence("There is no album ‘{name}’.{hint}"))
        require_known(parsed, HasLabel, self._label_names, Sentence("There is no label ‘{name}’.{hint}"))
        require_known_places(parsed, self._is_any, self._place_names)
        for part, album in parts_naming(parsed, InAlbum):
            # A folder of albums shows what the others in it find.
            if self._albums.members_of(album.name) is None and self._albums.query_of(album.name):
                self._require_seen(with_smart_albums(part, self._albums), album.name, part.span.start)
        return split(with_smart_albums(parsed, self._albums))

    def _require_seen(self, query: Node, album: str, position: int) -> None:
        """Whom a smart album searches for may be gone since it was made."""
        from photoorg.search.known_beings import require_known_beings

        try:
            require_known_beings(query, self._beings)
        except QueryError as error:
            unknown = Sentence(
                "The smart album ‘{name}’ finds nothing. {reason}", name=album, reason=error.problem
            )
            raise QueryError(unknown, position) from None

    def explained_parts(self, text: str) -> list[Part]:
        """What of a query is explained, in its order. Raises QueryError."""
        from photoorg.search.explanation import Part, parts_of
        from photoorg.search.known_beings import name_of
        from photoorg.search.language.parsing import parse
        from photoorg.search.smart_albums import with_smart_albums

        parsed = seen_together(parse(text))
        return [
            Part.of(part, with_smart_albums(part, self._albums), text, name_of(part, self._beings))
            for part in (() if parsed is None else parts_of(parsed))
        ]

    def needs_model(self, text: str) -> bool:
        """Whether a query has words or examples, or is facts of the catalogue alone. Raises QueryError."""
        return self.parts_of(text)[1] is not None

    def albums_in(self, text: str) -> frozenset[str]:
        """The names of the albums that a query searches in, in lower case. Raises QueryError."""
        from photoorg.search.smart_albums import albums_in

        return albums_in(text) if text else frozenset()

    def asks_whether_anybody_is_seen(self, text: str) -> bool:
        """Whether a query, or a smart album in it, asks for photos with people or pets, whoever they are.
        Raises QueryError."""
        from photoorg.search.known_beings import asks_whether_anybody_is_seen
        from photoorg.search.language.parsing import parse
        from photoorg.search.smart_albums import with_smart_albums

        parsed = parse(text)
        return parsed is not None and asks_whether_anybody_is_seen(with_smart_albums(parsed, self._albums))
