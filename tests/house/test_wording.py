"""Every fault the program can raise has a sentence for the person in front of it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from house.sources import Module, dotted, modules

FAULTS = {"UserFault", "WorldFault", "Bug"}
CODE = re.compile(r"[a-z]+(-[a-z]+)*\.[a-z0-9]+(-[a-z0-9]+)*")


def raised(module: Module) -> Iterator[tuple[ast.Call, ast.expr | None]]:
    """Yield the making of every fault in a module with its first argument."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Call) and dotted(node.func).rpartition(".")[2] in FAULTS:
            yield node, node.args[0] if node.args else None


def literals(node: ast.expr | None) -> list[str] | None:
    """Return the codes a first argument can have: one literal or a choice of literals; None for anything else."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return [node.value]
    if isinstance(node, ast.IfExp):
        one, other = literals(node.body), literals(node.orelse)
        return one + other if one and other else None
    return None


def codes() -> dict[str, str]:
    """Return every code that is raised, with one place where it is."""
    return {
        code: module.at(call)
        for module in modules()
        for call, first in raised(module)
        for code in literals(first) or ()
    }


def test_codes_are_written_where_they_are_raised() -> None:
    """Whoever reads a code on the telephone finds its place by searching for the text."""
    hidden = [module.at(call) for module in modules() for call, first in raised(module) if literals(first) is None]
    assert hidden == []


def test_codes_have_one_form() -> None:
    """`room.what-happened`, in kebab case: stable, sortable, easy to read out."""
    assert [f"{place} {code}" for code, place in codes().items() if not CODE.fullmatch(code)] == []


def test_every_code_has_its_sentences() -> None:
    """A code without wording would greet a facilitator as a code; those of the screens are worded there."""
    from tianye.cli.wording import SENTENCES

    found = {code: place for code, place in codes().items() if not place.startswith("app/tianye/ui/")}
    assert len(found) > 20
    assert sorted(f"{place} {code}" for code, place in found.items() if code not in SENTENCES) == []


def test_no_sentence_is_for_nothing() -> None:
    """A wording whose code no room below knows any more is out of date; problems of a cell are named, not raised."""
    from tianye.cli.wording import SENTENCES

    named = {
        node.value
        for module in modules()
        if module.room != "cli"
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    assert sorted(SENTENCES.keys() - codes().keys() - named) == []


def test_sentences_are_whole() -> None:
    """What happened, what was kept, what to do: three sentences, none empty, none a fragment."""
    from tianye.cli.wording import SENTENCES

    broken = [
        f"{code}: {sentence!r}"
        for code, sentences in SENTENCES.items()
        for sentence in (sentences if len(sentences) == 3 else ("",))
        if not sentence.strip().endswith((".", "?", "。"))
    ]
    assert broken == []
