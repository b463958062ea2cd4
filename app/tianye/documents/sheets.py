"""Sign-in sheets as HTML for A4 landscape: eleven rows a page, a QR code that finds the page again.

A paper list passes from hand to hand: telephones are masked and no resident number is printed (`domain.md` D1).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from tianye.documents.paper import PaperLanguage, QrLevel, make_page, qr_svg, written
from tianye.domain.ethnicities import get_ethnicity
from tianye.domain.people import NO_PHONE, SEX_LABELS, Sex, mask_phone
from tianye.domain.trainings import HALF_LABELS, Half, write_minute

ROWS_PER_PAGE: Final = 11
DEFAULT_BLANK_ROWS: Final = 15

_PAGE_CODE_PREFIX: Final = "TYS:"


@dataclass(frozen=True, slots=True)
class SheetPerson:
    """One prefilled row; `phone` is in normal form or `NO_PHONE` and is masked here, whoever asks."""

    name: str
    name_bo: str | None = None
    sex: Sex | None = None
    ethnicity: str | None = None
    birth_year: int | None = None
    village: str | None = None
    organisation: str | None = None
    post: str | None = None
    phone: str | None = None


@dataclass(frozen=True, slots=True)
class SignInSheet:
    """One half-day's sheet. For a sensitive training the caller gives `domain.trainings.shown_title`.

    `code` names the session in the page's QR code; `begins` and `ends` are minutes since midnight. `notice` tells why
    the data is taken, how long it is kept and whom to call.
    """

    code: str
    programme: str
    title: str
    on: date
    half: Half
    place: str
    host: str
    notice: str
    people: Sequence[SheetPerson]
    begins: int | None = None
    ends: int | None = None
    teacher: str = ""
    content: str = ""
    blank_rows: int = DEFAULT_BLANK_ROWS


def make_page_code(code: str, page: int, pages: int) -> str:
    """Return what a page's QR code says: `TYS:` session code, page and number of pages."""
    return f"{_PAGE_CODE_PREFIX}{code}:{page}:{pages}"


def find_page_code(scanned: str) -> tuple[str, int, int] | None:
    """Return session code, page and pages of a scanned sheet; None for anything else."""
    parts = scanned.strip().removeprefix(_PAGE_CODE_PREFIX).rsplit(":", 2)
    if not scanned.strip().startswith(_PAGE_CODE_PREFIX) or len(parts) != 3:
        return None
    code, page, pages = parts
    if not (code and page.isdecimal() and pages.isdecimal() and 1 <= int(page) <= int(pages)):
        return None
    return code, int(page), int(pages)


_WORDS: Final[Mapping[PaperLanguage, Mapping[str, str]]] = {
    PaperLanguage.CHINESE: {
        "sheet": "签到表：{}",
        "page": "第 {} 页，共 {} 页",
        "scan": "扫这个码可找到本页",
        "when": "日期和时段",
        "where": "地点",
        "teacher": "授课人",
        "content": "内容和课时",
        "host": "主办 / 承办",
        "serial": "序号",
        "name": "姓名",
        "sex": "性别",
        "ethnicity": "民族",
        "born": "出生年",
        "from": "村、合作社",
        "post": "职务",
        "phone": "电话",
        "signature": "签名或手印",
        "sign_out": "签退",
        "consent": "我同意（打勾）",
        "consent_attendance": "登记",
        "consent_contact": "联系",
        "consent_photo": "照片",
        "note": "备注",
        "void": "别人代签，这一页作废。",
        "expected": "应到",
        "present": "实到",
        "women": "其中女性",
        "minority": "少数民族",
        "filled_by": "填表人",
        "signed_by": "负责人签字",
        "seal": "（盖章处）",
        "no_phone": "无",
    },
    PaperLanguage.ENGLISH: {
        "sheet": "Sign-in sheet: {}",
        "page": "Page {} of {}",
        "scan": "Scan to find this page",
        "when": "Date and half-day",
        "where": "Place",
        "teacher": "Trainer",
        "content": "Content and hours",
        "host": "Host",
        "serial": "No.",
        "name": "Name",
        "sex": "Sex",
        "ethnicity": "Ethnicity",
        "born": "Born",
        "from": "Village, co-operative",
        "post": "Post",
        "phone": "Phone",
        "signature": "Signature or thumbprint",
        "sign_out": "Sign-out",
        "consent": "I agree (tick)",
        "consent_attendance": "Register",
        "consent_contact": "Contact",
        "consent_photo": "Photo",
        "note": "Note",
        "void": "Signing for somebody else makes this page void.",
        "expected": "Expected",
        "present": "Present",
        "women": "Women",
        "minority": "Minorities",
        "filled_by": "Filled in by",
        "signed_by": "Signed by",
        "seal": "(seal)",
        "no_phone": "none",
    },
}
_WEEKDAYS: Final = "一二三四五六日"

