"""Does the program work on this computer? A small training from beginning to end, in a folder that is gone after it."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from tianye.domain.attendance import Outcome
from tianye.domain.errors import Bug, TianyeError
from tianye.exchange import keys
from tianye.services import backups, bundles, checkin, diagnostics, importing, packs, receipts, registration, reporting
from tianye.services.station import Role, Station, World

_PASSPHRASE = "a passphrase of this test only"
_COUNTY, _SESSION, _DAY = "632701", "T-1", "2026-06-12"
_NAMES = ("卓玛才让", "马秀英", "石秀兰")


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that was tried; `fault` is the code of what went wrong, None where it worked."""

    name: str
    fault: str | None = None

    @property
    def is_done(self) -> bool:
        """Whether it worked."""
        return self.fault is None


@dataclass(frozen=True, slots=True)
class SelfTest:
    """Every step that was tried, in order; after one that failed nothing more is tried."""

    steps: tuple[Step, ...]

    @property
    def is_passed(self) -> bool:
        """Whether every step worked."""
        return all(step.is_done for step in self.steps)


@dataclass(slots=True)
class _Scene:
    """What the steps hand on to each other."""

    folder: Path
    world: World
    opened: ExitStack
    stations: dict[str, Station] = field(default_factory=dict)

    @property
    def hq(self) -> Station:
        return self.stations["hq"]

    @property
    def laptop(self) -> Station:
        return self.stations["laptop"]


def run(cost: keys.Cost = keys.DEFAULT) -> SelfTest:
    """Play a training with one headquarters and one laptop, and say step by step what worked.

    Needs no data folder and touches none; `cost` is that of guessing a passphrase, whose memory a weak computer may not
    have. Failures of the program and of the computer are answers here; where there is no temporary folder at all, an
    `OSError` comes out.
    """
    steps: list[Step] = []
    with tempfile.TemporaryDirectory(prefix="tianye-selftest-") as folder, ExitStack() as opened:
        scene = _Scene(Path(folder), World(cost=cost, tips=None), opened)
        for name, play in _STEPS.items():
            steps.append(_tried(name, play, scene))
            if not steps[-1].is_done:
                break
    return SelfTest(tuple(steps))


def _tried(name: str, play: Callable[[_Scene], None], scene: _Scene) -> Step:
    try:
        play(scene)
    except TianyeError as fault:
        return Step(name, fault.code)
    return Step(name)


def _expect(is_so: bool) -> None:
    if not is_so:
        raise Bug("selftest.unexpected-result")


def _found(scene: _Scene) -> None:
    roles: tuple[Role, Role] = ("hq", "laptop")
    for role in roles:
        station = Station.create(
            scene.folder / role, role, name=role, operator=role, passphrase=_PASSPHRASE, world=scene.world
        )
        scene.stations[role] = scene.opened.enter_context(station)


def _plan(scene: _Scene) -> None:
    with scene.hq.command("plan") as command:
        training = command.new_subject()
        command.add("training.planned", training, {"code": "T", "kind": "training", "county": _COUNTY}, is_new=True)
        session = {"code": _SESSION, "training": training, "on": _DAY, "half": "am"}
        command.add("session.planned", command.new_subject(), session, is_new=True)


def _register(scene: _Scene) -> None:
    for name in _NAMES:
        fields = registration.make_fields({"name": name, "sex": "女", "place": _COUNTY})
        registration.register(scene.hq, fields, {"attendance": "given"})


def _pack(scene: _Scene) -> None:
    laptop, _, _ = packs.enrol(scene.hq, keys.card_text(scene.laptop.identity.card), [_COUNTY])
    packed = packs.make_pack(scene.hq, laptop, scene.folder)
    words = " ".join(keys.fingerprint_words(scene.hq.identity.card))
    _expect(packs.install_pack(scene.laptop, packed.path, trust=words).new > 0)


def _check_in(scene: _Scene) -> None:
    session = checkin.get_session(scene.laptop, _SESSION)
    badge = registration.badge_text(scene.hq, registration.get_person(scene.hq, _NAMES[0]).id)
    # by badge, by pinyin initials, by name; and the badge again
    for who, outcome in (
        (badge, Outcome.ADMITTED),
        ("mxy", Outcome.ADMITTED),
        (_NAMES[2], Outcome.ADMITTED),
        (badge, Outcome.ALREADY_IN),
    ):
        _expect(checkin.check_in(scene.laptop, session, who).outcome is outcome)


def _hand_over(scene: _Scene) -> None:
    handed = bundles.make_bundle(scene.laptop, scene.folder)
    _expect(importing.import_bundle(scene.hq, handed.path).new == handed.last)
    _expect(importing.import_bundle(scene.hq, handed.path).new == 0)
    laptop = packs.get_laptop(scene.hq, scene.laptop.identity.name)
    receipt = importing.make_receipt(scene.hq, laptop, scene.folder)
    _expect(receipts.install_receipt(scene.laptop, receipt).sequence == handed.last)


def _count(scene: _Scene) -> None:
    totals = {figure.id: figure.value for figure in reporting.make_report(scene.hq).figures if figure.by is None}
    _expect(totals["persons"] == len(_NAMES))


def _back_up(scene: _Scene) -> None:
    made = backups.make_backup(scene.hq, scene.folder)
    backups.verify_backup(made.path, _PASSPHRASE)


def _look_for_damage(scene: _Scene) -> None:
    for station in scene.stations.values():
        _expect(diagnostics.check(station, full=True).is_sound)


_STEPS: dict[str, Callable[[_Scene], None]] = {
    "found": _found,
    "plan": _plan,
    "register": _register,
    "pack": _pack,
    "check-in": _check_in,
    "hand-over": _hand_over,
    "count": _count,
    "back-up": _back_up,
    "damage": _look_for_damage,
}
"""What is tried, in order; the names are those of the steps."""
