"""A training from the command line, from the plan to the receipt, by the commands somebody would type."""

from __future__ import annotations

import json
from pathlib import Path

from cli.terminal import Terminal

Pair = tuple[Terminal, Terminal]


def value(figures: dict[str, object], name: str) -> object:
    """Return the total of one figure."""
    rows = figures["figures"]
    assert isinstance(rows, list)
    return next(one["value"] for one in rows if one["id"] == name and one["by"] is None)


def test_a_day_at_the_door_arrives_at_headquarters(paired: Pair, stick: Path) -> None:
    hq, laptop = paired
    (badge,) = hq.gets("people", "badges", "zmcr")["badges"]
    assert badge["name"] == "卓玛才让"

    first = laptop.gets("checkin", "YS-AM", badge["badge"], "--at", "08:55")
    assert (first["outcome"], first["arrived"], first["person"]["name"]) == ("admitted", "08:55", "卓玛才让")
    assert laptop.gets("checkin", "YS-AM", "zmcr")["outcome"] == "already_in"
    assert laptop.gets("checkin", "YS-AM", "0002", "--at", "9:10")["person"]["name"] == "才仁扎西"
    walk_in = ("--walk-in", "--name", "索南卓嘎", "--sex", "f", "--phone", "13997010003", "--born", "1985-03")
    new = laptop.gets("checkin", "YS-AM", *walk_in, "--consent", "attendance=given", "--at", "09:20")
    assert new["person"]["born"] == "1985-03"
    counted = laptop.gets("checkin", "YS-AM", "--without-name", "--sex", "f", "--age-group", "35-59", "--at", "09:30")
    assert counted["person"] is None
    wrong = laptop.gets("checkin", "ys-pm", "zmcr", "--at", "14:00")
    assert wrong["session"]["code"] == "YS-PM"
    assert laptop.gets("undo", wrong["command"])["command"]
    laptop.gets("attendance", "leave", "YS-AM", "zmcr", "--at", "11:45")
    laptop.gets("attendance", "close", "YS-AM")

    shown = laptop.gets("attendance", "list", "YS-AM")
    assert (shown["present"], shown["without_name"]) == (3, 1)
    assert {one["name"]: (one["arrived"], one["left"], one["how"]) for one in shown["attendance"]} == {
        "卓玛才让": ("08:55", "11:45", "badge"),
        "才仁扎西": ("09:10", None, "phone"),
        "索南卓嘎": ("09:20", None, "walk_in"),
    }
    assert laptop.gets("attendance", "list", "YS-PM")["present"] == 0

    bundle = laptop.gets("bundle", "make", "--to", stick)
    assert bundle["operations"] == bundle["last"] > 5
    assert hq.gets("bundle", "verify", bundle["file"])["good"] == [Path(bundle["file"]).name]
    assert hq.gets("bundle", "inspect", bundle["file"])["laptop"] == "玉树一号"
    taken = hq.gets("bundle", "import", stick)
    assert [one["new"] for one in taken["imported"]] == [bundle["operations"]]
    assert len(taken["passed_over"]) == 1, "the pack on the same stick"
    again = hq.gets("bundle", "import", bundle["file"])
    assert [one["new"] for one in again["imported"]] == [0]

    figures = hq.gets("figures", "--programme", "RE", "--from", "2026-06-12", "--to", "2026-06-12", "--by", "sex")
    assert (value(figures, "persons"), value(figures, "women")) == (3, 2)
    assert value(figures, "participations-anonymous") == 1
    assert figures["violations"] == []

    (receipt,) = hq.gets("receipt", "make", "--all", "--to", stick)["receipts"]
    assert receipt["received"] == bundle["last"]
    assert laptop.gets("receipt", "install", receipt["file"])["still_to_send"] == 0
    standing = laptop.gets("station", "status")["standing"]
    assert standing["written"] == standing["received"] == bundle["last"]
    assert laptop.gets("bundle", "make", "--to", stick)["operations"] == 0


