"""Whatever is answered in whatever order: what was computed step by step is what a fresh computation gives."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from forms.walking import walk
from surveys.interview import define
from surveys.test_decisions import CASCADE, COUNTED, FAMILY
from surveys.test_lessons import HOUSEHOLD
from surveys.test_own_forms import NAMES, defined
from surveys.test_types import ALL, RULES
from tianye.forms.definition import FormDefinition
from tianye.forms.driver import compile_file

SHARED = Path(__file__).parents[3] / "shared" / "forms" / "generated" / "forms"
FORMS: dict[str, Callable[[], FormDefinition]] = {
    "counted": lambda: define(COUNTED),
    "cascade": lambda: define(CASCADE),
    "family": lambda: define(FAMILY),
    "household": lambda: define(HOUSEHOLD),
    "types": lambda: define(ALL),
    "rules": lambda: define(RULES),
    **{name: lambda name=name: defined(name) for name in NAMES},  # type: ignore[misc]
}


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("name", FORMS)
def test_step_by_step_equals_from_scratch(name: str, seed: int) -> None:
    walk(FORMS[name](), seed, 25)


@pytest.mark.shared
@pytest.mark.slow
@pytest.mark.skipif(not SHARED.exists(), reason="the generated forms are not beside the project")
def test_generated_forms_step_by_step() -> None:
    paths = sorted(SHARED.glob("*.xml"))
    assert paths
    for path in paths[::4]:
        walk(compile_file(path).definition, 7, 8)
