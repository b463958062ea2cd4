"""What users of other engines suffered from, and what must not happen here."""

from __future__ import annotations

import pytest

from surveys import test_decisions
from surveys.interview import Interview, define, refusing, surroundings
from tianye.domain.errors import UserFault
from tianye.forms.entry import Entry
from tianye.forms.xpath import Element, SecondaryInstance

HOUSEHOLD = """
| survey | | | | | |
| | type | name | label | choice_filter | calculation |
| | begin_repeat | member | Member | | |
| | select_one sex | sex | Sex | | |
| | select_one role | role | Role | sex = ${sex} or sex = 'any' | |
| | integer | days | Days worked | | |
| | calculate | place | | | position(..) |
| | calculate | so_far | | | sum(${days}) |
| | end_repeat | | | | |
| | calculate | members | | | count(${member}) |
| | calculate | total | | | sum(${days}) |
| | calculate | places | | | join(',', ${place}) |

| choices | | | | |
| | list_name | name | label | sex |
| | sex | f | Female | |
| | sex | m | Male | |
| | role | mother | Mother | f |
| | role | father | Father | m |
| | role | cook | Cook | any |
"""


def test_filtered_choices_of_one_instance_never_show_in_another() -> None:
    home = Interview(HOUSEHOLD).add("member")
    home.answer("member[1]/sex", "f").answer("member[2]/sex", "m")
    assert home.choices("member[1]/role") == ["mother", "cook"]
    assert home.choices("member[2]/role") == ["father", "cook"]
    home.answer("member[1]/sex", "m")
    assert home.choices("member[1]/role") == ["father", "cook"]
    assert home.choices("member[2]/role") == ["father", "cook"]


def test_removing_an_instance_recomputes_counts_sums_and_later_positions() -> None:
    home = Interview(HOUSEHOLD).add("member").add("member")
    for at, days in enumerate(("3", "4", "5"), 1):
        home.answer(f"member[{at}]/days", days)
    assert (home["members"], home["total"], home["places"]) == ("3", "12", "1,2,3")
    home.remove("member[2]")
    assert (home["members"], home["total"], home["places"]) == ("2", "8", "1,2")
    assert (home["member[2]/days"], home["member[2]/place"]) == ("5", "2")
    assert home.node("member[2]").ref == "/data/member[2]"


def test_an_answer_that_was_hidden_at_two_levels_is_never_submitted() -> None:
    form = Interview(
        """
        | survey | | | | |
        | | type | name | label | relevant |
        | | text | works | Works? | |
        | | begin_group | job | Job | ${works} = 'yes' |
        | | text | title | Title | |
        | | text | since | Since | ${title} != '' |
        | | end_group | | | |
        | | text | other | Other | ${since} != '' |
        """
    )
    form.answer("works", "yes").answer("job/title", "farmer").answer("job/since", "2019").answer("other", "x")
    form.answer("works", "no")
    submission = form.entry.submission()
    assert "<job" not in submission
    assert "<other" not in submission
    form.answer("works", "yes")
    assert "<job><title>farmer</title><since>2019</since></job><other>x</other>" in form.entry.submission()


def test_pulldata_works_wherever_an_expression_may_stand() -> None:
    table = """
    | survey | | | | | | |
    | | type | name | label | constraint | calculation | relevant |
    | | text | code | Code | pulldata('villages', 'name', 'code', .) != '' | | |
    | | calculate | name | | | if(${code} != '', pulldata('villages', 'name', 'code', ${code}), '-') | |
    | | text | why | ${name}? | | | pulldata('villages', 'people', 'code', ${code}) > 500 |
    """
    form = Interview(table, media={"villages.csv": "code,name,people\n01,结古,900\n02,Longbao,120\n".encode()})
    assert form["name"] == "-"
    form.answer("code", "01")
    assert (form["name"], form.node("code").violation, form.shows("why")) == ("结古", None, True)
    form.answer("code", "02")
    assert (form["name"], form.shows("why")) == ("Longbao", False)
    form.answer("code", "03")
    assert (form["name"], form.node("code").violation) == ("", "constraint")
    missing = Interview(table)
    assert [warning.code for warning in missing.definition.warnings] == ["forms.media-missing"]
    saved_by_excel = Interview(table, media={"villages.csv": "code,name,people\n01,结古,900\n".encode("gbk")})
    assert saved_by_excel.answer("code", "01")["name"] == "结古"
    assert [warning.code for warning in saved_by_excel.definition.warnings] == ["forms.table-not-utf8"]


