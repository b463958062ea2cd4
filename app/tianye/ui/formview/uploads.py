"""Questions that are answered by a file: chosen, dragged here, or made on the spot; what it is, how it is taken out.

An upload editor gives, by `file_given`, what makes bytes and an ending, so that reading and writing anew go on off the
GUI thread and end in the answer even where the page was turned meanwhile. The value comes back as a name, for which the
means have the bytes.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, Qt
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from tianye.domain.errors import TianyeError
from tianye.forms.nodes import Node
from tianye.ui import theme
from tianye.ui.formview.answer_words import NAMES
from tianye.ui.formview.editor import Editor
from tianye.ui.formview.frames import Frame
from tianye.ui.formview.media import Means
from tianye.ui.formview.taking import (
    LONGEST,
    MAX_BYTES,
    Look,
    Make,
    Refusal,
    Sort,
    endings_of,
    look_at,
    sort_of,
    take_file,
)
from tianye.ui.formview.words import clock_words
from tianye.ui.messages.dates import size_words
from tianye.ui.messages.faults import short_words
from tianye.ui.parts.bars import Picture
from tianye.ui.parts.buttons import Button
from tianye.ui.parts.choosers import ask_for_file
from tianye.ui.parts.drops import FileDrops
from tianye.ui.parts.flow import Flow
from tianye.ui.parts.labels import Label

_CHOOSE: Final = {
    "image": QT_TRANSLATE_NOOP("UploadEditor", "Choose a picture"),
    "audio": QT_TRANSLATE_NOOP("UploadEditor", "Choose a recording"),
    "video": QT_TRANSLATE_NOOP("UploadEditor", "Choose a video"),
    "file": QT_TRANSLATE_NOOP("UploadEditor", "Choose a file"),
}
_REFUSALS: Final = {
    Refusal.UNREADABLE: QT_TRANSLATE_NOOP("UploadEditor", "This file cannot be read. Choose another one."),
    Refusal.EMPTY: QT_TRANSLATE_NOOP("UploadEditor", "There is nothing in this file. Choose another one."),
    Refusal.TOO_LARGE: QT_TRANSLATE_NOOP("UploadEditor", "This file is larger than {limit}. Choose a smaller one."),
    Refusal.PROGRAM: QT_TRANSLATE_NOOP("UploadEditor", "This is a program. Programs are not taken as answers."),
    Refusal.CUT_OFF: QT_TRANSLATE_NOOP(
        "UploadEditor", "A part of this picture is missing: it was not copied to its end. Copy it once more."
    ),
    Refusal.TOO_MANY_POINTS: QT_TRANSLATE_NOOP(
        "UploadEditor", "This picture has too many points to be read here. Send it smaller and choose that."
    ),
    Refusal.NEW_TELEPHONE: QT_TRANSLATE_NOOP(
        "UploadEditor", "This telephone's kind of picture (HEIC) cannot be read here. Send it as JPEG and choose that."
    ),
}
_OTHER_KINDS: Final = {
    "image": QT_TRANSLATE_NOOP("UploadEditor", "This is no picture that can be taken here. Choose a JPEG or PNG."),
    "audio": QT_TRANSLATE_NOOP("UploadEditor", "This is no sound recording. Choose another file."),
    "video": QT_TRANSLATE_NOOP("UploadEditor", "This is no video. Choose another file."),
    "file": QT_TRANSLATE_NOOP("UploadEditor", "This is not the kind of file that is asked for. Choose another one."),
}


class UploadEditor(Editor):
    """Shows the file that is the answer, and ways to another one; subclasses add more to `ways`."""

    def __init__(self, node: Node, means: Means) -> None:
        super().__init__()
        self.sort: Sort = sort_of(node.media_type)
        self.means = means
        self.longest = longest_of(node)
        self.question = ""
        self.value = ""
        self.is_awaited = False
        self._is_missing = False
        self.is_readonly = False
        self.look: Look | None = None
        self._refusal: Refusal | TianyeError | None = None
        self.frame = Frame()
        self.line = Label("soft", wraps=True)
        self.hint = Label("caption", wraps=True)
        self.note = Label("error", wraps=True)
        self.choose = Button("secondary", "upload")
        self.take_out = Button("quiet", "trash")
        self.ways = Flow()
        self.choose.clicked.connect(self._ask)
        self.take_out.clicked.connect(self._take_out)
        self._lay_out()
        drops = FileDrops(self)
        drops.dropped.connect(lambda paths: self.take(paths[0]) if not self.is_readonly else None)
        drops.hovering.connect(lambda is_above: theme.restyle(self.box, card="chosen" if is_above else "plain"))

    def _lay_out(self) -> None:
        self.box = QFrame()
        self.box.setProperty("card", "plain")
        self.inside = QVBoxLayout(self.box)
        self.inside.setContentsMargins(14, 12, 14, 12)
        self.inside.setSpacing(8)
        texts = QVBoxLayout()
        texts.setSpacing(8)
        for part in (self.line, self.ways, self.hint):
            texts.addWidget(part)
        texts.addStretch(1)
        self._across = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._across.setSpacing(16)
        self._across.addWidget(self.frame)
        self._across.addLayout(texts, 1)
        self.frame.toggled.connect(self._turn)
        self.inside.addLayout(self._across)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self.box)
        self._told = QWidget()
        told = QHBoxLayout(self._told)
        told.setContentsMargins(0, 0, 0, 0)
        told.setSpacing(8)
        told.addWidget(Picture("warning", "error", 20), 0, Qt.AlignmentFlag.AlignTop)
        told.addWidget(self.note, 1)
        layout.addWidget(self._told)
        self.ways.add(self.choose)
        self.ways.add(self.take_out)

    def _turn(self, is_grown: bool) -> None:
        """Let a large picture stand over its words instead of beside them."""
        directions = QBoxLayout.Direction
        self._across.setDirection(directions.TopToBottom if is_grown else directions.LeftToRight)

    # ---- what is shown ---------------------------------------------------------------------------------------------

    @property
    def has_file(self) -> bool:
        """Whether there is an answer, or one on its way."""
        return bool(self.value) or self.is_awaited

    def show_node(self, node: Node, second: Node | None) -> None:
        """Show the file of the answer."""
        self.is_readonly, self.is_awaited = node.is_readonly, False
        if node.value != self.value:
            self.value = node.value
            self._is_missing = False
            self.show_look(None)
            if node.value:
                self.load(node.value)
        self._renew()

    def load(self, name: str) -> None:
        """Ask for how the answer looks."""
        self.means.files.of_answer(name, partial(_looked, sort=self.sort), partial(self.loaded, name))

    def loaded(self, name: str, look: Look | None) -> None:
        """Show how the answer looks, unless there is another one by now."""
        if name == self.value:
            self._is_missing = look is None
            self.show_look(look)
            self._renew()

    def refuse(self, refusal: Refusal | TianyeError | None = None) -> None:
        """Show again what stands: the file given last was not taken, and why."""
        self.is_awaited = False
        self._refusal = refusal
        self._renew()

    def show_look(self, look: Look | None) -> None:
        """Show how a file looks; nothing for None."""
        self.look = look
        self.frame.setChecked(False)
        self.frame.show_image(look.image if look is not None else None)

    def _renew(self) -> None:
        """Word what there is and show what can be done."""
        self.hint.setText(self.tr("It can also be dragged here. Nothing but the file itself is kept, not its name."))
        self.line.setText(self.told())
        self.line.setVisible(bool(self.line.text()))
        self.hint.setVisible(not self.has_file and not self.is_readonly)
        self.choose.setVisible(not self.is_readonly)
        # an answer stands: Enter goes on, Space chooses another
        self.choose.is_passed_by_enter = self.has_file
        self.take_out.setVisible(self.has_file and not self.is_readonly)
        self.note.setText(self.remark())
        self._told.setVisible(bool(self.note.text()))
        self.first().setAccessibleDescription(self.remark())
        self.word_ways()

    def told(self) -> str:
        """Say what there is, or where it is."""
        if self.is_awaited:
            return self.tr("Reading the file…")
        if not self.value:
            return ""
        if self.look is None:
            return self.tr("The file is no longer on this laptop; it was handed over.") if self._is_missing else ""
        words = [QCoreApplication.translate("UploadEditor", str(NAMES[self.sort])), size_words(self.look.size)]
        if self.look.seconds is not None:
            words.append(clock_words(self.look.seconds))
        return self.tr(", ").join(words)

    def remark(self) -> str:
        """Return why the file given last was not taken."""
        return refusal_words(self._refusal, self.sort) if self._refusal is not None else ""

    def retranslate(self) -> None:
        """Word everything."""
        self._renew()

    def word_ways(self) -> None:
        """Word the buttons and name them by the question; subclasses add their own."""
        other = self.tr("Choose another")
        self.choose.setText(
            other if self.has_file else QCoreApplication.translate("UploadEditor", str(_CHOOSE[self.sort]))
        )
        self.take_out.setText(self.tr("Take out"))
        for button in (self.choose, self.take_out):
            self.name_button(button)
        self.frame.say(self.question or self.line.text())

    def name_button(self, button: Button) -> None:
        """Let a screen reader say of which question a button is."""
        button.setAccessibleName(f"{button.text()} {self.question}".strip())

    def name_it(self, words: str) -> None:
        """Name the buttons by the question."""
        self.question = words
        self.word_ways()

    def first(self) -> QWidget:
        """Return the button that chooses a file."""
        return self.choose

    # ---- what is given ---------------------------------------------------------------------------------------------

    def _ask(self) -> None:
        title = QCoreApplication.translate("UploadEditor", str(_CHOOSE[self.sort]))
        endings = " ".join(f"*.{ending}" for ending in endings_of(self.sort))
        all_files = self.tr("All files (*)")
        name = QCoreApplication.translate("UploadEditor", str(NAMES[self.sort]))
        ask_for_file(self, title, f"{name} ({endings});;{all_files}" if endings else all_files, self.take)

    def take(self, path: Path) -> None:
        """Take a file that was chosen."""
        self.give(partial(take_file, path, self.sort, self.longest))

    def give(self, make: Make) -> None:
        """Give what makes an answer."""
        self._refusal = None
        self.is_awaited = True
        self._renew()
        self.file_given.emit(make)

    def clear(self) -> None:
        """Take the file out."""
        self._refusal = None
        self.value = ""
        self.show_look(None)
        self._renew()
        self.given.emit("")

    def _take_out(self) -> None:
        self.clear()
        self.first().setFocus(Qt.FocusReason.OtherFocusReason)


def refusal_words(refusal: Refusal | TianyeError, sort: Sort = "file") -> str:
    """Return why a file was not taken for a question that asks for a sort of file."""
    if isinstance(refusal, TianyeError):
        return short_words(refusal)
    text = _OTHER_KINDS[sort] if refusal is Refusal.OTHER_KIND else _REFUSALS[refusal]
    return QCoreApplication.translate("UploadEditor", str(text)).format(limit=f"{MAX_BYTES >> 20} MB")


def longest_of(node: Node) -> int:
    """Return how long the longer side of a photograph may be: what the form says, and never more than usual."""
    wanted = dict(node.parameters).get("max-pixels", "")
    return min(LONGEST, int(wanted)) if wanted.isdecimal() and int(wanted) else LONGEST


def _looked(body: bytes | None, sort: Sort) -> Look | None:
    return look_at(body, sort) if body is not None else None
