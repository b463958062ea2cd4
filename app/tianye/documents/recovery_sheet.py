"""The recovery sheet of headquarters' folder as HTML: one A4 page with a code, to be printed and locked away."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from tianye.documents.paper import PaperLanguage, make_page, written


@dataclass(frozen=True, slots=True)
class RecoverySheet:
    """What the sheet says: whose folder it opens (its name and the six words of its card), the code, since when."""

    name: str
    words: Sequence[str]
    code: str = field(repr=False)
    made_on: date


_WORDS: Final[Mapping[PaperLanguage, Mapping[str, str]]] = {
    PaperLanguage.CHINESE: {
        "heading": "恢复码",
        "whose": "数据文件夹",
        "words": "名片上的六个词",
        "made": "印制日期",
        "code": "忘了口令，用这个码可以打开这个文件夹，设一个新口令",
        "letters": "只有数字和字母；没有 I、L、O、U，圆圈是数字零。大小写都行，短横可以不打。",
        "how": "怎么用",
        "step1": "在装着这个文件夹的电脑上打命令：tianye recovery use --code",
        "step2": "照着上面打码，再打两遍新口令。",
        "step3": "这个码用一次就作废：马上再印一张新的。",
        "keep": "怎么收",
        "keep1": "印一张，封进信封，签上名字和日期，锁在电脑以外的地方。",
        "keep2": "印好就删掉电脑里的这个文件。不要拍照，不要发出去。",
        "keep3": "再印新的一张，这一张就作废。",
    },
    PaperLanguage.ENGLISH: {
        "heading": "Recovery code",
        "whose": "Data folder",
        "words": "Six words of its card",
        "made": "Printed on",
        "code": "If the passphrase is forgotten, this code opens the folder and lets you set a new one",
        "letters": "Digits and letters, without I, L, O and U: a circle is a zero. Capitals and hyphens do not matter.",
        "how": "How to use it",
        "step1": "On the computer with this folder, type the command: tianye recovery use --code",
        "step2": "Type the code as above, then the new passphrase twice.",
        "step3": "The code works once: print a new sheet straight afterwards.",
        "keep": "How to keep it",
        "keep1": "Print one copy, seal it in an envelope, sign and date it, and lock it away from the computer.",
        "keep2": "Delete this file once it is printed. Take no photograph of it and send it to nobody.",
        "keep3": "When a new sheet is printed, this one stops working.",
    },
}

_STYLE: Final = """
  @page { size: A4 portrait; margin: 0; }
  .page { width: 210mm; height: 296.5mm; padding: 26mm 24mm 0; }
  h1 { font-size: 26pt; font-weight: 700; color: #17597A; }
  h2 { margin-top: 12mm; font-size: 14pt; font-weight: 700; }
  dl { display: grid; grid-template-columns: auto 1fr; gap: 2mm 8mm; margin-top: 8mm; font-size: 12pt; }
  dt { color: #333; }
  dd { overflow-wrap: anywhere; }
  .said { margin-top: 12mm; font-size: 12pt; }
  .code { display: block; margin-top: 4mm; padding: 9mm 0; border: 0.5mm solid #17597A; text-align: center;
          font-family: "Noto Sans Mono", Consolas, "DejaVu Sans Mono", monospace; font-size: 21pt; font-weight: 700; }
  .small { margin-top: 3mm; font-size: 10pt; color: #333; }
  ol, ul { margin-top: 3mm; padding-left: 7mm; font-size: 12pt; line-height: 1.7; }
"""


def make_recovery_sheet(sheet: RecoverySheet, language: PaperLanguage = PaperLanguage.CHINESE) -> str:
    """Make the sheet as one HTML document, which holds the code in clear."""
    words = _WORDS[language]
    facts = (
        ("whose", sheet.name),
        ("words", " ".join(sheet.words)),
        ("made", f"{sheet.made_on:%Y-%m-%d}"),
    )
    listed = "".join(f"<dt>{words[key]}</dt>{written(value, 'dd')}" for key, value in facts)
    body = (
        f'<section class="page">{written(words["heading"], "h1")}<dl>{listed}</dl>'
        f"{written(words['code'], 'p', 'said')}{written(sheet.code, 'strong', 'code')}"
        f"{written(words['letters'], 'p', 'small')}"
        f"<h2>{words['how']}</h2><ol>{_items(words, 'step')}</ol>"
        f"<h2>{words['keep']}</h2><ul>{_items(words, 'keep')}</ul></section>"
    )
    return make_page(words["heading"], language, _STYLE, body)


def _items(words: Mapping[str, str], stem: str) -> str:
    return "".join(written(words[f"{stem}{number}"], "li") for number in (1, 2, 3))
