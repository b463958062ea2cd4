"""Readings and spellings of personal names that no general dictionary knows.

Three tables: family names read otherwise than the same character elsewhere, Tibetan names written in Chinese
characters with their reading, and characters or words that write the same Tibetan syllable. Sources: `domain.md` D11
(measured misreadings, one Tibetan name in up to eight Chinese spellings) and the spellings met in lists of Qinghai.
"""

from __future__ import annotations

# The first reading is the right one and sorts; a second is the reading a stranger would type. ü is written v, as on
# every Chinese keyboard.
SURNAME_READINGS: dict[str, tuple[str, ...]] = {
    "仇": ("qiu", "chou"),
    "查": ("zha", "cha"),
    "曾": ("zeng",),
    "盖": ("ge", "gai"),
    "朴": ("piao", "pu"),
    "解": ("xie", "jie"),
    "单": ("shan", "dan"),
    "区": ("ou", "qu"),
    "任": ("ren",),
    "尉": ("wei", "yu"),
    "乐": ("yue", "le"),
    "华": ("hua",),
    "员": ("yun", "yuan"),
    "翟": ("zhai", "di"),
    "瞿": ("qu",),
    "覃": ("qin", "tan"),
    "谌": ("chen", "shen"),
    "种": ("chong", "zhong"),
    "折": ("she", "zhe"),
    "郝": ("hao",),
    "卜": ("bu", "bo"),
    "冼": ("xian",),
    "缪": ("miao", "mou"),
    "逄": ("pang",),
    "牟": ("mou", "mu"),
    "秘": ("bi", "mi"),
    "尹": ("yin",),
    "冯": ("feng",),
    "石": ("shi",),
    "万": ("wan",),
    "洗": ("xian", "xi"),
    "召": ("shao", "zhao"),
    "宁": ("ning",),
    "那": ("na",),
    "哈": ("ha",),
    "郇": ("xun", "huan"),
    "宓": ("mi", "fu"),
    "薄": ("bo", "bao"),
    "柏": ("bai", "bo"),
    "贲": ("ben",),
    "俞": ("yu",),
    "於": ("yu",),
    "阚": ("kan",),
    "繁": ("po", "fan"),
    "么": ("yao", "me"),
    "令": ("ling",),
    "车": ("che",),
    "晁": ("chao",),
    "晟": ("cheng", "sheng"),
    "冉": ("ran",),
    "佴": ("nai", "er"),
    "祭": ("zhai", "ji"),
    "重": ("chong", "zhong"),
    "能": ("nai", "neng"),
    "长": ("chang", "zhang"),
    "藏": ("zang", "cang"),
    "都": ("du", "dou"),
    "句": ("gou", "ju"),
    "乜": ("nie", "mie"),
    "隗": ("wei", "kui"),
    "蔚": ("yu", "wei"),
    "盛": ("sheng", "cheng"),
    "占": ("zhan",),
    "谷": ("gu",),
    "干": ("gan",),
    "隽": ("juan", "jun"),
    "莘": ("shen", "xin"),
    "芮": ("rui",),
    "亓": ("qi",),
    "眭": ("sui",),
    "郄": ("qie", "xi"),
    "叶": ("ye",),
    "彭": ("peng",),
    "夏": ("xia",),
}

# Family names of two characters; their reading is the usual one of each character unless it is given.
COMPOUND_SURNAMES: dict[str, tuple[str, str] | None] = {
    "欧阳": None,
    "上官": None,
    "司马": None,
    "诸葛": None,
    "皇甫": None,
    "夏侯": None,
    "慕容": None,
    "令狐": ("ling", "hu"),
    "宇文": None,
    "长孙": ("zhang", "sun"),
    "尉迟": ("yu", "chi"),
    "司徒": None,
    "司空": None,
    "东方": None,
    "独孤": None,
    "南宫": ("nan", "gong"),
    "公孙": None,
    "万俟": ("mo", "qi"),
    "澹台": ("tan", "tai"),
    "端木": None,
    "呼延": None,
    "轩辕": None,
    "百里": None,
    "东郭": None,
    "单于": ("chan", "yu"),
    "闻人": None,
    "赫连": None,
}

