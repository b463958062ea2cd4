"""The sentences: every value they name is really there, none blames, none is left as a pattern."""

from __future__ import annotations

import ast
import re
from string import Formatter

from house.sources import dotted, modules
from tianye.cli.wording import MENDS, REMARKS, SENTENCES, mending, remark, sentences, worded
from tianye.domain.errors import UserFault
from tianye.domain.kinds import KINDS

FAULTS = {"UserFault", "WorldFault", "Bug"}
BLAME = re.compile(
    r"\b(invalid|illegal|fatal|abort|failed to|error:|you (must|should|forgot)|wrongly by you|oops)\b", re.I
)


def names_in(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def data_of_codes() -> dict[str, list[set[str] | None]]:
    """Return, for every code raised with literal data, the names of its data at each place; None where hidden."""
    found: dict[str, list[set[str] | None]] = {}
    for module in modules():
        for node in ast.walk(module.tree):
            if not (isinstance(node, ast.Call) and dotted(node.func).rpartition(".")[2] in FAULTS and node.args):
                continue
            for code in ast.walk(node.args[0]):
                if isinstance(code, ast.Constant) and isinstance(code.value, str):
                    names = {one.arg for one in node.keywords if one.arg}
                    is_hidden = any(one.arg is None for one in node.keywords)
                    found.setdefault(code.value, []).append(None if is_hidden else names)
    return found


def test_sentences_name_only_values_that_somebody_gives() -> None:
    """A sentence with a value that no place gives would show a question mark to everybody."""
    given = data_of_codes()
    assert len(given) > 100
    unknown = {
        code: names_in(text) - set().union(*(one or () for one in given[code]))
        for code, texts in SENTENCES.items()
        for text in texts
        if code in given and None not in given[code]
    }
    assert {code: names for code, names in unknown.items() if names} == {}


def test_sentences_are_calm() -> None:
    """No blame, no alarm, no jargon of machines; a sentence begins like one."""
    texts = [text for texts in SENTENCES.values() for text in texts] + list(REMARKS.values())
    assert len(texts) > 300
    assert [text for text in texts if BLAME.search(text) or "!" in text or text != text.strip()] == []
    assert [text for text in texts if not (text[0].isupper() or text[0] == "{")] == []


def test_values_are_filled_in() -> None:
    said = sentences(UserFault("person.ambiguous", candidates=3))
    assert said.what_happened == "3 people fit."
    assert "1 place that keeps it" in sentences(UserFault("form.not-usable", problems=1)).what_happened
    left = sentences(UserFault("answers.left-as-draft", refused=1, missing=1)).what_happened
    assert left == "1 answer was refused, and 1 question is still open or breaks a rule of the form."
    assert remark("people.id-twice", {"first_row": 7}) == "This id stands in row 7 too."


def test_a_code_without_words_still_gets_sentences() -> None:
    """A library of a newer release may raise what this catalogue does not know."""
    said = sentences(UserFault("future." + "unheard-of", name="x"))
    assert "no name yet" in said.what_happened
    assert said.next_step


def test_a_value_that_is_missing_does_no_harm() -> None:
    assert sentences(UserFault("bundle." + "gap")).what_happened.startswith("This bundle begins at operation ?")


def test_remarks_on_forms_and_lists_have_words() -> None:
    """What the rooms say of a cell or a place in a form is never shown as a bare code."""
    said = {
        node.value
        for module in modules()
        if module.room in ("forms", "documents", "services")
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and re.fullmatch(r"(forms|people|plan|table|attendance)\.(?!tsv|xlsx)[a-z]+(-[a-z]+)*", node.value)
    }
    assert len(said) > 30
    assert sorted(code for code in said if code not in {*SENTENCES, *REMARKS, *KINDS}) == []


def test_findings_of_a_check_have_words() -> None:
    said = {
        node.value
        for module in modules()
        if module.path.endswith(("store/check.py", "services/diagnostics.py"))
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and re.fullmatch(r"[a-z-]+\.[a-z]+(-[a-z]+)*", node.value)
    }
    assert len(said) > 10
    assert sorted(code for code in said if code not in {*SENTENCES, *REMARKS}) == []


def test_every_place_in_a_form_is_told_how_to_mend() -> None:
    codes = {code for code in REMARKS if code.startswith("forms.")}
    assert codes - {"forms.pyxform-warning"} == set(MENDS)
    assert "${name}" in mending("forms.syntax", {})
    assert mending("forms.pyxform-warning", {}) == ""


def test_one_is_not_several() -> None:
    assert remark("scene.pack", {"laptop": "玉树", "people": 1, "counties": 2}).startswith(
        "玉树 gets its pack: 1 person of 2 counties."
    )
    assert worded("{held_back:cell was|cells were} left blank.", held_back=0) == "0 cells were left blank."


def test_a_file_without_a_name_leaves_no_question_mark() -> None:
    said = sentences(UserFault("file.no-space", name=""))
    assert said.what_happened == "There is no room left there."
    assert sentences(UserFault("file.no-space", name="包.tianye")).what_happened.endswith(" (包.tianye).")
    refused = sentences(UserFault("system.refused", errno=5, name="")).what_happened
    assert refused.endswith("(system code 5).")
