"""Texts of forms as plain words: authors write headings, stars and coloured spans; here only the words are wanted."""

from __future__ import annotations

import html
import re
from typing import Final

_UNTRANSLATED: Final = "-"
"""What stands for a text that a form has in other languages only: the converter of spreadsheets puts it there."""
_TAG: Final = re.compile(r"</?[A-Za-z][^<>]{0,300}>")
_BREAK: Final = re.compile(r"<(?:br|/p|/div|/li)\s*/?>", re.IGNORECASE)
_HEADING: Final = re.compile(r"^[ \t]*#{1,6}[ \t]+", re.MULTILINE)
_STRESS: Final = re.compile(r"(?<![\w*_\\])(\*{1,2}|_{1,2})(?=\S)(.+?)(?<=\S)\1(?![\w*_])", re.DOTALL)
_LINK: Final = re.compile(r"\[([^\[\]]+)\]\((?:[^()\s]+)\)")
_TIBETAN: Final = re.compile("[\u0f00-\u0fff]")


def plain(text: str | None) -> str:
    """Return the words of a label, hint or message without Markdown and tags; empty for None."""
    if not text or text == _UNTRANSLATED:
        return ""
    if "<" in text:
        text = _TAG.sub("", _BREAK.sub("\n", text))
    if "&" in text:
        text = html.unescape(text)
    if "#" in text:
        text = _HEADING.sub("", text)
    if "](" in text:
        text = _LINK.sub(r"\1", text)
    if "*" in text or "_" in text:
        text = _STRESS.sub(r"\2", text)
    return text.strip()


def is_tibetan(text: str) -> bool:
    """Say whether a text has Tibetan letters, which need a line height of their own."""
    return _TIBETAN.search(text) is not None


def second_words(first: str | None, second: str | None) -> str:
    """Return the words of the second language, nothing where they repeat the first's (a text not translated yet)."""
    words = plain(second)
    return "" if words == plain(first) else words
