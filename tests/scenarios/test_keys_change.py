"""Headquarters' keys change in the middle of the year, are lost, are forged: what becomes of laptops and bundles."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import msgspec
import pytest

from exchange.desk import canonical, forge, open_body, seal_body
from in_clear import logged_pages, pages
from tianye.domain.errors import UserFault
from tianye.exchange import keys, pack, succession
from tianye.exchange import seal as sealing
from tianye.exchange.encoding import PackFacts
from tianye.services import (
    backups,
    bundles,
    checkin,
    diagnostics,
    erasing,
    importing,
    known,
    packs,
    pinning,
    receipt_codes,
    receipts,
    recovery,
    registration,
)
from tianye.services import succession as changing
from tianye.services.station import Station
from tianye.store.database import Database
from town import PASSPHRASE, Desk, Town

YUSHU = "632701"
NAMES = ("玉树一号", "玉树二号", "玉树三号")
KEY_PASSPHRASE = "铁柜里的第二把钥匙 2026"


@dataclass
class Year:
    """Headquarters and three laptops that know it, people with badges, a training."""

    town: Town
    laptops: list[Desk]
    person: bytes
    badge: str

    @property
    def hq(self) -> Desk:
        return self.town.headquarters()

    @property
    def station(self) -> Station:
        return self.hq.station

    def packs(self, desk: Desk) -> Path:
        laptop = packs.get_laptop(self.station, desk.station.identity.name)
        return packs.make_pack(self.station, laptop, self.hq.stick).path

    def sends_pack(self, desk: Desk) -> packs.Installed:
        """Without any words: they were compared once."""
        return packs.install_pack(desk.station, self.packs(desk))

    def receipt(self, desk: Desk) -> Path:
        laptop = packs.get_laptop(self.station, desk.station.identity.name)
        return importing.make_receipt(self.station, laptop, self.hq.stick)

    def hands_over(self, desk: Desk) -> importing.Imported:
        return importing.import_bundle(self.station, bundles.make_bundle(desk.station, desk.stick).path)

    def reopens(self) -> None:
        self.station.close()
        self.hq.station = Station.open(self.station.folder, PASSPHRASE, self.station.world)


def plan(hq: Desk, code: str) -> None:
    with hq.station.command("plan") as command:
        training = command.new_subject()
        fields = {"code": code, "county": YUSHU, "kind": "training", "threshold": "1/1"}
        command.add("training.planned", training, fields, is_new=True)
        for half in ("am", "pm"):
            fields = {"code": f"{code}-{half}", "training": training, "on": "2026-06-12", "half": half}
            command.add("session.planned", command.new_subject(), fields, is_new=True)


def registers(desk: Desk, name: str, number: int) -> bytes:
    fields = {"name": name, "sex": "女", "phone": f"139970100{number:02}", "place": f"{YUSHU}100001"}
    person, _ = registration.register(desk.station, registration.make_fields(fields))
    return person


@pytest.fixture
def year(tmp_path: Path) -> Iterator[Year]:
    town = Town(tmp_path)
    hq = town.headquarters()
    plan(hq, "A")
    person = registers(hq, "卓玛", 1)
    for number, name in enumerate(("才仁", "马秀英", "扎西"), 2):
        registers(hq, name, number)
    laptops = [town.desk(name) for name in NAMES]
    for desk in laptops:
        town.enrols(desk, YUSHU)
        town.sends_pack(desk)
    yield Year(town, laptops, person, registration.badge_text(hq.station, person))
    town.close()


def resigned(path: Path, desk: Desk, seed: bytes, **changes: Any) -> Path:
    """Write a pack again with other facts in it, signed by somebody."""
    manifest, _, _, sections = open_body(path.read_bytes(), desk.station.identity.box_identity)
    told = manifest | {"dev": keys.device_id(keys.public_key(seed))} | changes
    forged = path.with_name(f"forged-{path.name}")
    recipient = sealing.recipient_of(desk.station.identity.box_identity)
    forged.write_bytes(forge(told, sections, seed, recipient, domain=b"tianye/pack/1"))
    return forged


class TestInTheMiddleOfTheYear:
    def test_the_next_keys_are_used_and_one_laptop_sleeps_through_it(self, year: Year) -> None:
        one, two, sleeper = year.laptops
        one.checks_in("卓玛", "A-am")
        sleeper.checks_in("才仁", "A-am")
        before = bundles.make_bundle(sleeper.station, sleeper.stick).path
        old_card, run = year.station.identity.card, year.station.identity.run
        announced = changing.prepare(year.station).words

        words = changing.rotate(year.station)
        assert words == announced
        assert year.station.identity.card.sign_public != old_card.sign_public
        assert year.station.identity.run == run
        plan(year.hq, "B")
        # a laptop that was told before takes packs without any words, and is told of the keys after these
        year.sends_pack(one)
        assert one.session("B-am").training_code == "B"
        believed = pinning.need_pinned(one.station)
        assert keys.fingerprint_words(believed.card) == words
        assert believed.next is not None
        assert keys.fingerprint_words(believed.next) == changing.prepare(year.station).words
        assert [past.sign_public for past in believed.past] == [old_card.sign_public]

        # bundles sealed before it, and bundles of a laptop that knows nothing of it, go in; so does everything after
        one.checks_in("才仁", "B-am")
        assert importing.import_bundle(year.station, before).new
        sleeper.checks_in("扎西", "A-pm")
        assert year.hands_over(sleeper).new
        assert year.hands_over(one).new
        year.sends_pack(two)
        two.checks_in("马秀英", "B-pm")
        assert year.hands_over(two).new

        # a second time, while it still sleeps: the key before vouches
        year.reopens()
        changing.rotate(year.station)
        plan(year.hq, "C")
        sleeper.checks_in("马秀英", "A-pm")
        assert year.hands_over(one).outcome == "taken in"
        # it sealed this to keys of which both were given up
        assert year.hands_over(sleeper).new
        for desk in year.laptops:
            year.sends_pack(desk)
            assert desk.session("C-am").training_code == "C"
            assert keys.fingerprint_words(pinning.need_pinned(desk.station).card) == keys.fingerprint_words(
                year.station.identity.card
            )
        for desk in year.laptops:
            year.hands_over(desk)
            receipts.install_receipt(desk.station, year.receipt(desk))
            assert known.station_names(desk.station)[year.station.identity.device] == "总部"
            standing = bundles.standing(desk.station)
            assert standing.received == standing.written
            assert diagnostics.check(desk.station, full=True).findings == ()
        assert diagnostics.check(year.station, full=True).findings == ()
        year.reopens()

    def test_badges_stay_good_for_ever_and_new_ones_are_good_at_once(self, year: Year) -> None:
        told, _, sleeper = year.laptops
        changing.rotate(year.station)
        year.sends_pack(told)
        newer = registration.badge_text(year.station, registers(year.hq, "央金", 9))
        assert newer != registration.badge_text(year.station, year.person) != year.badge
        again = registration.badge_text(year.station, year.person)
        for desk in (told, sleeper):
            for badge in (year.badge, again):
                seen = checkin.check_in(desk.station, desk.session("A-am"), badge)
                assert seen.outcome.is_admitted
        changing.rotate(year.station)
        year.sends_pack(told)
        newcomer = year.town.desk("玉树四号")
        year.town.enrols(newcomer, YUSHU)
        year.town.sends_pack(newcomer)
        for desk in (told, newcomer, year.hq):
            owner = checkin.badge_owner(desk.station, year.badge)
            assert owner is not None
            assert owner.id == year.person

    def test_receipts_of_the_old_key_hold_and_it_may_say_nothing_more(self, year: Year) -> None:
        desk = year.laptops[0]
        desk.checks_in("卓玛", "A-am")
        year.hands_over(desk)
        before = year.receipt(desk)
        old = year.station.identity.signing_key
        changing.rotate(year.station)
        year.sends_pack(desk)
        assert receipts.install_receipt(desk.station, before).sequence
        # whoever has the old key now signs another: of the same epoch with a later number, of a later epoch
        manifest, _, _, sections = open_body(before.read_bytes(), desk.station.identity.box_identity)
        recipient = desk.station.identity.card.recipient
        for change in ({"hq_seq": manifest["hq_seq"] + 1}, {"hq_epoch": manifest["hq_epoch"] + 1}):
            forged = forge(manifest | change, sections, old, recipient, domain=b"tianye/receipt/1")
            path = desk.stick / f"receipt-{next(iter(change))}.tianye"
            path.write_bytes(forged)
            with pytest.raises(UserFault, match=r"receipt\.past-key"):
                receipts.install_receipt(desk.station, path)
        # the new key's are good, as a file and as a code, also at a laptop that was only told of it
        sleeper = year.laptops[2]
        sleeper.checks_in("扎西", "A-am")
        for one in (desk, sleeper):
            year.hands_over(one)
            laptop = packs.get_laptop(year.station, one.station.identity.name)
            code = receipt_codes.make_receipt_code(year.station, laptop)
            assert receipts.install_receipt_text(one.station, code.text).sequence == code.last
            assert receipts.install_receipt(one.station, year.receipt(one)).was_known

    def test_an_old_pack_is_older_and_nothing_else(self, year: Year) -> None:
        desk = year.laptops[0]
        before = year.packs(desk)
        old = year.station.identity.signing_key
        changing.rotate(year.station)
        year.sends_pack(desk)
        with pytest.raises(UserFault, match=r"pack\.older"):
            packs.install_pack(desk.station, before)
        packs.install_pack(desk.station, before, allow_older=True)
        assert pinning.need_pinned(desk.station).card == year.station.identity.card
        late = resigned(before, desk, old, pack_seq=99)
        with pytest.raises(UserFault, match=r"pack\.past-key"):
            packs.install_pack(desk.station, late, allow_older=True)

    def test_a_forgotten_passphrase_is_helped_by_letters_of_before_and_after(self, year: Year) -> None:
        one, sleeper = year.laptops[0], year.laptops[2]
        for desk in (one, sleeper):
            year.hands_over(desk)
        changing.rotate(year.station)
        year.sends_pack(one)
        year.hands_over(one)
        for desk in (one, sleeper):
            laptop = packs.get_laptop(year.station, desk.station.identity.name)
            assert recovery.code_for(year.station, laptop)


class TestForged:
    def test_a_stranger_is_refused_by_name_and_changes_nothing(self, year: Year) -> None:
        desk = year.laptops[0]
        good = year.packs(desk)
        seed, identity = keys.make_signing_key(year.station.world.random), keys.make_box_identity()
        card = keys.make_card("hq", "总部", seed, identity)
        theirs = year.station.identity.card.sign_public
        announced = changing.prepare(year.station).card.sign_public
        believed = pinning.need_pinned(desk.station)
        attempts = (
            ({}, r"bundle\.unknown-device"),
            ({"hq_past": [[theirs, succession.vouch(card, seed), 1, 0, 0]]}, r"pack\.forged-key"),
            ({"hq_past": [[announced, succession.vouch(card, seed), 1, 0, 0]]}, r"pack\.forged-key"),
            ({"hq_past": [[theirs, b"", 1, 0, 0]]}, r"bundle\.unknown-device"),
            ({"hq_past": [[card.sign_public, succession.vouch(card, seed), 1, 0, 0]]}, r"bundle\.unknown-device"),
            ({"hq_past": [[theirs]]}, r"bundle\.unknown-device"),
            ({"hq_past": [[theirs[:-1], b"", 1, 0, 0]]}, r"bundle\.damaged"),
            ({"hq_next": b"\x01"}, r"bundle\.damaged"),
            ({"hq_next": keys.card_bytes(desk.station.identity.card)}, r"bundle\.damaged"),
        )
        for change, code in attempts:
            forged = resigned(good, desk, seed, hq=keys.card_bytes(card), pack_seq=50, **change)
            with pytest.raises(UserFault, match=code):
                packs.install_pack(desk.station, forged)
            assert pinning.need_pinned(desk.station) == believed
        # the keys announced are both or none: with another address it is another card
        facts = with_card(good, desk, msgspec.structs.replace(card, sign_public=announced))
        with pytest.raises(UserFault, match=r"bundle\.unknown-device"):
            succession.signed_by(facts, believed)

    def test_an_announcement_that_was_put_into_a_pack_breaks_its_signature(self, year: Year) -> None:
        desk = year.laptops[0]
        good = year.packs(desk)
        manifest, _, signature, sections = open_body(good.read_bytes(), desk.station.identity.box_identity)
        stranger = keys.make_card("hq", "总部", bytes(32), keys.make_box_identity())
        changed = manifest | {"hq_next": keys.card_bytes(stranger)}
        path = good.with_name("changed.tianye")
        data = canonical(changed)
        body = b"TYB1" + len(data).to_bytes(4, "big") + data + signature + sections
        path.write_bytes(seal_body(body, desk.station.identity.card.recipient))
        with pytest.raises(UserFault, match=r"bundle\.bad-signature"):
            packs.install_pack(desk.station, path)


def with_card(path: Path, desk: Desk, card: keys.Card) -> PackFacts:
    with path.open("rb") as source:
        facts = pack.inspect(source, [desk.station.identity.box_identity])
    return msgspec.structs.replace(facts, hq=keys.card_bytes(card), dev=keys.device_id(card.sign_public))


class TestLockedAwayAndLost:
    def test_the_secret_leaves_the_computer_and_comes_back_with_the_file(self, year: Year, tmp_path: Path) -> None:
        path = tmp_path / "next.tianye"
        told = changing.lock_away(year.station, path, KEY_PASSPHRASE)
        assert not told.is_here
        year.reopens()
        assert not changing.prepare(year.station).is_here
        with pytest.raises(UserFault, match=r"keys\.next-taken-off"):
            changing.rotate(year.station)
        with pytest.raises(UserFault, match=r"keys\.next-taken-off"):
            changing.lock_away(year.station, tmp_path / "again.tianye", KEY_PASSPHRASE)
        with pytest.raises(UserFault, match=r"keys\.wrong-passphrase"):
            changing.read_file(path, PASSPHRASE)
        damaged = tmp_path / "damaged.tianye"
        damaged.write_bytes(path.read_bytes()[:-9] + b"\0" * 9)
        with pytest.raises(UserFault, match=r"keys\.next-unreadable"):
            changing.read_file(damaged, KEY_PASSPHRASE)
        assert changing.rotate(year.station, changing.read_file(path, KEY_PASSPHRASE)) == told.words
        with pytest.raises(UserFault, match=r"keys\.next-in-use"):
            changing.rotate(year.station, changing.read_file(path, KEY_PASSPHRASE))
        for desk in year.laptops:
            year.sends_pack(desk)

    def test_the_secret_stays_in_no_page_once_it_was_taken_off(self, year: Year, tmp_path: Path) -> None:
        ring = year.station.identity.keyring
        secrets = (ring.next_seed, ring.next_identity.encode())
        database = year.station.database
        assert all(in_pages(database, secret) for secret in secrets)
        changing.lock_away(year.station, tmp_path / "next.tianye", KEY_PASSPHRASE)
        assert not any(in_pages(database, secret) for secret in secrets)

    def test_a_lost_file_is_replaced_by_other_next_keys(self, year: Year, tmp_path: Path) -> None:
        first = changing.lock_away(year.station, tmp_path / "lost.tianye", KEY_PASSPHRASE).words
        second = changing.prepare_anew(year.station)
        assert second.is_here
        assert second.words != first
        for desk in year.laptops[:2]:
            year.sends_pack(desk)
        changing.rotate(year.station)
        # those that heard of it, and one that sleeps and believes in the lost ones
        for desk in year.laptops:
            year.sends_pack(desk)

    def test_headquarters_is_gone_and_only_the_file_is_left(self, year: Year, tmp_path: Path) -> None:
        one, two, three = year.laptops
        path = tmp_path / "next.tianye"
        changing.lock_away(year.station, path, KEY_PASSPHRASE)
        for desk in year.laptops[:2]:
            year.sends_pack(desk)
        one.checks_in("卓玛", "A-am")
        year.hands_over(one)
        receipts.install_receipt(one.station, year.receipt(one))
        two.checks_in("才仁", "A-am")
        three.checks_in("扎西", "A-am")
        sealed_before = bundles.make_bundle(two.station, two.stick).path
        number, badge = year.station.settings.find("matching_key"), year.badge
        old_packs = list(year.hq.stick.glob("pack-*"))
        world = year.station.world
        year.station.close()
        shutil.rmtree(year.station.folder)

        told = changing.read_file(path, KEY_PASSPHRASE)
        year.hq.station = Station.create(
            tmp_path / "new computer",
            "hq",
            name="总部",
            operator="接手的人",
            passphrase=PASSPHRASE,
            world=replace(world, tips=None),
            next_keys=told,
        )
        assert year.station.settings.find("matching_key") == number
        # the laptops' cards are enrolled again; what headquarters had said comes back from its own packs
        for desk in year.laptops:
            year.town.enrols(desk, YUSHU)
        imported, refused = importing.import_all(year.station, old_packs)
        assert refused == []
        assert {one.outcome for one in imported} == {"own pack"}
        assert year.hq.session("A-am").training_code == "A"
        owner = checkin.badge_owner(year.station, badge)
        assert owner is not None
        assert owner.name == "卓玛"
        # what was sealed before the loss opens, and no laptop asks for words
        assert importing.import_bundle(year.station, sealed_before).new
        for desk in year.laptops:
            year.sends_pack(desk)
            assert year.hands_over(desk).outcome == "taken in"
            receipts.install_receipt(desk.station, year.receipt(desk))
            standing = bundles.standing(desk.station)
            assert standing.received == standing.written
            assert checkin.badge_owner(desk.station, badge) is not None
        assert {row[0] for row in year.station.database.rows("SELECT count(*) FROM attendance WHERE is_present")} == {3}
        plan(year.hq, "D")
        for desk in year.laptops:
            year.sends_pack(desk)
            assert desk.session("D-am").training_code == "D"
            assert diagnostics.check(desk.station, full=True).findings == ()
        assert diagnostics.check(year.station, full=True).findings == ()

    def test_it_was_found_twice_from_one_file_and_contradicts_nothing(self, year: Year, tmp_path: Path) -> None:
        path = tmp_path / "next.tianye"
        changing.lock_away(year.station, path, KEY_PASSPHRASE)
        told = changing.read_file(path, KEY_PASSPHRASE)
        world = replace(year.station.world, tips=None)
        runs = set()
        for name in ("first", "second"):
            with Station.create(
                tmp_path / name, "hq", name="总部", operator="人", passphrase=PASSPHRASE, world=world, next_keys=told
            ) as found:
                runs.add(found.identity.run)
                assert found.identity.device == keys.device_id(keys.public_key(told.seed))
        assert len(runs) == 2


class TestRestored:
    def restores(self, year: Year, backup: Path) -> None:
        world = year.station.world
        year.station.close()
        shutil.rmtree(year.station.folder)
        backups.restore_backup(backup, year.station.folder, PASSPHRASE, world=world)
        year.hq.station = Station.open(year.station.folder, PASSPHRASE, world)

    def test_a_headquarters_of_before_the_change_puts_the_next_keys_in_use_again(
        self, year: Year, tmp_path: Path
    ) -> None:
        one, two, sleeper = year.laptops
        backup = backups.make_backup(year.station, tmp_path / "disk").path
        words = changing.rotate(year.station)
        plan(year.hq, "B")
        for desk in (one, two):
            year.sends_pack(desk)
            desk.checks_in("卓玛", "B-am")
            year.hands_over(desk)
            receipts.install_receipt(desk.station, year.receipt(desk))
        self.restores(year, backup)
        # it speaks with the key it gave up and forgot that it did
        with pytest.raises(UserFault, match=r"pack\.past-key"):
            year.sends_pack(one)
        year.sends_pack(sleeper)
        # the first bundle of a laptop that knows tells it
        year.hands_over(one)
        assert keys.fingerprint_words(year.station.identity.card) == words
        for desk in year.laptops:
            year.sends_pack(desk)
            year.hands_over(desk)
            receipts.install_receipt(desk.station, year.receipt(desk))
            standing = bundles.standing(desk.station)
            assert standing.received == standing.written
            assert diagnostics.check(desk.station, full=True).findings == ()
        assert diagnostics.check(year.station, full=True).findings == ()
        owner = checkin.badge_owner(one.station, year.badge)
        assert owner is not None

    def test_after_the_change_it_goes_on_with_the_new_keys(self, year: Year, tmp_path: Path) -> None:
        one, _, sleeper = year.laptops
        changing.rotate(year.station)
        year.sends_pack(one)
        backup = backups.make_backup(year.station, tmp_path / "disk").path
        one.checks_in("卓玛", "A-am")
        year.hands_over(one)
        self.restores(year, backup)
        sleeper.checks_in("扎西", "A-am")
        for desk in year.laptops:
            year.sends_pack(desk)
            assert year.hands_over(desk).outcome == "taken in"
            assert diagnostics.check(desk.station, full=True).findings == ()
        assert diagnostics.check(year.station, full=True).findings == ()
        registration.correct(year.station, year.hq.knows("扎西").id, {"phone": "13900000000"})
        year.sends_pack(sleeper)
        assert sleeper.knows("扎西").phone == "13900000000"

    def test_what_it_ordered_under_every_key_and_run_still_stands(self, year: Year, tmp_path: Path) -> None:
        """An order to forget somebody counts from headquarters alone: from each of the names it ever wrote under."""
        one = year.laptops[0]
        erasing.order_person(year.station, year.hq.knows("扎西").id, erasing.Why.WITHDRAWN)
        backup = backups.make_backup(year.station, tmp_path / "disk").path
        self.restores(year, backup)
        changing.rotate(year.station)
        erasing.order_person(year.station, year.hq.knows("才仁").id, erasing.Why.WITHDRAWN)
        year.reopens()
        year.sends_pack(one)
        assert {erasure.carried_out_ms is not None for erasure in erasing.all_erasures(year.station)} == {True}
        assert len(erasing.all_erasures(year.station)) == 2
        for station in (year.station, one.station):
            assert diagnostics.check(station, full=True).findings == ()

    def test_two_changes_back_the_file_that_was_locked_away_leads_on(self, year: Year, tmp_path: Path) -> None:
        one, two, sleeper = year.laptops
        backup = backups.make_backup(year.station, tmp_path / "disk").path
        changing.rotate(year.station)
        year.sends_pack(two)
        changing.rotate(year.station)
        path = tmp_path / "next.tianye"
        changing.lock_away(year.station, path, KEY_PASSPHRASE)
        year.sends_pack(one)
        one.checks_in("卓玛", "A-am")
        self.restores(year, backup)
        with pytest.raises(UserFault, match=r"bundle\.not-for-us"):
            year.hands_over(one)
        changing.rotate(year.station, changing.read_file(path, KEY_PASSPHRASE))
        # one was told of it; two believes in the keys the backup had as its next, which vouch; the sleeper in the first
        for desk in (one, two, sleeper):
            year.sends_pack(desk)
            assert year.hands_over(desk).outcome == "taken in"


def in_pages(database: Database, secret: bytes) -> bool:
    """Say whether a value stands in any page of the database or of its log, decrypted."""
    path, key = database.path, database.key
    logged = path.with_name(f"{path.name}-wal")
    found = any(secret in page for page in pages(path, key))
    return found or (logged.exists() and any(secret in page for page in logged_pages(logged, key)))
