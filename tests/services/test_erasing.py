"""Erasure: what a person withdrew is gone from every laptop and page, the chains still verify, and all is said."""

from __future__ import annotations

import ctypes.util
from collections.abc import Callable
from pathlib import Path

import pytest

from in_clear import readable_with_key
from tianye.domain.errors import UserFault
from tianye.services import (
    bundles,
    checkin,
    diagnostics,
    erasing,
    forms_library,
    importing,
    listing,
    people_lists,
    registration,
    rescue,
    surveys,
    undo,
)
from tianye.services.erasing import Why
from tianye.services.station import Station
from town import PASSPHRASE, Desk, Town

YUSHU = "632701"
HER, ALIAS, PHONE, ANSWER, REASON, DRAFTED = (
    "央金措毛哨",
    "小措哨",
    "13908675317",
    "我不想再说了哨",
    "听说是一个人哨",
    "还没写完哨",
)
SAID = (HER, ALIAS, PHONE, ANSWER, REASON, DRAFTED)
FORM = """
| survey |
| | type | name | label |
| | text | said | 您想说什么 |
| settings |
| | form_id | version | form_title |
| | voice | 1 | 意见 |
"""


@pytest.fixture
def yushu(town: Town, tmp_path: Path) -> Desk:
    """A laptop on which she came, answered, and began another answer; headquarters has it all but the draft."""
    hq = town.headquarters()
    form = tmp_path / "voice.md"
    form.write_text(FORM, encoding="utf-8")
    forms_library.add_form(hq.station, form)
    with hq.station.command("plan") as command:
        training = command.new_subject()
        command.add("training.planned", training, {"code": "YS", "county": YUSHU}, is_new=True)
        session = {"code": "YS-am", "training": training, "on": "2026-06-12"}
        command.add("session.planned", command.new_subject(), session, is_new=True)
    said = {"name": HER, "alias": ALIAS, "phone": PHONE, "place": "632701100001"}
    person, _ = registration.register(hq.station, registration.make_fields(said), {"attendance": "given"})
    other, _ = registration.register(hq.station, {"name": "马秀英", "place": "632701100001"}, {"attendance": "given"})
    registration.link(hq.station, person, other, is_same=False, reason=REASON)
    desk = town.desk("玉树")
    town.enrols(desk, YUSHU)
    town.sends_pack(desk)
    desk.checks_in(HER, "YS-am")
    desk.checks_in("马秀英", "YS-am")
    answers(desk, person, ANSWER)
    answers(desk, person, DRAFTED, keep_draft=True)
    town.carry_stick(desk)
    return desk


def answers(desk: Desk, person: bytes | None, text: str, *, keep_draft: bool = False) -> bytes:
    station = desk.station
    context = surveys.Context(person=person, session=desk.session("YS-am").id)
    filling = surveys.begin(station, surveys.get_form(station, "voice"), context)
    return surveys.fill(station, filling, {"said": text}, keep_draft=keep_draft).id


def orders(hq: Desk) -> bytes:
    person = hq.knows(HER).id
    erasing.order_person(hq.station, person, Why.WITHDRAWN)
    return person


def nothing_is_left(desk: Desk) -> None:
    """Nothing of hers in any decrypted page, and everything that is left is sound and equal to a rebuild."""
    station = desk.station
    # as it lies there, the write-ahead log included; looking for damage would empty that
    assert readable_with_key(station.folder / "tianye.db", station.database.key, SAID) == []
    assert diagnostics.check(station, full=True).findings == ()
    assert listing.find_people(station, HER, limit=9) == []
    assert surveys.all_drafts(station) == []


needs_libcrypto = pytest.mark.skipif(ctypes.util.find_library("crypto") is None, reason="no AES to read pages with")


