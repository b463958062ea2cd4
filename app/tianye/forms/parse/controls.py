"""The body of a form: groups, repeats and questions as they are shown."""

from __future__ import annotations

from lxml import etree

from tianye.forms.definition import SELECTS, Aspect, Choice, Control, Itemset, Kind, NodeDefinition
from tianye.forms.parse.document import JAVAROSA, attribute, child, local_name, text_of
from tianye.forms.parse.labels import Labels
from tianye.forms.parse.outside import Item, Outside
from tianye.forms.parse.rules import Rules
from tianye.forms.parse.shape import Shape, resolve
from tianye.forms.parse.texts import text_id_of, text_id_source
from tianye.forms.xpath import Read, SchemaNode

CONTROLS = {
    "input": Kind.INPUT,
    "secret": Kind.INPUT,
    "select1": Kind.SELECT_ONE,
    "select": Kind.SELECT_MANY,
    "rank": Kind.RANK,
    "range": Kind.RANGE,
    "trigger": Kind.TRIGGER,
    "upload": Kind.UPLOAD,
}


_NAMED = SELECTS | {Kind.TRIGGER, Kind.UPLOAD}


class Controls:
    """Reads controls and hangs them on the places they belong to."""

    def __init__(self, model: etree._Element, shape: Shape, rules: Rules, labels: Labels, outside: Outside) -> None:
        self._model = model
        self._outside = outside
        self._shape = shape
        self._rules = rules
        self._labels = labels

    def read(self, parent: etree._Element, context: NodeDefinition, depth: int = 0) -> None:
        """Give the places of a body, or of a group in it, their controls."""
        for element in parent:
            name = local_name(element)
            if name == "group":
                self._group(element, context, depth)
            elif name == "repeat":
                self._repeat(element, context, depth, None)
            elif name in CONTROLS:
                self._control(element, name, context)

    def _node_of(self, element: etree._Element, name: str, context: NodeDefinition) -> NodeDefinition | None:
        written = (element.get(name) or "").strip()
        if not written and element.get("bind"):
            for bind in self._model:
                if local_name(bind) == "bind" and bind.get("id") == element.get("bind"):
                    written = bind.get("nodeset") or ""
        node = self._shape.find(resolve(written, context.path)) if written else None
        if node is None:
            self._rules.note("warning", "forms.control-without-node", written, detail=local_name(element))
        return node

    def _group(self, element: etree._Element, context: NodeDefinition, depth: int) -> None:
        written = "ref" if element.get("ref") else "nodeset"  # both are found in groups
        node = self._node_of(element, written, context) if element.get(written) else None
        label = child(element, "label")
        repeat = child(element, "repeat")
        if repeat is not None:
            repeated = self._node_of(repeat, "nodeset", node or context)
            if repeated is not None and (node is None or node is repeated):
                self._repeat(repeat, node or context, depth, label)
                for other in element:
                    if other is not repeat and local_name(other) in ("group", "repeat", *CONTROLS):
                        self._controls_of(other, node or context, depth)
                return
        if node is not None:
            node.label = self._labels.text(label, node, "label")
            node.control = Control(Kind.GROUP, appearance=element.get("appearance") or "")
        self.read(element, node or context, depth + 1)

    def _controls_of(self, element: etree._Element, context: NodeDefinition, depth: int) -> None:
        name = local_name(element)
        if name == "group":
            self._group(element, context, depth)
        elif name == "repeat":
            self._repeat(element, context, depth, None)
        else:
            self._control(element, name, context)

    def _repeat(
        self, element: etree._Element, context: NodeDefinition, depth: int, label: etree._Element | None
    ) -> None:
        node = self._node_of(element, "nodeset", context)
        if node is None:
            return
        own_label = child(element, "label")
        node.label = self._labels.text(label if label is not None else own_label, node, "label")
        node.control = Control(Kind.REPEAT, appearance=element.get("appearance") or "")
        count = (attribute(element, "count", JAVAROSA) or "").strip()
        if count:
            node.count = self._rules.rule(node, Aspect.COUNT, "repeat_count", count)
            node.is_fixed = True
        no_change = (attribute(element, "noAddRemove", JAVAROSA) or "").strip()
        if no_change in ("true()", "true"):
            node.is_fixed = True
        self.read(element, node, depth + 1)

    def _control(self, element: etree._Element, name: str, context: NodeDefinition) -> None:
        node = self._node_of(element, "ref", context)
        if node is None:
            return
        if node.control is not None:
            self._rules.note("warning", "forms.two-controls", node)
            return
        control = Control(CONTROLS[name], appearance=(element.get("appearance") or "").strip())
        node.control = control
        control.label = self._labels.text(child(element, "label"), node, "label")
        control.hint = self._labels.text(child(element, "hint"), node, "hint")
        control.media_type = element.get("mediatype") or ""
        control.attributes = {
            str(key): str(value)
            for key, value in element.attrib.items()
            if not str(key).startswith("{") and key not in ("ref", "appearance", "mediatype", "bind", "query")
        }
        if control.kind is Kind.RANGE:
            self._range(element, node, control)
        if control.kind in SELECTS:
            self._choices(element, node, control)
        if query := (element.get("query") or "").strip():
            control.itemset = self._outside.external(node, query)
            if control.itemset is None:
                self._rules.note("warning", "forms.external-select-as-text", node, "type", query)
            else:
                control.kind = Kind.SELECT_ONE
        if "search(" in control.appearance.replace(" ", ""):
            self._search(element, node, control)

    def _search(self, element: etree._Element, node: NodeDefinition, control: Control) -> None:
        """Take the choices of `search()`: those written with a whole number stay, the first other names columns."""
        named = [
            item for item in element if local_name(item) == "item" and not _is_whole(text_of(child(item, "value")))
        ]
        found = None
        if named and control.kind in SELECTS:
            label = child(named[0], "label")
            text_id = text_id_of((label.get("ref") or "") if label is not None else "")
            item = Item(
                text_of(child(named[0], "value")),
                self._labels.plain(text_id) if text_id else {"": text_of(label)},
            )
            found = self._outside.search(node, control.appearance, item)
        if found is None:
            self._rules.note("warning", "forms.search-not-run", node, "appearance", control.appearance)
            return
        control.itemset, control.appearance = found
        control.choices = tuple(choice for choice in control.choices if _is_whole(choice.value))

    def _range(self, element: etree._Element, node: NodeDefinition, control: Control) -> None:
        try:
            control.range_start = float(element.get("start") or 0)
            control.range_end = float(element.get("end") or 0)
            control.range_step = float(element.get("step") or 1)
        except ValueError:
            self._rules.note("error", "forms.range-not-a-number", node, "parameters")

    def _choices(self, element: etree._Element, node: NodeDefinition, control: Control) -> None:
        choices = []
        for item in element:
            if local_name(item) == "item":
                value = child(item, "value")
                label = self._labels.text(child(item, "label"), node, "label")
                if label is not None:
                    self._labels.choice_label(label, node)
                choices.append(Choice(text_of(value), label))
            elif local_name(item) == "itemset":
                control.itemset = self._itemset(item, node)
        control.choices = tuple(choices)

    def _itemset(self, element: etree._Element, node: NodeDefinition) -> Itemset | None:
        source = element.get("nodeset") or ""
        expression = self._rules.rule(node, Aspect.CHOICES, "choice_filter", source)
        value, label = child(element, "value"), child(element, "label")
        if expression is None:
            return None
        if value is None:
            self._rules.note("error", "forms.itemset-without-value", node, "type", source)
            return None
        value_path = (value.get("ref") or "").strip()
        label_path = (label.get("ref") or "").strip() if label is not None else value_path
        computed = text_id_source(label_path)
        found = expression.found
        itemset = Itemset(
            nodes=expression,
            value=names_in(value_path),
            label=names_in(computed if computed is not None else label_path),
            label_is_text_id=computed is not None,
            schema=found.target if found else None,
        )
        if found is not None:
            for path in (itemset.value, itemset.label):
                target: SchemaNode | None = found.target
                for name in path:
                    target = target.by_name.get(name) if target is not None else None
                if target is not None:
                    read = Read(target, found.bound)
                    self._rules.reads.append((node, Aspect.CHOICES, read, expression, "choice_filter"))
        return itemset

    def settle_kinds(self) -> None:
        """Say of every place what it is, when all controls and binds are known."""
        for node in self._shape.nodes:
            if node.is_repeat:
                node.kind = Kind.REPEAT_INSTANCE
            elif not node.is_leaf or (node.control is not None and node.control.kind is Kind.GROUP):
                node.kind = Kind.GROUP
            elif node.control is not None:
                node.kind = Kind.NOTE if self._is_note(node) else node.control.kind
            if node.kind in _NAMED:
                node.value_type = "string"  # names of choices and of files, whatever the bind says of numbers

    @staticmethod
    def _is_note(node: NodeDefinition) -> bool:
        control = node.control
        if control is None or control.kind is not Kind.INPUT or node.readonly is None:
            return False
        is_constant = node.readonly.is_constant and node.readonly.source.replace(" ", "") == "true()"
        return is_constant and (control.label is not None or control.hint is not None)


def _is_whole(text: str) -> bool:
    return text.strip().lstrip("-").isdecimal()


def names_in(path: str) -> tuple[str, ...]:
    """The names of a short path below a choice."""
    return tuple(name.strip() for name in path.split("/") if name.strip() not in ("", "."))
