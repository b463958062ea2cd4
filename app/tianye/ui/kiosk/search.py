"""Finding one's name without a badge: letters and digits in large keys, at most six tiles of name and mark."""

from __future__ import annotations

from itertools import pairwise
from typing import Final

from PySide6.QtCore import QEvent, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit

from tianye.services.kiosk import MOST_TILES, Found, Tile
from tianye.ui import theme
from tianye.ui.kiosk.board import EDGE, PublicBoard, grid
from tianye.ui.kiosk.keys import Big, Key, fit_letters, forget, place
from tianye.ui.kiosk.tibetan import SAYINGS
from tianye.ui.kiosk.words import Tibetan, Words, kiosk_font

LETTERS: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_PAD: Final = ("1", "2", "3", "4", "5", "6", "7", "8", "9", "clear", "0", "back")


class SearchBoard(PublicBoard):
    """`typed` brings what is looked for, `chosen` the person whose tile was pressed, `left` that nobody was.

    `new_wanted`: she is not among those who were found.
    """

    typed = Signal(str)
    chosen = Signal(bytes)
    left = Signal()
    new_wanted = Signal()
    leader_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.has_tibetan = True
        self._found: Found | None = None
        self.way_back = Big(self, "arrow-left")
        self.way_back.clicked.connect(self.left)
        self.leader = Big(self, "lock", shape="stack", pixels=20)
        self.leader.clicked.connect(self.leader_wanted)
        self.field = _Field(self)
        self.field.textChanged.connect(self._looked_for)
        self.field.returnPressed.connect(self._enter)
        self.tiles = [Big(self, "", pixels=30) for _ in range(MOST_TILES)]
        for number, tile in enumerate(self.tiles):
            tile.clicked.connect(lambda _=False, number=number: self._take(number))
        self.new = Big(self, "user-plus")
        self.new.clicked.connect(self.new_wanted)
        self.words = Words(34, least=22)
        self.words_bo = Tibetan(30)
        self.words_en = Words(24, least=18, ink="ink_soft")
        for part in (self.words, self.words_bo, self.words_en):
            part.setParent(self)
        self.letters = [Key(self, letter) for letter in LETTERS]
        self.pad = [Key(self, word if word.isdecimal() else "") for word in _PAD]
        self.pad[11].set_icon("backspace")
        for key in (*self.letters, *self.pad):
            key.clicked.connect(self._pressed)
        order = [self.field, *self.tiles, self.new, *self.letters, *self.pad, self.way_back, self.leader]
        for one, other in pairwise(order):
            self.setTabOrder(one, other)
        self.clear()

    def clear(self) -> None:
        """Forget what was typed and found: nobody's name stays on the screen."""
        forget(self.field)
        self._found = None
        self._show_tiles(())
        self.retranslate()

    def show_found(self, found: Found) -> None:
        """Show whom the letters can mean."""
        self._found = found if self.field.text().strip() else None
        self._show_tiles(self._found.tiles if self._found else ())
        self.retranslate()

    def retranslate(self) -> None:
        """Set every text; the words between field and keys say what to do next."""
        self.way_back.say(self.tr("Back"), SAYINGS["back"] if self.has_tibetan else "")
        self.leader.say(self.tr("Leader"))
        self.field.setAccessibleName(self.tr("First letters of the name, or the last 4 digits of the phone"))
        self.field.hint = self.tr("First letters of your name")
        self.pad[9].say(self.tr("Clear"))
        self.pad[11].setAccessibleName(self.tr("Delete the last letter"))
        self.new.say(self.tr("I am new here"), SAYINGS["new_here"] if self.has_tibetan else "")
        found = self._found
        self.new.setVisible(found is not None and not found.tiles and not found.has_more)
        words, saying = self._next_step()
        self.words.say(words)
        self.words_bo.setText(SAYINGS[saying] if self.has_tibetan else "")
        self.words_en.say(self.beside(lambda: self._next_step()[0]))
        self.arrange()

    def _next_step(self) -> tuple[str, str]:
        found = self._found
        if found is None:
            words = self.tr("Press the first letter of each part of your name, or the last 4 digits of your phone.")
            return words, "type_name"
        if not found.tiles and found.has_more:
            return self.tr("Many begin like this. One more letter."), "one_more"
        if not found.tiles:
            return self.tr('Nobody found. Try other letters. First time here? Press "I am new here".'), "nobody"
        names = [tile.name for tile in found.tiles]
        if len(set(names)) < len(names):
            return self.tr("The same name twice? Press the picture on your badge, or ask the leader."), "choose_mark"
        if found.has_more:
            return self.tr("Not here? One more letter."), "one_more"
        return self.tr("Press your own name and picture."), "choose_mark"

    # ---- typing ----------------------------------------------------------------------------------------------------

    def _pressed(self) -> None:
        key = self.sender()
        if key is self.pad[9]:
            forget(self.field)
        elif key is self.pad[11]:
            self.field.backspace()
        elif isinstance(key, Key):
            self.field.insert(key.text())
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _looked_for(self, text: str) -> None:
        if text.strip():
            self.typed.emit(text.strip())
        else:
            self._found = None
            self._show_tiles(())
            self.retranslate()

    def _enter(self) -> None:
        tiles = self._found.tiles if self._found else ()
        if len(tiles) == 1:
            self._take(0)
        elif tiles:
            self.tiles[0].setFocus(Qt.FocusReason.TabFocusReason)

    def _take(self, number: int) -> None:
        if self._found is not None and number < len(self._found.tiles):
            self.chosen.emit(self._found.tiles[number].person)

    def _show_tiles(self, tiles: tuple[Tile, ...]) -> None:
        for button, tile in zip(self.tiles, tiles, strict=False):
            button.mark = tile.mark
            button.say(tile.name or tile.name_bo, tile.name_bo if tile.name else "")
        for button in self.tiles[len(tiles) :]:
            button.mark = None
            button.say("")
        for number, button in enumerate(self.tiles):
            button.setVisible(number < len(tiles))

    # ---- where things stand ----------------------------------------------------------------------------------------

    def arrange(self) -> None:
        """Place the keys at the foot, in three quarters letters and a quarter digits; the tiles in what is left."""
        px, width, height, edge, gap = self.px, self.width(), self.height(), self.px(EDGE), self.gap
        side = self.target
        tall = 4 * side + 3 * gap
        top = height - px(20) - tall
        step = (width - 2 * edge - px(36) - 8 * gap) / 10
        letters = QRect(edge, top, round(7 * step + 6 * gap), tall)
        for key, cell in zip(self.letters, grid(letters, 7, 4, gap), strict=False):
            key.setGeometry(cell)
        right = QRect(letters.right() + px(36), top, width - edge - letters.right() - px(36), tall)
        for key, cell in zip(self.pad, grid(right, 3, 4, gap), strict=True):
            key.setGeometry(cell)
        head = px(16)
        place(self.way_back, edge, head, px(210), max(side, px(88)))
        line = edge + px(210) + gap
        typed = px(430)
        fit_letters(self.field, self.scale)
        has_tiles = bool(self._found is not None and self._found.tiles)
        wide_leader = max(px(104), side)
        place(self.leader, width - edge - wide_leader, head, wide_leader, max(side, px(88)))
        right_edge = width - edge - wide_leader - gap
        place(self.field, line, head, typed if has_tiles else right_edge - line, max(side, px(88)))
        tall_words = max(side, px(88))
        free = QRect(edge, head + tall_words + px(14), width - 2 * edge, top - px(14) - head - tall_words - px(14))
        tall_tile = min(free.height(), px(230))
        row = QRect(free.x(), free.y() + (free.height() - tall_tile) // 2, free.width(), tall_tile)
        tall_new = min(tall_tile, max(px(112), side))
        place(self.new, row.right() - px(400), row.y() + (row.height() - tall_new) // 2, px(400), tall_new)
        if has_tiles:
            beside = line + typed + px(24)
            self._place_words(QRect(beside, head, right_edge - beside, tall_words))
        else:
            room = row.width() - (px(430) if self.new.isVisibleTo(self) else 0)
            tall_room = min(row.height(), px(150))
            self._place_words(QRect(row.x(), row.y() + (row.height() - tall_room) // 2, room, tall_room))
        is_flat = tall_tile < px(150)
        for tile, cell in zip(self.tiles, grid(row, MOST_TILES, 1, gap), strict=True):
            tile.shape_as("row" if is_flat else "stack")
            tile.setGeometry(cell)

    def _place_words(self, box: QRect) -> None:
        has_english = bool(self.words_en.text()) and box.height() >= self.px(120)
        self.words_en.setVisible(has_english)
        tall = box.height() * (0.74 if has_english else 1.0)
        share = 0.56 * tall if self.words_bo.text() else tall
        place(self.words, box.x(), box.y(), box.width(), share)
        place(self.words_bo, box.x(), box.y() + share, box.width(), tall - share)
        place(self.words_en, box.x(), box.y() + tall, box.width(), box.height() - tall)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Letters go to the field wherever the focus is; Esc goes back."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.text().strip() and event.text().isprintable():
            self.field.setFocus(Qt.FocusReason.OtherFocusReason)
            self.field.insert(event.text())
        elif event.key() == Qt.Key.Key_Backspace:
            self.field.setFocus(Qt.FocusReason.OtherFocusReason)
            self.field.backspace()
        else:
            super().keyPressEvent(event)


class _Field(QLineEdit):
    """What is typed, in the letters of the kiosk; drawn by itself, because a style sheet's size grows with the text."""

    def __init__(self, board: PublicBoard) -> None:
        super().__init__(board)
        self._board = board
        self.hint = ""
        self.setProperty("scale", "kiosk")
        self.setMaxLength(20)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.text():
            return
        painter = QPainter(self)
        painter.setFont(kiosk_font(self._board.px(24)))
        painter.setPen(theme.current().color("ink_faint"))
        flags = int(Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap)
        painter.drawText(self.rect().adjusted(self._board.px(24) + 8, 0, -8, 0), flags, self.hint)
