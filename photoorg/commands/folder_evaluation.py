"""photoorg eval people, pets, duplicates and naming: on photos that somebody sorted into folders."""

from __future__ import annotations

from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from photoorg.commands.context import counted, given_path, options, print_json, print_line, print_note
from photoorg.commands.measuring import chosen_encoder, measuring, tell_skipped
from photoorg.people.analyzer_name import AnalyzerName

if TYPE_CHECKING:
    from photoorg.people.pets.pet_analyzer import PetAnalyzer


def _folders(of_what: str) -> Any:
    return typer.Argument(help=f"Folder that has a folder with photos of {of_what}.", parser=given_path)


def people(
    context: typer.Context,
    directory: Annotated[Path, _folders("each person")],
    analyzer: Annotated[
        AnalyzerName, typer.Option(help="What finds and describes faces; yunet-sface is downloaded first.")
    ] = AnalyzerName.EMBEDDED,
) -> None:
    """People: how many faces are found, how well they are grouped, and what naming some photos brings."""
    from photoorg.people.analyzers import load_analyzer
    from photoorg.people.evaluation import evaluate_people

    with measuring(context, "Looking for faces") as show:
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
    tell_skipped(scores.skipped)


def pets(context: typer.Context, directory: Annotated[Path, _folders("each animal")]) -> None:
    """Pets: how often an animal is found, told from others, grouped with its like, and named rightly."""
    from photoorg.people.pets.evaluation import OPEN_SET_NAMED, evaluate_pets

    with measuring(context, "Looking for animals") as show:
        scores = evaluate_pets(_pet_analyzer, directory, progress=show)
    if options(context).json:
        print_json(asdict(scores))
        return
    print_line(f"an animal found in {scores.detection_rate:.1%} of the photos")
    print_line(
        f"groups: ARI {scores.ari:.3f}, pairs right {scores.precision:.1%}, pairs found {scores.recall:.1%}"
    )
    for count, score in scores.named.items():
        print_line(
            f"{counted(int(count), 'photo')} of each named: nearest name right {scores.top1[count]:.1%}; "
            f"named {score.recall:.1%} of the others, {score.precision:.1%} of the names right"
        )
    print_line(
        f"{OPEN_SET_NAMED} photos of every second one named: named {scores.open_set.recall:.1%} of their "
        f"others, {scores.open_set.precision:.1%} of the names right"
    )
    print_line(f"{counted(scores.photos, 'photo')} of {counted(scores.individuals, 'animal')}")
    tell_skipped(scores.skipped)


def duplicates(
    context: typer.Context, directory: Annotated[Path, _folders("each original: it and its copies")]
) -> None:
    """Duplicates: how many copies of a photo are found, and how many photos wrongly taken for copies."""
    from photoorg.albums.duplicates.evaluation import evaluate_duplicates

    with measuring(context, "Comparing photos") as show:
        scores = evaluate_duplicates(partial(chosen_encoder, context), directory, progress=show)
    if options(context).json:
        print_json(asdict(scores))
        return
    print_line(
        f"pairs of copies: precision {scores.precision:.1%}, recall {scores.recall:.1%}, F1 {scores.f1:.3f}"
    )
    print_line(
        f"{scores.pairs_right:,} right and {scores.pairs_wrong:,} wrong pairs found, "
        f"{scores.pairs_missed:,} missed; {scores.false_positive_rate:.2%} of the pairs of different photos"
    )
    print_line(
        f"{counted(scores.photos, 'photo')} of {counted(scores.originals, 'original')}, "
        f"{counted(scores.groups, 'group')}, {scores.ms_per_photo:.0f} ms a photo"
    )
    tell_skipped(scores.skipped)


def naming(context: typer.Context, directory: Annotated[Path, _folders("each thing to be named")]) -> None:
    """Names for groups: how often the folder's own name is found by looking at its photos alone."""
    from photoorg.albums.naming.evaluation import evaluate_naming

    with measuring(context, "Encoding photos and words") as show:
        scores = evaluate_naming(partial(chosen_encoder, context), directory, progress=show)
    if options(context).json:
        print_json(asdict(scores))
        return
    for group in scores.names:
        print_line(f"{group.label}: {', '.join(group.names)}")
    print_line(
        f"named rightly {scores.named_right:.1%}; right among the first three {scores.right_of_3:.1%}, in "
        f"the same words {scores.exact_of_3:.1%}"
    )
    print_line(
        f"{counted(scores.photos, 'photo')} in {counted(scores.groups, 'group')}; of {scores.known:,} the "
        f"name is among the {scores.vocabulary:,} to choose from"
    )
    tell_skipped(scores.skipped)


def _pet_analyzer() -> PetAnalyzer:
    from photoorg.encoders.spatial_encoder import load_spatial_encoder
    from photoorg.people.pets.pet_analyzer import PetAnalyzer

    return PetAnalyzer(load_spatial_encoder(on_notice=print_note, on_preparing=print_note))
