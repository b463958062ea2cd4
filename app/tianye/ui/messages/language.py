"""The language of the screens, changed at any moment without a restart.

Texts in the code are English, inside `tr`; `translations/<language>/*.ts` hold what stands on screen. The catalogues
are read as they are: there is no compiled form that could be older than its source. English has catalogues too, for
its plurals and for the sentences on faults.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final
from xml.etree import ElementTree

from PySide6.QtCore import QCoreApplication, QEvent, QLibraryInfo, QLocale, QObject, QTranslator, Signal

LANGUAGES: Final = {"zh_CN": "中文", "en": "English"}
"""Code → name in the language itself; the first one is the program's own."""
_PLURALS: Final[dict[str, Callable[[int], int]]] = {"zh_CN": lambda n: 0, "en": lambda n: 0 if n == 1 else 1}


class Catalogue(QTranslator):
    """The texts of one language, from all its `.ts` files; a text that is missing stays as it is in the code."""

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        """Read every catalogue of a folder named after its language."""
        super().__init__(parent)
        self._plural = _PLURALS[folder.name]
        self._texts: dict[tuple[str, str, str], tuple[str, ...]] = {}
        for path in sorted(folder.glob("*.ts")):
            self._texts.update(load_catalogue(path))

    def isEmpty(self) -> bool:
        """Qt asks no empty translator."""
        return not self._texts

    def translate(
        self, context: str | bytes, sourceText: str | bytes, disambiguation: str | bytes | None = None, n: int = -1
    ) -> str:
        """Return the text on screen for a text of the code."""
        forms = self._texts.get((_text(context), _text(sourceText), _text(disambiguation or "")))
        if forms is None:
            # Qt looks no further once it is given a text
            return None  # type: ignore[return-value]
        return forms[min(self._plural(n), len(forms) - 1)] if n >= 0 else forms[0]


class Language(QObject):
    """The language in use; `changed` comes after every widget was told by Qt's own LanguageChange."""

    changed = Signal()

    def __init__(self, translations: Path) -> None:
        super().__init__()
        self._translations = translations
        self._installed: list[QTranslator] = []
        self._code = ""

    @property
    def code(self) -> str:
        """`zh_CN` or `en`; empty before the first choice."""
        return self._code

    def choose(self, code: str) -> None:
        """Take another language; an unknown code means the program's own."""
        code = code if code in LANGUAGES else next(iter(LANGUAGES))
        if code == self._code:
            return
        self.withdraw()
        self._code = code
        QLocale.setDefault(QLocale(code))
        of_qt = QTranslator(self)
        if of_qt.load(f"qtbase_{code}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
            self._installed.append(of_qt)
        self._installed.append(Catalogue(self._translations / code, self))
        for translator in self._installed:
            QCoreApplication.installTranslator(translator)
        # Qt tells the windows later; what follows here should already see the new words
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LanguageChange.value)
        self.changed.emit()

    def withdraw(self) -> None:
        """Take the words back from the application: the texts are those of the code again."""
        self._code = ""
        for translator in self._installed:
            QCoreApplication.removeTranslator(translator)
        self._installed = []


def load_catalogue(path: Path) -> dict[tuple[str, str, str], tuple[str, ...]]:
    """Return (context, source, comment) → forms of the finished texts of a `.ts` file."""
    texts: dict[tuple[str, str, str], tuple[str, ...]] = {}
    for context in ElementTree.parse(path).getroot().iter("context"):
        name = context.findtext("name", "")
        for message in context.iter("message"):
            translation = message.find("translation")
            if translation is None or translation.get("type") in ("vanished", "obsolete"):
                continue
            forms = [form.text or "" for form in translation.iter("numerusform")] or [translation.text or ""]
            if all(forms):
                texts[name, message.findtext("source", ""), message.findtext("comment", "")] = tuple(forms)
    return texts


def _text(value: str | bytes) -> str:
    return value.decode() if isinstance(value, bytes) else value
