"""Choices that lie outside the form, as Collect reads them: `select_one_external`, and `search()` in an appearance."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from tianye.forms.definition import Aspect, Itemset, NodeDefinition
from tianye.forms.parse.rules import Rules
from tianye.forms.parse.tables import UnreadableTableError, read_table
from tianye.forms.parse.texts import Translations
from tianye.forms.xpath import Element, Row, SecondaryInstance

EXTERNAL_FILE = "itemsets.csv"
"""Where pyxform puts the sheet `external_choices`: one table for all lists, told apart by `list_name`."""

_LABEL = "·label"
"""A column that no file can have: its name is no XML name."""
_INSTANCE = re.compile(r"instance\(\s*(['\"])(.*?)\1\s*\)")
_NAME = re.compile(r"[^\W\d][\w.-]*\Z")
_SEARCH = re.compile(r"\bsearch\s*\(")
_UPPER, _LOWER = "ABCDEFGHIJKLMNOPQRSTUVWXYZ", "abcdefghijklmnopqrstuvwxyz"
_MODES = {"contains": "contains", "startswith": "starts-with", "endswith": "ends-with", "matches": ""}


class Item(NamedTuple):
    """What a select with `search()` writes where choices stand: the column of the values, and those of the labels.

    `labels` has them by language; `""` where the form has no languages.
    """

    value: str
    labels: Mapping[str, str]


class Outside:
    """Makes instances of files beside the form, and choices of them; the file has to be there.

    `files` names the file of each instance that was made.
    """

    def __init__(
        self,
        media: Callable[[str], bytes | None],
        instances: dict[str, SecondaryInstance],
        translations: Translations,
        rules: Rules,
    ) -> None:
        self._media = media
        self._instances = instances
        self._translations = translations
        self._rules = rules
        self._external: list[Element] | None = None
        self.files: dict[str, str] = {}

    # ---- select_one_external ------------------------------------------------------------------------------------

    def external(self, node: NodeDefinition, query: str) -> Itemset | None:
        """The choices of a query over `itemsets.csv`; None where the file or the list is missing."""
        match = _INSTANCE.search(query)
        if match is None:
            return None
        # a list in the form may have the same name
        name, place = match[2], f"{EXTERNAL_FILE}·{match[2]}"
        if place not in self._instances:
            rows = [row for row in self._external_rows() if row.column("list_name") == name]
            if not rows:
                return None
            labels = {
                language: child.name
                for child in rows[0].children
                if (language := self._language_of(child.name)) is not None and (language or not self._translations)
            }
            if not labels:
                labels = dict.fromkeys(self._translations or ("",), "label")
            self._instances[place] = self._labelled(place, rows, labels)
        source = f"{query[: match.start()]}instance('{place}'){query[match.end() :]}"
        return self._itemset(node, source, "name", "choice_filter")

    def _external_rows(self) -> list[Element]:
        if self._external is None:
            data = self._media(EXTERNAL_FILE)
            self._external = [] if data is None else self._read("", EXTERNAL_FILE, data) or []
        return self._external

    def _language_of(self, column: str) -> str | None:
        """The language of a column such as `label::English (en)`, blank for `label`, None for another column."""
        name, _, language = column.partition("::")
        if name.strip().lower() != "label":
            return None
        return language.strip() if not language or language.strip() in self._translations else None

    # ---- search() -----------------------------------------------------------------------------------------------

    def search(self, node: NodeDefinition, appearance: str, item: Item) -> tuple[Itemset, str] | None:
        """The choices of `search(…)`, and the appearance without it; None where file or call cannot be used."""
        found = call_in(appearance)
        if found is None:
            return None
        arguments, rest = found
        name = _literal(arguments[0]).removesuffix(".csv")
        condition = _condition(arguments)
        data = self._media(f"{name}.csv")
        if condition is None or data is None or not _NAME.match(item.value):
            return None
        place = f"{name}·{item.value}·{'·'.join(item.labels.values())}"
        if place not in self._instances:
            rows = self._read(name, f"{name}.csv", data)
            if rows is None:
                return None
            self.files[place] = f"{name}.csv"
            self._instances[place] = self._labelled(place, rows, item.labels)
        itemset = self._itemset(node, f"instance('{place}')/root/item{condition}", item.value, "appearance")
        return None if itemset is None else (itemset, rest)

    # ---- both ---------------------------------------------------------------------------------------------------

    def _read(self, name: str, file: str, data: bytes) -> list[Element] | None:
        """The rows of a file, None where it cannot be read (which is then noted)."""
        try:
            return read_table(name, file, data).root.children
        except UnreadableTableError as fault:
            self._rules.note("warning", fault.code, detail=file)
            return None

    def _itemset(self, node: NodeDefinition, source: str, value: str, column: str) -> Itemset | None:
        expression = self._rules.rule(node, Aspect.CHOICES, column, source)
        if expression is None:
            return None
        return Itemset(expression, (value,), (_LABEL,), label_is_text_id=len(self._translations) > 0)

    def _labelled(self, name: str, rows: Iterable[Element], labels: Mapping[str, str]) -> SecondaryInstance:
        """The rows with a column more: the label, or where the form has languages the id of a text with it in each."""
        root = Element("root")
        columns: dict[str, int] = {}
        for number, row in enumerate(rows):
            cells = [(child.name, child.text) for child in row.children]
            if not columns:
                columns = {each: at for at, (each, _) in enumerate(cells)} | {_LABEL: len(cells)}
            if self._translations:
                label = f"{name}·{number}"
                for language, texts in self._translations.items():
                    texts[label] = {"": (_joined(row, labels.get(language, next(iter(labels.values())))),)}
            else:
                label = _joined(row, next(iter(labels.values())))
            texts_of_row = tuple(text for _, text in cells)[: len(columns) - 1]
            padded = texts_of_row + ("",) * (len(columns) - 1 - len(texts_of_row))
            root.children.append(Row("item", columns, (*padded, label), root))
        return SecondaryInstance(name, root)


def _joined(row: Element, columns: str) -> str:
    return ", ".join(text for name in columns.split(",") if (text := row.column(name.strip()) or ""))


def call_in(appearance: str) -> tuple[list[str], str] | None:
    """The arguments of `search(…)` in an appearance, and the rest of it; None where there is no whole call."""
    match = _SEARCH.search(appearance)
    if match is None:
        return None
    arguments, start, depth, quote = [], match.end(), 0, ""
    for at in range(match.end(), len(appearance)):
        letter = appearance[at]
        if quote:
            quote = "" if letter == quote else quote
        elif letter in "'\"":
            quote = letter
        elif letter in "([":
            depth += 1
        elif letter in ")]" and depth:
            depth -= 1
        elif letter in ",)" and not depth:
            arguments.append(appearance[start:at].strip())
            start = at + 1
            if letter == ")":
                rest = " ".join((appearance[: match.start()] + appearance[start:]).split())
                return (arguments, rest) if arguments[0] else None
    return None


def _literal(argument: str) -> str:
    return argument[1:-1] if len(argument) > 1 and argument[0] in "'\"" and argument[-1] == argument[0] else ""


def _condition(arguments: list[str]) -> str | None:
    """What a row has to fulfil, as a predicate: `search(file [, mode, columns, text [, column, value]])`."""
    if len(arguments) == 1:
        return ""
    if len(arguments) not in (4, 6):
        return None
    mode, columns = _MODES.get(_literal(arguments[1]).lower()), _literal(arguments[2]).split(",")
    names = [name.strip() for name in columns]
    if mode is None or not all(_NAME.match(name) for name in names):
        return None
    text = arguments[3]
    # as SQLite compares: letters of English in either case, but for a whole match
    parts = (
        [f"{mode}({_lowered(name)}, {_lowered(text)})" for name in names]
        if mode
        else [f"{name} = string({text})" for name in names]
    )
    condition = " or ".join(parts)
    if len(arguments) == 6:
        name = _literal(arguments[4])
        if not _NAME.match(name):
            return None
        condition = f"({condition}) and {name} = string({arguments[5]})"
    return f"[{condition}]"


def _lowered(expression: str) -> str:
    return f"translate({expression}, '{_UPPER}', '{_LOWER}')"
