"""Which operations of responses name which contents: pictures, sounds, videos and files given as answers."""

STATEMENTS: tuple[str, ...] = (
    # a read table: also what was replaced since names them. Device and sequence are the operation's; what headquarters
    # says of a sealed answer is not wanted from anybody: it travels sealed, under another hash
    """CREATE TABLE named_content (
        hash BLOB NOT NULL, device INTEGER NOT NULL, sequence INTEGER NOT NULL, subject INTEGER NOT NULL,
        is_wanted INTEGER NOT NULL, PRIMARY KEY (hash, device, sequence)
    ) STRICT, WITHOUT ROWID""",
    "CREATE INDEX named_content_subject ON named_content (subject)",
    "CREATE INDEX named_content_operation ON named_content (device, sequence)",
)
