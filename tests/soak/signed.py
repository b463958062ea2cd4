"""Odd values, well signed: the chain comes out, the signature is good, and what is said is nothing sensible.

A laptop whose owner turned writes them: of every kind, with fields, header and subject bent. Nothing that reads may
fail on it, at headquarters or at the laptop that gets the next pack; another laptop's file beside it goes in; the read
tables stay what a rebuild makes of the log.
"""

from __future__ import annotations

import random
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

from faults.test_at_rest import YUSHU, a_day, prepare
from soak.part import Part, Report, Wanted
from tianye.domain import chain
from tianye.domain.errors import TianyeError
from tianye.domain.kinds import KINDS, SUBJECT_BYTES, Kind
from tianye.domain.ops import Header, encode_fields, encode_header, reference
from tianye.domain.traces import describe
from tianye.services import (
    browsing,
    bundles,
    comparing,
    completeness,
    day,
    decided,
    diagnostics,
    erasing,
    exports,
    figuring,
    fleet,
    held,
    history,
    importing,
    listing,
    odk_folders,
    outgoing,
    profiles,
    registration,
    reporting,
    retention,
    review,
    rosters,
    survey_rounds,
    training_view,
)
from tianye.services.station import Station
from tianye.store.oplog import Arrived
from town import Desk, Town

ROUNDS_OF_A_VILLAGE = 60
"""After so many its registers are long enough; a new one begins."""
REBUILT_EVERY = 20
NUMBERS = (-(2**63), -1, 0, 1, 61, 1441, 2**31, 2**32, 2**53, 2**63 - 1, 2**63, 2**64 - 1)
TEXTS = (
    "", " ", "\0", "\u202e卓玛", "x" * 70_000, "=1+1", "2026-02-30", "2026-6-1", "20260612", "0000-00-00", "9999-12-31",
    "0001-01-01", "2026-06-12T25:00", "99:99", "given", "same", "person", "hq", "laptop", "open", "female", "am", "0/0",
    "9" * 5000, "zz", "NaN", "1/1", "632701", "632701100001", "13997010000", "pre", "classic", "taken-in", "1e400",
)  # fmt: skip
BYTES = (b"", b"x", b"x" * 10, b"x" * 16, b"x" * 20, b"x" * 32, b"x" * 5000)
MEMBERS = (
    "zz", "", "/", "a/b", "contact", "share_with:某某", "abroad:", "2026-06-12", "9999-12-31", "2026-02-30", "9" * 5000,
    "0", "①", "attendance", "health", "x" * 70_000,
)  # fmt: skip
DEEP = 40


@dataclass
class Village:
    """Headquarters with a plan, a form and a day's work, one honest laptop, and one whose owner turned."""

    town: Town
    turned: Desk
    honest: Desk
    laptops: int = 0
    known: dict[str, list[bytes]] = field(default_factory=dict)

    @property
    def hq(self) -> Desk:
        return self.town.headquarters()


def run(wanted: Wanted) -> Report:
    """Let so many bundles of so many odd operations come to their doors."""
    report, outcomes = Report(), Counter[str]()
    village: Village | None = None
    for number in wanted.rounds:
        if village is not None and number % ROUNDS_OF_A_VILLAGE == 0:
            village = left(village)
        village = village or begun(wanted.folder / f"village-{number}")
        draw = random.Random(f"20261127 {number}")
        losses = one_round(village, draw, wanted.size, outcomes, is_rebuilt=number % REBUILT_EVERY == 0)
        report.rounds += 1
        report.losses += [f"round {number}: {loss}" for loss in losses]
        if losses:
            village = left(village)
        if report.rounds % 100 == 0:
            wanted.tell(f"  {report.rounds} of {len(wanted.rounds)}, {len(report.losses)} losses")
    if village is not None:
        left(village)
    report.told = dict(outcomes.most_common())
    return report


def begun(folder: Path) -> Village:
    """Let people work for a day, and a laptop's owner turn."""
    folder.mkdir()
    town = Town(folder / "town")
    hq, honest = town.headquarters(), town.desk("玉树")
    prepare(hq, folder)
    town.enrols(honest, YUSHU)
    town.sends_pack(honest)
    a_day(honest)
    town.carry_stick(honest)
    village = Village(town, honest, honest)
    turn(village)
    return village


