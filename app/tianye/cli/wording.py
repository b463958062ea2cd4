"""Every fault in plain sentences: what happened, what was kept, what to do.

The low rooms raise codes; the words are here, calm and without blame. `{name}` stands for a value of the fault's data,
`{count:row|rows}` for a number with its noun.
A test compares the codes with those that are raised anywhere in the program.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from tianye.cli.sentences import (
    access,
    answers,
    authors,
    cases,
    chinese,
    documents,
    exchange,
    forms,
    keeping,
    people,
    program,
    scenes,
)
from tianye.domain.errors import TianyeError

SENTENCES: Final[dict[str, tuple[str, str, str]]] = (
    program.SENTENCES
    | exchange.SENTENCES
    | people.SENTENCES
    | documents.SENTENCES
    | forms.SENTENCES
    | cases.SENTENCES
    | keeping.SENTENCES
    | answers.SENTENCES
    | access.SENTENCES
)
"""Error code → what happened, what was kept, what to do."""

REMARKS: Final[dict[str, str]] = program.REMARKS | documents.REMARKS | forms.REMARKS | scenes.REMARKS | cases.REMARKS
"""Code of a remark on a cell, a row or a form that is no fault by itself → one sentence."""

MENDS: Final[dict[str, str]] = authors.MENDS
"""Code of a remark on a place in a form → how its author mends it."""

_UNWORDED = ("Something went wrong that has no name yet.", "Nothing was half-written.", "Please report the code below.")


@dataclass(frozen=True, slots=True)
class Sentences:
    """A fault in words."""

    what_happened: str
    what_was_kept: str
    next_step: str


def sentences(fault: TianyeError) -> Sentences:
    """Return what is said of a fault, with its data filled in."""
    return Sentences(*(_filled(text, fault.data) for text in SENTENCES.get(fault.code, _UNWORDED)))


def remark(code: str, data: Mapping[str, object]) -> str:
    """Return the sentence on one cell, row or place of a list; the code itself where there is no sentence."""
    text = REMARKS.get(code) or SENTENCES.get(code, (code,))[0]
    return _filled(text, data)


def mending(code: str, data: Mapping[str, object]) -> str:
    """Return how the author of a form mends a place in it, blank where there is nothing to say."""
    return _filled(MENDS.get(code, ""), data)


def in_chinese(code: str, data: Mapping[str, object]) -> str:
    """Return what is said of a place in a form and how to mend it, in Chinese; blank where there are no such words."""
    return "".join(_filled(text, data) for text in chinese.CHINESE.get(code, ()))


def worded(text: str, **data: object) -> str:
    """Fill in a sentence: `{name}` is a value, `{count:row|rows}` a number with its noun."""
    return _filled(text, data)


class _Value(str):
    """A value in a sentence; a format such as `row|rows` puts the noun behind it."""

    __slots__ = ()

    def __format__(self, nouns: str) -> str:
        one, _, several = nouns.partition("|")
        return f"{self} {one if self == '1' else several}" if nouns else str(self)


class _Data(dict[str, _Value]):
    def __missing__(self, key: str) -> _Value:
        return _Value("?")


_SIDES = {"hq": "headquarters", "laptop": "a laptop"}


def _filled(text: str, data: Mapping[str, object]) -> str:
    if not data.get("name", "?"):
        # the system does not always tell which file it was
        text = text.replace(" ({name})", "").replace(", {name})", ")")
    told = {**data, "needed": _SIDES.get(str(data["needed"]), data["needed"])} if "needed" in data else data
    return text.format_map(_Data({name: _Value(_plain(value)) for name, value in told.items()}))


def _plain(value: object) -> str:
    if isinstance(value, list | tuple):
        return ", ".join(map(str, value))
    return "?" if value is None or value == "" else str(value)
