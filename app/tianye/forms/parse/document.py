"""XML from outside, read with nothing that could reach further than the document itself."""

from __future__ import annotations

import re

from lxml import etree

from tianye.domain.errors import NextStep, UserFault
from tianye.forms.xpath import Element, Row

MAX_BYTES = 32 << 20
MAX_TAGS = 4_000_000
"""A form with 200,000 choices in two languages has three million."""
MAX_LEVELS = 100

XFORMS = "http://www.w3.org/2002/xforms"
XHTML = "http://www.w3.org/1999/xhtml"
JAVAROSA = "http://openrosa.org/javarosa"
OPENROSA = "http://openrosa.org/xforms"
ODK = "http://www.opendatakit.org/xforms"
ENTITIES = "http://www.opendatakit.org/xforms/entities"

_DOCTYPE = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)


def read_xml(data: bytes) -> etree._Element:
    """The root of an XML document.

    Raises UserFault `forms.xml-too-large` above 32 MiB, `forms.xml-too-full` above `MAX_TAGS`,
    `forms.xml-with-doctype` for any document type declaration,
    `forms.not-xml` for text that is not well formed.
    """
    if len(data) > MAX_BYTES:
        raise UserFault("forms.xml-too-large", next_step=NextStep.CHOOSE_ANOTHER_FILE, size=len(data), limit=MAX_BYTES)
    if (tags := data.count(b"<")) > MAX_TAGS:
        raise UserFault("forms.xml-too-full", next_step=NextStep.CHOOSE_ANOTHER_FILE, size=tags, limit=MAX_TAGS)
    if _DOCTYPE.search(data.replace(b"\0", b"")):
        raise UserFault("forms.xml-with-doctype", next_step=NextStep.CHOOSE_ANOTHER_FILE)
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as wrong:
        line, column = getattr(wrong, "position", (0, 0))
        raise UserFault("forms.not-xml", next_step=NextStep.MEND_FILE, line=line, column=column) from wrong
    if root.getroottree().docinfo.internalDTD is not None:
        raise UserFault("forms.xml-with-doctype", next_step=NextStep.CHOOSE_ANOTHER_FILE)
    return root


def local_name(element: etree._Element) -> str:
    """The name without its namespace."""
    return str(element.tag).rsplit("}", 1)[-1]


def spelled_name(element: etree._Element) -> str:
    """The name as it is written, with its prefix if it has one."""
    return f"{element.prefix}:{local_name(element)}" if element.prefix else local_name(element)


def namespace_of(element: etree._Element) -> str:
    """The namespace of the name, blank where it has none."""
    tag = str(element.tag)
    return tag[1:].split("}", 1)[0] if tag.startswith("{") else ""


def attribute(element: etree._Element, name: str, *namespaces: str) -> str | None:
    """An attribute with one of the namespaces, or without any."""
    for namespace in namespaces:
        value = element.get(f"{{{namespace}}}{name}")
        if value is not None:
            return str(value)
    value = element.get(name)
    return None if value is None else str(value)


def child(element: etree._Element, name: str) -> etree._Element | None:
    """The first child with that local name."""
    for each in element:
        if local_name(each) == name:
            return each
    return None


def text_of(element: etree._Element | None) -> str:
    """All text in an element, trimmed; blank for None."""
    return "" if element is None else "".join(str(text) for text in element.itertext()).strip()


def to_element(source: etree._Element, parent: Element | None = None, depth: int = 0) -> Element:
    """An element and all below it as a plain tree; rows of equal leaves are kept compactly."""
    if depth > MAX_LEVELS:
        raise UserFault("forms.xml-too-deep", next_step=NextStep.MEND_FILE, limit=MAX_LEVELS)
    element = Element(spelled_name(source), _own_text(source), parent)
    for name, value in source.attrib.items():
        element.attributes[_attribute_name(source, str(name))] = str(value)
    columns_by_names: dict[tuple[str, ...], dict[str, int]] = {}
    for each in source:
        names = _leaf_names(each)
        if names is None:
            element.children.append(to_element(each, element, depth + 1))
            continue
        columns = columns_by_names.setdefault(names, {name: at for at, name in enumerate(names)})
        element.children.append(Row(spelled_name(each), columns, tuple(leaf.text or "" for leaf in each), element))
    return element


def _leaf_names(source: etree._Element) -> tuple[str, ...] | None:
    """The names of the children where all are leaves without attributes and no name occurs twice."""
    if not len(source) or source.attrib:
        return None
    names = []
    for leaf in source:
        if len(leaf) or leaf.attrib:
            return None
        names.append(spelled_name(leaf))
    return tuple(names) if len(set(names)) == len(names) else None


def _attribute_name(source: etree._Element, name: str) -> str:
    if not name.startswith("{"):
        return name
    namespace, local = name[1:].split("}", 1)
    for prefix, uri in source.nsmap.items():
        if uri == namespace and prefix:
            return f"{prefix}:{local}"
    return local


def _own_text(source: etree._Element) -> str:
    """The text of a leaf; between the children of a group there is only layout."""
    return "" if len(source) else (source.text or "")
