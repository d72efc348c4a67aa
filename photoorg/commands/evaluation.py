"""photoorg eval: how well photos are found and named, and people recognised, on any labelled set."""

from __future__ import annotations

from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from photoorg.commands.context import (
    counted,
    given_path,
    interruptible,
    options,
    print_json,
    print_line,
    print_note,
    step_bar,
)
from photoorg.commands.pet_evaluation import pets
from photoorg.people.analyzer_name import AnalyzerName

if TYPE_CHECKING:
    from photoorg.encoders.encoder import Encoder

evaluation = typer.Typer(
    help="Measure how well photos are found and named, and people and pets recognised.", no_args_is_help=True
)
evaluation.command()(pets)

SEPARATED = "separated by commas, semicolons or tabs"
STOPPED = "Stopped; nothing was measured."

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

    with interruptible(context, STOPPED), step_bar("Encoding photos and captions") as show:
        scores = evaluate_retrieval(partial(_encoder, context), captions, images, split=split, progress=show)
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
    _tell_skipped(scores.skipped)


@evaluation.command()
def people(
    context: typer.Context,
    directory: Annotated[
        Path, typer.Argument(help="Folder that has a folder for each person.", parser=given_path)
    ],
    analyzer: Annotated[
        AnalyzerName, typer.Option(help="What finds and describes faces; yunet-sface is downloaded first.")
    ] = AnalyzerName.EMBEDDED,
) -> None:
    """People: how many faces are found, how well they are grouped, and what naming some photos brings."""
    from photoorg.people.analyzers import load_analyzer
    from photoorg.people.evaluation import evaluate_people

    with interruptible(context, STOPPED), step_bar("Looking for faces") as show:
        scores = evaluate_people(partial(load_analyzer, analyzer), directory, progress=show)
    if options(context).json:
        print_json(asdict(scores))
        return
    print_line(f"found     a face in {scores.detection_rate:.1%} of the photos")
    print_line(
        f"grouped   ARI {scores.ari:.3f}, pairs: precision {scores.precision:.1%}, recall {scores.recall:.1%}"
    )
    for count, named in scores.named.items():
        print_line(
            f"named {count:>3}  precision {named.precision:.1%}, recall {named.recall:.1%}, "
            f"asked about {named.asked:.1%}"
        )
    print_line(
        f"{counted(scores.photos, 'photo')} of {counted(scores.people, 'person', 'people')}, "
        f"{counted(scores.faces, 'face')} in {counted(scores.groups, 'group')}, "
        f"{scores.ms_per_photo:.0f} ms a photo"
    )
    _tell_skipped(scores.skipped)


@evaluation.command()
def zeroshot(
    context: typer.Context,
    labels: Annotated[Path, typer.Option(help=f"CSV with columns image,label, {SEPARATED}.")],
    images: Images,
) -> None:
    """Naming photos: how often the right label is the first, or among the first five, of all labels."""
    from photoorg.search.evaluation import evaluate_zero_shot

    with interruptible(context, STOPPED), step_bar("Encoding photos and labels") as show:
        scores = evaluate_zero_shot(partial(_encoder, context), labels, images, progress=show)
    if options(context).json:
        print_json(asdict(scores))
        return
    _print_shares(("top-1", scores.top1, scores.top1_interval))
    if scores.top5 is not None and scores.top5_interval is not None:
        _print_shares(("top-5", scores.top5, scores.top5_interval))
    else:
        print_note("top-5 is left out: among five labels or fewer, it is always 100 %.")
    print_line(f"{counted(scores.photos, 'photo')} judged over {counted(scores.labels, 'label')}")
    _tell_skipped(scores.skipped)


def _print_shares(*shares: tuple[str, float, tuple[float, float]]) -> None:
    """Each with its 95 % confidence interval."""
    for name, share, (low, high) in shares:
        print_line(f"{name:<5} {share:6.1%}  (95 %: {low:.1%} to {high:.1%})")


def _encoder(context: typer.Context) -> Encoder:
    from photoorg.encoders.loading import load_encoder
    from photoorg.encoders.model_name import ModelName
    from photoorg.settings import load_settings
    from photoorg.settings_file import default_library_directory

    chosen = options(context)
    name = chosen.model or load_settings(chosen.library or default_library_directory()).model
    return load_encoder(ModelName.parse(name), on_notice=print_note, on_preparing=print_note)


def _tell_skipped(skipped: tuple[str, ...]) -> None:
    if skipped:
        print_note(
            f"Skipped {counted(len(skipped), 'picture')} that could not be read, the first: {skipped[0]}"
        )
