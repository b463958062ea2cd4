"""The parts of an XForm put together: instance, binds, controls, texts and actions."""

from __future__ import annotations

import gc
from collections.abc import Callable
from dataclasses import asdict

from lxml import etree

from tianye.domain.errors import NextStep, UserFault
from tianye.forms.definition import Aspect, Audit, Event, FormDefinition, Kind, NodeDefinition, SetValue
from tianye.forms.parse.controls import CONTROLS, Controls
from tianye.forms.parse.document import (
    ENTITIES,
    JAVAROSA,
    ODK,
    OPENROSA,
    attribute,
    child,
    local_name,
    read_xml,
    text_of,
    to_element,
)
from tianye.forms.parse.labels import Labels
from tianye.forms.parse.outside import Outside
from tianye.forms.parse.rules import Rules
from tianye.forms.parse.shape import Shape, ensure_instance_id, namespaces_of, repeat_paths, resolve
from tianye.forms.parse.tables import UnreadableTableError, empty_table, is_utf8, read_table
from tianye.forms.parse.texts import read_translations
from tianye.forms.xpath import Element, SecondaryInstance

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
_PRELOADS = frozenset({"date", "timestamp", "property", "uid"})
_UNKNOWN_PROPERTIES = frozenset({"phonenumber", "email", "subscriberid", "simserial"})
"""What a form may ask of a telephone or an account: a laptop has neither."""
_RULES = {
    "relevant": (Aspect.RELEVANT, "relevant"),
    "calculate": (Aspect.VALUE, "calculation"),
    "readonly": (Aspect.VIEW, "read_only"),
    "required": (Aspect.VIEW, "required"),
    "constraint": (Aspect.VIEW, "constraint"),
}
_PARAMETERS = ("max-pixels", "quality")
"""What a row of a form may ask of a picture or a sound."""
_BARE_TRUTHS = {"true": "true()", "false": "false()"}


def no_media(name: str) -> bytes | None:
    """The media reader of a form that comes without files."""
    return None


def parse_form(xform: bytes, media: MediaReader = no_media) -> FormDefinition:
    """Read a form.

    `media` gives the bytes of a file that comes with the form, None where it is missing (its list is empty then).
    Raises UserFault: `forms.refused` with all `problems` found (see definition.Problem), `forms.not-an-xform`, and what
    read_xml raises.
    """
    html = read_xml(xform)
    # a form is a hundred thousand objects that stay: looking for garbage among them takes longer than reading it
    was_collecting = gc.isenabled()
    gc.disable()
    try:
        return _Builder(html, media).build()
    finally:
        if was_collecting:
            gc.enable()


def _events_of(element: etree._Element) -> list[str]:
    return (element.get("event") or attribute(element, "event", "http://www.w3.org/2001/xml-events") or "").split()


