"""Surveys: entries opened on a form, kept as drafts after every answer, finished as responses.

The form engine decides everything about a form; this module gives it what is impure and keeps what it answers.
"""

from __future__ import annotations

import json
import re
import uuid
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any, Final

from tianye.domain.changes import Changes
from tianye.domain.contents import content_name, named_content
from tianye.domain.errors import NextStep, TianyeError, UserFault, WorldFault
from tianye.domain.ids import make_id
from tianye.domain.ops import encode_fields
from tianye.domain.responses import read_design, read_phase, submission_id
from tianye.forms.definition import FormDefinition, Kind
from tianye.forms.entry import Entry, Snapshot, Surroundings
from tianye.forms.nodes import Violation
from tianye.services import answer_files, sealed_answers
from tianye.services.definitions import load_definition
from tianye.services.held_answers import CONTENTS
from tianye.services.listing import operator_name
from tianye.services.station import Done, Station
from tianye.services.trail import FORM_FINALIZE, Trail, write_trail
from tianye.services.unnamed import identity_places, telling_places
from tianye.store import files
from tianye.store.attachments import MAX_BYTES
from tianye.store.contents import named_in_draft
from tianye.store.drafts import DraftRow, Drafts, HeldAnswer
from tianye.store.queries import forms
from tianye.store.queries.forms import FormRow

FILE_MARK: Final = "@"
"""How a prepared answer begins that stands for a file."""
_POSITION: Final = re.compile(r"\[\d+\]")


@dataclass(frozen=True, slots=True)
class Context:
    """What a response is about besides its answers; ids, all optional. Without `person` it is anonymous."""

    person: bytes | None = None
    training: bytes | None = None
    session: bytes | None = None
    phase: str | None = None
    design: str | None = None


@dataclass(slots=True)
class Filling:
    """A form being filled in at this station; `id` becomes the response's.

    `attached` are contents by name that are not in the store yet: they go there with the draft or the response.
    """

    id: bytes
    form: FormRow
    context: Context
    entry: Entry
    is_finished: bool = False
    attached: dict[str, bytes] = field(default_factory=dict, repr=False)
    trail: Trail | None = field(default=None, repr=False)
    """How it is answered, where the form asks for that and a person is named."""
    halves: dict[str, str] = field(default_factory=dict, repr=False)
    """What was typed and is no value, by place, as the screen writes it; kept with the draft and never handed in."""
    basis: dict[str, list[bytes]] | None = None
    """Of a correction of a finished response (`corrections`): per field the operations whose values it replaces."""


@dataclass(frozen=True, slots=True)
class Filled:
    """What filling a form from prepared answers came to: finished, or left as a draft with what it still breaks."""

    id: bytes
    is_finished: bool
    violations: tuple[Violation, ...]
    refused: tuple[tuple[str, TianyeError], ...]
    done: Done | None


def get_form(station: Station, text: str, version: str | None = None) -> FormRow:
    """Return a form by its id (and version); raises `UserFault("form.unknown")`."""
    found = forms.find_newest_form(station.database, text.strip(), version)
    if found is None:
        raise UserFault("form.unknown", next_step=NextStep.MEND_INPUT)
    return found


def surroundings(station: Station, response: bytes | None = None) -> Surroundings:
    """Return what an entry at this station needs from outside; `response` is the id it becomes a response under."""
    random = station.world.random

    return Surroundings(
        station.local_time,
        lambda: int.from_bytes(random(6), "big") / 2**48,
        lambda: str(uuid.UUID(bytes=random(16), version=4)),
        {"deviceid": f"tianye:{station.identity.device.hex()}", "username": operator_name(station)},
        identity=submission_id(response) if response is not None else None,
    )


def _with_last_saved(station: Station, definition: FormDefinition, around: Surroundings) -> Surroundings:
    """Add the newest response to this form that is known here and has a name, where the form reads it.

    One without a name says nothing to the next: whoever reads it there could tell who gave it.
    """
    newest = forms.newest_named(station.database, definition.form_id) if definition.uses_last_saved else None
    if newest is None:
        return around
    repeats = station.state("response", newest.id).get("repeats") or {}
    snapshot = Snapshot(definition.form_id, definition.version, None, newest.answers, dict(repeats))
    return replace(around, last_saved=Entry.restore(definition, around, snapshot).submission().encode())


