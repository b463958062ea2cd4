"""A fault where it happened: a card that says what happened, what was kept and what to do; the code small and last."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QGridLayout

from tianye.domain.errors import TianyeError, UserFault
from tianye.ui import theme
from tianye.ui.messages.faults import Words, remark, words_of
from tianye.ui.parts.bars import Picture
from tianye.ui.parts.cards import Card, add_row
from tianye.ui.parts.labels import Label


@dataclass(frozen=True, slots=True)
class Remembered:
    """A fault of another day, of which code and data were kept."""

    code: str
    data: Mapping[str, object]


class FaultCard(Card):
    """A fault as a card, hidden while there is none; follows the language.

    `title` words whom it is about, `said` puts other words than the fault's own where it gives any: happened, kept, to
    do; both are asked again at each change of language. Barley where it is a gap or a doubt, brick where something was
    refused or lost; unless `is_doubt` says which, what the person can mend herself counts as a doubt.
    """

    def __init__(
        self,
        fault: TianyeError | Remembered | None = None,
        title: Callable[[], str] | None = None,
        *,
        is_doubt: bool | None = None,
        said: Callable[[], tuple[str, str, str]] | None = None,
    ) -> None:
        super().__init__("error", spacing=10)
        self._fault: TianyeError | Remembered | None = None
        self._title_words = title
        self._is_doubt = is_doubt
        self._said = said
        self.body.setContentsMargins(20, 16, 20, 14)
        self.title = Label("strong", wraps=True)
        self._sign = Picture("x-circle", "on_error_soft", 22)
        add_row(self.body, self._sign).addWidget(self.title, 1)
        grid = QGridLayout()
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        self._heads = [Label("caption", wraps=False) for _ in range(3)]
        self.texts = [Label("body", wraps=True) for _ in range(3)]
        for number, (head, text) in enumerate(zip(self._heads, self.texts, strict=True)):
            grid.addWidget(head, number, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(text, number, 1)
        self.body.addLayout(grid)
        self.code = Label("faint")
        add_row(self.body, None, self.code)
        self._put(fault)
        if fault is None:
            self.hide()

    @property
    def fault(self) -> TianyeError | Remembered | None:
        """What is shown."""
        return self._fault

    def show_fault(self, fault: TianyeError | Remembered | None) -> None:
        """Show a fault; None takes the card away."""
        self._put(fault)
        self.setVisible(fault is not None)

    def _put(self, fault: TianyeError | Remembered | None) -> None:
        self._fault = fault
        if fault is None:
            return
        is_doubt = isinstance(fault, UserFault) if self._is_doubt is None else self._is_doubt
        tone = "warn" if is_doubt else "error"
        self.set_ground("warn" if is_doubt else "error")
        theme.restyle(self.title, role=f"on_{tone}")
        self._sign.show_icon(*(("warning", "on_barley_soft") if is_doubt else ("x-circle", "on_error_soft")))
        self._retranslate()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _retranslate(self) -> None:
        fault = self._fault
        if fault is None:
            return
        if isinstance(fault, Remembered):
            words = Words(remark(fault.code, fault.data), "", "", fault.code)
        else:
            words = words_of(fault)
        own = self._said() if self._said else ("", "", "")
        happened = own[0] or words.what_happened
        self.title.setText(self._title_words() if self._title_words else happened)
        happened = happened if self._title_words else ""
        said = (happened, own[1] or words.what_was_kept, own[2] or words.next_step)
        heads = (self.tr("What happened"), self.tr("What was kept"), self.tr("What to do"))
        for head, label, head_text, text in zip(self._heads, self.texts, heads, said, strict=True):
            head.setText(head_text)
            label.setText(text)
            for part in (head, label):
                part.setVisible(bool(text))
        self.code.setText(self.tr("Code {code}").format(code=words.code))


def is_doubt(fault: TianyeError) -> bool:
    """Say whether a fault is only a gap or something the person can mend, and nothing was refused for good."""
    return isinstance(fault, UserFault) and fault.code in ("bundle.gap", "pack.older", "bundle.none-in-folder")
