"""What each indicator means, in words, in Chinese and English, with the version of its meaning.

A meaning never changes under its id and version: whoever changes a rule below raises the version, and figures of two
versions are never compared (`check_report`). Sources are the rules D8, D9 and D13 of the programme's domain notes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from tianye.domain.indicators.figures import Dimension, Unit
from tianye.domain.indicators.rules import DEFAULT, Rules

_OF_TRAINING = tuple(dimension for dimension in Dimension if dimension.is_of_training)
_ALL = tuple(Dimension)
_ANONYMOUS = (*_OF_TRAINING, Dimension.SEX, Dimension.AGE_GROUP)


@dataclass(frozen=True, slots=True)
class Definition:
    """One indicator: its id and version, its unit, its name and its formula in words.

    `dimensions` are those it can be broken down by. `parameters` name the fields of `Rules` it depends on.
    """

    id: str
    version: str
    unit: Unit
    name_zh: str
    name_en: str
    text_zh: str
    text_en: str
    dimensions: tuple[Dimension, ...] = _ALL
    parameters: tuple[str, ...] = ("least_presence",)

    def version_under(self, rules: Rules) -> str:
        """Return the version with every parameter that is not at its default: `1` or `1;women_led=owners`."""
        changed = [
            f"{name}={_write(getattr(rules, name))}"
            for name in self.parameters
            if getattr(rules, name) != getattr(DEFAULT, name)
        ]
        return ";".join([self.version, *changed])


def _write(value: object) -> str:
    return "/".join(map(str, value)) if isinstance(value, tuple) else str(value)


_DEFINITIONS = (
    Definition(
        "persons",
        "1",
        Unit.PERSON,
        "参训人数",
        "Persons reached",
        "所选范围内本期至少实到一个场次的不同的人的数目。经确认为同一人的多条登记只算一人,有争议的不合并;未留姓名者不计入。"
        "实到:勾选签到,或在场时间不少于该场次时长的一半。各行不可相加。",
        "Number of different people present in at least one session of the selection in the period. Registrations "
        "confirmed to be one person count once, disputed ones are not joined; people without a name are not included. "
        "Present: ticked, or there for at least half of the session. Rows must not be added.",
    ),
    Definition(
        "women",
        "1",
        Unit.PERSON,
        "参训女性人数",
        "Women reached",
        "参训人数中登记性别为女的人数;以本期首次参加时的登记为准。",
        "Those of the persons reached whose recorded sex is female, by the registration under which they first took "
        "part in the period.",
        tuple(dimension for dimension in Dimension if dimension is not Dimension.SEX),
    ),
    Definition(
        "persons-new",
        "1",
        Unit.PERSON,
        "新增参训人数",
        "New persons reached",
        "参训人数中,在所选项目里的第一次参加落在本期的人数。判断「第一次」时看所选项目的全部培训,不论县和活动类型。"
        "各期新增之和等于累计人数。",
        "Those of the persons reached whose first participation in the selected programmes falls in the period. "
        "What is first is judged over all trainings of those programmes, whatever their county or kind. The new ones "
        "of successive periods add up to the cumulative number.",
    ),
    Definition(
        "persons-completed",
        "1",
        Unit.PERSON,
        "完成培训人数",
        "Persons who completed a training",
        "本期至少完成一项培训的不同的人的数目,每人只算一次。完成的含义见「完成培训人次」。",
        "Number of different people who completed at least one training in the period, each counted once. For what "
        "completing is see «Completions».",
    ),
    Definition(
        "participations",
        "1",
        Unit.PARTICIPATION,
        "参训人次",
        "Participations",
        "(人, 培训)对的数目:本期某人在某项培训中至少实到一个场次,计一人次。未留姓名者另列。",
        "Number of pairs (person, training) where the person was present in at least one session of the training in "
        "the period. People without a name are shown apart.",
    ),
    Definition(
        "participations-anonymous",
        "1",
        Unit.PARTICIPATION,
        "未留姓名参训人次",
        "Anonymous participations",
        "本期未留姓名的到场记录数。同一个人参加多个场次会被记多次,因此不能换算为人数。",
        "Number of attendances without a name in the period. Somebody at several sessions has several, so they can "
        "never be turned into persons.",
        _ANONYMOUS,
        (),
    ),
    Definition(
        "participations-all",
        "1",
        Unit.PARTICIPATION,
        "参训总人次",
        "Participations, named and anonymous",
        "参训人次与未留姓名参训人次之和。",
        "Participations plus anonymous participations.",
        _ANONYMOUS,
    ),
    Definition(
        "share-anonymous",
        "1",
        Unit.SHARE,
        "未留姓名的比例",
        "Share of anonymous participations",
        "未留姓名参训人次 ÷ 参训总人次。",
        "Anonymous participations ÷ participations, named and anonymous.",
        _OF_TRAINING,
        ("least_presence", "least_for_percent"),
    ),
    Definition(
        "person-days",
        "1",
        Unit.PERSON_DAY,
        "参训人日",
        "Person-days",
        "(人, 日期)对的数目:某人在本期某日至少实到一个场次,计一人日;同日参加两项培训仍为一人日。未留姓名者不计入。",
        "Number of pairs (person, day) where the person was present in at least one session that day in the period; "
        "two trainings on one day are one person-day. People without a name are not included.",
    ),
    Definition(
        "completions",
        "1",
        Unit.PARTICIPATION,
        "完成培训人次",
        "Completions",
        "(人, 培训)对的数目:实到场次数 ÷ 该培训实际举办的场次数 ≥ 该培训事先设定的比例(默认 4/5,按整数比较)。"
        "计入达到该比例的那一天所在的期间。",
        "Number of pairs (person, training) where sessions present ÷ sessions held of the training ≥ the share set "
        "for the training beforehand (default 4/5, compared as integers). It belongs to the period of the day on which "
        "the share was reached.",
    ),
    Definition(
        "organisations",
        "1",
        Unit.ORGANISATION,
        "覆盖机构数",
        "Organisations reached",
        "本期参训者所属的不同机构(合作社、企业、单位等)的数目;所属机构以本期首次参加时的登记为准。",
        "Number of different organisations (co-operatives, companies, offices) the persons reached belong to, by the "
        "registration under which they first took part in the period.",
    ),
    Definition(
        "organisations-women-led",
        "1",
        Unit.ORGANISATION,
        "覆盖的女性领办机构数",
        "Women-led organisations reached",
        "覆盖机构中由女性领办的数目。默认:法定代表人或负责人为女性,或女性持股不少于 51%。",
        "Those of the organisations reached that women lead. By default: the legal representative or head is a woman, "
        "or women own at least 51 %.",
        parameters=("least_presence", "women_led", "women_owner_percent"),
    ),
    Definition(
        "organisations-start-up",
        "1",
        Unit.ORGANISATION,
        "覆盖的初创机构数",
        "Start-ups reached",
        "覆盖机构中发展阶段登记为初创的数目。",
        "Those of the organisations reached whose recorded stage is start-up.",
    ),
    Definition(
        "organisations-women-led-start-up",
        "1",
        Unit.ORGANISATION,
        "覆盖的女性领办初创机构数",
        "Women-led start-ups reached",
        "覆盖机构中既由女性领办又处于初创阶段的数目。",
        "Those of the organisations reached that women lead and whose recorded stage is start-up.",
        parameters=("least_presence", "women_led", "women_owner_percent"),
    ),
    Definition(
        "households",
        "1",
        Unit.HOUSEHOLD,
        "覆盖户数",
        "Households reached",
        "本期参训者所属的不同的户的数目;所属户以本期首次参加时的登记为准。",
        "Number of different households the persons reached belong to, by the registration under which they first "
        "took part in the period.",
    ),
    Definition(
        "households-female-headed",
        "1",
        Unit.HOUSEHOLD,
        "覆盖的女户主户数",
        "Female-headed households reached",
        "覆盖户数中,在本期最后一天户主为女性的户数。户主不明或有争议的不计入,其数目另注。",
        "Those of the households reached whose head is a woman on the last day of the period. Households whose head "
        "is not known or disputed are not included; their number is noted.",
    ),
    Definition(
        "household-members",
        "1",
        Unit.PERSON,
        "覆盖户的家庭成员数(估计)",
        "Members of the households reached (estimated)",
        "覆盖各户登记人口之和;人口不详的户按已知各户的平均数估计,四舍五入到整数。",
        "Sum of the recorded sizes of the households reached; a household of unknown size is estimated by the mean of "
        "the known ones, and the sum rounded to a whole number.",
    ),
    Definition(
        "trainings-held",
        "1",
        Unit.TRAINING,
        "举办培训数",
        "Trainings held",
        "本期至少举办了一个场次的培训数。",
        "Number of trainings with at least one session held in the period.",
        _OF_TRAINING,
        (),
    ),
    Definition(
        "trainings-completed",
        "1",
        Unit.TRAINING,
        "全部办完的培训数",
        "Trainings completed",
        "所有计划场次均已举办、且最后一个场次在本期的培训数。与「完成培训人次」不同。",
        "Number of trainings all of whose planned sessions were held and whose last session lies in the period. Not "
        "to be confused with «Completions».",
        _OF_TRAINING,
        (),
    ),
    Definition(
        "improved-classic",
        "1",
        Unit.SHARE,
        "前后测提高的比例",
        "Share improved, tested before and after",
        "训前、训后两次测试的共同题目的平均分,训后高于训前者 ÷ 两次都有者(每人每项培训计一次;持平不算提高)。"
        "95% 区间按 Wilson 法;不足 10 人只列 k/n。计入培训最后一个举办场次所在的期间。",
        "Those whose mean of the items asked both times is higher after than before ÷ those with both (each person "
        "once per training; a tie is not an improvement). 95 % interval by Wilson; below 10 only k of n. It belongs to "
        "the period of the training's last session held.",
        parameters=("least_for_percent",),
    ),
    Definition(
        "improved-retrospective",
        "1",
        Unit.SHARE,
        "回顾式前后自评提高的比例",
        "Share improved, both rated afterwards",
        "培训后同一次问卷中,对现在的自评平均分高于对训前的自评平均分者 ÷ 两项都答者。此法易高估效果,不得与前后测合并。",
        "Those who, in one sitting after the training, rated the present higher than the time before (mean of the "
        "items rated for both) ÷ those who rated both. This design tends to overstate and is never pooled with tests "
        "before and after.",
        parameters=("least_for_percent",),
    ),
    Definition(
        "agreed-single",
        "1",
        Unit.SHARE,
        "自认有提高的比例(单题)",
        "Share who say they gained (single question)",
        "对「能力是否提高」一题回答 4 分及以上者 ÷ 作答者(多题取平均)。这是自我陈述,不是前后比较。",
        "Those who answered 4 or more to the question whether their capacity rose ÷ those who answered (the mean where "
        "there are several). This is what people say, not a comparison of before and after.",
        parameters=("agree_from", "least_for_percent"),
    ),
)

DEFINITIONS: Final[Mapping[str, Definition]] = {definition.id: definition for definition in _DEFINITIONS}
"""Indicator id → definition, in the order of a report."""

DESIGNS: Final[Mapping[str, str]] = {
    "classic": "improved-classic",
    "retrospective": "improved-retrospective",
    "single": "agreed-single",
}
"""Design of a survey → the indicator it feeds. The design is part of the indicator and is never pooled."""

DIMENSION_NAMES: Final[Mapping[Dimension, tuple[str, str]]] = {
    Dimension.PROGRAMME: ("项目", "Programme"),
    Dimension.COUNTY: ("培训所在县", "County of the training"),
    Dimension.KIND: ("活动类型", "Kind of activity"),
    Dimension.HOME_COUNTY: ("参训者所在县", "County of the participant"),
    Dimension.SEX: ("性别", "Sex"),
    Dimension.AGE_GROUP: ("年龄组", "Age group"),
    Dimension.ETHNICITY: ("民族", "Ethnicity"),
    Dimension.DISABILITY: ("功能障碍(华盛顿小组)", "Disability (Washington Group)"),
}

UNIT_NAMES: Final[Mapping[Unit, tuple[str, str]]] = {
    Unit.PERSON: ("人", "persons"),
    Unit.PARTICIPATION: ("人次", "participations"),
    Unit.PERSON_DAY: ("人日", "person-days"),
    Unit.HOUSEHOLD: ("户", "households"),
    Unit.ORGANISATION: ("个机构", "organisations"),
    Unit.TRAINING: ("项培训", "trainings"),
    Unit.SHARE: ("比例", "share"),
}

NOTES: Final[Mapping[str, tuple[str, str]]] = {
    "matched": ("前后都有的 {number} 人次", "{number} participations with both"),
    "answered": ("作答的 {number} 人次", "{number} participations answered"),
    "attended": ("参训总人次 {number}(含未留姓名)", "of {number} participations, anonymous ones included"),
    "answered-twice": (
        "另有 {number} 人次因同一问卷有不同的两份而未计",
        "{number} more left out: two different answers to one survey",
    ),
    "no-shared-item": (
        "另有 {number} 人次因前后没有共同题目而未计",
        "{number} more left out: no item asked both times",
    ),
    "short-stay": (
        "另有 {number} 条签到因在场不足场次时长的规定比例而未计",
        "{number} check-ins not counted: present for less than the least share of the session",
    ),
    "links-contradict": (
        "{number} 处判为不同的人的登记,因其他合并而仍按同一人计算,待复核",
        "{number} pairs decided to be two people count as one through other links: to be reviewed",
    ),
    "anonymous-may-repeat": (
        "{number} 项培训的多个场次有未留姓名者,可能有人被计多次",
        "in {number} trainings anonymous people came to several sessions and may be counted more than once",
    ),
    "head-not-known": ("{number} 户户主不明", "{number} households whose head is not known"),
    "size-not-known": (
        "{number} 户人口不详,按平均数估计",
        "{number} households of unknown size, estimated by the mean",
    ),
    "leadership-not-known": (
        "{number} 个机构是否女性领办不详",
        "{number} organisations of which it is not known who leads",
    ),
    "few": ("不足 {number} 人次,不列百分比", "fewer than {number}: no percent"),
}
"""Code of a `Note` → what it says in Chinese and English; `{number}` is its number."""
