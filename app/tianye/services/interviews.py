"""Filling in a form on screen: the entry stays in the lane, and each answer comes back as what is to be seen now.

An interview keeps a draft after every answer. Where a second language stands beside the first, a twin of the entry
follows in that language and is read for its words only, so that changing the language never touches an answer.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from tianye.domain.contents import content_name, named_content
from tianye.domain.errors import UserFault
from tianye.domain.ids import make_id
from tianye.forms.entry import Entry, Snapshot
from tianye.forms.nodes import Node
from tianye.services import answer_files, corrections, surveys, undo
from tianye.services.forms_library import load_form
from tianye.services.instances import both, is_inside, with_again, without
from tianye.services.sealed_answers import is_sealed_here
from tianye.services.station import Done, Station
from tianye.services.surveys import Context, Filling
from tianye.services.trail import REPEAT_ADDED, REPEAT_REMOVED
from tianye.store.contents import named_in_draft
from tianye.store.drafts import DraftRow, Drafts
from tianye.store.queries.forms import FormRow

__all__ = [
    "DraftRow",
    "Dropped",
    "Interview",
    "Opened",
    "Seen",
    "TakenOut",
    "add_repeat",
    "answer",
    "attach",
    "begin",
    "bring_back",
    "content",
    "correct",
    "drop",
    "finish",
    "keep_half",
    "look_at",
    "media",
    "put_back",
    "remove_repeat",
    "resume",
    "speak",
    "take_back",
    "take_out",
    "try_file",
    "try_out",
]


@dataclass(slots=True, eq=False)
class Interview:
    """A form being filled in, for the lane alone; nothing else may look into it. A trial keeps nothing."""

    filling: Filling
    twin: Entry | None = None
    is_trial: bool = False
    media: Mapping[str, bytes] = field(default_factory=dict, repr=False)
    """The files beside a form that was not added, by name."""


@dataclass(frozen=True, slots=True)
class Dropped:
    """A draft that was thrown away, to be put back: its row, and the contents that went with it."""

    row: DraftRow
    contents: Mapping[bytes, bytes] = field(default_factory=dict, repr=False)


@dataclass(frozen=True, slots=True)
class TakenOut:
    """A file or an instance of a repeat that was taken out, to be brought back: its place, and how all stood before."""

    ref: str
    before: Snapshot = field(repr=False)
    halves: Mapping[str, str] = field(default_factory=dict, repr=False)
    contents: Mapping[str, bytes] = field(default_factory=dict, repr=False)


@dataclass(frozen=True, slots=True)
class Seen:
    """What is to be seen of an interview: nodes, those of the second language by ref, where a new instance is."""

    nodes: tuple[Node, ...]
    second: Mapping[str, Node] = field(default_factory=dict)
    added: str = ""
    halves: Mapping[str, str] = field(default_factory=dict)
    """What was typed and is no value, by ref."""


@dataclass(frozen=True, slots=True)
class Opened:
    """An interview just opened: a handle to hand back, the form's title and languages, and what is to be seen.

    With `is_correction` it was finished before, and is finished again with a reason. With `is_sealed` its answers are
    sealed for headquarters when it is finished, and cannot be shown or changed here.
    """

    interview: Interview
    title: str
    languages: tuple[str, ...]
    language: str | None
    context: Context
    seen: Seen
    is_sealed: bool = False
    is_correction: bool = False
    has_trail: bool = False
    """Whether the form is told what is looked at (`look_at`)."""
    is_single: bool = False
    """Whether the form wants one question a page (style `pages`)."""


def begin(station: Station, form: FormRow, context: Context) -> Opened:
    """Open a form for a person or for nobody; nothing is kept before the first answer. Raises as `surveys.begin`."""
    return _opened(station, Interview(surveys.begin(station, form, context)))


def resume(station: Station, draft: bytes) -> Opened:
    """Open a draft where it was left. Raises as `surveys.reopen_draft`."""
    return _opened(station, Interview(surveys.reopen_draft(station, draft)))


def try_out(station: Station, form: FormRow) -> Opened:
    """Open a form that is here, to look at it: nothing of it is ever kept."""
    return _opened(station, Interview(surveys.begin(station, form, Context()), is_trial=True))


def try_file(station: Station, path: Path) -> Opened:
    """Open a form file that was not added, to look at it. Raises the form room's `UserFault`s."""
    loaded = load_form(path)
    definition = loaded.definition
    entry = Entry.open(definition, surveys.surroundings(station))
    row = FormRow(
        0, b"", definition.form_id, definition.version, definition.title, b"", {}, list(definition.languages), False
    )
    filling = Filling(make_id(station.world.random), row, Context(), entry)
    return _opened(station, Interview(filling, is_trial=True, media=loaded.media))


