"""Erasure: orders and confirmations as a read table, and what was destroyed here."""

STATEMENTS: tuple[str, ...] = (
    # a read table: one row for each order, made of the log
    """CREATE TABLE erasure (
        no INTEGER PRIMARY KEY, of TEXT, why TEXT, ordered_on TEXT, confirmed TEXT NOT NULL
    ) STRICT""",
    # beside the log: what was carried out here, and how much of what was counted it took away
    """CREATE TABLE erased (
        id BLOB PRIMARY KEY, of TEXT NOT NULL, wall_ms INTEGER NOT NULL, operations INTEGER NOT NULL,
        sessions TEXT NOT NULL, answers INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID""",
)
