"""The rules of a form: expressions compiled, what they read, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Mapping

from tianye.forms.definition import Aspect, NodeDefinition, Problem
from tianye.forms.parse.graph import RuleReads, link
from tianye.forms.xpath import Expression, ExpressionFault, Read, SchemaNode, compile_expression, with_platform

MAX_CHARACTERS = 2_000_000
"""All expressions of a form together: twenty times those of the largest we know of."""


class Rules:
    """Collects every rule of a form and every problem with it; nothing is refused before all is read."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self.reads: list[RuleReads] = []
        self.language_readers: list[tuple[NodeDefinition, Aspect]] = []
        self.expressions: dict[tuple[str, int], Expression | None] = {}
        self._characters = 0
        self._watched: list[tuple[NodeDefinition, Aspect, Expression, str]] = []

    @property
    def errors(self) -> list[Problem]:
        """The problems for which the form is refused."""
        return [problem for problem in self.problems if problem.severity == "error"]

    def note(
        self,
        severity: str,
        code: str,
        node: SchemaNode | str = "",
        column: str = "",
        expression: str = "",
        *,
        detail: str = "",
    ) -> None:
        """Say something to the author: `severity` is `error` or `warning`."""
        place = node if isinstance(node, str) else node.path
        self.problems.append(Problem(severity, code, place, column, expression, detail))

    def compile(self, source: str, node: NodeDefinition, column: str) -> Expression | None:
        """An expression at a node, None where it cannot be used (which is then noted)."""
        key = (source, node.index)
        if key in self.expressions:
            return self.expressions[key]
        self._characters += len(source)
        if self._characters > MAX_CHARACTERS:
            if self._characters - len(source) <= MAX_CHARACTERS:
                self.note("error", "forms.expression-too-long", node, column, detail=str(MAX_CHARACTERS))
            return None
        try:
            expression: Expression | None = compile_expression(source, node)
        except ExpressionFault as fault:
            code = FAULT_CODES.get(fault.reason, "forms.syntax")
            detail = with_platform(fault.detail) if fault.reason == "unknown-function" else fault.detail
            self.note("error", code, node, column, source, detail=detail)
            expression = None
        else:
            assert expression is not None
            for remark in expression.remarks:
                self.note("warning", _REMARK_CODES[remark.reason], node, column, source, detail=remark.detail)
        self.expressions[key] = expression
        return expression

    def rule(self, node: NodeDefinition, aspect: Aspect, column: str, source: str) -> Expression | None:
        """Compile an expression and run the aspect again when what it reads has changed."""
        expression = self.compile(source, node, column)
        if expression is not None:
            self.watch(node, aspect, expression, column)
        return expression

    def watch(self, node: NodeDefinition, aspect: Aspect, expression: Expression, column: str) -> None:
        """Run the aspect again when what the expression reads has changed."""
        self.reads.extend((node, aspect, read, expression, column) for read in expression.reads)
        if expression.named_selects:
            self._watched.append((node, aspect, expression, column))
        if expression.uses_language and aspect is not Aspect.VIEW:
            self.language_readers.append((node, aspect))

    def follow_choice_names(self, choice_label_reads: Mapping[SchemaNode, list[Read]]) -> None:
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
                for read in (*offers.get(target, ()), *choice_label_reads.get(target, ())):
                    if leads_to(read.target, owner, targets):
                        self.note("warning", "forms.choice-label-shows-itself", owner, column, expression.source)
                        continue
                    bound = meeting(select.bound, read.bound)
                    self.reads.append((owner, aspect, Read(read.target, bound), expression, column))

    def link(self, nodes: list[NodeDefinition]) -> None:
        """Put all rules into the order of recomputation."""
        self.problems += link(nodes, self.reads)


def leads_to(start: SchemaNode, goal: SchemaNode, targets: Mapping[SchemaNode, set[SchemaNode]]) -> bool:
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


def meeting(one: SchemaNode, other: SchemaNode) -> SchemaNode:
    """The lowest place that is above both."""
    above = set(one.ancestors())
    return next(each for each in other.ancestors() if each in above)


FAULT_CODES = {
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
    "if-without-otherwise": "forms.if-without-otherwise",
    "not-in-collect": "forms.function-not-in-collect",
    "path-finds-nothing": "forms.path-finds-nothing",
    "not-a-date": "forms.not-a-date",
}
