"""Where two known engines differ, what this one does: one test a decision, by the number it has in docs."""

from __future__ import annotations

import pytest

from surveys.interview import Interview, define, refusing, surroundings
from tianye.domain.errors import UserFault
from tianye.forms.entry import Entry
from tianye.forms.parse import parse_form


def problems_of(table: str) -> list[dict[str, str]]:
    """What a form is refused for."""
    with pytest.raises(UserFault) as refused:
        define(table)
    assert refused.value.code == "forms.refused"
    found = refused.value.data["problems"]
    assert isinstance(found, list)
    return [problem for problem in found if problem["severity"] == "error"]


COUNTED = """
| survey | | | | | |
| | type | name | label | repeat_count | calculation |
| | integer | seats | How many? | | |
| | begin_repeat | guest | Guest | ${seats} | |
| | text | who | Name | | |
| | end_repeat | | | | |
| | calculate | list | | | join(',', ${who}) |
| | calculate | how_many | | | count(${guest}) |
"""


def test_q1_a_lower_count_hides_answers_and_a_higher_one_brings_them_back() -> None:
    party = Interview(COUNTED).answer("seats", "3")
    for at, name in enumerate(("卓玛", "才让", "扎西"), 1):
        party.answer(f"guest[{at}]/who", name)
    party.answer("seats", "1")
    assert (party["list"], party["how_many"]) == ("卓玛", "1")
    assert "才让" not in party.entry.submission()
    party.answer("seats", "3")
    assert party["list"] == "卓玛,才让,扎西"


def test_q1b_a_count_of_nothing_makes_no_instance_and_a_cleared_one_takes_none_away() -> None:
    party = Interview(COUNTED)
    assert party.node("guest").count == 0
    party.answer("seats", "2").answer("seats", "")
    assert party.node("guest").count == 2


CASCADE = """
| survey | | | | | |
| | type | name | label | choice_filter | calculation |
| | select_one province | province | Province | | |
| | select_one county | county | County | province = ${province} | |
| | select_one town | town | Town | county = ${county} | |
| | calculate | where | | | jr:choice-name(${county}, '${county}') |
| | calculate | code | | | concat(${province}, '-', ${county}, '-', ${town}) |

| choices | | | | | |
| | list_name | name | label | province | county |
| | province | qh | Qinghai | | |
| | province | hn | Hunan | | |
| | county | yushu | Yushu | qh | |
| | county | gonghe | Gonghe | qh | |
| | county | fenghuang | Fenghuang | hn | |
| | town | jiegu | Jiegu | | yushu |
| | town | tuojiang | Tuojiang | | fenghuang |
"""


def test_q2_a_choice_that_is_filtered_out_is_blank_and_returns_with_all_that_hangs_on_it() -> None:
    place = Interview(CASCADE).answer("province", "qh").answer("county", "yushu").answer("town", "jiegu")
    assert (place["where"], place["code"]) == ("Yushu", "qh-yushu-jiegu")
    place.answer("province", "hn")
    assert (place["county"], place["town"], place["where"], place["code"]) == ("", "", "", "hn--")
    assert place.choices("county") == ["fenghuang"]
    place.answer("province", "qh")
    assert (place["code"], place["where"]) == ("qh-yushu-jiegu", "Yushu")


def test_q3_several_choices_are_kept_in_the_order_of_the_list() -> None:
    crops = Interview(
        """
        | survey | | | |
        | | type | name | label |
        | | select_multiple crop | crops | Crops |
        | choices | | | |
        | | list_name | name | label |
        | | crop | potato | Potato |
        | | crop | barley | Barley |
        | | crop | pea | Pea |
        """
    ).answer("crops", "pea potato")
    assert crops["crops"] == "potato pea"


FAMILY = """
| survey | | | | | |
| | type | name | label | relevant | calculation |
| | begin_repeat | child | Child | | |
| | integer | age | Age | | |
| | integer | books | Books | ${age} >= 6 | |
| | end_repeat | | | | |
| | calculate | readers | | | count(${books}) |
| | calculate | total | | | sum(${books}) |
| | calculate | most | | | max(${books}) |
| | calculate | list | | | join('/', ${books}) |
| | calculate | filled | | | count-non-empty(${books}) |
| | calculate | children | | | count(${child}) |
"""


