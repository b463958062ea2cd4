"""The place table as it is shipped, and tables that are spoilt."""

from __future__ import annotations

import gzip
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tianye.domain.errors import UserFault, WorldFault
from tianye.domain.places import COLUMNS, PLACE_KIND_LABELS, PlaceKind, PlaceTable, normal_code

RESOURCE = Path(__file__).resolve().parents[2] / "resources" / "places" / "places.tsv.gz"
ZONES = [
    "430371",
    "430372",
    "430373",
    "430473",
    "430476",
    "430671",
    "430771",
    "430971",
    "430972",
    "431171",
    "431173",
    "431271",
    "632857",
]


@pytest.fixture(scope="module")
def shipped() -> bytes:
    return RESOURCE.read_bytes()


@pytest.fixture(scope="module")
def places(shipped: bytes) -> PlaceTable:
    return PlaceTable(shipped)


@pytest.fixture(scope="module")
def codes(shipped: bytes) -> list[str]:
    return [line.split("\t")[0] for line in gzip.decompress(shipped).decode().splitlines()[1:]]


@pytest.mark.parametrize(
    ("province", "counts"),
    [
        ("63", {2: 1, 4: 8, 6: 45, 9: 422, 12: 4_716}),
        ("43", {2: 1, 4: 14, 6: 134, 9: 2_008, 12: 29_534}),
    ],
)
def test_the_counts_are_those_of_the_2023_edition(codes: list[str], province: str, counts: dict[int, int]) -> None:
    assert Counter(len(code) for code in codes if code.startswith(province)) == counts


def test_rows_are_sorted_unique_and_whole(shipped: bytes, codes: list[str], places: PlaceTable) -> None:
    assert codes == sorted(set(codes))
    assert len(places) == len(codes) == 36_883
    rows = [line.split("\t") for line in gzip.decompress(shipped).decode().splitlines()]
    assert all(len(row) == len(COLUMNS) for row in rows)
    assert max(len(row[1]) for row in rows if len(row[0]) == 12) == 21
    assert all(row[2].isascii() or not row[1].isalpha() for row in rows[1:])


def test_every_place_lies_in_known_places(codes: list[str], places: PlaceTable) -> None:
    for code in codes[::37]:
        place = places.get(code)
        assert place.path[-1] == place.name
        assert all(place.path)
        parent = place.parent_code
        assert place.kind is PlaceKind.PROVINCE if parent is None else place.path[:-1] == places.get(parent).path


def test_statistical_zones_are_marked(codes: list[str], places: PlaceTable) -> None:
    counties = [places.get(code) for code in codes if len(code) == 6]
    assert [place.code for place in counties if place.is_statistical] == ZONES
    real = Counter(place.code[:2] for place in counties if not place.is_statistical)
    assert real == {"63": 44, "43": 122}
    # 431121 became the city 431181; it must not stand beside it.
    assert places.find("431121") is None
    assert places.get("431181").name == "祁阳市"


def test_a_place_by_its_code(places: PlaceTable) -> None:
    chindu = places.get("632723")
    assert (chindu.name, chindu.kind, chindu.parent_code) == ("称多县", PlaceKind.COUNTY, "6327")
    assert chindu.full_name == "青海省玉树藏族自治州称多县"
    assert (chindu.valid_from, chindu.valid_to, chindu.successor) == ("", "", "")
    assert places.find("632799") is None
    assert places.find("") is None
    assert places.find("63272") is None
    with pytest.raises(UserFault, match=r"places\.unknown-code"):
        places.get("110101")


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("630000", "63"),
        ("632700", "6327"),
        ("632701000000", "632701"),
        ("632701001000", "632701001"),
        (" 6327 ", "6327"),
    ],
)
def test_filled_up_codes_are_forgiven(written: str, code: str, places: PlaceTable) -> None:
    assert normal_code(written) == code
    assert places.get(written).code == code


def test_the_county_of_a_village(places: PlaceTable, codes: list[str]) -> None:
    village = next(code for code in codes if code.startswith("632723") and len(code) == 12)
    county = places.county_of(village)
    assert county is not None
    assert county.name == places.get(village).county_name == "称多县"
    assert places.county_of("6327") is None
    assert places.county_of("632799001") is None


def test_children(places: PlaceTable) -> None:
    assert [place.name for place in places.children()] == ["湖南省", "青海省"]
    assert len(places.children("63")) == 8
    assert [p.name for p in places.children("6327")] == ["玉树市", "杂多县", "称多县", "治多县", "囊谦县", "曲麻莱县"]
    village = places.children(places.children("632701")[0].code)[0]
    assert village.kind is PlaceKind.VILLAGE
    assert places.children(village.code) == ()


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("玉树", "玉树藏族自治州"),
        ("玉树市", "玉树市"),
        ("ys", "玉树藏族自治州"),
        ("yss", "玉树市"),
        ("Yu Shu", "玉树藏族自治州"),
        ("chenduo", "称多县"),
        ("changsha", "长沙市"),
        ("dulan", "都兰县"),
        ("xupu", "溆浦县"),
        ("632723", "称多县"),
        ("63", "青海省"),
    ],
)
def test_search(typed: str, first: str, places: PlaceTable) -> None:
    assert places.search(typed)[0].name == first


def test_a_name_that_repeats_is_told_apart_by_its_county(places: PlaceTable) -> None:
    found = places.search("龙潭镇")
    assert len(found) == 5
    assert len({place.county_name for place in found}) == 5
    assert None not in {place.county_name for place in found}


def test_search_keeps_to_a_scope_a_level_and_a_limit(places: PlaceTable) -> None:
    assert {p.code[:6] for p in places.search("村", 50, within=["632723", "432723"])} == {"632723"}
    assert {p.kind for p in places.search("l", 50, kinds=[PlaceKind.TOWNSHIP])} == {PlaceKind.TOWNSHIP}
    assert len(places.search("村", 7)) == 7
    assert places.search("", 7) == places.search(" ", 7) == places.search("村", 0) == ()


@given(st.text(max_size=8))
def test_any_text_can_be_searched(text: str) -> None:
    table = PlaceTable(gzip.compress(("\t".join(COLUMNS) + "\n63\t青海省\tQingHaiSheng\t\t\t\t\n").encode()))
    assert len(table.search(text)) <= 1


def test_every_level_has_a_label() -> None:
    assert set(PLACE_KIND_LABELS) == set(PlaceKind)


@pytest.mark.parametrize("spoil", ["cut", "text", "head", "empty"])
def test_a_spoilt_table_is_refused(spoil: str, shipped: bytes) -> None:
    spoilt = {
        "cut": shipped[:-100],
        "text": gzip.compress(b"\xff\xfe"),
        "head": gzip.compress(b"code\tname\n63\tx\n"),
        "empty": b"",
    }[spoil]
    with pytest.raises(WorldFault, match=r"places\.unreadable"):
        PlaceTable(spoilt)