def test_a_secondary_instance_with_paths_like_the_forms_own_is_no_circle() -> None:
    definition = define(
        """
        | survey | | | | |
        | | type | name | label | calculation |
        | | text | item | Item | |
        | | calculate | name | | instance('root')/root/item[name = ${item}]/label |
        | | select_one root | pick | Pick | |
        | choices | | | |
        | | list_name | name | label |
        | | root | a | A |
        """
    )
    assert definition.warnings == ()


def test_equality_filters_over_a_long_list_look_up_and_do_not_scan() -> None:
    rows = [Element("item") for _ in range(4)]
    root = Element("root")
    for at, row in enumerate(rows):
        row.children.extend([Element("name", str(at)), Element("group", "even" if at % 2 == 0 else "odd")])
    root.children.extend(rows)
    instance = SecondaryInstance("x", root)
    assert instance.matching(("root", "item"), "group", "odd") == [rows[1], rows[3]]
    assert instance.matching(("root", "item"), "group", "") == []
    assert instance.matching(("root", "item"), "nothing", "") == rows

    head = "| choices | | | | |\n| | list_name | name | label | county |\n"
    lines = "".join(f"| | town | t{at} | Town {at} | c{at % 700} |\n" for at in range(14_000))
    form = Interview(
        "| survey | | | | |\n| | type | name | label | choice_filter |\n| | text | county | County | |\n"
        "| | select_one town | town | Town | county = ${county} |\n\n" + head + lines
    )
    steps = []
    for county in ("c1", "c2", "c699"):
        form.answer("county", county)
        assert len(form.choices("town")) == 20
        steps.append(form.entry._budget.steps)
    assert max(steps) < 200, "a step is a row looked at"


def test_a_regular_expression_runs_in_linear_time() -> None:
    form = Interview(
        """
        | survey | | | | |
        | | type | name | label | constraint |
        | | text | a | A | regex(., '^(a+)+$') |
        """
    )
    form.answer("a", "a" * 5_000 + "!")
    assert form.node("a").violation == "constraint"
    with pytest.raises(UserFault) as refused:
        define(
            """
            | survey | | | | |
            | | type | name | label | constraint |
            | | text | a | A | regex(., '(?=x)x') |
            """
        )
    problems = refused.value.data["problems"]
    assert isinstance(problems, list)
    (problem,) = [each for each in problems if each["severity"] == "error"]
    assert (problem["code"], problem["place"], problem["column"]) == (
        "forms.regex-unsupported", "/data/a", "constraint",
    )  # fmt: skip


def test_a_filter_that_would_take_for_ever_ends_in_a_named_fault_and_nothing_is_lost() -> None:
    head = "| choices | | | |\n| | list_name | name | label |\n"
    lines = "".join(f"| | town | t{at} | Town {at} |\n" for at in range(3_000))
    inner = "instance('town')/root/item[name != ../item[name != 'x']/name]"
    form = Interview(
        "| survey | | | | |\n| | type | name | label | calculation |\n| | text | go | Go | |\n"
        f"| | calculate | n | | if(${{go}} = 'yes', count({inner}[count({inner}) > 0]), 0) |\n"
        "| | select_one town | town | Town | |\n\n" + head + lines
    ).answer("town", "t5")
    with refusing("forms.too-many-steps"):
        form.answer("go", "yes")
    assert (form["go"], form["n"], form["town"]) == ("", "0", "t5")
    form.answer("go", "no")
    assert form["go"] == "no"


