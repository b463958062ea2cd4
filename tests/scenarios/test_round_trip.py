"""One headquarters, two laptops: what is written anywhere arrives, once."""

from __future__ import annotations

from pathlib import Path

import pytest

from tianye.domain.attendance import Outcome
from tianye.domain.errors import UserFault
from tianye.exchange import keys
from tianye.services import bundles, checkin, held, importing, packs, registration
from tianye.services.station import Station
from tianye.services.undo import undo, undo_last
from town import PASSPHRASE, Desk, Town

YUSHU, ZHIJIANG = "632701", "431228"


def plan(hq: Desk) -> None:
    """Two trainings with a session each, and three people of Yushu."""
    with hq.station.command("plan") as command:
        programme = command.new_subject()
        command.add("programme.planned", programme, {"code": "RE", "title_zh": "清洁能源"}, is_new=True)
        for county, code in ((YUSHU, "YS"), (ZHIJIANG, "ZJ")):
            training = command.new_subject()
            command.add(
                "training.planned",
                training,
                {"code": code, "programme": programme, "kind": "training", "county": county, "threshold": "4/5"},
                is_new=True,
            )
            for half in ("am", "pm"):
                command.add(
                    "session.planned",
                    command.new_subject(),
                    {"code": f"{code}-{half}", "training": training, "on": "2026-06-12", "half": half},
                    is_new=True,
                )
    for name, phone in (("卓玛才让", "13997010001"), ("才仁永措", "13997010002"), ("马秀英", "13997010003")):
        fields = registration.make_fields({"name": name, "phone": phone, "sex": "女", "place": "632701100001"})
        registration.register(hq.station, fields, {"attendance": "given", "contact": "given"})


@pytest.fixture
def yushu(town: Town) -> Desk:
    plan(town.headquarters())
    desk = town.desk("玉树")
    town.enrols(desk, YUSHU)
    town.sends_pack(desk)
    return desk


def test_a_pack_brings_only_the_county_s_plan_and_people(town: Town, yushu: Desk) -> None:
    assert yushu.session("YS-am").training_code == "YS"
    with pytest.raises(UserFault, match=r"session\.unknown"):
        yushu.session("ZJ-am")
    assert yushu.knows("卓玛才让").phone == "13997010001"
    zhijiang = town.desk("芷江")
    town.enrols(zhijiang, ZHIJIANG)
    town.sends_pack(zhijiang)
    with pytest.raises(UserFault, match=r"person\.unknown"):
        zhijiang.knows("卓玛才让")


def test_people_are_found_by_badge_initials_and_phone(town: Town, yushu: Desk) -> None:
    hq = town.headquarters().station
    badge = registration.badge_text(hq, yushu.knows("马秀英").id)
    assert yushu.checks_in(badge, "YS-am").outcome is Outcome.ADMITTED
    assert yushu.checks_in("zmcr", "YS-am").person.name == "卓玛才让"
    assert yushu.checks_in("0002", "YS-am").person.name == "才仁永措"
    again = yushu.checks_in(badge, "YS-am")
    assert again.outcome is Outcome.ALREADY_IN
    assert again.arrived == 8 * 60 + 30


def test_a_forged_badge_is_refused_and_the_refusal_is_kept(town: Town, yushu: Desk) -> None:
    stranger = town._found("旁人", "hq").station
    forged = registration.badge_text(stranger, yushu.knows("马秀英").id)
    assert yushu.checks_in(forged, "YS-am").outcome is Outcome.FORGED_BADGE
    town.carry_stick(yushu)
    ((outcome,),) = town.headquarters().station.database.rows("SELECT outcome FROM scan")
    assert outcome == "forged_badge"


def test_a_wrong_check_in_is_undone_and_may_be_made_again(town: Town, yushu: Desk) -> None:
    wrong = yushu.checks_in("卓玛才让", "YS-am")
    undo(yushu.station, wrong.command)
    assert checkin.counts(yushu.station, yushu.session("YS-am")) == (0, 0)
    with pytest.raises(UserFault, match=r"undo\.already-undone"):
        undo(yushu.station, wrong.command)
    assert yushu.checks_in("卓玛才让", "YS-am").outcome is Outcome.ADMITTED
    town.carry_stick(yushu)
    ((present, review),) = town.headquarters().station.database.rows("SELECT is_present, needs_review FROM attendance")
    assert (present, review) == (1, 0)


