"""The sound of an answer: a small button that plays it and, pressed again, is silent."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QHideEvent

from tianye.ui.formview import multimedia
from tianye.ui.formview.media import Means
from tianye.ui.formview.multimedia import Player
from tianye.ui.parts.buttons import Button

_playing: list[SoundButton] = []
"""The one that plays: another one begins when it ends."""


class SoundButton(Button):
    """Plays a file of the form. It is no stop for Tab: P plays the sound of the answer that has the focus."""

    def __init__(self, means: Means) -> None:
        super().__init__("quiet", "play")
        self._means = means
        self._file = self._words = ""
        self._player: Player | None = None
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.clicked.connect(self._pressed)

    def show_sound(self, file: str, words: str) -> None:
        """Play this file from now on; `words` are those of the answer."""
        if file != self._file:
            self.be_silent()
        self._file, self._words = file, words
        self.setVisible(bool(file))
        self._word()

    @property
    def is_playing(self) -> bool:
        """Whether it can be heard."""
        return self._player is not None

    def be_silent(self) -> None:
        """End what is played."""
        if self._player is not None:
            player, self._player = self._player, None
            player.stop()
            player.deleteLater()
            _playing.clear()
        self._word()

    def _pressed(self) -> None:
        if self.is_playing:
            self.be_silent()
        else:
            self._means.files.of_form(self._file, _whole, partial(self._play, self._file))

    def _play(self, file: str, body: bytes | None) -> None:
        if body is None or file != self._file or not self.isVisible():
            return
        for other in list(_playing):
            other.be_silent()
        self._player = multimedia.find_player()
        if self._player is not None:
            _playing.append(self)
            self._player.ended.connect(self.be_silent)
            self._player.failed.connect(self.be_silent)
            self._player.play(body, file.rpartition(".")[2].lower())
        self._word()

    def _word(self) -> None:
        self.set_icon("stop" if self.is_playing else "play")
        words = self.tr("Stop") if self.is_playing else self.tr("Listen (P)")
        self.setToolTip(words)
        self.setAccessibleName(f"{words} {self._words}".strip())

    def hideEvent(self, event: QHideEvent) -> None:
        """Be silent once nobody sees it."""
        super().hideEvent(event)
        self.be_silent()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._word()


def _whole(body: bytes | None) -> bytes | None:
    return body