def test_q4_q5_what_is_not_relevant_or_blank_does_not_count() -> None:
    family = Interview(FAMILY)
    assert (family["total"], family["most"]) == ("0", "")
    family.answer("child[1]/age", "9").answer("child[1]/books", "12").add("child").answer("child[2]/age", "3")
    family.add("child").answer("child[3]/age", "7")
    assert [family[name] for name in ("readers", "total", "most", "list", "filled", "children")] == [
        "2", "12", "12", "12/", "1", "3",
    ]  # fmt: skip
    family.answer("child[1]/age", "4")
    assert (family["total"], family["list"], family["readers"]) == ("0", "", "1")
    family.answer("child[1]/age", "10")
    assert family["total"] == "12"


VALUES = (
    ("q6", "format-date(${day} + 7, '%Y-%m-%d')", "2026-03-12"),
    ("q6", "format-date('abc', '%Y')", ""),
    ("q7", "date(20517)", "2026-03-05"),
    ("q7", "number(today())", "20517"),
    ("q7", "date('abc')", ""),
    ("q7", "date(${blank})", ""),
    ("q7b", "today()", "2026-03-05"),
    ("q7b", "${day}", "2026-03-05"),
    ("q7b", "date('2026-3-5')", "2026-03-05"),
    ("q7c", "string(now())", "2026-03-05T09:30:00.000+08:00"),
    ("q7c", "concat(now(), '!')", "2026-03-05T09:30:00.000+08:00!"),
    ("q8", "date('2026-02-30')", ""),
    ("q9", "concat(number(''), '%')", "%"),
    ("q9", "1000000 * 1000000 * 1000000 * 1000000", "1000000000000000000000000"),
    ("q9", "1 div 10000000", "0.0000001"),
    ("q9", "12345678.9", "12345678.9"),
    ("q9", "0 div 0", ""),
    ("q9b", "concat(${ratio})", "3"),
    ("q9b", "100 * 1.1", "110"),
    ("q10", "round(-2.5)", "-2"),
    ("q10", "round(-0.5)", "0"),
    ("q10", "round(1.255, 2)", "1.26"),
    ("q20", "today() + 0", "20517"),
    ("q20", "int(${day})", "20517"),
    ("q20", "${day} + 7", "20524"),
    ("n1", "regex('12345', '[0-9]{3}')", "false"),
    ("n1", "regex('12345', '.*[0-9]{3}.*')", "true"),
    ("n6", "true()", "true"),
    ("n6", "1 = 2", "false"),
    ("n6", "boolean-from-string('1') and boolean-from-string('true')", "true"),
    ("n11", "'2026-03-01' > 2", "true"),
    ("n11", "'2026-03-01' < '2026-03-02'", "true"),
    ("n13", "floor(2.5) + ceiling(2.5)", "5"),
    ("n13", "substring('abc', 2, 1)", "b"),
    ("n13", "local-name(${day})", "day"),
    ("n13", "format-date(${day}, '%W')", "10"),
    ("n13", "property('username')", "tester"),
    ("n13", "concat(version(), '!')", "!"),
    ("n15", "string(decimal-time('09:30:00.000+08:00'))", "0.3958333333333333"),
    ("n15", "distance('1 1;1 2')", "111301.8901918003"),
    ("n15", "area('0 0;0 1') + 1", "1"),
)
"""Small ones, by the number of the decision."""


@pytest.mark.parametrize(
    ("decision", "expression", "result"),
    VALUES,
)
def test_values_of_expressions(decision: str, expression: str, result: str) -> None:
    form = Interview(
        f"""
        | survey | | | | |
        | | type | name | label | calculation |
        | | date | day | Day | |
        | | decimal | ratio | Ratio | |
        | | integer | blank | Blank | |
        | | calculate | out | | {expression} |
        """
    )
    form.answer("day", "2026-03-05").answer("ratio", "3")
    assert form["out"] == result, decision


