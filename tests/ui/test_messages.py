"""Every fault has its words in both languages; every text of the screens has its Chinese."""

from __future__ import annotations

import ast
import gc
import runpy
import string

import pytest
from PySide6.QtCore import QCoreApplication, QTranslator

from house.sources import ROOT, modules
from house.test_wording import literals, raised
from tianye.cli.sentences.authors import MENDS
from tianye.cli.sentences.chinese import CHINESE
from tianye.cli.sentences.documents import REMARKS
from tianye.domain.errors import Bug, NextStep, UserFault, WorldFault
from tianye.ui.app.program import Program
from tianye.ui.messages.faults import words_of
from tianye.ui.messages.language import LANGUAGES, Language, load_catalogue

TRANSLATIONS = ROOT / "translations"


def needing_words() -> set[str]:
    """Return the codes of faults of a person or the world that can reach a screen."""
    return {
        code
        for module in modules()
        if module.room != "cli"
        for call, first in raised(module)
        if ast.unparse(call.func).rpartition(".")[2] != "Bug"
        for code in literals(first) or ()
    }


def faults_of(language: str) -> dict[tuple[str, str], str]:
    """Return (source, part) → text of a language's sentences on faults."""
    found = load_catalogue(TRANSLATIONS / language / "faults.ts")
    return {(source, part): forms[0] for (_, source, part), forms in found.items()}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_fault_has_words(language: str) -> None:
    codes = needing_words()
    assert len(codes) > 100
    words = faults_of(language)
    assert sorted(code for code in codes if (code, "happened") not in words) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_remark_on_a_list_has_words(language: str) -> None:
    """What is said of a cell or a row is never raised, so it is not found by looking for what is."""
    words = faults_of(language)
    assert sorted(code for code in REMARKS if (code, "happened") not in words) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_place_in_a_form_is_told_how_to_mend(language: str) -> None:
    words = faults_of(language)
    assert sorted(code for code in MENDS if (code, "next") not in words) == []


def test_the_command_line_says_of_a_form_in_chinese_what_the_screens_say() -> None:
    words = faults_of("zh_CN")
    assert {code: (words[code, "happened"], words.get((code, "next"), "")) for code in CHINESE} == CHINESE
    assert set(CHINESE) >= set(MENDS)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_and_next_step_has_words(language: str) -> None:
    words = faults_of(language)
    kinds = [f"kind/{fault.kind}" for fault in (UserFault, WorldFault, Bug)]
    steps = [f"step/{step}" for step in NextStep if step is not NextStep.NOTHING]
    assert [kind for kind in kinds if (kind, "kept") not in words] == []
    assert [step for step in steps if (step, "next") not in words] == []
    assert ("kind/bug", "happened") in words


def test_no_words_are_for_nothing() -> None:
    """A code that is named nowhere any more needs no sentence."""
    named = {
        node.value
        for module in modules()
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    for language in LANGUAGES:
        sources = {source for source, _ in faults_of(language) if "/" not in source}
        assert sorted(sources - named) == []


def test_both_languages_name_the_same_values() -> None:
    """A place to be filled that only one language has is a slip of the pen."""

    def fields(text: str) -> set[str]:
        return {name for _, name, _, _ in string.Formatter().parse(text) if name}

    chinese, english = (faults_of(language) for language in LANGUAGES)
    assert chinese.keys() == english.keys()
    differing = [key for key in chinese if fields(chinese[key]) != fields(english[key])]
    assert differing == []


def test_sentences_are_whole() -> None:
    broken = [text for language in LANGUAGES for text in faults_of(language).values() if text[-1] not in ".。?？:"]
    assert broken == []


def test_catalogues_hold_every_text_of_the_screens() -> None:
    """Found as translators' tools find it; `packaging/catalogues.py` says how to mend it."""
    assert runpy.run_path(str(ROOT / "packaging" / "catalogues.py"))["problems"]() == []


def test_a_fault_speaks_the_language_of_the_moment(program: Program) -> None:
    fault = WorldFault("file.no-space", next_step=NextStep.FREE_SPACE, name="KINGSTON")
    chinese = words_of(fault)
    program.language.choose("en")
    english = words_of(fault)
    assert chinese.what_happened == "地方不够，KINGSTON 写不下。"
    assert english.what_happened == "There is no room left there (KINGSTON)."
    assert (english.next_step, english.code) == ("Make room or use another stick, then try again.", "file.no-space")
    assert "KINGSTON" not in chinese.next_step


def test_our_own_mistake_has_words_without_being_listed(program: Program) -> None:
    words = words_of(Bug("some.slip", next_step=NextStep.REPORT))
    assert (words.what_happened, words.code) == ("程序自己出了错。", "some.slip")


def test_words_of_a_program_that_is_gone_do_not_end_while_qt_asks_for_one(program: Program) -> None:
    class Collecting(QTranslator):
        def isEmpty(self) -> bool:
            return False

        def translate(self, *asked: object) -> str:  # type: ignore[override]
            gc.collect()
            return "found"

    gone = Language(TRANSLATIONS)
    gone.choose("en" if program.language.code == "zh_CN" else "zh_CN")
    gone.withdraw()
    gone.kept = gone  # type: ignore[attr-defined]
    del gone
    asking = Collecting()
    QCoreApplication.installTranslator(asking)
    # the end of a translator waits for a lock that Qt holds while it asks: it would wait for itself
    assert QCoreApplication.translate("nobody", "asks") == "found"
    QCoreApplication.removeTranslator(asking)
