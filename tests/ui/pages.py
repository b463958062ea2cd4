"""Page objects: what a person sees and does in a window, by intention; and a sample page that shows every part."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP, Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from tianye.domain.changes import Changes
from tianye.ui.parts.buttons import Button, Segmented
from tianye.ui.parts.cards import BusyBar, Card, EmptyState, PageHead, Plots, add_row
from tianye.ui.parts.choice import Choice
from tianye.ui.parts.guide import GuidePanel
from tianye.ui.parts.labels import TibetanLabel
from tianye.ui.parts.marks import Chip, PersonMark
from tianye.ui.parts.search import Candidate, CandidateList, SearchField
from tianye.ui.parts.stage import Page, Place, Stage, Workspace


class Screen:
    """A widget as a person meets it: things are found by their words, keys go to whatever has the focus."""

    def __init__(self, root: QWidget) -> None:
        self.root = root

    def texts(self) -> list[str]:
        """Return all text that can be read, from top to bottom of the widget tree."""
        return [label.text() for label in self.root.findChildren(QLabel) if label.isVisible() and label.text()]

    def button(self, words: str) -> QAbstractButton:
        """Return the visible button with these words or this accessible name."""
        for button in self.root.findChildren(QAbstractButton):
            if button.isVisible() and words in (button.text(), button.accessibleName()):
                return button
        raise AssertionError(f"no button {words!r}")

    def press(self, words: str) -> None:
        """Click a button."""
        QTest.mouseClick(self.button(words), Qt.MouseButton.LeftButton)

    def unnamed(self) -> list[str]:
        """Return the visible controls that a screen reader could not name."""
        controls = self.root.findChildren(QWidget)
        return [
            f"{type(control).__name__} in {type(control.parent()).__name__}"
            for control in controls
            if control.isVisible() and is_control(control) and not spoken(control)
        ]

    def small(self, least: int = 44) -> list[str]:
        """Return the visible buttons and fields that are too small for a finger."""
        return [
            f"{type(control).__name__} {spoken(control)!r} {control.width()}×{control.height()}"
            for control in self.root.findChildren(QWidget)
            if control.isVisible()
            and isinstance(control, QAbstractButton | QLineEdit)
            and min(control.width(), control.height()) < least
        ]

    def overlapping(self) -> list[str]:
        """Return the pairs of visible texts and controls that cover one another, neither inside the other.

        The help lies over the page on purpose: it is compared with itself, and the page below with itself.
        """
        panels = [panel for panel in self.root.findChildren(GuidePanel) if panel.isVisible()]

        def layer(widget: QWidget) -> bool:
            return any(panel.isAncestorOf(widget) for panel in panels)

        shown = []
        for widget in self.root.findChildren(QWidget):
            is_text = isinstance(widget, QLabel) and bool(widget.text())
            if widget.isVisible() and (is_text or isinstance(widget, QAbstractButton | QLineEdit)):
                seen = widget.visibleRegion().boundingRect()
                if not seen.isEmpty():
                    shown.append((widget, seen.translated(widget.mapTo(self.root, widget.rect().topLeft()))))
        return [
            f"{_told(one)} and {_told(other)} at {box.intersected(second)}"
            for number, (one, box) in enumerate(shown)
            for other, second in shown[number + 1 :]
            if box.adjusted(1, 1, -1, -1).intersects(second.adjusted(1, 1, -1, -1))
            and not one.isAncestorOf(other)
            and not other.isAncestorOf(one)
            and layer(one) == layer(other)
        ]

    def clipped(self) -> list[str]:
        """Return the visible texts that have less room than they need."""
        found = []
        for widget in self.root.findChildren(QWidget):
            if not widget.isVisible() or not isinstance(widget, QLabel | QAbstractButton) or not widget.text():
                continue
            need = widget.sizeHint()
            wraps = isinstance(widget, QLabel) and widget.wordWrap()
            high = widget.heightForWidth(widget.width()) if wraps else need.height()
            if widget.height() < high or (not wraps and widget.width() < need.width()):
                found.append(f"{type(widget).__name__} {widget.text()!r} has {widget.size()} needs {need}")
        # a long word may end in dots, but not before it says what it is about
        found += [
            f"{type(choice).__name__} {choice.currentText()!r} shows {choice.shown_text()!r}"
            for choice in self.root.findChildren(Choice)
            if choice.isVisible() and choice.shown_text() != choice.currentText() and len(choice.shown_text()) < 16
        ]
        return found


def write(widget: QWidget, text: str) -> None:
    """Type a text in any script into a widget: keys for Latin, what an input method hands over for the rest."""
    if text.isascii():
        QTest.keyClicks(widget, text)
        return
    composed = QInputMethodEvent()
    composed.setCommitString(text)
    QApplication.sendEvent(widget, composed)


def _told(widget: QWidget) -> str:
    text = widget.text() if isinstance(widget, QLabel | QAbstractButton | QLineEdit) else ""
    return f"{type(widget).__name__} {text or widget.accessibleName()!r}"


def is_control(widget: QWidget) -> bool:
    """Say whether a widget takes the focus by Tab or a click."""
    return widget.focusPolicy() != Qt.FocusPolicy.NoFocus and not isinstance(widget, Page)


def spoken(widget: QWidget) -> str:
    """Return what a screen reader says of a control."""
    text = widget.accessibleName() or (widget.text() if isinstance(widget, QAbstractButton) else "")
    return text.strip()


class Kit(Page):
    """Every part on one page, worded through the same means as real pages."""

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self.seen: list[Changes | None] = []
        self.head = PageHead()
        self.action = self.head.add_action(Button("secondary", "flag"))
        self.body.addWidget(self.head)
        self.search, self.found = SearchField(), CandidateList()
        self.search.join(self.found)
        left, right, row = QVBoxLayout(), QVBoxLayout(), QHBoxLayout()
        left.addWidget(self.search)
        left.addWidget(self.found, 1)
        row.setSpacing(18)
        row.addLayout(left, 3)
        row.addLayout(right, 2)
        self.body.addLayout(row, 1)
        card = Card()
        self.hero, self.quiet = Button("hero", "check"), Button("quiet", "calendar")
        self.equal, self.danger = Button("equal", "merge"), Button("danger", "trash")
        add_row(card.body, self.hero, self.quiet, None)
        add_row(card.body, self.equal, self.danger, None)
        self.chips = {kind: Chip(kind) for kind in ("local", "handed", "received", "warn", "error")}
        add_row(card.body, *list(self.chips.values())[:3], None)
        add_row(card.body, *list(self.chips.values())[3:], None)
        self.views, self.county = Segmented(("alike", "unlike")), Choice()
        add_row(card.body, self.views, self.county, None)
        card.body.addWidget(TibetanLabel("སློབ་སྦྱོང་ལེགས་སོ།", "heading", "ink"))
        add_row(card.body, *(PersonMark(number, 40) for number in range(6)), None)
        self.plots, self.busy = Plots(), BusyBar()
        card.body.addWidget(self.plots)
        card.body.addWidget(self.busy)
        right.addWidget(card)
        self.install = Button("primary", "download")
        self.empty = EmptyState(self.install)
        right.addWidget(self.empty, 1)
        self.found.show_rows(
            [
                Candidate(1, "卓玛", "སྒྲོལ་མ།", "zhuō mǎ", ((0, 2), (5, 6)), "1988·日玛村", "", "", 0),
                Candidate(2, "周毛", "འབྲུག་མོ།", "zhōu máo", ((0, 2),), "1995·日玛村", "9:06", "check-circle", 13),
            ]
        )

    def retranslate(self) -> None:
        is_chinese = self.stage.language.code == "zh_CN"
        self.head.say(
            "太阳能灶" if is_chinese else "Solar cookers", "上午 9:00–12:00" if is_chinese else "9:00 to 12:00"
        )
        words = {
            self.action: ("结束签到", "End check-in"),
            self.hero: ("继续签到", "Go on checking in"),
            self.quiet: ("查看别的日子", "Other days"),
            self.equal: ("是同一个人", "The same person"),
            self.danger: ("清除", "Erase"),
            self.install: ("装下发包", "Install the pack"),
        }
        for button, (chinese, english) in words.items():
            button.setText(chinese if is_chinese else english)
        states = {
            "local": ("只在本机", "On this laptop"),
            "handed": ("已交出", "Handed over"),
            "received": ("总部已收", "Received"),
            "warn": ("缺一包", "One missing"),
            "error": ("没收下", "Refused"),
        }
        for kind, (chinese, english) in states.items():
            self.chips[kind].show_state(kind, chinese if is_chinese else english)
        self.views.set_text("alike", "可能重复" if is_chinese else "Alike")
        self.views.set_text("unlike", "说法不同" if is_chinese else "Unlike")
        self.county.setAccessibleName("县" if is_chinese else "County")
        self.county.clear()
        self.county.addItems(["玉树市", "称多县"])
        for control, name in ((self.search, "找人"), (self.found, "找到的人")):
            control.setAccessibleName(name)
        self.search.setPlaceholderText("姓名、拼音" if is_chinese else "Name or pinyin")
        self.plots.show_counts([("women", 15), ("men", 8)], 40, "23 / 40")
        self.empty.say(
            "还没有培训" if is_chinese else "No training yet", "插上优盘。" if is_chinese else "Put in the stick."
        )

    def refresh(self, changes: Changes | None) -> None:
        self.seen.append(changes)


PLACES = {
    "today": ("today", QT_TRANSLATE_NOOP("Place", "Today")),
    "register": ("book", QT_TRANSLATE_NOOP("Place", "Register")),
}
KIT = Workspace("kit", "Kit", tuple(Place(name, icon, str(title), Kit) for name, (icon, title) in PLACES.items()))


def scan(text: str) -> None:
    """Type as a scanner does: into the window that has the focus, which hands the keys on."""
    for letter in text:
        window = QGuiApplication.focusWindow()
        assert window is not None
        QTest.keyClick(window, letter)