def test_a_badge_that_is_refused_is_a_fact(paired: Pair) -> None:
    _, laptop = paired
    before = laptop.gets("station", "status")["standing"]["written"]
    refused = laptop.is_refused(3, "checkin.unknown-badge", "checkin", "YS-AM", "TY:NOT A BADGE")
    assert refused["result"]["outcome"] == "unknown_badge"
    assert laptop.gets("station", "status")["standing"]["written"] > before


def test_several_candidates_are_shown_and_nobody_is_marked(paired: Pair) -> None:
    _, laptop = paired
    laptop.gets("people", "add", "--name", "卓玛拉姆", "--sex", "f", "--phone", "13997010009")
    refused = laptop.is_refused(3, "checkin.ambiguous", "checkin", "YS-AM", "卓玛")
    assert {one["name"] for one in refused["result"]["candidates"]} == {"卓玛才让", "卓玛拉姆"}
    text = laptop.types("checkin", "YS-AM", "卓玛").out
    assert "卓玛才让" in text
    assert "卓玛拉姆" in text
    laptop.is_refused(3, "checkin.not-on-list", "checkin", "YS-AM", "没有此人")
    assert laptop.gets("attendance", "list", "YS-AM")["attendance"] == []


def test_two_words_on_one_phone_are_shown_until_somebody_decides(paired: Pair, stick: Path) -> None:
    hq, laptop = paired
    laptop.gets("people", "correct", "zmcr", "--phone", "13997010011")
    hq.gets("people", "correct", "zmcr", "--phone", "13997010022")
    hq.gets("bundle", "import", laptop.gets("bundle", "make", "--to", stick)["file"])
    shown = hq.gets("people", "show", "zmcr")
    assert sorted(shown["disagreements"]["phone"]) == ["13997010011", "13997010022"]
    assert "13997010011" in hq.types("people", "show", "zmcr").out


def test_the_register_is_corrected_consented_and_linked(paired: Pair) -> None:
    hq, _ = paired
    one, other = (row["id"] for row in hq.gets("people", "list", "--county", "632701")["people"])
    assert hq.gets("people", "correct", one, "--note", "寄宿")["changed"] == {"person": 1}
    assert hq.gets("people", "correct", one, "--note", "寄宿")["command"] is None
    hq.gets("people", "consent", one, "photo=refused", "contact=given")
    hq.gets("people", "link", one, other, "--reason", "same card")
    shown = hq.gets("people", "show", one)
    assert shown["consents"]["photo"] == "refused"
    assert [(link["other"], link["is_same"], link["reason"]) for link in shown["links"]] == [(other, True, "same card")]
    hq.gets("people", "unlink", other, one)
    assert hq.gets("people", "show", other)["links"][0]["is_same"] is False
    assert hq.gets("people", "find", "nobody at all")["people"] == []
    assert hq.gets("station", "history", "--limit", 2)["commands"][0]["what"] == "unlink"


def test_a_resident_number_is_never_an_argument(paired: Pair) -> None:
    hq, _ = paired
    person = hq.gets("people", "add", "--name", "马秀英", "--resident-number", typed="632701198503020020\n")["id"]
    shown = hq.gets("people", "show", person)
    assert (shown["resident_number_tail"], shown["born"], shown["sex"]) == ("0020", "1985-03-02", "f")
    assert "198503020020" not in hq.types("people", "show", person).out


def test_an_export_is_edited_and_comes_back(paired: Pair, tmp_path: Path) -> None:
    from openpyxl import load_workbook

    hq, _ = paired
    exported = tmp_path / "名单.xlsx"
    assert hq.gets("people", "export", exported, "--county", "632701")["people"] == 2
    book = load_workbook(exported)
    sheet = book.worksheets[0]
    heads = {
        str(cell.value).split("\n")[0].split(" ")[0]: cell.column
        for row in sheet.iter_rows(max_row=3)
        for cell in row
        if cell.value
    }
    (place,) = [cell for row in sheet.iter_rows() for cell in row if cell.value == "卓玛才让"]
    sheet.cell(place.row, heads["备注"], "改过")
    edited = tmp_path / "改.xlsx"
    book.save(edited)
    preview = hq.gets("people", "import", edited, "--preview")
    assert [(one["field"], one["after"]) for one in preview["changes"]] == [("note", "改过")]
    assert hq.gets("people", "show", "zmcr")["note"] is None
    assert hq.gets("people", "import", edited)["changed_rows"] == 1
    assert hq.gets("people", "show", "zmcr")["note"] == "改过"


