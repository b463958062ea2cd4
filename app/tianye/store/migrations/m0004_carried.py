"""What a laptop carries for others: sealed files it cannot read, beside the database under their hashes."""

STATEMENTS: tuple[str, ...] = (
    """CREATE TABLE carried (
        hash BLOB PRIMARY KEY, size INTEGER NOT NULL, taken_ms INTEGER NOT NULL, written_ms INTEGER
    ) STRICT, WITHOUT ROWID""",
)
