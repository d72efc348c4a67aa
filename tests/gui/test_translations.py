"""Every text of the window is translated, and none is written down where translations cannot reach it."""

from __future__ import annotations

import ast
import re
import shutil
from collections import Counter
from dataclasses import dataclass
from string import Formatter
from typing import TYPE_CHECKING
from xml.etree import ElementTree

import pytest

from photoorg import errors
from photoorg.library.files import REASONS_WITH_VALUES
from tests.translation_tools import ROOT, TRANSLATIONS, extract

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

CHINESE = "photoorg_zh_CN.ts"
ENGLISH = "photoorg_en.ts"
SOURCES = sorted((ROOT / "photoorg").rglob("*.py"))
WINDOW = [*sorted((ROOT / "photoorg" / "gui").rglob("*.py")), ROOT / "photoorg" / "app.py"]
# Chinese writes months as numbers.
FURTHER_VALUES = {"{month} {year}": {"number"}}


@dataclass(frozen=True)
class Text:
    """A text of the translations; ``forms`` has more than one where there are plurals."""

    context: str
    source: str
    forms: tuple[str, ...]
    state: str


def texts_of(file: Path) -> list[Text]:
    """All that a translation holds."""
    found = []
    for context in ElementTree.parse(file).getroot().iter("context"):
        for message in context.iter("message"):
            translation = message.find("translation")
            assert translation is not None
            forms = [form.text or "" for form in translation.iter("numerusform")] or [translation.text or ""]
            name, source = context.findtext("name") or "", message.findtext("source") or ""
            found.append(Text(name, source, tuple(forms), translation.get("type", "")))
    return found


