"""What the program brings along: place codes, forms of its own, the sample programme."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import tianye
from tianye.domain.errors import Bug

if TYPE_CHECKING:
    # the window asks for its theme before anybody asks for a place
    from tianye.documents.place_names import PlaceFinder
    from tianye.domain.places import PlaceTable


def resource(name: str) -> Path:
    """Return the path of a resource: beside the installed package, else in the checkout.

    Raises `Bug("assets.missing")`.
    """
    package = Path(tianye.__file__).parent
    for folder in (package / "_data" / "resources", package.parents[1] / "resources"):
        if (path := folder / name).exists():
            return path
    raise Bug("assets.missing", name=name)


def guide_page(language: str, name: str) -> Path | None:
    """Return the Markdown file of a page of the users' guide (`zh_CN` or `en`), or None where there is no such page."""
    package = Path(tianye.__file__).parent
    short = "zh" if language == "zh_CN" else "en"
    for folder in (package / "_data" / "guide", package.parents[1] / "docs" / "guide"):
        if (path := folder / short / f"{name}.md").is_file():
            return path
    return None


@lru_cache(maxsize=1)
def places() -> PlaceTable:
    """Return the table of places of provinces 63 and 43; read once, never changed."""
    from tianye.domain.places import PlaceTable

    return PlaceTable(resource("places/places.tsv.gz").read_bytes())


def place_name(code: str | None) -> str:
    """Return the name of a place; a code the table does not know stays a code, no code is no name."""
    place = places().find(code) if code else None
    return place.name if place is not None else code or ""


def place_names(codes: Iterable[str]) -> tuple[str, ...]:
    """Return the names of places, in the order given."""
    return tuple(place_name(code) for code in codes)


@lru_cache(maxsize=1)
def place_finder() -> PlaceFinder:
    """Return the finder that turns county, township and village as written into a code."""
    from tianye.documents.place_names import make_place_finder

    return make_place_finder(places())
