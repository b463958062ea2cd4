"""Responses as ODK submissions in folders, with their files and the forms; only what people consented to."""

from __future__ import annotations

import re
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path

from tianye.domain.contents import named_content
from tianye.domain.errors import NextStep, UserFault
from tianye.domain.ids import to_text
from tianye.domain.responses import submission_id
from tianye.forms.definition import FormDefinition, Kind
from tianye.forms.entry import Entry, Snapshot, Surroundings
from tianye.services.consented import Gate, Questionnaire
from tianye.services.exports import answered_here
from tianye.services.station import SHOWN_ZONE, Station
from tianye.store import files
from tianye.store.queries import forms
from tianye.store.queries.forms import ResponseRow


@dataclass(frozen=True, slots=True)
class OdkExported:
    """What was written: one folder with a submission in a folder of its own per response, and the forms in `forms/`.

    `files` lie beside the submissions that name them; `files_missing` are named, and have not arrived here.
    `held_back` answers were left out for want of consent. `recomputed` responses have a calculation that gives
    another result now than was recorded (chance, or an answer held back). `without_form` were not written because
    their form is not here, `elsewhere` because headquarters alone has their answers.
    """

    folder: Path
    responses: int
    held_back: int
    recomputed: int
    without_form: int
    elsewhere: int = 0
    files: int = 0
    files_missing: int = 0


def export_odk(
    station: Station, folder: Path, form: str, *, version: str | None = None, receivers: Sequence[str] = ()
) -> OdkExported:
    """Write each response of a form as `INSTANCE/submission.xml`, as the form engine writes it, into a new folder.

    Its pictures, sounds, videos and files lie beside it. The versions of the form that were answered are in
    `forms/NAME.xml`, with what they show in `forms/NAME-media/`.
    Times are those of the response; an anonymous one has only its day, at midnight. Answers without consent are not
    given to the engine, so nothing is computed from them. Raises `UserFault`: `form.unknown`, `file.exists`,
    `consent.unknown-purpose`.
    """
    gate = Gate(station, receivers)
    responses, elsewhere = answered_here(station, form, version)
    asked = Questionnaire(station, responses)
    if folder.exists():
        raise UserFault("file.exists", next_step=NextStep.CHOOSE_ANOTHER_FILE, name=folder.name)
    part = folder.with_name(folder.name + ".part")
    written = recomputed = without_form = 0
    with_files = _WithFiles(station)
    with files.naming_failures(folder.name):
        part.mkdir(parents=True)
    try:
        with_files.write_forms(part / "forms", {response.form for response in responses})
        for response in responses:
            definition = asked.definitions.get(response.form or b"")
            if definition is None:
                without_form += 1
                continue
            before = gate.held_back
            kept = gate.answers(response, asked)
            if definition.audit is not None and gate.held_back > before:
                # the log of the interview may say what was answered
                gate.held_back += kept.pop(definition.audit.path, None) is not None
            submission = _submission(station, definition, response, kept)
            instance = part / submission.folder
            if instance.exists():
                # a form may set its own instance ids, and then two responses can share one
                instance = part / f"{submission.folder}-{to_text(response.id)}"
            with files.naming_failures(instance.name):
                instance.mkdir()
            files.save_bytes(instance / "submission.xml", submission.xml.encode())
            with_files.write_contents(instance, submission.names)
            written += 1
            recomputed += submission.is_recomputed
        with files.naming_failures(folder.name):
            part.replace(folder)
            files.flush_folder(folder.parent)
    except BaseException:
        shutil.rmtree(part, ignore_errors=True)
        raise
    found = (with_files.written, with_files.missing)
    return OdkExported(folder, written, gate.held_back, recomputed, without_form, elsewhere, *found)


@dataclass(frozen=True, slots=True)
class _Submission:
    folder: str
    xml: str
    is_recomputed: bool
    names: tuple[str, ...]


class _WithFiles:
    """Writes what goes along with submissions: the forms, and the contents that answers name."""

    def __init__(self, station: Station) -> None:
        self._station = station
        self.written = self.missing = 0

    def write_forms(self, folder: Path, wanted: set[bytes | None]) -> None:
        """Write the forms that are here, each with its media in a folder beside it."""
        with files.naming_failures(folder.name):
            folder.mkdir()
        for form in forms.all_forms(self._station.database):
            if form.id in wanted and self._station.attachments.has(form.xform):
                name = re.sub(r"[^\w.-]+", "-", f"{form.form_id}-{form.version}")
                self._copy(form.xform, files.unique_path(folder, name, ".xml"))
                beside = folder / f"{name}-media"
                for title, hashed in form.media.items():
                    if Path(title).name != title:
                        continue
                    with files.naming_failures(beside.name):
                        beside.mkdir(exist_ok=True)
                    self._copy(hashed, beside / title)

    def write_contents(self, folder: Path, names: Sequence[str]) -> None:
        """Write the contents of one response beside it, under the names that its answers give."""
        for name in names:
            is_here = self._copy(named_content(name) or b"", folder / name)
            self.written += is_here
            self.missing += not is_here

    def _copy(self, hashed: bytes, path: Path) -> bool:
        stream = self._station.attachments.open(hashed)
        if stream is None:
            return False
        with stream:
            files.save(path, lambda sink: shutil.copyfileobj(stream, sink))
        return True


def _submission(
    station: Station, definition: FormDefinition, response: ResponseRow, kept: Mapping[str, str]
) -> _Submission:
    instance = _instance_id(definition, response)
    around = _surroundings(definition, response, instance)
    fresh = Entry.open(definition, around).snapshot().answers
    # id and version of the form are attributes, which a response does not repeat
    answers = {place: value for place, value in fresh.items() if "/@" in place} | dict(kept)
    for node in definition.nodes:
        if node.preload is not None and node.preload[0] == "uid":
            answers[node.path] = instance
    repeats = station.state("response", response.id).get("repeats") or {}
    snapshot = Snapshot(definition.form_id, definition.version, response.language, answers, dict(repeats))
    entry = Entry.restore(definition, around, snapshot)
    now = {node.ref: node.value for node in entry.nodes() if node.is_question and node.is_relevant and node.value != ""}
    name = re.sub(r"[^0-9A-Za-z-]", "", instance) or to_text(response.id)
    changed = any(now.get(place) != value for place, value in response.answers.items() if place in kept)
    audit = definition.audit.path if definition.audit is not None else None
    shown = [node for node in entry.nodes() if node.is_relevant]
    given = [node.value for node in shown if node.kind is Kind.UPLOAD or node.ref == audit]
    named = tuple(dict.fromkeys(value for value in given if named_content(value) is not None))
    return _Submission(name, entry.submission(), changed, named)


def _instance_id(definition: FormDefinition, response: ResponseRow) -> str:
    for node in definition.nodes:
        if node.preload is not None and node.preload[0] == "uid" and node.path in response.answers:
            return response.answers[node.path]
    # always the same for the same response, so that an export made twice is known again
    return submission_id(response.id)


def _surroundings(definition: FormDefinition, response: ResponseRow, instance: str) -> Surroundings:
    """Return the world as it was when the response was finished: the engine asks for the time and must not get now."""
    day = date.fromisoformat(response.answered_on) if response.answered_on else date.min
    finished = datetime.combine(day, time(), SHOWN_ZONE)
    for node in definition.nodes:
        if node.preload in (("timestamp", "end"), ("timestamp", "start")) and node.path in response.answers:
            finished = max(finished, datetime.fromisoformat(response.answers[node.path]))
    return Surroundings(lambda: finished, lambda: 0.5, lambda: instance.removeprefix("uuid:"))
