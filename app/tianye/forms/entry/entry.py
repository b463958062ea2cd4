"""One form being filled in."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial

from tianye.domain.errors import NextStep, UserFault
from tianye.forms.definition import SELECTS, FormDefinition, Kind, NodeDefinition
from tianye.forms.entry.answers import canonical, is_acceptable
from tianye.forms.entry.recompute import Budget, Deferred, Recomputation, named, targets
from tianye.forms.entry.submission import write_submission
from tianye.forms.entry.surroundings import Surroundings
from tianye.forms.entry.tree import UNTOLD, LiveNode, LiveRange, grow
from tianye.forms.entry.views import Views
from tianye.forms.nodes import Node, Violation
from tianye.forms.parse import read_submission
from tianye.forms.xpath import DataNode, Element, ExpressionFault, SecondaryInstance

_MOST_DIGITS = 9
_LAST_SAVED = "__last-saved"
_SETTABLE = frozenset({Kind.INPUT, Kind.SELECT_ONE, Kind.SELECT_MANY, Kind.RANK, Kind.RANGE, Kind.TRIGGER, Kind.UPLOAD})


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A draft: every answer by its place, those that do not count now too, and how many instances repeats have.

    Plain values only, so that it can be stored as JSON. `shown` is how many of its instances a repeat with a count
    shows, `results` are those of calculations somebody wrote over.
    """

    form_id: str
    version: str
    language: str | None = None
    answers: dict[str, str] = field(default_factory=dict)
    repeats: dict[str, int] = field(default_factory=dict)
    shown: dict[str, int] = field(default_factory=dict)
    results: dict[str, str] = field(default_factory=dict)


