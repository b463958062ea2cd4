"""What the author of a form that works is told nevertheless."""

from __future__ import annotations

from surveys.interview import Interview, define
from tianye.forms.parse.advice import advise
from tianye.forms.parse.beside import missing_beside


def told(table: str) -> list[tuple[str, str, str, str]]:
    """Return code, question, column and detail of each remark."""
    return [(one.code, one.place, one.column, one.expression or one.detail) for one in advise(define(table))]


def test_words_that_one_language_lacks() -> None:
    table = """
    | survey | | | | | |
    | | type | name | label::汉 (zh) | label::བོད (bo) | hint::汉 (zh) |
    | | text | name | 姓名 | མིང | |
    | | text | village | 村 | | 行政村 |
    | | select_one yn | agrees | 同意吗 | མོས་སམ | |

    | choices | | | |
    | | list_name | name | label::汉 (zh) | label::བོད (bo) |
    | | yn | yes | 是 | ཡིན |
    | | yn | no | 不是 | |
    """
    assert told(table) == [
        ("forms.label-missing-in-language", "/data/village", "label::བོད (bo)", "བོད (bo)"),
        ("forms.label-missing-in-language", "/data/village", "hint::བོད (bo)", "བོད (bo)"),
        ("forms.choice-labels-missing", "/data/agrees", "label::བོད (bo)", "no"),
    ]


CHOICES = """
    | choices | | | |
    | | list_name | name | label | county |
    | | yn | yes | Yes | |
    | | yn | no | No | |
    | | county | yushu | Yushu | |
    | | county | nangqen | Nangqên | |
    | | village | jiegu | Gyêgu | yushu |
    | | village | lost | Lost | yushv |
"""


def test_a_condition_that_asks_for_a_choice_there_is_not() -> None:
    table = f"""
    | survey | | | | |
    | | type | name | label | relevant |
    | | select_one yn | has | Has? | |
    | | select_multiple yn | many | Many | |
    | | text | never | Never | ${{has}} = 'y' |
    | | text | at_times | At times | ${{has}} = 'Yes' or selected(${{many}}, 'yes') |
    | | text | not_so | Not so | selected(${{many}}, 'maybe') and ${{has}} = 'yes' |
    | | text | off | Off | false() |
    | | text | fine | Fine | ${{has}} != '' and selected(${{many}}, 'no') |
    {CHOICES}
    """
    assert [(code, place.rsplit("/", 1)[-1]) for code, place, _, _ in told(table)] == [
        ("forms.question-unreachable", "never"),
        ("forms.choice-not-in-list", "at_times"),
        ("forms.question-unreachable", "not_so"),
        ("forms.question-unreachable", "off"),
    ]


def test_nothing_is_said_of_a_condition_that_can_come_true() -> None:
    table = """
    | survey | | | | | | |
    | | type | name | label | relevant | calculation | choice_filter |
    | | select_one yn | has | Has? | | | |
    | | select_multiple yn | many | Many | | | |
    | | rank yn | order | Order | | | |
    | | select_one yn | set | Set | | concat('may', 'be') | |
    | | text | both | Both | ${many} = 'yes no' and ${many} != ' ' | | |
    | | text | ranked | Ranked | ${order} = 'no yes' | | |
    | | text | one_of | One of | selected('yes no perhaps', ${has}) | | |
    | | text | spaced | Spaced | selected(${many}, ' yes ') | | |
    | | text | first | First | selected-at(${many}, 0) = 'yes' or contains(${many}, 'ye') | | |
    | | text | put | Put | ${set} = 'maybe' | | |
    | | begin_group | kin | Kin | count(/data/r[kind = 'x']) = 0 | | |
    | | select_one yn | kind | Kind | | | |
    | | end_group | | | | | |
    | | begin_repeat | r | R | | | |
    | | text | kind | Kind | | | |
    | | end_repeat | | | | | |
    | | select_one village | village | Village | | | county = ${many} |
    | choices | | | |
    | | list_name | name | label | county |
    | | yn | yes | Yes | |
    | | yn | no | No | |
    | | village | a | A | yes no |
    | | village | b | B | |
    """
    assert told(table) == []


def test_a_choice_of_several_that_there_is_not() -> None:
    table = f"""
    | survey | | | | |
    | | type | name | label | relevant |
    | | select_multiple yn | many | Many | |
    | | text | never | Never | ${{many}} = 'yes maybe' |
    {CHOICES}
    """
    assert told(table) == [("forms.question-unreachable", "/data/never", "relevant", "/data/many  = 'yes maybe'")]


def test_a_choice_that_no_answer_brings_up() -> None:
    table = f"""
    | survey | | | | |
    | | type | name | label | choice_filter |
    | | select_one county | county | County | |
    | | select_one village | village | Village | county = ${{county}} |
    {CHOICES}
    """
    assert told(table) == [("forms.choice-never-offered", "/data/village", "choice_filter", "lost")]


def test_a_form_without_anything_odd_is_told_nothing() -> None:
    table = f"""
    | survey | | | | |
    | | type | name | label | relevant |
    | | select_one county | county | County | |
    | | begin_repeat | one | One | |
    | | select_one yn | is | Is? | |
    | | text | why | Why? | ${{is}} = 'no' and ../is = 'no' |
    | | end_repeat | | | |
    {CHOICES}
    """
    assert told(table) == []


