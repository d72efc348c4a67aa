"""search and similar: ranked photos for words, an example, or both."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from photoorg.commands.context import (
    counted,
    opened_library,
    options,
    print_json,
    print_line,
    print_note,
    with_paired,
)
from photoorg.errors import PhotoUnreadable, UserInputError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from photoorg.photo_library import PhotoLibrary
    from photoorg.search.marks import Marks
    from photoorg.search.results import Order, SearchResult

Limit = Annotated[int, typer.Option("--limit", "-n", min=1, help="At most so many photos.")]
Closest = Annotated[
    bool, typer.Option("--closest", help="Show the closest photos even where none is really relevant.")
]
Least = Annotated[
    float | None,
    typer.Option(
        "--min-relevance",
        min=0.0,
        max=1.0,
        show_default=False,
        help="Where results end, 0 to 1; higher is stricter. Default: 0.12.",
    ),
]
More = Annotated[
    list[Path] | None,
    typer.Option("--more-like", help="A photo of the library that fits; may be given several times."),
]
Less = Annotated[
    list[Path] | None,
    typer.Option("--less-like", help="A photo of the library that does not; may be given several times."),
]
Sort = Annotated[str, typer.Option(help="Order of the most relevant photos: relevance, newest or oldest.")]

QUERY_SHOWN = 200
NOTHING_RELEVANT = "No photo fits well enough; --closest shows those that come nearest."


def search(
    context: typer.Context,
    query: Annotated[list[str] | None, typer.Argument(help="Words, for example: a dog on the beach")] = None,
    image: Annotated[Path | None, typer.Option(help="An example picture, alone or beside words.")] = None,
    limit: Limit = 20,
    closest: Closest = False,
    min_relevance: Least = None,
    sort: Sort = "relevance",
    more_like: More = None,
    less_like: Less = None,
) -> None:
    """Find photos by words, by an example picture, or by both together."""
    from photoorg.search.language.parsing import needs_encoder

    text = " ".join(query or [])
    if not text.strip() and image is None:
        raise typer.BadParameter("Type some words or give an example with --image FILE.", param_hint="QUERY")
    with opened_library(context, read_only=True) as library, _naming(image):
        least = _least(closest, min_relevance)
        marks = _marks(library, more_like, less_like)
        found = library.search(
            text, image=image, limit=limit, least_relevance=least, order=_order(sort), marks=marks
        )
        _print(
            context, library, found, can_be_weaker=not closest and (image is not None or needs_encoder(text))
        )


def similar(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="A photo of the library, or any picture.")],
    limit: Limit = 20,
    closest: Closest = False,
    min_relevance: Least = None,
    sort: Sort = "relevance",
    more_like: More = None,
    less_like: Less = None,
) -> None:
    """Find photos that look like one photo."""
    with opened_library(context, read_only=True) as library, _naming(file):
        least = _least(closest, min_relevance)
        marks = _marks(library, more_like, less_like)
        found = library.similar(file, limit=limit, least_relevance=least, order=_order(sort), marks=marks)
        _print(context, library, found, can_be_weaker=not closest)


def result_document(result: SearchResult) -> dict[str, object]:
    """The JSON form of a result."""
    return {
        "query": result.query,
        "model": result.model,
        "notice": result.notice,
        "hits": [
            {
                "path": hit.path,
                "photo_id": hit.photo_id,
                "score": hit.score,
                "relevance": hit.relevance,
                "paired": hit.paired,
                "offline": hit.offline,
            }
            for hit in result.hits
        ],
    }


def _least(closest: bool, wanted: float | None) -> float:
    from photoorg.search.calibration import CUTOFF

    if closest:
        return 0.0
    return CUTOFF if wanted is None else wanted


def _marks(library: PhotoLibrary, more: list[Path] | None, less: list[Path] | None) -> Marks:
    from photoorg.search.marks import Marks

    def ids(files: list[Path] | None) -> tuple[int, ...]:
        return tuple(_photo_id(library, file) for file in files or [])

    return Marks(ids(more), ids(less))


def _photo_id(library: PhotoLibrary, file: Path) -> int:
    photo = library.photo_at(file)
    if photo is None:
        raise UserInputError(f"‘{file}’ is no photo of the library, so it cannot be marked.")
    return photo.id


def _order(name: str) -> Order:
    from photoorg.search.results import Order

    try:
        return Order(name.lower())
    except ValueError:
        raise typer.BadParameter(
            f"‘{name}’ is none of relevance, newest and oldest.", param_hint="--sort"
        ) from None


@contextmanager
def _naming(example: Path | None) -> Iterator[None]:
    """Puts the name of the example into what is said when it cannot be decoded."""
    try:
        yield
    except PhotoUnreadable as error:
        raise PhotoUnreadable(f"‘{example}’ gives no example: {error}.") from error


def _print(
    context: typer.Context, library: PhotoLibrary, result: SearchResult, *, can_be_weaker: bool
) -> None:
    if options(context).json:
        print_json(result_document(result))
        return
    for hit in result.hits:
        where = with_paired(hit.path, hit.paired)
        print_line(f"{hit.relevance:4.0%}  {where}{'  (offline)' if hit.offline else ''}")
    if result.notice:
        print_note(result.notice)
    query = result.query if len(result.query) <= QUERY_SHOWN else f"{result.query[:QUERY_SHOWN]} ..."
    print_note(f"{counted(len(result.hits), 'photo')} for {query}")
    if result.hits:
        return
    if reason := _why_nothing(library) or (NOTHING_RELEVANT if can_be_weaker else ""):
        print_note(reason)


def _why_nothing(library: PhotoLibrary) -> str:
    """A sentence where it is the library, not the query, that leaves nothing to be found."""
    folders = library.folders()
    if not folders:
        return "The library has no folders yet. Add one with: photoorg add FOLDER"
    if away := [folder for folder in folders if not folder.available]:
        return f"{counted(len(away), 'folder is', 'folders are')} offline, the first: {away[0].path}"
    if pending := library.status().pending:
        return f"{counted(pending, 'photo waits', 'photos wait')} to be described: photoorg sync"
    return ""
