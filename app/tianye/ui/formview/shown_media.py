"""What a question shows beside its words: pictures that grow when pressed, sounds and films to play."""

from __future__ import annotations

from functools import partial
from typing import Final

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tianye.forms.nodes import Media
from tianye.ui.formview.frames import Frame
from tianye.ui.formview.media import Means
from tianye.ui.formview.playing import PlayBar
from tianye.ui.formview.taking import SEEN
from tianye.ui.parts.images import read_image
from tianye.ui.parts.labels import Label

_PICTURES: Final = ("image", "big-image")


class ShownMedia(QWidget):
    """The pictures, sounds and films of one question under one another; hidden while there is none."""

    def __init__(self, means: Means) -> None:
        super().__init__()
        self._means = means
        self._media: Media = ()
        self._words = ""
        self._missing: list[str] = []
        self.frames: list[Frame] = []
        self.bars: list[PlayBar] = []
        self.missing = Label("caption", wraps=True)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 6, 0, 2)
        self._layout.setSpacing(6)
        self._layout.addWidget(self.missing)
        self.hide()

    def show_media(self, media: Media, words: str) -> None:
        """Show the media of a question that is called by these words."""
        self._words = words
        if media != self._media:
            self._media = media
            self._begin()
        self._word()

    def _begin(self) -> None:
        for part in (*self.frames, *self.bars):
            part.hide()
            part.deleteLater()
        self.frames, self.bars, self._missing = [], [], []
        files = dict(self._media)
        if name := files.get("image") or files.get("big-image", ""):
            frame = Frame()
            self.frames.append(frame)
            self._layout.insertWidget(self._layout.count() - 1, frame, 0, Qt.AlignmentFlag.AlignLeft)
            self._means.files.of_form(name, _read, partial(self._came, frame, name))
            if (large := files.get("big-image", "")) and large != name:
                frame.toggled.connect(partial(self._want_large, frame, large))
        for kind in ("audio", "video"):
            if name := files.get(kind, ""):
                bar = PlayBar()
                self.bars.append(bar)
                self._layout.insertWidget(self._layout.count() - 1, bar)
                self._means.files.of_form(name, _whole, partial(self._heard, bar, name))
        self.setVisible(bool(self.frames or self.bars))

    def _came(self, frame: Frame, name: str, image: QImage | None) -> None:
        if frame in self.frames:
            frame.show_image(image)
            self._note(name, is_there=image is not None)

    def _want_large(self, frame: Frame, name: str, is_grown: bool) -> None:
        if is_grown:
            self._means.files.of_form(name, _read, partial(self._large_came, frame))

    def _large_came(self, frame: Frame, image: QImage | None) -> None:
        if frame in self.frames and image is not None:
            frame.show_large(image)

    def _heard(self, bar: PlayBar, name: str, body: bytes | None) -> None:
        if bar in self.bars:
            bar.load(body or b"", name.rpartition(".")[2].lower(), name)
            self._note(name, is_there=body is not None)

    def _note(self, name: str, *, is_there: bool) -> None:
        if not is_there:
            self._missing.append(name)
        self._word()

    def _word(self) -> None:
        for frame in self.frames:
            frame.say(self._words)
        for bar in self.bars:
            bar.name_it(self._words)
        self.missing.setText(
            self.tr("Not on this laptop: {files}").format(files=self.tr(", ").join(self._missing))
            if self._missing
            else ""
        )
        self.missing.setVisible(bool(self._missing))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._word()


def _read(body: bytes | None) -> QImage | None:
    return read_image(body, QSize(SEEN, SEEN)) if body is not None else None


def _whole(body: bytes | None) -> bytes | None:
    return body
