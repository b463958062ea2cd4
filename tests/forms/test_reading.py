"""Forms from outside: what is refused, by what name, and how soon."""

from __future__ import annotations

import io
import time
import zipfile
from collections.abc import Callable

import pytest

from surveys.interview import refusing, surroundings
from tianye.domain.errors import UserFault
from tianye.forms.entry import Entry
from tianye.forms.parse import parse_form
from tianye.forms.xlsform import convert, locate

HEAD = (
    '<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml" '
    'xmlns:jr="http://openrosa.org/javarosa"><h:head><h:title>t</h:title><model>'
)


def xform(instance: str, binds: str = "", body: str = "", more: str = "") -> bytes:
    return (
        f'{HEAD}<instance><data id="t" version="3">{instance}<meta><instanceID/></meta></data></instance>{more}{binds}'
        f"</model></h:head><h:body>{body}</h:body></h:html>"
    ).encode()


@pytest.mark.parametrize(
    "document",
    [
        b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]><x>&e;</x>',
        b'<?xml version="1.0"?><!doctype x><x/>',
        '<!DOCTYPE x [<!ENTITY a "ha">]><x>&a;</x>'.encode("utf-16"),
    ],
)
def test_a_document_type_is_refused(document: bytes) -> None:
    with refusing("forms.xml-with-doctype"):
        parse_form(document)


@pytest.mark.parametrize("document", [b"", b"no form", b"<a><b></a>", b"PK\x03\x04"])
def test_what_is_no_xml_is_refused(document: bytes) -> None:
    with refusing("forms.not-xml"):
        parse_form(document)


def test_what_is_no_form_is_refused() -> None:
    with refusing("forms.not-an-xform"):
        parse_form(b"<html><head/><body/></html>")


def test_depth_and_number_are_limited() -> None:
    with pytest.raises(UserFault) as deep:
        parse_form(xform("<g>" * 120 + "</g>" * 120))
    assert deep.value.code in ("forms.xml-too-deep", "forms.not-xml")
    with pytest.raises(UserFault) as many:
        parse_form(xform("".join(f"<q{at}/>" for at in range(5_001))))
    assert many.value.data["problems"][0]["code"] == "forms.too-many-questions"  # type: ignore[index]


def test_all_problems_are_listed_with_question_column_and_expression() -> None:
    binds = (
        '<bind nodeset="/data/a" relevant="nothing-like-it(1)"/>'
        '<bind nodeset="/data/b" constraint=". &gt; (" calculate="if(1)"/>'
        '<bind nodeset="/data/gone" type="int"/>'
    )
    with pytest.raises(UserFault) as refused:
        parse_form(xform("<a/><b/>", binds, '<input ref="/data/nowhere"><label>x</label></input>'))
    assert refused.value.code == "forms.refused"
    told = {(each["code"], each["place"], each["column"]) for each in refused.value.data["problems"]}  # type: ignore[attr-defined]
    assert told == {
        ("forms.function-unknown", "/data/a", "relevant"),
        ("forms.syntax", "/data/b", "constraint"),
        ("forms.argument-count", "/data/b", "calculation"),
        ("forms.bind-without-node", "/data/gone", ""),
        ("forms.control-without-node", "/data/nowhere", ""),
    }


def test_a_form_without_an_id_for_its_records_gets_one() -> None:
    document = xform("<a/>").replace(b"<meta><instanceID/></meta>", b"")
    entry = Entry.open(parse_form(document), surroundings())
    assert entry.node("/data/meta/instanceID").value.startswith("uuid:")
    assert "<meta><instanceID>uuid:" in entry.submission()


def test_namespaces_of_the_instance_are_declared_in_the_submission() -> None:
    document = xform("<orx:note xmlns:orx='http://openrosa.org/xforms'>x</orx:note>").replace(
        b'<data id="t"', b'<data xmlns="http://example.org/own" id="t"'
    )
    submission = Entry.open(parse_form(document), surroundings()).submission()
    assert submission.startswith(
        '<data xmlns="http://example.org/own" xmlns:orx="http://openrosa.org/xforms" id="t" version="3">'
    )
    assert "<orx:note>x</orx:note>" in submission


def test_tables_come_from_csv_xml_and_geojson_and_a_missing_one_is_empty() -> None:
    files = {
        "a.csv": "\ufeffname;label\n1;一\n2;二\n".encode(),
        "b.xml": b"<root><item><name>7</name><label>seven</label></item></root>",
        "c.geojson": (
            b'{"type":"FeatureCollection","features":[{"type":"Feature","id":"f1",'
            b'"geometry":{"type":"Point","coordinates":[100.5,30]},"properties":{"title":"Well","depth":3}}]}'
        ),
    }
    more = "".join(f'<instance id="{name[0]}" src="jr://file/{name}"/>' for name in [*files, "d.csv"])
    sources = {
        "w": "instance('a')/root/item[name = 2]/label",
        "x": "instance('b')/root/item[name = '7']/label",
        "y": "concat(instance('c')/root/item[id = 'f1']/title, '|', instance('c')/root/item/geometry)",
        "z": "count(instance('d')/root/item)",
    }
    binds = "".join(f'<bind nodeset="/data/{name}" calculate="{source}"/>' for name, source in sources.items())
    definition = parse_form(xform("".join(f"<{name}/>" for name in sources), binds, more=more), files.get)
    entry = Entry.open(definition, surroundings())
    assert [entry.node(f"/data/{name}").value for name in sources] == ["二", "seven", "Well|30.0 100.5 0 0", "0"]
    assert [(each.code, each.detail) for each in definition.warnings] == [("forms.media-missing", "d.csv")]


