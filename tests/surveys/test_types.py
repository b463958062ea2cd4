"""Every question type: what may be entered, how it is kept, and how it is submitted."""

from __future__ import annotations

import pytest
from lxml import etree

from surveys.interview import Interview, define, refusing, surroundings
from tianye.forms.definition import Audit, Kind
from tianye.forms.entry import Entry

ALL = """
| survey | | | | | |
| | type | name | label | parameters | calculation |
| | start | began | | | |
| | end | ended | | | |
| | today | day_of | | | |
| | deviceid | device | | | |
| | username | who | | | |
| | phonenumber | phone | | | |
| | email | mail | | | |
| | audit | audit | | | |
| | background-audio | heard | | | |
| | start-geopoint | begun_at | | | |
| | text | words | Words | | |
| | integer | whole | Whole | | |
| | decimal | part | Part | | |
| | range | scale | Scale | start=1 end=5 step=1 | |
| | date | day | Day | | |
| | time | clock | Clock | | |
| | dateTime | moment | Moment | | |
| | select_one yn | one | One | | |
| | select_multiple yn | many | Many | | |
| | rank yn | order | Order | | |
| | acknowledge | seen | Seen | | |
| | note | remark | Remark | | |
| | calculate | sum | | | ${whole} + 1 |
| | hidden | secret | | | |
| | image | photo | Photo | | |
| | audio | voice | Voice | | |
| | video | film | Film | | |
| | file | paper | Paper | | |
| | barcode | badge | Badge | | |
| | geopoint | here | Here | | |
| | geotrace | way | Way | | |
| | geoshape | field | Field | | |

| choices | | | |
| | list_name | name | label |
| | yn | y | Yes |
| | yn | n | No |
"""


@pytest.mark.parametrize(
    ("question", "entered", "kept"),
    [
        ("words", " 卓玛 & <b> ", " 卓玛 & <b> "),
        ("whole", "007", "7"),
        ("whole", "-12", "-12"),
        ("part", "12", "12.0"),
        ("part", "2.50", "2.5"),
        ("scale", "3", "3"),
        ("day", "2026-02-28", "2026-02-28"),
        ("clock", "10:00:00.000+08:00", "10:00:00.000+08:00"),
        ("moment", "2026-03-05T10:00:00.000+08:00", "2026-03-05T10:00:00.000+08:00"),
        ("moment", "2026-03-05T10:00:00.000+14:00", "2026-03-05T10:00:00.000+14:00"),
        ("one", "n", "n"),
        ("many", "n y", "y n"),
        ("order", "n y", "n y"),
        ("seen", "OK", "OK"),
        ("photo", "p1.jpg", "p1.jpg"),
        ("voice", "v1.m4a", "v1.m4a"),
        ("film", "f1.mp4", "f1.mp4"),
        ("paper", "合同.pdf", "合同.pdf"),
        ("badge", "TY:123", "TY:123"),
        ("here", "27.27 96.7 1836 8", "27.27 96.7 1836.0 8.0"),
        ("way", "27 96 0 0; 28 97 0 0", "27.0 96.0 0.0 0.0;28.0 97.0 0.0 0.0"),
        ("field", "1 1 0 0;1 2 0 0;2 2 0 0;1 1 0 0", "1.0 1.0 0.0 0.0;1.0 2.0 0.0 0.0;2.0 2.0 0.0 0.0;1.0 1.0 0.0 0.0"),
    ],
)
def test_what_is_entered_is_kept_in_one_form(question: str, entered: str, kept: str) -> None:
    form = Interview(ALL).answer(question, entered)
    assert form[question] == kept
    form.answer(question, "")
    assert form[question] == ""


@pytest.mark.parametrize(
    ("question", "entered", "code"),
    [
        ("whole", "1.5", "forms.bad-value"),
        ("whole", "1234567890", "forms.bad-value"),
        ("part", "1e3", "forms.bad-value"),
        ("part", "٣", "forms.bad-value"),
        ("scale", "6", "forms.bad-value"),
        ("day", "2026-02-30", "forms.bad-value"),
        ("day", "2026-3-5", "forms.bad-value"),
        ("clock", "10:00", "forms.bad-value"),
        ("moment", "yesterday", "forms.bad-value"),
        ("moment", "2026-03-05T10:00:00.000+99:99", "forms.bad-value"),
        ("moment", "2026-03-05T10:00:00.000-14:01", "forms.bad-value"),
        ("clock", "10:00:00.000+08:60", "forms.bad-value"),
        ("one", "maybe", "forms.not-a-choice"),
        ("many", "y maybe", "forms.not-a-choice"),
        ("order", "y", "forms.not-a-choice"),
        ("order", "y y", "forms.not-a-choice"),
        ("seen", "yes", "forms.bad-value"),
        ("here", "91 0 0 0", "forms.bad-value"),
        ("way", "1 1 0 0", "forms.bad-value"),
        ("remark", "x", "forms.not-settable"),
        ("sum", "3", "forms.not-settable"),
        ("nowhere", "3", "forms.unknown-ref"),
    ],
)
def test_what_is_not_of_its_type_is_refused_and_changes_nothing(question: str, entered: str, code: str) -> None:
    form = Interview(ALL)
    before = form.entry.nodes()
    with refusing(code):
        form.answer(question, entered)
    assert form.entry.nodes() == before


