"""Certificates of completion as HTML, one to an A4 page across, with room for the seal and the signature."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from tianye.documents.paper import PaperLanguage, make_page, written

_MINUTES_PER_HOUR: Final = 60


@dataclass(frozen=True, slots=True)
class Certificate:
    """What one certificate says: the person was present at `present` of the `held` sessions.

    The sessions were on `days` different days and lasted `minutes` together, None where not all times are known. For a
    sensitive training the caller gives `domain.trainings.shown_title`, and neither place nor host. `name_latin` is the
    name of an English certificate.
    """

    number: str
    name: str
    title: str
    first_on: date
    last_on: date
    days: int
    present: int
    held: int
    issued_on: date
    minutes: int | None = None
    name_bo: str | None = None
    name_latin: str | None = None
    place: str = ""
    host: str = ""


_WORDS: Final[Mapping[PaperLanguage, Mapping[str, str]]] = {
    PaperLanguage.CHINESE: {
        "heading": "结业证书",
        "before": "",
        "after": "参加了",
        "completed": "出席 {held} 场中的 {present} 场，达到结业要求，特发此证。",
        "days": "共 {days} 天",
        "hours": "{hours} 小时",
        "when": "时间",
        "where": "地点",
        "host": "主办",
        "number": "编号",
        "issued": "发证日期",
        "signed": "负责人签字",
        "seal": "（盖章处）",
        "separator": "，",
    },
    PaperLanguage.ENGLISH: {
        "heading": "Certificate of completion",
        "before": "This is to certify that",
        "after": "took part in",
        "completed": "and completed it, being present at {present} of {held} sessions.",
        "days": "{days} days",
        "hours": "{hours} hours",
        "when": "When",
        "where": "Where",
        "host": "Host",
        "number": "Number",
        "issued": "Issued on",
        "signed": "Signature",
        "seal": "(seal)",
        "separator": ", ",
    },
}
_SINGULAR: Final[Mapping[str, str]] = {"days": "1 day", "hours": "1 hour"}
_MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)

_STYLE: Final = """
  @page { size: A4 landscape; margin: 0; }
  .page { width: 297mm; height: 209.5mm; padding: 29mm 34mm 0; text-align: center; }
  .frame { position: absolute; inset: 10mm; border: 1mm solid #17597A; }
  .frame::after { content: ""; position: absolute; inset: 1.6mm; border: 0.3mm solid #17597A; }
  h1 { font-size: 32pt; font-weight: 700; letter-spacing: 0.06em; color: #17597A; }
  :lang(zh) h1 { letter-spacing: 0.4em; margin-right: -0.4em; }
  .before { height: 6mm; margin-top: 8mm; font-size: 12pt; }
  .name { display: block; font-size: 30pt; font-weight: 700; line-height: 1.3; overflow-wrap: anywhere; }
  .longer { font-size: 22pt; }
  .other { display: block; margin-top: 2mm; font-size: 16pt; }
  .after { margin-top: 6mm; font-size: 13pt; }
  .title { margin-top: 5mm; font-size: 20pt; font-weight: 600; line-height: 1.35; }
  .facts { display: flex; justify-content: center; gap: 12mm; margin-top: 6mm; font-size: 11pt; }
  .facts small, .foot small { display: block; font-size: 8.5pt; color: #333; }
  .foot { position: absolute; left: 34mm; right: 34mm; bottom: 26mm; display: flex; align-items: flex-end;
          justify-content: space-between; font-size: 11pt; text-align: left; }
  .foot .line { display: block; width: 56mm; height: 5mm; border-bottom: 0.3mm solid #000; }
  .seal { width: 44mm; text-align: center; color: #555; font-size: 9pt; }
"""
_LONGEST_LARGE_NAME: Final = 12


def make_certificates(certificates: Sequence[Certificate], language: PaperLanguage = PaperLanguage.CHINESE) -> str:
    """Make all certificates as one HTML document, each on its own page."""
    body = "\n".join(_page(certificate, language) for certificate in certificates)
    return make_page(_WORDS[language]["heading"], language, _STYLE, body)


def _page(certificate: Certificate, language: PaperLanguage) -> str:
    words = _WORDS[language]
    name, other = certificate.name, certificate.name_bo
    if language is PaperLanguage.ENGLISH and certificate.name_latin:
        name, other = certificate.name_latin, certificate.name
    size = "name" if len(name) <= _LONGEST_LARGE_NAME else "name longer"
    completed = words["completed"].format(present=certificate.present, held=certificate.held)
    facts = (("when", _when(certificate, language)), ("where", certificate.place), ("host", certificate.host))
    described = "".join(f"<div><small>{words[key]}</small>{written(value)}</div>" for key, value in facts if value)
    return (
        f'<section class="page"><div class="frame"></div>{written(words["heading"], "h1")}'
        f'<p class="before">{words["before"]}</p>{written(name, "strong", size)}{written(other, "span", "other")}'
        f'<p class="after">{words["after"]}</p>{written(certificate.title, "p", "title")}'
        f'<div class="facts">{described}</div><p class="after">{completed}</p>'
        f'<div class="foot"><div><small>{words["number"]}</small>{written(certificate.number)}</div>'
        f"<div><small>{words['issued']}</small>{written(_day(certificate.issued_on, language))}</div>"
        f'<div class="seal">{words["seal"]}</div><div><small>{words["signed"]}</small><i class="line"></i></div>'
        "</div></section>"
    )


def _when(certificate: Certificate, language: PaperLanguage) -> str:
    parts = [_days(certificate.first_on, certificate.last_on, language), _number("days", certificate.days, language)]
    if certificate.minutes is not None:
        hours = certificate.minutes / _MINUTES_PER_HOUR
        parts.append(_number("hours", f"{hours:.1f}".removesuffix(".0"), language))
    return _WORDS[language]["separator"].join(parts)


def _number(key: str, number: float | str, language: PaperLanguage) -> str:
    if language is PaperLanguage.ENGLISH and str(number) == "1":
        return _SINGULAR[key]
    return _WORDS[language][key].format(**{key: number})


def _days(first: date, last: date, language: PaperLanguage) -> str:
    if first == last:
        return _day(first, language)
    if language is PaperLanguage.ENGLISH:
        return f"{_day(first, language)} to {_day(last, language)}"
    if first.year != last.year:
        return f"{_day(first, language)}至{_day(last, language)}"
    ending = f"{last.day}日" if first.month == last.month else f"{last.month}月{last.day}日"
    return f"{_day(first, language)}至{ending}"


def _day(on: date, language: PaperLanguage) -> str:
    if language is PaperLanguage.ENGLISH:
        return f"{on.day} {_MONTHS[on.month - 1]} {on.year}"
    return f"{on.year}年{on.month}月{on.day}日"