def turn(village: Village) -> None:
    """Let one more laptop be enrolled whose owner changes the program: what comes of the last one goes in no more."""
    village.laptops += 1
    village.turned = village.town.desk(f"别处{village.laptops}")
    village.town.enrols(village.turned, YUSHU)
    village.town.sends_pack(village.turned)
    rows = village.hq.station.database.rows("SELECT type, id FROM subject ORDER BY no")
    village.known = {}
    for type_, identifier in rows:
        village.known.setdefault(type_, []).append(bytes(identifier))


def left(village: Village) -> None:
    """Close it and take it away."""
    village.town.close()
    shutil.rmtree(village.town.folder.parent)


def one_round(
    village: Village, draw: random.Random, size: int, outcomes: Counter[str], *, is_rebuilt: bool
) -> list[str]:
    """Carry one bundle of odd operations beside an honest one; returns what went wrong."""
    said = [odd_operation(village, draw) for _ in range(size)]
    forge(village.turned.station, said)
    registration.register(village.honest.station, registration.make_fields({"name": "央宗", "place": YUSHU}), {})
    station, folder = village.hq.station, village.hq.stick
    odd = bundles.make_bundle(village.turned.station, village.turned.stick).path
    good = bundles.make_bundle(village.honest.station, village.honest.stick).path
    imported, refused = importing.import_all(station, [odd, good])
    for one in imported:
        if one.name == odd.name:
            outcomes["let in"] += one.new - one.unusable - one.unknown
            outcomes["unusable"] += one.unusable
            outcomes["unknown"] += one.unknown
    losses = [f"{one.fault} ({one.name == odd.name})" for one in refused if one.fault.code == "bundle.not-foreseen"]
    if not any(one.name == good.name for one in imported):
        losses.append("the honest bundle did not go in")
    losses += [fault for what, read in readings(station, folder, draw) if (fault := fault_of(what, read))]
    losses += [fault] if (fault := fault_of("the next pack", lambda: village.town.sends_pack(village.honest))) else []
    at_laptop = field_readings(village.honest.station)
    losses += [fault for what, read in at_laptop if (fault := fault_of(f"laptop, {what}", read))]
    if is_rebuilt:
        for desk in (village.hq, village.honest):
            losses += [str(one) for one in diagnostics.check(desk.station, full=True).findings]
    if losses:
        losses.append(f"after {sorted({header.kind for header, _ in said})}")
    if refused:
        outcomes.update(one.fault.code for one in refused)
        turn(village)
    return losses


def fault_of(what: str, read: Callable[[], object]) -> str:
    """Read something and say what it ended in, where it may not have; a refusal by name is none."""
    try:
        read()
    except TianyeError as fault:
        return f"{what}: {describe(fault)}" if fault.kind == "bug" else ""
    except Exception as error:
        return f"{what}: {describe(error)}"
    return ""


# ---- what reads --------------------------------------------------------------------------------------------------


def readings(station: Station, folder: Path, draw: random.Random) -> Iterator[tuple[str, Callable[[], object]]]:
    """Yield what screens and files of headquarters are made of."""
    yield "figures", lambda: reporting.make_report(station)
    yield "figures by age", lambda: figuring.count_figures(station, figuring.Asked())
    yield "register", lambda: browsing.find_in_register(station, browsing.Wanted())
    yield "people", lambda: listing.all_people(station)
    yield "search", lambda: listing.find_people(station, "央", limit=50)
    yield "trainings", lambda: training_view.all_shown(station)
    yield "fleet", lambda: fleet.overview(station)
    yield "completeness", lambda: completeness.coverage(station)
    yield "review", lambda: [comparing.show_case(station, case) for case in islice(review.list_cases(station), 50)]
    yield "decided", lambda: decided.list_decided(station)
    yield "erasures", lambda: erasing.all_erasures(station)
    yield "purged", lambda: retention.told_purges(station)
    yield "forms", lambda: listing.all_forms(station)
    yield "held", lambda: [held.look_at(station, one) for one in held.held_runs(station)]
    yield "day", lambda: day.days_with_sessions(station)
    yield "ends", lambda: diagnostics.check_at_start(station)
    for training in listing.all_trainings(station):
        yield "training", lambda training=training: training_view.show_training(station, training.id)
    for session in listing.all_sessions(station):
        yield "attendance", lambda session=session: listing.attendance_of(station, session)
    everybody = [bytes(one) for (one,) in station.database.rows("SELECT id FROM subject WHERE type = 'person'")]
    for person in everybody[:3] + draw.sample(everybody, min(len(everybody), 12)):
        yield "history", lambda person=person: history.history_of(station, person)
        yield "profile", lambda person=person: profiles.profile_of(station, person)
    scratch = folder / f"out-{draw.random()}"
    scratch.mkdir()
    yield "export of attendance", lambda: exports.export_attendance(station, scratch / "attendance.xlsx")
    for form in {one.form_id for one in listing.all_forms(station) if one.form_id}:
        yield "export of answers", lambda form=form: exports.export_responses(station, scratch / "answers.csv", form)
        yield "export for others", lambda form=form: odk_folders.export_odk(station, scratch / "odk", form)
    yield "no trace", lambda: shutil.rmtree(scratch)


