"""Packs, bundles, receipts, cards, keys and laptops."""

from __future__ import annotations

from typing import Final

from tianye.cli.sentences.parts import ASK_AGAIN, FILE_STAYS, REPORT, UNCHANGED, Entry, ours

_DAMAGED_KEYS = "The data itself was not touched."
_HQ_DECIDES = "Ask headquarters before anything else is written on this laptop."

SENTENCES: Final[dict[str, Entry]] = {
    # ---- any carried file ----------------------------------------------------------------------------------------
    "bundle.not-ours": (
        "This is not a file of this program.",
        FILE_STAYS,
        "Choose a file whose name ends in .tianye.",
    ),
    "bundle.not-for-us": (
        "This file was encrypted for somebody else and cannot be opened here.",
        FILE_STAYS,
        "Choose the file that was made for this computer, or ask its sender whom it is for.",
    ),
    "bundle.wrong-kind": (
        "This is a {found}, and something else is expected here.",
        FILE_STAYS,
        "Packs and receipts go to a laptop, bundles to headquarters: choose the right file.",
    ),
    "bundle.truncated": (
        "The end of this file is missing: it was cut off on its way.",
        FILE_STAYS,
        ASK_AGAIN,
    ),
    "bundle.damaged": (
        "This file was damaged on its way: what it holds is not what was written.",
        FILE_STAYS,
        ASK_AGAIN,
    ),
    "bundle.hostile-header": (
        "The beginning of this file is not as this program writes it; it was not opened.",
        FILE_STAYS,
        "Ask the sender where the file comes from, and to write it again.",
    ),
    "bundle.bad-signature": (
        "The signature of this file does not fit: it was changed after it was signed.",
        FILE_STAYS,
        ASK_AGAIN,
    ),
    "bundle.unknown-device": (
        "This file was signed by a computer that is not known here.",
        FILE_STAYS,
        "Headquarters can enrol the laptop by its card (tianye laptops add), then the file can be taken in.",
    ),
    "bundle.chain-broken": (
        "An operation after number {after} of this file does not continue what came before it.",
        FILE_STAYS,
        ASK_AGAIN,
    ),
    "bundle.needs-newer-program": (
        "This file was written by a newer version of the program, in a form this one cannot read.",
        "It stays as it is; headquarters keeps a copy and takes it in after the update.",
        "Update the program, then take the file in.",
    ),
    "bundle.not-foreseen": (
        "This file holds something that the program was not made for ({exception}, {where}).",
        "Nothing of it was taken in; the other files are not held up by it.",
        REPORT,
    ),
    "bundle.too-large": (
        "A part of this file is larger than any that this program writes.",
        FILE_STAYS,
        "Ask the sender what the file is, and to write it again.",
    ),
    "bundle.none-in-folder": (
        "In the folder {name} there is no file whose name ends in .tianye.",
        UNCHANGED,
        "Choose another folder, or name the files themselves.",
    ),
    "bundle.attachment-damaged": (
        "An attachment that belongs into this file is damaged on this computer.",
        "No file was written; the records themselves are whole.",
        "Restore the attachment from a backup of this computer, then write the file again.",
    ),
    # ---- bundles at headquarters ---------------------------------------------------------------------------------
    "bundle.gap": (
        "This bundle begins at operation {first}, but what comes before it, from {needs} on, has not arrived.",
        "It is kept, and goes in by itself once the missing part has come.",
        "Look for the earlier bundle of this laptop, or give the laptop a new pack: it asks for what is missing.",
    ),
    "bundle.no-room-to-wait": (
        "{files} files of this laptop wait already for an earlier one, and no more than {most} may.",
        FILE_STAYS,
        "Take in what they wait for first, or ask the laptop for one new bundle: it holds everything.",
    ),
    "bundle.fork": (
        (
            "From operation {sequence} on, this laptop says something else than it said before: it may be a copy, or "
            "an older state that was put back."
        ),
        "What was received before stands; what the second one wrote is kept beside it.",
        "Find out which of two laptops is the true one, and give the other a new identity.",
    ),
    "held.none-such": (
        "Nothing is kept under this id now: it was decided meanwhile, or the id is another.",
        UNCHANGED,
        "Look at what waits with: tianye bundle held.",
    ),
    # ---- bundles and receipts at a laptop ------------------------------------------------------------------------
    "bundle.no-headquarters": (
        "This laptop does not know its headquarters yet, so there is nobody to write a bundle for.",
        "Everything stays here and waits.",
        "Install the first pack from headquarters, then make the bundle.",
    ),
    "bundle.waits-for-pack": (
        "This laptop was restored and has a new identity, which headquarters does not know yet.",
        "Everything stays here and waits.",
        "Give headquarters its card (tianye station card), and install the pack they make for it.",
    ),
    "carried.none-there": (
        "There is no sealed file of another laptop among these.",
        UNCHANGED,
        "Choose the stick or the files again.",
    ),
    "carried.too-much": (
        "This laptop already carries {files} files for others, and no more than {megabytes} MB.",
        "What it carries stays with it; this file stays where it is ({name}).",
        "Hand over first: what headquarters has is not carried any more.",
    ),
    "receipt.for-another-laptop": (
        "This receipt is for another laptop.",
        FILE_STAYS,
        "Choose the receipt that was made for this laptop.",
    ),
    "receipt.not-our-run": (
        (
            "Headquarters has something else at operation {sequence} than this laptop: this data folder may be a "
            "copy, or an older state that was put back."
        ),
        FILE_STAYS,
        _HQ_DECIDES,
    ),
    "receipt.older-epoch": (
        "This receipt is from before headquarters was restored, and no longer holds.",
        FILE_STAYS,
        "Ask headquarters for a new receipt.",
    ),
    "receipt.past-key": (
        "This receipt was signed with a key after headquarters had given it up; it does not hold.",
        FILE_STAYS,
        "Ask headquarters for a new receipt.",
    ),
    "receipt.nothing-received": (
        "Nothing has been received from this laptop yet, so there is nothing to confirm.",
        UNCHANGED,
        "Take in its bundle first.",
    ),
    "receipt.unreadable-text": (
        "This text is not a receipt, or a part of it is missing.",
        FILE_STAYS,
        "Scan it again, or take the receipt as a file.",
    ),
    # ---- packs ---------------------------------------------------------------------------------------------------
    "pack.for-another-laptop": (
        "This pack was made for another laptop.",
        FILE_STAYS,
        "Choose the pack that was made for this laptop, or ask headquarters for one.",
    ),
    "pack.not-trusted-yet": (
        (
            "This is the first pack here, and nobody has confirmed yet that it comes from your headquarters. "
            "The words of its card are: {words}."
        ),
        FILE_STAYS,
        "Compare the words with headquarters by telephone; if they are the same, install with --trust and the words.",
    ),
    "pack.words-differ": (
        "These words differ from the ones of the card in this pack, which are: {words}.",
        FILE_STAYS,
        "Compare all six with headquarters by telephone; where one is another, the pack is not theirs: do not use it.",
    ),
    "pack.older": (
        "This is pack {number}; pack {newest} was installed before it.",
        FILE_STAYS,
        "Ask headquarters for a newer pack; if you really want the older one, add --older.",
    ),
    "pack.forged-key": (
        (
            "This pack says that headquarters has new keys, but the old ones do not vouch for them: "
            "headquarters did not make it."
        ),
        FILE_STAYS,
        "Do not use it. Telephone headquarters, by a number you know.",
    ),
    "pack.past-key": (
        "This pack was signed with a key after headquarters had given it up.",
        FILE_STAYS,
        (
            "Ask headquarters for a new pack. Where it was restored from a backup of before, it takes in a bundle "
            "first, or puts its next keys in use with: tianye station rotate-keys."
        ),
    ),
    "pack.foreign-card": ours("a pack was to be written with another computer's card"),
    "pack.operation-without-author": ours("an operation without an author was to go into a pack"),
    # ---- laptops -------------------------------------------------------------------------------------------------
    "laptop.unknown": (
        "No laptop of this name or id is enrolled here.",
        UNCHANGED,
        "Look it up with: tianye laptops list.",
    ),
    "laptop.ambiguous": (
        "{laptops} laptops of this name are enrolled here.",
        UNCHANGED,
        "Name it by its id, which tianye laptops list shows.",
    ),
    "laptop.not-a-laptop": (
        "This card belongs to a headquarters, not to a laptop.",
        UNCHANGED,
        "Take the card that the laptop itself shows with: tianye station card.",
    ),
    "laptop.bad-county": (
        "A laptop needs at least one county, named by the six digits of a county there is.",
        UNCHANGED,
        "Give each county with --county and six digits, for example 632701 for Yushu.",
    ),
    "laptop.revoked": (
        "This laptop was revoked, or its card is incomplete: no pack can be made for it.",
        UNCHANGED,
        "Enrol it anew by its card.",
    ),
    "kiosk.bad-pin": (
        "A PIN of the kiosk has four to six digits, not all the same and not in a row.",
        UNCHANGED,
        "Choose another one.",
    ),
    # ---- keys and cards ------------------------------------------------------------------------------------------
    "keys.wrong-passphrase": (
        "The passphrase is not the right one.",
        UNCHANGED,
        "Try again: mind capital letters and the input method. Without the passphrase nobody can open this folder.",
    ),
    "keys.damaged": (
        "A file of keys in this data folder is damaged.",
        _DAMAGED_KEYS,
        "Restore the folder keys from a backup; do not delete anything.",
    ),
    "keys.not-enough-memory": (
        "Opening with a passphrase needs {needed_mib} MiB of memory for a moment, and it is not there.",
        UNCHANGED,
        "Close other programs, then try again.",
    ),
    "keys.bad-card-name": (
        "A name of a computer has 1 to 80 visible characters.",
        UNCHANGED,
        "Choose another name.",
    ),
    "keys.card-unreadable": (
        "This is not a card of this program, or a character of it is missing.",
        UNCHANGED,
        "Copy the whole line that begins with TYC1: once more, or carry it as a file.",
    ),
    "keys.next-taken-off": (
        "The secret of headquarters' next keys is no longer on this computer, only in the file that was locked away.",
        UNCHANGED,
        "Fetch that file and name it with --keys; where it is lost, make other next keys: station next-keys --anew.",
    ),
    "keys.next-in-use": (
        "The keys in this file were put in use already.",
        UNCHANGED,
        "Take the newest file with next keys.",
    ),
    "keys.next-unreadable": (
        "This is not a file with headquarters' next keys, or it is damaged.",
        UNCHANGED,
        "Choose another file, or another copy of it.",
    ),
    "keys.no-next": ours("headquarters' next keys were made and are not there"),
    "keys.next-file-differs": ours("a file with next keys does not hold what was written into it"),
    "keys.wrong-length": ours("a key has the wrong length"),
    # ---- mistakes of ours ----------------------------------------------------------------------------------------
    "bundle.payload-or-commitment": ours("an operation has neither contents nor their seal"),
    "bundle.record-too-large": ours("an operation is too large to be handed over"),
    "bundle.wrong-count": ours("a bundle was to say another number of operations than it holds"),
    "seal.identity-malformed": ours("the secret key of this computer cannot be read"),
    "seal.recipients": ours("a file was to be encrypted for nobody"),
    "operation.bad-header": (
        "An operation in this file cannot be read.",
        FILE_STAYS,
        ASK_AGAIN,
    ),
    "operation.bad-payload": (
        "The contents of an operation in this file cannot be read.",
        FILE_STAYS,
        ASK_AGAIN,
    ),
    "operation.bad-reference": (
        "An operation in this file refers to another in a way that cannot be read.",
        FILE_STAYS,
        ASK_AGAIN,
    ),
    "operation.fork": (
        "Operation {sequence} is here already with other contents: one of two computers went its own way.",
        "What was here stands; nothing of the file was taken in.",
        "Ask headquarters which of the two is the true one.",
    ),
    "operation.owner-key-differs": (
        "This file brings another key for a person than the one that is here.",
        "What was here stands; nothing of the file was taken in.",
        "Tell headquarters, with the name of the file.",
    ),
    "operation.float-in-payload": ours("a number was to be written in a form that is not exact"),
    "operation.owner-key-missing": (
        "The key that belongs to this person is not here.",
        "Nothing was written of this person; all others can be worked with.",
        "Ask headquarters for a pack and install it: it brings the key again.",
    ),
    "operation.no-such-device": ours("a computer is named that is not in the log"),
    "operation.no-such-subject": ours("something is named that is not in the log"),
    "operation.unusable": ours("an operation was to be written that could not be applied"),
    "operation.not-its-writers": ours("a laptop was to write what headquarters alone may say"),
}