def test_problems_of_a_list_are_shown_at_once_and_good_rows_can_go_in(hq: Terminal, tmp_path: Path) -> None:
    people = tmp_path / "people.csv"
    people.write_text("姓名,性别,手机号\n卓玛,女,13997010001\n扎西,何,12\n,女,\n", encoding="utf-8")
    refused = hq.is_refused(3, "list.has-problems", "people", "import", people)
    problems = refused["result"]["problems"]
    assert {(one["row"], one["column"]) for one in problems} >= {(3, "B"), (3, "C"), (4, "A")}
    assert all(one["says"].endswith(".") for one in problems)
    text = hq.types("people", "import", people).out
    assert text.count("person.phone-unreadable") == 1
    assert hq.gets("people", "list")["people"] == []
    assert hq.gets("people", "import", people, "--good-rows")["added"] == 1
    assert [one["name"] for one in hq.gets("people", "list")["people"]] == ["卓玛"]


def test_templates_come_back_empty(hq: Terminal, tmp_path: Path) -> None:
    for group in ("plan", "people"):
        path = tmp_path / f"{group}.xlsx"
        hq.gets(group, "template", path)
        assert hq.gets(group, "import", path)["added"] == 0
        hq.is_refused(3, "file.exists", group, "template", path)


def test_the_clock_is_told(laptop: Terminal) -> None:
    told = laptop.gets("station", "clock", "--is", "2030-06-12 09:02")
    assert told["now"].startswith("2030-06-12 09:0")
    assert laptop.gets("station", "clock")["now"].startswith("2030-06-12 09:0")


def test_exchanged_files_are_listed(paired: Pair, stick: Path) -> None:
    hq, laptop = paired
    (out,) = hq.gets("station", "files")["files"]
    assert (out["direction"], out["what"], out["name"]) == ("out", "pack", "玉树一号")
    (into,) = laptop.gets("station", "files")["files"]
    assert (into["direction"], into["what"], into["file"]) == ("in", "pack", out["file"])
    assert [one["name"] for one in hq.gets("laptops", "list")["laptops"]] == ["玉树一号"]


FORM = """| survey | | | | |
| | type | name | label | required |
| | text | village | 村 | yes |
| | integer | goats | 羊 | |
| settings | | | | |
| | form_id | version | form_title | |
| | goats | 1 | 羊 | |
"""


def test_a_form_is_checked_added_filled_kept_and_finished(paired: Pair, stick: Path, tmp_path: Path) -> None:
    hq, laptop = paired
    form = tmp_path / "goats.md"
    form.write_text(FORM, encoding="utf-8")
    checked = hq.gets("form", "check", form)
    assert (checked["form"], checked["questions"], checked["is_usable"]) == ("goats", 2, True)
    hq.gets("form", "add", form)
    (pack,) = hq.gets("pack", "make", "--all", "--to", stick)["packs"]
    laptop.gets("pack", "install", pack["file"])
    assert [one["form"] for one in laptop.gets("form", "list")["forms"]] == ["goats"]

    answers = tmp_path / "answers.json"
    answers.write_text('{"goats": "many", "village": ""}', encoding="utf-8")
    refused = laptop.is_refused(
        3, "answers.left-as-draft", "form", "fill", "goats", answers, "--person", "zmcr", "--session", "YS-AM"
    )["result"]
    assert [one["code"] for one in refused["refused"]] == ["forms.bad-value"]
    assert [one["rule"] for one in refused["violations"]] == ["required"]
    drafts = [one["draft"] for one in laptop.gets("form", "drafts")["drafts"]]
    assert refused["id"] in drafts
    done = laptop.gets("form", "resume", refused["id"], "-", typed='{"goats": 7, "village": "仲达"}')
    assert done["is_finished"]
    assert laptop.gets("station", "status")["counts"]["responses"] == 1
    table, folder = tmp_path / "goats.csv", tmp_path / "odk"
    assert laptop.gets("export", "responses", "goats", table)["rows"] == 1
    assert "仲达" in table.read_text(encoding="utf-8-sig")
    assert laptop.gets("export", "odk", "goats", folder)["responses"] == 1
    assert "<goats>7</goats>" in next(folder.rglob("submission.xml")).read_text(encoding="utf-8")
    for draft in laptop.gets("form", "drafts")["drafts"]:
        laptop.gets("form", "drop", draft["draft"])
    assert laptop.gets("form", "drafts")["drafts"] == []
    laptop.is_refused(3, "draft.unknown", "form", "resume", refused["id"], answers)


