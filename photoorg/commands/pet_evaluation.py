"""photoorg eval pets: how well animals are found, grouped and named."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from photoorg.commands.context import (
    counted,
    interruptible,
    options,
    print_json,
    print_line,
    print_note,
    step_bar,
)

if TYPE_CHECKING:
    from photoorg.people.pets.pet_analyzer import PetAnalyzer

Individuals = Annotated[Path, typer.Argument(help="Folder that has a folder with photos for each animal.")]


def pets(context: typer.Context, directory: Individuals) -> None:
    """Pets: how often an animal is found, told from others, grouped with its like, and named rightly."""
    from photoorg.people.pets.evaluation import OPEN_SET_NAMED, evaluate_pets

    with interruptible(context, "Stopped; nothing was measured."), step_bar("Looking for animals") as show:
        scores = evaluate_pets(_analyzer, directory, progress=show)
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
    if scores.skipped:
        print_note(
            f"Skipped {counted(len(scores.skipped), 'picture')} that could not be read, the first: "
            f"{scores.skipped[0]}"
        )


def _analyzer() -> PetAnalyzer:
    from photoorg.encoders.spatial_encoder import load_spatial_encoder
    from photoorg.people.pets.pet_analyzer import PetAnalyzer

    return PetAnalyzer(load_spatial_encoder(on_notice=print_note, on_preparing=print_note))
