"""Spreadsheet forms (XLSForm) to XForm XML, through pyxform, within limits.

Converting is for headquarters: a laptop in the field is handed forms that have been converted.
"""

from __future__ import annotations

import csv
import io
import re
import warnings
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING
from xml.parsers.expat import ExpatError

from tianye.domain.errors import NextStep, UserFault
from tianye.domain.zips import END_BYTES, is_directory_bearable, is_name_hostile
from tianye.forms.definition import Problem
from tianye.forms.parse import parse_form
from tianye.forms.parse.gaps import find_gaps
from tianye.forms.parse.mending import find_more
from tianye.forms.parse.sheets import find_problems, odd_default_language, odd_headings

if TYPE_CHECKING:
    from pyxform.xls2json_backends import DefinitionData

# pyxform is loaded where it is used: it takes as long as Qt, and only headquarters turns workbooks into forms.

MAX_FILE_BYTES = 20 << 20
MAX_ZIP_ENTRIES = 200
MAX_UNPACKED_BYTES = 50 << 20
MAX_RATIO = 100
MAX_ROWS = 5_000
MAX_CHOICES = 50_000
MAX_WRITTEN_ROWS = MAX_ROWS + MAX_CHOICES + 10_000
"""What all sheets of a workbook may hold together, blank rows and notes beside the form counted in."""
MAX_NESTING = 20
MAX_CELL_CHARACTERS = 32 * 1024

_SHEETS = frozenset({"survey", "choices", "external_choices", "entities", "settings"})
_TYPES = {".xlsx": ".xlsx", ".xlsm": ".xlsx", ".xls": ".xls", ".md": ".md"}
_ROW = re.compile(r"\[row\s*:\s*(\d+)\]|\brow[s]?\s*:?\s*(\d+)", re.IGNORECASE)
_SHEET = re.compile(
    r"'?\b(survey|choices|settings|entities|external_choices)\b'?\s+(?:sheet|tab|worksheet)", re.IGNORECASE
)
_COLUMN = re.compile(r"(?:the|column)\s+'([\w:. ()-]+)'\s+(?:value|column)|column\s+'([^']+)'", re.IGNORECASE)
_NOT_RECOGNISED = "was not recognized as a supported type"
_OWN_WORDS = {
    "Missing calculation": "forms.calculation-missing",
    "has no label or hint": "forms.label-missing",
    "'parameters' value is invalid": "forms.parameters-wrong",
}
"""What pyxform says most often, in words of ours."""
_QUOTED = re.compile(r"'([^']+)'|\$\{([^}]+)\}")
_BEGIN = re.compile(r"begin[ _](group|repeat|loop)")
_END = re.compile(r"end[ _](group|repeat|loop)")
_DOCTYPE = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Conversion:
    """A converted form: its XML, what pyxform had to say, and where each question stands in the survey sheet.

    `rows` maps the path below the root (`/group/question`) to its row, counted from 1 with the heading. `itemsets` is
    the CSV that external choices go into, None where the form has none.
    """

    xform: str
    form_id: str
    version: str
    warnings: tuple[Problem, ...] = ()
    rows: Mapping[str, int] = field(default_factory=dict)
    itemsets: str | None = None


