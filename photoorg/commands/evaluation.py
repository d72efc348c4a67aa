"""photoorg eval: how well photos are found and named on any labelled set."""

from __future__ import annotations

from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from photoorg.commands.context import counted, options, print_json, print_line, print_note
from photoorg.commands.folder_evaluation import duplicates, naming, people, pets
from photoorg.commands.measuring import chosen_encoder, measuring, tell_skipped

if TYPE_CHECKING:
    from photoorg.search.reliability import Reliability

evaluation = typer.Typer(
    help="Measure how well photos and groups are found and named, people recognised, and copies found.",
    no_args_is_help=True,
)
for command in (people, pets, duplicates, naming):
    evaluation.command()(command)

# Characters.
BAR = 30
SEPARATED = "separated by commas, semicolons or tabs"

Images = Annotated[Path, typer.Option("--images", help="Folder that the file's image names are relative to.")]


@evaluation.command()
def retrieval(
    context: typer.Context,
    captions: Annotated[Path, typer.Option(help=f"CSV with columns image,caption[,split], {SEPARATED}.")],
    images: Images,
    split: Annotated[str | None, typer.Option(help="Only rows of this split.")] = None,
) -> None:
    """Text to photo: how often the captioned photo is among the first 1, 5 and 10 of all photos."""
    from photoorg.search.evaluation import evaluate_retrieval

    with measuring(context, "Encoding photos and captions") as show:
        scores = evaluate_retrieval(
            partial(chosen_encoder, context), captions, images, split=split, progress=show
        )
    if options(context).json:
        print_json(asdict(scores))
        return
    _print_shares(
        ("R@1", scores.r1, scores.r1_interval),
        ("R@5", scores.r5, scores.r5_interval),
        ("R@10", scores.r10, scores.r10_interval),
    )
    low, high = scores.median_rank_interval
    print_line(f"median rank {scores.median_rank:g} ({low:.3g} to {high:.3g})")
    print_line(f"{counted(scores.queries, 'caption')} asked among {counted(scores.images, 'photo')}")
    tell_skipped(scores.skipped)


@evaluation.command()
def zeroshot(
    context: typer.Context,
    labels: Annotated[Path, typer.Option(help=f"CSV with columns image,label, {SEPARATED}.")],
    images: Images,
) -> None:
    """Naming photos: how often the right label is the first, or among the first five, of all labels; and
    whether it is right as often as it is sure. The | in a bar is where it should end.
    """
    from photoorg.search.evaluation import evaluate_zero_shot

    with measuring(context, "Encoding photos and labels") as show:
        scores = evaluate_zero_shot(partial(chosen_encoder, context), labels, images, progress=show)
    if options(context).json:
        print_json(asdict(scores))
        return
    _print_shares(("top-1", scores.top1, scores.top1_interval))
    if scores.top5 is not None and scores.top5_interval is not None:
        _print_shares(("top-5", scores.top5, scores.top5_interval))
    else:
        print_note("top-5 is left out: among five labels or fewer, it is always 100 %.")
    _print_reliability(scores.reliability)
    print_line(f"{counted(scores.photos, 'photo')} judged over {counted(scores.labels, 'label')}")
    tell_skipped(scores.skipped)


def _print_shares(*shares: tuple[str, float, tuple[float, float]]) -> None:
    """Each with its 95 % confidence interval."""
    for name, share, (low, high) in shares:
        print_line(f"{name:<5} {share:6.1%}  (95 %: {low:.1%} to {high:.1%})")


def _print_reliability(reliability: Reliability) -> None:
    """A bar for what is right of each step of confidence, with a mark where it should end."""
    print_line(f"ECE   {reliability.ece:6.1%}  (how far confidence and what is right are apart, on average)")
    for one in reliability.bins:
        filled, should = round(one.accuracy * BAR), min(round(one.confidence * BAR), BAR - 1)
        bar = ["#" if place < filled else "." for place in range(BAR)]
        bar[should] = "|"
        print_line(
            f"sure {one.least:4.0%} to {one.most:4.0%}  right {one.accuracy:6.1%}  {''.join(bar)}  "
            f"{counted(one.count, 'photo')}"
        )