def test_an_undo_that_had_not_seen_the_other_door_goes_to_review(town: Town, yushu: Desk) -> None:
    other = town.desk("玉树二号")
    town.enrols(other, YUSHU)
    town.sends_pack(other)
    wrong = yushu.checks_in("卓玛才让", "YS-am")
    other.checks_in("卓玛才让", "YS-am")
    undo(yushu.station, wrong.command)
    town.carry_stick(yushu)
    town.carry_stick(other)
    ((present, review, marks),) = town.headquarters().station.database.rows(
        "SELECT is_present, needs_review, marks FROM attendance"
    )
    assert (present, review, marks) == (1, 1, 1)


def test_a_walk_in_is_one_command_and_one_undo(yushu: Desk) -> None:
    session = yushu.session("YS-am")
    came = checkin.walk_in(yushu.station, session, {"name": "旦增卓玛", "sex": "f"}, {"attendance": "given"})
    assert came.person.name == "旦增卓玛"
    assert checkin.counts(yushu.station, session) == (1, 0)
    undo_last(yushu.station)
    assert checkin.counts(yushu.station, session) == (0, 0)
    with pytest.raises(UserFault, match=r"person\.unknown"):
        yushu.knows("旦增卓玛")


def test_corrections_of_different_fields_both_stand_and_of_one_field_disagree(town: Town, yushu: Desk) -> None:
    other = town.desk("玉树二号")
    town.enrols(other, YUSHU)
    town.sends_pack(other)
    person = yushu.knows("卓玛才让").id
    registration.correct(yushu.station, person, {"phone": "13997019999"})
    registration.correct(other.station, person, {"name": "卓玛才让措"})
    # the other laptop believes itself eight years ahead: no reason to win
    other.clock.set("2034-01-01 10:00")
    second = yushu.knows("才仁永措").id
    registration.correct(yushu.station, second, {"phone": "13997011111"})
    registration.correct(other.station, second, {"phone": "13997012222"})
    town.carry_stick(other)
    town.carry_stick(yushu)
    hq = town.headquarters()
    assert (hq.knows("卓玛才让措").phone, hq.knows("卓玛才让措").name) == ("13997019999", "卓玛才让措")
    disputed = hq.station.state("person", second)
    assert disputed.disagreements() == ["phone"]
    assert set(disputed.values("phone")) == {"13997011111", "13997012222"}
    assert hq.knows("1111").id == hq.knows("2222").id == second


def test_importing_twice_and_in_any_order_changes_nothing_more(town: Town, yushu: Desk) -> None:
    hq = town.headquarters().station
    yushu.checks_in("卓玛才让", "YS-am")
    first = bundles.make_bundle(yushu.station, yushu.stick)
    yushu.checks_in("马秀英", "YS-am")
    second = bundles.make_bundle(yushu.station, yushu.stick)
    # nothing was acknowledged between them, so the second holds the first
    assert second.first == first.first == 1
    assert importing.import_bundle(hq, second.path).new == second.last
    before = hq.log.count()
    assert importing.import_bundle(hq, first.path).new == 0
    assert importing.import_bundle(hq, second.path).new == 0
    assert hq.log.count() == before


def test_after_a_receipt_the_next_bundle_is_small_and_starts_there(town: Town, yushu: Desk) -> None:
    yushu.checks_in("卓玛才让", "YS-am")
    town.carry_stick(yushu)
    taken = town.sends_receipt(yushu)
    assert bundles.standing(yushu.station).received == taken.sequence == bundles.standing(yushu.station).written
    yushu.checks_in("马秀英", "YS-am")
    handed = bundles.make_bundle(yushu.station, yushu.stick)
    assert (handed.first, handed.last) == (taken.sequence + 1, taken.sequence + 1)
    assert importing.import_bundle(town.headquarters().station, handed.path).new == 1


def test_a_gap_waits_for_what_is_missing_and_a_folder_is_taken_in_any_order(town: Town, yushu: Desk) -> None:
    hq = town.headquarters().station
    yushu.checks_in("卓玛才让", "YS-am")
    first = bundles.make_bundle(yushu.station, yushu.stick)
    with yushu.station.writing():
        yushu.station.settings.put("received_sequence", first.last)
    yushu.checks_in("马秀英", "YS-am")
    second = bundles.make_bundle(yushu.station, yushu.stick)
    assert importing.import_bundle(hq, second.path).needs == (1, first.last)
    imported, refused = importing.import_all(hq, [second.path, first.path])
    assert [(one.name, one.outcome) for one in imported] == [
        (first.path.name, "taken in"),
        (second.path.name, "taken in"),
    ]
    assert not refused