def field_readings(station: Station) -> Iterator[tuple[str, Callable[[], object]]]:
    """Yield what screens of a laptop are made of."""
    yield "day", lambda: day.look_at_day(station)
    yield "sessions", lambda: rosters.choose_sessions(station)
    yield "roster", lambda: [rosters.roster_of(station, one.id) for one in listing.all_sessions(station)]
    yield "surveys", lambda: survey_rounds.open_round(station)
    yield "register", lambda: browsing.find_in_register(station, browsing.Wanted())
    yield "hand over", lambda: outgoing.outgoing(station)


# ---- what is said ------------------------------------------------------------------------------------------------


def odd_operation(village: Village, draw: random.Random) -> tuple[Header, bytes]:
    """Return a header without its place in a run, and a payload, with something in them that nobody would write."""
    kind = draw.choice(list(KINDS.values()))
    subject = odd_subject(village, kind, draw)
    names = draw.sample(list(kind.fields), draw.randint(1, min(4, len(kind.fields))))
    fields = {}
    for name in names:
        shape, member = kind.fields[name], odd_member(village, draw, kind)
        # as a rule what is let in: what lies just within the bounds has to be read everywhere
        value = next((one for one in (odd_value(draw) for _ in range(60)) if draw.random() < 0.01 or shape(one)), None)
        fields[name + member if name.endswith("/") else name] = value
    if draw.random() < 0.05:
        fields[draw.choice(MEMBERS)] = odd_value(draw)
    broken = (b"", b"\xc1", b"\x80", b"\x81\xa1", b"\x90")
    payload = encode_fields(fields) if draw.random() < 0.97 else draw.choice(broken)
    return odd_header(village, kind, subject, fields, draw), payload


def odd_header(village: Village, kind: Kind, subject: bytes, fields: dict[str, Any], draw: random.Random) -> Header:
    def seldom(usual: Any, *odd: Any) -> Any:
        return draw.choice(odd) if draw.random() < 0.02 else usual

    supersedes: dict[str, list[bytes]] = {}
    if draw.random() < 0.3:
        names = [*fields, *(name for one in KINDS.values() if one.subject == kind.subject for name in one.fields)]
        replaced = (reference(village.turned.station.identity.device, 1), draw.randbytes(20), b"", b"x" * 5)
        supersedes = {draw.choice(names): [draw.choice(replaced)]}
    return Header(
        1,
        seldom(0, *NUMBERS),
        seldom(1_781_226_000_000, *NUMBERS),
        seldom(0, *NUMBERS),
        seldom(0, *NUMBERS),
        draw.random() < 0.1,
        seldom(kind.name, "solar.panel_counted", "", "x" * 3000),
        subject,
        seldom(b"", *BYTES, None),
        seldom(0, 1, 5, 2**32, 2**63),
        seldom(village.turned.station.identity.operator, *BYTES),
        supersedes,
    )


