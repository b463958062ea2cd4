"""What headquarters has to decide, and that every decision settles its case and can be taken back."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tianye.domain.attendance import Outcome
from tianye.domain.errors import UserFault
from tianye.domain.kinds import attendance_subject
from tianye.domain.matching import find_matches
from tianye.services import checkin, profiles, registration, review
from tianye.services.review import Case, CaseKind
from tianye.services.undo import undo, undo_last
from town import Desk, Town

YUSHU = "632701"
VILLAGE = "632701100001"


def registers(desk: Desk, name: str, phone: str | None = None, **said: str) -> bytes:
    fields = registration.make_fields({"name": name, "phone": phone, "place": VILLAGE} | said)
    person, _ = registration.register(desk.station, fields, {"attendance": "given", "contact": "given"})
    return person


@pytest.fixture
def desks(town: Town) -> tuple[Desk, Desk, Desk]:
    """Headquarters with one session and two people, and two laptops that have them."""
    hq = town.headquarters()
    with hq.station.command("plan") as command:
        training = command.new_subject()
        command.add("training.planned", training, {"code": "YS", "kind": "training", "county": YUSHU}, is_new=True)
        command.add(
            "session.planned",
            command.new_subject(),
            {"code": "YS-am", "training": training, "on": "2026-06-12", "half": "am"},
            is_new=True,
        )
    registers(hq, "卓玛才让", "13997010001")
    registers(hq, "马秀英", "13997010003")
    one, two = town.desk("玉树"), town.desk("玉树二号")
    for desk in (one, two):
        town.enrols(desk, YUSHU)
        town.sends_pack(desk)
    return hq, one, two


def of_kind(desk: Desk, kind: CaseKind) -> list[Case]:
    return review.list_cases(desk.station, [kind])


def only(desk: Desk, kind: CaseKind) -> Case:
    (case,) = of_kind(desk, kind)
    return case


def both_hand_over(town: Town, *desks: Desk) -> None:
    for desk in desks:
        town.carry_stick(desk)


def test_nothing_waits_where_nothing_happened(desks: tuple[Desk, Desk, Desk]) -> None:
    assert review.list_cases(desks[0].station) == []


class TestTwoPhones:
    """The same phone number was corrected differently on two laptops, one of which believes in 2099."""

    @pytest.fixture
    def hq(self, town: Town, desks: tuple[Desk, Desk, Desk]) -> Desk:
        hq, one, two = desks
        person = hq.knows("卓玛才让").id
        two.clock.set("2099-01-01 10:00")
        registration.correct(one.station, person, {"phone": "13997011111"})
        registration.correct(two.station, person, {"phone": "13997012222"})
        both_hand_over(town, one, two)
        return hq

    def test_both_words_are_shown_with_who_where_when_and_the_doubtful_clock(self, hq: Desk) -> None:
        case = only(hq, CaseKind.FIELD)
        assert (case.field, case.about[0].type, case.about[0].label) == ("phone", "person", "卓玛才让")
        told = {word.value: word for word in case.words}
        assert told.keys() == {"13997011111", "13997012222"}
        assert {word.operator for word in case.words} == {"填表人"}
        right, wrong = told["13997011111"], told["13997012222"]
        assert (right.station, right.is_clock_suspect) == ("玉树", False)
        assert (wrong.station, wrong.is_clock_suspect) == ("玉树二号", True)
        assert wrong.at_ms > right.at_ms
        # whose clock is not believable is shown first, so the believable one comes last
        assert [word.choice for word in case.words] == ["1", "2"]
        assert case.words[1] is right

    def test_the_case_is_the_same_when_it_is_asked_for_again(self, hq: Desk) -> None:
        case = only(hq, CaseKind.FIELD)
        assert review.get_case(hq.station, f" {case.id.lower()} ") == case

    def test_a_decision_replaces_both_words_and_the_laptops_learn_it(
        self, town: Town, hq: Desk, desks: tuple[Desk, Desk, Desk]
    ) -> None:
        case = only(hq, CaseKind.FIELD)
        assert review.decide(hq.station, case, "2").command is not None
        assert of_kind(hq, CaseKind.FIELD) == []
        assert hq.knows("卓玛才让").phone == "13997011111"
        town.sends_pack(desks[2])
        assert desks[2].station.state("person", case.about[0].id).values("phone") == ["13997011111"]

    def test_an_undone_decision_brings_the_case_back(self, hq: Desk) -> None:
        case = only(hq, CaseKind.FIELD)
        for choice in case.choices:
            done = review.decide(hq.station, case, choice)
            assert done.command is not None
            undo(hq.station, done.command)
            # whoever took the decision back said neither: both words are still theirs, of their day, at their laptop
            assert only(hq, CaseKind.FIELD) == case
        chosen = case.words[0]
        review.decide(hq.station, only(hq, CaseKind.FIELD), chosen.choice)
        assert hq.knows("卓玛才让").phone == chosen.value

    def test_her_page_tells_who_said_what_after_a_decision_was_taken_back(self, hq: Desk) -> None:
        case = only(hq, CaseKind.FIELD)
        before = profiles.profile_of(hq.station, case.about[0].id).disputes
        assert {word.station for word in before[0].words} == {"玉树", "玉树二号"}
        done = review.decide(hq.station, case, "2")
        assert done.command is not None
        again = undo(hq.station, done.command)
        assert profiles.profile_of(hq.station, case.about[0].id).disputes == before
        # taken back twice, the decision stands, and once more the two words
        undo(hq.station, undo(hq.station, again.command).command)
        assert profiles.profile_of(hq.station, case.about[0].id).disputes == before

    def test_a_word_that_came_meanwhile_makes_it_another_case(
        self, town: Town, hq: Desk, desks: tuple[Desk, Desk, Desk]
    ) -> None:
        seen = only(hq, CaseKind.FIELD)
        third = town.desk("玉树三号")
        town.enrols(third, YUSHU)
        town.sends_pack(third)
        registration.correct(desks[1].station, seen.about[0].id, {"phone": "13997013333"})
        town.carry_stick(desks[1])
        with pytest.raises(UserFault, match=r"review\.no-such-case"):
            review.get_case(hq.station, seen.id)
        assert len(only(hq, CaseKind.FIELD).words) == 2

    @pytest.mark.parametrize("choice", ["0", "3", "13997011111", ""])
    def test_only_what_stands_can_be_chosen(self, hq: Desk, choice: str) -> None:
        with pytest.raises(UserFault, match=r"review\.no-such-choice") as refusal:
            review.decide(hq.station, only(hq, CaseKind.FIELD), choice)
        assert refusal.value.data == {"choices": ["1", "2"]}

    def test_a_fault_never_tells_a_value(self, hq: Desk) -> None:
        person = only(hq, CaseKind.FIELD).about[0].id
        faults: list[UserFault] = []
        for field, index in (("phone", 2), ("name", 0)):
            with pytest.raises(UserFault) as refusal:
                review.decide_field(hq.station, "person", person, field, index)
            faults.append(refusal.value)
        assert [fault.code for fault in faults] == ["review.no-such-choice", "review.no-disagreement"]
        assert "1399701" not in str(faults)


def test_every_kind_of_field_is_decided_by_an_operation_that_can_say_it(
    town: Town, desks: tuple[Desk, Desk, Desk]
) -> None:
    hq, one, two = desks
    person = hq.knows("马秀英").id
    registration.give_consent(one.station, person, {"photo": "given"})
    registration.give_consent(two.station, person, {"photo": "refused"})
    both_hand_over(town, one, two)
    case = only(hq, CaseKind.FIELD)
    assert case.field == "consent/photo"
    # until somebody decides, the careful word holds
    assert hq.knows("马秀英").consents["photo"] == "refused"
    given = next(word.choice for word in case.words if word.value["state"] == "given")
    review.decide(hq.station, case, given)
    assert hq.knows("马秀英").consents["photo"] == "given"
    kinds = hq.station.state("person", person).kinds
    assert len(kinds["person.consented"]) == 4


class TestAnUndoThatHadNotSeenTheOtherDoor:
    @pytest.fixture
    def hq(self, town: Town, desks: tuple[Desk, Desk, Desk]) -> Desk:
        hq, one, two = desks
        wrong = one.checks_in("卓玛才让", "YS-am")
        two.clock.set("2026-06-12 09:10")
        two.checks_in("卓玛才让", "YS-am")
        assert wrong.command is not None
        undo(one.station, wrong.command)
        both_hand_over(town, one, two)
        return hq

    def presence(self, hq: Desk) -> tuple[Any, ...]:
        ((*found,),) = hq.station.database.rows("SELECT is_present, arrived, how, needs_review FROM attendance")
        return tuple(found)

    def test_it_shows_both_words(self, hq: Desk) -> None:
        case = only(hq, CaseKind.ATTENDANCE)
        assert [(one.type, one.label) for one in case.about] == [("session", "YS-am"), ("person", "卓玛才让")]
        assert [(word.field, word.station) for word in case.words] == [("mark", "玉树二号"), ("undone", "玉树")]
        assert case.choices == ("present", "absent")

    @pytest.mark.parametrize(
        ("choice", "settled"), [("present", (1, 550, "search", 0)), ("absent", (0, None, None, 0))]
    )
    def test_a_decision_settles_it_and_its_undo_brings_it_back(
        self, hq: Desk, choice: str, settled: tuple[object, ...]
    ) -> None:
        before = self.presence(hq)
        done = review.decide(hq.station, only(hq, CaseKind.ATTENDANCE), choice)
        assert self.presence(hq) == settled
        assert of_kind(hq, CaseKind.ATTENDANCE) == []
        assert done.command is not None
        undo(hq.station, done.command)
        assert self.presence(hq) == before == (1, 550, "search", 1)
        assert only(hq, CaseKind.ATTENDANCE).choices == ("present", "absent")

    def test_what_is_so_already_is_not_written_again(self, hq: Desk) -> None:
        review.decide(hq.station, only(hq, CaseKind.ATTENDANCE), "present")
        session, person = hq.session("YS-am").id, hq.knows("卓玛才让").id
        assert review.settle_attendance(hq.station, session, person, present=True).command is None

    def test_a_stranger_cannot_be_settled(self, hq: Desk) -> None:
        with pytest.raises(UserFault, match=r"person\.unknown"):
            review.settle_attendance(hq.station, hq.session("YS-am").id, bytes(10), present=True)
        with pytest.raises(UserFault, match=r"session\.unknown"):
            review.settle_attendance(hq.station, bytes(10), hq.knows("卓玛才让").id, present=True)


class TestTwoRegistrations:
    @pytest.fixture
    def hq(self, town: Town, desks: tuple[Desk, Desk, Desk]) -> Desk:
        hq, one, two = desks
        # two spellings of one Tibetan name with one phone; and a woman who shares nothing but her village
        registers(one, "才仁永措", "13997014444", sex="女")
        registers(two, "次仁永措", "13997014444", sex="女")
        registers(two, "央金", "13997015555")
        both_hand_over(town, one, two)
        return hq

    def test_a_candidate_comes_with_strength_and_reasons(self, hq: Desk) -> None:
        case = only(hq, CaseKind.DUPLICATE)
        assert {one.label for one in case.about} == {"才仁永措", "次仁永措"}
        assert case.strength == "strong"
        assert case.reasons == ("same-phone", "name-spelt-alike", "same-village")

    @pytest.mark.parametrize("verdict", ["same", "different"])
    def test_a_pair_that_was_decided_is_not_asked_about_again(self, hq: Desk, verdict: str) -> None:
        case = only(hq, CaseKind.DUPLICATE)
        review.decide(hq.station, case, verdict)
        assert review.list_cases(hq.station, [CaseKind.DUPLICATE, CaseKind.LINK]) == []
        undo_last(hq.station)
        assert review.list_cases(hq.station, [CaseKind.DUPLICATE, CaseKind.LINK]) == [case]

    def test_whom_links_join_through_a_third_is_not_asked_about(self, hq: Desk) -> None:
        (one, other) = only(hq, CaseKind.DUPLICATE).about
        third = registers(hq, "永措", None)
        for each in (one.id, other.id):
            review.decide_link(hq.station, each, third, same=True)
        assert of_kind(hq, CaseKind.DUPLICATE) == []

    def test_two_laptops_that_disagree_about_a_pair_are_a_case_of_their_own(
        self, town: Town, hq: Desk, desks: tuple[Desk, Desk, Desk]
    ) -> None:
        _, first, second = desks
        for desk in (first, second):
            town.sends_pack(desk)
        one, other = (each.id for each in only(hq, CaseKind.DUPLICATE).about)
        review.decide_link(first.station, one, other, same=True)
        review.decide_link(second.station, one, other, same=False)
        both_hand_over(town, first, second)
        case = only(hq, CaseKind.LINK)
        assert (case.reasons, case.choices) == (("both-stand",), ("same", "different"))
        assert {(word.value, word.station) for word in case.words} == {("same", "玉树"), ("different", "玉树二号")}
        assert review.list_cases(hq.station, [CaseKind.DUPLICATE, CaseKind.FIELD]) == []
        review.decide(hq.station, case, "same")
        assert review.list_cases(hq.station) == []

    def test_a_pair_said_to_be_two_that_other_links_join_is_shown(self, hq: Desk) -> None:
        one, other = (each.id for each in only(hq, CaseKind.DUPLICATE).about)
        third = registers(hq, "永措", None)
        review.decide_link(hq.station, one, other, same=False)
        for each in (one, other):
            review.decide_link(hq.station, each, third, same=True)
        case = only(hq, CaseKind.LINK)
        assert (case.reasons, case.choices) == (("joined-by-others",), ("same",))
        review.decide_link(hq.station, one, third, same=False)
        assert of_kind(hq, CaseKind.LINK) == []


class TestRefusedScans:
    def test_a_badge_the_door_did_not_know_can_be_let_in_by_headquarters(
        self, town: Town, desks: tuple[Desk, Desk, Desk]
    ) -> None:
        hq, one, _ = desks
        guest = registers(hq, "石秀兰", "13973000001")
        one.clock.set("2026-06-12 09:20")
        refused = one.checks_in(registration.badge_text(hq.station, guest), "YS-am")
        assert refused.outcome is Outcome.NOT_ON_LIST
        town.carry_stick(one)
        case = only(hq, CaseKind.SCAN)
        assert [each.label for each in case.about] == ["YS-am", "石秀兰"]
        assert (case.choices, case.reasons, case.minute) == (("present",), ("not_on_list",), 9 * 60 + 20)
        done = review.decide(hq.station, case, "present")
        ((person, arrived, how),) = hq.station.database.rows(
            "SELECT id, arrived, how FROM attendance JOIN subject ON no = person"
        )
        assert (person, arrived, how) == (guest, 9 * 60 + 20, "review")
        assert of_kind(hq, CaseKind.SCAN) == []
        assert done.command is not None
        undo(hq.station, done.command)
        assert checkin.counts(hq.station, hq.session("YS-am")) == (0, 0)

    def test_a_forged_badge_is_something_to_know(self, town: Town, desks: tuple[Desk, Desk, Desk]) -> None:
        hq, one, _ = desks
        stranger = town._found("旁人", "hq").station
        one.checks_in(registration.badge_text(stranger, bytes(10)), "YS-am")
        town.carry_stick(one)
        case = only(hq, CaseKind.SCAN)
        assert (case.choices, case.reasons) == ((), ("forged_badge",))
        with pytest.raises(UserFault, match=r"review\.no-such-choice"):
            review.decide(hq.station, case, "present")

    def test_who_was_let_in_after_all_is_no_case(self, town: Town, desks: tuple[Desk, Desk, Desk]) -> None:
        hq, one, _ = desks
        stranger = town._found("旁人", "hq").station
        one.checks_in(registration.badge_text(stranger, one.knows("马秀英").id), "YS-am")
        one.checks_in("马秀英", "YS-am")
        town.carry_stick(one)
        assert of_kind(hq, CaseKind.SCAN) == []


def test_operations_of_a_newer_program_are_named_with_their_laptop(
    town: Town, desks: tuple[Desk, Desk, Desk], monkeypatch: pytest.MonkeyPatch
) -> None:
    from tianye.domain import kinds, shapes

    hq, one, _ = desks
    person = one.knows("马秀英").id
    newer = dict(kinds.KINDS) | {
        "solar.panel_counted": kinds.Kind(
            "solar.panel_counted", "person", kinds.Writer.ANYBODY, {"panels": shapes.NUMBER}
        )
    }
    with monkeypatch.context() as patched:
        for module in ("tianye.store.oplog", "tianye.services.station"):
            patched.setattr(f"{module}.KINDS", newer)
        for panels in (4, 5):
            with one.station.command("count panels") as command:
                command.add("solar.panel_counted", person, {"panels": panels}, owner=person)
    town.carry_stick(one)
    case = only(hq, CaseKind.WAITING)
    assert (case.field, case.count, case.reasons) == ("solar.panel_counted", 2, ("unknown-kind",))
    assert case.about[0].label == "玉树"
    assert case.choices == ()


@pytest.mark.parametrize("text", ["", "field", "field-00000000", "unheard-of-00000000", "duplicate-"])
def test_a_case_that_never_was_is_refused(desks: tuple[Desk, Desk, Desk], text: str) -> None:
    with pytest.raises(UserFault, match=r"review\.no-such-case"):
        review.get_case(desks[0].station, text)


def test_a_voided_registration_is_nobody_s_duplicate(desks: tuple[Desk, Desk, Desk]) -> None:
    hq = desks[0]
    registers(hq, "卓玛才让", "13997010001")
    assert only(hq, CaseKind.DUPLICATE).strength == "strong"
    undo_last(hq.station)
    assert of_kind(hq, CaseKind.DUPLICATE) == []


def test_attendance_subjects_meet_in_one_case(town: Town, desks: tuple[Desk, Desk, Desk]) -> None:
    """Two doors that both admitted her are no case at all."""
    hq, one, two = desks
    one.checks_in("卓玛才让", "YS-am")
    two.checks_in("卓玛才让", "YS-am")
    both_hand_over(town, one, two)
    subject = attendance_subject(hq.session("YS-am").id, hq.knows("卓玛才让").id)
    assert len(hq.station.state("attendance", subject).claims["mark"]) == 2
    assert review.list_cases(hq.station) == []


class TestComparedOnce:
    """Comparing a large register takes seconds, so it is done again only where the register is another one."""

    @pytest.fixture
    def compared(self, monkeypatch: pytest.MonkeyPatch) -> list[int]:
        compared: list[int] = []

        def find(candidates: Any) -> Iterator[Any]:
            compared.append(len(candidates))
            return find_matches(candidates)

        monkeypatch.setattr("tianye.services.review.find_matches", find)
        return compared

    def test_a_decision_leaves_the_register_as_it_is(self, desks: tuple[Desk, Desk, Desk], compared: list[int]) -> None:
        hq = desks[0]
        registers(hq, "卓玛才让", "13997010001")
        case = only(hq, CaseKind.DUPLICATE)
        review.decide(hq.station, case, review.DIFFERENT)
        assert of_kind(hq, CaseKind.DUPLICATE) == []
        undo_last(hq.station)
        assert of_kind(hq, CaseKind.DUPLICATE) == [case]
        assert compared == [3]

    def test_another_register_is_compared_anew(self, desks: tuple[Desk, Desk, Desk], compared: list[int]) -> None:
        hq = desks[0]
        assert of_kind(hq, CaseKind.DUPLICATE) == []
        person = registers(hq, "卓玛才让", None)
        assert len(of_kind(hq, CaseKind.DUPLICATE)) == 1
        registration.correct(hq.station, person, {"place": "433124102200"})
        assert of_kind(hq, CaseKind.DUPLICATE) == []
        assert compared == [2, 3, 3]

    def test_a_large_register_is_not_compared_for_a_number(
        self, desks: tuple[Desk, Desk, Desk], compared: list[int], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        hq = desks[0]
        registers(hq, "卓玛才让", "13997010001")
        monkeypatch.setattr("tianye.services.review.SMALL_REGISTER", 2)
        assert (review.count_cases(hq.station), compared) == (0, [])
        only(hq, CaseKind.DUPLICATE)
        assert (review.count_cases(hq.station), compared) == (1, [3])
