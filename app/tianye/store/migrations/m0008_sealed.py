"""Sealed answers: which responses only headquarters can read."""

STATEMENTS: tuple[str, ...] = (
    # 0: never sealed, 1: sealed, 2: sealed once and opened since
    "ALTER TABLE response ADD COLUMN sealed INTEGER NOT NULL DEFAULT 0",
    "CREATE INDEX response_sealed ON response (no) WHERE sealed = 1",
)