def test_what_xml_cannot_say_is_kept_as_it_is_submitted() -> None:
    form = Interview(ALL)
    # a barcode of the trade, with the sign that parts its groups
    form.answer("badge", "]C1019501\x1d10AB\r\n").answer("words", "卓\ud800玛\x00")
    assert (form["badge"], form["words"]) == ("]C1019501\ufffd10AB\r\n", "卓\ufffd玛\ufffd")
    again = Entry.reopen(form.definition, surroundings(), form.entry.submission().encode())
    assert [again.node(f"/data/{name}").value for name in ("badge", "words")] == [form["badge"], form["words"]]


def test_kinds_are_those_of_the_protocol() -> None:
    form = Interview(ALL)
    kinds = {node.name: node.kind for node in form.entry.nodes()}
    assert kinds["words"] is Kind.INPUT
    assert kinds["scale"] is Kind.RANGE
    assert kinds["one"] is Kind.SELECT_ONE
    assert kinds["many"] is Kind.SELECT_MANY
    assert kinds["order"] is Kind.RANK
    assert kinds["seen"] is Kind.TRIGGER
    assert kinds["remark"] is Kind.NOTE
    assert kinds["photo"] is Kind.UPLOAD
    assert kinds["sum"] is kinds["secret"] is kinds["device"] is Kind.MODEL_VALUE
    assert form.node("scale").range_bounds == (1.0, 5.0, 1.0)
    assert form.node("photo").media_type == "image/*"


def test_the_record_begins_with_what_is_known_and_ends_with_the_time() -> None:
    form = Interview(ALL)
    assert (form["began"], form["day_of"]) == ("2026-03-05T09:30:00.000+08:00", "2026-03-05")
    assert (form["device"], form["ended"]) == ("laptop-1", "")
    assert form["meta/instanceID"].startswith("uuid:")
    form.entry.submission()
    assert form["ended"] == "2026-03-05T09:30:00.000+08:00"


def test_what_the_laptop_knows_is_filled_in_and_what_it_cannot_know_stays_blank() -> None:
    form = Interview(ALL)
    assert (form["who"], form["device"]) == ("tester", "laptop-1")
    assert [form[name] for name in ("phone", "mail", "meta/audit", "heard", "begun_at")] == [""] * 5
    named = {problem.detail for problem in form.definition.warnings if problem.code == "forms.action-left-blank"}
    assert named == {"setgeopoint", "recordaudio"}
    with refusing("forms.not-settable"):
        form.answer("who", "somebody else")


def test_a_field_list_is_a_group_that_says_so() -> None:
    form = Interview(
        """
        | survey | | | | |
        | | type | name | label | appearance |
        | | begin_group | together | Together | field-list |
        | | text | name | Name | |
        | | text | more | More | multiline |
        | | end_group | | | |
        """
    ).answer("together/name", "扎西")
    assert (form.node("together").kind, form.node("together").appearance) == (Kind.GROUP, "field-list")
    assert (form["together/name"], form.node("together/more").appearance) == ("扎西", "multiline")


def test_a_submission_is_well_formed_stable_and_reads_back_as_the_same_entry() -> None:
    form = Interview(ALL).answer("words", 'ཞི་བདེ། <&> "quote" \u0007').answer("many", "y n").answer("whole", "4")
    xml = form.entry.submission()
    assert form.entry.submission() == xml
    root = etree.fromstring(xml.encode())
    assert root.get("id") == "survey" or root.get("id")
    assert root.findtext("words") == 'ཞི་བདེ། <&> "quote" \ufffd'
    assert root.findtext("sum") == "5"
    again = Entry.reopen(form.definition, surroundings(seed=5), xml.encode())
    assert again.submission() == xml
    with refusing("forms.submission-of-another-form"):
        Entry.reopen(form.definition, surroundings(), b"<other/>")


RULES = """
| survey | | | | | | | | |
| | type | name | label | hint | required | required_message | constraint | constraint_message |
| | text | name | Name | As written | yes | Who is it? | | |
| | integer | age | Age of ${name} | | | | . >= 0 and . < 120 | Between 0 and 119 |
"""


def test_problems_list_every_broken_rule_with_its_place_and_the_forms_own_words() -> None:
    form = Interview(RULES).answer("age", "130")
    assert form["age"] == "130", "an answer that breaks a rule is kept"
    assert [(each.ref, each.rule, each.message) for each in form.entry.problems()] == [
        ("/data/name", "required", "Who is it?"),
        ("/data/age", "constraint", "Between 0 and 119"),
    ]
    form.answer("name", "才让").answer("age", "")
    assert form.entry.problems() == []
    assert form.label("age") == "Age of 才让"
    assert form.node("name").hint == "As written"


