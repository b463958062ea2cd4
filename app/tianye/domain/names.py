"""Names as people give them: one normal form, pinyin, keys to search by, and a form in which spellings meet.

A name is one text without first and last: most Tibetans have no family name, and lists are sorted by the pinyin of the
whole name (`domain.md` D11). This module is the only door to pypinyin, whose tables load on the first Han character
that is read (about 0.25 s), never at start-up. Nothing here keeps a name: only single characters are cached.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import islice
from typing import Final, NamedTuple

from tianye.domain.errors import NextStep, UserFault
from tianye.domain.name_tables import (
    CHARACTER_CLASSES,
    COMPOUND_SURNAMES,
    SPELLING_CLASSES,
    SURNAME_READINGS,
    TIBETAN_READINGS,
)

MAX_NAME_LENGTH: Final = 30
MAX_READINGS_PER_CHARACTER: Final = 2
MAX_READINGS_PER_NAME: Final = 5

TSHEG: Final = "\u0f0b"
_HAN: Final = "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_ALL_HAN: Final = re.compile(f"[{_HAN}]+")
# Nearly every name of a list: nothing in it has another normal form.
_PLAIN_HAN: Final = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]+")
_NOT_WORD: Final = re.compile(r"[\W_]")
_PHONE_MARKS: Final = re.compile(r"[\s+()-]")
# One Han character; one Tibetan syllable (letters and signs, no tsheg, no shad); one word of any other script.
_UNIT: Final = re.compile(f"(?P<han>[{_HAN}])|(?P<bo>[\u0f00\u0f35-\u0f39\u0f40-\u0fbc]+)|[^\\W_{_HAN}\u0f00-\u0fff]+")
_SYLLABLE: Final = re.compile(r"\S+")
_INVISIBLE: Final = re.compile(
    "[\u0000-\u0008\u000e-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]"
)

_TO_NORMAL: Final = str.maketrans(
    {
        **dict.fromkeys("‧•・．･∙⋅●﹒", "·"),
        **{chr(code + 0xFEE0): chr(code) for code in range(0x21, 0x7F) if chr(code).isalnum()},
        "\u0f0c": TSHEG,
        # Deprecated vowel signs, each with the sequence the standard gives in their place.
        "\u0f77": "\u0fb2\u0f71\u0f80",
        "\u0f79": "\u0fb3\u0f71\u0f80",
    }
)
_DOT_BETWEEN_HAN: Final = re.compile(f"(?<=[{_HAN}])\\.(?=[{_HAN}])")
_BLANK_AROUND_DOT: Final = re.compile(r" *·[ ·]*")
_BLANK_BETWEEN_HAN: Final = re.compile(f"(?<=[{_HAN}]) +(?=[{_HAN}])")


def normal_name(text: str) -> str:
    """Return the form in which a name is kept; it may be empty and is not otherwise checked.

    NFC; one middle dot U+00B7; full-width letters and digits made half-width; blanks between Han characters dropped
    (lists pad 张　三 to the width of three), others single; invisible and control characters dropped; a Tibetan name
    without closing tsheg or shad.
    """
    if _PLAIN_HAN.fullmatch(text):
        return text
    name = unicodedata.normalize("NFC", _INVISIBLE.sub("", text).translate(_TO_NORMAL))
    name = " ".join(name.split())
    name = _DOT_BETWEEN_HAN.sub("·", name)
    name = _BLANK_AROUND_DOT.sub("·", name)
    name = _BLANK_BETWEEN_HAN.sub("", name)
    return name.strip(" ·").rstrip("\u0f0b\u0f0d\u0f0e\u0f14 ")


def make_name(text: str) -> str:
    """Return the normal form of a name that can be registered: 1 to 30 characters, at least one of them a letter.

    Raises `UserFault` with `name.missing`, `name.too-long` or `name.without-letters`.
    """
    name = normal_name(text)
    if not name:
        raise UserFault("name.missing", next_step=NextStep.MEND_INPUT)
    if len(name) > MAX_NAME_LENGTH:
        raise UserFault("name.too-long", next_step=NextStep.MEND_INPUT, limit=MAX_NAME_LENGTH)
    if not any(character.isalpha() for character in name):
        raise UserFault("name.without-letters", next_step=NextStep.MEND_INPUT)
    return name


def load_tables() -> None:
    """Load the tables of readings now, a third of a second, which the first Han character would wait for."""
    pinyin_of("田")


def pinyin_of(name: str) -> str:
    """Return the most likely reading of a name, syllables separated by blanks, without tones, ü as v.

    Words of other scripts stand as they are, in lower case.
    """
    return " ".join(readings[0] for readings in _name_readings(_units(normal_name(name)).units))


def sort_key(name: str) -> str:
    """Return a text that sorts a list of names by whole-name pinyin, syllable by syllable, then by characters."""
    normal = normal_name(name)
    return f"{pinyin_of(normal)}\t{normal}"


def class_form(name: str) -> str:
    """Return a text equal for spellings of one name: 次仁卓玛, 泽仁卓玛 and 才仁卓玛 have one class form.

    One element per unit: the class of the syllable where the table of spellings knows one, else its pinyin. Equal
    forms are a hint, never a proof: one in five shares a name with somebody else.
    """
    units = _units(normal_name(name)).units
    # Most likely readings only: with every reading indexed, unlike names would meet.
    syllables = [_class_of(unit, readings[0]) for unit, readings in zip(units, _name_readings(units), strict=True)]
    for start in range(len(units) - 1):
        spelling = SPELLING_CLASSES.get(units[start] + units[start + 1])
        if spelling is not None:
            syllables[start : start + 2] = spelling
    return " ".join(syllables)


def word_readings(word: str) -> tuple[tuple[str, ...], ...]:
    """Return how a word that is no person's name may be read, in syllables: 称多 is chen duo and cheng duo.

    The likely reading comes first, then those with one character read otherwise.
    """
    units = _units(normal_name(word)).units
    readings = [_readings(unit) if _ALL_HAN.match(unit) else (unit,) for unit in units]
    return tuple(tuple(syllables) for syllables in _variants(readings))


def search_keys(name: str, other_names: Iterable[str] = (), phone: str | None = None) -> frozenset[str]:
    """Return the keys under which a person is found: a search is a prefix of a key, see `query_key`.

    Per name: the name and its endings; pinyin whole and without family name; initials likewise. For the phone: its
    last four and last eight digits, each followed by `#` so that the whole tail can be told from its beginning.
    """
    keys: set[str] = set()
    _add_name_keys(keys, name)
    for other in other_names:
        _add_name_keys(keys, other)
    if phone:
        digits = "".join(filter(str.isdecimal, phone))
        keys.update(f"{digits[-length:]}#" for length in (4, 8) if len(digits) >= length)
    return frozenset(keys)


def query_key(text: str) -> str:
    """Return what a typed search looks for as a prefix of `search_keys`; empty when nothing can be looked for.

    Digits look for a phone's tail, ASCII letters (with or without tone marks) for pinyin or a Latin name, anything
    else for the name as written, Tibetan by syllables.
    """
    query = normal_name(text)
    compact = _PHONE_MARKS.sub("", query)
    if compact.isascii() and compact.isdecimal():
        return f"{compact[-8:]}#" if len(compact) >= 8 else compact
    letters = _latin_letters(query)
    if letters.isascii():
        return letters
    return _joined(_units(query).units, 0)


def matched_spans(text: str, reading: str) -> tuple[tuple[int, int], ...]:
    """Return where a typed search met a reading of `pinyin_of`: spans (start, end), syllable by syllable.

    Nothing where it met the characters, a phone or another reading.
    """
    letters = _latin_letters(normal_name(text))
    if not letters.isascii() or not letters.isalpha():
        return ()
    syllables = [(match.start(), match.group()) for match in _SYLLABLE.finditer(reading)]
    for first in range(len(syllables)):
        spans: list[tuple[int, int]] = []
        rest = letters
        for start, syllable in syllables[first:]:
            length = min(len(syllable), len(rest))
            if not rest or not syllable.startswith(rest[:length]):
                break
            spans.append((start, start + length))
            rest = rest[length:]
        if spans and not rest:
            return tuple(spans)
        initials = "".join(syllable[0] for _, syllable in syllables[first:])
        if initials.startswith(letters):
            return tuple((start, start + 1) for start, _ in syllables[first : first + len(letters)])
    return ()


def read_words(text: str) -> tuple[str, ...]:
    """Return the syllables of Chinese words that are no personal name (places, organisations), ü as v.

    One element per Han character, by the dictionary's words; a run of anything else is one element as it stands.
    """
    from pypinyin import lazy_pinyin

    return tuple(lazy_pinyin(text))


class _Units(NamedTuple):
    units: list[str]
    """One Han character, Tibetan syllable or word each."""
    given_from: int
    """Index of the first unit that is not family name (or not the first word)."""


def _units(normal: str) -> _Units:
    if _ALL_HAN.fullmatch(normal):
        units = list(normal)
        return _Units(units, _given_from(normal))
    units = [_unit_text(match) for match in _UNIT.finditer(normal)]
    head = normal.partition("·")[0]
    if head != normal:
        return _Units(units, sum(1 for _ in _UNIT.finditer(head)))
    return _Units(units, 1)


def _unit_text(match: re.Match[str]) -> str:
    return match.group() if match.lastgroup else _latin_letters(match.group())


def _given_from(han: str) -> int:
    if len(han) > 2 and han[:2] in COMPOUND_SURNAMES:
        return 2
    # Four characters are two Tibetan words, or a double family name: either way the second half is what is called out.
    return 1 if len(han) < 4 else 2


def _latin_letters(text: str) -> str:
    """Lower-case letters and digits without marks, blanks, hyphens and apostrophes; ü becomes v as in pinyin input."""
    lowered = text.lower()
    if not lowered.isascii():
        lowered = unicodedata.normalize("NFC", lowered)
        for marked in "üǖǘǚǜ":
            lowered = lowered.replace(marked, "v")
        lowered = "".join(c for c in unicodedata.normalize("NFD", lowered) if not "\u0300" <= c <= "\u036f")
        lowered = unicodedata.normalize("NFC", lowered)
    return _NOT_WORD.sub("", lowered)


def _joined(units: list[str], start: int) -> str:
    if not any(_is_tibetan(unit) for unit in units):
        return "".join(units[start:])
    text = ""
    for unit in units[start:]:
        text += TSHEG + unit if text and _is_tibetan(text[-1]) and _is_tibetan(unit) else unit
    return text


def _is_tibetan(text: str) -> bool:
    return "\u0f00" <= text[:1] <= "\u0fff"


def _add_name_keys(keys: set[str], name: str) -> None:
    units, given_from = _units(normal_name(name))
    keys.update(_joined(units, start) for start in range(len(units)))
    if not units or _is_tibetan(units[0]):
        return
    for syllables in islice(_variants(_name_readings(units)), MAX_READINGS_PER_NAME):
        initials = "".join([syllable[0] for syllable in syllables])
        keys.add("".join(syllables))
        keys.add(initials)
        if given_from < len(units):
            keys.add("".join(syllables[given_from:]))
            keys.add(initials[given_from:])


def _name_readings(units: list[str]) -> list[tuple[str, ...]]:
    """Readings of each unit, most likely first; a word of another script reads as itself."""
    readings = [_readings(unit) if _ALL_HAN.match(unit) else (unit,) for unit in units]
    if units:
        readings[0] = SURNAME_READINGS.get(units[0]) or readings[0][:1]
    for start in range(len(units) - 1):
        pair = units[start] + units[start + 1]
        word = TIBETAN_READINGS.get(pair)
        if word is None and start == 0 and len(units) > 2:
            word = COMPOUND_SURNAMES.get(pair)
        if word is not None:
            readings[start : start + 2] = [(syllable,) for syllable in word]
    return readings


def _variants(readings: list[tuple[str, ...]]) -> Iterator[list[str]]:
    """The most likely reading of a name, then those with one character read otherwise.

    Who types a name may be wrong about one character; all combinations would be keys nobody looks for.
    """
    likely = [options[0] for options in readings]
    yield likely
    for place, options in enumerate(readings):
        for reading in options[1:]:
            yield [*likely[:place], reading, *likely[place + 1 :]]


@cache
def _readings(character: str) -> tuple[str, ...]:
    """Readings of one Han character by the dictionary."""
    from pypinyin import Style, pinyin

    found = dict.fromkeys(pinyin(character, style=Style.NORMAL, heteronym=True, errors="default")[0])
    return tuple(islice(found, MAX_READINGS_PER_CHARACTER))


def _class_of(unit: str, reading: str) -> str:
    representative = CHARACTER_CLASSES.get(unit)
    return _readings(representative)[0] if representative else reading
