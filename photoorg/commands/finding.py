"""search and similar: ranked photos for words, an example, or both."""

from __future__ import annotations

import re
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperCommand

from photoorg.commands.context import (
    counted,
    opened_library,
    options,
    print_json,
    print_line,
    print_note,
    tell_notice,
    with_paired,
)
from photoorg.errors import UserInputError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from photoorg.library.records import Photo
    from photoorg.photo_library import PhotoLibrary
    from photoorg.search.explanation import PartRelevance
    from photoorg.search.marks import Marks
    from photoorg.search.results import Order, SearchResult

    Reasons = Mapping[int, tuple[PartRelevance, ...]]


def _from_one_up(limit: int) -> int:
    if limit < 1:
        raise typer.BadParameter(f"it must be a number from 1 up, not {limit}.")
    return limit


Limit = Annotated[
    int, typer.Option("--limit", "-n", callback=_from_one_up, help="At most so many photos, from 1 up.")
]
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
Explain = Annotated[
    bool, typer.Option("--explain", help="Say how much of each part of the query every photo shows.")
]
Sort = Annotated[str, typer.Option(help="Order of the most relevant photos: relevance, newest or oldest.")]

# Of one dash and one letter, as options are, or of two dashes; anything else with a dash is a word.
_OPTION = re.compile(r"-[A-Za-z]|-n=?-?\d+|--.*")

QUERY_SHOWN = 200
NOTHING_RELEVANT = "No photo fits well enough; --closest shows those that come nearest."


class QueryCommand(TyperCommand):
    """Takes ``-dog`` for a word, which photos must not show, instead of for options in one."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        return super().parse_args(ctx, self._words_last(args))

    def _words_last(self, arguments: list[str]) -> list[str]:
        with_value = {
            name for option in self.params if not getattr(option, "is_flag", True) for name in option.opts
        }
        options: list[str] = []
        words: list[str] = []
        waiting = iter(arguments)
        for argument in waiting:
            if argument == "--":
                words += waiting
            elif argument in with_value:
                value = next(waiting, None)
                if value is None:
                    return [*options, argument]
                options += [argument, value]
            elif _OPTION.fullmatch(argument):
                options.append(argument)
            else:
                words.append(argument)
        return [*options, "--", *words]


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
    explain: Explain = False,
) -> None:
    """Find photos by words, by an example picture, or by both together."""
    from photoorg.search.language.parsing import needs_encoder

    text = " ".join(query or [])
    if not text.strip() and image is None:
        if more_like or less_like:
            raise typer.BadParameter(
                "--more-like and --less-like refine a search: type some words as well, or take the photo "
                "itself as the example with --image FILE.",
                param_hint="QUERY",
            )
        raise typer.BadParameter("Type some words or give an example with --image FILE.", param_hint="QUERY")
    with opened_library(context, read_only=True) as library:
        library.subscribe(tell_notice)
        least = _least(closest, min_relevance)
        marks = _marks(library, more_like, less_like)
        found = library.search(
            text, image=image, limit=limit, least_relevance=least, order=_order(sort), marks=marks
        )
        ids = [hit.photo_id for hit in found.hits]
        _print(
            context,
            library,
            found,
            limit=limit,
            can_be_weaker=not closest and (image is not None or needs_encoder(text)),
            reasons=library.explain(text, ids, image=image) if explain else {},
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
    with opened_library(context, read_only=True) as library:
        library.subscribe(tell_notice)
        least = _least(closest, min_relevance)
        marks = _marks(library, more_like, less_like)
        found = library.similar(file, limit=limit, least_relevance=least, order=_order(sort), marks=marks)
        _print(context, library, found, limit=limit, can_be_weaker=not closest)


def result_document(
    result: SearchResult, photos: Iterable[Photo] = (), reasons: Reasons = MappingProxyType({})
) -> dict[str, object]:
    """The JSON form of a result, with what is known of those among ``photos``, and with the parts of the
    query where there are ``reasons``."""
    known = {photo.id: photo for photo in photos}
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
                **_facts_document(known.get(hit.photo_id)),
                **_parts_document(reasons.get(hit.photo_id)),
            }
            for hit in result.hits
        ],
    }


def _facts_document(photo: Photo | None) -> dict[str, object]:
    if photo is None:
        return {}
    return {
        "taken_at": photo.taken_at.isoformat(),
        "place": photo.place.name or None,
        "title": photo.shown_title or None,
    }


def _parts_document(parts: tuple[PartRelevance, ...] | None) -> dict[str, object]:
    if parts is None:
        return {}
    return {
        "parts": [
            {
                "part": part.part,
                "kind": part.kind.value,
                "presence": part.presence,
                "relevance": part.relevance,
            }
            for part in parts
        ]
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


def _print(
    context: typer.Context,
    library: PhotoLibrary,
    result: SearchResult,
    *,
    limit: int,
    can_be_weaker: bool,
    reasons: Reasons = MappingProxyType({}),
) -> None:
    if options(context).json:
        photos = library.photos([hit.photo_id for hit in result.hits])
        print_json(result_document(result, photos, reasons) | {"limit": limit})
        return
    for hit in result.hits:
        where = with_paired(hit.path, hit.paired)
        print_line(f"{hit.relevance:4.0%}  {where}{'  (offline)' if hit.offline else ''}")
        for part in reasons.get(hit.photo_id, ()):
            print_line(f"      {part.title}: {part.in_words}")
    if result.notice:
        print_note(result.notice)
    query = result.query if len(result.query) <= QUERY_SHOWN else f"{result.query[:QUERY_SHOWN]} ..."
    if len(result.hits) == limit:
        first = "the first photo" if limit == 1 else f"the first {counted(limit, 'photo')}"
        print_note(f"{first} for {query}; -n shows more, where there are more")
    else:
        print_note(f"{counted(len(result.hits), 'photo')} for {query}")
    if result.hits:
        return
    if reason := _why_nothing(library) or (NOTHING_RELEVANT if can_be_weaker else ""):
        print_note(reason)


def _why_nothing(library: PhotoLibrary) -> str:
    """A sentence where it is the library, not the query, that leaves nothing to be found."""
    folders = library.folders()
    if not folders:
        return "There are no photos yet, as the library has no folders. Add one with: photoorg add FOLDER"
    if away := [folder for folder in folders if not folder.available]:
        return f"{counted(len(away), 'folder is', 'folders are')} offline, the first: {away[0].path}"
    figures = library.status()
    if figures.pending:
        return f"{counted(figures.pending, 'photo waits', 'photos wait')} to be described: photoorg sync"
    if not figures.photos and not figures.missing:
        return "There are no photos yet. Describe those in the library's folders with: photoorg sync"
    return ""