def test_q8_a_date_that_is_none_is_named_when_the_form_is_read() -> None:
    definition = define(
        """
        | survey | | | | |
        | | type | name | label | calculation |
        | | calculate | out | | date('2026-02-30') |
        | | text | note | Note | |
        """
    )
    assert [(warning.code, warning.place) for warning in definition.warnings] == [("forms.not-a-date", "/data/out")]


def test_q11_a_circle_is_refused_with_its_questions() -> None:
    (problem,) = problems_of(
        """
        | survey | | | | |
        | | type | name | label | calculation |
        | | calculate | a | | ${b} + 1 |
        | | calculate | b | | ${a} + 1 |
        | | text | other | Other | |
        """
    )
    assert problem["code"] == "forms.circular-rules"
    assert problem["detail"] == "/data/a, /data/b"


def test_q12_a_question_that_hides_itself_is_refused_and_a_group_that_reads_its_child_is_not() -> None:
    (problem,) = problems_of(
        """
        | survey | | | | |
        | | type | name | label | relevant |
        | | text | a | A | . = 'x' |
        """
    )
    assert (problem["code"], problem["place"], problem["column"]) == ("forms.circular-rules", "/data/a", "relevant")
    group = Interview(
        """
        | survey | | | | | |
        | | type | name | label | relevant | default |
        | | begin_group | g | G | ${source} = 'user' | |
        | | text | source | Source | | user |
        | | end_group | | | | |
        """
    )
    assert [warning.code for warning in group.definition.warnings] == ["forms.reads-own-child"]
    assert group.shows("g/source")


def test_q13_an_unknown_function_is_refused_by_name() -> None:
    (problem,) = problems_of(
        """
        | survey | | | | |
        | | type | name | label | calculation |
        | | date | a | A | |
        | | calculate | b | | difference-in-months(${a}, today()) |
        """
    )
    assert problem["code"] == "forms.function-unknown"
    assert problem["detail"] == "difference-in-months (CHT)"
    assert (problem["place"], problem["column"]) == ("/data/b", "calculation")


def test_q15_an_answer_that_cannot_be_read_leaves_the_old_one() -> None:
    form = Interview(
        """
        | survey | | | |
        | | type | name | label |
        | | integer | age | Age |
        """
    ).answer("age", "41")
    with refusing("forms.bad-value"):
        form.answer("age", "forty")
    assert form["age"] == "41"


def test_q16_once_keeps_the_first_value_when_positions_change() -> None:
    form = Interview(
        """
        | survey | | | | |
        | | type | name | label | calculation |
        | | begin_repeat | row | Row | |
        | | text | x | X | |
        | | calculate | number | | once(position(..)) |
        | | calculate | place | | position(..) |
        | | end_repeat | | | |
        """
    ).add("row")
    assert form["row[2]/number"] == "2"
    form.remove("row[1]")
    assert (form["row[1]/number"], form["row[1]/place"]) == ("2", "1")


def test_q18_an_edited_calculation_stays_until_its_result_changes() -> None:
    form = Interview(
        """
        | survey | | | | |
        | | type | name | label | calculation |
        | | integer | a | A | |
        | | text | b | B | if(${a} > 10, 'big', 'small') |
        """
    )
    assert [warning.code for warning in form.definition.warnings] == ["forms.calculate-overwrites-answer"]
    form.answer("a", "3").answer("b", "tiny").answer("a", "4")
    assert form["b"] == "tiny"
    form.answer("a", "30")
    assert form["b"] == "big"


def test_q19_defaults_run_once_per_instance_after_calculations() -> None:
    form = Interview(
        """
        | survey | | | | | |
        | | type | name | label | calculation | default |
        | | calculate | base | | 6 + 1 | |
        | | integer | start_with | Start | | ${base} + 1 |
        | | begin_repeat | row | Row | | |
        | | calculate | own | | position(..) * 10 | |
        | | integer | value | Value | | ${own} + 1 |
        | | end_repeat | | | | |
        """
    ).add("row")
    assert (form["start_with"], form["row[1]/value"], form["row[2]/value"]) == ("8", "11", "21")
    form.answer("start_with", "5")
    assert form["start_with"] == "5"