def odd_subject(village: Village, kind: Kind, draw: random.Random) -> bytes:
    known = village.known.get(kind.subject, [])
    if kind.subject == "laptop":
        known = [*known, village.turned.station.identity.device]
    if kind.subject == "erasure":
        known = village.known.get("person", [])
    match draw.randrange(10):
        case 0:
            return draw.choice(BYTES)
        case 1 | 2 | 3:
            return draw.randbytes(SUBJECT_BYTES[kind.subject])
        case _ if kind.subject == "attendance":
            return draw.choice(village.known["session"]) + draw.choice(village.known["person"])
        case _ if kind.subject == "link":
            return draw.choice(village.known["person"]) + draw.choice(village.known["person"])
    return draw.choice(known) if known else draw.randbytes(SUBJECT_BYTES[kind.subject])


def odd_member(village: Village, draw: random.Random, kind: Kind) -> str:
    devices = (village.turned.station.identity.device.hex(), village.honest.station.identity.device.hex())
    members = [*MEMBERS, *devices, f"{devices[0]}-1-1", f"{devices[0]}-{'9' * 19}-{'0' * 19}", f"{devices[0]}-²-1"]
    return draw.choice([one for one in members if draw.random() < 0.05 or kind.member(one)] or members)


def odd_value(draw: random.Random, deep: int = 0) -> Any:
    """Return something that msgpack can hold, seldom what is wanted."""
    match draw.randrange(9 if deep < 3 else 5):
        case 0:
            return draw.choice(NUMBERS)
        case 1 | 2:
            return draw.choice(TEXTS)
        case 3:
            return draw.choice(BYTES)
        case 4:
            return draw.choice((None, True, False))
        case 5:
            return [odd_value(draw, deep + 1) for _ in range(draw.randrange(3))]
        case 6:
            return {draw.choice(TEXTS[:20]): odd_value(draw, deep + 1) for _ in range(draw.randrange(3))}
        case 7:
            return draw.choice(_MAPS)(draw)
    value: Any = draw.choice(TEXTS)
    for _ in range(DEEP):
        value = [value] if draw.random() < 0.5 else {"a": value}
    return value


_MAPS: tuple[Callable[[random.Random], Any], ...] = (
    lambda draw: {name: odd_value(draw, 2) for name in ("calendar", "year", "month", "day", "leap")},
    lambda draw: {"calendar": "lunar", **{name: draw.choice(NUMBERS) for name in ("year", "month", "day")}},
    lambda draw: {"calendar": "lunar", "year": 1990, "month": draw.randint(1, 12), "day": draw.randint(1, 31)},
    lambda draw: {"calendar": "lunar", "year": draw.choice((1, 1899, 2101, 9999)), "month": 2, "day": 30, "leap": True},
    lambda draw: {"calendar": "solar", "year": draw.choice((1, 9999)), "month": draw.randint(1, 12)},
    lambda draw: {"arrived": odd_value(draw, 2), "how": odd_value(draw, 2)},
    lambda draw: {"state": odd_value(draw, 2), "notice": odd_value(draw, 2)},
    lambda draw: {"choice": "taken-in", "until": odd_value(draw, 2)},
    lambda draw: {"first": odd_value(draw, 2), "last": odd_value(draw, 2), "operations": odd_value(draw, 2)},
    lambda draw: {"told_ms": odd_value(draw, 2), "wall_ms": odd_value(draw, 2)},
    lambda draw: {"of": "person", "why": odd_value(draw, 2), "on": odd_value(draw, 2), "signature": odd_value(draw, 2)},
    lambda draw: {"/data/said": odd_value(draw, 2), "/data/meta/instanceID": draw.choice(TEXTS)},
    lambda draw: {"/data/said": draw.choice(TEXTS), "/data/end": draw.choice(TEXTS)},
    lambda draw: {"/data": draw.choice(NUMBERS)},
)


def forge(station: Station, said: list[tuple[Header, bytes]]) -> None:
    """Write operations into a laptop's run as a changed program would: chained, and not looked at."""
    device, log = station.identity.device, station.log
    with station.writing():
        for header, payload in said:
            sequence, head = log.head(device)
            made = Header(sequence + 1, *(getattr(header, name) for name in header.__struct_fields__[1:]))
            owner = made.owner
            if owner and not log.has_owner(owner):
                log.keep_owner_keys([(owner, bytes(range(16)))])
            raw = encode_header(made)
            committed = chain.commitment(payload, made.sequence, log.owner_key(owner))
            log.hold([Arrived(device, raw, made, payload, None, chain.extend(head, raw, committed))])


PART = Part("signed", "P6", 1_000, run, 12, "operations of a bundle")
