"""The short forms of the soak's parts, and the runner."""

from __future__ import annotations

from pathlib import Path

import pytest

from soak import mutations, signed
from soak.__main__ import all_parts, main
from soak.part import Part, Report, Wanted
from town import Town


def test_no_changed_file_is_let_in(tmp_path: Path) -> None:
    report = mutations.run(Wanted(range(400), 0, tmp_path, print))
    assert report.losses == []
    assert report.rounds == 400
    assert {"bundle.damaged", "bundle.truncated", "bundle.bad-signature", "bundle.chain-broken"} <= set(report.told)


def test_the_same_files_unchanged_are_let_in(tmp_path: Path) -> None:
    town = Town(tmp_path / "town")
    try:
        for target in mutations.prepare(town):
            before = mutations.picture(target.station)
            path = tmp_path / target.kind
            path.write_bytes(target.good)
            target.bring(target.station, path)
            is_changed = mutations.picture(target.station) != before
            assert is_changed, target.kind
    finally:
        town.close()


def test_nothing_that_is_signed_well_and_odd_does_harm(tmp_path: Path) -> None:
    report = signed.run(Wanted(range(16), 12, tmp_path, print))
    assert report.losses == []
    assert report.rounds == 16
    # some of it is let in, and read everywhere
    assert int(str(report.told["let in"])) > int(str(report.told["unusable"])) / 3


def test_a_loss_makes_the_soak_fail(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    lost = Report(3, ["round 3: a bundle was let in"])
    monkeypatch.setattr("soak.mutations.PART", Part("mutations", "P6", 5, lambda _: lost))
    assert main(["mutations"]) == 1
    assert "3 rounds, 1 losses" in capsys.readouterr().out


def test_every_part_is_known_by_its_name(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--list"]) == 0
    listed = capsys.readouterr().out
    assert {"killed", "mutations"} <= set(all_parts())
    assert all(name in listed for name in all_parts())
