"""The forms of headquarters: checking a workbook, adding it with its files, finding what refers to what."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from tianye.domain.contents import content_hash
from tianye.domain.errors import NextStep, UserFault
from tianye.forms.definition import FormDefinition, Kind
from tianye.forms.definition import Problem as FormProblem
from tianye.forms.parse import parse_form
from tianye.forms.parse.advice import advise
from tianye.forms.parse.beside import missing_beside
from tianye.forms.parse.elsewhere import differences
from tianye.forms.xlsform import convert, locate
from tianye.services import assets
from tianye.services.confining import run_confined
from tianye.services.definitions import count_groups
from tianye.services.packs import need_role
from tianye.services.progress import Tell, in_silence
from tianye.services.station import Done, Station
from tianye.store import files
from tianye.store.queries import forms
from tianye.store.queries.forms import FormRow

OWN_FORMS = ("walk_in", "pre_test", "post_test", "wg_ss")
"""Names of the forms the program brings along, in `resources/forms`."""

NOT_DONE = frozenset(
    {
        "forms.event-unknown",
        "forms.external-select-as-text",
        "forms.preload-unknown",
        "forms.search-not-run",
    }
)
"""What the engine names as a warning and does not do: a form that needs it is refused here, never half obeyed."""

MAX_FORM_BYTES = 32 << 20
"""What a form file may have, before it is opened."""
MAX_MEDIA_BYTES = 200 << 20
"""What the files beside a form may have together."""

_QUESTIONS = frozenset(Kind) - {Kind.GROUP, Kind.REPEAT, Kind.REPEAT_INSTANCE, Kind.NOTE, Kind.MODEL_VALUE}


@dataclass(frozen=True, slots=True)
class FormCheck:
    """What a form file is: identity, size, languages, and all there is to say; `is_usable` when nothing refuses it."""

    form_id: str
    version: str
    title: str
    languages: tuple[str, ...]
    questions: int
    problems: tuple[Mapping[str, Any], ...]
    warnings: tuple[Mapping[str, Any], ...]
    groups: int = 0

    @property
    def is_usable(self) -> bool:
        """Whether the form could be added."""
        return not self.problems


@dataclass(frozen=True, slots=True)
class Loaded:
    """A form file read: its XForm, the definition, warnings of both steps, its media by file name, rows by question."""

    xform: bytes
    definition: FormDefinition
    warnings: tuple[FormProblem, ...]
    media: Mapping[str, bytes]
    rows: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Converted:
    """A form file as an XForm: what was said while it was converted, the row of each question, its tables and media."""

    xform: bytes
    warnings: tuple[FormProblem, ...]
    rows: Mapping[str, int]
    itemsets: str | None
    media: Mapping[str, bytes]


def load_form(path: Path, tell: Tell = in_silence) -> Loaded:
    """Read a form file (.xlsx, .xls, .md spreadsheet or .xml) with the files beside it.

    Media lie in `NAME-media/` beside the form. A file that did not come with the program is converted and read in a
    process of its own first (`confining`). Raises the form room's `UserFault`s, and as `run_confined`.
    """
    if path.resolve().is_relative_to(assets.resource("forms").resolve()):
        converted = convert_form(path)
    else:
        files.size_of(path)
        with files.naming_failures(path.name), path.open("rb"):
            pass
        xform, said, rows, itemsets = run_confined("form", str(path.absolute()), tell=tell)
        warnings = tuple(FormProblem(**one) for one in said)
        converted = Converted(xform, warnings, rows, itemsets, _with_tables(_media_beside(path), itemsets))
    definition = parse_converted(converted)
    warned = (*converted.warnings, *locate(definition.warnings, converted.rows))
    return Loaded(converted.xform, definition, warned, converted.media, converted.rows)


def convert_form(path: Path) -> Converted:
    """Read a form file and convert it where it is a spreadsheet, in this process; raises as `load_form`."""
    size = files.size_of(path)
    with files.naming_failures(path.name):
        if size > MAX_FORM_BYTES:
            raise UserFault("forms.xml-too-large", next_step=NextStep.MEND_FILE, size=size, limit=MAX_FORM_BYTES)
        data = path.read_bytes()
    media = _media_beside(path)
    if path.suffix.lower() == ".xml":
        return Converted(data, (), {}, None, media)
    done = convert(data, filename=path.name)
    return Converted(done.xform.encode(), done.warnings, done.rows, done.itemsets, _with_tables(media, done.itemsets))


def parse_converted(converted: Converted) -> FormDefinition:
    """Read a converted form; its problems are told with sheet and row where they have one. Raises as `load_form`."""
    try:
        return parse_form(converted.xform, converted.media.get)
    except UserFault as fault:
        problems = fault.data.get("problems")
        if isinstance(problems, list):
            located = locate([FormProblem(**problem) for problem in problems], converted.rows)
            fault.data["problems"] = [asdict(problem) for problem in located]
        raise


def check_form(path: Path, tell: Tell = in_silence) -> FormCheck:
    """Say all that can be said of a form file; a form that cannot be used is an answer here, not a fault."""
    try:
        loaded = load_form(path, tell)
    except UserFault as fault:
        problems = fault.data.get("problems")
        if not isinstance(problems, list):
            raise
        told = [problem if isinstance(problem, dict) else asdict(problem) for problem in problems]
        return FormCheck("", "", "", (), 0, tuple(told), ())
    definition = loaded.definition
    advised = (*missing_beside(definition, loaded.media), *advise(definition), *differences(definition))
    return FormCheck(
        definition.form_id,
        definition.version,
        definition.title,
        tuple(definition.languages),
        sum(node.kind in _QUESTIONS for node in definition.nodes),
        tuple(asdict(warning) for warning in loaded.warnings if warning.code in NOT_DONE),
        tuple(
            asdict(warning)
            for warning in (*loaded.warnings, *locate(advised, loaded.rows))
            if warning.code not in NOT_DONE
        ),
        count_groups(definition),
    )


def add_form(
    station: Station, path: Path, *, is_sensitive: bool = False, tell: Tell = in_silence
) -> tuple[FormRow, Done]:
    """Add a form to headquarters' library; a version once added is frozen.

    The same form and version again changes nothing if it is the same to the byte; otherwise
    `UserFault("form.version-changed")`: give it a new version.
    """
    need_role(station, "hq")
    loaded = load_form(path, tell)
    definition = loaded.definition
    if problems := [asdict(warning) for warning in loaded.warnings if warning.code in NOT_DONE]:
        raise UserFault("forms.refused", next_step=NextStep.MEND_FILE, problems=problems)
    hashed = content_hash(loaded.xform)
    media = {name: content_hash(body) for name, body in loaded.media.items()}
    known = forms.find_newest_form(station.database, definition.form_id, definition.version)
    if known is not None and (known.xform != hashed or known.media != media):
        raise UserFault(
            "form.version-changed", next_step=NextStep.MEND_FILE, form=definition.form_id, version=definition.version
        )
    with station.command("add form") as command:
        if known is None:
            for body in (loaded.xform, *loaded.media.values()):
                station.attachments.keep(body)
            command.add(
                "form.published",
                command.new_subject(),
                {
                    "form_id": definition.form_id,
                    "version": definition.version,
                    "title": definition.title,
                    "xform": hashed,
                    "media": media,
                    "languages": list(definition.languages),
                    "is_sensitive": is_sensitive,
                },
                is_new=True,
            )
    found = forms.find_newest_form(station.database, definition.form_id, definition.version)
    if found is None:
        raise UserFault("form.unknown", next_step=NextStep.REPORT)
    return found, command.done


def _media_beside(path: Path) -> dict[str, bytes]:
    folder = path.with_name(f"{path.stem}-media")
    if not folder.is_dir():
        return {}
    with files.naming_failures(folder.name):
        found = [one for one in sorted(folder.iterdir()) if one.is_file()]
        total = sum(one.stat().st_size for one in found)
        if total > MAX_MEDIA_BYTES:
            raise UserFault("forms.media-too-large", next_step=NextStep.MEND_FILE, size=total, limit=MAX_MEDIA_BYTES)
        return {one.name: one.read_bytes() for one in found}


def _with_tables(media: Mapping[str, bytes], itemsets: str | None) -> Mapping[str, bytes]:
    return media if itemsets is None else {**media, "itemsets.csv": itemsets.encode()}
