"""A sound or film to listen to or look at: one button, how far it is, and the film's picture while it plays."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QHideEvent, QImage
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tianye.ui.formview import multimedia
from tianye.ui.formview.frames import Frame
from tianye.ui.formview.multimedia import Player
from tianye.ui.formview.words import clock_words
from tianye.ui.parts.buttons import Button
from tianye.ui.parts.cards import add_row
from tianye.ui.parts.labels import Label


class PlayBar(QWidget):
    """Plays what it was given; where nothing here can play it says so instead."""

    def __init__(self) -> None:
        super().__init__()
        self._body, self._ending, self._name = b"", "", ""
        self._player: Player | None = None
        self._seconds = 0.0
        self._is_playing = False
        self._has_failed = False
        self.picture = Frame()
        self.button = Button("secondary", "play")
        self.button.clicked.connect(self._pressed)
        self.time = Label("body")
        self.words = Label("caption", wraps=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self.picture, 0, Qt.AlignmentFlag.AlignLeft)
        add_row(layout, self.button, self.time, None)
        layout.addWidget(self.words)
        self.picture.show_image(None)
        self.load(b"", "")

    def load(self, body: bytes, ending: str, file_name: str = "") -> None:
        """Be ready to play something; nothing is shown for nothing. A name of a file is said where it fails."""
        self._end()
        self._body, self._ending, self._file_name = body, ending, file_name
        self._has_failed = False
        self.setVisible(bool(body))
        self._word()

    def name_it(self, words: str) -> None:
        """Let a screen reader say what is played."""
        self._name = words
        self._word()

    def _pressed(self) -> None:
        if self._is_playing:
            self._end()
            self._word()
            return
        if self._player is None:
            self._player = multimedia.find_player()
        if self._player is not None:
            player = self._player
            player.moved.connect(self._moved)
            player.showed.connect(self._showed)
            player.ended.connect(self._ended)
            player.failed.connect(self._failed)
            self._is_playing, self._seconds = True, 0.0
            player.play(self._body, self._ending)
        self._word()

    def _moved(self, seconds: float) -> None:
        self._seconds = seconds
        self._word()

    def _showed(self, image: QImage) -> None:
        self.picture.show_image(image)

    def _ended(self) -> None:
        self._end()
        self._word()

    def _failed(self) -> None:
        self._has_failed = True
        self._ended()

    def _end(self) -> None:
        self._is_playing = False
        if self._player is not None:
            player, self._player = self._player, None
            player.stop()
            player.deleteLater()
        self.picture.setChecked(False)
        self.picture.show_image(None)

    def _word(self) -> None:
        is_able = multimedia.can_play()
        self.button.setVisible(is_able)
        self.button.set_icon("stop" if self._is_playing else "play")
        self.button.setText(self.tr("Stop") if self._is_playing else self.tr("Play"))
        self.button.setAccessibleName(f"{self.button.text()} {self._name}".strip())
        self.time.setVisible(is_able and self._is_playing)
        self.time.setText(clock_words(self._seconds))
        self.picture.say(self._name)
        told = self.tr("It cannot be played here.") if self._has_failed else ""
        if not is_able:
            told = self.tr("This laptop cannot play sound or video.")
        if told and self._file_name:
            told = self.tr("{file}: {words}").format(file=self._file_name, words=told)
        self.words.setText(told)
        self.words.setVisible(bool(self.words.text()))

    def hideEvent(self, event: QHideEvent) -> None:
        """Be silent once nobody sees it."""
        super().hideEvent(event)
        self._end()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._word()
