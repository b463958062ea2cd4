"""The four forms the program brings along, filled in as in a village hall."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from pathlib import Path

import pytest

from surveys.interview import refusing, surroundings
from tianye.domain.ethnicities import ETHNICITIES
from tianye.forms.definition import SELECTS, FormDefinition
from tianye.forms.entry import Entry
from tianye.forms.parse import parse_form
from tianye.forms.xlsform import Conversion, convert

FORMS = Path(__file__).parents[2] / "resources" / "forms"
NAMES = ("walk_in", "pre_test", "post_test", "wg_ss")


@lru_cache
def converted(name: str) -> Conversion:
    return convert(FORMS / f"{name}.md", filename=f"{name}.md")


@lru_cache
def defined(name: str) -> FormDefinition:
    return parse_form(converted(name).xform.encode())


def begin(name: str) -> Entry:
    return Entry.open(defined(name), surroundings())


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_to_be_said_against_it_and_three_languages_are_complete(name: str) -> None:
    assert converted(name).warnings == ()
    definition = defined(name)
    assert definition.warnings == ()
    assert (definition.form_id, definition.version) == (converted(name).form_id, converted(name).version)
    assert definition.languages == ["中文 (zh)", "English (en)", "བོད་ཡིག (bo)"]
    assert definition.default_language == "中文 (zh)"
    chinese, *others = definition.translations.values()
    for texts in others:
        assert texts.keys() == chinese.keys()
        assert all(parts[""] not in ((), ("-",)) for parts in texts.values())


@pytest.mark.parametrize("name", NAMES)
def test_it_says_that_its_tibetan_is_unverified(name: str) -> None:
    assert "unverified" in defined(name).title
    assert "未核对" in defined(name).title
    entry = begin(name)
    first = next(node for node in entry.nodes() if node.label)
    assert "核对" in str(first.label)
    entry.set_language("English (en)")
    assert "verified" in str(entry.node(first.ref).label)


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_ticked_in_advance(name: str) -> None:
    assert all(node.value == "" for node in begin(name).nodes() if node.kind in SELECTS and node.is_relevant)


def test_a_walk_in_is_registered_with_one_answer_per_purpose() -> None:
    entry = begin("walk_in")
    consents = [node.ref for node in entry.nodes() if node.name.startswith("consent_") and node.is_relevant]
    assert [ref.rsplit("consent_")[-1] for ref in consents] == ["attendance", "photo", "quote_anonymous"]
    assert {problem.ref for problem in entry.problems()} >= set(consents)
    for purpose in ("attendance", "contact", "photo", "quote_anonymous", "quote_named"):
        entry.answer(f"/data/consents/consent_{purpose}", "given" if purpose != "photo" else "refused")
    entry.answer("/data/person/name", "旦增卓玛")
    entry.answer("/data/person/sex", "f")
    entry.answer("/data/person/birth_year", "1985")
    entry.answer("/data/person/ethnicity", "04")
    entry.answer("/data/person/place_code", "632721")
    entry.answer("/data/person/phone", "13897001234")
    assert entry.problems() == []
    assert entry.node("/data/person/is_child").value == "no"
    entry.answer("/data/person/phone", "0971-6123456")
    assert entry.problems() == []


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("phone", "12897001234"),
        ("phone", "138"),
        ("place_code", "110101"),
        ("place_code", "6327"),
        ("birth_year", "1899"),
        ("birth_year", "2027"),
        ("name", "   "),
        ("name", "卓" * 31),
    ],
)
def test_a_walk_ins_answer_that_cannot_be_right_is_named(question: str, answer: str) -> None:
    entry = begin("walk_in")
    entry.answer("/data/consents/consent_attendance", "given")
    entry.answer("/data/consents/consent_contact", "given")
    entry.answer(f"/data/person/{question}", answer)
    node = entry.node(f"/data/person/{question}")
    assert node.violation == "constraint"
    assert node.message


def test_refusing_keeps_the_name_out_and_bars_from_nothing() -> None:
    entry = begin("walk_in")
    entry.answer("/data/consents/consent_attendance", "given")
    entry.answer("/data/person/name", "卓玛")
    entry.answer("/data/consents/consent_attendance", "refused")
    for purpose in ("photo", "quote_anonymous"):
        entry.answer(f"/data/consents/consent_{purpose}", "refused")
    entry.answer("/data/person/sex", "f")
    assert entry.problems() == []
    assert "卓玛" not in entry.submission()
    assert entry.node("/data/without_name").is_relevant
    with refusing("forms.not-relevant"):
        entry.answer("/data/person/name", "卓玛")


def test_a_child_needs_a_guardians_answer() -> None:
    entry = begin("walk_in")
    entry.answer("/data/consents/consent_attendance", "given")
    guardian = "/data/person/consent_minor_guardian"
    for year, is_asked in (("2012", True), ("2013", True), ("2011", False), ("1990", False)):
        entry.answer("/data/person/birth_year", year)
        assert entry.node(guardian).is_relevant is is_asked, year


def test_every_ethnic_group_is_offered_once_the_frequent_ones_first() -> None:
    entry = begin("walk_in")
    entry.answer("/data/consents/consent_attendance", "given")
    offered = {choice.value: choice.label for choice in entry.node("/data/person/ethnicity").choices}
    assert list(offered)[:11] == ["01", "04", "03", "30", "35", "02", "15", "06", "12", "13", "14"]
    assert offered.keys() == {group.code for group in ETHNICITIES} | {"not_said"}
    for group in ETHNICITIES:
        if group.letters:
            assert offered[group.code] == group.zh_full


def scored_items(name: str) -> list[str]:
    return [node.name for node in defined(name).nodes if node.name.startswith("item_")]


def test_before_and_after_ask_the_same_items_in_the_same_words() -> None:
    assert scored_items("pre_test") == scored_items("post_test")
    assert len(scored_items("pre_test")) == 10
    before, after = (
        {node.ref: (node.label, node.choices) for node in begin(name).nodes() if re.search("answer_|item_c", node.ref)}
        for name in ("pre_test", "post_test")
    )
    assert before == after
    assert len(before) == 10


@pytest.mark.parametrize("name", ["pre_test", "post_test"])
def test_knowledge_is_scored_by_the_form(name: str) -> None:
    entry = begin(name)
    assert entry.node("/data/knowledge/score").value == "0"
    right = dict(zip(("k1", "k2", "k3", "k4", "k5", "k6"), "bacbab", strict=True))
    for item, answer in right.items():
        assert entry.node(f"/data/knowledge/item_{item}").value == ""
        entry.answer(f"/data/knowledge/answer_{item}", answer)
        assert entry.node(f"/data/knowledge/item_{item}").value == "1"
    assert entry.node("/data/knowledge/score").value == entry.node("/data/knowledge/score_of").value == "6"
    entry.answer("/data/knowledge/answer_k1", "d")
    assert (entry.node("/data/knowledge/item_k1").value, entry.node("/data/knowledge/score").value) == ("0", "5")
    assert [choice.value for choice in entry.node("/data/confidence/item_c1").choices] == ["1", "2", "3", "4", "5"]


def test_a_quote_carries_its_own_consent_and_is_read_back() -> None:
    entry = begin("post_test")
    level = "/data/quote/quote_level"
    assert not entry.node(level).is_relevant
    entry.answer("/data/quote/words", "以前我不懂什么叫可再生能源。")
    assert level in {problem.ref for problem in entry.problems()}
    entry.answer(level, "role_county")
    assert entry.node("/data/quote/read_back").is_required
    entry.answer(level, "none")
    assert not entry.node("/data/quote/read_back").is_relevant


WORDING = {
    "seeing": "Do you have difficulty seeing, even if wearing glasses?",
    "hearing": "Do you have difficulty hearing, even if using a hearing aid?",
    "walking": "Do you have difficulty walking or climbing steps?",
    "remembering": "Do you have difficulty remembering or concentrating?",
    "self_care": "Do you have difficulty (with self-care such as) washing all over or dressing?",
    "communicating": (
        "Using your usual (customary) language, do you have difficulty communicating, "
        "for example understanding or being understood?"
    ),
}


def test_the_washington_group_questions_are_worded_as_published_and_in_their_order() -> None:
    entry = begin("wg_ss")
    entry.set_language("English (en)")
    questions = [node for node in entry.nodes() if node.kind in SELECTS]
    assert [node.name for node in questions] == [f"wg_{domain}" for domain in WORDING]
    assert [node.label for node in questions] == list(WORDING.values())
    for question in questions:
        assert [choice[:2] for choice in question.choices] == [
            ("1", "No - no difficulty"),
            ("2", "Yes - some difficulty"),
            ("3", "Yes - a lot of difficulty"),
            ("4", "Cannot do at all"),
        ]
        assert not question.is_required, "not answering is a state of its own"


def test_the_washington_group_introduction_does_not_name_disability() -> None:
    entry = begin("wg_ss")
    for language, word in (("English (en)", "disab"), ("中文 (zh)", "残")):
        entry.set_language(language)
        assert all(word not in str(node.label).lower() for node in entry.nodes())


@pytest.mark.parametrize("name", NAMES)
def test_no_question_is_asked_twice(name: str) -> None:
    counted = Counter(node.name for node in defined(name).nodes)
    assert not [each for each, times in counted.items() if times > 1]
