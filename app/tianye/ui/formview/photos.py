"""Questions that are answered by a photograph: chosen, dragged here, or taken by a camera of this laptop."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tianye.forms.nodes import Node
from tianye.ui import theme
from tianye.ui.formview import multimedia
from tianye.ui.formview.appearances import has_word
from tianye.ui.formview.media import Means
from tianye.ui.formview.multimedia import FrameSource
from tianye.ui.formview.taking import take_image
from tianye.ui.formview.uploads import UploadEditor
from tianye.ui.parts.buttons import Button
from tianye.ui.parts.cards import add_row
from tianye.ui.parts.labels import Label


class PhotoEditor(UploadEditor):
    """A photograph; where there is no camera that can be used, a question that wants a new one says so."""

    def __init__(self, node: Node, means: Means) -> None:
        super().__init__(node, means)
        self._wants_new = has_word(node, "new", "new-front")
        self._at_front = has_word(node, "new-front")
        self._has_camera = multimedia.has_camera()
        self.camera = CameraView()
        self.photograph = Button("secondary", "camera")
        self.no_camera = Label("caption", wraps=True)
        self.photograph.clicked.connect(self._open)
        self.camera.taken.connect(self._taken)
        self.camera.closed.connect(self._close)
        self.ways.add(self.photograph)
        self.photograph.setVisible(self._has_camera)
        self.inside.addWidget(self.camera)
        self.inside.addWidget(self.no_camera)
        self.camera.hide()

    def word_ways(self) -> None:
        """Word the camera too."""
        super().word_ways()
        self.photograph.setText(self.tr("Take a picture"))
        self.name_button(self.photograph)
        self.photograph.is_passed_by_enter = self.has_file
        self.photograph.setVisible(self._has_camera and not self.is_readonly and self.camera.isHidden())
        self.no_camera.setText(
            self.tr("The program can use no camera of this laptop: take the picture by telephone and choose it here.")
        )
        self.no_camera.setVisible(
            self._wants_new and not self._has_camera and not self.has_file and not self.is_readonly
        )

    def _open(self) -> None:
        source = multimedia.find_camera(at_front=self._at_front)
        if source is not None:
            self.camera.show_source(source)
            self.photograph.hide()
            self.camera.shoot.setFocus(Qt.FocusReason.OtherFocusReason)

    def _taken(self, image: QImage) -> None:
        self._close()
        self.give(partial(take_image, image, self.longest))

    def _close(self) -> None:
        self.camera.close_source()
        self.word_ways()
        self.photograph.setFocus(Qt.FocusReason.OtherFocusReason)


class CameraView(QWidget):
    """What the camera sees, and the button that keeps it."""

    taken = Signal(QImage)
    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._source: FrameSource | None = None
        self.live = _Live()
        self.shoot = Button("primary", "camera")
        self.leave = Button("quiet", "cross")
        self.words = Label("soft", wraps=True)
        self.shoot.clicked.connect(self._shoot)
        self.leave.clicked.connect(self.closed)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.live)
        layout.addWidget(self.words)
        add_row(layout, self.shoot, self.leave, None)

    def show_source(self, source: FrameSource) -> None:
        """Show what a camera sees."""
        self.close_source()
        self._source = source
        source.came.connect(self._came)
        source.failed.connect(self._failed)
        self.live.show_image(None)
        self.shoot.setText(self.tr("Keep this picture"))
        self.leave.setText(self.tr("Not now"))
        self.words.setText(self.tr("The camera is being opened…"))
        self.words.show()
        self.shoot.setEnabled(False)
        self.show()
        source.start()

    def close_source(self) -> None:
        """Let go of the camera."""
        if self._source is not None:
            source, self._source = self._source, None
            source.stop()
            source.deleteLater()
        self.hide()

    def _came(self, image: QImage) -> None:
        self.live.show_image(image)
        self.words.hide()
        self.shoot.setEnabled(True)

    def _failed(self) -> None:
        self.words.setText(self.tr("The camera cannot be opened. Another program may be using it."))
        self.words.show()

    def _shoot(self) -> None:
        if self.live.image is not None:
            self.taken.emit(self.live.image)

    def hideEvent(self, event: QHideEvent) -> None:
        """Let go of the camera once the page is turned."""
        super().hideEvent(event)
        if self._source is not None and not event.spontaneous():
            self.close_source()


class _Live(QWidget):
    """The picture of the moment, as large as its place."""

    def __init__(self) -> None:
        super().__init__()
        self.image: QImage | None = None
        self._fit()
        theme.current().changed.connect(self._fit)

    def _fit(self) -> None:
        self.setFixedHeight(theme.current().px(240))

    def show_image(self, image: QImage | None) -> None:
        self.image = image
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.current().color("sunken"))
        if self.image is not None:
            size = self.image.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
            box = self.rect()
            box.setSize(size)
            box.moveCenter(self.rect().center())
            painter.drawImage(box, self.image)
