"""Workbooks, flat files, lists and their cells; plans; figures."""

from __future__ import annotations

from typing import Final

from tianye.cli.sentences.parts import LIST_STAYS, MEND_CELL, REPORT, UNCHANGED, Entry, ours

_SAVE_AS = "Open it in a spreadsheet program and save it as .xlsx or as CSV, then bring that in."

SENTENCES: Final[dict[str, Entry]] = {
    # ---- files ---------------------------------------------------------------------------------------------------
    "document.missing": ("There is no such file.", UNCHANGED, "Check the name and the folder."),
    "document.not-a-file": (
        "This is a folder, or something else that is no file.",
        UNCHANGED,
        "Choose the file in it.",
    ),
    "document.not-readable": (
        "The file cannot be read from the disk (system code {errno}).",
        UNCHANGED,
        "Check that you may read it and that the stick is still there.",
    ),
    "document.too-demanding": (
        "Reading this file would take more {limit} than any file of its kind should need (at most {maximum}).",
        UNCHANGED,
        "Ask whoever sent it how it was made; save it anew from a spreadsheet program, or divide it.",
    ),
    "document.no-process": (
        "The machine does not let the program start a second process to read the file in (system code {errno}).",
        UNCHANGED,
        "Close other programs and try again.",
    ),
    "document.reader-failed": ours("the file could not be read ({error})"),
    "workbook.unreadable": ("This is not a workbook, or it is damaged.", UNCHANGED, _SAVE_AS),
    "workbook.password-protected": (
        "This workbook is protected by a password.",
        UNCHANGED,
        "Open it, take the password away, save it under another name, then bring that in.",
    ),
    "workbook.too-large": (
        "This workbook is larger than the program takes in ({limit}: at most {maximum}).",
        UNCHANGED,
        "Delete empty rows and columns, or divide it into several.",
    ),
    "workbook.unsafe": (
        "This workbook holds parts that a spreadsheet program does not write; it was not opened.",
        UNCHANGED,
        "Ask whoever sent it where it comes from; save it anew as .xlsx before you try again.",
    ),
    "flatfile.unreadable": (
        "This file is neither a workbook nor a table of text in UTF-8 or GB18030.",
        UNCHANGED,
        _SAVE_AS,
    ),
    "flatfile.too-large": (
        "This file is larger than the program takes in ({limit}: at most {maximum}).",
        UNCHANGED,
        "Divide it into several.",
    ),
    "list.has-problems": (
        "The list has problems: {problems}. They are shown by sheet, row and column.",
        "Nothing of the list was written; the list itself was not touched.",
        "Mend them and bring the list again, or take only the sound rows with --good-rows.",
    ),
    # ---- cells ---------------------------------------------------------------------------------------------------
    "cell.digits-lost": (
        "The spreadsheet has turned a number into a rounded one: its last digits are gone.",
        LIST_STAYS,
        "Format the column as text and type the number again.",
    ),
    "cell.formula-error": ("The cell holds a formula that failed.", LIST_STAYS, MEND_CELL),
    "cell.month-unclear": (
        "It is not clear which part of the date is the month.",
        LIST_STAYS,
        "Write dates like 1985-03-02.",
    ),
    "cell.not-a-date": ("The cell does not hold a date.", LIST_STAYS, "Write dates like 2026-06-12."),
    "cell.not-a-number-text": ("The cell does not hold a number.", LIST_STAYS, MEND_CELL),
    "cell.not-a-share": ("The cell does not hold a share.", LIST_STAYS, "Write shares like 80 % or 3/4."),
    "cell.not-a-time": ("The cell does not hold a time of day.", LIST_STAYS, "Write times like 09:30."),
    "cell.not-a-household-size": ("The cell is no number of people in a household.", LIST_STAYS, MEND_CELL),
    "cell.not-a-whole-number": ("The cell does not hold a whole number.", LIST_STAYS, MEND_CELL),
    "cell.not-yes-or-no": ("The cell says neither yes nor no.", LIST_STAYS, "Write 是 or 否, yes or no."),
    "cell.share-became-a-date": (
        "The spreadsheet has turned a share such as 3/4 into a date.",
        LIST_STAYS,
        "Format the column as text and type the share again, or write it as per cent.",
    ),
    # ---- plans ---------------------------------------------------------------------------------------------------
    "plan.code-unreadable": (
        "A code has 1 to 40 letters, digits, hyphens, dots or underlines, without spaces.",
        LIST_STAYS,
        "Choose a shorter code of these characters.",
    ),
    "training.kind-unreadable": (
        "The kind of training cannot be read; there are {allowed}.",
        LIST_STAYS,
        "Write one of them, or 培训, 沙龙, 考察, 工作坊.",
    ),
    "training.threshold-unreadable": (
        "The rule for having completed the training cannot be read.",
        LIST_STAYS,
        "Write it as in the template: a share, a number of sessions, or nothing.",
    ),
    "session.half-unreadable": (
        "The half of the day cannot be read; there are {allowed}.",
        LIST_STAYS,
        "Write one of them, or 上午, 下午, 晚上.",
    ),
    # ---- figures -------------------------------------------------------------------------------------------------
    "figures.period-ends-before-it-begins": (
        "The period ends before it begins.",
        UNCHANGED,
        "Exchange the two days.",
    ),
    "figures.bad-rules": (
        "The rule {parameter} for counting has a value that makes no sense.",
        UNCHANGED,
        "Choose another value.",
    ),
    "figures.unknown-programme": (
        "There is no programme of this code; there are {known}.",
        UNCHANGED,
        "Give one of them.",
    ),
    "figures.unknown-kind": (
        "There is no such kind of training; there are {known}.",
        UNCHANGED,
        "Give one of them.",
    ),
    "figures.bad-day": ("This is not a day.", UNCHANGED, "Write days like 2026-06-12."),
    "figures.contradict": (
        "Some of these figures cannot be true together ({codes}); the report is not to leave as it is.",
        "The records are as they were; only the counting is doubtful.",
        REPORT,
    ),
    "paper.qr-too-long": ours("a QR code was to hold more than fits"),
    "sample.damaged": ours("the sample programme that belongs to it is damaged"),
    "figures.row-without-key": ours("a row of a figure does not say what it is about"),
    "attendance.tick-unreadable": (
        "The cell says neither that the person came nor that they did not.",
        LIST_STAYS,
        "Write √ or 是 for who came, and leave the cell blank otherwise.",
    ),
    "attendance.phone-tail-unreadable": (
        "The cell does not hold the last four digits of a phone.",
        LIST_STAYS,
        "Write four digits, or leave the cell blank.",
    ),
    "attendance.unknown-training": (
        "No training of this code is here.",
        UNCHANGED,
        "Look it up with: tianye plan list.",
    ),
    "attendance.session-undated": (
        "This session has no day or no half of a day in the plan, so no sheet can be made for it.",
        UNCHANGED,
        "Ask headquarters to mend the plan and to send a new pack.",
    ),
    "export.unknown-ending": (
        "A table is written as one of {endings}.",
        UNCHANGED,
        "Choose a name with one of these endings.",
    ),
    "export.unknown-training": (
        "No training of this code is here.",
        UNCHANGED,
        "Look it up with: tianye plan list.",
    ),
    "polytope.empty": ours("figures contradict each other where they cannot"),
    "privacy.wrong-table": ours("a table was to be protected that has another shape"),
}