def convert(source: bytes | Path, *, filename: str) -> Conversion:
    """Convert a spreadsheet (.xlsx, .xls) or a Markdown table (.md).

    Raises UserFault: `forms.spreadsheet-refused` with `problems` (see definition.Problem) for what pyxform refuses;
    `forms.not-a-spreadsheet`, `forms.spreadsheet-too-large`, `forms.spreadsheet-suspicious` before anything is read.
    ODK Validate is never run.
    """
    from pyxform.errors import PyXFormError
    from pyxform.xls2xform import convert as convert_with_pyxform

    data = source.read_bytes() if isinstance(source, Path) else source
    ending = Path(filename).suffix.lower()
    file_type = _TYPES.get(ending)
    if file_type is None:
        raise UserFault("forms.not-a-spreadsheet", next_step=NextStep.CHOOSE_ANOTHER_FILE, ending=ending)
    if len(data) > MAX_FILE_BYTES:
        raise UserFault("forms.spreadsheet-too-large", next_step=NextStep.CHOOSE_ANOTHER_FILE, size=len(data))
    if file_type == ".xlsx":
        check_archive(data)
    book = _read(data, file_type, Path(filename).stem)
    _check_size(book)
    if not any(_cell(row, "type") or _cell(row, "command") for row in book.survey or ()):
        raise _refused([Problem("error", "forms.no-survey", sheet="survey")])
    if file_type == ".xlsx" and (gaps := find_gaps(data, _SHEETS)):
        raise _refused(gaps)
    spoken: list[str] = []
    try:
        result = convert_with_pyxform(_as_dict(book), warnings=spoken, form_name="data")
    except PyXFormError as refused:
        raise _refusal(str(refused), book) from refused
    except RecursionError as deep:
        raise UserFault("forms.spreadsheet-too-large", next_step=NextStep.MEND_FILE, limit="nesting") from deep
    except (ExpatError, KeyError, ValueError, TypeError, AttributeError, IndexError) as unforeseen:
        raise _refusal(f"{type(unforeseen).__name__}: {unforeseen}", book) from unforeseen
    settings = (book.settings or [{}])[0]
    form_id = _setting(settings, "form_id", "id_string") or _attribute(result.xform, "id")
    version = _setting(settings, "version") or _attribute(result.xform, "version")
    return Conversion(
        xform=result.xform,
        form_id=form_id,
        version=version,
        warnings=(
            *(_problem(text, "warning") for text in spoken if not _is_no_news(text)),
            *odd_headings(book.survey or ()),
            *odd_default_language(book.survey or (), book.settings or ()),
        ),
        rows=question_rows(book.survey or []),
        itemsets=_itemsets(book) if result.itemsets is not None else None,
    )


def _is_no_news(text: str) -> bool:
    """Whether pyxform advises what is done anyway: pictures are never larger than is good for a stick."""
    return "max-pixels" in text


def locate(problems: Iterable[Problem], rows: Mapping[str, int]) -> list[Problem]:
    """The same problems with the sheet and row of the question each is about, where it has one."""
    located = []
    for problem in problems:
        place = "/" + problem.place.strip("/").partition("/")[2]
        row, column = rows.get(place, 0), problem.column
        if not row and (row := rows.get(place.removesuffix("_count"), 0)):
            # pyxform keeps how often something is repeated in a question of its own
            column = "repeat_count"
        is_new = bool(row) and not problem.row
        located.append(replace(problem, sheet="survey", row=row, column=column) if is_new else problem)
    return located


def check_archive(data: bytes) -> None:
    """Refuse an .xlsx that would unpack to much more than a form is, or holds XML with a document type."""
    if not is_directory_bearable(data[-END_BYTES:]):
        raise UserFault("forms.spreadsheet-suspicious", next_step=NextStep.CHOOSE_ANOTHER_FILE)
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as wrong:
        raise UserFault("forms.not-a-spreadsheet", next_step=NextStep.CHOOSE_ANOTHER_FILE) from wrong
    with archive:
        entries = archive.infolist()
        names = [entry.filename for entry in entries]
        total = sum(entry.file_size for entry in entries)
        if len(entries) > MAX_ZIP_ENTRIES or total > MAX_UNPACKED_BYTES:
            raise UserFault("forms.spreadsheet-too-large", next_step=NextStep.CHOOSE_ANOTHER_FILE, size=total)
        if (
            any(map(is_name_hostile, names))
            or len(set(names)) != len(names)
            or any(entry.flag_bits & 0x1 for entry in entries)
        ):
            raise UserFault("forms.spreadsheet-suspicious", next_step=NextStep.CHOOSE_ANOTHER_FILE)
        rows = 0
        for entry in entries:
            if entry.file_size > 1 << 20 and entry.file_size > MAX_RATIO * max(1, entry.compress_size):
                raise UserFault("forms.spreadsheet-suspicious", next_step=NextStep.CHOOSE_ANOTHER_FILE)
            rows += _check_entry(archive, entry)
            if rows > MAX_WRITTEN_ROWS:
                raise UserFault("forms.spreadsheet-too-large", next_step=NextStep.MEND_FILE, limit="rows", size=rows)


