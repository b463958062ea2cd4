"""Taking a laptop's card in: what it says, the words to compare, and for which counties the laptop is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from tianye.domain.errors import NextStep, UserFault
from tianye.domain.places import Place, PlaceKind
from tianye.exchange import keys
from tianye.services import assets
from tianye.services.packs import need_role
from tianye.services.recognising import CARD_BYTES
from tianye.services.station import Done, Station
from tianye.store import files
from tianye.store.queries import laptops
from tianye.store.queries.laptops import LaptopRow

PROVINCES = ("63", "43")


class CardSeen(NamedTuple):
    """A card that was read: the laptop's own name, the six words of its keys; its row and counties if enrolled.

    `continued` is the enrolled laptop that it was before it was restored from a backup; the counties are then those.
    """

    text: str
    name: str
    words: tuple[str, ...]
    known: LaptopRow | None
    places: tuple[str, ...]
    continued: LaptopRow | None = None


class County(NamedTuple):
    """A county to choose: six digits, its name, and the prefecture it lies in."""

    code: str
    name: str
    prefecture: str


def look_at_card(station: Station, text: str) -> CardSeen:
    """Read a laptop's card without enrolling it.

    Raises `UserFault`: `keys.card-unreadable`, `laptop.not-a-laptop`.
    """
    need_role(station, "hq")
    card = keys.read_card(text)
    if card.role != "laptop":
        raise UserFault("laptop.not-a-laptop", next_step=NextStep.CHOOSE_ANOTHER_FILE)
    known = laptops.find_laptop(station.database, keys.device_id(card.sign_public))
    # an enrolment that was undone leaves a row without a role
    if known is not None and known.role != "laptop":
        known = None
    before = (laptops.find_laptop(station.database, one.device) for one in reversed(card.continues))
    continued = None if known else next((row for row in before if row is not None and row.role == "laptop"), None)
    of = known or continued
    places = assets.place_names(of.counties) if of else ()
    return CardSeen(text, card.name, keys.fingerprint_words(card), known, places, continued)


def look_at_card_file(station: Station, path: Path) -> CardSeen:
    """Read a card from a text file; raises as `look_at_card`, and `WorldFault` for what cannot be read."""
    with files.naming_failures(path.name):
        body = path.read_bytes() if files.size_of(path) <= CARD_BYTES else b""
    return look_at_card(station, body.decode("utf-8-sig", errors="replace"))


def all_counties() -> tuple[County, ...]:
    """Return the counties of the provinces this program knows, by code."""
    table = assets.places()
    return tuple(
        _county(county)
        for province in PROVINCES
        for prefecture in table.children(province)
        for county in table.children(prefecture.code)
        if county.kind is PlaceKind.COUNTY
    )


def find_counties(text: str, *, chosen: Iterable[str] = ()) -> tuple[County, ...]:
    """Return counties by name, pinyin, initials or code; all of them for an empty text, those `chosen` first."""
    if text.strip():
        found = assets.places().search(text, 40, kinds=(PlaceKind.COUNTY, PlaceKind.PREFECTURE))
        counties: dict[str, County] = {}
        for place in found:
            inside = [place] if place.kind is PlaceKind.COUNTY else assets.places().children(place.code)
            counties |= {one.code: _county(one) for one in inside if one.kind is PlaceKind.COUNTY}
        return tuple(counties.values())
    first = set(chosen)
    return tuple(sorted(all_counties(), key=lambda county: county.code not in first))


def change_counties(station: Station, device: bytes, counties: Sequence[str]) -> Done:
    """Give an enrolled laptop other counties; its next pack brings what they need.

    Raises `UserFault`: `laptop.unknown`, `laptop.bad-county`.
    """
    need_role(station, "hq")
    laptop = laptops.find_laptop(station.database, device)
    if laptop is None or laptop.role != "laptop":
        raise UserFault("laptop.unknown", next_step=NextStep.MEND_INPUT)
    wanted = sorted(set(counties))
    if not wanted or not {county.code for county in all_counties()}.issuperset(wanted):
        raise UserFault("laptop.bad-county", next_step=NextStep.MEND_INPUT)
    with station.command("change counties") as command:
        command.add_if_changed("laptop.scoped", device, {"counties": wanted})
    return command.done


def _county(place: Place) -> County:
    return County(place.code, place.name, place.prefecture_name or "")
