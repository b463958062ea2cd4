"""Names: normal form, readings, search keys and spellings that meet."""

from __future__ import annotations

import os
import subprocess
import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tianye.domain.errors import UserFault
from tianye.domain.name_tables import (
    CHARACTER_CLASSES,
    COMPOUND_SURNAMES,
    SPELLING_CLASSES,
    SURNAME_READINGS,
    TIBETAN_READINGS,
)
from tianye.domain.names import (
    MAX_NAME_LENGTH,
    MAX_READINGS_PER_NAME,
    class_form,
    make_name,
    matched_spans,
    normal_name,
    pinyin_of,
    query_key,
    search_keys,
    sort_key,
)


@pytest.mark.parametrize(
    ("given_text", "normal"),
    [
        ("卓玛", "卓玛"),
        ("  张　三 ", "张三"),
        ("张\t三\n", "张三"),
        ("尼玛‧扎西", "尼玛·扎西"),
        ("尼玛•扎西", "尼玛·扎西"),
        ("尼玛・扎西", "尼玛·扎西"),
        ("尼玛．扎西", "尼玛·扎西"),
        ("尼玛.扎西", "尼玛·扎西"),
        ("尼玛 · 扎西", "尼玛·扎西"),
        ("·扎西·", "扎西"),
        ("Ｔａｓｈｉ　Ｄｏｌｍａ", "Tashi Dolma"),
        ("Mary   Ann J. Smith", "Mary Ann J. Smith"),
        ("扎西（大）", "扎西（大）"),
        ("王\u200b红\ufeff梅\u0000", "王红梅"),
        ("བཀྲ་ཤིས་སྒྲོལ་མ།", "བཀྲ་ཤིས་སྒྲོལ་མ"),
        ("བཀྲ་ཤིས་", "བཀྲ་ཤིས"),
        ("བཀྲ\u0f0cཤིས", "བཀྲ་ཤིས"),
        ("\u0f66\u0f79", unicodedata.normalize("NFC", "\u0f66\u0fb3\u0f71\u0f80")),
        ("é", "é"),
        ("", ""),
    ],
)
def test_one_normal_form(given_text: str, normal: str) -> None:
    assert normal_name(given_text) == normal


@given(st.text(max_size=40))
def test_normal_form_is_a_fixed_point(text: str) -> None:
    once = normal_name(text)
    assert normal_name(once) == once
    assert unicodedata.is_normalized("NFC", once)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "name.missing"),
        (" 　·", "name.missing"),
        ("王" * (MAX_NAME_LENGTH + 1), "name.too-long"),
        ("12345", "name.without-letters"),
        ("——", "name.without-letters"),
    ],
)
def test_what_is_no_name_is_refused(text: str, code: str) -> None:
    with pytest.raises(UserFault) as fault:
        make_name(text)
    assert fault.value.code == code


def test_a_name_of_the_longest_length_is_accepted() -> None:
    assert make_name("王" * MAX_NAME_LENGTH) == "王" * MAX_NAME_LENGTH


@pytest.mark.parametrize(
    ("name", "reading"),
    [
        ("仇红梅", "qiu hong mei"),
        ("查秀英", "zha xiu ying"),
        ("曾慧梅", "zeng hui mei"),
        ("盖玉兰", "ge yu lan"),
        ("朴春花", "piao chun hua"),
        ("解晓燕", "xie xiao yan"),
        ("单红", "shan hong"),
        ("区丽", "ou li"),
        ("任芳", "ren fang"),
        ("尉迟敏", "yu chi min"),
        ("欧阳娜", "ou yang na"),
        ("尕藏", "ga zang"),
        ("罗藏卓玛", "luo zang zhuo ma"),
        ("单增", "dan zeng"),
        ("旦曾卓玛", "dan zeng zhuo ma"),
        ("叶西措", "ye xi cuo"),
        ("卓玛才让", "zhuo ma cai rang"),
        ("吕静", "lv jing"),
        ("尼玛·扎西", "ni ma zha xi"),
        ("Tashi Dolma", "tashi dolma"),
    ],
)
def test_names_are_read_as_their_owners_read_them(name: str, reading: str) -> None:
    assert pinyin_of(name) == reading


def test_the_keys_are_the_lean_set() -> None:
    assert search_keys("张红梅", phone="13812345678") == {
        *("张红梅", "红梅", "梅"),
        *("zhanghongmei", "hongmei", "zhm", "hm"),
        # The dictionary's second reading of 红: two readings a character are indexed.
        *("zhanggongmei", "gongmei", "zgm", "gm"),
        *("5678#", "12345678#"),
    }


def test_a_tibetan_name_of_four_characters_is_found_by_its_second_word() -> None:
    assert {"zhuoma", "zm", "卓玛"} <= search_keys("扎西卓玛")


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("卓玛", "扎西卓玛"),
        ("红", "张红梅"),
        ("zhangh", "张红梅"),
        ("ZhangHong", "张红梅"),
        ("zhang hong", "张红梅"),
        ("zhm", "张红梅"),
        ("zhm", "周华敏"),
        ("zhm", "曾慧梅"),
        ("hm", "张红梅"),
        ("qiu", "仇英"),
        ("chou", "仇英"),
        ("shan", "单红"),
        ("dan", "单红"),
        ("gazang", "尕藏吉"),
        ("yuchi", "尉迟敏"),
        ("min", "尉迟敏"),
        ("xi", "王茜"),
        ("qian", "王茜"),
        ("lǚ", "吕静"),
        ("lü", "吕静"),
        ("lv", "吕静"),
        ("Zhuómǎ", "卓玛"),
        ("尼玛扎西", "尼玛·扎西"),
        ("尼玛・扎", "尼玛·扎西"),
        ("zhaxi", "尼玛·扎西"),
        ("སྒྲོལ", "བཀྲ་ཤིས་སྒྲོལ་མ"),
        ("བཀྲ་ཤིས་", "བཀྲ་ཤིས་སྒྲོལ་མ"),
        ("dolma", "Tashi Dolma"),
        ("td", "Tashi Dolma"),
        ("O'Brien", "Ann O'Brien"),
    ],
)
def test_what_is_typed_finds_the_name(typed: str, name: str) -> None:
    key = query_key(typed)
    assert key
    assert any(candidate.startswith(key) for candidate in search_keys(name))


