"""What a form is, once it has been read: questions, rules, texts, choice lists and the order of recomputation.

A FormDefinition is never changed after `parse` has made it. Any number of entries share one; it holds nothing of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum, StrEnum
from typing import TypeAlias

from tianye.forms.xpath import Element, Expression, SchemaNode, SecondaryInstance


class Kind(StrEnum):
    """What a node is to somebody who fills in the form."""

    GROUP = "group"
    REPEAT = "repeat"
    REPEAT_INSTANCE = "repeat-instance"
    INPUT = "input"
    SELECT_ONE = "select1"
    SELECT_MANY = "select"
    RANK = "rank"
    RANGE = "range"
    TRIGGER = "trigger"
    UPLOAD = "upload"
    NOTE = "note"
    MODEL_VALUE = "model-value"


SELECTS = frozenset({Kind.SELECT_ONE, Kind.SELECT_MANY, Kind.RANK})

Part: TypeAlias = str | Expression
Parts: TypeAlias = tuple[Part, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Text:
    """A label, hint or message.

    Either the same in every language (`inline`), or looked up by `text_id`, which is fixed or (`text_id_expression`)
    computed. Expressions in it run at the node the text belongs to.
    """

    inline: Parts = ()
    text_id: str | None = None
    text_id_expression: Expression | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Choice:
    """A choice written in the form itself; rows of a choice list are Elements."""

    value: str
    label: Text | None


@dataclass(frozen=True, slots=True, eq=False)
class Itemset:
    """Choices taken from a choice list or a repeat: which nodes, and which of their columns is value and label."""

    nodes: Expression
    value: Sequence[str]
    label: Sequence[str]
    label_is_text_id: bool
    schema: SchemaNode | None = None


class Event(StrEnum):
    """When an action runs."""

    FIRST_LOAD = "odk-instance-first-load"
    LOAD = "odk-instance-load"
    NEW_REPEAT = "odk-new-repeat"
    VALUE_CHANGED = "xforms-value-changed"


@dataclass(frozen=True, slots=True, eq=False)
class SetValue:
    """Write a value to `target` when one of `events` happens; without `expression` the fixed `text`."""

    events: frozenset[Event]
    target: NodeDefinition
    expression: Expression | None
    text: str = ""


@dataclass(slots=True, eq=False)
class Control:
    """The part of a question that is on the screen."""

    kind: Kind
    appearance: str = ""
    label: Text | None = None
    hint: Text | None = None
    choices: tuple[Choice, ...] = ()
    itemset: Itemset | None = None
    media_type: str = ""
    range_start: float = 0.0
    range_end: float = 0.0
    range_step: float = 1.0
    attributes: dict[str, str] = field(default_factory=dict)


class Aspect(Enum):
    """What of a node an expression decides. VIEW is everything that only a reader of the node needs."""

    RELEVANT = 0
    VALUE = 1
    CHOICES = 2
    COUNT = 3
    VIEW = 4


@dataclass(frozen=True, slots=True, eq=False)
class Dependent:
    """An expression to run again: of which place, which aspect, and below which common ancestor.

    `descent` leads from `bound` to the owner: positions of children, and whether each is a repeat.
    """

    owner: NodeDefinition
    aspect: Aspect
    bound: SchemaNode
    descent: tuple[tuple[int, bool], ...]


class NodeDefinition(SchemaNode):
    """A place of the primary instance with its rules and its control.

    `required` and the others are None where the form says nothing. `rank` gives the order of recomputation per
    aspect; `dependents` are the expressions that read this place. A count that reads the repeat's own instances
    (`count_reads_itself`, «one more while the last one says yes») adds at most one a time. A condition of a group that
    reads the group's own answers (`relevant_reads_inside`) reads them as they would count if it held.
    """

    __slots__ = (
        "calculate",
        "constraint",
        "constraint_message",
        "control",
        "count",
        "count_reads_itself",
        "default",
        "dependents",
        "is_attribute",
        "is_fixed",
        "kind",
        "label",
        "namespace",
        "new_repeat_actions",
        "parameters",
        "preload",
        "rank",
        "readonly",
        "relevant",
        "relevant_reads_inside",
        "required",
        "required_message",
        "saveto",
        "template",
        "value_changed_actions",
    )

    children: list[NodeDefinition]
    parent: NodeDefinition | None

    def __init__(self, name: str, parent: NodeDefinition | None, namespace: str = "") -> None:
        super().__init__(name, parent)
        self.children = []
        self.namespace = namespace
        self.is_attribute = name.startswith("@")
        self.kind = Kind.MODEL_VALUE
        self.relevant: Expression | None = None
        self.readonly: Expression | None = None
        self.required: Expression | None = None
        self.calculate: Expression | None = None
        self.constraint: Expression | None = None
        self.count: Expression | None = None
        self.constraint_message: Text | None = None
        self.required_message: Text | None = None
        self.preload: tuple[str, str] | None = None
        self.default = ""
        self.label: Text | None = None
        self.control: Control | None = None
        self.is_fixed = False
        self.count_reads_itself = False
        self.relevant_reads_inside = False
        self.template: Element | None = None
        self.saveto = ""
        self.parameters: dict[str, str] = {}
        self.value_changed_actions: list[SetValue] = []
        self.new_repeat_actions: list[SetValue] = []
        self.dependents: list[Dependent] = []
        self.rank: dict[Aspect, int] = {}

    @property
    def is_leaf(self) -> bool:
        """Whether this place holds an answer (attributes do not make a leaf a group)."""
        return not self.is_repeat and all(child.is_attribute for child in self.children)


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in a form that its author should mend.

    `severity` is `error` (the form is refused) or `warning`; `code` is `forms.what-is-wrong`; `place` the question's
    path, `column` the XLSForm column it is about, `expression` the text in question; `sheet` and `row` where known.
    """

    severity: str
    code: str
    place: str = ""
    column: str = ""
    expression: str = ""
    detail: str = ""
    sheet: str = ""
    row: int = 0


