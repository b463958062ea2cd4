from __future__ import annotations

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from documents.nasty import DAMAGED, NASTY
from tianye.documents.cells import CellValue, Limits, Sheet, is_blank, make_writable
from tianye.documents.flatfiles import make_inert, make_plain, read_flat_file, write_flat_file
from tianye.domain.errors import UserFault

STARTS_A_FORMULA = tuple("=+-@\t\r＝＋－＠")


def read(content: bytes, limits: Limits | None = None) -> Sheet:
    return read_flat_file(io.BytesIO(content), "名单", limits or Limits())


def written(texts: list[str]) -> bytes:
    stream = io.BytesIO()
    write_flat_file(stream, [["头", "尾"], *([text, "."] for text in texts)])
    return stream.getvalue()


def first_column(content: bytes) -> list[CellValue]:
    return [row[0] for row in read(content).rows[1:]]


def test_nasty_strings_come_back_as_they_were() -> None:
    assert first_column(written(NASTY)) == NASTY


def test_what_no_file_can_carry_is_replaced() -> None:
    assert first_column(written(list(DAMAGED))) == list(DAMAGED.values())


def test_a_written_file_is_inert_and_opens_in_chinese_excel() -> None:
    content = written(NASTY)
    assert content.startswith(b"\xef\xbb\xbf")
    text = content.decode("utf-8-sig")
    for value in NASTY:
        as_written = make_inert(value)
        assert as_written.replace('"', '""') in text
        if as_written.strip(" \u3000\n").startswith(STARTS_A_FORMULA):
            assert float(as_written) is not None


@pytest.mark.parametrize("text", ["+8613900000001", "-5", "00971", "卓玛", "a=b", "2026-06-12", ""])
def test_harmless_text_is_written_as_it_is(text: str) -> None:
    assert make_inert(text) == text


@settings(max_examples=300)
@given(st.text() | st.text(alphabet="'=+-@ \t\n＝1"))
def test_guarding_is_undone_exactly(text: str) -> None:
    guarded = make_inert(text)
    assert make_plain(guarded) == make_writable(text)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text() | st.text(alphabet="'=+-@,;\t\n\" "), min_size=1, max_size=8))
def test_any_text_comes_back(texts: list[str]) -> None:
    expected = [make_writable(text) for text in texts]
    assert [value or "" for value in first_column(written(texts))] == expected


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_encodings_and_delimiters_of_real_lists(encoding: str, delimiter: str) -> None:
    rows = [["玉树市名单，第一期"], ["姓名", "备注", "电话"], ["卓玛", "一, 二", "00971"], [], ["扎西", "𠀀䶮", "0"]]
    text = "\r\n".join(delimiter.join(f'"{cell}"' for cell in row) for row in rows)
    assert read(text.encode(encoding)).rows == rows


def test_tibetan_comes_through_gb18030() -> None:
    assert read("姓名,电话\nསྒྲོལ་མ,1\n".encode("gb18030")).rows[1] == ["སྒྲོལ་མ", "1"]


def test_an_empty_file_is_an_empty_sheet() -> None:
    assert read(b"") == Sheet("名单", [])
    assert read(b"\xef\xbb\xbf\r\n,,\r\n").rows == []


@pytest.mark.parametrize("content", [b"\x89PNG\r\n\x1a\n" + bytes(40), b"a,b\x00c", b"\xff\xfea", b"\x80\xff" * 40])
def test_what_is_no_text_is_refused_by_name(content: bytes) -> None:
    with pytest.raises(UserFault) as fault:
        read(content)
    assert fault.value.code == "flatfile.unreadable"


def test_limits_are_named() -> None:
    with pytest.raises(UserFault) as fault:
        read(b"a\n" * 11, Limits(max_rows=10))
    assert (fault.value.code, fault.value.data["limit"]) == ("flatfile.too-large", "rows")
    with pytest.raises(UserFault) as fault:
        read(b"a" * 11, Limits(max_file_bytes=10))
    assert (fault.value.code, fault.value.data["limit"]) == ("flatfile.too-large", "file-bytes")
    with pytest.raises(UserFault) as fault:
        read(b'a,"' + b"x" * 200_000)
    assert fault.value.code == "flatfile.unreadable"


def test_columns_beyond_the_limit_are_said_to_be_left() -> None:
    sheet = read(b"a,b,c\n", Limits(max_columns=2))
    assert (sheet.rows, sheet.is_cut) == ([["a", "b"]], True)
    assert not is_blank(sheet.rows[0][0])
