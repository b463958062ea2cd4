"""Attachments too long for the database: encrypted files beside it, each with a key of its own."""

STATEMENTS: tuple[str, ...] = (
    """CREATE TABLE attachment_file (
        hash BLOB PRIMARY KEY, size INTEGER NOT NULL, key BLOB NOT NULL
    ) STRICT, WITHOUT ROWID""",
)
