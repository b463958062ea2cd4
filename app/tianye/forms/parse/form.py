"""The parts of an XForm put together: instance, binds, controls, texts and actions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict

from lxml import etree

from tianye.domain.errors import NextStep, UserFault
from tianye.forms.definition import (
    SELECTS,
    Aspect,
    Choice,
    Control,
    Event,
    FormDefinition,
    Itemset,
    Kind,
    NodeDefinition,
    Output,
    Part,
    Problem,
    SetValue,
    Text,
)
from tianye.forms.parse.document import (
    ENTITIES,
    JAVAROSA,
    OPENROSA,
    XFORMS,
    attribute,
    child,
    local_name,
    namespace_of,
    read_xml,
    text_of,
    to_element,
)
from tianye.forms.parse.graph import RuleReads, link
from tianye.forms.parse.tables import empty_table, read_table
from tianye.forms.parse.texts import Translations, mixed_parts, read_translations, text_id_of, text_id_source
from tianye.forms.xpath import (
    Element,
    Expression,
    ExpressionFault,
    Read,
    Row,
    SchemaNode,
    SecondaryInstance,
    compile_expression,
)

MAX_QUESTIONS = 5_000
MAX_LEVELS = 40

MediaReader = Callable[[str], bytes | None]

_TYPES = {
    "integer": "int",
    "datetime": "dateTime",
    "select1": "string",
    "select": "string",
    "odk:rank": "string",
    "rank": "string",
    "barcode": "string",
    "intent": "string",
    "": "string",
}
_KNOWN_TYPES = frozenset(
    {"string", "int", "decimal", "boolean", "date", "time", "dateTime", "geopoint", "geotrace", "geoshape", "binary"}
)
_CONTROLS = {
    "input": Kind.INPUT,
    "secret": Kind.INPUT,
    "select1": Kind.SELECT_ONE,
    "select": Kind.SELECT_MANY,
    "rank": Kind.RANK,
    "range": Kind.RANGE,
    "trigger": Kind.TRIGGER,
    "upload": Kind.UPLOAD,
}
_PRELOADS = frozenset({"date", "timestamp", "property", "uid"})
_RULES = {
    "relevant": (Aspect.RELEVANT, "relevant"),
    "calculate": (Aspect.VALUE, "calculation"),
    "readonly": (Aspect.VIEW, "read_only"),
    "required": (Aspect.VIEW, "required"),
    "constraint": (Aspect.VIEW, "constraint"),
}
_DAYS_IN_FORMS = {"true": "true()", "false": "false()"}


def no_media(name: str) -> bytes | None:
    """The media reader of a form that comes without files."""
    return None


def parse_form(xform: bytes, media: MediaReader = no_media) -> FormDefinition:
    """Read a form.

    `media` gives the bytes of a file that comes with the form, None where it is missing (its list is empty then).
    Raises UserFault: `forms.refused` with all `problems` found (see definition.Problem), `forms.not-an-xform`, and what
    read_xml and read_table raise.
    """
    html = read_xml(xform)
    return _Builder(html, media).build()


class _Builder:
    def __init__(self, html: etree._Element, media: MediaReader) -> None:
        head, body = child(html, "head"), child(html, "body")
        model = child(head, "model") if head is not None else None
        if model is None or body is None:
            raise UserFault("forms.not-an-xform", next_step=NextStep.CHOOSE_ANOTHER_FILE)
        title = child(head, "title") if head is not None else None
        self.title = text_of(title)
        self.model = model
        self.body = body
        self.media = media
        self.problems: list[Problem] = []
        self.nodes: list[NodeDefinition] = []
        self.reads: list[RuleReads] = []
        self.language_readers: list[tuple[NodeDefinition, Aspect]] = []
        self.load_actions: list[SetValue] = []
        self.instances: dict[str, SecondaryInstance] = {}
        self.translations: Translations = {}
        self.default_language: str | None = None
        self.ids_with_outputs: dict[str, list[str]] = {}
        self._choice_label_reads: dict[SchemaNode, list[Read]] = {}
        self._watched: list[tuple[NodeDefinition, Aspect, Expression, str]] = []
        self._expressions: dict[tuple[str, int], Expression | None] = {}

    # ---- the whole ----------------------------------------------------------------------------------------------

    def build(self) -> FormDefinition:
        primary, secondary = self._instance_elements()
        initial = to_element(primary)
        prefix = next((prefix for prefix, uri in primary.nsmap.items() if prefix and uri == OPENROSA), "")
        self.instance_id_path = _ensure_instance_id(initial, prefix)
        repeats = set(self._repeat_paths(self.body, f"/{initial.name}"))
        root = self._grow([initial], None, repeats)
        self._number(root)
        self.root = root
        self.translations, self.default_language = read_translations(self.model)
        self._list_outputs()
        for element in secondary:
            self._secondary(element)
        self._binds()
        self._controls(self.body, root, 0)
        self._settle_kinds()
        self._actions()
        self._choice_texts()
        self._choice_names()
        self._check_instances()
        self._check_edited_calculates()
        self._link()
        errors = [problem for problem in self.problems if problem.severity == "error"]
        if errors:
            raise UserFault(
                "forms.refused", next_step=NextStep.MEND_FILE, problems=[asdict(problem) for problem in self.problems]
            )
        return FormDefinition(
            form_id=initial.attributes.get("id", "") or initial.name,
            version=self._version(initial),
            title=self.title,
            root=root,
            nodes=self.nodes,
            initial=initial,
            languages=list(self.translations),
            default_language=self.default_language,
            translations=self.translations,
            instances=self.instances,
            load_actions=self.load_actions,
            language_readers=self.language_readers,
            namespaces=_namespaces(primary),
            warnings=tuple(self.problems),
            style=self.body.get("class") or "",
        )

    @staticmethod
    def _version(initial: Element) -> str:
        return initial.attributes.get("version") or initial.attributes.get("orx:version") or ""

    def _note(
        self,
        severity: str,
        code: str,
        node: SchemaNode | str = "",
        column: str = "",
        expression: str = "",
        *,
        detail: str = "",
    ) -> None:
        place = node if isinstance(node, str) else node.path
        self.problems.append(Problem(severity, code, place, column, expression, detail))

    def _instance_elements(self) -> tuple[etree._Element, list[etree._Element]]:
        instances = [each for each in self.model if local_name(each) == "instance"]
        if not instances or not len(instances[0]):
            raise UserFault("forms.not-an-xform", next_step=NextStep.CHOOSE_ANOTHER_FILE)
        return instances[0][0], instances[1:]

    # ---- the primary instance -----------------------------------------------------------------------------------

    def _repeat_paths(self, element: etree._Element, context: str) -> Iterable[str]:
        for each in element:
            name = local_name(each)
            if name == "repeat":
                path = _resolve(each.get("nodeset") or "", context)
                yield path
                yield from self._repeat_paths(each, path)
            elif name == "group":
                yield from self._repeat_paths(each, _resolve(each.get("ref") or "", context))

    def _grow(self, sources: list[Element], parent: NodeDefinition | None, repeats: set[str]) -> NodeDefinition:
        """A place for elements that stand for the same thing: the template and the instances of a repeat, or one."""
        first = sources[0]
        node = NodeDefinition(first.name, parent)
        if node.depth > MAX_LEVELS:
            raise UserFault("forms.xml-too-deep", next_step=NextStep.MEND_FILE, limit=MAX_LEVELS)
        node.is_repeat = node.path in repeats
        if node.is_repeat:
            templates = [source for source in sources if _is_template(source)]
            node.template = templates[0] if templates else _blank(first)
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
                    self._note("warning", "forms.node-given-twice", f"{node.path}/{name}")
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
            self._note("error", "forms.too-many-questions", detail=str(len(self.nodes)))

    def _find(self, path: str) -> NodeDefinition | None:
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

    # ---- expressions --------------------------------------------------------------------------------------------

    def _compile(self, source: str, node: NodeDefinition, column: str) -> Expression | None:
        """An expression at a node, None where it cannot be used (which is then noted)."""
        key = (source, node.index)
        if key in self._expressions:
            return self._expressions[key]
        try:
            expression: Expression | None = compile_expression(source, node)
        except ExpressionFault as fault:
            code = _FAULT_CODES.get(fault.reason, "forms.syntax")
            self._note("error", code, node, column, source, detail=fault.detail)
            expression = None
        else:
            assert expression is not None
            for remark in expression.remarks:
                self._note("warning", _REMARK_CODES[remark.reason], node, column, source, detail=remark.detail)
        self._expressions[key] = expression
        return expression

    def _rule(self, node: NodeDefinition, aspect: Aspect, column: str, source: str) -> Expression | None:
        expression = self._compile(source, node, column)
        if expression is not None:
            self._watch(node, aspect, expression, column)
        return expression

    def _watch(self, node: NodeDefinition, aspect: Aspect, expression: Expression, column: str) -> None:
        """Run the aspect again when what the expression reads has changed."""
        self.reads.extend((node, aspect, read, expression, column) for read in expression.reads)
        if expression.named_selects:
            self._watched.append((node, aspect, expression, column))
        if expression.uses_language and aspect is not Aspect.VIEW:
            self.language_readers.append((node, aspect))

    # ---- secondary instances ------------------------------------------------------------------------------------

    def _secondary(self, element: etree._Element) -> None:
        instance_id = element.get("id") or ""
        source = element.get("src") or ""
        if not instance_id:
            return
        if source.startswith("jr://instance"):
            return
        if not source:
            root = to_element(element[0]) if len(element) else Element("root")
            self.instances[instance_id] = SecondaryInstance(instance_id, root)
            return
        name = source.rsplit("/", 1)[-1]
        data = self.media(name)
        if data is None:
            self._note("warning", "forms.media-missing", detail=name)
            self.instances[instance_id] = empty_table(instance_id)
        else:
            self.instances[instance_id] = read_table(instance_id, name, data)

    def _check_instances(self) -> None:
        """Tables that pulldata() names need no declaration; anything else that is not declared has no rows."""
        for (source, _), expression in list(self._expressions.items()):
            if expression is None:
                continue
            for instance_id in expression.instance_ids:
                if instance_id in self.instances or instance_id.startswith("__last-saved"):
                    continue
                data = self.media(f"{instance_id}.csv")
                if data is not None:
                    self.instances[instance_id] = read_table(instance_id, f"{instance_id}.csv", data)
                else:
                    self.instances[instance_id] = empty_table(instance_id)
                    self._note("warning", "forms.instance-unknown", expression=source, detail=instance_id)

    # ---- binds --------------------------------------------------------------------------------------------------

    def _binds(self) -> None:
        added = self._find(self.instance_id_path)
        if added is not None:
            added.preload = ("uid", "")
        for bind in self.model:
            if local_name(bind) != "bind":
                continue
            path = _resolve(bind.get("nodeset") or "", f"/{self.root.name}")
            node = self._find(path)
            if node is None:
                self._note("warning", "forms.bind-without-node", bind.get("nodeset") or "")
                continue
            self._bind(bind, node)

    def _bind(self, bind: etree._Element, node: NodeDefinition) -> None:
        written = (bind.get("type") or "").strip()
        value_type = _TYPES.get(written, written).rsplit(":", 1)[-1]
        if value_type not in _KNOWN_TYPES:
            if written:
                self._note("warning", "forms.type-unknown", node, "type", detail=written)
            value_type = "string"
        node.value_type = value_type
        for name, (aspect, column) in _RULES.items():
            source = (bind.get(name) or "").strip()
            if source:
                setattr(node, name, self._rule(node, aspect, column, _DAYS_IN_FORMS.get(source, source)))
        node.constraint_message = self._message(bind, "constraintMsg", node, "constraint_message")
        node.required_message = self._message(bind, "requiredMsg", node, "required_message")
        node.saveto = attribute(bind, "saveto", ENTITIES) or ""
        preload = bind.get(f"{{{JAVAROSA}}}preload")
        if preload:
            if preload not in _PRELOADS:
                self._note("warning", "forms.preload-unknown", node, "type", detail=preload)
            node.preload = (preload, attribute(bind, "preloadParams", JAVAROSA) or "")

    def _message(self, bind: etree._Element, name: str, node: NodeDefinition, column: str) -> Text | None:
        written = attribute(bind, name, JAVAROSA)
        if not written:
            return None
        text_id = text_id_of(written)
        if text_id is None:
            return Text(inline=(written,))
        self._watch_text_id(text_id, node, column)
        return Text(text_id=text_id)

    # ---- texts --------------------------------------------------------------------------------------------------

    def _list_outputs(self) -> None:
        for texts in self.translations.values():
            for text_id, forms in texts.items():
                for parts in forms.values():
                    for part in parts:
                        if isinstance(part, Output):
                            self.ids_with_outputs.setdefault(text_id, []).append(part.source)

    def _watch_text_id(self, text_id: str, node: NodeDefinition, column: str) -> None:
        for source in self.ids_with_outputs.get(text_id, ()):
            self._rule(node, Aspect.VIEW, column, source)

    def _watch_choice_label(self, text_id: str, node: NodeDefinition) -> None:
        for source in self.ids_with_outputs.get(text_id, ()):
            expression = self._rule(node, Aspect.VIEW, "label", source)
            if expression is not None:
                self._choice_label_reads.setdefault(node, []).extend(expression.reads)

    def _text(self, element: etree._Element | None, node: NodeDefinition, column: str) -> Text | None:
        """A label or hint of a node."""
        if element is None:
            return None
        reference = (element.get("ref") or "").strip()
        if reference:
            text_id = text_id_of(reference)
            if text_id is not None:
                self._watch_text_id(text_id, node, column)
                return Text(text_id=text_id)
            computed = text_id_source(reference)
            expression = self._rule(node, Aspect.VIEW, column, computed if computed is not None else reference)
            if expression is None:
                return None
            return Text(text_id_expression=expression) if computed is not None else Text(inline=(expression,))
        parts: list[Part] = []
        for part in mixed_parts(element):
            if isinstance(part, str):
                parts.append(part)
                continue
            expression = self._rule(node, Aspect.VIEW, column, part.source)
            if expression is not None:
                parts.append(expression)
        return Text(inline=tuple(parts))

    # ---- controls -----------------------------------------------------------------------------------------------

    def _controls(self, parent: etree._Element, context: NodeDefinition, depth: int) -> None:
        for element in parent:
            name = local_name(element)
            if name == "group":
                self._group(element, context, depth)
            elif name == "repeat":
                self._repeat(element, context, depth, None)
            elif name in _CONTROLS:
                self._control(element, name, context)

    def _node_of(self, element: etree._Element, name: str, context: NodeDefinition) -> NodeDefinition | None:
        written = (element.get(name) or "").strip()
        if not written and element.get("bind"):
            for bind in self.model:
                if local_name(bind) == "bind" and bind.get("id") == element.get("bind"):
                    written = bind.get("nodeset") or ""
        node = self._find(_resolve(written, context.path)) if written else None
        if node is None:
            self._note("warning", "forms.control-without-node", written, detail=local_name(element))
        return node

    def _group(self, element: etree._Element, context: NodeDefinition, depth: int) -> None:
        node = self._node_of(element, "ref", context) if element.get("ref") else None
        label = child(element, "label")
        repeat = child(element, "repeat")
        if repeat is not None:
            repeated = self._node_of(repeat, "nodeset", node or context)
            if repeated is not None and (node is None or node is repeated):
                self._repeat(repeat, node or context, depth, label)
                for other in element:
                    if other is not repeat and local_name(other) in ("group", "repeat", *_CONTROLS):
                        self._controls_of(other, node or context, depth)
                return
        if node is not None:
            node.label = self._text(label, node, "label")
            node.control = Control(Kind.GROUP, appearance=element.get("appearance") or "")
        self._controls(element, node or context, depth + 1)

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
        node.label = self._text(label if label is not None else own_label, node, "label")
        node.control = Control(Kind.REPEAT, appearance=element.get("appearance") or "")
        count = (attribute(element, "count", JAVAROSA) or "").strip()
        if count:
            node.count = self._rule(node, Aspect.COUNT, "repeat_count", count)
            node.is_fixed = True
        no_change = (attribute(element, "noAddRemove", JAVAROSA) or "").strip()
        if no_change in ("true()", "true"):
            node.is_fixed = True
        self._controls(element, node, depth + 1)

    def _control(self, element: etree._Element, name: str, context: NodeDefinition) -> None:
        node = self._node_of(element, "ref", context)
        if node is None:
            return
        if node.control is not None:
            self._note("warning", "forms.two-controls", node)
            return
        control = Control(_CONTROLS[name], appearance=(element.get("appearance") or "").strip())
        node.control = control
        control.label = self._text(child(element, "label"), node, "label")
        control.hint = self._text(child(element, "hint"), node, "hint")
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
        if element.get("query"):
            self._note("warning", "forms.external-select-as-text", node, "type", element.get("query") or "")
        if "search(" in control.appearance.replace(" ", ""):
            self._note("warning", "forms.search-not-run", node, "appearance", control.appearance)

    def _range(self, element: etree._Element, node: NodeDefinition, control: Control) -> None:
        try:
            control.range_start = float(element.get("start") or 0)
            control.range_end = float(element.get("end") or 0)
            control.range_step = float(element.get("step") or 1)
        except ValueError:
            self._note("error", "forms.range-not-a-number", node, "parameters")

    def _choices(self, element: etree._Element, node: NodeDefinition, control: Control) -> None:
        choices = []
        for item in element:
            if local_name(item) == "item":
                value = child(item, "value")
                label = self._text(child(item, "label"), node, "label")
                if label is not None:
                    self._choice_label(label, node)
                choices.append(Choice(text_of(value), label))
            elif local_name(item) == "itemset":
                control.itemset = self._itemset(item, node)
        control.choices = tuple(choices)

    def _choice_label(self, label: Text, node: NodeDefinition) -> None:
        """Remember what the label of a choice written in place reads."""
        if label.text_id is not None:
            self._watch_choice_label(label.text_id, node)
        for part in label.inline:
            if isinstance(part, Expression):
                self._choice_label_reads.setdefault(node, []).extend(part.reads)

    def _itemset(self, element: etree._Element, node: NodeDefinition) -> Itemset | None:
        source = element.get("nodeset") or ""
        expression = self._rule(node, Aspect.CHOICES, "choice_filter", source)
        value, label = child(element, "value"), child(element, "label")
        if expression is None:
            return None
        if value is None:
            self._note("error", "forms.itemset-without-value", node, "type", source)
            return None
        value_path = (value.get("ref") or "").strip()
        label_path = (label.get("ref") or "").strip() if label is not None else value_path
        computed = text_id_source(label_path)
        found = expression.found
        itemset = Itemset(
            nodes=expression,
            value=_names(value_path),
            label=_names(computed if computed is not None else label_path),
            label_is_text_id=computed is not None,
            schema=found.target if found else None,
        )
        if found is not None:
            for path in (itemset.value, itemset.label):
                target: SchemaNode | None = found.target
                for name in path:
                    target = target.by_name.get(name) if target is not None else None
                if target is not None:
                    self.reads.append((node, Aspect.CHOICES, Read(target, found.bound), expression, "choice_filter"))
        return itemset

    def _choice_texts(self) -> None:
        """Choice labels with answers in them are to be shown again when these answers change."""
        if not self.ids_with_outputs:
            return
        used: dict[tuple[str, tuple[str, ...]], list[str]] = {}
        for node in self.nodes:
            itemset = node.control.itemset if node.control else None
            if itemset is None or not itemset.label_is_text_id:
                continue
            for instance_id in itemset.nodes.instance_ids:
                instance = self.instances.get(instance_id)
                if instance is None or len(itemset.label) != 1:
                    continue
                key = (instance_id, tuple(itemset.label))
                if key not in used:
                    ids = {row.column(itemset.label[0]) or "" for row in instance.root.children}
                    used[key] = sorted(ids & self.ids_with_outputs.keys())
                for text_id in used[key]:
                    self._watch_choice_label(text_id, node)

    def _choice_names(self) -> None:
        """What shows the label of a choice reads what the select's choices and their labels read.

        A label that shows the very thing that shows the label would never come to rest: it is not followed.
        """
        offers: dict[SchemaNode, list[Read]] = {}
        targets: dict[SchemaNode, set[SchemaNode]] = {}
        for owner, aspect, read, _, _ in self.reads:
            if aspect is not Aspect.VIEW:
                targets.setdefault(owner, set()).add(read.target)
            if aspect is Aspect.CHOICES:
                offers.setdefault(owner, []).append(read)
        for owner, aspect, expression, column in self._watched:
            for select in expression.named_selects:
                target = select.target
                for read in (*offers.get(target, ()), *self._choice_label_reads.get(target, ())):
                    if _leads_to(read.target, owner, targets):
                        self._note("warning", "forms.choice-label-shows-itself", owner, column, expression.source)
                        continue
                    bound = _meeting(select.bound, read.bound)
                    self.reads.append((owner, aspect, Read(read.target, bound), expression, column))

    def _settle_kinds(self) -> None:
        for node in self.nodes:
            if node.is_repeat:
                node.kind = Kind.REPEAT_INSTANCE
            elif not node.is_leaf or (node.control is not None and node.control.kind is Kind.GROUP):
                node.kind = Kind.GROUP
            elif node.control is not None:
                node.kind = Kind.NOTE if self._is_note(node) else node.control.kind

    @staticmethod
    def _is_note(node: NodeDefinition) -> bool:
        control = node.control
        if control is None or control.kind is not Kind.INPUT or node.readonly is None:
            return False
        is_constant = node.readonly.is_constant and node.readonly.source.replace(" ", "") == "true()"
        return is_constant and (control.label is not None or control.hint is not None)

    # ---- actions ------------------------------------------------------------------------------------------------

    def _actions(self) -> None:
        for element in self.model:
            self._action(element, None, self.root)
        self._actions_in(self.body, self.root)

    def _actions_in(self, parent: etree._Element, context: NodeDefinition) -> None:
        for element in parent:
            name = local_name(element)
            reference = element.get("nodeset" if name == "repeat" else "ref") or ""
            if name in ("group", "repeat", *_CONTROLS):
                node = self._find(_resolve(reference, context.path)) if reference else context
                if node is not None:
                    for action in element:
                        self._action(action, node, node)
                    self._actions_in(element, node)

    def _action(self, element: etree._Element, trigger: NodeDefinition | None, context: NodeDefinition) -> None:
        name = local_name(element)
        if name in ("setgeopoint", "recordaudio", "action"):
            self._note("warning", "forms.action-not-run", element.get("ref") or "", detail=name)
            return
        if name != "setvalue":
            return
        written = (element.get("ref") or "").strip() or self._bind_path(element.get("bind"))
        target = self._find(_resolve(written, context.path))
        if target is None:
            self._note("warning", "forms.action-without-node", written)
            return
        words = (element.get("event") or attribute(element, "event", "http://www.w3.org/2001/xml-events") or "").split()
        known = {event.value for event in Event}
        for word in words:
            if word not in known:
                self._note("warning", "forms.event-unknown", target, "trigger", detail=word)
        events = frozenset(Event(word) for word in words if word in known)
        source = (element.get("value") or "").strip()
        expression = self._compile(source, target, "default") if source else None
        if source and expression is None:
            return
        action = SetValue(events, target, expression, (element.text or "").strip() if not source else "")
        if events & {Event.FIRST_LOAD, Event.LOAD}:
            self.load_actions.append(action)
        if Event.NEW_REPEAT in events:
            repeat = next((each for each in target.ancestors() if each.is_repeat), None)
            if isinstance(repeat, NodeDefinition):
                repeat.new_repeat_actions.append(action)
        if Event.VALUE_CHANGED in events and trigger is not None:
            trigger.value_changed_actions.append(action)

    def _bind_path(self, bind_id: str | None) -> str:
        for bind in self.model:
            if bind_id and local_name(bind) == "bind" and bind.get("id") == bind_id:
                return bind.get("nodeset") or ""
        return ""

    # ---- checks of the whole ------------------------------------------------------------------------------------

    def _check_edited_calculates(self) -> None:
        for node in self.nodes:
            is_editable = node.control is not None and node.kind not in (Kind.NOTE, Kind.GROUP, Kind.REPEAT_INSTANCE)
            if node.calculate is not None and is_editable and node.readonly is None:
                self._note("warning", "forms.calculate-overwrites-answer", node, "calculation", node.calculate.source)

    def _link(self) -> None:
        self.problems += link(self.nodes, self.reads)


def _ensure_instance_id(initial: Element, prefix: str) -> str:
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


def _namespaces(primary: etree._Element) -> dict[str, str]:
    """The prefixes declared on the instance or anywhere in it, and (blank) the instance's own default namespace."""
    declared = {"orx": OPENROSA}
    for element in primary.iter():
        declared.update({prefix: uri for prefix, uri in element.nsmap.items() if prefix})
    own = namespace_of(primary)
    if own not in ("", XFORMS):
        declared[""] = own
    return declared


