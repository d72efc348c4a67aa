"""photoorg models: which encoder describes the photos."""

from __future__ import annotations

from typing import Annotated

import typer

from photoorg.commands.context import (
    download_bar,
    opened_library,
    options,
    print_json,
    print_line,
    print_note,
)

models = typer.Typer(help="Choose the model that describes photos.", no_args_is_help=True)

Name = Annotated[str, typer.Argument(help="builtin, ARCH:TAG, ARCH:/path/to/checkpoint or hf-hub:org/name.")]


@models.command()
def use(context: typer.Context, name: Name) -> None:
    """Make a model this library's own. The vectors of other models are kept, so going back is quick."""
    # Opened with the new model: the one in the settings may be the trouble.
    with opened_library(context, model=name) as library:
        key = library.choose_model(name)
    if options(context).json:
        print_json({"model": key})
    else:
        print_line(f"This library now uses {key}.")
        print_note("Next: photoorg sync")


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
