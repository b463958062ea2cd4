"""Retention: what stays to be told of a purged operation, on which word it was purged, and words of backups."""

STATEMENTS: tuple[str, ...] = (
    # beside the log: the fields of a purged operation that are still told; the payload itself is gone
    "CREATE TABLE residue (id INTEGER PRIMARY KEY, fields BLOB NOT NULL) STRICT",
    # which stretch of a run was purged after which receipt
    """CREATE TABLE purge (
        no INTEGER PRIMARY KEY, device BLOB NOT NULL, epoch INTEGER NOT NULL, receipt INTEGER NOT NULL,
        first INTEGER NOT NULL, last INTEGER NOT NULL, operations INTEGER NOT NULL, wall_ms INTEGER NOT NULL,
        UNIQUE (device, epoch, receipt)
    ) STRICT""",
    # how much of a run a backup of headquarters holds: by its clock, and by the clock here, when that was heard first
    """CREATE TABLE backed (
        no INTEGER PRIMARY KEY, device BLOB NOT NULL, epoch INTEGER NOT NULL, sequence INTEGER NOT NULL,
        hq_ms INTEGER NOT NULL, here_ms INTEGER NOT NULL, UNIQUE (device, epoch, sequence)
    ) STRICT""",
    # a payload that a laptop purged comes back where a bundle of before is found; one that was erased does not
    "DROP TRIGGER payload_is_only_erased",
    """CREATE TRIGGER payload_is_only_erased BEFORE UPDATE OF payload ON operation
        WHEN new.payload IS NOT NULL AND new.payload IS NOT old.payload AND old.state <> 5
        BEGIN SELECT RAISE(ABORT, 'operations are never changed'); END""",
)
