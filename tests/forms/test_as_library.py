"""The engine as somebody else would use it: the example of its page, and nothing of the program behind it."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

from surveys.interview import surroundings
from tianye.forms.xlsform import convert

ROOT = Path(__file__).parents[2]
TABLE = """
| survey | | | | |
| | type | name | label | constraint |
| | text | name | Name | |
| | integer | goats | Goats of ${name} | . < 1000 |
"""


def test_the_example_of_the_page_works_as_it_stands() -> None:
    page = (ROOT / "docs" / "forms.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"```python\n(.*?)```", page, re.DOTALL)
    found: dict[str, object] = {
        "xform": convert(TABLE.encode(), filename="goats.md").xform.encode(),
        "media": {}.get,
        "surroundings": surroundings(),
    }
    exec(example, found)
    assert "<name>卓玛</name>" in str(found["xml"])


def test_it_needs_no_window_no_database_and_nothing_of_the_program() -> None:
    script = "import sys, tianye.forms.entry, tianye.forms.parse, tianye.forms.nodes; print(*sorted(sys.modules))"
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=60)
    loaded = ran.stdout.split()
    foreign = ("PySide6", "sqlcipher3", "sqlite3", "pyxform", "openpyxl")
    assert [name for name in loaded if name.partition(".")[0] in foreign] == []
    rooms = {".".join(name.split(".")[:2]) for name in loaded if name.startswith("tianye.")}
    assert rooms == {"tianye.forms", "tianye.domain"}
