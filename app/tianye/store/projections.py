"""Read tables: each row is a function of one subject's folded state, so increments and a rebuild cannot differ."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from tianye.domain.attendance import presence
from tianye.domain.consent import ConsentState, standing_state
from tianye.domain.contents import HASH_BYTES, named_content
from tianye.domain.dates import solar_parts
from tianye.domain.errors import Bug
from tianye.domain.fold import Event, State, fold
from tianye.domain.ids import DEVICE_BYTES, ID_BYTES
from tianye.domain.kinds import MARKS
from tianye.domain.names import search_keys, sort_key
from tianye.store.database import Database
from tianye.store.oplog import OperationLog, Touched

Number = Callable[[str, bytes | None], int | None]
"""Subject type and id → local number; a subject nobody spoke of yet gets one too."""

Values = tuple[Any, ...]


class Table(NamedTuple):
    """One read table: its columns after the key and how a state fills them."""

    name: str
    columns: tuple[str, ...]
    make_row: Callable[[int, bytes, State, Number], Values]


def _truth(value: object) -> int | None:
    return None if value is None else int(bool(value))


def _programme(number: int, _id: bytes, state: State, _numbers: Number) -> Values:
    return (number, *(state.get(name) for name in ("code", "title_zh", "title_en", "begins_on", "ends_on")))


def _organisation(number: int, _id: bytes, state: State, _numbers: Number) -> Values:
    return (
        number,
        *(state.get(name) for name in ("code", "name", "uscc", "kind", "stage", "place")),
        _truth(state.get("is_led_by_woman")),
        state.get("women_owner_percent"),
    )


def _venue(number: int, _id: bytes, state: State, _numbers: Number) -> Values:
    return (number, *(state.get(name) for name in ("code", "name", "place")))


def _training(number: int, _id: bytes, state: State, numbers: Number) -> Values:
    return (
        number,
        state.get("code"),
        numbers("programme", state.get("programme")),
        *(state.get(name) for name in ("kind", "title_zh", "title_en", "county")),
        numbers("venue", state.get("venue")),
        numbers("organisation", state.get("host")),
        state.get("threshold"),
        int(bool(state.get("is_sensitive"))),
    )


def _session(number: int, _id: bytes, state: State, numbers: Number) -> Values:
    doors = [name for name in state.claims if name.startswith("door/")]
    return (
        number,
        state.get("code"),
        numbers("training", state.get("training")),
        *(state.get(name) for name in ("on", "half", "begins", "ends")),
        numbers("venue", state.get("venue")),
        int(any(state.get(door) is not None for door in doors)),
        sum(state.get(door) == "open" for door in doors),
    )


def _person(number: int, _id: bytes, state: State, numbers: Number) -> Values:
    year, month, day = solar_parts(state.get("born"))
    name = state.get("name")
    return (
        number,
        *(state.get(field) for field in ("name", "name_bo", "name_latin", "alias", "sex")),
        year,
        month,
        day,
        *(state.get(field) for field in ("ethnicity", "phone", "id_last4", "id_key", "place")),
        numbers("organisation", state.get("organisation")),
        *(state.get(field) for field in ("post", "education")),
        numbers("household", state.get("household")),
        _truth(state.get("is_disabled")),
        state.get("note"),
        int(bool(state.get("is_void"))),
        json.dumps(found, sort_keys=True) if (found := consents(state)) else "{}",
        sort_key(name) if name else "",
    )


_STATES = frozenset(ConsentState)


def consents(state: State) -> dict[str, ConsentState]:
    """Return purpose → state of consent; where laptops disagree, the most careful word holds."""
    found = {}
    for field in state.claims:
        family, _, purpose = field.partition("/")
        if family == "consent":
            values = [value for value in state.values(field) if value and value.get("state") in _STATES]
            said = [ConsentState(value["state"]) for value in values]
            if (holds := standing_state(said)) is not None:
                found[purpose] = holds
    return found


def _household(number: int, _id: bytes, state: State, _numbers: Number) -> Values:
    heads = sorted(
        (field.partition("/")[2], head.hex())
        for field in state.claims
        if field.startswith("head/") and (head := state.get(field))
    )
    return (number, state.get("code"), state.get("size"), json.dumps(heads))


def _attendance(number: int, identifier: bytes, state: State, numbers: Number) -> Values:
    found = presence(state)
    return (
        numbers("session", identifier[:ID_BYTES]),
        numbers("person", identifier[ID_BYTES:]),
        number,
        int(found.is_present),
        found.arrived,
        found.departed,
        found.marks,
        found.how,
        int(found.needs_review),
    )


def _anonymous(number: int, _id: bytes, state: State, numbers: Number) -> Values:
    return (
        number,
        numbers("session", state.get("session")),
        *(state.get(name) for name in ("sex", "age_group", "arrived")),
        int(bool(state.get("is_void"))),
    )


def _scan(number: int, _id: bytes, state: State, numbers: Number) -> Values:
    return (
        number,
        numbers("session", state.get("session")),
        numbers("person", state.get("person")),
        *(state.get(name) for name in ("outcome", "raw", "minute")),
    )


def _link(number: int, identifier: bytes, state: State, numbers: Number) -> Values:
    verdicts = state.values("verdict")
    return (
        number,
        numbers("person", identifier[:ID_BYTES]),
        numbers("person", identifier[ID_BYTES:]),
        {"same": 1, "different": 0}.get(str(verdicts[0])) if len(verdicts) == 1 else None,
        state.get("reason"),
    )


def _form(number: int, _id: bytes, state: State, _numbers: Number) -> Values:
    return (
        number,
        *(state.get(name) for name in ("form_id", "version", "title", "xform")),
        json.dumps({name: bytes(hashed).hex() for name, hashed in (state.get("media") or {}).items()}),
        json.dumps(state.get("languages") or [], ensure_ascii=False),
        int(bool(state.get("is_sensitive"))),
    )


def _response(number: int, _id: bytes, state: State, numbers: Number) -> Values:
    return (
        number,
        numbers("form", state.get("form")),
        state.get("form_version"),
        numbers("training", state.get("training")),
        numbers("session", state.get("session")),
        numbers("person", state.get("person")),
        *(state.get(name) for name in ("phase", "design", "on", "language")),
        json.dumps(state.get("answers") or {}, ensure_ascii=False),
        int(bool(state.get("is_void"))),
        0 if state.get("sealed") is None else 1 if state.get("answers") is None else 2,
    )


def _laptop(number: int, _id: bytes, state: State, _numbers: Number) -> Values:
    return (
        number,
        *(state.get(name) for name in ("name", "role", "sign_public", "recipient")),
        json.dumps(state.get("counties") or []),
        *(state.get(name) for name in ("last_sequence", "last_head", "matching_key")),
    )


def _erasure(number: int, _id: bytes, state: State, _numbers: Number) -> Values:
    confirmed = sorted(field.partition("/")[2] for field in state.claims if field.startswith("by/"))
    return (number, *(stands(state, name) for name in ("of", "why", "on")), json.dumps(confirmed))


def stands(state: State, name: str) -> Any:
    """Return a field of an erasure: an order that nobody took back stands beside one that was taken back."""
    return next((value for value in reversed(state.values(name)) if value is not None), None)


def _operator(number: int, _id: bytes, state: State, _numbers: Number) -> Values:
    return (number, state.get("name"))


TABLES: Mapping[str, Table] = {
    "programme": Table("programme", ("no", "code", "title_zh", "title_en", "begins_on", "ends_on"), _programme),
    "organisation": Table(
        "organisation",
        ("no", "code", "name", "uscc", "kind", "stage", "place", "is_led_by_woman", "women_owner_percent"),
        _organisation,
    ),
    "venue": Table("venue", ("no", "code", "name", "place"), _venue),
    "training": Table(
        "training",
        ("no", "code", "programme", "kind", "title_zh", "title_en", "county", "venue", "host", "threshold",
         "is_sensitive"),
        _training,
    ),
    "session": Table(
        "session",
        ("no", "code", "training", "held_on", "half", "begins", "ends", "venue", "was_opened", "open_doors"),
        _session,
    ),
    "person": Table(
        "person",
        ("no", "name", "name_bo", "name_latin", "alias", "sex", "born_year", "born_month", "born_day", "ethnicity",
         "phone", "id_last4", "id_key", "place", "organisation", "post", "education", "household", "is_disabled",
         "note", "is_void", "consents", "sort_key"),
        _person,
    ),
    "household": Table("household", ("no", "code", "size", "heads"), _household),
    "attendance": Table(
        "attendance",
        ("session", "person", "subject", "is_present", "arrived", "departed", "marks", "how", "needs_review"),
        _attendance,
    ),
    "anonymous": Table("anonymous", ("no", "session", "sex", "age_group", "arrived", "is_void"), _anonymous),
    "scan": Table("scan", ("no", "session", "person", "outcome", "raw", "minute"), _scan),
    "link": Table("link", ("no", "one", "other", "is_same", "reason"), _link),
    "form": Table(
        "form", ("no", "form_id", "version", "title", "xform", "media", "languages", "is_sensitive"), _form
    ),
    "response": Table(
        "response",
        ("no", "form", "form_version", "training", "session", "person", "phase", "design", "answered_on", "language",
         "answers", "is_void", "sealed"),
        _response,
    ),
    "laptop": Table(
        "laptop",
        ("no", "name", "role", "sign_public", "recipient", "counties", "revoked_after", "revoked_head",
         "matching_key"),
        _laptop,
    ),
    "operator": Table("operator", ("no", "name"), _operator),
    "erasure": Table("erasure", ("no", "of", "why", "ordered_on", "confirmed"), _erasure),
}  # fmt: skip
"""Subject type → its read table, in the order of the schema."""

_DERIVED = ("search_key", "disagreement", "named_content")
_REBUILD_BATCH = 5000


class Projections:
    """Keeps the read tables equal to the fold of the log. Every method wants an open `atomic()`."""

    def __init__(self, database: Database, log: OperationLog) -> None:
        self._database = database
        self._log = log

    def refresh(self, touched: Touched) -> dict[str, frozenset[bytes]]:
        """Bring the rows of touched subjects up to date; returns subject type → ids that changed."""
        subjects, newly, events = touched
        aged = {number: pair for number, pair in subjects.items() if number not in newly}
        if aged:
            self._forget(aged)
            self._write(
                "INSERT OR REPLACE", ((number, *aged[number], history) for number, history in self._log.events(aged))
            )
        if len(aged) < len(subjects):
            self._write(
                "INSERT", ((number, *pair, events[number]) for number, pair in subjects.items() if number in newly)
            )
        changed: dict[str, list[bytes]] = {}
        for type_, identifier in subjects.values():
            changed.setdefault(type_, []).append(identifier)
        return {type_: frozenset(ids) for type_, ids in changed.items()}

    def rebuild(self) -> None:
        """Make every read table anew from the log."""
        self._database.write_gathered()
        for table in [table.name for table in TABLES.values()] + list(_DERIVED):
            self._database.execute(f"DELETE FROM {table}")
        everything = [
            number
            for (number,) in self._database.rows(
                "SELECT subject FROM operation WHERE state = 0 "
                "UNION SELECT subject FROM residue JOIN operation USING (id)"
            )
        ]
        for start in range(0, len(everything), _REBUILD_BATCH):
            batch = everything[start : start + _REBUILD_BATCH]
            self._write(
                "INSERT", ((number, *self._subject(number), history) for number, history in self._log.events(batch))
            )
        self._database.write_gathered()

    def _subject(self, number: int) -> tuple[str, bytes]:
        found = self._database.row("SELECT type, id FROM subject WHERE no = ?", (number,))
        if found is None:
            raise Bug("operation.no-such-subject", number=number)
        return str(found[0]), bytes(found[1])

    def _write(self, verb: str, histories: Iterable[tuple[int, str, bytes, list[Event]]]) -> None:
        """Write the rows of subjects from all their operations; the keys of their old rows are gone already."""
        number_subject = self._log.number_subject

        def number_of(type_: str, identifier: bytes | None) -> int | None:
            return None if identifier is None else number_subject(type_, identifier)

        rows: dict[str, list[Values]] = {}
        disputed: list[tuple[int, str]] = []
        keys: list[tuple[str, int]] = []
        named: list[Values] = []
        for number, type_, identifier, events in histories:
            state = fold(events)
            rows.setdefault(type_, []).append(TABLES[type_].make_row(number, identifier, state, number_of))
            # two orders about one subject come to the same: there is nothing to decide
            if len(events) > 1 and type_ != "erasure":
                beside = _BESIDE.get(type_, frozenset())
                disputed += [(number, field) for field in state.disagreements() if field not in MARKS | beside]
            if type_ == "person" and not state.get("is_void"):
                keys += [(key, number) for key in _keys_of(state)]
            if type_ == "response":
                named += self._named_contents(number, events, is_sealed=bool(state.claims.get("sealed")))
        for type_, made in rows.items():
            table = TABLES[type_]
            self._database.executemany(
                f"{verb} INTO {table.name} ({', '.join(table.columns)}) VALUES ({', '.join('?' * len(table.columns))})",
                made,
            )
        if disputed:
            self._database.executemany("INSERT INTO disagreement VALUES (?, ?)", disputed)
        if named:
            self._database.executemany("INSERT OR IGNORE INTO named_content VALUES (?, ?, ?, ?, ?)", named)
        if len(keys) >= _GATHERED_FROM:
            self._database.gather(_INSERT_KEY, keys)
        elif keys:
            self._database.executemany(_INSERT_KEY, keys)

    def _named_contents(self, number: int, events: Iterable[Event], *, is_sealed: bool) -> Iterator[Values]:
        """Yield a row for each content that an operation of a response names."""
        for event in events:
            # asked of every answer of an import: hardly any is long enough to be a name
            long = [value for value in (event.fields.get("answers") or {}).values() if len(value) > 2 * HASH_BYTES]
            answered = {hashed for value in long if (hashed := named_content(value)) is not None}
            carried = set(event.fields.get("contents") or ())
            if answered or carried:
                device = self._log.device_number(event.reference[:DEVICE_BYTES])
                sequence = int.from_bytes(event.reference[DEVICE_BYTES:], "big")
                yield from ((hashed, device, sequence, number, 1) for hashed in sorted(carried))
                yield from ((hashed, device, sequence, number, int(not is_sealed)) for hashed in answered - carried)

    def _forget(self, subjects: Mapping[int, tuple[str, bytes]]) -> None:
        """Delete what cannot be replaced in place: the disagreements and search keys of rows that stand."""
        execute = self._database.execute
        for number, (type_, _) in subjects.items():
            disputed = {field for (field,) in execute("SELECT field FROM disagreement WHERE subject = ?", (number,))}
            if disputed:
                execute("DELETE FROM disagreement WHERE subject = ?", (number,))
            if type_ == "response":
                execute("DELETE FROM named_content WHERE subject = ?", (number,))
            if type_ == "person":
                self._forget_keys(number, is_disputed=not disputed.isdisjoint(_SEARCHED))

    def _forget_keys(self, person: int, *, is_disputed: bool) -> None:
        held = self._database.row(f"SELECT is_void, {', '.join(_SEARCHED)} FROM person WHERE no = ?", (person,))
        if held is None or held[0]:
            return
        self._database.write_gathered()
        if is_disputed:
            # the row shows one of several names; the keys of the others are found only by looking at all
            self._database.execute("DELETE FROM search_key WHERE person = ?", (person,))
        else:
            old = [(key, person) for key in _search_keys(*([text] if text else [] for text in held[1:]))]
            self._database.executemany("DELETE FROM search_key WHERE key = ? AND person = ?", old)


_INSERT_KEY = "INSERT INTO search_key VALUES (?, ?)"
_GATHERED_FROM = 1000
"""So many search keys at once come from an import: they wait for others and are written in the order of their table."""

_BESIDE: Mapping[str, frozenset[str]] = {"response": frozenset({"repeats", "reason"})}
"""Fields that stand beside another, which is decided with them: how often repeats are there, why it was corrected."""

_SEARCHED = ("name", "name_bo", "name_latin", "alias", "phone")


def _keys_of(state: State) -> frozenset[str]:
    return _search_keys(*(state.values(field) for field in _SEARCHED))


def _search_keys(*values: list[str | None]) -> frozenset[str]:
    """Return the keys of every name and phone that stands: a person in dispute is found under each."""
    *name_lists, phones = ([value for value in standing if value] for standing in values)
    names = [name for standing in name_lists for name in standing] or [""]
    keys = search_keys(names[0], names[1:], phones[0] if phones else None)
    return keys.union(*(search_keys("", (), phone) for phone in phones[1:]))
