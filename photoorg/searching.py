"""Finding photos: the part of the public API that answers questions."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from photoorg.errors import UserInputError
from photoorg.library.folders import absolute
from photoorg.library.known_names import known_names
from photoorg.search.calibration import CUTOFF
from photoorg.search.marks import NO_MARKS, Marks
from photoorg.search.results import Order, SearchResult
from photoorg.sentences import Sentence
from photoorg.viewing import Viewing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from photoorg.library.album_folders import AlbumFolders
    from photoorg.library.albums import Albums
    from photoorg.library.catalogue import Catalogue
    from photoorg.people.people import People
    from photoorg.search.explanation import PartRelevance
    from photoorg.search.query_reader import QueryReader
    from photoorg.search.searcher import Searcher

DEFAULT_LIMIT = 500


class Searching(Viewing):
    """The methods of :class:`PhotoLibrary` by which photos are found: by words, facts and examples, and by
    what lies in albums."""

    # The parts of the library that these methods ask, which makes them.
    albums: Albums
    album_folders: AlbumFolders
    people: People
    _catalogue: Catalogue
    _queries: QueryReader
    _searcher: Searcher

    def search(
        self,
        text: str = "",
        *,
        image: Path | bytes | None = None,
        text_weight: float = 0.5,
        limit: int = DEFAULT_LIMIT,
        least_relevance: float = CUTOFF,
        order: Order = Order.RELEVANCE,
        marks: Marks = NO_MARKS,
    ) -> SearchResult:
        """Photos that fit words, an example picture (a file or its bytes), or the weighted sum of both.

        Args:
            text_weight: share of the words, 0..1, when there are words and an example.
            limit: at most so many hits; there are fewer where relevance ends.
            least_relevance: where that is, 0..1; 0 gives the closest photos however far they are.
            order: of the hits; with any, they are the most relevant ones.
            marks: photos of which more, or less, is wanted; see ``search.refinement``.

        Raises:
            UserInputError: nothing to search for, or a limit below 1.
            PhotoUnreadable: the example cannot be decoded.
            ModelUnavailable: the encoder cannot be loaded.
        """
        _check_limit(limit)
        found = self._searcher.search(text, image, text_weight, limit, least_relevance, marks)
        if not found.notice:
            found = replace(found, notice=self.notice_about(text))
        return self._searcher.ordered(found, order)

    def similar(
        self,
        photo: int | Path,
        *,
        limit: int = DEFAULT_LIMIT,
        least_relevance: float = CUTOFF,
        order: Order = Order.RELEVANCE,
        marks: Marks = NO_MARKS,
    ) -> SearchResult:
        """Photos like one of the library (by id or path), itself left out, or like any image file.

        Raises as :meth:`search`.
        """
        _check_limit(limit)
        photo_id = photo if isinstance(photo, int) else self._photos.id_at_path(absolute(photo))
        if photo_id is None:
            assert isinstance(photo, Path)
            found = self._searcher.search("", photo, 0.0, limit, least_relevance, marks)
            return self._searcher.ordered(found, order)
        known = self.photo(self._photos.shown_instead(photo_id))
        similar = self._searcher.similar_to_photo(known.id, str(known.path), limit, least_relevance, marks)
        found = similar or self._searcher.search("", known.path, 0.0, limit, least_relevance, marks)
        return self._searcher.ordered(found, order)

    def explain(
        self, text: str, photo_ids: Sequence[int], *, image: Path | bytes | None = None
    ) -> dict[int, tuple[PartRelevance, ...]]:
        """Why photos are found: for each, how relevant it is to each part of a query, as a search weighs
        them, and to an example beside it. Raises as :meth:`search`."""
        return self._searcher.explain(text, photo_ids, image)

    def notice_about(self, query: str) -> str:
        """Why fewer photos may be found than there are, as a sentence; "" where that is not so. Raises
        QueryError."""
        return self.people.unfinished if self._queries.asks_whether_anybody_is_seen(query) else ""

    def matching(self, query: str) -> list[int]:
        """Reachable photos that a query of filters alone lets through, newest first; needs no model.

        Raises QueryError, also where the query has words or examples.
        """
        return self._searcher.matching(query)

    def needs_model(self, query: str) -> bool:
        """Whether a query asks what photos show; if not, :meth:`matching` answers it. Raises QueryError."""
        return self._queries.needs_model(query)

    def _filling(self, query: str) -> list[int]:
        if not self.needs_model(query):
            return self.matching(query)
        return [hit.photo_id for hit in self.search(query).hits]

    def fitting(self, album: str, *, limit: int = 60, least_relevance: float = CUTOFF) -> SearchResult:
        """Photos that fit an album: like those in it, and not what the user said does not fit, or took out of
        it; :meth:`Albums.accept` and :meth:`Albums.reject` say so. Loads no model.

        Raises UserInputError where there is no such album, nothing is in it, or a search fills it.
        """
        _check_limit(limit)
        known = self.albums.get(album)
        if known.query:
            raise UserInputError(
                Sentence("‘{name}’ is filled by its search: {query}", name=known.name, query=known.query)
            )
        members, said = self.albums.photo_ids(album), self.albums.fits(album)
        if not members:
            raise UserInputError(
                self.albums.about_unseen(album)
                or Sentence("‘{name}’ is empty: what fits it is known by the photos in it.", name=known.name)
            )
        left_out = {*said.no, *said.removed}
        return self._searcher.fitting(members, said.no, left_out, limit, least_relevance)

    def photos_in_folder(self, name: str) -> list[int]:
        """The photos of all albums in a folder of albums, at any depth, newest first, each once.

        Raises UserInputError where there is no such folder; as :meth:`Albums.photo_ids`.
        """
        found = {
            photo_id
            for album in self.album_folders.albums_below(name)
            for photo_id in self.albums.photo_ids(album)
        }
        return self._photos.newest_first(list(found))

    def names(self) -> dict[str, list[str]]:
        """For each field of a query that takes names (tag, in, person, ...): those in use."""
        return known_names(self._catalogue)


def _check_limit(limit: int) -> None:
    if limit < 1:
        raise UserInputError(Sentence("The limit is a number from 1 up."))