COOKER = """| survey | | | |
| | type | name | label |
| | image | photo | 太阳灶 |
| settings | | | |
| | form_id | version | form_title |
| | cooker | 1 | 太阳灶 |
"""


def test_a_photograph_goes_along_from_a_file_to_a_folder_for_odk(paired: Pair, stick: Path, tmp_path: Path) -> None:
    hq, laptop = paired
    form = tmp_path / "cooker.md"
    form.write_text(COOKER, encoding="utf-8")
    hq.gets("form", "add", form)
    (pack,) = hq.gets("pack", "make", "--all", "--to", stick)["packs"]
    laptop.gets("pack", "install", pack["file"])
    photo = b"\xff\xd8\xff\xe0 the cooker"
    (tmp_path / "仁青卓玛 的太阳灶.JPG").write_bytes(photo)
    answers = tmp_path / "answers.json"
    who = ("--person", "zmcr", "--session", "YS-AM")
    (tmp_path / "words.jpg").write_text("是一句话", encoding="utf-8")
    for said, code in (
        ("@nobody.jpg", "file.missing"),
        ("cooker.jpg", "answer.not-a-file"),
        ("@words.jpg", "answer.wrong-kind-of-file"),
    ):
        answers.write_text(json.dumps({"photo": said}), encoding="utf-8")
        refused = laptop.is_refused(3, "answers.left-as-draft", "form", "fill", "cooker", answers, *who)["result"]
        assert [one["code"] for one in refused["refused"]] == [code]
    answers.write_text(json.dumps({"photo": "@仁青卓玛 的太阳灶.JPG"}), encoding="utf-8")
    assert laptop.gets("form", "fill", "cooker", answers, *who)["is_finished"]
    made = laptop.gets("bundle", "make", "--to", stick)
    assert made["left"] == 0
    hq.gets("bundle", "import", made["file"])
    hq.gets("people", "consent", "zmcr", "photo=given")
    done = hq.gets("export", "odk", "cooker", tmp_path / "odk")
    assert (done["responses"], done["files"], done["files_missing"]) == (1, 1, 0)
    (name,) = (path.name for path in (tmp_path / "odk").rglob("*.jpg"))
    assert "卓玛" not in name
    (submission,) = (tmp_path / "odk").rglob("submission.xml")
    assert f"<photo>{name}</photo>" in submission.read_text(encoding="utf-8")
    assert (submission.parent / name).read_bytes() == photo
    assert (tmp_path / "odk" / "forms" / "cooker-1.xml").is_file()


