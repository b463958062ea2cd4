"""How everything looks: fonts, three palettes, text size, icons, one style sheet; all from `resources/theme/`.

A widget names a role (`primary`, `ink_soft`) and never a colour. Style roles are dynamic properties (`role`, `kind`,
`card`, `state`, `scale`); after a change of one call `restyle`. There is one theme for the program, as there is one
`QApplication`: `current()`. What paints itself asks it in `paintEvent`; after a change Qt repaints every widget.
"""

from __future__ import annotations

import json
import string
from functools import lru_cache
from pathlib import Path
from typing import Any, Final, Literal

from PySide6.QtCore import QByteArray, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication, QWidget

from tianye.domain.errors import Bug

Palette = Literal["light", "dark", "contrast"]
PALETTES: Final[tuple[Palette, ...]] = ("light", "dark", "contrast")
SYSTEM: Final = "system"
"""The choice that follows the desktop's own light or dark."""
TEXT_PERCENTS: Final = (100, 125, 150, 175, 200)

_PALETTE_ROLES: Final = {
    QPalette.ColorRole.Window: "paper",
    QPalette.ColorRole.WindowText: "ink",
    QPalette.ColorRole.Base: "surface",
    QPalette.ColorRole.AlternateBase: "sunken",
    QPalette.ColorRole.Text: "ink",
    QPalette.ColorRole.Button: "surface",
    QPalette.ColorRole.ButtonText: "ink",
    QPalette.ColorRole.Highlight: "selection",
    QPalette.ColorRole.HighlightedText: "on_selection",
    QPalette.ColorRole.PlaceholderText: "ink_faint",
    QPalette.ColorRole.Link: "link",
    QPalette.ColorRole.ToolTipBase: "rail",
    QPalette.ColorRole.ToolTipText: "rail_text",
    QPalette.ColorRole.Accent: "primary",
}