def answer(station: Station, interview: Interview, ref: str, value: str) -> Seen:
    """Put an answer and keep the draft; durable when this returns. Raises what the entry raises, changing nothing."""

    def put(entry: Entry) -> None:
        before = entry.node(ref).value
        entry.answer(ref, value)
        filling = interview.filling
        if filling.trail is not None and entry is filling.entry:
            filling.trail.change(ref, before, entry.node(ref).value, station.told_ms())

    return _changed(station, interview, put)


def keep_half(station: Station, interview: Interview, *, ref: str, text: str) -> Seen:
    """Keep with the draft what was typed at a place and is no value, or forget it; durable when this returns."""
    halves = interview.filling.halves
    halves.pop(ref, None)
    if text:
        halves[ref] = text
    return _changed(station, interview, lambda _: None)


def look_at(station: Station, interview: Interview, *, refs: Sequence[str]) -> None:
    """Note which questions are on the screen from now on, where the form asks to be told; kept with the next answer."""
    if interview.filling.trail is not None and not interview.filling.is_finished:
        interview.filling.trail.look_at(refs, station.told_ms())


def attach(station: Station, interview: Interview, *, ref: str, body: bytes, ending: str) -> Seen:
    """Answer a question with a picture, sound, video or file, and keep both; durable when this returns.

    The answer is the content's name (`domain.contents`): nothing stays of the name its file had but the `ending`.
    Raises as `answer_files.need_fitting`, what the entry raises, and the failures of the disk, changing nothing.
    """
    filling = interview.filling
    entry, attached = filling.entry, filling.attached
    name = content_name(body, ending)
    answer_files.need_fitting(station, entry, ref, body=body, ending=ending, attached=attached)
    before = entry.node(ref).value
    attached[name] = body
    try:
        return answer(station, interview, ref, name)
    except BaseException:
        if entry.node(ref).value == name != before:
            entry.answer(ref, before)
        raise
    finally:
        for gone in attached.keys() - answer_files.names_in(entry):
            del attached[gone]


def content(station: Station, interview: Interview, *, name: str) -> bytes | None:
    """Return the content that an answer names, or None where it has not arrived.

    Raises `WorldFault("attachment.damaged")`.
    """
    attached = interview.filling.attached.get(name)
    hashed = named_content(name)
    return attached if attached is not None or hashed is None else station.attachments.find(hashed)


def media(station: Station, interview: Interview, *, name: str) -> bytes | None:
    """Return a file that the form shows (`Node.media`), or None where it is not here; raises as `content`."""
    beside = interview.media.get(name)
    hashed = interview.filling.form.media.get(name)
    return beside if beside is not None or hashed is None else station.attachments.find(hashed)


def add_repeat(station: Station, interview: Interview, ref: str) -> Seen:
    """Add an instance to a repeat and keep the draft."""
    added: list[str] = []
    _mark(station, interview, REPEAT_ADDED, ref)
    seen = _changed(station, interview, lambda entry: added.append(entry.add_repeat(ref)))
    return replace(seen, added=added[0])


def remove_repeat(station: Station, interview: Interview, ref: str) -> Seen:
    """Take an instance out of its repeat, with its answers, and keep the draft."""
    _mark(station, interview, REPEAT_REMOVED, ref)
    filling = interview.filling

    def remove(entry: Entry) -> None:
        entry.remove_repeat(ref)
        if entry is filling.entry:
            filling.halves = without(filling.halves, ref)

    return _changed(station, interview, remove)


def take_out(station: Station, interview: Interview, ref: str) -> tuple[Seen, TakenOut | None]:
    """Take the file at a place out, or an instance of a repeat with its answers, and keep the draft.

    What comes with it can be brought back; None where there was nothing.
    """
    entry = interview.filling.entry
    before, halves = entry.snapshot(), dict(interview.filling.halves)
    named = {value for place, value in before.answers.items() if is_inside(place, ref) and named_content(value)}
    contents = {name: content(station, interview, name=name) for name in named}
    is_instance = ref.endswith("]")
    seen = remove_repeat(station, interview, ref) if is_instance else answer(station, interview, ref, "")
    if not is_instance and not named:
        return seen, None
    found = {name: body for name, body in contents.items() if body is not None}
    return seen, TakenOut(ref, before, halves, found)


