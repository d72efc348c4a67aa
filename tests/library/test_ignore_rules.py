"""What .photoorgignore, .nomedia and well-known names keep out of the library; git is asked who is right."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
from pathlib import Path

import pytest

from photoorg.library.folder_walk import FoundFile, walk_photos
from photoorg.library.ignore_rules import IgnoreRules, is_skipped_name

SUFFIXES = frozenset({".jpg"})
HAS_GIT = shutil.which("git") is not None


def put(path: Path, content: str = "photo") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content)
    return path


def walked(root: Path, *, folder: Path | None = None) -> list[str]:
    rules = IgnoreRules([folder or root])
    entries = list(walk_photos(root, suffixes=SUFFIXES, cancelled=lambda: False, rules=rules))
    assert all(isinstance(entry, FoundFile) for entry in entries)
    names = [str(entry.path.relative_to(folder or root)) for entry in entries]
    # The walk and the question about a single file are answered alike.
    files = [path for path in root.rglob("*.jpg") if path.is_file()]
    again = IgnoreRules([folder or root])
    assert sorted(names) == sorted(
        str(path.relative_to(folder or root)) for path in files if not again.ignores(path)
    )
    return names


def git_lists(root: Path) -> list[str]:
    """The photos that git would not ignore if our rule files were its own."""
    environment = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    subprocess.run(["git", "init", "-q", str(root)], check=True, env=environment)
    listed = subprocess.run(
        ["git", "-C", str(root), "ls-files", "-o", "-z", "--exclude-per-directory=.photoorgignore"],
        check=True,
        env=environment,
        capture_output=True,
    ).stdout
    return sorted(name for name in os.fsdecode(listed).split("\0") if name.endswith(".jpg"))


TREE = (
    "a.jpg",
    "b.jpg",
    "private/a.jpg",
    "private/keep/a.jpg",
    "trip/a.jpg",
    "trip/b.jpg",
    "trip/private/a.jpg",
    "trip/raw/x/a.jpg",
    "trip/raw/x/b (1).jpg",
    "trip/raw/b.jpg",
)


@pytest.mark.parametrize(
    ("rules", "left"),
    [
        ({"": "private/"}, {n for n in TREE if "private" not in n}),
        ({"": "/private"}, {n for n in TREE if not n.startswith("private")}),
        ({"": "b.jpg"}, {n for n in TREE if not n.endswith("/b.jpg") and n != "b.jpg"}),
        ({"": "*.jpg\n!a.jpg"}, {n for n in TREE if n.endswith("a.jpg")}),
        ({"": "*"}, set()),
        ({"": "# nothing\n\n   \n"}, set(TREE)),
        # What lies in an ignored directory cannot be brought back, ...
        ({"": "private/\n!private/keep/"}, {n for n in TREE if "private" not in n}),
        # ... but what lies in one whose entries are ignored can.
        (
            {"": "/private/*\n!/private/keep/"},
            {n for n in TREE if not n.startswith("private/a")},
        ),
        ({"": "private/", "trip": "!private/"}, {n for n in TREE if not n.startswith("private")}),
        ({"trip": "a.jpg"}, {n for n in TREE if not (n.startswith("trip") and n.endswith("a.jpg"))}),
        ({"trip/raw": "/x"}, {n for n in TREE if "raw/x" not in n}),
        ({"": "trip/**/a.jpg"}, {n for n in TREE if not (n.startswith("trip") and n.endswith("a.jpg"))}),
        ({"": "b ([0-9]).jpg"}, {n for n in TREE if "(1)" not in n}),
        (
            {"": "\ufeffb.jpg\r\nprivate\r\n"},
            {n for n in TREE if "private" not in n and "/b.jpg" not in f"/{n}"},
        ),
        # Rules count from their directory down, and a directory does not hide itself.
        ({"trip": "trip"}, set(TREE)),
    ],
)
def test_rules_mean_what_they_mean_to_git(tmp_path: Path, rules: dict[str, str], left: set[str]) -> None:
    for name in TREE:
        put(tmp_path / name)
    for directory, text in rules.items():
        put(tmp_path / directory / ".photoorgignore", text)
    assert set(walked(tmp_path)) == left
    if HAS_GIT:
        assert sorted(walked(tmp_path)) == git_lists(tmp_path)


@pytest.mark.skipif(not HAS_GIT, reason="git is asked who is right")
@pytest.mark.parametrize("seed", range(40))
def test_rules_by_chance_mean_what_they_mean_to_git(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    names = ["a", "b", "ab", "c.d"]
    pieces = ["a", "b", "ab", "c.d", "*", "**", "?", "[ab]", "a*", "*b", "a.jpg", "*.jpg", "[!a].jpg"]

    def pattern() -> str:
        text = "/".join(chance.choices(pieces, k=chance.randint(1, 3)))
        before = chance.choice(["", "", "!", "/", "!/"])
        return f"{before}{text}{chance.choice(['', '', '/'])}"

    for _ in range(25):
        place = tmp_path.joinpath(*chance.choices(names, k=chance.randint(0, 3)))
        put(place / f"{chance.choice(names)}.jpg")
    places = sorted(path.parent for path in tmp_path.rglob("*.jpg"))
    for directory in [tmp_path, *chance.choices(places, k=2)]:
        put(directory / ".photoorgignore", "\n".join(pattern() for _ in range(chance.randint(1, 4))))
    assert sorted(walked(tmp_path)) == git_lists(tmp_path)


def test_a_directory_with_nomedia_is_passed_over_with_all_below(tmp_path: Path) -> None:
    for name in TREE:
        put(tmp_path / name)
    put(tmp_path / "trip" / ".nomedia", "")
    assert set(walked(tmp_path)) == {name for name in TREE if not name.startswith("trip")}
    assert walked(tmp_path / "trip" / "raw", folder=tmp_path) == []
    # Somebody who adds that very folder wants it.
    assert set(walked(tmp_path / "trip")) == {name[5:] for name in TREE if name.startswith("trip/")}


def test_pictures_of_software_are_passed_over(tmp_path: Path) -> None:
    photo = put(tmp_path / "site" / "photo.jpg")
    for name in ("node_modules/pkg/logo.jpg", "__pycache__/x.jpg", ".git/x.jpg", "Node_Modules/x.jpg"):
        put(tmp_path / "site" / name)
    # Not even an exception brings them back: their watches would use up the system's.
    put(tmp_path / ".photoorgignore", "!node_modules/\n!.git/")
    assert walked(tmp_path) == [str(photo.relative_to(tmp_path))]
    assert is_skipped_name(".Trash-1000")
    assert not is_skipped_name("node_modules.old")


def test_rules_above_the_place_that_is_walked_count(tmp_path: Path) -> None:
    put(tmp_path / "trip" / "raw" / "a.jpg")
    put(tmp_path / "trip" / "b.jpg")
    put(tmp_path / ".photoorgignore", "trip/raw\n")
    put(tmp_path.parent / ".photoorgignore", "*")
    assert walked(tmp_path / "trip", folder=tmp_path) == ["trip/b.jpg"]
    assert walked(tmp_path / "trip" / "raw", folder=tmp_path) == []


def test_a_pattern_fits_a_name_that_is_not_utf8(tmp_path: Path) -> None:
    name = os.fsencode(tmp_path) + b"/caf\xe9.jpg"
    try:
        Path(os.fsdecode(name)).write_bytes(b"photo")
    except OSError:
        pytest.skip("this file system accepts UTF-8 names only")
    (tmp_path / ".photoorgignore").write_bytes(b"caf\xe9.*\n")
    assert walked(tmp_path) == []


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"!\nb.jpg", "Line 1 of ‘{}’ is no pattern and is passed over: !"),
        (b"b.jpg\n[z-a].jpg\n!\n", "Line 2 (and 1 more) of ‘{}’ is no pattern and is passed over: [z-a].jpg"),
        ("b.jpg".encode("utf-16"), "‘{}’ is passed over: it is not plain text (UTF-8)."),
        (b"b.jpg\n" * 200_000, "‘{}’ is passed over: it is too large for a list of patterns."),
    ],
)
def test_a_broken_rule_file_is_one_sentence(tmp_path: Path, content: bytes, says: str) -> None:
    for name in ("a.jpg", "b.jpg"):
        put(tmp_path / name)
    file = tmp_path / ".photoorgignore"
    file.write_bytes(content)
    rules = IgnoreRules([tmp_path])
    left = [path.name for path in sorted(tmp_path.glob("*.jpg")) if not rules.ignores(path)]
    assert rules.faults == {file: says.format(file)}
    # The lines that make sense count.
    assert left == (["a.jpg"] if "Line" in says else ["a.jpg", "b.jpg"])


@pytest.mark.parametrize("kind", ["directory", "pipe", "link that leads nowhere"])
def test_a_rule_file_that_is_no_file_is_no_trap(tmp_path: Path, kind: str) -> None:
    photo = put(tmp_path / "a.jpg")
    file = tmp_path / ".photoorgignore"
    if kind == "directory":
        file.mkdir()
    elif kind == "pipe":
        os.mkfifo(file)
    else:
        file.symlink_to(tmp_path / "nowhere")
    rules = IgnoreRules([tmp_path])
    assert not rules.ignores(photo)
    told = [] if "link" in kind else [f"‘{file}’ is passed over: it is not a file."]
    assert list(rules.faults.values()) == told
