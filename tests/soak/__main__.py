"""What promises have to stand for hours: `python3 run.py soak [PART …] [--rounds N] [--from N] [--size N] [--dir D]`.

Parts run one after the other; each tells its rounds, its losses (0, or the soak has failed) and how long it took. One
that was stopped is run again by its name, from a round on. A shorter form of every part is among the ordinary tests.
"""

from __future__ import annotations

import argparse
import importlib
import shutil
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).parent
if __name__ == "__main__":
    sys.path[:0] = [str(HERE.parent), str(HERE.parents[1] / "app")]

from homes import moved_home  # noqa: E402  (they are found only now)
from soak.part import EVERY, Part, Wanted  # noqa: E402


def all_parts() -> dict[str, Part]:
    """Return the parts by name: what the modules beside this one have as `PART`."""
    modules = [importlib.import_module(f"soak.{path.stem}") for path in sorted(HERE.glob("[!_]*.py"))]
    found = [module.PART for module in modules if isinstance(getattr(module, "PART", None), Part)]
    return {part.name: part for part in found}


def main(arguments: list[str]) -> int:
    """Run the wanted parts; exit status 1 where one of them lost anything."""
    parts = all_parts()
    asked = argparse.ArgumentParser(prog="run.py soak", description="Prove promises that take long to prove.")
    asked.add_argument("parts", nargs="*", metavar="PART", help="which of them; all without")
    asked.add_argument("--list", action="store_true", help="say which parts there are")
    asked.add_argument("--rounds", type=int, help="rounds of each part, instead of its own number")
    asked.add_argument("--from", dest="first", type=int, default=0, help="the first round, for going on or once more")
    asked.add_argument("--size", type=int, help="how large, instead of each part's own size")
    asked.add_argument("--dir", type=Path, help="where they work; a temporary folder otherwise")
    asked.add_argument("--forms", type=Path, help="a folder of forms, for the part `walks`; our own otherwise")
    wanted = asked.parse_args(arguments)
    if unknown := set(wanted.parts) - set(parts):
        asked.error(f"no such part: {', '.join(sorted(unknown))}; --list tells them")
    if wanted.list:
        for part in parts.values():
            rounds = "every" if part.rounds == EVERY else f"{part.rounds}"
            say(
                f"{part.name:14} {rounds:>8} rounds  {part.promises:10} {f'{part.size} {part.sized}' * bool(part.size)}"
            )
        return 0
    if wanted.dir is not None:
        wanted.dir.mkdir(parents=True, exist_ok=True)
    is_clean = True
    with tempfile.TemporaryDirectory(prefix="soak-", dir=wanted.dir) as scratch:
        for part in (parts[name] for name in wanted.parts or sorted(parts)):
            is_clean &= run(part, wanted, Path(scratch) / part.name)
    return 0 if is_clean else 1


def run(part: Part, asked: argparse.Namespace, folder: Path) -> bool:
    """Run one part and tell what came of it; says whether nothing was lost."""
    began = time.monotonic()
    folder.mkdir()
    rounds = range(asked.first, asked.first + (asked.rounds or part.rounds))
    report = part.run(Wanted(rounds, asked.size or part.size, folder, say, asked.forms))
    shutil.rmtree(folder)
    told = "".join(f", {name}: {value}" for name, value in report.told.items())
    took = time.monotonic() - began
    say(f"{part.name} ({part.promises}): {report.rounds} rounds, {len(report.losses)} losses, {took:.0f} s{told}")
    for loss in report.losses[:20]:
        say(f"    {loss}")
    return not report.losses and report.rounds > 0


def say(line: str) -> None:
    """Tell one line."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    with tempfile.TemporaryDirectory(prefix="soak-home-") as home:
        moved_home(Path(home))
        sys.exit(main(sys.argv[1:]))
