"""Functions that look at their arguments before these are evaluated."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from tianye.forms.xpath.code import Code, Place, Read, Remark, as_nodes
from tianye.forms.xpath.faults import ExpressionFault
from tianye.forms.xpath.model import DataNode, RepeatRange, SchemaNode
from tianye.forms.xpath.parser import parse
from tianye.forms.xpath.paths import Compiling, Walk, spell
from tianye.forms.xpath.scope import Scope
from tianye.forms.xpath.syntax import Call, Literal, Node, Path
from tianye.forms.xpath.values import NodeSet

Special: TypeAlias = Callable[[Compiling, Call, Place], Code]


def need_count(call: Call, *allowed: int) -> None:
    """Refuse a call with another number of arguments."""
    if len(call.arguments) not in allowed:
        raise ExpressionFault("argument-count", f"{call.name}() with {len(call.arguments)}")


def if_(compiler: Compiling, call: Call, place: Place) -> Code:
    """if(condition, then, otherwise): only one of the two is evaluated; a missing otherwise is blank, and is named."""
    need_count(call, 2, 3)
    condition = compiler.compile(call.arguments[0], place).truth()
    branches = call.arguments[1:]
    if len(branches) == 1:
        compiler.remarks.append(Remark("if-without-otherwise", ""))
        branches = (*branches, Literal(""))
    then, otherwise = (compiler.compile(argument, place) for argument in branches)
    run_then, run_otherwise = then.run, otherwise.run
    kinds = {"s" if code.kind == "leaf" else code.kind for code in (then, otherwise)}
    if "leaf" in (then.kind, otherwise.kind) and kinds == {"s"}:
        text_then, text_otherwise = then.text(), otherwise.text()
        return Code("s", lambda scope: text_then(scope) if condition(scope) else text_otherwise(scope))
    kind = kinds.pop() if len(kinds) == 1 else "v"
    return Code(kind, lambda scope: run_then(scope) if condition(scope) else run_otherwise(scope))


def coalesce(compiler: Compiling, call: Call, place: Place) -> Code:
    """coalesce(a, b ...): the first that is not blank."""
    if not call.arguments:
        need_count(call, 2)
    texts = [compiler.compile(argument, place).text() for argument in call.arguments]

    def first_filled(scope: Scope) -> str:
        for text in texts:
            found = text(scope)
            if found != "":
                return found
        return ""

    return Code("s", first_filled)


def once(compiler: Compiling, call: Call, place: Place) -> Code:
    """The question's own value, whether or not it counts now, and only while that is blank the argument's."""
    need_count(call, 1)
    code = compiler.compile(call.arguments[0], place)
    text = code.text()
    return Code("s", lambda scope: scope.current.kept or text(scope))


def current(compiler: Compiling, call: Call, place: Place) -> Code:
    """current(): the question the expression belongs to, inside predicates too."""
    need_count(call, 0)
    return compiler.walk(Walk.at(compiler.top, from_current=True), ())


def instance(compiler: Compiling, call: Call, place: Place) -> Code:
    """instance('id') without further steps."""
    return compiler.secondary(call, Path(False, call, (), ()), place)


def indexed_repeat(compiler: Compiling, call: Call, place: Place) -> Code:
    """indexed-repeat(question, repeat, n, inner repeat, m ...): the question in the n-th instance."""
    arguments = call.arguments
    if len(arguments) < 3 or len(arguments) % 2 == 0:
        raise ExpressionFault("argument-count", f"{call.name}() with {len(arguments)}")
    target = static_schema(compiler, arguments[0])
    if target is None:
        compiler.remarks.append(Remark("path-finds-nothing", spell(arguments[0])))
        return Code("d", lambda scope: [])
    picks: dict[SchemaNode, Callable[[Scope], float]] = {}
    for repeat, index in zip(arguments[1::2], arguments[2::2], strict=True):
        schema = static_schema(compiler, repeat)
        if schema is None or not schema.is_repeat:
            raise ExpressionFault("not-a-repeat", spell(repeat))
        picks[schema] = compiler.compile(index, place).number()
    down = list(target.ancestors())[::-1]
    own = list(compiler.context.ancestors())[::-1]
    shared = 1
    while shared < min(len(down), len(own)) and down[shared] is own[shared] and down[shared] not in picks:
        shared += 1
    meeting = down[shared - 1]
    start = Walk(meeting, meeting, ups=compiler.context.depth - meeting.depth, from_current=True)
    leaf = start.leaf()
    for schema in down[shared:]:
        if schema.is_repeat or schema is target:
            compiler.reads.append(Read(schema, meeting))
    plan = [(schema.position, picks.get(schema)) for schema in down[shared:]]

    def pick(scope: Scope) -> NodeSet:
        node = leaf(scope)
        for position, index in plan:
            child = node.children[position]
            if isinstance(child, RepeatRange):
                instances = [each for each in child.visible if each.is_relevant]
                number = index(scope) if index else 1.0
                if not 1 <= number <= len(instances):
                    return []
                node = instances[int(number) - 1]
            else:
                node = child
        return [node]

    return Code("d", pick)


def static_schema(compiler: Compiling, node: Node) -> SchemaNode | None:
    """The place a plain path names, whatever instance it is in."""
    if not isinstance(node, Path) or node.start is not None:
        if isinstance(node, Path) and isinstance(node.start, Call) and node.start.name == "current":
            schema: SchemaNode | None = compiler.context
        else:
            return None
    else:
        schema = compiler.context
    steps = node.steps
    if node.is_absolute:
        *_, root = compiler.context.ancestors()
        if not steps or steps[0].name != root.name:
            return None
        schema, steps = root, steps[1:]
    for step in steps:
        if schema is None:
            return None
        if step.axis == "parent":
            schema = schema.parent
        elif step.axis == "child":
            schema = schema.by_name.get(step.name)
    return schema


def choice_name(compiler: Compiling, call: Call, place: Place) -> Code:
    """jr:choice-name(value, 'path of the select'): the label in the active language."""
    need_count(call, 2)
    text = compiler.compile(call.arguments[0], place).text()
    path = call.arguments[1]
    if not isinstance(path, Literal):
        raise ExpressionFault("unsupported-path", "jr:choice-name() of something other than a quoted path")
    compiler.uses_language = True
    code = compiler.compile(parse(path.value.strip()), compiler.top)
    run = code.run
    if code.place is not None and code.place.schema is not None:
        compiler.named_selects.append(Read(code.place.schema, code.place.bound))

    def label(scope: Scope) -> str:
        for node in as_nodes(run(scope)):
            if isinstance(node, DataNode):
                return scope.world.choice_label(node, text(scope))
        return ""

    return Code("s", label)


def pulldata(compiler: Compiling, call: Call, place: Place) -> Code:
    """pulldata('table', 'column', 'key column', key): the column of the first row whose key column reads key."""
    need_count(call, 4)
    table, column, key_column, key = (compiler.compile(argument, place).text() for argument in call.arguments)
    if isinstance(call.arguments[0], Literal):
        compiler.instance_ids.append(call.arguments[0].value)
    compiler.is_varying = True

    def look_up(scope: Scope) -> str:
        instance = scope.world.find_instance(table(scope))
        if instance is None:
            return ""
        rows = instance.matching((instance.root.name, "item"), key_column(scope), key(scope))
        return (rows[0].column(column(scope)) or "") if rows else ""

    return Code("s", look_up)


SPECIAL: dict[str, Special] = {
    "if": if_,
    "coalesce": coalesce,
    "once": once,
    "current": current,
    "instance": instance,
    "indexed-repeat": indexed_repeat,
    "jr:choice-name": choice_name,
    "pulldata": pulldata,
}
