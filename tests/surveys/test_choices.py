"""Choices from lists, files and answers; what goes with them."""

from __future__ import annotations

from surveys.interview import Interview, refusing

FROM_ANSWERS = """
| survey | | | | |
| | type | name | label | choice_filter |
| | begin_repeat | member | Member | |
| | text | who | Name | |
| | integer | age | Age | |
| | end_repeat | | | |
| | select_one ${who} | head | Who is the head? | ${age} >= 18 |
"""


def test_choices_can_be_the_answers_of_a_repeat() -> None:
    home = Interview(FROM_ANSWERS).add("member").add("member")
    for at, (name, age) in enumerate((("卓玛", "41"), ("才让", "12"), ("扎西", "19")), 1):
        home.answer(f"member[{at}]/who", name).answer(f"member[{at}]/age", age)
    assert home.choices("head") == ["卓玛", "扎西"]
    home.answer("head", "扎西")
    home.answer("member[3]/who", "扎西多杰")
    assert home.choices("head") == ["卓玛", "扎西多杰"]
    assert home["head"] == ""
    home.answer("member[3]/who", "扎西")
    assert home["head"] == "扎西"
    home.remove("member[3]")
    assert (home.choices("head"), home["head"]) == (["卓玛"], "")


def test_a_filter_of_two_conditions_and_one_of_or() -> None:
    table = """
    | survey | | | | |
    | | type | name | label | choice_filter |
    | | text | a | A | |
    | | integer | n | N | |
    | | select_one thing | both | Both | kind = ${a} and size >= ${n} |
    | | select_one thing | either | Either | kind = ${a} or size = 9 |
    | | select_one thing | number | Number | size = ${n} |

    | choices | | | | |
    | | list_name | name | label | kind | size |
    | | thing | x1 | X1 | x | 1 |
    | | thing | x9 | X9 | x | 9 |
    | | thing | y9 | Y9 | y | 9 |
    """
    form = Interview(table).answer("a", "x").answer("n", "5")
    assert form.choices("both") == ["x9"]
    assert form.choices("either") == ["x1", "x9", "y9"]
    assert form.choices("number") == []
    form.answer("n", "9").answer("a", "y")
    assert form.choices("both") == ["y9"]
    assert form.choices("number") == ["x9", "y9"]


def test_choices_from_a_file_keep_their_order_and_doubles() -> None:
    table = """
    | survey | | | |
    | | type | name | label |
    | | select_one_from_file towns.csv | town | Town |
    """
    form = Interview(table, media={"towns.csv": b"name,label\nb,Second\na,First\na,Again\n,Nameless\n"})
    assert [choice[:2] for choice in form.node("town").choices] == [("b", "Second"), ("a", "First"), ("a", "Again")]
    form.answer("town", "a")
    with refusing("forms.not-a-choice"):
        form.answer("town", "c")
    assert Interview(table).choices("town") == []


def test_a_seeded_order_is_the_same_for_everybody() -> None:
    table = """
    | survey | | | | |
    | | type | name | label | parameters |
    | | select_one fruit | fruit | Fruit | randomize=true, seed=42 |
    | choices | | |
    | | list_name | name | label |
    """ + "".join(f"\n    | | fruit | {name} | {name} |" for name in "abcdef")
    assert Interview(table).choices("fruit") == ["a", "f", "c", "b", "d", "e"]


def test_labels_of_choices_show_answers_and_pictures_are_named() -> None:
    form = Interview(
        """
        | survey | | | | | |
        | | type | name | label | hint | image |
        | | text | herb | Herb | | |
        | | select_one use | use | Use of ${herb} | As told | herb.png |
        | choices | | |
        | | list_name | name | label |
        | | use | tea | Tea of ${herb} |
        | | use | none | None |
        """
    ).answer("herb", "མེ་ཏོག")
    node = form.node("use")
    assert [" ".join(choice.label.split()) for choice in node.choices] == ["Tea of མེ་ཏོག", "None"]
    assert node.media == (("image", "herb.png"),)
    assert (form.label("use"), node.hint) == ("Use of མེ་ཏོག", "As told")