def _check_entry(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> int:
    """Read an entry up to the size it claims and not a byte further; return about how many rows are written in it."""
    rows = 0
    is_xml = entry.filename.lower().endswith((".xml", ".rels", ".vml"))
    left = entry.file_size + 1
    tail = b""
    try:
        with archive.open(entry) as part:
            while left > 0 and (chunk := part.read(min(1 << 20, left))):
                left -= len(chunk)
                if is_xml and _DOCTYPE.search((tail + chunk).replace(b"\0", b"")):
                    raise UserFault("forms.xml-with-doctype", next_step=NextStep.CHOOSE_ANOTHER_FILE)
                rows += chunk.count(b"<row") + chunk.count(b":row")
                tail = chunk[-32:]
    except (zipfile.BadZipFile, OSError, EOFError, NotImplementedError, ValueError, RuntimeError) as wrong:
        raise UserFault("forms.not-a-spreadsheet", next_step=NextStep.CHOOSE_ANOTHER_FILE) from wrong
    if left <= 0:
        raise UserFault("forms.spreadsheet-suspicious", next_step=NextStep.CHOOSE_ANOTHER_FILE)
    return rows


def _read(data: bytes, file_type: str, stem: str) -> DefinitionData:
    from pyxform.errors import PyXFormError
    from pyxform.xls2json_backends import get_xlsform

    try:
        with warnings.catch_warnings(action="ignore"):  # what openpyxl finds odd in styles and footers is no news
            book = get_xlsform(data, file_type=file_type)
    except PyXFormError as refused:
        if _NOT_RECOGNISED in str(refused):
            raise UserFault("forms.not-a-spreadsheet", next_step=NextStep.CHOOSE_ANOTHER_FILE) from refused
        if "survey" in str(refused):
            raise _refused([Problem("error", "forms.no-survey", sheet="survey")]) from refused
        raise _refusal(str(refused), None) from refused
    except Exception as unreadable:  # the spreadsheet libraries raise whatever they stumble over
        raise UserFault("forms.not-a-spreadsheet", next_step=NextStep.CHOOSE_ANOTHER_FILE) from unreadable
    book.fallback_form_name = stem
    return book


def _itemsets(book: DefinitionData) -> str:
    """The sheet of external choices as a table; pyxform's own leaves blank cells out, so that the others move up."""
    rows = book.external_choices or []
    columns = list(dict.fromkeys(name for row in rows for name in row))
    target = io.StringIO()
    writer = csv.DictWriter(target, columns, restval="", quoting=csv.QUOTE_ALL, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return target.getvalue()


def _as_dict(book: DefinitionData) -> dict[str, object]:
    return {name: value for name in book.__slots__ if (value := getattr(book, name)) is not None}


def _check_size(book: DefinitionData) -> None:
    survey, choices = book.survey or [], [*(book.choices or []), *(book.external_choices or [])]
    if len(survey) > MAX_ROWS:
        raise UserFault("forms.spreadsheet-too-large", next_step=NextStep.MEND_FILE, limit="rows", size=len(survey))
    if len(choices) > MAX_CHOICES:
        raise UserFault("forms.spreadsheet-too-large", next_step=NextStep.MEND_FILE, limit="choices", size=len(choices))
    depth = 0
    for at, row in enumerate(survey, 2):
        kind = _cell(row, "type").lower()
        depth += bool(_BEGIN.match(kind)) - bool(_END.match(kind))
        if depth > MAX_NESTING:
            raise UserFault("forms.spreadsheet-too-large", next_step=NextStep.MEND_FILE, limit="nesting", row=at)
        for column, cell in row.items():
            if len(str(cell)) > MAX_CELL_CHARACTERS:
                raise UserFault(
                    "forms.spreadsheet-too-large", next_step=NextStep.MEND_FILE, limit="cell", row=at, column=column
                )


def _cell(row: Mapping[str, str], heading: str) -> str:
    """The text of a cell; pyxform reads headings in either case."""
    if heading in row:
        return str(row[heading]).strip()
    return next((str(text).strip() for name, text in row.items() if name.strip().casefold() == heading), "")


def question_rows(survey: Sequence[Mapping[str, str]]) -> dict[str, int]:
    """The row of every question and group in the survey sheet by its path below the root."""
    rows: dict[str, int] = {}
    above: list[str] = []
    for at, row in enumerate(survey, 2):
        kind, name = _cell(row, "type").lower(), _cell(row, "name")
        if _END.match(kind):
            if above:
                above.pop()
            continue
        if name:
            rows.setdefault("/" + "/".join([*above, name]), at)
        if _BEGIN.match(kind):
            above.append(name)
    return rows


def _setting(settings: Mapping[str, str], *names: str) -> str:
    for name, value in settings.items():
        if name.strip().lower() in names and str(value).strip():
            return str(value).strip()
    return ""


def _attribute(xform: str, name: str) -> str:
    match = re.search(rf'<instance>\s*<[^>]*?\b{name}="([^"]*)"', xform)
    return match[1] if match else ""


def _refusal(text: str, book: DefinitionData | None) -> UserFault:
    """What pyxform stumbled over, with everything else that is wrong in the sheets."""
    return _refused([_problem(text, "error")] if book is None else _all_problems(text, book))


def _refused(problems: Sequence[Problem]) -> UserFault:
    return UserFault(
        "forms.spreadsheet-refused", next_step=NextStep.MEND_FILE, problems=[asdict(one) for one in problems]
    )


def _all_problems(text: str, book: DefinitionData) -> list[Problem]:
    survey, choices = book.survey or (), book.choices or ()
    first = _in_survey(_problem(text, "error"), survey)
    found = find_problems(survey, choices, book.external_choices or (), types=_question_types())
    told = {(one.sheet, one.row) for one in found}
    if first.row and (first.sheet, first.row) not in told:
        found.append(first)
    found += find_more(survey, choices, found, lambda rows, listed: _attempt(book, rows, listed))
    # the place is named in words of ours already; without a place it says no more than they do
    found = found or [first]
    return sorted(found, key=lambda one: (one.sheet != "survey", one.sheet, one.row))


def _attempt(
    book: DefinitionData, survey: Sequence[Mapping[str, str]], choices: Sequence[Mapping[str, str]]
) -> Problem | None:
    """What pyxform, or the engine after it, finds in other sheets; None where it finds nothing that has a place."""
    from pyxform.errors import PyXFormError
    from pyxform.xls2xform import convert as convert_with_pyxform

    sheets = _as_dict(book) | {"survey": [dict(row) for row in survey], "choices": [dict(row) for row in choices]}
    settings = [dict(row) for row in (book.settings or [{}])]
    settings[0]["allow_choice_duplicates"] = "yes"
    sheets["settings"] = settings
    try:
        xform = convert_with_pyxform(sheets, warnings=[], form_name="data").xform
        parse_form(xform.encode())
    except PyXFormError as refused:
        return _in_survey(_problem(str(refused), "error"), survey)
    except UserFault as refused:
        problems = refused.data.get("problems")
        named = [Problem(**one) for one in problems] if isinstance(problems, list) else []
        errors = [one for one in named if one.severity == "error"]
        return next(iter(locate(errors, question_rows(survey))), None)
    except (ExpatError, KeyError, ValueError, TypeError, AttributeError, IndexError, RecursionError):
        return None
    return None


def _question_types() -> frozenset[str]:
    from pyxform.question_type_dictionary import QUESTION_TYPE_DICT

    return frozenset(QUESTION_TYPE_DICT)


def _in_survey(problem: Problem, survey: Sequence[Mapping[str, str]]) -> Problem:
    """The row of the first cell that is exactly what pyxform quotes, where it names no row itself."""
    if problem.row:
        return problem
    quoted = {word.strip() for pair in _QUOTED.findall(problem.detail) for word in pair if word.strip()}
    for at, row in enumerate(survey, 2):
        for column, cell in row.items():
            if str(cell).strip() in quoted:
                return replace(problem, sheet="survey", row=at, column=problem.column or column)
    return problem


def _problem(text: str, severity: str) -> Problem:
    """What pyxform said, with the sheet, row and column it names."""
    row, sheet, column = _ROW.search(text), _SHEET.search(text), _COLUMN.search(text)
    plain = "forms.pyxform-error" if severity == "error" else "forms.pyxform-warning"
    code = next((code for words, code in _OWN_WORDS.items() if words in text), plain)
    number = next((int(group) for group in row.groups() if group), 0) if row else 0
    return Problem(
        severity=severity,
        code=code if severity == "error" else plain,
        column=next((group for group in column.groups() if group), "") if column else "",
        detail=text.strip(),
        sheet=sheet[1].lower() if sheet else ("survey" if number else ""),
        row=number,
    )