class Entry:
    """A form being filled in: answers go in by place, and what is to be seen comes out.

    Made by `Entry.open`, `Entry.restore` or `Entry.reopen`. A command that fails raises UserFault and changes nothing.
    Not safe for use by several threads at once.
    """

    def __init__(self, definition: FormDefinition, surroundings: Surroundings) -> None:
        self.definition = definition
        self._surroundings = surroundings
        self._budget = Budget()
        self._world = _EntryWorld(self)
        self._recomputation = Recomputation(definition, self._world, self._budget)
        self._views = Views(definition, self._world, self._recomputation)
        self._world.views = self._views
        self._last_saved: SecondaryInstance | None = None
        self._root = grow(definition.root, None, definition.initial)
        self._listed: tuple[Node, ...] | None = None

    # ---- opening ------------------------------------------------------------------------------------------------

    @classmethod
    def open(cls, definition: FormDefinition, surroundings: Surroundings) -> Entry:
        """A new entry: defaults, preloads and calculations, then the actions of the first load.

        These reach the repeat instances the form comes with; instances that a count makes run their own.
        """
        entry = cls(definition, surroundings)
        entry._preload()
        loads = [
            (action, target) for action in definition.load_actions for target in targets(entry._root, action.target)
        ]
        entry._budget.renew()
        entry._recomputation.begin(entry._root)
        later = entry._settle_rules()
        for action, target in loads:
            entry._recomputation.run_action(action, target)
            entry._settle()
        entry._recomputation.resume(later)
        entry._settle()
        return entry

    @classmethod
    def reopen(
        cls, definition: FormDefinition, surroundings: Surroundings, submission: bytes, language: str | None = None
    ) -> Entry:
        """A finished entry from its submission XML, to look at or correct; keeps its id, its times and what was edited.

        A submission does not say in which `language` it was given, and a calculation may show words of the form.
        """
        entry = cls(definition, surroundings)
        source = read_submission(submission)
        form_id = source.attributes.get("id") or definition.form_id
        if source.name != definition.root.name or form_id != definition.form_id:
            raise UserFault("forms.submission-of-another-form", next_step=NextStep.CHOOSE_ANOTHER_FILE)
        if language in definition.languages:
            entry._views.language = language
        entry._root = grow(definition.root, None, source)
        _keep_written(entry._root, source)
        for node in entry._root.below():
            for child in node.children:
                if isinstance(child, LiveRange) and child.schema.count is not None:
                    child.shown = len(child.instances)
        entry._start()
        return entry

    @classmethod
    def restore(cls, definition: FormDefinition, surroundings: Surroundings, snapshot: Snapshot) -> Entry:
        """A draft as it was left; the definition has to be of the version it was begun with."""
        if (snapshot.form_id, snapshot.version) != (definition.form_id, definition.version):
            raise UserFault(
                "forms.draft-of-another-version",
                next_step=NextStep.ASK_HEADQUARTERS,
                form=snapshot.form_id,
                version=snapshot.version,
            )
        entry = cls(definition, surroundings)
        if snapshot.language in definition.languages:
            entry._views.language = snapshot.language
        entry._fill(entry._root, snapshot)
        entry._start()
        return entry

    def _fill(self, node: LiveNode, snapshot: Snapshot) -> None:
        ref = node.ref
        node.stored = snapshot.answers.get(ref, "")
        if node.stored and node.schema.is_attribute:
            node.own_relevant = True
        node.result = snapshot.results.get(ref)
        for child in node.children:
            if not isinstance(child, LiveRange):
                self._fill(child, snapshot)
                continue
            child.instances.clear()
            for _ in range(snapshot.repeats.get(child.ref, 0)):
                child.instances.append(grow(child.schema, node, child.schema.template))
            child.renumber()
            child.shown = snapshot.shown.get(child.ref)
            for instance in child.instances:
                self._fill(instance, snapshot)

    def _preload(self) -> None:
        now = self._surroundings.now()
        for node in self._root.below():
            if node.schema.preload is not None:
                value = self._preloaded(*node.schema.preload, now)
                if value is not None:
                    node.stored = value

    def _preloaded(self, kind: str, parameter: str, now: datetime) -> str | None:
        match kind, parameter:
            case "uid", _:
                return self._surroundings.identity or f"uuid:{self._surroundings.uuid()}"
            case "timestamp", "start":
                return now.isoformat(timespec="milliseconds")
            case "date", "today":
                return now.date().isoformat()
            case "property", name:
                return self._surroundings.properties.get(name, "")
            case _:
                return None

    def _start(self) -> None:
        self._budget.renew()
        self._recomputation.begin(self._root)
        self._settle()

    def _settle_rules(self) -> list[Deferred]:
        """Compute what waits; the actions this set off (those of repeats made by a count) are left for later."""
        self._listed = None
        try:
            return self._recomputation.settle_rules()
        except UserFault:
            self._recomputation.forget()
            raise

    def _settle(self) -> None:
        self._listed = None
        try:
            self._recomputation.settle()
        except ExpressionFault as fault:
            self._recomputation.forget()
            raise UserFault("forms.too-many-steps", next_step=NextStep.ASK_HEADQUARTERS, reason=fault.reason) from fault
        except UserFault:
            self._recomputation.forget()
            raise

    # ---- looking ------------------------------------------------------------------------------------------------

    @property
    def language(self) -> str | None:
        """The active language, None where the form has none."""
        return self._views.language

    @property
    def languages(self) -> list[str]:
        return list(self.definition.languages)

    def nodes(self) -> tuple[Node, ...]:
        """All nodes in document order; what is below a node that is not relevant is left out.

        Nothing is made again while nothing changes: it is the same tuple then. A node that a change did not touch is
        the same object as before; `nodes.differ` tells the others.
        """
        if self._listed is None:
            self._budget.renew()
            found: list[Node] = []
            self._list(self._root, found)
            self._listed = tuple(found)
        return self._listed

    def _list(self, parent: LiveNode, found: list[Node]) -> None:
        for child in parent.children:
            if isinstance(child, LiveRange):
                view = self._views.of_range(child)
                found.append(view)
                if view.is_relevant:
                    for instance in child.visible_instances:
                        self._list_node(instance, found)
            elif not child.schema.is_attribute:
                self._list_node(child, found)

    def _list_node(self, node: LiveNode, found: list[Node]) -> None:
        view = self._views.of_node(node)
        found.append(view)
        if view.is_relevant and not node.schema.is_leaf:
            self._list(node, found)

    def node(self, ref: str) -> Node:
        """One node by its ref; raises UserFault `forms.unknown-ref`."""
        self._budget.renew()
        found = self._find(ref)
        return self._views.of_range(found) if isinstance(found, LiveRange) else self._views.of_node(found)

    def answers(self) -> dict[str, str]:
        """The answers that count, by ref; blank ones and the form's own metadata left out."""
        return {
            node.ref: node.value
            for node in self.nodes()
            if node.is_question and node.is_relevant and node.value != "" and "meta/" not in node.ref
        }

    def problems(self) -> list[Violation]:
        """Every rule that an answer breaks, in document order."""
        return [
            Violation(node.ref, node.violation, node.label, node.message)
            for node in self.nodes()
            if node.is_relevant and node.violation is not None
        ]

    # ---- answering ----------------------------------------------------------------------------------------------

    def answer(self, ref: str, value: str | None) -> None:
        """Put an answer, in ODK's serialised form; blank or None clears.

        Raises UserFault: `forms.unknown-ref`, `forms.not-settable`, `forms.not-relevant`, `forms.readonly`,
        `forms.bad-value`, `forms.not-a-choice`. An answer that breaks a constraint is kept and is no fault.
        """
        self._budget.renew()
        node = self._find(ref)
        if isinstance(node, LiveRange) or node.schema.kind not in _SETTABLE:
            raise UserFault("forms.not-settable", next_step=NextStep.MEND_INPUT, ref=ref)
        if not node.is_relevant:
            raise UserFault("forms.not-relevant", next_step=NextStep.MEND_INPUT, ref=ref)
        if self._views.of_node(node).is_readonly:
            raise UserFault("forms.readonly", next_step=NextStep.MEND_INPUT, ref=ref)
        stored = self._checked(node, value or "", ref)
        self._change(node, stored)

    def tell_audit(self, value: str) -> None:
        """Put the name of the log of this entry where the form wants it (`definition.audit`); nothing if it wants none.

        Nobody is asked for it, so no answer reaches it.
        """
        if self.definition.audit is not None:
            self._budget.renew()
            node = self._find(self.definition.audit.path)
            assert isinstance(node, LiveNode)
            self._change(node, value)

    def _change(self, node: LiveNode, stored: str) -> None:
        self._do(lambda: self._recomputation.store(node, stored))

    def _do(self, change: Callable[[], object]) -> None:
        """Make a change and settle; where that fails, take all of it back, so that nothing has happened."""
        self._recomputation.journal.begin()
        try:
            change()
            self._settle()
        except UserFault:
            self._budget.renew()
            self._recomputation.take_back(self._root)
            self._listed = None
            raise

    def _checked(self, node: LiveNode, value: str, ref: str) -> str:
        """The value as it is kept, or a fault."""
        if value == "":
            return ""
        kind, value_type = node.schema.kind, node.schema.value_type
        if kind in SELECTS:
            return self._checked_choices(node, value, ref)
        if kind is Kind.TRIGGER and value != "OK":
            raise UserFault("forms.bad-value", next_step=NextStep.MEND_INPUT, ref=ref, type="trigger")
        if kind in (Kind.INPUT, Kind.RANGE):
            if not is_acceptable(value, value_type):
                raise UserFault("forms.bad-value", next_step=NextStep.MEND_INPUT, ref=ref, type=value_type)
            value = canonical(value, value_type)
        if kind is Kind.RANGE:
            self._check_range(node, value, ref)
        return value

    def _check_range(self, node: LiveNode, value: str, ref: str) -> None:
        control = node.schema.control
        assert control is not None
        low, high = sorted((control.range_start, control.range_end))
        try:
            is_inside = low <= float(value) <= high
        except ValueError:
            is_inside = False
        if not is_inside:
            raise UserFault("forms.bad-value", next_step=NextStep.MEND_INPUT, ref=ref, type="range")

    def _checked_choices(self, node: LiveNode, value: str, ref: str) -> str:
        offered = self._recomputation.offered(node).by_value
        if node.schema.kind is Kind.SELECT_ONE:
            if value not in offered:
                raise UserFault("forms.not-a-choice", next_step=NextStep.MEND_INPUT, ref=ref)
            return value
        names = value.split()
        if any(name not in offered for name in names):
            raise UserFault("forms.not-a-choice", next_step=NextStep.MEND_INPUT, ref=ref)
        if node.schema.kind is Kind.RANK:
            if len(set(names)) != len(names) or len(names) != len(offered):
                raise UserFault("forms.not-a-choice", next_step=NextStep.MEND_INPUT, ref=ref)
            return " ".join(names)
        chosen = set(names)
        return " ".join(name for name in offered if name in chosen)

    def add_repeat(self, ref: str) -> str:
        """Append an instance to the repeat at `ref` (without final position); gives the new instance's ref.

        Raises UserFault `forms.unknown-ref`, `forms.not-relevant`, `forms.fixed-repeat`.
        """
        self._budget.renew()
        live_range = self._find(ref)
        if not isinstance(live_range, LiveRange):
            raise UserFault("forms.unknown-ref", next_step=NextStep.MEND_INPUT, ref=ref)
        self._check_changeable(live_range, ref)
        self._do(lambda: self._append(live_range))
        return live_range.instances[-1].ref

    def _append(self, live_range: LiveRange) -> None:
        try:
            self._recomputation.append(live_range)
        except ExpressionFault as fault:
            raise named(fault, live_range.schema) from fault
        self._recomputation.announce_structure(live_range)

    def remove_repeat(self, ref: str) -> None:
        """Remove the instance at `ref`, with its answers.

        Raises UserFault `forms.unknown-ref`, `forms.not-relevant`, `forms.fixed-repeat`.
        """
        self._budget.renew()
        instance = self._find(ref)
        if isinstance(instance, LiveRange) or not instance.schema.is_repeat or instance.parent is None:
            raise UserFault("forms.unknown-ref", next_step=NextStep.MEND_INPUT, ref=ref)
        live_range = instance.parent.children[instance.schema.position]
        assert isinstance(live_range, LiveRange)
        if not instance.is_relevant:
            raise UserFault("forms.not-relevant", next_step=NextStep.MEND_INPUT, ref=ref)
        self._check_changeable(live_range, ref)
        self._do(lambda: self._take_out(live_range, instance))

    def _take_out(self, live_range: LiveRange, instance: LiveNode) -> None:
        at = instance.ordinal - 1
        self._recomputation.journal.note(lambda: live_range.instances.insert(at, instance))
        del live_range.instances[at]
        self._renumbered(live_range, at)

    def _renumbered(self, live_range: LiveRange, first: int) -> None:
        """Tell what depends on it that instances from `first` on have moved."""
        live_range.renumber()
        live_range.view = None
        for later in live_range.instances[first:]:
            for node in later.below():
                node.view = None
                for child in node.children:
                    child.view = None
        self._recomputation.announce_structure(live_range)

    def _check_changeable(self, live_range: LiveRange, ref: str) -> None:
        if not self._views.of_range(live_range).is_relevant:
            raise UserFault("forms.not-relevant", next_step=NextStep.MEND_INPUT, ref=ref)
        if live_range.schema.is_fixed:
            raise UserFault("forms.fixed-repeat", next_step=NextStep.MEND_INPUT, ref=ref)

    def set_language(self, language: str) -> None:
        """Show everything in another of the form's languages; raises UserFault `forms.unknown-language`."""
        if language not in self.definition.languages:
            raise UserFault("forms.unknown-language", next_step=NextStep.MEND_INPUT, language=language)
        self._budget.renew()
        self._do(lambda: self._speak(language))

    def _speak(self, language: str) -> None:
        self._recomputation.journal.note(partial(setattr, self._views, "language", self._views.language))
        self._views.language = language
        for node in self._root.below():
            node.view = None
            for child in node.children:
                child.view = None
        for schema, aspect in self.definition.language_readers:
            for node in self._every(schema):
                self._recomputation.ask(node, aspect)

    def _every(self, schema: NodeDefinition) -> Iterator[LiveNode]:
        return (node for node in self._root.below() if node.schema is schema)

    # ---- keeping ------------------------------------------------------------------------------------------------

    def submission(self) -> str:
        """The record as submission XML; questions that ask for the time of the end get it now."""
        self._budget.renew()
        now = self._surroundings.now().isoformat(timespec="milliseconds")
        for node in self._root.below():
            if node.schema.preload == ("timestamp", "end"):
                self._recomputation.store(node, now)
        self._settle()
        return write_submission(self.definition, self._root)

    def snapshot(self) -> Snapshot:
        """The draft to store; `Entry.restore` makes the same entry of it."""
        answers: dict[str, str] = {}
        repeats: dict[str, int] = {}
        shown: dict[str, int] = {}
        results: dict[str, str] = {}
        for node in self._root.below():
            place = node.ref
            if node.stored:
                answers[place] = node.stored
            if node.result is not None and node.result != node.stored:
                results[place] = node.result
            for child in node.children:
                if isinstance(child, LiveRange):
                    repeats[child.ref] = len(child.instances)
                    if child.shown is not None:
                        shown[child.ref] = child.shown
        return Snapshot(
            self.definition.form_id, self.definition.version, self.language, answers, repeats, shown, results
        )

    # ---- finding ------------------------------------------------------------------------------------------------

    def _find(self, ref: str) -> LiveNode | LiveRange:
        names = ref.strip("/").split("/")
        if not names or names[0] != self._root.schema.name or not ref.startswith("/"):
            raise UserFault("forms.unknown-ref", next_step=NextStep.MEND_INPUT, ref=ref)
        found: LiveNode | LiveRange = self._root
        for step in names[1:]:
            name, bracket, position = step.partition("[")
            schema = found.schema.by_name.get(name) if isinstance(found, LiveNode) else None
            if schema is None or schema.name != name or not isinstance(found, LiveNode):
                raise UserFault("forms.unknown-ref", next_step=NextStep.MEND_INPUT, ref=ref)
            found = found.children[schema.position]
            if bracket:
                number = position[:-1] if position.endswith("]") and len(position) <= _MOST_DIGITS else ""
                instances = found.visible_instances if isinstance(found, LiveRange) else []
                if not number.isdecimal() or not 1 <= int(number) <= len(instances):
                    raise UserFault("forms.unknown-ref", next_step=NextStep.MEND_INPUT, ref=ref)
                found = instances[int(number) - 1]
        return found


