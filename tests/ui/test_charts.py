"""Bars: as long as their numbers from 0, hidden ones of one length, everything said in words too."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QImage

from tianye.ui import theme
from tianye.ui.app.program import Program
from tianye.ui.parts.charts import Bar, BarChart


def painted(chart: BarChart) -> QImage:
    chart.resize(600, chart.sizeHint().height())
    return chart.grab().toImage()


def length(picture: QImage, row: int, color: str) -> int:
    """Return how many pixels of a row's middle line have a colour."""
    wanted = theme.current().color(color)
    y = row * 44 + 22
    return sum(picture.pixelColor(x, y) == wanted for x in range(picture.width()))


@pytest.fixture
def chart(program: Program) -> BarChart:
    return BarChart()


def test_bars_are_as_long_as_their_numbers(chart: BarChart) -> None:
    chart.show_bars([Bar("玉树市", 40, "40"), Bar("称多县", 10, "10"), Bar("囊谦县", 0, "0")], words="人")
    picture = painted(chart)
    long, short = length(picture, 0, "primary"), length(picture, 1, "primary")
    assert long == pytest.approx(4 * short, abs=4)
    assert length(picture, 2, "primary") == 0


def test_a_hidden_number_has_one_length_whatever_it_is(chart: BarChart) -> None:
    lengths = set()
    for value in (1.0, 9.0):
        chart.show_bars([Bar("女", 90, "90", "women"), Bar("男", value, "不列", "men", is_hidden=True)], words="人")
        picture = painted(chart)
        assert length(picture, 1, "men") == 0
        lengths.add(
            picture.copy(0, 44, picture.width(), 44).convertToFormat(QImage.Format.Format_RGB32).constBits().tobytes()
        )
    assert len(lengths) == 1


def test_a_share_keeps_its_scale_to_a_hundred(chart: BarChart) -> None:
    chart.show_bars([Bar("培训", 50, "50%")], words="比例", unit="%", most=100)
    half = length(painted(chart), 0, "primary")
    chart.show_bars([Bar("培训", 100, "50%")], words="比例", unit="%", most=100)
    assert length(painted(chart), 0, "primary") == pytest.approx(2 * half, abs=3)


def test_everything_drawn_is_said(chart: BarChart) -> None:
    chart.show_bars(
        [Bar("女", 26, "26", "women"), Bar("男", None, "不列", "men", is_hidden=True)], words="参训人数，人"
    )
    assert chart.accessibleName() == "参训人数，人; 女 26; 男 不列"


def test_nothing_is_drawn_of_nothing(chart: BarChart) -> None:
    chart.show_bars((), words="")
    assert painted(chart).width() == 600
