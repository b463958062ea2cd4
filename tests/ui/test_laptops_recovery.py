"""Headquarters lets somebody back into a laptop: by telephone, or by answering her request."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tianye.domain.errors import NextStep, UserFault
from tianye.services import recovery
from tianye.services.recovery import code_from_answer, opened_with_code
from tianye.ui.app.program import Program
from tianye.ui.hq.laptops import Laptops
from tianye.ui.hq.laptops_recovery import LaptopRecovery
from ui import days
from ui.pages import Screen

NEW = "雪山下面的三条河 新的"


@pytest.fixture
def page(program: Program, hq: days.Played, settled: Callable[[], None]) -> LaptopRecovery:
    """Headquarters in the week after, with the first laptop chosen whose passphrase was forgotten."""
    program.stage.go("laptops")
    settled()
    laptops = program.window.page
    assert isinstance(laptops, Laptops)
    laptops.table.selectRow(next(n for n, line in enumerate(laptops.overview.lines) if line.laptop.name == "玉树一号"))
    settled()
    Screen(program.window).press("口令忘了")
    settled()
    shown = program.window.page
    assert isinstance(shown, LaptopRecovery)
    return shown


def test_the_code_that_is_read_out_opens_the_laptop(
    page: LaptopRecovery, hq: days.Played, settled: Callable[[], None]
) -> None:
    page.show_code()
    settled()
    assert page.code.isVisible()
    with opened_with_code(hq.folder / "laptop-1", page.code.text(), hq.world()) as laptop:
        assert laptop.identity.name == "玉树一号"


def test_without_a_code_her_request_is_the_next_step(page: LaptopRecovery) -> None:
    assert [page.showing.kind, page.taking.kind] == ["primary", "secondary"]
    page._refused(UserFault("recovery.no-letter", next_step=NextStep.ASK_SENDER))
    assert "按“收请求”" in page.fault.texts[2].text()
    assert [page.showing.kind, page.taking.kind] == ["secondary", "primary"]


def test_a_request_is_answered_once_her_six_words_are_typed(
    page: LaptopRecovery, hq: days.Played, settled: Callable[[], None], tmp_path: Path
) -> None:
    request, words = recovery.request(hq.folder / "laptop-1", tmp_path, NEW, hq.world())
    page.take_request(request)
    settled()
    page.words.editor.setText(" ".join(reversed(words)))
    page._answer()
    assert page.words.has_error
    page.words.editor.setText(" ".join(words))
    page.write_answer(tmp_path)
    settled()
    (answer,) = tmp_path.glob("answer-*")
    assert answer.name in page.written.text()
    code = code_from_answer(hq.folder / "laptop-1", answer, NEW)
    with opened_with_code(hq.folder / "laptop-1", code, hq.world()) as laptop:
        assert laptop.identity.name == "玉树一号"


def test_a_request_of_another_laptop_is_not_taken_for_this_one_s(
    page: LaptopRecovery, hq: days.Played, settled: Callable[[], None], tmp_path: Path
) -> None:
    request, _ = recovery.request(hq.folder / "laptop-2", tmp_path, NEW, hq.world())
    page.take_request(request)
    settled()
    assert page.fault.fault is not None
    assert page.fault.fault.code == "recovery.of-another-laptop"
    assert not page.words.isVisible()
