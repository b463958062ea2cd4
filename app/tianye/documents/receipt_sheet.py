"""Receipts on paper: one code to an A5 page, for a laptop that no stick can be carried to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from tianye.documents.paper import PaperLanguage, QrLevel, make_page, qr_svg, written


@dataclass(frozen=True, slots=True)
class PaperReceipt:
    """What one page says: whose records have arrived, up to which, when that was said, and the text of the code."""

    laptop: str
    last: int
    made_at: datetime
    missing: int
    text: str


_WORDS: Final[Mapping[PaperLanguage, Mapping[str, str]]] = {
    PaperLanguage.CHINESE: {
        "heading": "总部回执",
        "received": "第 {last} 条为止，总部都收到了。",
        "missing": "还有 {missing} 个附件没有到。",
        "made": "{moment} 出具",
        "how": "在这台电脑上打开“上交”，点“用码装回执”：用扫码枪扫，或者拍成照片再选它。",
        "code": "回执的码",
    },
    PaperLanguage.ENGLISH: {
        "heading": "Receipt from headquarters",
        "received": "Headquarters has everything up to record {last}.",
        "missing": "Attachments that have not arrived: {missing}.",
        "made": "Issued {moment}",
        "how": (
            "On that laptop open Hand over and choose Receipt by code: scan it, or photograph it and choose the "
            "picture."
        ),
        "code": "Code of the receipt",
    },
}
_STYLE: Final = """
  @page { size: A5 portrait; margin: 0; }
  .page { width: 148mm; height: 209.5mm; padding: 14mm 16mm 0; }
  h1 { font-size: 20pt; color: #17597A; }
  .laptop { display: block; margin-top: 6mm; font-size: 22pt; font-weight: 700; overflow-wrap: anywhere; }
  .received { margin-top: 3mm; font-size: 13pt; }
  .made { margin-top: 1mm; font-size: 10pt; color: #333; }
  .qr { display: block; width: 96mm; height: 96mm; margin: 6mm auto 4mm; }
  .how { font-size: 11pt; line-height: 1.5; }
"""


def make_receipt_sheet(receipts: Sequence[PaperReceipt], language: PaperLanguage = PaperLanguage.CHINESE) -> str:
    """Make the receipts as one HTML document, each on its own page."""
    body = "\n".join(_page(receipt, language) for receipt in receipts)
    return make_page(_WORDS[language]["heading"], language, _STYLE, body)


def _page(receipt: PaperReceipt, language: PaperLanguage) -> str:
    words = _WORDS[language]
    missing = words["missing"].format(missing=receipt.missing) if receipt.missing else ""
    moment = f"{receipt.made_at:%Y-%m-%d %H:%M}"
    return (
        f'<section class="page">{written(words["heading"], "h1")}{written(receipt.laptop, "strong", "laptop")}'
        f"{written(words['received'].format(last=receipt.last), 'p', 'received')}{written(missing, 'p', 'received')}"
        f"{written(words['made'].format(moment=moment), 'p', 'made')}"
        f"{qr_svg(receipt.text, QrLevel.MEDIUM, words['code'])}{written(words['how'], 'p', 'how')}</section>"
    )
