"""What lies in the store of converted models for nothing, and how it goes away."""

from __future__ import annotations

import contextlib
import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING

from photoorg.encoders.imported_models import ImportedModels
from photoorg.encoders.model_name import BUILTIN, IMPORT_PREFIX, ModelName, encoder_key
from photoorg.encoders.model_store import ModelStore, disk_use
from photoorg.errors import EnvironmentProblem, ModelUnavailable, UserInputError
from photoorg.sentences import Sentence, reason_of

if TYPE_CHECKING:
    from collections.abc import Collection


@dataclass(frozen=True, slots=True)
class Leftover:
    """Something of the store that nothing can load: its name there, and its disk use."""

    name: str
    size_bytes: int


def leftovers(used: Collection[ModelName]) -> list[Leftover]:
    """Converted forms of weights that are gone or were replaced, and what killed conversions left.

    Args:
        used: the models of the user's library, whose forms are none. Those of another library that are files
            where they lie cannot be known; losing their form costs a conversion.
    """
    return _forms(used) + [Leftover(path.name, disk_use(path)) for path in ModelStore().unusable()]


def remove_leftovers(used: Collection[ModelName]) -> int:
    """Deletes them; returns the bytes freed. Raises EnvironmentProblem where that cannot be done."""
    store = ModelStore()
    try:
        # What another process is making now is no leftover.
        with store.alone():
            forms, unusable = _forms(used), store.unusable()
            freed = sum(form.size_bytes for form in forms) + sum(map(disk_use, unusable))
            for form in forms:
                store.remove(form.name)
            for path in unusable:
                shutil.rmtree(path, ignore_errors=True)
    except OSError as error:
        raise EnvironmentProblem(
            Sentence("The model store cannot be written: {reason}.", reason=reason_of(error))
        ) from error
    return freed


def _forms(used: Collection[ModelName]) -> list[Leftover]:
    imported = [IMPORT_PREFIX + name for name in ImportedModels().names()]
    keys = set()
    for name in (*map(ModelName.parse, (BUILTIN, *imported)), *used):
        with contextlib.suppress(ModelUnavailable):
            keys.add(encoder_key(name))
    return [
        Leftover(key, entry.size_bytes)
        for key, entry in sorted(ModelStore().entries().items())
        if key not in keys and not _can_be_loaded(key)
    ]


def _can_be_loaded(key: str) -> bool:
    """The key of a published model is its name, so that its converted form alone is enough."""
    try:
        ModelName.parse(key)
    except UserInputError:
        return False
    return True
