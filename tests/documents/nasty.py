"""Forty strings that break spreadsheets, and what must come back of each: itself, unless no file can carry it."""

from __future__ import annotations

from tianye.documents.cells import REPLACEMENT

NASTY = [
    "=1+1",
    "=cmd|' /C calc'!A0",
    '=HYPERLINK("http://example.invalid","x")',
    "+1+1",
    "-1+1",
    "@SUM(A1:A9)",
    "＝1+1",
    "＋1",
    "－1",
    "＠SUM(1)",
    "\t=1+1",
    "  =1+1",
    "\u3000=1+1",
    "\n=1+1",
    "'=1+1",
    "''=1+1",
    "'",
    "'卓玛",
    "00971",
    "0971-8230001",
    "+8613900000001",
    "-5",
    "139 0000 0001",
    "632721199001010025",
    "11010519491231002X",
    "1E5",
    "6.32721E+17",
    "2026-06-12",
    "4/5",
    "TRUE",
    "#N/A",
    "{=1+1}",
    "_x0041_",
    "=",
    "https://example.invalid/",
    'say "hi", 张;三\ttab',
    "一行\n二行",
    " 前后空格 ",
    "བཀྲ་ཤིས་སྒྲོལ་མ",
    "仁青·卓玛 😀 𠀀",
]

DAMAGED = {
    "a\x00b": f"a{REPLACEMENT}b",
    "a\x07b": f"a{REPLACEMENT}b",
    "a\x1bb": f"a{REPLACEMENT}b",
    "a\ud800b": f"a{REPLACEMENT}b",
    "a\uffffb": f"a{REPLACEMENT}b",
    "invoice\u202excod.exe": f"invoice{REPLACEMENT}xcod.exe",
    "a\r\nb\rc": "a\nb\nc",
    "长" * 40_000: "长" * 32_766 + "…",
}
