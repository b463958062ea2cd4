"""Correcting a response that was finished: its answers are opened again, and what was said before stays in the log.

A correction is a draft under the response's own id until it is finished with a reason. It replaces what its author saw
when she began: where another laptop or headquarters corrected meanwhile, both words stand until a person decides.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import Any, Final, NamedTuple

from tianye.domain.errors import NextStep, UserFault
from tianye.domain.ops import decode_fields, decode_header, split_reference
from tianye.domain.responses import submission_id
from tianye.forms.definition import FormDefinition, Kind
from tianye.forms.entry import Entry, Snapshot
from tianye.forms.entry.told import told
from tianye.forms.nodes import Node
from tianye.services import surveys
from tianye.services.definitions import find_definition, load_definition
from tianye.services.station import Done, Station
from tianye.services.surveys import Context, Filling
from tianye.services.unnamed import identity_places
from tianye.store.drafts import Drafts
from tianye.store.queries import forms
from tianye.store.queries.forms import FormRow, ResponseRow

MOST_REASON: Final = 500
"""Characters of a reason."""
CORRECTED: Final = "response.corrected"
_FIELDS: Final = ("answers", "repeats", "reason")
"""What a correction sets: answers and repeats hold together (docs/decisions/0005)."""


def begin(station: Station, response: bytes) -> Filling:
    """Open a response with the form version it was given to, or go on with the correction that was begun of it.

    Raises `UserFault`: `response.unknown`, `correction.taken-back`, `correction.purged`, `correction.sealed`,
    `correction.nameless`, `correction.disputed`, `form.unknown`, `form.not-arrived`.
    """
    row = _need_correctable(station, response)
    if Drafts(station.database).find(response) is not None:
        return surveys.reopen_draft(station, response)
    form = forms.find_form(station.database, row.form or b"")
    if form is None:
        raise UserFault("form.unknown", next_step=NextStep.ASK_HEADQUARTERS)
    return _opened(station, row, form)


def finish(station: Station, filling: Filling, reason: str) -> Done:
    """Write what was corrected and why; the answers of before stay in the log.

    Raises `UserFault`: `correction.no-reason`, `correction.reason-too-long`, `correction.nothing-changed`,
    `response.incomplete`, and as `begin`.
    """
    if filling.is_finished:
        return surveys.nothing_done()
    said = " ".join(reason.split())
    if not said:
        raise UserFault("correction.no-reason", next_step=NextStep.MEND_INPUT)
    if len(said) > MOST_REASON:
        raise UserFault("correction.reason-too-long", next_step=NextStep.MEND_INPUT, limit=MOST_REASON)
    row = _need_correctable(station, filling.id)
    surveys.need_whole(filling)
    if _given(filling) == _given(_opened(station, row, filling.form)):
        raise UserFault("correction.nothing-changed", next_step=NextStep.MEND_INPUT)
    return surveys.write_correction(station, filling, surveys.answered_fields(station, filling) | {"reason": said})


def _given(filling: Filling) -> tuple[dict[str, str], dict[str, int]]:
    """Return what somebody answered: what the form computes anew by itself is no correction."""
    asked = (node for node in filling.entry.nodes() if node.is_question and node.is_relevant and not node.is_readonly)
    answers = {node.ref: node.value for node in asked if node.kind is not Kind.MODEL_VALUE}
    return answers, filling.entry.snapshot().repeats


def again(station: Station, filling: Filling) -> Filling:
    """Return a correction that was just taken back, to be gone on with; its answers are as they were."""
    return replace(filling, is_finished=False, basis=_basis(station, filling.id))


def _need_correctable(station: Station, response: bytes) -> ResponseRow:
    row = forms.find_response(station.database, response)
    if row is None:
        is_known = station.log.find_subject("response", response) is not None
        raise UserFault("correction.taken-back" if is_known else "response.unknown", next_step=NextStep.MEND_INPUT)
    state = station.state("response", response)
    if row.is_elsewhere and state.get("sealed") is not None:
        raise UserFault("correction.sealed", next_step=NextStep.ASK_HEADQUARTERS)
    if row.is_elsewhere:
        raise UserFault("correction.purged", next_step=NextStep.ASK_HEADQUARTERS)
    if row.person is None:
        raise UserFault("correction.nameless", next_step=NextStep.NOTHING)
    if "answers" in state.disagreements():
        raise UserFault("correction.disputed", next_step=NextStep.ASK_HEADQUARTERS)
    return row


def _opened(station: Station, row: ResponseRow, form: FormRow) -> Filling:
    definition = load_definition(station, form)
    entry = _restored(station, definition, row, row.answers)
    context = Context(row.person, row.training, row.session, row.phase, row.design)
    return Filling(row.id, form, context, entry, basis=_basis(station, row.id))


def _basis(station: Station, response: bytes) -> dict[str, list[bytes]]:
    """Return what a correction begun now replaces: per field the operations whose values stand."""
    state = station.state("response", response)
    return {name: state.standing(name) for name in _FIELDS}


def _restored(station: Station, definition: FormDefinition, row: ResponseRow, answers: Mapping[str, str]) -> Entry:
    """Return the entry that answers of a response were given in; its identity is not among what is kept of it."""
    around = surveys.surroundings(station, row.id)
    fresh = Entry.open(definition, around).snapshot().answers
    every = {place: value for place, value in fresh.items() if "/@" in place}
    every |= dict.fromkeys(identity_places(definition), submission_id(row.id)) | dict(answers)
    repeats = station.state("response", row.id).get("repeats") or {}
    snapshot = Snapshot(definition.form_id, definition.version, row.language, every, dict(repeats))
    return Entry.restore(definition, around, snapshot)


# ---- telling what was corrected ------------------------------------------------------------------------------------


class Change(NamedTuple):
    """One answer that was corrected, in words: the question, what was answered before, what after."""

    question: str
    before: str
    after: str


class Departure(NamedTuple):
    """One answer as one of several corrections has it: the question, what was answered before them all, what it says.

    `is_alone` where none of the others changed it: if another one stands, the answer is as before.
    """

    question: str
    before: str
    after: str
    is_alone: bool


class Version(NamedTuple):
    """One of several corrections of the same answers: on what they differ, and why it was made."""

    departures: tuple[Departure, ...]
    reason: str


class _Difference(NamedTuple):
    """A question on which sets of answers are not the same: each as it is kept, and as it is told."""

    question: str
    kept: list[str]
    told: list[str]


def changes_between(
    station: Station, response: bytes, before: Mapping[str, Any], after: Mapping[str, Any]
) -> list[Change]:
    """Return what differs between two sets of answers, in the order and words of the form, where it is here.

    Nothing is told of a sensitive form.
    """
    row = forms.find_response(station.database, response)
    form = forms.find_form(station.database, row.form or b"") if row is not None else None
    if row is None or form is None or form.is_sensitive:
        return []
    return [Change(one.question, *one.told) for one in _differing(station, row, form, [before, after])]


def told_apart(station: Station, response: bytes, every: Sequence[Mapping[str, Any]]) -> list[str]:
    """Return several sets of answers to one response as texts, each with what is not the same in all of them."""
    row = forms.find_response(station.database, response)
    form = forms.find_form(station.database, row.form or b"") if row is not None else None
    if row is None or form is None:
        return [", ".join(map(str, answers.values())) for answers in every]
    told_of: list[list[str]] = [[] for _ in every]
    for one in _differing(station, row, form, every):
        for texts, text in zip(told_of, one.told, strict=True):
            texts.append(f"{one.question}: {text or '–'}")
    return ["; ".join(texts) for texts in told_of]


def versions(station: Station, response: bytes, names: Sequence[bytes]) -> list[Version]:
    """Return what each of several operations made of the answers of before, where they are not all the same.

    `names` are references. Without departures where the answers of before, or the form, are not here.
    """
    row = forms.find_response(station.database, response)
    form = forms.find_form(station.database, row.form or b"") if row is not None else None
    said = [_fields_of(station, name) for name in names]
    reasons = [str(fields.get("reason") or "") for fields, _ in said]
    olds = (_fields_of(station, old)[0].get("answers") for _, replaced in said for old in replaced)
    before = next((answers for answers in olds if isinstance(answers, dict)), None)
    every = [fields.get("answers") for fields, _ in said]
    if row is None or form is None or before is None or not all(isinstance(answers, dict) for answers in every):
        return [Version((), reason) for reason in reasons]
    found: list[list[Departure]] = [[] for _ in every]
    for one in _differing(station, row, form, [before, *(answers or {} for answers in every)]):
        old, *new = one.kept
        if len(set(new)) == 1:
            continue
        for number, value in enumerate(new):
            others = {other for other in new if other != value}
            if value != old:
                found[number].append(Departure(one.question, one.told[0], one.told[number + 1], others == {old}))
    return [Version(tuple(changed), reason) for changed, reason in zip(found, reasons, strict=True)]


def chosen_words(station: Station, response: bytes, chosen: Mapping[str, Any], older: Iterable[bytes]) -> str:
    """Return answers that somebody decided for, where they differ from those of the operations they replaced."""
    others = [_fields_of(station, name)[0].get("answers") or {} for name in older]
    return told_apart(station, response, [chosen, *others])[0]


def _fields_of(station: Station, name: bytes) -> tuple[dict[str, Any], Sequence[bytes]]:
    """Return what an operation said, nothing where that is gone, and whose answers it replaced."""
    device, sequence = split_reference(name)
    for sealed in station.log.run(device, sequence, sequence):
        fields = decode_fields(sealed.payload) if sealed.payload is not None else {}
        return fields, decode_header(sealed.header).supersedes.get("answers", ())
    return {}, ()


def _differing(
    station: Station, row: ResponseRow, form: FormRow, every: Sequence[Mapping[str, Any]]
) -> list[_Difference]:
    """Return the questions on which sets of answers differ, with what each says, in the order and words of the form."""
    places = dict.fromkeys(place for answers in every for place in answers)
    differing = [place for place in places if len({answers.get(place) or "" for answers in every}) > 1]
    definition = find_definition(station, form)
    nodes: dict[str, Node] = {}
    if definition is not None:
        for answers in every:
            # answers that the form cannot be filled in with are told by their places
            with suppress(UserFault):
                found = _restored(station, definition, row, answers).nodes()
                nodes |= {node.ref: node for node in found if node.is_relevant}
    # what nobody was asked follows from the rest
    differing = [place for place in differing if place not in nodes or nodes[place].label]
    order = {place: number for number, place in enumerate(nodes)}
    differing.sort(key=lambda place: order.get(place, len(order)))
    return [_difference(nodes.get(place), place, every) for place in differing]


def _difference(node: Node | None, place: str, every: Sequence[Mapping[str, Any]]) -> _Difference:
    kept = [str(answers.get(place) or "") for answers in every]
    label = (node.label if node is not None else None) or place.rpartition("/")[2]
    question = label.partition("\n")[0].rstrip("？?：:。. ")
    return _Difference(question, kept, [told(node, value) for value in kept] if node is not None else kept)