def test_where_a_form_wants_to_be_sent_and_locked_is_not_what_happens() -> None:
    definition = define(
        """
        | survey | | | |
        | | type | name | label |
        | | text | name | Name |
        | settings | | | |
        | | form_id | public_key | submission_url |
        | | visit | MIIB | https://example.org/submission |
        """
    )
    assert [(one.code, one.column, one.detail) for one in definition.warnings] == [
        ("forms.address-not-used", "submission_url", "https://example.org/submission"),
        ("forms.key-not-used", "public_key", ""),
    ]


def test_what_has_to_be_answered_and_cannot_be() -> None:
    table = """
    | survey | | | | | | | | |
    | | type | name | label | required | read_only | calculation | default | relevant |
    | | note | welcome | Welcome | yes | | | | |
    | | text | fixed | Fixed | yes | yes | | | |
    | | text | given | Given | yes | yes | | x | |
    | | text | worked_out | Worked out | yes | yes | 1 + 1 | | |
    | | text | taken_over | Taken over | yes | yes | | ${given} | |
    | | text | at_times | At times | yes | ${given} = 'y' | | | |
    | | note | stop | So it cannot be | yes | | | | ${asked} = 'y' |
    | | text | asked | Asked | yes | | | | |
    """
    assert told(table) == [
        ("forms.required-but-readonly", "/data/welcome", "required", ""),
        ("forms.required-but-readonly", "/data/fixed", "required", ""),
    ]
    open_still = Interview(table).answer("asked", "x").answer("at_times", "x").entry.problems()
    assert [one.ref for one in open_still] == ["/data/welcome", "/data/fixed"]


def test_defaults_that_are_no_answers() -> None:
    table = """
    | survey | | | | |
    | | type | name | label | default |
    | | date | day | Day | 2026-02-30 |
    | | date | fine_day | Day | 2026-02-28 |
    | | integer | whole | Whole | abc |
    | | decimal | part | Part | 2.5 |
    | | geopoint | here | Here | here |
    | | select_one yn | one | One | maybe |
    | | select_one yn | fine | Fine | yes |
    | | select_multiple yn | many | Many | yes maybe |
    | | select_multiple yn | fine_many | Many | no yes |
    | | text | words | Words | 2026-02-30 |
    | choices | | | |
    | | list_name | name | label |
    | | yn | yes | Yes |
    | | yn | no | No |
    """
    assert [one for one in told(table) if one[0] == "forms.default-impossible"] == [
        ("forms.default-impossible", "/data/day", "default", "2026-02-30"),
        ("forms.default-impossible", "/data/whole", "default", "abc"),
        ("forms.default-impossible", "/data/here", "default", "here"),
        ("forms.default-impossible", "/data/one", "default", "maybe"),
        ("forms.default-impossible", "/data/many", "default", "yes maybe"),
    ]


def test_a_date_that_is_compared_with_none() -> None:
    table = """
    | survey | | | | | |
    | | type | name | label | relevant | constraint |
    | | date | born | Born | | . <= today() and . != '2026-02-29' |
    | | text | late | Late | ${born} > '2026-13-01' | |
    | | text | soon | Soon | today() < '1 June' | |
    | | text | fine | Fine | ${born} > '2026-1-31' or ${born} = '' or ${late} = '2026-13-01' | |
    """
    assert [(code, place.rsplit("/", 1)[-1]) for code, place, _, _ in told(table)] == [
        ("forms.not-a-date", "born"),
        ("forms.not-a-date", "late"),
        ("forms.not-a-date", "soon"),
    ]


BESIDE = """
    | survey | | | | | | |
    | | type | name | label | choice_filter | calculation | media::image |
    | | text | county | County | | | county.png |
    | | select_one_from_file crops.csv | crop | Crop | kount = ${county} and name != '' | | field.jpg |
    | | select_one yn | grown | Grown? | | | |
    | | calculate | price | | | pulldata('prices', 'yuan', 'crop', ${crop}) | |
    | | calculate | named | | | instance('crops')/root/item[name = ${crop}]/lable | |
    | choices | | | | |
    | | list_name | name | label | media::image |
    | | yn | yes | Yes | yes.png |
    | | yn | no | No | no.png |
"""


def beside(files: dict[str, bytes]) -> list[tuple[str, str, str, str]]:
    found = missing_beside(define(BESIDE, files), files)
    return [(one.code, one.place, one.column, one.detail) for one in found]


def test_what_the_files_beside_a_form_do_not_have() -> None:
    files = {"crops.csv": b"id,label\nb,Barley\n", "prices.csv": b"crop,fen\nb,120\n", "field.jpg": b"", "no.png": b""}
    assert beside(files) == [
        ("forms.media-missing", "/data/county", "media::image", "county.png"),
        ("forms.column-missing", "/data/crop", "choice_filter", "crops.csv: kount (id, label)"),
        ("forms.column-missing", "/data/crop", "choice_filter", "crops.csv: name (id, label)"),
        ("forms.column-missing", "/data/crop", "type", "crops.csv: name (id, label)"),
        ("forms.media-missing", "/data/grown", "media::image", "yes.png"),
        ("forms.column-missing", "/data/price", "calculation", "prices.csv: yuan (crop, fen)"),
        ("forms.column-missing", "/data/named", "calculation", "crops.csv: name (id, label)"),
        ("forms.column-missing", "/data/named", "calculation", "crops.csv: lable (id, label)"),
    ]


def test_nothing_is_said_of_files_that_have_everything() -> None:
    files = {
        "crops.csv": b"name,label,kount,lable\nb,Barley,x,y\n",
        "prices.csv": b"crop,yuan\nb,1.2\n",
        **dict.fromkeys(("county.png", "field.jpg", "yes.png", "no.png"), b""),
    }
    assert beside(files) == []
