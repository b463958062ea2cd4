"""What a person is asked to agree to, in the words that are read aloud to her."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from tianye.domain.consent import PurposeKind


def purpose_words(purpose: str) -> str:
    """Return a purpose as a sentence that can be ticked; `share_with:…` and `abroad:…` name their receiver."""
    kind, _, receiver = purpose.partition(":")
    words = {
        PurposeKind.ATTENDANCE: QCoreApplication.translate("consents", "The name may stand on attendance lists"),
        PurposeKind.CONTACT: QCoreApplication.translate("consents", "May be called or written to"),
        PurposeKind.ID_NUMBER: QCoreApplication.translate("consents", "The ID number may be kept, unreadable"),
        PurposeKind.HEALTH: QCoreApplication.translate("consents", "Answers about health may be kept"),
        PurposeKind.PHOTO: QCoreApplication.translate("consents", "Photographs may be used"),
        PurposeKind.QUOTE_NAMED: QCoreApplication.translate("consents", "Words may be quoted with the name"),
        PurposeKind.QUOTE_ANONYMOUS: QCoreApplication.translate("consents", "Words may be quoted without a name"),
        PurposeKind.SHARE_WITH: QCoreApplication.translate("consents", "Data may be handed to {receiver}"),
        PurposeKind.ABROAD: QCoreApplication.translate("consents", "Data may go abroad, to {receiver}"),
        PurposeKind.MINOR_GUARDIAN: QCoreApplication.translate("consents", "Under 14: a parent or guardian agrees"),
    }
    return words[PurposeKind(kind)].format(receiver=receiver)
