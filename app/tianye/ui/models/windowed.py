"""A table over more rows than are held: keys of all are known, rows come page by page as they are looked at."""

from __future__ import annotations

from array import array
from collections import OrderedDict
from collections.abc import Callable, Sequence
from typing import Final, TypeVar

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, QTimer, Signal

from tianye.ui.models.rows import CHIP, MARK, ROW, SECOND_LINE, TIBETAN, Column, ColumnTable

R = TypeVar("R")
Index = QModelIndex | QPersistentModelIndex
PAGE: Final = 64
"""Rows that are asked for together: several screens."""
HELD: Final = 40
"""Pages that are held; the one looked at longest ago goes first."""
PLACEHOLDER: Final = "…"


class WindowedTable(ColumnTable[R]):
    """Rows as a table, of which only those near the eye are held.

    `wanted` brings the keys of one page whose rows are to be shown; answer with `fill`, or with `give_up` where they
    could not be had. One page is asked for at a time, the one looked at last first, so that a scroll from end to end
    asks for what it stops at and not for all it passes.
    """

    wanted = Signal(object)

    def __init__(self, columns: Sequence[Column[R]], key: Callable[[R], int]) -> None:
        super().__init__(columns)
        self._key_of = key
        self._keys: Sequence[int] = array("I")
        self._pages: OrderedDict[int, list[R | None]] = OrderedDict()
        self._stale: set[int] = set()
        self._missed: OrderedDict[int, None] = OrderedDict()
        self._asked: int | None = None
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._ask)

    # ---- what is shown ---------------------------------------------------------------------------------------------

    def show_keys(self, keys: Sequence[int], first: Sequence[R] = ()) -> None:
        """Show other rows; `first` are those at the top as far as they are here already.

        Where the same people stand in the same order, the view stays as it is and only asks again for what it shows.
        """
        if len(keys) and len(keys) == len(self._keys) and array("I", keys) == array("I", self._keys):
            self._stale = set(self._pages)
            self._keep_first(first)
            self.reword()
            return
        self.beginResetModel()
        self._keys = keys
        self._pages.clear()
        self._stale.clear()
        self._missed.clear()
        self._asked = None
        self._keep_first(first)
        self.endResetModel()

    def _keep_first(self, first: Sequence[R]) -> None:
        for start in range(0, len(first), PAGE):
            rows: list[R | None] = list(first[start : start + PAGE])
            if len(rows) == len(self._keys_of(start // PAGE)):
                self._pages[start // PAGE] = rows
                self._stale.discard(start // PAGE)

    def fill(self, rows: Sequence[R]) -> None:
        """Show the rows of the page that was wanted; who is not among them any more stays empty."""
        page, self._asked = self._asked, None
        if page is None:
            return
        found = {self._key_of(row): row for row in rows}
        keys = self._keys_of(page)
        if not found.keys() <= set(keys):
            # the answer to a question about what was shown before
            self._ask()
            return
        self._pages[page] = [found.get(key) for key in keys]
        self._stale.discard(page)
        while len(self._pages) > HELD:
            gone, _ = self._pages.popitem(last=False)
            self._stale.discard(gone)
        first = page * PAGE
        self.dataChanged.emit(self.index(first, 0), self.index(first + len(keys) - 1, len(self.columns) - 1))
        self._ask()

    def give_up(self) -> None:
        """Take note that the page that was wanted does not come; it is asked for when it is looked at again."""
        self._asked = None
        self._missed.clear()

    def row(self, number: int) -> R | None:
        """Return a row by its place, None while it is not here; asks for it then."""
        page, place = divmod(number, PAGE)
        rows = self._pages.get(page)
        if (rows is None or page in self._stale) and page != self._asked:
            self._missed[page] = None
            self._missed.move_to_end(page)
            self._soon.start()
        if rows is None:
            return None
        self._pages.move_to_end(page)
        return rows[place]

    @property
    def held(self) -> int:
        """How many rows are held."""
        return sum(len(rows) for rows in self._pages.values())

    def _keys_of(self, page: int) -> Sequence[int]:
        return self._keys[page * PAGE : (page + 1) * PAGE]

    def _ask(self) -> None:
        if self._asked is not None or not self._missed:
            return
        self._asked, _ = self._missed.popitem()
        # of what was passed only the page beside it can still be on screen
        for page in [page for page in self._missed if abs(page - self._asked) > 1]:
            del self._missed[page]
        self.wanted.emit(self._keys_of(self._asked))

    # ---- what Qt asks ----------------------------------------------------------------------------------------------

    def rowCount(self, parent: Index | None = None) -> int:
        """Return how many rows there are, here or not."""
        return 0 if parent is not None and parent.isValid() else len(self._keys)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return text, second line, the row itself, its chip, or how it is aligned; dots while it is not here."""
        column = self.columns[index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return column.alignment
        if role not in _ROLES:
            return None
        row = self.row(index.row())
        if row is None:
            return PLACEHOLDER if role in _TEXTS and index.column() == 0 else None
        return column.cell(row, role)


_TEXTS: Final = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
_ROLES: Final = frozenset((int(_TEXTS[0]), int(_TEXTS[1]), ROW, SECOND_LINE, CHIP, MARK, TIBETAN))