class TestAPerson:
    @pytest.mark.parametrize(("field", "named"), [("id_key", bytes), ("note", bytes.hex)])
    def test_a_content_that_only_she_named_goes_with_her(
        self, yushu: Desk, town: Town, field: str, named: Callable[[bytes], object]
    ) -> None:
        hq = town.headquarters()
        person, hers = hq.knows(HER).id, b"her portrait"
        with hq.station.command("portrait") as command:
            hashed = hq.station.attachments.keep(hers)
            command.add("person.corrected", person, {field: named(hashed)}, owner=person)
        form = surveys.get_form(hq.station, "voice").xform
        assert hq.station.attachments.find(hashed) == hers
        orders(hq)
        erasing.carry_out(hq.station)
        assert hq.station.attachments.find(hashed) is None
        assert hq.station.attachments.find(form) is not None

    @needs_libcrypto
    def test_what_is_looked_for_is_there_before(self, town: Town, yushu: Desk) -> None:
        for desk, here in ((town.headquarters(), {HER, PHONE, ANSWER, REASON}), (yushu, {HER, PHONE, ANSWER, DRAFTED})):
            desk.station.database.checkpoint()
            key = desk.station.database.key
            found = readable_with_key(desk.station.folder / "tianye.db", key, SAID)
            assert here <= {one for one, _ in found}

    @needs_libcrypto
    def test_she_is_gone_everywhere_and_the_laptop_says_so(self, town: Town, yushu: Desk) -> None:
        hq = town.headquarters()
        person = orders(hq)
        (waiting,) = erasing.all_erasures(hq.station)
        assert (waiting.of, waiting.why, waiting.carried_out_ms) == ("person", "withdrawn", None)
        town.sends_pack(yushu)
        nothing_is_left(hq)
        nothing_is_left(yushu)
        (order,) = erasing.all_erasures(hq.station)
        assert (order.id, order.confirmed, order.missing) == (person, (), ("玉树",))
        # what was counted before can be explained, and nobody is named by it
        assert [(one.training, one.sessions) for one in order.taken] == [("YS", 1)]
        assert order.answers == 1
        town.carry_stick(yushu)
        (order,) = erasing.all_erasures(hq.station)
        assert (order.confirmed, order.missing) == (("玉树",), ())
        nothing_is_left(hq)

    def test_figures_and_lists_do_not_know_her_any_more(self, town: Town, yushu: Desk, tmp_path: Path) -> None:
        hq = town.headquarters()
        orders(hq)
        town.sends_pack(yushu)
        exported = people_lists.export_people(hq.station, tmp_path / "people.xlsx")
        assert exported.people + exported.held_back == 1
        counts = listing.counts(hq.station)
        assert (counts.people, counts.attendances, counts.responses, counts.waiting_operations) == (1, 1, 0, 0)
        assert checkin.counts(yushu.station, yushu.session("YS-am"))[0] == 1

    @needs_libcrypto
    def test_an_old_bundle_does_not_bring_her_back(self, town: Town, yushu: Desk, tmp_path: Path) -> None:
        hq = town.headquarters()
        # written before the order, found in a drawer after it
        registration.correct(yushu.station, yushu.knows(HER).id, {"alias": make(ALIAS)})
        answers(yushu, yushu.knows(HER).id, ANSWER)
        (tmp_path / "drawer").mkdir()
        late = bundles.make_bundle(yushu.station, tmp_path / "drawer")
        person = orders(hq)
        erasing.carry_out(hq.station)
        assert importing.import_bundle(hq.station, late.path).new > 0
        nothing_is_left(hq)
        assert hq.station.database.rows("SELECT key FROM owner WHERE id = ?", (person,)) == [(None,)]

    def test_a_laptop_that_never_heard_of_her_refuses_her_later(self, town: Town, yushu: Desk) -> None:
        hq = town.headquarters()
        other = town.desk("湘西")
        town.enrols(other, "433130")
        person = orders(hq)
        town.sends_pack(other)
        with other.station.writing():
            other.station.log.keep_owner_keys([(person, b"k" * 16)])
        assert other.station.database.rows("SELECT key FROM owner WHERE id = ?", (person,)) == [(None,)]
        assert {one.missing for one in erasing.all_erasures(hq.station)} == {("湘西", "玉树")}

    def test_every_registration_of_hers_goes(self, town: Town, yushu: Desk) -> None:
        hq = town.headquarters()
        twin, _ = registration.register(hq.station, {"name": HER, "place": "632701100001"})
        person = hq.station.database.rows("SELECT id FROM person JOIN subject USING (no) WHERE name = ?", (HER,))[0][0]
        registration.link(hq.station, bytes(person), twin, is_same=True)
        erasing.order_person(hq.station, twin, Why.NOT_NEEDED)
        erasing.carry_out(hq.station)
        assert listing.find_people(hq.station, HER, limit=9) == []
        assert len(erasing.all_erasures(hq.station)) == 2


def make(text: str) -> dict[str, str] | str:
    return registration.make_fields({"alias": text})["alias"]


class TestOneAnswer:
    @needs_libcrypto
    def test_only_the_answer_goes(self, town: Town, yushu: Desk) -> None:
        hq = town.headquarters()
        ((response,),) = hq.station.database.rows("SELECT id FROM response JOIN subject USING (no)")
        erasing.order_answer(hq.station, bytes(response), Why.MISTAKEN)
        town.sends_pack(yushu)
        for desk in (hq, yushu):
            assert diagnostics.check(desk.station, full=True).findings == ()
            key = desk.station.database.key
            desk.station.database.checkpoint()
            assert readable_with_key(desk.station.folder / "tianye.db", key, (ANSWER,)) == []
            assert desk.knows(HER).phone == PHONE
        town.carry_stick(yushu)
        (order,) = erasing.all_erasures(hq.station)
        assert (order.of, order.answers, order.confirmed) == ("response", 1, ("玉树",))

    def test_an_anonymous_one_goes_with_its_key(self, town: Town, yushu: Desk) -> None:
        hq = town.headquarters()
        answers(yushu, None, ANSWER)
        checkin.close_session(yushu.station, yushu.session("YS-am"))
        town.carry_stick(yushu)
        ((response,),) = hq.station.database.rows(
            "SELECT id FROM response JOIN subject USING (no) WHERE person IS NULL"
        )
        erasing.order_answer(hq.station, bytes(response), Why.WITHDRAWN)
        town.sends_pack(yushu)
        for desk in (hq, yushu):
            keys = desk.station.database.rows("SELECT key FROM owner WHERE id = ?", (response,))
            assert keys == [(None,)]
            assert diagnostics.check(desk.station, full=True).findings == ()


