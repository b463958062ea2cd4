"""Questions are counted one way: on the shelf, at a session, and in a form that was begun."""

from __future__ import annotations

from pathlib import Path

from tianye.services import forms_library, interviews, survey_rounds, surveys
from tianye.services.form_shelf import all_on_shelf
from town import Town

FORM = """
| survey |
| | type | name | label | appearance |
| | begin_group | care | 家务 | table-list |
| | select_one often | cook | 做饭 | |
| | select_one often | water | 挑水 | |
| | end_group | | | |
| | note | told | 下面是孩子 | |
| | begin_repeat | child | 孩子 | |
| | text | called | 叫什么 | |
| | end_repeat | | | |
| choices |
| | list_name | name | label |
| | often | never | 从来不 |
| | often | daily | 天天 |
| settings |
| | form_id | form_title |
| | counted | 家务 |
"""


def test_the_heads_of_a_grid_are_no_question_anywhere(town: Town, tmp_path: Path) -> None:
    hq = town.headquarters()
    (tmp_path / "counted.md").write_text(FORM, encoding="utf-8")
    forms_library.add_form(hq.station, tmp_path / "counted.md")
    (shelved,) = all_on_shelf(hq.station)
    (listed,) = survey_rounds.open_round(hq.station).forms
    assert (shelved.questions, listed.questions) == (3, 3)
    # nobody knows how many children there will be
    assert listed.can_grow
    opened = interviews.begin(hq.station, surveys.get_form(hq.station, "counted"), surveys.Context())
    assert sum(node.is_asked for node in opened.seen.nodes) == 3
    interviews.answer(hq.station, opened.interview, "/data/care/cook", "daily")
    (begun,) = survey_rounds.open_round(hq.station).begun
    assert (begun.answered, begun.asked) == (1, 3)
