"""Keep the catalogues of the screens: `update` finds the texts, `missing` lists what has no words, `fill` writes them.

    python packaging/catalogues.py update              every text of the code into translations/zh_CN and en, by area
    python packaging/catalogues.py missing [AREA]      JSON {"Context|source": ""} of what zh_CN lacks
    python packaging/catalogues.py fill AREA FILE      take the words from such a JSON file
    python packaging/catalogues.py check               exit status 1 where anything is missing or out of date

An area is a package of `ui` (`app`, `parts`, `field`, `kiosk`, `hq`, `formview`, …), one catalogue each, so that two
people who word two workspaces do not meet in one file. `faults.ts` is written by hand (see ui/messages/faults.py).
English has only the texts with plurals, and writes straight quotation marks. Needs lupdate, which comes with PySide6.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from xml.etree import ElementTree

import PySide6

ROOT = Path(__file__).resolve().parents[1]
SCREENS = ROOT / "app" / "tianye" / "ui"
TRANSLATIONS = ROOT / "translations"
LUPDATE = Path(PySide6.__file__).parent / ("lupdate.exe" if sys.platform == "win32" else "lupdate")
BY_HAND = "faults"

WIDE = frozenset("“”‘’")
"""Marks that the font draws as wide as a Chinese character: English writes the straight ones."""

Texts = dict[tuple[str, str], bool]
"""(context, source) → whether it has plurals."""


def main(arguments: list[str]) -> int:
    """Do one of the four."""
    match arguments:
        case ["update"]:
            for area, texts in found_texts().items():
                save("zh_CN", area, texts, load("zh_CN", area))
                plurals = {key: True for key, has_plural in texts.items() if has_plural}
                if plurals:
                    save("en", area, plurals, load("en", area))
            return 0
        case ["missing", *areas]:
            for area, texts in found_texts().items():
                words = load("zh_CN", area)
                lacking = {"|".join(key): "" for key in texts if not any(words.get(key, ()))}
                if lacking and (not areas or area in areas):
                    print(json.dumps(lacking, ensure_ascii=False, indent=1))
            return 0
        case ["fill", area, file]:
            given = json.loads(Path(file).read_text(encoding="utf-8"))
            words = load("zh_CN", area)
            for key, text in given.items():
                context, _, source = key.partition("|")
                words[context, source] = (text,)
            save("zh_CN", area, found_texts()[area], words)
            return 0
        case ["check"]:
            faults = problems()
            print("\n".join(faults))
            return 1 if faults else 0
    print(__doc__)
    return 2


def problems() -> list[str]:
    """Return what is missing, unfinished or out of date in any catalogue."""
    faults = []
    for area, texts in found_texts().items():
        for language, wanted in (("zh_CN", texts), ("en", {key: True for key, plural in texts.items() if plural})):
            words = load(language, area)
            forms = 2 if language == "en" else 1
            faults += [f"{language}/{area}: no words for {key}" for key in wanted if not any(words.get(key, ()))]
            faults += [f"{language}/{area}: plural of {key}" for key in wanted if len(words.get(key, ())) < forms > 1]
            faults += [f"{language}/{area}: not in the code {key}" for key in words.keys() - wanted.keys()]
            if language == "en":
                english = [*(source for _, source in texts), *(form for forms in words.values() for form in forms)]
                faults += [
                    f"{language}/{area}: wide quotation marks in {text}" for text in english if WIDE.intersection(text)
                ]
    return faults


def found_texts() -> dict[str, Texts]:
    """Return the texts of the code by area, as lupdate finds them."""
    areas = {}
    for folder in sorted(path for path in SCREENS.iterdir() if path.is_dir() and path.name != "__pycache__"):
        sources = sorted(str(path) for path in folder.rglob("*.py"))
        with tempfile.TemporaryDirectory() as scratch:
            target = Path(scratch) / "found.ts"
            command = [str(LUPDATE), "-silent", "-no-obsolete", "-locations", "none", *sources, "-ts", str(target)]
            subprocess.run(command, check=True, capture_output=True)
            texts = {
                (context.findtext("name", ""), message.findtext("source", "")): message.get("numerus") == "yes"
                or "%n" in message.findtext("source", "")
                for context in ElementTree.parse(target).getroot().iter("context")
                for message in context.iter("message")
            }
        if texts:
            areas[folder.name] = texts
    return areas


def load(language: str, area: str) -> dict[tuple[str, str], tuple[str, ...]]:
    """Return the words of a catalogue; empty where there is none."""
    path = TRANSLATIONS / language / f"{area}.ts"
    if not path.exists():
        return {}
    return {
        (context.findtext("name", ""), message.findtext("source", "")): forms_of(message)
        for context in ElementTree.parse(path).getroot().iter("context")
        for message in context.iter("message")
    }


def forms_of(message: ElementTree.Element) -> tuple[str, ...]:
    """Return the forms of a message: one, or one for each plural."""
    return tuple(form.text or "" for form in message.iter("numerusform")) or (message.findtext("translation", ""),)


def save(language: str, area: str, texts: Texts, words: dict[tuple[str, str], tuple[str, ...]]) -> None:
    """Write a catalogue in the order of the alphabet, so that two versions can be compared."""
    root = ElementTree.Element("TS", version="2.1", language=language, sourcelanguage="en")
    contexts: dict[str, ElementTree.Element] = {}
    for context, source in sorted(texts):
        if context not in contexts:
            contexts[context] = ElementTree.SubElement(root, "context")
            ElementTree.SubElement(contexts[context], "name").text = context
        has_plural = texts[context, source]
        message = ElementTree.SubElement(contexts[context], "message", {"numerus": "yes"} if has_plural else {})
        ElementTree.SubElement(message, "source").text = source
        forms = words.get((context, source), ("",))
        translation = ElementTree.SubElement(message, "translation", {} if any(forms) else {"type": "unfinished"})
        if has_plural:
            for form in forms:
                ElementTree.SubElement(translation, "numerusform").text = form
        else:
            translation.text = forms[0]
    ElementTree.indent(root, " ")
    path = TRANSLATIONS / language / f"{area}.ts"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(
        '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n' + ElementTree.tostring(root, "unicode") + "\n",
        encoding="utf-8",
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
