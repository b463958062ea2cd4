"""Questions that are answered by a sound, a film or any file: chosen or recorded, and played where that can be done."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent

from tianye.forms.nodes import Node
from tianye.ui.formview import multimedia
from tianye.ui.formview.media import Means
from tianye.ui.formview.multimedia import Recorder
from tianye.ui.formview.playing import PlayBar
from tianye.ui.formview.taking import Look, Sort, look_at, take_bytes
from tianye.ui.formview.uploads import UploadEditor
from tianye.ui.formview.words import clock_words
from tianye.ui.parts.buttons import Button
from tianye.ui.parts.labels import Label


class HeardEditor(UploadEditor):
    """A sound or film with its player."""

    def __init__(self, node: Node, means: Means) -> None:
        super().__init__(node, means)
        self.player = PlayBar()
        self.inside.addWidget(self.player)

    def load(self, name: str) -> None:
        """Ask for the bytes too: they are played from memory."""
        ending = name.rpartition(".")[2]
        self.means.files.of_answer(name, partial(_heard, sort=self.sort), partial(self._came, name, ending))

    def _came(self, name: str, ending: str, got: tuple[bytes, Look] | None) -> None:
        body, look = got if got is not None else (b"", None)
        self.loaded(name, look)
        if name == self.value:
            self.player.load(body, ending)

    def show_look(self, look: Look | None) -> None:
        """Fall silent with what was shown."""
        super().show_look(look)
        if look is None:
            self.player.load(b"", "")

    def name_it(self, words: str) -> None:
        """Name the player too."""
        super().name_it(words)
        self.player.name_it(words)


class SoundEditor(HeardEditor):
    """A sound, recorded where there is a microphone that can be used."""

    def __init__(self, node: Node, means: Means) -> None:
        super().__init__(node, means)
        self._recorder: Recorder | None = None
        self._has_microphone = multimedia.has_microphone()
        self.record = Button("secondary", "microphone")
        self.clock = Label("lead")
        self.record.clicked.connect(self._pressed)
        self.ways.add(self.record)
        self.ways.add(self.clock)
        self.clock.hide()

    @property
    def is_recording(self) -> bool:
        """Whether sound is being recorded now."""
        return self._recorder is not None

    def word_ways(self) -> None:
        """Word the recorder too; while it runs there is nothing but its end."""
        super().word_ways()
        is_on = self.is_recording
        self.record.set_icon("stop" if is_on else "microphone")
        self.record.setText(self.tr("Stop and keep") if is_on else self.tr("Record"))
        self.name_button(self.record)
        self.record.is_passed_by_enter = self.has_file and not is_on
        self.record.setVisible(self._has_microphone and not self.is_readonly)
        self.choose.setVisible(not is_on and not self.is_readonly)
        self.clock.setVisible(is_on)
        if is_on:
            self.take_out.hide()

    def commit(self) -> None:
        """Keep what was recorded so far, before the page is turned."""
        self._stop()

    def _pressed(self) -> None:
        if self.is_recording:
            self._stop()
            return
        recorder = multimedia.find_microphone()
        if recorder is None:
            return
        self._recorder = recorder
        recorder.ticked.connect(self._ticked)
        recorder.filled.connect(self._stop)
        self._ticked(0.0)
        recorder.start()
        self.word_ways()

    def _ticked(self, seconds: float) -> None:
        self.clock.setText(self.tr("Recording: {time}").format(time=clock_words(seconds)))

    def _stop(self) -> None:
        if self._recorder is None:
            return
        recorder, self._recorder = self._recorder, None
        body = recorder.stop()
        recorder.deleteLater()
        self.word_ways()
        self.record.setFocus(Qt.FocusReason.OtherFocusReason)
        # an empty one is refused in the same words as an empty file
        self.give(partial(take_bytes, body, "wav", self.sort))

    def hideEvent(self, event: QHideEvent) -> None:
        """Keep what was recorded when the page is turned."""
        super().hideEvent(event)
        if not event.spontaneous():
            self._stop()


def _heard(body: bytes | None, sort: Sort) -> tuple[bytes, Look] | None:
    return (body, look_at(body, sort)) if body is not None else None
