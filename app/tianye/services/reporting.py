"""Figures: what a programme reports, each with its unit, scope, period and definition, checked before it leaves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
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
from tianye.services import assets
from tianye.services.station import Station
from tianye.store.queries import forms, trainings
from tianye.store.queries.facts import load_facts
from tianye.store.queries.forms import ResponseRow

WG_FORM = "wg_ss"
"""Form id of the Washington Group short set; its answers say whether somebody has a disability (D5)."""

WG_DOMAINS = ("seeing", "hearing", "walking", "remembering", "self_care", "communicating")

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
    """Return everything this station can count; what the Washington Group's questions say goes before the register."""
    facts = load_facts(station.database)
    responses = forms.all_responses(station.database)
    disabled = _disabilities(responses)
    persons = tuple(
        replace(person, is_disabled=disabled.get(person.id, person.is_disabled)) for person in facts.persons
    )
    return replace(facts, persons=persons, scores=tuple(_scores(responses)))


def _disabilities(responses: Iterable[ResponseRow]) -> dict[bytes, bool]:
    """Return person → what her latest answers say that say anything; responses come by day."""
    return {
        response.person: said
        for response in responses
        if response.form_id == WG_FORM
        and response.person is not None
        and (said := is_disabled(response.answers)) is not None
    }


def _scores(responses: Iterable[ResponseRow]) -> Iterator[Score]:
    for response in responses:
        if response.training is not None and (response.phase is not None or response.design is not None):
            yield from make_scores(
                response.person or response.id,
                response.training,
                response.design or DEFAULT_DESIGN,
                response.phase,
                response.answers,
            )


def is_disabled(answers: dict[str, str]) -> bool | None:
    """Apply the cut-off of the Washington Group: any domain «a lot» or «cannot»; unknown while one is not answered."""
    said = {path.rpartition("/")[2]: answer for path, answer in answers.items()}
    values = [said.get(f"wg_{domain}") for domain in WG_DOMAINS]
    if any(value in ("3", "4") for value in values):
        return True
    return None if any(value not in ("1", "2") for value in values) else False


def make_scope(
    station: Station, *, programmes: Sequence[str] = (), counties: Sequence[str] = (), kinds: Sequence[str] = ()
) -> Scope:
    """Return a scope from codes.

    Raises `UserFault`: `figures.unknown-programme`, `figures.unknown-kind`, `places.unknown-code`.
    """
    ids: set[bytes] = set()
    known = trainings.codes_of(station.database, "programme")
    for code in programmes:
        if code not in known:
            raise UserFault("figures.unknown-programme", next_step=NextStep.MEND_INPUT, known=sorted(known))
        ids.add(known[code])
    for kind in kinds:
        if kind not in set(TrainingKind):
            raise UserFault("figures.unknown-kind", next_step=NextStep.MEND_INPUT, known=[str(k) for k in TrainingKind])
    held_in = {training.county for training in trainings.all_trainings(station.database)}
    for county in counties:
        if county not in held_in:
            # an empty report for a mistyped code would be believed
            assets.places().get(county)
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
