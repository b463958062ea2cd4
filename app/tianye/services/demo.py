"""A training, played: prepared at headquarters, held on two laptops without a network, carried over, counted.

Everything is real: data folders, keys, workbooks, packs, bundles, receipts. Only the clock is the story's own, so that
the figures are the same whenever it is played. The folder keeps all of it to look at afterwards.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from tianye.documents.sample_files import (
    Mess,
    Sample,
    SamplePerson,
    load_sample,
    write_people_csv,
    write_people_workbook,
    write_plan_workbook,
)
from tianye.domain.attendance import Outcome
from tianye.domain.errors import Bug, NextStep, TianyeError, UserFault
from tianye.domain.ids import Random
from tianye.domain.indicators import Dimension
from tianye.domain.names import pinyin_of
from tianye.exchange import keys
from tianye.services import (
    assets,
    bundles,
    checkin,
    forms_library,
    importing,
    packs,
    people_lists,
    planning,
    receipts,
    registration,
    reporting,
    review,
    surveys,
)
from tianye.services.answering import answer_rest
from tianye.services.station import SHOWN_ZONE, Station, World
from tianye.services.story import (
    NAMES,
    OPERATORS,
    SCOPES,
    Answered,
    Correction,
    ForgedScan,
    Functioning,
    Laptop,
    Mark,
    Mistake,
    NoName,
    Step,
    Story,
    WalkIn,
    make_story,
)
from tianye.services.undo import undo
from tianye.store import files
from tianye.store.queries import people, trainings
from tianye.store.queries.trainings import SessionRow

PASSPHRASE: Final = "tianye-demo"
FOLDERS: Final[Mapping[str, str]] = {"hq": "hq", "qinghai": "laptop-1", "hunan": "laptop-2"}
SECOND_MORNING: Final = 8 * 60 + 56
"""Minute of the day at which `play_until_second_morning` stops: half of the women are in."""
BREAKDOWNS: Final = (Dimension.PROGRAMME, Dimension.COUNTY, Dimension.SEX, Dimension.AGE_GROUP)

Say = Callable[["Scene"], None]


@dataclass(frozen=True, slots=True)
class Scene:
    """One thing that happened; the shell words it by its code."""

    code: str
    data: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Played:
    """What the story came to."""

    folder: Path
    report: reporting.Report
    people: Mapping[str, bytes]
    """Key in the script → person id."""


class StoryClock:
    """The wall clock of the story: the same on all three machines, moved by the script, never standing still."""

    def __init__(self) -> None:
        self._ms = 0

    def __call__(self) -> int:
        self._ms += 40
        return self._ms

    def set(self, day: str, minute: int) -> None:
        """Go on to a day of June 2026 (`0612`) and minute; never back."""
        month, date = int(day[:2]), int(day[2:])
        moment = datetime(2026, month, date, minute // 60, minute % 60, tzinfo=SHOWN_ZONE)
        self._ms = max(self._ms, int(moment.timestamp() * 1000))


def play(
    folder: Path,
    *,
    say: Say = lambda scene: None,
    extra_forms: Sequence[Path] = (),
    cost: keys.Cost = keys.DEFAULT,
    random: Random = os.urandom,
) -> Played:
    """Play the story into an empty folder.

    `extra_forms` are workbooks of others, added and answered too. Raises `UserFault("demo.folder-not-empty")`.
    """
    stage = _begin(folder, say, cost, random)
    try:
        stage.prepare(extra_forms)
        for laptop in NAMES:
            stage.hold(laptop)
        stage.bring_home()
        return stage.count()
    finally:
        stage.close()


@dataclass(frozen=True, slots=True)
class Morning:
    """The story stopped in the middle, for somebody to go on with: where, and what time it is there."""

    folder: Path
    now_ms: int
    badges: Mapping[str, str]
    """Key in the script → the text of her badge, as a scanner would type it."""


def play_until_second_morning(
    folder: Path, *, cost: keys.Cost = keys.DEFAULT, random: Random = os.urandom, say: Say = lambda scene: None
) -> Morning:
    """Play the story into an empty folder up to the second day's door, 08:56 on 13 June 2026.

    The first day was held and handed over. Headquarters took both bundles in; the first laptop has its receipt, the
    second has handed over again this morning and its file lies in `exchange`. Raises as `play`.
    """
    stage = _begin(folder, say, cost, random)
    try:
        stage.prepare(())
        stage.hold_until("0612", 22 * 60)
        stage.end_the_day()
        stage.hold_until("0613", SECOND_MORNING)
        return stage.leave_open()
    finally:
        stage.close()


def _begin(folder: Path, say: Say, cost: keys.Cost, random: Random) -> _Stage:
    with files.naming_failures(folder.name):
        folder.mkdir(parents=True, exist_ok=True)
        if any(folder.iterdir()):
            raise UserFault("demo.folder-not-empty", next_step=NextStep.CHOOSE_ANOTHER_FILE)
        (folder / "exchange").mkdir()
    return _Stage(folder, say, World(wall_ms=StoryClock(), cost=cost, random=random, tips=None))


class _Stage:
    """The three stations and the folder through which they exchange files."""

    def __init__(self, folder: Path, say: Say, world: World) -> None:
        self._folder = folder
        self._exchange = folder / "exchange"
        self._say = say
        self._world = world
        self._clock = StoryClock()
        self._clock.set("0610", 9 * 60)
        self._world = replace(world, wall_ms=self._clock)
        self._sample: Sample = load_sample(assets.resource("sample"))
        self._story: Story = make_story(self._sample)
        self._ids: dict[str, bytes] = {}
        self._badges: dict[str, str] = {}
        self._extra: list[str] = []
        self._open: dict[str, Station] = {}
        self._played = ("", 0)

    def close(self) -> None:
        for station in self._open.values():
            station.close()

    # ---- headquarters prepares -------------------------------------------------------------------------------------

    def prepare(self, extra_forms: Sequence[Path]) -> None:
        hq = self._found("hq", "总部 Headquarters")
        self._import_lists(hq)
        self._add_forms(hq, extra_forms)
        self._ids = self._find_everybody(hq)
        self._badges = {key: registration.badge_text(hq, person) for key, person in self._ids.items()}
        for laptop, name in NAMES.items():
            station = self._found(laptop, name)
            card = keys.card_text(station.identity.card)
            files.save_bytes(self._exchange / f"card-{FOLDERS[laptop]}.txt", card.encode())
            row, words, _ = packs.enrol(hq, card, SCOPES[laptop])
            packed = packs.make_pack(hq, row, self._exchange)
            trust = " ".join(keys.fingerprint_words(hq.identity.card))
            installed = packs.install_pack(station, packed.path, trust=trust)
            self._tell("pack", laptop=name, people=packed.people, counties=len(installed.scope), words=" ".join(words))

    def _found(self, key: str, name: str) -> Station:
        station = Station.create(
            self._folder / FOLDERS[key],
            "hq" if key == "hq" else "laptop",
            name=name,
            operator=OPERATORS[key],
            passphrase=PASSPHRASE,
            world=self._world,
        )
        self._open[key] = station
        self._tell("founded", name=name)
        return station

    def _import_lists(self, hq: Station) -> None:
        places, made_at = assets.places(), hq.local_time()
        plan, qinghai, hunan = (
            self._exchange / name for name in ("plan.xlsx", "people-qinghai.xlsx", "people-hunan.csv")
        )
        files.save(plan, lambda sink: write_plan_workbook(sink, self._sample, places, made_at))
        lists: dict[Path, Mess] = {}
        files.save(
            qinghai,
            lambda sink: lists.update({qinghai: write_people_workbook(sink, self._sample, "63", places, made_at)}),
        )
        files.save(hunan, lambda sink: lists.update({hunan: write_people_csv(sink, self._sample, "43", places)}))
        planned = planning.import_plan(hq, plan)
        self._tell("plan", added=planned.added, problems=len(planned.problems))
        for path, mess in lists.items():
            refused = people_lists.import_people(hq, path)
            self._tell("list-refused", file=path.name, problems=len(refused.problems))
            taken = people_lists.import_people(hq, path, good_rows_only=True)
            self._tell("list-taken", file=path.name, added=taken.added, refused=taken.refused)
            self._type_in(hq, mess.number_destroyed)

    def _type_in(self, hq: Station, key: str) -> None:
        """Register by hand whose row no program could mend: headquarters telephoned for the number."""
        person = next(one for one in self._sample.people if one.key == key)
        said = {
            "name": person.name,
            "name_bo": person.name_bo,
            "sex": person.sex,
            "ethnicity": person.ethnicity,
            "born": person.born,
            "phone": person.phone,
            "place": person.place,
            "post": person.post,
            "education": person.education,
            "resident_number": person.id_number,
            "note": person.note,
        }
        fields = registration.make_fields(said)
        fields |= people_lists.find_belongings(
            hq, person.place, person.household, self._sample.organisation_name(person.organisation)
        )
        consents = dict.fromkeys(person.consented.split(), "given")
        consents |= dict.fromkeys(person.refused.split(), "refused")
        identifier, _ = registration.register(hq, fields, consents)
        if person.is_head == "yes" and "household" in fields:
            people_lists.name_head(hq, fields["household"], identifier)
        self._tell("typed-in", number=1)

    def _find_everybody(self, hq: Station) -> dict[str, bytes]:
        """Return key in the script → person id; who was recognised as registered already has the id of that row."""
        register = {(row.name, row.place, row.phone): row.id for row in people.all_people(hq.database)}
        found: dict[str, bytes] = {}
        recognised: list[SamplePerson] = []
        for person in self._sample.people:
            identifier = register.get((person.name, person.place, person.phone or None))
            if identifier is None:
                recognised.append(person)
            else:
                found[person.key] = identifier
        return found | {person.key: found[person.same_as] for person in recognised}

    def _add_forms(self, hq: Station, extra_forms: Sequence[Path]) -> None:
        for name in forms_library.OWN_FORMS:
            form, _ = forms_library.add_form(hq, assets.resource(f"forms/{name}.md"))
            self._tell("form", form=form.form_id, languages=len(form.languages))
        for path in extra_forms:
            try:
                form, _ = forms_library.add_form(hq, path)
            except UserFault as fault:
                self._tell("form-refused", form=path.stem, fault=fault.code)
            else:
                self._extra.append(form.form_id)
        if extra_forms:
            self._tell("forms-of-others", added=len(self._extra), offered=len(extra_forms))

    # ---- two laptops hold the trainings ----------------------------------------------------------------------------

    def hold(self, laptop: Laptop) -> None:
        station = self._open[laptop]
        counts = dict.fromkeys(("admitted", "walk-ins", "refused", "surveys", "none"), 0)
        for step in self._story.of(laptop):
            counts[self._play(station, step)] += 1
        counts.pop("none")
        counts["surveys"] += self._answer_extra(station)
        held = dict.fromkeys(step.session for step in self._story.of(laptop) if isinstance(step, Mark))
        for code in held:
            checkin.close_session(station, checkin.get_session(station, code))
        self._tell("held", laptop=NAMES[laptop], **counts)

    def hold_until(self, day: str, minute: int) -> None:
        """Play what happens up to a moment at both laptops, in the order of the clock, that was not played yet."""
        until = (day, minute)
        waiting = sorted((step for step in self._story.steps if self._played < _when(step) <= until), key=_when)
        for step in waiting:
            self._clock.set(*_when(step))
            self._play(self._open[step.laptop], step)
        self._clock.set(day, minute)
        self._played = until

    def _play(self, station: Station, step: Step) -> str:
        """Play one step; returns what the shells count it as."""
        match step:
            case Mark():
                self._mark(station, step)
                return "admitted"
            case WalkIn():
                self._walk_in(station, step)
                return "walk-ins"
            case NoName():
                session = self._session(station, step.session, step.at)
                checkin.walk_in_without_name(station, session, sex=step.sex, age_group=step.age_group, at=step.at)
                return "walk-ins"
            case Mistake():
                self._mistake(station, step)
                return "none"
            case ForgedScan():
                self._forged_scan(station, step)
                return "refused"
            case Correction():
                fields = registration.make_fields({step.field: step.value})
                registration.correct(station, self._ids[step.person], fields)
                return "none"
            case Answered():
                self._answer(station, step)
                return "surveys"
            case Functioning():
                self._functioning(station, step)
                return "surveys"

    def _session(self, station: Station, code: str, minute: int) -> SessionRow:
        self._clock.set(code.split("-")[2], minute)
        return checkin.get_session(station, code)

    def _mark(self, station: Station, step: Mark) -> None:
        session = self._session(station, step.session, step.at)
        person = people.find_person(station.database, self._ids[step.person])
        if person is None or not person.name:
            raise Bug("demo.person-missing", key=step.person)
        typed = {
            "badge": self._badges[step.person],
            "initials": "".join(syllable[0] for syllable in pinyin_of(person.name).split()),
            "phone": (person.phone or "")[-4:],
        }[step.how]
        answer = checkin.check_in(station, session, typed, at=step.at)
        if answer.outcome is Outcome.AMBIGUOUS:
            # the list shows who it can be; the one at the door points at herself
            chosen = next(row for row in answer.candidates if row.id == person.id)
            answer = checkin.admit(station, session, chosen, "search", at=step.at)
        if not answer.outcome.is_admitted or answer.person is None or answer.person.id != person.id:
            raise Bug("demo.wrong-answer", outcome=str(answer.outcome), session=step.session, key=step.person)
        if step.leaves_at is not None:
            checkin.leave(station, session, person, at=step.leaves_at)

    def _walk_in(self, station: Station, step: WalkIn) -> None:
        session = self._session(station, step.session, step.at)
        fields = registration.make_fields(step.said)
        answer = checkin.walk_in(station, session, fields, step.consents, at=step.at)
        if answer.person is None:
            raise Bug("demo.person-missing", key=step.key)
        self._ids[step.key] = answer.person.id

    def _mistake(self, station: Station, step: Mistake) -> None:
        session = self._session(station, step.session, step.at)
        answer = checkin.check_in(station, session, self._badges[step.person], at=step.at)
        if answer.command is None:
            raise Bug("demo.wrong-answer", outcome=str(answer.outcome), session=step.session, key=step.person)
        undo(station, answer.command)

    def _forged_scan(self, station: Station, step: ForgedScan) -> None:
        session = self._session(station, step.session, step.at)
        stranger = keys.make_signing_key(self._world.random)
        forged = registration.sign_badge(self._ids[step.person], stranger)
        answer = checkin.check_in(station, session, forged, at=step.at)
        if answer.outcome is not Outcome.FORGED_BADGE:
            raise Bug("demo.wrong-answer", outcome=str(answer.outcome), session=step.session, key=step.person)

    # ---- surveys ---------------------------------------------------------------------------------------------------

    def _answer(self, station: Station, step: Answered) -> None:
        session = self._session(station, step.session, 10 * 60)
        context = surveys.Context(
            person=self._ids[step.person] if step.person else None,
            training=session.training,
            session=session.id,
            phase=step.phase,
            design="classic",
        )
        filling = surveys.begin(station, surveys.get_form(station, step.form), context)
        answers = dict(zip(RATED_ITEMS, map(str, step.ratings), strict=True))
        if step.person is not None and step.phase == "pre" and step.person.endswith("1"):
            # interrupted by the noon meal: a draft, reopened and finished in the afternoon
            surveys.fill(station, filling, dict(list(answers.items())[:2]), keep_draft=True)
            filling = surveys.reopen_draft(station, filling.id)
        for name, value in answers.items():
            surveys.fill_one(station, filling, name, value)
        answer_rest(filling.entry)
        surveys.finish(station, filling)

    def _functioning(self, station: Station, step: Functioning) -> None:
        filling = surveys.begin(
            station, surveys.get_form(station, reporting.WG_FORM), surveys.Context(person=self._ids[step.person])
        )
        for domain, value in zip(reporting.WG_DOMAINS, step.answers, strict=True):
            surveys.fill_one(station, filling, f"wg_{domain}", str(value))
        answer_rest(filling.entry)
        surveys.finish(station, filling)

    def _answer_extra(self, station: Station) -> int:
        answered = 0
        for form_id in self._extra:
            filling = surveys.begin(station, surveys.get_form(station, form_id), surveys.Context())
            answer_rest(filling.entry)
            if filling.entry.problems():
                surveys.save_draft(station, filling)
            else:
                surveys.finish(station, filling)
                answered += 1
        return answered

    # ---- or only until a morning -----------------------------------------------------------------------------------

    def end_the_day(self) -> None:
        """Close the doors, hand over, take in at headquarters; one receipt goes back at once."""
        hq = self._open["hq"]
        for laptop in NAMES:
            station = self._open[laptop]
            for session in trainings.all_sessions(station.database):
                if session.was_opened:
                    checkin.close_session(station, session)
            importing.import_bundle(hq, bundles.make_bundle(station, self._exchange).path)
        receipt = importing.make_receipt(hq, packs.get_laptop(hq, NAMES["qinghai"]), self._exchange)
        receipts.install_receipt(self._open["qinghai"], receipt)

    def leave_open(self) -> Morning:
        """Let the second laptop hand over once more, and say where things stand."""
        bundles.make_bundle(self._open["hunan"], self._exchange)
        return Morning(self._folder, self._clock(), dict(self._badges))

    # ---- everything comes home -------------------------------------------------------------------------------------

    def bring_home(self) -> None:
        hq = self._open["hq"]
        self._clock.set("0616", 10 * 60)
        paths: list[Path] = []
        for laptop, name in NAMES.items():
            handed = bundles.make_bundle(self._open[laptop], self._exchange)
            self._tell("handed-over", laptop=name, operations=handed.last - handed.first + 1, size=handed.size)
            paths.append(handed.path)
        self._import_damaged(hq, paths[0])
        # in the other order than they were made, and each twice
        imported, _ = importing.import_all(hq, [*reversed(paths), *paths])
        for bundle in imported:
            self._tell("imported", laptop=bundle.laptop, new=bundle.new)
        for one, other in self._story.linked:
            registration.link(hq, self._ids[one], self._ids[other], is_same=True, reason="same person, two lists")
        self._tell("linked", pairs=len(self._story.linked))
        waiting = [case.kind for case in review.list_cases(hq)]
        self._tell(
            "review",
            fields=waiting.count(review.CaseKind.FIELD),
            doubles=waiting.count(review.CaseKind.DUPLICATE),
        )
        for laptop, name in NAMES.items():
            path = importing.make_receipt(hq, packs.get_laptop(hq, name), self._exchange)
            taken = receipts.install_receipt(self._open[laptop], path)
            nothing_new = bundles.make_bundle(self._open[laptop], self._exchange)
            self._tell("received", laptop=name, sequence=taken.sequence, next_size=nothing_new.size)

    def _import_damaged(self, hq: Station, whole: Path) -> None:
        damaged = self._exchange / f"damaged{packs.ENDING}"
        body = bytearray(whole.read_bytes())
        body[len(body) // 2] ^= 1
        files.save_bytes(damaged, bytes(body))
        try:
            importing.import_bundle(hq, damaged)
        except TianyeError as fault:
            self._tell("damaged", fault=fault.code)
        else:
            raise Bug("demo.damage-unnoticed")

    def count(self) -> Played:
        report = reporting.make_report(self._open["hq"], by=BREAKDOWNS)
        return Played(self._folder, report, dict(self._ids))

    def _tell(self, code: str, **data: Any) -> None:
        self._say(Scene(code, data))


def _when(step: Step) -> tuple[str, int]:
    """Return day and minute of a step; what the script gives no time happens in the middle of its session."""
    match step:
        case Mark() | WalkIn() | NoName() | Mistake() | ForgedScan():
            return step.session.split("-")[2], step.at
        case Answered():
            return step.session.split("-")[2], 10 * 60
        case Functioning():
            return "0612", 16 * 60
        case Correction():
            return "0613", 8 * 60 + 30


RATED_ITEMS: Final = tuple(f"item_c{number}" for number in range(1, 5))
