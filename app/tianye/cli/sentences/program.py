"""The data folder, its database and files; the system; the command line itself."""

from __future__ import annotations

from typing import Final

from tianye.cli.sentences.parts import REPORT, UNCHANGED, WHOLE, Entry, ours

_KEEP_FOLDER = "Do not delete anything in the data folder; copy it as it is, then restore the newest backup."
_BACKUP_STAYS = "The backup was only read; the data folder was not touched."
_OTHER_BACKUP = "Choose another backup."
_NOT_TOUCHED = "Nothing in the data folder was changed."

SENTENCES: Final[dict[str, Entry]] = {
    # ---- the data folder -----------------------------------------------------------------------------------------
    "station.none-here": (
        "There is no data folder of this program here.",
        UNCHANGED,
        "Name the right folder with --data, or make a new one with: tianye station init.",
    ),
    "station.no-folder": (
        "A file stands in this place, not a folder.",
        UNCHANGED,
        "Name the right folder with --data.",
    ),
    "station.exists": (
        "There is a data folder here already.",
        _NOT_TOUCHED,
        "Work with it, or name another folder with --data.",
    ),
    "station.in-use": (
        "Another window of this program is working in this data folder.",
        _NOT_TOUCHED,
        "Close it, or wait until it is done; then try again.",
    ),
    "station.keys-missing": (
        "The database is here, but the keys that open it are not.",
        _NOT_TOUCHED,
        "Restore the folder keys from a backup; do not make a new data folder over this one.",
    ),
    "station.name-too-long": (
        "The names of a computer and of a person have at most {characters} characters each; this one has {length}.",
        UNCHANGED,
        "Choose a shorter one.",
    ),
    "station.no-name": (
        "A data folder has a name, and somebody who works with it.",
        UNCHANGED,
        "Give both, with --name and --operator.",
    ),
    "station.passphrase-too-short": (
        "A passphrase has at least {characters} characters.",
        UNCHANGED,
        "Choose a longer one: four words that have nothing to do with one another are good.",
    ),
    "station.not-sound": (
        "Not everything in this data folder is as it should be: {findings} findings, listed above.",
        "Nothing was changed by looking.",
        "Copy the data folder as it is, then restore the newest backup or ask headquarters.",
    ),
    "station.wrong-role": (
        "This is done at {needed}, and this data folder belongs to the other side.",
        UNCHANGED,
        "Name the right data folder with --data.",
    ),
    "station.no-matching-key": ours("headquarters has no key for resident numbers"),
    "passphrase.not-given": (
        "The data folder opens with a passphrase, and there is nobody to ask for it.",
        UNCHANGED,
        "Run the command in a terminal, or put the passphrase into the variable {variable}.",
    ),
    "selftest.failed": (
        "Something does not work on this computer: the step {step} failed ({fault}).",
        "No data folder was touched.",
        REPORT,
    ),
    "selftest.unexpected-result": ours("a step of the self-test came out differently than it should"),
    # ---- backups -------------------------------------------------------------------------------------------------
    "backup.not-one": (
        "This folder is no backup of this program.",
        UNCHANGED,
        "Choose a folder that was written by: tianye backup make.",
    ),
    "backup.too-new": (
        "This backup was written by a newer version of the program.",
        UNCHANGED,
        "Update the program on this computer.",
    ),
    "backup.copy-damaged": (
        "The copy, read back, is not what was written.",
        "The data folder itself was only read; the copy was taken away.",
        "Make the backup on another disk, and look over the data folder with: tianye station check --full.",
    ),
    "backup.file-missing": ("A file of the backup is missing ({name}).", _BACKUP_STAYS, _OTHER_BACKUP),
    "backup.file-damaged": ("A file of the backup is damaged ({name}).", _BACKUP_STAYS, _OTHER_BACKUP),
    "backup.database-damaged": ("The database in the backup is damaged ({found}).", _BACKUP_STAYS, _OTHER_BACKUP),
    "backup.heads-differ": (
        "The backup holds something else than its list says.",
        _BACKUP_STAYS,
        _OTHER_BACKUP,
    ),
    "backup.target-exists": (
        "There is something of this name already ({name}).",
        "It was not touched: a backup is never restored over anything.",
        "Choose a folder that does not exist yet.",
    ),
    # ---- the database --------------------------------------------------------------------------------------------
    "database.missing": (
        "The keys are here, but the database is not.",
        _NOT_TOUCHED,
        "Look whether it was moved away; otherwise restore the newest backup. Do not make a new data folder here.",
    ),
    "database.empty": (
        "The keys are here, but the database is empty: nothing can be read from it.",
        _NOT_TOUCHED,
        _KEEP_FOLDER,
    ),
    "database.unfinished": (
        "The database is here, but what belongs in it is not: it was never finished, or was exchanged.",
        _NOT_TOUCHED,
        "Restore the newest backup; if there is none, make the data folder anew elsewhere.",
    ),
    "database.unreadable": (
        "The database cannot be opened with this key: it is damaged, or belongs to other keys.",
        _NOT_TOUCHED,
        _KEEP_FOLDER,
    ),
    "database.damaged": ("A part of the database is damaged.", "Nothing was changed by reading it.", _KEEP_FOLDER),
    "database.disk-error": (
        "The disk reports an error on reading or writing.",
        "What was confirmed before is on the disk as far as the disk still works.",
        "Copy the data folder to another disk, and restore the newest backup if the copy fails.",
    ),
    "database.full": (
        "The disk with the data folder is full.",
        "Everything that was confirmed before is there; this last step was not written.",
        "Make room on that disk, then do the last step again.",
    ),
    "database.locked": (
        "Another program holds the database.",
        WHOLE,
        "Close the other program, then try again.",
    ),
    "database.read-only": (
        "The database may not be written to.",
        _NOT_TOUCHED,
        "Check the permissions of the data folder; it does not belong on a read-only disk.",
    ),
    "database.cannot-open": (
        "The database cannot be opened: the folder may not be read or written.",
        _NOT_TOUCHED,
        "Check the permissions of the data folder.",
    ),
    "database.too-new": (
        "This data folder was written by a newer version of the program.",
        _NOT_TOUCHED,
        "Update the program on this computer.",
    ),
    "database.key-length": ours("a database was to be opened with a key of the wrong length"),
    "database.nested-transaction": ours("one change was begun inside another"),
    "database.refused-statement": ours("the database refused what it was asked ({sqlite})"),
    "attachment.missing": ours("an attachment that should be here is not"),
    "attachment.too-large": (
        "An attachment is larger than {limit} bytes.",
        UNCHANGED,
        "Choose a smaller file.",
    ),
    "assets.missing": (
        "A file that belongs to the program is missing ({name}).",
        WHOLE,
        "Install the program again; your data is not touched by that.",
    ),
    # ---- files ---------------------------------------------------------------------------------------------------
    "file.missing": (
        "There is no such file or folder ({name}).",
        UNCHANGED,
        "Check the name, and whether the stick is still there.",
    ),
    "file.no-folder": (
        "There is no such folder ({name}).",
        UNCHANGED,
        "Check the name, and whether the stick is still there.",
    ),
    "file.not-a-file": (
        "A file is expected where there is a folder or something else, or a folder where there is a file ({name}).",
        UNCHANGED,
        "Choose another path.",
    ),
    "file.exists": (
        "There is a file of this name already ({name}).",
        "It was not touched: the program never writes over a file.",
        "Choose another name, or move the old file away.",
    ),
    "file.read-only": (
        "This place may not be read from or written to ({name}).",
        UNCHANGED,
        "Check the permissions of the folder, or choose another.",
    ),
    "file.no-space": (
        "There is no room left there ({name}).",
        "What was there before is as it was; nothing half-written was left behind.",
        "Make room, or choose another place, then do it again.",
    ),
    "attachment.damaged": (
        "An attachment is not as it was written ({attachment}).",
        UNCHANGED,
        "Restore the newest backup; headquarters may also send it again with a pack.",
    ),
    "file.too-large": (
        "This disk does not take a file that long ({name}); many sticks take less than 4 GB in one file.",
        "What was there before is as it was; nothing half-written was left behind.",
        "Choose another disk.",
    ),
    "file.changed-meanwhile": (
        "The file changed while it was being copied ({name}).",
        UNCHANGED,
        "Do it again.",
    ),
    "file.not-written": (
        "What was written could not be read back as it was written ({name}).",
        "The records themselves are safe in the data folder; do not rely on the new file.",
        "Try again, with another stick if it happens twice.",
    ),
    # ---- the system and the program ------------------------------------------------------------------------------
    "system.no-memory": (
        "The memory of this computer was not enough.",
        WHOLE,
        "Close other programs, then try again.",
    ),
    "system.refused": (
        "The system refused to read or write (system code {errno}, {name}).",
        WHOLE,
        "Check that the disk or stick is still there, then try again.",
    ),
    "program.unexpected": (
        "Something happened in the program that nobody expected ({exception} at {where}).",
        WHOLE,
        REPORT,
    ),
    "demo.folder-not-empty": (
        "The folder for the demonstration is not empty.",
        "It was not touched.",
        "Choose an empty folder with --dir, or leave it out.",
    ),
    "demo.damage-unnoticed": ours("a damaged bundle was taken in by the demonstration"),
    "demo.person-missing": ours("somebody of the demonstration is missing"),
    "demo.wrong-answer": ours("the door gave a wrong answer in the demonstration"),
    "text.not-unicode": (
        "A word or a file name holds bytes that are no text: it was written in another encoding.",
        WHOLE,
        "Type the word again, or rename the file.",
    ),
    "usage.wrong": (
        "The command was not understood ({said}).",
        UNCHANGED,
        "Add --help to the command to see what it takes.",
    ),
}

REMARKS: Final[dict[str, str]] = {
    "attachment.damaged": "An attachment is not what its name says ({attachment}).",
    "chain.beyond-head": "There are operations beyond the known end of {station} ({sequence}).",
    "chain.broken": "Operation {sequence} of {station} does not continue what came before it.",
    "chain.gap": "Operation {sequence} of {station} is missing.",
    "chain.head-differs": "The last operation of {station} ({sequence}) is not the one that is known.",
    "chain.misplaced": "Operation {sequence} of {station} stands in another's place.",
    "chain.no-commitment": "Operation {sequence} of {station} has lost its seal.",
    "chain.no-owner-key": "The contents of operation {sequence} of {station} are here without their key.",
    "chain.payload-differs": "The contents of operation {sequence} of {station} are not what was written.",
    "chain.records-missing": "Headquarters has {received} operations of this laptop; only {written} are here.",
    "database.pages-damaged": "{pages} pages of the database are damaged.",
    "read-tables.differ": "The table {table} is not what the log says; it can be made anew.",
}
"""What a check of the data folder found."""
