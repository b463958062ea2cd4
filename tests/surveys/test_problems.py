"""Each thing that can be wrong with a form is named where it is: what comes of a spreadsheet is in test_sheets."""

from __future__ import annotations

import pytest

from surveys.interview import refusing
from surveys.test_by_hand import opened
from tianye.domain.errors import UserFault

_Q = '<input ref="/data/q"><label>Q</label></input>'
_SELECT = '<select1 ref="/data/q" {more}><label>Q</label>{inside}</select1>'
_REPEAT = '<repeat nodeset="/data/r"{more}><input ref="/data/r/n"><label>N</label></input></repeat>'


def named(instance: str, model: str, body: str) -> set[tuple[str, str, str]]:
    """Severity, code and column of everything that is said of a form."""
    try:
        problems = list(opened(instance, model, body).definition.warnings)
    except UserFault as fault:
        told = fault.data["problems"]
        assert isinstance(told, list)
        return {(one["severity"], one["code"], one["column"]) for one in told}
    return {(one.severity, one.code, one.column) for one in problems}


ROWS: tuple[tuple[str, str, str, str, str, str], ...] = (
    ("<q/>", '<setvalue event="odk-instance-first-load" ref="/data/z"/>', _Q, "warning", "action-without-node", ""),
    ("<q/>", '<setvalue event="full-moon" ref="/data/q"/>', _Q, "warning", "event-unknown", "trigger"),
    ("<q/>", '<bind nodeset="/data/z" required="true()"/>', _Q, "warning", "bind-without-node", ""),
    ("<q/>", "", '<input ref="/data/z"><label>Z</label></input>', "warning", "control-without-node", ""),
    ("<q/>", '<bind nodeset="/data/q" relevant="//z"/>', _Q, "error", "axis-unsupported", "relevant"),
    ("<q/>", '<bind nodeset="/data/q" relevant="/data/z"/>', _Q, "warning", "path-finds-nothing", "relevant"),
    ("<q/>", '<bind nodeset="/data/q" type="smell"/>', _Q, "warning", "type-unknown", "type"),
    ("<q/>", '<bind nodeset="/data/q" jr:preload="mood"/>', _Q, "warning", "preload-unknown", "type"),
    (
        "<q/>",
        '<bind nodeset="/data/q" jr:preload="property" jr:preloadParams="email"/>',
        _Q,
        "warning",
        "property-left-blank",
        "type",
    ),
    (
        "<q/>",
        f'<bind nodeset="/data/q" calculate="{"(" * 70}1{")" * 70}"/>',
        "",
        "error",
        "expression-too-deep",
        "",
    ),
    ("<q/>", f'<bind nodeset="/data/q" calculate="{"1" * 40_000}"/>', "", "error", "expression-too-long", ""),
    (
        "<q/>",
        '<bind nodeset="/data/q" calculate="instance(&quot;z&quot;)/a/b"/>',
        "",
        "warning",
        "instance-unknown",
        "",
    ),
    ("<q/>", '<bind nodeset="/data/q" calculate="sum(1)"/>', "", "error", "not-a-node-set", "calculation"),
    ("<q/>", '<bind nodeset="/data/q" calculate="round()"/>', "", "error", "argument-count", "calculation"),
    (
        "<q/>",
        '<instance id="l"><root><item><name>a</name></item></root></instance>',
        _SELECT.format(more="", inside="<itemset nodeset=\"instance('l')/root/item\"/>"),
        "error",
        "itemset-without-value",
        "type",
    ),
    (
        "<q/>",
        "",
        '<input ref="/data/q" query="instance(\'far\')/root/item"><label>Q</label></input>',
        "warning",
        "external-select-as-text",
        "type",
    ),
    (
        "<q/>",
        "",
        _SELECT.format(more="appearance=\"search('far')\"", inside="<item><label>l</label><value>n</value></item>"),
        "warning",
        "search-not-run",
        "appearance",
    ),
    (
        "<q/>",
        "",
        '<range ref="/data/q" start="low"><label>Q</label></range>',
        "error",
        "range-not-a-number",
        "parameters",
    ),
    (
        "<r><n/></r>",
        "",
        _REPEAT.format(more=' jr:count="count(/data/r) + 1"'),
        "warning",
        "count-reads-own-instances",
        "repeat_count",
    ),
    (
        "<r><n/><s/></r>",
        '<bind nodeset="/data/r/s" calculate="sum(/data/r/n) + count(../../r[s &gt; 1])"/>',
        _REPEAT.format(more=""),
        "warning",
        "reads-sibling-instances",
        "calculation",
    ),
    (
        "<g><n/></g>",
        '<bind nodeset="/data/g" relevant="./n = 1"/>',
        '<group ref="/data/g"><input ref="/data/g/n"><label>N</label></input></group>',
        "warning",
        "reads-own-child",
        "relevant",
    ),
)
"""The instance, the model and the body of a form; how grave, which code, which column."""


@pytest.mark.parametrize("row", ROWS, ids=[row[4] for row in ROWS])
def test_it_is_named(row: tuple[str, str, str, str, str, str]) -> None:
    instance, model, body, severity, code, column = row
    said = named(instance, model, body)
    assert (severity, f"forms.{code}") in {(each[0], each[1]) for each in said}
    assert not column or (severity, f"forms.{code}", column) in said


def test_a_label_that_shows_itself_is_named_and_left_out() -> None:
    said = named(
        "<q/><s/>",
        """<itext><translation lang="en"><text id="a"><value>A <output value="/data/s"/></value></text></translation>
        </itext><instance id="l"><root><item><name>a</name><t>a</t></item></root></instance>
        <bind nodeset="/data/s" calculate="jr:choice-name(/data/q, '/data/q')"/>""",
        _SELECT.format(
            more="",
            inside="""<itemset nodeset="instance('l')/root/item">
            <value ref="name"/><label ref="jr:itext(t)"/></itemset>""",
        ),
    )
    assert ("warning", "forms.choice-label-shows-itself", "calculation") in said


def test_a_count_beyond_all_measure_ends_in_a_named_fault_and_nothing_is_lost() -> None:
    form = opened(
        "<many/><r><n/></r>",
        '<bind nodeset="/data/many" type="int"/>',
        '<input ref="/data/many"><label>Many</label></input>' + _REPEAT.format(more=' jr:count="/data/many"'),
    ).answer("many", "2")
    with refusing("forms.too-many-instances"):
        form.answer("many", "999999999")
    assert (form["many"], form.node("r").count) == ("2", 2)


def test_everything_is_named_at_once() -> None:
    said = named(
        "<a/><b/><c/>",
        """<bind nodeset="/data/a" relevant="nonsense(1)"/><bind nodeset="/data/b" calculate="1 +"/>
        <bind nodeset="/data/c" constraint="/data/zz = 1"/>""",
        "".join(f'<input ref="/data/{name}"><label>{name}</label></input>' for name in "abc"),
    )
    assert {code for _, code, _ in said} >= {"forms.function-unknown", "forms.syntax", "forms.path-finds-nothing"}
