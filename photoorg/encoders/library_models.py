"""Models as one library sees them: which there are, what is known of them, how they come and go."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from photoorg.encoders.imported_models import ImportedModels
from photoorg.encoders.model_name import ModelName, ModelSource, encoder_key
from photoorg.encoders.model_store import ModelStore
from photoorg.errors import ModelUnavailable, UserInputError

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence
    from pathlib import Path

    from photoorg.changes import ModelChoice
    from photoorg.encoders.downloading import ModelDownload
    from photoorg.encoders.leftover_forms import Leftover
    from photoorg.encoders.listed_models import ListedModel


@dataclass(frozen=True, slots=True)
class ModelPlaces:
    """Directories of this user's models; they need not exist.

    Attributes:
        downloaded: the hub's cache, shared with other programs.
        imported: what the user imported; no cache.
        converted: what processors run; a cache.
    """

    downloaded: Path
    imported: Path
    converted: Path


class LibraryModels:
    """Lists, fetches, takes in, measures and removes models. Every method may be called from any thread.

    Choosing the model of a library is the library's own business, and needs it to be open; this does not.
    """

    def __init__(self, choice: Callable[[], ModelChoice]) -> None:
        """``choice`` says which models the library uses right now."""
        self._choice = choice

    def list(self, typed: Collection[str] = ()) -> list[ListedModel]:
        """The built-in model, the recommended ones, then what else is on this machine, in use, or ``typed``.

        Uses no network. May take some seconds, as open_clip is asked for names of what was downloaded.
        """
        from photoorg.encoders.listed_models import listed_models

        return listed_models(self._choice(), typed)

    def look_up(self, text: str) -> str:
        """The name of a model that was typed, as :meth:`list` writes it. Uses no network.

        Raises:
            UserInputError: it names no model.
            ModelUnavailable: open_clip knows no such model, or the file is not there.
        """
        from photoorg.encoders.hub_cache import NotCached, cached_config
        from photoorg.encoders.specification import specify

        name = ModelName.parse(text)
        if name.source in (ModelSource.CHECKPOINT, ModelSource.IMPORTED):
            encoder_key(name)
        if name.source is not ModelSource.BUILTIN:
            # What is not cached, only the hub knows.
            with contextlib.suppress(NotCached):
                specify(name, cached_config)
        return str(name)

    def fault(self, name: str) -> str:
        """Why a model cannot be loaded, in a sentence, as far as a quick look tells; "" where nothing speaks
        against it. Loads nothing and uses no network."""
        from photoorg.encoders.installed_models import require_loadable

        try:
            require_loadable(ModelName.parse(name))
        except (UserInputError, ModelUnavailable) as error:
            return str(error)
        return ""

    def architectures(self) -> tuple[str, ...]:
        """The architectures that open_clip knows, by name; takes seconds, for open_clip is imported."""
        import open_clip

        return tuple(sorted(open_clip.list_models()))

    def plan_download(self, name: str) -> ModelDownload:
        """Asks the hub which files a model needs and how large they are; of the one that finds faces, that is
        known (``face_models.FACE_MODELS``).

        Raises UserInputError or ModelUnavailable.
        """
        from photoorg.encoders.downloading import plan_download
        from photoorg.encoders.face_models import FACE_MODELS, face_models_download

        return face_models_download() if name == FACE_MODELS else plan_download(ModelName.parse(name))

    def download(
        self,
        plan: ModelDownload,
        *,
        progress: Callable[[int, int], None] | None = None,
        check: Callable[[], None] | None = None,
    ) -> None:
        """Fetches a model. Call it only after the user agreed to the size.

        Args:
            plan: what :meth:`plan_download` returned.
            progress: called with the bytes present so far and the total.
            check: called often; what it raises ends the download, and what has arrived is kept.

        Raises ModelUnavailable or DiskFull.
        """
        from photoorg.encoders.downloading import download_model

        download_model(plan, progress=progress, check=check)

    def import_(self, path: Path, *, architecture: str | None = None, name: str | None = None) -> str:
        """Copies a model to where photoorg keeps it, after checking that it loads; returns its name.

        Args:
            path: a safetensors file, or a directory as published on the hub.
            architecture: open_clip's name of it, for a file.
            name: what to call it; by default the name of the file or directory.

        Raises UserInputError, ModelUnavailable or DiskFull.
        """
        from photoorg.encoders.importing import import_model

        return str(import_model(path, architecture=architecture, name=name))

    def require_removable(self, name: str) -> None:
        """Raises UserInputError for the built-in model, those in use, and those of which nothing is here, and
        ModelUnavailable where it cannot be told what belongs to it."""
        from photoorg.encoders.face_models import FACE_MODELS, require_face_models
        from photoorg.encoders.installed_models import models_in_use, require_removable

        if name == FACE_MODELS:
            require_face_models()
            return
        active, coming = self._names_in_use()
        require_removable(name, used=models_in_use(active, coming), coming=models_in_use(coming))

    def remove(self, name: str) -> int:
        """Deletes the weights of a model and its converted form; returns the bytes freed. Vectors stay.

        Raises UserInputError for the built-in model, those in use, and what is not there.
        """
        from photoorg.encoders.face_models import FACE_MODELS, remove_face_models
        from photoorg.encoders.installed_models import models_in_use, remove_model

        self.require_removable(name)
        if name == FACE_MODELS:
            return remove_face_models()
        return remove_model(name, used=models_in_use(*self._names_in_use()))

    def leftovers(self) -> Sequence[Leftover]:
        """Converted forms of models that are gone: they can only be removed."""
        from photoorg.encoders.installed_models import models_in_use
        from photoorg.encoders.leftover_forms import leftovers

        return leftovers(models_in_use(*self._names_in_use()))

    def remove_leftovers(self) -> int:
        """Deletes them; returns the bytes freed. Raises EnvironmentProblem."""
        from photoorg.encoders.installed_models import models_in_use
        from photoorg.encoders.leftover_forms import remove_leftovers

        return remove_leftovers(models_in_use(*self._names_in_use()))

    def measure(self, name: str, check: Callable[[], None] | None = None) -> float:
        """Photos per second the model alone describes on this machine; takes up to a minute, and is kept.

        Args:
            name: a model, which need not be on this machine if open_clip knows its architecture.
            check: called between steps; what it raises ends the measurement.

        Raises UserInputError or ModelUnavailable.
        """
        from photoorg.encoders.speed import measure_speed

        return measure_speed(ModelName.parse(name), check)

    def places(self) -> ModelPlaces:
        """Where models lie."""
        from photoorg.encoders.hub_cache import cache_directory

        return ModelPlaces(cache_directory(), ImportedModels().directory, ModelStore().directory)

    def _names_in_use(self) -> tuple[str, str]:
        choice = self._choice()
        return choice.active, choice.coming or ""
