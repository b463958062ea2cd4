"""The shape of a record: the places of the primary instance, and which of them repeat."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from tianye.domain.errors import NextStep, UserFault
from tianye.forms.definition import NodeDefinition
from tianye.forms.parse.document import OPENROSA, XFORMS, local_name, namespace_of
from tianye.forms.parse.rules import Rules
from tianye.forms.xpath import Element, Row

MAX_QUESTIONS = 5_000
MAX_LEVELS = 40


class Shape:
    """All places of a form in document order, from the instance and the paths that repeat."""

    def __init__(self, initial: Element, repeats: set[str], rules: Rules) -> None:
        self._rules = rules
        self.nodes: list[NodeDefinition] = []
        self.root = self._grow([initial], None, repeats)
        self._number(self.root)

    def _grow(self, sources: list[Element], parent: NodeDefinition | None, repeats: set[str]) -> NodeDefinition:
        """A place for elements that stand for the same thing: the template and the instances of a repeat, or one."""
        first = sources[0]
        node = NodeDefinition(first.name, parent)
        if node.depth > MAX_LEVELS:
            raise UserFault("forms.xml-too-deep", next_step=NextStep.MEND_FILE, limit=MAX_LEVELS)
        node.is_repeat = node.path in repeats
        if node.is_repeat:
            templates = [source for source in sources if is_template(source)]
            node.template = templates[0] if templates else blank(first)
        names: dict[str, list[Element]] = {}
        for source in sources:
            for key, value in source.attributes.items():
                if key not in ("jr:template", "template"):
                    names.setdefault(f"@{key}", [Element(f"@{key}", value)])
            for below in source.children:
                names.setdefault(below.name, []).append(below)
            once = {below.name for below in source.children}
            for name in once if len(once) < len(source.children) else ():
                if f"{node.path}/{name}" not in repeats and len(source.named(name)) > 1:
                    self._rules.note("warning", "forms.node-given-twice", f"{node.path}/{name}")
        if not names:
            node.default = first.text
        for at, (name, group) in enumerate(names.items()):
            grown = self._grow(group, node, repeats)
            grown.position = at
            node.children.append(grown)
            node.by_name[name] = grown
        for grown in node.children:
            node.by_name.setdefault(grown.name.rsplit(":", 1)[-1] if not grown.is_attribute else grown.name, grown)
        return node

    def _number(self, root: NodeDefinition) -> None:
        stack = [root]
        while stack:
            node = stack.pop()
            node.index = len(self.nodes)
            self.nodes.append(node)
            stack.extend(reversed(node.children))
        if len(self.nodes) > MAX_QUESTIONS:
            self._rules.note("error", "forms.too-many-questions", detail=str(len(self.nodes)))

    def find(self, path: str) -> NodeDefinition | None:
        """The place an absolute path without positions names."""
        names = [name for name in path.split("/") if name]
        if not names or names[0] != self.root.name:
            return None
        node = self.root
        for name in names[1:]:
            below = node.by_name.get(name)
            if below is None:
                return None
            assert isinstance(below, NodeDefinition)
            node = below
        return node


def repeat_paths(element: etree._Element, context: str) -> Iterator[str]:
    """The paths of all repeats in a body, inner ones too."""
    for each in element:
        name = local_name(each)
        if name == "repeat":
            path = resolve(each.get("nodeset") or "", context)
            yield path
            yield from repeat_paths(each, path)
        elif name == "group":
            yield from repeat_paths(each, resolve(each.get("ref") or each.get("nodeset") or "", context))


def resolve(written: str, context: str) -> str:
    """A path as written in a bind or control, made absolute."""
    path = written.strip()
    if not path:
        return context
    names = [] if path.startswith("/") else context.strip("/").split("/")
    for name in path.split("/"):
        if name in ("", "."):
            continue
        if name == "..":
            if names:
                names.pop()
        else:
            names.append(name.split("[", 1)[0])
    return "/" + "/".join(names)


def ensure_instance_id(initial: Element, prefix: str) -> str:
    """A record needs an id of its own, whether or not the form's author thought of it; the path of one added."""
    meta = next((each for each in initial.children if each.name.rsplit(":", 1)[-1] == "meta"), None)
    if meta is None:
        meta = Element(f"{prefix}:meta" if prefix else "meta", parent=initial)
        initial.children.append(meta)
    elif isinstance(meta, Row):
        copied = Element(meta.name, parent=initial)
        copied.children.extend(meta.children)
        initial.children[initial.children.index(meta)] = copied
        meta = copied
    if any(each.name.rsplit(":", 1)[-1] == "instanceID" for each in meta.children):
        return ""
    name = f"{meta.name.rpartition(':')[0]}:instanceID" if ":" in meta.name else "instanceID"
    meta.children.append(Element(name, parent=meta))
    return f"/{initial.name}/{meta.name}/{name}"


def namespaces_of(primary: etree._Element) -> dict[str, str]:
    """The prefixes declared on the instance or anywhere in it, and (blank) the instance's own default namespace."""
    declared = {"orx": OPENROSA}
    for element in primary.iter("*"):
        declared.update({prefix: uri for prefix, uri in element.nsmap.items() if prefix})
    own = namespace_of(primary)
    if own not in ("", XFORMS):
        declared[""] = own
    return declared


def blank(element: Element) -> Element:
    """The shape of an instance without its answers: what a repeat without a template grows by."""
    copied = Element(element.name)
    copied.attributes = dict(element.attributes)
    copied.children.extend(blank(each) for each in element.children)
    return copied


def is_template(element: Element) -> bool:
    """Whether new instances are made of it, and it is none itself."""
    return "jr:template" in element.attributes or "template" in element.attributes
