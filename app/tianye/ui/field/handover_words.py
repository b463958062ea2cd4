"""What handing over says of things, files and sticks."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QCoreApplication

from tianye.services.arriving import Taken
from tianye.services.bundles import HandedOver
from tianye.services.carrying import WrittenAlong
from tianye.services.outgoing import Outgoing, Thing
from tianye.services.recognising import Recognised
from tianye.ui.messages.dates import moment_words, number_words, size_words

OF_THE_STICK: Final = ("file.no-space", "file.missing", "file.not-written")
"""Faults that are told in the words of a stick while one is written."""
ICONS: Final = {
    Thing.CHECK_INS: "check-circle",
    Thing.PEOPLE: "user-plus",
    Thing.ANSWERS: "clipboard",
    Thing.FILES: "file",
    Thing.CONSENTS: "hand",
    Thing.CORRECTIONS: "pencil",
    Thing.WITHOUT_NAME: "user",
    Thing.TAKEN_BACK: "undo",
    Thing.REFUSED: "x-circle",
    Thing.OTHER: "list",
}


def thing_words(thing: Thing) -> str:
    """Return what a kind of thing is called."""
    return {
        Thing.CHECK_INS: QCoreApplication.translate("HandOver", "Check-ins and leavings"),
        Thing.PEOPLE: QCoreApplication.translate("HandOver", "People newly registered"),
        Thing.ANSWERS: QCoreApplication.translate("HandOver", "Finished forms"),
        Thing.FILES: QCoreApplication.translate("HandOver", "Pictures and files in them"),
        Thing.CONSENTS: QCoreApplication.translate("HandOver", "Consents and refusals"),
        Thing.CORRECTIONS: QCoreApplication.translate("HandOver", "Corrections"),
        Thing.WITHOUT_NAME: QCoreApplication.translate("HandOver", "Attended without a name"),
        Thing.TAKEN_BACK: QCoreApplication.translate("HandOver", "Taken back"),
        Thing.REFUSED: QCoreApplication.translate("HandOver", "Badges that were not accepted"),
        Thing.OTHER: QCoreApplication.translate("HandOver", "Openings, closings and other notes"),
    }[thing]


def local_line(now: Outgoing) -> str:
    """Return what is said of records that are only here."""
    if not now.only_here:
        return QCoreApplication.translate("HandOver", "Nothing is new since the last file")
    return QCoreApplication.translate("HandOver", "Not handed over yet")


def handed_line(now: Outgoing) -> str:
    """Return what is said of records on their way."""
    if not now.on_the_way:
        return QCoreApplication.translate("HandOver", "No file is on its way")
    if not now.waiting:
        return QCoreApplication.translate("HandOver", "The receipt is not here yet")
    last = now.waiting[0]
    return QCoreApplication.translate("HandOver", "Bundle {number}, {when}; the receipt is not here yet").format(
        number=now.number - 1, when=moment_words(last.wall_ms, now.today)
    )


def received_line(now: Outgoing) -> str:
    """Return by which word records are received."""
    if now.receipt is None and now.standing.received:
        # a pack says it too
        return QCoreApplication.translate("HandOver", "By the pack from headquarters")
    if now.receipt is None:
        return QCoreApplication.translate("HandOver", "No receipt has come yet")
    return QCoreApplication.translate("HandOver", "By the receipt installed {when}").format(
        when=moment_words(now.receipt.wall_ms, now.today)
    )


def along_words(along: WrittenAlong) -> str:
    """Return how many sealed files of others lie on the stick, and whether some had no room."""
    if along.fault is None:
        return number_words(along.files)
    return QCoreApplication.translate("HandOver", "{count}, the others next time").format(
        count=number_words(along.files)
    )


def purged_words(handed: HandedOver) -> str:
    """Return how many of the records went without contents, and after which receipt these were purged."""
    return QCoreApplication.translate("HandOver", "{count}, purged after receipt {receipt}").format(
        count=number_words(handed.purged), receipt=handed.purged_after
    )


def left_words(count: int) -> str:
    """Return how many pictures and files are too long for the way that was taken."""
    return QCoreApplication.translate("HandOver", "{count}, too long for this way: take a stick").format(
        count=number_words(count)
    )


def written_facts(one: HandedOver) -> list[tuple[str, str, str]]:
    """Return what is said of the files of a hand-over: icon, heading, value."""
    count, parts = one.records, len(one.parts)
    spans = QCoreApplication.translate("HandOver", "{count} ({first} to {last})").format(
        count=number_words(count), first=number_words(one.first), last=number_words(one.last)
    )
    if len({part.device for part in one.parts}) > 1:
        # what a restored laptop continues is counted from the beginning of another run
        spans = number_words(count)
    name = one.path.name if parts == 1 else QCoreApplication.translate("HandOver", "%n file(s)", "", parts)
    facts = [
        ("file", QCoreApplication.translate("HandOver", "File"), name),
        (
            "list",
            QCoreApplication.translate("HandOver", "Records"),
            spans if count else QCoreApplication.translate("HandOver", "none new"),
        ),
        ("stick", QCoreApplication.translate("HandOver", "Size"), size_words(one.size)),
        ("folder", QCoreApplication.translate("HandOver", "Where"), one.path.parent.name or str(one.path.parent)),
    ]
    if one.along.files or one.along.fault is not None:
        others = QCoreApplication.translate("HandOver", "Sealed files of others")
        facts.insert(1, ("package", others, along_words(one.along)))
    if one.left:
        left = QCoreApplication.translate("HandOver", "Pictures and files left here")
        facts.insert(2, ("file", left, left_words(one.left)))
    if one.purged:
        emptied = QCoreApplication.translate("HandOver", "Of these without contents")
        facts.insert(2, ("history", emptied, purged_words(one)))
    return facts


def stopped_words() -> tuple[str, str]:
    """Return what is said where somebody stopped the writing."""
    return (
        QCoreApplication.translate("HandOver", "Stopped. The file that was begun is gone again."),
        QCoreApplication.translate("HandOver", "Everything is still here. Files that were whole before stay there."),
    )


def damaged_of(taken: Taken) -> Recognised | None:
    """Return the first file that begins as ours and cannot be read."""
    return next((one for one in taken.others if one.kind == "damaged"), None)


def damaged_words(name: str, code: str) -> tuple[str, str, str]:
    """Return what is said of a file that begins as ours and cannot be read: happened, kept, to do."""
    if code == "bundle.needs-newer-program":
        return ("", QCoreApplication.translate("HandOver", "Nothing was changed."), "")
    return (
        QCoreApplication.translate("HandOver", "{file} is damaged: it cannot be read").format(file=name),
        QCoreApplication.translate("HandOver", "Nothing was changed."),
        QCoreApplication.translate(
            "HandOver",
            'Copy it once more and press "Install a receipt or pack"; or have headquarters send it again.',
        ),
    )


def other_words(taken: Taken) -> str:
    """Return what is said of files that were not for this laptop."""
    kinds = {one.kind for one in taken.others}
    if any(one.is_for_us is False for one in taken.others):
        file = next(one.path.name for one in taken.others if one.is_for_us is False)
        words = QCoreApplication.translate(
            "HandOver", "{file} is not for this laptop. It stays on the stick as it is: leave it for whoever it is for."
        )
        return words.format(file=file)
    if "card" in kinds:
        return QCoreApplication.translate(
            "HandOver", "That is a card. Headquarters takes it; here is nothing to do with it."
        )
    return QCoreApplication.translate("HandOver", "No receipt and no pack was found there. Nothing was changed.")


def stick_words(code: str) -> tuple[str, str, str]:
    """Return what happened to a stick, what was kept, and what to do."""
    kept = QCoreApplication.translate(
        "HandOver", "All records are still on this laptop, and the files on the stick are as they were."
    )
    if code == "file.no-space":
        return (
            QCoreApplication.translate("HandOver", "The stick is full"),
            kept,
            QCoreApplication.translate(
                "HandOver", 'Plug in another stick, or delete on this one what nobody needs; then press "Write again".'
            ),
        )
    return (
        QCoreApplication.translate("HandOver", "The stick was pulled out before the bundle was whole"),
        kept,
        QCoreApplication.translate("HandOver", "Plug it in again and write once more."),
    )


def folder_words(code: str) -> tuple[str, str, str]:
    """Return what happened to a folder that was written into, what was kept, and what to do."""
    kept = QCoreApplication.translate(
        "HandOver", "All records are still on this laptop, and the files in the folder are as they were."
    )
    if code == "file.no-space":
        return (
            QCoreApplication.translate("HandOver", "There is no room left for this folder"),
            kept,
            QCoreApplication.translate("HandOver", "Make room on its disk, or choose another folder, and write again."),
        )
    return (
        QCoreApplication.translate("HandOver", "The folder could not be written to the end"),
        kept,
        QCoreApplication.translate("HandOver", "Look whether it is still there, or choose another, and write again."),
    )
