"""Somebody who answers a form at random: what was computed step by step is what a fresh computation gives."""

from __future__ import annotations

import random
import time

from surveys.interview import surroundings
from tianye.domain.errors import UserFault
from tianye.forms.definition import FormDefinition, Kind
from tianye.forms.entry import Entry, Surroundings
from tianye.forms.nodes import Node
from tianye.forms.xpath import number_text

LONGEST_SECONDS = 10
"""What one step may take on any machine, before it counts as one that does not end."""
ASKED = frozenset({Kind.INPUT, Kind.SELECT_ONE, Kind.SELECT_MANY, Kind.RANK, Kind.RANGE, Kind.TRIGGER, Kind.UPLOAD})
VALUES = {
    "int": ("0", "1", "2", "7", "-3"),
    "decimal": ("0", "1.5", "22.25"),
    "date": ("2026-03-01", "1990-12-31"),
    "time": ("10:00:00.000+08:00",),
    "dateTime": ("2026-03-05T10:00:00.000+08:00",),
    "geopoint": ("30 100 0 0",),
    "geotrace": ("30 100 0 0;31 100 0 0",),
    "geoshape": ("30 100 0 0;31 100 0 0;31 101 0 0;30 100 0 0",),
}
WORDS = ("", "yes", "no", "1", "扎西", "2026-01-01")


def some_answer(node: Node, chance: random.Random) -> str:
    if chance.random() < 0.15:
        return ""
    values = [choice.value for choice in node.choices]
    match node.kind:
        case Kind.SELECT_ONE:
            return chance.choice(values) if values else ""
        case Kind.SELECT_MANY:
            return " ".join(chance.sample(values, k=min(2, len(values))))
        case Kind.RANK:
            return " ".join(chance.sample(values, k=len(values)))
        case Kind.TRIGGER:
            return "OK"
        case Kind.RANGE:
            return number_text(node.range_bounds[0]) if node.range_bounds else ""
        case _:
            return chance.choice(VALUES.get(node.value_type, WORDS))


def step(entry: Entry, chance: random.Random) -> None:
    """One thing somebody might do."""
    nodes = [node for node in entry.nodes() if node.is_relevant]
    questions = [node for node in nodes if node.kind in ASKED and not node.is_readonly]
    repeats = [node for node in nodes if node.kind is Kind.REPEAT and not node.is_fixed]
    free = {node.ref for node in repeats}
    removable = [node for node in nodes if node.kind is Kind.REPEAT_INSTANCE and node.ref.rpartition("[")[0] in free]
    dice = chance.random()
    if repeats and dice < 0.15:
        entry.add_repeat(chance.choice(repeats).ref)
    elif removable and dice < 0.25:
        entry.remove_repeat(chance.choice(removable).ref)
    elif entry.languages and dice < 0.3:
        entry.set_language(chance.choice(entry.languages))
    elif questions:
        node = chance.choice(questions)
        entry.answer(node.ref, some_answer(node, chance))


def without_chance() -> Surroundings:
    """What draws lots would differ between two computations of one thing."""
    return Surroundings(surroundings().now, lambda: 0.5, lambda: "00000000-0000-4000-8000-000000000000")


def walk(definition: FormDefinition, seed: int, steps: int) -> None:
    """Do things at random, and after each compare with a fresh computation of the same answers."""
    chance = random.Random(seed)
    entry = Entry.open(definition, without_chance())
    for _ in range(steps):
        began = time.monotonic()
        try:
            step(entry, chance)
        except UserFault as refused:
            # an answer may ask for more repetitions than there can be; it is refused, and nothing has happened
            if refused.code != "forms.too-many-instances":
                raise
        assert time.monotonic() - began < LONGEST_SECONDS, "a step did not end in time"
        fresh = Entry.restore(definition, without_chance(), entry.snapshot())
        assert fresh.nodes() == entry.nodes()
        assert fresh.snapshot() == entry.snapshot()
    submission = entry.submission()
    again = Entry.reopen(definition, without_chance(), submission.encode(), entry.language)
    assert again.submission() == submission