def test_n2_n3_a_reference_in_a_repeat_means_the_own_instance_and_outside_the_first() -> None:
    form = Interview(
        """
        | survey | | | | | |
        | | type | name | label | choice_filter | calculation |
        | | begin_repeat | row | Row | | |
        | | select_one kind | kind | Kind | | |
        | | select_one thing | thing | Thing | kind = ${kind} | |
        | | calculate | echo | | | concat(${kind}, '!') |
        | | end_repeat | | | | |
        | | calculate | second | | | indexed-repeat(${kind}, ${row}, 2) |
        | | calculate | first | | | string(${kind}) |

        | choices | | | | |
        | | list_name | name | label | kind |
        | | kind | a | A | |
        | | kind | b | B | |
        | | thing | a1 | A1 | a |
        | | thing | b1 | B1 | b |
        """
    ).add("row")
    form.answer("row[1]/kind", "a").answer("row[2]/kind", "b")
    assert (form.choices("row[1]/thing"), form.choices("row[2]/thing")) == (["a1"], ["b1"])
    assert (form["row[2]/echo"], form["second"]) == ("b!", "b")
    assert form["first"] == "a", "outside of the repeat a single value is that of the first instance"


def test_n4_a_missing_column_reads_blank_in_a_choice_filter() -> None:
    form = Interview(
        """
        | survey | | | | |
        | | type | name | label | choice_filter |
        | | text | word | Word | |
        | | select_one thing | thing | Thing | group = ${word} |
        | choices | | | | |
        | | list_name | name | label | group |
        | | thing | free | Free | |
        | | thing | bound | Bound | x |
        """
    )
    assert form.choices("thing") == ["free"]
    form.answer("word", "x")
    assert form.choices("thing") == ["bound"]


def test_n5_a_default_of_the_day_waits_for_a_question_that_is_not_shown_yet() -> None:
    form = Interview(
        """
        | survey | | | | | |
        | | type | name | label | relevant | default |
        | | text | ask | Ask | | |
        | | date | day | Day | ${ask} = 'yes' | today() |
        """
    )
    assert not form.shows("day")
    form.answer("ask", "yes")
    assert form["day"] == "2026-03-05"


def test_n7_n12_labels_and_choice_names_follow_the_language() -> None:
    form = Interview(
        """
        | survey | | | | | |
        | | type | name | label::中文 (zh) | label::English (en) | calculation |
        | | text | name | 姓名 | Name | |
        | | select_one yn | ok | ${name}，同意吗？ | ${name}, do you agree? | |
        | | calculate | said | | | jr:choice-name(${ok}, '${ok}') |
        | choices | | | | | |
        | | list_name | name | label::中文 (zh) | label::English (en) | |
        | | yn | y | 是，${name} | Yes, ${name} | |

        | settings | |
        | | default_language |
        | | 中文 (zh) |
        """
    )
    form.answer("name", "卓玛").answer("ok", "y")
    assert (form.label("ok"), " ".join(form["said"].split())) == ("卓玛，同意吗？", "是，卓玛")
    form.entry.set_language("English (en)")
    assert (form.label("ok"), " ".join(form["said"].split())) == ("卓玛, do you agree?", "Yes, 卓玛")
    form.answer("name", "Tashi")
    assert form["said"].split() == ["Yes,", "Tashi"]
    with refusing("forms.unknown-language"):
        form.entry.set_language("Français")


def test_n9_an_action_on_a_changed_value_fires_when_a_calculation_changes_it() -> None:
    form = Interview(
        """
        | survey | | | | | |
        | | type | name | label | calculation | trigger |
        | | integer | a | A | | |
        | | integer | double | Double | ${a} * 2 | |
        | | calculate | stamp | | concat('was ', ${double}) | ${double} |
        """
    )
    form.answer("a", "4")
    assert form["stamp"] == "was 8"


def test_n10_space_between_two_answers_in_a_label_is_kept() -> None:
    form = (
        Interview(
            """
        | survey | | | |
        | | type | name | label |
        | | text | a | A |
        | | text | b | B |
        | | note | both | ${a} ${b} |
        """
        )
        .answer("a", "99")
        .answer("b", "5")
    )
    assert form.label("both") == "99 5"


