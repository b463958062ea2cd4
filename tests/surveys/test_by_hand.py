"""Forms that no spreadsheet made: what people and other programs write into an XForm."""

from __future__ import annotations

from surveys.interview import Interview, surroundings
from tianye.forms.entry import Entry
from tianye.forms.parse import parse_form

_HEAD = (
    '<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml" '
    'xmlns:jr="http://openrosa.org/javarosa"><h:head><h:title>t</h:title><model><instance><data id="t">'
)


def opened(instance: str, model: str, body: str) -> Interview:
    """An interview over a form given by its three parts."""
    xform = f"{_HEAD}{instance}</data></instance>{model}</model></h:head><h:body>{body}</h:body></h:html>"
    interview = Interview.__new__(Interview)
    interview.definition = parse_form(xform.encode())
    interview.entry = Entry.open(interview.definition, surroundings())
    return interview


def test_a_group_may_say_nodeset_for_ref() -> None:
    form = opened(
        "<village><yaks/></village>",
        """<bind nodeset="/data/village/yaks" type="int"/>""",
        """<group nodeset="/data/village"><label>Village</label>
        <input ref="yaks"><label>Yaks</label></input></group>""",
    )
    assert form.label("village") == "Village"
    assert form.answer("village/yaks", "12")["village/yaks"] == "12"


def test_a_blank_value_of_an_action_goes_before_what_stands_inside() -> None:
    form = opened(
        "<road/><way>old</way><again>old</again>",
        "",
        """<input ref="/data/road"><label>Road</label>
        <setvalue event="xforms-value-changed" ref="/data/way" value="">not this</setvalue>
        <setvalue event="xforms-value-changed" ref="/data/again">this</setvalue></input>""",
    ).answer("road", "open")
    assert (form["way"], form["again"]) == ("", "this")


def test_operators_may_shout() -> None:
    form = opened(
        "<a>7</a><b/><c/>",
        """<bind nodeset="/data/b" calculate="/data/a &gt; 9 OR /data/a MOD 2 = 1 AND true()"/>
        <bind nodeset="/data/c" calculate="/data/a DIV 2"/>""",
        "",
    )
    assert (form["b"], form["c"]) == ("true", "3.5")


def test_a_truth_counts_one_or_none_where_whole_numbers_are_asked_for_and_words_do_not() -> None:
    form = opened(
        "<a/><b/><c/>",
        """<bind nodeset="/data/a" type="int" calculate="1 = 1"/>
        <bind nodeset="/data/b" type="int" calculate="1 = 2"/>
        <bind nodeset="/data/c" type="int" calculate="string(1 = 1)"/>""",
        "",
    )
    assert (form["a"], form["b"], form["c"]) == ("1", "0", "")


def test_the_first_inner_instance_is_new_when_an_outer_one_is_added() -> None:
    form = opened(
        """<unit/><field jr:template=""><crop jr:template=""><measure/></crop><crop><measure/></crop></field>
        <field><crop><measure/></crop></field>""",
        """<setvalue event="odk-instance-first-load" ref="/data/unit" value="'mu'"/>""",
        """<repeat nodeset="/data/field"><repeat nodeset="/data/field/crop">
        <setvalue event="odk-instance-first-load odk-new-repeat" ref="/data/field/crop/measure" value="/data/unit"/>
        <input ref="/data/field/crop/measure"><label>In</label></input></repeat></repeat>""",
    )
    assert form["field[1]/crop[1]/measure"] == "mu"
    form.add("field").add("field[2]/crop")
    assert (form["field[2]/crop[1]/measure"], form["field[2]/crop[2]/measure"]) == ("mu", "mu")


def test_an_instance_there_is_not_equals_nothing_and_differs_from_nothing() -> None:
    form = opened(
        "<r><q>a</q></r><same/><other/><text/>",
        """<bind nodeset="/data/same" calculate="indexed-repeat(/data/r/q, /data/r, 2) = ''"/>
        <bind nodeset="/data/other" calculate="indexed-repeat(/data/r/q, /data/r, 2) != 'x'"/>
        <bind nodeset="/data/text" calculate="concat('[', indexed-repeat(/data/r/q, /data/r, 2), ']')"/>""",
        """<repeat nodeset="/data/r"><input ref="/data/r/q"><label>Q</label></input></repeat>""",
    )
    assert (form["same"], form["other"], form["text"]) == ("false", "false", "[]")
    form.add("r")
    assert (form["same"], form["other"]) == ("true", "true")


def test_a_group_that_its_own_answer_hides_comes_to_rest() -> None:
    form = opened(
        "<g><leave/><why/></g><again/>",
        """<bind nodeset="/data/g" relevant="/data/g/leave = '' and /data/again != 'no'"/>""",
        """<group ref="/data/g"><input ref="/data/g/leave"><label>Leave?</label></input></group>
        <input ref="/data/again"><label>Again?</label></input>""",
    )
    assert form.shows("g/leave")
    form.answer("g/leave", "yes")
    assert not form.shows("g")
    form.answer("again", "no").answer("again", "yes")
    assert not form.shows("g")


def test_choices_are_names_even_where_the_bind_says_number() -> None:
    form = opened(
        "<one/><many/>",
        """<bind nodeset="/data/one" type="int"/><bind nodeset="/data/many" type="int"/>""",
        """<select1 ref="/data/one"><label>One</label><item><label>A</label><value>007</value></item></select1>
        <select ref="/data/many"><label>Many</label><item><label>A</label><value>10</value></item>
        <item><label>B</label><value>11</value></item></select>""",
    )
    form.answer("one", "007").answer("many", "11 10")
    again = Entry.restore(form.definition, surroundings(), form.entry.snapshot())
    assert again.answers() == form.entry.answers() == {"/data/one": "007", "/data/many": "10 11"}


def test_names_and_labels_of_choices_may_be_attributes_or_lie_deeper() -> None:
    form = opened(
        "<pick/><said/>",
        """<instance id="crops"><root><crop id="c1"><names><zh>青稞</zh></names></crop>
        <crop id="c2"><names><zh>豌豆</zh></names></crop><soil id="s1"/></root></instance>
        <bind nodeset="/data/said" calculate="instance('crops')/root/crop[@id = /data/pick]/names/zh"/>""",
        """<select1 ref="/data/pick"><label>Crop</label><itemset nodeset="instance('crops')/root/crop">
        <value ref="@id"/><label ref="names/zh"/></itemset></select1>""",
    )
    assert (form.choices("pick"), form.labels("pick")) == (["c1", "c2"], ["青稞", "豌豆"])
    assert form.answer("pick", "c2")["said"] == "豌豆"


def test_once_keeps_its_value_while_its_question_does_not_count() -> None:
    form = opened(
        "<yaks>3</yaks><ask>yes</ask><first/>",
        """<bind nodeset="/data/yaks" type="int"/>
        <bind nodeset="/data/first" calculate="once(/data/yaks)" relevant="/data/ask = 'yes'"/>""",
        """<input ref="/data/yaks"><label>Yaks</label></input><input ref="/data/ask"><label>Ask</label></input>""",
    )
    form.answer("ask", "no").answer("yaks", "9").answer("ask", "yes")
    assert form["first"] == "3"
