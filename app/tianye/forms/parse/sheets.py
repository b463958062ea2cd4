"""What is wrong in the sheets of a form, all of it at once: a converter stops at the first thing it stumbles over.

It looks only at a form that was refused, so that it says nothing of one that works.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from difflib import get_close_matches
from typing import Final, NamedTuple

from tianye.forms.definition import Problem
from tianye.forms.parse.rules import FAULT_CODES
from tianye.forms.xpath import ExpressionFault, called_functions, known_functions, with_platform

Rows = Sequence[Mapping[str, str]]

_FIRST_ROW: Final = 2
"""The row of a sheet below its headings."""
_ALIASES: Final = {
    "calculate": "calculation",
    "caption": "label",
    "command": "type",
    "count": "repeat_count",
    "jr:count": "repeat_count",
    "read_only": "readonly",
    "relevance": "relevant",
    "tag": "name",
}
_EXPRESSIONS: Final = ("relevant", "constraint", "calculation", "choice_filter", "readonly", "required", "repeat_count")
_HEADINGS: Final = (
    *_EXPRESSIONS,
    "appearance",
    "audio",
    "autoplay",
    "big-image",
    "constraint_message",
    "default",
    "disabled",
    "guidance_hint",
    "hint",
    "image",
    "label",
    "media",
    "name",
    "parameters",
    "required_message",
    "save_to",
    "trigger",
    "type",
    "video",
)
_IN_LANGUAGES: Final = frozenset({"label", "hint", "guidance_hint"})
_SAID: Final = frozenset({"yes", "no", "true", "false", "true()", "false()"})
_SELECT: Final = re.compile(
    r"(?:add )?(?:select[ _]?one|select1|select[ _]multiple|select all that apply|rank)(?P<file>[ _]from[ _]file)?"
    r"(?P<external>_external)?(?: from)?(?: (?P<list>\S+))?(?: or[ _]other| or specify other)?"
)
_BEGIN: Final = re.compile(r"begin[ _](group|repeat|loop)\b.*", re.IGNORECASE)
_END: Final = re.compile(r"end[ _](group|repeat|loop)\b.*", re.IGNORECASE)
_NAME: Final = re.compile(r"[^\W\d][\w.-]*")
_REFERENCE: Final = re.compile(r"\$\{\s*(?:last-saved#)?([^}]*?)\s*\}")
_QUOTES: Final = str.maketrans("“”‘’", "\"\"''")
_MOST_GUESSES: Final = 40
_UNNAMED: Final = frozenset({"audit", "xml-external", "csv-external"})


class _Cell(NamedTuple):
    """A cell by its heading as it is written, and its text."""

    heading: str
    text: str


class _Row(NamedTuple):
    """A row of a sheet: its number as a spreadsheet shows it, its cells by what they mean, languages side by side."""

    number: int
    cells: Mapping[str, Sequence[_Cell]]

    def text(self, meaning: str) -> str:
        found = self.cells.get(meaning)
        return found[0].text if found else ""

    def heading(self, meaning: str) -> str:
        found = self.cells.get(meaning)
        return found[0].heading if found else meaning


def find_problems(survey: Rows, choices: Rows, external: Rows = (), *, types: Collection[str]) -> list[Problem]:
    """Return what keeps the sheets from being a form, by sheet and row; `types` are the question types there are.

    Codes: `forms.type-unknown`, `forms.name-missing`, `forms.name-not-allowed`, `forms.node-given-twice`,
    `forms.group-not-closed`, `forms.end-without-begin`, `forms.list-unknown`, `forms.choice-incomplete`,
    `forms.choice-given-twice`, `forms.question-unknown`, and those of expressions. `detail` says what stands there,
    behind an arrow what was perhaps meant.
    """
    asked = [row for row in _rows(survey) if row.text("disabled").casefold() not in ("yes", "true")]
    listed, listed_outside = list(_rows(choices)), list(_rows(external))
    lists = {_list_of(row) for row in listed}, {_list_of(row) for row in listed_outside}
    names = {row.text("name") for row in asked if row.text("name")}
    guesses = _Guesses()
    found = [*_shape(asked)]
    for row in asked:
        found += _type(row, types, lists, guesses)
        found += _name(row)
        found += _references(row, names, "survey", guesses)
        found += _expressions(row, guesses)
    for rows, sheet in ((listed, "choices"), (listed_outside, "external_choices")):
        found += _choices(rows, sheet)
        for row in rows:
            found += _references(row, names, sheet, guesses)
    return sorted(dict.fromkeys(found), key=lambda one: (one.sheet != "survey", one.sheet, one.row))


def _rows(rows: Rows) -> Iterator[_Row]:
    for number, row in enumerate(rows, _FIRST_ROW):
        cells: dict[str, list[_Cell]] = {}
        for heading, value in row.items():
            text = str(value).strip()
            if text:
                cells.setdefault(_meaning(heading), []).append(_Cell(heading, text))
        if cells:
            yield _Row(number, cells)


def _meaning(heading: str) -> str:
    plain = heading.strip().casefold().replace(" ", "_")
    if plain in _ALIASES:
        return _ALIASES[plain]
    parts = [part for part in re.split(r"::?", plain) if part]
    name = parts[1] if len(parts) > 1 and parts[0] in ("bind", "control") else parts[0] if parts else plain
    return _ALIASES.get(name, name)


def _list_of(row: _Row) -> str:
    return row.text("list_name") or row.text("list")


class _Guesses:
    """Says what was perhaps meant, for the first slips of a sheet: comparing thousands would take minutes."""

    def __init__(self) -> None:
        self._left = _MOST_GUESSES

    def perhaps(self, written: str, known: Collection[str]) -> str:
        """Return what stands there, behind an arrow what is nearest to it."""
        same = next((name for name in known if name.casefold() == written.casefold()), None)
        if same is not None:
            return f"{written} → {same}"
        self._left -= 1
        near = get_close_matches(written, sorted(known), n=1, cutoff=0.7) if self._left >= 0 else []
        return f"{written} → {near[0]}" if near else written


def _error(code: str, row: _Row, meaning: str, detail: str = "", *, sheet: str = "survey") -> Problem:
    return Problem(
        "error", code, row.text("name"), row.heading(meaning), row.text(meaning), detail, sheet=sheet, row=row.number
    )


# ---- headings ------------------------------------------------------------------------------------------------------


def odd_headings(survey: Rows) -> list[Problem]:
    """Return headings that nothing reads and that look like one that is read: a slip there loses a whole column."""
    headings = dict.fromkeys(heading for row in survey for heading in row)
    found = []
    for heading in headings:
        meaning = _meaning(heading)
        near = get_close_matches(meaning, _HEADINGS, n=1, cutoff=0.8)
        if meaning not in _HEADINGS and near:
            detail = f"{heading} → {near[0]}"
            found.append(Problem("warning", "forms.heading-unknown", "", heading, "", detail, sheet="survey", row=1))
    return found


def odd_default_language(survey: Rows, settings: Rows) -> list[Problem]:
    """Return the default language where the sheet has languages and this is none of them: the form would open blank."""
    wanted = next(
        (
            str(value).strip()
            for heading, value in (settings[0] if settings else {}).items()
            if heading.strip().casefold() == "default_language"
        ),
        "",
    )
    headings = {heading for row in survey for heading in row if _meaning(heading) in _IN_LANGUAGES}
    languages = {parts[-1].strip() for heading in headings if len(parts := re.split(r"::?", heading)) > 1}
    if not wanted or not languages or wanted in languages:
        return []
    detail = f"{wanted} → {', '.join(sorted(languages))}"
    return [Problem("warning", "forms.default-language-unknown", "", "default_language", wanted, detail, "settings", 2)]


# ---- rows of questions ---------------------------------------------------------------------------------------------


def _shape(rows: Sequence[_Row]) -> Iterator[Problem]:
    """Groups that never end or never began, and names that one group has twice."""
    open_rows: list[tuple[_Row, str]] = []
    known: list[dict[str, _Row]] = [{}]
    for row in rows:
        begins, ends = _BEGIN.fullmatch(row.text("type")), _END.fullmatch(row.text("type"))
        if ends:
            if not open_rows or open_rows[-1][1] != ends[1].casefold():
                yield _error("forms.end-without-begin", row, "type")
            if open_rows:
                open_rows.pop()
                known.pop()
            continue
        name = row.text("name").casefold()
        if name and name in known[-1]:
            yield _error("forms.node-given-twice", row, "name", str(known[-1][name].number))
        elif name:
            known[-1][name] = row
        if begins:
            open_rows.append((row, begins[1].casefold()))
            known.append({})
    for row, _ in open_rows:
        yield _error("forms.group-not-closed", row, "type")


def _type(row: _Row, types: Collection[str], lists: Sequence[Collection[str]], guesses: _Guesses) -> Iterator[Problem]:
    written = " ".join(row.text("type").split())
    if not written:
        if row.cells.keys() & {"name", "label"}:
            yield _error("forms.type-unknown", row, "type")
        return
    select = _SELECT.fullmatch(written)
    if select is None:
        if written not in types and not _BEGIN.fullmatch(written) and not _END.fullmatch(written):
            yield _error("forms.type-unknown", row, "type", guesses.perhaps(written, types))
        return
    name = select["list"] or ""
    if name.startswith("${") or select["file"] or name.rpartition(".")[2] in ("csv", "xml", "geojson"):
        return
    known = lists[1] if select["external"] else lists[0]
    if name not in known:
        yield _error("forms.list-unknown", row, "type", guesses.perhaps(name, known))


def _name(row: _Row) -> Iterator[Problem]:
    kind, name = row.text("type").casefold(), row.text("name")
    if not kind or _END.fullmatch(kind) or kind in _UNNAMED:
        return
    if not name:
        if kind.partition(" ")[0] not in ("note", "begin"):
            yield _error("forms.name-missing", row, "name")
    elif not _NAME.fullmatch(name):
        yield _error("forms.name-not-allowed", row, "name", name)


def _references(row: _Row, names: Collection[str], sheet: str, guesses: _Guesses) -> Iterator[Problem]:
    for cells in row.cells.values():
        for cell in cells:
            for name in _REFERENCE.findall(cell.text):
                if name not in names:
                    detail = guesses.perhaps(name, names)
                    place = row.text("name")
                    yield Problem(
                        "error", "forms.question-unknown", place, cell.heading, cell.text, detail, sheet, row.number
                    )


def _expressions(row: _Row, guesses: _Guesses) -> Iterator[Problem]:
    for meaning in _EXPRESSIONS:
        written = row.text(meaning)
        if not written or written.casefold() in _SAID:
            continue
        try:
            # what a reference names is checked by itself; here it is any path
            called = called_functions(_REFERENCE.sub(" _ ", written).translate(_QUOTES))
        except ExpressionFault as fault:
            yield _error(FAULT_CODES.get(fault.reason, "forms.syntax"), row, meaning, fault.detail)
            continue
        for name in sorted(called - known_functions()):
            whose = with_platform(name)
            detail = whose if whose != name else guesses.perhaps(name, known_functions())
            yield _error("forms.function-unknown", row, meaning, detail)


# ---- rows of choices -----------------------------------------------------------------------------------------------


def _choices(rows: Sequence[_Row], sheet: str) -> Iterator[Problem]:
    counted = Counter((_list_of(row), row.text("name")) for row in rows)
    for row in rows:
        list_name, name = _list_of(row), row.text("name")
        if not list_name or not name:
            yield _error("forms.choice-incomplete", row, "name" if list_name else "list_name", sheet=sheet)
        elif counted[list_name, name] > 1:
            yield _error("forms.choice-given-twice", row, "name", f"{list_name}, {name}", sheet=sheet)
