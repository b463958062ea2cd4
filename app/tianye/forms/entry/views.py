"""Views of nodes, made when somebody looks."""

from __future__ import annotations

from collections.abc import Mapping

from tianye.forms.definition import SELECTS, FormDefinition, Kind, NodeDefinition, Output, Part, Parts, Text
from tianye.forms.definition import Choice as WrittenChoice
from tianye.forms.entry.recompute import Recomputation, column_text, named
from tianye.forms.entry.tree import ChoiceSource, LiveNode, LiveRange
from tianye.forms.nodes import Choice, Media, Node
from tianye.forms.xpath import DataNode, ExpressionFault, World, compile_expression, put_together

_MEDIA = ("image", "big-image", "audio", "video")


class Views:
    """Makes and keeps the views of one entry in its active language."""

    def __init__(self, definition: FormDefinition, world: World, recomputation: Recomputation) -> None:
        self.definition = definition
        self.language = definition.default_language
        self._world = world
        self._recomputation = recomputation
        self._media_in: dict[str, dict[str, Media]] = {}

    def of_range(self, live_range: LiveRange) -> Node:
        """What a client may see of a repeat; raises UserFault where one of its expressions fails."""
        if live_range.view is None:
            try:
                live_range.view = self._make_range(live_range)
            except ExpressionFault as fault:
                raise named(fault, live_range.schema) from fault
        return live_range.view

    def of_node(self, node: LiveNode) -> Node:
        """What a client may see of a node; raises UserFault where one of its expressions fails."""
        if node.view is None:
            try:
                node.view = self._make_node(node)
            except ExpressionFault as fault:
                raise named(fault, node.schema) from fault
        return node.view

    def _make_range(self, live_range: LiveRange) -> Node:
        schema = live_range.schema
        if not self.is_range_relevant(live_range):
            return Node(live_range.ref, Kind.REPEAT, is_relevant=False, name=schema.name)
        return Node(
            live_range.ref,
            Kind.REPEAT,
            name=schema.name,
            label=self.text(schema.label, live_range.anchor),
            count=len(live_range.visible_instances),
            is_fixed=schema.is_fixed,
            appearance=schema.control.appearance if schema.control else "",
        )

    def is_range_relevant(self, live_range: LiveRange) -> bool:
        """A repeat with instances is relevant if one of them is; without, its rule is asked at the repeat itself."""
        if not live_range.parent.is_relevant:
            return False
        instances = live_range.visible_instances
        if instances:
            return any(instance.own_relevant for instance in instances)
        rule = live_range.schema.relevant
        return rule is None or rule.truth(self._world, live_range.anchor)

    def _make_node(self, node: LiveNode) -> Node:
        schema, kind = node.schema, node.schema.kind
        if not node.is_relevant:
            return Node(node.ref, kind, is_relevant=False, name=schema.name)
        if kind in (Kind.GROUP, Kind.REPEAT_INSTANCE):
            return Node(
                node.ref,
                kind,
                name=schema.name,
                is_readonly=self.is_readonly(node),
                label=self.text(schema.label, node),
                appearance=schema.control.appearance if schema.control else "",
            )
        return self._make_question(node, schema, kind)

    def _make_question(self, node: LiveNode, schema: NodeDefinition, kind: Kind) -> Node:
        is_required = schema.required is not None and schema.required.truth(self._world, node)
        violation = message = None
        if node.shown != "":
            if schema.constraint is not None and not schema.constraint.truth(self._world, node):
                violation, message = "constraint", self.text(schema.constraint_message, node)
        elif is_required:
            violation, message = "required", self.text(schema.required_message, node)
        control = schema.control
        label = hint = guidance = None
        media: Media = ()
        if control is not None:
            label, hint = self.text(control.label, node), self.text(control.hint, node)
            guidance = self.text(control.hint, node, "guidance")
            media = self._media(control.label)
        return Node(
            node.ref,
            kind,
            name=schema.name,
            value_type=schema.value_type,
            value=node.shown,
            is_readonly=self.is_readonly(node),
            is_required=is_required,
            violation=violation,
            message=message,
            label=label,
            hint=hint,
            guidance=guidance,
            media=media,
            choices=self.choices(node) if kind in SELECTS else (),
            appearance=control.appearance if control else "",
            media_type=control.media_type if control else "",
            range_bounds=(
                (control.range_start, control.range_end, control.range_step) if control and kind is Kind.RANGE else None
            ),
            parameters=_parameters(schema, control.attributes) if control else (),
        )

    def is_readonly(self, node: LiveNode) -> bool:
        """By its own rule or that of a group above it."""
        each: LiveNode | None = node
        while each is not None:
            if each.schema.readonly is not None and each.schema.readonly.truth(self._world, each):
                return True
            each = each.parent
        return False

    # ---- choices ------------------------------------------------------------------------------------------------

    def choices(self, node: LiveNode) -> tuple[Choice, ...]:
        """What can be chosen now, with labels and media in the active language."""
        offer = self._recomputation.offered(node)
        key = (self.language or "", node.schema.index)
        known = offer.shown.get(key)
        if known is not None:
            return known
        media = self._media_of_language()
        made = tuple(
            Choice(
                value,
                self.choice_label(node, value, source),
                media.get(self._choice_text_id(node, source), ()) if media else (),
            )
            for value, source in offer.rows
        )
        if not any(self._has_output(node, source) for _, source in offer.rows):
            offer.shown[key] = made
        return made

    def _has_output(self, node: LiveNode, source: ChoiceSource) -> bool:
        """Whether the label of a choice shows an answer."""
        if isinstance(source, DataNode):
            return True
        text_id = self._choice_text_id(node, source)
        if text_id:
            written = self._written(text_id, "") or ()
            return any(not isinstance(part, str) for part in written)
        text = source.label if isinstance(source, WrittenChoice) else None
        if text is None:
            return False
        return text.text_id_expression is not None or any(not isinstance(part, str) for part in text.inline)

    def choice_label(self, node: LiveNode, value: str, source: ChoiceSource) -> str:
        if isinstance(source, WrittenChoice):
            return value if source.label is None else (self.text(source.label, node) or "")
        itemset = node.schema.control.itemset if node.schema.control else None
        if itemset is None:
            return value
        written = column_text(source, itemset.label)
        if itemset.label_is_text_id:
            return self.translated(written, node) or ""
        return written

    def _choice_text_id(self, node: LiveNode, source: ChoiceSource) -> str:
        """The id of a choice's text, empty where it has none."""
        if isinstance(source, WrittenChoice):
            return (source.label.text_id or "") if source.label is not None else ""
        itemset = node.schema.control.itemset if node.schema.control else None
        return column_text(source, itemset.label) if itemset is not None and itemset.label_is_text_id else ""

    # ---- texts --------------------------------------------------------------------------------------------------

    def text(self, text: Text | None, node: LiveNode, form: str = "") -> str | None:
        """A text with its outputs filled in, None where there is none."""
        if text is None:
            return None
        if text.text_id_expression is not None:
            return self.translated(text.text_id_expression.text(self._world, node), node, form)
        if text.text_id is not None:
            return self.translated(text.text_id, node, form)
        return (self._filled(text.inline, node) or None) if form == "" else None

    def translated(self, text_id: str, node: LiveNode, form: str = "") -> str | None:
        """A text of the form by its id in the active language."""
        written = self._written(text_id, form)
        if written is None:
            return None
        if len(written) == 1 and isinstance(written[0], str):
            return written[0]
        return self._filled(self._compiled(text_id, form, node.schema, written), node) or None

    def _written(self, text_id: str, form: str) -> tuple[str | Output, ...] | None:
        forms = self.definition.translations.get(self.language or "", {}).get(text_id)
        return forms.get(form) if forms else None

    def _compiled(
        self, text_id: str, form: str, schema: NodeDefinition, written: tuple[str | Output, ...]
    ) -> tuple[Part, ...]:
        key = (self.language or "", text_id, form, schema.index)
        parts = self.definition.compiled_texts.get(key)
        if parts is None:
            parts = tuple(part if isinstance(part, str) else _compile(part, schema) for part in written)
            self.definition.compiled_texts[key] = parts
        return parts

    def _filled(self, parts: Parts, node: LiveNode) -> str:
        texts = [part if isinstance(part, str) else part.text(self._world, node) for part in parts]
        return put_together(self._world, "", texts)

    def _media(self, text: Text | None) -> Media:
        return () if text is None or text.text_id is None else self._media_of_language().get(text.text_id, ())

    def _media_of_language(self) -> dict[str, Media]:
        """Text ids that have media, with these; what the active language lacks is that of the default one."""
        language = self.language or ""
        known = self._media_in.get(language)
        if known is None:
            translations = self.definition.translations
            default, own = translations.get(self.definition.default_language or "", {}), translations.get(language, {})
            having = {
                one for texts in (default, own) for one, forms in texts.items() if not forms.keys().isdisjoint(_MEDIA)
            }
            known = {one: _media_among(default.get(one, {}) | own.get(one, {})) for one in having}
            self._media_in[language] = known
        return known


def _parameters(schema: NodeDefinition, attributes: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    if not schema.parameters and not attributes:
        return ()
    return tuple(sorted((schema.parameters | dict(attributes)).items()))


def _media_among(forms: Mapping[str, tuple[str | Output, ...]]) -> Media:
    found = [(form, forms[form][0]) for form in _MEDIA if forms.get(form)]
    return tuple((form, name.strip().rsplit("/", 1)[-1]) for form, name in found if isinstance(name, str))


def _compile(output: Output, schema: NodeDefinition) -> Part:
    """An output of a text; one that cannot be used was named when the form was read, and reads blank."""
    try:
        return compile_expression(output.source, schema)
    except ExpressionFault:
        return ""