def test_a_disagreement_is_reviewed_and_decided(paired: Pair, stick: Path) -> None:
    hq, laptop = paired
    laptop.gets("people", "correct", "zmcr", "--phone", "13997010011")
    hq.gets("people", "correct", "zmcr", "--phone", "13997010022")
    hq.gets("bundle", "import", laptop.gets("bundle", "make", "--to", stick)["file"])
    (case,) = hq.gets("review", "list", "--kind", "field")["cases"]
    assert (case["field"], case["about"][0]["label"]) == ("phone", "卓玛才让")
    words = {word["value"]: (word["choice"], word["station"]) for word in case["words"]}
    assert words.keys() == {"13997010011", "13997010022"}
    text = hq.types("review", "list").out
    assert f"tianye review decide {case['case']}" in text
    hq.is_refused(3, "review.no-such-choice", "review", "decide", case["case"], "9")
    hq.gets("review", "decide", case["case"], words["13997010011"][0])
    assert hq.gets("people", "show", "zmcr")["phone"] == "13997010011"
    assert hq.gets("review", "list", "--kind", "field")["cases"] == []
    hq.is_refused(3, "review.no-such-case", "review", "decide", case["case"], "1")


def test_somebody_of_another_county_comes_with_a_good_badge(paired: Pair) -> None:
    hq, laptop = paired
    elsewhere = hq.gets("people", "add", "--name", "石金花", "--sex", "f", "--place", "433101")["id"]
    (badge,) = hq.gets("people", "badges", elsewhere)["badges"]
    laptop.is_refused(3, "checkin.bearer-not-here", "checkin", "YS-AM", badge["badge"])


def test_figures_go_into_a_workbook(paired: Pair, tmp_path: Path) -> None:
    from openpyxl import load_workbook

    hq, _ = paired
    path = tmp_path / "figures.xlsx"
    assert hq.gets("figures", "--workbook", path)["file"] == str(path)
    assert len(load_workbook(path).worksheets) > 0
    hq.is_refused(3, "file.exists", "figures", "--workbook", path)


def test_attendance_goes_into_a_table_as_far_as_people_agreed(paired: Pair, tmp_path: Path) -> None:
    _, laptop = paired
    laptop.gets("checkin", "YS-AM", "zmcr")
    laptop.gets("checkin", "YS-AM", "--walk-in", "--name", "索南卓嘎", "--consent", "attendance=refused")
    table = tmp_path / "attendance.csv"
    done = laptop.gets("export", "attendance", table, "--session", "YS-AM")
    assert (done["rows"], done["as_a_code"]) == (2, 1)
    text = table.read_text(encoding="utf-8-sig")
    assert "卓玛才让" in text
    assert "索南卓嘎" not in text
    assert "13997010001" not in text, "she agreed to be listed, not to be called"
    laptop.is_refused(3, "export.unknown-ending", "export", "attendance", tmp_path / "attendance.pdf")
    laptop.is_refused(3, "export.unknown-training", "export", "attendance", tmp_path / "x.csv", "--training", "NONE")


def test_paper_is_printed_filled_in_and_comes_back(paired: Pair, tmp_path: Path) -> None:
    from openpyxl import load_workbook

    _, laptop = paired
    page = tmp_path / "sheet.html"
    assert laptop.gets("attendance", "sheet", "YS-AM", "--to", page, "--of-county", "--language", "en")["people"] == 2
    assert "卓玛才让" in page.read_text(encoding="utf-8")
    assert "13997010001" not in page.read_text(encoding="utf-8")
    laptop.gets("people", "consent", "zmcr", "contact=given")
    laptop.gets("people", "consent", "crzx", "contact=given")
    blank, filled = tmp_path / "blank.xlsx", tmp_path / "filled.xlsx"
    written = laptop.gets("attendance", "template", "YS-AM", "YS-PM", "--to", blank, "--of-county")
    assert written["people"] == 2
    book = load_workbook(blank)
    sheet = book.worksheets[0]
    (row,) = {cell.row for line in sheet.iter_rows() for cell in line if cell.value == "卓玛才让"}
    column = next(cell.column for line in sheet.iter_rows() for cell in line if "YS-PM" in str(cell.value))
    sheet.cell(row, column, "√")
    book.save(filled)
    assert laptop.gets("attendance", "import", filled, "--preview")["added"] == 1
    assert laptop.gets("attendance", "list", "YS-PM")["present"] == 0
    done = laptop.gets("attendance", "import", filled)
    assert (done["added"], done["is_written"]) == (1, True)
    (mark,) = laptop.gets("attendance", "list", "YS-PM")["attendance"]
    assert (mark["name"], mark["how"]) == ("卓玛才让", "paper")
    assert laptop.gets("attendance", "import", filled)["unchanged"] == 1
    laptop.gets("undo", done["command"])
    assert laptop.gets("attendance", "list", "YS-PM")["present"] == 0


