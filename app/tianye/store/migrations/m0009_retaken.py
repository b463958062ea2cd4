"""Kept files that were written anew because somebody erased stood in them."""

STATEMENTS: tuple[str, ...] = (
    # the hash a file came under that was written anew since; nothing for one that lies there as it came
    "ALTER TABLE kept_file ADD COLUMN came BLOB",
)