def test_a_copied_folder_that_went_its_own_way_is_noticed(town: Town, yushu: Desk, tmp_path: Path) -> None:
    import shutil

    yushu.checks_in("卓玛才让", "YS-am")
    yushu.station.close()
    copy = tmp_path / "copy"
    shutil.copytree(yushu.station.folder, copy)
    yushu.station = Station.open(yushu.station.folder, PASSPHRASE, yushu.station.world)
    yushu.checks_in("马秀英", "YS-am")
    town.carry_stick(yushu)
    with Station.open(copy, PASSPHRASE, yushu.station.world) as twin:
        checkin.check_in(twin, checkin.get_session(twin, "YS-am"), "才仁永措")
        handed = bundles.make_bundle(twin, tmp_path)
    hq = town.headquarters().station
    attended = "SELECT count(*) FROM attendance WHERE is_present"
    assert hq.database.row(attended) == (2,)
    assert importing.import_bundle(hq, handed.path).outcome == "branch"
    assert hq.database.row(attended) == (2,)
    # a person says that the copy was at the other door
    (one,) = held.held_runs(hq)
    held.accept(hq, one)
    assert hq.database.row(attended) == (3,)


def test_a_pack_for_another_laptop_and_an_older_pack_are_refused(town: Town, yushu: Desk) -> None:
    hq = town.headquarters()
    laptop = packs.get_laptop(hq.station, "玉树")
    older = packs.make_pack(hq.station, laptop, hq.stick)
    town.sends_pack(yushu)
    with pytest.raises(UserFault, match=r"pack\.older"):
        packs.install_pack(yushu.station, older.path)
    other = town.desk("玉树二号")
    with pytest.raises(UserFault, match=r"bundle\.not-for-us"):
        packs.install_pack(other.station, older.path)


def test_the_first_pack_is_believed_only_with_headquarters_words(town: Town) -> None:
    hq, desk = town.headquarters(), town.desk("玉树")
    laptop = town.enrols(desk, YUSHU)
    packed = packs.make_pack(hq.station, laptop, hq.stick)
    with pytest.raises(UserFault) as refusal:
        packs.install_pack(desk.station, packed.path)
    assert refusal.value.code == "pack.not-trusted-yet"
    words = str(refusal.value.data["words"])
    assert words == " ".join(keys.fingerprint_words(hq.station.identity.card))
    assert desk.station.log.count() == 1
    packs.install_pack(desk.station, packed.path, trust=words)


def test_hand_over_waits_for_headquarters_card_and_nothing_else_does(town: Town) -> None:
    desk = town.desk("玉树")
    fields = registration.make_fields({"name": "卓玛", "resident_number": "632721199001010025"})
    person, _ = registration.register(desk.station, fields)
    assert desk.knows("卓玛").id_last4 == "0025"
    with pytest.raises(UserFault, match=r"bundle\.no-headquarters"):
        bundles.make_bundle(desk.station, desk.stick)
    town.enrols(desk, YUSHU)
    town.sends_pack(desk)
    # the number waited whole for the organisation's key; now only its hash is left
    assert desk.station.database.rows("SELECT * FROM waiting_number") == []
    hq = town.headquarters().station
    same, _ = registration.register(hq, fields)
    town.carry_stick(desk)
    assert hq.state("person", same).get("id_key") == hq.state("person", person).get("id_key") is not None


def test_a_newer_laptop_s_operations_are_kept_and_do_not_block(town: Town, yushu: Desk, monkeypatch) -> None:
    from tianye.domain import kinds, shapes

    newer = dict(kinds.KINDS) | {
        "solar.panel_counted": kinds.Kind(
            "solar.panel_counted", "person", kinds.Writer.ANYBODY, {"panels": shapes.NUMBER}
        )
    }
    with monkeypatch.context() as patched:
        for module in ("tianye.store.oplog", "tianye.services.station"):
            patched.setattr(f"{module}.KINDS", newer)
        person = yushu.knows("马秀英").id
        with yushu.station.command("count panels") as command:
            command.add("solar.panel_counted", person, {"panels": 4}, owner=person)
        yushu.checks_in("马秀英", "YS-am")
    taken = town.carry_stick(yushu)
    hq = town.headquarters().station
    assert taken.unknown == 1
    assert [kind for _, kind, _ in hq.log.waiting()] == ["solar.panel_counted"]
    assert hq.database.row("SELECT count(*) FROM attendance WHERE is_present") == (1,)
    with monkeypatch.context() as patched:
        patched.setattr("tianye.store.oplog.KINDS", newer)
        with hq.writing():
            hq.projections.refresh(hq.log.retry_waiting())
        assert hq.state("person", person).get("panels") == 4
    assert hq.log.waiting() == []


