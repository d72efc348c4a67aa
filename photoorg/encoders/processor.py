"""The encoder for machines without a graphics processor: OpenVINO's from the store, else torch's."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from photoorg.encoders.model_store import ModelStore, StoredModel
from photoorg.encoders.openvino_runtime import OpenVinoEncoder, import_openvino
from photoorg.encoders.tokenizing import NotConvertible
from photoorg.sentences import Sentence, reason_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from photoorg.encoders.encoder import Encoder
    from photoorg.encoders.openclip import OpenClipEncoder

# Entries of a description that stand for a model which only torch can run: why, and who could not convert it.
_UNSUITABLE = "unsuitable"
_CONVERTER = "converter"


def load_on_processor(
    key: str,
    load_with_torch: Callable[[], OpenClipEncoder],
    threads: int | None,
    on_notice: Callable[[str], None],
    on_preparing: Callable[[], None],
    languages: frozenset[str] = frozenset(),
) -> Encoder:
    """The model ``key`` from the store, converted first if it is not there.

    Args:
        key: of the encoder.
        load_with_torch: called only if needed, and once more if converting fails; raises ModelUnavailable.
        threads: processor threads; None leaves the runtime's own choice.
        on_notice: told in one sentence why torch runs the model, or why it is converted at each start.
        on_preparing: called before it is converted for good; may raise ModelUnavailable.
        languages: which the model is known to understand.
    """
    try:
        converter = str(import_openvino().__version__)
    except (ImportError, OSError, RuntimeError, AttributeError) as error:
        # Absent, of another platform, or only half installed.
        on_notice(_slower(Sentence("OpenVINO cannot be used here ({reason})", reason=_first_line(error))))
        return load_with_torch()
    store = ModelStore()
    model = _usable(store.find(key), converter)
    if model is None:
        try:
            with store.alone():
                # Another process may have been quicker.
                model = _usable(store.find(key), converter)
                if model is None:
                    on_preparing()
                    model = store.add(
                        key, lambda directory: _fill(directory, load_with_torch, converter, on_notice)
                    )
        except OSError as error:
            on_notice(
                Sentence(
                    "The folder for converted models, ‘{directory}’, cannot be used ({reason}), "
                    "so the model is prepared anew at every start, which takes about a minute; "
                    "PHOTOORG_MODELS names another folder.",
                    directory=store.directory,
                    reason=_why_not(error),
                )
            )
            return _unstored(key, load_with_torch, threads, converter, on_notice, languages)
    if _UNSUITABLE in model.description:
        return load_with_torch()
    try:
        return OpenVinoEncoder(model, key=key, threads=threads, languages=languages)
    except RuntimeError as error:
        on_notice(_slower(Sentence("OpenVINO cannot be used here ({reason})", reason=_first_line(error))))
        return load_with_torch()


def _unstored(
    key: str,
    load_with_torch: Callable[[], OpenClipEncoder],
    threads: int | None,
    converter: str,
    on_notice: Callable[[str], None],
    languages: frozenset[str],
) -> Encoder:
    """Converts for this process alone, where the store cannot be written."""
    try:
        with tempfile.TemporaryDirectory(prefix="photoorg-", ignore_cleanup_errors=True) as directory:
            description = _fill(Path(directory), load_with_torch, converter, on_notice)
            if _UNSUITABLE not in description:
                model = StoredModel(Path(directory), description)
                return OpenVinoEncoder(model, key=key, threads=threads, keep=False, languages=languages)
    except OSError as error:
        on_notice(
            _slower(
                Sentence("The model could not be written for OpenVINO ({reason})", reason=reason_of(error))
            )
        )
    return load_with_torch()


def _fill(
    directory: Path,
    load_with_torch: Callable[[], OpenClipEncoder],
    converter: str,
    on_notice: Callable[[str], None],
) -> dict[str, Any]:
    from photoorg.encoders.conversion import convert_encoder

    encoder = load_with_torch()
    try:
        return convert_encoder(encoder, directory)
    except NotConvertible as error:
        for file in directory.iterdir():
            file.unlink()
        on_notice(_slower(Sentence("OpenVINO cannot run this model ({error})", error=error)))
        return {_UNSUITABLE: str(error), _CONVERTER: converter}


def _usable(model: StoredModel | None, converter: str) -> StoredModel | None:
    """Also None for a model that an older OpenVINO could not convert."""
    if model is None or (_UNSUITABLE in model.description and model.description[_CONVERTER] != converter):
        return None
    return model


def _why_not(error: OSError) -> str:
    if isinstance(error, FileExistsError | NotADirectoryError):
        return Sentence("a file is in its place")
    return reason_of(error)


def _slower(reason: str) -> str:
    return Sentence("{reason}, so photos are described several times slower, with torch.", reason=reason)


def _first_line(error: Exception) -> str:
    return str(error).strip().partition("\n")[0][:200]
