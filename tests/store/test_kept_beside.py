"""What lies beside the log: settings, drafts and held answers, attachments, commands."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tianye.domain.contents import content_hash
from tianye.domain.errors import Bug, UserFault
from tianye.exchange import seal
from tianye.store import attachments
from tianye.store.attachments import Attachments, Box
from tianye.store.commands import CommandRow, Commands
from tianye.store.database import Database
from tianye.store.drafts import DraftRow, Drafts, HeldAnswer
from tianye.store.migrations import migrate
from tianye.store.settings import Settings


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with Database(tmp_path / "a.db", bytes(32), create=True) as opened:
        migrate(opened)
        yield opened


def test_a_setting_is_what_was_put_last(database: Database) -> None:
    settings = Settings(database)
    assert (settings.find("a"), settings.find_text("a"), settings.find_number("a", 7)) == (None, None, 7)
    for value, text in ((b"\xe5\xad\x97", "字"), ("词", "词"), (12, "12"), ("", "")):
        settings.put("a", value)
        assert settings.find_text("a") == text
    settings.put("a", 0)
    assert settings.find_number("a", 7) == 0
    assert settings.find("a") == b"0"


def test_a_draft_is_kept_over_its_older_state_and_the_latest_comes_first(database: Database) -> None:
    drafts = Drafts(database)
    first, second = DraftRow(b"1", b"form", 10, "{}", '{"a": 1}'), DraftRow(b"2", b"form", 20, "{}", "{}")
    drafts.keep(first)
    drafts.keep(second)
    assert drafts.all() == [second, first]
    later = first._replace(saved_ms=30, snapshot='{"a": 2}')
    drafts.keep(later)
    assert drafts.all() == [later, second]
    assert drafts.find(b"1") == later
    drafts.drop(b"1")
    assert drafts.find(b"1") is None
    assert drafts.all() == [second]


def test_held_answers_wait_for_their_session_or_their_day(database: Database) -> None:
    drafts = Drafts(database)
    of_a = HeldAnswer(b"2", b"A", "2026-06-12", b"x")
    of_none = HeldAnswer(b"1", None, "2026-06-11", b"y")
    for held in (of_a, of_none):
        drafts.hold(held)
    assert drafts.held(session=b"A") == [of_a]
    assert drafts.held(session=b"B") == []
    assert drafts.held(before="2026-06-12") == [of_none]
    assert drafts.held(before="2026-06-13") == [of_none, of_a]
    assert drafts.held() == []
    drafts.release(b"1")
    assert drafts.held(before="2026-06-13") == [of_a]
    with pytest.raises(Bug, match="refused-statement"), database.atomic():
        drafts.hold(of_a)


def test_an_attachment_is_named_by_what_it_holds(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    box = Box(lambda: os.urandom(32), seal.SealedWriter, seal.open_sealed_file, seal.DecryptionFailed)
    kept = Attachments(database, tmp_path, box)
    hashed = kept.keep(b"photograph")
    assert hashed == content_hash(b"photograph") == kept.keep(b"photograph")
    assert kept.find(hashed) == b"photograph"
    absent = content_hash(b"another")
    assert kept.find(absent) is None
    assert kept.missing([absent, hashed]) == [absent]
    assert kept.find(kept.keep(b"")) == b""
    monkeypatch.setattr(attachments, "MAX_BYTES", 4)
    with pytest.raises(UserFault) as refused:
        kept.keep(b"large")
    assert (refused.value.code, refused.value.data["limit"]) == ("attachment.too-large", 4)
    assert kept.find(kept.keep(b"tiny")) == b"tiny"


def test_commands_and_their_undoing(database: Database) -> None:
    commands = Commands(database)
    done = CommandRow(b"1", "check-in", 1, 3, 5, None)
    undone = CommandRow(b"2", "undo", 4, 4, 6, b"1")
    for row in (done, undone):
        commands.keep(row)
    assert commands.find(b"1") == done
    assert commands.find(b"3") is None
    assert commands.undone_by(b"1") == b"2"
    assert commands.undone_by(b"2") is None
    assert commands.latest(5) == [undone, done]
    assert commands.latest(1) == [undone]
