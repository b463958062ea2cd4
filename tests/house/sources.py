"""The project's own files, for the checks of this folder: read and parsed once."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
APP = ROOT / "app" / "tianye"

NOT_OURS = {
    *(".git", ".venv", ".hypothesis", ".mypy_cache", ".pytest_cache", ".ruff_cache", ".import_linter_cache"),
    *("__pycache__", "build", "dist", "wheels", "node_modules"),
}
TEXT = {".py", ".md", ".toml", ".txt", ".json", ".csv", ".ts", ".svg", ".cfg", ".ini", ".yml", ".sh", ".sql", ""}


@dataclass(frozen=True)
class Module:
    """One module of the package: its path for messages, the room it is in, its text and tree."""

    path: str
    room: str
    text: str
    tree: ast.Module

    def at(self, node: ast.AST, said: str = "") -> str:
        """Say where something is: `app/tianye/….py:12 said`."""
        return f"{self.path}:{getattr(node, 'lineno', 1)} {said}".rstrip()


@cache
def modules() -> tuple[Module, ...]:
    """Return every module of the package."""
    found = []
    for path in sorted(APP.rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        inside = path.relative_to(APP)
        room = inside.parts[0] if len(inside.parts) > 1 else ""
        found.append(Module(path.relative_to(ROOT).as_posix(), room, text, ast.parse(text)))
    return tuple(found)


def text_files() -> Iterator[tuple[str, str]]:
    """Yield (path, text) of every text file of the repository, whether or not it is committed yet."""
    for path in sorted(walk(ROOT)):
        if path.suffix in TEXT:
            yield path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8")


def walk(folder: Path) -> Iterator[Path]:
    """Yield the files below a folder that belong to the project."""
    for entry in folder.iterdir():
        if entry.name in NOT_OURS or entry.is_symlink():
            continue
        if entry.is_dir():
            yield from walk(entry)
        else:
            yield entry


def dotted(node: ast.expr) -> str:
    """Return `a.b.c` for a name or attribute, an empty text for anything else."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        before = dotted(node.value)
        return f"{before}.{node.attr}" if before else ""
    return ""
