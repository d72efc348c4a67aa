"""From what was typed to a tree, or to one sentence that points at the character."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from lark import Lark, Token, Transformer_NonRecursive, UnexpectedCharacters, UnexpectedToken, v_args
from lark.exceptions import VisitError

from photoorg.errors import QueryError, UserInputError
from photoorg.library.criteria import Shows
from photoorg.search.language.fields import FIELDS, LIKE, needs_value, read_field
from photoorg.search.language.quoting import QUOTED, unquoted
from photoorg.search.language.syntax import All, Any, Like, Node, Not, Span, Where, Words, meanings
from photoorg.sentences import Sentence

if TYPE_CHECKING:
    from lark.tree import Meta

LONGEST_QUERY = 10_000
# Deeper than anybody means it; beyond, reading the query would exhaust the stack.
DEEPEST = 50
QUOTES = '"“”'
# The second is what Chinese and Japanese keyboards type.
COLONS = ":\uff1a"
MOST_WEIGHT = 100.0
_QUOTED_OR_PARENTHESIS = re.compile(f"{QUOTED}|[()]")


def parse(text: str) -> Node | None:
    """What ``text`` asks for; None where it asks for nothing.

    Raises QueryError, which says where it stopped making sense.
    """
    if len(text) > LONGEST_QUERY:
        raise QueryError(Sentence("The query is too long."), LONGEST_QUERY)
    if not text.strip():
        return None
    _require_shallow(text)
    try:
        return _ToSyntax().transform(_parser().parse(text))
    except VisitError as error:
        if isinstance(error.orig_exc, QueryError):
            raise error.orig_exc from None
        raise
    except UnexpectedToken as error:
        raise _about_token(text, error.token) from None
    except UnexpectedCharacters as error:
        raise _about_character(text, error.pos_in_stream) from None


def needs_encoder(text: str) -> bool:
    """Whether a query has words or examples, or is facts of the catalogue alone. Raises QueryError."""
    query = parse(text)
    return query is not None and any(True for _ in meanings(query))


class _PlainWord(Words):
    """Typed without quotes and weight: what stands beside it belongs to it."""

    __slots__ = ()


class _ToSyntax(Transformer_NonRecursive[Token, Node]):
    """Makes the syntax tree of the parse tree, from the leaves up."""

    @v_args(meta=True)
    def word(self, meta: Meta, children: list[Token]) -> Node:
        word, *weight = children
        name = word.rstrip(COLONS)
        if name != word and name.lower() in (LIKE, *FIELDS):
            raise QueryError(needs_value(name), meta.start_pos)
        if not weight:
            return _PlainWord(str(word), 1.0, (_span(meta),))
        return Words(str(word), _weight(weight[0]), (_span(meta),))

    @v_args(meta=True)
    def phrase(self, meta: Meta, children: list[Token]) -> Node:
        phrase, *weight = children
        text = " ".join(unquoted(phrase).split())
        if not text:
            raise QueryError(Sentence("There is nothing between the quotes."), meta.start_pos)
        return Words(text, _weight(weight[0]) if weight else 1.0, (_span(meta),))

    @v_args(meta=True)
    def field(self, meta: Meta, children: list[Token]) -> Node:
        (token,) = children
        name, value = re.split(f"[{COLONS}]", token, maxsplit=1)
        is_quoted = value[0] in QUOTES
        if is_quoted:
            inner = re.match(QUOTED, value)
            assert inner is not None
            value = unquoted(inner[0]).strip() + value[inner.end() :]
        if name.lower() == LIKE:
            if not value:
                raise QueryError(needs_value(name), meta.start_pos)
            return Like(Path(value).expanduser(), 1.0, _span(meta))
        try:
            chosen = read_field(name, value)
            if is_quoted and isinstance(chosen, Shows):
                chosen = replace(chosen, is_name=True)
            return Where(chosen, _span(meta))
        except UserInputError as error:
            raise QueryError(error.problem, meta.start_pos) from error

    @v_args(meta=True)
    def negated(self, meta: Meta, children: list[Token | Node]) -> Node:
        part = children[-1]
        assert not isinstance(part, Token)
        if isinstance(part, Not):
            return part.part
        return Not(part, _span(meta))

    @v_args(meta=True)
    def run(self, meta: Meta, children: list[Node]) -> Node:
        # "dog on the beach" is one thing to look for, also where a filter stands between its words.
        sentence = [part for part in children if isinstance(part, _PlainWord)]
        parts = [part for part in children if not isinstance(part, _PlainWord)]
        if sentence:
            text = " ".join(word.text for word in sentence)
            parts.insert(0, Words(text, 1.0, tuple(word.span for word in sentence)))
        return _joined(All, parts, meta)

    @v_args(meta=True)
    def all(self, meta: Meta, children: list[Token | Node]) -> Node:
        return _joined(All, _without_operators(children), meta)

    @v_args(meta=True)
    def any(self, meta: Meta, children: list[Token | Node]) -> Node:
        return _joined(Any, _without_operators(children), meta)


def _without_operators(children: list[Token | Node]) -> list[Node]:
    return [child for child in children if not isinstance(child, Token)]


def _joined(kind: type[All] | type[Any], parts: list[Node], meta: Meta) -> Node:
    if len(parts) == 1:
        return parts[0]
    # (a AND b) AND c is a AND b AND c.
    flat: list[Node] = []
    for part in parts:
        flat += part.parts if isinstance(part, kind) else (part,)
    return kind(tuple(flat), _span(meta))


def _span(meta: Meta) -> Span:
    return Span(meta.start_pos, meta.end_pos)


def _weight(token: Token) -> float:
    weight = float(token[1:])
    if not 0 < weight <= MOST_WEIGHT:
        raise QueryError(
            Sentence("A weight is a number above 0, up to {most:.0f}.", most=MOST_WEIGHT),
            token.start_pos or 0,
        )
    return weight


def _require_shallow(text: str) -> None:
    depth = 0
    for match in _QUOTED_OR_PARENTHESIS.finditer(text):
        depth += {"(": 1, ")": -1}.get(match[0], 0)
        if depth > DEEPEST:
            raise QueryError(Sentence("There are too many parentheses within each other."), match.start())


def _about_token(text: str, token: Token) -> QueryError:
    if token.type == "$END":
        opened = _unclosed_parenthesis(text)
        if opened is not None and text.rstrip()[-1:] != "(":
            return QueryError(Sentence("This parenthesis is not closed."), opened)
        last = text.rstrip().split()[-1].lstrip("(")
        if last in ("AND", "OR", "NOT"):
            return QueryError(
                Sentence("‘{last}’ needs something after it.", last=last), len(text.rstrip()) - len(last)
            )
        return QueryError(Sentence("There is nothing in these parentheses yet."), len(text.rstrip()) - 1)
    position = token.start_pos or 0
    if token.type == "RPAR":
        before = text[:position].rstrip()
        if before.endswith("("):
            return QueryError(Sentence("There is nothing in these parentheses."), len(before) - 1)
        if _unclosed_parenthesis(before) is None:
            return QueryError(Sentence("This parenthesis closes nothing."), position)
        return QueryError(Sentence("Something is missing before this parenthesis."), position)
    if token.type == "WEIGHT":
        return QueryError(Sentence("A weight stands right behind a word, as in sunset^2."), position)
    return QueryError(
        Sentence("‘{token}’ needs something on both sides; in quotes it is a word.", token=str(token)),
        position,
    )


def _about_character(text: str, position: int | None) -> QueryError:
    position = position or 0
    if text[position] == "^":
        return QueryError(Sentence("‘^’ gives a word its weight, as in sunset^2."), position)
    return QueryError(Sentence("This quote is not closed."), position)


def _unclosed_parenthesis(text: str) -> int | None:
    opened: list[int] = []
    for match in _QUOTED_OR_PARENTHESIS.finditer(text):
        if match[0] == "(":
            opened.append(match.start())
        elif match[0] == ")" and opened:
            opened.pop()
    return opened[-1] if opened else None


@cache
def _parser() -> Lark:
    grammar = (files(__package__) / "grammar.lark").read_text(encoding="utf-8")
    return Lark(
        grammar,
        parser="lalr",
        # Tokens are the same everywhere, so that OR is the operator also where none may stand, and is told.
        lexer="basic",
        propagate_positions=True,
        maybe_placeholders=False,
    )
