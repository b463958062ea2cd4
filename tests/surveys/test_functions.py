"""Every function: ordinary, blank, wrong and edge values, with what the specification of ODK or XPath 1.0 says."""

from __future__ import annotations

from xml.sax.saxutils import quoteattr

import pytest

from surveys.interview import surroundings
from tianye.domain.errors import UserFault
from tianye.forms.entry import Entry
from tianye.forms.parse import parse_form

# i and f are numbers, b is a blank one, s words, m several choices, n is 3, blank and 5 in three instances
FORM = """<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml"
 xmlns:jr="http://openrosa.org/javarosa"><h:head><h:title>t</h:title><model>
 <itext><translation lang="English"><text id="hello"><value>Good day</value></text>
 <text id="crop-b"><value>Barley</value></text></translation>
 <translation lang="中文"><text id="hello"><value>你好</value></text></translation></itext>
 <instance><data id="t" version="7"><d>2026-03-05</d><t>2026-03-05T09:30:00.000+08:00</t><i>7</i><f>2.50</f><b/>
 <s>abc</s><m>a c</m><g>30.5 100.25 10 5</g><crop>barley</crop><far/>
 <r><n>3</n><w>x</w></r><r><n/><w/></r><r><n>5</n><w>z</w></r><hidden>8</hidden><x/></data></instance>
 <instance id="crops"><root><item><name>barley</name><mu>12</mu></item><item><name>pea</name><mu>4</mu></item>
 <item><name>pea</name><mu>9</mu></item></root></instance>
 <bind nodeset="/data/d" type="date"/><bind nodeset="/data/t" type="dateTime"/><bind nodeset="/data/i" type="int"/>
 <bind nodeset="/data/f" type="decimal"/><bind nodeset="/data/b" type="int"/><bind nodeset="/data/g" type="geopoint"/>
 <bind nodeset="/data/r/n" type="int"/><bind nodeset="/data/hidden" type="int" relevant="false()"/>
 <bind nodeset="/data/x" calculate={expression}/></model></h:head><h:body>
 <select1 ref="/data/crop"><label>Crop</label>
 <item><label ref="jr:itext('crop-b')"/><value>barley</value></item><item><label>Pea</label><value>pea</value></item>
 </select1><repeat nodeset="/data/r"><input ref="/data/r/n"><label>N</label></input></repeat></h:body></h:html>"""
TABLE = b"village,yaks,note\nJiegu,120,\xe8\x8d\x89\nBatang,,\n"


def result(expression: str) -> str:
    """What a calculation gives; the code of the fault where the form is refused."""
    xform = FORM.format(expression=quoteattr(expression)).encode()
    try:
        definition = parse_form(xform, {"yaks.csv": TABLE}.get)
    except UserFault as refused:
        problems = refused.data["problems"]
        assert isinstance(problems, list)
        return str(next(each["code"] for each in problems if each["severity"] == "error"))
    return Entry.open(definition, surroundings()).node("/data/x").value


