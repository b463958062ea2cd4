"""Pictures, sounds and files as answers: kept with the draft, named by content, gone when nothing names them."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tianye.domain.contents import content_hash, named_content
from tianye.domain.errors import UserFault, WorldFault
from tianye.services import answer_files, forms_library, interviews, registration, surveys
from tianye.services.interviews import Interview
from tianye.services.surveys import Context
from tianye.store.attachments import IN_DATABASE_BYTES
from tianye.store.queries import forms
from town import Desk, Town

COUNTY, VILLAGE = "632701", "632701203200"
COOKER, PLATE, VOICE = "/data/photo", "/data/plate", "/data/voice"

FORM = """
| survey |
| | type | name | label | relevant | media::image |
| | text | words | 灶怎么样 | | sun.png |
| | select_one yes_no | has_plate | 有铭牌吗 | | |
| | image | photo | 拍一张太阳灶 | | |
| | image | plate | 铭牌 | ${has_plate} = 'yes' | |
| | audio | voice | 请她说一句 | | |
| | begin_repeat | more | 更多 | | |
| | file | paper | 说明书 | | |
| | end_repeat | | | | |
| choices |
| | list_name | name | label |
| | yes_no | yes | 有 |
| | yes_no | no | 没有 |
| settings |
| | form_id | version | form_title |
| | cooker | 1 | 太阳灶 |
"""

_random = random.Random(3)


def picture(size: int = 2000) -> bytes:
    return b"\xff\xd8\xff\xe0" + _random.randbytes(size)


def sound(size: int = 2000) -> bytes:
    return b"ID3\x04" + _random.randbytes(size)


@pytest.fixture
def form(tmp_path: Path) -> Path:
    path = tmp_path / "cooker.md"
    path.write_text(FORM, encoding="utf-8")
    (tmp_path / "cooker-media").mkdir()
    (tmp_path / "cooker-media" / "sun.png").write_bytes(b"the sun")
    return path


@pytest.fixture
def desk(town: Town, form: Path) -> Desk:
    """A laptop with the form, and one person."""
    hq, desk = town.headquarters(), town.desk("玉树")
    forms_library.add_form(hq.station, form)
    town.enrols(desk, COUNTY)
    town.sends_pack(desk)
    fields = registration.make_fields({"name": "卓玛", "place": VILLAGE})
    registration.register(desk.station, fields, {"attendance": "given"})
    return desk


def begins(desk: Desk, *, named: bool = True) -> Interview:
    context = Context(person=desk.knows("卓玛").id if named else None)
    return interviews.begin(desk.station, surveys.get_form(desk.station, "cooker"), context).interview


def attaches(desk: Desk, interview: Interview, body: bytes, ref: str = COOKER, ending: str = "jpg") -> str:
    """Attach a content and return the answer."""
    seen = interviews.attach(desk.station, interview, ref=ref, body=body, ending=ending)
    return next(node.value for node in seen.nodes if node.ref == ref)


def is_here(desk: Desk, body: bytes) -> bool:
    return desk.station.attachments.has(content_hash(body))


def boxes(desk: Desk) -> list[Path]:
    return sorted((desk.station.folder / "files").glob("*.box*"))


class TestAttaching:
    @pytest.mark.parametrize("size", [2000, IN_DATABASE_BYTES + 1])
    def test_it_is_durable_when_it_is_seen_and_named_by_what_it_holds(self, desk: Desk, size: int) -> None:
        interview, body = begins(desk), picture(size)
        name = attaches(desk, interview, body, ending=".JPG")
        assert name == f"{content_hash(body).hex()}.jpg"
        (draft,) = surveys.all_drafts(desk.station)
        again = interviews.resume(desk.station, draft.id)
        assert [node.value for node in again.seen.nodes if node.ref == COOKER] == [name]
        assert interviews.content(desk.station, again.interview, name=name) == body
        interviews.finish(desk.station, again.interview)
        (response,) = forms.all_responses(desk.station.database)
        assert response.answers[COOKER] == name
        assert is_here(desk, body)

    def test_a_replaced_a_cleared_and_a_hidden_one_leave_nothing(self, desk: Desk) -> None:
        interview = begins(desk)
        first, second, plate = picture(), picture(IN_DATABASE_BYTES + 5), picture(IN_DATABASE_BYTES + 7)
        attaches(desk, interview, first)
        attaches(desk, interview, second)
        assert (is_here(desk, first), is_here(desk, second)) == (False, True)
        interviews.answer(desk.station, interview, COOKER, "")
        assert not is_here(desk, second)
        assert boxes(desk) == []
        # hidden by another answer it stays, since that may be taken back; finished, it goes
        interviews.answer(desk.station, interview, "/data/has_plate", "yes")
        attaches(desk, interview, plate, PLATE)
        interviews.answer(desk.station, interview, "/data/has_plate", "no")
        assert is_here(desk, plate)
        interviews.finish(desk.station, interview)
        assert not is_here(desk, plate)
        assert boxes(desk) == []

    def test_one_that_another_answer_names_stays(self, desk: Desk) -> None:
        body = picture()
        interview, other = begins(desk), begins(desk)
        attaches(desk, interview, body)
        attaches(desk, other, body)
        interviews.answer(desk.station, interview, COOKER, "")
        assert is_here(desk, body)
        interviews.finish(desk.station, other)
        attaches(desk, interview, body)
        interviews.drop(desk.station, interview.filling.id)
        assert is_here(desk, body)

    def test_a_repeat_taken_away_takes_its_files(self, desk: Desk) -> None:
        interview, body = begins(desk), picture()
        if not any(node.ref == "/data/more[1]/paper" for node in interview.filling.entry.nodes()):
            interviews.add_repeat(desk.station, interview, "/data/more")
        attaches(desk, interview, body, "/data/more[1]/paper", "pdf")
        interviews.remove_repeat(desk.station, interview, "/data/more[1]")
        assert not is_here(desk, body)

    def test_what_was_taken_out_by_a_slip_is_brought_back_with_its_files_and_is_durable(self, desk: Desk) -> None:
        interview, body, paper = begins(desk), picture(), picture(IN_DATABASE_BYTES + 1)
        name = attaches(desk, interview, body)
        if not any(node.ref == "/data/more[1]/paper" for node in interview.filling.entry.nodes()):
            interviews.add_repeat(desk.station, interview, "/data/more")
        kept = attaches(desk, interview, paper, "/data/more[1]/paper", "pdf")
        _, file = interviews.take_out(desk.station, interview, COOKER)
        _, instance = interviews.take_out(desk.station, interview, "/data/more[1]")
        assert file is not None
        assert instance is not None
        assert not is_here(desk, body)
        assert not is_here(desk, paper)
        assert interviews.bring_back(desk.station, interview, instance).added == "/data/more[1]"
        interviews.bring_back(desk.station, interview, file)
        again = interviews.resume(desk.station, interview.filling.id)
        values = {node.ref: node.value for node in again.seen.nodes}
        assert (values[COOKER], values["/data/more[1]/paper"]) == (name, kept)
        assert interviews.content(desk.station, again.interview, name=kept) == paper
        assert is_here(desk, body)
        # where nothing stands there is nothing to bring back
        interviews.take_out(desk.station, interview, COOKER)
        assert interviews.take_out(desk.station, interview, COOKER)[1] is None

    def test_a_draft_thrown_away_takes_them_and_brings_them_back(self, desk: Desk) -> None:
        interview, body = begins(desk), picture(IN_DATABASE_BYTES + 1)
        name = attaches(desk, interview, body)
        dropped = interviews.drop(desk.station, interview.filling.id)
        assert dropped is not None
        assert not is_here(desk, body)
        assert boxes(desk) == []
        interviews.put_back(desk.station, dropped)
        again = interviews.resume(desk.station, dropped.row.id)
        assert interviews.content(desk.station, again.interview, name=name) == body

    def test_finishing_that_is_taken_back_has_them_still(self, desk: Desk) -> None:
        interview, body = begins(desk), picture()
        name = attaches(desk, interview, body)
        done = interviews.finish(desk.station, interview)
        assert done.command is not None
        interviews.take_back(desk.station, interview, done.command)
        assert interviews.content(desk.station, interview, name=name) == body

    def test_a_trial_keeps_them_in_memory_alone(self, desk: Desk, form: Path) -> None:
        body = picture(IN_DATABASE_BYTES + 1)
        tried = interviews.try_out(desk.station, surveys.get_form(desk.station, "cooker")).interview
        beside = interviews.try_file(desk.station, form).interview
        for interview in (tried, beside):
            name = attaches(desk, interview, body)
            assert interviews.content(desk.station, interview, name=name) == body
            assert interviews.media(desk.station, interview, name="sun.png") == b"the sun"
            assert interviews.media(desk.station, interview, name="moon.png") is None
            attaches(desk, interview, picture())
            assert interviews.content(desk.station, interview, name=name) is None
        assert boxes(desk) == []
        assert surveys.all_drafts(desk.station) == []

    def test_the_form_s_own_pictures_are_shown_by_their_names(self, desk: Desk) -> None:
        interview = begins(desk)
        (words,) = (node for node in interview.filling.entry.nodes() if node.ref == "/data/words")
        ((kind, name),) = words.media
        assert kind == "image"
        assert interviews.media(desk.station, interview, name=name) == b"the sun"


class TestRefusing:
    def refuses(self, desk: Desk, code: str, body: bytes, ref: str = COOKER, ending: str = "jpg") -> None:
        interview = begins(desk)
        with pytest.raises(UserFault) as caught:
            interviews.attach(desk.station, interview, ref=ref, body=body, ending=ending)
        assert caught.value.code == code
        assert surveys.all_drafts(desk.station) == []
        assert not is_here(desk, body)

    def test_what_the_question_does_not_take(self, desk: Desk) -> None:
        self.refuses(desk, "answer.takes-no-file", picture(), "/data/words")
        self.refuses(desk, "answer.wrong-kind-of-file", picture(), COOKER, "mp3")
        self.refuses(desk, "answer.empty-file", b"")
        self.refuses(desk, "forms.not-relevant", picture(), PLATE)

    @pytest.mark.parametrize(
        ("body", "ref", "ending", "code"),
        [
            (b"root:x:0:0:root:/root:/bin/bash\n", COOKER, "", "answer.wrong-kind-of-file"),
            (b"<html><script>", COOKER, "jpg", "answer.wrong-kind-of-file"),
            (b"BMW, written down as words", COOKER, "bmp", "answer.wrong-kind-of-file"),
            (b"\x7fELF\x02\x01\x01 a program", COOKER, "jpg", "answer.is-a-program"),
            (b"#!/bin/sh\n", VOICE, "mp3", "answer.is-a-program"),
            (b"\xcf\xfa\xed\xfe a program", "/data/more[1]/paper", "pdf", "answer.is-a-program"),
            (b"@echo off", "/data/more[1]/paper", "BAT", "answer.is-a-program"),
            (b"\xff\xd8\xff\xe0 a photograph", VOICE, "mp3", "answer.wrong-kind-of-file"),
            (b"\0\0\0\x18ftypheic\0\0\0\0", VOICE, "m4a", "answer.wrong-kind-of-file"),
            ("喂".encode("utf-16"), VOICE, "mp3", "answer.wrong-kind-of-file"),
        ],
    )
    def test_what_a_file_is_tells_its_beginning(
        self, desk: Desk, body: bytes, ref: str, ending: str, code: str
    ) -> None:
        self.refuses(desk, code, body, ref, ending)

    def test_what_is_here_already_is_no_other_kind_for_that(self, desk: Desk) -> None:
        interview = begins(desk)
        name = attaches(desk, interview, picture())
        for ref, code in ((VOICE, "answer.wrong-kind-of-file"), ("/data/words", None), (PLATE, "forms.not-relevant")):
            filled = surveys.fill(desk.station, interview.filling, {ref: name}, keep_draft=True)
            assert [fault.code for _, fault in filled.refused] == ([code] if code else [])

    @pytest.mark.parametrize(
        ("body", "ref", "ending"),
        [
            (b"\0\0\0\x18ftypheic\0\0\0\0", COOKER, "HEIC"),
            (b"RIFF\x10\0\0\0WEBPVP8 ", COOKER, "webp"),
            (b"BM\x46\0\0\0\0\0\0\0\x36\0", COOKER, "bmp"),
            (b"#!AMR\n", VOICE, "amr"),
            (b"\xff\xfb\x90\x64", VOICE, "mp3"),
            (b"words", "/data/more[1]/paper", "txt"),
        ],
    )
    def test_what_is_asked_for_is_taken(self, desk: Desk, body: bytes, ref: str, ending: str) -> None:
        assert attaches(desk, begins(desk), body, ref, ending)

    def test_a_film_for_its_sound_and_an_unknown_ending_are_taken(self, desk: Desk) -> None:
        interview = begins(desk)
        attaches(desk, interview, b"\0\0\0\x18ftypisom....", VOICE, "mp4")
        name = attaches(desk, interview, picture(), COOKER, "卓玛 的照片")
        # nothing of what the file was called
        assert name.endswith(".bin")

    def test_what_is_too_much(self, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(answer_files, "MAX_BYTES", 5000)
        self.refuses(desk, "attachment.too-large", picture(5000))
        monkeypatch.setattr(answer_files, "MOST_BYTES", 7000)
        interview = begins(desk)
        attaches(desk, interview, picture(4000))
        # instead of the first it fits, beside it it does not
        attaches(desk, interview, picture(4500))
        with pytest.raises(UserFault, match=r"answer\.files-too-large"):
            attaches(desk, interview, sound(4000), VOICE, "mp3")
        monkeypatch.setattr(answer_files, "MOST_FILES", 1)
        with pytest.raises(UserFault, match=r"answer\.too-many-files"):
            attaches(desk, interview, sound(10), VOICE, "mp3")

    def test_a_disk_that_is_nearly_full_stays_open_for_check_ins(
        self, desk: Desk, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(answer_files, "ROOM_BYTES", 1 << 60)
        interview = begins(desk)
        with pytest.raises(WorldFault, match=r"answer\.no-room"):
            attaches(desk, interview, picture())
        interviews.answer(desk.station, interview, "/data/words", "好用")

    def test_what_cannot_be_kept_changes_no_answer(self, desk: Desk) -> None:
        interview, first, second = begins(desk), picture(), picture(IN_DATABASE_BYTES + 1)
        before = attaches(desk, interview, first)
        in_the_way = desk.station.folder / "files" / f"{content_hash(second).hex()}.box.part"
        in_the_way.mkdir()
        with pytest.raises(WorldFault):
            attaches(desk, interview, second)
        assert interview.filling.entry.node(COOKER).value == before
        assert interviews.content(desk.station, interview, name=before) == first
        in_the_way.rmdir()
        interviews.finish(desk.station, interview)
        assert not is_here(desk, second)


def test_a_name_is_one_only_where_it_is_whole() -> None:
    name = f"{content_hash(b'sun').hex()}.jpg"
    assert named_content(name) == content_hash(b"sun")
    for text in (name[1:], name.upper(), f"x{name}", name.replace(".", ""), f"{name}.gz", 7, None):
        assert named_content(text) is None
