"""Organisations: what they are, how far along, and their unified social credit code (USCC, GB 32100-2015).

The code is optional: many start-ups have none. When an organisation counts as led by women is a rule of counting and
lives in `indicators.rules`.
"""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum
from typing import Final, NamedTuple

from tianye.domain.errors import NextStep, UserFault


class OrganisationKind(StrEnum):
    """What an organisation is."""

    COOPERATIVE = "cooperative"
    COMPANY = "company"
    INDIVIDUAL_BUSINESS = "individual-business"
    FAMILY_FARM = "family-farm"
    COLLECTIVE = "collective"
    VILLAGE_COMMITTEE = "village-committee"
    WOMENS_FEDERATION = "womens-federation"
    GOVERNMENT = "government"
    PUBLIC_INSTITUTION = "public-institution"
    SOCIAL_ORGANISATION = "social-organisation"
    INFORMAL_GROUP = "informal-group"
    OTHER = "other"


class Stage(StrEnum):
    """How far along a business is."""

    PLANNED = "planned"
    START_UP = "start-up"
    ESTABLISHED = "established"
    CLOSED = "closed"


class OrganisationLabel(NamedTuple):
    """How tables write a code."""

    zh: str
    en: str


ORGANISATION_KIND_LABELS: Final = {
    OrganisationKind.COOPERATIVE: OrganisationLabel("农民专业合作社", "Farmers' co-operative"),
    OrganisationKind.COMPANY: OrganisationLabel("企业", "Company"),
    OrganisationKind.INDIVIDUAL_BUSINESS: OrganisationLabel("个体工商户", "Individual business"),
    OrganisationKind.FAMILY_FARM: OrganisationLabel("家庭农场", "Family farm"),
    OrganisationKind.COLLECTIVE: OrganisationLabel("农村集体经济组织", "Rural collective"),
    OrganisationKind.VILLAGE_COMMITTEE: OrganisationLabel("村(居)委会", "Village committee"),
    OrganisationKind.WOMENS_FEDERATION: OrganisationLabel("妇联", "Women's federation"),
    OrganisationKind.GOVERNMENT: OrganisationLabel("政府机关", "Government body"),
    OrganisationKind.PUBLIC_INSTITUTION: OrganisationLabel("事业单位", "Public institution"),
    OrganisationKind.SOCIAL_ORGANISATION: OrganisationLabel("社会组织", "Social organisation"),
    OrganisationKind.INFORMAL_GROUP: OrganisationLabel("小组", "Informal group"),
    OrganisationKind.OTHER: OrganisationLabel("其他", "Other"),
}
STAGE_LABELS: Final = {
    Stage.PLANNED: OrganisationLabel("筹备", "Planned"),
    Stage.START_UP: OrganisationLabel("初创", "Start-up"),
    Stage.ESTABLISHED: OrganisationLabel("成熟", "Established"),
    Stage.CLOSED: OrganisationLabel("已停业", "Closed"),
}

_NOT_SAID: Final = frozenset({"", "-", "/", "—", "不详", "未填", "未知"})
_MORE_KINDS: Final = {
    OrganisationKind.COOPERATIVE: "合作社 专业合作社 联合社 co-op coop co-operative",
    OrganisationKind.COMPANY: "公司 有限公司 有限责任公司 enterprise",
    OrganisationKind.INDIVIDUAL_BUSINESS: "个体户 个体 个体经营户",
    OrganisationKind.FAMILY_FARM: "家庭牧场 农场",
    OrganisationKind.COLLECTIVE: "股份经济合作社 经济合作社 集体经济组织 村集体",
    OrganisationKind.VILLAGE_COMMITTEE: "村委会 村民委员会 居委会 居民委员会 社区 牧委会",
    OrganisationKind.WOMENS_FEDERATION: "妇女联合会 县妇联 乡妇联",
    OrganisationKind.GOVERNMENT: "政府 机关 乡政府 镇政府 县政府",
    OrganisationKind.PUBLIC_INSTITUTION: "学校 医院 卫生院",
    OrganisationKind.SOCIAL_ORGANISATION: "协会 社会团体 基金会 民办非企业单位 ngo",
    OrganisationKind.INFORMAL_GROUP: "互助组 妇女小组",
    OrganisationKind.OTHER: "其它",
}
_MORE_STAGES: Final = {
    Stage.PLANNED: "筹建 拟成立",
    Stage.START_UP: "初创期 创业 新办 startup",
    Stage.ESTABLISHED: "成熟期 运营 正常运营 存续",
    Stage.CLOSED: "停业 注销 关闭",
}

