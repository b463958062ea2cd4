"""The one window: rail, notices, the page, the undo bar. It knows workspaces, and no service."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QCoreApplication, QRect, Qt
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QMainWindow,
    QMenu,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from tianye.domain.changes import Changes
from tianye.services.assets import guide_page
from tianye.ui.messages.notices import ABOUT_BADGE, MENDED_BY_WRITING, Notice
from tianye.ui.parts.bars import NoticeBar, UndoBar
from tianye.ui.parts.focus import FocusRing
from tianye.ui.parts.stage import Page, Stage, Workspace

if TYPE_CHECKING:
    from tianye.ui.parts.guide import GuidePanel
    from tianye.ui.parts.rail import Rail

NARROW_BELOW = 1180
LEAST_PAGE = 784
"""Width, growing with the text, that a page should have before the words of the rail give way."""


class Window(QMainWindow):
    """Shows one workspace at a time; pages are made when they are first wanted."""

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        self.stage = stage
        self.workspace: Workspace | None = None
        self.rail: Rail | None = None
        self.notices = NoticeBar()
        self.answers = NoticeBar(is_foot=True)
        """What came of an act, below the page: nothing moves under the mouse that pressed a button above."""
        self.undo_bar = UndoBar()
        self._waiting: list[Notice] = []
        """Notices that come with the next page."""
        self._pages: dict[str, Page] = {}
        self._place = ""
        self._entered: Page | None = None
        """The page that was told it is on screen, and not yet that it left."""
        self._stack = QStackedWidget()
        self._centre = QWidget()
        self._centre.setProperty("page", "true")
        self._centre.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._row = QHBoxLayout(self._centre)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.notices)
        column.addWidget(self._stack, 1)
        column.addWidget(self.answers)
        column.addWidget(self.undo_bar)
        self._row.addLayout(column, 1)
        self.setCentralWidget(self._centre)
        self._help = QShortcut(QKeySequence(QKeySequence.StandardKey.HelpContents), self)
        self._help.activated.connect(self.toggle_help)
        self._lock = QShortcut(QKeySequence("Ctrl+L"), self)
        self._lock.activated.connect(self._lock_up)
        self._switch = QShortcut(QKeySequence("Ctrl+Shift+L"), self)
        self._switch.activated.connect(self._let_take_over)
        self._ring = FocusRing(self._centre)
        self._connect(stage)
        self._retitle()
        geometry = stage.memory.value("window/geometry")
        if isinstance(geometry, QByteArray):
            self.restoreGeometry(geometry)
            self._come_back()
        else:
            self.resize(1366, 768)

    def _connect(self, stage: Stage) -> None:
        stage.place_wanted.connect(self.go)
        stage.task_wanted.connect(self.open_task)
        stage.back_wanted.connect(self.back)
        stage.workspace_wanted.connect(self.enter)
        stage.noticed.connect(self._notice)
        stage.withdrawn.connect(self._withdraw)
        stage.undo_offered.connect(self.undo_bar.offer)
        stage.undo_cleared.connect(self.undo_bar.clear)
        stage.runner.changed.connect(self._spread)
        stage.runner.wrote.connect(self._after_writing)
        stage.language.changed.connect(self._retitle)
        stage.help_wanted.connect(self._open_help)
        for changed in (stage.theme.changed, stage.language.changed):
            changed.connect(self._fit_rail)
        stage.scanner.scanned.connect(self._take_badge)
        stage.scanner.foreign.connect(self._say_foreign)

    @cached_property
    def guide(self) -> GuidePanel:
        """The guide; loaded and made when it is first wanted, which nobody waits for at the start."""
        from tianye.ui.parts.guide import GuidePanel

        panel, language = GuidePanel(self._centre, guide_page), self.stage.language
        panel.speak(language.code)
        language.changed.connect(lambda: panel.speak(language.code))
        return panel

    # ---- what is shown ---------------------------------------------------------------------------------------------

    @property
    def page(self) -> Page | None:
        """The page on screen."""
        area = self._stack.currentWidget()
        page = area.widget() if isinstance(area, QScrollArea) else None
        return page if isinstance(page, Page) else None

    def enter(self, workspace: Workspace) -> None:
        """Exchange the workspace; pages of the other one are deleted."""
        self._leave()
        while self._stack.count():
            self._take_away(self._stack.widget(0))
        self._pages, self._place = {}, ""
        if self.rail is not None:
            self._row.removeWidget(self.rail)
            self.rail.hide()
            self.rail.deleteLater()
            self.rail = None
        self.notices.clear()
        self.answers.clear()
        self._waiting = []
        self.undo_bar.clear()
        self.workspace = workspace
        if workspace.has_rail:
            from tianye.ui.parts.rail import Rail

            self.rail = Rail(workspace, self.stage)
            self.rail.chosen.connect(self.go)
            self._row.insertWidget(0, self.rail)
        self._fit_rail()
        self.go(workspace.places[0].name)

    def go(self, name: str) -> None:
        """Show a place; tasks that are open over another are left."""
        if self.workspace is None:
            return
        place = next((place for place in self.workspace.places if place.name == name), None)
        if place is None:
            return
        before = self.page
        if before is not None and name == self._place and not before.is_task:
            return
        self._leave()
        if name != self._place:
            # what was done belongs to where it was done: its way back does not follow to other screens
            self.undo_bar.clear()
        self._drop_tasks()
        if name not in self._pages:
            self._pages[name] = place.make(self.stage)
            self._add(self._pages[name])
        self._place = name
        page = self._pages[name]
        self._stack.setCurrentWidget(self._area_of(page))
        if self.rail is not None:
            self.rail.select(name)
        self._retitle()
        self._come_on(page)

    def open_task(self, page: Page) -> None:
        """Show a task over the place; what can be undone there is offered again when the task is left."""
        self._leave()
        page.is_task = True
        self._add(page)
        self._stack.setCurrentWidget(self._area_of(page))
        page.setFocus(Qt.FocusReason.OtherFocusReason)
        self._come_on(page)

    def back(self) -> None:
        """Leave the task on top; the way back it offered stays."""
        page = self.page
        if page is None or not page.is_task:
            return
        self._leave()
        self._drop(page)
        below = self._stack.widget(self._stack.count() - 1)
        if isinstance(below, QScrollArea) and isinstance(task := below.widget(), Page) and task.is_task:
            self._stack.setCurrentWidget(below)
        elif self._place:
            self._stack.setCurrentWidget(self._area_of(self._pages[self._place]))
        if (shown := self.page) is not None:
            # what came of a task is read where it was begun
            self.answers.pass_on(page, shown)
            self._come_on(shown)

    def _come_on(self, page: Page) -> None:
        self._entered = page
        for bar in (self.notices, self.answers):
            bar.come_to(page)
        waiting, self._waiting = self._waiting, []
        for notice in waiting:
            self._show(notice)
        self.undo_bar.come_to(self._depth(), is_withheld=page.is_form)
        page.entered()

    def _leave(self) -> None:
        page, self._entered = self._entered, None
        if page is not None:
            page.left()

    def toggle_help(self) -> None:
        """Open the guide at the page of this screen, or close it; not before somebody who only passes the door."""
        if self.workspace is not None and not self.workspace.has_help:
            return
        if not self._close_help() and (page := self.page) is not None:
            self.guide.open(page.help_page() or "index")

    def _open_help(self, page: str) -> None:
        self.guide.open(page)

    def _close_help(self) -> bool:
        """Close the guide; returns whether it was open."""
        is_open = "guide" in vars(self) and self.guide.isVisible()
        if is_open:
            self.guide.close_panel()
        return is_open

    def _add(self, page: Page) -> None:
        area = QScrollArea()
        # Qt's own viewport is of a class without a name in PySide: whoever asks for it has every class loaded, 30 ms
        area.setViewport(QWidget())
        area.setProperty("page", "true")
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(page)
        self._stack.addWidget(area)
        page.retranslate()

    def _depth(self) -> int:
        """Return how many tasks lie over the place."""
        areas = (self._stack.widget(number) for number in range(self._stack.count()))
        pages = (area.widget() for area in areas if isinstance(area, QScrollArea))
        return sum(isinstance(page, Page) and page.is_task for page in pages)

    def _drop_tasks(self) -> None:
        for number in reversed(range(self._stack.count())):
            area = self._stack.widget(number)
            if isinstance(area, QScrollArea) and isinstance(page := area.widget(), Page) and page.is_task:
                self._drop(page)

    def _drop(self, page: Page) -> None:
        self._take_away(self._area_of(page))

    def _area_of(self, page: Page) -> QScrollArea:
        for number in range(self._stack.count()):
            area = self._stack.widget(number)
            if isinstance(area, QScrollArea) and area.widget() is page:
                return area
        raise KeyError(page.metaObject().className())

    def _take_away(self, area: QWidget | None) -> None:
        if area is not None:
            self._stack.removeWidget(area)
            area.deleteLater()

    def _notice(self, notice: Notice) -> None:
        """Show a notice, at once or with the next page."""
        if notice.waits and self._entered is not None:
            self._waiting = [one for one in self._waiting if one.about != notice.about] + [notice]
        else:
            self._show(notice)

    def _show(self, notice: Notice) -> None:
        """Show what asks for somebody above the page, and what only answers below it; one of both about one matter."""
        is_answer = notice.tone in ("info", "done")
        bar, other = (self.answers, self.notices) if is_answer else (self.notices, self.answers)
        if notice.about:
            other.withdraw(notice.about)
        bar.add(notice, self._entered)

    def _withdraw(self, about: str) -> None:
        self._waiting = [one for one in self._waiting if one.about != about]
        for bar in (self.notices, self.answers):
            bar.withdraw(about)

    def _say_foreign(self) -> None:
        self._notice(Notice("warn", self._foreign_words, about=ABOUT_BADGE))

    def _foreign_words(self) -> tuple[str, str]:
        return (
            self.tr("That code is no badge of ours"),
            self.tr("Nothing was recorded. Badges made by headquarters are read here, and no other codes."),
        )

    def _take_badge(self, text: str) -> None:
        """Hand a badge to the page; where it takes none, say so, and offer the way to where it is taken."""
        workspace, page = self.workspace, self.page
        if workspace is None or page is None:
            return
        # what comes of it is shown on the page, which the help covers
        self._close_help()
        self._withdraw(ABOUT_BADGE)
        if page.take_badge(text) or not workspace.badge_place:
            return
        self._notice(
            Notice(
                "warn",
                lambda: (
                    self.tr("A badge was read; nothing was written."),
                    self.tr("Badges are not taken on this page. What you have typed is as it was."),
                ),
                action=lambda: QCoreApplication.translate("Place", workspace.badge_action),
                act=lambda: self._lead_badge(workspace.badge_place, text),
                about=ABOUT_BADGE,
            )
        )

    def _lead_badge(self, place: str, text: str) -> None:
        self.go(place)
        self._take_badge(text)

    def _spread(self, changes: Changes) -> None:
        if (page := self.page) is not None:
            page.refresh(changes)

    def _after_writing(self, changes: Changes | None) -> None:
        """Forget what a later act outdates: the way back from the one before, and that there was no room to write.

        A badge that let nobody in is no act: who was checked in before it can still be taken back.
        """
        if changes is None or changes.has_others_than("scan"):
            self.undo_bar.outdate()
            self._withdraw(ABOUT_BADGE)
        for code in MENDED_BY_WRITING:
            self._withdraw(code)

    # ---- the window itself -----------------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the rail's words go where there is no width for them."""
        super().resizeEvent(event)
        # a menu stays where it was opened, which may be outside now
        if isinstance(menu := QApplication.activePopupWidget(), QMenu):
            menu.close()
        self._fit_rail()

    def focusNextPrevChild(self, next: bool) -> bool:
        """Move the focus by Tab, and let the ring know that it was a key.

        Qt asks this too where the control that had the focus is hidden or disabled: the page keeps the focus then.
        """
        lost = self.focusWidget()
        if lost is not None and not (lost.isVisible() and lost.isEnabled()):
            return self._keep_focus(lost)
        self._ring.expect_key()
        return super().focusNextPrevChild(next)

    def _keep_focus(self, lost: QWidget) -> bool:
        """Give the focus to the next control of the page, or to the page itself where it has none."""
        page = self.page
        if page is None:
            return super().focusNextPrevChild(True)
        heir = lost.nextInFocusChain()
        controls: list[QWidget] = []
        while heir is not None and heir is not lost:
            takes_tab = bool(heir.focusPolicy() & Qt.FocusPolicy.TabFocus)
            if takes_tab and page.isAncestorOf(heir) and heir.isVisible() and heir.isEnabled():
                controls.append(heir)
            heir = heir.nextInFocusChain()
        if self._ring.isVisible():
            self._ring.expect_key()
        (controls[0] if controls else page).setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask the page, tell it that it left, then remember how the window stood; nothing of what it showed."""
        # a computer that is shut down does not ask twice
        application = QGuiApplication.instance()
        is_ending = isinstance(application, QGuiApplication) and application.isSavingSession()
        if self.page is not None and not is_ending and not self.page.may_close():
            event.ignore()
            return
        is_full = self.isFullScreen()
        # what is being typed is handed out while the lane still takes it
        self._leave()
        if not is_full:
            self.stage.memory.setValue("window/geometry", self.saveGeometry())
        super().closeEvent(event)

    def _come_back(self) -> None:
        """Stand on a screen that is there: the one it stood on may be gone."""
        screens = [screen.availableGeometry() for screen in QGuiApplication.screens()]
        if any(_shows_enough(screen, self.frameGeometry()) for screen in screens):
            return
        here = QGuiApplication.primaryScreen().availableGeometry()
        self.resize(min(self.width(), here.width()), min(self.height(), here.height()))
        frame = self.frameGeometry()
        frame.moveCenter(here.center())
        self.move(frame.topLeft())

    def _lock_up(self) -> None:
        # the kiosk has its own way out
        if self.stage.desk is not None and self.workspace is not None and self.workspace.name != "kiosk":
            self.stage.lock()

    def _let_take_over(self) -> None:
        if self.stage.desk is not None and self.workspace is not None and self.workspace.name != "kiosk":
            self.stage.switch()

    def _fit_rail(self) -> None:
        if self.rail is not None:
            room = self.width() - self.rail.wide_width()
            self.rail.set_narrow(self.width() < NARROW_BELOW or room < self.stage.theme.px(LEAST_PAGE))

    def _retitle(self) -> None:
        # the title is in the task bar for everybody to read: the program's name, no place, no person
        self.setWindowTitle(self.tr("Tianye"))


def _shows_enough(screen: QRect, frame: QRect) -> bool:
    """Say whether enough of a window's upper edge is on a screen to take hold of it."""
    seen = screen.intersected(QRect(frame.left(), frame.top(), frame.width(), 60))
    return seen.width() >= 200 and seen.height() >= 30