class _Builder:
    def __init__(self, html: etree._Element, media: MediaReader) -> None:
        head, body = child(html, "head"), child(html, "body")
        model = child(head, "model") if head is not None else None
        if head is None or model is None or body is None:
            raise UserFault("forms.not-an-xform", next_step=NextStep.CHOOSE_ANOTHER_FILE)
        self.title = text_of(child(head, "title"))
        self.model = model
        self.body = body
        self.media = media
        self.load_actions: list[SetValue] = []
        self._uses_last_saved = False
        self._audit: Audit | None = None
        self.instances: dict[str, SecondaryInstance] = {}
        self._tables: dict[str, str] = {}
        self.translations, self.default_language = read_translations(model)
        self._primary, self._secondary_sources = self._instance_elements()
        self._initial = to_element(self._primary)
        prefix = next((prefix for prefix, uri in self._primary.nsmap.items() if prefix and uri == OPENROSA), "")
        self._added_id = ensure_instance_id(self._initial, prefix)
        self._rules = Rules()
        self._shape = Shape(self._initial, set(repeat_paths(body, f"/{self._initial.name}")), self._rules)
        self._labels = Labels(self.translations, self._rules)

    def build(self) -> FormDefinition:
        for element in self._secondary_sources:
            self._secondary(element)
        self._binds()
        outside = Outside(self.media, self.instances, self.translations, self._rules)
        controls = Controls(self.model, self._shape, self._rules, self._labels, outside)
        controls.read(self.body, self._shape.root)
        controls.settle_kinds()
        self._tables |= outside.files
        self._actions()
        self._labels.follow_choice_lists(self._shape.nodes, self.instances)
        self._rules.follow_choice_names(self._labels.choice_label_reads)
        self._check_instances()
        self._check_submission()
        self._check_edited_calculates()
        self._rules.link(self._shape.nodes)
        problems = self._rules.problems
        if self._rules.errors:
            raise UserFault(
                "forms.refused", next_step=NextStep.MEND_FILE, problems=[asdict(problem) for problem in problems]
            )
        attributes = self._initial.attributes
        return FormDefinition(
            form_id=attributes.get("id", "") or self._initial.name,
            version=attributes.get("version") or attributes.get("orx:version") or "",
            title=self.title,
            root=self._shape.root,
            nodes=self._shape.nodes,
            initial=self._initial,
            languages=list(self.translations),
            default_language=self.default_language,
            translations=self.translations,
            instances=self.instances,
            load_actions=self.load_actions,
            language_readers=self._rules.language_readers,
            namespaces=namespaces_of(self._primary),
            warnings=tuple(problems),
            style=self.body.get("class") or "",
            uses_last_saved=self._uses_last_saved,
            audit=self._audit,
            tables=self._tables,
        )

    def _instance_elements(self) -> tuple[etree._Element, list[etree._Element]]:
        instances = [each for each in self.model if local_name(each) == "instance"]
        if not instances or not len(instances[0]):
            raise UserFault("forms.not-an-xform", next_step=NextStep.CHOOSE_ANOTHER_FILE)
        return instances[0][0], instances[1:]

    # ---- secondary instances ------------------------------------------------------------------------------------

    def _secondary(self, element: etree._Element) -> None:
        instance_id = element.get("id") or ""
        source = element.get("src") or ""
        if not instance_id:
            return
        if source.startswith("jr://instance"):
            self._uses_last_saved = self._uses_last_saved or source.startswith("jr://instance/last-saved")
            return
        if not source:
            root = to_element(element[0]) if len(element) else Element("root")
            self.instances[instance_id] = SecondaryInstance(instance_id, root)
            return
        name = source.rsplit("/", 1)[-1]
        data = self.media(name)
        if data is None:
            self._rules.note("warning", "forms.media-missing", detail=name)
            self.instances[instance_id] = empty_table(instance_id)
        else:
            self.instances[instance_id] = self._table(instance_id, name, data)

    def _table(self, instance_id: str, name: str, data: bytes) -> SecondaryInstance:
        self._tables[instance_id] = name
        try:
            table = read_table(instance_id, name, data)
        except UnreadableTableError as fault:
            # told among everything else that is wrong
            self._rules.note("error", fault.code, detail=name)
            return empty_table(instance_id)
        if name.lower().endswith(".csv") and not is_utf8(data):
            self._rules.note("warning", "forms.table-not-utf8", detail=name)
        return table

    def _check_instances(self) -> None:
        """Tables that pulldata() names need no declaration; anything else that is not declared has no rows."""
        for (source, _), expression in list(self._rules.expressions.items()):
            if expression is None:
                continue
            for instance_id in expression.instance_ids:
                if instance_id in self.instances or instance_id.startswith("__last-saved"):
                    continue
                data = self.media(f"{instance_id}.csv")
                if data is not None:
                    self.instances[instance_id] = self._table(instance_id, f"{instance_id}.csv", data)
                else:
                    self.instances[instance_id] = empty_table(instance_id)
                    self._rules.note("warning", "forms.instance-unknown", expression=source, detail=instance_id)

    def _check_submission(self) -> None:
        """Where a form wants to be sent, and for whom locked: here it goes with its bundle, to headquarters alone."""
        submission = child(self.model, "submission")
        if submission is None:
            return
        if submission.get("action"):
            self._rules.note(
                "warning", "forms.address-not-used", column="submission_url", detail=submission.get("action") or ""
            )
        if submission.get("base64RsaPublicKey"):
            self._rules.note("warning", "forms.key-not-used", column="public_key")

    # ---- binds --------------------------------------------------------------------------------------------------

    def _binds(self) -> None:
        added = self._shape.find(self._added_id)
        if added is not None:
            added.preload = ("uid", "")
        for bind in self.model:
            if local_name(bind) != "bind":
                continue
            path = resolve(bind.get("nodeset") or "", f"/{self._shape.root.name}")
            node = self._shape.find(path)
            if node is None:
                self._rules.note("warning", "forms.bind-without-node", bind.get("nodeset") or "")
                continue
            self._bind(bind, node)

    def _bind(self, bind: etree._Element, node: NodeDefinition) -> None:
        written = (bind.get("type") or "").strip()
        value_type = _TYPES.get(written, written).rsplit(":", 1)[-1]
        if value_type not in _KNOWN_TYPES:
            if written:
                self._rules.note("warning", "forms.type-unknown", node, "type", detail=written)
            value_type = "string"
        node.value_type = value_type
        for name, (aspect, column) in _RULES.items():
            source = (bind.get(name) or "").strip()
            if source:
                setattr(node, name, self._rules.rule(node, aspect, column, _BARE_TRUTHS.get(source, source)))
        node.constraint_message = self._labels.message(bind, "constraintMsg", node, "constraint_message")
        node.required_message = self._labels.message(bind, "requiredMsg", node, "required_message")
        if node.name == "audit" and node.path.count("/") == 3 and node.path.endswith("/meta/audit"):
            self._audit = Audit(
                node.path,
                tracks_changes=attribute(bind, "track-changes", ODK) == "true",
                identifies_user=attribute(bind, "identify-user", ODK) == "true",
                asks_reasons=attribute(bind, "track-changes-reasons", ODK) == "on-form-edit",
            )
        for name in _PARAMETERS:
            if value := attribute(bind, name, OPENROSA) or attribute(bind, name, ODK):
                node.parameters[name] = value
        node.saveto = attribute(bind, "saveto", ENTITIES) or ""
        preload = bind.get(f"{{{JAVAROSA}}}preload")
        if preload:
            if preload not in _PRELOADS:
                self._rules.note("warning", "forms.preload-unknown", node, "type", detail=preload)
            node.preload = (preload, attribute(bind, "preloadParams", JAVAROSA) or "")
            if preload == "property" and node.preload[1] in _UNKNOWN_PROPERTIES:
                self._rules.note("warning", "forms.property-left-blank", node, "type", detail=node.preload[1])

    # ---- actions ------------------------------------------------------------------------------------------------

    def _actions(self) -> None:
        for element in self.model:
            self._action(element, None, self._shape.root)
        self._actions_in(self.body, self._shape.root)

    def _actions_in(self, parent: etree._Element, context: NodeDefinition) -> None:
        for element in parent:
            name = local_name(element)
            reference = element.get("ref") or element.get("nodeset") or ""
            if name in ("group", "repeat", *CONTROLS):
                node = self._shape.find(resolve(reference, context.path)) if reference else context
                if node is not None:
                    for action in element:
                        self._action(action, node, node)
                    self._actions_in(element, node)

    def _action(self, element: etree._Element, trigger: NodeDefinition | None, context: NodeDefinition) -> None:
        name = local_name(element)
        if name in ("setgeopoint", "recordaudio"):
            self._rules.note("warning", "forms.action-left-blank", element.get("ref") or "", detail=name)
            return
        if name == "action":
            # several in one: each for the events of all
            for each in element:
                if not _events_of(each):
                    each.set("event", " ".join(_events_of(element)))
                self._action(each, trigger, context)
            return
        if name != "setvalue":
            return
        written = (element.get("ref") or "").strip() or self._bind_path(element.get("bind"))
        target = self._shape.find(resolve(written, context.path))
        if target is None:
            self._rules.note("warning", "forms.action-without-node", written)
            return
        words = _events_of(element)
        known = {event.value for event in Event}
        for word in words:
            if word not in known:
                self._rules.note("warning", "forms.event-unknown", target, "trigger", detail=word)
        events = frozenset(Event(word) for word in words if word in known)
        source = (element.get("value") or "").strip()
        expression = self._rules.compile(source, target, "default") if source else None
        if source and expression is None:
            return
        # a value that is written, if only blank, goes before what stands inside
        text = (element.text or "").strip() if element.get("value") is None else ""
        action = SetValue(events, target, expression, text)
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

    def _check_edited_calculates(self) -> None:
        for node in self._shape.nodes:
            is_editable = node.control is not None and node.kind not in (Kind.NOTE, Kind.GROUP, Kind.REPEAT_INSTANCE)
            rule = node.calculate
            if rule is not None and is_editable and node.readonly is None:
                self._rules.note("warning", "forms.calculate-overwrites-answer", node, "calculation", rule.source)