def test_pictures_and_sounds_of_choices_are_those_of_the_language() -> None:
    form = Interview(
        """
        | survey | | | | |
        | | type | name | label::汉 (zh) | label::བོད (bo) |
        | | select_one stove | stove | 哪一种灶？ | ཐབ་ག་རེ་རེད། |
        | choices | | | | | | |
        | | list_name | name | label::汉 (zh) | label::བོད (bo) | image | audio::བོད (bo) |
        | | stove | solar | 太阳灶 | ཉི་ཐབ | solar.jpg | solar-bo.mp3 |
        | | stove | dung | 牛粪炉 | ལྕི་ཐབ | | |
        """
    )
    assert [choice.media for choice in form.node("stove").choices] == [(("image", "solar.jpg"),), ()]
    form.speak("བོད (bo)")
    assert form.node("stove").choices[0].media == (("image", "solar.jpg"), ("audio", "solar-bo.mp3"))


def test_one_whole_list_is_kept_once_and_labels_that_show_answers_are_made_anew() -> None:
    rows = "\n".join(["name,label,county", *(f"v{n},村 {n},c{n % 3}" for n in range(300))])
    form = Interview(
        """
        | survey | | | | |
        | | type | name | label | choice_filter |
        | | text | county | County | |
        | | begin_repeat | person | Person | |
        | | select_one_from_file villages.csv | born | Born in | |
        | | select_one_from_file villages.csv | lives | Lives in | county = ${county} |
        | | select_one kin | kin | Kin | |
        | | end_repeat | | | |
        | choices | | |
        | | list_name | name | label |
        | | kin | child | Child of ${county} |
        """,
        media={"villages.csv": rows.encode()},
    )
    form.add("person").answer("county", "c1")
    born = [form.node(f"person[{number}]/born").choices for number in (1, 2)]
    assert born[0] == born[1]
    assert len(born[0]) == 300
    form.answer("person[1]/born", "v7")
    assert form.node("person[1]/born").choices is born[0], "nothing is made again of a list that nothing filters"
    assert len(form.node("person[2]/lives").choices) == 100
    form.answer("county", "c2")
    assert form.choices("person[1]/lives")[:2] == ["v2", "v5"]
    assert [choice.label.split() for choice in form.node("person[2]/kin").choices] == [["Child", "of", "c2"]]


def test_a_trigger_sets_a_value_only_when_its_question_changes() -> None:
    form = Interview(
        """
        | survey | | | | | |
        | | type | name | label | trigger | calculation |
        | | text | asked | Asked | | |
        | | text | other | Other | | |
        | | dateTime | at | At | ${asked} | now() |
        | | text | copy | Copy | ${asked} | concat(${asked}, '/', ${other}) |
        """
    ).answer("other", "x")
    assert (form["at"], form["copy"]) == ("", "")
    form.answer("asked", "y")
    assert (form["at"], form["copy"]) == ("2026-03-05T09:30:00.000+08:00", "y/x")
    form.answer("other", "z")
    assert form["copy"] == "y/x"


def test_entities_are_written_into_the_submission() -> None:
    form = (
        Interview(
            """
        | survey | | | | |
        | | type | name | label | save_to |
        | | text | name | Name | full_name |
        | | integer | age | Age | |

        | entities | | | |
        | | list_name | label | create_if |
        | | people | ${name} | ${age} > 17 |

        | settings | |
        | | form_id |
        | | people_form |
        """
        )
        .answer("name", "卓玛")
        .answer("age", "41")
    )
    submission = form.entry.submission()
    assert 'dataset="people"' in submission
    assert 'create="1"' in submission or 'create="true"' in submission
    assert "<label>卓玛</label>" in submission
    assert form.definition.root.by_name["name"].saveto == "full_name"  # type: ignore[attr-defined]
    form.answer("age", "3")
    assert 'create="1"' not in form.entry.submission()
    assert "@" not in "".join(node.ref for node in form.entry.nodes()), "attributes are never listed"
