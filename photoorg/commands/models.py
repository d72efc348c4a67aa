"""photoorg models: which encoder describes the photos, and which others are on this machine."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from photoorg.changes import ModelChoice
from photoorg.commands.context import (
    confirm,
    counted,
    download_bar,
    given_path,
    interruptible,
    opened_library,
    options,
    print_json,
    print_line,
    print_note,
    stop,
    tell_notice,
)
from photoorg.commands.model_table import model_document, print_models
from photoorg.errors import PhotoOrgError
from photoorg.interrupts import INTERRUPTED
from photoorg.people.analyzer_name import AnalyzerName
from photoorg.settings import Settings, load_settings
from photoorg.settings_file import default_library_directory

if TYPE_CHECKING:
    from photoorg.encoders.library_models import LibraryModels

models = typer.Typer(
    help="Choose the model that describes photos, and fetch, import or remove others.", no_args_is_help=True
)

NEXT = "Next: photoorg sync"

Name = Annotated[
    str,
    typer.Argument(
        help="builtin, ARCH:TAG, ARCH:/path/to/checkpoint, hf-hub:org/name, or the name of an imported model."
    ),
]
PublishedName = Annotated[
    str,
    typer.Argument(
        help="ARCH:TAG, as open_clip calls it, or hf-hub:org/name, as the hub does; or yunet-sface, which "
        "finds and describes faces."
    ),
]
ListedName = Annotated[str | None, typer.Argument(help="As `photoorg models list` calls it.")]
Yes = Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")]


@models.command("list")
def list_models(
    context: typer.Context,
    measure: Annotated[
        bool,
        typer.Option("--measure", help="Measure how fast each model is here, once; takes some minutes."),
    ] = False,
) -> None:
    """Show the models worth choosing from and those on this machine. Uses no network.

    Any other model that open_clip knows can be typed as ARCH:TAG.
    """
    chosen = _settings(context)
    here = _models(chosen)
    listed = here.list()
    if measure:
        for model in listed:
            if model.measurable and model.photos_per_s is None:
                print_note(f"Measuring {model.name} ...")
                try:
                    here.measure(model.name)
                except PhotoOrgError as error:
                    print_note(f"Not measured: {error}")
        listed = here.list()
    if options(context).json:
        document = [model_document(model) for model in listed]
        print_json(
            {"library_model": chosen.model, "next_model": chosen.next_model or None, "models": document}
        )
    else:
        print_models(listed)


@models.command()
def use(
    context: typer.Context,
    name: Name,
    now: Annotated[
        bool, typer.Option("--now", help="Do not wait until the model has described every photo.")
    ] = False,
) -> None:
    """Make a model this library's own.

    Searches go on with the old model until the new one has described every
    photo, which `sync`, `watch` or the window sees to. The vectors of other
    models are kept: going back is instant. Choosing the model that searches use
    calls a change off.
    """
    # Before there are folders, too, so that no photo is described twice.
    with opened_library(context, make=True) as library:
        library.subscribe(tell_notice)
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
def download(context: typer.Context, name: PublishedName, yes: Yes = False) -> None:
    """Fetch the weights of a model from the Hugging Face hub, after asking.

    Only safetensors are fetched, and compared with the hub's hash; for faces,
    two ONNX files whose hashes photoorg knows.
    Ctrl-C keeps what has arrived, and the next download goes on from there.
    Proxies, HF_ENDPOINT, HF_HOME, HF_HUB_OFFLINE and HF_HUB_DOWNLOAD_TIMEOUT
    (seconds the hub may be silent) are honoured.
    """
    here = _models(_settings(context))
    with interruptible(context, "Stopped; nothing was downloaded."):
        plan = here.plan_download(name)
    model, missing = plan.name, plan.missing_bytes
    rest = f" (of {_megabytes(plan.size_bytes)})" if plan.is_partly_here else ""
    if missing and not yes:
        confirm(context, f"Download {_megabytes(missing)}{rest} for {model}?", "Nothing was downloaded.")
    try:
        with download_bar() as show:
            here.download(plan, progress=show)
    except KeyboardInterrupt:
        kept = _megabytes(plan.size_bytes - plan.missing_bytes)
        stop(
            context,
            f"Stopped; {kept} are kept, and the next download of {model} goes on from there.",
            INTERRUPTED,
        )
    if options(context).json:
        print_json({"downloaded": str(model), "bytes": plan.size_bytes})
    else:
        use_it = (
            f"eval people DIR --analyzer {model}"
            if model == AnalyzerName.YUNET_SFACE
            else f"models use {model}"
        )
        print_line(f"{model} is on this machine. Use it with: photoorg {use_it}")


@models.command("import")
def import_(
    context: typer.Context,
    path: Annotated[
        Path,
        typer.Argument(
            help="A .safetensors file, or a directory as on the hub: open_clip_config.json and "
            "open_clip_model.safetensors.",
            parser=given_path,
        ),
    ],
    architecture: Annotated[
        str | None, typer.Option("--architecture", help="What a file's weights are of, for example ViT-B-32.")
    ] = None,
    name: Annotated[str | None, typer.Option("--name", help="Its name; by default the file's.")] = None,
) -> None:
    """Copy a model to where photoorg keeps it, after checking that it loads. The original may go then."""
    with interruptible(context, "Stopped; nothing was imported."):
        imported = _models(_settings(context)).import_(path, architecture=architecture, name=name)
    if options(context).json:
        print_json({"imported": imported})
    else:
        print_line(f"{imported} is on this machine. Use it with: photoorg models use {imported}")


@models.command()
def remove(
    context: typer.Context,
    name: ListedName = None,
    leftovers: Annotated[
        bool, typer.Option("--leftovers", help="Instead, all converted forms of models that are gone.")
    ] = False,
    yes: Yes = False,
) -> None:
    """Delete a model's weights and converted form from this machine, after asking.

    The vectors it gave photos are kept. The built-in model and those that this
    library uses, or is about to use, stay.
    """
    here = _models(_settings(context))
    if (name is None) != leftovers:
        raise typer.BadParameter("Give the name of a model, or --leftovers.", param_hint="NAME")
    if name is None:
        _remove_leftovers(context, here)
        return
    here.require_removable(name)
    if not yes:
        confirm(context, f"Delete {name} from this machine? Its vectors stay.", "Nothing was removed.")
    freed = here.remove(name)
    if options(context).json:
        print_json({"removed": name, "freed_bytes": freed})
    else:
        print_line(f"{name} was removed, which freed {_megabytes(freed)}. Its vectors in libraries are kept.")


def _remove_leftovers(context: typer.Context, here: LibraryModels) -> None:
    # Nothing can load them, so nobody need be asked.
    found = here.leftovers()
    freed = here.remove_leftovers() if found else 0
    if options(context).json:
        print_json({"removed": [left.name for left in found], "freed_bytes": freed})
    else:
        print_line(f"Removed {counted(len(found), 'leftover')}, which freed {_megabytes(freed)}.")


def _settings(context: typer.Context) -> Settings:
    return load_settings(options(context).library or default_library_directory())


def _models(chosen: Settings) -> LibraryModels:
    # From the settings alone: beside an open window, and before there is a library.
    from photoorg.encoders.library_models import LibraryModels

    return LibraryModels(lambda: ModelChoice(chosen.model, chosen.next_model or None))


def _megabytes(size_bytes: int) -> str:
    return f"{size_bytes / 1e6:,.0f} MB" if size_bytes >= 1e6 else f"{size_bytes / 1e3:,.0f} kB"
