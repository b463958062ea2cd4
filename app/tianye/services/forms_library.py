"""The forms of headquarters: checking a workbook, adding it with its files, finding what refers to what."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from tianye.domain.errors import NextStep, UserFault
from tianye.forms.definition import FormDefinition, Kind
from tianye.forms.definition import Problem as FormProblem
from tianye.forms.parse import parse_form
from tianye.forms.xlsform import convert, locate
from tianye.services.packs import need_role
from tianye.services.station import Done, Station
from tianye.store import files
from tianye.store.attachments import content_hash
from tianye.store.queries import forms
from tianye.store.queries.forms import FormRow

OWN_FORMS = ("walk_in", "pre_test", "post_test", "wg_ss")
"""Names of the forms the program brings along, in `resources/forms`."""

NOT_DONE = frozenset(
    {
        "forms.action-not-run",
        "forms.event-unknown",
        "forms.external-select-as-text",
        "forms.preload-unknown",
        "forms.search-not-run",
    }
)
"""What the engine names as a warning and does not do: a form that needs it is refused here, never half obeyed."""

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

    @property
    def is_usable(self) -> bool:
        """Whether the form could be added."""
        return not self.problems


@dataclass(frozen=True, slots=True)
class Loaded:
    """A form file read: its XForm, the definition, warnings of both steps, and its media by file name."""

    xform: bytes
    definition: FormDefinition
    warnings: tuple[FormProblem, ...]
    media: Mapping[str, bytes]


def load_form(path: Path) -> Loaded:
    """Read a form file (.xlsx, .xls, .md spreadsheet or .xml) with the files beside it.

    Media lie in `NAME-media/` beside the form. Raises the form room's `UserFault`s.
    """
    with files.naming_failures(path.name):
        data = path.read_bytes()
    warnings: tuple[FormProblem, ...] = ()
    media = _media_beside(path)
    rows: Mapping[str, int] = {}
    if path.suffix.lower() == ".xml":
        xform = data
    else:
        conversion = convert(data, filename=path.name)
        xform, warnings, rows = conversion.xform.encode(), conversion.warnings, conversion.rows
        if conversion.itemsets is not None:
            media = {**media, "itemsets.csv": conversion.itemsets.encode()}
    definition = parse_form(xform, media.get)
    return Loaded(xform, definition, (*warnings, *locate(definition.warnings, rows)), media)


def check_form(path: Path) -> FormCheck:
    """Say all that can be said of a form file; a form that cannot be used is an answer here, not a fault."""
    try:
        loaded = load_form(path)
    except UserFault as fault:
        problems = fault.data.get("problems")
        if not isinstance(problems, list):
            raise
        told = [problem if isinstance(problem, dict) else asdict(problem) for problem in problems]
        return FormCheck("", "", "", (), 0, tuple(told), ())
    definition = loaded.definition
    return FormCheck(
        definition.form_id,
        definition.version,
        definition.title,
        tuple(definition.languages),
        sum(node.kind in _QUESTIONS for node in definition.nodes),
        tuple(asdict(warning) for warning in loaded.warnings if warning.code in NOT_DONE),
        tuple(asdict(warning) for warning in loaded.warnings if warning.code not in NOT_DONE),
    )


def add_form(station: Station, path: Path, *, is_sensitive: bool = False) -> tuple[FormRow, Done]:
    """Add a form to headquarters' library; a version once added is frozen.

    The same form and version again changes nothing if it is the same to the byte; otherwise
    `UserFault("form.version-changed")`: give it a new version.
    """
    need_role(station, "hq")
    loaded = load_form(path)
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
        return {one.name: one.read_bytes() for one in sorted(folder.iterdir()) if one.is_file()}