def begin(station: Station, form: FormRow, context: Context, *, language: str | None = None) -> Filling:
    """Open an entry on a version of a form.

    Raises `UserFault`: `form.not-arrived`, `person.unknown`, `response.phase-unknown`, `response.design-unknown`.
    """
    if context.person is not None and not station.log.has_owner(context.person):
        raise UserFault("person.unknown", next_step=NextStep.MEND_INPUT)
    if context.phase is not None:
        context = replace(context, phase=str(read_phase(context.phase)))
    if context.design is not None:
        context = replace(context, design=str(read_design(context.design)))
    identifier = make_id(station.world.random)
    definition = load_definition(station, form)
    entry = Entry.open(definition, _with_last_saved(station, definition, surroundings(station, identifier)))
    if language is not None:
        entry.set_language(language)
    trail = Trail.begun(station.told_ms()) if definition.audit is not None and context.person is not None else None
    return Filling(identifier, form, context, entry, trail=trail)


def save_draft(station: Station, filling: Filling) -> None:
    """Keep an entry as it is now, with what was attached; durable when this returns.

    A content that was replaced or cleared, and that nothing else names, goes.
    """
    context = {
        name: value.hex() if isinstance(value, bytes) else value for name, value in asdict(filling.context).items()
    }
    drafts = Drafts(station.database)
    row = DraftRow(
        filling.id,
        filling.form.id,
        station.told_ms(),
        json.dumps(context | _beside(filling)),
        json.dumps(asdict(filling.entry.snapshot()), ensure_ascii=False),
    )
    with station.writing():
        before = drafts.find(filling.id)
        _keep_attached(station, filling)
        drafts.keep(row)
        gone = named_in_draft(before) - named_in_draft(row) if before is not None else set()
        is_to_sweep = answer_files.forget(station, gone)
    filling.attached.clear()
    if is_to_sweep:
        station.attachments.sweep()


def _beside(filling: Filling) -> dict[str, Any]:
    """Return what a draft remembers besides its answers and what they are about."""
    beside: dict[str, Any] = {"halves": filling.halves} if filling.halves else {}
    if filling.trail is not None:
        beside["trail"] = filling.trail.to_plain()
    if filling.basis is not None:
        beside["basis"] = {name: [one.hex() for one in older] for name, older in filling.basis.items()}
    return beside


def _keep_attached(station: Station, filling: Filling) -> None:
    """Keep what was attached, in the open transaction."""
    is_telling = filling.context.person is None or sealed_answers.is_sealed_here(station, filling.form)
    answer_files.keep(station, filling.attached, filling.entry, is_telling=is_telling)


def reopen_draft(station: Station, identifier: bytes) -> Filling:
    """Open a draft with the form version it began with; raises `UserFault("draft.unknown")`."""
    row = Drafts(station.database).find(identifier)
    if row is None:
        raise UserFault("draft.unknown", next_step=NextStep.MEND_INPUT)
    form = forms.find_form(station.database, row.form)
    if form is None:
        raise UserFault("form.unknown", next_step=NextStep.ASK_HEADQUARTERS)
    said = json.loads(row.context)
    ids = {name: bytes.fromhex(said[name]) if said[name] else None for name in ("person", "training", "session")}
    context = Context(**ids, phase=said["phase"], design=said["design"])
    snapshot = Snapshot(**json.loads(row.snapshot))
    definition = load_definition(station, form)
    around = _with_last_saved(station, definition, surroundings(station, row.id))
    entry = Entry.restore(definition, around, snapshot)
    trail = Trail.gone_on_with(said["trail"], station.told_ms()) if "trail" in said else None
    basis = {name: [bytes.fromhex(one) for one in older] for name, older in said.get("basis", {}).items()}
    return Filling(row.id, form, context, entry, trail=trail, halves=said.get("halves", {}), basis=basis or None)


def restore(station: Station, filling: Filling, snapshot: Snapshot) -> Entry:
    """Return the entry of a filling as a snapshot has it."""
    definition = filling.entry.definition
    return Entry.restore(definition, _with_last_saved(station, definition, surroundings(station, filling.id)), snapshot)


def all_drafts(station: Station) -> list[DraftRow]:
    """Return the drafts of this station, the latest first."""
    return Drafts(station.database).all()


def is_correction(row: DraftRow) -> bool:
    """Say whether a draft corrects answers that were handed in."""
    return "basis" in json.loads(row.context)


def drop_draft(station: Station, identifier: bytes) -> None:
    """Throw a draft away, with what was attached to it and nothing else names."""
    with station.writing():
        is_to_sweep = _drop_draft(station, identifier)
    if is_to_sweep:
        station.attachments.sweep()


def _drop_draft(station: Station, identifier: bytes) -> bool:
    """Drop a draft and what only it named, in the open transaction; says whether a sweep is due."""
    drafts = Drafts(station.database)
    row = drafts.find(identifier)
    drafts.drop(identifier)
    return row is not None and answer_files.forget(station, named_in_draft(row))


