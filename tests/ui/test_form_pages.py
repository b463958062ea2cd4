"""How a form is dealt out over pages, and how its texts become plain words; no window is needed for either."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from tianye.forms.definition import Kind
from tianye.forms.nodes import Choice, Node
from tianye.ui.formview.markup import plain, second_words
from tianye.ui.formview.plan import Plan, make_plan
from tianye.ui.pages.form_words import speeches_of

YES_NO = (Choice("y", "是"), Choice("n", "否"))


def asked(ref: str, *, is_relevant: bool = True) -> Node:
    return Node(ref, Kind.SELECT_ONE, is_relevant=is_relevant, name=ref, label="问题？", choices=YES_NO)


def group(ref: str, appearance: str = "") -> Node:
    return Node(ref, Kind.GROUP, name=ref, label="组", appearance=appearance)


def note(ref: str) -> Node:
    return Node(ref, Kind.NOTE, name=ref, label="说明")


def pages(plan: Plan) -> list[list[str]]:
    """Return the names on each page."""
    return [[item.node.ref.rpartition("/")[2] for item in sheet.items] for sheet in plan.sheets]


def test_a_group_is_a_page_and_loose_questions_stand_together() -> None:
    nodes = [asked("/d/a"), asked("/d/b"), group("/d/g"), asked("/d/g/c"), asked("/d/z")]
    plan = make_plan(nodes)
    assert pages(plan) == [["a", "b"], ["g", "c"], ["z"]]
    assert [item.number for item in plan.questions] == [1, 2, 3, 4]
    assert [sheet.group_number for sheet in plan.sheets] == [1, 2, 3]


def test_notes_alone_are_no_page() -> None:
    nodes = [note("/d/hello"), group("/d/g"), asked("/d/g/a"), note("/d/bye")]
    assert pages(make_plan(nodes)) == [["hello", "g", "a", "bye"]]


def test_a_group_that_does_not_fit_is_divided_and_a_field_list_never() -> None:
    long = [asked(f"/d/g/q{number}") for number in range(10)]
    plan = make_plan([group("/d/g"), *long])
    assert len(plan.sheets) > 2
    assert {(sheet.part, sheet.parts) for sheet in plan.sheets} == {
        (number, len(plan.sheets)) for number in range(1, len(plan.sheets) + 1)
    }
    assert len(make_plan([group("/d/g", "field-list"), *long]).sheets) == 1
    assert len(make_plan([group("/d/g"), *long], room=3000).sheets) == 1


def test_a_form_inside_one_group_is_opened_up() -> None:
    nodes = [group("/d/all"), group("/d/all/g"), asked("/d/all/g/a"), group("/d/all/h"), asked("/d/all/h/b")]
    assert pages(make_plan(nodes)) == [["all", "g", "a"], ["h", "b"]]


def test_hidden_things_are_left_out_and_not_counted() -> None:
    nodes = [
        Node("/d/start", Kind.MODEL_VALUE, name="start", value="x"),
        asked("/d/a", is_relevant=False),
        group("/d/empty"),
        asked("/d/empty/b", is_relevant=False),
        asked("/d/c"),
        group("/d/meta"),
        Node("/d/meta/instanceID", Kind.MODEL_VALUE, name="instanceID"),
    ]
    assert pages(make_plan(nodes)) == [["c"]]


def repeated(count: int, *, is_fixed: bool = False) -> Sequence[Node]:
    nodes = [Node("/d/r", Kind.REPEAT, name="r", label="人", count=count, is_fixed=is_fixed)]
    for number in range(1, count + 1):
        nodes += [
            Node(f"/d/r[{number}]", Kind.REPEAT_INSTANCE, name="r", label="人"),
            asked(f"/d/r[{number}]/a"),
            asked(f"/d/r[{number}]/b"),
        ]
    return nodes


def test_an_instance_stays_on_one_page_and_the_button_for_more_after_the_last() -> None:
    plan = make_plan([*repeated(3), asked("/d/z")])
    assert len(plan.sheets) > 2
    assert all(names[0].startswith("r[") for names in pages(plan)[:-1])
    for sheet in plan.sheets:
        names = {item.node.ref.split("/")[2] for item in sheet.items if item.kind == "question"}
        assert all(sum(item.node.ref.startswith(f"/d/{name}/") for item in sheet.items) in (0, 2) for name in names)
    assert plan.sheets[-2].items[-1].kind == "more"
    assert plan.has_open_end
    assert not make_plan(repeated(3, is_fixed=True)).has_open_end


def test_a_repeat_without_instances_still_offers_one() -> None:
    plan = make_plan([*repeated(0), asked("/d/z")])
    assert [item.kind for item in plan.sheets[0].items] == ["more"]


def test_what_appears_on_the_page_of_the_moment_stays_there() -> None:
    nodes = [group("/d/g"), *(asked(f"/d/g/q{number}") for number in range(8))]
    before = make_plan(nodes)
    grown = [*nodes[:2], *(asked(f"/d/g/new{number}") for number in range(4)), *nodes[2:]]
    ends = frozenset(sheet.start for sheet in before.sheets[1:])
    held = make_plan(grown, held=before.sheets[0], ends=ends)
    assert {f"new{number}" for number in range(4)} <= set(pages(held)[0])
    assert [sheet.start for sheet in held.sheets] == [sheet.start for sheet in before.sheets]
    assert len(make_plan(grown).sheets) > len(before.sheets)


def test_one_question_a_page_where_somebody_fills_in_alone() -> None:
    nodes = [group("/d/g"), asked("/d/g/a"), asked("/d/g/b"), asked("/d/z")]
    assert pages(make_plan(nodes, is_single=True)) == [["g", "a"], ["b"], ["z"]]


def test_a_field_list_stays_whole_where_every_other_question_has_a_page() -> None:
    nodes = [group("/d/g", "Field-list"), asked("/d/g/a"), asked("/d/g/b"), asked("/d/y"), asked("/d/z")]
    assert pages(make_plan(nodes, is_single=True)) == [["g", "a", "b"], ["y"], ["z"]]


def test_what_is_hidden_is_not_asked_unless_it_has_to_be() -> None:
    hidden = [Node(f"/d/h/{name}", Kind.INPUT, name=name, label="问", is_required=name == "b") for name in "ab"]
    nodes = [asked("/d/y"), replace(asked("/d/x"), appearance="hidden"), group("/d/h", "hidden"), *hidden]
    assert [item.node.name for item in make_plan(nodes).questions] == ["/d/y", "b"]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("**您** 几岁？", "您 几岁？"),
        ('<span style="color:red">Red</span><br/>line', "Red\nline"),
        ("# Heading\ntext", "Heading\ntext"),
        ("5 * 3 * 2 = 30, a_b_c", "5 * 3 * 2 = 30, a_b_c"),
        ("[here](https://a.org)", "here"),
        ("a < b and b > c &amp; d", "a < b and b > c & d"),
        (None, ""),
    ],
)
def test_texts_of_forms_become_plain_words(written: str | None, read: str) -> None:
    assert plain(written) == read


def test_a_text_that_is_not_translated_is_not_said_twice() -> None:
    assert second_words("是", "是") == ""
    assert second_words("是", "ཡིན།") == "ཡིན།"


def test_the_ways_to_read_a_form() -> None:
    ways = speeches_of(["中文 (zh)", "English (en)", "བོད་ཡིག (bo)"])
    assert [(way.key, way.words) for way in ways] == [
        ("zh", "汉"),
        ("zh+bo", "汉＋བོད"),
        ("bo", "བོད་ཡིག"),
        ("en", "EN"),
    ]
    assert [way.key for way in speeches_of(["English (en)", "Français (fr)"])] == ["en", "fr"]
    assert speeches_of([]) == []