_STYLE: Final = """
  @page { size: A4 landscape; margin: 0; }
  .page { width: 297mm; height: 209.5mm; padding: 9mm 12mm 6mm; font-size: 9pt; }
  header { display: flex; justify-content: space-between; height: 19mm; }
  .programme { font-size: 10pt; color: #333; }
  h1 { font-size: 16pt; }
  .number { display: flex; gap: 3mm; text-align: right; }
  .number strong { font-size: 12pt; display: block; margin-top: 3mm; }
  .number svg { width: 18mm; height: 18mm; }
  .facts { display: flex; gap: 6mm; height: 10mm; }
  .facts div { flex: 1 1 auto; min-width: 32mm; }
  .facts i { display: block; height: 4mm; border-bottom: 0.3mm solid #000; }
  .facts small { display: block; color: #333; font-size: 7.5pt; }
  table { width: 100%; border-collapse: collapse; table-layout: fixed;
          border-top: 0.6mm solid; border-bottom: 0.6mm solid; }
  th, td { border: 0.2mm solid #777; text-align: center; padding: 0 1mm; overflow: hidden; }
  th { height: 5mm; font-weight: 600; background: #eee; }
  td { height: 12mm; line-height: 1.25; }
  td.left { text-align: left; }
  td.name { text-align: left; font-weight: 600; font-size: 12pt; }
  td.name [lang="bo"] { display: block; font-weight: 400; font-size: 9pt; line-height: 1.6; padding-top: 0.6mm; }
  .signed { border-left: 0.6mm solid #000; border-right: 0.6mm solid #000; }
  .box { display: inline-block; width: 4.4mm; height: 4.4mm; border: 0.35mm solid #000; }
  .notice { margin-top: 2mm; font-size: 8pt; }
  footer { position: absolute; left: 12mm; right: 12mm; bottom: 7mm; display: flex; justify-content: space-between; }
  footer i { display: inline-block; width: 18mm; border-bottom: 0.3mm solid #000; }
  footer .long { width: 34mm; }
"""
# Widths in mm; the signature needs 36 at least.
_WIDTHS: Final = (10, 38, 10, 14, 13, 42, 17, 25, 42, 18, 10, 10, 10, 14)


def make_sign_in_sheet(sheet: SignInSheet, language: PaperLanguage = PaperLanguage.CHINESE) -> str:
    """Make the sheet as one HTML document; every page repeats the head and carries its own QR code.

    Totals other than the expected are left for the pen; consent boxes are never ticked.
    """
    words = _WORDS[language]
    rows: list[SheetPerson | None] = [*sheet.people, *([None] * sheet.blank_rows)] or [None]
    starts = range(0, len(rows), ROWS_PER_PAGE)
    body = "\n".join(
        _page(sheet, language, rows[start : start + ROWS_PER_PAGE], start, len(starts)) for start in starts
    )
    return make_page(words["sheet"].format(sheet.title), language, _STYLE, body)


