"""The first schema: the log, what is kept beside it, and the read tables.

Read tables (from `programme` on) are disposable: `projections.rebuild` makes them anew from the log. They carry no
foreign keys between subjects, since a subject may be named before its own operations arrive.
"""

STATEMENTS: tuple[str, ...] = (
    # ---- the log -------------------------------------------------------------------------------------------------
    """CREATE TABLE device (
        no INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE,
        head_sequence INTEGER NOT NULL DEFAULT 0, head BLOB
    ) STRICT""",
    """CREATE TABLE subject (
        no INTEGER PRIMARY KEY, id BLOB NOT NULL, type TEXT NOT NULL, UNIQUE (id, type)
    ) STRICT""",
    # id is device number << 32 | sequence: one integer key serves order, chain and reference (safety, B2)
    """CREATE TABLE operation (
        id INTEGER PRIMARY KEY, subject INTEGER, owner INTEGER, state INTEGER NOT NULL,
        header BLOB NOT NULL, payload BLOB, commitment BLOB, chain BLOB
    ) STRICT""",
    "CREATE INDEX operation_subject ON operation (subject)",
    "CREATE INDEX operation_waiting ON operation (state) WHERE state > 0",
    # a row without a key is an owner whose salt was destroyed
    "CREATE TABLE owner (no INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, key BLOB) STRICT",
    """CREATE TRIGGER operation_is_never_changed
        BEFORE UPDATE OF id, header, commitment, chain ON operation
        WHEN old.id IS NOT new.id OR old.header IS NOT new.header
            OR (old.commitment IS NOT NULL AND old.commitment IS NOT new.commitment)
            OR (old.chain IS NOT NULL AND old.chain IS NOT new.chain)
        BEGIN SELECT RAISE(ABORT, 'operations are never changed'); END""",
    """CREATE TRIGGER payload_is_only_erased BEFORE UPDATE OF payload ON operation
        WHEN new.payload IS NOT NULL AND new.payload IS NOT old.payload
        BEGIN SELECT RAISE(ABORT, 'operations are never changed'); END""",
    """CREATE TRIGGER operation_is_never_deleted BEFORE DELETE ON operation
        BEGIN SELECT RAISE(ABORT, 'operations are never deleted'); END""",
    # ---- beside the log: what is this laptop's alone -----------------------------------------------------------------
    "CREATE TABLE setting (name TEXT PRIMARY KEY, value BLOB NOT NULL) STRICT, WITHOUT ROWID",
    """CREATE TABLE command (
        id BLOB PRIMARY KEY, name TEXT NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL,
        wall_ms INTEGER NOT NULL, undoes BLOB
    ) STRICT, WITHOUT ROWID""",
    "CREATE TABLE attachment (hash BLOB PRIMARY KEY, body BLOB NOT NULL) STRICT, WITHOUT ROWID",
    """CREATE TABLE draft (
        id BLOB PRIMARY KEY, form BLOB NOT NULL, saved_ms INTEGER NOT NULL, context TEXT NOT NULL,
        snapshot TEXT NOT NULL
    ) STRICT, WITHOUT ROWID""",
    # anonymous answers wait here, in no order, until their session is closed
    """CREATE TABLE held_answer (
        id BLOB PRIMARY KEY, session BLOB, held_on TEXT NOT NULL, fields BLOB NOT NULL
    ) STRICT, WITHOUT ROWID""",
    "CREATE TABLE waiting_number (person INTEGER PRIMARY KEY, number TEXT NOT NULL) STRICT",
    """CREATE TABLE exchanged (
        no INTEGER PRIMARY KEY, direction TEXT NOT NULL, what TEXT NOT NULL, device INTEGER NOT NULL,
        first INTEGER, last INTEGER, head BLOB, file_hash BLOB, name TEXT NOT NULL, wall_ms INTEGER NOT NULL,
        result TEXT NOT NULL
    ) STRICT""",
    "CREATE INDEX exchanged_file ON exchanged (file_hash)",
    # ---- read tables ---------------------------------------------------------------------------------------------
    """CREATE TABLE programme (
        no INTEGER PRIMARY KEY, code TEXT, title_zh TEXT, title_en TEXT, begins_on TEXT, ends_on TEXT
    ) STRICT""",
    """CREATE TABLE organisation (
        no INTEGER PRIMARY KEY, code TEXT, name TEXT, uscc TEXT, kind TEXT, stage TEXT, place TEXT,
        is_led_by_woman INTEGER, women_owner_percent INTEGER
    ) STRICT""",
    "CREATE TABLE venue (no INTEGER PRIMARY KEY, code TEXT, name TEXT, place TEXT) STRICT",
    """CREATE TABLE training (
        no INTEGER PRIMARY KEY, code TEXT, programme INTEGER, kind TEXT, title_zh TEXT, title_en TEXT, county TEXT,
        venue INTEGER, host INTEGER, threshold TEXT, is_sensitive INTEGER NOT NULL
    ) STRICT""",
    """CREATE TABLE session (
        no INTEGER PRIMARY KEY, code TEXT, training INTEGER, held_on TEXT, half TEXT, begins INTEGER, ends INTEGER,
        venue INTEGER, was_opened INTEGER NOT NULL, open_doors INTEGER NOT NULL
    ) STRICT""",
    "CREATE INDEX session_training ON session (training)",
    """CREATE TABLE person (
        no INTEGER PRIMARY KEY, name TEXT, name_bo TEXT, name_latin TEXT, alias TEXT, sex TEXT,
        born_year INTEGER, born_month INTEGER, born_day INTEGER, ethnicity TEXT, phone TEXT,
        id_last4 TEXT, id_key BLOB, place TEXT, organisation INTEGER, post TEXT, education TEXT, household INTEGER,
        is_disabled INTEGER, note TEXT, is_void INTEGER NOT NULL, consents TEXT NOT NULL, sort_key TEXT NOT NULL
    ) STRICT""",
    "CREATE INDEX person_place ON person (place)",
    "CREATE INDEX person_id_key ON person (id_key) WHERE id_key IS NOT NULL",
    """CREATE TABLE search_key (
        key TEXT NOT NULL, person INTEGER NOT NULL, PRIMARY KEY (key, person)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE household (no INTEGER PRIMARY KEY, code TEXT, size INTEGER, heads TEXT NOT NULL) STRICT""",
    """CREATE TABLE attendance (
        session INTEGER NOT NULL, person INTEGER NOT NULL, subject INTEGER NOT NULL, is_present INTEGER NOT NULL,
        arrived INTEGER, departed INTEGER, marks INTEGER NOT NULL, how TEXT, needs_review INTEGER NOT NULL,
        PRIMARY KEY (session, person)
    ) STRICT, WITHOUT ROWID""",
    "CREATE INDEX attendance_person ON attendance (person)",
    """CREATE TABLE anonymous (
        no INTEGER PRIMARY KEY, session INTEGER, sex TEXT, age_group TEXT, arrived INTEGER, is_void INTEGER NOT NULL
    ) STRICT""",
    """CREATE TABLE scan (
        no INTEGER PRIMARY KEY, session INTEGER, person INTEGER, outcome TEXT, raw TEXT, minute INTEGER
    ) STRICT""",
    """CREATE TABLE link (
        no INTEGER PRIMARY KEY, one INTEGER NOT NULL, other INTEGER NOT NULL, is_same INTEGER, reason TEXT
    ) STRICT""",
    """CREATE TABLE form (
        no INTEGER PRIMARY KEY, form_id TEXT, version TEXT, title TEXT, xform BLOB, media TEXT, languages TEXT,
        is_sensitive INTEGER NOT NULL
    ) STRICT""",
    """CREATE TABLE response (
        no INTEGER PRIMARY KEY, form INTEGER, form_version TEXT, training INTEGER, session INTEGER, person INTEGER,
        phase TEXT, design TEXT, answered_on TEXT, language TEXT, answers TEXT, is_void INTEGER NOT NULL
    ) STRICT""",
    "CREATE INDEX response_person ON response (person)",
    """CREATE TABLE laptop (
        no INTEGER PRIMARY KEY, name TEXT, role TEXT, sign_public BLOB, recipient TEXT, counties TEXT,
        revoked_after INTEGER, revoked_head BLOB, matching_key BLOB
    ) STRICT""",
    "CREATE TABLE operator (no INTEGER PRIMARY KEY, name TEXT) STRICT",
    """CREATE TABLE disagreement (
        subject INTEGER NOT NULL, field TEXT NOT NULL, PRIMARY KEY (subject, field)
    ) STRICT, WITHOUT ROWID""",
)
