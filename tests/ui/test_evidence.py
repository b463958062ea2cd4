"""Answers that are files: she photographs the solar cooker, an old woman signs with the mouse, a story is recorded."""

from __future__ import annotations

import importlib
import struct
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, QSize, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QImage, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tianye.forms.definition import Kind
from tianye.forms.nodes import Node
from tianye.services import forms_library, interviews, surveys
from tianye.services.interviews import Opened
from tianye.ui.app.program import Program
from tianye.ui.formview import multimedia
from tianye.ui.formview.drawing import DrawEditor
from tianye.ui.formview.films import seconds_of
from tianye.ui.formview.multimedia import FrameSource, Recorder, as_wave
from tianye.ui.formview.photos import PhotoEditor
from tianye.ui.formview.recording import SoundEditor
from tianye.ui.formview.taking import MAX_BYTES, Refusal, Taken, take_bytes, take_file
from tianye.ui.formview.uploads import UploadEditor, longest_of
from tianye.ui.pages.interviewing import Interviewing
from tianye.ui.parts.images import read_image
from ui import days
from ui.forms_on_screen import HERE, open_file, open_form, settle
from ui.scenes.evidence import cooker, strokes
from ui.test_images import MARK, photograph

WHOLE = QSize(4000, 4000)


class Visit:
    """Somebody who fills in the form with pictures."""

    def __init__(self, program: Program, qtbot: QtBot) -> None:
        program.window.activateWindow()
        qtbot.waitUntil(program.window.isActiveWindow)
        self.program = program
        self.page: Interviewing = open_file(program, "evidence.md")

    def goes_to(self, name: str) -> UploadEditor:
        """Open a question and return where it is answered."""
        self.page.view.open_at(f"/data/{name}")
        settle(self.program)
        question = self.page.view.page.question(f"/data/{name}")
        assert question is not None
        assert isinstance(question.editor, UploadEditor)
        return question.editor

    def answer(self, name: str) -> str:
        """Return the name of what is kept for a question."""
        return next(item.node.value for item in self.page.view.plan.questions if item.node.ref == f"/data/{name}")

    def kept(self, name: str) -> bytes:
        """Return the bytes of what is kept for a question."""
        got: list[bytes | None] = []
        wanted = partial(interviews.content, interview=self.page._interview, name=self.answer(name))
        self.program.runner.ask(wanted, got.append)
        settle(self.program)
        (body,) = got
        assert body is not None
        return body

    def waits(self) -> None:
        """Let the lane come to its end."""
        settle(self.program)


@pytest.fixture
def visit(field: days.Played, program: Program, qtbot: QtBot) -> Visit:
    """The form, tried out."""
    return Visit(program, qtbot)


