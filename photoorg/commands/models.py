"""photoorg models: which encoder describes the photos."""

from __future__ import annotations

from typing import Annotated

import typer

from photoorg.commands.context import (
    counted,
    download_bar,
    opened_library,
    options,
    print_json,
    print_line,
    print_note,
)

models = typer.Typer(help="Choose the model that describes photos.", no_args_is_help=True)

NEXT = "Next: photoorg sync"

Name = Annotated[str, typer.Argument(help="builtin, ARCH:TAG, ARCH:/path/to/checkpoint or hf-hub:org/name.")]


@models.command()
def use(
    context: typer.Context,
    name: Name,
    now: Annotated[
        bool, typer.Option("--now", help="Do not wait until the model has described every photo.")
    ] = False,
) -> None:
    """Make a model this library's own.

    Searches go on with the old model until the new one has described every photo, which `sync`, `watch` or
    the window sees to. The vectors of other models are kept: going back is instant. Choosing the model that
    searches use calls a change off.
    """
    with opened_library(context) as library:
        library.choose_model(name, at_once=now)
        figures, choice = library.status(), library.model_choice
    if options(context).json:
        document = {
            "model": figures.model,
            "next_model": figures.next_model,
            "next_embedded": figures.next_embedded,
            "photos": figures.photos,
            "pending": figures.pending,
        }
        print_json(document)
    elif choice.coming is not None:
        print_line(f"This library will use {choice.coming}; until then searches go on with {choice.active}.")
        print_note(f"{figures.next_embedded:,} of {counted(figures.photos, 'photo')} described. {NEXT}")
    else:
        print_line(f"This library now uses {choice.active}.")
        if figures.pending:
            waiting = counted(figures.pending, "photo waits", "photos wait")
            print_note(f"{waiting} to be described and cannot be found until then. {NEXT}")


@models.command()
def download(
    context: typer.Context,
    name: Name,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")] = False,
) -> None:
    """Fetch the weights of an OpenCLIP model from the Hugging Face hub, after asking."""
    from photoorg.encoders.downloading import download_model, plan_download
    from photoorg.encoders.model_name import ModelName

    model = ModelName.parse(name)
    plan = plan_download(model)
    if not yes and not typer.confirm(f"Download {plan.size_bytes / 1e6:,.0f} MB for {model}?", err=True):
        raise typer.Exit(1)
    with download_bar() as show:
        download_model(plan, progress=show)
    if options(context).json:
        print_json({"downloaded": str(model), "bytes": plan.size_bytes})
    else:
        print_line(f"{model} is on this machine. Use it with: photoorg models use {model}")