def test_somebody_without_a_name_can_be_forgotten(town: Town, yushu: Desk) -> None:
    hq = town.headquarters()
    checkin.walk_in_without_name(yushu.station, yushu.session("YS-am"), sex="f", age_group=None)
    town.carry_stick(yushu)
    ((subject,),) = hq.station.database.rows("SELECT id FROM anonymous JOIN subject USING (no)")
    erasing.order_anonymous(hq.station, bytes(subject), Why.MISTAKEN)
    town.sends_pack(yushu)
    for desk in (hq, yushu):
        assert listing.counts(desk.station).without_name == 0
        assert diagnostics.check(desk.station, full=True).findings == ()


class TestTakingBack:
    def test_an_order_can_be_taken_back_until_it_left(self, town: Town, yushu: Desk) -> None:
        hq = town.headquarters()
        person = orders(hq)
        undo.undo_last(hq.station)
        assert erasing.all_erasures(hq.station) == []
        erasing.order_person(hq.station, person, Why.WITHDRAWN)
        erasing.take_back(hq.station, person)
        town.sends_pack(yushu)
        assert hq.knows(HER).id == yushu.knows(HER).id == person
        erasing.order_person(hq.station, person, Why.WITHDRAWN)
        town.sends_pack(yushu)
        with pytest.raises(UserFault, match=r"erasure\.carried-out"):
            erasing.take_back(hq.station, person)
        # undoing passes over it, to what was done before
        undo.undo_last(hq.station)
        assert listing.find_people(hq.station, HER, limit=9) == []
        assert hq.station.state("erasure", person).get("of") == "person"

    def test_it_is_taken_back_of_all_that_is_hers(self, town: Town, yushu: Desk) -> None:
        hq = town.headquarters()
        again, _ = registration.register(hq.station, {"name": "央措"}, {"attendance": "given"})
        registration.link(hq.station, hq.knows(HER).id, again, is_same=True, reason="")
        person = orders(hq)
        assert {row.id for row in erasing.all_erasures(hq.station)} == {person, again}
        erasing.take_back(hq.station, person)
        assert not erasing.carry_out(hq.station)
        assert hq.knows("央措").id == again

    def test_after_a_day_it_is_carried_out_by_itself(self, town: Town, yushu: Desk) -> None:
        hq = town.headquarters()
        orders(hq)
        assert not erasing.carry_out(hq.station, is_due=True)
        assert hq.knows(HER)
        hq.clock.set("2026-06-13 09:00")
        assert erasing.carry_out(hq.station, is_due=True).touches("person")
        assert listing.find_people(hq.station, HER, limit=9) == []

    def test_ordering_twice_says_so(self, town: Town, yushu: Desk) -> None:
        hq = town.headquarters()
        person = orders(hq)
        with pytest.raises(UserFault, match=r"erasure\.ordered-already"):
            erasing.order_person(hq.station, person, Why.WITHDRAWN)


def test_a_folder_that_was_saved_still_tells_what_was_ordered(town: Town, yushu: Desk, tmp_path: Path) -> None:
    hq = town.headquarters()
    orders(hq)
    erasing.carry_out(hq.station)
    before = erasing.all_erasures(hq.station)
    hq.station.close()
    assert rescue.rescue_folder(hq.station.folder, tmp_path / "saved", PASSPHRASE, hq.station.world).is_complete
    hq.station = Station.open(tmp_path / "saved", PASSPHRASE, hq.station.world)
    assert erasing.all_erasures(hq.station) == before
    town.sends_pack(yushu)
    nothing_is_left(yushu)


class TestWhoMayOrder:
    def test_a_laptop_may_not(self, town: Town, yushu: Desk) -> None:
        with pytest.raises(UserFault, match=r"station\.wrong-role"):
            erasing.order_person(yushu.station, yushu.knows(HER).id, Why.WITHDRAWN)

    def test_an_order_that_a_laptop_forged_destroys_nothing_and_goes_nowhere(self, town: Town, yushu: Desk) -> None:
        hq = town.headquarters()
        person = yushu.knows(HER).id
        yushu.turns()
        with yushu.station.command("forged") as command:
            command.add("erasure.ordered", person, {"of": "person", "why": "withdrawn", "on": "2026-06-12"})
        town.carry_stick(yushu)
        erasing.carry_out(hq.station)
        assert hq.knows(HER).id == person
        assert erasing.all_erasures(hq.station) == []
        assert listing.counts(hq.station).waiting_operations == 1
        other = town.desk("海西")
        town.enrols(other, YUSHU)
        town.sends_pack(other)
        assert other.knows(HER).id == person
        # nor after an update of the program, which looks at it again
        hq.station.settings.put("applied_by", "0")
        hq.station.close()
        with Station.open(hq.station.folder, PASSPHRASE, hq.station.world) as again:
            assert registration.get_person(again, HER).id == person
