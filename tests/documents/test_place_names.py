from __future__ import annotations

from pathlib import Path

import pytest

from tianye.documents.place_names import PlaceFinder, make_place_finder
from tianye.domain.errors import UserFault
from tianye.domain.places import PlaceTable

RESOURCE = Path(__file__).resolve().parents[2] / "resources" / "places" / "places.tsv.gz"


@pytest.fixture(scope="module")
def table() -> PlaceTable:
    return PlaceTable(RESOURCE.read_bytes())


@pytest.fixture(scope="module")
def find(table: PlaceTable) -> PlaceFinder:
    return make_place_finder(table)


@pytest.mark.parametrize(
    ("names", "code"),
    [
        (("玉树市", None, None), "632701"),
        (("玉树", None, None), "632701"),
        (("玉树县", None, None), "632701"),
        (("大通县", None, None), "630121"),
        (("大通回族土族自治县", None, None), "630121"),
        (("玉树市", "结古街道", None), "632701001"),
        (("玉树市", "结古镇", None), "632701001"),
        (("玉树市", "结古街道办事处", None), "632701001"),
        (("玉树市", "结古街道", "萨果贡村委会"), "632701001201"),
        (("玉树市", "结古街道", "萨果贡村"), "632701001201"),
        (("玉树市", "结古街道", " 萨果贡 "), "632701001201"),
        (("玉树市", "结古街道", "萨果贡村村民委员会"), "632701001201"),
        (("玉树市", "结古", "团结社区"), "632701001005"),
        (("玉树市", None, "萨果贡村"), "632701001201"),
        (("杂多县", "昂赛乡", "热情村"), "632722200200"),
    ],
)
def test_names_as_lists_write_them(find: PlaceFinder, names: tuple[str, str | None, str | None], code: str) -> None:
    assert find(*names) == code


@pytest.mark.parametrize(
    ("names", "code", "level"),
    [
        ((None, "结古街道", None), "place.county-missing", "county"),
        (("无此县", None, None), "place.unknown", "county"),
        (("玉树市", "无此乡", None), "place.unknown", "township"),
        (("玉树市", "结古街道", "无此村"), "place.unknown", "village"),
        (("称多县", "结古街道", None), "place.unknown", "township"),
    ],
)
def test_what_is_wrong_is_said_with_its_level(
    find: PlaceFinder, names: tuple[str | None, str | None, str | None], code: str, level: str
) -> None:
    with pytest.raises(UserFault) as fault:
        find(*names)
    assert (fault.value.code, fault.value.data["level"]) == (code, level)


def test_a_name_that_is_several_places_is_never_chosen_for_the_person(find: PlaceFinder, table: PlaceTable) -> None:
    repeated = 0
    for county in (county for prefecture in table.children("63") for county in table.children(prefecture.code)):
        villages = [
            village.name for township in table.children(county.code) for village in table.children(township.code)
        ]
        for name in {name for name in villages if villages.count(name) > 1}:
            repeated += 1
            with pytest.raises(UserFault, match=r"place\.ambiguous"):
                find(county.name, None, name)
    assert repeated > 10


def test_every_place_of_a_county_is_found_by_its_own_names(find: PlaceFinder, table: PlaceTable) -> None:
    for county in ("632701", "632722", "433124"):
        name = table.get(county).name
        for township in table.children(county):
            assert find(name, township.name, None) == township.code
            villages = table.children(township.code)
            once = [one for one in villages if [other.name for other in villages].count(one.name) == 1]
            for village in once:
                assert find(name, township.name, village.name) == village.code