def _page(
    sheet: SignInSheet, language: PaperLanguage, rows: Sequence[SheetPerson | None], start: int, pages: int
) -> str:
    words = _WORDS[language]
    page = start // ROWS_PER_PAGE + 1
    number = words["page"].format(page, pages)
    code = qr_svg(make_page_code(sheet.code, page, pages), QrLevel.MEDIUM, number)
    facts = (
        ("when", _when(sheet, language)),
        ("where", sheet.place),
        ("teacher", sheet.teacher),
        ("content", sheet.content),
        ("host", sheet.host),
    )
    described = "".join(f"<div><small>{words[key]}</small>{written(value) or '<i></i>'}</div>" for key, value in facts)
    filled = "\n".join(_row(person, start + index + 1, language) for index, person in enumerate(rows))
    return (
        f'<section class="page"><header><div>{written(sheet.programme, "div", "programme")}'
        f"{written(words['sheet'].format(sheet.title), 'h1')}</div>"
        f'<div class="number"><div><strong>{number}</strong><small>{words["scan"]}</small></div>{code}</div></header>'
        f'<div class="facts">{described}</div>{_table_head(words)}<tbody>\n{filled}\n</tbody></table>'
        f'<p class="notice">{written(sheet.notice)} {words["void"]}</p>{_foot(words, len(sheet.people))}</section>'
    )


def _when(sheet: SignInSheet, language: PaperLanguage) -> str:
    times = ""
    if sheet.begins is not None and sheet.ends is not None:
        times = f" {write_minute(sheet.begins)}–{write_minute(sheet.ends)}"
    on = sheet.on
    if language is PaperLanguage.ENGLISH:
        return f"{on.isoformat()}, {HALF_LABELS[sheet.half].en.lower()}{times}"
    weekday = _WEEKDAYS[on.weekday()]
    return f"{on.year}年{on.month}月{on.day}日（星期{weekday}）{HALF_LABELS[sheet.half].zh}{times}"


def _table_head(words: Mapping[str, str]) -> str:
    columns = "".join(f'<col style="width:{width}mm">' for width in _WIDTHS)
    before = ("serial", "name", "sex", "ethnicity", "born", "from", "post", "phone")
    heads = "".join(f'<th rowspan="2">{words[key]}</th>' for key in before)
    heads += f'<th rowspan="2" class="signed">{words["signature"]}</th><th rowspan="2">{words["sign_out"]}</th>'
    heads += f'<th colspan="3">{words["consent"]}</th><th rowspan="2">{words["note"]}</th>'
    consents = "".join(f"<th>{words[f'consent_{purpose}']}</th>" for purpose in ("attendance", "contact", "photo"))
    return f"<table><colgroup>{columns}</colgroup><thead><tr>{heads}</tr><tr>{consents}</tr></thead>"


def _row(person: SheetPerson | None, number: int, language: PaperLanguage) -> str:
    boxes = '<td><span class="box"></span></td>' * 3
    to_fill = f'<td class="signed"></td><td></td>{boxes}<td></td>'
    if person is None:
        return f'<tr class="blank"><td>{number}</td><td class="name"></td>{"<td></td>" * 6}{to_fill}</tr>'
    is_chinese = language is PaperLanguage.CHINESE
    sex = "" if person.sex is None else SEX_LABELS[person.sex].zh if is_chinese else SEX_LABELS[person.sex].en
    group = None if person.ethnicity is None else get_ethnicity(person.ethnicity)
    ethnicity = "" if group is None else group.zh if is_chinese else group.en
    origin = "<br>".join(filter(None, (written(person.village), written(person.organisation))))
    born = "" if person.birth_year is None else str(person.birth_year)
    return (
        f'<tr><td>{number}</td><td class="name">{written(person.name)}{written(person.name_bo)}</td>'
        f'<td>{written(sex)}</td><td>{written(ethnicity)}</td><td>{born}</td><td class="left">{origin}</td>'
        f"<td>{written(person.post)}</td><td>{written(_phone(person.phone, language))}</td>{to_fill}</tr>"
    )


def _phone(phone: str | None, language: PaperLanguage) -> str:
    if phone is None:
        return ""
    return _WORDS[language]["no_phone"] if phone == NO_PHONE else mask_phone(phone)


def _foot(words: Mapping[str, str], expected: int) -> str:
    blanks = "".join(f"<span>{words[key]} <i></i></span>" for key in ("present", "women", "minority"))
    names = "".join(f'<span>{words[key]} <i class="long"></i></span>' for key in ("filled_by", "signed_by"))
    return (
        f"<footer><span>{words['expected']} <strong>{expected}</strong></span>{blanks}{names}"
        f"<span>{words['seal']}</span></footer>"
    )
