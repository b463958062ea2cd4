"""What expressions are evaluated over: the form's own instance, which changes, and choice lists, which do not.

The shape of the primary instance is known before any answer is (`SchemaNode`), so paths into it are resolved when an
expression is compiled. Secondary instances are plain immutable trees (`Element`), with an index over the columns that
predicates ask for.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence


class SchemaNode:
    """One place of the primary instance, whatever number of instances a repeat gives it.

    `names` spell the path; an attribute is a child whose name begins with `@`. `position` is the place among the
    children of the parent, `index` the place in document order of the whole instance.
    """

    __slots__ = (
        "by_name",
        "children",
        "depth",
        "index",
        "is_repeat",
        "name",
        "parent",
        "path",
        "position",
        "value_type",
    )

    def __init__(self, name: str, parent: SchemaNode | None) -> None:
        self.name = name
        self.parent = parent
        self.path: str = f"{parent.path if parent else ''}/{name}"
        self.depth: int = parent.depth + 1 if parent else 0
        self.children: Sequence[SchemaNode] = []
        self.by_name: dict[str, SchemaNode] = {}
        self.position = 0
        self.index = 0
        self.is_repeat = False
        self.value_type = "string"

    def ancestors(self) -> Iterator[SchemaNode]:
        """This place and those above it, up to the root."""
        node: SchemaNode | None = self
        while node is not None:
            yield node
            node = node.parent

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.path}>"


class DataNode:
    """One node of an open entry: a leaf with its answer, a group, or an instance of a repeat.

    `text` is what expressions see: blank where the node is not relevant. `children` is parallel to the children of
    the schema; where the schema has a repeat, the child is a RepeatRange. `ordinal` counts the instances of a repeat
    from 1.
    """

    __slots__ = ("children", "is_relevant", "ordinal", "parent", "schema", "text")

    def __init__(self, schema: SchemaNode, parent: DataNode | None) -> None:
        self.schema = schema
        self.parent = parent
        self.children: Sequence[DataNode | RepeatRange] = ()
        self.is_relevant = True
        self.text = ""
        self.ordinal = 1

    @property
    def kept(self) -> str:
        """The answer as an expression would read it if the node counted; `text` where nothing is kept beside it."""
        return self.text


class RepeatRange:
    """All instances of one repeat below one parent; `shown` of them count, the rest are kept but hidden."""

    __slots__ = ("instances", "parent", "schema", "shown")

    def __init__(self, schema: SchemaNode, parent: DataNode) -> None:
        self.schema = schema
        self.parent = parent
        self.instances: Sequence[DataNode] = []
        self.shown: int | None = None

    @property
    def visible(self) -> Sequence[DataNode]:
        """The instances that node-sets and clients see."""
        return self.instances if self.shown is None else self.instances[: self.shown]


class Element:
    """A node of a secondary instance: a name, its own text, and children."""

    __slots__ = ("_children", "attributes", "name", "parent", "text")

    is_relevant = True

    def __init__(self, name: str, text: str = "", parent: Element | None = None) -> None:
        self.name = name
        self.text = text
        self.parent = parent
        self.attributes: dict[str, str] = {}
        self._children: list[Element] = []

    @property
    def children(self) -> list[Element]:
        return self._children

    def named(self, name: str) -> list[Element]:
        """The children of that name, in order; `*` for all of them."""
        if name == "*":
            return self.children
        return [child for child in self.children if child.name == name]

    def column(self, name: str) -> str | None:
        """The text of the first child of that name, None where there is none."""
        for child in self.children:
            if child.name == name:
                return child.text
        return None

    def text_at(self, path: Sequence[str]) -> str:
        """The text at a short path below (`name`, `names/en`, `@id`), blank where there is nothing."""
        element = self
        for at, name in enumerate(path):
            if name.startswith("@"):
                return element.attributes.get(name[1:], "")
            if at == len(path) - 1:
                return element.column(name) or ""
            found = element.named(name)
            if not found:
                return ""
            element = found[0]
        return element.text

    @property
    def position(self) -> int:
        siblings = self.parent.named(self.name) if self.parent else [self]
        return siblings.index(self) + 1


class Row(Element):
    """An element whose children are all leaves: column names shared with its siblings and a tuple of texts.

    A list of 100,000 choices is 100,000 of these and not 400,000 elements.
    """

    __slots__ = ("_columns", "_texts")

    def __init__(self, name: str, columns: dict[str, int], texts: tuple[str, ...], parent: Element) -> None:
        super().__init__(name, "", parent)
        self._columns = columns
        self._texts = texts

    @property
    def children(self) -> list[Element]:
        return [Element(name, self._texts[at], self) for name, at in self._columns.items() if at < len(self._texts)]

    def named(self, name: str) -> list[Element]:
        if name == "*":
            return self.children
        text = self.column(name)
        return [] if text is None else [Element(name, text, self)]

    def column(self, name: str) -> str | None:
        at = self._columns.get(name)
        return self._texts[at] if at is not None and at < len(self._texts) else None


class SecondaryInstance:
    """A choice list, a table or another tree that expressions look things up in; never changed after it is read.

    Indexes over `rows[column = value]` are made when first asked for and belong to the instance, which any number of
    entries share: they hold nothing of an entry.
    """

    __slots__ = ("_indexes", "_rows", "id", "root")

    def __init__(self, id: str, root: Element) -> None:
        self.id = id
        self.root = root
        self._rows: dict[tuple[str, ...], list[Element]] = {}
        self._indexes: dict[tuple[tuple[str, ...], str], dict[str, list[Element]]] = {}

    def rows(self, path: tuple[str, ...]) -> list[Element]:
        """The elements at a path of names, the first of which is the root element's; not to be changed."""
        rows = self._rows.get(path)
        if rows is None:
            rows = self._rows[path] = self._walk(path)
        return rows

    def _walk(self, path: tuple[str, ...]) -> list[Element]:
        found = [self.root] if path and path[0] in (self.root.name, "*") else []
        for name in path[1:]:
            found = [child for element in found for child in element.named(name)]
        return found

    def matching(self, path: tuple[str, ...], column: str, value: str) -> list[Element]:
        """The rows at `path` whose `column` reads `value`; a row without the column reads blank there."""
        index = self._indexes.get((path, column))
        if index is None:
            index = {}
            for row in self.rows(path):
                index.setdefault(row.column(column) or "", []).append(row)
            self._indexes[(path, column)] = index
        return index.get(value, [])
