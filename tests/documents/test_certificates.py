"""Certificates on paper: one a page, what each says, and nothing the caller did not give."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest

from tianye.documents.certificates import Certificate, make_certificates
from tianye.documents.paper import PaperLanguage

CERTIFICATE = Certificate(
    number="HF1A-0WHV-H818-7KX3",
    name="巴桑拉毛",
    title="太阳能灶 <与> 记账",
    first_on=date(2026, 6, 12),
    last_on=date(2026, 6, 13),
    days=2,
    present=3,
    held=4,
    issued_on=date(2026, 6, 20),
    minutes=690,
    name_bo="པ་སངས་ལྷ་མོ",
    name_latin="Pasang Lhamo",
    place="玉树市",
    host="市妇联",
)


def said(certificate: Certificate, language: PaperLanguage = PaperLanguage.CHINESE) -> str:
    """Return a certificate as it is read, its parts divided by bars."""
    body = make_certificates([certificate], language).partition("<body>")[2]
    return re.sub(r"(\s*<[^>]+>\s*)+", "|", body)


def test_a_certificate_says_who_what_when_where_and_by_whom() -> None:
    text = said(CERTIFICATE)
    assert "|结业证书|巴桑拉毛|པ་སངས་ལྷ་མོ|参加了|太阳能灶 &lt;与&gt; 记账|" in text
    assert "|时间|2026年6月12日至13日，共 2 天，11.5 小时|地点|玉树市|主办|市妇联|" in text
    assert "|出席 4 场中的 3 场，达到结业要求，特发此证。|" in text
    assert "|编号|HF1A-0WHV-H818-7KX3|发证日期|2026年6月20日|（盖章处）|负责人签字|" in text
    assert "Pasang" not in text


def test_an_english_one_has_the_name_in_latin_letters_above_the_other() -> None:
    text = said(CERTIFICATE, PaperLanguage.ENGLISH)
    assert "|This is to certify that|Pasang Lhamo|巴桑拉毛|took part in|" in text
    assert "|12 June 2026 to 13 June 2026, 2 days, 11.5 hours|" in text
    assert "|and completed it, being present at 3 of 4 sessions.|" in text
    without = said(replace(CERTIFICATE, name_latin=None), PaperLanguage.ENGLISH)
    assert "|巴桑拉毛|པ་སངས་ལྷ་མོ|took part in|" in without


@pytest.mark.parametrize(
    ("last", "zh"),
    [
        (date(2026, 6, 12), "|2026年6月12日，"),
        (date(2026, 7, 1), "|2026年6月12日至7月1日，"),
        (date(2027, 1, 2), "|2026年6月12日至2027年1月2日，"),
    ],
)
def test_days_are_written_as_short_as_they_can_be_read(last: date, zh: str) -> None:
    assert zh in said(replace(CERTIFICATE, last_on=last))


def test_one_day_is_not_several_and_unknown_hours_are_left_out() -> None:
    short = replace(CERTIFICATE, last_on=CERTIFICATE.first_on, days=1, minutes=60)
    assert "|12 June 2026, 1 day, 1 hour|" in said(short, PaperLanguage.ENGLISH)
    assert "|2026年6月12日，共 1 天|" in said(replace(short, minutes=None))


def test_nothing_is_said_of_a_place_and_host_that_are_not_told() -> None:
    text = said(replace(CERTIFICATE, place="", host=""))
    assert "地点" not in text
    assert "主办" not in text


def test_each_has_a_page_of_its_own_and_asks_nothing_from_outside() -> None:
    html = make_certificates([CERTIFICATE] * 3)
    assert html.count('<section class="page">') == 3
    assert not re.search(r"(src|href)=|url\(|@import|<script|http:|https:", html)
