"""Review: what only a person can decide, as cases, and the decisions, which are operations like any other.

A case is named by a short text made of what it is about and of every word that stands. It stays the same over
restarts and on other stations; once another word arrives it is another case, so nobody decides on words she has not
seen.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from hashlib import blake2b
from typing import Any, Final, NamedTuple
from weakref import WeakKeyDictionary

from tianye.domain import badges
from tianye.domain.attendance import Outcome, presence
from tianye.domain.dates import BirthDate
from tianye.domain.errors import NextStep, UserFault
from tianye.domain.fold import Claim, distinct
from tianye.domain.ids import to_text
from tianye.domain.indicators.facts import Link
from tianye.domain.indicators.linking import clusters, contradictions
from tianye.domain.kinds import KINDS, Writer, attendance_subject, link_subject
from tianye.domain.matching import Candidate, Match, find_matches, make_candidate
from tianye.domain.ops import Header, decode_fields, decode_header, encode_value, split_reference
from tianye.services import corrections, registration
from tianye.services.known import station_names
from tianye.services.station import Done, Station
from tianye.services.undo import as_first_said
from tianye.store.queries import people, trainings
from tianye.store.queries import review as waiting
from tianye.store.queries.review import RegistrationRow, ScanRow

SAME, DIFFERENT = "same", "different"
SMALL_REGISTER: Final = 5_000
"""So many registrations are compared in less time than anybody notices."""
Pair = tuple[Candidate, Candidate, Match]
PRESENT, ABSENT = "present", "absent"


class CaseKind(StrEnum):
    """What sort of decision is wanted; the first part of a case's id."""

    FIELD = "field"
    ATTENDANCE = "attendance"
    DUPLICATE = "duplicate"
    LINK = "link"
    SCAN = "scan"
    WAITING = "waiting"


@dataclass(frozen=True, slots=True)
class Mentioned:
    """A subject a case is about; `label` is the name or code it is known by here, None where it is unknown.

    `title_zh` and `title_en` are those of a session's training, where they are known.
    """

    type: str
    id: bytes
    label: str | None
    title_zh: str | None = None
    title_en: str | None = None


@dataclass(frozen=True, slots=True)
class Word:
    """One standing value: who said it, on which station, when as far as that station knew.

    `choice` is what `decide` takes to let this value stand, empty where the case is not decided by value. Values are
    shown to the person who decides and never go into errors or logs. `version` is what a correction of the answers of
    a form changed, and why; its other corrections are not combined with it.
    """

    field: str
    value: Any
    choice: str
    operator: str | None
    station: str | None
    at_ms: int
    is_clock_suspect: bool
    version: corrections.Version | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """One thing to decide.

    `choices` are the answers `decide` takes, none where there is only something to know. `strength` and `reasons` are
    those of `domain.matching` for duplicates; for links a reason says why they are here; for scans (at `minute` of the
    day) and waiting operations it is what happened, `count` times.
    """

    id: str
    kind: CaseKind
    about: tuple[Mentioned, ...]
    choices: tuple[str, ...] = ()
    field: str = ""
    words: tuple[Word, ...] = ()
    strength: str | None = None
    reasons: tuple[str, ...] = ()
    count: int = 1
    minute: int | None = None


def list_cases(station: Station, kinds: Iterable[CaseKind] = tuple(CaseKind)) -> list[Case]:
    """Return everything that waits for a decision, or that a person should know, kind by kind."""
    reader = _Reader(station)
    return [case for kind in kinds for case in reader.cases(kind)]


def count_cases(station: Station) -> int:
    """Return how many decisions wait, for a number beside a word.

    A register of more than `SMALL_REGISTER` that was not compared yet is not compared for this: its pairs are counted
    from the first time on that `list_cases` was asked for them.
    """
    kinds = [CaseKind.LINK, CaseKind.FIELD, CaseKind.ATTENDANCE]
    if station in _COMPARED or waiting.count_registrations(station.database) <= SMALL_REGISTER:
        kinds.append(CaseKind.DUPLICATE)
    return len(list_cases(station, kinds))


def get_case(station: Station, text: str) -> Case:
    """Return a case by its id.

    Raises `UserFault("review.no-such-case")`: it never was, was decided, or has changed since it was listed.
    """
    wanted = text.strip().casefold()
    kind = wanted.partition("-")[0]
    if kind in set(CaseKind):
        for case in _Reader(station).cases(CaseKind(kind)):
            if case.id.casefold() == wanted:
                return case
    raise UserFault("review.no-such-case", next_step=NextStep.RETRY)


