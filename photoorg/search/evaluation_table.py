"""The tables that evaluation reads: CSV files with one photo and what is said about it a row."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

from photoorg.errors import UserInputError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


def read_rows(path: Path, columns: Sequence[str]) -> list[dict[str, str]]:
    """Rows with a value in each of ``columns``, stripped; a byte order mark is no part of the first.

    Raises:
        UserInputError: the file cannot be read, lacks a column, or has no such row.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            missing = [column for column in columns if column not in (reader.fieldnames or [])]
            if missing:
                raise UserInputError(f"{path} has no column “{missing[0]}”; it needs {', '.join(columns)}.")
            rows = [{column: (row[column] or "").strip() for column in columns} for row in reader]
    except OSError as error:
        raise UserInputError(f"{path} cannot be read: {error.strerror}.") from error
    except (UnicodeDecodeError, csv.Error) as error:
        raise UserInputError(f"{path} is not a CSV file in UTF-8.") from error
    rows = [row for row in rows if all(row.values())]
    if not rows:
        raise UserInputError(f"{path} has no rows.")
    return rows
