"""Validated settings of a library, kept as TOML beside the catalogue."""

from __future__ import annotations

import errno
import os
import threading
import tomllib
from contextlib import suppress
from typing import TYPE_CHECKING, Annotated, Any, Literal

import tomli_w
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from photoorg.errors import DiskFull, LibraryError, UserInputError
from photoorg.sentences import Sentence, reason_of
from photoorg.settings_file import SETTINGS_FILE

if TYPE_CHECKING:
    from pathlib import Path

_WAY_OUT = Sentence(
    "Correct that file, or delete it: then defaults count, and nothing you said about photos is lost."
)


Section = Literal["albums", "places", "tags", "folders"]


def _listed(value: object) -> object:
    """What is typed on the command line, as a list."""
    if isinstance(value, str):
        return [part.strip() for part in value.split(",") if part.strip()]
    return value


class Settings(BaseModel):
    """What the user may choose. Unknown keys are refused, so that a typing error is noticed."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    model: str = Field(
        default="builtin", description=Sentence("The encoder: builtin, ARCH:TAG or ARCH:/path/to/checkpoint.")
    )
    next_model: str = Field(
        default="",
        description=Sentence(
            "The encoder that is being prepared to take the place of model; empty for none."
        ),
    )
    threads: int = Field(
        default=0,
        ge=0,
        le=256,
        description=Sentence("Processor threads for the model, 0 to 256; 0 means all."),
    )
    watching: Literal["events", "polling"] = Field(
        default="events",
        description=Sentence(
            "How changes in folders are noticed: events (the system tells; where it cannot, polling) "
            "or polling (all folders are looked through again and again)."
        ),
    )
    polling_interval_s: float = Field(
        default=30.0, ge=1, le=86_400, description=Sentence("Seconds from one look to the next, 1 to 86400.")
    )
    paused: bool = Field(default=False, description=Sentence("Whether indexing in the background is paused."))
    folded_sections: Annotated[list[Section], BeforeValidator(_listed)] = Field(
        default_factory=list,
        description=Sentence(
            "Sections of the window's side bar of which only the heading is shown: albums, places, "
            "tags, folders, with commas between them."
        ),
    )
    theme: Literal["system", "light", "dark"] = Field(
        default="system",
        description=Sentence("The colours of the window: system (as the desktop has it), light or dark."),
    )
    language: Literal["system", "en", "zh_CN"] = Field(
        default="system",
        description=Sentence(
            "The language of the window: system (as the desktop has it), en (English) or zh_CN (Simplified "
            "Chinese); a change counts from the next start."
        ),
    )
    find_people: Literal["ask", "on", "off"] = Field(
        default="ask",
        description=Sentence(
            "Whether people and pets are looked for in photos, on this machine: on, off or ask (until the "
            "user has said so)."
        ),
    )
    keep_searches: bool = Field(
        default=True,
        description=Sentence("Whether the window remembers the last searches; false forgets them, too."),
    )
    only_when_idle: bool = Field(
        default=False,
        description=Sentence(
            "Whether photos are described in the background only while other programs leave the "
            "processor alone and the computer does not run on battery."
        ),
    )


def load_settings(directory: Path) -> Settings:
    """Reads ``settings.toml``; defaults where it is absent. Raises LibraryError naming what is wrong."""
    path = directory / SETTINGS_FILE
    try:
        return Settings.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except FileNotFoundError:
        return Settings.model_validate({})
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise LibraryError(
            Sentence(
                "The settings ‘{path}’ cannot be read: {error}. {way_out}",
                path=path,
                error=error,
                way_out=_WAY_OUT,
            )
        ) from error
    except ValidationError as error:
        raise LibraryError(
            Sentence(
                "The settings ‘{path}’ are wrong at {fault} {way_out}",
                path=path,
                fault=_what_is_wrong(error),
                way_out=_WAY_OUT,
            )
        ) from error


def _what_is_wrong(error: ValidationError) -> str:
    """The place and a sentence, in the words of whoever edits the file, not of the validator."""
    first = error.errors()[0]
    name = str(first["loc"][0])
    field = Settings.model_fields.get(name)
    if field is None:
        known = ", ".join(f"‘{setting}’" for setting in Settings.model_fields)
        return Sentence("‘{name}’: there is no such setting, only {known}.", name=name, known=known)
    return Sentence(
        "‘{name}’: it cannot be {value!r}. {description}",
        name=name,
        value=first["input"],
        description=field.description,
    )


def save_settings(directory: Path, settings: Settings) -> None:
    """Replaces ``settings.toml`` atomically. Raises DiskFull or LibraryError; the old file then stays."""
    path = directory / SETTINGS_FILE
    unfinished = path.with_suffix(".part")
    try:
        with unfinished.open("wb") as stream:
            tomli_w.dump(settings.model_dump(), stream)
            stream.flush()
            os.fsync(stream.fileno())
        unfinished.replace(path)
    except OSError as error:
        with suppress(OSError):
            unfinished.unlink()
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise DiskFull(Sentence("No space is left for the settings ‘{path}’.", path=path)) from error
        raise LibraryError(
            Sentence("The settings ‘{path}’ cannot be written: {reason}.", path=path, reason=reason_of(error))
        ) from error


class LibrarySettings:
    """The settings of an opened library: as they are for this session, and as they are kept.

    The two differ where something was given for this session only. Safe between threads.
    """

    def __init__(self, directory: Path, for_this_session: dict[str, Any], *, read_only: bool) -> None:
        """With ``read_only`` changes are for this session, too. Raises as :func:`load_settings`."""
        self._directory = directory
        self._read_only = read_only
        self._lock = threading.Lock()
        self._current = load_settings(directory).model_copy(update=for_this_session)

    @property
    def current(self) -> Settings:
        """What counts in this session."""
        return self._current

    def change(self, **values: Any) -> None:
        """Changes some settings.

        Raises UserInputError for a value that a setting cannot have, else as :func:`save_settings`; nothing
        is changed then.
        """
        try:
            checked = Settings.model_validate(self._current.model_dump() | values)
        except ValidationError as error:
            raise UserInputError(
                Sentence("The settings were not changed at {fault}", fault=_what_is_wrong(error))
            ) from error
        # As they are kept: a number may have come as text.
        values = {name: getattr(checked, name) for name in values}
        with self._lock:
            if not self._read_only:
                # What was given for this session only must not become the library's choice.
                stored = load_settings(self._directory)
                save_settings(self._directory, stored.model_copy(update=values))
            self._current = self._current.model_copy(update=values)
