"""What may lie in a column, so that a single damaged value never keeps others from being read.

A disk may flip a bit, another program may write where it should not. SQLite notices neither. A value that
cannot be right is read as what stands for "not known"; ``photoorg doctor`` finds it, and repairs it.
"""

from __future__ import annotations

import json
import math
import os
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import JSON, Boolean, DateTime, Double, Integer, LargeBinary, String, TypeDecorator

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy import Dialect

    from photoorg.library.column_domains import Domain

Value = TypeVar("Value")

EPOCH = datetime(1970, 1, 1)
# Anything a stored value may be wrong by.
UNSOUND = (ValueError, TypeError, OverflowError, RecursionError)


class Stored(TypeDecorator[Any]):
    """A type that reads whatever lies in its column.

    Attributes:
        domain: which values are possible at all; None for any of the type.
        unknown: read in place of one that cannot be right.
    """

    cache_ok = True
    domain: Domain | None = None
    unknown: Any = None

    def decoded(self, stored: Any) -> Any:
        """The value of what SQLite gives, which is int, float, str or bytes. Raises one of ``UNSOUND``."""
        raise NotImplementedError

    def readable(self, stored: Any) -> Any:
        """What can be made out of an unsound value, in the form that is stored; None for nothing."""
        return None

    def is_sound(self, stored: Any) -> bool:
        """Whether this value, not None, can be right."""
        try:
            value = self.decoded(stored)
        except UNSOUND:
            return False
        return self.domain is None or self.domain.allows(value)

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], Any]:
        """SQLAlchemy's hook; takes the place of the processor of the type underneath, which raises."""
        decoded, domain, unknown = self.decoded, self.domain, self.unknown

        def process(stored: Any) -> Any:
            if stored is None:
                return None
            try:
                value = decoded(stored)
            except UNSOUND:
                return unknown
            return value if domain is None or domain.allows(value) else unknown

        return process


class Whole(Stored):
    """An int."""

    impl = Integer
    cache_ok = True
    unknown = 0

    def decoded(self, stored: Any) -> int:
        return _of_type(stored, int)


class Real(Stored):
    """A finite float."""

    impl = Double
    cache_ok = True
    unknown = 0.0

    def decoded(self, stored: Any) -> float:
        value = float(stored if isinstance(stored, int) else _of_type(stored, float))
        if not math.isfinite(value):
            raise ValueError
        return value


class Flag(Stored):
    """A bool."""

    impl = Boolean
    cache_ok = True
    unknown = False

    def decoded(self, stored: Any) -> bool:
        if _of_type(stored, int) not in (0, 1):
            raise ValueError
        return bool(stored)


class Text(Stored):
    """A str."""

    impl = String
    cache_ok = True
    unknown = ""

    def decoded(self, stored: Any) -> str:
        return _of_type(stored, str)

    def readable(self, stored: Any) -> str | None:
        return stored.decode("utf-8", "replace") if isinstance(stored, bytes) else str(stored)


class Blob(Stored):
    """Bytes."""

    impl = LargeBinary
    cache_ok = True
    unknown = b""

    def decoded(self, stored: Any) -> bytes:
        return _of_type(stored, bytes)


class Moment(Stored):
    """A naive datetime."""

    impl = DateTime
    cache_ok = True
    unknown = EPOCH

    def decoded(self, stored: Any) -> datetime:
        moment = datetime.fromisoformat(_of_type(stored, str))
        if moment.tzinfo is not None:
            raise ValueError
        return moment


class JsonList(Stored):
    """A list in JSON."""

    impl = JSON
    cache_ok = True
    unknown: Any = ()

    def decoded(self, stored: Any) -> list[Any]:
        return _of_type(json.loads(_of_type(stored, str)), list)


class PathBytes(Stored):
    """A path as the bytes the file system uses, so that names that are not UTF-8 survive."""

    impl = LargeBinary
    cache_ok = True
    unknown = Path("?")

    def process_bind_param(self, value: Path | None, dialect: Dialect) -> bytes | None:
        return None if value is None else os.fsencode(value)

    def decoded(self, stored: Any) -> Path:
        path = _of_type(stored, bytes)
        # Of one that is being moved, see ``FileStore.move``, the first byte is NUL for a moment.
        if not path or b"\0" in path[1:]:
            raise ValueError
        return Path(os.fsdecode(path))

    def readable(self, stored: Any) -> bytes | None:
        return os.fsencode(stored) if isinstance(stored, str) and "\0" not in stored else None


def _of_type(value: Any, expected: type[Value]) -> Value:
    if not isinstance(value, expected):
        raise TypeError
    return value