def decide(station: Station, case: Case, choice: str) -> Done:
    """Decide a case by one of its choices; raises `UserFault("review.no-such-choice")` for anything else."""
    chosen = choice.strip().casefold()
    if chosen not in case.choices:
        raise UserFault("review.no-such-choice", next_step=NextStep.MEND_INPUT, choices=list(case.choices))
    ids = [one.id for one in case.about]
    match case.kind:
        case CaseKind.FIELD:
            return decide_field(station, case.about[0].type, ids[0], case.field, int(chosen) - 1)
        case CaseKind.DUPLICATE | CaseKind.LINK:
            return decide_link(station, ids[0], ids[1], same=chosen == SAME)
        case _:
            return settle_attendance(station, ids[0], ids[1], present=chosen == PRESENT, at=case.minute)


def decide_seen(station: Station, case: Case, choice: str) -> Done:
    """Decide a case that was listed some time ago, if it is still the same.

    What a pair of registrations is does not change with new words, so a pair that nobody spoke of is not looked for
    again among all. Raises as `get_case` and `decide`.
    """
    return decide(station, case if case.kind is CaseKind.DUPLICATE else get_case(station, case.id), choice)


def decide_field(station: Station, subject_type: str, identifier: bytes, field: str, value_index: int) -> Done:
    """Let one of the values of a field stand (counted from 0 in shown order) and replace all others.

    Raises `UserFault`: `review.no-disagreement`, `review.no-such-choice`, `station.wrong-role` where headquarters alone
    says such a thing.
    """
    state = station.state(subject_type, identifier)
    if field not in state.disagreements():
        raise UserFault("review.no-disagreement", next_step=NextStep.NOTHING, field=field)
    claims = as_first_said(station, identifier, field, state.claims[field])
    values = distinct(claims)
    if not 0 <= value_index < len(values):
        choices = [str(number) for number in range(1, len(values) + 1)]
        raise UserFault("review.no-such-choice", next_step=NextStep.MEND_INPUT, choices=choices)
    value = values[value_index]
    header = _header(station, _saying(claims, value).reference)
    kind = _DECIDED_BY.get(header.kind, header.kind)
    fields = {field: value} | _said_beside(station, subject_type, field, _saying(claims, value).reference)
    if KINDS[kind].writer is Writer.HEADQUARTERS:
        station.need_role("hq")
    with station.command("decide field") as command:
        command.add(kind, identifier, fields, owner=header.owner)
    return command.done


def _said_beside(station: Station, subject_type: str, field: str, name: bytes) -> dict[str, Any]:
    """Return what stands and falls with a value: with the answers of a response its repeats, and why they are so."""
    if (subject_type, field) != ("response", "answers"):
        return {}
    device, sequence = split_reference(name)
    (sealed,) = station.log.run(device, sequence, sequence)
    said = decode_fields(sealed.payload) if sealed.payload is not None else {}
    return {name: said[name] for name in ("repeats", "reason") if name in said}


def decide_link(station: Station, one: bytes, other: bytes, *, same: bool) -> Done:
    """Decide whether two registrations are one person, over every word about it that stands."""
    return registration.link(station, one, other, is_same=same, reason="review")


def settle_attendance(station: Station, session: bytes, person: bytes, *, present: bool, at: int | None = None) -> Done:
    """Decide whether somebody was at a session; `at` is the minute of the day she came, where it is known.

    What is so already is not written again. Raises `UserFault`: `session.unknown`, `person.unknown`.
    """
    if station.log.find_subject("session", session) is None:
        raise UserFault("session.unknown", next_step=NextStep.MEND_INPUT)
    if not station.log.has_owner(person):
        raise UserFault("person.unknown", next_step=NextStep.MEND_INPUT)
    subject = attendance_subject(session, person)
    state = station.state("attendance", subject)
    now = presence(state)
    with station.command("settle attendance") as command:
        if present and (now.needs_review or not now.is_present):
            # beside the marks that stand, so that undoing this leaves them as they are
            command.add(
                "attendance.marked",
                subject,
                {"mark": {"arrived": at, "how": "review"}},
                owner=person,
                supersedes={"undone": state.standing("undone")},
            )
        elif not present and now.is_present:
            # the earlier undo keeps standing, so that undoing this brings the case back
            command.add(
                "attendance.unmarked",
                subject,
                {"undone": True},
                owner=person,
                supersedes={"mark": state.standing("mark")},
            )
    return command.done


_DECIDED_BY = {
    "person.registered": "person.corrected",
    "organisation.registered": "organisation.corrected",
    "household.registered": "household.corrected",
    "response.finished": "response.corrected",
}
"""A decision is a correction; every other kind can say the value again itself."""

_TO_KNOW = frozenset({Outcome.FORGED_BADGE, Outcome.UNKNOWN_BADGE, Outcome.NOT_ON_LIST})


