"""From a model's name to a working encoder, with no network at all."""

from __future__ import annotations

import contextlib
import functools
import logging
import pickle
import time
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Any

from photoorg.encoders.accelerators import find_accelerator
from photoorg.encoders.architectures import quiet_root_logger, register_architecture
from photoorg.encoders.hub_cache import (
    NotCached,
    cached_config,
    cached_text_files,
    cached_weights,
    forbid_network,
)
from photoorg.encoders.imported_models import ImportedModels
from photoorg.encoders.model_languages import languages_of
from photoorg.encoders.model_name import ModelName, ModelSource, encoder_key
from photoorg.encoders.processor import load_on_processor
from photoorg.encoders.specification import WEIGHTS_FILE, specify
from photoorg.encoders.trial import require_usable
from photoorg.errors import ModelUnavailable, PhotoOrgError
from photoorg.sentences import Sentence

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from photoorg.encoders.encoder import Encoder
    from photoorg.encoders.openclip import OpenClipEncoder
    from photoorg.encoders.specification import Specification

_log = logging.getLogger(__name__)


def load_encoder(
    name: ModelName,
    *,
    threads: int | None = None,
    on_notice: Callable[[str], None] = _log.warning,
    on_preparing: Callable[[str], None] = _log.info,
) -> Encoder:
    """Loads ``name`` from this machine; never from a network.

    On a processor OpenVINO runs the model. The first time, torch and open_clip load it and it is converted,
    which takes some seconds; later neither is imported. Beside a graphics processor torch runs it.

    Args:
        name: which model.
        threads: processor threads the model may use; None leaves the runtime's own choice.
        on_notice: told in one sentence if the model runs slower than it could, or must be converted at each
            start.
        on_preparing: told in one sentence that it is converted now.

    Raises:
        ModelUnavailable: unknown, not downloaded, damaged, or of another architecture than named.
    """
    key = encoder_key(name)
    forbid_network()
    started = time.perf_counter()
    device = find_accelerator()
    _log.info("loading %s on the %s", key, device or "processor")
    if device:
        encoder: Encoder = _load_with_torch(name, key, threads, device)
    else:
        load_with_torch = functools.cache(lambda: _load_with_torch(name, key, threads))
        encoder = load_on_processor(
            key,
            load_with_torch,
            threads,
            on_notice,
            functools.partial(_tell_preparing, name, on_preparing),
            languages_of(name),
        )
    _log.info("%s is ready after %.1f s: %s", key, time.perf_counter() - started, type(encoder).__name__)
    return encoder


def _tell_preparing(name: ModelName, tell: Callable[[str], None]) -> None:
    if name.source is not ModelSource.BUILTIN:
        # Whatever is not there is told at once, and alone.
        with _plain_errors(name):
            _parts(name)
    tell(Sentence("Preparing the model {name} for this machine; this takes about a minute, once.", name=name))


def _load_with_torch(name: ModelName, key: str, threads: int | None, device: str = "cpu") -> OpenClipEncoder:
    with _plain_errors(name):
        import torch

        from photoorg.encoders.openclip import OpenClipEncoder

        if threads is not None:
            torch.set_num_threads(threads)
        if name.source is ModelSource.BUILTIN:
            from photoorg.encoders.builtin.architecture import build_model, load_tokenizer

            encoder = OpenClipEncoder(
                build_model(), load_tokenizer(), key=key, languages=languages_of(name), device=device
            )
        else:
            encoder = OpenClipEncoder(
                *load_weights(*_parts(name)), key=key, languages=languages_of(name), device=device
            )
        # What is converted was loaded here first, and stays whole as long as the store's checksums agree: a
        # start from the store pays nothing for this.
        require_usable(encoder, str(name))
        return encoder


@contextlib.contextmanager
def _plain_errors(name: ModelName) -> Iterator[None]:
    try:
        yield
    except PhotoOrgError:
        raise
    except NotCached as error:
        raise not_here(name, str(error)) from error
    except MemoryError as error:
        raise ModelUnavailable(
            Sentence("This machine has too little memory for {name}.", name=name)
        ) from error
    except Exception as error:
        # A damaged file raises whatever its reader trips over.
        fault = fault_of_weights(error, name.architecture)
        raise ModelUnavailable(
            Sentence("{name} cannot be loaded: {fault}.", name=name, fault=fault)
        ) from error


def _parts(name: ModelName) -> tuple[Specification, Path, dict[str, str]]:
    """What :func:`load_weights` wants. Raises NotCached or ModelUnavailable."""
    if name.source is ModelSource.IMPORTED:
        imported = ImportedModels().get(name.weights)
        imported.require_whole()
        specification = specify(name, cached_config)
        return specification, imported.directory / WEIGHTS_FILE, imported.text_directories()
    specification = specify(name, cached_config)
    checkpoint = (
        Path(name.weights) if name.source is ModelSource.CHECKPOINT else cached_weights(specification)
    )
    return specification, checkpoint, cached_text_files(specification)


def load_weights(
    specification: Specification, checkpoint: Path, text_directories: dict[str, str]
) -> tuple[Any, Any]:
    """An open_clip model with these weights, and its tokenizer.

    Args:
        specification: of the model.
        checkpoint: a safetensors file, or a pickle that holds nothing but tensors.
        text_directories: for each text repository a local directory.

    Raises whatever open_clip and torch raise for weights that are damaged or of another architecture.
    """
    import open_clip

    # Registered under a name of ours, with local directories where open_clip would ask the hub.
    architecture = f"photoorg-{specification.architecture}"
    register_architecture(architecture, specification.with_local_text_files(text_directories))
    with quiet_root_logger(), warnings.catch_warnings():
        # What torch thinks of a file is told by the error, if it is one.
        warnings.simplefilter("ignore")
        model = open_clip.create_model(
            architecture,
            pretrained=str(checkpoint),
            force_preprocess_cfg=specification.preprocess_cfg,
            weights_only=True,
        )
        return model, open_clip.get_tokenizer(architecture)


def not_here(name: ModelName, missing: str) -> ModelUnavailable:
    """The error for a model of which the file ``missing`` is not on this machine."""
    if name.source is ModelSource.CHECKPOINT:
        return ModelUnavailable(
            Sentence(
                "{architecture} needs {missing}, which is not on this machine.",
                architecture=name.architecture,
                missing=missing,
            )
        )
    return ModelUnavailable(
        Sentence("{name} is not on this machine.", name=name),
        Sentence("Get it with: photoorg models download {name}", name=name),
    )


def fault_of_weights(error: Exception, architecture: str = "") -> str:
    """What is wrong with weights at which torch, safetensors or open_clip stumbled, as part of a sentence.

    Args:
        architecture: that they should be of, where the user named one.
    """
    text = str(error).strip()
    if isinstance(error, pickle.UnpicklingError) or "weights_only" in text:
        # torch goes on to say how they can be read all the same.
        return Sentence(
            "the file holds more than weights, or is damaged, and is not read for safety; have it converted "
            "to safetensors by somebody who trusts it"
        )
    # open_clip asserts that what it can resize has a size to begin with.
    if isinstance(error, AssertionError) or "loading state_dict" in text:
        named = (
            Sentence("the architecture {architecture}", architecture=architecture)
            if architecture
            else Sentence("its architecture")
        )
        return Sentence("the weights do not fit {named}", named=named)
    first, *_ = text.splitlines() or [""]
    reason = first[:200].rstrip(".:") if " " in first else type(error).__name__
    return Sentence("its weights are damaged or of another architecture ({reason})", reason=reason)
