"""Translations of a form: `itext`, and labels that are written in place."""

from __future__ import annotations

import re

from lxml import etree

from tianye.forms.definition import Output
from tianye.forms.parse.document import attribute, child, local_name

Translations = dict[str, dict[str, dict[str, tuple[str | Output, ...]]]]

_ITEXT = re.compile(r"\s*jr:itext\(\s*(['\"])(.*?)\1\s*\)\s*\Z", re.DOTALL)
_ITEXT_EXPRESSION = re.compile(r"\s*jr:itext\((.*)\)\s*\Z", re.DOTALL)


def read_translations(model: etree._Element) -> tuple[Translations, str | None]:
    """All texts by language, id and form, and the language the form opens in."""
    itext = child(model, "itext")
    translations: Translations = {}
    default: str | None = None
    if itext is None:
        return translations, None
    for translation in itext:
        if local_name(translation) != "translation":
            continue
        language = translation.get("lang") or ""
        texts = translations.setdefault(language, {})
        if default is None and translation.get("default") is not None and translation.get("default") != "false()":
            default = language
        for text in translation:
            if local_name(text) == "text":
                texts[text.get("id") or ""] = _forms(text)
    if default is None and translations:
        default = next(iter(translations))
    return translations, default


def _forms(text: etree._Element) -> dict[str, tuple[str | Output, ...]]:
    forms: dict[str, tuple[str | Output, ...]] = {}
    for value in text:
        if local_name(value) != "value":
            continue
        form = value.get("form") or ""
        forms.setdefault("" if form == "long" and "" not in forms else form, mixed_parts(value))
    if "" not in forms and "short" in forms:
        forms[""] = forms["short"]
    return forms


def mixed_parts(element: etree._Element) -> tuple[str | Output, ...]:
    """Text with outputs in it, in order; other markup counts with its text."""
    parts: list[str | Output] = []
    _collect(element, parts)
    return tuple(parts)


def _collect(element: etree._Element, parts: list[str | Output]) -> None:
    if element.text:
        parts.append(element.text)
    for each in element:
        if local_name(each) == "output":
            source = attribute(each, "value") or attribute(each, "ref")
            if source and source.strip():
                parts.append(Output(source))
        else:
            _collect(each, parts)
        if each.tail:
            parts.append(each.tail)


def text_id_of(reference: str) -> str | None:
    """The id in `jr:itext('id')`, None for anything else."""
    match = _ITEXT.match(reference)
    return match[2] if match else None


def text_id_source(reference: str) -> str | None:
    """The expression in `jr:itext(expression)`, None for anything else."""
    match = _ITEXT_EXPRESSION.match(reference)
    return match[1] if match else None
