"""Packs: what a laptop is sent, what it keeps of its own, and where a revocation draws the line."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from msgspec import structs

from exchange import desk as signing
from tianye.domain.changes import Changes
from tianye.domain.errors import UserFault
from tianye.domain.ids import to_text
from tianye.exchange import keys, pack
from tianye.services import assets, bundles, checkin, forms_library, importing, packs, registration, surveys
from tianye.services.station import Station
from tianye.services.undo import undo
from tianye.store.queries import people, trainings
from town import PASSPHRASE, Desk, Town

YUSHU, CHENGDUO, ZHIJIANG = "632701", "632723", "431228"

CROPS = """
| survey |
| | type | name | label |
| | select_one_from_file crops.csv | crop | 种什么 |
| | note | shown | 请看图 |
| settings |
| | form_id | version | form_title |
| | crops | 1 | 作物 |
"""


@pytest.fixture
def hq(town: Town) -> Desk:
    """Headquarters with a training and a person in each of three counties."""
    hq = town.headquarters()
    with hq.station.command("plan") as command:
        for code, county in (("YS", YUSHU), ("CD", CHENGDUO), ("ZJ", ZHIJIANG)):
            training = command.new_subject()
            command.add("training.planned", training, {"code": code, "kind": "training", "county": county}, is_new=True)
            fields = {"code": f"{code}-AM", "training": training, "on": "2026-06-12", "half": "am"}
            command.add("session.planned", command.new_subject(), fields, is_new=True)
    for name, county in (("卓玛", YUSHU), ("拉毛", CHENGDUO), ("龙秀英", ZHIJIANG)):
        registers(hq, name, place=f"{county}200200")
    return hq


@pytest.fixture
def desk(town: Town, hq: Desk) -> Desk:
    desk = town.desk("玉树")
    town.enrols(desk, YUSHU)
    town.sends_pack(desk)
    return desk


def registers(desk: Desk, name: str, **said: str) -> bytes:
    fields = registration.make_fields({"name": name, **said})
    return registration.register(desk.station, fields, {"attendance": "given", "contact": "given"})[0]


def names(desk: Desk) -> set[str | None]:
    return {row.name for row in people.all_people(desk.station.database)}


def sessions(desk: Desk) -> set[str | None]:
    return {row.code for row in trainings.all_sessions(desk.station.database)}


def next_pack(town: Town, desk: Desk) -> packs.Packed:
    hq = town.headquarters()
    return packs.make_pack(hq.station, packs.get_laptop(hq.station, desk.station.identity.name), hq.stick)


class TestWhatIsInIt:
    def test_the_counties_and_nothing_else(self, town: Town, desk: Desk) -> None:
        assert (names(desk), sessions(desk)) == ({"卓玛"}, {"YS-AM"})
        town.enrols(desk, YUSHU, CHENGDUO)
        installed = town.sends_pack(desk)
        assert installed.scope == (YUSHU, CHENGDUO)
        assert (names(desk), sessions(desk)) == ({"卓玛", "拉毛"}, {"YS-AM", "CD-AM"})

    def test_who_came_from_elsewhere_to_a_training_here_is_in_it(self, town: Town, hq: Desk, desk: Desk) -> None:
        hq.checks_in("龙秀英", "YS-AM")
        town.sends_pack(desk)
        assert names(desk) == {"卓玛", "龙秀英"}
        # her attendance is known, so that nobody checks her in a second time
        assert checkin.counts(desk.station, desk.session("YS-AM")) == (1, 0)

    def test_answers_and_refused_scans_stay_at_headquarters(self, town: Town, hq: Desk, desk: Desk) -> None:
        hq.checks_in("TY:NOT A BADGE", "YS-AM")
        form, _ = forms_library.add_form(hq.station, assets.resource("forms/wg_ss.md"))
        surveys.save_draft(hq.station, surveys.begin(hq.station, form, surveys.Context(person=hq.knows("卓玛").id)))
        town.sends_pack(desk)
        tables = ("scan", "response", "draft")
        assert [desk.station.database.row(f"SELECT count(*) FROM {table}") for table in tables] == [(0,)] * 3

    def test_no_laptop_learns_of_another(self, town: Town, hq: Desk, desk: Desk) -> None:
        other = town.desk("芷江")
        town.enrols(other, ZHIJIANG)
        town.sends_pack(desk)
        known = [name for (name,) in desk.station.database.rows("SELECT name FROM laptop ORDER BY role")]
        assert known == ["总部", "玉树"]

    def test_forms_arrive_with_their_files(self, town: Town, hq: Desk, desk: Desk, tmp_path: Path) -> None:
        path = tmp_path / "crops.md"
        path.write_text(CROPS, encoding="utf-8")
        media = tmp_path / "crops-media"
        media.mkdir()
        (media / "crops.csv").write_text("name,label\npotato,洋芋\nbarley,青稞\n", encoding="utf-8")
        (media / "field.jpg").write_bytes(bytes(range(256)) * 40)
        form, _ = forms_library.add_form(hq.station, path)
        town.sends_pack(desk)
        arrived = surveys.get_form(desk.station, "crops")
        assert arrived.media == form.media
        assert {desk.station.attachments.find(one) for one in arrived.media.values()} == {
            file.read_bytes() for file in media.iterdir()
        }
        filling = surveys.begin(desk.station, arrived, surveys.Context(person=desk.knows("卓玛").id))
        (crop,) = [node for node in filling.entry.nodes() if node.name == "crop"]
        assert [(choice.value, choice.label) for choice in crop.choices] == [("potato", "洋芋"), ("barley", "青稞")]
        assert surveys.fill(desk.station, filling, {"crop": "barley"}).is_finished


class TestASecondPack:
    def test_it_brings_what_is_new_and_loses_nothing_the_laptop_wrote(self, town: Town, hq: Desk, desk: Desk) -> None:
        person = desk.knows("卓玛").id
        walked_in = checkin.walk_in(desk.station, desk.session("YS-AM"), {"name": "旦增"}, {"attendance": "given"})
        desk.checks_in("卓玛", "YS-AM")
        registration.correct(desk.station, person, {"phone": "13997011111", "post": "会计"})
        registration.correct(hq.station, person, {"phone": "13997012222", "note": "新电话"})
        registers(hq, "才让", place=f"{YUSHU}200200")
        before = desk.station.log.head(desk.station.identity.device)
        installed = town.sends_pack(desk)
        # the correction and two operations of the new person
        assert (installed.new, installed.unknown, installed.unusable) == (3, 0, 0)
        assert names(desk) == {"卓玛", "旦增", "才让"}
        state = desk.station.state("person", person)
        assert (state.get("post"), state.get("note")) == ("会计", "新电话")
        assert set(state.values("phone")) == {"13997011111", "13997012222"}
        assert checkin.counts(desk.station, desk.session("YS-AM")) == (2, 0)
        assert desk.station.log.head(desk.station.identity.device) == before
        town.carry_stick(desk)
        assert hq.station.state("person", person).disagreements() == ["phone"]
        assert hq.station.state("person", walked_in.person.id).get("name") == "旦增"

    def test_the_same_pack_again_changes_nothing(self, town: Town, hq: Desk, desk: Desk) -> None:
        packed = next_pack(town, desk)
        assert packs.install_pack(desk.station, packed.path).new == 0
        registers(hq, "才让", place=f"{YUSHU}200200")
        packed = next_pack(town, desk)
        assert packs.install_pack(desk.station, packed.path).new == 2
        before = desk.station.log.count()
        again = packs.install_pack(desk.station, packed.path)
        assert (again.new, again.changes) == (0, Changes())
        assert desk.station.log.count() == before

    def test_an_older_one_only_when_somebody_insists(self, town: Town, desk: Desk) -> None:
        older, newer = next_pack(town, desk), next_pack(town, desk)
        packs.install_pack(desk.station, newer.path)
        with pytest.raises(UserFault, match=r"pack\.older") as refusal:
            packs.install_pack(desk.station, older.path)
        assert refusal.value.data == {"number": older.number, "newest": newer.number}
        assert packs.install_pack(desk.station, older.path, allow_older=True).number == older.number
        assert desk.station.settings.find_number("pack_number") == newer.number

    def test_it_says_what_of_the_laptop_was_received(self, town: Town, desk: Desk) -> None:
        desk.checks_in("卓玛", "YS-AM")
        handed = town.carry_stick(desk)
        assert bundles.standing(desk.station).received == 0
        town.sends_pack(desk)
        assert bundles.standing(desk.station).received == handed.last

    def test_a_damaged_one_leaves_everything_as_it_was(self, town: Town, hq: Desk, desk: Desk) -> None:
        registers(hq, "才让", place=f"{YUSHU}200200")
        packed = next_pack(town, desk)
        body = bytearray(packed.path.read_bytes())
        body[-40] ^= 1
        damaged = packed.path.with_name("damaged.tianye")
        damaged.write_bytes(bytes(body))
        before = (desk.station.log.count(), desk.station.settings.find_number("pack_number"))
        with pytest.raises(UserFault, match=r"^bundle\."):
            packs.install_pack(desk.station, damaged)
        assert (desk.station.log.count(), desk.station.settings.find_number("pack_number")) == before

    def test_of_another_headquarters_it_is_refused(self, town: Town, desk: Desk) -> None:
        stranger = town._found("别的总部", "hq")
        laptop, _, _ = packs.enrol(stranger.station, keys.card_text(desk.station.identity.card), [YUSHU])
        packed = packs.make_pack(stranger.station, laptop, stranger.stick)
        words = " ".join(keys.fingerprint_words(stranger.station.identity.card))
        with pytest.raises(UserFault, match=r"^bundle\."):
            packs.install_pack(desk.station, packed.path, trust=words)


class TestEnrolling:
    @pytest.mark.parametrize(
        "counties",
        [
            [],
            ["63270"],
            ["6327011"],
            ["玉树市玉树市"],
            [YUSHU, ""],
            ["888888"],
            [YUSHU, "632799"],
            ["632700"],
            ["632701000000"],
        ],
    )
    def test_counties_are_six_digits_of_a_county_there_is(self, town: Town, hq: Desk, counties: list[str]) -> None:
        card = keys.card_text(town.desk("玉树").station.identity.card)
        with pytest.raises(UserFault, match=r"laptop\.bad-county"):
            packs.enrol(hq.station, card, counties)

    def test_the_card_of_a_headquarters_is_not_one_of_a_laptop(self, hq: Desk) -> None:
        with pytest.raises(UserFault, match=r"laptop\.not-a-laptop"):
            packs.enrol(hq.station, keys.card_text(hq.station.identity.card), [YUSHU])
        with pytest.raises(UserFault, match=r"laptop\.unknown"):
            packs.get_laptop(hq.station, "没有")

    def test_of_two_laptops_of_one_name_none_is_meant_by_it(self, town: Town, hq: Desk, tmp_path: Path) -> None:
        ids = []
        for folder in ("a", "b"):
            with Station.create(
                tmp_path / folder, "laptop", name="同名", operator="卓玛", passphrase=PASSPHRASE, world=hq.station.world
            ) as twin:
                packs.enrol(hq.station, keys.card_text(twin.identity.card), [YUSHU])
                ids.append(twin.identity.device)
        with pytest.raises(UserFault, match=r"laptop\.ambiguous"):
            packs.get_laptop(hq.station, "同名")
        assert [packs.get_laptop(hq.station, to_text(one)).id for one in ids] == ids

    def test_only_headquarters_does_it_and_only_laptops_install(self, town: Town, hq: Desk, desk: Desk) -> None:
        card = keys.card_text(desk.station.identity.card)
        packed = next_pack(town, desk)
        for refused in (
            lambda: packs.enrol(desk.station, card, [YUSHU]),
            lambda: packs.make_pack(desk.station, packs.get_laptop(hq.station, "玉树"), desk.stick),
            lambda: packs.install_pack(hq.station, packed.path),
        ):
            with pytest.raises(UserFault, match=r"station\.wrong-role"):
                refused()


class TestRevocation:
    def test_up_to_the_boundary_everything_still_comes_in_and_beyond_it_it_waits(
        self, town: Town, hq: Desk, desk: Desk
    ) -> None:
        desk.checks_in("卓玛", "YS-AM")
        first = bundles.make_bundle(desk.station, desk.stick)
        importing.import_bundle(hq.station, first.path)
        laptop = packs.get_laptop(hq.station, "玉树")
        packs.revoke(hq.station, laptop, "丢失")
        assert packs.get_laptop(hq.station, "玉树").revoked_after == first.last

        # the same operations in another file, found later
        late = bundles.make_bundle(desk.station, desk.stick)
        assert (late.first, late.last) == (1, first.last)
        assert importing.import_bundle(hq.station, late.path).new == 0

        registers(desk, "旦增")
        before = hq.station.log.count()
        beyond = bundles.make_bundle(desk.station, desk.stick)
        taken = importing.import_bundle(hq.station, beyond.path)
        count = beyond.last - first.last
        assert (taken.new, taken.held) == (count, count)
        assert hq.station.log.count() == before + count
        assert hq.station.database.rows("SELECT 1 FROM person WHERE name = '旦增'") == []
        with pytest.raises(UserFault, match=r"laptop\.revoked"):
            next_pack(town, desk)

    def test_what_lay_before_the_boundary_and_comes_late_is_taken_in(
        self, town: Town, hq: Desk, desk: Desk, tmp_path: Path
    ) -> None:
        """Headquarters lost a day to its backup: the revocation knows of operations that are not here any more."""
        older = tmp_path / "backup"
        hq.station.close()
        shutil.copytree(hq.station.folder, older)
        hq.station = Station.open(hq.station.folder, PASSPHRASE, hq.station.world)
        desk.checks_in("卓玛", "YS-AM")
        first = bundles.make_bundle(desk.station, desk.stick)
        importing.import_bundle(hq.station, first.path)
        head = hq.station.log.head(desk.station.identity.device)
        with Station.open(older, PASSPHRASE, hq.station.world) as restored:
            with restored.command("revoke laptop") as command:
                fields = {"last_sequence": head.sequence, "last_head": head.hash, "reason": "丢失"}
                command.add("laptop.revoked", desk.station.identity.device, fields)
            assert importing.import_bundle(restored, first.path).new == first.last
            registers(desk, "旦增")
            beyond = bundles.make_bundle(desk.station, desk.stick)
            assert importing.import_bundle(restored, beyond.path).held == beyond.last - first.last

    def test_one_taken_back_lets_everything_in_again(self, town: Town, hq: Desk, desk: Desk) -> None:
        done = packs.revoke(hq.station, packs.get_laptop(hq.station, "玉树"), "找到了")
        handed = bundles.make_bundle(desk.station, desk.stick)
        undo(hq.station, done.command)
        taken = importing.import_bundle(hq.station, handed.path)
        assert (taken.new, taken.held) == (handed.last, 0)


def test_a_pack_for_another_laptop_is_refused_though_it_opens_here(town: Town, tmp_path: Path) -> None:
    """Headquarters' own word, sealed to the wrong laptop: it brings another county's register."""
    hq, here, other = town.headquarters(), town.desk("玉树"), town.desk("湘西")
    for desk in (here, other):
        town.enrols(desk, "632701")
    town.sends_pack(here)
    identity = hq.station.identity
    facts = signing.pack_facts(signing.Station(1), signing.Station(2), dev_for=other.station.identity.device)
    facts = structs.replace(facts, hq=keys.card_bytes(identity.card), pack_seq=99)
    path = tmp_path / "pack.tianye"
    with path.open("wb") as sink:
        recipients = [here.station.identity.card.recipient]
        pack.write(sink, facts, [], [], signing_key=identity.signing_key, recipients=recipients)
    with pytest.raises(UserFault, match=r"pack\.for-another-laptop"):
        packs.install_pack(here.station, path)
    assert here.station.settings.find_number("pack_number") == 1
