"""A form written as a Markdown table, answered by path: how the survey tests speak."""

from __future__ import annotations

import random
import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

import pytest

from tianye.domain.errors import UserFault
from tianye.forms.definition import FormDefinition
from tianye.forms.entry import Entry, Surroundings
from tianye.forms.nodes import Node
from tianye.forms.parse import parse_form
from tianye.forms.parse.outside import EXTERNAL_FILE
from tianye.forms.xlsform import convert

NOW = datetime(2026, 3, 5, 9, 30, tzinfo=ZoneInfo("Asia/Shanghai"))


def surroundings(*, seed: int = 1, now: datetime = NOW, last_saved: bytes | None = None) -> Surroundings:
    """A frozen clock and seeded chance."""
    chance = random.Random(seed)
    return Surroundings(
        now=lambda: now,
        random=chance.random,
        uuid=lambda: str(uuid.UUID(int=chance.getrandbits(128), version=4)),
        properties={"deviceid": "laptop-1", "username": "tester"},
        last_saved=last_saved,
    )


@lru_cache(maxsize=256)
def _xform(table: str) -> tuple[bytes, dict[str, bytes]]:
    """The form, and the table of its external choices where it has any."""
    done = convert(table.encode(), filename="survey.md")
    return done.xform.encode(), {} if done.itemsets is None else {EXTERNAL_FILE: done.itemsets.encode()}


def define(table: str, media: Mapping[str, bytes] | None = None) -> FormDefinition:
    """The definition of a form written as a table; `| sheet |` lines begin sheets, as pyxform reads them."""
    xform, external = _xform(table)
    files = {**external, **(media or {})}
    return parse_form(xform, files.get)


@contextmanager
def refusing(code: str) -> Iterator[None]:
    """Expect a UserFault of exactly this code."""
    with pytest.raises(UserFault) as refused:
        yield
    assert refused.value.code == code


class Interview:
    """An entry, with the questions asked by name below /data."""

    def __init__(
        self, table: str, *, media: Mapping[str, bytes] | None = None, last_saved: bytes | None = None
    ) -> None:
        self.definition = define(table, media)
        self.entry = Entry.open(self.definition, surroundings(last_saved=last_saved))

    def answer(self, place: str, value: str) -> Interview:
        self.entry.answer(f"/data/{place}", value)
        return self

    def add(self, place: str) -> Interview:
        self.entry.add_repeat(f"/data/{place}")
        return self

    def remove(self, place: str) -> Interview:
        self.entry.remove_repeat(f"/data/{place}")
        return self

    def node(self, place: str) -> Node:
        return self.entry.node(f"/data/{place}")

    def __getitem__(self, place: str) -> str:
        return self.node(place).value

    def label(self, place: str) -> str:
        """The label with white space as a screen shows it."""
        return " ".join((self.node(place).label or "").split())

    def choices(self, place: str) -> list[str]:
        return [choice.value for choice in self.node(place).choices]

    def labels(self, place: str) -> list[str]:
        return [choice.label for choice in self.node(place).choices]

    def speak(self, language: str) -> Interview:
        self.entry.set_language(language)
        return self

    def shows(self, place: str) -> bool:
        return any(node.ref == f"/data/{place}" and node.is_relevant for node in self.entry.nodes())
