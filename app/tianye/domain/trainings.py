"""What is planned: kinds of activity, half-days, the share that completes a training, and titles that may be shown.

Codes are what is stored and exchanged; Chinese and English labels belong to the tables because plans are read and
written with them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from enum import StrEnum
from fractions import Fraction
from typing import Final, NamedTuple, TypeVar

from tianye.domain.errors import NextStep, UserFault
from tianye.domain.people import Label

Threshold = tuple[int, int]
"""Sessions present to sessions held, as two integers: (4, 5) is four fifths."""

DEFAULT_THRESHOLD: Final[Threshold] = (4, 5)
MAX_WHOLE: Final = 1000


class TrainingKind(StrEnum):
    """What sort of activity a training is; figures are broken down by it (D13)."""

    TRAINING = "training"
    SALON = "salon"
    STUDY_TOUR = "study-tour"
    WORKSHOP = "workshop"
    CARE_COURSE = "care-course"
    DIGITAL = "digital"
    OTHER = "other"


class Half(StrEnum):
    """The part of the day a session takes: the slot attendance is counted by."""

    MORNING = "am"
    AFTERNOON = "pm"
    EVENING = "eve"


class Times(NamedTuple):
    """When something begins and ends, in minutes of the day."""

    begins: int
    ends: int


KIND_LABELS: Final[Mapping[TrainingKind, Label]] = {
    TrainingKind.TRAINING: Label("培训", "Training"),
    TrainingKind.SALON: Label("沙龙", "Salon"),
    TrainingKind.STUDY_TOUR: Label("考察学习", "Study tour"),
    TrainingKind.WORKSHOP: Label("工作坊", "Workshop"),
    TrainingKind.CARE_COURSE: Label("男性分担照料课程", "Course for men on sharing care"),
    TrainingKind.DIGITAL: Label("数字培训", "Digital training"),
    TrainingKind.OTHER: Label("其他活动", "Other activity"),
}
HALF_LABELS: Final[Mapping[Half, Label]] = {
    Half.MORNING: Label("上午", "Morning"),
    Half.AFTERNOON: Label("下午", "Afternoon"),
    Half.EVENING: Label("晚上", "Evening"),
}
DEFAULT_TIMES: Final[Mapping[Half, Times]] = {
    Half.MORNING: Times(9 * 60, 12 * 60),
    Half.AFTERNOON: Times(14 * 60 + 30, 17 * 60 + 30),
    Half.EVENING: Times(19 * 60, 21 * 60),
}
"""Times to propose in a plan [rule]. A session whose times nobody gave has none: nobody is measured against a guess."""

NEUTRAL_TITLE: Final = Label("活动", "Activity")
"""What paper, badges and other people's lists call a sensitive activity (D10): its title alone can do harm."""

_OTHER_KIND_NAMES: Final[Mapping[TrainingKind, str]] = {
    TrainingKind.TRAINING: "培训班 课程 讲座 course",
    TrainingKind.SALON: "培训沙龙 交流沙龙",
    TrainingKind.STUDY_TOUR: "考察 参观考察 外出考察 学习考察 studytour exchangevisit",
    TrainingKind.WORKSHOP: "研讨 研讨会 座谈会",
    TrainingKind.CARE_COURSE: "男性课程 男性分担家务课程 分担照料 carecourse",
    TrainingKind.DIGITAL: "数字技能培训 线上培训 digital",
    TrainingKind.OTHER: "其他 其它",
}
_OTHER_HALF_NAMES: Final[Mapping[Half, str]] = {
    Half.MORNING: "早上 forenoon a.m.",
    Half.AFTERNOON: "午后 p.m.",
    Half.EVENING: "晚 晚间 夜间 夜校 night",
}

_Code = TypeVar("_Code", bound=StrEnum)
_THRESHOLD: Final = re.compile(r"(\d{1,4})/(\d{1,4})|(\d{1,3})%")


def _compact(text: str) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)).casefold()


def _names(labels: Mapping[_Code, Label], others: Mapping[_Code, str]) -> dict[str, _Code]:
    names = {str(code): code for code in labels}
    names |= {_compact(text): code for code, label in labels.items() for text in label}
    return names | {name: code for code, more in others.items() for name in more.split()}


_KINDS: Final = _names(KIND_LABELS, _OTHER_KIND_NAMES)
_HALVES: Final = _names(HALF_LABELS, _OTHER_HALF_NAMES)


def read_kind(text: str) -> TrainingKind:
    """Return the kind of activity meant by a cell of a plan; raises `UserFault("training.kind-unreadable")`."""
    kind = _KINDS.get(_compact(text))
    if kind is None:
        raise UserFault("training.kind-unreadable", next_step=NextStep.MEND_INPUT, allowed=list(TrainingKind))
    return kind


def read_half(text: str) -> Half:
    """Return the half-day meant by a cell of a plan; raises `UserFault("session.half-unreadable")`."""
    half = _HALVES.get(_compact(text))
    if half is None:
        raise UserFault("session.half-unreadable", next_step=NextStep.MEND_INPUT, allowed=list(Half))
    return half


def write_minute(minute: int) -> str:
    """Write a minute of the day as `08:30`."""
    return f"{minute // 60:02}:{minute % 60:02}"


def read_threshold(text: str) -> Threshold:
    """Return the share that completes a training, as integers in lowest terms: `4/5` and `80%` are (4, 5).

    Raises `UserFault("training.threshold-unreadable")`, also for nothing and for more than the whole.
    """
    found = _THRESHOLD.fullmatch(_compact(text))
    part, whole = (0, 1) if found is None else (int(found[1] or found[3]), int(found[2] or 100))
    if not 0 < part <= whole <= MAX_WHOLE:
        raise UserFault("training.threshold-unreadable", next_step=NextStep.MEND_INPUT)
    share = Fraction(part, whole)
    return share.numerator, share.denominator


def write_threshold(threshold: Threshold) -> str:
    """Write a share as it is stored: `4/5`."""
    return f"{threshold[0]}/{threshold[1]}"


def has_completed(present: int, held: int, threshold: Threshold = DEFAULT_THRESHOLD) -> bool:
    """Say whether so many sessions present, of so many held, complete a training; compared as integers."""
    part, whole = threshold
    return held > 0 and present > 0 and present * whole >= part * held


def shown_title(title_zh: str | None, title_en: str | None, *, is_sensitive: bool) -> Label:
    """Return the titles to print on what other people can see; a language without a title borrows the other's."""
    if is_sensitive:
        return NEUTRAL_TITLE
    return Label(title_zh or title_en or NEUTRAL_TITLE.zh, title_en or title_zh or NEUTRAL_TITLE.en)
