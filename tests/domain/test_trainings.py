"""Plans are written by people: kinds, half-days, times and shares in the ways they write them."""

from __future__ import annotations

import pytest

from tianye.domain.errors import UserFault
from tianye.domain.trainings import (
    DEFAULT_THRESHOLD,
    DEFAULT_TIMES,
    HALF_LABELS,
    KIND_LABELS,
    NEUTRAL_TITLE,
    Half,
    TrainingKind,
    has_completed,
    read_half,
    read_kind,
    read_threshold,
    shown_title,
    write_minute,
    write_threshold,
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("4/5", (4, 5)),
        (" 4 ／ 5 ", (4, 5)),
        ("８０％", (4, 5)),
        ("100%", (1, 1)),
        ("1/1", (1, 1)),
        ("6/8", (3, 4)),
    ],
)
def test_a_share_is_read_in_lowest_terms(text: str, expected: tuple[int, int]) -> None:
    assert read_threshold(text) == expected
    assert read_threshold(write_threshold(expected)) == expected


@pytest.mark.parametrize("text", ["", "0/5", "0%", "6/5", "120%", "4/0", "4", "0.8", "-4/5", "4/5/6", "1001/1001"])
def test_what_is_no_share_is_refused(text: str) -> None:
    with pytest.raises(UserFault, match=r"training\.threshold-unreadable"):
        read_threshold(text)


@pytest.mark.parametrize("held", range(13))
def test_completing_is_a_comparison_of_integers(held: int) -> None:
    for present in range(held + 1):
        assert has_completed(present, held) is (held > 0 and 10 * present >= 8 * held and present > 0)
    assert DEFAULT_THRESHOLD == (4, 5)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("培训", TrainingKind.TRAINING),
        (" 培训沙龙", TrainingKind.SALON),
        ("Study tour", TrainingKind.STUDY_TOUR),
        ("study-tour", TrainingKind.STUDY_TOUR),
        ("考察", TrainingKind.STUDY_TOUR),
        ("WORKSHOP", TrainingKind.WORKSHOP),
        ("男性分担照料课程", TrainingKind.CARE_COURSE),
    ],
)
def test_kinds_are_read_as_people_write_them(text: str, expected: TrainingKind) -> None:
    assert read_kind(text) is expected


@pytest.mark.parametrize(("text", "expected"), [("上午", "am"), ("PM", "pm"), ("p.m.", "pm"), ("晚 上", "eve")])
def test_halves_are_read_as_people_write_them(text: str, expected: str) -> None:
    assert read_half(text) == expected


def test_every_code_has_a_label_that_reads_back() -> None:
    for kind in TrainingKind:
        assert {read_kind(text) for text in (kind, *KIND_LABELS[kind])} == {kind}
    for half in Half:
        assert {read_half(text) for text in (half, *HALF_LABELS[half])} == {half}
        assert DEFAULT_TIMES[half].begins < DEFAULT_TIMES[half].ends


def test_what_is_no_kind_or_half_is_refused() -> None:
    with pytest.raises(UserFault, match=r"training\.kind-unreadable"):
        read_kind("婚礼")
    with pytest.raises(UserFault, match=r"session\.half-unreadable"):
        read_half("")


def test_clock_times_are_written_with_two_digits() -> None:
    assert [write_minute(minute) for minute in (0, 485, 1439)] == ["00:00", "08:05", "23:59"]


def test_a_sensitive_activity_has_no_title_of_its_own() -> None:
    assert shown_title("反家暴培训", "Domestic violence", is_sensitive=True) == NEUTRAL_TITLE
    assert shown_title("土豆", "Potato", is_sensitive=False) == ("土豆", "Potato")
    assert shown_title("土豆", None, is_sensitive=False) == ("土豆", "土豆")
    assert shown_title(None, None, is_sensitive=False) == NEUTRAL_TITLE
