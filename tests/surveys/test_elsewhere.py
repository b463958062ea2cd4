"""What Collect does otherwise is told where a form does it, and only there."""

from __future__ import annotations

from surveys.interview import define
from surveys.test_by_hand import opened
from surveys.test_decisions import CASCADE, COUNTED
from surveys.test_lessons import HOUSEHOLD
from tianye.forms.parse.elsewhere import differences


def told(table: str) -> list[tuple[str, str, str]]:
    """Return code, question and column of each difference."""
    found = differences(define(table))
    return [(one.code.removeprefix("forms."), one.place.rpartition("/")[2], one.column) for one in found]


def test_a_count_that_an_answer_lowers_and_no_fixed_one() -> None:
    assert told(COUNTED) == [("collect-keeps-surplus", "guest", "repeat_count")]
    fixed = COUNTED.replace("${seats} |", "3 |")
    assert told(fixed) == []


def test_a_filtered_choice_on_which_a_calculation_hangs() -> None:
    assert told(CASCADE) == [
        ("collect-keeps-filtered", "county", "choice_filter"),
        ("collect-keeps-filtered", "town", "choice_filter"),
    ]
    without = "\n".join(line for line in CASCADE.splitlines() if "| calculate" not in line)
    assert told(without) == []


def test_a_repeated_question_read_as_one_value_and_no_sum_of_it() -> None:
    table = """
    | survey | | | | |
    | | type | name | label | calculation |
    | | begin_repeat | row | Row | |
    | | integer | n | N | |
    | | calculate | own | | ${n} + 1 |
    | | end_repeat | | | |
    | | calculate | one | | ${n} + 1 |
    | | calculate | all | | sum(${n}) + count(${row}) |
    | | calculate | third | | indexed-repeat(${n}, ${row}, 3) |
    """
    assert told(table) == [("collect-refuses-repeated", "one", "calculation")]


def test_a_moment_as_text() -> None:
    table = """
    | survey | | | | |
    | | type | name | label | calculation |
    | | start | began | | |
    | | date | day | Day | |
    | | note | told | Began ${began}, ${day} | |
    | | calculate | text | | concat(${began}, '!') |
    | | calculate | hour | | format-date-time(${began}, '%H') |
    """
    assert told(table) == [
        ("collect-shortens-moment", "told", "label"),
        ("collect-shortens-moment", "text", "calculation"),
    ]


def test_a_truth_as_a_result_and_none_that_is_counted() -> None:
    table = """
    | survey | | | | |
    | | type | name | label | calculation |
    | | integer | n | N | |
    | | calculate | is | | ${n} > 3 |
    | | calculate | not | | not(${n} > 3) |
    | | calculate | score | | if(${n} > 3, 1, 0) |
    """
    assert told(table) == [
        ("collect-writes-truth", "is", "calculation"),
        ("collect-writes-truth", "not", "calculation"),
    ]


def test_an_action_that_a_calculation_sets_off() -> None:
    table = """
    | survey | | | | | |
    | | type | name | label | calculation | trigger |
    | | integer | n | N | | |
    | | integer | double | Double | ${n} * 2 | |
    | | calculate | at | | now() | ${double} |
    | | calculate | asked | | now() | ${n} |
    """
    assert told(table) == [("collect-acts-on-answers", "double", "trigger")]


def test_space_between_two_answers_in_a_label() -> None:
    table = """
    | survey | | | |
    | | type | name | label |
    | | text | a | A |
    | | text | b | B |
    | | note | lost | ${a} ${b} |
    | | note | kept | ${a}, ${b} |
    """
    assert told(table) == [("collect-drops-space", "lost", "label")]


def test_a_default_that_reads_a_calculation() -> None:
    table = """
    | survey | | | | | |
    | | type | name | label | calculation | default |
    | | calculate | seven | | 3 + 4 | |
    | | calculate | day | | format-date(today(), '%d') | |
    | | text | fixed | Fixed | | ${seven} |
    | | text | early | Early | | ${day} |
    """
    assert told(table) == [("collect-sets-too-early", "early", "default")]


def test_a_whole_path_inside_its_own_repeat() -> None:
    form = opened(
        "<r><a/><b/><c/></r>",
        """<bind nodeset="/data/r/b" calculate="concat(/data/r/a, '!')"/>
        <bind nodeset="/data/r/c" calculate="concat(../a, count(/data/r))"/>""",
        """<repeat nodeset="/data/r"><input ref="/data/r/a"><label>A</label></input></repeat>""",
    )
    assert [(one.code, one.place) for one in differences(form.definition)] == [
        ("forms.browser-reads-first", "/data/r/b")
    ]


def test_nothing_is_told_of_a_form_that_runs_alike() -> None:
    assert [code for code, *_ in told(HOUSEHOLD)] == []
