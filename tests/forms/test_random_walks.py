"""Whatever is answered in whatever order: what was computed step by step is what a fresh computation gives."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest

from surveys.interview import define, surroundings
from surveys.test_decisions import CASCADE, COUNTED, FAMILY
from surveys.test_lessons import HOUSEHOLD
from surveys.test_own_forms import NAMES, defined
from surveys.test_types import ALL, RULES
from tianye.forms.definition import FormDefinition, Kind
from tianye.forms.driver import load_definition
from tianye.forms.entry import Entry
from tianye.forms.nodes import Node

SHARED = Path(__file__).parents[3] / "shared" / "forms" / "generated" / "forms"
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
            return str(int(node.range_bounds[0])) if node.range_bounds else ""
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


def walk(definition: FormDefinition, seed: int, steps: int) -> None:
    chance = random.Random(seed)
    entry = Entry.open(definition, surroundings())
    for _ in range(steps):
        step(entry, chance)
        fresh = Entry.restore(definition, surroundings(seed=99), entry.snapshot())
        assert fresh.nodes() == entry.nodes()
        assert fresh.snapshot() == entry.snapshot()
    submission = entry.submission()
    assert Entry.reopen(definition, surroundings(seed=99), submission.encode()).submission() == submission


FORMS: dict[str, Callable[[], FormDefinition]] = {
    "counted": lambda: define(COUNTED),
    "cascade": lambda: define(CASCADE),
    "family": lambda: define(FAMILY),
    "household": lambda: define(HOUSEHOLD),
    "types": lambda: define(ALL),
    "rules": lambda: define(RULES),
    **{name: lambda name=name: defined(name) for name in NAMES},  # type: ignore[misc]
}


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("name", FORMS)
def test_step_by_step_equals_from_scratch(name: str, seed: int) -> None:
    walk(FORMS[name](), seed, 25)


@pytest.mark.shared
@pytest.mark.slow
@pytest.mark.skipif(not SHARED.exists(), reason="the generated forms are not beside the project")
def test_generated_forms_step_by_step() -> None:
    paths = sorted(SHARED.glob("*.xml"))
    assert paths
    for path in paths[::4]:
        walk(load_definition(path), 7, 8)
