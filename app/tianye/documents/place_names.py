"""County, township and village as lists write them → place code."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cache
from typing import Final

from tianye.domain.errors import NextStep, UserFault
from tianye.domain.places import Place, PlaceTable

PlaceFinder = Callable[[str | None, str | None, str | None], str]
"""County, township and village as written → place code of 6, 9 or 12 digits.

Raises `UserFault` `place.unknown`, `place.ambiguous` or `place.county-missing`, with the `level` at fault in its data:
`county`, `township` or `village`.
"""

# Lists write 团结村, the table 团结村委会 or 团结村村民委员会; a 街道 was often a 镇 until lately.
_COMMITTEE: Final = re.compile("(村|牧|居)?(民)?(委员会|委会)$")
_GROUPS: Final = "(?:(?:[回藏土苗侗瑶壮白]|土家|撒拉|蒙古|维吾尔|哈萨克)族)*"
_ENDINGS: Final = {
    "county": re.compile(f"({_GROUPS}自治县|县|市|区)$"),
    "township": re.compile(f"(街道办事处|街道|镇|{_GROUPS}乡)(人民政府)?$"),
    "village": re.compile("(社区|行政村|村|牧)$"),
}


def make_place_finder(table: PlaceTable) -> PlaceFinder:
    """Return a finder over a table of places.

    At each level the name as written wins, then the name without the committee that runs the place, then the bare
    name (玉树 for 玉树市); a village without a township is looked for in the whole county. Zones that only statistics
    know are found by their whole name alone.
    """
    counties = [
        county
        for province in table.children()
        for prefecture in table.children(province.code)
        for county in table.children(prefecture.code)
    ]
    children = cache(table.children)

    def find(county: str | None, township: str | None, village: str | None) -> str:
        if county is None:
            raise UserFault("place.county-missing", next_step=NextStep.MEND_FILE, level="county")
        place = _choose("county", county, counties)
        if township is not None:
            place = _choose("township", township, children(place.code))
        if village is not None:
            around = [place] if township is not None else children(place.code)
            place = _choose("village", village, [inner for outer in around for inner in children(outer.code)])
        return place.code

    return find


def _choose(level: str, name: str, places: Iterable[Place]) -> Place:
    candidates = list(places)
    for form in (_as_written, _without_committee, _bare):
        wanted = form(level, name)
        found = [place for place in candidates if form(level, place.name) == wanted]
        if form is not _as_written:
            found = [place for place in found if not place.is_statistical]
        if len(found) == 1:
            return found[0]
        if found:
            raise UserFault("place.ambiguous", next_step=NextStep.MEND_FILE, level=level, count=len(found))
    raise UserFault("place.unknown", next_step=NextStep.MEND_FILE, level=level)


def _as_written(_level: str, name: str) -> str:
    return "".join(name.split())


@cache
def _without_committee(level: str, name: str) -> str:
    written = _as_written(level, name)
    if level != "village":
        return written
    # 村委会 stands for the committee of 某村 whether or not the name repeats 村.
    core = _COMMITTEE.sub("", written)
    is_village = "村" in written[len(core) :] and not core.endswith("村")
    return f"{core}村" if is_village else core


@cache
def _bare(level: str, name: str) -> str:
    without = _without_committee(level, name)
    return _ENDINGS[level].sub("", without) or without
