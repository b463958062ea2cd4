"""The one way in which an expression is refused, before or while it runs."""

from __future__ import annotations


class ExpressionFault(Exception):
    """An expression cannot be read, compiled or evaluated.

    `reason` is a short kebab-case word (`syntax`, `unknown-function`, `too-deep`, `unsupported-axis`,
    `regex-unsupported`, `too-many-steps` ...), `detail` the part of the expression it is about. The caller knows
    which question and which column the expression came from and adds them.
    """

    def __init__(self, reason: str, detail: str = "") -> None:
        super().__init__(f"{reason}: {detail}" if detail else reason)
        self.reason = reason
        self.detail = detail
