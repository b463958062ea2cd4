"""Words about forms: titles in one language, the languages a form can be read in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QCoreApplication

from tianye.domain.contents import named_content
from tianye.ui.messages.language import is_chinese

_HAN: Final = re.compile("[\u3400-\u9fff]")
_CODE: Final = re.compile(r"\(([A-Za-z]{2,3})(?:[-_][A-Za-z]+)*\)\s*$")
_NAMES: Final = {"zh": "汉", "bo": "བོད་ཡིག", "en": "EN"}
_PAIRS: Final = {("zh", "bo"): "汉＋བོད"}


@dataclass(frozen=True, slots=True)
class Speech:
    """A way to read a form: in one of its languages, or with a second one beside it; `key` is for remembering."""

    key: str
    words: str
    first: str | None
    second: str | None = None


def form_title(title: str) -> str:
    """Return the half of a title «中文 · English (remark)» in the language of the screen; others as they are."""
    chinese, dot, english = title.partition(" · ")
    if not dot or not _HAN.search(chinese) or not re.match(r"[A-Za-z]", english):
        return title
    if is_chinese():
        return chinese.strip()
    words = english.partition(" (")[0].strip()
    return words or title


def answer_words(value: str) -> str:
    """Return an answer as it is told; of a picture or file that it is one, since its name says nothing to anybody."""
    if named_content(value) is not None:
        return QCoreApplication.translate("FormWords", "a picture or file")
    return value


def speeches_of(languages: Sequence[str]) -> list[Speech]:
    """Return the ways to read a form: its own language, with Tibetan beside it, Tibetan alone, the others alone."""
    if not languages:
        return []
    by_code = {language_code(language): language for language in languages}
    base = next((code for code in ("zh", *by_code) if code in by_code), "")
    found = [_alone(base, by_code[base])]
    if "bo" in by_code and base != "bo":
        pair = _PAIRS.get((base, "bo"), f"{_name(base, by_code[base])}＋བོད")
        found.append(Speech(f"{base}+bo", pair, by_code[base], by_code["bo"]))
        found.append(_alone("bo", by_code["bo"]))
    found += [_alone(code, language) for code, language in by_code.items() if code not in (base, "bo")]
    return found


def language_code(language: str) -> str:
    """Return the code in a language's name, `bo` of `བོད་ཡིག (bo)`; the name itself where there is none."""
    found = _CODE.search(language)
    return found[1].lower() if found else language


def _alone(code: str, language: str) -> Speech:
    return Speech(code, _name(code, language), language)


def _name(code: str, language: str) -> str:
    return _NAMES.get(code) or _CODE.sub("", language).strip() or language
