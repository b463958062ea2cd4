"""Branches of a device's run, and sealed files that are kept: those that wait, and the proof of a second writer."""

STATEMENTS: tuple[str, ...] = (
    # the branch's name (domain.branches); nothing for a device of its own
    "ALTER TABLE device ADD COLUMN branch BLOB",
    # first, last, prev and head are what the file says of itself; nothing where it could not be read yet
    """CREATE TABLE kept_file (
        hash BLOB PRIMARY KEY, why TEXT NOT NULL, device INTEGER, first INTEGER, last INTEGER, prev BLOB, head BLOB,
        name TEXT NOT NULL, size INTEGER NOT NULL, wall_ms INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID""",
    "CREATE INDEX kept_file_device ON kept_file (device, first)",
)