@pytest.mark.parametrize("typed", ["wangqianqing", "wangxiqing", "wangqianjing", "qingle", "qingyue"])
def test_any_one_character_may_be_read_otherwise(typed: str) -> None:
    assert any(key.startswith(typed) for key in search_keys("王茜青") | search_keys("王青乐"))


@pytest.mark.parametrize(("typed", "name"), [("shan", "邓丽"), ("zhong", "董丽"), ("sheng", "冼丽")])
def test_obscure_readings_of_family_names_are_no_keys(typed: str, name: str) -> None:
    assert not any(candidate.startswith(typed) for candidate in search_keys(name))


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("5678", "5678"),
        ("５６７８", "5678"),
        ("138 1234 5678", "12345678#"),
        ("+86-138-1234-5678", "12345678#"),
        ("12345678", "12345678#"),
        ("，", ""),
        ("", ""),
    ],
)
def test_digits_look_for_the_tail_of_a_phone(typed: str, key: str) -> None:
    assert query_key(typed) == key


def test_other_names_are_keys_too() -> None:
    keys = search_keys("扎西卓玛", ["བཀྲ་ཤིས་སྒྲོལ་མ", "Tashi Dolma", "小卓"])
    assert {"བཀྲ་ཤིས་སྒྲོལ་མ", "ཤིས་སྒྲོལ་མ", "tashidolma", "dolma", "小卓", "xz"} <= keys


@given(st.text(max_size=30), st.text(max_size=15))
def test_any_text_has_keys_that_are_never_empty(name: str, phone: str) -> None:
    assert all(search_keys(name, (), phone))


@given(st.text(alphabet="扎西卓玛次仁才让张红梅尕藏茜乐行长朝单", min_size=1, max_size=12))
def test_a_name_is_found_by_itself_and_has_few_keys(name: str) -> None:
    keys = search_keys(name)
    assert any(key.startswith(query_key(name)) for key in keys)
    assert len(keys) <= len(name) + 4 * MAX_READINGS_PER_NAME


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("丹增罗旦", "单增洛丹"),
        ("次仁卓玛", "泽仁卓玛"),
        ("次仁", "才仁"),
        ("次仁", "才让"),
        ("扎西", "札西"),
        ("多吉", "多杰"),
        ("旦增", "丹曾"),
        ("尕藏", "格桑"),
        ("卓玛", "周毛"),
        ("拉姆", "拉毛"),
        ("索南", "索朗"),
        ("晋美", "久美"),
        ("张红梅", "张宏梅"),
        ("尼玛·扎西", "尼玛扎西"),
    ],
)
def test_spellings_of_one_name_meet(one: str, other: str) -> None:
    assert class_form(one) == class_form(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("张红梅", "张红艳"), ("巴央", "巴桑"), ("次仁卓玛", "次仁"), ("王芳", "汪洋"), ("卓玛", "卓嘎"), ("", "卓玛")],
)
def test_unlike_names_do_not_meet(one: str, other: str) -> None:
    assert class_form(one) != class_form(other)


def test_a_list_sorts_by_the_pinyin_of_the_whole_name() -> None:
    names = ["张红梅", "扎西卓玛", "才让", "单增", "扎西", "单红", "Ann"]
    assert sorted(names, key=sort_key) == ["Ann", "才让", "单增", "单红", "扎西", "扎西卓玛", "张红梅"]


def test_every_syllable_class_and_spelling_is_one_reading() -> None:
    assert all(len(spelling) == len(reading) for spelling, reading in SPELLING_CLASSES.items())
    assert all(len(word) == len(reading) == 2 for word, reading in TIBETAN_READINGS.items())
    assert all(reading is None or len(reading) == len(name) == 2 for name, reading in COMPOUND_SURNAMES.items())
    assert all(CHARACTER_CLASSES[first] == first for first in CHARACTER_CLASSES.values())
    assert len(SURNAME_READINGS) >= 60
    assert len(TIBETAN_READINGS) >= 40


def test_the_dictionary_is_not_loaded_at_start_up() -> None:
    paths = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    program = "import sys, tianye.domain.names; sys.exit('pypinyin' in sys.modules)"
    subprocess.run([sys.executable, "-c", program], check=True, env=paths)


@pytest.mark.parametrize(
    ("typed", "reading", "spans"),
    [
        ("zhuom", "zhuo ma", ((0, 4), (5, 6))),
        ("zm", "zhuo ma", ((0, 1), (5, 6))),
        ("ma", "zhuo ma", ((5, 7),)),
        ("Zhuō", "zhuo ma", ((0, 4),)),
        ("bsl", "ba sang la mao", ((0, 1), (3, 4), (8, 9))),
        ("卓", "zhuo ma", ()),
        ("0022", "zhuo ma", ()),
        ("xx", "zhuo ma", ()),
    ],
)
def test_where_a_search_met_a_reading(typed: str, reading: str, spans: tuple[tuple[int, int], ...]) -> None:
    assert matched_spans(typed, reading) == spans
