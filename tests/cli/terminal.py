"""A person at the command line: types commands, reads what comes back. Everything below is the real program."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from click.testing import CliRunner

from cli.pages import documented_members
from tianye.cli.invocation import PASSPHRASE, Invocation
from tianye.cli.main import tianye
from tianye.exchange import keys
from tianye.services.station import World

SECRET = "高原上的太阳能 2026"
ERROR_MEMBERS = {"code", "kind", "data", "what_happened", "what_was_kept", "next_step"}


def without_names(text: str) -> str:
    """Return a text without what stands in brackets: a file that is written twice has two names."""
    return re.sub(r" \([^)]*\)", "", text)


@dataclass(frozen=True)
class Answer:
    """What a command came to: its exit status and what it said where."""

    status: int
    out: str
    err: str

    @property
    def document(self) -> dict[str, Any]:
        """The JSON document on stdout."""
        found: dict[str, Any] = json.loads(self.out)
        return found


@dataclass
class Terminal:
    """One computer with its data folder; `passphrase` None means that the environment holds none."""

    folder: Path
    passphrase: str | None = SECRET
    world: World = field(default_factory=lambda: World(cost=keys.CHEAP))

    def types(self, *words: object, typed: str | None = None) -> Answer:
        """Run one command and return what it came to."""
        done = CliRunner(env={PASSPHRASE: self.passphrase}).invoke(
            tianye,
            [str(word) for word in words],
            input=typed,
            obj=Invocation(self.folder, world=self.world),
            catch_exceptions=False,
            prog_name="tianye",
        )
        return Answer(done.exit_code, done.stdout, done.stderr)

    def gets(self, *words: object, typed: str | None = None) -> dict[str, Any]:
        """Run a command with `--json` that has to succeed, and return its result; its members are documented."""
        answer = self.types(*words, "--json", typed=typed)
        assert answer.status == 0, answer
        document = answer.document
        assert document.keys() == {"ok", "result"}
        assert document["ok"] is True
        result: dict[str, Any] = document["result"]
        assert result.keys() <= documented_members(words), f"not in docs/commands.md: {words[:2]} {sorted(result)}"
        return result

    def is_refused(self, status: int, code: str, *words: object, typed: str | None = None) -> dict[str, Any]:
        """Run a command that has to fail, as text and as JSON, and return the JSON document.

        As text: three sentences and the code on stderr, nothing on stdout that claims success, no traceback.
        """
        told = self.types(*words, typed=typed)
        assert (told.status, f"({code})" in told.err) == (status, True), told
        assert "Traceback" not in told.err
        answer = self.types(*words, "--json", typed=typed)
        assert answer.status == status, answer
        document = answer.document
        assert document["ok"] is False
        error = document["error"]
        assert error.keys() == ERROR_MEMBERS
        assert error["code"] == code
        for part in ("what_happened", "what_was_kept", "next_step"):
            assert error[part].endswith((".", "?"))
            assert without_names(error[part]) in without_names(told.err)
        return document

    def founds(self, role: str, name: str) -> Terminal:
        """Make this computer's data folder."""
        self.gets("station", "init", "--role", role, "--name", name, "--operator", "填表人")
        return self
