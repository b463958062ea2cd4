"""Organisations: kinds, stages, credit codes."""

from __future__ import annotations

import pytest
from stdnum.cn.uscc import calc_check_digit

from tianye.domain.errors import UserFault
from tianye.domain.organisations import (
    ORGANISATION_KIND_LABELS,
    STAGE_LABELS,
    OrganisationKind,
    Stage,
    kind_by_uscc,
    read_organisation_kind,
    read_stage,
    read_uscc,
)


def code(prefix: str) -> str:
    body = f"{prefix}632701MA758B2X{'0' * 7}"[:17]
    return body + calc_check_digit(body)


@pytest.mark.parametrize(
    "text", ["91110000600037341L", "9111 0000 6000 3734 1l", "９１１１００００６０００３７３４１Ｌ"]
)
def test_codes_are_read_as_lists_write_them(text: str) -> None:
    assert read_uscc(text) == "91110000600037341L"


@pytest.mark.parametrize(
    ("prefix", "kind"),
    [
        ("91", OrganisationKind.COMPANY),
        ("92", OrganisationKind.INDIVIDUAL_BUSINESS),
        ("93", OrganisationKind.COOPERATIVE),
        ("N2", OrganisationKind.COLLECTIVE),
        ("Y1", None),
    ],
)
def test_a_code_tells_the_kind(prefix: str, kind: OrganisationKind | None) -> None:
    assert kind_by_uscc(read_uscc(code(prefix))) is kind


@pytest.mark.parametrize(
    ("text", "fault_code"),
    [
        ("", "organisation.code-length"),
        ("9111000060003734", "organisation.code-length"),
        ("B1110000600037341L", "organisation.code-characters"),
        ("911100006000I7341L", "organisation.code-characters"),
        ("91110000600037341M", "organisation.code-check-digit"),
    ],
)
def test_spoilt_codes_are_refused_by_name(text: str, fault_code: str) -> None:
    with pytest.raises(UserFault) as fault:
        read_uscc(text)
    assert fault.value.code == fault_code


@pytest.mark.parametrize("place", range(17))
def test_one_wrong_digit_is_noticed(place: int) -> None:
    right = "91110000600037341L"
    wrong = right[:place] + str((int(right[place]) + 1) % 10) + right[place + 1 :]
    with pytest.raises(UserFault):
        read_uscc(wrong)


def test_kinds_and_stages_are_read_by_code_and_label() -> None:
    for kind in OrganisationKind:
        assert {read_organisation_kind(kind), *map(read_organisation_kind, ORGANISATION_KIND_LABELS[kind])} == {kind}
    for stage in Stage:
        assert {read_stage(stage), *map(read_stage, STAGE_LABELS[stage])} == {stage}
    assert read_organisation_kind("合作社") is OrganisationKind.COOPERATIVE
    assert read_organisation_kind("个体户") is OrganisationKind.INDIVIDUAL_BUSINESS
    assert read_organisation_kind("") is None
    assert read_stage("不详") is None
    with pytest.raises(UserFault, match=r"organisation\.kind-unreadable"):
        read_organisation_kind("舞蹈队?")
    with pytest.raises(UserFault, match=r"organisation\.stage-unreadable"):
        read_stage("???")
