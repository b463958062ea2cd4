"""Who may open this data folder: the public halves of the key files, and whether a new database key is due."""

STATEMENTS: tuple[str, ...] = (
    # beside the log: this laptop's alone, like the key files it speaks of
    """CREATE TABLE operator_key (
        operator BLOB PRIMARY KEY, public BLOB NOT NULL, role TEXT NOT NULL, is_removed INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID""",
)
