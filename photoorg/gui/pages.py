"""What the window can show: pages, and the photos that are searched by, as values."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from photoorg.search.calibration import CUTOFF
from photoorg.search.marks import NO_MARKS, Marks
from photoorg.search.results import Order

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class LibraryPhoto:
    """A photo of the library, used as an example."""

    photo_id: int
    name: str


@dataclass(frozen=True, slots=True)
class ImageFile:
    """Any image file, used as an example."""

    path: Path

    @property
    def name(self) -> str:
        """The file's name."""
        return self.path.name


@dataclass(frozen=True, slots=True)
class ImageData:
    """An image that is no file (pasted, or dragged from a browser), used as an example."""

    name: str
    encoded: bytes = field(repr=False)


Example = LibraryPhoto | ImageFile | ImageData


@dataclass(frozen=True, slots=True)
class AllPhotos:
    """The whole library, newest first."""


@dataclass(frozen=True, slots=True)
class Favourites:
    """The favourites, newest first."""


@dataclass(frozen=True, slots=True)
class Hidden:
    """The hidden photos, newest first."""


@dataclass(frozen=True, slots=True)
class Removed:
    """What was removed from the library, the last removed first."""


@dataclass(frozen=True, slots=True)
class InAlbum:
    """The photos of one album, in its order.

    Attributes:
        query: the search that fills it, or "".
    """

    name: str
    query: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class InAlbumFolder:
    """The photos of all albums in a folder of albums, newest first."""

    name: str


@dataclass(frozen=True, slots=True)
class InFolder:
    """The photos at and below a folder, newest first."""

    path: Path


@dataclass(frozen=True, slots=True)
class InPlace:
    """The photos taken in a country or, with ``town``, in one of its towns, newest first."""

    country: str
    town: str = ""


@dataclass(frozen=True, slots=True)
class Tagged:
    """The photos with a tag, of the user or from their files, newest first."""

    tag: str


@dataclass(frozen=True, slots=True)
class Labelled:
    """The photos that a label of the user's fits, newest first."""

    label: str


@dataclass(frozen=True, slots=True)
class RecentlyAdded:
    """What the library first saw lately, the last one first."""


@dataclass(frozen=True, slots=True)
class OfflinePhotos:
    """The photos on drives that are not connected, newest first."""


@dataclass(frozen=True, slots=True)
class MissingPhotos:
    """The photos of which no file is left, newest first."""


@dataclass(frozen=True, slots=True)
class TrashedPhotos:
    """The photos of which files are in the trash of the system, the last moved first."""


@dataclass(frozen=True, slots=True)
class PeopleAndPets:
    """All people and pets."""


@dataclass(frozen=True, slots=True)
class OneBeing:
    """One person or pet: everywhere it is seen.

    Attributes:
        name: "" for a group that nobody named.
    """

    being_id: int
    name: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Alone:
    """The faces, or animals, that are like no other.

    Attributes:
        kind: ``person`` or ``pet``.
    """

    kind: str


@dataclass(frozen=True, slots=True)
class Questions:
    """Whether faces and animals are those whom they look like: of one being, or of all."""

    being_id: int | None = None


@dataclass(frozen=True, slots=True)
class Fitting:
    """Photos that would fit an album, the best first."""

    album: str


@dataclass(frozen=True, slots=True)
class BestOf:
    """The best photos of a page, the best first."""

    page: WholePage


@dataclass(frozen=True, slots=True)
class DuplicateGroups:
    """Photos that lie in several files, copies, bursts and similar shots."""


@dataclass(frozen=True, slots=True)
class SuggestedAlbums:
    """What could be albums.

    Attributes:
        kind: ``group`` or ``event``.
    """

    kind: str


@dataclass(frozen=True, slots=True)
class FinerSuggestions:
    """The finer groups, or the days, in a suggestion.

    Attributes:
        title: what that is called.
    """

    suggestion_id: int
    kind: str
    title: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class OneSuggestion:
    """The photos of a suggestion, in its order.

    Attributes:
        title: what it is called.
    """

    suggestion_id: int
    kind: str
    title: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class OneStack:
    """The photos that lie in one stack, its top first.

    Attributes:
        photo_id: any of them.
    """

    photo_id: int


@dataclass(frozen=True, slots=True)
class Manner:
    """How strictly photos are chosen, and in which order they are shown.

    Attributes:
        least_relevance: 0..1, where results end.
    """

    least_relevance: float = CUTOFF
    order: Order = Order.RELEVANCE


@dataclass(frozen=True, slots=True)
class Finding:
    """A search over the whole library: words, an example, or both together.

    Attributes:
        weaker: show photos beyond the end of relevance, too; the closest ones, where none is relevant.
        marks: photos of which more, or less, is wanted.
        earlier_marks: what they were before each change, the last one last.
    """

    text: str = ""
    example: Example | None = None
    weaker: bool = False
    manner: Manner = field(default_factory=Manner)
    marks: Marks = NO_MARKS
    earlier_marks: tuple[Marks, ...] = field(default=(), compare=False)

    @property
    def history_of_marks(self) -> tuple[Marks, ...]:
        """All marks it ever had, the present ones last."""
        return (*self.earlier_marks, self.marks)


PhotoStartPage = (
    AllPhotos
    | Favourites
    | RecentlyAdded
    | InAlbum
    | InAlbumFolder
    | InPlace
    | Tagged
    | Labelled
    | InFolder
    | Hidden
    | Removed
    | OfflinePhotos
    | MissingPhotos
    | TrashedPhotos
)
StartPage = PhotoStartPage | PeopleAndPets | DuplicateGroups | SuggestedAlbums
# What the best can be chosen from.
WholePage = PhotoStartPage | Finding | OneSuggestion
PhotoPage = WholePage | Fitting | BestOf | OneStack
SuggestionPage = SuggestedAlbums | FinerSuggestions
PeoplePage = PeopleAndPets | OneBeing | Alone | Questions
Page = PhotoPage | PeoplePage | DuplicateGroups | SuggestionPage


def album_of(page: Page | None) -> InAlbum | None:
    """The album that a page shows, or of which it shows the best."""
    whole = page.page if isinstance(page, BestOf) else page
    return whole if isinstance(whole, InAlbum) else None
