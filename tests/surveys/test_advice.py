"""What the author of a form that works is told nevertheless."""

from __future__ import annotations

from surveys.interview import define
from tianye.forms.parse.advice import advise


def told(table: str) -> list[tuple[str, str, str, str]]:
    """Return code, question, column and detail of each remark."""
    return [(one.code, one.place, one.column, one.expression or one.detail) for one in advise(define(table))]


def test_words_that_one_language_lacks() -> None:
    table = """
    | survey | | | | | |
    | | type | name | label::汉 (zh) | label::བོད (bo) | hint::汉 (zh) |
    | | text | name | 姓名 | མིང | |
    | | text | village | 村 | | 行政村 |
    | | select_one yn | agrees | 同意吗 | མོས་སམ | |

    | choices | | | |
    | | list_name | name | label::汉 (zh) | label::བོད (bo) |
    | | yn | yes | 是 | ཡིན |
    | | yn | no | 不是 | |
    """
    assert told(table) == [
        ("forms.label-missing-in-language", "/data/village", "label::བོད (bo)", "བོད (bo)"),
        ("forms.label-missing-in-language", "/data/village", "hint::བོད (bo)", "བོད (bo)"),
        ("forms.choice-labels-missing", "/data/agrees", "label::བོད (bo)", "no"),
    ]


CHOICES = """
    | choices | | | |
    | | list_name | name | label | county |
    | | yn | yes | Yes | |
    | | yn | no | No | |
    | | county | yushu | Yushu | |
    | | county | nangqen | Nangqên | |
    | | village | jiegu | Gyêgu | yushu |
    | | village | lost | Lost | yushv |
"""


def test_a_condition_that_asks_for_a_choice_there_is_not() -> None:
    table = f"""
    | survey | | | | |
    | | type | name | label | relevant |
    | | select_one yn | has | Has? | |
    | | select_multiple yn | many | Many | |
    | | text | never | Never | ${{has}} = 'y' |
    | | text | at_times | At times | ${{has}} = 'Yes' or selected(${{many}}, 'yes') |
    | | text | not_so | Not so | selected(${{many}}, 'maybe') and ${{has}} = 'yes' |
    | | text | off | Off | false() |
    | | text | fine | Fine | ${{has}} != '' and selected(${{many}}, 'no') |
    {CHOICES}
    """
    assert [(code, place.rsplit("/", 1)[-1]) for code, place, _, _ in told(table)] == [
        ("forms.question-unreachable", "never"),
        ("forms.choice-not-in-list", "at_times"),
        ("forms.question-unreachable", "not_so"),
        ("forms.question-unreachable", "off"),
    ]


def test_nothing_is_said_of_a_condition_that_can_come_true() -> None:
    table = """
    | survey | | | | | | |
    | | type | name | label | relevant | calculation | choice_filter |
    | | select_one yn | has | Has? | | | |
    | | select_multiple yn | many | Many | | | |
    | | rank yn | order | Order | | | |
    | | select_one yn | set | Set | | concat('may', 'be') | |
    | | text | both | Both | ${many} = 'yes no' and ${many} != ' ' | | |
    | | text | ranked | Ranked | ${order} = 'no yes' | | |
    | | text | one_of | One of | selected('yes no perhaps', ${has}) | | |
    | | text | spaced | Spaced | selected(${many}, ' yes ') | | |
    | | text | first | First | selected-at(${many}, 0) = 'yes' or contains(${many}, 'ye') | | |
    | | text | put | Put | ${set} = 'maybe' | | |
    | | begin_group | kin | Kin | count(/data/r[kind = 'x']) = 0 | | |
    | | select_one yn | kind | Kind | | | |
    | | end_group | | | | | |
    | | begin_repeat | r | R | | | |
    | | text | kind | Kind | | | |
    | | end_repeat | | | | | |
    | | select_one village | village | Village | | | county = ${many} |
    | choices | | | |
    | | list_name | name | label | county |
    | | yn | yes | Yes | |
    | | yn | no | No | |
    | | village | a | A | yes no |
    | | village | b | B | |
    """
    assert told(table) == []


def test_a_choice_of_several_that_there_is_not() -> None:
    table = f"""
    | survey | | | | |
    | | type | name | label | relevant |
    | | select_multiple yn | many | Many | |
    | | text | never | Never | ${{many}} = 'yes maybe' |
    {CHOICES}
    """
    assert told(table) == [("forms.question-unreachable", "/data/never", "relevant", "/data/many  = 'yes maybe'")]


def test_a_choice_that_no_answer_brings_up() -> None:
    table = f"""
    | survey | | | | |
    | | type | name | label | choice_filter |
    | | select_one county | county | County | |
    | | select_one village | village | Village | county = ${{county}} |
    {CHOICES}
    """
    assert told(table) == [("forms.choice-never-offered", "/data/village", "choice_filter", "lost")]


def test_a_form_without_anything_odd_is_told_nothing() -> None:
    table = f"""
    | survey | | | | |
    | | type | name | label | relevant |
    | | select_one county | county | County | |
    | | begin_repeat | one | One | |
    | | select_one yn | is | Is? | |
    | | text | why | Why? | ${{is}} = 'no' and ../is = 'no' |
    | | end_repeat | | | |
    {CHOICES}
    """
    assert told(table) == []


def test_where_a_form_wants_to_be_sent_and_locked_is_not_what_happens() -> None:
    definition = define(
        """
        | survey | | | |
        | | type | name | label |
        | | text | name | Name |
        | settings | | | |
        | | form_id | public_key | submission_url |
        | | visit | MIIB | https://example.org/submission |
        """
    )
    assert [(one.code, one.column, one.detail) for one in definition.warnings] == [
        ("forms.address-not-used", "submission_url", "https://example.org/submission"),
        ("forms.key-not-used", "public_key", ""),
    ]
