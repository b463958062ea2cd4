"""Choice lists and look-up tables from files that come with a form."""

from __future__ import annotations

import csv
import io
import json

from tianye.domain.errors import UserFault
from tianye.forms.parse.document import read_xml, to_element
from tianye.forms.xpath import Element, Row, SecondaryInstance

MAX_ROWS = 500_000
MAX_FIELD = 1 << 20


class UnreadableTableError(Exception):
    """A table cannot be read; `code` says why, as a problem of the form."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def read_table(instance_id: str, name: str, data: bytes) -> SecondaryInstance:
    """A secondary instance from a CSV, XML or GeoJSON file, told by the ending of its name.

    Raises UnreadableTableError: `forms.table-not-in-letters` (neither UTF-8 nor GB 18030), `forms.table-too-long`,
    `forms.table-damaged` (not what its name says).
    """
    ending = name.rsplit(".", 1)[-1].lower()
    try:
        if ending == "csv":
            root = _from_csv(data)
        elif ending == "geojson":
            root = _from_geojson(data)
        else:
            root = to_element(read_xml(data))
    except UnicodeDecodeError as wrong:
        raise UnreadableTableError("forms.table-not-in-letters") from wrong
    except (UserFault, csv.Error, ValueError, KeyError, TypeError, AttributeError) as wrong:
        raise UnreadableTableError("forms.table-damaged") from wrong
    return SecondaryInstance(instance_id, root)


def empty_table(instance_id: str) -> SecondaryInstance:
    """The instance of a file that is missing: no rows."""
    return SecondaryInstance(instance_id, Element("root"))


def _rows(columns: list[str], lines: list[tuple[str, ...]]) -> Element:
    root = Element("root")
    shared = {name: at for at, name in enumerate(columns)}
    root.children.extend(Row("item", shared, line, root) for line in lines)
    return root


def _from_csv(data: bytes) -> Element:
    text = _decoded(data)
    head = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=head.count)
    previous = csv.field_size_limit(MAX_FIELD)
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        columns = [name.strip() for name in next(reader, [])]
        lines: list[tuple[str, ...]] = []
        for line in reader:
            if not any(line):
                continue
            lines.append(tuple(line))
            if len(lines) > MAX_ROWS:
                raise UnreadableTableError("forms.table-too-long")
    finally:
        csv.field_size_limit(previous)
    return _rows(columns, lines)


def is_utf8(data: bytes) -> bool:
    """Whether a file is in the encoding that every engine reads tables in."""
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


def _decoded(data: bytes) -> str:
    # what a spreadsheet program in Chinese calls CSV is GBK; read as UTF-8 it is an error, never another text
    return data.decode("utf-8-sig" if is_utf8(data) else "gb18030")


def _from_geojson(data: bytes) -> Element:
    """Features to rows: `geometry`, `id` and the properties, as ODK reads them."""
    features = json.loads(data)["features"]
    root = Element("root")
    for feature in features:
        columns: dict[str, str] = {"geometry": _geometry(feature.get("geometry") or {})}
        for name, value in (feature.get("properties") or {}).items():
            columns[str(name)] = _json_text(value)
        if feature.get("id") is not None:
            columns["id"] = _json_text(feature["id"])
        root.children.append(Row("item", {name: at for at, name in enumerate(columns)}, tuple(columns.values()), root))
    return root


def _json_text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return json.dumps(value, ensure_ascii=False) if isinstance(value, (dict, list)) else str(value)


def _geometry(geometry: dict[str, object]) -> str:
    coordinates = geometry.get("coordinates")
    if not isinstance(coordinates, list):
        return ""
    match geometry.get("type"):
        case "Point":
            points = [coordinates]
        case "LineString":
            points = coordinates
        case "Polygon":
            points = coordinates[0]
        case _:
            return ""
    return "; ".join(f"{float(point[1])} {float(point[0])} 0 0" for point in points)
