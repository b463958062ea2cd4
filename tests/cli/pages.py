"""docs/commands.md, read: which commands it describes, and the options and members it names for each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from house.sources import ROOT

PAGE = ROOT / "docs" / "commands.md"
_HEADING = re.compile(r"^### `tianye ([^`]+)`$", re.MULTILINE)


@cache
def sections() -> dict[str, str]:
    """Return the text under every heading, by the heading: `people find TEXT`."""
    parts = _HEADING.split(PAGE.read_text(encoding="utf-8"))
    texts = [text.split("\n## ")[0] for text in parts[2::2]]
    found = dict(zip(parts[1::2], texts, strict=True))
    assert len(found) == len(parts) // 2, "a command is described twice"
    return found


def section_of(words: Sequence[object]) -> str:
    """Return the text about the command that some words begin with."""
    best = ""
    for heading in sections():
        path = command_path(heading)
        if [str(word) for word in words[: len(path)]] == path and len(path) > len(command_path(best)):
            best = heading
    assert best, f"docs/commands.md does not describe {words}"
    return sections()[best]


def command_path(heading: str) -> list[str]:
    """Return the words of a heading that are the command: all before the first argument."""
    words = heading.split()
    for place, word in enumerate(words):
        if not word.islower():
            return words[:place]
    return words


def documented_members(words: Sequence[object]) -> set[str]:
    """Return the members of the result that the page names for a command."""
    line = re.search(r"^Result: (.*?)(?:\n\n|\Z)", section_of(words), re.MULTILINE | re.DOTALL)
    assert line, f"docs/commands.md has no line `Result:` for {words}"
    return set(re.findall(r"`(\w+)`", line[1]))