REMARKS: Final[dict[str, str]] = {
    "attendance.crossed-but-marked": "A cross stands here, but the person is marked as present; the mark stays.",
    "attendance.id-unknown": "Nobody on the register has this id.",
    "attendance.listed-twice": "This person stands in row {first_row} too.",
    "attendance.name-differs": "The id belongs to somebody of another name.",
    "attendance.person-ambiguous": "{found} people have this name and these digits of a phone.",
    "attendance.person-unknown": "Nobody on the register has this name and these digits of a phone.",
    "attendance.phone-tail-missing": "Without an id, a row needs the last four digits of the phone.",
    "attendance.row-empty": "No session is ticked in this row.",
    "attendance.session-missing": "No column is one of a session; name the training with --training.",
    "people.consent-was-withdrawn": "The list says yes, but the person has withdrawn this consent; it stays withdrawn.",
    "people.household-two-heads": "This household has another head in row {first_row}.",
    "people.id-twice": "This id stands in row {first_row} too.",
    "people.id-unknown": "Nobody on the register has this id.",
    "people.listed-twice": "This person stands in row {first_row} too.",
    "people.place-contradicts": "The code of the place and its name say different things.",
    "plan.code-twice": "This code stands in row {first_row} too.",
    "plan.code-unknown": "Nothing has this code, neither in the workbook nor here ({wanted}).",
    "plan.ends-before-it-begins": "It ends before it begins.",
    "plan.place-contradicts": "The code of the place and its name say different things.",
    "plan.refers-to-refused": "It belongs to a row that was refused itself ({wanted}).",
    "plan.session-outside-programme": "This day lies outside the programme.",
    "plan.session-twice": "This half of this day of the training stands in row {first_row} too.",
    "plan.sheets-missing": "No sheet of this workbook is one of a plan ({wanted}).",
    "plan.time-incomplete": "A beginning has an end, and an end a beginning.",
    "plan.training-without-session": "This training has no session.",
    "resident-number.birth-differs": "The birth date differs from the one in the ID number.",
    "resident-number.birth-in-other-calendar": "The birth date is the ID number's in the other calendar.",
    "resident-number.born-later": "By the ID number this person is not born yet.",
    "resident-number.old-form": "The ID number has 15 digits, as before 1999; compare it with the card.",
    "resident-number.sex-differs": "The sex differs from the one in the ID number.",
    "resident-number.very-old": "By the ID number this person is older than 120.",
    "table.column-missing": "A column is missing that is needed: {wanted}.",
    "table.column-twice": "Two columns have the same meaning.",
    "table.column-unknown": "This column has no meaning here and was passed over ({heading}).",
    "table.footer-skipped": "This row looks like a total or a signature and was passed over.",
    "table.rows-cut": "The sheet goes on after the last row that was read.",
    "table.sheet-skipped": "This sheet was passed over.",
    "table.headings-missing": "No row was found that could be the headings ({wanted}).",
    "table.value-missing": "A value is missing that is needed.",
}
"""What is said of a cell or a sheet of a list, where the code is never a fault of its own."""
