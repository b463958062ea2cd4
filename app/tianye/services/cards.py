"""The card of this station as the screens show it: text, six words, a code to be photographed; and as a file."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from tianye.documents.paper import QrLevel, qr_modules
from tianye.services import runs
from tianye.services.founding import Role
from tianye.services.listing import own_card
from tianye.services.station import Station
from tianye.store import files

ENDING = ".txt"


@dataclass(frozen=True, slots=True)
class CardPicture:
    """A station's card: `modules` are rows of a QR code, True for dark, with the quiet zone; six words to compare.

    `is_renewed` says that it is the new one of a laptop that was restored, and headquarters has yet to take it in.
    """

    role: Role
    name: str
    text: str
    words: tuple[str, ...]
    modules: tuple[tuple[bool, ...], ...]
    is_renewed: bool = False


def show_card(station: Station) -> CardPicture:
    """Return this station's card as text, words and QR code."""
    card = own_card(station)
    is_renewed = runs.waits_for_pack(station)
    modules = qr_modules(card.text, QrLevel.MEDIUM)
    return CardPicture(station.identity.role, station.identity.name, card.text, card.words, modules, is_renewed)


def save_card(station: Station, folder: Path) -> Path:
    """Write the card as a small text file into a folder, under a name no file has yet; raises `WorldFault` `file.…`."""
    stem = "card-" + "".join(character if character.isalnum() else "-" for character in station.identity.name)
    with files.naming_failures(folder.name):
        path = files.unique_path(folder, stem, ENDING)
    files.save_bytes(path, own_card(station).text.encode())
    return path
