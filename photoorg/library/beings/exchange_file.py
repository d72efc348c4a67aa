"""The file in which names and verdicts go to another library, as JSON.

A file of version 1 holds ``beings`` and ``photos``. A photo is named by the hashes of its content and of its
picture, and by its last path for people to read; its verdicts say where, who, since when and by whom.
"""

from __future__ import annotations

import errno
import os
from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, ValidationError, model_validator

from photoorg.errors import BackupError, DiskFull, UserInputError
from photoorg.library.backups import require_free
from photoorg.library.beings.records import Box
from photoorg.library.beings.store import NAME_LIMIT
from photoorg.sentences import Sentence, reason_of

if TYPE_CHECKING:
    from pathlib import Path

VERSION = 1
MOST_BYTES = 500_000_000

Kind = Literal["person", "pet"]
Share = Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)]
Hash = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
BeingId = Annotated[int, Field(ge=1, lt=2**63)]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class _Head(BaseModel):
    format: Literal["photoorg people"]
    version: int


class BeingPart(_Part):
    """A person or a pet; ``id`` counts within the file only."""

    id: BeingId
    kind: Kind
    name: Annotated[str, Field(max_length=NAME_LIMIT)]
    birthday: date | None
    ignored: bool


class VerdictPart(_Part):
    """What was said about a place; see :class:`~photoorg.library.schema.VerdictRow`."""

    kind: Kind
    left: Share
    top: Share
    width: Share
    height: Share
    being: BeingId | None
    yes: bool
    source: Literal["user", "group"]
    said_at: AwareDatetime

    @property
    def box(self) -> Box:
        """The place, in shares of the upright photo."""
        return Box(self.left, self.top, self.width, self.height)


class PhotoPart(_Part):
    """A photo, and what was said about it."""

    content_hash: Hash
    image_hash: Hash | None
    path: Annotated[str, Field(max_length=100_000)]
    verdicts: Annotated[list[VerdictPart], Field(max_length=10_000)]


class Exchange(_Part):
    """All of a file."""

    format: Literal["photoorg people"] = "photoorg people"
    version: Literal[1] = 1
    exported_at: AwareDatetime
    beings: Annotated[list[BeingPart], Field(max_length=1_000_000)]
    photos: Annotated[list[PhotoPart], Field(max_length=5_000_000)]

    @model_validator(mode="after")
    def _agrees(self) -> Exchange:
        kinds = {being.id: being.kind for being in self.beings}
        if len(kinds) < len(self.beings):
            raise ValueError("two beings have the same id")
        for photo in self.photos:
            for verdict in photo.verdicts:
                if verdict.being is not None and kinds.get(verdict.being) != verdict.kind:
                    raise ValueError(f"a verdict is about a {verdict.kind} {verdict.being}, who is not there")
                if not verdict.box.is_within:
                    raise ValueError("a place does not lie within its photo")
        return self


def write_file(target: Path, content: Exchange, *, overwrite: bool) -> None:
    """At ``target`` is all of it, or what was there before. Raises BackupError and DiskFull."""
    unfinished = target.with_name(f"{target.name}.{os.getpid()}.part")
    try:
        require_free(target, overwrite)
        with unfinished.open("wb") as stream:
            stream.write(content.model_dump_json(indent=1).encode())
            stream.flush()
            os.fsync(stream.fileno())
        require_free(target, overwrite)
        unfinished.replace(target)
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise DiskFull(Sentence("No space is left for ‘{target}’.", target=target)) from error
        raise BackupError(
            Sentence("‘{target}’ cannot be written: {reason}.", target=target, reason=reason_of(error))
        ) from error
    finally:
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)


def read_file(file: Path) -> Exchange:
    """Raises UserInputError for a file that cannot be read, or is none of those."""
    try:
        if file.stat().st_size > MOST_BYTES:
            raise UserInputError(Sentence("‘{file}’ is too large to be an export of people.", file=file))
        data = file.read_bytes()
    except OSError as error:
        raise UserInputError(
            Sentence("‘{file}’ cannot be read: {reason}.", file=file, reason=reason_of(error))
        ) from error
    try:
        head = _Head.model_validate_json(data)
    except ValidationError as error:
        raise UserInputError(Sentence("‘{file}’ is no export of people.", file=file)) from error
    if head.version > VERSION:
        raise UserInputError(Sentence("‘{file}’ was written by a newer photoorg; please update.", file=file))
    try:
        return Exchange.model_validate_json(data)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        place = ".".join(map(str, first["loc"]))
        raise UserInputError(
            Sentence(
                "‘{file}’ is damaged ({fault}).",
                file=file,
                fault=f"{place}: {first['msg']}" if place else first["msg"],
            )
        ) from error