def _keep_written(node: LiveNode, source: Element) -> None:
    """Take what a submission has where somebody could write over a calculation for her answer, not for its result."""
    for child in node.children:
        elements = source.named(child.schema.name)
        if isinstance(child, LiveRange):
            for instance, element in zip(child.instances, elements, strict=False):
                _keep_written(instance, element)
        elif elements:
            if child.schema.calculate is not None and child.schema.kind in _SETTABLE:
                child.result = UNTOLD
            _keep_written(child, elements[0])


class _EntryWorld:
    """What expressions of this entry may ask (see xpath.World)."""

    views: Views

    def __init__(self, entry: Entry) -> None:
        self._entry = entry
        self.spend = entry._budget.spend

    def now(self) -> datetime:
        return self._entry._surroundings.now()

    def random(self) -> float:
        return self._entry._surroundings.random()

    def uuid(self) -> str:
        return self._entry._surroundings.uuid()

    def property_value(self, name: str) -> str:
        return self._entry._surroundings.properties.get(name, "")

    def form_version(self) -> str:
        return self._entry.definition.version

    def translation(self, text_id: str) -> str:
        return self.views.translated(text_id, self._entry._root) or ""

    def choice_label(self, select: DataNode, value: str) -> str:
        if not isinstance(select, LiveNode) or value == "":
            return ""
        source = self._entry._recomputation.offered(select).by_value.get(value)
        return "" if source is None else self.views.choice_label(select, value, source)

    def find_instance(self, instance_id: str) -> SecondaryInstance | None:
        instance = self._entry.definition.instances.get(instance_id)
        if instance is None and instance_id.startswith(_LAST_SAVED):
            return self._last_saved()
        return instance

    def _last_saved(self) -> SecondaryInstance:
        entry = self._entry
        if entry._last_saved is None:
            saved = entry._surroundings.last_saved
            root = read_submission(saved) if saved is not None else Element(entry.definition.root.name)
            entry._last_saved = SecondaryInstance(_LAST_SAVED, root)
        return entry._last_saved
