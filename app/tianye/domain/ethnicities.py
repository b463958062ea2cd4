"""The ethnic groups of China by their national codes (GB/T 3304-1991).

A person's ethnicity is the two-digit code; None means that it was not said, which is neither 97 (not identified) nor
98 (naturalised). Source: `domain.md` D6. Beware of look-alikes: HU is 回, HN is 哈尼; 30 土, 34 布朗, 35 撒拉.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final, NamedTuple

from tianye.domain.errors import NextStep, UserFault

HAN: Final = "01"
UNIDENTIFIED: Final = "97"
NATURALISED: Final = "98"


class Ethnicity(NamedTuple):
    """One group: two-digit code, two letters (empty for 97 and 98), short Chinese name without 族, English name."""

    code: str
    letters: str
    zh: str
    en: str

    @property
    def zh_full(self) -> str:
        """The name as lists write it: 汉族, 土家族; 97 and 98 as they are."""
        return f"{self.zh}族" if self.letters else self.zh


_ROWS: Final = """
01 HA 汉 Han
02 MG 蒙古 Mongol
03 HU 回 Hui
04 ZA 藏 Tibetan
05 UG 维吾尔 Uyghur
06 MH 苗 Miao
07 YI 彝 Yi
08 ZH 壮 Zhuang
09 BY 布依 Bouyei
10 CS 朝鲜 Korean
11 MA 满 Manchu
12 DO 侗 Dong
13 YA 瑶 Yao
14 BA 白 Bai
15 TJ 土家 Tujia
16 HN 哈尼 Hani
17 KZ 哈萨克 Kazakh
18 DA 傣 Dai
19 LI 黎 Li
20 LS 傈僳 Lisu
21 VA 佤 Va
22 SH 畲 She
23 GS 高山 Gaoshan
24 LH 拉祜 Lahu
25 SW 水 Sui
26 DX 东乡 Dongxiang
27 NX 纳西 Naxi
28 JP 景颇 Jingpo
29 KG 柯尔克孜 Kirgiz
30 TU 土 Tu
31 DU 达斡尔 Daur
32 ML 仫佬 Mulao
33 QI 羌 Qiang
34 BL 布朗 Blang
35 SL 撒拉 Salar
36 MN 毛南 Maonan
37 GL 仡佬 Gelao
38 XB 锡伯 Xibe
39 AC 阿昌 Achang
40 PM 普米 Pumi
41 TA 塔吉克 Tajik
42 NU 怒 Nu
43 UZ 乌孜别克 Uzbek
44 RS 俄罗斯 Russian
45 EW 鄂温克 Ewenki
46 DE 德昂 De'ang
47 BN 保安 Bonan
48 YG 裕固 Yugur
49 GI 京 Gin
50 TT 塔塔尔 Tatar
51 DR 独龙 Derung
52 OR 鄂伦春 Oroqen
53 HZ 赫哲 Hezhen
54 MB 门巴 Monba
55 LB 珞巴 Lhoba
56 JN 基诺 Jino
"""

ETHNICITIES: Final[tuple[Ethnicity, ...]] = (
    *(Ethnicity(*row.split()) for row in _ROWS.strip().splitlines()),
    Ethnicity(UNIDENTIFIED, "", "其他未识别", "Not identified"),
    Ethnicity(NATURALISED, "", "外国血统入籍", "Naturalised"),
)

# Which groups a screen offers first, by two-digit province code.
FIRST_CHOICES: Final[dict[str, tuple[str, ...]]] = {
    "63": ("01", "04", "03", "30", "35", "02"),
    "43": ("01", "15", "06", "12", "13", "14"),
}


def _compact(text: str) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)).casefold()


_BY_CODE: Final = {ethnicity.code: ethnicity for ethnicity in ETHNICITIES}
_NOT_SAID: Final = frozenset({"", "-", "/", "—", "无", "不详", "未填", "未说明", "notsaid"})
_ALIASES: Final[dict[str, str]] = {
    **{_compact(alias): e.code for e in ETHNICITIES for alias in (e.code, e.zh, e.zh_full, e.letters, e.en) if alias},
    **{str(int(e.code)): e.code for e in ETHNICITIES},
    **{
        alias: code
        for aliases, code in (
            ("蒙 蒙族 mongolian", "02"),
            ("zang", "04"),
            ("维 维族 uighur", "05"),
            ("朝鲜人 鲜族", "10"),
            ("manzu man", "11"),
            ("哈萨", "17"),
            ("wa", "21"),
            ("其他 其它 未识别 未识别民族 穿青人 穿青 僜人 other", UNIDENTIFIED),
            ("入籍 外籍入籍 外国血统中国籍人士 外国血统", NATURALISED),
        )
        for alias in aliases.split()
    },
}


def get_ethnicity(code: str) -> Ethnicity:
    """Return the group of a two-digit code; raises `UserFault("ethnicity.unknown")`."""
    try:
        return _BY_CODE[code]
    except KeyError:
        raise UserFault("ethnicity.unknown", next_step=NextStep.MEND_INPUT) from None


def read_ethnicity(text: str) -> str | None:
    """Return the code meant by a cell of a list: 藏族, 藏, 04, 4, ZA, Tibetan; None when nothing is said.

    Raises `UserFault("ethnicity.unknown")` for anything else.
    """
    compact = _compact(text).removesuffix(".0")
    if compact in _NOT_SAID:
        return None
    code = _ALIASES.get(compact)
    if code is None:
        raise UserFault("ethnicity.unknown", next_step=NextStep.MEND_INPUT)
    return code


def is_minority(code: str | None) -> bool | None:
    """Tell whether a code is one of the 55 minority groups; None for 97, 98 and not said, which are neither."""
    if code is None or code in (UNIDENTIFIED, NATURALISED):
        return None
    return get_ethnicity(code).code != HAN


def ordered_for(province: str) -> tuple[Ethnicity, ...]:
    """Return all groups, those frequent in a province (two digits) first, the rest by code."""
    first = FIRST_CHOICES.get(province, (HAN,))
    return (*(_BY_CODE[code] for code in first), *(e for e in ETHNICITIES if e.code not in first))
