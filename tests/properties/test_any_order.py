"""Whatever order answers come in: if the answers that count are the same in the end, so is everything else.

This holds of a form that only reads what is there now. Not of one that remembers how it came about: `once()`, actions
on a change, a default that reads another question, a calculation that somebody wrote over, a count that is blank (it
keeps the instances of before).
"""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forms.at_random import form_at_random
from forms.walking import ASKED, step, walk, without_chance
from surveys.interview import define
from surveys.test_decisions import CASCADE, FAMILY
from surveys.test_lessons import HOUSEHOLD
from tianye.domain.errors import UserFault
from tianye.forms.definition import FormDefinition, Kind
from tianye.forms.entry import Entry
from tianye.forms.nodes import Node

OWN: dict[str, Callable[[], FormDefinition]] = {
    "cascade": lambda: define(CASCADE),
    "family": lambda: define(FAMILY),
    "household": lambda: define(HOUSEHOLD),
}
SEEDS = st.integers(min_value=0, max_value=1_000_000)


def walked(definition: FormDefinition, chance: random.Random, steps: int) -> Entry:
    entry = Entry.open(definition, without_chance())
    for _ in range(steps):
        step(entry, chance)
    return entry


def asked(entry: Entry) -> list[Node]:
    return [node for node in entry.nodes() if node.kind in ASKED and node.is_relevant]


def take_toward(entry: Entry, goal: Entry, chance: random.Random) -> bool:
    """Do one thing that is still to do, chosen at random; False when nothing is left that can be done."""
    wanted = {node.ref: node for node in goal.nodes() if node.is_relevant}
    now = {node.ref: node for node in entry.nodes() if node.is_relevant}
    todo: list[Callable[[], object]] = []
    for ref, node in wanted.items():
        here = now.get(ref)
        if here is None:
            continue
        if node.kind is Kind.REPEAT and not here.is_fixed and here.count != node.count:
            last = f"{ref}[{here.count}]"
            is_more = here.count < node.count
            todo.append(
                lambda ref=ref, last=last, is_more=is_more: (  # type: ignore[misc]
                    entry.add_repeat(ref) if is_more else entry.remove_repeat(last)
                )
            )
        elif node.kind in ASKED and here.value != node.value:
            todo.append(lambda ref=ref, value=node.value: entry.answer(ref, value))  # type: ignore[misc]
    chance.shuffle(todo)
    for act in todo:
        try:
            act()
        except UserFault:  # not yet: another answer has to come first
            continue
        return True
    return False


def given_another_way(goal: Entry, chance: random.Random) -> Entry:
    """The same answers from a fresh start, after some that are taken back, in another order and other languages."""
    entry = walked(goal.definition, chance, chance.randint(0, 6))
    for _ in range(1_000):
        if not take_toward(entry, goal, chance):
            break
        if entry.languages and chance.random() < 0.1:
            entry.set_language(chance.choice(entry.languages))
    if goal.language is not None:
        entry.set_language(goal.language)
    return entry


def check_any_order(definition: FormDefinition, seed: int, steps: int) -> None:
    chance = random.Random(seed)
    goal = walked(definition, chance, steps)
    other = given_another_way(goal, chance)
    if [node.value for node in asked(other)] != [node.value for node in asked(goal)]:
        return  # an answer stands where it cannot be given anew: its question was closed after it was answered
    assert other.nodes() == goal.nodes()
    assert other.submission() == goal.submission()


@pytest.mark.parametrize("name", OWN)
@given(seed=SEEDS)
@settings(max_examples=20)
def test_our_own_forms(name: str, seed: int) -> None:
    check_any_order(OWN[name](), seed, 20)


@given(seed=SEEDS)
@settings(max_examples=120)
def test_forms_at_random(seed: int) -> None:
    check_any_order(form_at_random(seed, with_memory=False), seed, 15)


@given(seed=SEEDS)
@settings(max_examples=60)
def test_a_submission_read_back_is_the_entry_as_far_as_it_counts(seed: int) -> None:
    definition = form_at_random(seed, with_memory=False)
    goal = walked(definition, random.Random(seed), 15)
    again = Entry.reopen(definition, without_chance(), goal.submission().encode(), goal.language)
    assert again.submission() == goal.submission()
    assert again.answers() == goal.answers()


@given(seed=SEEDS, with_memory=st.booleans())
@settings(max_examples=120)
def test_step_by_step_equals_from_scratch(seed: int, with_memory: bool) -> None:
    walk(form_at_random(seed, with_memory=with_memory), seed, 12)


def test_most_walks_can_be_taken_another_way() -> None:
    reached = 0
    for seed in range(40):
        goal = walked(form_at_random(seed, with_memory=False), random.Random(seed), 15)
        other = given_another_way(goal, random.Random(seed))
        reached += [node.value for node in asked(other)] == [node.value for node in asked(goal)]
    assert reached >= 30, "else the comparison above would compare too little"
