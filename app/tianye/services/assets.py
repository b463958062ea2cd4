"""What the program brings along: place codes, forms of its own, the sample programme."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import tianye
from tianye.documents.place_names import PlaceFinder, make_place_finder
from tianye.domain.errors import Bug
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


@lru_cache(maxsize=1)
def places() -> PlaceTable:
    """Return the table of places of provinces 63 and 43; read once, never changed."""
    return PlaceTable(resource("places/places.tsv.gz").read_bytes())


@lru_cache(maxsize=1)
def place_finder() -> PlaceFinder:
    """Return the finder that turns county, township and village as written into a code."""
    return make_place_finder(places())
