"""Badges on paper: who gets one, what is on it, and that the door understands it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tianye.domain import badges
from tianye.domain.attendance import Outcome
from tianye.domain.errors import UserFault
from tianye.services import checkin, listing, registration
from tianye.services.badges import BadgesWritten, write_badges
from tianye.services.undo import undo_last
from town import Desk, Town

YUSHU = "632701"


@pytest.fixture
def hq(town: Town) -> Desk:
    """Headquarters with one programme in Yushu: an open training and a sensitive one."""
    hq = town.headquarters()
    with hq.station.command("plan") as command:
        programme = command.new_subject()
        titles = {"code": "RE", "title_zh": "可再生能源", "title_en": "Renewable energy"}
        command.add("programme.planned", programme, titles, is_new=True)
        for code, title, is_sensitive in (("YS", "太阳能灶", False), ("GB", "家庭暴力", True)):
            training = command.new_subject()
            fields = {"code": code, "title_zh": title, "county": YUSHU, "programme": programme}
            command.add("training.planned", training, fields | {"is_sensitive": is_sensitive}, is_new=True)
        session = {"code": "YS-AM", "training": training, "on": "2026-06-12", "half": "am"}
        command.add("session.planned", command.new_subject(), session, is_new=True)
    return hq


def registers(hq: Desk, name: str, *agreed: str, **said: str) -> bytes:
    described = {"name": name, "phone": "13997015566", "place": "632701203200", "born": "1980", "sex": "女"}
    fields = registration.make_fields(described | said)
    return registration.register(hq.station, fields, dict.fromkeys(agreed, "given"))[0]


def writes(hq: Desk, path: Path, training: str | None = None) -> BadgesWritten:
    head = listing.get_training(hq.station, training) if training else None
    return write_badges(hq.station, listing.all_people(hq.station), path, training=head)


def said(path: Path) -> list[str]:
    """Return what stands on each badge, its parts divided by bars."""
    articles = re.findall(r"<article.*?</article>", path.read_text(encoding="utf-8"), re.DOTALL)
    return [re.sub(r"(<[^>]+>)+", "|", article) for article in articles]


def test_a_badge_has_name_place_and_codes_and_nothing_else(hq: Desk, tmp_path: Path) -> None:
    person = registers(hq, "卓玛", "attendance", "contact", "id_number", name_bo="སྒྲོལ་མ")
    done = writes(hq, tmp_path / "b.html")
    assert (done.badges, done.nameless) == (1, 0)
    (badge,) = said(tmp_path / "b.html")
    assert badge == f"|可再生能源|玉树市|卓玛|སྒྲོལ་མ|日玛村委会|{badges.short_code(person)}|"
    html = (tmp_path / "b.html").read_text(encoding="utf-8")
    for secret in ("13997015566", "5566", "女", "1980"):
        assert secret not in html


def test_without_consent_to_be_listed_a_badge_has_a_line_for_the_pen(hq: Desk, tmp_path: Path) -> None:
    quiet = registers(hq, "拉毛", "contact", name_bo="ལྷ་མོ")
    registers(hq, "小卓玛", "attendance", born="2020")
    done = writes(hq, tmp_path / "b.html")
    assert (done.badges, done.nameless) == (2, 2)
    html = (tmp_path / "b.html").read_text(encoding="utf-8")
    assert html.count('<div class="blank">') == 2
    for secret in ("拉毛", "卓玛", "ལྷ་མོ", "玉树市"):
        assert secret not in html
    assert f"|可再生能源|{badges.short_code(quiet)}|" in said(tmp_path / "b.html")


def test_the_door_takes_the_short_code_and_what_the_square_says(hq: Desk) -> None:
    zhuoma, yangjin = registers(hq, "卓玛", "attendance"), registers(hq, "央金")
    code = badges.short_code(zhuoma)
    assert re.fullmatch(r"[0-9A-Z]{4}-[0-9A-Z]{4}", code)
    seen = hq.checks_in(code.lower().replace("-", ""), "YS-AM")
    assert (seen.outcome, seen.person and seen.person.id) == (Outcome.ADMITTED, zhuoma)
    assert hq.knows(code).id == zhuoma
    assert hq.checks_in(registration.badge_text(hq.station, yangjin), "YS-AM").outcome is Outcome.ADMITTED


def test_the_short_code_of_a_registration_taken_back_finds_nobody(hq: Desk) -> None:
    code = badges.short_code(registers(hq, "卓玛", "attendance"))
    undo_last(hq.station)
    assert registration.find_by_code(hq.station, code) is None
    assert hq.checks_in(code, "YS-AM").outcome is Outcome.NOT_ON_LIST
    assert checkin.counts(hq.station, hq.session("YS-AM")) == (0, 0)


@pytest.mark.parametrize(("training", "head"), [("ys", "太阳能灶"), ("GB", "活动")])
def test_badges_for_a_training_bear_its_title_unless_it_is_sensitive(
    hq: Desk, tmp_path: Path, training: str, head: str
) -> None:
    registers(hq, "卓玛", "attendance")
    writes(hq, tmp_path / "b.html", training)
    (badge,) = said(tmp_path / "b.html")
    assert badge.startswith(f"|{head}|")


def test_a_programme_with_nothing_but_sensitive_activities_is_not_named(hq: Desk, tmp_path: Path) -> None:
    registers(hq, "卓玛", "attendance", place="632722")
    with hq.station.command("plan") as command:
        programme = command.new_subject()
        command.add("programme.planned", programme, {"code": "SAFE", "title_zh": "反家暴"}, is_new=True)
        fields = {"code": "ZD", "county": "632722", "programme": programme, "is_sensitive": True}
        command.add("training.planned", command.new_subject(), fields, is_new=True)
    writes(hq, tmp_path / "b.html")
    (badge,) = said(tmp_path / "b.html")
    assert badge.startswith("|活动|")
    assert "反家暴" not in (tmp_path / "b.html").read_text(encoding="utf-8")


def test_nobody_has_no_sheet_and_a_laptop_signs_no_badge(hq: Desk, town: Town, tmp_path: Path) -> None:
    with pytest.raises(UserFault, match=r"badge\.nobody"):
        writes(hq, tmp_path / "b.html")
    desk = town.desk("玉树一号")
    registers(desk, "卓玛", "attendance")
    with pytest.raises(UserFault, match=r"station\.wrong-role"):
        writes(desk, tmp_path / "b.html")
    assert not (tmp_path / "b.html").exists()


def test_a_sheet_is_never_written_over(hq: Desk, tmp_path: Path) -> None:
    registers(hq, "卓玛", "attendance")
    writes(hq, tmp_path / "b.html")
    before = (tmp_path / "b.html").read_bytes()
    registers(hq, "央金", "attendance")
    with pytest.raises(UserFault, match=r"file\.exists"):
        writes(hq, tmp_path / "b.html")
    assert (tmp_path / "b.html").read_bytes() == before
