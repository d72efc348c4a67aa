"""``library.suggestions``: groups and events of a library, found, listed, and decided about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from photoorg.albums.suggestion_titles import title_of
from photoorg.changes import AlbumsChanged, SuggestionsChanged
from photoorg.errors import ModelUnavailable, UserInputError
from photoorg.jobs import Cancelled
from photoorg.library.suggestions.records import ACCEPTED, EVENT, GROUP, KINDS, SUGGESTED, Suggestion
from photoorg.library.suggestions.renewal import last_run, renew
from photoorg.library.suggestions.store import SuggestionStore
from photoorg.sentences import Sentence

if TYPE_CHECKING:
    import builtins
    from collections.abc import Callable, Collection, Iterable
    from pathlib import Path

    from photoorg.albums.naming.group_names import GroupNamer
    from photoorg.changes import Change
    from photoorg.index.embedding_space import EmbeddingSpace
    from photoorg.library.catalogue import Catalogue

__all__ = ["EVENT", "GROUP", "KINDS", "Suggestion", "Suggestions", "title_of"]


class Suggestions:
    """Albums that photoorg suggests. Every method blocks and may be called from any thread.

    Photos are grouped by the vectors that they already have; only for words in names is the model loaded.
    Methods raise UserInputError for an unknown id, and then change nothing.
    """

    def __init__(
        self,
        catalogue: Catalogue,
        space: Callable[[], EmbeddingSpace],
        cache: Path,
        emit: Callable[[Change], None],
    ) -> None:
        """Args:
        space: the model that searches use.
        cache: where encoded words are kept, which may be deleted.
        """
        self._catalogue = catalogue
        self._space = space
        self._cache = cache
        self._emit = emit
        self._store = SuggestionStore(catalogue)

    # --- what there is ---

    def list(
        self,
        kind: str,
        *,
        parent_id: int | None = None,
        states: Collection[str] = (SUGGESTED,),
        everywhere: bool = False,
    ) -> builtins.list[Suggestion]:
        """Groups, the largest first, or events, the newest first: those at the top, the finer ones in
        ``parent_id``, or with ``everywhere`` all. Raises UserInputError for another kind."""
        if kind not in KINDS:
            raise UserInputError(Sentence("‘{kind}’ is neither group nor event.", kind=kind))
        return self._store.all(kind, parent_id=parent_id, states=states, everywhere=everywhere)

    def count(self, kind: str) -> int:
        """How many of a kind are suggested at the top."""
        return self._store.count(kind)

    def get(self, suggestion_id: int) -> Suggestion:
        """One of them."""
        return self._store.get(suggestion_id)

    def photo_ids(self, suggestion_id: int) -> builtins.list[int]:
        """The photos of one that the user can see: those that show best what a group has in common first,
        those of an event in the order of time, those of an accepted one as in its album."""
        return self._store.photo_ids(suggestion_id)

    # --- finding ---

    def is_stale(self, kind: str) -> bool:
        """Whether photos came or went, or the model changed, since this kind was last looked for."""
        space = self._space()
        return last_run(self._catalogue, kind) != (space.key, str(space.embeddings.changes()))

    def find(
        self,
        kinds: Collection[str] = KINDS,
        *,
        cancelled: Callable[[], bool] = lambda: False,
        progress: Callable[[int, int], None] = lambda _done, _total: None,
    ) -> dict[str, int]:
        """Looks for groups, events, or both, and returns how many of each are suggested at the top.

        What was found before keeps id, name and decisions where most of its photos stay together; new photos
        join the albums of accepted ones. Raises Cancelled, and then changes nothing of what it was at.
        """
        # Not before it is needed: it brings SciPy, and the window must appear first.
        from photoorg.albums.described_photos import STEPS, DescribedPhotos

        self._catalogue.require_writable()
        space = self._space()

        def step(share: float) -> None:
            if cancelled():
                raise Cancelled
            progress(round(100 * share), 100)

        step(0)
        stamp = str(space.embeddings.changes())
        photos = DescribedPhotos(self._catalogue, space)
        step(0.1)
        namer = None
        if photos.is_described:
            namer = self._namer(space, lambda done, total: step(0.1 + 0.4 * done / max(total, 1)))
        found = {EVENT: photos.events(namer)} if EVENT in kinds else {}
        if GROUP in kinds:
            found[GROUP] = photos.groups(namer, lambda level: step(0.5 + 0.4 * level / STEPS))
        step(0.9)
        for kind, each in found.items():
            newest = photos.newest_id(described=kind == GROUP)
            renew(self._catalogue, kind, each, model=space.key, stamp=stamp, newest_photo_id=newest)
        progress(100, 100)
        self._emit(SuggestionsChanged())
        if any(self._store.all(kind, states=(ACCEPTED,), everywhere=True) for kind in found):
            self._emit(AlbumsChanged())
        return {kind: self._store.count(kind) for kind in found}

    def _namer(self, space: EmbeddingSpace, progress: Callable[[int, int], None]) -> GroupNamer | None:
        """None where the model cannot say anything in words; photos are grouped all the same."""
        from photoorg.albums.naming.group_names import group_namer

        try:
            return group_namer(space, self._cache, progress=progress)
        except ModelUnavailable:
            return None

    # --- deciding ---

    def accept(self, suggestion_id: int, name: str = "", *, may_be_numbered: bool = False) -> str:
        """Makes it an album, and returns that one's name: ``name``, or the one that it is suggested by.
        Photos that come later join the album, unless the user takes them out of it.

        With ``may_be_numbered`` a number is put behind a name that another album has; it always is behind one
        that photoorg found.

        Raises UserInputError for a name that is taken, and where it is an album already.
        """
        made = self._store.accept(
            suggestion_id,
            name or title_of(self.get(suggestion_id)),
            may_be_numbered=may_be_numbered or not name,
        )
        self._emit(AlbumsChanged())
        self._emit(SuggestionsChanged())
        return made

    def dismiss(self, suggestion_id: int) -> None:
        """Suggests it never again, nor what is much the same. An album that it became stays."""
        self._store.dismiss(suggestion_id)
        self._emit(SuggestionsChanged())

    def name(self, suggestion_id: int, name: str) -> None:
        """Gives it a name; "" for the one that photoorg finds. Raises UserInputError for an overlong one, and
        where it is an album already, which has a name of its own."""
        self._store.name(suggestion_id, name)
        self._emit(SuggestionsChanged())

    def add(self, suggestion_id: int, photo_ids: Iterable[int]) -> None:
        """Says that photos belong to it. Raises UserInputError for unknown photos, and where it is an album
        already, to which they can be added."""
        self._store.add(suggestion_id, photo_ids)
        self._emit(SuggestionsChanged())

    def remove(self, suggestion_id: int, photo_ids: Iterable[int]) -> None:
        """Says that photos do not belong to it: they never come back. Raises as :meth:`add`."""
        self._store.remove(suggestion_id, photo_ids)
        self._emit(SuggestionsChanged())
