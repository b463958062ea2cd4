"""Figures: what a programme reports, each with its unit, scope, period and definition, checked before it leaves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from tianye.domain.errors import NextStep, UserFault
from tianye.domain.indicators import (
    Dimension,
    Facts,
    Figure,
    Period,
    Rules,
    Scope,
    Score,
    Violation,
    check_report,
    count,
)
from tianye.domain.responses import make_scores
from tianye.domain.trainings import TrainingKind
from tianye.services.station import Station
from tianye.store.queries import forms, trainings
from tianye.store.queries.facts import load_facts

WG_FORM = "wg_ss"
"""Form id of the Washington Group short set; its answers say whether somebody has a disability (D5)."""

DEFAULT_DESIGN = "classic"


@dataclass(frozen=True, slots=True)
class Report:
    """Figures of one question, and whatever in them cannot be true together."""

    figures: tuple[Figure, ...]
    violations: tuple[Violation, ...]
    scope: Scope
    period: Period
    names: dict[bytes, str]


def collect_facts(station: Station) -> Facts:
    """Return everything this station can count."""
    facts = load_facts(station.database)
    responses = forms.all_responses(station.database)
    scores: list[Score] = []
    disabled: dict[bytes, bool | None] = {}
    for response in responses:
        if response.form_id == WG_FORM and response.person is not None:
            said = is_disabled(response.answers)
            # answers come by day: the latest counts, except where it leaves open what an earlier one said
            if said is not None or response.person not in disabled:
                disabled[response.person] = said
        if response.training is not None and (response.phase is not None or response.design is not None):
            scores += make_scores(
                response.person or response.id,
                response.training,
                response.design or DEFAULT_DESIGN,
                response.phase,
                response.answers,
            )
    if disabled:
        persons = tuple(
            replace(person, is_disabled=disabled[person.id]) if person.id in disabled else person
            for person in facts.persons
        )
        facts = replace(facts, persons=persons)
    return replace(facts, scores=tuple(scores))


def is_disabled(answers: dict[str, str]) -> bool | None:
    """Apply the cut-off of the Washington Group: any domain «a lot» or «cannot»; unknown while one is not answered."""
    said = {path.rpartition("/")[2]: answer for path, answer in answers.items()}
    values = [said.get(f"wg_{domain}") for domain in WG_DOMAINS]
    if any(value in ("3", "4") for value in values):
        return True
    return None if any(value not in ("1", "2") for value in values) else False


WG_DOMAINS = ("seeing", "hearing", "walking", "remembering", "self_care", "communicating")


def make_scope(
    station: Station, *, programmes: Sequence[str] = (), counties: Sequence[str] = (), kinds: Sequence[str] = ()
) -> Scope:
    """Return a scope from codes; raises `UserFault`: `figures.unknown-programme`, `figures.unknown-kind`."""
    ids: set[bytes] = set()
    known = trainings.codes_of(station.database, "programme")
    for code in programmes:
        if code not in known:
            raise UserFault("figures.unknown-programme", next_step=NextStep.MEND_INPUT, known=sorted(known))
        ids.add(known[code])
    for kind in kinds:
        if kind not in set(TrainingKind):
            raise UserFault("figures.unknown-kind", next_step=NextStep.MEND_INPUT, known=[str(k) for k in TrainingKind])
    return Scope(
        frozenset(ids) if programmes else None,
        frozenset(counties) if counties else None,
        frozenset(kinds) if kinds else None,
    )


def make_report(
    station: Station,
    scope: Scope | None = None,
    period: Period | None = None,
    by: Sequence[Dimension] = (),
    rules: Rules | None = None,
) -> Report:
    """Count every indicator over a scope and period, with the rows asked for, and check the whole."""
    scope, period = scope or Scope(), period or Period()
    figures = count(collect_facts(station), scope, period, by, rules or Rules())
    return Report(tuple(figures), tuple(check_report(figures)), scope, period, names_of(station))


def names_of(station: Station) -> dict[bytes, str]:
    """Return what the ids in a report's rows are called: programmes by code and title."""
    names = {
        identifier: " ".join(part for part in (code, title) if part)
        for identifier, (code, title) in trainings.programme_titles(station.database).items()
    }
    return names | {row.id: row.code or "" for row in trainings.all_trainings(station.database)}


def read_day(text: str) -> date:
    """Read a day YYYY-MM-DD; raises `UserFault("figures.bad-day")`."""
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise UserFault("figures.bad-day", next_step=NextStep.MEND_INPUT) from None