def called(call: ast.Call) -> str:
    """The last part of the name of what is called."""
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def literal(node: ast.expr) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def texts_in(path: Path) -> Iterator[tuple[str, str]]:
    """Context and source of every text in a module; Qt's tools pass over some in silence."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    classes = [node for node in ast.walk(tree) if isinstance(node, ast.ClassDef)]
    inside = {id(node): cls.name for cls in classes for node in ast.walk(cls)}
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or not node.args:
            continue
        name, first = called(node), literal(node.args[0])
        if name == "tr":
            assert first is not None, f"{path}:{node.lineno}: only what is written out can be translated"
            yield inside[id(node)], first
        elif name == "translate" and len(node.args) > 1 and first:
            source = literal(node.args[1])
            assert source is not None, f"{path}:{node.lineno}: only what is written out can be translated"
            yield first, source
        elif name == "Sentence":
            assert not isinstance(node.args[0], ast.JoinedStr), f"{path}:{node.lineno}: values go into names"
            if first is not None:
                yield "", first


def values_in(text: str) -> Counter[str]:
    """The values that a template is filled with, each with its form."""
    return Counter(
        f"{name}!{conversion}:{form}" for _, name, form, conversion in Formatter().parse(text) if name
    )


def test_the_translations_are_in_step_with_the_sources(tmp_path: Path) -> None:
    for file in TRANSLATIONS.glob("*.ts"):
        shutil.copy(file, tmp_path)

    extract(ROOT, tmp_path)

    for file in TRANSLATIONS.glob("*.ts"):
        assert texts_of(tmp_path / file.name) == texts_of(file), "run: make translations"


def test_no_text_of_the_sources_was_passed_over() -> None:
    written = {text for path in SOURCES for text in texts_in(path)}

    assert {(text.context, text.source) for text in texts_of(TRANSLATIONS / CHINESE)} == written


@pytest.mark.parametrize("name", [CHINESE, ENGLISH])
def test_every_text_is_translated(name: str) -> None:
    texts = texts_of(TRANSLATIONS / name)

    assert texts
    assert [text for text in texts if text.state or not all(text.forms)] == []


def test_translations_take_the_same_values() -> None:
    for text in texts_of(TRANSLATIONS / CHINESE):
        for form in text.forms:
            further = FURTHER_VALUES.get(text.source)
            if further is None:
                assert values_in(form) == values_in(text.source), text
            else:
                assert {name.partition("!")[0] for name in values_in(form)} <= further | {"year"}, text


def test_letters_for_the_keyboard_are_kept() -> None:
    for text in texts_of(TRANSLATIONS / CHINESE):
        (form,) = text.forms
        assert re.findall(r"&(\w)", form.upper()) == re.findall(r"&(\w)", text.source.upper()), text


def test_dots_and_keys_at_the_end_are_kept() -> None:
    for text in texts_of(TRANSLATIONS / CHINESE):
        (form,) = text.forms
        assert form.rstrip().endswith("…") == text.source.rstrip().endswith("…"), text
        assert form.partition("\t")[2] == text.source.partition("\t")[2], text


def test_reasons_that_are_kept_as_text_are_known_again() -> None:
    assert set(REASONS_WITH_VALUES) <= {text.source for text in texts_of(TRANSLATIONS / CHINESE)}


# Reports and the licences of packages are in English for everybody.
NOT_TRANSLATED = ("report.py", "about.py")
# What Qt or Python reads, and names.
NO_WORDS = {
    "English",
    "Fusion",
    "JPEG",
    "PNG",
    "WebP",
    "RGB",
    "RGBA",
    "BGRA",
    "BGRX",
    "ICONS",
    "FILE",
    "ISO ",
    " · int8",
    "ShowItems",
    "PySide6.QtMultimediaWidgets",
    ' <a href="',
    '<a href="',
    '" style="color:',
}
KEYS = (
    r"((Ctrl|Shift|Alt)\+)*"
    r"(Left|Right|Up|Down|Home|End|PgUp|PgDown|Return|Enter|Esc|Del|Space|Backspace|F10|[A-Z0-9+=,-])"
)
NOT_SHOWN = {
    "tr",
    "translate",
    "Sentence",
    "QKeySequence",
    "setObjectName",
    "property",
    "setProperty",
    "cast",
    "TypeVar",
    "getLogger",
    "debug",
    "info",
    "warning",
    "error",
    "exception",
    "KeyError",
    "ValueError",
}


def words_in(source: str) -> Iterator[tuple[int, str]]:
    """What is written down in a module and looks like words for the user, with its line."""
    tree = ast.parse(source)
    passed: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef):
            passed |= {id(statement.value) for statement in node.body if isinstance(statement, ast.Expr)}
        if isinstance(node, ast.Call) and called(node) in NOT_SHOWN:
            passed |= {id(part) for argument in node.args for part in ast.walk(argument)}
        if isinstance(node, ast.arg | ast.AnnAssign) and node.annotation is not None:
            passed |= {id(part) for part in ast.walk(node.annotation)}
    for node in ast.walk(tree):
        if id(node) in passed or not isinstance(node, ast.Constant) or not isinstance(node.value, str):
            continue
        text = node.value
        is_words = re.search(r"[A-Za-z]{2}", text) and (" " in text.strip() or text[:1].isupper())
        if is_words and text not in NO_WORDS and not re.fullmatch(KEYS, text):
            yield node.lineno, text


@pytest.mark.parametrize("path", WINDOW, ids=lambda path: path.name)
def test_no_words_are_written_down_untranslated(path: Path) -> None:
    if path.name not in NOT_TRANSLATED:
        assert list(words_in(path.read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize(
    "line",
    [
        'label.setText("Hello")',
        'QLabel("a word")',
        'button.setToolTip(f"{count} of many")',
        'NoticeRaised("Done.")',
        'names = ("Albums", "Tags")',
    ],
)
def test_untranslated_words_are_noticed(line: str) -> None:
    assert list(words_in(line))


ERRORS = {name for name, kind in vars(errors).items() if isinstance(kind, type)} - {"InternalError"}
# What only the command line says.
IN_ENGLISH = {
    "cache_checkup.py",
    "checkup.py",
    "restoring.py",
    "salvage.py",
    "evaluation.py",
    "evaluation_table.py",
    "labelled_folders.py",
    "quantization.py",
    "quantization_check.py",
}
CORE = [
    path
    for path in SOURCES
    if path.name not in IN_ENGLISH and {"commands", "gui"}.isdisjoint(path.parts) and path.name != "cli.py"
]


@pytest.mark.parametrize("path", CORE, ids=lambda path: path.name)
def test_what_the_library_says_is_made_of_sentences(path: Path) -> None:
    calls = [
        node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Call)
    ]
    said = [call for call in calls if called(call) in {*ERRORS, "NoticeRaised"} and call.args]
    plain = [call.lineno for call in said if isinstance(call.args[0], ast.JoinedStr) or literal(call.args[0])]

    assert plain == [], "Sentence(template, value=...) can be translated"
