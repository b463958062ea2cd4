"""XPath 1.0 text to tokens (section 3.7 of the recommendation, with its rules for telling names from operators)."""

from __future__ import annotations

import re
from enum import Enum
from typing import NamedTuple

from tianye.forms.xpath.faults import ExpressionFault

MAX_CHARACTERS = 32 * 1024


class Kind(Enum):
    """What a token is; an operator name (`and`, `div`, `*` ...) is told from a path name by what stands before it."""

    NUMBER = "number"
    STRING = "string"
    NAME = "name"
    OPERATOR = "operator"
    PUNCTUATION = "punctuation"
    END = "end"


class Token(NamedTuple):
    """A piece of an expression, with its offset in characters."""

    kind: Kind
    text: str
    offset: int


_NAME = r"[^\W\d][\w.\-·]*"
_PATTERN = re.compile(
    rf"""
      (?P<space>[ \t\r\n]+)
    | (?P<number>\d+(?:\.\d*)?|\.\d+)
    | (?P<string>"[^"]*"|'[^']*')
    | (?P<name>{_NAME}(?::(?!:)(?:{_NAME}|\*))?)
    | (?P<operator><=|>=|!=|=|<|>|\+|-|\||\*)
    | (?P<punctuation>::|//|/|\.\.|\.|\(|\)|\[|\]|,|@|\$)
    """,
    re.VERBOSE,
)
_WORD_OPERATORS = frozenset({"and", "or", "div", "mod"})
_BEFORE_OPERAND = frozenset({"@", "::", "(", "[", ",", "/", "//"})


def tokenize(source: str) -> list[Token]:
    """Split an expression into tokens, ending with one of kind END.

    Raises ExpressionFault `too-long` above 32 KiB and `syntax` at the first character no token begins with.
    """
    if len(source) > MAX_CHARACTERS:
        raise ExpressionFault("too-long", f"{len(source)} characters")
    tokens: list[Token] = []
    offset = 0
    while offset < len(source):
        match = _PATTERN.match(source, offset)
        if match is None:
            raise ExpressionFault("syntax", source[offset : offset + 20])
        group = match.lastgroup
        text = match.group()
        if group == "number" and source[match.end() : match.end() + 1].isalpha():
            raise ExpressionFault("syntax", source[offset : offset + 20])
        if group != "space":
            kind = _kind(group, text, tokens)
            # Collect reads `OR` as `or`; after an operand there is nothing else that it could be
            tokens.append(Token(kind, text.lower() if kind is Kind.OPERATOR else text, offset))
        offset = match.end()
    tokens.append(Token(Kind.END, "", offset))
    return tokens


def _kind(group: str | None, text: str, before: list[Token]) -> Kind:
    operator_expected = bool(before) and not (
        before[-1].kind is Kind.OPERATOR or (before[-1].kind is Kind.PUNCTUATION and before[-1].text in _BEFORE_OPERAND)
    )
    if group == "name":
        return Kind.OPERATOR if operator_expected and text.lower() in _WORD_OPERATORS else Kind.NAME
    if text == "*" and not operator_expected:
        return Kind.NAME
    return Kind(group)