@dataclass(frozen=True, slots=True)
class Audit:
    """What a form wants to be told of how it was answered: where its log is named, and what goes into it.

    `tracks_changes`: answers before and after; `identifies_user`: who asked; `asks_reasons`: why an answer was
    corrected. A place on earth it may want besides is never told.
    """

    path: str
    tracks_changes: bool = False
    identifies_user: bool = False
    asks_reasons: bool = False


@dataclass(slots=True, eq=False)
class FormDefinition:
    """A whole form.

    `translations` maps language to text id to form (`""` for the text itself, `image`, `guidance` ...) to its parts,
    in which an expression still is source text marked by Output. `initial` is the instance as the form has it.
    `uses_last_saved`: it reads the newest response of before (`${last-saved#question}`). `tables` names the file that
    a list was read from, by the list's id.
    """

    form_id: str
    version: str
    title: str
    root: NodeDefinition
    nodes: list[NodeDefinition]
    initial: Element
    languages: list[str]
    default_language: str | None
    translations: dict[str, dict[str, dict[str, tuple[str | Output, ...]]]]
    instances: dict[str, SecondaryInstance]
    load_actions: list[SetValue]
    language_readers: list[tuple[NodeDefinition, Aspect]]
    namespaces: dict[str, str]
    warnings: tuple[Problem, ...] = ()
    style: str = ""
    uses_last_saved: bool = False
    audit: Audit | None = None
    tables: dict[str, str] = field(default_factory=dict)
    compiled_texts: dict[tuple[str, str, str, int], Parts] = field(default_factory=dict)

    def by_path(self, path: str) -> NodeDefinition | None:
        """The place a path without positions names."""
        names = path.strip("/").split("/")
        if not names or names[0] != self.root.name:
            return None
        node: SchemaNode = self.root
        for name in names[1:]:
            below = node.by_name.get(name)
            if below is None:
                return None
            node = below
        return node if isinstance(node, NodeDefinition) else None


@dataclass(frozen=True, slots=True)
class Output:
    """An expression inside a translated text, compiled for the question that shows it."""

    source: str
