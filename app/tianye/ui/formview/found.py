"""The choices that fit what was typed: by any part of their words, in either language, by pinyin and its initials.

A list of up to 400 is read aloud at the first letter. Of a longer one some hundred are read at a time while nothing
else is to do, so that 50,000 make nobody wait: until they are through, labels are found by their own letters.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, QTimer, Signal

from tianye.domain.names import pinyin_of
from tianye.forms.nodes import Choice
from tianye.ui.formview.markup import plain, second_words

Index = QModelIndex | QPersistentModelIndex
CHOSEN_ROLE: Final = int(Qt.ItemDataRole.UserRole)
SECOND_ROLE: Final = CHOSEN_ROLE + 1
_READ_AT_ONCE: Final = 400
_READ_EACH: Final = 300
_GIVEN_ROWS: Final = 200
_MOST_KEPT: Final = 4


@dataclass(slots=True, eq=False)
class _Words:
    """What is looked through, a text for each choice; the first `read` of them have their pinyin too."""

    choices: Sequence[Choice]
    second: Sequence[Choice]
    texts: list[str] = field(default_factory=list)
    read: int = 0

    def __post_init__(self) -> None:
        self.texts = [choice.label.casefold() for choice in self.choices]
        if len(self.second) == len(self.choices):
            pairs = zip(self.texts, self.second, strict=True)
            self.texts = [f"{words}\n{other.label.casefold()}" for words, other in pairs]
        if len(self.choices) <= _READ_AT_ONCE:
            self.read_on(_READ_AT_ONCE)

    @property
    def is_read(self) -> bool:
        return self.read >= len(self.texts)

    def read_on(self, count: int) -> None:
        end = min(len(self.texts), self.read + count)
        for number in range(self.read, end):
            if reading := _reading(self.choices[number].label):
                self.texts[number] = f"{self.texts[number]}\n{reading}"
        self.read = end


_kept: list[_Words] = []
"""The lists looked through last: a page turned back to is not read again."""


def _words_of(choices: Sequence[Choice], second: Sequence[Choice]) -> _Words:
    for words in _kept:
        if words.choices is choices and words.second is second:
            return words
    words = _Words(choices, second)
    _kept.insert(0, words)
    del _kept[_MOST_KEPT:]
    return words


class FoundChoices(QAbstractListModel):
    """The choices found; `grew` says that others fit what was typed now that their pinyin is known.

    A view walks over every row it is given, so it is given the first ones, and more when it comes to their end.
    """

    grew = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._choices: Sequence[Choice] = ()
        self._second: Sequence[Choice] = ()
        self._words: _Words | None = None
        self._found: Sequence[int] = ()
        self._given = 0
        self._typed = ""
        self._places: dict[str, int] | None = None
        self._reader = QTimer(self, interval=0)
        self._reader.timeout.connect(self._read_on)
        self.chosen: frozenset[str] = frozenset()

    def show_choices(self, choices: Sequence[Choice], second: Sequence[Choice], chosen: frozenset[str]) -> None:
        """Show a list of choices; the filter stays."""
        is_same = choices is self._choices or choices == self._choices
        if is_same and (second is self._second or second == self._second):
            self.mark_chosen(chosen)
            return
        self.beginResetModel()
        self._choices, self._second, self.chosen = choices, second, chosen
        self._words = self._places = None
        self._take_found(range(len(choices)))
        self.endResetModel()
        if self._typed:
            typed, self._typed = self._typed, ""
            self.search(typed)

    def mark_chosen(self, chosen: frozenset[str]) -> None:
        """Show others as chosen."""
        if chosen != self.chosen:
            self.chosen = chosen
            if self._found:
                self.dataChanged.emit(self.index(0), self.index(self._given - 1))

    # ---- searching -------------------------------------------------------------------------------------------------

    def search(self, typed: str) -> None:
        """Keep what has every word of a text in it; what begins with it comes first."""
        typed = " ".join(typed.casefold().split())
        if typed == self._typed:
            return
        is_narrower = bool(self._typed) and typed.startswith(self._typed)
        self._typed = typed
        self._look(sorted(self._found) if is_narrower else None)

    def _look(self, among: Sequence[int] | None) -> None:
        typed = self._typed
        self.beginResetModel()
        if not typed:
            self._take_found(range(len(self._choices)))
        else:
            texts = self._looked_through().texts
            among = range(len(texts)) if among is None else among
            words = typed.split()
            if len(words) == 1:
                found = [number for number in among if typed in texts[number]]
            else:
                found = [number for number in among if all(word in texts[number] for word in words)]
            ahead = [number for number in found if texts[number].startswith(typed)]
            if ahead and len(ahead) < len(found):
                first = frozenset(ahead)
                found = ahead + [number for number in found if number not in first]
            self._take_found(found)
        self.endResetModel()

    def _take_found(self, found: Sequence[int]) -> None:
        self._found = found
        self._given = min(len(found), _GIVEN_ROWS)

    def _looked_through(self) -> _Words:
        if self._words is None:
            self._words = _words_of(self._choices, self._second)
        return self._words

    def read_ahead(self) -> None:
        """Learn the pinyin of a long list from now on, a little at a time."""
        if len(self._choices) > _READ_AT_ONCE and not self._looked_through().is_read:
            self._reader.start()

    def rest(self) -> None:
        """Read no more for now."""
        self._reader.stop()

    def _read_on(self) -> None:
        words = self._looked_through()
        words.read_on(_READ_EACH)
        if words.is_read:
            self._reader.stop()
            if self._typed:
                self._look(None)
                self.grew.emit()

    # ---- what is found ---------------------------------------------------------------------------------------------

    @property
    def count(self) -> int:
        """How many choices fit."""
        return len(self._found)

    @property
    def is_read(self) -> bool:
        """Whether all choices are found by their pinyin."""
        return self._looked_through().is_read

    def choice(self, row: int) -> Choice:
        """Return a choice by its place among the found."""
        return self._choices[self._found[row]]

    def row_of(self, value: str) -> int:
        """Return the place of a value among the rows given to the view; -1 where it is none of them."""
        number = self._number_of(value)
        given = self._found[: self._given]
        return given.index(number) if number in given else -1

    def label_of(self, value: str) -> str:
        """Return the label of a value, the value itself where there is none."""
        number = self._number_of(value)
        return plain(self._choices[number].label) or value if number >= 0 else value

    def second_label_of(self, value: str) -> str:
        """Return the label of a value in the second language, empty where there is none or the same."""
        number = self._number_of(value)
        if number < 0 or len(self._second) != len(self._choices):
            return ""
        return second_words(self._choices[number].label, self._second[number].label)

    def _number_of(self, value: str) -> int:
        if self._places is None:
            self._places = {choice.value: number for number, choice in enumerate(self._choices)}
        return self._places.get(value, -1)

    def rowCount(self, parent: Index | None = None) -> int:
        """Return how many rows the view was given so far."""
        return 0 if parent is not None and parent.isValid() else self._given

    def canFetchMore(self, parent: Index) -> bool:
        """Say whether there are more."""
        return self._given < len(self._found)

    def fetchMore(self, parent: Index) -> None:
        """Give more rows."""
        end = min(len(self._found), self._given + _GIVEN_ROWS)
        self.beginInsertRows(QModelIndex(), self._given, end - 1)
        self._given = end
        self.endInsertRows()

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the label, whether it is chosen, or the label of the other language."""
        number = self._found[index.row()]
        choice = self._choices[number]
        if role == Qt.ItemDataRole.DisplayRole:
            return plain(choice.label) or choice.value
        if role == CHOSEN_ROLE:
            return choice.value in self.chosen
        other = self._second[number].label if len(self._second) == len(self._choices) else None
        if role == SECOND_ROLE:
            return second_words(choice.label, other)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{plain(choice.label) or choice.value} {second_words(choice.label, other)}".strip()
        return None


def _reading(label: str) -> str:
    """Return the pinyin of a label without gaps, and its initials; empty where no letter of it is Chinese."""
    if label.isascii():
        return ""
    syllables = pinyin_of(label).split()
    return f"{''.join(syllables)}\n{''.join(part[:1] for part in syllables)}".casefold()
