"""`tianye selftest`: a whole training in a temporary folder, or the name of the step that does not work here."""

from __future__ import annotations

import errno
import tempfile
from pathlib import Path

import pytest

from tianye.domain.indicators import Facts
from tianye.exchange import keys
from tianye.services import selftest


def test_every_step_works_and_nothing_is_left() -> None:
    done = selftest.run(keys.CHEAP)
    assert [(step.name, step.fault) for step in done.steps if not step.is_done] == []
    assert done.is_passed
    assert done.steps[0].name == "found"
    assert len(done.steps) == 9
    assert list(Path(tempfile.gettempdir()).iterdir()) == []


def test_a_step_that_fails_is_named_and_the_rest_is_not_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> bytes:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("tianye.services.packs.pack.write", full)
    done = selftest.run(keys.CHEAP)
    assert not done.is_passed
    assert [(step.name, step.fault) for step in done.steps[-2:]] == [("register", None), ("pack", "file.no-space")]
    assert list(Path(tempfile.gettempdir()).iterdir()) == []


def test_a_wrong_count_is_a_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tianye.services.reporting.collect_facts", lambda _: Facts())
    assert selftest.run(keys.CHEAP).steps[-1] == selftest.Step("count", "selftest.unexpected-result")
