"""What there is to say of a list that was read: where in the file, what is wrong, in words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from tianye.services.lists import Remark
from tianye.ui.messages.faults import remark
from tianye.ui.models.rows import Column, RowTable
from tianye.ui.parts.table import Table


class RemarkRow(NamedTuple):
    """One remark; a problem keeps its row out, a notice does not."""

    said: Remark
    is_problem: bool


def remark_rows(problems: Iterable[Remark], notices: Iterable[Remark]) -> list[RemarkRow]:
    """Return problems, then notices, each in the order of the file."""
    return [*(RemarkRow(one, True) for one in problems), *(RemarkRow(one, False) for one in notices)]


class RemarkTable(Table):
    """Remarks as a table; `heading_words` names a column by its key."""

    def __init__(self, heading_words: Callable[[str], str]) -> None:
        self._heading_words = heading_words
        self._rows: RowTable[RemarkRow] = RowTable(
            (
                Column(lambda: self.tr("Where"), self._where, lambda row: row.said.sheet),
                Column(lambda: self.tr("Column"), self._column, self._letter),
                Column(lambda: self.tr("What"), lambda row: remark(row.said.code, row.said.data)),
                Column(
                    lambda: self.tr("Taken in?"),
                    self._verdict,
                    chip=lambda row: "error" if row.is_problem else "plain",
                ),
            )
        )
        super().__init__(self._rows)
        self.set_widths(150, 170, 0, 160)

    @property
    def rows(self) -> Sequence[RemarkRow]:
        """What is shown."""
        return self._rows.rows

    def show_rows(self, rows: Sequence[RemarkRow]) -> None:
        """Show others."""
        self._rows.show_rows(rows)

    def reword(self) -> None:
        """Follow the language."""
        self._rows.reword()

    def _where(self, row: RemarkRow) -> str:
        return self.tr("Row {number}").format(number=row.said.row) if row.said.row else self.tr("Whole sheet")

    def _column(self, row: RemarkRow) -> str:
        if row.said.heading:
            return self._heading_words(row.said.heading)
        # of a sheet as a whole no row is meant
        return self.tr("Whole row") if row.said.row else "–"

    def _verdict(self, row: RemarkRow) -> str:
        if not row.is_problem:
            return self.tr("only to know")
        return self.tr("row stays out") if row.said.row else self.tr("stays out")

    def _letter(self, row: RemarkRow) -> str:
        return self.tr("Column {letter}").format(letter=row.said.column) if row.said.column else ""
