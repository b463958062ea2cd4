"""Forms that would never end, or fill any memory: each ends in a named fault, and nothing has happened."""

from __future__ import annotations

import time

import pytest

from surveys.interview import Interview, refusing, surroundings
from surveys.test_by_hand import opened
from tianye.domain.errors import UserFault
from tianye.forms.entry import Entry, recompute

LONGEST_SECONDS = 20
"""Far above the two seconds that a command may take: a machine under test has other things to do."""
_Q = '<input ref="/data/q"><label>Q</label></input>'
_NUMBER = '<bind nodeset="/data/q" type="int"/>'
_ROWS = "".join(f"<item><name>n{at}</name><k>{at % 7}</k></item>" for at in range(3_000))
_LIST = f'<instance id="l"><root>{_ROWS}</root></instance>'


def calculated(name: str, expression: str) -> str:
    return f'<bind nodeset="/data/{name}" calculate="{expression}"/>'


def counted(path: str, inside: str = "") -> str:
    return f'<repeat nodeset="{path}" jr:count="/data/q">{inside}</repeat>'


def setting(name: str, target: str, value: str) -> str:
    action = f'<setvalue event="xforms-value-changed" ref="/data/{target}" value="{value}"/>'
    return f'<input ref="/data/{name}"><label>Q</label>{action}</input>'


DOUBLING = "".join(f"<c{at}/>" for at in range(40))
DOUBLED = calculated("c0", "concat(/data/q, /data/q)") + "".join(
    calculated(f"c{at}", f"concat(/data/c{at - 1}, /data/c{at - 1})") for at in range(1, 40)
)
HOSTILE: dict[str, tuple[str, str, str, str, str, str]] = {
    "texts that double": (f"<q/>{DOUBLING}", DOUBLED, _Q, "", "xxxxxxxxxx", "forms.expression-failed"),
    "texts that double from row to row": (
        "<q/><r><t/></r>",
        _NUMBER
        + calculated(
            "r/t",
            "concat(indexed-repeat(/data/r/t, /data/r, position(..) - 1), indexed-repeat(/data/r/t, "
            "/data/r, position(..) - 1), 'x')",
        ),
        _Q + counted("/data/r"),
        "2",
        "60",
        "forms.expression-failed",
    ),
    "a list against itself": (
        "<q/><c/>",
        _LIST
        + calculated(
            "c",
            "if(/data/q = 3, count(instance('l')/root/item[count(instance('l')/root/item[contains(name, "
            "current()/../q)]) &gt; /data/q]), 0)",
        ),
        _Q,
        "",
        "3",
        "forms.too-many-steps",
    ),
    "rows against rows": (
        "<q/><r><t/></r>",
        _NUMBER + calculated("r/t", "count(/data/r[position() &lt; position(current()/..)])"),
        _Q + counted("/data/r"),
        "3",
        "9000",
        "forms.too-many-steps",
    ),
    "repeats in repeats in repeats": (
        "<q/><a><b><c><x/></c></b></a>",
        _NUMBER,
        _Q + counted("/data/a", counted("/data/a/b", counted("/data/a/b/c"))),
        "2",
        "9000",
        "forms.too-many-steps",
    ),
    "more rows than anybody has": (
        "<q/><r><t/></r>",
        _NUMBER,
        _Q + counted("/data/r"),
        "2",
        "10001",
        "forms.too-many-instances",
    ),
    "actions that set off one another": (
        "<q/><p/>",
        "",
        setting("q", "p", "concat(/data/q, 'x')") + setting("p", "q", "concat(/data/p, 'y')"),
        "",
        "1",
        "forms.too-many-steps",
    ),
    "actions that double one another's texts": (
        "<q/><p/>",
        "",
        setting("q", "p", "concat(/data/q, /data/q)") + setting("p", "q", "concat(/data/p, /data/p)"),
        "",
        "1",
        "forms.expression-failed",
    ),
    "a pattern that multiplies": (
        "<q/><c/>",
        calculated("c", "regex('aaa', /data/q)"),
        _Q,
        "a+",
        "((a{0,100}){0,100}){0,100}",
        "forms.expression-failed",
    ),
}


def test_what_is_too_much_is_refused_by_name_and_nothing_has_happened() -> None:
    for name, (instance, model, body, before, answer, code) in HOSTILE.items():
        form = opened(instance, model, body)
        if before:
            form.answer("q", before)
        state, kept = form.entry.nodes(), form.entry.snapshot()
        began = time.monotonic()
        with pytest.raises(UserFault) as refused:
            form.answer("q", answer)
        assert refused.value.code == code, name
        assert time.monotonic() - began < LONGEST_SECONDS, name
        assert form.entry.nodes() == state, name
        assert form.entry.snapshot() == kept, name


def test_a_label_that_grows_without_end_is_a_named_fault() -> None:
    shown = "".join(f'<output value="/data/c{at}"/>' for at in range(16))
    body = f'<input ref="/data/q"><label>{shown * 20}</label></input>'
    form = opened(f"<q/>{DOUBLING}", "".join(DOUBLED.split("/><")[0:1]) + "/>", body).answer("q", "x" * 400_000)
    with pytest.raises(UserFault, match="expression-failed"):
        form.entry.nodes()


def test_instances_beyond_the_greatest_number_are_refused_one_by_one_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recompute, "MAX_INSTANCES", 3)
    body = '<repeat nodeset="/data/r"><input ref="/data/r/t"><label>T</label></input></repeat>'
    form = opened("<r><t/></r>", "", body).add("r").add("r")
    with refusing("forms.too-many-instances"):
        form.add("r")
    assert form.node("r").count == 3


def test_a_failed_command_takes_back_what_its_actions_and_counts_have_done() -> None:
    form = (
        opened(
            "<q/><told>before</told><r><t/></r><c/>",
            _NUMBER + calculated("c", "count(/data/r[position() &lt; count(/data/r[position() &lt; /data/q])])"),
            setting("q", "told", "concat('now ', /data/q)")
            + '<input ref="/data/told"><label>T</label></input>'
            + counted("/data/r", '<input ref="/data/r/t"><label>T</label></input>'),
        )
        .answer("q", "3")
        .answer("r[2]/t", "kept")
        .answer("told", "mine")
    )
    kept = form.entry.snapshot()
    with pytest.raises(UserFault):
        form.answer("q", "9999")
    assert form.entry.snapshot() == kept
    assert (form["told"], form["r[2]/t"], form.node("r").count) == ("mine", "kept", 3)
    again = Entry.restore(form.definition, surroundings(), kept)
    assert again.nodes() == form.entry.nodes()
    assert form.answer("q", "4")["told"] == "now 4"


def test_expressions_of_a_form_have_a_measure_together() -> None:
    many = "".join(f"<q{at}/>" for at in range(400))
    long = "concat(" + ", ".join(["'xxxxxxxxxxxxxxxx'"] * 400) + ")"
    with pytest.raises(UserFault) as refused:
        opened(many, "".join(calculated(f"q{at}", long) for at in range(400)), "")
    problems = refused.value.data["problems"]
    assert isinstance(problems, list)
    assert [problem["code"] for problem in problems] == ["forms.expression-too-long"]


def test_an_interview_goes_on_after_all_that() -> None:
    form = Interview("| survey | | | |\n| | type | name | label |\n| | text | name | Name |\n")
    assert form.answer("name", "扎西")["name"] == "扎西"
