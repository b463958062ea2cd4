"""Tokens to syntax tree, by precedence."""

from __future__ import annotations

from functools import lru_cache

from tianye.forms.xpath.faults import ExpressionFault
from tianye.forms.xpath.lexer import Kind, Token, tokenize
from tianye.forms.xpath.syntax import Call, Literal, Negation, Node, Number, Operation, Path, Step

MAX_DEPTH = 64
_LEVELS: tuple[frozenset[str], ...] = (
    frozenset({"or"}),
    frozenset({"and"}),
    frozenset({"=", "!="}),
    frozenset({"<", "<=", ">", ">="}),
    frozenset({"+", "-"}),
    frozenset({"*", "div", "mod"}),
)
_PRECEDENCE = {operator: level for level, operators in enumerate(_LEVELS) for operator in operators}
_AXES = frozenset({"child", "parent", "self", "attribute"})
_NODE_TYPES = frozenset({"node", "text", "comment", "processing-instruction"})
_CHAINED = frozenset({"or", "and", "|", "+", "-", "*", "div", "mod"})


@lru_cache(maxsize=4096)
def parse(source: str) -> Node:
    """Parse one expression.

    Raises ExpressionFault: `syntax`, `too-long`, `too-deep` (more than 64 nested brackets or calls),
    `unsupported-axis` (`//` and every axis but child, parent, self and attribute).
    """
    return _Parser(tokenize(source), source).whole()


class _Parser:
    def __init__(self, tokens: list[Token], source: str) -> None:
        self._tokens = tokens
        self._source = source
        self._at = 0
        self._depth = 0

    def whole(self) -> Node:
        node = self._expression(0)
        if self._peek().kind is not Kind.END:
            raise self._wrong()
        return node

    def _peek(self) -> Token:
        return self._tokens[self._at]

    def _take(self) -> Token:
        token = self._tokens[self._at]
        self._at += 1
        return token

    def _is(self, *texts: str) -> bool:
        token = self._peek()
        return token.kind is Kind.PUNCTUATION and token.text in texts

    def _expect(self, text: str) -> None:
        if not self._is(text):
            raise self._wrong()
        self._at += 1

    def _wrong(self) -> ExpressionFault:
        offset = self._peek().offset
        return ExpressionFault("syntax", self._source[offset : offset + 20] or "unexpected end")

    def _expression(self, lowest: int) -> Node:
        """One operand and every operator that binds at least as tightly as `lowest`."""
        left = self._unary()
        while (token := self._peek()).kind is Kind.OPERATOR and (level := _PRECEDENCE.get(token.text, -1)) >= lowest:
            self._at += 1
            left = _join(token.text, left, self._expression(level + 1))
        return left

    def _unary(self) -> Node:
        negative = False
        while (token := self._peek()).kind is Kind.OPERATOR and token.text == "-":
            self._at += 1
            negative = not negative
        node = self._union()
        return Negation(node) if negative else node

    def _union(self) -> Node:
        node = self._path()
        while (token := self._peek()).kind is Kind.OPERATOR and token.text == "|":
            self._at += 1
            node = _join("|", node, self._path())
        return node

    def _path(self) -> Node:
        token = self._peek()
        if token.kind is Kind.PUNCTUATION and token.text in ("/", "//"):
            self._refuse_descendants()
            self._at += 1
            steps = self._steps() if self._begins_step() else ()
            return Path(True, None, (), steps)
        if self._begins_step():
            return Path(False, None, (), self._steps())
        primary = self._primary()
        predicates = self._predicates()
        steps = ()
        if self._is("/", "//"):
            self._refuse_descendants()
            self._at += 1
            steps = self._steps()
        return Path(False, primary, predicates, steps) if predicates or steps else primary

    def _refuse_descendants(self) -> None:
        if self._is("//"):
            raise ExpressionFault("unsupported-axis", "//")

    def _begins_step(self) -> bool:
        token = self._peek()
        if token.kind is Kind.PUNCTUATION:
            return token.text in (".", "..", "@")
        if token.kind is not Kind.NAME:
            return False
        following = self._tokens[self._at + 1]
        is_call = following.kind is Kind.PUNCTUATION and following.text == "("
        return not is_call or token.text in _NODE_TYPES

    def _steps(self) -> tuple[Step, ...]:
        steps = [self._step()]
        while self._is("/", "//"):
            self._refuse_descendants()
            self._at += 1
            steps.append(self._step())
        return tuple(steps)

    def _step(self) -> Step:
        if self._is("."):
            self._at += 1
            return Step("self", "node()", self._predicates())
        if self._is(".."):
            self._at += 1
            return Step("parent", "node()", self._predicates())
        axis = "child"
        if self._is("@"):
            self._at += 1
            axis = "attribute"
        elif self._tokens[self._at + 1].text == "::":
            axis = self._take().text
            self._at += 1
            if axis not in _AXES:
                raise ExpressionFault("unsupported-axis", axis)
        token = self._take()
        if token.kind is not Kind.NAME:
            self._at -= 1
            raise self._wrong()
        name = token.text
        if name in _NODE_TYPES and self._is("("):
            self._at += 1
            self._expect(")")
            name = f"{name}()"
            if name in ("comment()", "processing-instruction()"):
                raise ExpressionFault("unsupported-axis", name)
        return Step(axis, name, self._predicates())

    def _predicates(self) -> tuple[Node, ...]:
        predicates: list[Node] = []
        while self._is("["):
            self._at += 1
            predicates.append(self._nested())
            self._expect("]")
        return tuple(predicates)

    def _nested(self) -> Node:
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise ExpressionFault("too-deep", f"more than {MAX_DEPTH} levels")
        node = self._expression(0)
        self._depth -= 1
        return node

    def _primary(self) -> Node:
        token = self._take()
        if token.kind is Kind.NUMBER:
            return Number(float(token.text))
        if token.kind is Kind.STRING:
            return Literal(token.text[1:-1])
        if token.kind is Kind.NAME:
            return self._call(token.text)
        if token.kind is Kind.PUNCTUATION and token.text == "(":
            node = self._nested()
            self._expect(")")
            return node
        self._at -= 1
        raise self._wrong()

    def _call(self, name: str) -> Node:
        self._expect("(")
        arguments: list[Node] = []
        if not self._is(")"):
            arguments.append(self._nested())
            while self._is(","):
                self._at += 1
                arguments.append(self._nested())
        self._expect(")")
        return Call(name, tuple(arguments))


def _join(operator: str, left: Node, right: Node) -> Node:
    """A chain of one operator grows sideways, read from the left: 5,000 `or`s are not 5,000 levels."""
    if operator in _CHAINED and isinstance(left, Operation) and left.operator == operator:
        return Operation(operator, (*left.operands, right))
    return Operation(operator, (left, right))
