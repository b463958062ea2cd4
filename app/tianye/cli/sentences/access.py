"""Who may open a data folder: people, passphrases, the way back from a forgotten one."""

from __future__ import annotations

from typing import Final

from tianye.cli.sentences.parts import UNCHANGED, Entry, ours

_NOT_TOUCHED = "Nothing in the data folder was changed."

SENTENCES: Final[dict[str, Entry]] = {
    "keys.person-removed": (
        "This passphrase belongs to somebody who was removed from this data folder.",
        UNCHANGED,
        "Open it with another person's passphrase.",
    ),
    "operator.only-kiosk": (
        "A leader's passphrase opens the kiosk at the door and nothing else.",
        UNCHANGED,
        "Use the passphrase of a facilitator.",
    ),
    "operator.unknown": (
        "Nobody of this name or id may open this data folder.",
        UNCHANGED,
        "See who may: tianye operators list.",
    ),
    "operator.ambiguous": (
        "Several people here have this name: {operators}.",
        UNCHANGED,
        "Name the one you mean by id.",
    ),
    "operator.name-taken": (
        "Somebody here has this name already.",
        UNCHANGED,
        "Choose a name that tells the two apart: it stands on everything that is written.",
    ),
    "operator.passphrase-taken": (
        "This passphrase is somebody else's here.",
        UNCHANGED,
        "Choose another: the passphrase says who is at work.",
    ),
    "operator.is-you": (
        "This cannot be done to yourself.",
        UNCHANGED,
        "Somebody else who works here does it for you.",
    ),
    "recovery.no-way-here": (
        "No way back from a forgotten passphrase lies ready in this data folder.",
        _NOT_TOUCHED,
        (
            "It is laid ready when a laptop installs headquarters' first pack, or by printing "
            "a sheet at headquarters. Look for a backup whose passphrase somebody knows."
        ),
    ),
    "recovery.code-mistyped": (
        "This is not a recovery code, or a letter of it is wrong.",
        UNCHANGED,
        "Compare it group by group: five groups of five letters and digits.",
    ),
    "recovery.wrong-code": (
        "The code is well formed, but does not open this data folder.",
        _NOT_TOUCHED,
        "Ask headquarters for the newest code; each works once, and only at its own laptop.",
    ),
    "recovery.not-for-us": (
        "The way back of this laptop was laid ready for another headquarters.",
        UNCHANGED,
        "Send the request to the headquarters that enrolled the laptop.",
    ),
    "recovery.unreadable": (
        "This file is damaged, or is no request or answer about a forgotten passphrase.",
        UNCHANGED,
        "Ask for it once more, by another way.",
    ),
    "recovery.other-request": (
        "This answer belongs to another request.",
        UNCHANGED,
        "Take the answer to the newest request, or ask once more: tianye recovery request.",
    ),
    "recovery.nothing-asked": (
        "Nothing was asked from this data folder that an answer could be to.",
        UNCHANGED,
        "Ask first, at this laptop: tianye recovery request.",
    ),
    "recovery.words-differ": (
        "The six words are not those of this request.",
        UNCHANGED,
        "Telephone the person who asks and have her read them again; if they differ, somebody else wrote this file.",
    ),
    "recovery.no-letter": (
        "No bundle of this laptop brought its code yet.",
        UNCHANGED,
        "Let her write a request at the laptop (tianye recovery request) and answer that.",
    ),
    "recovery.of-another-laptop": (
        "This request was written at another laptop: {laptop}.",
        UNCHANGED,
        "Choose that laptop, or the right request.",
    ),
    "recovery.whose-passphrase": (
        "{operators} people work here; say whose passphrase is to be new.",
        UNCHANGED,
        "Name her with --operator.",
    ),
    "database.gone": (
        "There was a data folder here, and nothing of it is left.",
        _NOT_TOUCHED,
        (
            "Look whether it was moved away; otherwise restore the newest backup. "
            "To begin anew on purpose: tianye station init --anew."
        ),
    ),
    "station.was-here": (
        "There was a data folder here before, and nothing of it is left.",
        UNCHANGED,
        "Look whether it was moved away, or restore its newest backup. To begin anew on purpose, add --anew.",
    ),
    "database.behind-tip": (
        "The database is older than what was here: it reaches to operation {has}, and {had} were written.",
        _NOT_TOUCHED,
        (
            "Do not work in it. Look for the newer one, or restore the "
            "newest backup; what was handed over is at headquarters."
        ),
    ),
    "keys.cannot-seal": ours("a key file was to be sealed for nobody"),
    "keys.none-in-file": ours("a key file held no key"),
}
