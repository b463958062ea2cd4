"""Recovery codes, the letters that tell them to headquarters, requests and answers; and the key files they open."""

from __future__ import annotations

import os

import pytest

from exchange.desk import Station
from tianye.domain.errors import UserFault
from tianye.exchange import keyfiles, keys, recovery

HQ, OTHER = Station(2), Station(3)
CODE = bytes(range(15))
DEVICE = bytes(range(16))
OWNER = bytes(range(10))
KEY, NEXT = bytes(range(32)), bytes(range(32, 64))


def damaged_forms(data: bytes) -> list[bytes]:
    flipped = [data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :] for place in range(0, len(data), 7)]
    return [b"", data[:-1], data + b"\0", *flipped]


class TestCode:
    def test_it_is_five_groups_of_five(self) -> None:
        assert recovery.code_text(CODE) == "000G4-0R40M-30E20-9185G-R38EM"

    @pytest.mark.parametrize(
        "change", [str.lower, str.swapcase, lambda text: text.replace("-", " "), lambda t: f" {t}\n"]
    )
    def test_it_is_read_as_it_was_heard(self, change: object) -> None:
        for _ in range(50):
            code = recovery.make_code(os.urandom)
            assert recovery.read_code(change(recovery.code_text(code))) == code  # type: ignore[operator]

    def test_letters_that_look_alike_and_wide_ones(self) -> None:
        assert recovery.read_code("ｏOoG4 Or4oM 3oE2o 9L85G R38eM") == CODE

    def test_most_slips_are_noticed_before_it_is_tried(self) -> None:
        text = recovery.code_text(CODE).replace("-", "")
        slips = [
            text[:place] + other + text[place + 1 :] for place in range(25) for other in "7XZ" if text[place] != other
        ]
        noticed = 0
        for slip in slips:
            try:
                recovery.read_code(slip)
            except UserFault:
                noticed += 1
        assert noticed >= len(slips) * 0.9

    @pytest.mark.parametrize("typed", ["", "000G4", "000G4-0R40M-30E20-9185G-R38EM-0", "九" * 25, "U" * 25])
    def test_what_is_no_code(self, typed: str) -> None:
        with pytest.raises(UserFault, match=r"recovery\.code-mistyped"):
            recovery.read_code(typed)


class TestLetter:
    def test_headquarters_reads_it_and_nobody_else(self) -> None:
        data = recovery.write_letter(recovery.Letter(DEVICE, CODE), [HQ.recipient])
        assert recovery.read_letter(data, [OTHER.identity, HQ.identity]) == recovery.Letter(DEVICE, CODE)
        assert CODE not in data
        assert len(data) < recovery.MAX_LETTER_BYTES
        with pytest.raises(UserFault, match=r"recovery\.not-for-us"):
            recovery.read_letter(data, [OTHER.identity])
        for damaged in damaged_forms(data):
            with pytest.raises(UserFault, match=r"recovery\."):
                recovery.read_letter(damaged, [HQ.identity])

    def test_it_is_not_shown_by_accident(self) -> None:
        assert repr(CODE) not in repr(recovery.Letter(DEVICE, CODE))


class TestAsking:
    def test_the_answer_opens_with_the_new_passphrase_of_who_asked(self) -> None:
        letter = recovery.write_letter(recovery.Letter(DEVICE, CODE), [HQ.recipient])
        request, locked = recovery.make_request(letter, "the new words", keys.CHEAP, os.urandom)
        again = recovery.decode_request(recovery.encode_request(request))
        assert (again, again.words) == (request, request.words)
        assert recovery.read_letter(again.letter, [HQ.identity]).code == CODE
        answer = recovery.make_answer(again, CODE)
        assert recovery.open_answer(answer, locked, "the new words") == CODE
        with pytest.raises(UserFault, match=r"keys\.wrong-passphrase"):
            recovery.open_answer(answer, locked, "other words")

    def test_another_request_has_other_words_and_another_answer(self) -> None:
        one, locked = recovery.make_request(b"letter", "the new words", keys.CHEAP, os.urandom)
        other, _ = recovery.make_request(b"letter", "the new words", keys.CHEAP, os.urandom)
        assert one.words != other.words
        with pytest.raises(UserFault, match=r"recovery\.other-request"):
            recovery.open_answer(recovery.make_answer(other, CODE), locked, "the new words")

    def test_a_damaged_request_or_answer_is_named(self) -> None:
        request, locked = recovery.make_request(b"letter", "the new words", keys.CHEAP, os.urandom)
        for damaged in damaged_forms(recovery.encode_request(request)):
            with pytest.raises(UserFault, match=r"recovery\.unreadable"):
                recovery.decode_request(damaged)
        for damaged in damaged_forms(recovery.make_answer(request, CODE)):
            with pytest.raises(UserFault, match=r"recovery\.unreadable"):
                recovery.open_answer(damaged, locked, "the new words")


class TestKeyFiles:
    def test_a_passphrase_opens_it_and_it_is_sealed_anew_without(self) -> None:
        file = keyfiles.make_key_file(OWNER, (KEY,), "her words", keys.CHEAP, os.urandom)
        read = keyfiles.decode(keyfiles.encode(file))
        assert read == file
        assert keyfiles.open_key_file(read, "her words").database_keys == (KEY,)
        anew = keyfiles.decode(keyfiles.encode(read.sealing((KEY, NEXT))))
        assert keyfiles.open_key_file(anew, "her words").database_keys == (KEY, NEXT)
        assert (anew.owner, anew.public, anew.wrapped) == (file.owner, file.public, file.wrapped)
        with pytest.raises(UserFault, match=r"keys\.wrong-passphrase"):
            keyfiles.open_key_file(anew, "other words")

    def test_another_passphrase_for_the_same_boxes(self) -> None:
        file = keyfiles.make_key_file(OWNER, (KEY,), "her words", keys.CHEAP, os.urandom)
        opened = keyfiles.open_key_file(file, "her words")
        changed = keyfiles.with_passphrase(file, opened, "new words", keys.CHEAP, os.urandom)
        assert keyfiles.open_key_file(changed, "new words") == opened
        assert changed.boxes == file.boxes

    def test_damage_is_named_and_secrets_are_not_shown(self) -> None:
        file = keyfiles.make_key_file(OWNER, (KEY,), "her words", keys.CHEAP, os.urandom)
        opened = keyfiles.open_key_file(file, "her words")
        assert repr(opened.private) not in repr(opened)
        for damaged in damaged_forms(keyfiles.encode(file)):
            with pytest.raises(UserFault, match=r"keys\.damaged"):
                keyfiles.open_key_file(keyfiles.decode(damaged), "her words")

    def test_a_wrapped_key_alone_is_one_too(self) -> None:
        bare = keyfiles.decode(keys.wrap(KEY, "her words", keys.CHEAP, os.urandom))
        assert bare.is_bare
        assert keyfiles.open_key_file(bare, "her words").database_keys == (KEY,)
