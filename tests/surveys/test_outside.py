"""Choices that lie outside the form: the sheet of external choices, and `search()` in tables beside it."""

from __future__ import annotations

import pytest

from surveys.interview import Interview
from tianye.forms.parse.outside import call_in

VILLAGES = """
| survey | | | | |
| | type | name | label | choice_filter |
| | select_one county | county | County | |
| | select_one_external village | village | Village | county = ${county} and size >= ${least} |
| | integer | least | At least | |

| choices | | |
| | list_name | name | label |
| | county | yushu | Yushu |
| | county | nangqen | Nangqên |
| | village | none | Another list of the same name |

| external_choices | | | | |
| | list_name | name | label | county | size |
| | village | jiegu | Gyêgu | yushu | 9 |
| | village | batang | Batang | yushu | 3 |
| | village | xiangda | Xangda | nangqen | 5 |
| | road | g214 | G 214 | yushu | 1 |
"""


def test_external_choices_are_filtered_as_the_answers_stand() -> None:
    form = Interview(VILLAGES).answer("least", "1")
    assert form.choices("village") == []
    form.answer("county", "yushu")
    assert form.labels("village") == ["Gyêgu", "Batang"]
    form.answer("village", "batang").answer("least", "5")
    assert (form.choices("village"), form["village"]) == (["jiegu"], "")
    form.answer("least", "3")
    assert form["village"] == "batang", "an answer comes back with its choice"


def test_external_choices_speak_the_language_of_the_moment() -> None:
    table = """
    | survey | | | | | |
    | | type | name | label::汉 (zh) | label::English (en) | choice_filter |
    | | text | county | 县 | County | |
    | | select_one_external village | village | 村 | Village | county = ${county} |

    | external_choices | | | | |
    | | list_name | name | label::汉 (zh) | label::English (en) | county |
    | | village | jiegu | 结古 | Gyêgu | yushu |
    | | village | batang | 巴塘 | | yushu |
    """
    form = Interview(table).answer("county", "yushu")
    form.speak("汉 (zh)")
    assert form.labels("village") == ["结古", "巴塘"]
    form.speak("English (en)")
    assert form.labels("village") == ["Gyêgu", ""]


PEOPLE = {
    "people.csv": "code,name,village,kind\np1,卓玛,Batang,women\np2,Dolma,BATANG,women\np3,才仁,jiegu,men\n".encode()
}


def search(call: str, *, extra: str = "", labels: str = "name") -> str:
    return f"""
    | survey | | | | |
    | | type | name | label | appearance |
    | | text | asked | Asked | |
    | | text | kind | Kind | |
    | | select_one found | who | Who? | {call} |

    | choices | | |
    | | list_name | name | label |
    | | found | code | {labels} |
    {extra}
    """


class TestSearch:
    def test_all_rows_without_a_condition(self) -> None:
        form = Interview(search("search('people')"), media=PEOPLE)
        assert form.choices("who") == ["p1", "p2", "p3"]
        assert form.labels("who") == ["卓玛", "Dolma", "才仁"]

    @pytest.mark.parametrize(
        ("mode", "asked", "found"),
        [
            ("contains", "ATA", ["p1", "p2"]),
            ("startswith", "bat", ["p1", "p2"]),
            ("endswith", "tang", ["p1", "p2"]),
            ("matches", "Batang", ["p1"]),
            ("matches", "batang", []),
            ("contains", "nowhere", []),
        ],
    )
    def test_narrows_by_an_answer(self, mode: str, asked: str, found: list[str]) -> None:
        form = Interview(search(f"search('people', '{mode}', 'village', ${{asked}})"), media=PEOPLE)
        form.answer("asked", asked)
        assert form.choices("who") == found

    def test_looks_in_several_columns_and_filters_by_another(self) -> None:
        call = "minimal search('people', 'contains', 'name,village', ${asked}, 'kind', ${kind})"
        form = Interview(search(call), media=PEOPLE).answer("asked", "b").answer("kind", "women")
        assert form.choices("who") == ["p1", "p2"]
        form.answer("kind", "men")
        assert form.choices("who") == []
        assert form.node("who").appearance == "minimal", "what is left of the appearance is for the screen"

    def test_choices_written_as_whole_numbers_stay_and_labels_may_join_columns(self) -> None:
        table = search("search('people')", extra="| | found | 99 | Nobody of these |", labels="name, village")
        form = Interview(table, media=PEOPLE)
        assert form.labels("who") == ["Nobody of these", "卓玛, Batang", "Dolma, BATANG", "才仁, jiegu"]
        form.answer("who", "99").answer("who", "p2")
        assert form["who"] == "p2"

    def test_without_the_table_it_is_named_and_shows_what_is_written(self) -> None:
        form = Interview(search("search('people')"))
        assert form.choices("who") == ["code"]
        assert [one.code for one in form.entry.definition.warnings] == ["forms.search-not-run"]

    def test_a_call_that_nobody_understands_is_named(self) -> None:
        form = Interview(search("search('people', 'near', 'village', ${asked})"), media=PEOPLE)
        assert [one.code for one in form.entry.definition.warnings] == ["forms.search-not-run"]


@pytest.mark.parametrize(
    ("appearance", "found"),
    [
        ("search('a')", (["'a'"], "")),
        ("minimal search('a', 'contains', 'x', concat(/d/a, ',)')) quick", (
            ["'a'", "'contains'", "'x'", "concat(/d/a, ',)')"], "minimal quick"
        )),
        ("research", None),
        ("search", None),
        ("search('a'", None),
        ("search()", None),
    ],
)  # fmt: skip
def test_a_call_in_an_appearance(appearance: str, found: object) -> None:
    assert call_in(appearance) == found