def finish(station: Station, filling: Filling) -> Done:
    """Make a response of an entry; raises `UserFault("response.incomplete")` while it breaks a rule.

    An anonymous one waits, with its day only, until its session is closed or its day is over, and then enters the log
    in random order: so the order of the log says nothing about who answered what. One to a sensitive form is sealed for
    headquarters and waits likewise, whoever gave it. Finishing twice changes nothing.
    """
    if filling.basis is not None:
        raise UserFault("correction.no-reason", next_step=NextStep.MEND_INPUT)
    if filling.is_finished or station.log.find_subject("response", filling.id) is not None:
        return nothing_done()
    need_whole(filling)
    # writes what a form says at its end: when it was finished
    filling.entry.submission()
    _tell_trail(station, filling)
    fields = _response_fields(station, filling)
    is_sealed = sealed_answers.is_sealed_here(station, filling.form)
    if is_sealed or filling.context.person is None:
        with station.writing():
            if is_sealed:
                sealed = sealed_answers.seal_contents(station, fields["answers"], filling.attached)
                fields = sealed_answers.seal_fields(station, fields) | ({CONTENTS: sealed} if sealed else {})
            else:
                _keep_attached(station, filling)
            held = HeldAnswer(filling.id, filling.context.session, fields["on"], encode_fields(fields))
            Drafts(station.database).hold(held)
            is_to_sweep = _drop_draft(station, filling.id)
        _has_finished(station, filling, is_to_sweep=is_to_sweep)
        if is_sealed:
            _forget(station, filling)
        return Done(None, Changes())
    with station.command("finish survey") as command:
        _keep_attached(station, filling)
        command.add("response.finished", filling.id, fields, owner=filling.context.person, is_new=True)
        # what the response names it names before the draft goes
        command.write()
        is_to_sweep = _drop_draft(station, filling.id)
    _has_finished(station, filling, is_to_sweep=is_to_sweep)
    return command.done


def nothing_done() -> Done:
    """Return what was done where everything was so already."""
    return Done(None, Changes())


def need_whole(filling: Filling) -> None:
    """Refuse an entry that breaks a rule: raises `UserFault("response.incomplete")`."""
    broken = len(filling.entry.problems())
    if broken:
        raise UserFault("response.incomplete", next_step=NextStep.MEND_INPUT, violations=broken)


def write_correction(station: Station, filling: Filling, fields: Mapping[str, Any]) -> Done:
    """Write what a correction says over what its author saw, and drop its draft."""
    older = {name: list(filling.basis.get(name, ())) for name in fields} if filling.basis is not None else None
    person = filling.context.person or b""
    owner = person if station.log.has_owner(person) else filling.id
    with station.command("correct answers") as command:
        _keep_attached(station, filling)
        command.add("response.corrected", filling.id, fields, owner=owner, supersedes=older)
        command.write()
        is_to_sweep = _drop_draft(station, filling.id)
    _has_finished(station, filling, is_to_sweep=is_to_sweep)
    return command.done


def answered_fields(station: Station, filling: Filling) -> dict[str, Any]:
    """Return what an entry says as a response: its answers, and how many instances its repeats have."""
    fields = _response_fields(station, filling)
    return {name: fields[name] for name in ("answers", "repeats")}


def _tell_trail(station: Station, filling: Filling) -> None:
    """Attach the table of how the form was answered, where it asks for one and its response has a name."""
    audit = filling.entry.definition.audit
    if filling.trail is None or audit is None:
        return
    filling.trail.mark(FORM_FINALIZE, station.told_ms())
    table = write_trail(filling.trail, audit, operator_name(station))
    name = content_name(table, "csv")
    filling.attached[name] = table
    filling.entry.tell_audit(name)


def _has_finished(station: Station, filling: Filling, *, is_to_sweep: bool) -> None:
    filling.is_finished = True
    filling.attached.clear()
    if is_to_sweep:
        station.attachments.sweep()


def _forget(station: Station, filling: Filling) -> None:
    """Leave nothing of sealed answers in the memory of this entry, nor of its draft in the log of the database."""
    filling.entry = Entry.open(filling.entry.definition, surroundings(station))
    filling.context = Context()
    filling.trail = None
    # it was committed; what a full disk keeps in the log is emptied with the next time
    with suppress(WorldFault):
        station.database.checkpoint()