def test_what_headquarters_cannot_read_goes_on_to_a_laptop_that_can(town: Town, yushu: Desk, monkeypatch) -> None:
    from tianye.domain import kinds, shapes

    newer = dict(kinds.KINDS) | {
        "solar.panel_counted": kinds.Kind(
            "solar.panel_counted", "person", kinds.Writer.ANYBODY, {"panels": shapes.NUMBER}
        )
    }
    person = yushu.knows("马秀英").id
    with monkeypatch.context() as patched:
        for module in ("tianye.store.oplog", "tianye.services.station"):
            patched.setattr(f"{module}.KINDS", newer)
        with yushu.station.command("count panels") as command:
            command.add("solar.panel_counted", person, {"panels": 4}, owner=person)
    town.carry_stick(yushu)
    hq = town.headquarters().station
    kept = list(hq.log.run(yushu.station.identity.device, 1, 99))[-1]
    for county, arrives in ((YUSHU, True), (ZHIJIANG, False)):
        other = town.desk(county)
        town.enrols(other, county)
        with monkeypatch.context() as patched:
            patched.setattr("tianye.store.oplog.KINDS", newer)
            town.sends_pack(other)
            assert other.station.state("person", person).get("panels") == (4 if arrives else None)
        headers = other.station.database.rows("SELECT header, payload FROM operation WHERE header = ?", (kept.header,))
        assert headers == ([(kept.header, kept.payload)] if arrives else [])


def test_a_damaged_bundle_is_refused_and_leaves_nothing(town: Town, yushu: Desk) -> None:
    hq = town.headquarters().station
    yushu.checks_in("卓玛才让", "YS-am")
    handed = bundles.make_bundle(yushu.station, yushu.stick)
    whole = handed.path.read_bytes()
    before = hq.log.count()
    for name, body in (
        ("cut", whole[: len(whole) // 2]),
        ("flipped", whole[:900] + bytes([whole[900] ^ 1]) + whole[901:]),
        ("grown", whole + b"x"),
        ("empty", b""),
        ("other", b"PK\x03\x04 not a bundle"),
    ):
        broken = handed.path.with_name(f"{name}.tianye")
        broken.write_bytes(body)
        with pytest.raises(UserFault, match=r"^bundle\.(truncated|damaged|not-ours)"):
            importing.import_bundle(hq, broken)
        assert hq.log.count() == before
    assert importing.import_bundle(hq, handed.path).new == handed.last


def test_a_clock_set_right_in_the_morning_is_kept(yushu: Desk) -> None:
    yushu.clock.set("2099-01-01 03:00")
    assert yushu.station.is_clock_suspect
    yushu.station.tell_time(1_781_000_000_000)
    assert not yushu.station.is_clock_suspect
    folder, world = yushu.station.folder, yushu.station.world
    yushu.station.close()
    yushu.station = Station.open(folder, PASSPHRASE, world)
    assert abs(yushu.station.told_ms() - 1_781_000_000_000) < 10_000


def test_a_session_opened_by_mistake_was_not_held(town: Town, yushu: Desk) -> None:
    wrong = yushu.checks_in("卓玛才让", "YS-pm")
    undo(yushu.station, wrong.command)
    assert not yushu.session("YS-pm").was_opened
    yushu.checks_in("卓玛才让", "YS-am")
    assert yushu.session("YS-am").was_opened


def test_what_others_rest_on_is_not_taken_back(town: Town, yushu: Desk) -> None:
    session = yushu.session("YS-am")
    came = checkin.walk_in(yushu.station, session, {"name": "旦增卓玛", "sex": "f"}, {"attendance": "given"})
    later = checkin.admit(yushu.station, yushu.session("YS-pm"), came.person, "search")
    with pytest.raises(UserFault, match=r"undo\.others-rest-on-it"):
        undo(yushu.station, came.command)
    assert checkin.counts(yushu.station, session) == (1, 0)
    undo(yushu.station, later.command)
    undo(yushu.station, came.command)
    assert checkin.counts(yushu.station, session) == (0, 0)
