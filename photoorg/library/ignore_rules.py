"""What is never looked at below a watched folder: by its name, or since the user said so. No database here.

``.photoorgignore`` holds patterns in the syntax of git's ``.gitignore`` and counts from its directory down;
a directory with a file ``.nomedia`` is passed over with all below. The watched folder itself is entered
whatever its name and whether or not it holds ``.nomedia``: the user chose it.
"""

from __future__ import annotations

import os
import re
import stat
from dataclasses import dataclass
from typing import TYPE_CHECKING

from photoorg.sentences import Sentence, reason_of

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

PATTERNS_FILE = ".photoorgignore"
NO_MEDIA_FILE = ".nomedia"
RULE_FILES = frozenset({PATTERNS_FILE, NO_MEDIA_FILE})

# Thumbnails, recycle bins, bookkeeping of systems and storage boxes, pictures that came with software; names
# starting with a dot (.git, .photoorg, .Trash-1000, AppleDouble "._" files, ...) are skipped as well.
_SKIPPED_NAMES = frozenset(
    {
        "@eadir",
        "#recycle",
        "$recycle.bin",
        "recycler",
        "lost+found",
        "system volume information",
        "node_modules",
        "__pycache__",
    }
)
# Patterns are written by hand; what is larger was never meant as a list of them.
_LARGEST_BYTES = 1_000_000


def is_skipped_name(name: str) -> bool:
    """Whether files and directories of this name are never looked at."""
    return name.startswith(".") or name.casefold() in _SKIPPED_NAMES


@dataclass(frozen=True, slots=True)
class Pattern:
    """A line of ``.photoorgignore``."""

    regex: re.Pattern[str]
    ignores: bool
    directories_only: bool

    @classmethod
    def parse(cls, line: str) -> Pattern | None:
        """None for a blank line and a comment; raises ValueError for a line that makes no sense."""
        # Not needed by anybody who has no rules.
        from pathspec.patterns.gitignore import GitIgnorePatternError
        from pathspec.patterns.gitignore.spec import GitIgnoreSpecPattern

        text = line if line.endswith("\\ ") else line.rstrip()
        directories_only = text.endswith("/")
        try:
            parsed = GitIgnoreSpecPattern(text.removesuffix("/"))
        except (GitIgnorePatternError, re.error) as error:
            raise ValueError(line) from error
        if parsed.include is None or parsed.regex is None:
            if text and not text.startswith("#"):
                raise ValueError(line)
            return None
        return cls(parsed.regex, parsed.include, directories_only)

    def matches(self, path: str, *, is_directory: bool) -> bool:
        """Whether it matches this very entry, not one above it. That would not do: git looks at an entry only
        after all above it were let through, and so do we."""
        if self.directories_only and not is_directory:
            return False
        if self.regex.pattern.endswith("$)"):
            return self.regex.fullmatch(path) is not None
        # "*", "**" and "a/**" match whatever lies below.
        return self.regex.search(path) is not None


@dataclass(frozen=True, slots=True)
class DirectoryRules:
    """What counts for the entries of one directory: the patterns of each rule file from here up, last line
    first, with the way from there to here."""

    levels: tuple[tuple[str, tuple[Pattern, ...]], ...] = ()

    def ignores(self, name: str, *, is_directory: bool) -> bool:
        """Whether an entry is passed over, a directory with all below."""
        if is_skipped_name(name):
            return True
        for way, patterns in self.levels:
            for pattern in patterns:
                if pattern.matches(way + name, is_directory=is_directory):
                    return pattern.ignores
        return False

    def below(self, name: str, own: tuple[Pattern, ...]) -> DirectoryRules:
        """The rules of a directory in this one, which brings patterns of its own."""
        inherited = tuple((f"{way}{name}/", patterns) for way, patterns in self.levels)
        return DirectoryRules((("", own), *inherited) if own else inherited)


class IgnoreRules:
    """The rules of watched folders. Each rule file is read once, so this is made anew for every look at the
    disk.

    Attributes:
        faults: by rule file, a sentence about what is wrong with it; the rest of it counts.
    """

    def __init__(self, folders: Collection[Path]) -> None:
        """Rules above ``folders`` do not count."""
        self.faults: dict[Path, str] = {}
        self._folders = frozenset(folders)
        self._known: dict[Path, DirectoryRules | None] = {}

    def ignores(self, file: Path) -> bool:
        """Whether a file below one of the folders, there or not, is passed over."""
        rules = self.inside(file.parent)
        return rules is None or rules.ignores(file.name, is_directory=False)

    def inside(self, directory: Path) -> DirectoryRules | None:
        """The rules for entries of a directory at or below one of them; None where it is passed over."""
        unknown = []
        place = directory
        while place not in self._known:
            unknown.append(place)
            if self._is_top(place):
                break
            place = place.parent
        for place in reversed(unknown):
            self._known[place] = self._read(place)
        return self._known[directory]

    def _is_top(self, directory: Path) -> bool:
        return directory in self._folders or directory == directory.parent

    def _read(self, directory: Path) -> DirectoryRules | None:
        if self._is_top(directory):
            return DirectoryRules().below("", self._patterns_in(directory))
        above = self._known[directory.parent]
        if above is None or above.ignores(directory.name, is_directory=True):
            return None
        if os.path.lexists(directory / NO_MEDIA_FILE):
            return None
        return above.below(directory.name, self._patterns_in(directory))

    def _patterns_in(self, directory: Path) -> tuple[Pattern, ...]:
        path = directory / PATTERNS_FILE
        try:
            lines = _text_of(path).split("\n")
        except (FileNotFoundError, NotADirectoryError):
            return ()
        except (OSError, ValueError) as error:
            self.faults[path] = Sentence(
                "‘{path}’ is passed over: {reason}.", path=path, reason=reason_of(error)
            )
            return ()
        patterns: list[Pattern] = []
        wrong: list[int] = []
        for number, line in enumerate(lines, start=1):
            try:
                pattern = Pattern.parse(line)
            except ValueError:
                wrong.append(number)
            else:
                patterns += [] if pattern is None else [pattern]
        if wrong:
            others = Sentence(" (and {count} more)", count=len(wrong) - 1) if len(wrong) > 1 else ""
            line = lines[wrong[0] - 1].strip()[:80]
            self.faults[path] = Sentence(
                "Line {number}{others} of ‘{path}’ is no pattern and is passed over: {line}",
                number=wrong[0],
                others=others,
                path=path,
                line=line,
            )
        return tuple(reversed(patterns))


def _text_of(path: Path) -> str:
    """The text of a rule file. Raises OSError, and ValueError with a reason."""
    # Looked at first: to open a pipe would wait for whoever writes into it.
    status = path.stat()
    if not stat.S_ISREG(status.st_mode):
        raise ValueError(Sentence("it is not a file"))
    if status.st_size > _LARGEST_BYTES:
        raise ValueError(Sentence("it is too large for a list of patterns"))
    content = path.read_bytes()
    if b"\0" in content:
        raise ValueError(Sentence("it is not plain text (UTF-8)"))
    # As names of files are decoded, so that a pattern fits a name whatever its bytes.
    return os.fsdecode(content.removeprefix(b"\xef\xbb\xbf"))
