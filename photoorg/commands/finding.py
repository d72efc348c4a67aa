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
)
from photoorg.errors import PhotoUnreadable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from photoorg.photo_library import PhotoLibrary
    from photoorg.search.results import SearchResult

Limit = Annotated[int, typer.Option("--limit", "-n", min=1, help="At most so many photos.")]
Closest = Annotated[
    bool, typer.Option("--closest", help="Show the closest photos even where none is really relevant.")
]

QUERY_SHOWN = 200


def search(
    context: typer.Context,
    query: Annotated[list[str] | None, typer.Argument(help="Words, for example: a dog on the beach")] = None,
    image: Annotated[Path | None, typer.Option(help="An example picture, alone or beside words.")] = None,
    limit: Limit = 20,
    closest: Closest = False,
) -> None:
    """Find photos by words, by an example picture, or by both together."""
    text = " ".join(query or [])
    if not text.strip() and image is None:
        raise typer.BadParameter("Type some words or give an example with --image FILE.", param_hint="QUERY")
    with opened_library(context, read_only=True) as library, _naming(image):
        found = library.search(text, image=image, limit=limit, least_relevance=_least(closest))
        _print(context, library, found)


def similar(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="A photo of the library, or any picture.")],
    limit: Limit = 20,
    closest: Closest = False,
) -> None:
    """Find photos that look like one photo."""
    with opened_library(context, read_only=True) as library, _naming(file):
        _print(context, library, library.similar(file, limit=limit, least_relevance=_least(closest)))


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
                "offline": hit.offline,
            }
            for hit in result.hits
        ],
    }


def _least(closest: bool) -> float:
    from photoorg.search.calibration import CUTOFF

    return 0.0 if closest else CUTOFF


@contextmanager
def _naming(example: Path | None) -> Iterator[None]:
    """Puts the name of the example into what is said when it cannot be decoded."""
    try:
        yield
    except PhotoUnreadable as error:
        raise PhotoUnreadable(f"‘{example}’ gives no example: {error}.") from error


def _print(context: typer.Context, library: PhotoLibrary, result: SearchResult) -> None:
    if options(context).json:
        print_json(result_document(result))
        return
    for hit in result.hits:
        print_line(f"{hit.relevance:4.0%}  {hit.path}{'  (offline)' if hit.offline else ''}")
    if result.notice:
        print_note(result.notice)
    query = result.query if len(result.query) <= QUERY_SHOWN else f"{result.query[:QUERY_SHOWN]} ..."
    print_note(f"{counted(len(result.hits), 'photo')} for {query}")
    if not result.hits and (reason := _why_nothing(library)):
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