def test_she_photographs_the_solar_cooker_by_telephone_and_drags_the_picture_here(visit: Visit, tmp_path: Path) -> None:
    editor = visit.goes_to("cooker")
    path = tmp_path / "卓玛家 2026-06-12.jpg"
    path.write_bytes(photograph(3000, 2400))
    carried = QMimeData()
    carried.setUrls([QUrl.fromLocalFile(str(path))])
    buttons, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(20, 20), Qt.DropAction.CopyAction, carried, buttons, none)
    QApplication.sendEvent(editor, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(editor, QDropEvent(QPointF(20, 20), Qt.DropAction.CopyAction, carried, buttons, none))
    visit.waits()
    body = visit.kept("cooker")
    assert MARK not in body
    image = read_image(body, WHOLE)
    assert image is not None
    assert image.size() == QSize(1638, 2048)
    assert "卓玛" not in visit.answer("cooker")
    assert editor.frame.isVisible()
    assert editor.line.text().startswith("照片，")
    assert editor.choose.text() == "换一个"


def test_after_a_picture_enter_goes_on_and_only_space_asks_for_another(
    visit: Visit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr("tianye.ui.formview.uploads.ask_for_file", lambda *_: asked.append("chooser"))
    editor = visit.goes_to("cooker")
    editor.choose.setFocus()
    QTest.keyClick(editor.choose, Qt.Key.Key_Return)
    assert len(asked) == 1
    path = tmp_path / "a.jpg"
    path.write_bytes(photograph())
    editor.take(path)
    visit.waits()
    QTest.keyClick(editor.choose, Qt.Key.Key_Space)
    assert len(asked) == 2
    QTest.keyClick(editor.choose, Qt.Key.Key_Return)
    visit.waits()
    here = visit.page.view.page.holding(QApplication.focusWidget())
    assert len(asked) == 2
    assert here is not None
    assert here.node.name == "today"


def test_enter_with_control_turns_the_page_and_presses_no_button(visit: Visit, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr("tianye.ui.formview.uploads.ask_for_file", lambda *_: asked.append("chooser"))
    editor = visit.goes_to("cooker")
    editor.choose.setFocus()
    page = visit.page.view.sheet
    # where a shortcut of the page does not come first
    event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    editor.choose.keyPressEvent(event)
    assert not event.isAccepted()
    event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    QApplication.sendEvent(editor.choose, event)
    visit.waits()
    assert asked == []
    assert visit.page.view.sheet is not page


@pytest.mark.parametrize(("said", "longest"), [("600", 600), ("9000", 2048), ("", 2048), ("many", 2048), ("0", 2048)])
def test_a_form_may_ask_for_smaller_pictures(said: str, longest: int) -> None:
    parameters = (("max-pixels", said),) if said else ()
    assert longest_of(Node("/data/cooker", Kind.UPLOAD, media_type="image/*", parameters=parameters)) == longest


def test_a_picture_is_looked_at_large_and_taken_out(visit: Visit) -> None:
    editor = visit.goes_to("cooker")
    editor.give(lambda: Taken(photograph(1600, 1200, turned=False), "jpg"))
    visit.waits()
    small = editor.frame.height()
    editor.frame.setFocus()
    QTest.keyClick(editor.frame, Qt.Key.Key_Space)
    visit.waits()
    assert editor.frame.height() > 2 * small
    QTest.mouseClick(editor.take_out, Qt.MouseButton.LeftButton)
    visit.waits()
    assert visit.answer("cooker") == ""
    assert not editor.frame.isVisible()
    assert QApplication.focusWidget() is editor.choose


def test_whoever_turns_the_page_at_once_loses_no_picture(visit: Visit) -> None:
    editor = visit.goes_to("cooker")
    editor.give(partial(take_bytes, photograph(), "jpg", "image"))
    visit.page.view.move_back()
    visit.page.view.open_at("/data/minutes")
    visit.waits()
    assert visit.answer("cooker").endswith(".jpg")


@pytest.mark.parametrize(
    ("body", "ending", "sort", "refusal"),
    [
        (b"MZ\x90\0 a program", "jpg", "image", Refusal.PROGRAM),
        (b"MZ\x90\0 a program", "pdf", "file", Refusal.PROGRAM),
        (b"@echo off", "bat", "file", Refusal.PROGRAM),
        (b'<svg xmlns="http://www.w3.org/2000/svg"/>', "jpg", "image", Refusal.OTHER_KIND),
        (b"<html><script>", "png", "image", Refusal.OTHER_KIND),
        (b"\0\0\0\x18ftypheic\0\0\0\0", "heic", "image", Refusal.NEW_TELEPHONE),
        (b"\x89PNG\r\n\x1a\n torn", "png", "image", Refusal.UNREADABLE),
        (photograph(900, 600)[:3000], "jpg", "image", Refusal.CUT_OFF),
        (b"", "jpg", "image", Refusal.EMPTY),
        (photograph(40, 30), "mp3", "audio", Refusal.OTHER_KIND),
        (b"ID3 a song", "mp4", "video", Refusal.OTHER_KIND),
    ],
)
def test_what_is_something_else_than_asked_for_is_refused(
    body: bytes, ending: str, sort: str, refusal: Refusal
) -> None:
    assert take_bytes(body, ending, sort) is refusal  # type: ignore[arg-type]


def test_what_is_too_large_is_not_even_read(tmp_path: Path) -> None:
    path = tmp_path / "film.mp4"
    with path.open("wb") as stream:
        stream.truncate(MAX_BYTES + 1)
    assert take_file(path, "video") is Refusal.TOO_LARGE
    assert take_file(tmp_path / "gone.mp4", "video") is Refusal.UNREADABLE
    assert take_file(tmp_path, "video") is Refusal.UNREADABLE


def test_what_a_telephone_says_of_a_film_is_taken_out_and_all_else_stays_at_its_place() -> None:
    def box(name: bytes, *inside: bytes) -> bytes:
        body = b"".join(inside)
        return struct.pack(">I4s", len(body) + 8, name) + body

    taken_at = struct.pack(">II", 3_900_000_000, 3_900_000_001)
    head = box(b"mvhd", bytes(4), taken_at, struct.pack(">II", 1000, 67_400), bytes(80))
    track = box(
        b"trak", box(b"tkhd", bytes(4), taken_at, bytes(72)), box(b"mdia", box(b"mdhd", bytes(4), taken_at, bytes(12)))
    )
    place = box(b"udta", box(b"\xa9xyz", b"\0\x12\x15\xc7+33.0043+097.0065/"))
    film = box(b"ftyp", b"isom0000") + box(b"moov", head, track, place) + box(b"mdat", b"pictures and sound" * 9)
    film += box(b"uuid", b"<x:xmpmeta>33.0043</x:xmpmeta>")
    taken = take_bytes(film, "mp4", "video")
    assert isinstance(taken, Taken)
    assert len(taken.body) == len(film)
    assert b"33.0043" not in taken.body
    assert taken_at[:4] not in taken.body
    assert taken.body.index(b"mdat") == film.index(b"mdat")
    assert taken.body.endswith(bytes(30))
    assert seconds_of(taken.body) == 67.4


@pytest.mark.parametrize("cut", range(0, 60, 3))
def test_a_film_that_is_cut_off_is_taken_as_it_is(cut: int) -> None:
    whole = (
        struct.pack(">I4s8s", 16, b"ftyp", b"isom0000") + struct.pack(">I4sI4s", 60, b"moov", 40, b"udta") + bytes(44)
    )
    taken = take_bytes(whole[: 12 + cut], "mp4", "video")
    assert isinstance(taken, Taken)
    assert len(taken.body) == min(len(whole), 12 + cut)
    assert seconds_of(taken.body) is None


@pytest.mark.parametrize(
    ("body", "ending", "sort", "kept"),
    [
        (b"\0\0\0\x18ftypM4A ....", "MP4", "audio", "m4a"),
        (b"\0\0\0\x18ftypisom....", "3gp", "video", "3gp"),
        (b"OggS....", "opus", "audio", "opus"),
        (b"#!AMR\n", "txt", "audio", "amr"),
        (b"%PDF-1.7", "pdf", "file", "pdf"),
        (b"words", "r e s u m e", "file", "bin"),
    ],
)
def test_of_its_name_only_the_ending_stays(body: bytes, ending: str, sort: str, kept: str) -> None:
    taken = take_bytes(body, ending, sort)  # type: ignore[arg-type]
    assert taken == Taken(body, kept)


def test_what_the_service_refuses_is_said_in_its_words_and_holds_nobody_up(visit: Visit) -> None:
    editor = visit.goes_to("cooker")
    editor.give(lambda: Taken(bytes(9), "mp3"))
    visit.waits()
    assert editor.note.text().startswith("这道题要的不是这种文件")
    visit.page.view.move_on()
    visit.waits()
    assert visit.page.view.page.question("/data/cooker") is None


def test_a_file_that_was_not_taken_is_said_to_whoever_went_on(visit: Visit) -> None:
    editor = visit.goes_to("cooker")
    editor.give(partial(take_bytes, b"MZ\x90\0", "jpg", "image"))
    visit.page.view.open_at("/data/minutes")
    visit.waits()
    (notice,) = visit.program.window.notices.notices
    assert notice.text() == ("有一个文件没有收下。", "这是一个程序。程序不能当答案。")


def test_a_refused_file_is_said_and_does_not_hold_anybody_up(visit: Visit) -> None:
    editor = visit.goes_to("cooker")
    editor.give(partial(take_bytes, b"MZ\x90\0", "jpg", "image"))
    visit.waits()
    assert editor.note.text() == "这是一个程序。程序不能当答案。"
    assert editor.first().accessibleDescription() == editor.note.text()
    visit.page._change_speech()
    visit.waits()
    assert editor.first().accessibleDescription() == editor.note.text() == "这是一个程序。程序不能当答案。"
    visit.page.view.move_on()
    visit.waits()
    assert visit.page.view.page.question("/data/cooker") is None
    assert visit.answer("cooker") == ""


def test_an_old_woman_signs_with_the_mouse(visit: Visit) -> None:
    editor = visit.goes_to("signed")
    assert isinstance(editor, DrawEditor)
    assert QApplication.focusWidget() is editor.pad
    strokes(editor.pad, visit.program)
    # the pad still has the focus: each stroke is kept when it ends
    visit.waits()
    assert visit.answer("signed").endswith(".png")
    signed = read_image(visit.kept("signed"), WHOLE)
    assert signed is not None
    assert signed.size() == QSize(1200, 400)
    both = _ink(signed)
    assert both > 1000
    QTest.mouseClick(editor.undo, Qt.MouseButton.LeftButton)
    visit.waits()
    one = read_image(visit.kept("signed"), WHOLE)
    assert one is not None
    assert 0 < _ink(one) < both
    QTest.mouseClick(editor.take_out, Qt.MouseButton.LeftButton)
    visit.waits()
    assert visit.answer("signed") == ""
    assert editor.pad.is_blank


def test_a_signature_cleared_by_a_slip_comes_back(visit: Visit) -> None:
    editor = visit.goes_to("signed")
    assert isinstance(editor, DrawEditor)
    strokes(editor.pad, visit.program)
    visit.waits()
    signed = visit.kept("signed")
    bar = visit.program.window.undo_bar
    QTest.mouseClick(editor.take_out, Qt.MouseButton.LeftButton)
    visit.waits()
    assert visit.answer("signed") == ""
    assert bar.isVisible()
    assert bar.words.text() == "这一题的答案拿掉了。"
    QTest.keyClick(editor.pad, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    visit.waits()
    assert visit.kept("signed") == signed
    assert not editor.pad.is_blank
    # once another one stands there, the way back is closed
    QTest.mouseClick(editor.take_out, Qt.MouseButton.LeftButton)
    visit.waits()
    strokes(editor.pad, visit.program)
    visit.waits()
    assert not bar.isVisible()


def test_a_signature_is_kept_when_the_page_is_turned_and_seen_again_on_it(visit: Visit) -> None:
    editor = visit.goes_to("signed")
    assert isinstance(editor, DrawEditor)
    strokes(editor.pad, visit.program)
    visit.page.view.open_at("/data/minutes")
    visit.waits()
    assert visit.answer("signed").endswith(".png")
    again = visit.goes_to("signed")
    assert isinstance(again, DrawEditor)
    assert again is not editor
    assert not again.pad.is_blank
    assert again.take_out.isVisible()


def test_the_pad_lets_keys_go_on_and_takes_a_stroke_back(visit: Visit) -> None:
    editor = visit.goes_to("signed")
    assert isinstance(editor, DrawEditor)
    strokes(editor.pad, visit.program)
    QTest.keyClick(editor.pad, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert len(editor.pad.strokes) == 1
    QTest.keyClick(editor.pad, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is not editor.pad
    visit.waits()


def test_where_it_leaks_is_marked_on_the_picture(visit: Visit) -> None:
    editor = visit.goes_to("leak")
    assert isinstance(editor, DrawEditor)
    assert not editor.pad.isVisible()
    assert editor.first() is editor.choose
    editor.give(lambda: take_bytes(photograph(1600, 1200, turned=False), "jpg", "image"))
    visit.waits()
    before = visit.answer("leak")
    assert editor.pad.isVisible()
    strokes(editor.pad, visit.program)
    editor.commit()
    visit.waits()
    assert visit.answer("leak").endswith(".jpg")
    assert visit.answer("leak") != before
    marked = read_image(visit.kept("leak"), WHOLE)
    assert marked is not None
    assert marked.size() == QSize(1600, 1200)


def _ink(image: QImage) -> int:
    """Count the dark points."""
    columns, rows = range(0, image.width(), 2), range(0, image.height(), 2)
    return sum(image.pixelColor(x, y).lightness() < 128 for x in columns for y in rows)


def test_a_recording_says_its_size_and_length(visit: Visit) -> None:
    editor = visit.goes_to("story")
    editor.give(lambda: Taken(as_wave(bytes(2 * 16_000 * 67), 16_000), "wav"))
    visit.waits()
    assert editor.line.text() == "录音，2.1 MB，1:07"


class Tape(Recorder):
    """A microphone that hears a second at each tick."""

    def __init__(self) -> None:
        super().__init__()
        self.seconds = 0
        self.is_on = False

    def start(self) -> None:
        self.is_on = True

    def hears(self) -> None:
        """Let a second go by."""
        self.seconds += 1
        self.ticked.emit(float(self.seconds))

    def stop(self) -> bytes:
        self.is_on = False
        return as_wave(bytes(2 * 16_000 * self.seconds), 16_000) if self.seconds else b""


@pytest.fixture
def tapes(monkeypatch: pytest.MonkeyPatch) -> list[Tape]:
    """A laptop with a microphone: every recorder that was made."""
    made: list[Tape] = []

    def find() -> Tape:
        made.append(Tape())
        return made[-1]

    monkeypatch.setattr(multimedia, "has_microphone", lambda: True)
    monkeypatch.setattr(multimedia, "find_microphone", find)
    return made


def test_a_story_is_recorded_with_the_time_beside_it(visit: Visit, tapes: list[Tape]) -> None:
    editor = visit.goes_to("story")
    assert isinstance(editor, SoundEditor)
    QTest.mouseClick(editor.record, Qt.MouseButton.LeftButton)
    for _ in range(3):
        tapes[-1].hears()
    assert editor.clock.text() == "正在录：0:03"
    assert not editor.choose.isVisible()
    QTest.mouseClick(editor.record, Qt.MouseButton.LeftButton)
    visit.waits()
    assert not tapes[-1].is_on
    assert visit.answer("story").endswith(".wav")
    assert editor.line.text().endswith("0:03")


def test_a_recording_is_kept_when_the_page_is_turned(visit: Visit, tapes: list[Tape]) -> None:
    editor = visit.goes_to("story")
    assert isinstance(editor, SoundEditor)
    QTest.mouseClick(editor.record, Qt.MouseButton.LeftButton)
    tapes[-1].hears()
    visit.page.view.open_at("/data/cooker")
    visit.waits()
    assert not tapes[-1].is_on
    assert visit.answer("story").endswith(".wav")


class Lens(FrameSource):
    """A camera that sees the solar cooker."""

    def __init__(self) -> None:
        super().__init__()
        self.is_on = False

    def start(self) -> None:
        self.is_on = True
        self.came.emit(cooker())

    def stop(self) -> None:
        self.is_on = False


@pytest.fixture
def lenses(monkeypatch: pytest.MonkeyPatch) -> list[Lens]:
    """A laptop with a camera: every one that was opened or asked for."""
    made: list[Lens] = []

    def find(*, at_front: bool = False) -> Lens:
        made.append(Lens())
        return made[-1]

    monkeypatch.setattr(multimedia, "has_camera", lambda: True)
    monkeypatch.setattr(multimedia, "find_camera", find)
    return made


def test_a_picture_is_taken_by_the_camera_of_the_laptop(visit: Visit, lenses: list[Lens]) -> None:
    editor = visit.goes_to("today")
    assert isinstance(editor, PhotoEditor)
    assert not editor.no_camera.isVisible()
    QTest.mouseClick(editor.photograph, Qt.MouseButton.LeftButton)
    assert lenses[-1].is_on
    QTest.mouseClick(editor.camera.shoot, Qt.MouseButton.LeftButton)
    visit.waits()
    assert not lenses[-1].is_on
    assert not editor.camera.isVisible()
    image = read_image(visit.kept("today"), WHOLE)
    assert image is not None
    assert image.size() == QSize(1600, 1200)


def test_the_camera_is_let_go_when_the_page_is_turned(visit: Visit, lenses: list[Lens]) -> None:
    editor = visit.goes_to("today")
    assert isinstance(editor, PhotoEditor)
    QTest.mouseClick(editor.photograph, Qt.MouseButton.LeftButton)
    camera = lenses[-1]
    visit.page.view.open_at("/data/minutes")
    visit.waits()
    assert not camera.is_on


def test_without_a_camera_a_question_for_a_new_picture_says_what_to_do(
    visit: Visit, monkeypatch: pytest.MonkeyPatch, without: Callable[[str], None]
) -> None:
    without("PySide6.QtMultimedia")
    editor = visit.goes_to("today")
    assert isinstance(editor, PhotoEditor)
    assert editor.no_camera.isVisible()
    assert not editor.photograph.isVisible()
    assert not isinstance(visit.goes_to("story"), PhotoEditor)


@pytest.fixture
def without(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Return what takes a module away, as on a laptop where its package was not installed."""
    usual = importlib.import_module

    def take(name: str) -> None:
        def find(wanted: str, package: str | None = None) -> object:
            if wanted == name:
                raise ImportError(name)
            return usual(wanted, package)

        monkeypatch.setattr(multimedia.importlib, "import_module", find)
        multimedia.library.cache_clear()

    return take


def test_tab_goes_from_the_pad_through_its_buttons_to_the_next_question(visit: Visit) -> None:
    editor = visit.goes_to("signed")
    assert isinstance(editor, DrawEditor)
    strokes(editor.pad, visit.program)
    walked = []
    for _ in range(4):
        focused = QApplication.focusWidget()
        assert focused is not None
        walked.append(focused)
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    assert walked == [editor.pad, editor.choose, editor.undo, editor.take_out]
    assert not editor.isAncestorOf(QApplication.focusWidget())
    visit.waits()


def test_a_picture_waits_in_the_draft_and_is_there_when_the_form_is_opened_again(
    hq: days.Played, program: Program, qtbot: QtBot
) -> None:
    added: list[object] = []
    program.runner.do(lambda station: forms_library.add_form(station, HERE / "evidence.md"), added.append)
    settle(program)
    page = open_form(program, "evidence")
    page.view.open_at("/data/cooker")
    settle(program)
    first = page.view.page.question("/data/cooker")
    assert first is not None
    assert isinstance(first.editor, UploadEditor)
    first.editor.give(partial(take_bytes, photograph(), "jpg", "image"))
    program.stage.back()
    settle(program)
    opened: list[Opened] = []
    program.runner.ask(lambda station: interviews.resume(station, surveys.all_drafts(station)[-1].id), opened.append)
    settle(program)
    again = Interviewing(program.stage, opened[0])
    program.stage.open_task(again)
    settle(program)
    again.view.open_at("/data/cooker")
    settle(program)
    question = again.view.page.question("/data/cooker")
    assert question is not None
    assert isinstance(question.editor, UploadEditor)
    assert question.editor.frame.isVisible()
    assert question.editor.line.text().startswith("照片，")
