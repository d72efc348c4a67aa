"""photoorg eval: how well a model finds and names photos, on any captioned or labelled set."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from photoorg.commands.context import options, print_json, print_line, print_note

if TYPE_CHECKING:
    from photoorg.encoders.encoder import Encoder

evaluation = typer.Typer(help="Measure how well the model finds and names photos.", no_args_is_help=True)

Images = Annotated[Path, typer.Option("--images", help="Folder that the file's image names are relative to.")]


@evaluation.command()
def retrieval(
    context: typer.Context,
    captions: Annotated[Path, typer.Option(help="CSV with columns image,caption[,split].")],
    images: Images,
    split: Annotated[str | None, typer.Option(help="Only rows of this split.")] = None,
) -> None:
    """Text to photo: how often the captioned photo is among the first 1, 5 and 10 of all photos."""
    from photoorg.search.evaluation import evaluate_retrieval

    scores = evaluate_retrieval(_encoder(context), captions, images, split=split)
    if options(context).json:
        print_json(asdict(scores))
        return
    print_line(f"R@1 {scores.r1:.1%}   R@5 {scores.r5:.1%}   R@10 {scores.r10:.1%}")
    print_line(f"median rank {scores.median_rank:g} of {scores.images:,} photos, {scores.queries:,} queries")
    _tell_skipped(scores.skipped)


@evaluation.command()
def zeroshot(
    context: typer.Context,
    labels: Annotated[Path, typer.Option(help="CSV with columns image,label.")],
    images: Images,
) -> None:
    """Naming photos: how often the right label is the first, or among the first five, of all labels."""
    from photoorg.search.evaluation import evaluate_zero_shot

    scores = evaluate_zero_shot(_encoder(context), labels, images)
    if options(context).json:
        print_json(asdict(scores))
        return
    print_line(f"top-1 {scores.top1:.1%}   top-5 {scores.top5:.1%}")
    print_line(f"{scores.labels:,} labels, {scores.photos:,} photos")
    _tell_skipped(scores.skipped)


def _encoder(context: typer.Context) -> Encoder:
    from photoorg.encoders.loading import load_encoder
    from photoorg.encoders.model_name import ModelName
    from photoorg.settings import default_library_directory, load_settings

    chosen = options(context)
    name = chosen.model or load_settings(chosen.library or default_library_directory()).model
    return load_encoder(ModelName.parse(name))


def _tell_skipped(skipped: tuple[str, ...]) -> None:
    if skipped:
        print_note(f"Skipped {len(skipped)} pictures that could not be read, the first: {skipped[0]}")
