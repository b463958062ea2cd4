"""What becomes of the vectors at a real headquarters depends on what is there: the histories beside this file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tianye.domain.errors import UserFault
from tianye.exchange import keys
from tianye.services import importing, packs
from tianye.services.importing import Imported
from town import Desk, Town
from vectors.make import HEADQUARTERS, LAPTOP

HERE = Path(__file__).parent


def histories() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for line in (HERE / "histories.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("history: "):
            steps = found.setdefault(line.removeprefix("history: "), [])
        elif line and not line.startswith("#"):
            steps.append(" ".join(line.split()))
    return found


@pytest.fixture
def headquarters(tmp_path: Path) -> Iterator[Desk]:
    town = Town(tmp_path)
    desk = town.headquarters()
    with desk.station.writing():
        desk.station.settings.put("signing_key", HEADQUARTERS.seed)
        desk.station.settings.put("box_identity", HEADQUARTERS.identity.encode())
    desk.station.read_identity()
    packs.enrol(desk.station, keys.card_text(LAPTOP.card("laptop")), ("632701",))
    yield desk
    town.close()


def told(one: Imported, sign: str = "") -> str:
    return f"{sign}{one.name} {one.outcome} {one.new} {one.held}"


@pytest.mark.parametrize("steps", histories().values(), ids=list(histories()))
def test_a_history_goes_as_it_is_told(steps: list[str], headquarters: Desk) -> None:
    station = headquarters.station
    happened: list[str] = []
    for step in steps:
        if step.startswith("> "):
            continue
        if step.startswith("revoked after "):
            with station.command("revoke") as command:
                command.add("laptop.revoked", LAPTOP.device, {"last_sequence": int(step.split()[-1])})
            happened.append(step)
            continue
        name = step.split()[0]
        try:
            one = importing.import_bundle(station, HERE / name)
        except UserFault as fault:
            happened.append(f"{name} {fault.code}")
        else:
            happened += [told(one), *(told(each, "> ") for each in one.followed)]
    assert happened == steps
