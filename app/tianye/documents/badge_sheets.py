"""Badges as HTML, eight to an A4 page, with marks to cut along; no telephone, no number, no sex."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from unicodedata import east_asian_width

from tianye.documents.paper import PaperLanguage, QrLevel, make_page, qr_svg, written

BADGES_PER_PAGE: Final = 8


@dataclass(frozen=True, slots=True)
class BadgeCard:
    """One badge. `qr_text` is `domain.badges.encode`; `short_code` is typed by hand where no scanner reads.

    `from_where` is the co-operative or the village. An empty `name` is left for the pen. For a sensitive training
    `heading` is the neutral title.
    """

    heading: str
    county: str
    name: str
    qr_text: str
    short_code: str
    name_bo: str | None = None
    from_where: str | None = None


# With its quiet zone the code takes 24.5 mm, so that its modules take 21.
_STYLE: Final = """
  @page { size: A4 portrait; margin: 0; }
  .page { width: 210mm; height: 296.5mm; }
  .sheet { position: absolute; left: 10mm; top: 14.5mm; width: 190mm; display: grid;
           grid-template-columns: 95mm 95mm; grid-auto-rows: 67mm; }
  .badge { position: relative; height: 67mm; padding: 17mm 6mm 4mm; overflow: hidden; border: 0.1mm solid #ddd; }
  .band { position: absolute; left: 0; right: 0; top: 0; height: 13mm; padding: 7mm 6mm 0; display: flex; gap: 3mm;
          justify-content: space-between; background: #17597A; color: #fff; font-size: 8pt; }
  .band span { flex: none; }
  .band .long { flex: 1 1 0; font-size: 6pt; line-height: 1.15; }
  .hole { position: absolute; left: 40.5mm; top: 2.5mm; width: 14mm; height: 3.4mm; border-radius: 1.7mm;
          background: #fff; }
  .name { display: block; font-size: 26pt; font-weight: 700; line-height: 1.2; }
  .name.long { font-size: 20pt; }
  .name.longer { font-size: 15pt; }
  .blank { height: 12mm; border-bottom: 0.3mm solid #000; }
  .bo { display: block; margin-top: 1.5mm; font-size: 16pt; }
  .bo.long { font-size: 12pt; }
  .from { position: absolute; left: 6mm; bottom: 11mm; font-size: 10pt; width: 55mm; }
  .code { position: absolute; left: 6mm; bottom: 5mm; font-size: 9pt; letter-spacing: 0.05em; }
  .qr { position: absolute; right: 4.5mm; bottom: 3mm; width: 24.5mm; height: 24.5mm; }
  .cut { position: absolute; background: #555; }
  .cut.x { width: 0.2mm; height: 5mm; }
  .cut.y { width: 5mm; height: 0.2mm; }
"""
# Widths of what still fits on one line, in halves of a Chinese character; in Tibetan, characters.
_WIDEST_NAMES: Final = {"name": 12, "name long": 22}
_WIDEST_HEADING: Final = 40
_LONGEST_TIBETAN: Final = 34
_CUTS_X: Final = (10, 105, 200)
_CUTS_Y: Final = (14.5, 81.5, 148.5, 215.5, 282.5)


def make_badge_sheet(cards: Sequence[BadgeCard], language: PaperLanguage = PaperLanguage.CHINESE) -> str:
    """Make all badges as one HTML document."""
    pages = [cards[start : start + BADGES_PER_PAGE] for start in range(0, len(cards), BADGES_PER_PAGE)]
    body = "\n".join(
        f'<section class="page">{_cut_marks()}<div class="sheet">{"".join(map(_badge, page))}</div></section>'
        for page in pages
    )
    title = "胸牌" if language is PaperLanguage.CHINESE else "Badges"
    return make_page(title, language, _STYLE, body)


def _badge(card: BadgeCard) -> str:
    size = next((size for size, widest in _WIDEST_NAMES.items() if _width(card.name) <= widest), "name longer")
    name = written(card.name, "strong", size) or '<div class="blank"></div>'
    name_bo = written(card.name_bo, "span", "bo long" if len(card.name_bo or "") > _LONGEST_TIBETAN else "bo")
    heading = written(card.heading, "span", "long" if _width(card.heading) > _WIDEST_HEADING else "")
    return (
        f'<article class="badge"><div class="band">{heading}{written(card.county)}</div>'
        f'<div class="hole"></div>{name}{name_bo}'
        f"{written(card.from_where, 'span', 'from')}{written(card.short_code, 'span', 'code')}"
        f"{qr_svg(card.qr_text, QrLevel.HIGH, card.name or card.short_code)}</article>"
    )


def _width(text: str) -> int:
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)


def _cut_marks() -> str:
    across = "".join(f'<i class="cut x" style="left:{x}mm;top:{top}mm"></i>' for x in _CUTS_X for top in (5.5, 286))
    down = "".join(f'<i class="cut y" style="top:{y}mm;left:{left}mm"></i>' for y in _CUTS_Y for left in (2, 203))
    return across + down
