"""Long attachments are encrypted files beside the database; what headquarters lacks is sent again."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from hashlib import blake2b
from pathlib import Path

import psutil
import pytest

from tianye.domain.errors import UserFault, WorldFault
from tianye.services import attaching, backups, bundles, diagnostics, importing, packs, receipts
from tianye.services.bundles import Medium
from tianye.services.station import Station
from tianye.store.attachments import IN_DATABASE_BYTES
from town import PASSPHRASE, Desk, Town

YUSHU = "632701"
MARK = "卓玛的照片".encode()
_random = random.Random(11)


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Town]:
    town = Town(tmp_path)
    town.headquarters()
    yield town
    town.close()


def body(size: int) -> bytes:
    return MARK + _random.randbytes(size - len(MARK))


def publishes(desk: Desk, *contents: bytes, of: str = "sun") -> list[bytes]:
    """Publish a form with media; returns their hashes."""
    hashes = []
    with desk.station.command("add form") as command:
        xform = desk.station.attachments.keep(f"<{of}/>".encode())
        hashes = [desk.station.attachments.keep(content) for content in contents]
        media = {f"{number}.jpg": hashed for number, hashed in enumerate(hashes)}
        fields = {"form_id": of, "version": "1", "title": of, "xform": xform, "media": media, "languages": []}
        command.add("form.published", command.new_subject(), fields | {"is_sensitive": False}, is_new=True)
    return hashes


def swapped(data: bytes) -> bytes:
    """Let the first two pieces change places."""
    head, first, second, rest = data[:24], data[24:65577], data[65577:131130], data[131130:]
    return head + second + first + rest


def boxes(desk: Desk) -> list[Path]:
    return sorted((desk.station.folder / "files").glob("*.box")) if (desk.station.folder / "files").is_dir() else []


class TestAtRest:
    def test_long_ones_are_files_that_nobody_can_read(self, town: Town) -> None:
        hq = town.headquarters()
        short, long = body(IN_DATABASE_BYTES), body(IN_DATABASE_BYTES + 1)
        publishes(hq, short, long)
        (box,) = boxes(hq)
        assert MARK not in box.read_bytes()
        assert box.stem == blake2b(long, digest_size=32).hexdigest()
        for content in (short, long):
            hashed = blake2b(content, digest_size=32).digest()
            assert hq.station.attachments.find(hashed) == content
            assert hq.station.attachments.size(hashed) == len(content)
        # the same content twice is one
        written = box.read_bytes()
        publishes(hq, long, of="moon")
        assert boxes(hq) == [box]
        assert box.read_bytes() == written

    @pytest.mark.parametrize("size", [300_000, 4 * 65536, 4 * 65536 + 1, 5 * 65536 - 1, 1_000_000])
    def test_whatever_their_length(self, town: Town, size: int) -> None:
        hq = town.headquarters()
        content = body(size)
        with hq.station.writing():
            hashed = hq.station.attachments.keep(content)
        stream = hq.station.attachments.open(hashed)
        assert stream is not None
        with stream:
            pieces = iter(lambda: stream.read(7001), b"")
            assert b"".join(pieces) == content

    @pytest.mark.parametrize(
        "harm",
        [
            lambda data: data[:-1],
            lambda data: data[: 24 + 65536 + 17],
            lambda data: data[:10],
            lambda data: b"",
            lambda data: data[:1000] + bytes([data[1000] ^ 1]) + data[1001:],
            lambda data: data + b"more",
            swapped,
        ],
        ids=["end", "pieces", "header", "nothing", "flipped", "longer", "swapped"],
    )
    def test_damage_is_named_where_it_is_read_and_where_it_is_looked_for(self, town: Town, harm) -> None:  # type: ignore[no-untyped-def]
        hq = town.headquarters()
        (hashed,) = publishes(hq, body(600_000))
        (box,) = boxes(hq)
        box.write_bytes(harm(box.read_bytes()))
        with pytest.raises(WorldFault, match=r"attachment\.damaged"):
            hq.station.attachments.find(hashed)
        codes = {finding.code for finding in diagnostics.check(hq.station, full=True).findings}
        assert codes == {"attachment.damaged"}
        desk = town.desk("玉树")
        laptop = town.enrols(desk, YUSHU)
        with pytest.raises(WorldFault, match=r"bundle\.attachment-damaged|attachment\.damaged"):
            packs.make_pack(hq.station, laptop, hq.stick)
        assert list(hq.stick.iterdir()) == []

    def test_what_was_not_committed_leaves_no_file(self, town: Town) -> None:
        hq = town.headquarters()
        content = body(500_000)

        def fails() -> None:
            with hq.station.writing():
                hq.station.attachments.keep(content)
                raise ZeroDivisionError

        with pytest.raises(ZeroDivisionError):
            fails()
        assert hq.station.attachments.find(blake2b(content, digest_size=32).digest()) is None
        folder, world = hq.station.folder, hq.station.world
        hq.station.close()
        hq.station = Station.open(folder, PASSPHRASE, world)
        assert boxes(hq) == []

    def test_a_backup_has_them_and_gives_them_back(self, town: Town, tmp_path: Path) -> None:
        hq = town.headquarters()
        content = body(700_000)
        (hashed,) = publishes(hq, content)
        made = backups.make_backup(hq.station, tmp_path / "disk")
        backups.restore_backup(made.path, tmp_path / "again", PASSPHRASE)
        with Station.open(tmp_path / "again", PASSPHRASE, hq.station.world) as again:
            assert again.attachments.find(hashed) == content
            assert diagnostics.check(again, full=True).findings == ()
        (box,) = (made.path / "files").glob("*.box")
        box.unlink()
        with pytest.raises(WorldFault, match=r"backup\.file-missing"):
            backups.verify_backup(made.path, PASSPHRASE)


class TestOnTheWay:
    def test_a_pack_brings_them_and_they_are_files_there_too(self, town: Town) -> None:
        hq, desk = town.headquarters(), town.desk("玉树")
        short, long = body(1000), body(900_000)
        hashes = publishes(hq, short, long)
        town.enrols(desk, YUSHU)
        town.sends_pack(desk)
        assert [desk.station.attachments.find(hashed) for hashed in hashes] == [short, long]
        assert len(boxes(desk)) == 1
        assert diagnostics.check(desk.station, full=True).findings == ()
        # another key at every place
        assert boxes(desk)[0].read_bytes() != boxes(hq)[0].read_bytes()

    def test_what_headquarters_lost_is_asked_for_and_sent_again(self, town: Town) -> None:
        hq, desk = town.headquarters(), town.desk("玉树")
        contents = [body(1000), body(400_000)]
        hashes = publishes(hq, *contents)
        town.enrols(desk, YUSHU)
        town.sends_pack(desk)
        town.carry_stick(desk)
        assert town.sends_receipt(desk).missing == 0
        shutil.rmtree(hq.station.folder / "files")
        hq.station.database.execute("DELETE FROM attachment WHERE hash = ?", (hashes[0],))
        assert set(attaching.missing(hq.station, desk.station.identity.device)) == set(hashes)
        # a pack is made all the same, and brings nothing that is not here
        town.sends_pack(desk)
        assert town.sends_receipt(desk).missing == 2
        handed = bundles.make_bundle(desk.station, desk.stick)
        importing.import_bundle(hq.station, handed.path)
        assert [hq.station.attachments.find(hashed) for hashed in hashes] == contents
        assert attaching.missing(hq.station, desk.station.identity.device) == ()
        assert town.sends_receipt(desk).missing == 0
        assert attaching.to_send(desk.station) == []

    def test_an_older_receipt_that_comes_again_does_not_say_what_is_missing(self, town: Town) -> None:
        hq, desk = town.headquarters(), town.desk("玉树")
        contents = [body(1000), body(400_000)]
        publishes(hq, *contents)
        laptop = town.enrols(desk, YUSHU)
        town.sends_pack(desk)
        town.carry_stick(desk)
        nothing = importing.make_receipt(hq.station, laptop, hq.stick)
        shutil.rmtree(hq.station.folder / "files")
        one = importing.make_receipt(hq.station, laptop, hq.stick)
        hq.station.attachments.keep(contents[1])
        for path in (one, nothing, one):
            # the stick with the first one still lies about
            receipts.install_receipt(desk.station, path)
            assert len(attaching.to_send(desk.station)) == 1
        receipts.install_receipt(desk.station, importing.make_receipt(hq.station, laptop, hq.stick))
        receipts.install_receipt(desk.station, one)
        assert attaching.to_send(desk.station) == []

    def test_the_text_of_a_receipt_says_how_many_and_forgets_none(self, town: Town) -> None:
        from tianye.services import receipt_codes

        hq, desk = town.headquarters(), town.desk("玉树")
        publishes(hq, body(400_000))
        laptop = town.enrols(desk, YUSHU)
        town.sends_pack(desk)
        town.carry_stick(desk)
        shutil.rmtree(hq.station.folder / "files")
        town.sends_receipt(desk)
        code = receipt_codes.make_receipt_code(hq.station, laptop)
        assert receipts.install_receipt_text(desk.station, code.text).missing == 1
        assert len(attaching.to_send(desk.station)) == 1

    def test_a_messenger_takes_what_fits_and_a_stick_the_rest(
        self, town: Town, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setitem(bundles.PART_BYTES, Medium.MESSENGER, 1_000_000)
        hq, desk = town.headquarters(), town.desk("玉树")
        contents = [body(300_000), body(300_000), body(350_000), body(500_000), body(2_000_000)]
        hashes = publishes(hq, *contents)
        town.enrols(desk, YUSHU)
        town.sends_pack(desk)
        town.carry_stick(desk)
        shutil.rmtree(hq.station.folder / "files")
        town.sends_receipt(desk)
        handed = bundles.make_bundle(desk.station, desk.stick, Medium.MESSENGER)
        assert len(handed.parts) == 2
        assert all(part.size <= 1_000_000 for part in handed.parts)
        # those that hold no records are bundles as well, and come in any order
        for part in reversed(handed.parts):
            importing.import_bundle(hq.station, part.path)
        assert set(attaching.missing(hq.station, desk.station.identity.device)) == {hashes[4]}
        town.sends_receipt(desk)
        importing.import_bundle(hq.station, bundles.make_bundle(desk.station, desk.stick).path)
        assert [hq.station.attachments.find(hashed) for hashed in hashes] == contents

    def test_what_arrives_with_another_content_than_its_name_is_refused(self, town: Town) -> None:
        hq = town.headquarters()
        content = body(400_000)
        arriving = hq.station.attachments.receiving(bytes(32), len(content))
        arriving.write(content)
        with pytest.raises(WorldFault, match=r"file\.not-written"), hq.station.writing():
            arriving.close()
        assert boxes(hq) == []
        assert list((hq.station.folder / "files").iterdir()) == []

    def test_none_is_taken_that_is_longer_than_any(self, town: Town) -> None:
        with pytest.raises(UserFault, match=r"attachment\.too-large"):
            town.headquarters().station.attachments.receiving(bytes(32), 1 << 40)

    def test_memory_stays_flat(self, town: Town) -> None:
        """Forty million bytes through a pack and back in a bundle."""
        hq, desk = town.headquarters(), town.desk("玉树")
        town.enrols(desk, YUSHU)
        for number in range(4):
            publishes(hq, body(10_000_000), of=f"form-{number}")
        process = psutil.Process()
        before = process.memory_info().rss
        town.sends_pack(desk)
        town.carry_stick(desk)
        shutil.rmtree(hq.station.folder / "files")
        town.sends_receipt(desk)
        importing.import_bundle(hq.station, bundles.make_bundle(desk.station, desk.stick).path)
        assert attaching.missing(hq.station, desk.station.identity.device) == ()
        assert process.memory_info().rss - before < 25_000_000
