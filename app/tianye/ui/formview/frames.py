"""A picture on a page: small beside the words, large once it is pressed, as far as there is room, then small again."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from tianye.ui import theme

SMALL: Final = QSize(220, 140)
"""Pixels at 100 % text that a picture takes at first."""


class Frame(QAbstractButton):
    """One picture; pressed (`toggled`), it grows in its place, so that nothing else is covered by it."""

    def __init__(self) -> None:
        super().__init__()
        self._image: QImage | None = None
        self._large: QImage | None = None
        self._drawn: tuple[int, int, float] = (0, 0, 0.0)
        self._pixmap = QPixmap()
        self._words = ""
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.toggled.connect(self._grow)
        theme.current().changed.connect(self.updateGeometry)
        self._grow(False)
        self.hide()

    @property
    def image(self) -> QImage | None:
        """What is shown."""
        return self._image

    def show_image(self, image: QImage | None) -> None:
        """Show a picture; nothing for None."""
        self._image, self._large = image, None
        self._drawn = (0, 0, 0.0)
        self.setVisible(image is not None)
        self.updateGeometry()
        self.update()

    def show_large(self, image: QImage) -> None:
        """Show another picture while it is large."""
        self._large = image
        self._drawn = (0, 0, 0.0)
        self.updateGeometry()
        self.update()

    def _shown(self) -> QImage | None:
        """Return what is drawn now."""
        return self._large if self.isChecked() and self._large is not None else self._image

    def say(self, words: str) -> None:
        """Set what the picture is called."""
        self._words = words
        self._name()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._name()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Grow on Enter too."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self.click()
        else:
            super().keyPressEvent(event)

    def _name(self) -> None:
        self.setAccessibleName(self._words)
        self.setToolTip(self.tr("Smaller again") if self.isChecked() else self.tr("Larger"))
        self.setAccessibleDescription(self.toolTip())

    def _grow(self, is_grown: bool) -> None:
        policy = QSizePolicy(
            QSizePolicy.Policy.Expanding if is_grown else QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed
        )
        policy.setHeightForWidth(is_grown)
        self.setSizePolicy(policy)
        self._drawn = (0, 0, 0.0)
        self._name()
        self.updateGeometry()

    def hasHeightForWidth(self) -> bool:
        """A large picture is as high as its width asks for."""
        return self.isChecked()

    def heightForWidth(self, width: int) -> int:
        """Return the height of the picture in a width."""
        return self._within(QSize(width, self._most())).height()

    def sizeHint(self) -> QSize:
        """Return the size of the picture, small or as large as it is."""
        if self.isChecked():
            return self._within(QSize(100_000, self._most()))
        look = theme.current()
        return self._within(SMALL * look.px(100) / 100)

    def minimumSizeHint(self) -> QSize:
        """Return the least size: that of the small picture."""
        return self._within(SMALL) if self.isChecked() else self.sizeHint()

    def _most(self) -> int:
        """Return the height in which the whole of a large picture can be seen without scrolling."""
        return max(240, self.window().height() - theme.current().px(330))

    def _within(self, box: QSize) -> QSize:
        if (image := self._shown()) is None or image.isNull():
            return QSize(0, 0)
        size = image.size()
        if size.width() > box.width() or size.height() > box.height():
            size = size.scaled(box, Qt.AspectRatioMode.KeepAspectRatio)
        # something to press, however small the picture is
        return size.expandedTo(QSize(44, 44))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the picture with a line round it."""
        if (image := self._shown()) is None or image.isNull():
            return
        look = theme.current()
        painter = QPainter(self)
        size = self._within(self.size())
        wanted = (size.width(), size.height(), self.devicePixelRatio())
        if self._drawn != wanted:
            whole = size * wanted[2]
            scaled = image.scaled(whole, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation)
            self._pixmap, self._drawn = QPixmap.fromImage(scaled), wanted
            self._pixmap.setDevicePixelRatio(wanted[2])
        painter.drawPixmap(QPointF(0, 0), self._pixmap)
        painter.setPen(QPen(look.color("primary" if self.underMouse() else "line_strong"), look.line))
        painter.drawRect(QRectF(QPointF(0, 0), self._pixmap.deviceIndependentSize()).adjusted(0.5, 0.5, -0.5, -0.5))
