"""Consent: every field under every answer."""

from __future__ import annotations

from datetime import date
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tianye.domain.consent import (
    FIELD_PURPOSES,
    ConsentMethod,
    ConsentRecord,
    ConsentState,
    Purpose,
    PurposeKind,
    allowed_fields,
    is_allowed,
    is_purpose,
    may_ask,
    needs_guardian,
    read_purpose,
    standing_state,
)
from tianye.domain.dates import BirthDate
from tianye.domain.errors import Bug, UserFault
from tianye.domain.kinds import KINDS

GIVEN, REFUSED, WITHDRAWN = ConsentState
ALL_GIVEN = {str(kind): GIVEN for kind in PurposeKind}
PERSONAL = [field for field, purpose in FIELD_PURPOSES.items() if purpose is not None]


@pytest.mark.parametrize("field", PERSONAL)
@pytest.mark.parametrize("state", [REFUSED, WITHDRAWN, None])
def test_a_field_is_absent_unless_its_purpose_was_given(field: str, state: ConsentState | None) -> None:
    consents = dict(ALL_GIVEN)
    assert is_allowed(field, consents)
    purpose = str(FIELD_PURPOSES[field])
    if state is None:
        del consents[purpose]
    else:
        consents[purpose] = state
    assert not is_allowed(field, consents)


@pytest.mark.parametrize("field", PERSONAL)
def test_nothing_personal_is_allowed_before_anybody_was_asked(field: str) -> None:
    assert not is_allowed(field, {})
    assert not is_allowed(field, {str(kind): GIVEN for kind in PurposeKind if kind is not FIELD_PURPOSES[field]})


@pytest.mark.parametrize("field", PERSONAL)
def test_a_childs_field_needs_the_guardian_too(field: str) -> None:
    assert is_allowed(field, ALL_GIVEN, is_minor=True)
    assert not is_allowed(field, ALL_GIVEN | {"minor_guardian": REFUSED}, is_minor=True)
    own_only = {purpose: state for purpose, state in ALL_GIVEN.items() if purpose != "minor_guardian"}
    assert not is_allowed(field, own_only, is_minor=True)


@pytest.mark.parametrize("field", PERSONAL)
def test_handing_over_needs_a_consent_that_names_the_receiver(field: str) -> None:
    donor = Purpose(PurposeKind.ABROAD, "UN Women")
    federation = Purpose(PurposeKind.SHARE_WITH, "县妇联")
    assert not is_allowed(field, ALL_GIVEN, receivers=[donor])
    assert not is_allowed(field, ALL_GIVEN | {"abroad:IFAD": GIVEN}, receivers=[donor])
    assert is_allowed(field, ALL_GIVEN | {"abroad:UN Women": GIVEN}, receivers=[donor])
    assert not is_allowed(field, ALL_GIVEN | {"abroad:UN Women": GIVEN}, receivers=[donor, federation])


def test_every_field_of_a_person_has_a_purpose() -> None:
    fields = set(KINDS["person.registered"].fields) | set(KINDS["person.corrected"].fields)
    assert fields <= set(FIELD_PURPOSES)


def test_a_field_nobody_mapped_is_our_mistake() -> None:
    with pytest.raises(Bug, match=r"consent\.unmapped-field"):
        is_allowed("shoe_size", ALL_GIVEN)


def test_the_allowed_fields_of_an_export() -> None:
    consents = {"attendance": GIVEN, "contact": REFUSED}
    assert allowed_fields(["id", "name", "phone", "photo"], consents) == {"id", "name"}
    donor = Purpose(PurposeKind.ABROAD, "UN Women")
    assert allowed_fields(["id", "name", "sex"], consents, receivers=iter([donor])) == {"id"}


@pytest.mark.parametrize(
    ("born", "needs"),
    [
        (BirthDate(2010, 6, 12), False),
        (BirthDate(2010, 6, 13), True),
        (BirthDate(2010), True),
        (BirthDate(2010, 6), True),
        (BirthDate(2010, 5), False),
        (BirthDate(1990), False),
        (None, True),
    ],
)
def test_under_fourteen_or_possibly_so(born: BirthDate | None, needs: bool) -> None:
    assert needs_guardian(born, date(2024, 6, 12)) is needs


@pytest.mark.parametrize(
    "text", [*(k for k in PurposeKind if k not in ("share_with", "abroad")), "share_with:县妇联", "abroad:A:B"]
)
def test_purposes_are_read_back(text: str) -> None:
    assert is_purpose(text)
    assert str(read_purpose(text)) == text


@pytest.mark.parametrize(
    "text", ["", "marketing", "share_with", "abroad:", "abroad: ", "contact:", "contact:x", f"abroad:{'x' * 61}"]
)
def test_other_purposes_are_refused(text: str) -> None:
    assert not is_purpose(text)
    with pytest.raises(UserFault, match=r"consent\.unknown-purpose"):
        read_purpose(text)


def test_while_laptops_disagree_the_more_careful_answer_holds() -> None:
    assert standing_state([]) is None
    assert standing_state([GIVEN]) is GIVEN
    assert standing_state([GIVEN, REFUSED]) is REFUSED
    for pair in combinations(ConsentState, 2):
        if WITHDRAWN in pair:
            assert standing_state(pair) is WITHDRAWN


def record(state: ConsentState, notice: str) -> ConsentRecord:
    purpose = Purpose(PurposeKind.CONTACT)
    return ConsentRecord(b"p" * 10, purpose, state, notice, "zh", ConsentMethod.SIGNATURE, 0, b"o" * 10)


@given(st.text(max_size=5), st.text(max_size=5))
def test_nobody_is_asked_again_after_a_refusal(old: str, new: str) -> None:
    assert may_ask(None, new)
    assert not may_ask(record(REFUSED, old), new)
    assert not may_ask(record(WITHDRAWN, old), new)
    assert may_ask(record(GIVEN, old), new) is (old != new)
