"""Several views in one place, of which one is shown and the others ask for no room."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget


class Views(QWidget):
    """Shows one of its widgets, the first to begin with; no larger than that one asks."""

    def __init__(self, *widgets: QWidget) -> None:
        super().__init__()
        self._widgets = widgets
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for widget in widgets:
            layout.addWidget(widget)
        self.show_only(widgets[0])

    @property
    def shown(self) -> QWidget:
        """The widget that is shown."""
        return next(widget for widget in self._widgets if not widget.isHidden())

    def show_only(self, wanted: QWidget) -> None:
        """Show a widget; the one before goes first, so that the two never stand over one another."""
        for widget in self._widgets:
            if widget is not wanted:
                widget.hide()
        wanted.show()
