"""Certificates: only who completed a training by the figures' own rule, once, and only who agreed to be listed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tianye.domain.errors import UserFault
from tianye.services import listing, registration, reporting
from tianye.services.certificates import CertificatesWritten, write_certificates
from town import Desk, Town

YUSHU = "632701"
SESSIONS = (("12-am", "2026-06-12", "am"), ("12-pm", "2026-06-12", "pm"), ("13-am", "2026-06-13", "am"))


@pytest.fixture
def hq(town: Town) -> Desk:
    """Headquarters on the day after two trainings of three half-days, two thirds to complete; GB is sensitive."""
    hq = town.headquarters()
    with hq.station.command("plan") as command:
        host = command.new_subject()
        command.add("organisation.registered", host, {"name": "市妇联"}, is_new=True)
        for code, title, is_sensitive in (("YS", "太阳能灶", False), ("GB", "家庭暴力", True)):
            training = command.new_subject()
            fields = {"code": code, "title_zh": title, "title_en": "Solar stoves", "county": YUSHU, "host": host}
            fields |= {"threshold": "2/3", "is_sensitive": is_sensitive}
            command.add("training.planned", training, fields, is_new=True)
            for ending, on, half in SESSIONS:
                session = {"code": f"{code}-{ending}", "training": training, "on": on, "half": half}
                session |= {"begins": 540, "ends": 720}
                command.add("session.planned", command.new_subject(), session, is_new=True)
    hq.clock.set("2026-06-14 09:00")
    return hq


def comes(hq: Desk, name: str, to: str, *agreed: str, born: str = "1980", training: str = "YS") -> bytes:
    """Register somebody who comes to sessions, such as `12-am 13-am`."""
    fields = registration.make_fields({"name": name, "place": YUSHU, "born": born})
    person, _ = registration.register(hq.station, fields, dict.fromkeys(agreed or ("attendance",), "given"))
    attends(hq, person, to, training)
    return person


def attends(hq: Desk, person: bytes, to: str, training: str = "YS") -> None:
    for ending in to.split():
        hq.checks_in(registration.badge_text(hq.station, person), f"{training}-{ending}")


def writes(hq: Desk, path: Path, training: str = "YS") -> CertificatesWritten:
    return write_certificates(hq.station, listing.get_training(hq.station, training), path)


def names(path: Path) -> list[str]:
    return re.findall(r'<strong class="name">([^<]*)', path.read_text(encoding="utf-8"))


def numbers(path: Path) -> list[str]:
    return re.findall(r"<span>((?:[0-9A-Z]{4}-){3}[0-9A-Z]{4})</span>", path.read_text(encoding="utf-8"))


def completions(hq: Desk) -> object:
    figures = reporting.make_report(hq.station).figures
    return next(one.value for one in figures if one.id == "completions" and one.by is None)


def test_who_completed_gets_one_and_who_did_not_is_counted(hq: Desk, tmp_path: Path) -> None:
    comes(hq, "卓玛", "12-am 12-pm 13-am")
    comes(hq, "央金", "12-am 13-am")
    comes(hq, "拉毛", "12-pm")
    done = writes(hq, tmp_path / "c.html", "ys")
    assert (done.certificates, done.not_completed, done.held_back, done.held, done.planned) == (2, 1, 0, 3, 3)
    assert names(tmp_path / "c.html") == ["央金", "卓玛"]
    assert completions(hq) == 2
    text = re.sub(r"(<[^>]+>)+", "|", (tmp_path / "c.html").read_text(encoding="utf-8"))
    assert "|太阳能灶|" in text
    assert "|2026年6月12日至13日，共 2 天，9 小时|" in text
    assert "|玉树市|" in text
    assert "|市妇联|" in text
    assert "出席 3 场中的 2 场" in text
    assert "|2026年6月14日|" in text


def test_linked_registrations_complete_as_one_person(hq: Desk, tmp_path: Path) -> None:
    one, other = comes(hq, "卓玛", "12-am"), comes(hq, "卓玛", "12-pm")
    with pytest.raises(UserFault, match=r"certificate\.nobody") as refused:
        writes(hq, tmp_path / "c.html")
    assert refused.value.data == {"not_completed": 2, "held_back": 0}
    assert not (tmp_path / "c.html").exists()
    attends(hq, comes(hq, "央金", "12-am"), "13-am")
    registration.link(hq.station, one, other, is_same=True)
    assert (writes(hq, tmp_path / "c.html").certificates, completions(hq)) == (2, 2)
    assert names(tmp_path / "c.html") == ["央金", "卓玛"]


def test_a_refusal_under_one_registration_holds_for_the_linked_ones(hq: Desk, tmp_path: Path) -> None:
    one, other = comes(hq, "卓玛", "12-am"), comes(hq, "卓玛", "12-pm")
    comes(hq, "央金", "12-am 13-am")
    registration.link(hq.station, one, other, is_same=True)
    registration.give_consent(hq.station, other, {"attendance": "withdrawn"})
    done = writes(hq, tmp_path / "c.html")
    assert (done.certificates, done.held_back, done.not_completed) == (1, 1, 0)
    assert names(tmp_path / "c.html") == ["央金"]


def test_without_consent_and_for_children_without_a_guardian_s_there_is_none(hq: Desk, tmp_path: Path) -> None:
    comes(hq, "卓玛", "12-am 13-am")
    comes(hq, "央金", "12-am 13-am", "contact")
    comes(hq, "小拉毛", "12-am 13-am", born="2015")
    comes(hq, "小才吉", "12-am 13-am", "attendance", "minor_guardian", born="2015")
    done = writes(hq, tmp_path / "c.html")
    assert (done.certificates, done.held_back) == (2, 2)
    assert sorted(names(tmp_path / "c.html")) == sorted(["卓玛", "小才吉"])


def test_a_number_is_the_same_whenever_it_is_printed_and_nobody_else_s(hq: Desk, tmp_path: Path) -> None:
    comes(hq, "卓玛", "12-am 13-am")
    writes(hq, tmp_path / "one.html")
    comes(hq, "央金", "12-am 13-am")
    hq.clock.set("2026-07-01 09:00")
    writes(hq, tmp_path / "two.html")
    (first,) = numbers(tmp_path / "one.html")
    assert first in numbers(tmp_path / "two.html")
    assert len(set(numbers(tmp_path / "two.html"))) == 2


def test_a_sensitive_training_is_an_activity_without_place_and_host(hq: Desk, tmp_path: Path) -> None:
    comes(hq, "卓玛", "12-am 13-am", training="GB")
    assert writes(hq, tmp_path / "c.html", "GB").certificates == 1
    text = (tmp_path / "c.html").read_text(encoding="utf-8")
    for secret in ("家庭暴力", "市妇联", "玉树市", "GB"):
        assert secret not in text
    assert ">活动<" in text


def test_before_the_last_session_is_over_nobody_has_completed(hq: Desk, tmp_path: Path) -> None:
    person = comes(hq, "卓玛", "12-am 12-pm")
    for now, to_come in (("2026-06-12 18:00", 1), ("2026-06-13 08:00", 1)):
        hq.clock.set(now)
        with pytest.raises(UserFault, match=r"certificate\.not-over") as refused:
            writes(hq, tmp_path / "c.html")
        assert refused.value.data == {"to_come": to_come}
    attends(hq, person, "13-am")
    assert writes(hq, tmp_path / "c.html").certificates == 1


def test_a_session_that_never_took_place_takes_nothing_from_anybody(hq: Desk, tmp_path: Path) -> None:
    comes(hq, "卓玛", "12-am 12-pm")
    done = writes(hq, tmp_path / "c.html")
    assert (done.certificates, done.held, done.planned) == (1, 2, 3)


def test_only_headquarters_knows_all_doors(hq: Desk, town: Town, tmp_path: Path) -> None:
    desk = town.desk("玉树一号")
    training = listing.get_training(hq.station, "YS")
    with pytest.raises(UserFault, match=r"station\.wrong-role"):
        write_certificates(desk.station, training, tmp_path / "c.html")


def test_a_training_that_is_not_planned_is_unknown(hq: Desk) -> None:
    with pytest.raises(UserFault, match=r"training\.unknown"):
        listing.get_training(hq.station, "NO")
