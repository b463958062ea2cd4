"""Behind the PIN: the kiosk's own lock screen, the sessions of the day, the passphrase, and a person without a name."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit

from tianye.services.kiosk import AGE_GROUPS, Sitting
from tianye.ui.kiosk.board import EDGE, Board, grid
from tianye.ui.kiosk.keys import Big, fit_letters, forget, place
from tianye.ui.kiosk.words import Words
from tianye.ui.messages.dates import span_words
from tianye.ui.messages.people import dotted
from tianye.ui.messages.trainings import title_words

CHOICES: Final = {
    "door": "door",
    "unnamed": "user",
    "new_person": "user-plus",
    "sitting": "calendar",
    "close": "flag",
    "sound": "speaker",
    "pin": "key",
    "desk": "lock",
    "end": "stop",
}
"""What the leader can do → its icon, in the order on the screen; `close` opens the door again where it is closed."""
MOST_SITTINGS: Final = 6


class _Inner(Board):
    """A screen behind the PIN: a title, a way back by button and Esc."""

    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.title = Words(44, least=30, bold=True)
        self.title.setParent(self)
        self.way_back = Big(self, "arrow-left")
        self.way_back.clicked.connect(self.left)

    def arrange(self) -> None:
        """Place title and way back at the top."""
        px, edge = self.px, self.px(EDGE)
        tall = max(self.target, px(88))
        place(self.way_back, edge, px(28), px(230), tall)
        place(self.title, edge + px(230) + px(32), px(28), self.width() - 2 * edge - px(262), tall)

    def inside(self) -> QRect:
        """Return the room below the head."""
        px, edge = self.px, self.px(EDGE)
        top = px(28) + max(self.target, px(88)) + px(28)
        return QRect(edge, top, self.width() - 2 * edge, self.height() - top - px(36))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go back on Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


def _choose(buttons: dict[str | None, Big], chosen: str | None) -> None:
    """Mark one of some: by its ground, its line and a tick."""
    for name, button in buttons.items():
        button.setChecked(name == chosen)
        button.set_icon("check" if name == chosen else "")


class LockBoard(_Inner):
    """What the leader can do; `picked` brings the name of a choice."""

    picked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._is_open, self._has_sound, self._is_muted = True, False, False
        self.choices = {
            name: Big(self, icon, shape="stack", pixels=28, is_filled=name == "door") for name, icon in CHOICES.items()
        }
        for name, choice in self.choices.items():
            choice.clicked.connect(lambda _=False, name=name: self.picked.emit(name))
        self.way_back.hide()

    def show_state(self, *, is_open: bool, has_sound: bool, is_muted: bool) -> None:
        """Show whether the door is open and whether it sounds."""
        self._is_open, self._has_sound, self._is_muted = is_open, has_sound, is_muted
        self.retranslate()

    def retranslate(self) -> None:
        """Set every text."""
        self.title.say(self.tr("Leader"))
        words = {
            "door": self.tr("Back to the door"),
            "unnamed": self.tr("Without a name"),
            "new_person": self.tr("Register someone new"),
            "sitting": self.tr("Change the session"),
            "close": self.tr("End check-in") if self._is_open else self.tr("Open check-in again"),
            "sound": self.tr("Turn sound on") if self._is_muted else self.tr("Turn sound off"),
            "pin": self.tr("Change the PIN"),
            "desk": self.tr("Open the whole program"),
            "end": self.tr("Close Tianye"),
        }
        for name, text in words.items():
            self.choices[name].say(text)
        self.choices["close"].set_icon("flag" if self._is_open else "door")
        self.choices["sound"].set_icon("speaker" if self._is_muted else "speaker-off")
        self.choices["sound"].setVisible(self._has_sound)
        self.arrange()

    def arrange(self) -> None:
        """Place the choices in three rows."""
        super().arrange()
        place(self.title, self.px(EDGE), self.px(28), self.width() - 2 * self.px(EDGE), self.px(76))
        box = self.inside()
        box.setTop(self.px(28 + 76 + 16))
        shown = [choice for name, choice in self.choices.items() if name != "sound" or self._has_sound]
        columns = 4 if len(shown) == 8 else 3
        rows = -(-len(shown) // columns)
        box.setHeight(min(box.height(), self.px(190) * rows + self.gap * (rows - 1)))
        for choice, cell in zip(shown, grid(box, columns, rows, self.gap), strict=False):
            choice.setGeometry(cell)


class SittingsBoard(_Inner):
    """The sessions of today; `picked` brings the id of one."""

    picked = Signal(bytes)

    def __init__(self) -> None:
        super().__init__()
        self._sittings: list[Sitting] = []
        self._now = b""
        self.choices = [Big(self, "calendar") for _ in range(MOST_SITTINGS)]
        for number, choice in enumerate(self.choices):
            choice.clicked.connect(lambda _=False, number=number: self.picked.emit(self._sittings[number].id))
            choice.setCheckable(True)
        self.none = Words(34, least=24)
        self.none.setParent(self)

    def show_sittings(self, sittings: list[Sitting], now: bytes) -> None:
        """Show the sessions of today; `now` is the one the kiosk stands at."""
        self._sittings, self._now = sittings[:MOST_SITTINGS], now
        self.retranslate()
        shown = [choice for choice in self.choices if choice.isVisibleTo(self)]
        (shown[0] if shown else self.way_back).setFocus(Qt.FocusReason.OtherFocusReason)

    def retranslate(self) -> None:
        """Set every text."""
        self.title.say(self.tr("Today's sessions"))
        self.way_back.say(self.tr("Back"))
        self.none.say(self.tr("There is no session today on this laptop."))
        self.none.setVisible(not self._sittings)
        for number, choice in enumerate(self.choices):
            choice.setVisible(number < len(self._sittings))
            if number < len(self._sittings):
                sitting = self._sittings[number]
                title = title_words(sitting.title_zh, sitting.title_en)
                is_here = sitting.id == self._now
                choice.setChecked(is_here)
                choice.set_icon("check" if is_here else "calendar")
                choice.say(dotted((self.tr("now") if is_here else "", span_words(sitting.begins, sitting.ends), title)))
        self.arrange()

    def arrange(self) -> None:
        """Place the sessions below one another, in two columns where there are more than three."""
        super().arrange()
        box = self.inside()
        columns = 2 if len(self._sittings) > MOST_SITTINGS // 2 else 1
        rows = max(1, -(-len(self._sittings) // columns))
        box.setHeight(rows * max(self.px(120), self.target) + self.gap * (rows - 1))
        for choice, cell in zip(self.choices, grid(box, columns, rows, self.gap), strict=False):
            choice.setGeometry(cell)
        place(self.none, box.x(), box.y(), box.width(), self.px(100))


class PassphraseBoard(_Inner):
    """The way to the rest of the program, or to a new PIN; `given` brings what was typed, which is kept nowhere."""

    given = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._is_busy, self._is_wrong = False, False
        self.words = Words(30, least=22, ink="ink_soft")
        self.remark = Words(28, least=20, bold=True, ink="error")
        self.forgotten = Words(26, least=20, ink="ink_soft")
        for part in (self.words, self.remark, self.forgotten):
            part.setParent(self)
        self.field = QLineEdit(self)
        self.field.setProperty("scale", "kiosk")
        self.field.setEchoMode(QLineEdit.EchoMode.Password)
        self.field.setInputMethodHints(Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText)
        self.field.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.field.returnPressed.connect(self._give)
        self.open = Big(self, "key", is_filled=True)
        self.open.clicked.connect(self._give)

    def begin(self) -> None:
        """Ask anew."""
        self.clear()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def clear(self) -> None:
        """Forget what was typed."""
        forget(self.field)
        self._is_busy, self._is_wrong = False, False
        self.retranslate()

    def refuse(self) -> None:
        """Say that this passphrase does not open the folder."""
        forget(self.field)
        self._is_busy, self._is_wrong = False, True
        self.retranslate()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def retranslate(self) -> None:
        """Set every text."""
        self.title.say(self.tr("Passphrase of this laptop"))
        self.words.say(self.tr("The passphrase that opens Tianye on this laptop, not the leader's PIN of digits."))
        self.forgotten.say(self.tr('Forgotten? The facilitator has it. Press "Back": check-in at the door goes on.'))
        self.field.setAccessibleName(self.tr("Passphrase"))
        self.way_back.say(self.tr("Back"))
        self.open.say(self.tr("Checking") if self._is_busy else self.tr("Open"))
        self.open.setEnabled(not self._is_busy)
        self.remark.say(self.tr("This passphrase does not open it. Check capitals and the keyboard's language."))
        self.remark.setVisible(self._is_wrong)
        self.arrange()

    def _give(self) -> None:
        text = self.field.text()
        if not text or self._is_busy:
            return
        self._is_busy, self._is_wrong = True, False
        self.retranslate()
        self.given.emit(text)

    def arrange(self) -> None:
        """Place the field in the middle."""
        super().arrange()
        px, box = self.px, self.inside()
        wide = min(box.width(), px(900))
        x = box.x() + (box.width() - wide) // 2
        tall = max(self.target, px(96))
        fit_letters(self.field, self.scale)
        place(self.words, x, box.y() + px(10), wide, px(96))
        place(self.field, x, box.y() + px(116), wide - px(260), tall)
        place(self.open, x + wide - px(260) + self.gap, box.y() + px(116), px(260) - self.gap, tall)
        # what went wrong stands first; how to go on keeps its place under it
        place(self.remark, x, box.y() + px(130) + tall, wide, px(90))
        place(self.forgotten, x, box.y() + px(226) + tall, wide, px(80))

    def changeEvent(self, event: QEvent) -> None:
        """Keep the field's room when the look changes."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.arrange()


