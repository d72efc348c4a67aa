"""Where the user is and how they came there: the pages of the breadcrumb."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from photoorg.gui.pages import (
    AllPhotos,
    BestOf,
    Example,
    Finding,
    FinerSuggestions,
    Fitting,
    Manner,
    OneBeing,
    OneStack,
    OneSuggestion,
    Page,
    PeoplePage,
    Questions,
    StartPage,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from photoorg.search.marks import Marks


class Trail:
    """The pages from the start to the current one; never empty, the first is of the side bar."""

    def __init__(self) -> None:
        self._pages: list[Page] = [AllPhotos()]
        # Where searches were begun, which are about all photos: what they get back to, the last one last.
        self._left: list[list[Page]] = []
        self._manner = Manner()

    @property
    def pages(self) -> tuple[Page, ...]:
        """First to current."""
        return tuple(self._pages)

    @property
    def current(self) -> Page:
        """The page on the screen."""
        return self._pages[-1]

    def restart(self, page: StartPage) -> None:
        """Begins anew at a page of the side bar."""
        self._pages = [page]
        self._left = []

    def find_like(self, example: Example) -> None:
        """Goes on to the photos similar to an example."""
        current = self.current
        if not isinstance(current, Finding) or (current.text, current.example) != ("", example):
            self._begin(Finding(example=example, manner=self._manner))

    def go_on(
        self, page: PeoplePage | FinerSuggestions | OneSuggestion | Fitting | BestOf | OneStack
    ) -> None:
        """Goes on to people and pets, to suggestions, or to photos that have to do with this page."""
        if page != self.current:
            self._pages.append(page)

    def search_on(self, text: str) -> None:
        """Goes on to a search, from which one gets back to where one was."""
        self._begin(Finding(text, manner=self._manner))

    def name_being(self, being_id: int, name: str) -> bool:
        """Learns what somebody is called now; returns whether that is news."""
        return self._change(
            lambda page: (
                replace(page, name=name) if isinstance(page, OneBeing) and page.being_id == being_id else page
            )
        )

    def name_suggestion(self, suggestion_id: int, title: str) -> bool:
        """Learns what a suggestion is called now; returns whether that is news."""
        return self._change(
            lambda page: (
                replace(page, title=title)
                if isinstance(page, OneSuggestion | FinerSuggestions) and page.suggestion_id == suggestion_id
                else page
            )
        )

    def follow_starts(self, follow: Callable[[Page], Page]) -> bool:
        """Pages of the side bar are others now, or gone: ``follow`` gives the one in place of each, mostly
        itself. Returns whether the current page was reached from such a one, which is left for the other."""
        self._left = [pages if (start := follow(pages[0])) is pages[0] else [start] for pages in self._left]
        start = follow(self._pages[0])
        is_other = start is not self._pages[0]
        if is_other:
            self._pages, self._left = [start], []
        return is_other

    def follow_stack(self, taken: Collection[int], left: int) -> None:
        """Photos were taken out of their stack, of which ``left`` is one that stayed."""
        self._change(
            lambda page: OneStack(left) if isinstance(page, OneStack) and page.photo_id in taken else page
        )

    def lose_being(self, being_id: int, follower: int | None) -> bool:
        """Somebody is no more, or was always somebody else; returns whether a page was about them."""
        was_shown = False
        for pages in (*self._left, self._pages):
            is_about = [
                isinstance(page, OneBeing | Questions) and page.being_id == being_id for page in pages
            ]
            was_shown = pages is self._pages and any(is_about)
            if follower is None and any(is_about):
                del pages[max(is_about.index(True), 1) :]
        if follower is not None:
            self._change(
                lambda page: (
                    replace(page, being_id=follower)
                    if isinstance(page, OneBeing | Questions) and page.being_id == being_id
                    else page
                )
            )
        return was_shown

    def show_weaker(self) -> None:
        """Has the current search show weaker matches, until its words or its strictness change."""
        if isinstance(self.current, Finding):
            self._pages[-1] = replace(self.current, weaker=True)

    def mark(self, marks: Marks) -> None:
        """Has the current search refined by other marks."""
        page = self.current
        if isinstance(page, Finding) and marks != page.marks:
            self._pages[-1] = replace(page, marks=marks, earlier_marks=(*page.earlier_marks, page.marks))

    def marked_at(self, marked: Finding) -> int | None:
        """The depth of the search that is marked as ``marked`` was, whatever its filters are now."""
        for depth, page in enumerate(self._pages):
            if isinstance(page, Finding) and page.history_of_marks == marked.history_of_marks:
                return depth
        return None

    def undo_mark(self) -> bool:
        """Takes the last change of marks back; False where there is none."""
        page = self.current
        if not isinstance(page, Finding) or not page.earlier_marks:
            return False
        *earlier, marks = page.earlier_marks
        self._pages[-1] = replace(page, marks=marks, earlier_marks=tuple(earlier))
        return True

    def set_manner(self, manner: Manner) -> None:
        """Has this and all later searches answered in another manner."""
        stricter = manner.least_relevance != self._manner.least_relevance
        self._manner = manner
        self._change(
            lambda page: (
                replace(page, manner=manner, weaker=page.weaker and not stricter)
                if isinstance(page, Finding)
                else page
            )
        )

    def type(self, text: str) -> None:
        """Changes the words of the current search, begins one, or leaves it when nothing is left of it.

        Marks stay where only filters change, for the same is still looked for.
        """
        current = self.current
        if isinstance(current, Finding):
            if text == current.text:
                return
            if text or current.example:
                search = Finding(text, current.example, manner=self._manner)
                if current.marks and _mean_the_same(text, current.text):
                    search = replace(search, marks=current.marks, earlier_marks=current.earlier_marks)
                self._pages[-1] = search
            else:
                self.back()
        elif text:
            self._begin(Finding(text, manner=self._manner))

    def back(self) -> bool:
        """Leaves the current page; False where there is nowhere to go."""
        if len(self._pages) == 1:
            return False
        self._pages.pop()
        if len(self._pages) == 1 and self._left:
            self._pages = self._left.pop()
        return True

    def _begin(self, search: Finding) -> None:
        """A search is about all photos, and the trail says so."""
        if not all(isinstance(page, AllPhotos | Finding) for page in self._pages):
            self._left.append(self._pages)
            self._pages = [AllPhotos()]
        self._pages.append(search)

    def _change(self, change: Callable[[Page], Page]) -> bool:
        """Has pages be others, wherever they are; returns whether that changes anything of the way to the
        current one, be it only what a page is called."""
        before = self._pages
        self._left = [[change(page) for page in pages] for pages in self._left]
        self._pages = [change(page) for page in before]
        return any(page is not old for page, old in zip(self._pages, before, strict=True))

    def back_to(self, depth: int) -> None:
        """Leaves every page after the one at ``depth`` (0 is the first)."""
        del self._pages[max(depth, 0) + 1 :]
        if len(self._pages) == 1:
            self._left = []


def _mean_the_same(text: str, other: str) -> bool:
    """Whether two readable queries look for the same in photos, filters aside."""
    # Not before something was marked: the parser is not needed for the window to appear.
    from photoorg.search.language.parsing import parse
    from photoorg.search.language.syntax import Like, Words, meanings

    def looked_for(query: str) -> list[object]:
        tree = parse(query)
        parts: list[Words | Like] = [] if tree is None else list(meanings(tree))
        return [(part.text if isinstance(part, Words) else part.picture, part.weight) for part in parts]

    return looked_for(text) == looked_for(other)
