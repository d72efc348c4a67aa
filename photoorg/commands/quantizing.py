"""photoorg models quantize: a model's image tower in int8, where that costs nothing one would notice."""

from __future__ import annotations

import tempfile
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from photoorg.commands.context import (
    interruptible,
    opened_library,
    options,
    print_json,
    print_line,
    print_note,
    step_bar,
)

if TYPE_CHECKING:
    from photoorg.encoders.model_name import ModelName
    from photoorg.encoders.precision import Measurement, Recall
    from photoorg.photo_library import PhotoLibrary
    from photoorg.search.quantization_check import PictureSet


_DRAWN_PHOTOS = 2000


def quantize(
    context: typer.Context,
    name: Annotated[str | None, typer.Argument(help="A model; by default that of the library.")] = None,
    undo: Annotated[bool, typer.Option("--undo", help="Go back to float32, which is kept.")] = False,
) -> None:
    """Make a model describe photos quicker, in 8-bit integers, if a measurement finds no harm. Takes minutes.

    Vectors of described photos stay as they are, and new ones compare with
    them.
    """
    from photoorg.encoders.loading import load_encoder
    from photoorg.encoders.model_name import ModelName, encoder_key
    from photoorg.encoders.quantization import forget_quantization, import_nncf, quantize_stored_model
    from photoorg.search.quantization_check import calibration_inputs, compare_precisions

    with (
        opened_library(context, read_only=True) as library,
        tempfile.TemporaryDirectory(prefix="photoorg-", ignore_cleanup_errors=True) as directory,
    ):
        model = ModelName.parse(name or library.model_choice.active)
        key = encoder_key(model)
        if undo:
            _tell_undone(context, model, key, forget_quantization(key))
            return
        # Before anything that takes time.
        import_nncf()
        # Which converts it, if that was not done.
        load_encoder(model, on_notice=print_note, on_preparing=print_note)
        pictures = _pictures(library, Path(directory))
        print_note(
            f"Quantizing {model} on {pictures.source}; this takes minutes, and nothing changes meanwhile."
        )
        with (
            interruptible(context, "Stopped; nothing was changed."),
            step_bar("Comparing with float32") as show,
        ):
            measurement = quantize_stored_model(
                key,
                partial(calibration_inputs, pictures),
                partial(compare_precisions, pictures, progress=show),
                tell=print_note,
            )
    if options(context).json:
        print_json({"model": key, **measurement.as_json()})
    else:
        _tell(measurement)


def _pictures(library: PhotoLibrary, directory: Path) -> PictureSet:
    from photoorg.sample_photos import write_sample_photos
    from photoorg.search.quantization_check import LEAST_OWN_PHOTOS, own_pictures, packaged_pictures

    ids = library.photo_ids()
    if len(ids) >= LEAST_OWN_PHOTOS:
        # Evenly over the years; a look at a million rows would take longer than the pictures themselves.
        some = library.photos(ids[:: max(1, len(ids) // _DRAWN_PHOTOS)])
        return own_pictures([photo.path for photo in some])
    print_note(f"The library has fewer than {LEAST_OWN_PHOTOS} photos, so packaged ones stand in for them.")
    return packaged_pictures(write_sample_photos(directory))


def _tell(measurement: Measurement) -> None:
    print_line(f"measured on {measurement.count:,} {measurement.pictures}, {measurement.processor}")
    print_line("                      float32     int8   half and half")
    _tell_recall("R@10, everyday words", measurement.words)
    _tell_recall("R@10, part of a photo", measurement.examples)
    f32, int8 = measurement.f32_per_s, measurement.int8_per_s
    print_line(f"{'photos/s':<21} {f32:7.1f}  {int8:7.1f}   {int8 / f32:.2f}x")
    print_line(
        f"cosine of int8 to float32: least {measurement.least_cosine:.4f}, mean {measurement.mean_cosine:.4f}"
    )
    if measurement.objections:
        print_line(
            f"Not kept: {'; '.join(measurement.objections)}. Photos are described in float32, as before."
        )
    else:
        print_line(
            "Kept: photos are described in int8 from the next start on. Back: photoorg models quantize --undo"
        )


def _tell_recall(what: str, recall: Recall) -> None:
    print_line(f"{what:<21} {recall.f32:7.1%}  {recall.int8:7.1%}  {recall.mixed:7.1%}")


def _tell_undone(context: typer.Context, model: ModelName, key: str, was_there: bool) -> None:
    if options(context).json:
        print_json({"model": key, "undone": was_there})
    elif was_there:
        print_line(f"{model} describes photos in float32 again.")
    else:
        print_line(f"{model} was never quantized here; it describes photos in float32.")