# First and second character: who registers, and as what.
_KINDS_BY_PREFIX: Final = {
    "91": OrganisationKind.COMPANY,
    "92": OrganisationKind.INDIVIDUAL_BUSINESS,
    "93": OrganisationKind.COOPERATIVE,
    "N1": OrganisationKind.COLLECTIVE,
    "N2": OrganisationKind.COLLECTIVE,
    "N3": OrganisationKind.COLLECTIVE,
    "11": OrganisationKind.GOVERNMENT,
    "12": OrganisationKind.PUBLIC_INSTITUTION,
    "51": OrganisationKind.SOCIAL_ORGANISATION,
    "52": OrganisationKind.SOCIAL_ORGANISATION,
    "53": OrganisationKind.SOCIAL_ORGANISATION,
}
_USCC: Final = re.compile(r"[1-9ANY][0-9]{7}[0-9A-HJ-NPQRTUWXY]{10}")


def _compact(text: str) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)).casefold()


_KINDS: Final = (
    {str(kind): kind for kind in OrganisationKind}
    | {_compact(text): kind for kind, label in ORGANISATION_KIND_LABELS.items() for text in label}
    | {_compact(text): kind for kind, texts in _MORE_KINDS.items() for text in texts.split()}
)
_STAGES: Final = (
    {str(stage): stage for stage in Stage}
    | {_compact(text): stage for stage, label in STAGE_LABELS.items() for text in label}
    | {_compact(text): stage for stage, texts in _MORE_STAGES.items() for text in texts.split()}
)


def read_organisation_kind(text: str) -> OrganisationKind | None:
    """Return the kind meant by a cell of a list; None when nothing is said.

    Raises `UserFault("organisation.kind-unreadable")`.
    """
    compact = _compact(text)
    if compact in _NOT_SAID:
        return None
    kind = _KINDS.get(compact)
    if kind is None:
        raise UserFault("organisation.kind-unreadable", next_step=NextStep.MEND_INPUT)
    return kind


def read_stage(text: str) -> Stage | None:
    """Return the stage meant by a cell of a list; None when nothing is said.

    Raises `UserFault("organisation.stage-unreadable")`.
    """
    compact = _compact(text)
    if compact in _NOT_SAID:
        return None
    stage = _STAGES.get(compact)
    if stage is None:
        raise UserFault("organisation.stage-unreadable", next_step=NextStep.MEND_INPUT)
    return stage


def read_uscc(text: str) -> str:
    """Return a unified social credit code in normal form: 18 characters, capital letters.

    Raises `UserFault` with `organisation.code-length`, `.code-characters` or `.code-check-digit`.
    """
    from stdnum.cn.uscc import calc_check_digit

    code = re.sub(r"[\s-]", "", unicodedata.normalize("NFKC", text)).upper()
    if len(code) != 18:
        raise UserFault("organisation.code-length", next_step=NextStep.MEND_INPUT, length=len(code))
    # stdnum's validate() wants eight digits at the start and so refuses rural collectives, whose codes begin with N.
    if not _USCC.fullmatch(code):
        raise UserFault("organisation.code-characters", next_step=NextStep.MEND_INPUT)
    if calc_check_digit(code[:17]) != code[17]:
        raise UserFault("organisation.code-check-digit", next_step=NextStep.MEND_INPUT)
    return code


def kind_by_uscc(code: str) -> OrganisationKind | None:
    """Return the kind a normal code tells; None where it tells none of ours. What people say wins over it."""
    return _KINDS_BY_PREFIX.get(code[:2])
