"""Sentences that many faults share."""

from __future__ import annotations

from typing import Final

Entry = tuple[str, str, str]
"""What happened, what was kept, what to do; `{name}` stands for a value of the fault's data."""

UNCHANGED: Final = "Nothing was written and nothing was lost."
WHOLE: Final = "Nothing was half-written; everything that was confirmed before is there."
REPORT: Final = "Please report the code below, with what you were doing; then try again."
FILE_STAYS: Final = "Nothing was taken in; what is here and the file itself are as they were."
LIST_STAYS: Final = "The list itself was not touched."
MEND_CELL: Final = "Mend the cell in the list and bring the list in again."
ASK_AGAIN: Final = "Ask the sender to write the file again and to carry it on another stick or by another way."


def ours(what: str) -> Entry:
    """Return the entry of a mistake of the program."""
    return (f"The program made a mistake: {what}.", WHOLE, REPORT)