def test_a_draft_belongs_to_its_version_and_reopens_as_it_was() -> None:
    home = Interview(HOUSEHOLD).add("member")
    home.answer("member[1]/sex", "f").answer("member[1]/role", "mother").answer("member[1]/sex", "m")
    snapshot = home.entry.snapshot()
    again = Entry.restore(home.definition, surroundings(seed=9), snapshot)
    assert again.nodes() == home.entry.nodes()
    again.answer("/data/member[1]/sex", "f")
    assert again.node("/data/member[1]/role").value == "mother", "a hidden choice is kept in the draft"
    newer = define(HOUSEHOLD + "\n| settings | |\n| | version |\n| | 2 |\n")
    with refusing("forms.draft-of-another-version"):
        Entry.restore(newer, surroundings(), snapshot)


def test_the_add_another_pattern_adds_one_at_a_time() -> None:
    form = Interview(
        """
        | survey | | | | | |
        | | type | name | label | calculation | repeat_count |
        | | calculate | rows | | count(${visit}) | |
        | | calculate | last | | indexed-repeat(${more}, ${visit}, ${rows}) | |
        | | calculate | wanted | | if(${rows} = 0 or ${last} = 'yes', ${rows} + 1, ${rows}) | |
        | | begin_repeat | visit | Visit | | ${wanted} |
        | | text | more | Another? | | |
        | | end_repeat | | | | |
        """
    )
    assert form.node("visit").count == 1
    form.answer("visit[1]/more", "yes")
    assert form.node("visit").count == 2


def test_four_levels_follow_the_first_and_no_answer_of_another_branch_is_submitted() -> None:
    form = Interview(
        """
        | survey | | | | |
        | | type | name | label | choice_filter |
        | | select_one a | a | A | |
        | | select_one b | b | B | up = ${a} |
        | | select_one c | c | C | up = ${b} |
        | | select_one d | d | D | up = ${c} |

        | choices | | | | |
        | | list_name | name | label | up |
        | | a | a1 | A1 | |
        | | a | a2 | A2 | |
        | | b | b1 | B1 | a1 |
        | | b | b2 | B2 | a2 |
        | | c | c1 | C1 | b1 |
        | | c | c2 | C2 | b2 |
        | | d | d1 | D1 | c1 |
        | | d | d2 | D2 | c2 |
        """
    )
    for level, value in (("a", "a1"), ("b", "b1"), ("c", "c1"), ("d", "d1"), ("a", "a2")):
        form.answer(level, value)
    assert [form.choices(level) for level in "bcd"] == [["b2"], [], []]
    assert "<b/><c/><d/>" in form.entry.submission()


def test_a_draft_of_one_form_does_not_open_in_another() -> None:
    home = Interview(HOUSEHOLD)
    with refusing("forms.draft-of-another-version"):
        Entry.restore(
            define(
                "| survey | | | |\n| | type | name | label |\n| | text | q | Q |\n| settings | |\n"
                "| | form_id |\n| | another |\n"
            ),
            surroundings(),
            home.entry.snapshot(),
        )


LESSONS = {
    1: test_decisions.test_q1_a_lower_count_hides_answers_and_a_higher_one_brings_them_back,
    2: test_equality_filters_over_a_long_list_look_up_and_do_not_scan,
    3: test_filtered_choices_of_one_instance_never_show_in_another,
    4: test_four_levels_follow_the_first_and_no_answer_of_another_branch_is_submitted,
    5: test_removing_an_instance_recomputes_counts_sums_and_later_positions,
    6: test_a_draft_of_one_form_does_not_open_in_another,
    7: test_a_draft_belongs_to_its_version_and_reopens_as_it_was,
    8: test_decisions.test_q11_a_circle_is_refused_with_its_questions,
    9: test_pulldata_works_wherever_an_expression_may_stand,
    10: test_decisions.test_q18_an_edited_calculation_stays_until_its_result_changes,
}
"""The lessons in the order in which we learned them, and the test that keeps each (6 and 7 also in services)."""