def test_read_only_is_inherited_and_not_relevant_cannot_be_answered() -> None:
    form = Interview(
        """
        | survey | | | | | |
        | | type | name | label | readonly | relevant |
        | | text | lock | Lock | | |
        | | begin_group | g | G | ${lock} = 'on' | |
        | | text | a | A | | |
        | | end_group | | | | |
        | | text | b | B | | ${lock} = 'on' |
        """
    ).answer("g/a", "x")
    with refusing("forms.not-relevant"):
        form.answer("b", "x")
    form.answer("lock", "on").answer("b", "x")
    assert form.node("g/a").is_readonly
    with refusing("forms.readonly"):
        form.answer("g/a", "y")


def test_repeats_nest_and_only_free_ones_change() -> None:
    form = Interview(
        """
        | survey | | | | |
        | | type | name | label | repeat_count |
        | | begin_repeat | farm | Farm | |
        | | text | crop | Crop | |
        | | begin_repeat | plot | Plot | 2 |
        | | integer | mu | Mu | |
        | | end_repeat | | | |
        | | end_repeat | | | |
        """
    ).add("farm")
    form.answer("farm[2]/plot[1]/mu", "3")
    assert [node.ref for node in form.entry.nodes() if node.kind is Kind.REPEAT_INSTANCE] == [
        "/data/farm[1]", "/data/farm[1]/plot[1]", "/data/farm[1]/plot[2]",
        "/data/farm[2]", "/data/farm[2]/plot[1]", "/data/farm[2]/plot[2]",
    ]  # fmt: skip
    with refusing("forms.fixed-repeat"):
        form.add("farm[1]/plot")
    with refusing("forms.fixed-repeat"):
        form.remove("farm[1]/plot[1]")
    with refusing("forms.unknown-ref"):
        form.remove("farm[3]")
    form.remove("farm[1]")
    assert form["farm[1]/plot[1]/mu"] == "3"


def test_last_saved_answers_come_from_the_newest_submission() -> None:
    table = """
    | survey | | | | |
    | | type | name | label | default |
    | | text | village | Village | ${last-saved#village} |
    """
    assert Interview(table)["village"] == ""
    assert Interview(table, last_saved=b"<data><village>Jiegu</village></data>")["village"] == "Jiegu"


def test_one_definition_serves_many_entries_and_keeps_nothing_of_them() -> None:
    definition = define(ALL)
    one, other = (Entry.open(definition, surroundings(seed=seed)) for seed in (1, 2))
    one.answer("/data/one", "y")
    one.answer("/data/whole", "1")
    assert other.node("/data/one").value == ""
    assert other.node("/data/sum").value == ""
    assert one.node("/data/meta/instanceID").value != other.node("/data/meta/instanceID").value


def test_what_a_form_asks_of_a_control_besides_its_appearance_is_told() -> None:
    form = Interview(
        """
        | survey | | | | |
        | | type | name | label | parameters |
        | | image | stove | Stove | max-pixels=1000 |
        | | audio | song | Song | quality=low |
        | | text | story | Story | rows=5 |
        | | text | name | Name | |
        """
    )
    asked = {node.name: dict(node.parameters) for node in form.entry.nodes() if node.label}
    assert asked == {"stove": {"max-pixels": "1000"}, "song": {"quality": "low"}, "story": {"rows": "5"}, "name": {}}


def test_the_log_a_form_wants_is_named_by_whoever_keeps_it() -> None:
    table = """
        | survey | | | | |
        | | type | name | label | parameters |
        | | audit | audit | | track-changes=true |
        | | text | name | Name | |
        """
    form = Interview(table)
    assert form.definition.audit == Audit("/data/meta/audit", tracks_changes=True)
    with refusing("forms.not-settable"):
        form.answer("meta/audit", "mine.csv")
    form.entry.tell_audit("audit.csv")
    assert "<audit>audit.csv</audit>" in form.entry.submission()
    again = Entry.restore(form.definition, surroundings(), form.entry.snapshot())
    assert again.node("/data/meta/audit").value == "audit.csv"
    assert Interview(RULES).definition.audit is None


def test_a_submission_of_another_form_is_refused_by_its_id() -> None:
    table = "| survey | | | |\n| | type | name | label |\n| | text | a | A |\n| settings | |\n| | form_id |\n| | FORM |"
    one, two = Interview(table.replace("FORM", "one")), Interview(table.replace("FORM", "two"))
    told = two.answer("a", "x").entry.submission().encode()
    with refusing("forms.submission-of-another-form"):
        Entry.reopen(one.definition, surroundings(), told)
