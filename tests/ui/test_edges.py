"""The edge of what scrolls: it says that there is more, and is away where everything is seen."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from tianye.ui.app.program import Program
from tianye.ui.parts.edges import Edges


@pytest.fixture
def area(program: Program, qtbot: QtBot) -> QScrollArea:
    made = QScrollArea()
    qtbot.addWidget(made)
    inside = QWidget()
    inside.setFixedSize(200, 600)
    made.setWidget(inside)
    made.resize(260, 200)
    return made


def test_what_goes_on_is_said_at_the_edge_it_goes_on_at(area: QScrollArea, qtbot: QtBot) -> None:
    edges = Edges(area)
    area.show()
    qtbot.waitUntil(edges.isVisible)
    bar = area.verticalScrollBar()
    assert (edges.has_more_above, edges.has_more_below) == (False, True)
    bar.setValue(bar.maximum() // 2)
    assert (edges.has_more_above, edges.has_more_below) == (True, True)
    bar.setValue(bar.maximum())
    assert (edges.has_more_above, edges.has_more_below) == (True, False)
    # it takes no press from what lies under it
    assert area.childAt(QPoint(60, 100)) is not edges


def test_where_everything_is_seen_nothing_lies_over_it(area: QScrollArea, qtbot: QtBot) -> None:
    edges = Edges(area)
    area.show()
    qtbot.waitUntil(edges.isVisible)
    area.resize(260, 700)
    qtbot.waitUntil(edges.isHidden)
    # a margin that is out of sight is nothing to look for
    area.resize(260, 590)
    assert edges.isHidden()
