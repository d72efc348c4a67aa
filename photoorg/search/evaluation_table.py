"""The tables that evaluation reads: CSV files with one photo and what is said about it a row."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

from photoorg.errors import UserInputError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

# Spreadsheets write what their country uses.
_DELIMITERS = ",;\t"

# Characters.
LONGEST_VALUE = 131_072


def read_rows(path: Path, columns: Sequence[str]) -> list[dict[str, str]]:
    """Rows with a value in each of ``columns``, stripped; a byte order mark is no part of the first.

    Values are separated by commas, semicolons or tabs: by whatever gives the first line all of ``columns``.

    Raises:
        UserInputError: the file cannot be read, is no such table, lacks a column, or has no such row.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            lines = file.readlines()
    except OSError as error:
        raise UserInputError(f"{path} cannot be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise UserInputError(f"{path} is not a CSV file in UTF-8.") from error
    if any("\0" in line for line in lines):
        raise UserInputError(f"{path} is not a CSV file: it holds NUL bytes.")
    found = [
        {column: (row.get(column) or "").strip() for column in columns}
        for row in _records(path, lines, _delimiter(path, lines, columns))
    ]
    rows = [row for row in found if all(row.values())]
    if not rows:
        raise UserInputError(
            f"{path} has no rows with a value in each of {', '.join(columns)}, so nothing can be measured."
        )
    return rows


def _delimiter(path: Path, lines: Sequence[str], columns: Sequence[str]) -> str:
    header = lines[0] if lines else ""
    names = {
        delimiter: [name for name in columns if name not in next(csv.reader([header], delimiter=delimiter))]
        for delimiter in _DELIMITERS
        if header
    }
    for delimiter, missing in names.items():
        if not missing:
            return delimiter
    fewest = min(names.values(), key=len) if names else columns
    raise UserInputError(
        f"{path} has no column “{fewest[0]}”; its first line must name {', '.join(columns)}, separated by "
        "commas, semicolons or tabs."
    )


def _records(path: Path, lines: Sequence[str], delimiter: str) -> Iterator[dict[str, str | None]]:
    # The limit is one for the whole process, and other libraries lift it.
    csv.field_size_limit(LONGEST_VALUE)
    reader = csv.DictReader(lines, delimiter=delimiter, strict=True)
    line = 1
    while True:
        try:
            record = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise UserInputError(f"{path}, line {line + 1}: {_reason(error)}") from error
        line = reader.line_num
        yield record


def _reason(error: csv.Error) -> str:
    if "field limit" in str(error):
        return f"a value has more than {LONGEST_VALUE:,} characters; is a quote opened and not closed?"
    if "end of data" in str(error):
        return "a quote is opened and never closed."
    return f"it is no line of a CSV file ({error})."
