"""Pictures, sounds, videos and files as answers; correcting what was answered."""

from __future__ import annotations

from typing import Final

from tianye.cli.sentences.parts import Entry

_ANSWERS_STAY = "The answers are as they were."

SENTENCES: Final[dict[str, Entry]] = {
    "answer.takes-no-file": ("This question takes no file ({ref}).", _ANSWERS_STAY, "Give its answer in words."),
    "answer.not-a-file": (
        "This question takes a file ({ref}).",
        _ANSWERS_STAY,
        "Give it as @FILE, as seen from where the answers lie.",
    ),
    "answer.wrong-kind-of-file": (
        "This question asks for another kind of file ({wanted}).",
        _ANSWERS_STAY,
        "Choose a file of that kind.",
    ),
    "answer.is-a-program": (
        "This is a program. Programs are not taken as answers.",
        _ANSWERS_STAY,
        "Choose another file.",
    ),
    "answer.empty-file": ("This file is empty.", _ANSWERS_STAY, "Choose another file."),
    "answer.too-many-files": (
        "A response takes {limit} files at most.",
        _ANSWERS_STAY,
        "Leave some out.",
    ),
    "answer.files-too-large": (
        "The files of a response have {limit} bytes together at most.",
        _ANSWERS_STAY,
        "Choose smaller files, or leave some out.",
    ),
    "answer.no-room": (
        "The disk of this computer is nearly full and takes no files any more; check-ins go on.",
        _ANSWERS_STAY,
        "Make room first: {room} bytes have to stay free.",
    ),
    "places.file-too-large": (
        "A file with places has {limit} MiB at most.",
        _ANSWERS_STAY,
        "Choose a smaller one.",
    ),
    "places.file-unreadable": (
        "This file cannot be read as GPX, KML or GeoJSON.",
        _ANSWERS_STAY,
        "Choose another file, or type the places.",
    ),
    "places.no-points": ("There is no place in this file.", _ANSWERS_STAY, "Choose another file, or type the places."),
    "places.no-text": ("No place was copied.", _ANSWERS_STAY, "Copy it as latitude and longitude, and paste it again."),
    "places.too-many-points": (
        "This file has more than {limit} points.",
        _ANSWERS_STAY,
        "Record a shorter walk, or choose another file.",
    ),
    "correction.taken-back": (
        "This response was taken back.",
        _ANSWERS_STAY,
        "There is nothing to correct.",
    ),
    "correction.purged": (
        "The answers were purged from this computer by headquarters' rule.",
        "Headquarters has them.",
        "Ask headquarters to correct them.",
    ),
    "correction.sealed": (
        "This response is sealed for headquarters: this laptop can neither show nor change it.",
        _ANSWERS_STAY,
        "Ask headquarters to correct it.",
    ),
    "correction.nameless": (
        "Answers without a name cannot be corrected: nobody knows whose they are.",
        _ANSWERS_STAY,
        "There is nothing to be done.",
    ),
    "correction.disputed": (
        "Two words stand on this response, and nobody has decided yet.",
        _ANSWERS_STAY,
        "Decide it first, at headquarters: tianye review list --kind field.",
    ),
    "correction.no-reason": (
        "Nothing says why it is corrected.",
        _ANSWERS_STAY,
        "Say why with: tianye form correct RESPONSE ANSWERS --reason TEXT.",
    ),
    "correction.reason-too-long": (
        "The reason is too long: {limit} characters at most.",
        _ANSWERS_STAY,
        "Say it in fewer words.",
    ),
    "correction.nothing-changed": (
        "The answers are as they were: nothing was corrected.",
        _ANSWERS_STAY,
        "Give the answer that is to be another.",
    ),
}
