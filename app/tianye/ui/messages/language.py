"""The language of the screens, changed at any moment without a restart.

Texts in the code are English, inside `tr`; `translations/<language>/*.ts` hold what stands on screen. The catalogues
are read as they are: there is no compiled form that could be older than its source. English has catalogues too, for
its plurals and for the sentences on faults.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import ClassVar, Final, Literal
from xml.etree import ElementTree

from PySide6.QtCore import QCoreApplication, QEvent, QLibraryInfo, QLocale, QObject, QTranslator, Signal

LANGUAGES: Final = {"zh_CN": "中文", "en": "English"}
"""Code → name in the language itself; the first one is the program's own."""
_CONTEXT: Final = re.compile("<name>(.+?)</name>")
"""In the files a context has a line of its own; its name is that of a class, without anything to unescape."""
_PLURALS: Final[dict[str, Callable[[int], int]]] = {"zh_CN": lambda n: 0, "en": lambda n: 0 if n == 1 else 1}


_speaks_chinese = [False]
"""Asked for every row of every list: the locale itself would be asked through an enumeration each time."""


def is_chinese() -> bool:
    """Say whether the screen speaks Chinese now."""
    return _speaks_chinese[0]


def in_chinese(context: str, text: str, comment: str = "", n: int = -1) -> str:
    """Return what a text of the code is in Chinese, whatever the screen speaks; the text itself where it has none."""
    found = Language.chinese.translate(context, text, comment, n) if Language.chinese is not None else None
    return (found or text).replace("%n", str(n))


class Catalogue(QTranslator):
    """The texts of one language, from all its `.ts` files; a text that is missing stays as it is in the code.

    A file is read when one of its contexts is asked for: a start needs a few of them.
    """

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        """Find the contexts of every catalogue of a folder named after its language."""
        super().__init__(parent)
        self._plural = _PLURALS[folder.name]
        self._texts: dict[tuple[str, str, str], tuple[str, ...]] = {}
        self._unread: dict[str, set[Path]] = {}
        for path in sorted(folder.glob("*.ts")):
            for context in _CONTEXT.findall(path.read_text(encoding="utf-8")):
                self._unread.setdefault(context, set()).add(path)

    def isEmpty(self) -> bool:
        """Qt asks no empty translator."""
        return not (self._texts or self._unread)

    def translate(
        self, context: str | bytes, sourceText: str | bytes, disambiguation: str | bytes | None = None, n: int = -1
    ) -> str:
        """Return the text on screen for a text of the code."""
        if (paths := self._unread.get(_text(context))) is not None:
            self._read(paths)
        forms = self._texts.get((_text(context), _text(sourceText), _text(disambiguation or "")))
        if forms is None:
            # Qt looks no further once it is given a text
            return None  # type: ignore[return-value]
        return forms[min(self._plural(n), len(forms) - 1)] if n >= 0 else forms[0]

    def read_ahead(self) -> bool:
        """Read one more file before anybody asks for its texts; returns whether there was one."""
        paths = next(iter(self._unread.values()), set())
        self._read(set(list(paths)[:1]))
        return bool(paths)

    def _read(self, paths: set[Path]) -> None:
        for path in paths:
            self._texts.update(load_catalogue(path))
        self._unread = {context: rest for context, files in self._unread.items() if (rest := files - paths)}


class Language(QObject):
    """The language in use; `changed` comes after every widget was told by Qt's own LanguageChange."""

    changed = Signal()
    chinese: ClassVar[Catalogue | None] = None
    """What `in_chinese` speaks from: it is there as soon as there is a `Language`."""

    def __init__(self, translations: Path) -> None:
        super().__init__()
        self._translations = translations
        chinese = Language.chinese = _catalogue(translations / "zh_CN")
        self._catalogues = {"zh_CN": chinese}
        self._installed: list[QTranslator] = []
        self._code = ""

    @property
    def code(self) -> str:
        """`zh_CN` or `en`; empty before the first choice."""
        return self._code

    @property
    def on_paper(self) -> Literal["zh", "en"]:
        """The language of what is printed or written for this screen."""
        return "en" if self._code == "en" else "zh"

    def choose(self, code: str) -> None:
        """Take another language; an unknown code means the program's own."""
        code = code if code in LANGUAGES else next(iter(LANGUAGES))
        if code == self._code:
            return
        self.withdraw()
        self._code = code
        QLocale.setDefault(QLocale(code))
        _speaks_chinese[0] = code == "zh_CN"
        of_qt = _words_of_qt(code)
        if not of_qt.isEmpty():
            self._installed.append(of_qt)
        if code not in self._catalogues:
            self._catalogues[code] = _catalogue(self._translations / code)
        self._installed.append(self._catalogues[code])
        for translator in self._installed:
            QCoreApplication.installTranslator(translator)
        # Qt tells the windows later; what follows here should already see the new words
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LanguageChange.value)
        self.changed.emit()

    def read_ahead(self) -> bool:
        """Read one more file of the language in use; returns whether there was one left."""
        catalogue = self._catalogues.get(self._code)
        return catalogue is not None and catalogue.read_ahead()

    def withdraw(self) -> None:
        """Take the words back from the application: the texts are those of the code again."""
        self._code = ""
        for translator in self._installed:
            QCoreApplication.removeTranslator(translator)
        self._installed = []


@cache
def _catalogue(folder: Path) -> Catalogue:
    """Return the texts of a folder; they stay as long as the process does.

    Qt asks for words under a lock that the end of a translator waits for: one that Python collected just then would
    wait for itself.
    """
    return Catalogue(folder)


@cache
def _words_of_qt(code: str) -> QTranslator:
    """Return the words of Qt's own dialogs, empty where there are none; they stay too."""
    words = QTranslator()
    words.load(f"qtbase_{code}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
    return words


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