class UnnamedBoard(_Inner):
    """Somebody who gives no name: sex and age group in large tiles; `counted` brings both, None for not said."""

    counted = Signal(object, object)

    def __init__(self) -> None:
        super().__init__()
        self._sex: str | None = None
        self._age: str | None = None
        self.sex_words = Words(30, least=22, bold=True)
        self.age_words = Words(30, least=22, bold=True)
        for part in (self.sex_words, self.age_words):
            part.setParent(self)
        self.sexes: dict[str | None, Big] = {sex: Big(self) for sex in ("f", "m", None)}
        self.ages: dict[str | None, Big] = {age: Big(self, pixels=26) for age in (*AGE_GROUPS, None)}
        for choices in (self.sexes, self.ages):
            for button in choices.values():
                button.setCheckable(True)
                button.is_middle = True
        for sex, button in self.sexes.items():
            button.clicked.connect(lambda _=False, sex=sex: self._choose_sex(sex))
        for age, button in self.ages.items():
            button.clicked.connect(lambda _=False, age=age: self._choose_age(age))
        self.count = Big(self, "check", is_filled=True)
        self.count.clicked.connect(self._count)

    def begin(self) -> None:
        """Ask anew: nothing is chosen."""
        for choices in (self.sexes, self.ages):
            for button in choices.values():
                button.setChecked(False)
                button.set_icon("")
        self._sex, self._age = None, None
        self.retranslate()
        self.sexes["f"].setFocus(Qt.FocusReason.OtherFocusReason)

    def retranslate(self) -> None:
        """Set every text."""
        self.title.say(self.tr("Without a name"))
        self.way_back.say(self.tr("Back"))
        self.sex_words.say(self.tr("Woman or man?"))
        self.age_words.say(self.tr("About how old?"))
        self.sexes["f"].say(self.tr("Woman"))
        self.sexes["m"].say(self.tr("Man"))
        for choices in (self.sexes, self.ages):
            choices[None].say(self.tr("Not said"))
        for age in AGE_GROUPS:
            first, _, last = age.partition("-")
            if first == "0":
                words = self.tr("Under {age}").format(age=int(last) + 1)
            elif last:
                words = self.tr("{first} to {last}").format(first=first, last=last)
            else:
                words = self.tr("{age} or older").format(age=first.rstrip("+"))
            self.ages[age].say(words)
        self.count.say(self.tr("Count one more"))
        is_ready = all(any(button.isChecked() for button in of.values()) for of in (self.sexes, self.ages))
        self.count.setEnabled(is_ready)
        self.arrange()

    def _choose_sex(self, sex: str | None) -> None:
        self._sex = sex
        _choose(self.sexes, sex)
        self.retranslate()

    def _choose_age(self, age: str | None) -> None:
        self._age = age
        _choose(self.ages, age)
        self.retranslate()

    def _count(self) -> None:
        self.counted.emit(self._sex, self._age)

    def arrange(self) -> None:
        """Place two rows of tiles and the button below."""
        super().arrange()
        px, box = self.px, self.inside()
        tall = max(self.target, px(100))
        place(self.sex_words, box.x(), box.y() - px(8), box.width(), px(44))
        sexes = QRect(box.x(), box.y() + px(40), box.width(), tall)
        for button, cell in zip(self.sexes.values(), grid(sexes, 3, 1, self.gap), strict=True):
            button.setGeometry(cell)
        under = sexes.bottom() + px(20)
        place(self.age_words, box.x(), under, box.width(), px(44))
        ages = QRect(box.x(), under + px(48), box.width(), tall)
        for button, cell in zip(self.ages.values(), grid(ages, len(self.ages), 1, self.gap), strict=True):
            button.setGeometry(cell)
        place(self.count, box.x(), ages.bottom() + px(32), px(420), tall)