# Tibetan words as written in Chinese characters, where a dictionary of Chinese reads one of the characters wrongly or
# offers a second reading that nobody means here.
TIBETAN_READINGS: dict[str, tuple[str, ...]] = {
    "尕藏": ("ga", "zang"),
    "罗藏": ("luo", "zang"),
    "洛藏": ("luo", "zang"),
    "更藏": ("geng", "zang"),
    "藏吉": ("zang", "ji"),
    "扎西": ("zha", "xi"),
    "扎巴": ("zha", "ba"),
    "扎登": ("zha", "deng"),
    "曲扎": ("qu", "zha"),
    "格桑": ("ge", "sang"),
    "噶桑": ("ga", "sang"),
    "噶玛": ("ga", "ma"),
    "次仁": ("ci", "ren"),
    "次旦": ("ci", "dan"),
    "次成": ("ci", "cheng"),
    "才仁": ("cai", "ren"),
    "才让": ("cai", "rang"),
    "才旦": ("cai", "dan"),
    "丹增": ("dan", "zeng"),
    "旦增": ("dan", "zeng"),
    "单增": ("dan", "zeng"),
    "旦曾": ("dan", "zeng"),
    "丹曾": ("dan", "zeng"),
    "单曲": ("dan", "qu"),
    "单珍": ("dan", "zhen"),
    "单巴": ("dan", "ba"),
    "索南": ("suo", "nan"),
    "南卡": ("nan", "ka"),
    "南加": ("nan", "jia"),
    "平措": ("ping", "cuo"),
    "彭措": ("peng", "cuo"),
    "加措": ("jia", "cuo"),
    "嘉措": ("jia", "cuo"),
    "央宗": ("yang", "zong"),
    "央金": ("yang", "jin"),
    "巴央": ("ba", "yang"),
    "强巴": ("qiang", "ba"),
    "强久": ("qiang", "jiu"),
    "降央": ("jiang", "yang"),
    "降巴": ("jiang", "ba"),
    "达瓦": ("da", "wa"),
    "达娃": ("da", "wa"),
    "阿旺": ("a", "wang"),
    "昂旺": ("ang", "wang"),
    "叶西": ("ye", "xi"),
    "群措": ("qun", "cuo"),
    "完么": ("wan", "me"),
    "卓么": ("zhuo", "me"),
    "德吉": ("de", "ji"),
    "登增": ("deng", "zeng"),
    "更登": ("geng", "deng"),
    "才太": ("cai", "tai"),
    "觉巴": ("jue", "ba"),
    "占堆": ("zhan", "dui"),
    "仁青": ("ren", "qing"),
    "青措": ("qing", "cuo"),
    "华青": ("hua", "qing"),
}

# One Tibetan word, several spellings that are not the same character by character: all are read as the first column.
_SPELLINGS: dict[tuple[str, str], str] = {
    ("zhuo", "ma"): "卓玛 周毛 召毛 卓么",  # sgrol ma
    ("ji", "mei"): "久美 晋美 吉美 居美",  # 'jigs med
    ("dun", "zhu"): "顿珠 敦珠 东知 东智 端智 登知 顿智",  # don grub
    ("bai", "ma"): "白玛 贝玛 班玛 巴玛",  # pad ma
    ("chu", "cheng"): "楚成 楚臣 慈诚 次成 崔成 促成 崔臣",  # tshul khrims
    ("xi", "rao"): "西绕 喜饶 西热 西若 谢热 喜绕",  # shes rab
    ("yi", "xi"): "益西 依西 叶西 意西 益喜 伊西",  # ye shes
    ("chi", "lie"): "赤列 成列 赤来 成来 陈列 赤烈",  # 'phrin las
    ("hua", "dan"): "华旦 班旦 班丹 白旦 华丹 巴旦",  # dpal ldan
    ("lun", "zhu"): "伦珠 伦竹 隆珠 龙珠 楞珠",  # lhun grub
    ("luo", "zhu"): "洛珠 罗追 洛追 罗珠 洛周",  # blo gros
    ("nan", "ji"): "南加 朗杰 南杰 朗加 囊杰",  # rnam rgyal
    ("a", "wang"): "阿旺 昂旺 俄旺 安旺",  # ngag dbang
}

# One Tibetan syllable, several characters: tshe, ring, bstan, 'dzin, blo/nor, rgyal/skyid, bkra, bzang, skal, nam,
# phun, chos, rin-chen's chen, mgon, bu, rdo, thar, mo, ma, rdzong. The first is the name of the class.
_SYLLABLE_CLASSES = (
    "次才泽慈策茨",
    "仁让任",
    "丹单旦但",
    "增曾赠",
    "罗洛落诺络",
    "吉杰佶",
    "加嘉甲佳",
    "扎札",
    "桑藏臧",
    "格尕噶嘎",
    "南朗郎",
    "平彭朋鹏",
    "曲却确",
    "青钦清庆",
    "贡官公",
    "布保波",
    "多道朵",
    "太泰塔",
    "姆毛莫么母",
    "玛麻马",
    "宗忠",
)

SPELLING_CLASSES: dict[str, tuple[str, str]] = {
    spelling: reading for reading, spellings in _SPELLINGS.items() for spelling in spellings.split()
}
CHARACTER_CLASSES: dict[str, str] = {character: members[0] for members in _SYLLABLE_CLASSES for character in members}