class Theme(QObject):
    """The look of the program, changed at any moment; `changed` comes after everything was restyled."""

    changed = Signal()

    def __init__(self, resources: Path) -> None:
        """Read tokens and style sheet from the folder of resources and load the fonts.

        Raises `Bug("theme.font-unreadable")` for a font file Qt does not take.
        """
        super().__init__()
        self._tokens: dict[str, Any] = json.loads((resources / "theme" / "tokens.json").read_text(encoding="utf-8"))
        self._sheet = string.Template((resources / "theme" / "style.qss").read_text(encoding="utf-8"))
        self._icons = resources / "icons"
        self._choice: str = SYSTEM
        self._text_percent = 100
        self._fonts: dict[tuple[str, bool | None, bool], QFont] = {}
        self._colors: dict[str, QColor] = {}
        self._applied: tuple[str, Palette, int] | None = None
        self._made_icons: dict[tuple[str, str, int, float, int, Palette], QIcon] = {}
        self._pixmaps: dict[tuple[str, int, str, float], QPixmap] = {}
        _load_fonts(resources / "fonts")
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._system_changed)
        _made[:] = [self]

    # ---- what is chosen --------------------------------------------------------------------------------------------

    @property
    def choice(self) -> str:
        """`system` or the name of a palette."""
        return self._choice

    @property
    def palette(self) -> Palette:
        """The palette in use."""
        for name in PALETTES:
            if name == self._choice:
                return name
        return "dark" if QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark else "light"

    @property
    def text_percent(self) -> int:
        """Size of the text, 100 to 200."""
        return self._text_percent

    @property
    def is_contrast(self) -> bool:
        """Whether fills become outlines and lines are thick."""
        return self.palette == "contrast"

    def choose(self, choice: str | None = None, text_percent: int | None = None) -> None:
        """Take another palette or text size, restyle everything, and tell it with `changed`.

        Nothing is restyled where it would look the same.
        """
        before = self._look()
        self._choice = self._choice if choice is None else choice
        if text_percent is not None:
            self._text_percent = min(200, max(100, text_percent))
        if self._look() != before or before != self._applied:
            self.apply()

    def _look(self) -> tuple[str, Palette, int]:
        return self._choice, self.palette, self._text_percent

    def apply(self) -> None:
        """Give palette, font and style sheet to the application."""
        # delegates ask for them at every cell they paint
        self._fonts.clear()
        self._colors.clear()
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.setFont(self.font("body"))
        palette = QPalette()
        for part, role in _PALETTE_ROLES.items():
            palette.setColor(part, self.color(role))
        for part in (QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText, QPalette.ColorRole.WindowText):
            palette.setColor(QPalette.ColorGroup.Disabled, part, self.color("disabled_ink"))
        application.setPalette(palette)
        application.setStyleSheet(self.style_sheet())
        self._applied = self._look()
        self.changed.emit()

    def _system_changed(self) -> None:
        if self._choice == SYSTEM:
            self.apply()

    # ---- what widgets ask ------------------------------------------------------------------------------------------

    def token(self, *path: str) -> Any:
        """Return a value of the token file by its path."""
        value: Any = self._tokens
        for name in path:
            value = value[name]
        return value

    def color(self, role: str) -> QColor:
        """Return the colour of a role; a literal `#rrggbb` of the tokens passes through."""
        color = self._colors.get(role)
        if color is None:
            text = role if role.startswith("#") else self._tokens["palettes"][self.palette][role]
            color = self._colors[role] = QColor(text)
        return QColor(color)

    def px(self, length: float) -> int:
        """Return a length that grows with the text."""
        return round(length * self._text_percent / 100)

    def size(self, name: str) -> int:
        """Return a size of the tokens, grown with the text."""
        return self.px(self._tokens["size"][name])

    @property
    def line(self) -> int:
        """Width of a line round cards and inputs."""
        width: int = self._tokens["line"][self.palette]
        return width

    def font(self, role: str, *, bold: bool | None = None, tibetan: bool = False) -> QFont:
        """Return the font of a type role; `tibetan` is the larger cut that stands beside it."""
        key = (role, bold, tibetan)
        if key not in self._fonts:
            self._fonts[key] = self._make_font(role, bold=bold, tibetan=tibetan)
        # a copy: it may be changed by whoever asked
        return QFont(self._fonts[key])

    def _make_font(self, role: str, *, bold: bool | None, tibetan: bool) -> QFont:
        pixels, weight = self._tokens["type"][role]
        families: list[str] = self._tokens["fonts"]
        if tibetan:
            pixels, weight, families = pixels * self._tokens["tibetan"]["scale"], 400, families[::-1]
        if bold is not None:
            weight = 600 if bold else 400
        font = QFont()
        font.setFamilies(families)
        font.setPixelSize(self.px(pixels))
        font.setWeight(QFont.Weight(weight))
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        return font

    def pixmap(self, name: str, size: int, role: str = "ink", ratio: float = 1.0) -> QPixmap:
        """Return an icon painted in a role's colour, `size` pixels at ratio 1; raises `Bug("theme.no-icon")`."""
        color = self.color(role).name()
        key = (name, size, color, ratio)
        if key not in self._pixmaps:
            svg = _svg(self._icons / f"{name}.svg").replace("currentColor", color)
            pixmap = QPixmap(QSize(round(size * ratio), round(size * ratio)))
            pixmap.fill(Qt.GlobalColor.transparent)
            painter = QPainter(pixmap)
            QSvgRenderer(QByteArray(svg.encode())).render(painter, QRectF(0, 0, pixmap.width(), pixmap.height()))
            painter.end()
            pixmap.setDevicePixelRatio(ratio)
            self._pixmaps[key] = pixmap
        return self._pixmaps[key]

    def icon(self, name: str, role: str = "ink", size: int = 20, ratio: float = 1.0, gap: int = 0) -> QIcon:
        """Return an icon with its disabled state; `gap` is empty pixels at its right, below 0 at its left."""
        key = (name, role, size, ratio, gap, self.palette)
        if key not in self._made_icons:
            self._made_icons[key] = self._make_icon(name, role, size, ratio, gap)
        return self._made_icons[key]

    def _make_icon(self, name: str, role: str, size: int, ratio: float, gap: int) -> QIcon:
        icon = QIcon()
        for mode, of_mode in ((QIcon.Mode.Normal, role), (QIcon.Mode.Disabled, "disabled_ink")):
            pixmap = self.pixmap(name, size, of_mode, ratio)
            if gap:
                wide = QPixmap(QSize(round((size + abs(gap)) * ratio), pixmap.height()))
                wide.setDevicePixelRatio(ratio)
                wide.fill(Qt.GlobalColor.transparent)
                painter = QPainter(wide)
                painter.drawPixmap(max(0, -gap), 0, pixmap)
                painter.end()
                pixmap = wide
            icon.addPixmap(pixmap, mode)
        return icon

    def style_sheet(self) -> str:
        """Return the style sheet of the palette in use; raises `KeyError` for a role that is missing."""
        tokens = self._tokens
        values: dict[str, object] = dict(tokens["palettes"][self.palette])
        for name, (pixels, weight) in tokens["type"].items():
            values[f"{name}_px"], values[f"{name}_weight"] = self.px(pixels), weight
        # a style sheet's heights leave out the border
        for name in tokens["size"]:
            values[f"{name}_size"], values[f"{name}_inner"] = self.size(name), self.size(name) - 2 * self.line
        for name, radius in tokens["radius"].items():
            values[f"{name}_radius"] = radius
        for pad in (4, 8, 12, 16, 18, 24, 30, 54):
            values[f"pad_{pad}"] = self.px(pad)
        values["line_width"] = self.line
        values["disabled_line"] = "dashed" if self.is_contrast else "solid"
        values["disabled_edge"] = values["disabled_ink" if self.is_contrast else "disabled_bg"]
        return self._sheet.substitute(values)


_made: list[Theme] = []


def current() -> Theme:
    """Return the theme of the program; raises `Bug("theme.not-made")` before there is one."""
    if not _made:
        raise Bug("theme.not-made")
    return _made[0]


def restyle(widget: QWidget, **roles: str) -> None:
    """Give a widget other style roles and let the style sheet look at it again, if they are others."""
    is_same = all((widget.property(name) or "") == value for name, value in roles.items())
    for name, value in roles.items():
        widget.setProperty(name, value)
    if is_same:
        return
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()


@lru_cache(maxsize=1)
def _load_fonts(folder: Path) -> None:
    for path in sorted(folder.glob("*.ttf")):
        if QFontDatabase.addApplicationFont(str(path)) < 0:
            raise Bug("theme.font-unreadable", file=path.name)


@lru_cache(maxsize=256)
def _svg(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError as missing:
        raise Bug("theme.no-icon", name=path.stem) from missing