def _resolve(written: str, context: str) -> str:
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


def _names(path: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in path.split("/") if name.strip() not in ("", "."))


def _leads_to(start: SchemaNode, goal: SchemaNode, targets: Mapping[SchemaNode, set[SchemaNode]]) -> bool:
    """Whether following what is read leads from one place to another."""
    waiting, seen = [start], {start}
    while waiting:
        place = waiting.pop()
        if place is goal:
            return True
        new = targets.get(place, set()) - seen
        seen |= new
        waiting.extend(new)
    return False


def _meeting(one: SchemaNode, other: SchemaNode) -> SchemaNode:
    """The lowest place that is above both."""
    above = set(one.ancestors())
    return next(each for each in other.ancestors() if each in above)


def _blank(element: Element) -> Element:
    """The shape of an instance without its answers: what a repeat without a template grows by."""
    blank = Element(element.name)
    blank.attributes = dict(element.attributes)
    blank.children.extend(_blank(each) for each in element.children)
    return blank


def _is_template(element: Element) -> bool:
    return "jr:template" in element.attributes or "template" in element.attributes


_FAULT_CODES = {
    "syntax": "forms.syntax",
    "too-long": "forms.expression-too-long",
    "too-deep": "forms.expression-too-deep",
    "unknown-function": "forms.function-unknown",
    "argument-count": "forms.argument-count",
    "unsupported-axis": "forms.axis-unsupported",
    "unsupported-path": "forms.path-unsupported",
    "regex-unsupported": "forms.regex-unsupported",
    "not-a-node-set": "forms.not-a-node-set",
    "not-a-repeat": "forms.not-a-repeat",
}
_REMARK_CODES = {
    "not-in-collect": "forms.function-not-in-collect",
    "path-finds-nothing": "forms.path-finds-nothing",
    "not-a-date": "forms.not-a-date",
}
