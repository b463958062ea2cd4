"""What figures say: numbers, units, periods, contradictions and what may be missing, in the language of the screen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Final

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from tianye.domain.indicators import Dimension
from tianye.services.completeness import Coverage
from tianye.services.figuring import Contradiction
from tianye.services.publishing import Breakdown, Language, Measure, ShownFigure, Words
from tianye.ui.messages.dates import day_words, moment_words, number_words
from tianye.ui.messages.language import is_chinese
from tianye.ui.parts.charts import Bar

_CODES: Final = {
    "k-over-n": QT_TRANSLATE_NOOP("figures", "a part is larger than what it is a part of"),
    "share-out-of-bounds": QT_TRANSLATE_NOOP("figures", "a share does not follow from its two numbers"),
    "negative": QT_TRANSLATE_NOOP("figures", "a number is below 0"),
    "matched-over-attended": QT_TRANSLATE_NOOP("figures", "more answers than participations"),
    "versions-differ": QT_TRANSLATE_NOOP("figures", "two versions of one definition"),
    "units-differ": QT_TRANSLATE_NOOP("figures", "two units for one figure"),
    "two-values": QT_TRANSLATE_NOOP("figures", "two numbers for the same"),
    "part-over-whole": QT_TRANSLATE_NOOP("figures", "the first is a part of the second, and yet larger"),
    "row-over-total": QT_TRANSLATE_NOOP("figures", "a row is larger than the total"),
    "rows-under-total": QT_TRANSLATE_NOOP("figures", "the rows do not reach the total"),
    "rows-not-total": QT_TRANSLATE_NOOP("figures", "the rows do not add up to the total"),
    "women-rows-differ": QT_TRANSLATE_NOOP("figures", "the women differ between row and figure"),
    "narrower-over-wider": QT_TRANSLATE_NOOP("figures", "less time or place gives more"),
}
_DIMENSIONS: Final = {
    Dimension.PROGRAMME: QT_TRANSLATE_NOOP("figures", "programme"),
    Dimension.COUNTY: QT_TRANSLATE_NOOP("figures", "county of training"),
    Dimension.KIND: QT_TRANSLATE_NOOP("figures", "kind"),
    Dimension.HOME_COUNTY: QT_TRANSLATE_NOOP("figures", "home county"),
    Dimension.SEX: QT_TRANSLATE_NOOP("figures", "sex"),
    Dimension.AGE_GROUP: QT_TRANSLATE_NOOP("figures", "age"),
    Dimension.ETHNICITY: QT_TRANSLATE_NOOP("figures", "ethnic group"),
    Dimension.DISABILITY: QT_TRANSLATE_NOOP("figures", "disability"),
}
_PLAIN: Final = {
    "persons": QT_TRANSLATE_NOOP("figures", "People who came to at least one session; each counts once."),
    "persons-new": QT_TRANSLATE_NOOP("figures", "Those of them who had never come before this period."),
    "persons-completed": QT_TRANSLATE_NOOP("figures", "People who completed at least one training; each counts once."),
    "participations": QT_TRANSLATE_NOOP("figures", "Somebody who came to three trainings counts three times."),
    "person-days": QT_TRANSLATE_NOOP("figures", "Somebody who came on two days counts twice."),
    "completions": QT_TRANSLATE_NOOP("figures", "Who came to enough of a training's sessions, once a training."),
    "improved-classic": QT_TRANSLATE_NOOP("figures", "How many of those asked twice did better after the training."),
    "improved-retrospective": QT_TRANSLATE_NOOP(
        "figures", "Of those asked once, after the training: how many say that they can do more now than before."
    ),
    "agreed-single": QT_TRANSLATE_NOOP(
        "figures", "Of those asked whether they can do more now: how many answered 4 or more."
    ),
}
"""What an indicator counts, in a sentence for everybody; where it lacks the definition itself is plain enough."""
_FULL_WIDTH: Final = str.maketrans({",": "，", ";": "；", ":": "：", "(": "（", ")": "）"})
_COLORS: Final = {"f": "women", "m": "men"}


def chosen(words: Words) -> str:
    """Return words in the language of the screen."""
    return words.zh if is_chinese() else words.en


def prose(words: Words) -> str:
    """Return a sentence of a definition in the language of the screen, in Chinese with the punctuation of Chinese."""
    return words.zh.translate(_FULL_WIDTH) if is_chinese() else words.en


def plain(figure: ShownFigure) -> str:
    """Return in one sentence what a figure counts, empty where its definition is plain enough."""
    return QCoreApplication.translate("figures", str(_PLAIN[figure.id])) if figure.id in _PLAIN else ""


def dimension_word(dimension: Dimension) -> str:
    """Return what the rows of a break-down are, in a word or two."""
    return QCoreApplication.translate("figures", str(_DIMENSIONS[dimension]))


def language() -> Language:
    """Return the language for text that is copied."""
    return Language.CHINESE if is_chinese() else Language.ENGLISH


def number_text(measure: Measure) -> str:
    """Return the number alone: `2,514`, `72.1%`, a kept-back one as such, k of n where no percent may be said."""
    if measure.is_hidden:
        return QCoreApplication.translate("figures", "not shown")
    if not measure.is_share:
        return "–" if measure.value is None else number_words(float(measure.value))
    return share_text(measure) if measure.value is None else f"{float(measure.value * 100):.1f}%"


def share_text(measure: Measure) -> str:
    """Return k of n: `21 / 26`."""
    return f"{number_words(measure.k or 0)} / {number_words(measure.n or 0)}"


def below(measure: Measure) -> str:
    """Return what stands under a share: k of n, and its bounds where it has them."""
    if not measure.is_share or measure.is_hidden:
        return ""
    if measure.value is None:
        return QCoreApplication.translate("figures", "too few for a percentage")
    text = QCoreApplication.translate("figures", "{k} of {n}")
    text = text.format(k=number_words(measure.k or 0), n=number_words(measure.n or 0))
    if measure.low is not None and measure.high is not None:
        bounds = QCoreApplication.translate("figures", "likely {low} to {high} %")
        text += "\n" + bounds.format(low=f"{measure.low * 100:.1f}", high=f"{measure.high * 100:.1f}")
    return text


def unit_text(figure: ShownFigure) -> str:
    """Return the unit in the head of a number; shares are percent."""
    return "%" if figure.measure.is_share else chosen(figure.unit)


def period_text(from_on: date | None, to_on: date | None) -> str:
    """Return a period in words."""
    if from_on is None and to_on is None:
        return QCoreApplication.translate("figures", "all time")
    first = day_words(from_on, with_year=True) if from_on else "…"
    last = day_words(to_on, with_year=True) if to_on else "…"
    return f"{first} – {last}"


def bars_of(breakdown: Breakdown, keys: Sequence[str | bytes], names: Mapping[str, str]) -> list[Bar]:
    """Return the rows of a breakdown as bars.

    `keys` are the rows' keys in order: women and men have colours of their own, counties the short names of `names`.
    """
    bars = []
    for row, key in zip(breakdown.rows, keys, strict=True):
        measure = row.measure
        value = None if measure.value is None else float(measure.value * (100 if measure.is_share else 1))
        text = number_text(measure)
        if measure.is_share and measure.value is not None and not measure.is_hidden:
            text = f"{text}  ({share_text(measure)})"
        name = names.get(key) if isinstance(key, str) else None
        color = _COLORS.get(key, "primary") if isinstance(key, str) else "primary"
        bars.append(Bar(name or chosen(row.label), value, text, color, measure.is_hidden))
    return bars


def contradiction_text(one: Contradiction) -> str:
    """Return a contradiction: the figures by name and what is wrong with them."""
    names = [chosen(name) for name in one.figures[:2]]
    if len(one.values) == len(one.figures):
        names = [f"{name} {_value_text(value)}" for name, value in zip(names, one.values, strict=False)]
    between = QCoreApplication.translate("figures", ", ")
    why = QCoreApplication.translate("figures", str(_CODES[one.code])) if one.code in _CODES else one.code
    text = QCoreApplication.translate("figures", "{names}: {why}")
    return text.format(names=between.join(names), why=why)


def _value_text(value: int | Fraction | None) -> str:
    if isinstance(value, Fraction):
        return f"{float(value * 100):.1f}%"
    return "–" if value is None else number_words(value)


def coverage_lines(coverage: Coverage) -> list[str]:
    """Return, laptop by laptop, what may be missing."""
    lines = []
    for laptop in coverage.behind:
        last = day_words(laptop.last_session_on) if laptop.last_session_on else ""
        if laptop.last_in_ms is None:
            text = QCoreApplication.translate("figures", "{laptop}: nothing came yet; sessions until {day}")
            lines.append(text.format(laptop=laptop.name, day=last))
        else:
            text = QCoreApplication.translate("figures", "{laptop}: last bundle {when}; sessions until {day}")
            lines.append(text.format(laptop=laptop.name, when=moment_words(laptop.last_in_ms), day=last))
    return lines
