"""Finding the village somebody lives in: by what is typed, the laptop's own counties first."""

from __future__ import annotations

from typing import NamedTuple

from tianye.domain.places import Place, PlaceKind
from tianye.services import assets
from tianye.services.station import Station
from tianye.store.queries import laptops

_KINDS = (PlaceKind.COUNTY, PlaceKind.TOWNSHIP, PlaceKind.VILLAGE)


class PlaceFound(NamedTuple):
    """A place to choose: its code, its own name, and what it lies in (`玉树市 上拉秀乡`)."""

    code: str
    name: str
    within: str

    @property
    def words(self) -> str:
        """The whole of it: `玉树市 上拉秀乡 日玛村`."""
        return f"{self.within} {self.name}".strip()


def own_counties(station: Station) -> tuple[str, ...]:
    """Return the codes of the counties a laptop works in; none at headquarters and before the first pack."""
    laptop = laptops.find_laptop(station.database, station.identity.device)
    return laptop.counties if laptop is not None else ()


def find_places(station: Station, text: str, limit: int = 6) -> list[PlaceFound]:
    """Return villages, townships and counties by name, pinyin, initials or code; from elsewhere only after our own."""
    table = assets.places()
    own = own_counties(station)
    found = [*table.search(text, limit, within=own, kinds=_KINDS)] if own else []
    if len(found) < limit:
        known = {place.code for place in found}
        more = table.search(text, limit + len(found), kinds=_KINDS)
        found += [place for place in more if place.code not in known]
    return [place_found(place) for place in found[:limit]]


def name_place(code: str) -> PlaceFound | None:
    """Return the place of a code as it is shown, None for a code that is not in the table."""
    place = assets.places().find(code)
    return None if place is None else place_found(place)


def place_found(place: Place) -> PlaceFound:
    """Return a place as it is shown: province and prefecture are left out."""
    return PlaceFound(place.code, place.name, " ".join(place.path[2:-1]))