@pytest.mark.parametrize(
    ("name", "body", "code"),
    [
        ("c.geojson", b"[]", "forms.table-damaged"),
        ("c.xml", b"<root><item>", "forms.table-damaged"),
        ("c.csv", b"name,label\na," + b"x" * (2 << 20), "forms.table-damaged"),
        ("c.csv", b"name,label\na,\xff\xfe\n", "forms.table-not-in-letters"),
        ("c.csv", b"name,label\n" + b"a,b\n" * 500_001, "forms.table-too-long"),
    ],
)
def test_a_table_that_cannot_be_read_is_told_among_the_rest(name: str, body: bytes, code: str) -> None:
    more = f'<instance id="c" src="jr://file/{name}"/>'
    with pytest.raises(UserFault) as refused:
        parse_form(xform("<a/>", '<bind nodeset="/data/a" calculate="1 +"/>', more=more), {name: body}.get)
    problems = refused.value.data["problems"]
    assert isinstance(problems, list)
    assert [each["code"] for each in problems] == [code, "forms.syntax"]
    assert problems[0]["detail"] == name


# ---- spreadsheets ---------------------------------------------------------------------------------------------------


def archive(build: Callable[[zipfile.ZipFile], None]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made:
        build(made)
    return stream.getvalue()


def bomb(made: zipfile.ZipFile) -> None:
    made.writestr("xl/worksheets/sheet1.xml", b"0" * (45 << 20))


def crowd(made: zipfile.ZipFile) -> None:
    for at in range(300):
        made.writestr(f"xl/{at}.xml", b"<a/>")


def doctype(made: zipfile.ZipFile) -> None:
    made.writestr("xl/workbook.xml", b'<!DOCTYPE a [<!ENTITY b "c">]><a/>')


def huge(made: zipfile.ZipFile) -> None:
    made.writestr("xl/a.xml", b"x" * (60 << 20))


@pytest.mark.parametrize(
    ("build", "code"),
    [
        (bomb, "forms.spreadsheet-suspicious"),
        (huge, "forms.spreadsheet-too-large"),
        (crowd, "forms.spreadsheet-too-large"),
        (doctype, "forms.xml-with-doctype"),
    ],
)
def test_a_hostile_workbook_is_refused_at_once(build: Callable[[zipfile.ZipFile], None], code: str) -> None:
    data = archive(build)
    began = time.process_time()
    with refusing(code):
        convert(data, filename="form.xlsx")
    assert time.process_time() - began < 2


@pytest.mark.parametrize(
    ("data", "name"),
    [(b"not a zip", "form.xlsx"), (b"", "form.xlsx"), (b"\xd0\xcf\x11\xe0", "form.xls"), (b"| a |", "form.docx")],
)
def test_what_is_no_spreadsheet_is_refused(data: bytes, name: str) -> None:
    with refusing("forms.not-a-spreadsheet"):
        convert(data, filename=name)


def test_what_pyxform_refuses_comes_with_sheet_and_row() -> None:
    table = b"| survey | | | |\n| | type | name | label |\n| | text | a | A |\n| | txet | b | B |\n"
    with pytest.raises(UserFault) as refused:
        convert(table, filename="form.md")
    assert refused.value.code == "forms.spreadsheet-refused"
    (problem,) = refused.value.data["problems"]  # type: ignore[misc]
    assert (problem["code"], problem["sheet"], problem["row"]) == ("forms.type-unknown", "survey", 3)
    assert "txet" in problem["detail"]


def test_our_own_problems_are_found_in_the_sheet() -> None:
    table = (
        b"| survey | | | | |\n| | type | name | label | calculation |\n| | begin_group | g | G | |\n"
        b"| | text | a | A | |\n| | calculate | b | | floor(${a}) |\n| | end_group | | | |\n"
        b"\n| settings | | |\n| | form_id | version |\n| | visit | 2026 |\n"
    )
    conversion = convert(table, filename="form.md")
    assert (conversion.form_id, conversion.version) == ("visit", "2026")
    assert conversion.rows == {"/g": 2, "/g/a": 3, "/g/b": 4}
    (warning,) = locate(parse_form(conversion.xform.encode()).warnings, conversion.rows)
    assert (warning.code, warning.detail) == ("forms.function-not-in-collect", "floor")
    assert (warning.sheet, warning.row, warning.column) == ("survey", 4, "calculation")


@pytest.mark.parametrize("levels", [21, 600])
def test_groups_nest_to_a_limit(levels: int) -> None:
    lines = [f"| | begin_group | g{at} | G |" for at in range(levels)] + ["| | end_group | | |"] * levels
    table = "\n".join(["| survey | | | |", "| | type | name | label |", *lines])
    with refusing("forms.spreadsheet-too-large"):
        convert(table.encode(), filename="form.md")


def test_an_attribute_of_one_instance_is_not_given_to_the_others() -> None:
    document = xform(
        "<r xmlns:jr='http://openrosa.org/javarosa' jr:template=''><a/></r><r mark='first'><a/></r>",
        body='<group ref="/data/r"><repeat nodeset="/data/r"><input ref="/data/r/a"/></repeat></group>',
    )
    entry = Entry.open(parse_form(document), surroundings())
    entry.add_repeat("/data/r")
    assert '<r mark="first"><a/></r><r><a/></r>' in entry.submission()
    again = Entry.restore(entry.definition, surroundings(), entry.snapshot())
    assert again.submission() == entry.submission()


def test_a_picture_without_a_greatest_size_is_no_news() -> None:
    table = b"| survey | | | |\n| | type | name | label |\n| | image | stove | Stove |\n"
    assert convert(table, filename="form.md").warnings == ()