class _Reader:
    """Collects cases; names of people, operators and stations are looked up once."""

    def __init__(self, station: Station) -> None:
        self._station = station
        self._operators = waiting.operator_names(station.database)
        self._stations = station_names(station)

    def cases(self, kind: CaseKind) -> Iterator[Case]:
        match kind:
            case CaseKind.FIELD:
                return self._fields()
            case CaseKind.ATTENDANCE:
                return self._attendances()
            case CaseKind.DUPLICATE:
                return self._duplicates()
            case CaseKind.LINK:
                return self._links()
            case CaseKind.SCAN:
                return self._scans()
            case CaseKind.WAITING:
                return self._waiting()

    def _fields(self) -> Iterator[Case]:
        for type_, identifier, field in waiting.disputed_fields(self._station.database):
            standing = self._station.state(type_, identifier).claims[field]
            claims = as_first_said(self._station, identifier, field, standing)
            values = distinct(claims)
            numbers = {encode_value(value): str(number) for number, value in enumerate(values, 1)}
            words = [self._word(claim, field, numbers[encode_value(claim.value)]) for claim in claims]
            if (type_, field) == ("response", "answers"):
                # a form has many answers: each word shows those on which they differ
                told = corrections.told_apart(self._station, identifier, values)
                made = corrections.versions(self._station, identifier, [claim.reference for claim in claims])
                words = [
                    replace(word, value=told[int(word.choice) - 1], version=version)
                    for word, version in zip(words, made, strict=True)
                ]
            yield Case(
                _case_id(CaseKind.FIELD, identifier, field.encode(), *_references(claims)),
                CaseKind.FIELD,
                (self._mention(type_, identifier),),
                tuple(numbers.values()),
                field,
                tuple(words),
            )

    def _attendances(self) -> Iterator[Case]:
        for session, person in waiting.undone_unseen(self._station.database):
            subject = attendance_subject(session, person)
            claims = dict(self._station.state("attendance", subject).claims)
            claims["mark"] = as_first_said(self._station, subject, "mark", claims.get("mark", ()))
            both = [(field, claim) for field in ("mark", "undone") for claim in claims.get(field, ())]
            yield Case(
                _case_id(CaseKind.ATTENDANCE, session, person, *_references(claim for _, claim in both)),
                CaseKind.ATTENDANCE,
                (self._mention("session", session), self._mention("person", person)),
                (PRESENT, ABSENT),
                words=tuple(self._word(claim, field, "") for field, claim in both),
            )

    def _duplicates(self) -> Iterator[Case]:
        links = self._decisions()
        spoken_of = {link_subject(link.a, link.b) for link in links}
        group = clusters(links)
        found = [
            (one, other, match)
            for one, other, match in _pairs(self._station)
            if link_subject(one.id, other.id) not in spoken_of
            and (one.id not in group or group[one.id] != group.get(other.id))
        ]
        found.sort(key=lambda pair: -pair[2].strength)
        yield from (self._duplicate(one, other, match) for one, other, match in found)

    def _decisions(self) -> list[Link]:
        """Return what was decided about pairs and stands; what was taken back again is no decision."""
        decisions = []
        for row in waiting.all_links(self._station.database):
            is_same = row.is_same
            if is_same is not True:
                verdicts = self._station.state("link", link_subject(row.one, row.other)).values("verdict")
                if verdicts in ([], [None]):
                    continue
                is_same = False if len(verdicts) == 1 else None
            decisions.append(Link(row.one, row.other, is_same))
        return decisions

    def _duplicate(self, one: Candidate, other: Candidate, match: Match) -> Case:
        return Case(
            _case_id(CaseKind.DUPLICATE, link_subject(one.id, other.id)),
            CaseKind.DUPLICATE,
            (Mentioned("person", one.id, one.name or None), Mentioned("person", other.id, other.name or None)),
            (SAME, DIFFERENT),
            strength=match.strength.name.lower(),
            reasons=tuple(str(reason) for reason in match.reasons),
        )

    def _links(self) -> Iterator[Case]:
        links = self._decisions()
        disputed = [link for link in links if link.is_same is None]
        for found, reason in (
            (disputed, "both-stand"),
            (contradictions(links, clusters(links)), "joined-by-others"),
        ):
            for link in found:
                one, other = link.a, link.b
                subject = link_subject(one, other)
                standing = self._station.state("link", subject).claims.get("verdict", ())
                claims = as_first_said(self._station, subject, "verdict", standing)
                yield Case(
                    _case_id(CaseKind.LINK, subject, *_references(claims)),
                    CaseKind.LINK,
                    (self._mention("person", one), self._mention("person", other)),
                    # of two that others join, «different» was said already
                    (SAME, DIFFERENT) if reason == "both-stand" else (SAME,),
                    words=tuple(self._word(claim, "verdict", claim.value or "") for claim in claims),
                    reasons=(reason,),
                )

    def _scans(self) -> Iterator[Case]:
        for scan in waiting.refused_scans(self._station.database):
            if scan.outcome not in _TO_KNOW:
                continue
            about = [] if scan.session is None else [self._mention("session", scan.session)]
            person = self._bearer(scan)
            if person is not None and scan.session is not None:
                subject = attendance_subject(scan.session, person)
                if self._station.state("attendance", subject).kinds:
                    # she was let in after all, or somebody has decided
                    continue
                about.append(self._mention("person", person))
            yield Case(
                _case_id(CaseKind.SCAN, scan.id),
                CaseKind.SCAN,
                tuple(about),
                (PRESENT,) if person is not None and scan.session is not None else (),
                reasons=(scan.outcome,),
                minute=scan.minute,
            )

    def _bearer(self, scan: ScanRow) -> bytes | None:
        """Return whom the badge names, if she is registered here; with a forged one that is only a claim."""
        try:
            badge = badges.decode(scan.raw)
        except UserFault:
            return None
        row = people.find_person(self._station.database, badge.person)
        return None if row is None or row.is_void else badge.person

    def _waiting(self) -> Iterator[Case]:
        log = self._station.log
        counted = Counter(
            (log.author(identifier >> 32), kind, standing.name.lower().replace("_", "-"))
            for identifier, kind, standing in log.waiting()
        )
        for (device, kind, why), count in sorted(counted.items()):
            yield Case(
                _case_id(CaseKind.WAITING, device, kind.encode(), why.encode(), count.to_bytes(4, "big")),
                CaseKind.WAITING,
                (Mentioned("laptop", device, self._stations.get(device)),),
                field=kind,
                reasons=(why,),
                count=count,
            )

    def _mention(self, type_: str, identifier: bytes) -> Mentioned:
        return mention(self._station, type_, identifier)

    def _word(self, claim: Claim, field: str, choice: str) -> Word:
        device, _ = split_reference(claim.reference)
        header = _header(self._station, claim.reference)
        return Word(
            field,
            claim.value,
            choice,
            self._operators.get(header.operator),
            self._stations.get(device),
            claim.stamp.ms,
            claim.is_suspect,
        )


