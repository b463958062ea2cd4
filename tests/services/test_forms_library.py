"""Forms come in by their files, are checked before, and a version once added stays what it is."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tianye.domain.errors import Bug, UserFault, WorldFault
from tianye.services import assets, forms_library, surveys
from tianye.store.queries import forms
from town import Desk, Town

FORM = """
| survey |
| | type | name | label::中文 (zh) | label::English (en) | media::image |
| | select_one_from_file crops.csv | crop | 种什么 | Which crop | field.jpg |
| | integer | fields | 几块地 | How many fields | |
| | note | thanks | 谢谢 | Thank you | |
| settings |
| | form_id | version | form_title | default_language |
| | crops | 1 | 作物 | 中文 (zh) |
"""


@pytest.fixture
def hq(tmp_path: Path) -> Iterator[Desk]:
    town = Town(tmp_path)
    yield town.headquarters()
    town.close()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "crops.md"
    path.write_text(FORM, encoding="utf-8")
    media = tmp_path / "crops-media"
    media.mkdir()
    (media / "crops.csv").write_text("name,label\npotato,洋芋\n", encoding="utf-8")
    (media / "field.jpg").write_bytes(b"\xff\xd8 a picture")
    return path


@pytest.mark.parametrize("name", forms_library.OWN_FORMS)
def test_our_own_forms_are_usable(hq: Desk, name: str) -> None:
    path = assets.resource(f"forms/{name}.md")
    check = forms_library.check_form(path)
    assert check.is_usable
    assert check.form_id == name
    assert len(check.languages) == 3
    form, done = forms_library.add_form(hq.station, path)
    assert done.command is not None
    filling = surveys.begin(hq.station, form, surveys.Context(), language="English (en)")
    assert filling.entry.language == "English (en)"
    assert any(node.is_question for node in filling.entry.nodes())


def test_a_check_counts_questions_and_writes_nothing(hq: Desk, path: Path) -> None:
    check = forms_library.check_form(path)
    assert (check.form_id, check.version, check.title, check.questions) == ("crops", "1", "作物", 2)
    assert check.languages == ("中文 (zh)", "English (en)")
    assert forms.all_forms(hq.station.database) == []


def test_media_and_the_form_are_kept_once(hq: Desk, path: Path) -> None:
    form, done = forms_library.add_form(hq.station, path, is_sensitive=True)
    assert form.is_sensitive
    assert sorted(form.media) == ["crops.csv", "field.jpg"]
    before = (hq.station.log.count(), hq.station.database.row("SELECT count(*) FROM attachment"))
    again, nothing = forms_library.add_form(hq.station, path)
    assert (again, nothing.command) == (form, None)
    assert (hq.station.log.count(), hq.station.database.row("SELECT count(*) FROM attachment")) == before
    assert done.command is not None


@pytest.mark.parametrize("what", ["form", "media", "less"])
def test_a_version_once_added_is_frozen(hq: Desk, path: Path, what: str) -> None:
    form, _ = forms_library.add_form(hq.station, path)
    if what == "form":
        path.write_text(FORM.replace("几块地", "多少块地"), encoding="utf-8")
    elif what == "media":
        (path.with_name("crops-media") / "field.jpg").write_bytes(b"\xff\xd8 another picture")
    else:
        (path.with_name("crops-media") / "field.jpg").unlink()
    with pytest.raises(UserFault, match=r"form\.version-changed") as refusal:
        forms_library.add_form(hq.station, path)
    assert refusal.value.data == {"form": "crops", "version": "1"}
    assert forms.all_forms(hq.station.database) == [form]


def test_a_new_version_stands_beside_the_old_one(hq: Desk, path: Path) -> None:
    forms_library.add_form(hq.station, path)
    path.write_text(FORM.replace("| crops | 1 |", "| crops | 2 |"), encoding="utf-8")
    forms_library.add_form(hq.station, path)
    assert [form.version for form in forms.all_forms(hq.station.database)] == ["1", "2"]
    assert surveys.get_form(hq.station, "crops").version == "2"


def test_an_xform_goes_in_as_it_is(hq: Desk, path: Path) -> None:
    xform = forms_library.load_form(path).xform
    as_xml = path.with_name("crops.xml")
    as_xml.write_bytes(xform)
    form, _ = forms_library.add_form(hq.station, as_xml)
    assert hq.station.attachments.find(form.xform) == xform
    # the same form by its spreadsheet is the same form
    assert forms_library.add_form(hq.station, path)[0].id == form.id


class TestWhatCannotBeUsed:
    def test_the_check_names_it_and_adding_refuses_it(self, hq: Desk, path: Path) -> None:
        path.write_text(FORM.replace("几块地 | How many", "${nothing} | How many"), encoding="utf-8")
        check = forms_library.check_form(path)
        assert not check.is_usable
        assert all(problem["code"].startswith("forms.") for problem in check.problems)
        with pytest.raises(UserFault, match=r"^forms\."):
            forms_library.add_form(hq.station, path)
        assert forms.all_forms(hq.station.database) == []

    @pytest.mark.parametrize(("name", "body"), [("a.xlsx", b"no workbook"), ("a.xml", b"<a>"), ("a.md", b"\xff\xfe")])
    def test_files_that_are_no_forms(self, hq: Desk, tmp_path: Path, name: str, body: bytes) -> None:
        path = tmp_path / name
        path.write_bytes(body)
        with pytest.raises(UserFault):
            forms_library.add_form(hq.station, path)
        assert forms.all_forms(hq.station.database) == []

    def test_a_file_that_is_not_there_is_named_without_its_folder(self, hq: Desk, tmp_path: Path) -> None:
        with pytest.raises(WorldFault, match=r"file\.missing") as refusal:
            forms_library.check_form(tmp_path / "crops.md")
        assert refusal.value.data["name"] == "crops.md"

    def test_a_full_disk_adds_nothing(self, hq: Desk, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        def full(*_: object) -> None:
            raise WorldFault("database.full")

        with monkeypatch.context() as patched:
            patched.setattr(hq.station.commands, "keep", full)
            with pytest.raises(WorldFault):
                forms_library.add_form(hq.station, path)
        assert forms.all_forms(hq.station.database) == []
        assert hq.station.database.row("SELECT count(*) FROM attachment") == (0,)

    def test_a_laptop_adds_none(self, path: Path, tmp_path: Path) -> None:
        (tmp_path / "t").mkdir()
        town = Town(tmp_path / "t")
        try:
            with pytest.raises(UserFault, match=r"station\.wrong-role"):
                forms_library.add_form(town.desk("玉树").station, path)
        finally:
            town.close()


def test_what_the_program_brings_along_is_found_or_its_absence_is_our_mistake() -> None:
    assert assets.places().get("632701").name == "玉树市"
    with pytest.raises(Bug, match=r"assets\.missing"):
        assets.resource("forms/nothing.md")


def _written(folder: Path, *rows: str, choices: str = "") -> Path:
    path = folder / "where.md"
    survey = "".join(f"| | {row} |\n" for row in ("type | name | label | appearance", *rows))
    path.write_text(
        f"| survey | | | | |\n{survey}{choices}| settings | | |\n| | form_id | version |\n| | where | 1 |\n",
        encoding="utf-8",
    )
    return path


def test_a_form_that_needs_what_is_not_done_is_refused_by_name(tmp_path: Path) -> None:
    path = _written(
        tmp_path,
        "select_one who | who | Who? | search('people')",
        choices="| choices | | |\n| | list_name | name | label |\n| | who | code | name |\n",
    )
    check = forms_library.check_form(path)
    assert not check.is_usable
    assert [problem["code"] for problem in check.problems] == ["forms.search-not-run"]
    town = Town(tmp_path / "town")
    try:
        with pytest.raises(UserFault, match=r"^forms\.refused"):
            forms_library.add_form(town.headquarters().station, path)
        (tmp_path / "where-media").mkdir()
        (tmp_path / "where-media" / "people.csv").write_text("code,name\np1,卓玛\n", encoding="utf-8")
        forms_library.add_form(town.headquarters().station, path)
    finally:
        town.close()


def test_what_a_laptop_cannot_find_out_by_itself_is_named_and_stays_blank(tmp_path: Path) -> None:
    check = forms_library.check_form(_written(tmp_path, "start-geopoint | here | | ", "text | name | Name | "))
    assert check.is_usable
    assert [warning["code"] for warning in check.warnings] == ["forms.action-left-blank"]


def test_what_nobody_will_see_is_named_with_its_row(tmp_path: Path) -> None:
    path = tmp_path / "odd.md"
    path.write_text(
        "| survey | | | | |\n"
        "| | type | name | label | relevant |\n"
        "| | select_one yn | has | Has? | |\n"
        "| | text | why | Why? | ${has} = 'y' |\n"
        "| choices | | |\n| | list_name | name | label |\n| | yn | yes | Yes |\n| | yn | no | No |\n",
        encoding="utf-8",
    )
    check = forms_library.check_form(path)
    assert check.is_usable
    assert [(each["code"], each["row"], each["detail"]) for each in check.warnings] == [
        ("forms.question-unreachable", 3, "has: y")
    ]
