"""Camera, microphone and player, where Qt's multimedia module and the devices are there; nothing of it is needed.

The module comes with a package that may not be installed. Everything stays in memory: no recording and no film is ever
written to a file of its own.
"""

from __future__ import annotations

import importlib
import io
import wave
from functools import lru_cache
from typing import Any, Final

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, QTimer, QUrl, Signal
from PySide6.QtGui import QImage

from tianye.ui.formview.taking import MAX_BYTES

RATE: Final = 16_000
"""Samples a second of a recording: enough for speech, 1.9 MB a minute."""
_TICK_MS: Final = 250


@lru_cache
def library() -> Any:
    """Return Qt's multimedia module, None where it is not installed."""
    try:
        return importlib.import_module("PySide6.QtMultimedia")
    except ImportError:
        return None


def can_play() -> bool:
    """Say whether sounds and films can be played here."""
    return library() is not None


def has_camera() -> bool:
    """Say whether there is a camera; it is not opened for that."""
    return library() is not None and bool(library().QMediaDevices.videoInputs())


def has_microphone() -> bool:
    """Say whether there is anything that hears."""
    return library() is not None and bool(library().QMediaDevices.audioInputs())


def find_camera(*, at_front: bool = False) -> FrameSource | None:
    """Return a camera, the one that faces whoever sits here where it is asked for; None where there is none."""
    if not has_camera():
        return None
    media = library()
    cameras = media.QMediaDevices.videoInputs()
    facing = [one for one in cameras if one.position() == media.QCameraDevice.Position.FrontFace]
    return _Camera(facing[0] if at_front and facing else media.QMediaDevices.defaultVideoInput())


def find_microphone() -> Recorder | None:
    """Return what records sound; None where nothing does."""
    return _Microphone(library().QMediaDevices.defaultAudioInput()) if has_microphone() else None


def find_player() -> Player | None:
    """Return a player for one sound or film; None where nothing plays."""
    return _Player() if library() is not None else None


class FrameSource(QObject):
    """Gives pictures one after the other between `start` and `stop`."""

    came = Signal(QImage)
    failed = Signal()

    def start(self) -> None:
        """Begin; pictures come by `came`."""

    def stop(self) -> None:
        """End, and let go of the device."""


class Recorder(QObject):
    """Records sound between `start` and `stop`; `ticked` brings the seconds so far, `is_full` that no more has room."""

    ticked = Signal(float)
    filled = Signal()

    def start(self) -> None:
        """Begin."""

    def stop(self) -> bytes:
        """End, and return the sound as WAV; empty where nothing was heard at all."""
        return b""


class Player(QObject):
    """Plays one sound or film; `moved` brings seconds, `showed` the pictures of a film, `ended` that it is over."""

    moved = Signal(float)
    showed = Signal(QImage)
    ended = Signal()
    failed = Signal()

    def play(self, body: bytes, ending: str) -> None:
        """Play from the beginning."""

    def stop(self) -> None:
        """End, and let go of the device."""


class _Camera(FrameSource):
    def __init__(self, device: Any) -> None:
        super().__init__()
        media = library()
        self._camera = media.QCamera(device)
        self._sink = media.QVideoSink()
        self._session = media.QMediaCaptureSession()
        self._session.setCamera(self._camera)
        self._session.setVideoSink(self._sink)
        self._sink.videoFrameChanged.connect(self._frame)
        self._camera.errorOccurred.connect(lambda *_: self.failed.emit())

    def start(self) -> None:
        self._camera.start()

    def stop(self) -> None:
        self._camera.stop()

    def _frame(self, frame: Any) -> None:
        image = frame.toImage()
        if not image.isNull():
            self.came.emit(image)


class _Microphone(Recorder):
    def __init__(self, device: Any) -> None:
        super().__init__()
        media = library()
        form = media.QAudioFormat()
        form.setSampleRate(RATE)
        form.setChannelCount(1)
        form.setSampleFormat(media.QAudioFormat.SampleFormat.Int16)
        if not device.isFormatSupported(form):
            usual = device.preferredFormat()
            form.setSampleRate(usual.sampleRate())
            form.setChannelCount(usual.channelCount())
        self._rate, self._channels = form.sampleRate(), form.channelCount()
        self._source = media.QAudioSource(device, form)
        self._buffer = QBuffer()
        self._tick = QTimer(self, interval=_TICK_MS)
        self._tick.timeout.connect(self._told)

    def start(self) -> None:
        self._buffer.close()
        self._buffer.setData(QByteArray())
        self._buffer.open(QIODevice.OpenModeFlag.ReadWrite)
        self._source.start(self._buffer)
        self._tick.start()

    def stop(self) -> bytes:
        self._tick.stop()
        self._source.stop()
        samples = bytes(self._buffer.data().data())
        self._buffer.close()
        self._buffer.setData(QByteArray())
        return as_wave(samples, self._rate, self._channels) if samples else b""

    def _told(self) -> None:
        size = self._buffer.size()
        self.ticked.emit(size / max(1, 2 * self._rate * self._channels))
        if size > MAX_BYTES - (1 << 20):
            self.filled.emit()


class _Player(Player):
    def __init__(self) -> None:
        super().__init__()
        media = self._media = library()
        self._buffer = QBuffer()
        self._output = media.QAudioOutput()
        self._sink = media.QVideoSink()
        self._player = media.QMediaPlayer()
        self._player.setAudioOutput(self._output)
        self._player.setVideoSink(self._sink)
        self._player.positionChanged.connect(lambda position: self.moved.emit(position / 1000))
        self._player.mediaStatusChanged.connect(self._changed)
        self._player.errorOccurred.connect(lambda *_: self.failed.emit())
        self._sink.videoFrameChanged.connect(self._frame)

    def play(self, body: bytes, ending: str) -> None:
        self.stop()
        self._buffer.setData(QByteArray(body))
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        # the ending helps to tell what it is; nothing is looked for under this name
        self._player.setSourceDevice(self._buffer, QUrl(f"answer.{ending}"))
        self._player.play()

    def stop(self) -> None:
        self._player.stop()
        self._player.setSource(QUrl())
        self._buffer.close()

    def _changed(self, status: Any) -> None:
        if status == self._media.QMediaPlayer.MediaStatus.EndOfMedia:
            self.ended.emit()

    def _frame(self, frame: Any) -> None:
        image = frame.toImage()
        if not image.isNull():
            self.showed.emit(image)


def as_wave(samples: bytes, rate: int, channels: int = 1) -> bytes:
    """Return 16-bit samples as a WAV file."""
    stream = io.BytesIO()
    with wave.open(stream, "wb") as written:
        written.setnchannels(channels)
        written.setsampwidth(2)
        written.setframerate(rate)
        written.writeframes(samples)
    return stream.getvalue()