def fill(
    station: Station,
    filling: Filling,
    answers: Mapping[str, Any],
    *,
    keep_draft: bool = False,
    folder: Path | None = None,
    finishing: Callable[[Station, Filling], Done] | None = None,
) -> Filled:
    """Give prepared answers by place (or by a question's name) and finish, refusing what a screen would refuse.

    Answers may come in any order: one whose question is not asked yet waits for the others. Repeats grow as their
    places are named. A question that takes a file is answered with `@FILE`, as seen from `folder`. With a refused
    answer, a broken rule or `keep_draft` the entry stays a draft. `finishing` says how a correction is finished.
    """
    remaining = dict(answers)
    while True:
        refused: dict[str, TianyeError] = {}
        for place, value in remaining.items():
            try:
                fill_one(station, filling, place, value, folder=folder)
            except (UserFault, WorldFault) as fault:
                refused[place] = fault
        if not refused or len(refused) == len(remaining):
            break
        # an answer just given may have made these questions appear
        remaining = {place: remaining[place] for place in refused}
    violations = tuple(filling.entry.problems())
    # a correction wants a reason besides
    waits = keep_draft or (filling.basis is not None and finishing is None)
    if refused or violations or waits:
        save_draft(station, filling)
        return Filled(filling.id, False, violations, tuple(refused.items()), None)
    return Filled(filling.id, True, (), (), (finishing or finish)(station, filling))


def fill_one(station: Station, filling: Filling, place: str, value: Any, *, folder: Path | None = None) -> None:
    """Give one answer by place or name, as a screen does; raises what the entry raises.

    Where the question takes a file: as `answer_files.need_fitting`, `UserFault("answer.not-a-file")`, and the
    `WorldFault`s of the file.
    """
    ref, text = _grown(filling.entry, place), _text(value)
    if text and filling.entry.node(ref).kind is Kind.UPLOAD:
        text = _attached(station, filling, ref, text, folder)
    filling.entry.answer(ref, text)


def _attached(station: Station, filling: Filling, ref: str, text: str, folder: Path | None) -> str:
    """Attach the file that an answer stands for, and return the content's name; one that is here already has it."""
    known = filling.attached.get(text) or station.attachments.find(named_content(text) or b"")
    if known is not None:
        answer_files.need_kind(filling.entry, ref, body=known, ending=text.rpartition(".")[2])
        return text
    if folder is None or not text.startswith(FILE_MARK):
        raise UserFault("answer.not-a-file", next_step=NextStep.MEND_INPUT, ref=ref)
    path = folder / text.removeprefix(FILE_MARK)
    if files.size_of(path) > MAX_BYTES:
        raise UserFault("attachment.too-large", next_step=NextStep.CHOOSE_ANOTHER_FILE, limit=MAX_BYTES)
    with files.naming_failures(path.name):
        body = path.read_bytes()
    answer_files.need_fitting(station, filling.entry, ref, body=body, ending=path.suffix, attached=filling.attached)
    name = content_name(body, path.suffix)
    filling.attached[name] = body
    return name


def _response_fields(station: Station, filling: Filling) -> dict[str, Any]:
    context, entry = filling.context, filling.entry
    # when exactly, and on which machine, an anonymous answer was given would tell who gave it
    untold = telling_places(entry.definition) if context.person is None else frozenset()
    # one that waits gets another id when it enters the log: what was computed from the first would not fit it
    waits = context.person is None or sealed_answers.is_sealed_here(station, filling.form)
    by_id = identity_places(entry.definition, only_unread=waits)
    answers = {
        node.ref: node.value
        for node in entry.nodes()
        if node.is_question and node.is_relevant and node.value != "" and _without_positions(node.ref) not in untold
    }
    told = submission_id(filling.id)
    answers = {place: value for place, value in answers.items() if value != told or place not in by_id}
    fields: dict[str, Any] = {
        "form": filling.form.id,
        "form_version": filling.form.version,
        "on": station.local_time().date().isoformat(),
        "language": entry.language,
        "answers": answers,
        "repeats": entry.snapshot().repeats,
    }
    said = {name: value for name, value in asdict(context).items() if value is not None}
    return fields | said


def _without_positions(place: str) -> str:
    return _POSITION.sub("", place)


def _grown(entry: Entry, place: str) -> str:
    """Return the full place of an answer, after adding the repeat instances it names."""
    if not place.startswith("/"):
        found = [node.ref for node in entry.nodes() if node.name == place and node.is_question]
        if len(found) != 1:
            raise UserFault("forms.unknown-ref", next_step=NextStep.MEND_INPUT, ref=place)
        return found[0]
    steps = place.split("/")
    for depth, step in enumerate(steps, 1):
        name, bracket, position = step.partition("[")
        number = position.removesuffix("]")
        if bracket and number.isdecimal():
            repeat = "/".join([*steps[: depth - 1], name])
            if entry.node(repeat).count == int(number) - 1:
                entry.add_repeat(repeat)
    return place


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return " ".join(map(str, value))
    return "" if value is None else str(value)
