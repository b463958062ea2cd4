"""The one window: rail, notices, the page, the undo bar. It knows workspaces, and no service."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtGui import QCloseEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMainWindow, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from tianye.domain.changes import Changes
from tianye.ui.parts.bars import NoticeBar, UndoBar
from tianye.ui.parts.focus import FocusRing
from tianye.ui.parts.rail import Rail
from tianye.ui.parts.stage import Page, Stage, Workspace

NARROW_BELOW = 1180
LEAST_PAGE = 700
"""Width, growing with the text, that a page should have before the words of the rail give way."""


class Window(QMainWindow):
    """Shows one workspace at a time; pages are made when they are first wanted."""

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        self.stage = stage
        self.workspace: Workspace | None = None
        self.rail: Rail | None = None
        self.notices = NoticeBar()
        self.undo_bar = UndoBar()
        self._pages: dict[str, Page] = {}
        self._place = ""
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
        column.addWidget(self.undo_bar)
        self._row.addLayout(column, 1)
        self.setCentralWidget(self._centre)
        self._ring = FocusRing(self._centre)
        self._connect(stage)
        self._retitle()
        geometry = stage.memory.value("window/geometry")
        if isinstance(geometry, QByteArray):
            self.restoreGeometry(geometry)
        else:
            self.resize(1366, 768)

    def _connect(self, stage: Stage) -> None:
        stage.place_wanted.connect(self.go)
        stage.task_wanted.connect(self.open_task)
        stage.back_wanted.connect(self.back)
        stage.workspace_wanted.connect(self.enter)
        stage.noticed.connect(self.notices.add)
        stage.withdrawn.connect(self.notices.withdraw)
        stage.undo_offered.connect(self.undo_bar.offer)
        stage.undo_cleared.connect(self.undo_bar.clear)
        stage.runner.changed.connect(self._spread)
        stage.language.changed.connect(self._retitle)
        stage.theme.changed.connect(self._fit_rail)

    # ---- what is shown ---------------------------------------------------------------------------------------------

    @property
    def page(self) -> Page | None:
        """The page on screen."""
        area = self._stack.currentWidget()
        page = area.widget() if isinstance(area, QScrollArea) else None
        return page if isinstance(page, Page) else None

    def enter(self, workspace: Workspace) -> None:
        """Exchange the workspace; pages of the other one are deleted."""
        if (page := self.page) is not None:
            page.left()
        while self._stack.count():
            self._take_away(self._stack.widget(0))
        self._pages, self._place = {}, ""
        if self.rail is not None:
            self._row.removeWidget(self.rail)
            self.rail.hide()
            self.rail.deleteLater()
            self.rail = None
        self.notices.clear()
        self.undo_bar.clear()
        self.workspace = workspace
        if workspace.has_rail:
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
        if before is not None:
            before.left()
        self._drop_tasks()
        if name not in self._pages:
            self._pages[name] = place.make(self.stage)
            self._add(self._pages[name])
        self._place = name
        page = self._pages[name]
        self._stack.setCurrentWidget(_area_of(page))
        if self.rail is not None:
            self.rail.select(name)
        self._retitle()
        page.entered()

    def open_task(self, page: Page) -> None:
        """Show a task over the place."""
        if (before := self.page) is not None:
            before.left()
        page.is_task = True
        self._add(page)
        self._stack.setCurrentWidget(_area_of(page))
        page.setFocus(Qt.FocusReason.OtherFocusReason)
        page.entered()

    def back(self) -> None:
        """Leave the task on top."""
        page = self.page
        if page is None or not page.is_task:
            return
        page.left()
        self._drop(page)
        below = self._stack.widget(self._stack.count() - 1)
        if isinstance(below, QScrollArea) and isinstance(task := below.widget(), Page) and task.is_task:
            self._stack.setCurrentWidget(below)
        elif self._place:
            self._stack.setCurrentWidget(_area_of(self._pages[self._place]))
        if (shown := self.page) is not None:
            shown.entered()

    def _add(self, page: Page) -> None:
        area = QScrollArea()
        area.setProperty("page", "true")
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(page)
        self._stack.addWidget(area)
        page.retranslate()

    def _drop_tasks(self) -> None:
        for number in reversed(range(self._stack.count())):
            area = self._stack.widget(number)
            if isinstance(area, QScrollArea) and isinstance(page := area.widget(), Page) and page.is_task:
                self._drop(page)

    def _drop(self, page: Page) -> None:
        self._take_away(_area_of(page))

    def _take_away(self, area: QWidget | None) -> None:
        if area is not None:
            self._stack.removeWidget(area)
            area.deleteLater()

    def _spread(self, changes: Changes) -> None:
        if (page := self.page) is not None:
            page.refresh(changes)

    # ---- the window itself -----------------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the rail's words go where there is no width for them."""
        super().resizeEvent(event)
        self._fit_rail()

    def focusNextPrevChild(self, next: bool) -> bool:
        """Move the focus by Tab, and let the ring know that it was a key."""
        self._ring.expect_key()
        return super().focusNextPrevChild(next)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remember how the window stood; nothing of what it showed."""
        self.stage.memory.setValue("window/geometry", self.saveGeometry())
        super().closeEvent(event)

    def _fit_rail(self) -> None:
        if self.rail is not None:
            room = self.width() - self.rail.wide_width()
            self.rail.set_narrow(self.width() < NARROW_BELOW or room < self.stage.theme.px(LEAST_PAGE))

    def _retitle(self) -> None:
        # the title is in the task bar for everybody to read: the program's name, no place, no person
        self.setWindowTitle(self.tr("Tianye"))


def _area_of(page: Page) -> QScrollArea:
    viewport = page.parentWidget()
    area = viewport.parentWidget() if viewport is not None else None
    assert isinstance(area, QScrollArea)
    return area
