"""Expressions of forms: XPath 1.0 with ODK's functions, compiled once into callables that know what they read."""

from tianye.forms.xpath.code import Read, Remark
from tianye.forms.xpath.compiler import Expression, called_functions, compile_expression, known_functions
from tianye.forms.xpath.faults import ExpressionFault
from tianye.forms.xpath.foreign import with_platform
from tianye.forms.xpath.model import DataNode, Element, RepeatRange, Row, SchemaNode, SecondaryInstance
from tianye.forms.xpath.registry import put_together
from tianye.forms.xpath.scope import Scope, World
from tianye.forms.xpath.values import Value, number_text, text_number, to_text

__all__ = [
    "DataNode",
    "Element",
    "Expression",
    "ExpressionFault",
    "Read",
    "Remark",
    "RepeatRange",
    "Row",
    "SchemaNode",
    "Scope",
    "SecondaryInstance",
    "Value",
    "World",
    "called_functions",
    "compile_expression",
    "known_functions",
    "number_text",
    "put_together",
    "text_number",
    "to_text",
    "with_platform",
]