def test_badges_are_printed_and_their_short_code_is_typed(paired: Pair, tmp_path: Path) -> None:
    hq, laptop = paired
    hq.gets("people", "consent", "crzx", "attendance=refused")
    page = tmp_path / "badges.html"
    done = hq.gets("people", "badges", "--county", "632701", "--training", "ys", "--to", page)
    assert (done["file"], done["badges"], done["nameless"]) == (str(page), 2, 1)
    html = page.read_text(encoding="utf-8")
    assert "卓玛才让" in html
    assert "才仁扎西" not in html
    zhuoma = hq.gets("people", "show", "zmcr")["id"]
    code = f"{zhuoma[:4]}-{zhuoma[4:8]}"
    assert code in html
    assert laptop.gets("checkin", "YS-AM", code)["person"]["id"] == zhuoma
    said = hq.types("people", "badges", "--county", "632701", "--to", tmp_path / "again.html").out
    assert "2 badges." in said
    assert "1 badge has no name" in said
    hq.is_refused(3, "file.exists", "people", "badges", "zmcr", "--to", page)
    hq.is_refused(3, "badge.nobody", "people", "badges", "--county", "433101", "--to", tmp_path / "none.html")


def test_who_completed_a_training_gets_a_certificate(paired: Pair, stick: Path, tmp_path: Path) -> None:
    hq, laptop = paired
    for session in ("YS-AM", "YS-PM"):
        laptop.gets("checkin", session, "zmcr", "--at", "09:00")
    laptop.gets("checkin", "YS-AM", "crzx", "--at", "09:00")
    hq.gets("bundle", "import", laptop.gets("bundle", "make", "--to", stick)["file"])
    page = tmp_path / "certificates.html"
    hq.gets("station", "clock", "--is", "2026-06-12 08:00")
    done = hq.gets("people", "certificates", "ys", "--to", page)
    assert (done["certificates"], done["not_completed"], done["held"], done["planned"]) == (1, 1, 2, 2)
    html = page.read_text(encoding="utf-8")
    assert "卓玛才让" in html
    assert "才仁扎西" not in html
    said = hq.types("people", "certificates", "YS", "--to", tmp_path / "en.html", "--language", "en").out
    assert "1 certificate." in said
    assert "1 person took part and did not complete the training." in said
    assert "Certificate of completion" in (tmp_path / "en.html").read_text(encoding="utf-8")
    hq.is_refused(3, "training.unknown", "people", "certificates", "NONE", "--to", tmp_path / "x.html")
    error = laptop.is_refused(3, "station.wrong-role", "people", "certificates", "YS", "--to", tmp_path / "x.html")
    assert error["error"]["what_happened"].startswith("This is done at headquarters, and this data folder belongs")


def test_a_sound_folder_is_called_sound(paired: Pair) -> None:
    for terminal in paired:
        assert terminal.gets("station", "check")["is_sound"]
        looked = terminal.gets("station", "check", "--full")
        assert looked["findings"] == []
        assert {"pages", "chains", "read-tables"} <= set(looked["checked"])


