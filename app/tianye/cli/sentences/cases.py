"""Review: the cases that wait for a person, and what can go wrong in deciding them."""

from __future__ import annotations

from typing import Final

from tianye.cli.sentences.parts import UNCHANGED, Entry

SENTENCES: Final[dict[str, Entry]] = {
    "review.no-such-case": (
        "There is no such case now: it was decided, or another word on it has arrived.",
        UNCHANGED,
        "Look at what waits now with: tianye review list.",
    ),
    "review.no-such-choice": (
        "This case has no such choice; there are {choices}.",
        UNCHANGED,
        "Give one of them.",
    ),
    "review.no-disagreement": (
        "On {field} only one word stands: there is nothing to decide.",
        UNCHANGED,
        "There is nothing to do.",
    ),
}

REMARKS: Final[dict[str, str]] = {
    "review.field": "Two words stand on {field}.",
    "review.attendance": "A check-in was undone by somebody who had not seen another one, which stands.",
    "review.duplicate": "These may be one person.",
    "review.link": "Decisions about these two contradict each other.",
    "review.scan": "A scan was refused.",
    "review.waiting": "{count} operations of the kind {field} are kept until the program can read them.",
}
"""What a case of each kind asks."""
