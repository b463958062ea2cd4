"""A file is told by what is in it."""

from __future__ import annotations

from pathlib import Path

from services.torn import add_much
from tianye.exchange import keys
from tianye.services import bundles, importing, packs, recognising, registration
from town import Town

YUSHU = "632701"


def test_a_pack_a_bundle_a_receipt_and_a_card_under_any_name(town: Town) -> None:
    hq, desk = town.headquarters(), town.desk("玉树")
    laptop = town.enrols(desk, YUSHU)
    pack = packs.make_pack(hq.station, laptop, hq.stick).path.rename(hq.stick / "a.bin")
    seen = recognising.recognise(desk.station, pack)
    assert (seen.kind, seen.is_for_us, seen.number, seen.is_new) == ("pack", True, 1, True)
    town.sends_pack(desk)
    assert not recognising.recognise(desk.station, pack).is_new
    registration.register(desk.station, {"name": "卓玛"})
    handed = bundles.make_bundle(desk.station, desk.stick)
    carried = handed.path.rename(desk.stick / "notes.txt")
    seen = recognising.recognise(hq.station, carried)
    assert (seen.kind, seen.maker, seen.span) == ("bundle", desk.station.identity.device, (1, handed.last))
    assert seen.is_new
    importing.import_bundle(hq.station, carried)
    assert not recognising.recognise(hq.station, carried).is_new
    receipt = importing.make_receipt(hq.station, packs.get_laptop(hq.station, "玉树"), hq.stick)
    seen = recognising.recognise(desk.station, receipt)
    assert (seen.kind, seen.number, seen.is_new) == ("receipt", handed.last, True)
    card = desk.stick / "card.txt"
    card.write_text(keys.card_text(desk.station.identity.card), encoding="utf-8")
    assert recognising.recognise(hq.station, card).card_name == "玉树"


def test_what_is_for_others_and_what_is_nothing_of_ours(town: Town, tmp_path: Path) -> None:
    desk, other = town.desk("玉树"), town.desk("称多")
    town.enrols(desk, YUSHU)
    town.enrols(other, YUSHU)
    town.sends_pack(desk)
    handed = bundles.make_bundle(desk.station, desk.stick)
    sealed = recognising.recognise(other.station, handed.path)
    assert (sealed.kind, sealed.is_for_us) == ("other", False)
    picture = tmp_path / "picture.tianye"
    picture.write_bytes(bytes(10_000))
    assert recognising.recognise(desk.station, picture).kind == "other"


def test_what_begins_as_ours_and_cannot_be_read_is_damaged(town: Town) -> None:
    hq, desk = town.headquarters(), town.desk("玉树")
    laptop = town.enrols(desk, YUSHU)
    pack = packs.make_pack(hq.station, laptop, hq.stick).path
    body = bytearray(pack.read_bytes())
    body[-30] ^= 1
    pack.write_bytes(body)
    seen = recognising.recognise(desk.station, pack)
    assert (seen.kind, seen.is_for_us) == ("damaged", None)
    assert seen.fault is not None
    assert seen.fault.code == "bundle.damaged"
    pack.write_bytes(body[:60])
    assert recognising.recognise(desk.station, pack).kind == "damaged"


def test_a_torn_bundle_still_says_whose_it_is_but_a_forged_one_does_not(town: Town) -> None:
    hq, desk = town.headquarters(), town.desk("玉树")
    town.enrols(desk, YUSHU)
    town.sends_pack(desk)
    add_much(desk.station)
    body = bundles.make_bundle(desk.station, desk.stick).path.read_bytes()
    torn = desk.stick / "torn.tianye"
    torn.write_bytes(body[:-300])
    assert recognising.recognise(hq.station, torn).maker == desk.station.identity.device
    stranger = town.desk("旁人")
    with stranger.station.writing():
        stranger.station.settings.put("hq_card", desk.station.settings.find("hq_card") or b"")
    handed = bundles.make_bundle(stranger.station, stranger.stick)
    seen = recognising.recognise(hq.station, handed.path)
    assert (seen.kind, seen.maker, seen.device) == ("bundle", None, None)


def test_files_of_a_stick_are_found_one_folder_deep_and_once(tmp_path: Path) -> None:
    (tmp_path / "田野").mkdir()
    for name in ("a.tianye", "田野/b.tianye", "c.txt"):
        (tmp_path / name).touch()
    found = recognising.files_in([tmp_path, tmp_path / "a.tianye", tmp_path / "gone.tianye"])
    assert [path.name for path in found] == ["a.tianye", "b.tianye", "gone.tianye"]