ROWS: dict[str, tuple[tuple[str, str], ...]] = {
    "abs": (("abs(-3)", "3"), ("abs('-2.5')", "2.5"), ("abs(/data/b)", ""), ("abs('x')", ""), ("abs(0)", "0")),
    "acos": (("acos(1)", "0"), ("acos(-1)", "3.141592653589793"), ("acos(2)", ""), ("acos(/data/b)", "")),
    "area": (
        ("round(area('0 0;0 1;1 1;1 0;0 0') div 1000000)", "12391"),
        ("area('0 0;0 1')", "0"),
        ("area(/data/far)", "0"),
        ("area('here')", ""),
        ("area('0 0;0 1;99 1;0 0')", ""),
    ),
    "asin": (("asin(1)", "1.5707963267948966"), ("asin(0)", "0"), ("asin(1.1)", ""), ("asin('')", "")),
    "atan": (("atan(1)", "0.7853981633974483"), ("atan(0)", "0"), ("atan('x')", ""), ("atan(/data/b)", "")),
    "atan2": (
        ("atan2(1, 1)", "0.7853981633974483"),
        ("atan2(0, -1)", "3.141592653589793"),
        ("atan2(/data/b, 1)", ""),
        ("atan2('x', 1)", ""),
        ("atan2(1)", "forms.argument-count"),
    ),
    "base64-decode": (
        ("base64-decode('YWJj')", "abc"),
        ("base64-decode('5Y2T546b')", "卓玛"),
        ("base64-decode('')", ""),
        ("base64-decode('%%')", ""),
        ("base64-decode('/w==')", ""),
    ),
    "boolean": (
        ("boolean(1)", "true"),
        ("boolean(0)", "false"),
        ("boolean('false')", "true"),
        ("boolean('')", "false"),
        ("boolean(0 div 0)", "false"),
        ("boolean(/data/none)", "false"),
    ),
    "boolean-from-string": (
        ("boolean-from-string('true')", "true"),
        ("boolean-from-string('1')", "true"),
        ("boolean-from-string('TRUE')", "true"),
        ("boolean-from-string('yes')", "false"),
        ("boolean-from-string('')", "false"),
        ("boolean-from-string(1 = 1)", "true"),
    ),
    "ceiling": (
        ("ceiling(2.1)", "3"),
        ("ceiling(-2.9)", "-2"),
        ("ceiling(/data/b)", ""),
        ("ceiling('x')", ""),
        ("ceiling(1 div 0)", "Infinity"),
    ),
    "checklist": (
        ("checklist(2, 3, true(), false(), true())", "true"),
        ("checklist(-1, 1, true(), true())", "false"),
        ("checklist(1, -1, '', 0, /data/b)", "false"),
        ("checklist(0, 0)", "true"),
        ("checklist(1)", "forms.argument-count"),
    ),
    "coalesce": (
        ("coalesce(/data/b, 'x')", "x"),
        ("coalesce('', /data/i)", "7"),
        ("coalesce(/data/b, '', /data/hidden)", ""),
        ("coalesce('a', 'b')", "a"),
        ("coalesce()", "forms.argument-count"),
    ),
    "concat": (
        ("concat(/data/s, '-', /data/i, /data/f)", "abc-72.5"),
        ("concat(/data/b, /data/none)", ""),
        ("concat(/data/r/w)", "xz"),
        ("concat(1 = 1, 0 div 0)", "true"),
        ("concat()", ""),
    ),
    "contains": (
        ("contains(/data/s, 'bc')", "true"),
        ("contains(/data/s, 'B')", "false"),
        ("contains(/data/s, '')", "true"),
        ("contains(/data/b, 'a')", "false"),
        ("contains(127, 2)", "true"),
        ("contains('a')", "forms.argument-count"),
    ),
    "cos": (("cos(0)", "1"), ("cos(pi())", "-1"), ("cos(/data/b)", ""), ("cos(1 div 0)", "")),
    "count": (
        ("count(/data/r)", "3"),
        ("count(/data/r[n = 3 or n = 5])", "2"),
        ("count(/data/none)", "0"),
        ("count(/data/hidden)", "0"),
        ("count(1)", "forms.not-a-node-set"),
    ),
    "count-non-empty": (
        ("count-non-empty(/data/r/n)", "2"),
        ("count-non-empty(/data/b)", "0"),
        ("count-non-empty(/data/hidden)", "0"),
        ("count-non-empty(/data/none)", "0"),
        ("count-non-empty('a')", "forms.not-a-node-set"),
    ),
    "count-selected": (
        ("count-selected(/data/m)", "2"),
        ("count-selected('')", "0"),
        ("count-selected(' a   b ')", "2"),
        ("count-selected(7)", "1"),
    ),
    "current": (
        ("current()/../i", "7"),
        ("count(/data/r[n = current()/../i - 4])", "1"),
        ("current()/b", ""),
        ("current(1)", "forms.argument-count"),
    ),
    "date": (
        ("date('2026-03-05')", "2026-03-05"),
        ("date('2026-3-5')", "2026-03-05"),
        ("date(20517)", "2026-03-05"),
        ("date(20517.9)", "2026-03-05"),
        ("date(/data/t)", "2026-03-05"),
        ("date('2024-02-29') + 1 = date('2024-03-01')", "true"),
        ("date('2026-02-30')", ""),
        ("date('')", ""),
        ("date('abc')", ""),
        ("date(/data/b)", ""),
        ("date(99999999999)", ""),
    ),
    "date-time": (
        ("date-time('2026-03-05T09:30:00+08:00')", "2026-03-05T09:30:00.000+08:00"),
        ("date-time(20517.0625)", "2026-03-05T09:30:00.000+08:00"),
        ("date-time('2026-03-05')", "2026-03-05"),
        ("date-time('')", ""),
        ("date-time('noon')", ""),
        ("date-time(99999999999)", ""),
    ),
    "decimal-date-time": (
        ("decimal-date-time(/data/t)", "20517.0625"),
        ("decimal-date-time('1970-01-01T00:00:00.000Z')", "0"),
        ("decimal-date-time('2026-03-06') - decimal-date-time('2026-03-05')", "1"),
        ("decimal-date-time(/data/b)", ""),
        ("decimal-date-time('noon')", ""),
    ),
    "decimal-time": (
        ("decimal-time('06:00:00.000+08:00')", "0.25"),
        ("decimal-time(/data/t)", "0.3958333333333333"),
        ("decimal-time('00:00:00')", "0"),
        ("decimal-time('')", ""),
        ("decimal-time('25:00:00')", ""),
    ),
    "digest": (
        ("digest('abc', 'MD5', 'hex')", "900150983cd24fb0d6963f7d28e17f72"),
        ("digest('abc', 'SHA-1', 'hex')", "a9993e364706816aba3e25717850c26c9cd0d89d"),
        ("digest('', 'MD5', 'base64')", "1B2M2Y8AsgTpgAmY7PhCfg=="),
        ("digest('abc', 'ROT13')", ""),
        ("digest('abc', 'MD5', 'braille')", ""),
    ),
    "distance": (
        ("round(distance('0 0;0 1'))", "111319"),
        ("round(distance('0 0', '0 1', '1 1'))", "222638"),
        ("distance('30 100')", "0"),
        ("distance(/data/far)", "0"),
        ("distance('here', 'there')", ""),
    ),
    "ends-with": (
        ("ends-with(/data/s, 'bc')", "true"),
        ("ends-with(/data/s, 'ab')", "false"),
        ("ends-with('', '')", "true"),
        ("ends-with(/data/b, 'x')", "false"),
        ("ends-with(17, 7)", "true"),
    ),
    "exp": (("exp(0)", "1"), ("exp(1)", "2.718281828459045"), ("exp('')", ""), ("exp('x')", ""), ("exp(1000)", "")),
    "exp10": (
        ("exp10(2)", "100"),
        ("exp10(-1)", "0.1"),
        ("exp10(/data/b)", ""),
        ("exp10('x')", ""),
        ("exp10(999)", ""),
    ),
    "false": (
        ("false()", "false"),
        ("not(false())", "true"),
        ("number(false())", "0"),
        ("false(1)", "forms.argument-count"),
    ),
    "floor": (
        ("floor(2.9)", "2"),
        ("floor(-2.1)", "-3"),
        ("floor(/data/b)", ""),
        ("floor('x')", ""),
        ("floor(-1 div 0)", "-Infinity"),
    ),
    "format-date": (
        ("format-date(/data/d, '%Y/%m/%d')", "2026/03/05"),
        ("format-date('2026-03-05', '%e %b %y, %a')", "5 Mar 26, Thu"),
        ("format-date(/data/d + 7, '%n-%d')", "3-12"),
        ("format-date(/data/t, '%d.%m.%Y')", "05.03.2026"),
        ("format-date('', '%Y')", ""),
        ("format-date('abc', '%Y')", ""),
        ("format-date(/data/d, '')", ""),
        ("format-date(/data/d, '100%% %q')", "100% %q"),
    ),
    "format-date-time": (
        ("format-date-time(/data/t, '%H:%M:%S.%3')", "09:30:00.000"),
        ("format-date-time('2026-03-05T01:30:00.000Z', '%h:%M')", "9:30"),
        ("format-date-time(/data/d, '%Y %H')", "2026 00"),
        ("format-date-time('', '%H')", ""),
        ("format-date-time('noon', '%H')", ""),
    ),
    "geofence": (
        ("geofence(/data/g, '30 100;31 100;31 101;30 101;30 100')", "true"),
        ("geofence('29 100.5', '30 100;31 100;31 101;30 101;30 100')", "false"),
        ("geofence(/data/far, '30 100;31 100;31 101;30 100')", "false"),
        ("geofence(/data/g, '30 100')", "false"),
        ("geofence('here', 'there')", "false"),
    ),
    "if": (
        ("if(/data/i > 5, 'many', 'few')", "many"),
        ("if(/data/b, 'some', 'none')", "none"),
        ("if('', 1, 2)", "2"),
        ("if(true(), 'only')", "only"),
        ("if(false(), 'only')", ""),
        ("if(true())", "forms.argument-count"),
    ),
    "indexed-repeat": (
        ("indexed-repeat(/data/r/n, /data/r, 3)", "5"),
        ("indexed-repeat(/data/r/n, /data/r, 2)", ""),
        ("indexed-repeat(/data/r/n, /data/r, 4)", ""),
        ("indexed-repeat(/data/r/n, /data/r, 0)", ""),
        ("indexed-repeat(/data/r/n, /data/r, /data/b)", ""),
        ("indexed-repeat(/data/r/n, /data/i, 1)", "forms.not-a-repeat"),
        ("indexed-repeat(/data/r/n, /data/r)", "forms.argument-count"),
    ),
    "instance": (
        ("instance('crops')/root/item[name = /data/crop]/mu", "12"),
        ("count(instance('crops')/root/item[name = 'pea'])", "2"),
        ("sum(instance('crops')/root/item/mu)", "25"),
        ("instance('crops')/root/item[name = 'rice']/mu", ""),
        ("instance('none')/root/item/mu", ""),
        ("instance(/data/s)/root", "forms.path-unsupported"),
    ),
    "int": (
        ("int(2.9)", "2"),
        ("int(-2.9)", "-2"),
        ("int('7')", "7"),
        ("int(/data/d)", "20517"),
        ("int(/data/b)", ""),
        ("int('x')", ""),
    ),
    "intersects": (
        ("intersects('0 0;1 1;1 0;0 1')", "true"),
        ("intersects('0 0;1 1;1 0;0 1;0 0')", "true"),
        ("intersects('0 0;0 1;1 1;1 0;0 0')", "false"),
        ("intersects('0 0 5 3;0 1 5 3;1 1 5 3')", "false"),
        # it touches itself in a corner, in a side, and goes back the way it came
        ("intersects('0 0;0 2;1 1;2 2;2 0;1 1;0 0')", "true"),
        ("intersects('0 0;0 2;2 2;2 1;0 1')", "true"),
        ("intersects('0 0;0 2;0 1')", "true"),
        ("intersects('0 0;0 1;0 0')", "true"),
        # a point twice in a row, and straight on
        ("intersects('0 0;0 1;0 1;0 2')", "false"),
        ("intersects(/data/g)", "false"),
        ("intersects(/data/b)", "false"),
        ("intersects('here')", "false"),
        ("intersects()", "forms.argument-count"),
    ),
    "is-selected": (
        ("is-selected(/data/m, 'c')", "true"),
        ("is-selected(/data/m, 'b')", "false"),
        ("is-selected(/data/b, 'a')", "false"),
        ("is-selected('ac', 'a')", "false"),
    ),
    "join": (
        ("join(', ', /data/r/w)", "x, , z"),
        ("join('-', /data/i, /data/f, 'z')", "7-2.5-z"),
        ("join(',', /data/none)", ""),
        ("join(',', /data/hidden)", ""),
        ("join(/data/b, 'a', 'b')", "ab"),
        ("join(',')", ""),
    ),
    "jr:choice-name": (
        ("jr:choice-name(/data/crop, '/data/crop')", "Barley"),
        ("jr:choice-name('pea', '/data/crop')", "Pea"),
        ("jr:choice-name('rice', '/data/crop')", ""),
        ("jr:choice-name(/data/b, '/data/crop')", ""),
        ("jr:choice-name(/data/crop, /data/crop)", "forms.path-unsupported"),
    ),
    "jr:itext": (
        ("jr:itext('hello')", "Good day"),
        ("jr:itext('nothing')", ""),
        ("jr:itext('')", ""),
        ("string-length(jr:itext(concat('hel', 'lo')))", "8"),
    ),
    "last": (
        ("/data/r[last()]/n", "5"),
        ("/data/r[position() = last() - 1]/n", ""),
        ("count(/data/r[last() = 3])", "3"),
        ("last(1)", "forms.argument-count"),
    ),
    "local-name": (
        ("local-name(/data/i)", "i"),
        ("local-name(..)", "data"),
        ("local-name(/data/none)", ""),
        ("local-name('i')", "forms.not-a-node-set"),
    ),
    "log": (
        ("log(1)", "0"),
        ("log(exp(2))", "2"),
        ("log(0)", "-Infinity"),
        ("log(-1)", ""),
        ("log('')", ""),
    ),
    "log10": (("log10(1000)", "3"), ("log10(0)", "-Infinity"), ("log10(-1)", ""), ("log10('x')", "")),
    "max": (
        ("max(/data/r/n)", "5"),
        ("max(/data/i, /data/f, 3)", "7"),
        ("max(/data/b)", ""),
        ("max(/data/b, /data/i)", "7"),
        ("max(1, 'x')", ""),
        ("max()", ""),
    ),
    "min": (
        ("min(/data/r/n)", "3"),
        ("min(/data/i, '2')", "2"),
        ("min(/data/none)", ""),
        ("min(/data/s, 1)", ""),
        ("min(-1, 0)", "-1"),
    ),
    "name": (
        ("name(/data/i)", "i"),
        ("name(..)", "data"),
        ("name(/data/none)", ""),
        ("name('i')", "forms.not-a-node-set"),
    ),
    "normalize-space": (
        ("normalize-space('  a   b ')", "a b"),
        ("normalize-space('   ')", ""),
        ("normalize-space(/data/b)", ""),
        ("normalize-space(7)", "7"),
    ),
    "not": (
        ("not(1 = 2)", "true"),
        ("not('')", "true"),
        ("not('false')", "false"),
        ("not(0)", "true"),
        ("not()", "forms.argument-count"),
    ),
    "now": (
        ("now()", "2026-03-05T09:30:00.000+08:00"),
        ("now() > today()", "true"),
        ("format-date-time(now(), '%H')", "09"),
        ("now(1)", "forms.argument-count"),
    ),
    "number": (
        ("number('12.50')", "12.5"),
        ("number(' 7 ')", "7"),
        ("number(true())", "1"),
        ("number(/data/d)", "20517"),
        ("number('')", ""),
        ("number('12 mu')", ""),
        ("number('1e3')", ""),
        ("number('+3')", ""),
    ),
    "once": (
        ("once('first')", "first"),
        ("once(/data/i + 1)", "8"),
        ("once('')", ""),
        ("once()", "forms.argument-count"),
    ),
    "pi": (("pi()", "3.141592653589793"), ("round(pi(), 2)", "3.14"), ("pi(1)", "forms.argument-count")),
    "position": (
        ("position(/data/r[2])", "2"),
        ("/data/r[position() = 3]/n", "5"),
        ("position(/data/i)", "1"),
        ("position(/data/none)", ""),
        ("position('i')", "forms.not-a-node-set"),
    ),
    "pow": (
        ("pow(2, 10)", "1024"),
        ("pow(4, 0.5)", "2"),
        ("pow(-1, 0.5)", ""),
        ("pow(10, 400)", "Infinity"),
        ("pow(/data/b, 2)", ""),
        ("pow('x', 2)", ""),
    ),
    "property": (
        ("property('username')", "tester"),
        ("property('deviceid')", "laptop-1"),
        ("property('shoe size')", ""),
        ("property('')", ""),
    ),
    "pulldata": (
        ("pulldata('yaks', 'yaks', 'village', 'Jiegu')", "120"),
        ("pulldata('yaks', 'note', 'village', 'Jiegu')", "草"),
        ("pulldata('yaks', 'yaks', 'village', 'Batang')", ""),
        ("pulldata('yaks', 'yaks', 'village', 'Xining')", ""),
        ("pulldata('yaks', 'goats', 'village', 'Jiegu')", ""),
        ("pulldata('none', 'yaks', 'village', 'Jiegu')", ""),
        ("pulldata('yaks', 'yaks', 'village')", "forms.argument-count"),
    ),
    "random": (
        ("random() >= 0 and random() < 1", "true"),
        ("random() = random()", "false"),
        ("random(1)", "forms.argument-count"),
    ),
    "randomize": (
        ("count(randomize(/data/r/n))", "3"),
        ("join('', randomize(/data/r/w, 42)) = join('', randomize(/data/r/w, 42))", "true"),
        ("count(randomize(/data/none))", "0"),
        ("string-length(join('', randomize(/data/r/w, /data/b)))", "2"),
        ("count(randomize('a'))", "forms.not-a-node-set"),
    ),
    "regex": (
        ("regex('630102', '[0-9]{6}')", "true"),
        ("regex('12345', '[0-9]{3}')", "false"),
        ("regex('卓玛', '\\p{Han}+')", "true"),
        ("regex('', '.*')", "true"),
        ("regex(/data/b, '[0-9]+')", "false"),
        ("regex('a', '(a')", "forms.regex-unsupported"),
        ("regex('aa', '(a)\\1')", "forms.regex-unsupported"),
    ),
    "round": (
        ("round(2.5)", "3"),
        ("round(-2.5)", "-2"),
        ("round(1.255, 2)", "1.26"),
        ("round(1234.5, -2)", "1200"),
        ("round(/data/b)", ""),
        ("round('x', 1)", ""),
        ("round(1 div 0)", "Infinity"),
    ),
    "selected": (
        ("selected(/data/m, 'a')", "true"),
        ("selected(/data/m, 'b')", "false"),
        ("selected('ab', 'a')", "false"),
        ("selected(/data/b, 'a')", "false"),
        ("selected('', '')", "false"),
        ("selected(7, 7)", "true"),
    ),
    "selected-at": (
        ("selected-at(/data/m, 0)", "a"),
        ("selected-at(/data/m, 1)", "c"),
        ("selected-at(/data/m, 2)", ""),
        ("selected-at(/data/m, -1)", ""),
        ("selected-at('', 0)", ""),
        ("selected-at(/data/m, 'x')", ""),
    ),
    "sin": (("sin(0)", "0"), ("sin(pi() div 2)", "1"), ("sin('x')", ""), ("sin(/data/b)", "")),
    "sqrt": (("sqrt(9)", "3"), ("sqrt(2)", "1.4142135623730951"), ("sqrt(-1)", ""), ("sqrt('')", "")),
    "starts-with": (
        ("starts-with(/data/s, 'ab')", "true"),
        ("starts-with(/data/s, 'bc')", "false"),
        ("starts-with(/data/s, '')", "true"),
        ("starts-with(/data/b, 'a')", "false"),
        ("starts-with(712, 7)", "true"),
    ),
    "string": (
        ("string(7)", "7"),
        ("string(/data/f)", "2.5"),
        ("string(1 = 1)", "true"),
        ("string(/data/t)", "2026-03-05T09:30:00.000+08:00"),
        ("string(0 div 0)", ""),
        ("string(/data/none)", ""),
        ("string(1000000000 * 1000000000 * 1000000)", "1000000000000000000000000"),
        ("string(0.0000001)", "0.0000001"),
    ),
    "string-length": (
        ("string-length(/data/s)", "3"),
        ("string-length('卓玛')", "2"),
        ("string-length('')", "0"),
        ("string-length(/data/b)", "0"),
        ("string-length(120)", "3"),
    ),
    "substr": (
        ("substr(/data/s, 1)", "bc"),
        ("substr(/data/s, 0, 2)", "ab"),
        ("substr(/data/s, -2)", "bc"),
        ("substr(/data/s, 2, 1)", ""),
        ("substr(/data/s, 9)", ""),
        ("substr('', 0, 1)", ""),
        ("substr(/data/s, 'x')", ""),
    ),
    "substring": (
        ("substring('12345', 2, 3)", "234"),
        ("substring('12345', 1.5, 2.6)", "234"),
        ("substring('12345', 0, 3)", "12"),
        ("substring('12345', -42, 1 div 0)", "12345"),
        ("substring('12345', 0 div 0, 3)", ""),
        ("substring('', 1)", ""),
    ),
    "substring-after": (
        ("substring-after('1999/04/01', '/')", "04/01"),
        ("substring-after('a', 'b')", ""),
        ("substring-after('ab', '')", "ab"),
        ("substring-after(/data/b, 'x')", ""),
    ),
    "substring-before": (
        ("substring-before('1999/04/01', '/')", "1999"),
        ("substring-before('a', 'b')", ""),
        ("substring-before('ab', '')", ""),
        ("substring-before(2.5, '.')", "2"),
    ),
    "sum": (
        ("sum(/data/r/n)", "8"),
        ("sum(/data/none)", "0"),
        ("sum(/data/b)", "0"),
        ("sum(/data/hidden)", "0"),
        ("sum(/data/r/w)", ""),
        ("sum(/data/i | /data/f)", "9.5"),
        ("sum(1, 2)", "forms.argument-count"),
    ),
    "tan": (("tan(0)", "0"), ("round(tan(pi() div 4), 9)", "1"), ("tan('x')", ""), ("tan(/data/b)", "")),
    "today": (
        ("today()", "2026-03-05"),
        ("today() - /data/d", "0"),
        ("format-date(today() - 30, '%Y-%m-%d')", "2026-02-03"),
        ("today(1)", "forms.argument-count"),
    ),
    "translate": (
        ("translate('bar', 'abc', 'ABC')", "BAr"),
        ("translate('--aaa--', 'abc-', 'ABC')", "AAA"),
        ("translate('', 'a', 'b')", ""),
        ("translate('aa', 'aa', 'xy')", "xx"),
        ("translate('a', 'b')", "forms.argument-count"),
    ),
    "true": (("true()", "true"), ("number(true())", "1"), ("true(1)", "forms.argument-count")),
    "uuid": (
        ("string-length(uuid())", "36"),
        ("uuid() = uuid()", "false"),
        ("string-length(uuid(8))", "8"),
        ("uuid(0)", ""),
        ("uuid('x')", ""),
        ("string-length(uuid(1000000000))", "1000"),
    ),
    "version": (("version()", "7"), ("concat('v', version())", "v7"), ("version(1)", "forms.argument-count")),
    "weighted-checklist": (
        ("weighted-checklist(3, -1, true(), 2, true(), 1)", "true"),
        ("weighted-checklist(3, -1, true(), 2, false(), 1)", "false"),
        ("weighted-checklist(-1, 2, 1, 3)", "false"),
        ("weighted-checklist(0, 0, '', 5)", "true"),
        ("weighted-checklist(1)", "forms.argument-count"),
    ),
}


@pytest.mark.parametrize(
    ("expression", "expected"), [row for rows in ROWS.values() for row in rows], ids=lambda text: text[:60]
)
def test_result(expression: str, expected: str) -> None:
    assert result(expression) == expected
