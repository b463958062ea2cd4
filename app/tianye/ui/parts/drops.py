"""Files that are dragged onto a page."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QWidget


class FileDrops(QObject):
    """Lets a widget take files and folders; `dropped` brings their paths, `hovering` says that some are above it."""

    dropped = Signal(object)
    hovering = Signal(bool)

    def __init__(self, target: QWidget) -> None:
        super().__init__(target)
        target.setAcceptDrops(True)
        target.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take what has local files in it; leave everything else to others."""
        if isinstance(event, QDropEvent) and event.type() == QEvent.Type.Drop:
            paths = _paths(event)
            self.hovering.emit(False)
            if paths:
                event.acceptProposedAction()
                self.dropped.emit(paths)
                return True
        elif isinstance(event, QDragEnterEvent | QDragMoveEvent) and _paths(event):
            event.acceptProposedAction()
            if event.type() == QEvent.Type.DragEnter:
                self.hovering.emit(True)
            return True
        elif event.type() == QEvent.Type.DragLeave:
            self.hovering.emit(False)
        return False


def _paths(event: QDropEvent | QDragEnterEvent | QDragMoveEvent) -> list[Path]:
    return [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