def test_n8_sums_over_a_group_in_a_repeat_follow_adding_and_removing() -> None:
    form = Interview(
        """
        | survey | | | | |
        | | type | name | label | calculation |
        | | begin_repeat | field | Field | |
        | | begin_group | size | Size | |
        | | integer | mu | Mu | |
        | | end_group | | | |
        | | end_repeat | | | |
        | | calculate | fields | | count(${mu}) |
        | | calculate | all | | sum(${mu}) |
        """
    ).answer("field[1]/size/mu", "3")
    form.add("field")
    assert (form["fields"], form["all"]) == ("2", "3")
    form.answer("field[2]/size/mu", "4").remove("field[1]")
    assert (form["fields"], form["all"]) == ("1", "4")


def test_q14_the_engine_takes_white_space_for_an_answer_and_widgets_do_not_send_it() -> None:
    form = Interview(
        """
        | survey | | | | |
        | | type | name | label | required |
        | | text | name | Name | yes |
        """
    ).answer("name", " ")
    assert form["name"] == " "
    assert form.entry.problems() == []


def test_q17_what_is_doubled_or_nameless_is_accepted_as_far_as_it_is_clear_and_is_named() -> None:
    definition = parse_form(
        b"""<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml">
        <h:head><h:title/><model><instance><data id="d"><q/><two>a</two><two>b</two></data></instance></model></h:head>
        <h:body><input ref="/data/q"><label>First</label></input><input ref="/data/q"><label>Again</label></input>
        <input ref="/data/two"><label>Two</label></input></h:body></h:html>"""
    )
    entry = Entry.open(definition, surroundings())
    entry.answer("/data/q", "x")
    assert (entry.node("/data/q").label, entry.node("/data/q").value) == ("First", "x")
    assert entry.node("/data/two").value == "a"
    assert {one.code for one in definition.warnings} == {"forms.two-controls", "forms.node-given-twice"}


DECISIONS = frozenset(
    ["q1b", "q7b", "q7c", "q9b", *(f"q{at}" for at in range(1, 21)), *(f"n{at}" for at in range(1, 16))]
)


def test_every_decision_has_its_test() -> None:
    tested = {word for name in globals() if name.startswith("test_") for word in name.split("_")}
    assert tested | {decision for decision, *_ in VALUES} >= DECISIONS


def test_n14_what_does_not_fit_its_type_is_blank() -> None:
    form = Interview(
        """
        | survey | | | | |
        | | type | name | label | calculation |
        | | text | raw | Raw | |
        | | integer | whole | Whole | ${raw} |
        | | decimal | part | Part | ${raw} |
        | | date | day | Day | ${raw} |
        """
    )
    form.answer("raw", "abc")
    assert (form["whole"], form["part"], form["day"]) == ("", "", "")
    form.answer("raw", "3000000000")
    assert (form["whole"], form["part"]) == ("", "3000000000.0")
    form.answer("raw", "7.5")
    assert (form["whole"], form["part"]) == ("7", "7.5")


def test_if_without_otherwise_is_blank_and_named() -> None:
    form = Interview("""
        | survey | | | | |
        | | type | name | label | calculation |
        | | integer | a | A | |
        | | calculate | b | | if(${a} > 10, 'big') |
    """)
    assert [one.code for one in form.entry.definition.warnings] == ["forms.if-without-otherwise"]
    assert form.answer("a", "11")["b"] == "big"
    assert form.answer("a", "1")["b"] == ""


def test_what_was_written_over_a_calculation_is_there_when_the_submission_is_read_back() -> None:
    form = Interview("""
        | survey | | | | |
        | | type | name | label | calculation |
        | | integer | fields | Fields | |
        | | integer | area | Area | ${fields} * 2 |
        | | calculate | told | | ${area} + 1 |
    """)
    form.answer("fields", "3").answer("area", "7")
    submission = form.entry.submission()
    again = Entry.reopen(form.definition, surroundings(), submission.encode())
    assert again.submission() == submission
    assert "<area>7</area><told>8</told>" in submission
    again.answer("/data/fields", "4")
    assert "<area>8</area><told>9</told>" in again.submission(), "another result replaces it, as it did before"