def bring_back(station: Station, interview: Interview, taken: TakenOut) -> Seen:
    """Bring back what was taken out last, and keep the draft; what was answered since stays."""
    filling = interview.filling
    filling.attached.update(taken.contents)
    if not taken.ref.endswith("]"):
        return replace(answer(station, interview, taken.ref, taken.before.answers[taken.ref]), added=taken.ref)
    filling.entry = surveys.restore(station, filling, with_again(filling.entry.snapshot(), taken.before, taken.ref))
    filling.halves = both(filling.halves, taken.halves, taken.ref)
    _mark(station, interview, REPEAT_ADDED, taken.ref.rpartition("[")[0])
    if interview.twin is not None:
        interview.twin = _made_twin(station, filling.entry, interview.twin.language)
    return replace(_changed(station, interview, lambda _: None), added=taken.ref)


def _mark(station: Station, interview: Interview, event: str, ref: str) -> None:
    if interview.filling.trail is not None:
        interview.filling.trail.mark(event, station.told_ms(), ref)


def speak(station: Station, interview: Interview, languages: tuple[str | None, str | None]) -> Seen:
    """Show the form in one language, or with a second beside it; the answers stay as they are."""
    first, second = languages
    entry = interview.filling.entry
    if first is not None and first != entry.language and first in entry.languages:
        entry.set_language(first)
    interview.twin = None
    if second is not None and second != entry.language and second in entry.languages:
        interview.twin = _made_twin(station, entry, second)
    return _seen(interview)


def correct(station: Station, response: bytes) -> Opened:
    """Open a finished response to correct it, or go on with a correction begun of it; raises as `corrections.begin`."""
    return _opened(station, Interview(corrections.begin(station, response)))


def finish(station: Station, interview: Interview, *, reason: str = "") -> Done:
    """Make a response of the interview, or of a correction what it corrects, with a reason.

    Raises as `surveys.finish` and `corrections.finish`.
    """
    filling = interview.filling
    if filling.basis is not None:
        return corrections.finish(station, filling, reason)
    done = surveys.finish(station, filling)
    if is_sealed_here(station, filling.form):
        # what was said stays nowhere here, in no language
        interview.twin = None
    return done


def take_back(station: Station, interview: Interview, command: bytes) -> Done:
    """Undo finishing a named response, or a correction; its answers go on as a draft. Raises as `undo.undo`."""
    done = undo.undo(station, command)
    finished = interview.filling
    if finished.basis is not None:
        interview.filling = corrections.again(station, finished)
        surveys.save_draft(station, interview.filling)
        return done
    interview.filling = Filling(
        make_id(station.world.random), finished.form, finished.context, finished.entry, trail=finished.trail
    )
    surveys.save_draft(station, interview.filling)
    return done


def drop(station: Station, draft: bytes) -> Dropped | None:
    """Throw a draft away; what is returned can be `put_back`. None where it is gone already."""
    row = Drafts(station.database).find(draft)
    if row is None:
        return None
    named = {hashed: station.attachments.find(hashed) for hashed in named_in_draft(row)}
    surveys.drop_draft(station, draft)
    return Dropped(row, {hashed: body for hashed, body in named.items() if body is not None})


def put_back(station: Station, dropped: Dropped) -> None:
    """Keep a draft again that was thrown away, with its contents."""
    with station.writing():
        for body in dropped.contents.values():
            station.attachments.keep(body, as_row=True)
        Drafts(station.database).keep(dropped.row)


def _opened(station: Station, interview: Interview) -> Opened:
    filling = interview.filling
    title = filling.form.title or filling.form.form_id
    languages = tuple(filling.entry.languages)
    is_sealed = not interview.is_trial and is_sealed_here(station, filling.form)
    has_trail = filling.trail is not None
    return Opened(
        interview,
        title,
        languages,
        filling.entry.language,
        filling.context,
        _seen(interview),
        is_sealed=is_sealed,
        is_correction=filling.basis is not None,
        has_trail=has_trail,
        is_single="pages" in filling.entry.definition.style.casefold().split(),
    )


def _changed(station: Station, interview: Interview, change: Callable[[Entry], object]) -> Seen:
    change(interview.filling.entry)
    if not interview.is_trial and not interview.filling.is_finished:
        surveys.save_draft(station, interview.filling)
    if interview.twin is not None:
        try:
            change(interview.twin)
        except UserFault:
            # what depends on chance or on the moment may differ there: begin again from what is kept
            interview.twin = _made_twin(station, interview.filling.entry, interview.twin.language)
    return _seen(interview)


def _made_twin(station: Station, entry: Entry, language: str | None) -> Entry:
    snapshot = replace(entry.snapshot(), language=language)
    return Entry.restore(entry.definition, surveys.surroundings(station), snapshot)


def _seen(interview: Interview) -> Seen:
    twin = interview.twin
    second = {node.ref: node for node in twin.nodes()} if twin is not None else {}
    return Seen(interview.filling.entry.nodes(), second, halves=dict(interview.filling.halves))
