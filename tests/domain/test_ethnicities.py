"""The whole table of ethnic groups, written out a second time."""

from __future__ import annotations

import pytest

from tianye.domain.errors import UserFault
from tianye.domain.ethnicities import ETHNICITIES, get_ethnicity, is_minority, ordered_for, read_ethnicity

TABLE = (
    "01HA汉 02MG蒙古 03HU回 04ZA藏 05UG维吾尔 06MH苗 07YI彝 08ZH壮 "
    "09BY布依 10CS朝鲜 11MA满 12DO侗 13YA瑶 14BA白 15TJ土家 16HN哈尼 "
    "17KZ哈萨克 18DA傣 19LI黎 20LS傈僳 21VA佤 22SH畲 23GS高山 24LH拉祜 "
    "25SW水 26DX东乡 27NX纳西 28JP景颇 29KG柯尔克孜 30TU土 31DU达斡尔 32ML仫佬 "
    "33QI羌 34BL布朗 35SL撒拉 36MN毛南 37GL仡佬 38XB锡伯 39AC阿昌 40PM普米 "
    "41TA塔吉克 42NU怒 43UZ乌孜别克 44RS俄罗斯 45EW鄂温克 46DE德昂 47BN保安 48YG裕固 "
    "49GI京 50TT塔塔尔 51DR独龙 52OR鄂伦春 53HZ赫哲 54MB门巴 55LB珞巴 56JN基诺"
)


def test_the_table_is_complete() -> None:
    assert " ".join(f"{e.code}{e.letters}{e.zh}" for e in ETHNICITIES[:56]) == TABLE
    assert [e.code for e in ETHNICITIES[56:]] == ["97", "98"]
    assert len({e.en for e in ETHNICITIES}) == 58


@pytest.mark.parametrize("ethnicity", ETHNICITIES, ids=lambda e: e.code)
def test_every_way_of_writing_a_group_is_read(ethnicity: object) -> None:
    e = get_ethnicity(str(ethnicity[0]))  # type: ignore[index]
    assert {read_ethnicity(text) for text in (e.code, e.zh, e.zh_full, e.en, e.letters or e.code)} == {e.code}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        *(
            ("藏族", "04"),
            ("藏", "04"),
            ("04", "04"),
            ("4", "04"),
            ("４", "04"),
            ("ZA", "04"),
            ("za", "04"),
            (" 藏 族 ", "04"),
        ),
        *(("HU", "03"), ("HN", "16"), ("蒙", "02"), ("蒙古族", "02"), ("土", "30"), ("土家", "15"), ("撒拉族", "35")),
        *(("其他", "97"), ("入籍", "98"), ("", None), ("不详", None)),
    ],
)
def test_cells_of_lists(text: str, code: str | None) -> None:
    assert read_ethnicity(text) == code


@pytest.mark.parametrize("text", ["57", "00", "族", "XX", "藏汉"])
def test_unknown_groups_are_refused(text: str) -> None:
    with pytest.raises(UserFault, match=r"ethnicity\.unknown"):
        read_ethnicity(text)
    with pytest.raises(UserFault, match=r"ethnicity\.unknown"):
        get_ethnicity(text)


def test_the_frequent_groups_come_first() -> None:
    assert "".join(e.zh for e in ordered_for("63")[:6]) == "汉藏回土撒拉蒙古"
    assert "".join(e.zh for e in ordered_for("43")[:6]) == "汉土家苗侗瑶白"
    for province in ("63", "43", "51"):
        assert sorted(ordered_for(province)) == sorted(ETHNICITIES)


def test_not_said_is_neither_majority_nor_minority() -> None:
    assert (is_minority("01"), is_minority("04"), is_minority("97"), is_minority("98"), is_minority(None)) == (
        False,
        True,
        None,
        None,
        None,
    )
