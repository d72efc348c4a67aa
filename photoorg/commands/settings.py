"""settings: what there is to choose beside models and folders, and choosing it."""

from __future__ import annotations

from typing import Annotated

import typer

from photoorg.commands.context import opened_library, options, print_json, print_line
from photoorg.settings import Settings

settings = typer.Typer(help="What you may choose: list it, change it.", no_args_is_help=True)


@settings.command("list")
def list_(context: typer.Context) -> None:
    """List the settings with their values. With -v also what they mean."""
    with opened_library(context, read_only=True) as library:
        chosen = library.settings
    if options(context).json:
        print_json(chosen.model_dump())
        return
    for name, field in Settings.model_fields.items():
        print_line(f"{name} = {_shown(getattr(chosen, name))}")
        if options(context).verbose:
            print_line(f"    {field.description}")


# A number below zero is a value, and no option.
@settings.command("set", context_settings={"ignore_unknown_options": True})
def set_(
    context: typer.Context,
    name: Annotated[str, typer.Argument(metavar="NAME", help="As listed.")],
    value: Annotated[str, typer.Argument(metavar="VALUE", help="For yes or no: true or false.")],
) -> None:
    """Change a setting, for instance: photoorg settings set only_when_idle true"""
    # Before there are folders, too, so that it counts from the first photo on.
    with opened_library(context, make=True) as library:
        changed = getattr(library.change_setting(name, value), name)
    if options(context).json:
        print_json({name: changed})
    else:
        print_line(f"{name} = {_shown(changed)}")


def _shown(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(value)
    return str(value).lower() if isinstance(value, bool) else str(value)
