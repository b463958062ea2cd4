"""Every form of a folder is answered at random: nothing fails, hangs, or comes out otherwise than computed afresh."""

from __future__ import annotations

from pathlib import Path

from forms.walking import walk
from soak.part import Part, Report, Wanted
from tianye.domain.errors import UserFault
from tianye.forms.driver import compile_file

OWN = Path(__file__).parents[2] / "resources" / "forms"
ENDINGS = (".xml", ".xlsx", ".xls", ".md")


def run(wanted: Wanted) -> Report:
    """Walk through each form as often as there are rounds; `size` steps a walk."""
    report = Report()
    refused = 0
    paths = sorted(path for path in (wanted.forms or OWN).iterdir() if path.suffix in ENDINGS)
    for path in paths:
        try:
            definition = compile_file(path).definition
        except UserFault as fault:
            # what cannot be run is refused by name: `form check` says why
            refused += 1
            wanted.tell(f"    {path.name}: {fault.code}")
            continue
        for seed in wanted.rounds:
            report.rounds += 1
            try:
                walk(definition, seed, wanted.size)
            except Exception as failed:  # whatever it is, it is what this looks for
                report.losses.append(f"{path.name}, walk {seed}: {type(failed).__name__} {str(failed)[:200]}")
    report.told = {"forms": len(paths), "refused": refused}
    return report


PART = Part("walks", "forms", 4, run, 25, "steps a walk")