def mention(station: Station, type_: str, identifier: bytes) -> Mentioned:
    """Return a subject with the name or code, and for a session the titles, it is known by here."""
    if type_ == "session" and (row := trainings.find_session(station.database, identifier)) is not None:
        return Mentioned(type_, identifier, row.code, row.title_zh, row.title_en)
    return Mentioned(type_, identifier, waiting.label_of(station.database, type_, identifier))


class _Compared(NamedTuple):
    """What comparing the register came to, and a fingerprint of the register it was."""

    register: int
    pairs: list[Pair]


_COMPARED: Final[WeakKeyDictionary[Station, _Compared]] = WeakKeyDictionary()
"""Comparing a large register takes seconds, and decisions about pairs leave it as it is."""


def _pairs(station: Station) -> list[Pair]:
    """Return all pairs that may be one person; compared anew only where the register is another one."""
    rows = waiting.registrations(station.database)
    register = hash(tuple(rows))
    known = _COMPARED.get(station)
    if known is None or known.register != register:
        known = _Compared(register, list(find_matches([candidate_of(row) for row in rows])))
        _COMPARED[station] = known
    return known.pairs


def _header(station: Station, reference: bytes) -> Header:
    device, sequence = split_reference(reference)
    (sealed,) = station.log.run(device, sequence, sequence)
    return decode_header(sealed.header)


def _saying(claims: Sequence[Claim], value: object) -> Claim:
    wanted = encode_value(value)
    return next(claim for claim in claims if encode_value(claim.value) == wanted)


def _references(claims: Iterable[Claim]) -> list[bytes]:
    return sorted(claim.reference for claim in claims)


def _case_id(kind: CaseKind, *parts: bytes) -> str:
    """Name a case by what it is about: forty bits are enough to tell the cases of one headquarters apart."""
    hashed = blake2b(digest_size=5)
    for part in parts:
        hashed.update(len(part).to_bytes(4, "big") + part)
    return f"{kind}-{to_text(hashed.digest())}"


def candidate_of(row: RegistrationRow) -> Candidate:
    """Return what is compared of a registration."""
    birth = None if row.born_year is None else BirthDate(row.born_year, row.born_month, row.born_day)
    return make_candidate(
        row.id,
        row.name or "",
        other_names=[name for name in (row.name_bo, row.name_latin, row.alias) if name],
        sex=row.sex,
        birth=birth,
        number_hash=row.id_key,
        phone=row.phone,
        household=row.household,
        place=row.place,
    )
