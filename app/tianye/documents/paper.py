"""What all printed pages share: QR codes as inline SVG, escaped text, fonts, and the language they speak."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from html import escape
from typing import Final

import qrcode
from qrcode.constants import ERROR_CORRECT_H, ERROR_CORRECT_M

from tianye.domain.errors import Bug

QUIET_ZONE: Final = 4
"""Modules of white around a QR code; scanners of phones need them."""


class PaperLanguage(StrEnum):
    """In which language the words of a page are."""

    CHINESE = "zh"
    ENGLISH = "en"


class QrLevel(StrEnum):
    """How much of a code may be creased or stained: M 15 %, H 30 %."""

    MEDIUM = "M"
    HIGH = "H"


_LEVELS: Final = {QrLevel.MEDIUM: ERROR_CORRECT_M, QrLevel.HIGH: ERROR_CORRECT_H}

FONTS: Final = """
  html { font-family: "Source Han Sans SC", "Noto Sans CJK SC", "Noto Sans SC", "Microsoft YaHei", sans-serif; }
  [lang="bo"] { font-family: "Noto Serif Tibetan", "Jomolhari", "Microsoft Himalaya", serif; line-height: 1.8; }
"""
BASE_STYLE: Final = (
    FONTS
    + """
  * { box-sizing: border-box; margin: 0; padding: 0; }
  html { color: #000; background: #fff; -webkit-print-color-adjust: exact; print-color-adjust: exact; }
  .page { position: relative; overflow: hidden; break-after: page; }
  .page:last-child { break-after: auto; }
  @media screen { html { background: #EBE6DA; } .page { background: #fff; margin: 6mm auto; } }
"""
)


def qr_modules(text: str, level: QrLevel) -> tuple[tuple[bool, ...], ...]:
    """Return a QR code as rows of modules, True for dark, with its quiet zone round it.

    Raises `Bug("paper.qr-too-long")` when no QR code holds the text.
    """
    code = qrcode.QRCode(error_correction=_LEVELS[level], border=QUIET_ZONE)
    code.add_data(text)
    try:
        code.make(fit=True)
    except (ValueError, qrcode.exceptions.DataOverflowError) as error:
        raise Bug("paper.qr-too-long", length=len(text)) from error
    return tuple(tuple(map(bool, row)) for row in code.get_matrix())


def qr_svg(text: str, level: QrLevel, label: str) -> str:
    """Draw a QR code as an SVG element without a size; `label` is what a screen reader says.

    Raises `Bug("paper.qr-too-long")` when no QR code holds the text.
    """
    matrix = qr_modules(text, level)
    runs = "".join(_runs(row, y) for y, row in enumerate(matrix))
    size = len(matrix)
    return (
        f'<svg class="qr" role="img" aria-label="{escape(label)}" viewBox="0 0 {size} {size}" '
        f'shape-rendering="crispEdges"><path fill="#fff" d="M0 0h{size}v{size}h-{size}z"/>'
        f'<path fill="#000" d="{runs}"/></svg>'
    )


def _runs(row: Sequence[bool], y: int) -> str:
    """Write the dark modules of one row as rectangles one module high, side by side joined."""
    drawn = []
    start: int | None = None
    for x, is_dark in enumerate([*row, False]):
        if is_dark and start is None:
            start = x
        elif not is_dark and start is not None:
            drawn.append(f"M{start} {y}h{x - start}v1h-{x - start}z")
            start = None
    return "".join(drawn)


def make_page(title: str, language: PaperLanguage, style: str, body: str) -> str:
    """Make a whole HTML document that needs nothing from outside itself; `style` and `body` are trusted."""
    return (
        f'<!DOCTYPE html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        f"<title>{escape(title)}</title>\n<style>{BASE_STYLE}{style}</style>\n</head>\n<body>\n{body}\n</body>\n</html>\n"
    )


def written(text: str | None, tag: str = "span", kind: str = "") -> str:
    """Write a text as an element, escaped; nothing for none; Tibetan script is marked as such."""
    if not text:
        return ""
    language = ' lang="bo"' if any("\u0f00" <= character <= "\u0fff" for character in text) else ""
    kind = f' class="{kind}"' if kind else ""
    return f"<{tag}{kind}{language}>{escape(text)}</{tag}>"