def test_a_backup_is_made_verified_and_restored(paired: Pair, tmp_path: Path) -> None:
    hq, laptop = paired
    laptop.gets("checkin", "YS-AM", "zmcr")
    written = laptop.gets("station", "status")["standing"]["written"]
    made = laptop.gets("backup", "make", "--to", tmp_path / "backups")
    assert laptop.gets("backup", "verify", made["folder"])["operations"] == made["operations"]
    wrong = Terminal(laptop.folder, "not the passphrase")
    wrong.is_refused(3, "keys.wrong-passphrase", "backup", "verify", made["folder"])
    laptop.is_refused(3, "backup.target-exists", "backup", "restore", made["folder"], laptop.folder)
    done = laptop.gets("backup", "restore", made["folder"], tmp_path / "same", "--received", written)
    assert (done["sequence"], done["has_new_identity"]) == (written, False)
    assert Terminal(tmp_path / "same").gets("attendance", "list", "YS-AM")["present"] == 1
    # nobody vouches that nothing left it since: another laptop, which continues this one
    assert laptop.gets("backup", "restore", made["folder"], tmp_path / "new")["has_new_identity"]
    again = Terminal(tmp_path / "new")
    assert again.gets("attendance", "list", "YS-AM")["present"] == 1
    again.is_refused(3, "bundle.waits-for-pack", "bundle", "make", "--to", tmp_path)
    card = again.gets("station", "card")
    hq.gets("laptops", "add", card["card"], "--county", "632701")
    pack = hq.gets("pack", "make", card["name"], "--to", tmp_path)["packs"][0]["file"]
    again.gets("pack", "install", pack)
    parts = again.gets("bundle", "make", "--to", tmp_path)["parts"]
    assert len({part["device"] for part in parts}) == 2
    taken = hq.gets("bundle", "import", *(part["file"] for part in parts))
    assert [one["new"] for one in taken["imported"] if one["last"] == written] == [written]
    laptop.is_refused(3, "backup.not-one", "backup", "verify", tmp_path)


def test_the_program_tries_itself(tmp_path: Path) -> None:
    done = Terminal(tmp_path / "none", None).gets("station", "selftest")
    assert done["is_passed"], done
    assert len(done["steps"]) > 5
    assert not (tmp_path / "none").exists()


def test_undo_says_what_it_took_back_and_goes_further_back_when_repeated(hq: Terminal) -> None:
    hq.gets("people", "add", "--name", "卓玛")
    hq.gets("people", "add", "--name", "才仁")
    latest, before = hq.gets("station", "history", "--limit", 2)["commands"]
    first = hq.gets("undo")
    assert first["undone"] == {name: latest[name] for name in ("command", "what", "at")}
    told = hq.types("undo")
    assert told.status == 0
    assert f"«{before['what']}» of {before['at']} ({before['command']})" in told.out
    assert "further back" in told.out
    by_id = hq.types("undo", first["command"])
    assert f"({first['command']})" in by_id.out
    assert "further back" not in by_id.out


def test_a_finished_form_is_corrected_with_a_reason(paired: Pair, stick: Path, tmp_path: Path) -> None:
    hq, laptop = paired
    form = tmp_path / "goats.md"
    form.write_text(FORM, encoding="utf-8")
    hq.gets("form", "add", form)
    (pack,) = hq.gets("pack", "make", "--all", "--to", stick)["packs"]
    laptop.gets("pack", "install", pack["file"])
    who = ("--person", "zmcr", "--session", "YS-AM")
    done = laptop.gets("form", "fill", "goats", "-", *who, typed='{"goats": 7, "village": "仲达"}')
    correct = ("form", "correct", done["id"], "-", "--reason")
    wrong = laptop.is_refused(3, "answers.left-as-draft", *correct, "数错了", typed='{"goats": "many"}')["result"]
    assert [one["code"] for one in wrong["refused"]] == ["forms.bad-value"]
    laptop.is_refused(3, "correction.no-reason", *correct, " ", typed='{"goats": 17}')
    corrected = laptop.gets(*correct, "数错了", typed='{"goats": 17}')
    assert (corrected["id"], corrected["is_finished"]) == (done["id"], True)
    table = tmp_path / "goats.csv"
    laptop.gets("export", "responses", "goats", table)
    assert ",17" in table.read_text(encoding="utf-8-sig")
    laptop.gets("undo", corrected["command"])
    assert laptop.gets("form", "drafts")["drafts"] == []
