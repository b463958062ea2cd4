"""What the kiosk sounds like: five signs of one or two tones, made here as samples, played where the machine can.

Qt's multimedia module is not among what this program needs: where it is missing, a desktop's own player is asked;
where there is none either, it is silent and everything else works. The signs differ in count and direction, so that
nobody has to hear pitch well.
"""

from __future__ import annotations

import importlib
import math
import shutil
import sys
from array import array
from collections.abc import Callable
from functools import lru_cache
from typing import Any, Final, Literal

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QProcess, QTemporaryFile

Sign = Literal["ok", "again", "ask", "stop", "heard"]
RATE: Final = 22_050
"""Samples a second, 16 bits, one channel."""
_TONES: Final[dict[str, tuple[tuple[int, int], ...]]] = {
    "ok": ((660, 90), (880, 90)),
    "again": ((660, 90), (880, 90)),
    "ask": ((440, 220),),
    "stop": ((220, 140), (220, 140)),
    "heard": ((1200, 25),),
}
"""Hertz and milliseconds."""
_LOUD: Final = {"ok": 0.5, "again": 0.2, "ask": 0.3, "stop": 0.5, "heard": 0.2}
_COMMANDS: Final = (
    ("pacat", "--playback", "--raw", "--format=s16ne", f"--rate={RATE}", "--channels=1"),
    ("aplay", "--quiet", "--file-type=raw", f"--format=S16_{sys.byteorder[0].upper()}E", f"--rate={RATE}"),
)
"""PulseAudio's and PipeWire's player, and ALSA's, which desktops of Debian have."""
_PAUSE_MS: Final = 40
_EDGE_MS: Final = 6


@lru_cache
def samples(sign: Sign) -> bytes:
    """Return a sign as samples in the machine's byte order; tones begin and end softly, so that nothing clicks."""
    made = array("h")
    for number, (hertz, milliseconds) in enumerate(_TONES[sign]):
        if number:
            made.extend([0] * (RATE * _PAUSE_MS // 1000))
        length, edge = RATE * milliseconds // 1000, RATE * _EDGE_MS // 1000
        for step in range(length):
            softly = min(1.0, step / edge, (length - step) / edge)
            made.append(round(32_767 * _LOUD[sign] * softly * math.sin(2 * math.pi * hertz * step / RATE)))
    return made.tobytes()


class Sound:
    """Plays a sign, unless it is muted or nothing here can play; `player` takes samples, for machines without one."""

    def __init__(self, player: Callable[[bytes], object] | None = None) -> None:
        self._player = player or find_player()
        self.is_muted = False

    @property
    def is_there(self) -> bool:
        """Whether anything can be heard here at all."""
        return self._player is not None

    def play(self, sign: Sign) -> None:
        """Play a sign."""
        if self._player is not None and not self.is_muted:
            self._player(samples(sign))


def find_player() -> Callable[[bytes], object] | None:
    """Return what plays samples: Qt's multimedia module, else a player of the desktop; None where nothing can."""
    try:
        media = importlib.import_module("PySide6.QtMultimedia")
    except ImportError:
        commands = [command for command in _COMMANDS if shutil.which(command[0])]
        return _Command(commands[0]) if commands else None
    output = media.QMediaDevices.defaultAudioOutput()
    return None if output.isNull() else _Player(media, output)


class _Command:
    """Plays through a command that reads samples; nobody waits for it, and it outlives the window by half a second."""

    def __init__(self, command: tuple[str, ...]) -> None:
        self._command = command
        self._files: dict[bytes, QTemporaryFile] = {}

    def __call__(self, data: bytes) -> None:
        file = self._files.get(data)
        if file is None:
            file = self._files[data] = QTemporaryFile()
            if not file.open():
                return  # no room for a sign: the answer is on the screen all the same
            file.write(data)
            file.close()
        process = QProcess()
        process.setProgram(self._command[0])
        process.setArguments(self._command[1:])
        process.setStandardInputFile(file.fileName())
        process.setStandardOutputFile(QProcess.nullDevice())
        process.setStandardErrorFile(QProcess.nullDevice())
        process.startDetached()


class _Player:
    def __init__(self, media: Any, output: Any) -> None:
        form = media.QAudioFormat()
        form.setSampleRate(RATE)
        form.setChannelCount(1)
        form.setSampleFormat(media.QAudioFormat.SampleFormat.Int16)
        self._sink = media.QAudioSink(output, form)
        self._buffer = QBuffer()

    def __call__(self, data: bytes) -> None:
        self._sink.stop()
        self._buffer.close()
        self._buffer.setData(QByteArray(data))
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self._sink.start(self._buffer)
