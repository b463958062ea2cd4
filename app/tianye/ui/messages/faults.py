"""Every fault in plain sentences of the language on screen: what happened, what was kept, what to do.

The texts are in `translations/<language>/faults.ts`, context `faults`, source the fault's code, comment `happened`,
`kept` or `next`. A fault of a person or of the world needs the first; without the others the sentence of its kind
(`kind/user`) and of its next step (`step/retry`) stand in. Our own mistakes share the words of `kind/bug` and differ by
their code. `{name}` is a value of the fault's data. A test compares with the codes that are raised.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QLocale

from tianye.domain.errors import TianyeError


@dataclass(frozen=True, slots=True)
class Words:
    """A fault in words, and its code to read out over the telephone."""

    what_happened: str
    what_was_kept: str
    next_step: str
    code: str


def words_of(fault: TianyeError, speak: Callable[[str, str, str], str] = QCoreApplication.translate) -> Words:
    """Return what is said of a fault; `speak` takes context, source and comment."""

    def said(source: str, part: str) -> str:
        text = speak("faults", source, part)
        return "" if text == source else text

    happened = said(fault.code, "happened") or said("kind/bug", "happened")
    kept = said(fault.code, "kept") or said(f"kind/{fault.kind}", "kept")
    step = (
        said(fault.code, "next") or said(f"step/{fault.next_step.value}", "next") or said(f"kind/{fault.kind}", "next")
    )
    return Words(_filled(happened, fault.data), _filled(kept, fault.data), _filled(step, fault.data), fault.code)


def short_words(fault: TianyeError) -> str:
    """Return what is said under a field: what happened and what to do."""
    words = words_of(fault)
    return joined(words.what_happened, words.next_step)


def joined(*sentences: str) -> str:
    """Return sentences one after the other; Chinese has no space after its full stop."""
    text = ""
    for sentence in filter(None, sentences):
        text += sentence if not text or text.endswith("。") else f" {sentence}"
    return text


def remark(code: str, data: Mapping[str, object]) -> str:
    """Return the one sentence on a cell, a row or a place of a form; the code itself where there is none."""
    return _filled(_text(code, "happened") or code, data)


def mending(code: str, data: Mapping[str, object]) -> str:
    """Return what whoever wrote a list or form can do about a remark; empty where nothing is said of it."""
    return _filled(_text(code, "next"), data)


def _text(source: str, part: str) -> str:
    text = QCoreApplication.translate("faults", source, part)
    return "" if text == source else text


class _Data(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return "?"


def _filled(text: str, data: Mapping[str, object]) -> str:
    return text.format_map(_Data({name: _plain(value) for name, value in data.items()}))


def _plain(value: object) -> str:
    if isinstance(value, list | tuple):
        return QLocale().createSeparatedList([str(part) for part in value])
    return "?" if value is None or value == "" else str(value)
